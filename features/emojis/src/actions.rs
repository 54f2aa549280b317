//! The verbs: the only writers.

use base::{Kind, Outcome, Problem};
use bytes::Bytes;
use store::{Read, Write, args};

use crate::model::{Edit, Kept, Picture, checked_category, checked_code};
use crate::{EMOJI_BYTES_MAX, EMOJIS_MAX, EmojiWritten, Emojis, EmojisChanged, store as sql};

/// The job that removes blobs which no emoji has any more.
pub(crate) const ERASE: &str = "emojis.erase";

/// An emoji to add.
#[derive(Debug, Clone)]
pub struct NewEmoji {
    /// Its name, without colons.
    pub shortcode: String,
    /// Under which heading pickers show it.
    pub category: Option<String>,
    /// The file: PNG, GIF, WebP or JPEG.
    pub bytes: Bytes,
    /// Whether one of that name gets the new picture, instead of being in the way.
    pub replace: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// There was one of that name, which has the new picture now.
    Replaced,
}

impl Emojis {
    /// Every emoji, also those that texts may not name, by name.
    pub async fn all(&self) -> Outcome<Vec<Kept>> {
        self.0.db.read(|r| r.rows(&sql::ALL_EMOJIS, &[], sql::emoji)).await
    }

    /// Adds an emoji. 422 for a bad name or picture, 409 where the name is taken in any case of letters.
    pub async fn add(&self, new: NewEmoji) -> Outcome<Added> {
        let code = checked_code(&new.shortcode)?.to_owned();
        let category = new.category.as_deref().map_or(Ok(None), checked_category)?;
        if new.bytes.len() > EMOJI_BYTES_MAX {
            return Err(Problem::invalid(format!(
                "Image file size must be less than {} KB",
                EMOJI_BYTES_MAX >> 10
            )));
        }
        let (replace, key) = (new.replace, code.to_ascii_lowercase());
        // Before the picture is made; looked at again with the writing.
        self.0.db.read(move |r| place(r, &key, replace).map(drop)).await?;
        let picture = self.pictures()?.store(new.bytes).await?;
        let (me, stored) = (self.clone(), picture.clone());
        let added = self.0.db.write(move |w| me.keep(w, &code, category, picture, replace)).await;
        if added.is_err() {
            self.erase(vec![stored.moving, stored.still]).await?;
        }
        added
    }

    /// Changes an emoji, whatever the case of letters. 404 where there is none.
    pub async fn change(&self, shortcode: &str, edit: Edit) -> Outcome<()> {
        let (me, key) = (self.clone(), shortcode.to_ascii_lowercase());
        self.0
            .db
            .write(move |w| {
                let kept = find(w, &key)?.ok_or_else(Problem::not_found)?.edited(edit)?;
                put(w, &kept)?;
                me.written(w, "update", &kept)
            })
            .await
    }

    /// Removes an emoji; texts that name it show its name. 404 where there is none.
    pub async fn remove(&self, shortcode: &str) -> Outcome<()> {
        let (me, key) = (self.clone(), shortcode.to_ascii_lowercase());
        self.0
            .db
            .write(move |w| {
                let kept = find(w, &key)?.ok_or_else(Problem::not_found)?;
                w.run_one(&sql::DELETE_EMOJI, args![kept.id])?;
                me.erase_later(w, kept.picture.clone())?;
                me.written(w, "destroy", &kept)
            })
            .await
    }

    fn keep(
        &self,
        w: &mut Write<'_>,
        code: &str,
        category: Option<String>,
        picture: Picture,
        replace: bool,
    ) -> Outcome<Added> {
        let old = place(w, &code.to_ascii_lowercase(), replace)?;
        let added = if old.is_some() { Added::Replaced } else { Added::New };
        let kept = match old {
            Some(old) => {
                self.erase_later(w, old.picture.clone())?;
                Kept { picture, category: category.or(old.category.clone()), ..old }
            }
            None => Kept {
                id: self.0.ids.next(base::random::bucket()),
                shortcode: code.to_owned(),
                category,
                picture,
                visible: true,
                disabled: false,
                created_ms: self.0.clock.now_ms(),
            },
        };
        put(w, &kept)?;
        self.written(w, if added == Added::New { "create" } else { "update" }, &kept)?;
        Ok(added)
    }

    /// Tells what was done, and by whom, where it was one of the staff.
    fn written(&self, w: &mut Write<'_>, action: &str, kept: &Kept) -> Outcome<()> {
        self.0.bus.emit(w, EmojisChanged {})?;
        let Some(by) = self.1 else { return Ok(()) };
        let (action, shortcode) = (action.to_owned(), kept.shortcode.clone());
        self.0.bus.emit(w, EmojiWritten { by, action, emoji: kept.id, shortcode })
    }

    fn pictures(&self) -> Outcome<&dyn crate::StoreEmoji> {
        let pictures = self.0.pictures.get().map(AsRef::as_ref);
        pictures.ok_or_else(|| Problem::internal("nobody makes pictures of files"))
    }

    /// Clients that were told of the picture a moment ago may still fetch it; it goes when the job is done.
    fn erase_later(&self, w: &mut Write<'_>, picture: Picture) -> Outcome<()> {
        let names = vec![picture.moving, picture.still];
        self.0.bus.enqueue(w, ERASE, &names, self.0.clock.now_ms()).map(drop)
    }

    pub(crate) async fn erase(&self, names: Vec<String>) -> Outcome<()> {
        for name in names {
            self.0.blobs.delete(&name).await?;
        }
        Ok(())
    }
}

/// The emoji that is to be replaced, if there is one; 409 where it is in the way, 422 where there are enough.
fn place(r: &Read<'_>, key: &str, replace: bool) -> Outcome<Option<Kept>> {
    if let Some(old) = find(r, key)? {
        let taken = || Problem::new(Kind::Conflict, "Validation failed: Shortcode has already been taken");
        return if replace { Ok(Some(old)) } else { Err(taken()) };
    }
    let count: i64 = r.row(&sql::EMOJIS_COUNT, &[], |row| row.get(0))?.unwrap_or(0);
    if usize::try_from(count).is_ok_and(|count| count < EMOJIS_MAX) {
        return Ok(None);
    }
    Err(Problem::invalid(format!("There are {EMOJIS_MAX} emojis already")))
}

fn find(r: &Read<'_>, key: &str) -> Outcome<Option<Kept>> {
    r.row(&sql::EMOJI, args![key], sql::emoji)
}

fn put(w: &Write<'_>, kept: &Kept) -> Outcome<()> {
    let key = kept.shortcode.to_ascii_lowercase();
    w.run_one(
        &sql::PUT_EMOJI,
        args![
            kept.id,
            &key,
            &kept.shortcode,
            kept.category.as_deref(),
            &kept.picture.moving,
            &kept.picture.still,
            kept.visible,
            kept.disabled,
            kept.created_ms
        ],
    )
}
