//! What an invented community consists of. Everything follows from the plan's numbers, so it can be written in parts
//! and looked up without reading it.

use std::path::{Path, PathBuf};

use base::{Bucket, DAY_MS, HOUR_MS, Id};
use serde::{Deserialize, Serialize};

use crate::Done;
use crate::chance::Dice;

/// Followers of the most followed account, where there are enough accounts.
pub(crate) const CELEBRITY_FOLLOWERS_MAX: u32 = 1_000_000;
/// Followers of the account that the celebrity is compared with.
pub(crate) const QUIET_FOLLOWERS: u32 = 10;
/// Accounts that drive the load: they sign in, read and post.
pub(crate) const DRIVERS: u32 = 256;
/// Of those, the ones that follow exactly [`FOLLOWEES`].
pub(crate) const READERS: u32 = 64;
/// Whom each reader follows.
pub(crate) const FOLLOWEES: u32 = 200;
/// The least that the scenarios need.
pub(crate) const ACCOUNTS_MIN: u32 = 600;

/// The account that nearly everyone follows.
pub(crate) const CELEBRITY: u32 = 0;
/// The account that ten people follow.
pub(crate) const QUIET: u32 = 1;
const FIRST_DRIVER: u32 = 2;

/// How long ago the first account joined and the first post was made.
const JOINED_DAYS: i64 = 1_460;
const POSTED_DAYS: i64 = 730;

/// Purposes of chance.
const AUTHOR: u64 = 1 << 40;
const ANSWER: u64 = 2 << 40;
const BUCKET: u64 = 3 << 40;
const TEXT: u64 = 4 << 40;

/// Of so many posts in a row one is the start of a conversation.
const HOT_EVERY: u32 = 500;

/// The numbers that a community is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// People.
    pub(crate) accounts: u32,
    /// Their posts.
    pub(crate) posts: u32,
    /// Who follows whom, about so many.
    pub(crate) follows: u32,
    /// Another seed is another community.
    pub(crate) seed: u64,
    /// When the newest post is made, in ms.
    pub(crate) until_ms: i64,
}

impl Plan {
    /// A plan whose last post is an hour old.
    pub(crate) fn new(accounts: u32, posts: u32, follows: u32, seed: u64, now_ms: i64) -> Done<Self> {
        if accounts < ACCOUNTS_MIN || posts < accounts {
            return Err(format!("at least {ACCOUNTS_MIN} accounts, and a post for each, are needed"));
        }
        Ok(Self { accounts, posts, follows, seed, until_ms: now_ms - HOUR_MS })
    }

    /// The id of account `n`.
    pub(crate) fn account(&self, n: u32) -> Id {
        let span = (JOINED_DAYS - POSTED_DAYS) * DAY_MS;
        let ms = self.until_ms - JOINED_DAYS * DAY_MS + span * i64::from(n) / i64::from(self.accounts);
        Id::new(ms, Bucket::of(Dice::new(self.seed, BUCKET + u64::from(n)).next()), 0)
    }

    /// The number of post `n`'s author: a few write much, everyone writes something.
    pub(crate) fn author(&self, n: u32) -> u32 {
        if n < self.accounts {
            return n;
        }
        let mut dice = Dice::new(self.seed, AUTHOR + u64::from(n));
        let people = u64::from(self.accounts);
        let rank = if dice.below(10) < 5 { dice.skewed(people) } else { dice.below(people) };
        self.shuffled(rank)
    }

    /// The id of post `n`.
    pub(crate) fn post(&self, n: u32) -> Id {
        let step = i64::from(n + 1) * (POSTED_DAYS * DAY_MS) / i64::from(self.posts);
        Id::new(self.until_ms - POSTED_DAYS * DAY_MS + step, self.account(self.author(n)).bucket(), 0)
    }

    /// What post `n` answers: mostly the start of the conversation of its time.
    pub(crate) fn answers(&self, n: u32) -> Option<u32> {
        let mut dice = Dice::new(self.seed, ANSWER + u64::from(n));
        let hot = n - n % HOT_EVERY;
        if n == hot || dice.below(100) >= 12 {
            return None;
        }
        Some(if dice.below(10) < 6 { hot } else { n - 1 - dice.below(u64::from(n - hot)) as u32 })
    }

    /// The first post of the thread that post `n` is in.
    pub(crate) fn root(&self, n: u32) -> u32 {
        let mut at = n;
        while let Some(parent) = self.answers(at) {
            at = parent;
        }
        at
    }

    /// The latest post that many answer.
    pub(crate) fn talked_about(&self) -> u32 {
        let last = (self.posts - 1) / HOT_EVERY * HOT_EVERY;
        last.saturating_sub(HOT_EVERY)
    }

    /// The dice of post `n`'s text.
    pub(crate) fn text_dice(&self, n: u32) -> Dice {
        Dice::new(self.seed, TEXT + u64::from(n))
    }

    /// The account with the popularity `rank`, so that the most popular are not the first to have joined.
    pub(crate) fn shuffled(&self, rank: u64) -> u32 {
        // A prime above any number of accounts: every rank gets an account of its own.
        const PRIME: u64 = 4_294_967_291;
        ((rank * PRIME + self.seed % 1_000) % u64::from(self.accounts)) as u32
    }

    /// The name of account `n`.
    pub(crate) fn username(n: u32) -> String {
        format!("member_{n:08}")
    }

    /// Account number of driver `n`.
    pub(crate) fn driver(n: u32) -> u32 {
        FIRST_DRIVER + n % DRIVERS
    }

    /// Whether account `n` follows exactly [`FOLLOWEES`].
    pub(crate) fn is_reader(n: u32) -> bool {
        (FIRST_DRIVER..FIRST_DRIVER + READERS).contains(&n)
    }

    fn file(data: &Path) -> PathBuf {
        data.join("bench.json")
    }

    /// The plan that a data folder was made by.
    pub(crate) fn read(data: &Path) -> Done<Option<Self>> {
        let file = Self::file(data);
        if !file.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        serde_json::from_str(&text).map(Some).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// Writes the plan into its data folder.
    pub(crate) fn save(&self, data: &Path) -> Done {
        let text = serde_json::to_string_pretty(self).map_err(|e| e.to_string())?;
        std::fs::create_dir_all(data).map_err(|e| format!("{}: {e}", data.display()))?;
        std::fs::write(Self::file(data), text).map_err(|e| format!("{}: {e}", data.display()))
    }

    /// Whether it is the same but for when it was made.
    pub(crate) fn matches(&self, other: &Self) -> bool {
        *self == Self { until_ms: self.until_ms, ..other.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    pub(crate) fn small() -> Plan {
        Plan::new(1_000, 20_000, 30_000, 3, 1_795_356_000_000).unwrap()
    }

    #[test]
    fn ids_rise_and_are_their_authors() {
        let plan = small();
        for n in 1..plan.posts {
            assert!(plan.post(n) > plan.post(n - 1), "{n}");
            assert_eq!(plan.post(n).bk(), plan.account(plan.author(n)).bk());
        }
        let accounts: HashSet<Id> = (0..plan.accounts).map(|n| plan.account(n)).collect();
        assert_eq!(accounts.len(), 1_000);
        assert!(plan.account(999) < plan.post(0), "nobody posts before they joined");
        assert!(plan.post(plan.posts - 1).ms() <= plan.until_ms);
    }

    #[test]
    fn conversations_lead_back_to_their_start() {
        let plan = small();
        let answers = (0..plan.posts).filter(|&n| plan.answers(n).is_some_and(|to| to < n)).count();
        assert!((1_800..3_000).contains(&answers), "{answers}");
        assert!((0..plan.posts).all(|n| plan.answers(plan.root(n)).is_none()));
        let hot = plan.talked_about();
        assert!((0..plan.posts).filter(|&n| plan.root(n) == hot).count() > 20);
    }

    #[test]
    fn ranks_are_dealt_once() {
        let plan = small();
        let dealt: HashSet<u32> = (0..1_000).map(|rank| plan.shuffled(rank)).collect();
        assert_eq!(dealt.len(), 1_000);
    }

    #[test]
    fn plans_are_kept_and_compared() {
        let (folder, plan) = (tempfile::tempdir().unwrap(), small());
        assert_eq!(Plan::read(folder.path()).unwrap(), None);
        plan.save(folder.path()).unwrap();
        let read = Plan::read(folder.path()).unwrap().unwrap();
        assert_eq!(read, plan);
        assert!(read.matches(&Plan { until_ms: 5, ..plan }) && !read.matches(&Plan { seed: 4, ..plan }));
        assert!(Plan::new(10, 20, 30, 1, 0).is_err());
    }
}
