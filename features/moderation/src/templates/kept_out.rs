//! Lists of what is kept out.

use askama::Template;
use ui::{Desk, FieldErrors, Message, Paging, Shell, Tab, filters};

use crate::WORDS;

/// The lists, of which one is shown.
pub(crate) fn lists(shown: &str) -> Vec<Tab> {
    let all = [
        ("/staff/domains", "out-domains"),
        ("/staff/email_blocks", "out-emails"),
        ("/staff/ip_blocks", "out-networks"),
    ];
    all.map(|(url, label)| Tab::new(WORDS.say(label), url, url == shown)).to_vec()
}

/// Servers that are kept out.
#[derive(Debug, Template)]
#[template(path = "staff_domains.html")]
pub struct ServersPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The newest first.
    pub lines: Vec<OutLine>,
    /// To the neighbours.
    pub paging: Paging,
}

/// What is kept out, in a line.
#[derive(Debug, Clone)]
pub struct OutLine {
    /// Its id.
    pub id: String,
    /// What.
    pub name: String,
    /// How, until when.
    pub how: Message,
    /// Why.
    pub comment: String,
}

/// Keeping a server out, or changing how.
#[derive(Debug, Template)]
#[template(path = "staff_domain.html")]
pub struct ServerPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// What was entered.
    pub form: ServerForm,
    /// What was wrong: fields `domain`, `severity`, `private_comment`.
    pub errors: FieldErrors,
}

/// What was entered.
#[derive(Debug, Clone, Default)]
pub struct ServerForm {
    /// Which server.
    pub domain: String,
    /// How.
    pub severity: String,
    /// Nothing of its media.
    pub reject_media: bool,
    /// None of its reports.
    pub reject_reports: bool,
    /// For the staff.
    pub private_comment: String,
    /// For everyone.
    pub public_comment: String,
    /// Everyone sees part of the domain only.
    pub obfuscate: bool,
}

impl ServersPage {
    fn lists(&self) -> Vec<Tab> {
        lists("/staff/domains")
    }
}

impl ServerPage {
    fn severities(&self) -> [(&'static str, Message, Message); 3] {
        [
            ("silence", WORDS.say("server-silence"), WORDS.say("server-silence-hint")),
            ("suspend", WORDS.say("server-suspend"), WORDS.say("server-suspend-hint")),
            ("noop", WORDS.say("server-noop"), WORDS.say("server-noop-hint")),
        ]
    }
}

/// Providers of e-mail that are kept out.
#[derive(Debug, Template)]
#[template(path = "staff_emails.html")]
pub struct EmailBlocksPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The newest first.
    pub lines: Vec<EmailLine>,
    /// What was entered: a domain, and whether the staff decide about its people.
    pub form: (String, bool),
    /// What was wrong: field `domain`.
    pub errors: FieldErrors,
    /// To the neighbours.
    pub paging: Paging,
}

/// A provider that is kept out.
#[derive(Debug, Clone)]
pub struct EmailLine {
    /// Its id.
    pub id: String,
    /// Which.
    pub domain: String,
    /// How, and how often somebody tried.
    pub how: Message,
}

impl EmailBlocksPage {
    fn lists(&self) -> Vec<Tab> {
        lists("/staff/email_blocks")
    }
}

/// Networks that are kept out.
#[derive(Debug, Template)]
#[template(path = "staff_networks.html")]
pub struct NetworksPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The newest first.
    pub lines: Vec<OutLine>,
    /// To the neighbours.
    pub paging: Paging,
}

impl NetworksPage {
    fn lists(&self) -> Vec<Tab> {
        lists("/staff/ip_blocks")
    }
}

/// Keeping a network out, or changing how.
#[derive(Debug, Template)]
#[template(path = "staff_network.html")]
pub struct NetworkPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// What was entered.
    pub form: NetworkForm,
    /// What was wrong: fields `ip`, `severity`, `comment`.
    pub errors: FieldErrors,
}

/// What was entered.
#[derive(Debug, Clone, Default)]
pub struct NetworkForm {
    /// In CIDR notation.
    pub ip: String,
    /// How.
    pub severity: String,
    /// Why, for the staff.
    pub comment: String,
    /// For how long: seconds, `keep`, or empty for ever.
    pub ends: String,
    /// When it ends now; none for never.
    pub ends_now: Option<Message>,
}

/// How long a network can be kept out: seconds, and the message that says so.
pub(crate) const ENDINGS: [(&str, &str); 6] = [
    ("0", "ends-never"),
    ("86400", "ends-day"),
    ("1209600", "ends-fortnight"),
    ("2592000", "ends-month"),
    ("15552000", "ends-half-year"),
    ("31536000", "ends-year"),
];

impl NetworkPage {
    fn severities(&self) -> [(&'static str, Message, Message); 3] {
        [
            ("sign_up_requires_approval", WORDS.say("network-approval"), WORDS.say("network-approval-hint")),
            ("sign_up_block", WORDS.say("network-sign-up"), WORDS.say("network-sign-up-hint")),
            ("no_access", WORDS.say("network-no-access"), WORDS.say("network-no-access-hint")),
        ]
    }

    fn endings(&self) -> [(&'static str, Message); ENDINGS.len()] {
        ENDINGS.map(|(value, id)| (value, WORDS.say(id)))
    }
}
