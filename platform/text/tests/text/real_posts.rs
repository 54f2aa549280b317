//! Real posts: tweets of health newsrooms, read from the shared data folder when it is there, and a few made
//! up in their manner, which walk the same path always.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use text::{clean, hashtags, html_to_text, mentions, render_html, urls, weighted_length};

use crate::{Site, check_tokens};

/// In the manner of the real ones: `id|time|text`, text with stray tabs and bytes.
const MADE_UP: &[u8] = b"1|Thu Apr 09 01:31:50 +0000 2015|RT @nurse_jo: Hand hygiene saves lives http://a.example/1Cx #ICU\t\t\n\
    2|Thu Apr 09 01:31:50 +0000 2015|\x93Ask us\x94 | today at 2.30pm: #AskADoc, #flu's here.http://b.example/x\xe2\x80\xa6\n";

/// Posts of each file that are checked where code is not optimised, spread over the file: all take a minute there.
const SAMPLE: usize = 600;

#[derive(Default)]
struct Tally {
    posts: usize,
    urls: usize,
    /// Words that look like whole addresses, not cut short by the old limit of 140.
    whole: usize,
    mentions: usize,
    longest: usize,
    tags: HashMap<String, usize>,
}

#[test]
fn made_up_posts() {
    let tally = tally(MADE_UP, usize::MAX);
    assert_eq!((tally.posts, tally.urls, tally.whole, tally.mentions), (2, 2, 1, 1));
    let mut tags: Vec<_> = tally.tags.into_keys().collect();
    tags.sort();
    assert_eq!(tags, ["askadoc", "flu", "icu"]);
}

#[test]
fn newsroom_tweets() {
    let Some(folder) = shared().map(|shared| shared.join("data/health-tweets")).filter(|path| path.is_dir())
    else {
        println!("skipped: no data/health-tweets in MEDLEY_SHARED or a folder `shared` above this one");
        return;
    };
    let max = if wants_all() { usize::MAX } else { SAMPLE };
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        let tally = tally(&fs::read(&path).expect("the file can be read"), max);
        report(&path, &tally);
        assert!(tally.posts >= max.min(1_000), "{}", path.display());
        assert!(tally.urls >= tally.whole, "{}", path.display());
    }
}

/// Optimised builds check every post, and so do others with `MEDLEY_ALL_POSTS=1`.
fn wants_all() -> bool {
    !cfg!(debug_assertions) || std::env::var_os("MEDLEY_ALL_POSTS").is_some_and(|value| value == "1")
}

/// Checks the posts of a file, at least `max` of them, spread evenly, and counts what is in them.
fn tally(file: &[u8], max: usize) -> Tally {
    let mut tally = Tally::default();
    let file = String::from_utf8_lossy(file);
    let posts: Vec<&str> = file.lines().filter_map(|line| line.splitn(3, '|').nth(2)).collect();
    let step = (posts.len() / max).max(1);
    for post in posts.into_iter().step_by(step) {
        check_post(post);
        tally.posts += 1;
        tally.urls += text::parse(post).iter().filter(|token| matches!(token, text::Token::Url(_))).count();
        tally.whole += post.split_whitespace().filter(|word| is_whole_address(word)).count();
        tally.mentions += mentions(post).len();
        tally.longest = tally.longest.max(weighted_length(post));
        for tag in hashtags(post) {
            *tally.tags.entry(tag.key).or_default() += 1;
        }
    }
    tally
}

fn is_whole_address(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("http://").or_else(|| word.strip_prefix("https://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn check_post(post: &str) {
    check_tokens(post);
    let post = clean(post);
    check_tokens(&post);
    let carried = html_to_text(&render_html(&post, &Site { people: false }));
    assert_eq!(carried.replace('＃', "#"), post.replace('＃', "#"));
    assert!(urls(&post).len() + mentions(&post).len() + hashtags(&post).len() <= weighted_length(&post));
}

#[expect(clippy::print_stdout, reason = "a person reads these counts, with --nocapture")]
fn report(path: &Path, tally: &Tally) {
    let mut tags: Vec<_> = tally.tags.iter().map(|(key, count)| (count, key)).collect();
    tags.sort_unstable_by(|a, b| b.cmp(a));
    tags.truncate(8);
    let Tally { posts, urls, whole, mentions, longest, .. } = tally;
    println!(
        "{}: {posts} posts, {urls} addresses ({whole} whole), {mentions} mentions, longest {longest}",
        path.display()
    );
    println!("  {} tags: {tags:?}", tally.tags.len());
}

fn shared() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("MEDLEY_SHARED") {
        return Some(path.into());
    }
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.map(|folder| folder.join("shared")).find(|shared| shared.join("data").is_dir())
}
