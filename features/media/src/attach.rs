//! Media and posts. Everything here happens in the transaction of the post's own change.

use std::collections::{HashMap, HashSet};

use base::{Id, Kind, Outcome, Problem};
use store::{Read, Value, Write, args};

use crate::model::{Attachment, Cover, Item, MediaEdit, State, cleaned};
use crate::{Media, store as sql, sweep};

/// Pictures of one post.
pub const MEDIA_PER_POST_MAX: usize = 4;

impl Media {
    /// Attaches media to a new post, in this order; an id that comes twice counts once.
    ///
    /// # Errors
    /// 422 for more than [`MEDIA_PER_POST_MAX`], for media that are unknown, someone else's, attached already or
    /// failed, and for media that are still processed.
    pub fn attach(&self, w: &mut Write<'_>, account: Id, post: Id, ids: &[Id]) -> Outcome<Vec<Attachment>> {
        let ids = distinct(ids)?;
        let places: Vec<(usize, Id)> = ids.into_iter().enumerate().collect();
        alone(take(w, account, post, &places)?)
    }

    /// Makes the post's media exactly `ids`, in this order: others of it are detached. `edits` of media that are not
    /// among them are passed over.
    ///
    /// # Errors
    /// As [`Media::attach`].
    pub fn replace(
        &self,
        w: &mut Write<'_>,
        account: Id,
        post: Id,
        ids: &[Id],
        edits: &[MediaEdit],
    ) -> Outcome<Vec<Attachment>> {
        let ids = distinct(ids)?;
        let had: HashSet<Id> = sql::of_posts(w, &[post])?.iter().map(|item| item.attachment.id).collect();
        let dropped: Vec<Id> = had.iter().copied().filter(|id| !ids.contains(id)).collect();
        self.loosen(w, post, &dropped)?;
        let (kept, new): (Vec<_>, Vec<_>) =
            ids.iter().copied().enumerate().partition(|(_, id)| had.contains(id));
        take(w, account, post, &new)?;
        let places: Vec<Vec<Value<'_>>> =
            kept.iter().map(|&(place, id)| args![id.bk(), id, post, place].to_vec()).collect();
        w.run_many(&sql::PLACE, &places)?;
        for edit in edits.iter().filter(|edit| ids.contains(&edit.id)) {
            apply(w, edit)?;
        }
        alone(attachments(sql::of_posts(w, &[post])?))
    }

    /// Detaches the media of a post that is deleted, and gives them. They stay for [`crate::LOOSE_MS_MAX`], for who
    /// writes the post anew.
    pub fn detach(&self, w: &mut Write<'_>, post: Id) -> Outcome<Vec<Attachment>> {
        let had = attachments(sql::of_posts(w, &[post])?);
        let ids: Vec<Id> = had.iter().map(|attachment| attachment.id).collect();
        self.loosen(w, post, &ids)?;
        Ok(had)
    }

    /// The media of posts, in one query; posts without any are not in the map.
    pub fn of_posts(r: &Read<'_>, posts: &[Id]) -> Outcome<HashMap<Id, Vec<Attachment>>> {
        let mut found: HashMap<Id, Vec<Attachment>> = HashMap::new();
        if posts.is_empty() {
            return Ok(found);
        }
        for item in sql::of_posts(r, posts)? {
            if let Some(post) = item.post {
                found.entry(post).or_default().push(item.attachment);
            }
        }
        Ok(found)
    }

    fn loosen(&self, w: &mut Write<'_>, post: Id, ids: &[Id]) -> Outcome<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let now = self.0.clock.now_ms();
        w.run(&sql::DETACH, args![post.bk(), post, &sql::numbers(ids), now])?;
        sweep::enqueue(&self.0.bus, w, now)
    }
}

/// Writes new words and a new focus.
pub(crate) fn apply(w: &Write<'_>, edit: &MediaEdit) -> Outcome<()> {
    let id = edit.id;
    if let Some(description) = &edit.description {
        // Forms are cleaned when they are read, so that their refusal comes early; here for whoever else calls.
        let clean = cleaned(description)?;
        let text = Some(clean.as_str()).filter(|text| !text.is_empty());
        w.run_one(&sql::DESCRIBE, args![id.bk(), id, text])?;
    }
    if let Some(focus) = edit.focus {
        w.run_one(&sql::AIM, args![id.bk(), id, focus.x, focus.y])?;
    }
    if let Some(Cover { name, width, height, blurhash }) = &edit.cover {
        w.run_one(&sql::COVER, args![id.bk(), id, name.as_str(), *width, *height, blurhash.as_str()])?;
        w.run(&sql::DRAWN, args![id.bk(), name.as_str()])?;
    }
    Ok(())
}

impl Media {
    /// Describes a picture of `account` that is not in a post yet.
    ///
    /// # Errors
    /// 404 when there is none; 422 when the text is longer than [`crate::DESCRIPTION_CHARS_MAX`].
    pub async fn set_description(&self, account: Id, id: Id, description: String) -> Outcome<()> {
        self.edit(account, MediaEdit { id, description: Some(description), ..MediaEdit::default() })
            .await
            .map(drop)
    }

    /// Describes a file of `account` that is in no post yet, or is reserved for `owner`, which is no post yet.
    ///
    /// # Errors
    /// As [`Media::set_description`].
    pub async fn describe_kept(&self, account: Id, owner: Id, id: Id, description: String) -> Outcome<()> {
        let edit = MediaEdit { id, description: Some(description), ..MediaEdit::default() };
        let write = move |w: &mut Write<'_>| {
            let found = sql::own(w, account, &[id])?.pop();
            let free = found.is_some_and(|item| item.post.is_none_or(|post| post == owner));
            if free { apply(w, &edit) } else { Err(Problem::not_found()) }
        };
        self.0.db.write(write).await
    }

    /// Those of `ids` that `account` uploaded, for the composer.
    pub async fn own(&self, account: Id, ids: &[Id]) -> Outcome<Vec<Attachment>> {
        let ids = ids.to_vec();
        let items = self.0.db.read(move |r| sql::own(r, account, &ids)).await?;
        Ok(items.into_iter().map(|item| item.attachment).collect())
    }

    /// Edits media that belong to no post yet.
    pub(crate) async fn edit(&self, account: Id, edit: MediaEdit) -> Outcome<Item> {
        let me = self.clone();
        self.with_covers(account, vec![edit], |mut edits| async move {
            let edit = edits.pop().ok_or_else(Problem::not_found)?;
            me.write_edit(account, edit).await
        })
        .await
    }

    async fn write_edit(&self, account: Id, edit: MediaEdit) -> Outcome<Item> {
        let id = edit.id;
        self.0
            .db
            .write(move |w| {
                let found = sql::own(w, account, &[id])?.pop().filter(|item| item.post.is_none());
                let item = found.ok_or_else(Problem::not_found)?;
                if item.state == State::Failed {
                    return Ok(item);
                }
                apply(w, &edit)?;
                sql::by_id(w, id)?.ok_or_else(Problem::not_found)
            })
            .await
    }
}

fn take(w: &Write<'_>, account: Id, post: Id, places: &[(usize, Id)]) -> Outcome<Vec<Attachment>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Id> = places.iter().map(|&(_, id)| id).collect();
    let mut found: HashMap<Id, Item> =
        sql::own(w, account, &ids)?.into_iter().map(|item| (item.attachment.id, item)).collect();
    let taken: Vec<Attachment> = ids.iter().map(|id| attachable(found.remove(id))).collect::<Outcome<_>>()?;
    let sets: Vec<Vec<Value<'_>>> =
        places.iter().map(|&(place, id)| args![account.bk(), account, id, post, place].to_vec()).collect();
    // Two posts may reach for the same picture at once; the one that comes second changes fewer rows.
    if w.run_many(&sql::ATTACH, &sets)? != taken.len() as u64 {
        return Err(not_found());
    }
    Ok(taken)
}

fn attachable(item: Option<Item>) -> Outcome<Attachment> {
    match item {
        Some(item) if item.post.is_none() => match item.state {
            State::Ready => Ok(item.attachment),
            State::Processing => Err(Problem::new(
                Kind::Invalid,
                "Cannot attach files that have not finished processing. Try again in a moment!",
            )),
            State::Failed => Err(not_found()),
        },
        _ => Err(not_found()),
    }
}

/// A video or a sound stands alone, as Mastodon has it: clients show one player, and no pictures beside it.
fn alone(attachments: Vec<Attachment>) -> Outcome<Vec<Attachment>> {
    if attachments.len() > 1 && attachments.iter().any(|a| matches!(a.kind.as_str(), "video" | "audio")) {
        return Err(not_alone());
    }
    Ok(attachments)
}

pub(crate) fn not_alone() -> Problem {
    Problem::new(Kind::Invalid, "Cannot attach a video to a post that already contains images")
}

fn not_found() -> Problem {
    Problem::invalid("Media attachments cannot be found")
}

fn distinct(ids: &[Id]) -> Outcome<Vec<Id>> {
    let mut seen = HashSet::new();
    let distinct: Vec<Id> = ids.iter().copied().filter(|&id| seen.insert(id)).collect();
    if distinct.len() > MEDIA_PER_POST_MAX {
        return Err(Problem::new(
            Kind::Invalid,
            format!("Cannot attach more than {MEDIA_PER_POST_MAX} files"),
        ));
    }
    Ok(distinct)
}

fn attachments(items: Vec<Item>) -> Vec<Attachment> {
    items.into_iter().map(|item| item.attachment).collect()
}
