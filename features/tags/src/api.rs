//! Mastodon's hashtag endpoints.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, PageLimit, Problem};
use serde_json::{Value, json};
use text::Tag;
use web::{Access, Params, Reply, Route, Scope, Viewer, delete, get, json as answer, paged, post};

use crate::Tags;
use crate::model::Featured;
use crate::rules::{named, tag};

/// Followed hashtags of one page.
const FOLLOWED_PAGE: PageLimit = PageLimit { default: 100, max: 200 };

pub(crate) fn routes(s: &Tags) -> Vec<Route> {
    use Access::{Anyone, Person};
    let follows = Person(Scope::WRITE_FOLLOWS);
    let (read, write) = (Person(Scope::READ_ACCOUNTS), Person(Scope::WRITE_ACCOUNTS));
    vec![
        get(s, "/api/v1/tags/{name}", Anyone(Scope::READ_STATUSES), one),
        post(s, "/api/v1/tags/{name}/follow", follows, follow),
        post(s, "/api/v1/tags/{name}/unfollow", follows, unfollow),
        post(s, "/api/v1/tags/{name}/feature", write, feature),
        post(s, "/api/v1/tags/{name}/unfeature", write, unfeature),
        get(s, "/api/v1/followed_tags", Person(Scope::READ_FOLLOWS), followed),
        get(s, "/api/v1/featured_tags", read, own_featured),
        post(s, "/api/v1/featured_tags", write, add_featured),
        delete(s, "/api/v1/featured_tags/{id}", write, remove_featured),
        get(s, "/api/v1/featured_tags/suggestions", read, suggestions),
        get(s, "/api/v1/accounts/{id}/featured_tags", Anyone(Scope::READ_ACCOUNTS), featured_by),
    ]
}

/// What is no hashtag's name is simply not there.
pub(crate) fn at(name: &str) -> Outcome<Tag> {
    tag(name).ok_or_else(Problem::not_found)
}

impl Tags {
    async fn entity(&self, tag: &Tag, viewer: Option<Id>) -> Reply {
        answer(&self.entities(std::slice::from_ref(&tag.key), viewer).await?.pop())
    }

    fn all_featured(&self, featured: &[Featured]) -> Reply {
        answer(&featured.iter().map(|f| self.featured_entity(f)).collect::<Vec<Value>>())
    }
}

async fn one(State(s): State<Tags>, Path(name): Path<String>, viewer: Viewer) -> Reply {
    s.entity(&at(&name)?, viewer.account()).await
}

macro_rules! verbs {
    ($($name:ident $verb:ident),*) => { $(
        async fn $name(State(s): State<Tags>, Path(name): Path<String>, viewer: Viewer) -> Reply {
            let (me, tag) = (viewer.person()?, at(&name)?);
            s.$verb(me, tag.clone()).await?;
            s.entity(&tag, Some(me)).await
        }
    )* };
}

verbs! { follow follow, unfollow unfollow, feature feature_tag, unfeature unfeature_tag }

async fn followed(State(s): State<Tags>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let me = viewer.person()?;
    let entries = s.followed_page(me, params.page(FOLLOWED_PAGE)?).await?;
    let (keys, cursors): (Vec<String>, Vec<Id>) = entries.into_iter().unzip();
    let list = answer(&s.entities(&keys, Some(me)).await?)?;
    Ok(paged(s.0.accounts.site(), &uri, &cursors, list))
}

async fn own_featured(State(s): State<Tags>, viewer: Viewer) -> Reply {
    s.all_featured(&s.featured(viewer.person()?).await?)
}

async fn add_featured(State(s): State<Tags>, viewer: Viewer, params: Params) -> Reply {
    let (me, tag) = (viewer.person()?, named(params.required("name")?)?);
    if !s.feature_tag(me, tag.clone()).await? {
        return Err(Problem::invalid("Name has already been taken").into());
    }
    let featured = s.featured(me).await?.into_iter().find(|f| f.tag == tag.key);
    answer(&featured.map(|f| s.featured_entity(&f)))
}

async fn remove_featured(State(s): State<Tags>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    s.unfeature_id(viewer.person()?, web::at(&id)?).await?;
    answer(&json!({}))
}

/// What one uses the most and does not feature yet.
async fn suggestions(State(s): State<Tags>, viewer: Viewer) -> Reply {
    let me = viewer.person()?;
    let keys = s.to_feature(me).await?;
    answer(&s.entities(&keys, Some(me)).await?)
}

async fn featured_by(State(s): State<Tags>, Path(id): Path<String>) -> Reply {
    let id = web::at(&id)?;
    let account = s.0.accounts.account(id).await?.ok_or_else(Problem::not_found)?;
    let featured = if account.suspended_ms.is_none() { s.featured(id).await? } else { Vec::new() };
    s.all_featured(&featured)
}
