//! What showing posts reads: a fixed number of queries, however many posts.

use std::collections::HashMap;

use accounts::{buckets, numbers};
use base::{Id, Ms, Outcome};
use media::Media;
use store::{Read, args};

use crate::model::{Flags, Post};
use crate::polls::{Votes, store as polls};
use crate::quotes::store as quotes;
use crate::store as sql;

/// Posts with their mentions, media, polls and quotes: a query for each kind, however many.
pub(crate) fn read_posts(r: &Read<'_>, ids: &[Id]) -> Outcome<Vec<Post>> {
    let (bks, numbers) = (buckets(ids), numbers(ids));
    let (mut with_media, mut with_poll, mut with_quote) = (Vec::new(), Vec::new(), Vec::new());
    let mut posts = r.rows(&sql::BY_IDS, args![&bks, &numbers], |row| {
        let post = sql::post(row)?;
        if sql::has_media(row)? {
            with_media.push(post.id);
        }
        if sql::has_poll(row)? {
            with_poll.push(post.id);
        }
        if sql::has_quote(row)? {
            with_quote.push(post.id);
        }
        Ok(post)
    })?;
    let mentions: Vec<(Id, Id)> =
        r.rows(&sql::MENTIONS_OF, args![&bks, &numbers], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut media = if with_media.is_empty() { HashMap::new() } else { Media::of_posts(r, &with_media)? };
    let mut found_polls = polls::polls_of(r, &with_poll)?;
    let found_quotes = quotes::quotes_of(r, &with_quote)?;
    for post in &mut posts {
        post.mentions =
            mentions.iter().filter(|(of, _)| *of == post.id).map(|(_, account)| *account).collect();
        post.media = media.remove(&post.id).unwrap_or_default();
        post.poll = found_polls.remove(&post.id);
        post.quote = found_quotes.get(&post.id).copied();
    }
    Ok(posts)
}

/// What a viewer's flags of a post depend on.
pub(super) struct Asked {
    post: Id,
    root: Id,
    /// The revision of its poll.
    poll: Option<Ms>,
}

impl Asked {
    pub(super) fn of(post: &Post) -> Self {
        Self { post: post.id, root: post.root, poll: post.poll.as_ref().map(|poll| poll.revision) }
    }
}

pub(super) fn read_flags(r: &Read<'_>, viewer: Id, posts: &[Asked]) -> Outcome<Vec<Flags>> {
    let asked: Vec<i64> = posts.iter().map(|asked| asked.post.0).collect();
    let roots: Vec<i64> = posts.iter().map(|asked| asked.root.0).collect();
    let sources = [
        (&sql::FAVOURITED_AMONG, &asked, Flags::FAVOURITED),
        (&sql::BOOSTED_AMONG, &asked, Flags::BOOSTED),
        (&sql::BOOKMARKED_AMONG, &asked, Flags::BOOKMARKED),
        (&sql::PINNED_AMONG, &asked, Flags::PINNED),
        (&sql::MUTED_AMONG, &roots, Flags::MUTED),
    ];
    let mut out = vec![Flags::default(); posts.len()];
    for (statement, list, flag) in sources {
        let found: Vec<i64> = r.column(statement, args![viewer.bk(), viewer, list])?;
        for (n, id) in list.iter().enumerate() {
            if found.contains(id) {
                out[n].add(flag);
            }
        }
    }
    read_votes(r, viewer, posts, &mut out)?;
    Ok(out)
}

fn read_votes(r: &Read<'_>, viewer: Id, posts: &[Asked], out: &mut [Flags]) -> Outcome<()> {
    let polls: Vec<i64> =
        posts.iter().filter(|asked| asked.poll.is_some()).map(|asked| asked.post.0).collect();
    if polls.is_empty() {
        return Ok(());
    }
    r.each(&polls::VOTED_AMONG, args![viewer.bk(), viewer, &polls], |row| {
        let (post, revision): (Id, Ms) = (row.get(0)?, row.get(1)?);
        // Votes of an older revision are void.
        let valid = |asked: &Asked| asked.post == post && asked.poll.is_some_and(|since| since <= revision);
        if let Some(n) = posts.iter().position(valid) {
            out[n].set_votes(Votes::from_code(row.get(2)?));
        }
        Ok(())
    })
}
