//! A post with its thread, what it said before, and who liked or boosted it.

use accounts::pages::{paging_down, person_line};
use accounts::templates::{PeopleKind, PeoplePage};
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Page, PageLimit, Problem, iso_ms};
use ui::{Message, Page as _, PostView, Tab};
use web::{Access, Params, Reply, Route, Visit, get, html, redirect};

use crate::Posts;
use crate::WORDS;
use crate::filtered::Place;
use crate::pages::meta::of_post;
use crate::pages::path_of;
use crate::revise::Version;
use crate::templates::{HistoryPage, QuotesPage, ReaderPage, ThreadPage, VersionView};
use crate::views::View;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    vec![
        get(s, "/@{acct}/{id}", Access::Page, thread),
        get(s, "/web/posts/{id}", Access::Page, lead),
        // Where Mastodon's own pages have it.
        get(s, "/web/statuses/{id}", Access::Page, lead),
        get(s, "/web/posts/{id}/read", Access::Page, reader),
        get(s, "/web/posts/{id}/quotes", Access::Page, quotes),
        get(s, "/web/posts/{id}/history", Access::Page, history),
        get(s, "/web/posts/{id}/favourited_by", Access::Page, favourited_by),
        get(s, "/web/posts/{id}/boosted_by", Access::Page, boosted_by),
    ]
}

async fn thread(
    State(s): State<Posts>,
    Path((acct, id)): Path<(String, String)>,
    visit: Visit,
    uri: OriginalUri,
) -> Reply {
    let view = s.page_post(&id, &visit).await?;
    let named = s.accounts().local_name(&acct) == view.author.acct().to_lowercase();
    if !named || view.shown.id_text != id {
        return Ok(redirect(&path_of(&view)));
    }
    let composer = match visit.viewer.account() {
        Some(me) => Some(s.reply_composer(me, &view).await?),
        None => None,
    };
    let title = WORDS.say("post-by").with("name", view.author.shown_name());
    let (ancestors, post, descendants) = s.thread_views(&view, &visit).await?;
    let meta = of_post(s.site(), s.accounts().site_name(), &view, &post);
    let shell = s.accounts().shell(&visit, title, uri.path()).await?;
    let page = ThreadPage { shell, ancestors, post, descendants, composer, meta };
    Ok(html(page.page()))
}

type ThreadViews = (Vec<PostView>, PostView, Vec<PostView>);

impl Posts {
    /// What stands above the post, the post, and what stands below.
    async fn thread_views(&self, view: &View, visit: &Visit) -> Outcome<ThreadViews> {
        let around = self.thread(view.shown.id, view.shown.root, visit.viewer.account()).await?;
        for shown in [&around.ancestors, std::slice::from_ref(view), &around.descendants] {
            self.seen(shown, visit.viewer.account());
        }
        let ancestors = self.post_views(&around.ancestors, Place::Thread).await?;
        let descendants = self.post_views(&around.descendants, Place::Thread).await?;
        let own = self.post_views(std::slice::from_ref(view), Place::Chosen).await?;
        let post = own.into_iter().next().ok_or_else(Problem::not_found)?;
        Ok((ancestors, PostView { expanded: true, ..post }, descendants))
    }
}

/// To the post's own page, from where only its id is known.
async fn lead(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    Ok(redirect(&path_of(&s.page_post(&id, &visit).await?)))
}

/// What an author wrote in one thread from its first post on, as one text to read and print.
async fn reader(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    let view = s.page_post(&id, &visit).await?;
    let parts = s.unrolled(&view, &visit).await?;
    let first = parts.first().ok_or_else(Problem::not_found)?;
    let path = format!("/web/posts/{}/read", view.shown.id);
    let page = ReaderPage {
        shell: s.accounts().shell(&visit, named(first), &path).await?,
        author: person_line(&view.author),
        thread_url: first.url.clone(),
        address: format!("{}{}", s.site().base_url, first.url),
        parts,
    };
    Ok(html(page.page()))
}

impl Posts {
    /// The chain of one author's posts that a post is part of: upwards while they answer themselves, then downwards
    /// along their first answers to themselves.
    async fn unrolled(&self, view: &View, visit: &Visit) -> Outcome<Vec<PostView>> {
        let around = self.thread(view.shown.id, view.shown.root, visit.viewer.account()).await?;
        let author = view.shown.author;
        let mut chain = vec![view.clone()];
        for above in around.ancestors.iter().rev() {
            // What the viewer does not see is missing among the ancestors, and ends the chain.
            if above.shown.author != author || chain[0].shown.reply_to != Some(above.shown.id) {
                break;
            }
            chain.insert(0, above.clone());
        }
        for below in &around.descendants {
            let last = chain.last().map(|last| last.shown.id);
            if below.shown.author == author && below.shown.reply_to == last {
                chain.push(below.clone());
            }
        }
        self.post_views(&chain, Place::Thread).await
    }
}

/// What a tab is called after a post: its warning where it has one, never what that warns of.
fn named(post: &PostView) -> Message {
    Message::raw(if post.spoiler.is_empty() { post.excerpt() } else { post.spoiler.clone() })
}

async fn quotes(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let view = s.page_post(&id, &visit).await?;
    let page = params.page(PageLimit::POSTS)?;
    let (ids, views) = s.quotes_page(view.shown.id, visit.viewer.account(), page).await?;
    let page = QuotesPage {
        shell: s.accounts().shell(&visit, WORDS.say("post-quotes"), uri.path()).await?,
        post_url: path_of(&view),
        posts: s.post_views(&views, Place::Thread).await?,
        paging: paging_down(uri.path(), &ids, &page),
    };
    Ok(html(page.page()))
}

async fn history(State(s): State<Posts>, Path(id): Path<String>, visit: Visit, uri: OriginalUri) -> Reply {
    let view = s.page_post(&id, &visit).await?;
    let links = s.links_of(view.shown.post()).await?;
    let now = s.now_ms();
    let one = |version: Version| VersionView {
        content_html: text::render_html(&version.text, &links),
        spoiler: version.spoiler,
        created_iso: iso_ms(version.at_ms),
        created_human: Message::ago(now, version.at_ms),
    };
    let page = HistoryPage {
        shell: s.accounts().shell(&visit, WORDS.say("post-edits"), uri.path()).await?,
        author: person_line(&view.author),
        post_url: path_of(&view),
        versions: s.history(view.shown.post()).await?.into_iter().rev().map(one).collect(),
    };
    Ok(html(page.page()))
}

/// Which of the two lists.
#[derive(Clone, Copy, PartialEq)]
enum Fans {
    Likes,
    Boosts,
}

async fn favourited_by(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    fans(&s, Fans::Likes, &id, &visit, &uri, params.page(PageLimit::PEOPLE)?).await
}

async fn boosted_by(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    fans(&s, Fans::Boosts, &id, &visit, &uri, params.page(PageLimit::PEOPLE)?).await
}

async fn fans(s: &Posts, which: Fans, id: &str, visit: &Visit, uri: &OriginalUri, page: Page) -> Reply {
    let view = s.page_post(id, visit).await?;
    let (post, likes) = (view.shown.id, which == Fans::Likes);
    let entries = if likes { s.favourited_by(post, page).await? } else { s.boosted_by(post, page).await? };
    let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
    let tab = |label, list, current| Tab::new(WORDS.say(label), format!("/web/posts/{post}/{list}"), current);
    let heading = WORDS.say(if likes { "post-likers" } else { "post-boosters" });
    let people = PeoplePage {
        shell: s.accounts().shell(visit, heading.clone(), uri.path()).await?,
        heading,
        parent: Some((WORDS.say("post-back-to"), path_of(&view))),
        tabs: vec![
            tab("post-tab-likes", "favourited_by", likes),
            tab("post-tab-boosts", "boosted_by", !likes),
        ],
        kind: PeopleKind::Plain,
        people: s.accounts().person_views(&ids, visit).await?,
        empty_text: WORDS.say(if likes { "post-no-likers" } else { "post-no-boosters" }),
        paging: paging_down(uri.path(), &cursors, &page),
    };
    Ok(html(people.page()))
}
