//! Editing a post, and its history.

use base::{Id, Ms, Outcome, Problem};
use media::{Attachment, MediaEdit};
use serde_json::Value;
use store::{Write, args};

use crate::events::{PostEdited, PostRefreshed};
use crate::model::Post;
use crate::polls::edit::{self, PollChange, PollEdit};
use crate::publish::insert_words;
use crate::rules::check_text;
use crate::{Posts, store as sql};

/// What a post is to become.
#[derive(Debug, Clone, Default)]
pub struct Revision {
    /// Plain text.
    pub text: String,
    /// The warning.
    pub spoiler: String,
    /// Hide media at first.
    pub sensitive: bool,
    /// Language code; `None` leaves it.
    pub language: Option<String>,
    /// Exactly these media, in this order; `None` leaves them.
    pub media: Option<Vec<Id>>,
    /// New descriptions and focal points.
    pub media_edits: Vec<MediaEdit>,
    /// What becomes of its poll.
    pub poll: PollEdit,
}

/// One state of a post in its history.
#[derive(Debug, Clone)]
pub struct Version {
    /// When it became so.
    pub at_ms: Ms,
    /// Plain text.
    pub text: String,
    /// The warning.
    pub spoiler: String,
    /// Media were hidden at first.
    pub sensitive: bool,
    /// Mastodon's media entities of that time.
    pub media: Value,
    /// The answers of its poll, if it had one.
    pub poll: Option<Vec<String>>,
}

impl Posts {
    /// Changes a post of `author`; the state before is kept in its history. Nothing happens if nothing changes.
    pub async fn revise(&self, author: Id, id: Id, mut revision: Revision) -> Outcome<()> {
        let post = self.own(author, id).await?;
        revision.text = text::clean(&revision.text);
        revision.spoiler = text::clean(&revision.spoiler).replace('\n', " ");
        let has_media = revision.media.as_ref().map_or(!post.media.is_empty(), |ids| !ids.is_empty());
        let shows_something = has_media || post.quote.is_some();
        check_text(&revision.text, &revision.spoiler, shows_something, self.0.limits.post_chars)?;
        let mentions = self.mentioned(author, &revision.text).await?;
        let (me, mut edits) = (self.clone(), std::mem::take(&mut revision.media_edits));
        // Others would be passed over in the end, and their stills made in vain.
        let wanted = wanted(&post, &revision);
        edits.retain(|edit| wanted.contains(&edit.id));
        let write = |media_edits| {
            let revision = Revision { media_edits, ..revision };
            self.0.db.write(move |w| me.apply(w, &post, &revision, &mentions))
        };
        self.0.media.with_covers(author, edits, write).await
    }

    /// The author's own post, or 404. Boosts cannot be edited.
    pub(crate) async fn own(&self, author: Id, id: Id) -> Outcome<Post> {
        let view = self.show(&[id], Some(author)).await?.pop().ok_or_else(Problem::not_found)?;
        if view.shown.author != author || view.shown.boost_of.is_some() {
            return Err(Problem::not_found());
        }
        Ok(view.shown.post().clone())
    }

    fn apply(&self, w: &mut Write<'_>, old: &Post, new: &Revision, mentions: &[Id]) -> Outcome<()> {
        let wanted = wanted(old, new);
        let media = self.0.media.replace(w, old.author, old.id, &wanted, &new.media_edits)?;
        let sensitive = new.sensitive || !new.spoiler.is_empty();
        let language = new.language.as_deref().or(old.language.as_deref());
        let now = self.0.clock.now_ms().max(old.edited_ms.unwrap_or(old.created_ms) + 1);
        let poll = edit::change(old, &new.poll);
        let same = new.text == old.text
            && new.spoiler == old.spoiler
            && sensitive == old.sensitive
            && language == old.language.as_deref()
            && media == old.media;
        match poll {
            PollChange::None if same => return Ok(()),
            // Mastodon too calls it no edit when a poll is open for longer.
            PollChange::Terms if same => {
                self.edit_poll(w, old, &new.poll, now)?;
                return self.0.bus.emit(w, PostRefreshed { post: old.id, author: old.author });
            }
            _ => {}
        }
        self.keep(w, old)?;
        let row =
            args![old.id.bk(), old.id, &new.text, &new.spoiler, sensitive, language, now, !media.is_empty()];
        w.run_one(&sql::UPDATE, row)?;
        self.edit_poll(w, old, &new.poll, now)?;
        w.run(&sql::DELETE_TAGS, args![old.id])?;
        w.run(&sql::DELETE_MENTIONS, args![old.id.bk(), old.id])?;
        let tags = text::hashtags(&new.text);
        insert_words(w, old.author, old.id, old.visibility, &tags, mentions)?;
        let edited = PostEdited {
            post: old.id,
            author: old.author,
            visibility: old.visibility.code(),
            tags: tags.into_iter().map(|tag| tag.key).collect(),
            former_tags: text::hashtags(&old.text).into_iter().map(|tag| tag.key).collect(),
            mentions: mentions.to_vec(),
            newly_mentioned: mentions.iter().copied().filter(|id| !old.mentions.contains(id)).collect(),
            unmentioned: old.mentions.iter().copied().filter(|id| !mentions.contains(id)).collect(),
            root: old.root,
            votes_void: poll == PollChange::Answers,
        };
        self.0.bus.emit(w, edited)
    }

    fn keep(&self, w: &Write<'_>, old: &Post) -> Outcome<()> {
        let media = self.media_entities(&old.media).to_string();
        let at = old.edited_ms.unwrap_or(old.created_ms);
        let poll = titles(old).map(|titles| Value::from(titles).to_string());
        let row =
            args![old.id, at, old.id.bk(), &old.text, &old.spoiler, old.sensitive, &media, poll.as_deref()];
        w.run(&sql::KEEP_EDIT, row)?;
        Ok(())
    }

    pub(crate) fn media_entities(&self, media: &[Attachment]) -> Value {
        media.iter().map(|a| media::Media::entity(&self.0.site, a)).collect()
    }

    /// Every state of a post, the oldest first, the present one last.
    pub async fn history(&self, post: &Post) -> Outcome<Vec<Version>> {
        let id = post.id;
        let mut versions = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::EDITS_OF, args![id.bk(), id], |row| {
                    let media: String = row.get(4)?;
                    let poll: Option<String> = row.get(5)?;
                    Ok(Version {
                        at_ms: row.get(0)?,
                        text: row.get(1)?,
                        spoiler: row.get(2)?,
                        sensitive: row.get(3)?,
                        media: serde_json::from_str(&media).map_err(Problem::internal)?,
                        poll: poll
                            .map(|json| serde_json::from_str(&json).map_err(Problem::internal))
                            .transpose()?,
                    })
                })
            })
            .await?;
        versions.push(Version {
            at_ms: post.edited_ms.unwrap_or(post.created_ms),
            text: post.text.clone(),
            spoiler: post.spoiler.clone(),
            sensitive: post.sensitive,
            media: self.media_entities(&post.media),
            poll: titles(post),
        });
        Ok(versions)
    }
}

/// Which media it is to have.
fn wanted(old: &Post, new: &Revision) -> Vec<Id> {
    new.media.clone().unwrap_or_else(|| old.media.iter().map(|a| a.id).collect())
}

fn titles(post: &Post) -> Option<Vec<String>> {
    let poll = post.poll.as_ref()?;
    Some(poll.options.iter().map(|option| option.title.clone()).collect())
}
