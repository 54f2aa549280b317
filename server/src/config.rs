//! Settings: the defaults, then one TOML file, then `MEDLEY_SECTION__KEY` in the environment, then flags.

use std::path::{Path, PathBuf};

use base::{Outcome, Problem};
use serde::Deserialize;

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

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// The site's name in addresses; cannot be changed later.
    pub domain: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed: addresses and networks.
    pub trusted_proxies: Vec<String>,
    /// Who may read `/metrics`: addresses and networks.
    pub metrics_from: Vec<String>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:3000".to_owned(),
            domain: String::new(),
            trusted_proxies: Vec::new(),
            metrics_from: vec!["127.0.0.0/8".to_owned(), "::1".to_owned()],
        }
    }
}

/// `[store]`
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Store {
    /// `postgres://user:password@host/name`; empty for SQLite in the data folder.
    pub url: String,
    /// Reading threads; 0 for as many as cores.
    pub readers: usize,
    /// Writing threads (PostgreSQL only); 0 for the default.
    pub writers: usize,
    /// MiB of an SQLite file that are read through memory mapping; 0 is off.
    pub mmap_mib: u64,
}

/// `[limits]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Characters of a post, up to 5,000.
    pub post_chars: usize,
    /// Characters of a bio, up to 1,000.
    pub bio_chars: usize,
    /// MiB for authors' recent posts in memory.
    pub index_mib: usize,
    /// Whether requests are counted and refused when there are too many.
    pub rate: bool,
    /// API calls, and as many pages, that one address may ask for in five minutes without signing in.
    pub address_requests: u32,
    /// Tries of a password or code from one address in five minutes.
    pub address_sign_ins: u32,
    /// New accounts from one address in half an hour.
    pub address_sign_ups: u32,
}

impl Limits {
    /// What one address may do.
    pub fn addresses(&self) -> web::AddressLimits {
        web::AddressLimits {
            requests: self.address_requests,
            sign_ins: self.address_sign_ins,
            sign_ups: self.address_sign_ups,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let addresses = web::AddressLimits::default();
        Self {
            post_chars: 140,
            bio_chars: 160,
            index_mib: 128,
            rate: true,
            address_requests: addresses.requests,
            address_sign_ins: addresses.sign_ins,
            address_sign_ups: addresses.sign_ups,
        }
    }
}

/// `[registrations]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Registrations {
    /// `open`, `approval` or `closed`.
    pub mode: String,
    /// Whether newcomers must confirm their e-mail address; on by default where mail is sent.
    pub confirm_email: Option<bool>,
    /// Days that a sign-up waits for its address to be confirmed; then name and address are free again.
    pub unconfirmed_days: u16,
    /// Shortest password.
    pub password_chars_min: usize,
}

impl Default for Registrations {
    fn default() -> Self {
        Self { mode: "open".to_owned(), confirm_email: None, unconfirmed_days: 7, password_chars_min: 10 }
    }
}

/// `[mail]`: without a host, mails are `.eml` files in the data folder's `outbox`.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// To sign in with.
    pub user: String,
    /// To sign in with; better in the environment.
    pub password: String,
    /// The sender.
    pub from: String,
    /// `implicit`, `starttls` or `none`.
    pub tls: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            user: String::new(),
            password: String::new(),
            from: String::new(),
            tls: "starttls".to_owned(),
        }
    }
}

/// `[instance]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instance {
    /// The site's name.
    pub name: String,
    /// One or two sentences.
    pub description: String,
    /// More, as plain text.
    pub extended_description: String,
    /// Where to write to.
    pub contact_email: String,
    /// Name of the account to ask.
    pub contact_account: String,
    /// The rules, in order.
    pub rules: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Where the source code of what runs here is.
    pub source_url: String,
}

impl Default for Instance {
    fn default() -> Self {
        let rules = [
            "Never post anything that could identify a patient.",
            "Medley is a tool. Nothing here is medical advice or a diagnosis.",
            "Say who pays you when you write about what they sell.",
            "Be kind. No harassment, no hate.",
        ];
        Self {
            name: "Medley".to_owned(),
            description: "A place for people in healthcare to talk.".to_owned(),
            extended_description: String::new(),
            contact_email: String::new(),
            contact_account: String::new(),
            rules: rules.map(str::to_owned).into(),
            languages: vec!["en".to_owned()],
            source_url: String::new(),
        }
    }
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// What is logged, e.g. `info` or `info,web=debug`.
    pub filter: String,
    /// One JSON object a line.
    pub json: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "warn,medley=info".to_owned(), json: false }
    }
}

/// `[compatibility]`: lets other people's test suites run. Refused on a public domain.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Compatibility {
    /// Apps may trade a password for a token, as Mastodon did before 4.4.
    pub password_grant: bool,
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
        within("registrations.unconfirmed_days", self.registrations.unconfirmed_days.into(), 365)?;
        self.mode()?;
        self.tls()?;
        web::Proxies::parse(self.server.trusted_proxies.iter().map(String::as_str))
            .map_err(|bad| format!("server.trusted_proxies: {bad} is neither an address nor a network"))?;
        if self.compatibility.password_grant && self.site().is_https() {
            return Err("compatibility.password_grant is only for test suites on this machine".to_owned());
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
            rules: self.instance.rules.clone(),
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
    fn values_are_checked() {
        for text in [
            "[limits]\npost_chars = 0",
            "[limits]\npost_chars = 5001",
            "[limits]\naddress_requests = 0",
            "[registrations]\nmode = \"maybe\"",
            "[registrations]\nunconfirmed_days = 0",
            "[mail]\ntls = \"some\"",
            "[server]\ntrusted_proxies = [\"x\"]",
            "[server]\ndomain = \"medley.example\"\n[compatibility]\npassword_grant = true",
        ] {
            assert!(written(text).unwrap().check().is_err(), "{text}");
        }
    }
}
