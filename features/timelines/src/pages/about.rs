//! What a person says about themselves, whom they recommend, and when they came.

use std::sync::Arc;

use accounts::Shown;
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, PageLimit, Problem};
use ui::{Message, Page as _, Paging};
use web::{Params, Reply, Visit, html};

use super::{Asked, meta};
use crate::tastes::{Ask, Asked as Answer};
use crate::templates::{AboutView, FeaturedTag, ProfilePage, ProfileTab, Recommended};
use crate::{Timelines, WORDS};

/// People whom a profile recommends, on its own page.
const ENDORSED: PageLimit = PageLimit { default: 40, max: 40 };

/// Who knows the collections of a person, as somebody sees them: the person, and who asks.
pub type AskCollections = Arc<dyn Fn(Id, Option<Id>) -> Answer<Vec<Recommended>> + Send + Sync>;

impl Timelines {
    /// Who knows the hashtags that an account features. Can be said once.
    pub fn set_featured_tags(&self, tags: Ask<Vec<FeaturedTag>>) {
        drop(self.0.featured.set(tags));
    }

    /// Who knows the collections of an account. Can be said once.
    pub fn set_collections(&self, collections: AskCollections) {
        drop(self.0.collections.set(collections));
    }

    pub(super) async fn featured_tags(&self, owner: Id) -> Outcome<Vec<FeaturedTag>> {
        match self.0.featured.get() {
            Some(ask) => ask(owner).await,
            None => Ok(Vec::new()),
        }
    }

    async fn about(&self, owner: &Shown, visit: &Visit, params: &Params) -> Outcome<AboutView> {
        let accounts = &self.0.accounts;
        let endorsed = accounts.endorsed_page(owner.id, params.page(ENDORSED)?).await?;
        let endorsed: Vec<Id> = endorsed.into_iter().map(|(id, _)| id).collect();
        let collections = match self.0.collections.get() {
            Some(ask) => ask(owner.id, visit.viewer.account()).await?,
            None => Vec::new(),
        };
        Ok(AboutView {
            joined: Message::day(owner.created_ms),
            last_post: owner.stats.last_post_ms.map(Message::day),
            endorsed: accounts.person_views(&endorsed, visit).await?,
            collections,
        })
    }
}

pub(super) async fn show(
    State(s): State<Timelines>,
    Path(acct): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let owner = s.0.accounts.page_owner(&acct).await?;
    // 404 where the owner blocks the visitor.
    s.visible_author(owner.id, asked.me()).await?;
    let title = WORDS.say("profile-title").with("name", owner.shown_name()).with("acct", owner.acct());
    let page = ProfilePage {
        shell: s.0.accounts.shell(&asked.visit, title, asked.path()).await?,
        person: s.person_card(owner.id, &asked.visit).await?,
        tab: ProfileTab::About,
        pinned: Vec::new(),
        posts: Vec::new(),
        paging: Paging::default(),
        network_hidden: super::profile::network_hidden(&owner, asked.me()),
        remote_url: None,
        meta: meta::of_profile(s.0.accounts.site(), s.0.accounts.site_name(), &owner, ProfileTab::About),
        featured: s.featured_tags(owner.id).await?,
        about: Some(s.about(&owner, &asked.visit, &params).await?),
    };
    Ok(html(page.page()))
}

impl Timelines {
    pub(super) async fn person_card(&self, owner: Id, visit: &Visit) -> Outcome<ui::PersonView> {
        self.0.accounts.person_views(&[owner], visit).await?.pop().ok_or_else(Problem::not_found)
    }
}
