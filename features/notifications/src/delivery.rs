//! Telling people: a job for each thing that happened. It asks again whether it still stands, so an event that comes
//! late or twice does no harm.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use accounts::{buckets, numbers};
use base::{Id, Ms, Outcome, Page, Problem};
use bus::Bus;
use posts::{Flags, QuoteState};
use serde::{Deserialize, Serialize};
use store::{Read, Write, args};

use crate::fact::{Fact, Recipient, facts_of_sender};
use crate::model::{Kind, Policy, Treatment};
use crate::rules::{treat, wanted};
use crate::{Notifications, store as sql};

const JOB: &str = "notifications.tell";
/// People told in one transaction.
const CHUNK_MAX: usize = 200;

/// What a job is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Tell people.
    Tell { kind: Kind, from: Id, post: Option<Id>, told: Told, at_ms: Ms },
    /// Note whether a follower asked to be told of every post.
    Bell { follower: Id, followee: Id },
}

/// Whom to tell.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Told {
    /// These.
    These(Vec<Id>),
    /// Who asked to be told of every post of the author, but not these.
    Bells { except: Vec<Id> },
    /// Who boosted the post.
    Boosters,
    /// Who voted in its poll.
    Voters,
    /// Who quotes the post, each about their own.
    Quoters,
    /// The staff.
    Staff,
}

impl Told {
    pub(crate) fn is_nobody(&self) -> bool {
        matches!(self, Self::These(people) if people.is_empty())
    }
}

/// Takes on the job.
pub(crate) fn work(notifications: &Notifications, bus: &Bus) {
    let me = notifications.clone();
    bus.work(JOB, move |task: Task| {
        let me = me.clone();
        async move {
            match task {
                Task::Bell { follower, followee } => me.set_bell(follower, followee).await,
                Task::Tell { kind, from, post, told, at_ms } => me.tell(kind, from, post, told, at_ms).await,
            }
        }
    });
}

impl Notifications {
    pub(crate) fn enqueue(&self, w: &mut Write<'_>, task: Task) -> Outcome<()> {
        self.0.bus.enqueue(w, JOB, &task, self.0.clock.now_ms()).map(|_| ())
    }

    async fn set_bell(&self, follower: Id, followee: Id) -> Outcome<()> {
        let relations = self.0.accounts.relations(follower).await?;
        let on = relations.following.get(&followee).is_some_and(|follow| follow.notify);
        let statement = if on { &sql::BELL } else { &sql::UNBELL };
        self.0.db.write(move |w| w.run(statement, args![followee.bk(), followee, follower])).await?;
        Ok(())
    }

    async fn tell(&self, kind: Kind, from: Id, post: Option<Id>, told: Told, at_ms: Ms) -> Outcome<()> {
        let Some(fact) = self.fact(kind, from, post, &told, at_ms).await? else { return Ok(()) };
        let fact = Arc::new(fact);
        match told {
            Told::These(people) => {
                self.tell_these(&fact, people.clone()).await?;
                self.retract_if_undone(&fact, people).await
            }
            Told::Bells { except } => self.tell_bells(&fact, &except).await,
            Told::Boosters => self.tell_boosters(&fact).await,
            Told::Voters => self.tell_voters(&fact).await,
            Told::Quoters => self.tell_quoters(&fact).await,
            Told::Staff => self.tell_these(&fact, self.staff().await?).await,
        }
    }

    /// The fact, or `None` if it was undone meanwhile or whoever did it is suspended.
    async fn fact(
        &self,
        kind: Kind,
        from: Id,
        post: Option<Id>,
        told: &Told,
        at_ms: Ms,
    ) -> Outcome<Option<Fact>> {
        let sender = self.0.accounts.account(from).await?;
        // The suspended, too, are told of it, for the day on which they may read again.
        let counts = |suspended: bool| !suspended || kind == Kind::ModerationWarning;
        let Some(sender) = sender.filter(|sender| counts(sender.suspended_ms.is_some())) else {
            return Ok(None);
        };
        let (from_created_ms, from_limited) = (sender.created_ms, sender.silenced_ms.is_some());
        let matter = post.filter(|_| kind.has_matter());
        let mut fact = Fact { kind, from, from_created_ms, from_limited, post: None, matter, at_ms };
        if kind == Kind::AdminSignUp || kind.has_matter() {
            return Ok(Some(fact));
        }
        let Some(post) = post else {
            let relations = self.0.accounts.relations(from).await?;
            let Told::These(to) = told else { return Ok(None) };
            let stands = |to: &Id| match kind {
                Kind::FollowRequest => relations.requested.contains(to),
                _ => relations.follows(*to),
            };
            return Ok(to.iter().all(stands).then_some(fact));
        };
        let Some(view) = self.0.posts.one(post, Some(from)).await? else { return Ok(None) };
        let stands = match kind {
            Kind::Favourite => view.flags.has(Flags::FAVOURITED),
            Kind::Reblog => view.flags.has(Flags::BOOSTED),
            Kind::Quote => view.shown.quote.is_some_and(|quote| quote.state == QuoteState::Accepted),
            Kind::Poll => view.shown.poll.as_ref().is_some_and(|poll| poll.is_over(view.now)),
            _ => true,
        };
        fact.post = Some(view.shown.post().clone());
        Ok(stands.then_some(fact))
    }

    async fn tell_these(&self, fact: &Arc<Fact>, people: Vec<Id>) -> Outcome<()> {
        for chunk in people.chunks(CHUNK_MAX) {
            let recipients = self.recipients(fact, chunk).await?;
            if recipients.is_empty() {
                continue;
            }
            let (me, fact) = (self.clone(), fact.clone());
            self.0.db.write(move |w| me.insert(w, &fact, &recipients)).await?;
        }
        Ok(())
    }

    /// What was undone between the look and the insertion would otherwise stay.
    async fn retract_if_undone(&self, fact: &Fact, people: Vec<Id>) -> Outcome<()> {
        if let Some(matter) = fact.matter {
            return self.retract_matter(fact, matter, people).await;
        }
        let post = fact.post.as_ref().map(|post| post.id);
        let told = Told::These(people);
        if self.fact(fact.kind, fact.from, post, &told, fact.at_ms).await?.is_some() {
            return Ok(());
        }
        let Told::These(people) = told else { return Ok(()) };
        let (me, from, kind) = (self.clone(), fact.from, fact.kind);
        self.0
            .db
            .write(move |w| people.iter().try_for_each(|&account| me.undo(w, account, from, &[kind], post)))
            .await
    }

    async fn retract_matter(&self, fact: &Fact, matter: Id, people: Vec<Id>) -> Outcome<()> {
        for account in people {
            if !self.matter_stands(fact.kind, matter, account).await? {
                let (me, from, kind) = (self.clone(), fact.from, fact.kind);
                self.0.db.write(move |w| me.undo(w, account, from, &[kind], Some(matter))).await?;
            }
        }
        Ok(())
    }

    async fn tell_bells(&self, fact: &Arc<Fact>, except: &[Id]) -> Outcome<()> {
        let (author, mut after) = (fact.from, Id(0));
        loop {
            let bells =
                move |r: &Read<'_>| r.column(&sql::BELLS, args![author.bk(), author, after, CHUNK_MAX]);
            let followers: Vec<Id> = self.0.db.read(bells).await?;
            let Some(&last) = followers.last() else { return Ok(()) };
            after = last;
            let people = followers.into_iter().filter(|follower| !except.contains(follower)).collect();
            self.tell_these(fact, people).await?;
        }
    }

    async fn tell_boosters(&self, fact: &Arc<Fact>) -> Outcome<()> {
        let Some(post) = fact.post.as_ref().map(|post| post.id) else { return Ok(()) };
        let mut page = Page::newest(CHUNK_MAX);
        loop {
            let entries = self.0.posts.boosted_by(post, page).await?;
            let Some(&(_, oldest)) = entries.last() else { return Ok(()) };
            page.max_id = Some(oldest);
            self.tell_these(fact, entries.into_iter().map(|(account, _)| account).collect()).await?;
        }
    }

    async fn tell_voters(&self, fact: &Arc<Fact>) -> Outcome<()> {
        let Some(post) = fact.post.as_ref().map(|post| post.id) else { return Ok(()) };
        let mut after = Id(0);
        loop {
            let voters = self.0.posts.voters(post, after, CHUNK_MAX).await?;
            let Some(&last) = voters.last() else { return Ok(()) };
            after = last;
            self.tell_these(fact, voters).await?;
        }
    }

    async fn tell_quoters(&self, fact: &Fact) -> Outcome<()> {
        let Some(quoted) = fact.post.as_ref().map(|post| post.id) else { return Ok(()) };
        let mut after = Id(0);
        loop {
            let quoters = self.0.posts.quoters(quoted, after, CHUNK_MAX).await?;
            let Some(&(last, _)) = quoters.last() else { return Ok(()) };
            after = last;
            for (post, author) in quoters {
                let Some(own) = self.0.posts.one(post, Some(author)).await? else { continue };
                let post = Some(own.shown.post().clone());
                self.tell_these(&Arc::new(Fact { post, ..*fact }), vec![author]).await?;
            }
        }
    }

    /// Those of `people` who want to be told and may be.
    async fn recipients(&self, fact: &Fact, people: &[Id]) -> Outcome<Vec<Recipient>> {
        let now = self.0.clock.now_ms();
        let known = self.0.accounts.accounts(people).await?;
        let preferences = self.preferences(people, fact.from).await?;
        let sender = self.0.accounts.relations(fact.from).await?;
        let mut recipients = Vec::new();
        for &account in people.iter().filter(|account| known.contains_key(account)) {
            let relations = self.0.accounts.relations(account).await?;
            let own = fact.kind == Kind::Poll && account == fact.from;
            let wants = own || fact.kind.is_official() || wanted(account, &relations, fact.from, now);
            if !wants || !self.sees(fact, account).await? {
                continue;
            }
            let let_in = preferences.let_in.contains(&account);
            let sender = facts_of_sender(fact, account, &relations, &sender, let_in);
            let policy = preferences.policies.get(&account).copied().unwrap_or_default();
            match treat(&policy, fact.kind, sender, now) {
                Treatment::Accept => recipients.push(Recipient { account, filtered: false }),
                Treatment::Filter => recipients.push(Recipient { account, filtered: true }),
                Treatment::Drop => {}
            }
        }
        Ok(recipients)
    }

    /// Whether `account` may see the post. One's own post, and that of someone followed, need no asking.
    async fn sees(&self, fact: &Fact, account: Id) -> Outcome<bool> {
        if let Some(matter) = fact.matter {
            return self.matter_stands(fact.kind, matter, account).await;
        }
        match (&fact.post, fact.kind) {
            (Some(post), Kind::Mention | Kind::Update | Kind::Poll | Kind::Quote) => {
                Ok(self.0.posts.one(post.id, Some(account)).await?.is_some())
            }
            _ => Ok(true),
        }
    }

    async fn preferences(&self, people: &[Id], from: Id) -> Outcome<Preferences> {
        let (bks, ids) = (buckets(people), numbers(people));
        self.0
            .db
            .read(move |r| {
                let policies = r.rows(&sql::POLICIES, args![&bks, &ids], |row| {
                    Ok((row.get(0)?, row.get::<String>(1)?))
                })?;
                let policies = policies.into_iter().map(|(id, json)| Ok((id, read_policy(&json)?)));
                let let_in: Vec<Id> = r.column(&sql::LETTING_IN, args![&bks, &ids, from])?;
                Ok(Preferences {
                    policies: policies.collect::<Outcome<_>>()?,
                    let_in: let_in.into_iter().collect(),
                })
            })
            .await
    }
}

struct Preferences {
    policies: HashMap<Id, Policy>,
    let_in: HashSet<Id>,
}

/// Reads a stored policy.
pub(crate) fn read_policy(json: &str) -> Outcome<Policy> {
    serde_json::from_str(json).map_err(Problem::internal)
}
