//! Settings: the defaults, then one TOML file, then `MEDLEY_SECTION__KEY` in the environment, then flags.

mod media;
mod sections;

use std::path::{Path, PathBuf};

use base::{Outcome, Problem};
use serde::Deserialize;

pub use media::Media;
pub use sections::{Compatibility, Instance, Limits, Log, Mail, Registrations, Server, Store};

/// Everything that the operator can set. Every key has a default that works.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub struct Config {
    /// Addresses.
    pub server: Server,
    /// The database.
    pub store: Store,
    /// What people may do.
    pub limits: Limits,
    /// What may be sent along.
    pub media: Media,
    /// Who may join.
    pub registrations: Registrations,
    /// Mail.
    pub mail: Mail,
    /// How the site presents itself.
    pub instance: Instance,
    /// Logs.
    pub log: Log,
    /// Only for other people's test suites.
    pub compatibility: Compatibility,
}

impl Config {
    /// Reads `file` (which must exist) and the environment over the defaults.
    ///
    /// # Errors
    /// Names the file and the key.
    pub fn load(file: Option<&Path>) -> Result<Self, String> {
        let mut sources = ::config::Config::builder();
        if let Some(file) = file {
            sources = sources.add_source(::config::File::from(file).format(::config::FileFormat::Toml));
        }
        let environment = ::config::Environment::with_prefix("MEDLEY").prefix_separator("_").separator("__");
        let name = file.map_or_else(|| "the environment".to_owned(), |file| file.display().to_string());
        let loaded = sources.add_source(environment.try_parsing(true)).build();
        loaded.and_then(::config::Config::try_deserialize).map_err(|cause| format!("{name}: {cause}"))
    }

    /// The language of pages for those who ask for none that they are in: the first spoken one of those.
    pub fn first_language(&self) -> ui::Lang {
        self.instance.languages.iter().find_map(|tag| ui::Lang::of_pages(tag)).unwrap_or_default()
    }

    /// Checks what types cannot.
    pub fn check(&self) -> Result<(), String> {
        let within = |name: &str, n: usize, max: usize| {
            if (1..=max).contains(&n) { Ok(()) } else { Err(format!("{name} must be from 1 to {max}")) }
        };
        within("limits.post_chars", self.limits.post_chars, 5_000)?;
        within("limits.bio_chars", self.limits.bio_chars, 1_000)?;
        within("limits.index_mib", self.limits.index_mib, 1 << 20)?;
        within("limits.address_requests", self.limits.address_requests as usize, 1 << 30)?;
        within("limits.address_sign_ins", self.limits.address_sign_ins as usize, 1 << 30)?;
        within("limits.address_sign_ups", self.limits.address_sign_ups as usize, 1 << 30)?;
        within("media.video_mib", self.media.video_mib, 1_024)?;
        within("media.video_frame_rate", self.media.video_frame_rate as usize, 1_000)?;
        within("media.video_pixels", self.media.video_pixels as usize, 1 << 26)?;
        self.media.check()?;
        if self.instance.audience().is_none() {
            return Err("instance.show_domain_blocks must be everyone, users or nobody".to_owned());
        }
        within("registrations.unconfirmed_days", self.registrations.unconfirmed_days.into(), 365)?;
        self.mode()?;
        self.tls()?;
        self.instance.check()?;
        web::Proxies::parse(self.server.trusted_proxies.iter().map(String::as_str))
            .map_err(|bad| format!("server.trusted_proxies: {bad} is neither an address nor a network"))?;
        let Compatibility { password_grant, local_push } = self.compatibility;
        for (on, name) in [(password_grant, "password_grant"), (local_push, "local_push")] {
            if on && self.site().is_https() {
                return Err(format!("compatibility.{name} is only for test suites on this machine"));
            }
        }
        Ok(())
    }

    /// The site.
    pub fn site(&self) -> web::Site {
        let domain =
            if self.server.domain.is_empty() { self.server.listen.as_str() } else { &self.server.domain };
        let local = ["127.0.0.1", "0.0.0.0", "[::1]", "[::]"];
        let own = match domain.rsplit_once(':') {
            Some((host, port)) if self.server.domain.is_empty() && local.contains(&host) => {
                format!("localhost:{port}")
            }
            _ => domain.to_owned(),
        };
        web::Site::new(&own)
    }

    /// Who may sign up.
    pub fn mode(&self) -> Result<access::Registrations, String> {
        access::Registrations::parse(&self.registrations.mode)
            .ok_or_else(|| "registrations.mode must be open, approval or closed".to_owned())
    }

    fn tls(&self) -> Result<access::MailTls, String> {
        match self.mail.tls.as_str() {
            "implicit" => Ok(access::MailTls::Implicit),
            "starttls" => Ok(access::MailTls::StartTls),
            "none" => Ok(access::MailTls::None),
            _ => Err("mail.tls must be implicit, starttls or none".to_owned()),
        }
    }

    /// The database of the data folder, or the one that is set.
    pub fn store_settings(&self, data: &Path) -> store::Settings {
        let url = match self.store.url.as_str() {
            "" => format!("sqlite:{}", data.join("medley.db").display()),
            url => url.to_owned(),
        };
        let usual = store::Settings::new(url);
        let or = |set: usize, usual: usize| if set == 0 { usual } else { set };
        store::Settings {
            readers: or(self.store.readers, usual.readers),
            writers: or(self.store.writers, usual.writers),
            mmap_bytes: self.store.mmap_mib << 20,
            ..usual
        }
    }

    /// What the `push` feature needs.
    pub fn push_settings(&self) -> push::Settings {
        let site = self.site();
        let contact = match self.instance.contact_email.as_str() {
            "" => site.base_url.clone(),
            address => format!("mailto:{address}"),
        };
        let reach = if self.compatibility.local_push { fetch::Reach::Anywhere } else { fetch::Reach::Public };
        let agent = format!("Medley/{} (+{})", instance::VERSION, site.base_url);
        push::Settings { reach, contact, agent }
    }

    /// What the `access` feature needs.
    pub fn access_settings(&self, data: &Path) -> Outcome<access::Settings> {
        let problem = |text: String| Problem::internal(text);
        let mail = if self.mail.host.is_empty() {
            access::MailSettings::Folder(outbox(data))
        } else {
            access::MailSettings::Smtp(access::Smtp {
                host: self.mail.host.clone(),
                port: self.mail.port,
                user: self.mail.user.clone(),
                password: self.mail.password.clone(),
                from: self.mail.from.clone(),
                tls: self.tls().map_err(problem)?,
            })
        };
        Ok(access::Settings {
            site_name: self.instance.name.clone(),
            language: self.first_language(),
            rules: self.instance.rules.iter().map(|rule| rule.text.clone()).collect(),
            registrations: self.mode().map_err(problem)?,
            confirm_email: self.registrations.confirm_email.unwrap_or(!self.mail.host.is_empty()),
            unconfirmed_days: self.registrations.unconfirmed_days.into(),
            password_chars_min: self.registrations.password_chars_min.max(8),
            mail,
            password_grant: self.compatibility.password_grant,
        })
    }
}

/// Where mails go that no server sends.
pub fn outbox(data: &Path) -> PathBuf {
    data.join("outbox")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("medley.toml");
        std::fs::write(&file, text).unwrap();
        Config::load(Some(&file))
    }

    #[test]
    fn the_defaults_are_the_founding_limits() {
        let config = written("").unwrap();
        assert_eq!((config.limits.post_chars, config.limits.bio_chars), (140, 160));
        config.check().unwrap();
        assert_eq!(config.site().base_url, "http://localhost:3000");
    }

    #[test]
    fn mistakes_name_the_file_and_the_key() {
        for (text, word) in [
            ("[limits]\npost_char = 5", "post_char"),
            ("[limits]\npost_chars = \"many\"", "post_chars"),
            ("[limits", "medley.toml"),
        ] {
            let error = written(text).unwrap_err();
            assert!(error.contains(word) && error.contains("medley.toml"), "{error}");
        }
    }

    #[test]
    fn rules_and_terms() {
        let config = written(
            "[instance]\nrules = [\"Be kind.\", { text = \"Rest.\", hint = \"Often.\", \
             translations = { pt = { text = \"Descansa.\" } } }]\n\
             [[instance.terms]]\neffective = \"2027-01-01\"\ntext = \"Come on time.\"\n",
        );
        let config = config.unwrap();
        config.check().unwrap();
        let rules = &config.instance.rules;
        assert_eq!((rules[0].text.as_str(), rules[1].hint.as_str()), ("Be kind.", "Often."));
        assert_eq!(rules[1].translations["pt"].text, "Descansa.");
        assert_eq!(config.instance.terms[0].effective, "2027-01-01");
        assert!(written("[instance]\nrules = [{ text = \"a\", tip = \"b\" }]").is_err());
    }

    #[test]
    fn values_are_checked() {
        for text in [
            "[limits]\npost_chars = 0",
            "[limits]\npost_chars = 5001",
            "[limits]\naddress_requests = 0",
            "[media]\nvideo_mib = 0",
            "[media]\nvideo_mib = 1025",
            "[media]\nvideo_frame_rate = 0",
            "[media]\nvideo_pixels = 0",
            "[media]\nffmpeg = \"/nowhere/ffmpeg\"",
            "[registrations]\nmode = \"maybe\"",
            "[instance]\nshow_domain_blocks = \"maybe\"",
            "[registrations]\nunconfirmed_days = 0",
            "[mail]\ntls = \"some\"",
            "[[instance.terms]]\neffective = \"soon\"\ntext = \"a\"",
            "[[instance.terms]]\neffective = \"2027-01-01\"\ntext = \" \"",
            "[instance]\nupdated = \"yesterday\"",
            "[instance]\nrules = [\"\"]",
            "[instance]\nsoftware_name = \"My Server\"",
            "[server]\ntrusted_proxies = [\"x\"]",
            "[server]\ndomain = \"medley.example\"\n[compatibility]\npassword_grant = true",
            "[server]\ndomain = \"medley.example\"\n[compatibility]\nlocal_push = true",
        ] {
            assert!(written(text).unwrap().check().is_err(), "{text}");
        }
    }
}
