//! Mastodon's media endpoints. `thumbnail` is the still of a video or a sound; a picture is its own, and has none.

use axum::extract::{Path, State as Has};
use axum::http::StatusCode;
use base::{Kind, Outcome, Problem};
use web::{Access, Limit, Params, Reply, Route, Scope, Tally, Viewer, at, delete, get, json, post, put};

use crate::clips::Patience;
use crate::model::{Item, MediaEdit, State};
use crate::uploads::{Answer, Upload};
use crate::{Media, serve, store as sql};

pub(crate) fn routes(s: &Media) -> Vec<Route> {
    let (write, file_bytes) = (Access::Person(Scope::WRITE_MEDIA), s.upload_bytes_max());
    vec![
        post(s, "/api/v2/media", write, create).counted(Limit::Media).uploads_of(file_bytes),
        post(s, "/api/v1/media", write, create_and_wait).counted(Limit::Media).uploads_of(file_bytes),
        get(s, "/api/v1/media/{id}", write, show),
        put(s, "/api/v1/media/{id}", write, update).uploads(),
        delete(s, "/api/v1/media/{id}", write, destroy),
        // Counted like pages: a ward behind one address looks at many pictures.
        get(s, "/media/{*name}", Access::Open, serve::serve).counted(Limit::Page),
    ]
}

async fn create(Has(media): Has<Media>, viewer: Viewer, tally: Tally, params: Params) -> Reply {
    let item = media.upload(upload(&viewer, &tally, params)?, Answer::Early).await?;
    answer(&media, &item, StatusCode::ACCEPTED)
}

async fn create_and_wait(Has(media): Has<Media>, viewer: Viewer, tally: Tally, params: Params) -> Reply {
    let item = media.upload(upload(&viewer, &tally, params)?, Answer::WhenReady(Patience::new())).await?;
    answer(&media, &item, StatusCode::ACCEPTED)
}

async fn show(Has(media): Has<Media>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let item = own(&media, &viewer, &id).await?.filter(|item| item.post.is_none());
    answer(&media, &item.ok_or_else(Problem::not_found)?, StatusCode::PARTIAL_CONTENT)
}

async fn update(
    Has(media): Has<Media>,
    Path(id): Path<String>,
    viewer: Viewer,
    tally: Tally,
    params: Params,
) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    let edit = MediaEdit::read(id, &params)?;
    tally.files(edit.thumbnail.iter().len())?;
    let item = media.edit(me, edit).await?;
    answer(&media, &item, StatusCode::PARTIAL_CONTENT)
}

async fn destroy(Has(media): Has<Media>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let item = own(&media, &viewer, &id).await?.ok_or_else(Problem::not_found)?;
    if !media.remove(item.attachment.id, &item.folder).await? {
        return Err(Problem::new(Kind::Invalid, "Media attachment is currently used by a status").into());
    }
    json(&serde_json::json!({}))
}

/// The route counts the file; what comes with it is counted here. The form ends here too: nothing else holds the
/// file's bytes then, once they are stored.
fn upload(viewer: &Viewer, tally: &Tally, params: Params) -> Outcome<Upload> {
    let account = viewer.person()?;
    let file = params.file("file")?.filter(|file| !file.bytes.is_empty());
    let file = file.ok_or_else(|| Problem::invalid("File can't be blank"))?;
    let MediaEdit { description, focus, thumbnail, .. } = MediaEdit::read(account, &params)?;
    tally.files(thumbnail.iter().len())?;
    Ok(Upload { account, bytes: file.bytes, description, focus, thumbnail })
}

/// The viewer's own media.
async fn own(media: &Media, viewer: &Viewer, id: &str) -> Outcome<Option<Item>> {
    let (me, id) = (viewer.person()?, at(id)?);
    media.0.db.read(move |r| Ok(sql::own(r, me, &[id])?.pop())).await
}

/// 200 when it is ready, `unready` while it is processed, 422 when that failed.
fn answer(media: &Media, item: &Item, unready: StatusCode) -> Reply {
    let mut response = json(&Media::entity(&media.0.site, &item.attachment))?;
    match item.state {
        State::Ready => {}
        State::Processing => *response.status_mut() = unready,
        State::Failed => {
            let error = item.error.clone().unwrap_or_else(|| "Error processing media".to_owned());
            return Err(Problem::new(Kind::Invalid, error).into());
        }
    }
    Ok(response)
}
