//! What a post's page says of itself to programs. Of a post that is not for everyone, nothing; of one with a warning,
//! the warning.

use accounts::pages::picture_path;
use base::iso_ms;
use serde_json::{Value, json};
use ui::{Alternate, DataBlock, NOT_INDEXED, PageMeta, PostView, Preview};
use web::Site;

use crate::WORDS;
use crate::model::{Post, Visibility};
use crate::pages::path_of;
use crate::views::View;

/// The picture of whoever has none of their own.
const STANDARD_PICTURE: &str = "/assets/avatar.png";

/// A post's page. `name` is the server's.
pub(super) fn of_post(site: &Site, name: &str, view: &View, shown: &PostView) -> PageMeta {
    let post = view.shown.post();
    let url = site.url(&path_of(view));
    if !post.visibility.is_open() {
        return PageMeta { canonical: url, robots: NOT_INDEXED, ..PageMeta::default() };
    }
    let found = post.visibility == Visibility::Public && view.author.indexable;
    let (picture, image_alt, large) = match pictures(site, post).into_iter().next() {
        Some((picture, alt)) => (picture, alt, true),
        None => (face(site, view), String::new(), false),
    };
    PageMeta {
        robots: if found { "" } else { NOT_INDEXED },
        alternates: vec![oembed(site, view, &url)],
        same_person: Vec::new(),
        data: Some(DataBlock::new(&data(site, view, &url))),
        preview: Some(Preview {
            kind: "article",
            site: name.to_owned(),
            title: format!("{} (@{})", view.author.shown_name(), address(site, view)),
            description: if post.spoiler.is_empty() { shown.excerpt() } else { post.spoiler.clone() },
            url: url.clone(),
            image: picture,
            image_alt,
            large,
            published_iso: iso_ms(post.created_ms),
            username: String::new(),
        }),
        canonical: url,
    }
}

fn oembed(site: &Site, view: &View, url: &str) -> Alternate {
    let asked: String =
        percent_encoding::utf8_percent_encode(url, percent_encoding::NON_ALPHANUMERIC).collect();
    Alternate {
        mime: "application/json+oembed",
        title: WORDS.say("meta-post-by").with("name", view.author.shown_name()),
        url: site.url(&format!("/api/oembed?format=json&url={asked}")),
    }
}

/// `name@host`, also for people of this server.
fn address(site: &Site, view: &View) -> String {
    let host = view.author.domain.as_deref().unwrap_or(&site.domain);
    format!("{}@{host}", view.author.username)
}

fn face(site: &Site, view: &View) -> String {
    let own = picture_path(&view.author, &view.author.avatar);
    site.url(if own.is_empty() { STANDARD_PICTURE } else { &own })
}

/// Addresses of the pictures with their words; none where they are behind a warning.
fn pictures(site: &Site, post: &Post) -> Vec<(String, String)> {
    if post.sensitive || !post.spoiler.is_empty() {
        return Vec::new();
    }
    let one = |media: &media::Attachment| {
        // Of a video, its still.
        let name = if media.kind == "image" { media.original.as_ref()? } else { media.small.as_ref()? };
        Some((site.url(&format!("/media/{name}")), media.description.clone().unwrap_or_default()))
    };
    post.media.iter().filter_map(one).collect()
}

/// `SocialMediaPosting` of schema.org.
fn data(site: &Site, view: &View, url: &str) -> Value {
    let post = view.shown.post();
    let counted = |verb: &str, count: u64| {
        json!({
            "@type": "InteractionCounter",
            "interactionType": format!("https://schema.org/{verb}"),
            "userInteractionCount": count,
        })
    };
    let author = site.url(&view.author.path());
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "SocialMediaPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": iso_ms(post.created_ms),
        "author": {
            "@type": "Person",
            "@id": author,
            "url": author,
            "name": view.author.shown_name(),
            "alternateName": format!("@{}", address(site, view)),
            "image": face(site, view),
        },
        "interactionStatistic": [
            counted("LikeAction", post.counts.favourites),
            counted("ShareAction", post.counts.boosts),
            counted("CommentAction", post.counts.replies),
        ],
    });
    if post.spoiler.is_empty() {
        data["articleBody"] = text::html_to_text(&view.shown.content).into();
    } else {
        data["headline"] = post.spoiler.clone().into();
    }
    if let Some(edited) = post.edited_ms {
        data["dateModified"] = iso_ms(edited).into();
    }
    if let Some(language) = &post.language {
        data["inLanguage"] = language.clone().into();
    }
    let pictures = pictures(site, post);
    if !pictures.is_empty() {
        data["image"] = pictures.into_iter().map(|(url, _)| url).collect();
    }
    data
}
