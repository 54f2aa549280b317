//! The pages about people: one's own profile, and lists of people.

use crate::WORDS;
use crate::choices::Posting;
use askama::Template;
use ui::{FieldErrors, Message, Paging, PersonView, Shell, Tab, filters};

/// How many facts people can give about themselves.
pub const PROFILE_FIELDS_MAX: usize = 4;

/// Changing one's own profile.
#[derive(Debug, Template)]
#[template(path = "settings_profile.html")]
pub struct ProfileSettingsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the profile says now, or what was entered and refused.
    pub form: ProfileForm,
    /// What was wrong: fields `display_name`, `note`, `avatar`, `header`, `field_0` to `field_3`.
    pub errors: FieldErrors,
    /// How many characters a biography may have.
    pub bio_chars: usize,
}

/// The parts of a profile that its owner changes.
#[derive(Debug, Clone, Default)]
pub struct ProfileForm {
    /// The chosen name.
    pub display_name: String,
    /// The biography, as it was written.
    pub note: String,
    /// Path of the picture now; empty for none.
    pub avatar_url: String,
    /// Path of the wide picture now; empty for none.
    pub header_url: String,
    /// Name and value of each fact, as they were written.
    pub fields: Vec<(String, String)>,
    /// Whether follows need approval.
    pub locked: bool,
    /// Whether the account is automated.
    pub bot: bool,
    /// Whether to be shown in the directory and in suggestions.
    pub discoverable: bool,
    /// Whether search engines may keep the profile and public posts.
    pub indexable: bool,
    /// Whether to hide whom one follows and who follows one.
    pub hide_network: bool,
}

impl ProfileSettingsPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Profile)
    }

    /// All the rows of the form, the empty ones too.
    fn rows(&self) -> Vec<(usize, &str, &str)> {
        (0..PROFILE_FIELDS_MAX)
            .map(|at| {
                let (name, value) =
                    self.form.fields.get(at).map_or(("", ""), |(n, v)| (n.as_str(), v.as_str()));
                (at, name, value)
            })
            .collect()
    }

    fn avatar(&self) -> &str {
        if self.form.avatar_url.is_empty() { ui::assets::url("avatar.svg") } else { &self.form.avatar_url }
    }
}

/// What the list of people is for, which decides the buttons beside each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeopleKind {
    /// People with the usual follow button: followers, following, who liked, who boosted, blocks, mutes.
    #[default]
    Plain,
    /// People who ask to follow, to accept or decline.
    Requests,
}

/// A list of people: followers, following, requests, blocks, mutes, who liked or boosted a post.
#[derive(Debug, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The heading: "Followers of Ana".
    pub heading: Message,
    /// Where the list belongs, as text and path: back to the profile or the post.
    pub parent: Option<(Message, String)>,
    /// Tabs between neighbouring lists; empty for none.
    pub tabs: Vec<Tab>,
    /// What the list is for.
    pub kind: PeopleKind,
    /// The people of this page.
    pub people: Vec<PersonView>,
    /// What it means when there is nobody.
    pub empty_text: Message,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// The servers that somebody blocks.
#[derive(Debug, Template)]
#[template(path = "settings_domains.html")]
pub struct DomainsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The latest first.
    pub domains: Vec<String>,
    /// What was entered and refused.
    pub domain: String,
    /// What was wrong: field `domain`.
    pub errors: FieldErrors,
    /// To the neighbours.
    pub paging: Paging,
}

impl DomainsPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Filters)
    }
}

/// What people can say that they are; nothing, first.
pub const ROLES: [&str; 8] =
    ["", "patient", "carer", "clinician", "researcher", "organisation", "press", "other"];

/// The first step after signing up.
#[derive(Debug, Template)]
#[template(path = "welcome.html")]
pub struct WelcomePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The name to show.
    pub display_name: String,
    /// Path of the picture now; empty for none.
    pub avatar_url: String,
    /// What they are, one of [`ROLES`].
    pub role: &'static str,
    /// What was wrong: fields `display_name`, `avatar`.
    pub errors: FieldErrors,
}

impl WelcomePage {
    /// What somebody is, in words.
    pub fn role_label(role: &str) -> Message {
        WORDS.say(match role {
            "patient" => "role-patient",
            "carer" => "role-carer",
            "clinician" => "role-clinician",
            "researcher" => "role-researcher",
            "organisation" => "role-organisation",
            "press" => "role-press",
            "other" => "role-other",
            _ => "role-none",
        })
    }

    fn roles(&self) -> Vec<Pick> {
        ROLES.map(|role| (role, Self::role_label(role), role == self.role)).into()
    }
}

/// All pages of settings.
#[derive(Debug, Template)]
#[template(path = "settings.html")]
pub struct SettingsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The pages, by what they are about.
    pub groups: Vec<ui::SettingsGroup>,
}

/// What a new post starts with.
#[derive(Debug, Template)]
#[template(path = "settings_posting.html")]
pub struct PostingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What is chosen.
    pub posting: Posting,
    /// Why it was refused.
    pub refused: Option<Message>,
}

impl PostingPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Posting)
    }

    fn quoters(&self) -> Vec<(&'static str, Message, bool)> {
        [
            ("public", "composer-quote-public"),
            ("followers", "composer-quote-followers"),
            ("nobody", "composer-quote-nobody"),
        ]
        .map(|(word, label)| (word, ui::WORDS.say(label), word == self.posting.quote_policy))
        .into()
    }

    fn speaks(&self, tag: &str) -> bool {
        self.posting.language.as_deref() == Some(tag)
    }

    /// The chosen language, where it is not among those offered.
    fn unlisted(&self) -> Option<&str> {
        let chosen = self.posting.language.as_deref()?;
        ui::LANGUAGES.iter().all(|(tag, _)| *tag != chosen).then_some(chosen)
    }
}

/// One choice among a few: the value, what it says, and whether it is chosen.
type Pick = (&'static str, Message, bool);

/// How pages look.
#[derive(Debug, Template)]
#[template(path = "settings_appearance.html")]
pub struct AppearancePage {
    /// What surrounds the page, which looks so already.
    pub shell: Shell,
}

impl AppearancePage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Appearance)
    }

    /// The fields: name, what is chosen, and between what.
    fn fields(&self) -> Vec<(&'static str, Message, Vec<Pick>)> {
        let fields = ui::LOOKS.iter().zip(self.shell.looks.words());
        let picks = |known: &'static [&'static str], name: &str, chosen: &str| {
            known.iter().map(|&word| (word, look_label(name, word), word == chosen)).collect()
        };
        fields.map(|(&(name, known), chosen)| (name, look_title(name), picks(known, name, chosen))).collect()
    }
}

fn look_title(name: &str) -> Message {
    WORDS.say(match name {
        "theme" => "look-theme",
        "contrast" => "look-contrast",
        "size" => "look-size",
        "motion" => "look-motion",
        "media" => "look-media",
        _ => "look-warnings",
    })
}

fn look_label(name: &str, word: &str) -> Message {
    WORDS.say(match (name, word) {
        ("theme", "light") => "look-theme-light",
        ("theme", "dark") => "look-theme-dark",
        ("contrast", "more") => "look-contrast-more",
        ("size", "small") => "look-size-small",
        ("size", "large") => "look-size-large",
        ("size", "larger") => "look-size-larger",
        ("size", _) => "look-size-usual",
        ("motion", "less") => "look-motion-less",
        ("media", "show_all") => "look-media-all",
        ("media", "hide_all") => "look-media-none",
        ("media", _) => "look-media-usual",
        ("warnings", "open") => "look-warnings-open",
        ("warnings", _) => "look-warnings-usual",
        _ => "look-device",
    })
}

ui::pages!(WORDS: ProfileSettingsPage, PeoplePage, DomainsPage, SettingsPage, PostingPage, AppearancePage, WelcomePage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
