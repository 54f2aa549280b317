//! The page of a transcript and its files.

use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use base::{Id, MINUTE_MS, Ms, Outcome, Problem, iso_ms};
use transcripts::{About, Document, Words};
use ui::{Lang, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html};

use super::lines::Arranged;
use super::templates::{TranscriptPage, parts};
use crate::room::pages::path_of;
use crate::{Chat, Chats, Session, WORDS};

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    vec![
        get(s, "/chats/{tag}/{session}/transcript", Access::Page, page),
        get(s, "/chats/{tag}/{session}/transcript.csv", Access::Open, csv),
        get(s, "/chats/{tag}/{session}/transcript.json", Access::Open, json),
        get(s, "/chats/{tag}/{session}/transcript.md", Access::Open, markdown),
    ]
}

/// A session with its chat.
struct Place {
    chat: std::sync::Arc<Chat>,
    session: std::sync::Arc<Session>,
}

impl Place {
    fn path(&self) -> String {
        format!("{}/transcript", path_of(&self.chat, self.session.id))
    }

    /// The topic, or the chat's title.
    fn title(&self) -> &str {
        if self.session.topic.is_empty() { &self.chat.title } else { &self.session.topic }
    }
}

impl Chats {
    async fn place_at(&self, tag: &str, session: &str) -> Outcome<Place> {
        let seen = self.seen(at(session)?, None).await?;
        match text::tag_key(tag).as_deref() == Some(&*seen.chat.tag) {
            true => Ok(Place { chat: seen.chat, session: seen.session }),
            false => Err(Problem::not_found()),
        }
    }

    /// How to cite a transcript.
    fn citation(&self, place: &Place) -> Message {
        WORDS
            .say("transcript-citation")
            .with("tag", place.chat.name.as_str())
            .with("date", Message::day(place.session.starts_ms))
            .with("topic", place.title())
            .with("site", self.0.site.domain.as_str())
            .with("url", self.0.site.url(&place.path()))
            .with("today", Message::day(self.clock().now_ms()))
    }

    fn document(&self, place: &Place, arranged: &Arranged, lang: Lang) -> Document {
        let about = About {
            title: place.chat.title.clone(),
            topic: place.session.topic.clone(),
            tag: place.chat.name.clone(),
            started: iso_ms(place.session.starts_ms),
            ended: iso_ms(place.session.ends_ms),
            url: self.0.site.url(&place.path()),
            citation: self.citation(place).text(lang),
        };
        Document::new(about, &arranged.transcript, &arranged.passages)
    }

    /// A file of a transcript, as nobody in particular sees it.
    async fn transcript_file(&self, path: (String, String), params: &Params, kind: File) -> Reply {
        let place = self.place_at(&path.0, &path.1).await?;
        let lang = params.text("lang")?.and_then(Lang::of_pages).unwrap_or_default();
        let document = self.document(&place, &self.arranged(place.session.id, None).await?, lang);
        let body = match kind {
            File::Csv => transcripts::csv(&document),
            File::Json => transcripts::json(&document),
            File::Markdown => transcripts::markdown(&document, &words(lang)),
        };
        Ok(sent(body, kind, place.session.id)?)
    }
}

/// In which form a transcript is taken along.
#[derive(Clone, Copy)]
enum File {
    Csv,
    Json,
    Markdown,
}

impl File {
    fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }
}

fn sent(body: String, kind: File, session: Id) -> Outcome<Response> {
    let mut response = body.into_response();
    let name = format!("attachment; filename=\"transcript-{session}.{}\"", kind.ending());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.mime()));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::try_from(name).map_err(Problem::internal)?);
    Ok(response)
}

async fn csv(State(s): State<Chats>, Path(path): Path<(String, String)>, params: Params) -> Reply {
    s.transcript_file(path, &params, File::Csv).await
}

async fn json(State(s): State<Chats>, Path(path): Path<(String, String)>, params: Params) -> Reply {
    s.transcript_file(path, &params, File::Json).await
}

async fn markdown(State(s): State<Chats>, Path(path): Path<(String, String)>, params: Params) -> Reply {
    s.transcript_file(path, &params, File::Markdown).await
}

async fn page(State(s): State<Chats>, Path((tag, session)): Path<(String, String)>, visit: Visit) -> Reply {
    let place = s.place_at(&tag, &session).await?;
    let arranged = s.arranged(place.session.id, visit.viewer.account()).await?;
    let path = place.path();
    let title = WORDS.say("transcript-title").with("title", place.title());
    let shell = s.accounts().shell(&visit, title, &path).await?;
    let document = s.document(&place, &arranged, shell.lang);
    let (chat, session) = (&place.chat, &place.session);
    let minutes = (session.ends_ms - session.starts_ms) / MINUTE_MS;
    let zone = &chat.schedule.zone;
    let clock = |ms: Ms| zone.local(ms).strftime("%H:%M").to_string();
    let (posts, questions) = (document.posts_count(), document.questions_count());
    let parts = parts(&document, &arranged.shown, &clock);
    let page = TranscriptPage {
        title: place.title().to_owned(),
        tag: chat.name.clone(),
        chat_path: chat.path(),
        room_path: path_of(chat, session.id),
        when: WORDS
            .say("transcript-when")
            .with("day", Message::day(session.starts_ms))
            .with("time", clock(session.starts_ms))
            .with("zone", zone.name())
            .with("minutes", minutes),
        running: !session.is_over(s.clock().now_ms()),
        counts: WORDS
            .say("transcript-counts")
            .with("posts", posts as u64)
            .with("people", document.participants.len() as u64)
            .with("questions", questions as u64),
        hosts: document.hosts.iter().map(|host| (host.name.clone(), host.handle.clone())).collect(),
        citation: s.citation(&place),
        files: format!("{path}."),
        parts,
        shell,
    };
    Ok(html(page.page()))
}

/// What a Markdown file says itself.
fn words(lang: Lang) -> Words {
    let say = |id| WORDS.say(id).text(lang);
    Words {
        opening: say("transcript-opening"),
        question: say("transcript-question"),
        closing: say("transcript-closing"),
        asides: say("transcript-asides"),
        conversation: say("transcript-conversation"),
        not_here: say("transcript-not-here"),
        hosts: say("transcript-hosts"),
        participants: say("transcript-participants"),
        host: say("room-role-host"),
        guest: say("room-role-guest"),
        retells: say("transcript-retells"),
        mislabelled: say("transcript-how-mislabelled"),
        reply: say("transcript-how-reply"),
        addressed: say("transcript-how-addressed"),
        time: say("transcript-how-time"),
        late: say("transcript-late"),
    }
}
