//! The pages that are streams of posts: home, local, hashtags, and what one saved or liked.

mod about;
mod feeds;
mod herald;
mod list;
mod meta;
mod profile;
mod slots;
mod talks;

use accounts::pages::paging;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base::{Id, Outcome, Page, PageLimit, Problem};
use posts::{Place, PublicFilter, View};
use ui::{EmptyState, Message, Page as _, PageMeta, Paging, Tab};
use web::{Access, Params, Reply, Route, Visit, get, html, see_other};

use crate::Timelines;
use crate::WORDS;
use crate::api::Tags;
use crate::templates::TimelinePage;

pub use about::AskCollections;
pub use feeds::{FeedAnswer, FeedAsked, FeedFormat, FeedOf, Feeds};
pub use herald::{Heralded, Heralds};
pub use list::ListHead;
pub use slots::{Beside, BesideDrawn, Landing, LandingDrawn, TagCard, TagCardTold, TagCards};
pub use talks::{Talked, Talks};

pub(crate) fn routes(s: &Timelines) -> Vec<Route> {
    let mut routes = vec![
        get(s, "/", Access::Page, front),
        get(s, "/local", Access::Page, local),
        get(s, "/tags/{tag}", Access::Page, hashtag),
        get(s, "/bookmarks", Access::SignedIn, bookmarks),
        get(s, "/favourites", Access::SignedIn, favourites),
    ];
    routes.extend(profile::routes(s));
    routes
}

/// What was asked for: by whom, where, and which part of the list.
struct Asked {
    visit: Visit,
    uri: OriginalUri,
    page: Page,
}

impl Asked {
    fn new(visit: Visit, uri: OriginalUri, params: &Params) -> Outcome<Self> {
        Ok(Self { visit, uri, page: params.page(PageLimit::POSTS)? })
    }

    fn me(&self) -> Option<Id> {
        self.visit.viewer.account()
    }

    /// Whether it is the newest end of the list, onto which live updates fit.
    fn is_first(&self) -> bool {
        self.page.max_id.is_none() && self.page.since_id.is_none() && !self.page.forward()
    }

    /// The path and query.
    fn path(&self) -> &str {
        self.uri.path_and_query().map_or("/", |path| path.as_str())
    }

    /// Where newer entries were asked for and there are none, the reader is back at the beginning.
    fn back_to_first(&self, cursors: &[Id]) -> Option<Response> {
        (self.page.forward() && cursors.is_empty()).then(|| see_other(self.uri.path()))
    }

    fn paging(&self, cursors: &[Id]) -> Paging {
        paging(self.uri.path(), cursors, &self.page)
    }
}

fn cursors_of(views: &[View]) -> Vec<Id> {
    views.iter().map(|view| view.shown.id).collect()
}

/// What one stream's page says, apart from its posts.
struct Stream {
    heading: Message,
    summary: Message,
    /// Whether it stands beside the other of the two timelines, home and local.
    tabbed: bool,
    /// Which filters of the reader apply.
    place: Place,
    /// The hashtag that it is about, and whether the visitor follows it.
    hashtag: Option<(String, bool)>,
    /// What the directory says of that hashtag.
    card: Option<TagCard>,
    empty: EmptyState,
    live: Option<String>,
    meta: PageMeta,
    /// What else can be done with it: the text of a link, and its address.
    action: Option<(Message, String)>,
}

impl Stream {
    fn new(heading: Message, summary: Message, empty: EmptyState) -> Self {
        Self {
            heading,
            summary,
            tabbed: false,
            place: Place::Chosen,
            hashtag: None,
            card: None,
            empty,
            live: None,
            meta: PageMeta::default(),
            action: None,
        }
    }
}

impl Timelines {
    async fn stream_page(&self, asked: &Asked, stream: Stream, views: &[View], cursors: &[Id]) -> Reply {
        if let Some(answer) = asked.back_to_first(cursors) {
            return Ok(answer);
        }
        self.0.posts.seen(views, asked.me());
        let at_home = asked.uri.path() == "/";
        let herald = self.herald(asked.me().filter(|_| at_home && asked.is_first())).await?;
        let composer = match asked.me().filter(|_| at_home && asked.is_first()) {
            Some(me) => Some(self.0.posts.composer(me).await?),
            None => None,
        };
        let tabs = match asked.me().filter(|_| stream.tabbed) {
            Some(_) => vec![
                Tab::new(ui::WORDS.say("shell-home"), "/", at_home),
                Tab::new(ui::WORDS.say("shell-local"), "/local", !at_home),
            ],
            None => Vec::new(),
        };
        let page = TimelinePage {
            shell: self.0.accounts.shell(&asked.visit, stream.heading.clone(), asked.path()).await?,
            heading: stream.heading,
            summary: stream.summary,
            tabs,
            herald,
            talks: self.talks(asked.me().filter(|_| at_home && asked.is_first())).await?,
            composer,
            hashtag: stream.hashtag,
            card: stream.card.filter(|_| asked.is_first()),
            posts: self.0.posts.post_views(views, stream.place).await?,
            empty: stream.empty,
            paging: asked.paging(cursors),
            live: stream.live.filter(|_| asked.is_first()),
            meta: stream.meta,
            action: stream.action,
            aside: self.aside(&asked.visit).await?,
        };
        Ok(html(page.page()))
    }
}

async fn front(State(s): State<Timelines>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let Some(me) = asked.me() else {
        return match s.0.landing.get() {
            Some(landing) => Ok(html(landing(asked.visit).await?)),
            None => Ok(see_other("/local")),
        };
    };
    let empty = EmptyState::new(WORDS.say("timeline-home-empty"), WORDS.say("timeline-home-empty-text"));
    let stream = Stream {
        tabbed: true,
        place: Place::Home,
        live: Some("/live/home".to_owned()),
        ..Stream::new(
            ui::WORDS.say("shell-home"),
            Message::default(),
            empty.with_action(WORDS.say("timeline-see-who"), "/local"),
        )
    };
    let views = s.home(me, asked.page).await?;
    s.stream_page(&asked, stream, &views, &cursors_of(&views)).await
}

async fn local(State(s): State<Timelines>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let empty = EmptyState::new(WORDS.say("timeline-empty"), WORDS.say("timeline-local-empty-text"));
    let stream = Stream {
        tabbed: true,
        place: Place::Public,
        live: Some("/live/local".to_owned()),
        ..Stream::new(ui::WORDS.say("shell-local"), WORDS.say("timeline-local-text"), empty)
    };
    let views = s.public(asked.me(), PublicFilter::default(), asked.page).await?;
    s.stream_page(&asked, stream, &views, &cursors_of(&views)).await
}

async fn hashtag(
    State(s): State<Timelines>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    if let Some((tag, format)) = feeds::feed_of(&tag) {
        return s.feed(FeedOf::Hashtag(tag.to_owned()), format, headers).await;
    }
    let asked = Asked::new(visit, uri, &params)?;
    let key = text::tag_key(&tag).ok_or_else(Problem::not_found)?;
    let name = s.0.posts.tag_name(&key).await?.unwrap_or(tag);
    let views = s.hashtag(asked.me(), &key, &Tags::default(), false, asked.page).await?;
    let empty = EmptyState::new(WORDS.say("timeline-empty"), WORDS.say("timeline-tag-empty-text"));
    let followed = match asked.me() {
        Some(me) => s.taste(me).await?.tags.contains(key.as_str()),
        None => false,
    };
    let stream = Stream {
        place: Place::Public,
        live: live_of_tag(asked.uri.path()),
        meta: meta::of_hashtag(&s.0.site, &name, asked.uri.path()),
        hashtag: Some((name.clone(), followed)),
        card: s.tag_card(&key).await?,
        action: Some((WORDS.say("timeline-tag-numbers"), format!("{}/insights", accounts::tag_path(&key)))),
        ..Stream::new(Message::raw(format!("#{name}")), Message::default(), empty)
    };
    s.stream_page(&asked, stream, &views, &cursors_of(&views)).await
}

/// The stream beside a hashtag's page, escaped as the page's own path is.
fn live_of_tag(path: &str) -> Option<String> {
    Some(format!("/live/tag/{}", path.strip_prefix("/tags/")?))
}

async fn bookmarks(State(s): State<Timelines>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let entries = s.0.posts.bookmarks_page(asked.visit.viewer.person()?, asked.page).await?;
    let empty = EmptyState::new(WORDS.say("timeline-saved-empty"), WORDS.say("timeline-saved-empty-text"));
    s.kept(&asked, Stream::new(WORDS.say("timeline-saved"), WORDS.say("timeline-saved-text"), empty), entries)
        .await
}

async fn favourites(State(s): State<Timelines>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let entries = s.0.posts.favourites_page(asked.visit.viewer.person()?, asked.page).await?;
    let empty = EmptyState::new(WORDS.say("timeline-liked-empty"), WORDS.say("timeline-liked-empty-text"));
    s.kept(&asked, Stream::new(WORDS.say("timeline-liked"), Message::default(), empty), entries).await
}

impl Timelines {
    /// A page of posts that the visitor put on a list of their own: `(post, cursor)`.
    async fn kept(&self, asked: &Asked, stream: Stream, entries: Vec<(Id, Id)>) -> Reply {
        let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
        let views = self.0.posts.show(&ids, asked.me()).await?;
        self.stream_page(asked, stream, &views, &cursors).await
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::FromRequestParts;

    use super::*;

    async fn asked(address: &str) -> Asked {
        let (mut parts, ()) = http::Request::get(address).body(()).unwrap().into_parts();
        let visit = Visit::from_request_parts(&mut parts, &()).await.ok().unwrap();
        let params = Params::from_urlencoded(parts.uri.query().unwrap_or_default().as_bytes()).unwrap();
        Asked::new(visit, OriginalUri(parts.uri), &params).unwrap()
    }

    #[tokio::test]
    async fn live_updates_fit_onto_the_first_page_only() {
        for (address, first) in [
            ("/", true),
            ("/?x=1", true),
            ("/?max_id=5", false),
            ("/?min_id=5", false),
            ("/?since_id=5", false),
        ] {
            assert_eq!(asked(address).await.is_first(), first, "{address}");
        }
    }

    #[tokio::test]
    async fn nothing_newer_leads_back_to_the_beginning() {
        let forward = asked("/tags/caf%C3%A9?min_id=5").await;
        assert_eq!(forward.back_to_first(&[]).unwrap().headers()["location"], "/tags/caf%C3%A9");
        assert!(forward.back_to_first(&[Id(6)]).is_none());
        assert!(asked("/local?max_id=5").await.back_to_first(&[]).is_none());
        assert_eq!(forward.path(), "/tags/caf%C3%A9?min_id=5");
    }

    #[test]
    fn the_stream_of_a_hashtag_is_escaped_as_its_page() {
        assert_eq!(live_of_tag("/tags/caf%C3%A9").unwrap(), "/live/tag/caf%C3%A9");
        assert_eq!(live_of_tag("/local"), None);
    }
}
