//! Changing a post: the composer with what it says now.

use axum::extract::{Path, State};
use base::{Id, Outcome, Problem};
use http::HeaderMap;
use ui::{ComposerView, Page as _};
use web::{Params, Reply, Tally, Visit, html, html_status};

use crate::Posts;
use crate::WORDS;
use crate::model::Post;
use crate::pages::compose::{ACTION, status};
use crate::pages::form::Sent;
use crate::pages::{media_view, visibility};
use crate::templates::EditPage;

fn edit_path(id: Id) -> String {
    format!("{ACTION}/{id}/edit")
}

impl Posts {
    async fn own_post(&self, me: Id, id: &str) -> Outcome<Post> {
        self.own(me, web::at(id)?).await
    }

    async fn edit_page(&self, visit: &Visit, post: &Post, view: ComposerView) -> Outcome<EditPage> {
        let author = self.accounts().account(post.author).await?.ok_or_else(Problem::not_found)?;
        let action = edit_path(post.id);
        Ok(EditPage {
            shell: self.accounts().shell(visit, WORDS.say("post-edit-title"), &action).await?,
            composer: ComposerView { action, editing: Some(post.id.to_string()), reply_to: None, ..view },
            post_url: format!("{}/{}", author.path(), post.id),
        })
    }
}

pub(super) async fn edit(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let post = s.own_post(me, &id).await?;
    let view = ComposerView {
        text: post.text.clone(),
        spoiler: post.spoiler.clone(),
        sensitive: post.sensitive,
        language: post.language.clone().unwrap_or_default(),
        visibility: visibility(post.visibility),
        media: post.media.iter().map(media_view).collect(),
        ..s.composer(me).await?
    };
    Ok(html(s.edit_page(&visit, &post, view).await?.page()))
}

pub(super) async fn save(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    tally: Tally,
    headers: HeaderMap,
    mut params: Params,
) -> Reply {
    let me = visit.viewer.person()?;
    let post = s.own_post(me, &id).await?;
    let mut sent = Sent::take(&mut params)?;
    let problem = match s.save(me, post.id, &mut sent, &tally).await {
        Ok(Some(id)) => return Ok(s.published(me, id, &headers, &params).await?),
        Ok(None) => None,
        Err(problem) => Some(problem),
    };
    let view = s.kept(me, &sent, problem.as_ref()).await?;
    Ok(html_status(status(problem.as_ref()), s.edit_page(&visit, &post, view).await?.page()))
}
