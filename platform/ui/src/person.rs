//! People: a line, a card, and what the viewer can do about them.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::emoji::{Emojis, emoji_html};
use crate::filters;
use crate::shell::Shell;

/// A person as the author of something.
#[derive(Debug, Clone, Default)]
pub struct PersonLine {
    /// The account's id, which the forms of the "more" menu need.
    pub id: String,
    /// `user`, or `user@host` for people elsewhere.
    pub acct: String,
    /// Their chosen name; may be empty.
    pub display_name: String,
    /// Path of their page here.
    pub url: String,
    /// Path of their picture; empty for the default one.
    pub avatar_url: String,
    /// Whether the account says that it is automated.
    pub bot: bool,
    /// The custom emojis of their name.
    pub emojis: Emojis,
}

/// A person as their own page and lists of people show them.
#[derive(Debug, Clone, Default)]
pub struct PersonView {
    /// The account's id.
    pub id: String,
    /// `user`, or `user@host` for people elsewhere.
    pub acct: String,
    /// Their chosen name; may be empty.
    pub display_name: String,
    /// Path of their page here.
    pub url: String,
    /// Path of their picture; empty for the default one.
    pub avatar_url: String,
    /// The biography, as clean HTML.
    pub note_html: String,
    /// Whether the account says that it is automated.
    pub bot: bool,
    /// Whether follows need approval.
    pub locked: bool,
    /// How many follow them.
    pub followers: u64,
    /// How many they follow.
    pub following: u64,
    /// How many posts they wrote.
    pub posts: u64,
    /// Up to four facts about themselves.
    pub fields: Vec<FieldView>,
    /// Path of the wide picture; empty for none.
    pub header_url: String,
    /// When they joined, as people write it: "March 2026".
    pub joined: Message,
    /// Address and path of the account that they moved to.
    pub moved: Option<(String, String)>,
    /// How the viewer stands to them; none when nobody is signed in.
    pub relation: Option<RelationView>,
    /// The custom emojis of their name.
    pub emojis: Emojis,
}

/// One of the facts that people give about themselves.
#[derive(Debug, Clone, Default)]
pub struct FieldView {
    /// What it is.
    pub name: String,
    /// The value, as clean HTML.
    pub value_html: String,
    /// Whether the page linked to links back.
    pub verified: bool,
}

/// How the viewer stands to a person.
#[derive(Debug, Clone, Copy, Default)]
pub struct RelationView {
    /// The viewer follows them.
    pub following: bool,
    /// The viewer asked to follow them and waits for an answer.
    pub requested: bool,
    /// They follow the viewer.
    pub followed_by: bool,
    /// The viewer blocks them.
    pub blocking: bool,
    /// The viewer mutes them.
    pub muting: bool,
    /// The viewer recommends them on their own profile.
    pub endorsed: bool,
    /// They are the viewer.
    pub is_self: bool,
}

impl PersonLine {
    /// The name to show: the chosen one, or the address.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.display_name.trim().is_empty() { &self.acct } else { &self.display_name }
    }

    /// The same as HTML, with pictures for custom emojis.
    #[must_use]
    pub fn name_html(&self) -> String {
        emoji_html(self.name(), &self.emojis)
    }

    /// The picture to show.
    #[must_use]
    pub fn avatar(&self) -> &str {
        crate::assets::avatar_or_default(&self.avatar_url)
    }
}

impl PersonView {
    /// The name to show: the chosen one, or the address.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.display_name.trim().is_empty() { &self.acct } else { &self.display_name }
    }

    /// The same as HTML, with pictures for custom emojis.
    #[must_use]
    pub fn name_html(&self) -> String {
        emoji_html(self.name(), &self.emojis)
    }

    /// The picture to show.
    #[must_use]
    pub fn avatar(&self) -> &str {
        crate::assets::avatar_or_default(&self.avatar_url)
    }

    /// The person in a list of people, with the follow button.
    #[must_use]
    pub fn card<'a>(&'a self, shell: &'a Shell) -> PersonCard<'a> {
        PersonCard { person: self, shell }
    }

    /// The person as a line of a form: picture, name and address.
    #[must_use]
    pub fn row(&self) -> PersonRow<'_> {
        PersonRow { person: self }
    }

    /// The follow button and the menu; for the viewer themselves a way to their settings.
    #[must_use]
    pub fn relation_forms<'a>(&'a self, shell: &'a Shell) -> RelationForms<'a> {
        RelationForms { person: self, shell }
    }
}

/// A person in a list of people.
#[derive(Debug, Template)]
#[template(path = "person_card.html")]
pub struct PersonCard<'a> {
    person: &'a PersonView,
    shell: &'a Shell,
}

/// A person as a line of a form.
#[derive(Debug, Template)]
#[template(path = "person_row.html")]
pub struct PersonRow<'a> {
    person: &'a PersonView,
}

/// Follow, and the menu with block, mute and the rest: one form whose buttons say where they post.
#[derive(Debug, Template)]
#[template(path = "relation.html")]
pub struct RelationForms<'a> {
    person: &'a PersonView,
    shell: &'a Shell,
}

impl HtmlSafe for PersonCard<'_> {}
impl HtmlSafe for PersonRow<'_> {}
impl HtmlSafe for RelationForms<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn forms(relation: RelationView) -> String {
        let person = PersonView { relation: Some(relation), ..sample::person() };
        sample::drawn(&person.relation_forms(&sample::shell("/")))
    }

    #[test]
    fn the_follow_button_says_what_it_will_do() {
        let following = RelationView { following: true, ..RelationView::default() };
        let requested = RelationView { requested: true, ..RelationView::default() };
        let blocking = RelationView { blocking: true, ..RelationView::default() };
        for (relation, action) in [
            (RelationView::default(), "/follow\""),
            (following, "/unfollow\""),
            (requested, "/unfollow\""),
            (blocking, "/unblock\""),
        ] {
            let html = forms(relation);
            let first = html.split("formaction=\"").nth(1).unwrap_or_default();
            assert!(
                first.split_inclusive('"').next().unwrap_or_default().ends_with(action),
                "{action}: {html}"
            );
        }
    }

    #[test]
    fn who_is_recommended_can_cease_to_be() {
        let following = RelationView { following: true, ..RelationView::default() };
        let endorsed = RelationView { endorsed: true, ..following };
        for (relation, offered) in [
            (RelationView::default(), None),
            (following, Some("/endorse\"")),
            (endorsed, Some("/unendorse\"")),
        ] {
            let html = forms(relation);
            for action in ["/endorse\"", "/unendorse\""] {
                assert_eq!(html.contains(action), offered == Some(action), "{action}: {html}");
            }
        }
    }

    #[test]
    fn nobody_follows_themselves() {
        let html = forms(RelationView { is_self: true, ..RelationView::default() });
        assert!(!html.contains("/follow"), "{html}");
        assert!(html.contains("/settings/profile"), "{html}");
    }

    #[test]
    fn a_card_escapes_what_people_chose() {
        let html = sample::drawn(&sample::hostile_person().card(&sample::shell("/")));
        assert!(!html.contains("<script>alert"), "{html}");
        let row = sample::drawn(&sample::hostile_person().row());
        assert!(!row.contains("<script>alert"), "{row}");
    }

    #[test]
    fn who_is_followed_can_be_put_into_lists() {
        let following = RelationView { following: true, ..RelationView::default() };
        let requested = RelationView { requested: true, ..RelationView::default() };
        for (relation, offered) in [(RelationView::default(), false), (following, true), (requested, true)] {
            assert_eq!(forms(relation).contains("/lists\""), offered, "{relation:?}");
        }
    }
}
