//! Mastodon's timeline endpoints.

use std::collections::HashSet;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use base::{Id, Outcome, Page, PageLimit, Problem};
use posts::{AuthorFilter, PublicFilter, View, write_list};
use web::{Access, Params, Reply, Route, Scope, Viewer, get, json_bytes, paged};

use crate::Timelines;

/// Rounds of reading until a page of a list is full, when much of it is not for the viewer.
const ROUNDS_MAX: usize = 6;
/// Hashtags that one timeline combines.
const TAGS_MAX: usize = 8;

pub(crate) fn routes(s: &Timelines) -> Vec<Route> {
    let open = Access::Anyone(Scope::READ_STATUSES);
    vec![
        get(s, "/api/v1/timelines/home", Access::Person(Scope::READ_STATUSES), home),
        get(s, "/api/v1/timelines/public", open, public),
        get(s, "/api/v1/timelines/tag/{tag}", open, tag),
        get(s, "/api/v1/timelines/link", open, link),
        get(s, "/api/v1/timelines/list/{id}", Access::Person(Scope::READ_LISTS), list),
        get(s, "/api/v1/accounts/{id}/statuses", open, of_account),
    ]
}

fn listed(s: &Timelines, viewer: Option<Id>, uri: &OriginalUri, views: &[View]) -> Response {
    s.0.posts.seen(views, viewer);
    let ids: Vec<Id> = views.iter().map(|view| view.shown.id).collect();
    paged(&s.0.site, uri, &ids, json_bytes(write_list(views)))
}

async fn home(State(s): State<Timelines>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let views = s.home(viewer.person()?, params.page(PageLimit::POSTS)?).await?;
    Ok(listed(&s, viewer.account(), &uri, &views))
}

async fn list(
    State(s): State<Timelines>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (me, id) = (viewer.person()?, web::at(&id)?);
    Ok(listed(&s, viewer.account(), &uri, &s.list(me, id, params.page(PageLimit::POSTS)?).await?))
}

async fn public(State(s): State<Timelines>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let page = params.page(PageLimit::POSTS)?;
    if params.is_set("remote")? && !params.is_set("local")? {
        return Ok(json_bytes("[]"));
    }
    let filter = PublicFilter { only_media: params.is_set("only_media")? };
    Ok(listed(&s, viewer.account(), &uri, &s.public(viewer.account(), filter, page).await?))
}

/// Public posts with an address in them.
async fn link(State(s): State<Timelines>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let page = params.page(PageLimit::POSTS)?;
    let address = params.filled("url")?.ok_or_else(Problem::not_found)?;
    let views = s.linking(viewer.account(), address, page).await?;
    // An address of which nobody speaks has no timeline; an end of one does.
    if views.is_empty() && page.max_id.or(page.since_id).or(page.min_id).is_none() {
        return Err(Problem::not_found().into());
    }
    Ok(listed(&s, viewer.account(), &uri, &views))
}

async fn tag(
    State(s): State<Timelines>,
    Path(name): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let page = params.page(PageLimit::POSTS)?;
    let keys = |list: &str| -> Outcome<Vec<String>> {
        Ok(params.texts(list)?.into_iter().filter_map(text::tag_key).take(TAGS_MAX).collect())
    };
    let wanted = Tags { any: keys("any")?, all: keys("all")?, none: keys("none")? };
    let only_media = params.is_set("only_media")?;
    if params.is_set("remote")? && !params.is_set("local")? {
        return Ok(json_bytes("[]"));
    }
    Ok(listed(
        &s,
        viewer.account(),
        &uri,
        &s.hashtag(viewer.account(), &name, &wanted, only_media, page).await?,
    ))
}

async fn of_account(
    State(s): State<Timelines>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let author: Id = web::at(&id)?;
    let me = viewer.account();
    if params.is_set("pinned")? {
        return Ok(listed(&s, me, &uri, &s.pinned(author, me).await?));
    }
    let filter = AuthorFilter {
        only_media: params.is_set("only_media")?,
        exclude_replies: params.is_set("exclude_replies")?,
        exclude_reblogs: params.is_set("exclude_reblogs")?,
        exclude_direct: params.is_set("exclude_direct")?,
    };
    let tagged = params.filled("tagged")?.and_then(text::tag_key);
    let views = s.of_author(author, me, filter, tagged.as_deref(), params.page(PageLimit::POSTS)?).await?;
    Ok(listed(&s, viewer.account(), &uri, &views))
}

/// Further hashtags of a hashtag timeline.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    /// Posts with one of these, too.
    pub any: Vec<String>,
    /// Only posts with all of these.
    pub all: Vec<String>,
    /// Only posts with none of these.
    pub none: Vec<String>,
}

impl Tags {
    fn hold(&self, view: &View) -> bool {
        if self.all.is_empty() && self.none.is_empty() {
            return true;
        }
        let own: HashSet<String> = text::hashtags(&view.shown.text).into_iter().map(|tag| tag.key).collect();
        self.all.iter().all(|tag| own.contains(tag)) && !self.none.iter().any(|tag| own.contains(tag))
    }
}

impl Timelines {
    /// A page of the public posts that hold an address, among the latest.
    pub async fn linking(&self, me: Option<Id>, address: &str, page: Page) -> Outcome<Vec<View>> {
        let filter = PublicFilter::default();
        let holds = |view: &View| text::urls(&view.shown.text).iter().any(|url| url == address);
        self.filled(me, page, |page| self.0.posts.public_page(filter, page), holds).await
    }

    /// A page of everyone's public posts, for `me`.
    pub async fn public(&self, me: Option<Id>, filter: PublicFilter, page: Page) -> Outcome<Vec<View>> {
        self.filled(me, page, |page| self.0.posts.public_page(filter, page), |_| true).await
    }

    /// A page of public posts with one hashtag, for `me`.
    pub async fn tagged(&self, me: Option<Id>, key: &str, page: Page) -> Outcome<Vec<View>> {
        self.hashtag(me, key, &Tags::default(), false, page).await
    }

    /// A page of public posts with any of these hashtags, by their keys, for `me`.
    pub async fn tagged_any(&self, me: Option<Id>, keys: &[String], page: Page) -> Outcome<Vec<View>> {
        let Some((first, others)) = keys.split_first() else { return Ok(Vec::new()) };
        let any = Tags { any: others.to_vec(), ..Tags::default() };
        self.hashtag(me, first, &any, false, page).await
    }

    /// A page of public posts with a hashtag, for `me`.
    pub async fn hashtag(
        &self,
        me: Option<Id>,
        name: &str,
        tags: &Tags,
        only_media: bool,
        page: Page,
    ) -> Outcome<Vec<View>> {
        let Some(key) = text::tag_key(name) else { return Ok(Vec::new()) };
        let keys: Vec<String> = std::iter::once(key).chain(tags.any.iter().cloned()).collect();
        let read = |page: Page| {
            let keys = keys.clone();
            async move {
                let mut ids = Vec::new();
                for key in keys {
                    ids.extend(self.0.posts.tag_page(key, page).await?);
                }
                ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
                ids.dedup();
                if page.forward() {
                    ids.drain(..ids.len().saturating_sub(page.limit));
                } else {
                    ids.truncate(page.limit);
                }
                Ok(ids)
            }
        };
        self.filled(me, page, read, |view| tags.hold(view) && (!only_media || !view.shown.media.is_empty()))
            .await
    }

    /// A page of one author's posts, for `me`.
    pub async fn of_author(
        &self,
        author: Id,
        me: Option<Id>,
        filter: AuthorFilter,
        tagged: Option<&str>,
        page: Page,
    ) -> Outcome<Vec<View>> {
        self.visible_author(author, me).await?;
        let fits = |view: &View| {
            tagged.is_none_or(|tag| text::hashtags(&view.shown.text).iter().any(|own| own.key == tag))
        };
        self.pages(me, page, |page| self.0.posts.author_page(author, me, filter, page), fits).await
    }

    /// What an author pinned, for `me`.
    pub async fn pinned(&self, author: Id, me: Option<Id>) -> Outcome<Vec<View>> {
        self.visible_author(author, me).await?;
        let ids = self.0.posts.pinned(author).await?;
        self.0.posts.show(&ids, me).await
    }

    pub(crate) async fn visible_author(&self, author: Id, me: Option<Id>) -> Outcome<()> {
        let account = self.0.accounts.account(author).await?.ok_or_else(Problem::not_found)?;
        let cut = match me {
            Some(me) => self.0.accounts.relations(me).await?.blocked_by.contains(&author),
            None => false,
        };
        if cut || account.suspended_ms.is_some() { Err(Problem::not_found()) } else { Ok(()) }
    }

    /// Pages of a public list without those whom `me` hides and those whom moderators limited.
    async fn filled<F>(
        &self,
        me: Option<Id>,
        page: Page,
        read: impl Fn(Page) -> F,
        fits: impl Fn(&View) -> bool,
    ) -> Outcome<Vec<View>>
    where
        F: Future<Output = Outcome<Vec<Id>>>,
    {
        let relations = match me {
            Some(me) => Some(self.0.accounts.relations(me).await?),
            None => None,
        };
        let now = self.0.accounts.now_ms();
        let wanted = |view: &View| {
            let hidden = relations.as_ref().is_some_and(|r| r.hides(view.shown.author, now));
            fits(view) && !hidden && view.author.silenced_ms.is_none()
        };
        self.pages(me, page, read, wanted).await
    }

    /// Reads on until the page is full of posts that fit, or the list ends.
    async fn pages<F>(
        &self,
        me: Option<Id>,
        page: Page,
        read: impl Fn(Page) -> F,
        fits: impl Fn(&View) -> bool,
    ) -> Outcome<Vec<View>>
    where
        F: Future<Output = Outcome<Vec<Id>>>,
    {
        let mut views: Vec<View> = Vec::with_capacity(page.limit);
        let mut rest = page;
        for _ in 0..ROUNDS_MAX {
            let ids = read(rest).await?;
            let full = ids.len() == rest.limit;
            let edge = if page.forward() { ids.first() } else { ids.last() }.copied();
            let mut shown = self.0.posts.show(&ids, me).await?;
            shown.retain(|view| fits(view));
            views.extend(shown);
            let Some(edge) = edge.filter(|_| full && views.len() < page.limit) else { break };
            if page.forward() {
                rest.min_id = Some(edge);
            } else {
                rest.max_id = Some(edge);
            }
            rest.limit = page.limit - views.len();
        }
        views.sort_by_key(|view| std::cmp::Reverse(view.shown.id));
        Ok(views)
    }
}
