//! Real tweets with their authors, counted by the server and a second time by plain loops over the file.

use std::collections::{BTreeMap, HashMap, HashSet};

use accounts::{NewAccount, Reserved};
use base::{Id, iso_ms, parse_iso};
use posts::ImportedPost;
use store::{Engine, engine_tests};
use testkit::{Person, TestApp, Value};

use super::{API, report};

const FIXTURE: &str = include_str!("../fixtures/tweets.csv");
/// Authors whose posts are imported at once.
const AT_ONCE: usize = 256;

struct Tweet {
    id: String,
    author: (String, String),
    bio: String,
    followers: u64,
    at_ms: i64,
    text: String,
}

/// Rows of a CSV file (RFC 4180).
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

fn tweets(text: &str) -> Vec<Tweet> {
    let mut rows = rows(text).into_iter();
    let head = rows.next().unwrap();
    let at = |name: &str| head.iter().position(|own| own == name).unwrap();
    let [id, name, bio, since, followers, date, said] =
        ["id", "user_name", "user_description", "user_created", "user_followers", "date", "text"].map(at);
    rows.map(|row| Tweet {
        id: row[id].clone(),
        author: (row[name].clone(), row[since].clone()),
        bio: row[bio].clone(),
        followers: row[followers].parse().unwrap(),
        at_ms: parse_iso(&row[date].replace(' ', "T")).unwrap(),
        text: row[said].clone(),
    })
    .collect()
}

/// The hashtags of a text, by a rule of a few lines that suits texts like these.
fn hashtags(text: &str) -> HashSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let word = |c: &char| c.is_alphanumeric() || *c == '_';
    let mut found = HashSet::new();
    for (n, c) in chars.iter().enumerate() {
        let before = n.checked_sub(1).map(|n| chars[n]);
        let inside = before.is_some_and(|before| word(&before) || "/&=#".contains(before));
        if *c == '#' && !inside {
            let name: String = chars[n + 1..].iter().take_while(|c| word(c)).collect();
            found.insert(name.to_lowercase());
        }
    }
    found
}

/// Everybody gets an account, and their tweets with the followers of then.
async fn import(app: &TestApp, tweets: &[Tweet]) -> HashMap<(String, String), Id> {
    let mut authors: Vec<(String, String, String)> =
        tweets.iter().map(|t| (t.author.0.clone(), t.author.1.clone(), t.bio.clone())).collect();
    authors.sort();
    authors.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    let accounts = app.medley.accounts.clone();
    let ids: HashMap<(String, String), Id> = app
        .medley
        .db
        .write(move |w| {
            let mut ids = HashMap::new();
            for (n, (name, since, bio)) in authors.into_iter().enumerate() {
                let new = NewAccount {
                    username: format!("tweeter{n}"),
                    display_name: name.clone(),
                    note: bio,
                    bot: false,
                    discoverable: true,
                    created_ms: 1_000_000_000_000,
                    reserved: Reserved::Allow,
                };
                ids.insert((name, since), accounts.create(w, &new)?);
            }
            Ok(ids)
        })
        .await
        .unwrap();
    import_tweets(app, tweets, &ids).await;
    ids
}

async fn import_tweets(app: &TestApp, tweets: &[Tweet], ids: &HashMap<(String, String), Id>) {
    let mut batches: BTreeMap<Id, Vec<ImportedPost>> = BTreeMap::new();
    for tweet in tweets {
        batches.entry(ids[&tweet.author]).or_default().push(ImportedPost {
            source: format!("twitter:{}", tweet.id),
            at_ms: tweet.at_ms,
            text: tweet.text.clone(),
            followers: Some(tweet.followers),
            ..ImportedPost::default()
        });
    }
    let all: Vec<(Id, Vec<ImportedPost>)> = batches.into_iter().collect();
    for some in all.chunks(AT_ONCE) {
        let tasks: Vec<_> = some
            .iter()
            .cloned()
            .map(|(author, batch)| {
                let posts = app.medley.posts.clone();
                tokio::spawn(async move { posts.import(author, batch).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
    }
    while app.medley.bus.drain().await.unwrap() > 0 {}
}

/// Compares the figures of a hashtag in a window with those of plain loops.
async fn compare(
    who: &Person,
    tweets: &[Tweet],
    ids: &HashMap<(String, String), Id>,
    tag: &str,
    (from, until): (i64, i64),
) {
    let tagged: Vec<&Tweet> = tweets.iter().filter(|t| hashtags(&t.text).contains(tag)).collect();
    let inside: Vec<&&Tweet> = tagged.iter().filter(|t| t.at_ms >= from && t.at_ms < until).collect();
    let people: HashSet<&(String, String)> = inside.iter().map(|t| &t.author).collect();
    let earlier: HashSet<&(String, String)> =
        tagged.iter().filter(|t| t.at_ms < from).map(|t| &t.author).collect();
    let mut impressions: HashMap<Id, u64> = HashMap::new();
    for tweet in &inside {
        *impressions.entry(ids[&tweet.author]).or_default() += tweet.followers;
    }
    let window = format!("databases={tag}&start={}&end={}", iso_ms(from), iso_ms(until));
    let told = report(who, "tweets/summary", &window).await;
    let expected = [
        ("tweets", inside.len() as u64),
        ("users", people.len() as u64),
        ("new_users", people.iter().filter(|one| !earlier.contains(**one)).count() as u64),
        ("impressions", impressions.values().sum()),
        ("retweets", inside.iter().filter(|t| t.text.starts_with("RT @")).count() as u64),
        ("replies", 0),
    ];
    for (name, count) in expected {
        assert_eq!(told[name], count, "{name} of #{tag}, {window}");
    }
    let top =
        who.get(&format!("{API}/people/influencers?{window}&metric=impressions&limit=500")).await.ok().json;
    let top: Vec<u64> =
        top[0]["users"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).collect();
    let mut best: Vec<u64> = impressions.into_values().filter(|count| *count > 0).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    best.truncate(500);
    assert_eq!(top, best, "impressions of #{tag}");
    days(who, &inside, tag, (from, until)).await;
}

/// The same by days.
async fn days(who: &Person, inside: &[&&Tweet], tag: &str, (from, until): (i64, i64)) {
    /// Tweets and who wrote them, by day.
    type Days<'a> = BTreeMap<String, (u64, HashSet<&'a (String, String)>)>;
    let mut of_days = Days::new();
    for tweet in inside {
        let day = of_days.entry(iso_ms(tweet.at_ms)[..10].to_owned()).or_default();
        day.0 += 1;
        day.1.insert(&tweet.author);
    }
    let window = format!("tags={tag}&start={}&end={}&interval=day", iso_ms(from), iso_ms(until));
    let told = report(who, "tweets/activity", &window).await;
    let mut found = BTreeMap::new();
    for step in told["activity"].as_array().unwrap().iter().filter(|step| step["tweets"] != 0) {
        let count = |name: &str| step[name].as_u64().unwrap();
        found.insert(step["start"].as_str().unwrap()[..10].to_owned(), (count("tweets"), count("users")));
    }
    let expected: BTreeMap<String, (u64, u64)> =
        of_days.into_iter().map(|(day, (posts, people))| (day, (posts, people.len() as u64))).collect();
    assert_eq!(found, expected, "#{tag} by days");
}

async fn story(engine: Engine, text: &str, least: usize) {
    let tweets = tweets(text);
    assert!(tweets.len() >= least);
    let app = TestApp::new(engine).await;
    let ids = import(&app, &tweets).await;
    let nobody = app.nobody();
    let ms = |text: &str| parse_iso(text).unwrap();
    let windows = [
        (ms("2020-12-01"), ms("2021-03-01")),
        (ms("2020-12-13T16:00:00"), ms("2020-12-14T04:30:00")),
        (ms("2021-01-01"), ms("2021-02-01")),
        (ms("2020-12-20T06:06:44"), ms("2020-12-20T06:06:45")),
    ];
    for tag in
        ["pfizerbiontech", "covid19", "vaccine", "covidvaccine", "moderna", "sputnikv", "nobodysaidthis"]
    {
        for window in windows {
            compare(&nobody, &tweets, &ids, tag, window).await;
        }
    }
    let roles: Value =
        report(&nobody, "people/roles", "tags=pfizerbiontech&start=2020-12-01&end=2021-03-01").await;
    let sum = report(&nobody, "tweets/summary", "tags=pfizerbiontech&start=2020-12-01&end=2021-03-01").await;
    let users: u64 =
        roles["roles"].as_array().unwrap().iter().map(|one| one["users"].as_u64().unwrap()).sum();
    assert_eq!(sum["users"], users);
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn real_tweets() -> Option<String> {
    let path = |shared: std::path::PathBuf| shared.join("data/tweets-with-authors/vaccination_tweets.csv");
    let real = crate::imports::shared().and_then(|shared| std::fs::read_to_string(path(shared)).ok());
    if real.is_none() {
        println!("skipped: no data/tweets-with-authors in MEDLEY_SHARED or a folder `shared` above this one");
    }
    real
}

engine_tests! {
    async fn a_few_tweets_to_the_digit(engine: Engine) {
        story(engine, FIXTURE, 8).await;
    }

    async fn real_tweets_to_the_digit(engine: Engine) {
        if let Some(text) = real_tweets() {
            story(engine, &text, 5_000).await;
        }
    }
}
