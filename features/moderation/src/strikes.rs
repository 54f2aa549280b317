//! Decisions about accounts, and taking them back.

use accounts::Curb;
use base::{Id, Kind, Outcome, Problem};
use store::{Write, args};

use crate::actions::Target;
use crate::model::{Action, Decision, Lift, Staff, Strike};
use crate::rules::{canonical_hash, check_text};
use crate::{Moderation, WORDS, store as sql};

/// Decisions told of one account.
const STRIKES_MAX: usize = 200;

impl Moderation {
    /// Decides about an account: puts it into its new state, keeps a record, closes reports, and tells the person.
    ///
    /// # Errors
    /// 404 for nobody and for a report or text that is not there, 403 for somebody whose role is as high.
    pub async fn decide(&self, staff: Staff, decision: Decision) -> Outcome<()> {
        check_text("Text", &decision.text)?;
        let name = self.may_act(staff, decision.target).await?;
        let email = self.access.user(decision.target).await?.map(|user| user.email);
        let me = self.clone();
        self.db
            .write(move |w| {
                let strike = me.record(w, staff, &decision)?;
                me.apply(w, &decision, email.as_deref())?;
                me.close_reports(w, staff.account, &decision)?;
                let worth_it = decision.action != Action::None || !strike.text.is_empty();
                if worth_it {
                    let (kind, id) = ("Account", decision.target);
                    me.log(w, staff.account, decision.action.name(), Target { kind, id, name: &name })?;
                }
                if decision.notify && email.is_some() {
                    me.tell(w, &strike)?;
                }
                Ok(())
            })
            .await
    }

    fn record(&self, w: &mut Write<'_>, staff: Staff, decision: &Decision) -> Outcome<Strike> {
        let posts = match decision.report {
            Some(id) => w.row(&sql::REPORT, args![id], sql::report)?.ok_or_else(Problem::not_found)?.posts,
            None => Vec::new(),
        };
        let strike = Strike {
            id: self.next_id(),
            by: staff.account,
            target: decision.target,
            action: decision.action.name().to_owned(),
            text: self.warning_text(w, decision)?,
            posts,
            report: decision.report,
            created_ms: self.now_ms(),
            told: decision.notify,
        };
        let Strike { id, by, target, .. } = strike;
        let posts = sql::json(&strike.posts)?;
        let (action, text, created) = (&strike.action, &strike.text, strike.created_ms);
        let row = args![id, by, target, action, text, &posts, strike.report, created, strike.told];
        w.run(&sql::INSERT_STRIKE, row)?;
        Ok(strike)
    }

    fn warning_text(&self, w: &Write<'_>, decision: &Decision) -> Outcome<String> {
        let own = decision.text.trim();
        let Some(preset) = decision.preset else { return Ok(own.to_owned()) };
        let preset = w.row(&sql::PRESET, args![preset], sql::preset)?.ok_or_else(Problem::not_found)?;
        let parts = [preset.text.as_str(), own];
        Ok(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
    }

    fn apply(&self, w: &mut Write<'_>, decision: &Decision, email: Option<&str>) -> Outcome<()> {
        let target = decision.target;
        match decision.action {
            Action::None => Ok(()),
            Action::Sensitive => self.accounts.curb(w, target, Curb::Sensitized, true),
            Action::Disable => self.access.set_disabled_within(w, target, true),
            Action::Silence => self.accounts.curb(w, target, Curb::Silenced, true),
            Action::Suspend => {
                self.accounts.curb(w, target, Curb::Suspended, true)?;
                // Nobody comes back under another spelling of the same address.
                if let Some(hash) = email.and_then(canonical_hash) {
                    let row = args![self.next_id(), &hash, target, self.now_ms()];
                    w.run(&sql::INSERT_CANONICAL, row)?;
                }
                Ok(())
            }
        }
    }

    /// A word about one report closes that report; a deed closes all about the account.
    fn close_reports(&self, w: &mut Write<'_>, by: Id, decision: &Decision) -> Outcome<()> {
        let now = self.now_ms();
        match (decision.action, decision.report) {
            (Action::None, Some(report)) => w.run(&sql::RESOLVE, args![report, by, now]).map(|_| ()),
            (Action::None, None) => Ok(()),
            _ => w.run(&sql::RESOLVE_ALL, args![decision.target, by, now]).map(|_| ()),
        }
    }

    fn tell(&self, w: &mut Write<'_>, strike: &Strike) -> Outcome<()> {
        self.notifications.tell_of_warning(w, strike.id, strike.target)?;
        let site = &self.site.domain;
        let what = WORDS.say(match strike.action.as_str() {
            "sensitive" => "letter-sensitive",
            "disable" => "letter-disable",
            "silence" => "letter-silence",
            "suspend" => "letter-suspend",
            _ => "letter-word",
        });
        // Who cannot sign in cannot read it there.
        let place = match strike.action.as_str() {
            "disable" | "suspend" => self.site.base_url.clone(),
            _ => self.site.url(&format!("/settings/decisions/{}", strike.id)),
        };
        // What the staff wrote is theirs, in whatever language; it stands in a paragraph of its own.
        let said = match strike.text.is_empty() {
            true => WORDS.say("letter-decision").with("site", site).with("what", what),
            false => WORDS
                .say("letter-decision-said")
                .with("site", site)
                .with("what", what)
                .with("text", &strike.text),
        };
        self.access.send_notice(
            w,
            strike.target,
            &WORDS.say("letter-subject").with("site", site),
            &said.with("place", place),
        )
    }

    /// Takes a decision back. What was not decided is taken back already.
    ///
    /// # Errors
    /// 404 for nobody, 403 for somebody whose role is as high, and for a suspended account whose data are deleted.
    pub async fn lift(&self, staff: Staff, target: Id, lift: Lift) -> Outcome<()> {
        let name = self.may_act(staff, target).await?;
        if lift == Lift::Unsuspend && self.is_erased(target).await? {
            return Err(Problem::forbidden());
        }
        let me = self.clone();
        self.db
            .write(move |w| {
                match lift {
                    Lift::Unsensitive => me.accounts.curb(w, target, Curb::Sensitized, false)?,
                    Lift::Enable => me.access.set_disabled_within(w, target, false)?,
                    Lift::Unsilence => me.accounts.curb(w, target, Curb::Silenced, false)?,
                    Lift::Unsuspend => {
                        me.accounts.curb(w, target, Curb::Suspended, false)?;
                        w.run(&sql::FREE_CANONICALS, args![target])?;
                    }
                }
                me.log(w, staff.account, lift.name(), Target { kind: "Account", id: target, name: &name })
            })
            .await
    }

    /// Lets somebody in who waits for it.
    ///
    /// # Errors
    /// 404 for nobody, 403 for somebody who does not wait.
    pub async fn approve(&self, staff: Staff, target: Id) -> Outcome<()> {
        let name = self.waiting(staff, target).await?;
        let (me, site) = (self.clone(), self.site.clone());
        self.db
            .write(move |w| {
                me.access.approve_within(w, target)?;
                me.log(w, staff.account, "approve", Target { kind: "User", id: target, name: &name })?;
                let text = WORDS.say("letter-approved").with("name", &name).with("site", &site.domain);
                let text = text.with("place", site.url("/sign-in"));
                me.access.send_notice(
                    w,
                    target,
                    &WORDS.say("letter-welcome").with("site", &site.domain),
                    &text,
                )
            })
            .await
    }

    /// Turns somebody down who waits: their data are deleted, address and name are free for others.
    ///
    /// # Errors
    /// 404 for nobody, 403 for somebody who does not wait.
    pub async fn reject(&self, staff: Staff, target: Id) -> Outcome<()> {
        let name = self.waiting(staff, target).await?;
        match self.access.reject(target).await {
            Err(problem) if problem.kind() == Kind::Conflict => return Err(Problem::forbidden()),
            done => done?,
        }
        let me = self.clone();
        let log = move |w: &mut Write<'_>| {
            me.log(w, staff.account, "reject", Target { kind: "User", id: target, name: &name })
        };
        self.db.write(log).await
    }

    async fn waiting(&self, staff: Staff, target: Id) -> Outcome<String> {
        let name = self.may_act(staff, target).await?;
        let user = self.access.user(target).await?.ok_or_else(Problem::forbidden)?;
        if user.approved_ms.is_some() { Err(Problem::forbidden()) } else { Ok(name) }
    }

    /// A decision that `account` was told of; 404 for any other.
    pub async fn told_strike(&self, account: Id, id: Id) -> Outcome<Strike> {
        let ids = vec![id.0];
        let found = self.db.read(move |r| r.row(&sql::STRIKES_BY_IDS, args![&ids], sql::strike)).await?;
        found.filter(|strike| strike.told && strike.target == account).ok_or_else(Problem::not_found)
    }

    /// What was decided about an account, the latest first.
    pub async fn strikes(&self, target: Id) -> Outcome<Vec<Strike>> {
        self.db.read(move |r| r.rows(&sql::STRIKES_OF, args![target, STRIKES_MAX], sql::strike)).await
    }
}
