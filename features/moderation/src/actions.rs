//! What all verbs of the staff share: who may act on whom, the audit log, texts for warnings.

use base::{Id, Outcome, Page, Problem};
use store::{Write, args};
use web::Role;

use crate::model::{Audit, Preset, Staff};
use crate::rules::check_text;
use crate::{Moderation, store as sql};

/// Lines told of one account.
const AUDIT_OF_MAX: usize = 50;
/// Texts for warnings.
const PRESETS_MAX: usize = 200;

/// What something was done to, for the audit log.
pub(crate) struct Target<'a> {
    pub(crate) kind: &'static str,
    pub(crate) id: Id,
    pub(crate) name: &'a str,
}

/// What features further right, or those on the left by their events, have written down.
#[derive(Debug, Clone, Copy)]
pub enum Noted<'a> {
    /// An announcement, by its id and first words.
    Announcement(Id, &'a str),
    /// A custom emoji, by its id and name.
    Emoji(Id, &'a str),
}

impl Moderation {
    /// Writes down what somebody of the staff did with something that other features keep, in the caller's transaction.
    pub fn note(&self, w: &mut Write<'_>, by: Id, action: &str, noted: Noted<'_>) -> Outcome<()> {
        let (kind, id, name) = match noted {
            Noted::Announcement(id, name) => ("Announcement", id, name),
            Noted::Emoji(id, name) => ("CustomEmoji", id, name),
        };
        self.log(w, by, action, Target { kind, id, name })
    }

    /// Writes down what somebody of the staff did, in the transaction in which it is done.
    pub(crate) fn log(&self, w: &Write<'_>, by: Id, action: &str, target: Target<'_>) -> Outcome<()> {
        let Target { kind, id, name } = target;
        w.run(&sql::AUDIT, args![self.next_id(), by, action, kind, id, name, self.now_ms()]).map(|_| ())
    }

    /// What the staff did, the latest first.
    pub async fn audit(&self, page: Page) -> Outcome<Vec<Audit>> {
        let asked = move |r: &store::Read<'_>| {
            r.rows(&sql::AUDIT_PAGE, args![page.below(), page.above(), page.limit], sql::audit)
        };
        self.db.read(asked).await
    }

    /// What the staff did with one account, report or entry, the latest first.
    pub async fn audit_of(&self, target: Id) -> Outcome<Vec<Audit>> {
        self.db.read(move |r| r.rows(&sql::AUDIT_OF, args![target, AUDIT_OF_MAX], sql::audit)).await
    }

    /// Whether `staff` may act on `target`; gives its name.
    ///
    /// # Errors
    /// 404 for nobody, 403 for somebody whose role is as high.
    pub(crate) async fn may_act(&self, staff: Staff, target: Id) -> Outcome<String> {
        let shown = self.accounts.account(target).await?.ok_or_else(Problem::not_found)?;
        let role = self.access.user(target).await?.map_or(Role::User, |user| user.role);
        if staff.role <= role {
            return Err(Problem::forbidden());
        }
        Ok(shown.acct())
    }

    /// Texts for warnings, the oldest first.
    pub async fn warning_presets(&self) -> Outcome<Vec<Preset>> {
        self.db.read(|r| r.rows(&sql::PRESETS, args![PRESETS_MAX], sql::preset)).await
    }

    /// Keeps a text for warnings.
    ///
    /// # Errors
    /// 422 for an empty or endless one.
    pub async fn add_warning_preset(&self, title: String, text: String) -> Outcome<Preset> {
        if text::is_blank(&text) {
            return Err(Problem::invalid("Text can't be blank"));
        }
        check_text("Text", &text)?;
        check_text("Title", &title)?;
        let preset = Preset { id: self.next_id(), title, text };
        let row = preset.clone();
        self.db.write(move |w| w.run(&sql::INSERT_PRESET, args![row.id, &row.title, &row.text])).await?;
        Ok(preset)
    }

    /// Forgets a text for warnings. It may be gone already.
    pub async fn remove_warning_preset(&self, id: Id) -> Outcome<()> {
        self.db.write(move |w| w.run(&sql::DELETE_PRESET, args![id])).await.map(|_| ())
    }
}
