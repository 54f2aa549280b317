use std::path::PathBuf;

use ui::Lang;

/// What the operator decides, from the configuration.
#[derive(Clone)]
pub struct Settings {
    /// The site's name, for mails and pages; nobody may use it as a password.
    pub site_name: String,
    /// The language of mails to whoever named none that there are mails in.
    pub language: Lang,
    /// What a newcomer agrees to.
    pub rules: Vec<String>,
    /// Who may sign up, until it is changed at run time.
    pub registrations: Registrations,
    /// Whether newcomers must show that the e-mail address is theirs.
    pub confirm_email: bool,
    /// How many days a sign-up waits for its address to be confirmed, before it is taken back.
    pub unconfirmed_days: i64,
    /// The fewest characters of a password; 8 is the least.
    pub password_chars_min: usize,
    /// How mail leaves.
    pub mail: MailSettings,
    /// Whether apps may trade a password for a token. Only for test suites: Mastodon took it away in 4.4.
    pub password_grant: bool,
}

impl Settings {
    /// The usual settings for a site of this name, with mail written to `mail_folder`.
    pub fn new(site_name: impl Into<String>, mail_folder: PathBuf) -> Self {
        Self {
            site_name: site_name.into(),
            language: Lang::default(),
            rules: Vec::new(),
            registrations: Registrations::Approval,
            confirm_email: true,
            unconfirmed_days: 7,
            password_chars_min: 10,
            mail: MailSettings::Folder(mail_folder),
            password_grant: false,
        }
    }
}

/// Who may sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registrations {
    /// Everyone.
    Open,
    /// Everyone may ask, the staff decide.
    Approval,
    /// Nobody.
    Closed,
}

impl Registrations {
    /// As stored and as the command line calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approval => "approval",
            Self::Closed => "closed",
        }
    }

    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Open, Self::Approval, Self::Closed].into_iter().find(|mode| mode.name() == name)
    }
}

/// How mail leaves. Has no `Debug`: it may hold a password.
#[derive(Clone)]
pub enum MailSettings {
    /// Each mail is a `.eml` file here, for testing and for servers without mail.
    Folder(PathBuf),
    /// Through a mail server.
    Smtp(Smtp),
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// To sign in with; empty for none.
    pub user: String,
    /// To sign in with.
    pub password: String,
    /// The sender: `Medley <noreply@medley.example>`.
    pub from: String,
    /// How the connection is protected.
    pub tls: MailTls,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// From the first byte (usually port 465).
    Implicit,
    /// By STARTTLS, which must succeed (usually port 587).
    StartTls,
    /// Not at all: a relay on this machine.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_round_trip() {
        for mode in [Registrations::Open, Registrations::Approval, Registrations::Closed] {
            assert_eq!(Registrations::parse(mode.name()), Some(mode));
        }
        assert_eq!(Registrations::parse("OPEN "), None);
    }
}
