//! oEmbed 1.0 (<https://oembed.com>): how another site shows a post of this one.

use axum::extract::State;
use axum::http::header::VARY;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use base::{Outcome, Problem};
use posts::View;
use serde_json::json;
use ui::Lang;
use web::{Params, Reply, Site, json as json_answer};

use crate::{Feeds, WORDS};

/// Pixels of a frame that nobody asked to be smaller.
const WIDTH: i64 = 400;
/// Narrower frames are of no use to anybody.
const WIDTH_MIN: i64 = 220;
/// Pixels of the frame around a post without words.
const HEIGHT_MIN: i64 = 170;
/// A longer post scrolls in its frame.
const HEIGHT_MAX: i64 = 800;
/// Pixels of a line, and of a row of pictures.
const LINE_HEIGHT: i64 = 25;
const PICTURES_HEIGHT: i64 = 260;
/// Pixels of a character, on average.
const CHARACTER_WIDTH: i64 = 8;
/// How long a site may keep the answer. The frame itself always shows what is so now.
const CACHE_AGE_SECONDS: u32 = 86_400;

/// `GET /api/oembed`: 404 for what is no post here, or is not for everyone (the two look the same); 501 for other
/// formats than JSON.
pub(crate) async fn answer(State(s): State<Feeds>, headers: HeaderMap, params: Params) -> Reply {
    if params.filled("format")?.is_some_and(|format| format != "json") {
        let mut refused = json_answer(&json!({ "error": "Only JSON is provided" }))?;
        *refused.status_mut() = StatusCode::NOT_IMPLEMENTED;
        return Ok(refused);
    }
    let url = params.filled("url")?.ok_or_else(|| Problem::malformed("The parameter url is missing"))?;
    let (acct, id) = post_at(url, s.site()).ok_or_else(Problem::not_found)?;
    let view = s.open_post(acct, id).await?;
    let size = size(&view, params.int("maxwidth")?, params.int("maxheight")?);
    let mut answer = json_answer(&s.embedding(&view, size, s.lang(&headers)))?;
    answer.headers_mut().append(VARY, HeaderValue::from_static("accept-language"));
    Ok(answer)
}

impl Feeds {
    /// A post, not a boost, that everyone may see, if it is of `acct`.
    pub(crate) async fn open_post(&self, acct: &str, id: &str) -> Outcome<View> {
        let id = web::at(id)?;
        let view = self.0.posts.one(id, None).await?.ok_or_else(Problem::not_found)?;
        let named = self.0.accounts.local_name(acct) == view.author.acct().to_lowercase();
        let fits = named && view.inner.is_none() && view.shown.visibility.is_open();
        if fits { Ok(view) } else { Err(Problem::not_found()) }
    }

    fn embedding(&self, view: &View, (width, height): (i64, i64), lang: Lang) -> serde_json::Value {
        let (site, author) = (self.site(), &view.author);
        let title = WORDS.say("embed-by").with("name", author.shown_name()).text(lang);
        let frame = site.url(&format!("{}/embed", view.shown.path(author)));
        // Without script, and without what the frame does not need of the page around it.
        let html = format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
             sandbox=\"allow-popups allow-popups-to-escape-sandbox\" \
             style=\"max-width: 100%; border: 0; border-radius: 14px\"></iframe>",
            text::escape_html(&frame),
            text::escape_html(&title),
        );
        json!({
            "type": "rich",
            "version": "1.0",
            "title": title,
            "author_name": author.shown_name(),
            "author_url": site.url(&author.path()),
            "provider_name": self.0.accounts.site_name(),
            "provider_url": format!("{}/", site.base_url),
            "cache_age": CACHE_AGE_SECONDS,
            "html": html,
            "width": width,
            "height": height,
        })
    }
}

/// Whose post, and which, `https://host/@name/5` leads to.
fn post_at<'a>(address: &'a str, site: &Site) -> Option<(&'a str, &'a str)> {
    let rest = address.trim().strip_prefix(site.base_url.as_str())?.strip_prefix("/@")?;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let (acct, id) = rest.split_once('/')?;
    Some((acct, id.strip_suffix("/embed").unwrap_or(id)))
}

/// Pixels of the frame: as much as the post needs, as the asking site allows.
fn size(view: &View, width_max: Option<i64>, height_max: Option<i64>) -> (i64, i64) {
    let post = view.shown.post();
    let width = width_max.unwrap_or(WIDTH).clamp(WIDTH_MIN, WIDTH);
    let words = if post.spoiler.is_empty() { &post.text } else { &post.spoiler };
    let row = (width / CHARACTER_WIDTH).max(1);
    let rows = |line: &str| i64::try_from(line.chars().count()).unwrap_or(i64::MAX) / row + 1;
    let lines = words.lines().map(rows).fold(0, i64::saturating_add);
    let pictures = if post.media.is_empty() || !post.spoiler.is_empty() { 0 } else { PICTURES_HEIGHT };
    let wanted = lines.saturating_mul(LINE_HEIGHT).saturating_add(HEIGHT_MIN + pictures);
    let most = height_max.unwrap_or(HEIGHT_MAX).clamp(1, HEIGHT_MAX);
    (width, wanted.min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_posts_here_are_embedded() {
        let site = Site::new("medley.example");
        for (address, found) in [
            ("https://medley.example/@ines/5", Some(("ines", "5"))),
            (" https://medley.example/@ines/5/embed?x#y", Some(("ines", "5"))),
            ("https://medley.example/@ines/5/", Some(("ines", "5"))),
            ("https://medley.example/@ines", None),
            ("http://medley.example/@ines/5", None),
            ("https://medley.example.evil/@ines/5", None),
            ("https://other.example/@ines/5", None),
            ("javascript:alert(1)", None),
            ("", None),
        ] {
            assert_eq!(post_at(address, &site), found, "{address}");
        }
    }
}
