//! Rows of a community: made from the plan's numbers on one thread, written on the database's.

use base::{Id, Outcome};
use store::{Value, Write, args};

use crate::generate::{Step, World};
use crate::graph::Lists;
use crate::plan::Plan;
use crate::{sql, words};

/// What nobody's password hashes to.
const NO_PASSWORD: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const POSTING: &str = r#"{"visibility":"public","sensitive":false,"language":"en"}"#;

/// Rows on their way to the database thread.
pub(crate) enum Batch {
    People(Vec<Person>),
    Follows(Vec<(Id, Id, Id)>),
    Followers(Vec<(Id, Id, Id)>),
    Posts(Vec<Post>),
}

pub(crate) struct Person {
    id: Id,
    number: u32,
    posts: u32,
    last_post_ms: i64,
    followers: u32,
    following: u32,
}

pub(crate) struct Post {
    id: Id,
    author: Id,
    text: String,
    tags: Vec<&'static str>,
    /// What it answers, whose that is, and the first post.
    answers: Option<(Id, Id, Id)>,
}

impl Batch {
    /// The rows of a range of a step.
    pub(crate) fn of(world: &World, step: Step, from: u32, until: u32) -> Self {
        let plan = &world.plan;
        let pairs = |lists: &Lists| {
            let link = |(owner, other)| {
                let id = Id::new(world.follow_ms(owner, other), plan.account(owner).bucket(), 0);
                (plan.account(owner), plan.account(other), id)
            };
            lists.pairs(from, until).map(link).collect()
        };
        match step {
            Step::Accounts => Self::People((from..until).map(|n| Person::of(world, n)).collect()),
            Step::Follows => Self::Follows(pairs(&world.follows)),
            Step::Followers => Self::Followers(pairs(&world.followers)),
            _ => Self::Posts((from..until).map(|n| Post::of(plan, n)).collect()),
        }
    }

    /// Inserts them.
    pub(crate) fn write(&self, w: &Write<'_>) -> Outcome<()> {
        match self {
            Self::People(people) => write_people(w, people),
            Self::Follows(pairs) => write_pairs(w, &sql::FOLLOW, pairs),
            Self::Followers(pairs) => write_pairs(w, &sql::FOLLOWER, pairs),
            Self::Posts(posts) => write_posts(w, posts),
        }
    }
}

impl Person {
    fn of(world: &World, number: u32) -> Self {
        let (posts, last_post_ms) = world.posts[number as usize];
        Self {
            id: world.plan.account(number),
            number,
            posts,
            last_post_ms,
            followers: world.followers.count(number),
            following: world.follows.count(number),
        }
    }
}

impl Post {
    fn of(plan: &Plan, n: u32) -> Self {
        let (text, tags) = words::text(&mut plan.text_dice(n));
        let answers =
            plan.answers(n).map(|to| (plan.post(to), plan.account(plan.author(to)), plan.post(plan.root(n))));
        Self { id: plan.post(n), author: plan.account(plan.author(n)), text, tags, answers }
    }
}

fn many<'a, T>(
    w: &Write<'_>,
    statement: &'static store::Sql,
    items: impl Iterator<Item = T>,
    row: impl Fn(T) -> Vec<Value<'a>>,
) -> Outcome<()> {
    w.run_many(statement, &items.map(row).collect::<Vec<_>>()).map(|_| ())
}

fn write_people(w: &Write<'_>, people: &[Person]) -> Outcome<()> {
    let names: Vec<String> = people.iter().map(|p| Plan::username(p.number)).collect();
    let shown: Vec<String> = people.iter().map(|p| format!("Member {}", p.number)).collect();
    let mails: Vec<String> = names.iter().map(|name| format!("{name}@example.org")).collect();
    let all = || people.iter().zip(&names).zip(&shown);
    let note = "Invented for a measurement. Posts about the ward, sleep and hand hygiene.";
    many(w, &sql::ACCOUNT, all(), |((p, name), shown)| {
        args![p.id, p.id.bk(), name, shown, note, POSTING, p.id.ms()].to_vec()
    })?;
    many(w, &sql::STATS, people.iter(), |p| {
        args![p.id, p.id.bk(), p.posts, p.followers, p.following, p.last_post_ms].to_vec()
    })?;
    many(w, &sql::NAME, all(), |((p, name), _)| args![name, p.id].to_vec())?;
    let mailed = || people.iter().zip(&mails);
    many(w, &sql::USER, mailed(), |(p, mail)| args![p.id.bk(), p.id, mail, NO_PASSWORD, p.id.ms()].to_vec())?;
    many(w, &sql::EMAIL, mailed(), |(p, mail)| args![mail, p.id].to_vec())
}

fn write_pairs(w: &Write<'_>, statement: &'static store::Sql, pairs: &[(Id, Id, Id)]) -> Outcome<()> {
    many(w, statement, pairs.iter(), |&(owner, other, id)| args![owner.bk(), owner, other, id].to_vec())
}

fn write_posts(w: &Write<'_>, posts: &[Post]) -> Outcome<()> {
    many(w, &sql::POST, posts.iter(), |p| {
        let (to, whose, root) =
            p.answers.map_or((None, None, p.id), |(to, whose, root)| (Some(to), Some(whose), root));
        args![p.id, p.id.bk(), p.author, &p.text, to, whose, root, p.id.ms()].to_vec()
    })?;
    let answers = || posts.iter().filter_map(|p| Some((p.id, p.answers?)));
    many(w, &sql::THREAD, answers(), |(id, (to, _, root))| args![root, id, root.bk(), to].to_vec())?;
    many(w, &sql::REPLIES, answers(), |(_, (to, ..))| args![to, to.bk()].to_vec())?;
    let tagged: Vec<(String, &str, &Post)> =
        posts.iter().flat_map(|p| p.tags.iter().map(move |tag| (tag.to_lowercase(), *tag, p))).collect();
    many(w, &sql::TAG, tagged.iter(), |(key, name, _)| args![key, *name].to_vec())?;
    many(w, &sql::TAGGED, tagged.iter(), |(key, _, p)| args![key, p.id, p.author].to_vec())
}
