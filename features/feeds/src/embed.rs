//! A post as a small page for other sites' frames. It is the only page that may be framed: it has no forms, runs no
//! script and is the same for everyone, so there is nothing to trick anybody into.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use posts::Place;
use ui::{Lang, Page as _};
use web::{Reply, Visit, html_status};

use crate::templates::EmbedPage;
use crate::{Feeds, WORDS};

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; \
     frame-ancestors *",
);

pub(crate) async fn page(
    State(s): State<Feeds>,
    Path((acct, id)): Path<(String, String)>,
    visit: Visit,
) -> Reply {
    let (status, page) = match s.embedded(&acct, &id, visit.lang).await {
        Ok(page) => (StatusCode::OK, page),
        // A frame that says so, where a browser would show a broken page.
        Err(problem) if problem.kind() == Kind::NotFound => (StatusCode::NOT_FOUND, s.missing(visit.lang)),
        Err(problem) => return Err(problem.into()),
    };
    Ok(framed(html_status(status, page.page())))
}

fn framed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.append(VARY, HeaderValue::from_static("accept-language"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static(ui::NOT_INDEXED));
    let anywhere = HeaderValue::from_static("cross-origin");
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), anywhere);
    response
}

impl Feeds {
    async fn embedded(&self, acct: &str, id: &str, lang: Lang) -> Outcome<EmbedPage> {
        let view = self.open_post(acct, id).await?;
        let shown = self.0.posts.post_views(std::slice::from_ref(&view), Place::Chosen).await?;
        let post = shown.into_iter().next().ok_or_else(Problem::not_found)?;
        let title = WORDS.say("embed-by").with("name", view.author.shown_name());
        Ok(EmbedPage { title, url: self.site().url(&post.url), post: Some(post), ..self.missing(lang) })
    }

    fn missing(&self, lang: Lang) -> EmbedPage {
        EmbedPage {
            site: self.0.accounts.site_name().to_owned(),
            title: WORDS.say("embed-none"),
            url: self.site().url("/"),
            post: None,
            lang,
        }
    }
}
