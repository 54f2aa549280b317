//! The pages about people: one's own profile, and lists of people.

use crate::WORDS;
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
    fn tabs(&self) -> [Tab; 5] {
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
        ui::settings_tabs(ui::SettingsTab::Filters).into()
    }
}

ui::pages!(WORDS: ProfileSettingsPage, PeoplePage, DomainsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn settings(text: &str, fields: Vec<(String, String)>) -> ProfileSettingsPage {
        let mut errors = FieldErrors::default();
        if text == HOSTILE {
            for field in ["display_name", "note", "avatar", "header", "field_0"] {
                errors.add(field, HOSTILE);
            }
        }
        let form = ProfileForm {
            display_name: text.to_owned(),
            note: text.to_owned(),
            avatar_url: text.to_owned(),
            header_url: text.to_owned(),
            fields,
            locked: true,
            ..ProfileForm::default()
        };
        ProfileSettingsPage { shell: sample::shell("/settings/profile"), form, errors, bio_chars: 160 }
    }

    #[test]
    fn profile_settings_are_sound() {
        let pair = |text: &str| (text.to_owned(), text.to_owned());
        for (text, fields) in [
            ("", vec![]),
            ("Ines", vec![pair("Ward")]),
            (HOSTILE, vec![pair(HOSTILE); PROFILE_FIELDS_MAX + 2]),
        ] {
            let html = settings(text, fields).page();
            assert_page(&html);
            assert_eq!(html.matches("name=\"field_value_").count(), PROFILE_FIELDS_MAX);
        }
    }

    #[test]
    fn switches_show_what_is_set() {
        let html = settings("Ines", vec![]).page();
        assert!(html.contains("name=\"locked\" value=\"1\" checked"), "{html}");
        assert!(html.contains("name=\"bot\" value=\"1\">"), "{html}");
    }

    #[test]
    fn lists_of_people_are_sound() {
        for kind in [PeopleKind::Plain, PeopleKind::Requests] {
            for shell in sample::shells("/@theo/followers") {
                for people in [vec![], vec![sample::person(), sample::hostile_person()]] {
                    let page = PeoplePage {
                        shell: shell.clone(),
                        heading: Message::raw(HOSTILE),
                        parent: Some((Message::raw(HOSTILE), HOSTILE.to_owned())),
                        tabs: vec![Tab::new(Message::raw(HOSTILE), "/@theo/following", false)],
                        kind,
                        people,
                        empty_text: Message::raw(HOSTILE),
                        paging: Paging { older: Some("?max_id=1".to_owned()), newer: None },
                    };
                    assert_page(&page.page());
                }
            }
        }
    }

    #[test]
    fn requests_can_be_answered() {
        let page = PeoplePage {
            shell: sample::shell("/follow_requests"),
            heading: Message::raw("Follow requests"),
            parent: None,
            tabs: vec![],
            kind: PeopleKind::Requests,
            people: vec![sample::person()],
            empty_text: Message::default(),
            paging: Paging::default(),
        };
        let html = page.page();
        assert!(html.contains("/web/follow_requests/12/authorize\""), "{html}");
        assert!(html.contains("/web/follow_requests/12/reject\""), "{html}");
    }

    #[test]
    fn blocked_servers_are_sound() {
        let mut wrong = FieldErrors::default();
        wrong.add("domain", HOSTILE);
        for (domains, errors) in [(vec![], FieldErrors::default()), (vec![HOSTILE.to_owned()], wrong)] {
            let page = DomainsPage {
                shell: sample::shell("/settings/domain_blocks"),
                domains,
                domain: HOSTILE.to_owned(),
                errors,
                paging: Paging::default(),
            };
            assert_page(&page.page());
        }
    }
}
