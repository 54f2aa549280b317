//! Writing and changing posts. Whatever is refused, everything that was typed or attached is shown again.

use accounts::pages::{done_at, told, way_back};
use axum::extract::State;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use http::{HeaderMap, StatusCode};
use media::{Attachment, MEDIA_PER_POST_MAX, Media};
use ui::{ComposerView, MediaView, Message, Page as _};
use web::{Access, Params, Reply, Route, Tally, Visit, get, html, html_status, post, redirect, see_other};

use crate::chain::THREAD_POSTS_MAX;
use crate::draft::Draft;
use crate::filtered::Place;
use crate::pages::edit::{edit, save};
use crate::pages::form::{Sent, Wish};
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

/// What became of what the composer sent.
enum Done {
    Published(Id),
    Scheduled,
    Kept,
    /// There is a question first.
    Asked,
    /// The form goes on.
    Nothing,
}

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

    /// Works a new post off.
    async fn send(&self, me: Id, sent: &mut Sent, tally: &Tally) -> Outcome<Done> {
        self.take_in(me, sent, tally).await?;
        match sent.wish {
            Wish::Attach => return Ok(Done::Nothing),
            Wish::Add => {
                if sent.more.len() + 1 < THREAD_POSTS_MAX {
                    sent.more.push(String::new());
                }
                return Ok(Done::Nothing);
            }
            Wish::Keep | Wish::Without | Wish::Publish => {}
        }
        self.describe(me, sent).await?;
        if sent.wish == Wish::Keep {
            let draft = Draft { idempotency_key: sent.key_for("draft:"), ..sent.unchecked() };
            self.keep_draft(me, draft).await?;
            return Ok(Done::Kept);
        }
        if sent.wish == Wish::Publish && !sent.asked && self.asks_for_words(me, sent).await? {
            return Ok(Done::Asked);
        }
        let draft = sent.draft()?;
        if let Some(at_ms) = sent.at_ms()? {
            let draft = Draft { idempotency_key: sent.key_for("at:"), ..draft };
            self.schedule(me, draft, at_ms, None).await?;
            return Ok(Done::Scheduled);
        }
        self.publish(me, Draft { idempotency_key: sent.key_for(""), ..draft }).await.map(Done::Published)
    }

    async fn describe(&self, me: Id, sent: &Sent) -> Outcome<()> {
        for (id, description) in sent.descriptions()? {
            let owner = sent.replaces.unwrap_or_default();
            match self.0.media.describe_kept(me, owner, id, description).await {
                // A form that is sent twice finds its pictures attached already; publishing knows what that means.
                Err(problem) if problem.kind() == Kind::NotFound => {}
                other => other?,
            }
        }
        Ok(())
    }

    /// Whether something to look at has no description, and its author wants to be reminded of that.
    async fn asks_for_words(&self, me: Id, sent: &Sent) -> Outcome<bool> {
        if sent.media.iter().all(|(_, typed)| !text::is_blank(typed)) {
            return Ok(false);
        }
        let account = self.accounts().account(me).await?.ok_or_else(Problem::not_found)?;
        Ok(account.posting.remind_alt)
    }

    /// Works an edit off; `None` as above.
    pub(super) async fn save(&self, me: Id, post: Id, sent: &mut Sent, tally: &Tally) -> Outcome<Option<Id>> {
        self.take_in(me, sent, tally).await?;
        if sent.wish != Wish::Publish {
            return Ok(None);
        }
        self.revise(me, post, sent.revision()?).await?;
        Ok(Some(post))
    }

    /// A post that is answered or quoted, as the composer shows it.
    pub(super) async fn shown_above(&self, me: Id, post: Option<Id>) -> Outcome<Option<ui::PostView>> {
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
            more: sent.more.clone(),
            poll: sent.poll.clone(),
            at: sent.at.clone(),
            zone: sent.zone,
            quote_policy: sent.quote_policy.map_or(empty.quote_policy, |policy| policy.name().to_owned()),
            replaces: sent.replaces.map(|id| id.to_string()),
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
    if let Some(n) = sent.more.iter().position(|more| text::weighted_length(&text::clean(more)) > limit) {
        return WORDS.say("post-one-too-long").with("number", n + 2).with("limit", limit);
    }
    if problem.text().contains("scheduled date must be") {
        return WORDS.say("post-too-soon");
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
    let composer = match (params.filled("reply_to")?, s.continued(me, &params).await?) {
        (_, Some(continued)) => continued,
        (Some(id), None) => s.reply_composer(me, &s.page_post(id, &visit).await?).await?,
        (None, None) => ComposerView { text: opening(&params)?, quoting, ..s.composer(me).await? },
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
    let (problem, ask_alt) = match s.send(me, &mut sent, &tally).await {
        Ok(Done::Published(id)) => return Ok(s.published(me, id, &headers, &params).await?),
        Ok(Done::Scheduled) => return Ok(see_other("/scheduled?added")),
        Ok(Done::Kept) => return Ok(see_other("/drafts?saved")),
        Ok(Done::Asked) => (None, true),
        Ok(Done::Nothing) => (None, false),
        Err(problem) => (Some(problem), false),
    };
    let path = way_back(&params).unwrap_or(COMPOSE);
    let composer = ComposerView { ask_alt, ..s.kept(me, &sent, problem.as_ref()).await? };
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
#[path = "compose_tests.rs"]
mod tests;
