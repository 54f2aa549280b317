//! Creating and suspending accounts.

use base::{Id, Kind, Ms, Outcome, Problem, random};
use store::{Read, Write, args};

use crate::model::Posting;
use crate::{AccountChanged, AccountCreated, AccountSuspended, Accounts, Curb, store as sql};

/// What a new account starts with.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Checked with [`text::valid_username`] here.
    pub username: String,
    /// May be empty.
    pub display_name: String,
    /// Plain text.
    pub note: String,
    /// Posts by itself.
    pub bot: bool,
    /// May be suggested to others.
    pub discoverable: bool,
    /// When it was created; imports bring their own time.
    pub created_ms: Ms,
    /// Whether names like `admin` are refused.
    pub reserved: Reserved,
}

/// Whether reserved names may be taken: by operators, yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// Sign-up.
    Refuse,
    /// The command line.
    Allow,
}

impl Accounts {
    /// Creates an account in the caller's transaction.
    ///
    /// # Errors
    /// 422 with Mastodon's `details` when the name is malformed, reserved or taken.
    pub fn create(&self, w: &mut Write<'_>, new: &NewAccount) -> Outcome<Id> {
        check_username(new)?;
        let id = self.0.ids.next(random::bucket());
        if w.run(&sql::CLAIM_NAME, args![&new.username.to_lowercase(), id])? == 0 {
            return Err(bad_name("ERR_TAKEN", "has already been taken"));
        }
        let posting = serde_json::to_string(&Posting::default()).map_err(Problem::internal)?;
        w.run(
            &sql::INSERT,
            args![
                id,
                id.bk(),
                &new.username,
                None::<&str>,
                &new.display_name,
                &new.note,
                false,
                new.bot,
                new.discoverable,
                new.discoverable,
                &posting,
                new.created_ms
            ],
        )?;
        w.run(&sql::INSERT_STATS, args![id, id.bk()])?;
        let signed_up = new.reserved == Reserved::Refuse;
        self.0.bus.emit(w, AccountCreated { account: id, signed_up })?;
        Ok(id)
    }

    /// Suspends an account or lifts it: it cannot sign in, is not shown, and its posts are not either.
    pub async fn suspend(&self, account: Id, suspended: bool) -> Outcome<()> {
        let me = self.clone();
        self.0.db.write(move |w| me.curb(w, account, Curb::Suspended, suspended)).await
    }

    /// Takes back an account that nobody ever got into, in the caller's transaction: its name is free for others. A
    /// bare row stays, suspended, because others may refer to it already (follows, mentions).
    ///
    /// # Errors
    /// 404 when there is no such account here.
    pub fn withdraw(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        let name = w.row(&sql::USERNAME, args![account.bk(), account], |row| row.get::<String>(0))?;
        let name = name.ok_or_else(Problem::not_found)?;
        w.run(&sql::FREE_NAME, args![&name.to_lowercase(), account])?;
        let (bare, now) = (format!("gone_{account}"), self.0.clock.now_ms());
        w.run_one(&sql::WITHDRAW, args![account.bk(), account, &bare, now])?;
        self.0.bus.emit(w, AccountChanged { account })?;
        self.0.bus.emit(w, AccountSuspended { account, suspended: true })
    }

    /// Counts a post made (1) or deleted (-1), in the caller's transaction; gives how many there are now. `at` moves
    /// the time of the newest post.
    pub fn count_post(&self, w: &mut Write<'_>, account: Id, change: i64, at: Option<Ms>) -> Outcome<u64> {
        let count = w.row(&sql::COUNT_POSTS, args![account.bk(), account, change, at], |row| row.get(0))?;
        Ok(count.unwrap_or_default())
    }

    /// What was counted may be different now: the next reader looks. For live subscribers of posts' events.
    pub fn recount(&self, account: Id) {
        self.0.shown.forget(&account);
    }

    /// Counts posts of the past; the time of the newest post never goes back.
    pub fn count_imported(
        &self,
        w: &mut Write<'_>,
        account: Id,
        count: i64,
        newest: Option<Ms>,
    ) -> Outcome<()> {
        w.run(&sql::COUNT_IMPORTED, args![account.bk(), account, count, newest])?;
        Ok(())
    }
}

fn check_username(new: &NewAccount) -> Outcome<()> {
    if new.username.is_empty() {
        return Err(bad_name("ERR_BLANK", "can't be blank"));
    }
    if !text::valid_username(&new.username) {
        return Err(bad_name(
            "ERR_INVALID",
            "must contain only letters, numbers and underscores, 30 at the most",
        ));
    }
    if new.reserved == Reserved::Refuse && text::is_reserved_username(&new.username) {
        return Err(bad_name("ERR_RESERVED", "is reserved"));
    }
    Ok(())
}

fn bad_name(code: &str, what: &str) -> Problem {
    let details = serde_json::json!({ "details": { "username": [{ "error": code, "description": what }] } });
    Problem::new(Kind::Invalid, format!("Validation failed: Username {what}")).with_details(details)
}

/// The newest account's id: part of the high-water mark of ids.
pub fn newest_id(r: &Read<'_>) -> Outcome<Option<Id>> {
    Ok(r.row(&sql::NEWEST_ID, &[], |row| row.get::<Option<Id>>(0))?.flatten())
}
