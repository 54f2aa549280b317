//! Editing one's profile.

use base::{Id, Outcome, Problem};
use store::{Read, Write, args};

use crate::model::{Account, Face, Field, Picture, Posting};
use crate::rules::{attribution_domains, check_profile, description};
use crate::{AccountChanged, Accounts, FeaturingEnded, store as sql};

/// What is to change; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct ProfileEdit {
    /// Plain text.
    pub display_name: Option<String>,
    /// Plain text.
    pub note: Option<String>,
    /// All of them.
    pub fields: Option<Vec<(String, String)>>,
    /// The stored picture.
    pub avatar: PictureEdit,
    /// The stored picture.
    pub header: PictureEdit,
    /// Follows have to be approved.
    pub locked: Option<bool>,
    /// Posts by itself.
    pub bot: Option<bool>,
    /// May be suggested.
    pub discoverable: Option<bool>,
    /// May be found by search engines.
    pub indexable: Option<bool>,
    /// Followers and follows are not shown.
    pub hide_network: Option<bool>,
    /// `public`, `unlisted`, `private`, `direct`.
    pub visibility: Option<String>,
    /// Media are hidden at first.
    pub sensitive: Option<bool>,
    /// Whether the composer asks for descriptions.
    pub remind_alt: Option<bool>,
    /// The composer's language; an empty text for none.
    pub language: Option<String>,
    /// `public`, `followers`, `nobody`.
    pub quote_policy: Option<String>,
    /// How pages look to them.
    pub looks: Option<ui::Looks>,
    /// How it wants to be shown.
    pub face: FaceEdit,
}

/// What is to change of how a profile wants to be shown; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct FaceEdit {
    /// What is in the picture.
    pub avatar_description: Option<String>,
    /// What is in the banner.
    pub header_description: Option<String>,
    /// There is a tab of media.
    pub show_media: Option<bool>,
    /// Media in answers are on it too.
    pub show_media_replies: Option<bool>,
    /// There is a tab of what is featured.
    pub show_featured: Option<bool>,
    /// All of the sites that may name the account as an author.
    pub attribution_domains: Option<Vec<String>>,
}

/// What becomes of a picture.
#[derive(Debug, Clone, Default)]
pub enum PictureEdit {
    /// Stays.
    #[default]
    Keep,
    /// Back to the standard one.
    Remove,
    /// This one.
    Set(Picture),
}

impl Accounts {
    /// Changes a profile. Pictures that are not used any more are deleted; where the change is refused, those that it
    /// brought.
    ///
    /// # Errors
    /// 422 for what a profile may not hold.
    pub async fn edit_profile(&self, account: Id, edit: ProfileEdit) -> Outcome<()> {
        let brought = [edit.avatar.clone(), edit.header.clone()];
        match self.write_profile(account, edit).await {
            Ok(unused) => {
                self.delete_pictures(unused).await;
                Ok(())
            }
            Err(problem) => {
                // After a failure of ours the change may have been written all the same.
                if problem.kind().status() < 500 {
                    for picture in brought {
                        self.discard(picture).await;
                    }
                }
                Err(problem)
            }
        }
    }

    /// Says whether a change would be refused as things are now, before pictures are stored for it.
    ///
    /// # Errors
    /// As [`Accounts::edit_profile`].
    pub async fn check_edit(&self, account: Id, edit: &ProfileEdit) -> Outcome<()> {
        let now = self.account(account).await?.ok_or_else(Problem::not_found)?;
        let new = apply(Account::clone(&now), edit.clone())?;
        check_profile(&new.display_name, &new.note, &new.fields, self.0.limits)
    }

    /// Deletes the picture that a change would have brought.
    pub(crate) async fn discard(&self, edit: PictureEdit) {
        if let PictureEdit::Set(picture) = edit {
            self.delete_pictures(vec![picture]).await;
        }
    }

    /// Gives the pictures that were replaced.
    async fn write_profile(&self, account: Id, edit: ProfileEdit) -> Outcome<Vec<Picture>> {
        let (limits, bus) = (self.0.limits, self.0.bus.clone());
        self.0
            .db
            .write(move |w| {
                let old = read_one(w, account)?.ok_or_else(Problem::not_found)?;
                let (had, was_found) = ([old.avatar.clone(), old.header.clone()], old.discoverable);
                let new = apply(old, edit)?;
                check_profile(&new.display_name, &new.note, &new.fields, limits)?;
                update(w, &new)?;
                bus.emit(w, AccountChanged { account })?;
                if was_found && !new.discoverable {
                    bus.emit(w, FeaturingEnded { account })?;
                }
                Ok(had.into_iter().filter(|old| ![&new.avatar, &new.header].contains(&old)).collect())
            })
            .await
    }

    async fn delete_pictures(&self, pictures: Vec<Picture>) {
        for name in pictures.into_iter().flat_map(|picture| [picture.moving, picture.still]).flatten() {
            if let Err(problem) = self.0.blobs.delete(&name).await {
                tracing::warn!(?problem, "an unused profile picture stays");
            }
        }
    }
}

fn read_one(r: &Read<'_>, id: Id) -> Outcome<Option<Account>> {
    r.row(&sql::BY_IDS, args![&vec![id.bk()], &vec![id.0]], sql::account)
}

fn apply(mut account: Account, edit: ProfileEdit) -> Outcome<Account> {
    let set = |place: &mut bool, new: Option<bool>| *place = new.unwrap_or(*place);
    set(&mut account.locked, edit.locked);
    set(&mut account.bot, edit.bot);
    set(&mut account.discoverable, edit.discoverable);
    set(&mut account.indexable, edit.indexable);
    set(&mut account.hide_network, edit.hide_network);
    set(&mut account.posting.sensitive, edit.sensitive);
    set(&mut account.posting.remind_alt, edit.remind_alt);
    if let Some(looks) = edit.looks {
        account.posting.looks = looks.token();
    }
    if let Some(name) = edit.display_name {
        account.display_name = text::clean(&name).replace('\n', " ").trim().to_owned();
    }
    if let Some(note) = edit.note {
        account.note = text::clean(&note);
    }
    if let Some(fields) = edit.fields {
        account.fields = cleaned(fields, &account.fields);
    }
    // What describes a picture goes with it.
    if matches!(edit.avatar, PictureEdit::Remove) {
        account.face.avatar_description.clear();
    }
    if matches!(edit.header, PictureEdit::Remove) {
        account.face.header_description.clear();
    }
    account.avatar = edited(account.avatar, edit.avatar);
    account.header = edited(account.header, edit.header);
    account.posting = posting(account.posting, edit.visibility, edit.language, edit.quote_policy)?;
    account.face = face(account.face, edit.face)?;
    Ok(account)
}

fn face(old: Face, edit: FaceEdit) -> Outcome<Face> {
    let described = |new: Option<String>, old: String| match new {
        Some(text) => description(&text),
        None => Ok(old),
    };
    Ok(Face {
        avatar_description: described(edit.avatar_description, old.avatar_description)?,
        header_description: described(edit.header_description, old.header_description)?,
        show_media: edit.show_media.unwrap_or(old.show_media),
        show_media_replies: edit.show_media_replies.unwrap_or(old.show_media_replies),
        show_featured: edit.show_featured.unwrap_or(old.show_featured),
        attribution_domains: match edit.attribution_domains {
            Some(domains) => attribution_domains(&domains)?,
            None => old.attribution_domains,
        },
    })
}

fn posting(
    old: Posting,
    visibility: Option<String>,
    language: Option<String>,
    quote_policy: Option<String>,
) -> Outcome<Posting> {
    let quote_policy = match quote_policy {
        Some(policy) if ["public", "followers", "nobody"].contains(&policy.as_str()) => policy,
        Some(_) => return Err(Problem::invalid("Quote policy is not included in the list")),
        None => old.quote_policy,
    };
    let visibility = match visibility {
        Some(v) if ["public", "unlisted", "private", "direct"].contains(&v.as_str()) => v,
        Some(_) => return Err(Problem::invalid("Privacy is not included in the list")),
        None => old.visibility,
    };
    let language = match language {
        Some(code) if code.is_empty() => None,
        // What is no language changes nothing.
        Some(code) => text::language_code(&code).or(old.language),
        None => old.language,
    };
    Ok(Posting { visibility, language, quote_policy, ..old })
}

/// A line that stays keeps the mark that its link was verified.
fn cleaned(fields: Vec<(String, String)>, old: &[Field]) -> Vec<Field> {
    let line = |(name, value): (String, String)| {
        let clean = |s: &str| text::clean(s).replace('\n', " ").trim().to_owned();
        let (name, value) = (clean(&name), clean(&value));
        let verified_ms = old.iter().find(|f| f.value == value).and_then(|f| f.verified_ms);
        Field { name, value, verified_ms }
    };
    fields.into_iter().map(line).filter(|f| !(f.name.is_empty() && f.value.is_empty())).collect()
}

fn edited(old: Picture, edit: PictureEdit) -> Picture {
    match edit {
        PictureEdit::Keep => old,
        PictureEdit::Remove => Picture::default(),
        PictureEdit::Set(new) => new,
    }
}

fn update(w: &mut Write<'_>, a: &Account) -> Outcome<()> {
    let fields = serde_json::to_string(&a.fields).map_err(Problem::internal)?;
    let posting = serde_json::to_string(&a.posting).map_err(Problem::internal)?;
    let face = serde_json::to_string(&a.face).map_err(Problem::internal)?;
    w.run_one(
        &sql::UPDATE,
        args![
            a.id.bk(),
            a.id,
            &a.display_name,
            &a.note,
            &fields,
            a.avatar.moving.as_deref(),
            a.avatar.still.as_deref(),
            a.header.moving.as_deref(),
            a.header.still.as_deref(),
            a.locked,
            a.bot,
            a.discoverable,
            a.indexable,
            a.hide_network,
            &posting,
            &face
        ],
    )
}
