//! The pages about this server: what it is, who runs it, what it asks of people.

mod desk;

use crate::WORDS;
use askama::Template;
use ui::{
    ComposerView, FieldErrors, Message, Notice, NotificationView, PersonView, PostView, Shell, Tab, filters,
};
use web::Unsent;

pub use desk::{EmojiForm, EmojiLine, EmojiPage, EmojisPage, SitePage};

/// Whether newcomers can sign up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SignUps {
    /// Anyone can.
    Open,
    /// Anyone can ask; the staff decide.
    Approval,
    /// Nobody can.
    #[default]
    Closed,
}

/// The numbers of this server.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers {
    /// People with an account here.
    pub people: u64,
    /// Posts written here.
    pub posts: u64,
    /// Other servers known.
    pub servers: u64,
}

/// The first page for somebody without an account: what this place is, and what is being said.
#[derive(Debug, Template)]
#[template(path = "landing.html")]
pub struct LandingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// One or two sentences by the operator about this server.
    pub summary: String,
    /// Whether newcomers can sign up.
    pub sign_ups: SignUps,
    /// The numbers of this server.
    pub numbers: Numbers,
    /// The newest public posts written here.
    pub posts: Vec<PostView>,
}

/// About this server: description, rules, contact, numbers.
#[derive(Debug, Template)]
#[template(path = "about.html")]
pub struct AboutPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// One or two sentences by the operator.
    pub summary: String,
    /// The long description by the operator, as clean HTML; may be empty.
    pub description_html: String,
    /// The rules, in order, as plain text: each with what it means, which may be empty.
    pub rules: Vec<(String, String)>,
    /// What is kept and who sees it, as clean HTML.
    pub privacy_html: String,
    /// The terms of service, as clean HTML; empty for none.
    pub terms_html: String,
    /// The address to write to; may be empty.
    pub contact_email: String,
    /// The person to ask: their `acct` and path; none when not set.
    pub contact_person: Option<(String, String)>,
    /// The numbers of this server.
    pub numbers: Numbers,
    /// Whether newcomers can sign up.
    pub sign_ups: SignUps,
    /// How many characters a post may have.
    pub post_chars: usize,
    /// The version of the software.
    pub version: String,
    /// Where the source code of what runs here is; may be empty.
    pub source_url: String,
}

/// Every component in every state.
#[derive(Debug, Template)]
#[template(path = "style.html")]
pub struct StylePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whose page the samples are on.
    pub sample: Shell,
    /// Posts, each with what its state is.
    pub posts: Vec<(Message, PostView)>,
    /// People, as lists show them.
    pub people: Vec<PersonView>,
    /// Notifications of several kinds.
    pub notifications: Vec<NotificationView>,
    /// The composer in the state that was asked for.
    pub composer: ComposerView,
    /// The states that can be asked for.
    pub composers: Vec<Tab>,
    /// What is wrong with the sample form.
    pub errors: FieldErrors,
}

impl StylePage {
    /// The colours by their names in the style sheet.
    const COLOURS: [&'static str; 17] = [
        "ground",
        "paper",
        "sunk",
        "line",
        "edge",
        "ink",
        "soft",
        "teal",
        "teal-deep",
        "teal-wash",
        "rose",
        "leaf",
        "leaf-wash",
        "sun",
        "sun-wash",
        "blood",
        "blood-wash",
    ];

    fn notices() -> [Notice; 3] {
        [
            Notice::info(WORDS.say("style-notice-info")),
            Notice::success(WORDS.say("style-notice-success")),
            Notice::error(WORDS.say("style-notice-error")),
        ]
    }
}

/// A form that was not taken because the page that it was on is too old: what was typed, ready to be sent again.
#[derive(Debug, Template)]
#[template(path = "unsent.html")]
pub struct UnsentPage<'a> {
    /// What surrounds the page.
    pub shell: Shell,
    /// The form.
    pub form: &'a Unsent,
    /// What the reader typed: label, name and value of each field.
    pub typed: Vec<(Message, &'a str, &'a str)>,
}

impl<'a> UnsentPage<'a> {
    /// The page for `form`.
    pub fn new(shell: Shell, form: &'a Unsent) -> Self {
        let typed = form.fields.iter().filter(|field| field.typed);
        let typed =
            typed.map(|field| (label(&field.name), field.name.as_str(), field.value.as_str())).collect();
        Self { shell, form, typed }
    }
}

/// `spoiler_text` is nothing that a reader has seen.
fn label(name: &str) -> Message {
    match name {
        "status" => ui::WORDS.say("composer-your-post"),
        "spoiler_text" => ui::WORDS.say("content-warning"),
        name if name.starts_with("alt_") => WORDS.say("unsent-picture"),
        name => {
            let words = name.replace(['_', '[', ']'], " ");
            let words = words.trim();
            let first =
                words.chars().next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            Message::raw(format!("{first}{}", words.chars().skip(1).collect::<String>()))
        }
    }
}

/// Short answers.
#[derive(Debug, Template)]
#[template(path = "help.html")]
pub struct HelpPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The questions: the anchor, the question, and the paragraphs of its answer.
    pub answers: Vec<(&'static str, Message, Vec<Message>)>,
    /// What keys do.
    pub keys: Vec<(&'static str, Message)>,
    /// Where to write to; empty for nowhere.
    pub contact_email: String,
}

/// The second step after signing up: hashtags to follow.
#[derive(Debug, Template)]
#[template(path = "welcome_topics.html")]
pub struct WelcomeTopicsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Names of hashtags, and whether they are followed already.
    pub topics: Vec<(String, bool)>,
}

/// The third step: people to follow.
#[derive(Debug, Template)]
#[template(path = "welcome_people.html")]
pub struct WelcomePeoplePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The people.
    pub people: Vec<PersonView>,
}

/// The fourth step: the first post.
#[derive(Debug, Template)]
#[template(path = "welcome_post.html")]
pub struct WelcomePostPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Where it is written.
    pub composer: ComposerView,
}

ui::pages!(WORDS: LandingPage, AboutPage, StylePage, UnsentPage<'_>, HelpPage, WelcomeTopicsPage, WelcomePeoplePage, WelcomePostPage,
    SitePage, EmojisPage, EmojiPage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
