//! Writing and changing posts. Whatever is refused, everything that was typed or attached is shown again.

use accounts::pages::{done_at, told, way_back};
use axum::extract::State;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use http::{HeaderMap, StatusCode};
use media::{Attachment, MEDIA_PER_POST_MAX, Media};
use ui::{ComposerView, MediaView, Message, Page as _};
use web::{Access, Params, Reply, Route, Tally, Visit, get, html, html_status, post, redirect};

use crate::filtered::Place;
use crate::pages::edit::{edit, save};
use crate::pages::form::Sent;
use crate::pages::{media_view, path_of};
use crate::templates::ComposePage;
use crate::{Posts, WORDS};

/// Where new posts are sent.
pub(super) const ACTION: &str = "/web/posts";
const COMPOSE: &str = "/compose";
/// Bytes of a name that a link asks to mention.
const MENTION_BYTES_MAX: usize = 320;
/// Characters of a text that a link asks to share; longer than any post, so that nothing is cut unseen.
const SHARED_CHARS_MAX: usize = 5_000;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    use Access::SignedIn;
    let file_bytes = s.media().upload_bytes_max();
    vec![
        get(s, COMPOSE, SignedIn, compose),
        // Where share buttons of other sites and older apps lead.
        get(s, "/share", SignedIn, share),
        get(s, "/authorize_interaction", SignedIn, interact),
        post(s, ACTION, SignedIn, send).uploads_of(file_bytes),
        get(s, "/web/posts/{id}/edit", SignedIn, edit),
        post(s, "/web/posts/{id}/edit", SignedIn, save).uploads_of(file_bytes),
    ]
}

impl Posts {
    /// Takes the files in. Those before a refused one stay attached.
    async fn take_in(&self, me: Id, sent: &mut Sent, tally: &Tally) -> Outcome<()> {
        let files = std::mem::take(&mut sent.uploads);
        if sent.media.len() + files.len() > MEDIA_PER_POST_MAX {
            return Err(Problem::invalid(format!("A post can have {MEDIA_PER_POST_MAX} files")));
        }
        let patience = Media::fit_together(&files, sent.media.len())?;
        tally.files(files.len())?;
        for bytes in files {
            let id = self.0.media.receive(me, bytes, self.now_ms(), patience).await?;
            sent.media.push((id, String::new()));
        }
        Ok(())
    }

    /// Works a new post off; `None` if files were to be attached only.
    async fn send(&self, me: Id, sent: &mut Sent, tally: &Tally) -> Outcome<Option<Id>> {
        self.take_in(me, sent, tally).await?;
        if sent.attach {
            return Ok(None);
        }
        for (id, description) in sent.descriptions()? {
            match self.0.media.set_description(me, id, description).await {
                // A form that is sent twice finds its pictures attached already; publishing knows what that means.
                Err(problem) if problem.kind() == Kind::NotFound => {}
                other => other?,
            }
        }
        self.publish(me, sent.draft()).await.map(Some)
    }

    /// Works an edit off; `None` as above.
    pub(super) async fn save(&self, me: Id, post: Id, sent: &mut Sent, tally: &Tally) -> Outcome<Option<Id>> {
        self.take_in(me, sent, tally).await?;
        if sent.attach {
            return Ok(None);
        }
        self.revise(me, post, sent.revision()?).await?;
        Ok(Some(post))
    }

    /// A post that is answered or quoted, as the composer shows it.
    async fn shown_above(&self, me: Id, post: Option<Id>) -> Outcome<Option<ui::PostView>> {
        let Some(post) = post else { return Ok(None) };
        Ok(self.post_views(&self.show(&[post], Some(me)).await?, Place::Chosen).await?.pop())
    }

    /// The composer with what was sent.
    pub(super) async fn kept(&self, me: Id, sent: &Sent, problem: Option<&Problem>) -> Outcome<ComposerView> {
        let empty = self.composer(me).await?;
        let reply_to = self.shown_above(me, sent.reply_to).await?;
        let quoting = self.shown_above(me, sent.quote).await?;
        let attached = self.0.media.own(me, &sent.ids()).await?;
        let limit = self.limits().post_chars;
        Ok(ComposerView {
            text: sent.text.clone(),
            reply_to,
            quoting,
            visibility: sent.visibility,
            spoiler: sent.spoiler.clone(),
            sensitive: sent.sensitive,
            language: sent.language.clone().unwrap_or_default(),
            media: pictures(sent, &attached),
            error: problem.map(|problem| refusal(sent, limit, problem)),
            idempotency_key: if sent.key.is_empty() { empty.idempotency_key } else { sent.key.clone() },
            ..empty
        })
    }
}

/// The pictures in the order of the form, with the descriptions that were typed.
fn pictures(sent: &Sent, attached: &[Attachment]) -> Vec<MediaView> {
    let one = |(id, typed): &(Id, String)| {
        let view = media_view(attached.iter().find(|a| a.id == *id)?);
        Some(MediaView { alt: Some(typed.clone()), ..view })
    };
    sent.media.iter().filter_map(one).collect()
}

/// Why it was refused, in words for the form.
fn refusal(sent: &Sent, limit: usize, problem: &Problem) -> Message {
    let used = text::weighted_length(&text::clean(&sent.text)) + text::graphemes(&text::clean(&sent.spoiler));
    if used > limit {
        return WORDS.say("post-too-long").with("over", used - limit).with("limit", limit);
    }
    if text::is_blank(&sent.text) && sent.media.is_empty() && problem.kind() == Kind::Invalid {
        return WORDS.say("post-blank");
    }
    Message::problem(told(problem))
}

pub(super) fn status(problem: Option<&Problem>) -> StatusCode {
    let Some(problem) = problem else { return StatusCode::OK };
    let code = problem.kind().status();
    if code >= 500 {
        // The form is shown again instead of the page that would have logged it.
        tracing::error!(?problem, "a post could not be kept");
    }
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn compose(State(s): State<Posts>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let quoting = s.shown_above(me, params.id("quote")?).await?;
    let composer = match params.filled("reply_to")? {
        Some(id) => s.reply_composer(me, &s.page_post(id, &visit).await?).await?,
        None => ComposerView { text: opening(&params)?, quoting, ..s.composer(me).await? },
    };
    let title = WORDS.say(if composer.reply_to.is_some() { "post-write-reply" } else { "post-write" });
    let page = ComposePage { shell: s.accounts().shell(&visit, title, COMPOSE).await?, composer };
    Ok(html(page.page()))
}

/// Mastodon's address for sharing: `text`, and `url` and `title` as browsers' share targets send them.
async fn share(params: Params) -> Reply {
    let mut parts = Vec::new();
    for name in ["title", "text", "url"] {
        parts.extend(params.filled(name)?);
    }
    let text: String = parts.join(" ").chars().take(SHARED_CHARS_MAX).collect();
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("text", &text).finish();
    Ok(redirect(&format!("{COMPOSE}?{query}")))
}

/// Mastodon's address for following or answering from another site: what is looked for is searched.
async fn interact(params: Params) -> Reply {
    let sought = params.filled("uri")?.unwrap_or_default().trim_start_matches("acct:").to_owned();
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", &sought).finish();
    Ok(redirect(&format!("/search?{query}")))
}

/// `@name ` for a link that asks to mention somebody.
fn greeting(params: &Params) -> Outcome<String> {
    let name = params.filled("mention")?.map(|name| name.trim_start_matches('@')).unwrap_or_default();
    let plain = name.len() <= MENTION_BYTES_MAX && !name.contains(char::is_whitespace);
    Ok(if name.is_empty() || !plain { String::new() } else { format!("@{name} ") })
}

/// What a link wants to be written: a text to share, or whom to mention.
fn opening(params: &Params) -> Outcome<String> {
    let shared = params.filled("text")?.map(|text| text.chars().take(SHARED_CHARS_MAX).collect());
    shared.map_or_else(|| greeting(params), Ok)
}

async fn send(
    State(s): State<Posts>,
    visit: Visit,
    tally: Tally,
    headers: HeaderMap,
    mut params: Params,
) -> Reply {
    let me = visit.viewer.person()?;
    let mut sent = Sent::take(&mut params)?;
    let problem = match s.send(me, &mut sent, &tally).await {
        Ok(Some(id)) => return Ok(s.published(me, id, &headers, &params).await?),
        Ok(None) => None,
        Err(problem) => Some(problem),
    };
    let path = way_back(&params).unwrap_or(COMPOSE);
    let composer = s.kept(me, &sent, problem.as_ref()).await?;
    let page =
        ComposePage { shell: s.accounts().shell(&visit, WORDS.say("post-write"), path).await?, composer };
    Ok(html_status(status(problem.as_ref()), page.page()))
}

impl Posts {
    pub(super) async fn published(
        &self,
        me: Id,
        id: Id,
        headers: &HeaderMap,
        params: &Params,
    ) -> Outcome<Response> {
        let view = self.one(id, Some(me)).await?.ok_or_else(Problem::not_found)?;
        Ok(done_at(headers, &after(way_back(params), &path_of(&view), id)))
    }
}

/// Where to go once a post is there: back to the list or thread, at the post; from a page of its own to the post.
fn after(back: Option<&str>, post: &str, id: Id) -> String {
    let page = back.and_then(|back| back.split('#').next()).unwrap_or_default();
    let of_its_own = page.is_empty() || page.starts_with(COMPOSE) || page.starts_with("/web/");
    if of_its_own { post.to_owned() } else { format!("{page}#post-{id}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(body: &str) -> Sent {
        Sent::read(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn pictures_are_shown_again_as_they_were_described() {
        let sent = sent("media_ids[]=8&media_ids[]=7&media_ids[]=9&alt_8=new&alt_7=");
        let stored = |id| Attachment { id: Id(id), description: Some("old".to_owned()), ..attachment() };
        let shown = pictures(&sent, &[stored(7), stored(8)]);
        let described: Vec<_> = shown.iter().map(|m| (m.id.as_str(), m.described())).collect();
        assert_eq!(described, [("8", Some("new")), ("7", None)], "9 is not there any more");
    }

    fn attachment() -> Attachment {
        Attachment {
            id: Id(1),
            kind: "image".to_owned(),
            original: Some("a/b.webp".to_owned()),
            small: None,
            mime: None,
            description: None,
            focus: None,
            blurhash: None,
            width: 4,
            height: 3,
            small_width: 0,
            small_height: 0,
            clip: None,
        }
    }

    #[test]
    fn refusals_help() {
        let invalid = Problem::invalid("Text can't be blank");
        let refusal =
            |sent: &Sent, limit, problem: &Problem| refusal(sent, limit, problem).text(ui::Lang::En);
        assert_eq!(
            refusal(&sent("status=++"), 140, &invalid),
            "Write something or add a picture, a video or a sound first."
        );
        let long = sent(&format!("status={}&spoiler_text=ab", "x".repeat(141)));
        assert!(refusal(&long, 140, &invalid).starts_with("Too long by 3."));
        let other = Problem::invalid("Language is not a language code");
        assert_eq!(refusal(&sent("status=x"), 140, &other), "Language is not a language code");
        assert_eq!(status(Some(&invalid)), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(status(None), StatusCode::OK);
    }

    #[test]
    fn after_publishing_one_sees_the_post() {
        for (back, to) in [
            (None, "/@ines/5"),
            (Some("/"), "/#post-5"),
            (Some("/@theo/3#post-3"), "/@theo/3#post-5"),
            (Some("/compose?reply_to=3"), "/@ines/5"),
            (Some("/web/posts/5/edit"), "/@ines/5"),
        ] {
            assert_eq!(after(back, "/@ines/5", Id(5)), to);
        }
    }

    #[test]
    fn links_can_ask_to_mention_one_name() {
        let text = |body: &str| greeting(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap();
        assert_eq!(text("mention=ines"), "@ines ");
        assert_eq!(text("mention=%40theo@far.example"), "@theo@far.example ");
        assert_eq!(text("mention=a+b"), "");
        assert_eq!(text(""), "");
    }
}
