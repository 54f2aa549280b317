//! The sections of the settings file, with their defaults.

use instance::{Rule, Terms};
use serde::Deserialize;

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
    /// The rules, in order: texts, or tables with `text`, `hint` and `translations`.
    pub rules: Vec<Rule>,
    /// What is kept and who sees it; empty for what is true of every Medley.
    pub privacy_policy: String,
    /// Terms of service, each with the day from which it holds.
    pub terms: Vec<Terms>,
    /// The day on which description and privacy policy were last changed.
    pub updated: String,
    /// Hashtags that newcomers are offered, without `#`.
    pub starter_topics: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Where the source code of what runs here is.
    pub source_url: String,
    /// What programs are told by NodeInfo that they speak to, instead of `medley`.
    pub software_name: String,
    /// Who sees which servers are kept out: `everyone`, `users` or `nobody`.
    pub show_domain_blocks: String,
}

impl Instance {
    /// Who sees which servers are kept out; `None` for what is none of the words.
    pub fn audience(&self) -> Option<moderation::Audience> {
        match self.show_domain_blocks.as_str() {
            "everyone" => Some(moderation::Audience::Everyone),
            "users" => Some(moderation::Audience::Users),
            "nobody" => Some(moderation::Audience::Nobody),
            _ => None,
        }
    }
}

impl Default for Instance {
    fn default() -> Self {
        let rules = [
            "Never post anything that could identify a patient.",
            "Medley is a tool. Nothing here is medical advice or a diagnosis.",
            "Say who pays you when you write about what they sell.",
            "Be kind. No harassment, no hate.",
        ];
        let topics = [
            "Introduction",
            "HCSM",
            "Nursing",
            "PatientExperience",
            "PatientSafety",
            "MentalHealth",
            "Caregivers",
            "RareDisease",
            "DigitalHealth",
            "PublicHealth",
            "MedEd",
            "Disability",
        ];
        Self {
            name: "Medley".to_owned(),
            description: "A place for people in healthcare to talk.".to_owned(),
            extended_description: String::new(),
            contact_email: String::new(),
            contact_account: String::new(),
            rules: rules.map(Rule::from).into(),
            privacy_policy: String::new(),
            terms: Vec::new(),
            updated: String::new(),
            starter_topics: topics.map(str::to_owned).into(),
            languages: vec!["en".to_owned()],
            source_url: String::new(),
            show_domain_blocks: "everyone".to_owned(),
            software_name: String::new(),
        }
    }
}

impl Instance {
    /// When description and privacy policy were last changed; 0 where that is not said.
    pub fn updated_ms(&self) -> base::Ms {
        base::parse_iso(&self.updated).unwrap_or(0)
    }

    /// Checks what types cannot.
    pub(super) fn check(&self) -> Result<(), String> {
        for terms in &self.terms {
            if terms.from_ms().is_none() || terms.text.trim().is_empty() {
                let day = &terms.effective;
                return Err(format!(
                    "instance.terms: {day:?} must be a day like 2026-11-22, and its text not empty"
                ));
            }
        }
        if !self.updated.is_empty() && base::parse_iso(&self.updated).is_none() {
            return Err("instance.updated must be a day like 2026-11-22".to_owned());
        }
        if let Some(bad) = self.starter_topics.iter().find(|name| text::tag_key(name).is_none()) {
            return Err(format!("instance.starter_topics: {bad:?} is no hashtag"));
        }
        if self.rules.iter().any(|rule| rule.text.trim().is_empty()) {
            return Err("instance.rules must not have empty texts".to_owned());
        }
        // The schema of NodeInfo.
        if self.software_name.bytes().any(|b| !(b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')) {
            return Err("instance.software_name may have a-z, 0-9 and - only".to_owned());
        }
        Ok(())
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
#[derive(Debug, Clone, Copy, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Compatibility {
    /// Apps may trade a password for a token, as Mastodon did before 4.4.
    pub password_grant: bool,
    /// Apps may subscribe to push at addresses of this machine, by http too.
    pub local_push: bool,
}
