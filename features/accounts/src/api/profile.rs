//! One's own profile, as its owner sees and edits it.

use axum::extract::State as Has;
use axum::response::Response;
use base::{Id, Outcome, Problem, iso_ms};
use serde_json::{Value, json};
use web::{Params, Reply, Role, Viewer, json as answer, json_bytes};

use super::State;
use crate::entity::pictures;
use crate::profile::{FaceEdit, PictureEdit, ProfileEdit};
use crate::{Account, COLLECTIONS_MAX, Field, Picture, PictureKind};

pub(super) async fn verify_credentials(Has(s): Has<State>, viewer: Viewer) -> Reply {
    Ok(credentials(&s, &viewer).await?)
}

/// The account with what only its owner sees.
async fn credentials(s: &State, viewer: &Viewer) -> Outcome<Response> {
    let me = viewer.person()?;
    let shown = s.accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let json = s.accounts.eyes_of(Some(me)).await?;
    let mut entity: Value = serde_json::from_slice(&json.json(&shown)).map_err(Problem::internal)?;
    entity["source"] = json!({
        "privacy": shown.posting.visibility,
        "sensitive": shown.posting.sensitive,
        "language": shown.posting.language,
        "note": shown.note,
        "fields": source_fields(&shown),
        "follow_requests_count": s.accounts.request_count(me).await?,
        "hide_collections": shown.hide_network,
        "discoverable": shown.discoverable,
        "indexable": shown.indexable,
        "attribution_domains": shown.face.attribution_domains,
        "quote_policy": shown.posting.quote_policy,
    });
    entity["role"] = role_entity(viewer.role);
    let bytes = serde_json::to_vec(&entity).map_err(Problem::internal)?;
    Ok(json_bytes(bytes))
}

/// Mastodon's `Role`. Permissions are its bits: administrator (1), view audit log (4), view dashboard (8), manage
/// reports (16), manage taxonomies (256), manage users (1024); nothing for everyone.
pub fn role_entity(role: Role) -> Value {
    let (id, permissions) = match role {
        Role::User => ("-99", 0),
        Role::Moderator => ("1", 4 | 8 | 16 | 256 | 1_024),
        Role::Admin => ("2", 1),
        Role::Owner => ("3", 1),
    };
    let name = if role == Role::User { "" } else { role.name() };
    json!({
        "id": id,
        "name": name,
        "permissions": permissions.to_string(),
        "color": "",
        "highlighted": role != Role::User,
        "collection_limit": COLLECTIONS_MAX,
    })
}

pub(super) async fn update_credentials(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    update(&s, viewer.person()?, &params).await?;
    Ok(credentials(&s, &viewer).await?)
}

async fn update(s: &State, me: Id, params: &Params) -> Outcome<()> {
    let words = words(params)?;
    s.accounts.check_edit(me, &words).await?;
    let edit = with_pictures(s, params, words).await?;
    s.accounts.edit_profile(me, edit).await
}

/// Mastodon's `Profile` (4.6): all that its owner may edit, as they wrote it.
async fn profile(s: &State, me: Id) -> Reply {
    let shown = s.accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let [avatar, avatar_static, header, header_static] = pictures(s.accounts.site(), &shown);
    let entity: Value = serde_json::from_slice(&shown.json).map_err(Problem::internal)?;
    let own = |picture: &Picture, url: String| picture.moving.is_some().then_some(url);
    answer(&json!({
        "id": shown.id,
        "display_name": shown.display_name,
        "note": shown.note,
        "formatted_note": entity["note"],
        "fields": source_fields(&shown),
        "formatted_fields": entity["fields"],
        "avatar": own(&shown.avatar, avatar),
        "avatar_static": own(&shown.avatar, avatar_static),
        "avatar_description": shown.face.avatar_description,
        "header": own(&shown.header, header),
        "header_static": own(&shown.header, header_static),
        "header_description": shown.face.header_description,
        "locked": shown.locked,
        "bot": shown.bot,
        "hide_collections": shown.hide_network,
        "discoverable": shown.discoverable,
        "indexable": shown.indexable,
        "show_media": shown.face.show_media,
        "show_media_replies": shown.face.show_media_replies,
        "show_featured": shown.face.show_featured,
        "attribution_domains": shown.face.attribution_domains,
        "featured_tags": s.accounts.featured_tags(me).await?,
    }))
}

fn source_fields(account: &Account) -> Vec<Value> {
    let field =
        |f: &Field| json!({ "name": f.name, "value": f.value, "verified_at": f.verified_ms.map(iso_ms) });
    account.fields.iter().map(field).collect()
}

pub(super) async fn own_profile(Has(s): Has<State>, viewer: Viewer) -> Reply {
    profile(&s, viewer.person()?).await
}

pub(super) async fn update_profile(Has(s): Has<State>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    update(&s, me, &params).await?;
    profile(&s, me).await
}

/// Everything but the pictures.
fn words(params: &Params) -> Outcome<ProfileEdit> {
    let text = |name| params.text(name).map(|text| text.map(str::to_owned));
    let source = params.map("source")?.cloned().unwrap_or_default();
    let fields = params.has("fields_attributes").then(|| fields(params)).transpose()?;
    Ok(ProfileEdit {
        display_name: text("display_name")?,
        note: text("note")?,
        fields,
        locked: params.flag("locked")?,
        bot: params.flag("bot")?,
        discoverable: params.flag("discoverable")?,
        indexable: params.flag("indexable")?,
        hide_network: params.flag("hide_collections")?,
        visibility: source.filled("privacy")?.map(str::to_owned),
        sensitive: source.flag("sensitive")?,
        language: source.text("language")?.map(str::to_owned),
        quote_policy: source.filled("quote_policy")?.map(str::to_owned),
        face: face(params)?,
        ..ProfileEdit::default()
    })
}

fn face(params: &Params) -> Outcome<FaceEdit> {
    let text = |name| params.text(name).map(|text| text.map(str::to_owned));
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    let domains = params.has("attribution_domains").then(|| params.texts("attribution_domains").map(owned));
    Ok(FaceEdit {
        avatar_description: text("avatar_description")?,
        header_description: text("header_description")?,
        show_media: params.flag("show_media")?,
        show_media_replies: params.flag("show_media_replies")?,
        show_featured: params.flag("show_featured")?,
        attribution_domains: domains.transpose()?,
    })
}

/// Stores the pictures; where one is refused, none stays.
async fn with_pictures(s: &State, params: &Params, words: ProfileEdit) -> Outcome<ProfileEdit> {
    let avatar = picture(s, params, "avatar", PictureKind::Avatar).await?;
    match picture(s, params, "header", PictureKind::Header).await {
        Ok(header) => Ok(ProfileEdit { avatar, header, ..words }),
        Err(problem) => {
            s.accounts.discard(avatar).await;
            Err(problem)
        }
    }
}

fn fields(params: &Params) -> Outcome<Vec<(String, String)>> {
    let line = |node: &web::Node| {
        // `fields_attributes=undefined` is what some clients send for none.
        let Ok(map) = node.as_map("fields_attributes") else { return Ok(None) };
        let side = |name| Ok::<_, Problem>(map.text(name)?.unwrap_or_default().to_owned());
        Ok(Some((side("name")?, side("value")?)))
    };
    params.list("fields_attributes").into_iter().filter_map(|node| line(node).transpose()).collect()
}

async fn picture(s: &State, params: &Params, name: &str, kind: PictureKind) -> Outcome<PictureEdit> {
    match params.file(name)? {
        Some(upload) => Ok(PictureEdit::Set(s.pictures.store(kind, upload.bytes.clone()).await?)),
        None => Ok(PictureEdit::Keep),
    }
}

pub(super) async fn delete_avatar(Has(s): Has<State>, viewer: Viewer) -> Reply {
    let edit = ProfileEdit { avatar: PictureEdit::Remove, ..ProfileEdit::default() };
    s.accounts.edit_profile(viewer.person()?, edit).await?;
    Ok(credentials(&s, &viewer).await?)
}

pub(super) async fn delete_header(Has(s): Has<State>, viewer: Viewer) -> Reply {
    let edit = ProfileEdit { header: PictureEdit::Remove, ..ProfileEdit::default() };
    s.accounts.edit_profile(viewer.person()?, edit).await?;
    Ok(credentials(&s, &viewer).await?)
}

pub(super) async fn preferences(Has(s): Has<State>, viewer: Viewer) -> Reply {
    let shown = s.accounts.account(viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    let looks = ui::Looks::parse(&shown.posting.looks);
    answer(&json!({
        "posting:default:visibility": shown.posting.visibility,
        "posting:default:sensitive": shown.posting.sensitive,
        "posting:default:language": shown.posting.language.as_deref().unwrap_or(s.accounts.site_language()),
        "posting:default:quote_policy": shown.posting.quote_policy,
        "reading:expand:media": if looks.media.is_empty() { "default" } else { looks.media },
        "reading:expand:spoilers": looks.warnings == "open",
        "reading:autoplay:gifs": false,
    }))
}
