//! The pages about people, and what the pages of other features need of people: the shell around every page, names
//! with pictures, times as people say them, and the way back after a form.

mod people;
mod settings;

use std::pin::Pin;
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use base::{DAY_MS, HOUR_MS, Id, MINUTE_MS, Ms, Outcome, Page, Problem, iso_date};
use ui::{FieldView, Me, Paging, PersonLine, PersonView, RelationView, Shell};
use web::{Params, Route, Visit, json_bytes, see_other};

use crate::Accounts;
use crate::api::State;
use crate::model::{Account, Picture, Relationship};
use crate::views::Shown;

/// Bytes of a path that a form may lead back to.
const PATH_BYTES_MAX: usize = 2_048;
/// The language of the pages' own words.
const PAGE_LANGUAGE: &str = "en";

/// How this server presents itself on every page.
#[derive(Debug, Clone)]
pub struct InstanceFace {
    /// Its name.
    pub name: String,
}

/// Tells how many notifications a person has not read. Handed in where the features are wired.
pub type UnreadCounts = Arc<dyn Fn(Id) -> UnreadCount + Send + Sync>;
/// See [`UnreadCounts`].
pub type UnreadCount = Pin<Box<dyn Future<Output = Outcome<u32>> + Send>>;

pub(crate) fn routes(s: &State) -> Vec<Route> {
    let mut routes = people::routes(s);
    routes.extend(settings::routes(s));
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

    /// What surrounds the page at `path` (path and query, beginning with one slash) for whoever visits it.
    pub async fn shell(&self, visit: &Visit, title: &str, path: &str) -> Outcome<Shell> {
        let name = self.0.face.get().map_or(&self.0.site.domain, |face| &face.name);
        Ok(Shell {
            title: title.to_owned(),
            instance_name: name.clone(),
            path: path.to_owned(),
            me: self.visitor(visit).await?,
            csrf: visit.csrf(),
            notice: None,
            lang: PAGE_LANGUAGE.to_owned(),
        })
    }

    async fn visitor(&self, visit: &Visit) -> Outcome<Option<Me>> {
        let Some(id) = visit.viewer.account() else { return Ok(None) };
        let Some(shown) = self.account(id).await? else { return Ok(None) };
        let unread = match self.0.unread.get() {
            Some(counts) => counts(id).await?,
            None => 0,
        };
        Ok(Some(Me {
            display_name: shown.display_name.clone(),
            acct: shown.acct(),
            avatar_url: picture_path(&shown, &shown.avatar),
            unread,
            is_staff: visit.viewer.is_staff(),
        }))
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
        note_html: shown.note_html.clone(),
        bot: shown.bot,
        locked: shown.locked,
        followers: shown.stats.followers,
        following: shown.stats.following,
        posts: shown.stats.posts,
        fields: fields(shown),
        header_url: picture_path(shown, &shown.header),
        joined: month_of(shown.created_ms),
        relation: me.map(|me| relation_view(relationship, me == shown.id)),
    }
}

fn fields(shown: &Shown) -> Vec<FieldView> {
    let one = |(field, html): (&crate::Field, &String)| FieldView {
        name: field.name.clone(),
        value_html: html.clone(),
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
fn picture_path(account: &Account, picture: &Picture) -> String {
    let name = picture.still.as_ref().or(picture.moving.as_ref()).filter(|_| account.suspended_ms.is_none());
    name.map(|name| format!("/media/{name}")).unwrap_or_default()
}

/// A path on this server that a form or link asks to go to next, or `None` where it could lead elsewhere.
///
/// It must begin with one slash; browsers read `//host` and `/\host` as another site, and drop tabs and line ends.
pub fn local_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let plain = path.len() <= PATH_BYTES_MAX && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && !rest.starts_with('/')).then_some(path)
}

/// Where a form asks to lead back to (`back`), if it is a path on this server.
pub fn way_back(params: &Params) -> Option<&str> {
    params.text("back").ok().flatten().and_then(local_path)
}

/// The answer to a form that was worked off: scripts get `{"ok":true}`, browsers are led back.
pub fn done(headers: &HeaderMap, params: &Params) -> Response {
    done_at(headers, way_back(params).unwrap_or("/"))
}

/// As [`done`], leading to `path`.
pub fn done_at(headers: &HeaderMap, path: &str) -> Response {
    if headers.get("x-requested-with").is_some_and(|value| value == "fetch") {
        return json_bytes(&b"{\"ok\":true}"[..]);
    }
    see_other(path)
}

/// Why something was refused, in words for people: what Mastodon's clients are told is meant for programs.
pub fn told(problem: &Problem) -> String {
    let text = problem.text();
    let text = text.strip_prefix("Validation failed: ").unwrap_or(text);
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

/// A time as people say it, as the script keeps it up to date: `now`, `5 min`, `3 h`, `2 d`, then `22 Nov 2026`.
pub fn human_time(now_ms: Ms, ms: Ms) -> String {
    match now_ms.saturating_sub(ms) {
        ..MINUTE_MS => "now".to_owned(),
        past @ MINUTE_MS..HOUR_MS => format!("{} min", past / MINUTE_MS),
        past @ HOUR_MS..DAY_MS => format!("{} h", past / HOUR_MS),
        past if past < 7 * DAY_MS => format!("{} d", past / DAY_MS),
        _ => day_text(ms),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day_text(ms: Ms) -> String {
    let (year, month, day) = date(ms);
    format!("{day} {} {year}", &month[..3])
}

fn month_of(ms: Ms) -> String {
    let (year, month, _) = date(ms);
    format!("{month} {year}")
}

fn date(ms: Ms) -> (String, &'static str, u32) {
    let text = iso_date(ms);
    let mut parts = text.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok()).unwrap_or(1);
    let month = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1_usize);
    let year = parts.next().unwrap_or_default().to_owned();
    (year, MONTHS.get(month.saturating_sub(1)).unwrap_or(&MONTHS[0]), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_on_this_server_lead_on() {
        for good in ["/", "/@ines/5#post-5", "/local?max_id=9", "/tags/%C3%A9", "/compose?reply_to=1&x=y"] {
            assert_eq!(local_path(good), Some(good));
        }
        let long = format!("/{}", "x".repeat(PATH_BYTES_MAX));
        for bad in [
            "",
            "local",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x",
            "https://evil.example/",
            "javascript:alert(1)",
            "/caf\u{e9}",
            "/a b",
            "/\u{202e}",
            &long,
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn times_as_people_say_them() {
        let now = 1_795_356_000_000;
        for (ago, text) in [
            (-5, "now"),
            (0, "now"),
            (MINUTE_MS - 1, "now"),
            (MINUTE_MS, "1 min"),
            (HOUR_MS - 1, "59 min"),
            (3 * HOUR_MS, "3 h"),
            (DAY_MS - 1, "23 h"),
            (2 * DAY_MS, "2 d"),
            (7 * DAY_MS - 1, "6 d"),
            (7 * DAY_MS, "15 Nov 2026"),
            (365 * DAY_MS, "22 Nov 2025"),
        ] {
            assert_eq!(human_time(now, now - ago), text);
        }
        assert_eq!(month_of(now), "November 2026");
        for odd in [i64::MIN, 0, i64::MAX] {
            assert!(!human_time(now, odd).is_empty());
        }
    }

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

    #[test]
    fn scripts_get_json_and_browsers_go_back() {
        let params = Params::from_urlencoded(b"back=%2Flocal%23post-5").unwrap();
        let answer = done(&HeaderMap::new(), &params);
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["location"]),
            (303, &"/local#post-5".parse().unwrap())
        );
        let mut headers = HeaderMap::new();
        headers.insert("x-requested-with", "fetch".parse().unwrap());
        assert_eq!(done(&headers, &params).status().as_u16(), 200);
        let evil = Params::from_urlencoded(b"back=%2F%2Fevil.example").unwrap();
        assert_eq!(done(&HeaderMap::new(), &evil).headers()["location"], "/");
    }
}
