//! The pages about people, and what the pages of other features need of people: the shell around every page, names
//! with pictures, times as people say them, and the way back after a form.

mod choices;
mod domains;
mod people;
mod settings;
mod ways;
mod welcome;

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome, Page, Problem};
use ui::{
    Desk, FieldView, Looks, Me, Message, Paging, PersonLine, PersonView, RelationView, Shell, StaffRank,
    StaffTab,
};
use web::{Role, Route, Visit};

use crate::Accounts;
use crate::api::State;
use crate::model::{Account, Picture, Relationship};
use crate::views::Shown;

pub use ways::{done, done_at, local_path, say_done, say_named, way_back};
pub use welcome::chosen_role;

/// How this server presents itself on every page.
#[derive(Debug, Clone)]
pub struct InstanceFace {
    /// Its name.
    pub name: String,
    /// The language that most here write in.
    pub language: String,
}

/// Tells how many notifications a person has not read. Handed in where the features are wired.
pub type UnreadCounts = Arc<dyn Fn(Id) -> UnreadCount + Send + Sync>;
/// See [`UnreadCounts`].
pub type UnreadCount = Pin<Box<dyn Future<Output = Outcome<u32>> + Send>>;

pub(crate) fn routes(s: &State) -> Vec<Route> {
    let mut routes = people::routes(s);
    routes.extend(settings::routes(s));
    routes.extend(choices::routes(s));
    routes.extend(welcome::routes(s));
    routes.extend(domains::routes(s));
    routes
}

impl Accounts {
    /// Sets how this server presents itself; until then it goes by its domain. Can be said once.
    pub fn set_face(&self, face: InstanceFace) {
        drop(self.0.face.set(face));
    }

    /// Who tells the number beside the bell. Can be said once; until then there is none.
    pub fn tell_unread(&self, counts: UnreadCounts) {
        drop(self.0.unread.set(counts));
    }

    /// The language that most here write in.
    pub fn site_language(&self) -> &str {
        self.0.face.get().map_or("en", |face| &face.language)
    }

    /// What this server is called on its pages.
    pub fn site_name(&self) -> &str {
        self.0.face.get().map_or(&self.0.site.domain, |face| &face.name)
    }

    /// What surrounds the page at `path` (path and query, beginning with one slash) for whoever visits it.
    pub async fn shell(&self, visit: &Visit, title: Message, path: &str) -> Outcome<Shell> {
        let visitor = match visit.viewer.account() {
            Some(id) => self.account(id).await?,
            None => None,
        };
        Ok(Shell {
            title,
            instance_name: self.site_name().to_owned(),
            path: path.to_owned(),
            looks: looks_of(visit, visitor.as_deref()),
            me: match &visitor {
                Some(shown) => Some(self.visitor(visit, shown).await?),
                None => None,
            },
            csrf: visit.csrf(),
            notice: None,
            lang: visit.lang,
        })
    }

    /// How the visitor wants pages to look.
    pub async fn looks(&self, visit: &Visit) -> Outcome<Looks> {
        let visitor = match visit.viewer.account() {
            Some(id) => self.account(id).await?,
            None => None,
        };
        Ok(looks_of(visit, visitor.as_deref()))
    }

    /// What surrounds a page of the staff for whoever of them visits it, and what stands above it.
    pub async fn desk(
        &self,
        visit: &Visit,
        heading: Message,
        tab: StaffTab,
        path: &str,
    ) -> Outcome<(Shell, Desk)> {
        let rank = if visit.viewer.role >= Role::Admin { StaffRank::Admin } else { StaffRank::Moderator };
        let shell = self.shell(visit, heading.clone(), path).await?;
        Ok((shell, Desk::new(heading, tab, rank)))
    }

    async fn visitor(&self, visit: &Visit, shown: &Shown) -> Outcome<Me> {
        let unread = match self.0.unread.get() {
            Some(counts) => counts(shown.id).await?,
            None => 0,
        };
        Ok(Me {
            display_name: shown.display_name.clone(),
            acct: shown.acct(),
            avatar_url: picture_path(shown, &shown.avatar),
            unread,
            is_staff: visit.viewer.is_staff(),
            emojis: shown.emojis.clone(),
        })
    }

    /// Those of `ids` who are not suspended, in order, as cards for whoever visits.
    pub async fn person_views(&self, ids: &[Id], visit: &Visit) -> Outcome<Vec<PersonView>> {
        let found = self.accounts(ids).await?;
        let me = visit.viewer.account();
        let relations = match me {
            Some(me) => self.relationships(me, ids).await?,
            None => Vec::new(),
        };
        let card = |(n, id): (usize, &Id)| {
            let shown = found.get(id).filter(|shown| shown.suspended_ms.is_none())?;
            Some(person_view(shown, relations.get(n), me))
        };
        Ok(ids.iter().enumerate().filter_map(card).collect())
    }

    /// The account whose pages lie below `/@{acct}`; 404 for nobody and for the suspended.
    pub async fn page_owner(&self, acct: &str) -> Outcome<Arc<Shown>> {
        let id = self.lookup(acct).await?.ok_or_else(Problem::not_found)?;
        let shown = self.account(id).await?.filter(|shown| shown.suspended_ms.is_none());
        shown.ok_or_else(Problem::not_found)
    }

    /// Whether `viewer` may see whom `owner` follows and who follows them: not where they hide it, nor across a block.
    async fn network_visible(&self, owner: &Account, viewer: Option<Id>) -> Outcome<bool> {
        let Some(viewer) = viewer else { return Ok(!owner.hide_network) };
        let cut = self.relations(viewer).await?.blocked_by.contains(&owner.id);
        Ok(viewer == owner.id || !(owner.hide_network || cut))
    }
}

/// A person as the author of something.
pub fn person_line(shown: &Shown) -> PersonLine {
    PersonLine {
        id: shown.id.to_string(),
        acct: shown.acct(),
        display_name: shown.display_name.clone(),
        url: shown.path(),
        avatar_url: picture_path(shown, &shown.avatar),
        bot: shown.bot,
        emojis: shown.emojis.clone(),
    }
}

/// A person for `me` (nobody signed in: `None`), who stands to them as `relationship` says.
pub fn person_view(shown: &Shown, relationship: Option<&Relationship>, me: Option<Id>) -> PersonView {
    PersonView {
        id: shown.id.to_string(),
        acct: shown.acct(),
        display_name: shown.display_name.clone(),
        url: shown.path(),
        avatar_url: picture_path(shown, &shown.avatar),
        note_html: ui::with_pictures(&shown.note_html, &shown.emojis),
        bot: shown.bot,
        locked: shown.locked,
        followers: shown.stats.followers,
        following: shown.stats.following,
        posts: shown.stats.posts,
        fields: fields(shown),
        header_url: picture_path(shown, &shown.header),
        joined: Message::month(shown.created_ms),
        moved: shown.moved.clone(),
        relation: me.map(|me| relation_view(relationship, me == shown.id)),
        emojis: shown.emojis.clone(),
    }
}

fn fields(shown: &Shown) -> Vec<FieldView> {
    let one = |(field, html): (&crate::Field, &String)| FieldView {
        name: field.name.clone(),
        value_html: ui::with_pictures(html, &shown.emojis),
        verified: field.verified_ms.is_some(),
    };
    shown.fields.iter().zip(&shown.field_htmls).map(one).collect()
}

fn relation_view(relationship: Option<&Relationship>, is_self: bool) -> RelationView {
    relationship.map_or(RelationView { is_self, ..RelationView::default() }, |r| RelationView {
        following: r.following,
        requested: r.requested,
        followed_by: r.followed_by,
        blocking: r.blocking,
        muting: r.muting,
        endorsed: r.endorsed,
        is_self,
    })
}

/// The path of a picture, which does not move; empty for the standard one.
pub fn picture_path(account: &Account, picture: &Picture) -> String {
    let name = picture.still.as_ref().or(picture.moving.as_ref()).filter(|_| account.suspended_ms.is_none());
    name.map(|name| format!("/media/{name}")).unwrap_or_default()
}

/// Why something was refused, in words for people: what Mastodon's clients are told is meant for programs.
pub fn told(problem: &Problem) -> String {
    let text = problem.complaint();
    if text.contains("content type is invalid") {
        return "This file is not a picture that can be used: JPEG, PNG, WebP and GIF are.".to_owned();
    }
    text.to_owned()
}

/// Links to the neighbours of a page of a list that can be read in both directions. `path` has no query; `cursors`
/// are those of the page, newest first.
pub fn paging(path: &str, cursors: &[Id], page: &Page) -> Paging {
    let full = cursors.len() >= page.limit;
    let has_newer = page.max_id.is_some() || (page.forward() && full);
    let has_older = full || page.forward();
    let link = |name: &str, id: &Id| format!("{path}?{name}={id}");
    Paging {
        older: cursors.last().filter(|_| has_older).map(|id| link("max_id", id)),
        newer: cursors.first().filter(|_| has_newer).map(|id| link("min_id", id)),
    }
}

/// As [`paging`], for a list that can be read downwards only: newer is its beginning.
pub fn paging_down(path: &str, cursors: &[Id], page: &Page) -> Paging {
    let full = cursors.len() >= page.limit;
    Paging {
        older: cursors.last().filter(|_| full).map(|id| format!("{path}?max_id={id}")),
        newer: page.max_id.map(|_| path.to_owned()),
    }
}

/// Chosen by the visitor; one without an account keeps it in a cookie.
fn looks_of(visit: &Visit, visitor: Option<&Shown>) -> Looks {
    Looks::parse(visitor.map_or(visit.looks.as_str(), |shown| &shown.posting.looks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_know_their_neighbours() {
        let ids = [Id(9), Id(7)];
        let first = paging("/x", &ids, &Page::newest(2));
        assert_eq!((first.older.as_deref(), first.newer.as_deref()), (Some("/x?max_id=7"), None));
        let short = paging("/x", &ids, &Page::newest(3));
        assert!(short.older.is_none() && short.newer.is_none());
        let second = Page { max_id: Some(Id(10)), ..Page::newest(3) };
        assert_eq!(paging("/x", &ids, &second).newer.as_deref(), Some("/x?min_id=9"));
        assert_eq!(paging_down("/x", &ids, &second).newer.as_deref(), Some("/x"));
        let up = Page { min_id: Some(Id(1)), ..Page::newest(3) };
        let back = paging("/x", &ids, &up);
        assert_eq!((back.older.as_deref(), back.newer.as_deref()), (Some("/x?max_id=7"), None));
        let empty = paging("/x", &[], &second);
        assert!(empty.older.is_none() && empty.newer.is_none());
    }

    #[test]
    fn refusals_are_told_in_words_for_people() {
        for (text, words) in [
            ("Note is too long", "Note is too long"),
            ("Avatar content type is invalid, Avatar is invalid", "This file is not a picture"),
        ] {
            assert!(told(&Problem::invalid(text)).starts_with(words), "{text}");
        }
    }
}
