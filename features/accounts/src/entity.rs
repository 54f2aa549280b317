//! Mastodon's `Account` entity.

use base::{iso_date, iso_ms};
use emojis::Emoji;
use serde_json::{Value, json};
use web::Site;

use crate::featuring::approval;
use crate::model::{Account, Field};

/// Addresses of the pictures: `[avatar, avatar_static, header, header_static]`.
pub(crate) fn pictures(site: &Site, account: &Account) -> [String; 4] {
    let address = |name: Option<&String>, standard: &str| match name {
        Some(name) if account.suspended_ms.is_none() => site.url(&format!("/media/{name}")),
        _ => site.url(standard),
    };
    let (avatar, header) = (&account.avatar, &account.header);
    let (face, banner) = (ui::assets::AVATAR, ui::assets::HEADER);
    [
        address(avatar.moving.as_ref(), face),
        address(avatar.still.as_ref(), face),
        address(header.moving.as_ref(), banner),
        address(header.still.as_ref(), banner),
    ]
}

/// The entity; of the suspended, only that they are.
pub(crate) fn entity(
    site: &Site,
    account: &Account,
    note_html: &str,
    field_htmls: &[String],
    emojis: &[&Emoji],
) -> Value {
    let gone = account.suspended_ms.is_some();
    let [avatar, avatar_static, header, header_static] = pictures(site, account);
    let url = site.url(&account.path());
    let fields = if gone { Vec::new() } else { fields(account, field_htmls) };
    let shown = |text: &str| if gone { String::new() } else { text.to_owned() };
    let mut entity = json!({
        "id": account.id,
        "username": account.username,
        "acct": account.acct(),
        "display_name": shown(&account.display_name),
        "locked": account.locked,
        "bot": account.bot,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "group": false,
        "noindex": !account.indexable,
        "created_at": iso_ms(base::day_of(account.created_ms)),
        "note": shown(note_html),
        "url": url,
        "uri": url,
        "avatar": avatar,
        "avatar_static": avatar_static,
        "avatar_description": shown(&account.face.avatar_description),
        "header": header,
        "header_static": header_static,
        "header_description": shown(&account.face.header_description),
        "followers_count": account.stats.followers,
        "following_count": account.stats.following,
        "hide_collections": account.hide_network,
        "show_media": account.face.show_media,
        "show_media_replies": account.face.show_media_replies,
        "show_featured": account.face.show_featured,
        "emojis": emojis,
        "roles": [],
        "fields": fields,
    });
    for (name, set) in [("suspended", gone), ("limited", account.silenced_ms.is_some())] {
        if set {
            entity[name] = true.into();
        }
    }
    entity
}

fn fields(account: &Account, htmls: &[String]) -> Vec<Value> {
    let one = |(field, html): (&Field, &String)| json!({ "name": field.name, "value": html, "verified_at": field.verified_ms.map(iso_ms) });
    account.fields.iter().zip(htmls).map(one).collect()
}

/// The entity as bytes, up to what each new post changes.
pub(crate) fn without_counts(entity: &Value) -> Vec<u8> {
    let mut json = serde_json::to_vec(entity).unwrap_or_default();
    json.pop();
    json
}

/// Puts in what each new post changes, and what may differ between readers: whether they may feature the account.
pub(crate) fn with_counts(start: &[u8], account: &Account, may_feature: bool) -> Box<[u8]> {
    let (stats, approval) = (&account.stats, approval(account.feature_policy(), may_feature));
    let posts = stats.posts;
    let last = stats.last_post_ms.map_or("null".to_owned(), |at| format!("\"{}\"", iso_date(at)));
    let counts = format!(",\"statuses_count\":{posts},\"last_status_at\":{last}");
    let end = format!("{counts},\"feature_approval\":{approval}}}");
    [start, end.as_bytes()].concat().into_boxed_slice()
}
