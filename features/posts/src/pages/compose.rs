//! Writing and changing posts. Whatever is refused, everything that was typed or attached is shown again.

use accounts::pages::{done_at, told, way_back};
use axum::extract::{Path, State};
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use media::{Attachment, DESCRIPTION_CHARS_MAX, MEDIA_PER_POST_MAX, MediaEdit};
use ui::{ComposerView, MediaView};
use web::{Access, Node, Params, Reply, Route, Visit, get, html, html_status, post};

use crate::Posts;
use crate::draft::Draft;
use crate::model::{Post, Visibility};
use crate::pages::{media_view, path_of, visibility};
use crate::polls::edit::PollEdit;
use crate::revise::Revision;
use crate::templates::{ComposePage, EditPage};

/// Where new posts are sent.
pub(super) const ACTION: &str = "/web/posts";
const COMPOSE: &str = "/compose";
/// Bytes of a name that a link asks to mention.
const MENTION_BYTES_MAX: usize = 320;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    use Access::SignedIn;
    vec![
        get(s, COMPOSE, SignedIn, compose),
        post(s, ACTION, SignedIn, send).uploads(),
        get(s, "/web/posts/{id}/edit", SignedIn, edit),
        post(s, "/web/posts/{id}/edit", SignedIn, save).uploads(),
    ]
}

/// What the composer sent.
#[derive(Debug, Default)]
struct Sent {
    text: String,
    spoiler: String,
    sensitive: bool,
    visibility: ui::Visibility,
    language: Option<String>,
    reply_to: Option<Id>,
    key: String,
    /// What is attached, with its description as it was typed.
    media: Vec<(Id, String)>,
    uploads: Vec<Bytes>,
    /// Only the files are to be taken in now.
    attach: bool,
}

impl Sent {
    fn read(params: &Params) -> Outcome<Self> {
        let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
        let chosen =
            params.filled("visibility")?.map(|name| ui::Visibility::parse(name).ok_or(name)).transpose();
        let mut media = Vec::new();
        for id in params.ids("media_ids")? {
            if !params.is_set(&format!("remove_{id}"))? && media.iter().all(|(known, _)| *known != id) {
                media.push((id, text(&format!("alt_{id}"))?));
            }
        }
        Ok(Self {
            text: text("status")?,
            spoiler: text("spoiler_text")?,
            sensitive: params.is_set("sensitive")?,
            visibility: chosen
                .map_err(|_| Problem::invalid("Visibility is not included in the list"))?
                .unwrap_or_default(),
            language: params.filled("language")?.and_then(text::language_code),
            reply_to: params.id("in_reply_to_id")?,
            key: text("idempotency_key")?,
            media,
            uploads: uploads(params),
            attach: params.text("do")? == Some("attach"),
        })
    }

    fn ids(&self) -> Vec<Id> {
        self.media.iter().map(|(id, _)| *id).collect()
    }

    /// Descriptions fit to store.
    fn descriptions(&self) -> Outcome<Vec<(Id, String)>> {
        let fit = |(id, typed): &(Id, String)| {
            let clean = text::clean(typed).trim().to_owned();
            if text::graphemes(&clean) > DESCRIPTION_CHARS_MAX {
                return Err(Problem::invalid(format!(
                    "A description can have {DESCRIPTION_CHARS_MAX} characters"
                )));
            }
            Ok((*id, clean))
        };
        self.media.iter().map(fit).collect()
    }

    fn draft(&self) -> Draft {
        Draft {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            visibility: Visibility::parse(self.visibility.value()),
            language: self.language.clone(),
            reply_to: self.reply_to,
            media: self.ids(),
            idempotency_key: Some(self.key.clone()).filter(|key| !key.is_empty()),
            ..Draft::default()
        }
    }

    fn revision(&self) -> Outcome<Revision> {
        let describe = |(id, text)| MediaEdit { id, description: Some(text), focus: None };
        Ok(Revision {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            language: self.language.clone(),
            media: Some(self.ids()),
            media_edits: self.descriptions()?.into_iter().map(describe).collect(),
            poll: PollEdit::Keep,
        })
    }
}

fn uploads(params: &Params) -> Vec<Bytes> {
    let file = |node: &&Node| match node {
        Node::File(upload) if !upload.bytes.is_empty() => Some(upload.bytes.clone()),
        _ => None,
    };
    params.list("files").iter().filter_map(file).collect()
}

impl Posts {
    /// Takes the files in. Those before a refused one stay attached.
    async fn take_in(&self, me: Id, sent: &mut Sent) -> Outcome<()> {
        let files = std::mem::take(&mut sent.uploads);
        if sent.media.len() + files.len() > MEDIA_PER_POST_MAX {
            return Err(Problem::invalid(format!("A post can have {MEDIA_PER_POST_MAX} pictures")));
        }
        for bytes in files {
            let id = self.0.media.import(me, bytes, None, self.now_ms()).await?;
            sent.media.push((id, String::new()));
        }
        Ok(())
    }

    /// Works a new post off; `None` if files were to be attached only.
    async fn send(&self, me: Id, sent: &mut Sent) -> Outcome<Option<Id>> {
        self.take_in(me, sent).await?;
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
    async fn save(&self, me: Id, post: Id, sent: &mut Sent) -> Outcome<Option<Id>> {
        self.take_in(me, sent).await?;
        if sent.attach {
            return Ok(None);
        }
        self.revise(me, post, sent.revision()?).await?;
        Ok(Some(post))
    }

    /// The composer with what was sent.
    async fn kept(&self, me: Id, sent: &Sent, problem: Option<&Problem>) -> Outcome<ComposerView> {
        let empty = self.composer(me).await?;
        let reply_to = match sent.reply_to {
            Some(to) => self.post_views(&self.show(&[to], Some(me)).await?).await?.pop(),
            None => None,
        };
        let attached = self.0.media.own(me, &sent.ids()).await?;
        let limit = self.limits().post_chars;
        Ok(ComposerView {
            text: sent.text.clone(),
            reply_to,
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
fn refusal(sent: &Sent, limit: usize, problem: &Problem) -> String {
    let used = text::weighted_length(&text::clean(&sent.text)) + text::graphemes(&text::clean(&sent.spoiler));
    if used > limit {
        return format!("Too long by {}. A post can have {limit} characters.", used - limit);
    }
    if text::is_blank(&sent.text) && sent.media.is_empty() && problem.kind() == Kind::Invalid {
        return "Write something or add a picture first.".to_owned();
    }
    told(problem)
}

fn status(problem: Option<&Problem>) -> StatusCode {
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
    let composer = match params.filled("reply_to")? {
        Some(id) => s.reply_composer(me, &s.page_post(id, &visit).await?).await?,
        None => ComposerView { text: greeting(&params)?, ..s.composer(me).await? },
    };
    let title = if composer.reply_to.is_some() { "Write a reply" } else { "Write a post" };
    let page = ComposePage { shell: s.accounts().shell(&visit, title, COMPOSE).await?, composer };
    Ok(html(page.to_string()))
}

/// `@name ` for a link that asks to mention somebody.
fn greeting(params: &Params) -> Outcome<String> {
    let name = params.filled("mention")?.map(|name| name.trim_start_matches('@')).unwrap_or_default();
    let plain = name.len() <= MENTION_BYTES_MAX && !name.contains(char::is_whitespace);
    Ok(if name.is_empty() || !plain { String::new() } else { format!("@{name} ") })
}

async fn send(State(s): State<Posts>, visit: Visit, headers: HeaderMap, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let mut sent = Sent::read(&params)?;
    let problem = match s.send(me, &mut sent).await {
        Ok(Some(id)) => return Ok(s.published(me, id, &headers, &params).await?),
        Ok(None) => None,
        Err(problem) => Some(problem),
    };
    let path = way_back(&params).unwrap_or(COMPOSE);
    let composer = s.kept(me, &sent, problem.as_ref()).await?;
    let page = ComposePage { shell: s.accounts().shell(&visit, "Write a post", path).await?, composer };
    Ok(html_status(status(problem.as_ref()), page.to_string()))
}

impl Posts {
    async fn published(&self, me: Id, id: Id, headers: &HeaderMap, params: &Params) -> Outcome<Response> {
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

fn edit_path(id: Id) -> String {
    format!("{ACTION}/{id}/edit")
}

impl Posts {
    async fn own_post(&self, me: Id, id: &str) -> Outcome<Post> {
        self.own(me, id.parse().map_err(|_| Problem::not_found())?).await
    }

    async fn edit_page(&self, visit: &Visit, post: &Post, view: ComposerView) -> Outcome<EditPage> {
        let author = self.accounts().account(post.author).await?.ok_or_else(Problem::not_found)?;
        let action = edit_path(post.id);
        Ok(EditPage {
            shell: self.accounts().shell(visit, "Edit your post", &action).await?,
            composer: ComposerView { action, editing: Some(post.id.to_string()), reply_to: None, ..view },
            post_url: format!("{}/{}", author.path(), post.id),
        })
    }
}

async fn edit(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
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
    Ok(html(s.edit_page(&visit, &post, view).await?.to_string()))
}

async fn save(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let me = visit.viewer.person()?;
    let post = s.own_post(me, &id).await?;
    let mut sent = Sent::read(&params)?;
    let problem = match s.save(me, post.id, &mut sent).await {
        Ok(Some(id)) => return Ok(s.published(me, id, &headers, &params).await?),
        Ok(None) => None,
        Err(problem) => Some(problem),
    };
    let view = s.kept(me, &sent, problem.as_ref()).await?;
    Ok(html_status(status(problem.as_ref()), s.edit_page(&visit, &post, view).await?.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(body: &str) -> Sent {
        Sent::read(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_form_is_read_whole() {
        let sent = sent(
            "status=Hello&spoiler_text=Wound&sensitive=1&visibility=private&language=en&in_reply_to_id=5\
             &idempotency_key=k&media_ids[]=7&media_ids[]=8&media_ids[]=7&alt_7=An+x-ray&remove_8=1&do=attach",
        );
        assert_eq!((sent.text.as_str(), sent.spoiler.as_str(), sent.sensitive), ("Hello", "Wound", true));
        assert_eq!((sent.visibility, sent.reply_to), (ui::Visibility::Followers, Some(Id(5))));
        assert_eq!(sent.media, [(Id(7), "An x-ray".to_owned())]);
        assert!(sent.attach);
        let draft = sent.draft();
        assert_eq!((draft.visibility, draft.media), (Some(Visibility::Followers), vec![Id(7)]));
        assert_eq!(draft.idempotency_key.as_deref(), Some("k"));
        let revision = sent.revision().unwrap();
        assert_eq!(revision.media_edits[0].description.as_deref(), Some("An x-ray"));
    }

    #[test]
    fn a_file_input_that_was_left_empty_is_nothing() {
        for body in ["files[]=", "files=", "status=x"] {
            assert!(sent(body).uploads.is_empty(), "{body}");
        }
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
        }
    }

    #[test]
    fn unknown_words_never_widen_who_sees_it() {
        let params = Params::from_urlencoded(b"status=x&visibility=friends").unwrap();
        assert!(Sent::read(&params).is_err());
    }

    #[test]
    fn refusals_help() {
        let invalid = Problem::invalid("Text can't be blank");
        assert_eq!(refusal(&sent("status=++"), 140, &invalid), "Write something or add a picture first.");
        let long = sent(&format!("status={}&spoiler_text=ab", "x".repeat(141)));
        assert!(refusal(&long, 140, &invalid).starts_with("Too long by 3."));
        let other = Problem::invalid("Language is not a language code");
        assert_eq!(refusal(&sent("status=x"), 140, &other), "Language is not a language code");
        assert_eq!(status(Some(&invalid)), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(status(None), StatusCode::OK);
    }

    #[test]
    fn descriptions_are_cleaned_and_limited() {
        assert_eq!(sent("media_ids[]=7&alt_7=+a+").descriptions().unwrap(), [(Id(7), "a".to_owned())]);
        let long = format!("media_ids[]=7&alt_7={}", "x".repeat(DESCRIPTION_CHARS_MAX + 1));
        assert!(sent(&long).descriptions().is_err());
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
