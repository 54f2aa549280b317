use std::collections::HashMap;

use accounts::{buckets, numbers};
use base::{Id, Outcome};
use store::{Read, Row, args, sql};

use crate::polls::{Poll, PollOption};

sql! {
    MARK_POLL = "UPDATE posts SET has_poll = $3 WHERE bk = $1 AND id = $2";
    ADD_POLL = "INSERT INTO polls (post_id, bk, author_id, multiple, hide_totals, expires_ms, revision, ended, voters)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)";
    PROLONG_POLL = "UPDATE polls SET hide_totals = $3, expires_ms = $4, ended = 0 WHERE bk = $1 AND post_id = $2";
    DELETE_POLL = "DELETE FROM polls WHERE bk = $1 AND post_id = $2";
    ADD_OPTION = "INSERT INTO poll_options (post_id, place, bk, title, votes) VALUES ($1, $2, $3, $4, 0)";
    DELETE_OPTIONS = "DELETE FROM poll_options WHERE bk = $1 AND post_id = $2";
    POLLS_OF = "SELECT p.post_id, p.multiple, p.hide_totals, p.expires_ms, p.revision, p.voters, o.title, o.votes
        FROM polls p JOIN poll_options o ON o.post_id = p.post_id AND o.bk = p.bk
        WHERE p.bk IN {$1} AND p.post_id IN {$2} ORDER BY p.post_id, o.place";

    /* Takes the row's lock too, so votes in one poll are counted one after another. */
    COUNT_VOTER = "UPDATE polls SET voters = voters + 1 WHERE bk = $1 AND post_id = $2 AND revision = $3 AND expires_ms > $4";
    UNCOUNT_VOTER = "UPDATE polls SET voters = voters - 1 WHERE bk = $1 AND post_id = $2";
    COUNT_VOTE = "UPDATE poll_options SET votes = votes + 1 WHERE bk = $1 AND post_id = $2 AND place = $3";
    VOTES_OF = "SELECT choices FROM poll_votes WHERE bk = $1 AND account_id = $2 AND post_id = $3 AND revision = $4";
    VOTE = "INSERT INTO poll_votes (bk, account_id, post_id, revision, choices) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account_id, post_id) DO UPDATE SET revision = excluded.revision, choices = excluded.choices";
    VOTE_BACK = "INSERT INTO poll_voters (bk, post_id, account_id, revision) VALUES ($1, $2, $3, $4)
        ON CONFLICT (post_id, account_id) DO UPDATE SET revision = excluded.revision";
    VOTED_AMONG = "SELECT post_id, revision, choices FROM poll_votes WHERE bk = $1 AND account_id = $2 AND post_id IN {$3}";
    VOTED = "SELECT post_id FROM poll_votes WHERE bk = $1 AND account_id = $2 ORDER BY post_id LIMIT $3";
    VOTERS = "SELECT account_id FROM poll_voters WHERE bk = $1 AND post_id = $2 AND revision = $3 AND account_id > $4
        ORDER BY account_id LIMIT $5";
    END_POLL = "UPDATE polls SET ended = 1 WHERE bk = $1 AND post_id = $2 AND ended = 0 AND expires_ms <= $3
        RETURNING author_id";
    OUTDATED_VOTERS = "SELECT account_id FROM poll_voters WHERE bk = $1 AND post_id = $2 AND revision < $3 LIMIT $4";
    UNVOTE = "DELETE FROM poll_votes WHERE bk = $1 AND account_id = $2 AND post_id = $3 AND revision < $4";
    UNVOTE_BACK = "DELETE FROM poll_voters WHERE bk = $1 AND post_id = $2 AND account_id = $3 AND revision < $4";
}

/// The polls of posts, in one query.
pub(crate) fn polls_of(r: &Read<'_>, posts: &[Id]) -> Outcome<HashMap<Id, Box<Poll>>> {
    let mut found: HashMap<Id, Box<Poll>> = HashMap::new();
    if posts.is_empty() {
        return Ok(found);
    }
    r.each(&POLLS_OF, args![&buckets(posts), &numbers(posts)], |row| {
        let option = PollOption { title: row.get(6)?, votes: row.get(7)? };
        match found.get_mut(&row.get(0)?) {
            Some(poll) => poll.options.push(option),
            None => drop(found.insert(row.get(0)?, Box::new(poll(row, option)?))),
        }
        Ok(())
    })?;
    Ok(found)
}

fn poll(row: &Row<'_>, first: PollOption) -> Outcome<Poll> {
    Ok(Poll {
        options: vec![first],
        multiple: row.get(1)?,
        hide_totals: row.get(2)?,
        expires_ms: row.get(3)?,
        revision: row.get(4)?,
        voters: row.get(5)?,
    })
}
