//! Publishing a post.

use std::collections::HashMap;

use base::{HOUR_MS, Id, Ms, Outcome, Problem};
use store::{Write, args};
use text::Tag;

use crate::draft::Draft;
use crate::events::{PostPublished, PostTouched, Touch};
use crate::model::{Counts, Flags, Post, Visibility};
use crate::polls::Poll;
use crate::quotes::{Quote, QuotePolicy, narrowed};
use crate::rules::check_text;
use crate::{Posts, store as sql};

/// For how long an idempotency key is remembered.
const KEY_KEPT_MS: i64 = HOUR_MS;
/// Bytes of an idempotency key.
const KEY_BYTES_MAX: usize = 512;

/// Everything that the transaction needs, decided before it.
pub(crate) struct Ready {
    pub(crate) id: Id,
    pub(crate) draft: Draft,
    pub(crate) visibility: Visibility,
    pub(crate) language: Option<String>,
    pub(crate) reply: Option<Reply>,
    quote: Option<Quote>,
    pub(crate) quote_policy: QuotePolicy,
    tags: Vec<Tag>,
    mentions: Vec<Id>,
    now: i64,
}

pub(crate) struct Reply {
    pub(crate) to: Id,
    pub(crate) author: Id,
    pub(crate) root: Id,
}

impl Posts {
    /// Publishes a post of `author`, with what goes on below it: all or nothing. With a known idempotency key it gives
    /// the post that was made with it.
    ///
    /// # Errors
    /// 422 for what is wrong with the text or media, 404 if what it answers cannot be seen.
    pub async fn publish(&self, author: Id, draft: Draft) -> Outcome<Id> {
        let all = self.ready_all(author, draft).await?;
        let ids: Vec<Id> = all.iter().map(|ready| ready.id).collect();
        for ready in &all {
            self.remember_new(author, ready).await?;
        }
        let me = self.clone();
        let stored = self.0.db.write(move |w| me.insert_all(w, author, all)).await;
        if stored.as_ref().ok() != ids.first() {
            ids.iter().for_each(|id| self.0.shown.forget(id));
        }
        stored
    }

    /// Renders the post before it is stored, so that nobody has to read it back. Until then no one knows its id.
    async fn remember_new(&self, author: Id, ready: &Ready) -> Outcome<()> {
        if ready.draft.media.is_empty() {
            let ticket = self.0.shown.ticket(&ready.id);
            self.render(new_post(author, ready), Some(ticket)).await?;
        }
        // Whoever answers may have muted the thread; who begins one has done nothing with it yet.
        if ready.reply.is_none() {
            let key = (author, ready.id);
            self.0.flags.put(key, self.0.flags.ticket(&key), Flags::default());
        }
        Ok(())
    }

    pub(crate) async fn ready(&self, author: Id, mut draft: Draft) -> Outcome<Ready> {
        draft.text = text::clean(&draft.text);
        draft.spoiler = text::clean(&draft.spoiler).replace('\n', " ");
        let shows_something = !draft.media.is_empty() || draft.quote.is_some();
        check_text(&draft.text, &draft.spoiler, shows_something, self.0.limits.post_chars)?;
        if draft.idempotency_key.as_ref().is_some_and(|key| key.len() > KEY_BYTES_MAX) {
            return Err(Problem::invalid("Idempotency-Key is too long"));
        }
        let reply = match draft.reply_to {
            Some(to) => Some(self.answered(author, to).await?),
            None => None,
        };
        let usual = self.0.accounts.account(author).await?.ok_or_else(Problem::not_found)?.posting.clone();
        let usual_policy = QuotePolicy::parse(&usual.quote_policy).unwrap_or_default();
        let usual_visibility = Visibility::parse(&usual.visibility).unwrap_or(Visibility::Public);
        let mentions = self.mentioned(author, &draft.text).await?;
        let mut visibility = draft.visibility.unwrap_or(usual_visibility);
        let quote = match draft.quote {
            Some(id) => {
                let (quote, seen_by) = self.quotable(author, id).await?;
                visibility = narrowed(visibility, author, &mentions, (quote.author, seen_by))?;
                Some(quote)
            }
            None => None,
        };
        Ok(Ready {
            id: self.0.ids.beside(author),
            visibility,
            quote,
            quote_policy: draft.quote_policy.unwrap_or(usual_policy).within(visibility),
            language: draft.language.clone().or(usual.language),
            reply,
            tags: text::hashtags(&draft.text),
            mentions,
            draft,
            now: self.0.clock.now_ms(),
        })
    }

    async fn answered(&self, author: Id, to: Id) -> Outcome<Reply> {
        let seen = self.show(&[to], Some(author)).await?.pop();
        let view = seen
            .ok_or_else(|| Problem::new(base::Kind::NotFound, "The post you answer is not there any more"))?;
        // An answer to a boost is an answer to what was boosted.
        let target = view.inner.as_ref().map_or(&view.shown, |inner| &inner.shown);
        Ok(Reply { to: target.id, author: target.author, root: target.root })
    }

    /// Local accounts that `text` mentions, without those who block the author.
    pub(crate) async fn mentioned(&self, author: Id, text: &str) -> Outcome<Vec<Id>> {
        let names: Vec<String> = text::mentions(text)
            .into_iter()
            .map(|m| m.domain.map_or_else(|| m.username.clone(), |d| format!("{}@{d}", m.username)))
            .map(|name| self.0.accounts.local_name(&name))
            .collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let found: HashMap<String, Id> = self.0.accounts.named(names.clone()).await?;
        let relations = self.0.accounts.relations(author).await?;
        let mut ids: Vec<Id> = Vec::new();
        for id in names.iter().filter_map(|name| found.get(name)) {
            if !ids.contains(id) && !relations.blocked_by.contains(id) {
                ids.push(*id);
            }
        }
        Ok(ids)
    }

    pub(crate) fn insert(&self, w: &mut Write<'_>, author: Id, mut ready: Ready) -> Outcome<Id> {
        if let Some(key) = ready.draft.idempotency_key.take()
            && let Some(known) = remember(w, author, &key, ready.id, ready.now)?
        {
            return Ok(known);
        }
        if let Some(scheduled) = ready.draft.scheduled {
            self.claim_scheduled(w, author, scheduled)?;
        }
        if let Some(kept) = ready.draft.replaces {
            self.take_over(w, author, kept)?;
        }
        let reply = ready.reply.as_ref();
        let root = reply.map_or(ready.id, |reply| reply.root);
        insert_row(w, author, &ready, root)?;
        if let Some(room) = ready.draft.room {
            w.run(&sql::IN_ROOM, args![ready.id.bk(), ready.id, room, !ready.mentions.is_empty()])?;
        }
        self.insert_quote(w, ready.id, author, ready.quote, ready.quote_policy)?;
        if let Some(poll) = &ready.draft.poll {
            self.insert_poll(w, author, ready.id, poll, ready.now)?;
        }
        if !ready.draft.media.is_empty() {
            self.0.media.attach(w, author, ready.id, &ready.draft.media)?;
        }
        insert_words(w, author, ready.id, ready.visibility, &ready.tags, &ready.mentions)?;
        let author_posts = self.0.accounts.count_post(w, author, 1, Some(ready.now))?;
        if let Some(reply) = reply {
            w.run(&sql::THREAD, args![root, ready.id, root.bk(), reply.to])?;
            w.run(&sql::COUNT_REPLIES, args![reply.to, reply.to.bk(), 1_i64])?;
            let touched =
                PostTouched { post: reply.to, author: reply.author, by: author, touch: Touch::Answered };
            self.0.bus.emit(w, touched)?;
        }
        let id = ready.id;
        self.0.bus.emit(w, published(author, author_posts, root, ready))?;
        Ok(id)
    }
}

fn new_post(author: Id, ready: &Ready) -> Post {
    let (draft, reply) = (&ready.draft, ready.reply.as_ref());
    Post {
        id: ready.id,
        author,
        visibility: ready.visibility,
        text: draft.text.clone(),
        spoiler: draft.spoiler.clone(),
        sensitive: draft.is_sensitive(),
        language: ready.language.clone(),
        reply_to: reply.map(|r| r.to),
        reply_to_author: reply.map(|r| r.author),
        root: reply.map_or(ready.id, |reply| reply.root),
        boost_of: None,
        boost_of_author: None,
        room: draft.room,
        app: draft.app.clone(),
        app_website: draft.app_website.clone(),
        created_ms: ready.now,
        edited_ms: None,
        mentions: ready.mentions.clone(),
        media: Vec::new(),
        poll: draft.poll.as_ref().map(|poll| Box::new(Poll::new(poll, ready.now))),
        quote: ready.quote,
        quote_policy: ready.quote_policy,
        counts: Counts::default(),
    }
}

fn insert_row(w: &Write<'_>, author: Id, ready: &Ready, root: Id) -> Outcome<()> {
    let (draft, reply) = (&ready.draft, ready.reply.as_ref());
    let new = w.run(
        &sql::INSERT,
        args![
            ready.id,
            ready.id.bk(),
            author,
            ready.visibility.code(),
            &draft.text,
            &draft.spoiler,
            draft.is_sensitive(),
            ready.language.as_deref(),
            reply.map(|r| r.to),
            reply.map(|r| r.author),
            root,
            None::<i64>,
            None::<i64>,
            draft.app.as_deref(),
            None::<&str>,
            !draft.media.is_empty(),
            ready.now,
            draft.app_website.as_deref()
        ],
    )?;
    // Another node took the same id in the same millisecond; the client may simply try again.
    if new == 1 { Ok(()) } else { Err(Problem::unavailable("an id was taken by another node")) }
}

/// Hashtags of public posts, and mentions.
pub(crate) fn insert_words(
    w: &Write<'_>,
    author: Id,
    post: Id,
    visibility: Visibility,
    tags: &[Tag],
    mentions: &[Id],
) -> Outcome<()> {
    if visibility == Visibility::Public {
        for tag in tags {
            w.run(&sql::NAME_TAG, args![&tag.key, &tag.name])?;
            w.run(&sql::TAG, args![&tag.key, post, author])?;
        }
    }
    for &account in mentions {
        w.run(&sql::MENTION, args![post, account, post.bk()])?;
    }
    Ok(())
}

/// Claims the key for `new`, or gives what has it.
pub(crate) fn remember(w: &Write<'_>, author: Id, key: &str, new: Id, now: Ms) -> Outcome<Option<Id>> {
    w.run(&sql::FORGET_OLD, args![author.bk(), author, now - KEY_KEPT_MS])?;
    if w.run(&sql::REMEMBER, args![author.bk(), author, key, new, now])? == 1 {
        return Ok(None);
    }
    w.row(&sql::REMEMBERED, args![author.bk(), author, key], |row| row.get(0))
}

fn published(author: Id, author_posts: u64, root: Id, ready: Ready) -> PostPublished {
    PostPublished {
        post: ready.id,
        author,
        visibility: ready.visibility.code(),
        reply_to: ready.reply.as_ref().map(|r| r.to),
        reply_to_author: ready.reply.as_ref().map(|r| r.author),
        boost_of: None,
        boost_of_author: None,
        quote_of: ready.quote.map(|quote| quote.quoted),
        quote_of_author: ready.quote.map(|quote| quote.author),
        root,
        room: ready.draft.room,
        tags: ready.tags.into_iter().map(|tag| tag.key).collect(),
        mentions: ready.mentions,
        has_media: !ready.draft.media.is_empty(),
        author_posts,
        created_ms: ready.now,
    }
}
