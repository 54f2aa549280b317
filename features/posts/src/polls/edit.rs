//! A poll's beginning, its changes with its post, and its removal.

use base::{Id, Ms, Outcome};
use store::{Value, Write, args};

use crate::Posts;
use crate::model::Post;
use crate::polls::{Poll, PollDraft, store as sql};

/// What an edit of a post does to its poll.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PollEdit {
    /// It stays as it is.
    #[default]
    Keep,
    /// It goes, with its votes.
    Remove,
    /// It becomes this; votes stay if the answers do.
    Set(PollDraft),
}

/// What becomes of the poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PollChange {
    /// Nothing.
    None,
    /// When it ends, or whether totals are hidden.
    Terms,
    /// The answers: all votes are void.
    Answers,
}

impl Posts {
    /// Stores the poll of a new post.
    pub(crate) fn insert_poll(
        &self,
        w: &mut Write<'_>,
        author: Id,
        post: Id,
        draft: &PollDraft,
        now: Ms,
    ) -> Outcome<()> {
        let poll = Poll::new(draft, now);
        let (multiple, hidden) = (poll.multiple, poll.hide_totals);
        let row = args![post, post.bk(), author, multiple, hidden, poll.expires_ms, poll.revision];
        w.run(&sql::ADD_POLL, row)?;
        w.run(&sql::MARK_POLL, args![post.bk(), post, true])?;
        let options: Vec<Vec<Value<'_>>> = poll
            .options
            .iter()
            .enumerate()
            .map(|(place, option)| args![post, place, post.bk(), &option.title].to_vec())
            .collect();
        w.run_many(&sql::ADD_OPTION, &options)?;
        self.end_later(w, post, poll.expires_ms)
    }

    /// Removes the poll of a post, and by a job the votes older than `revision`.
    pub(crate) fn remove_poll(&self, w: &mut Write<'_>, post: Id, revision: Ms) -> Outcome<()> {
        for statement in [&sql::DELETE_POLL, &sql::DELETE_OPTIONS] {
            w.run(statement, args![post.bk(), post])?;
        }
        self.forget_votes(w, post, revision)
    }

    /// Applies what an edit of `old` at `now` wants of its poll.
    pub(crate) fn edit_poll(&self, w: &mut Write<'_>, old: &Post, edit: &PollEdit, now: Ms) -> Outcome<()> {
        let id = old.id;
        match (change(old, edit), edit) {
            (PollChange::Terms, PollEdit::Set(draft)) => {
                let expires_ms = now + draft.open_ms;
                w.run_one(&sql::PROLONG_POLL, args![id.bk(), id, draft.hide_totals, expires_ms])?;
                self.end_later(w, id, expires_ms)
            }
            (PollChange::Answers, edit) => {
                // A later poll of this post has a later revision, so votes of this one never count in it.
                self.remove_poll(w, id, now)?;
                match edit {
                    PollEdit::Set(draft) => self.insert_poll(w, old.author, id, draft, now),
                    _ => w.run(&sql::MARK_POLL, args![id.bk(), id, false]).map(drop),
                }
            }
            _ => Ok(()),
        }
    }
}

/// What an edit does to the poll of `old`.
pub(crate) fn change(old: &Post, edit: &PollEdit) -> PollChange {
    match (edit, old.poll.as_deref()) {
        (PollEdit::Keep, _) | (PollEdit::Remove, None) => PollChange::None,
        (PollEdit::Set(draft), Some(poll)) if is_same_question(draft, poll) => PollChange::Terms,
        _ => PollChange::Answers,
    }
}

/// Whether the answers, and how many may be chosen, are the same.
fn is_same_question(draft: &PollDraft, poll: &Poll) -> bool {
    draft.multiple == poll.multiple && poll.titles().iter().eq(draft.options.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Visibility;
    use crate::rules::tests::post;

    #[test]
    fn votes_stay_while_the_answers_do() {
        let draft = |titles: [&str; 2], multiple| PollDraft {
            options: titles.map(str::to_owned).into(),
            open_ms: 600_000,
            multiple,
            hide_totals: false,
        };
        let asked = draft(["yes", "no"], false);
        let plain = post(1, Visibility::Public);
        let polled = Post { poll: Some(Box::new(Poll::new(&asked, 0))), ..plain.clone() };
        let later = PollDraft { open_ms: 900_000, hide_totals: true, ..asked.clone() };
        for (old, edit, expected) in [
            (&plain, PollEdit::Keep, PollChange::None),
            (&plain, PollEdit::Remove, PollChange::None),
            (&plain, PollEdit::Set(asked), PollChange::Answers),
            (&polled, PollEdit::Keep, PollChange::None),
            (&polled, PollEdit::Remove, PollChange::Answers),
            (&polled, PollEdit::Set(later), PollChange::Terms),
            (&polled, PollEdit::Set(draft(["no", "yes"], false)), PollChange::Answers),
            (&polled, PollEdit::Set(draft(["yes", "no"], true)), PollChange::Answers),
        ] {
            assert_eq!(change(old, &edit), expected, "{edit:?}");
        }
    }
}
