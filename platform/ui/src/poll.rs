//! Polls below posts: a form to vote, or what others said.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::emoji::{Emojis, emoji_html};
use crate::{Message, filters};

/// A poll as one viewer sees it.
#[derive(Debug, Clone, Default)]
pub struct PollView {
    /// The answers.
    pub options: Vec<PollOptionView>,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether it has ended.
    pub over: bool,
    /// Whether the viewer may vote now.
    pub can_vote: bool,
    /// How many people voted, or chose an answer where one person has one choice.
    pub voters: u64,
    /// When it ends or ended, RFC 3339.
    pub ends_iso: String,
    /// The same as people say it.
    pub ends_human: Message,
    /// The custom emojis of its answers.
    pub emojis: Emojis,
}

/// One answer.
#[derive(Debug, Clone, Default)]
pub struct PollOptionView {
    /// Its text.
    pub title: String,
    /// How many chose it; `None` while that is hidden.
    pub votes: Option<u64>,
    /// Whether the viewer chose it.
    pub chosen: bool,
}

impl PollView {
    /// The poll of the post with this id.
    pub(crate) fn form<'a>(&'a self, post: &'a str, csrf: &'a str, back: String) -> PollCard<'a> {
        PollCard { poll: self, post, csrf, back, votable: self.can_vote }
    }

    /// The same where nothing can be done.
    pub(crate) fn quiet(&self) -> PollCard<'_> {
        PollCard { poll: self, post: "", csrf: "", back: String::new(), votable: false }
    }

    /// How many of a hundred voters chose an answer, rounded; `None` while that is hidden, and for those who have yet
    /// to make up their own mind.
    fn share(&self, option: &PollOptionView) -> Option<u64> {
        if self.can_vote {
            return None;
        }
        let (votes, voters) = (option.votes?, self.voters);
        let whole = votes.saturating_mul(200).saturating_add(voters);
        Some(whole.checked_div(voters.saturating_mul(2)).unwrap_or(0).min(100))
    }

    fn title_html(&self, option: &PollOptionView) -> String {
        emoji_html(&option.title, &self.emojis)
    }
}

/// A poll as a form or a list of bars.
#[derive(Debug, Template)]
#[template(path = "poll.html")]
pub(crate) struct PollCard<'a> {
    poll: &'a PollView,
    post: &'a str,
    csrf: &'a str,
    back: String,
    votable: bool,
}

impl HtmlSafe for PollCard<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::drawn;

    fn poll(votes: [Option<u64>; 2], voters: u64) -> PollView {
        let titles = ["Left", "<b>Right"];
        let option = |(title, votes): (&str, Option<u64>)| PollOptionView {
            title: title.to_owned(),
            votes,
            chosen: false,
        };
        PollView {
            options: titles.into_iter().zip(votes).map(option).collect(),
            voters,
            ..PollView::default()
        }
    }

    #[test]
    fn shares_are_rounded_and_never_above_all() {
        for (votes, voters, shares) in [
            ([Some(1), Some(2)], 3, [Some(33), Some(67)]),
            ([Some(9), None], 3, [Some(100), None]),
            ([Some(0), Some(5)], 0, [Some(0), Some(0)]),
        ] {
            let poll = poll(votes, voters);
            assert_eq!([poll.share(&poll.options[0]), poll.share(&poll.options[1])], shares);
        }
    }

    #[test]
    fn who_may_vote_gets_a_form_and_who_may_not_gets_bars() {
        let open = PollView { can_vote: true, ..poll([Some(1), Some(0)], 1) };
        let html = drawn(&open.form("7", "token", "/local#post-7".to_owned()));
        assert!(html.contains("action=\"/web/polls/7/vote\"") && html.contains("type=\"radio\""), "{html}");
        assert!(!html.contains("<progress"), "{html}");
        let several = PollView { multiple: true, ..open.clone() };
        let html = drawn(&several.form("7", "token", String::new()));
        assert!(html.contains("type=\"checkbox\""), "{html}");
        let html = drawn(&open.quiet());
        assert!(!html.contains("<form") && !html.contains("<progress"), "{html}");
        let html = drawn(&PollView { can_vote: false, ..open }.quiet());
        assert!(!html.contains("<form") && html.contains("value=\"100\""), "{html}");
    }

    #[test]
    fn hidden_totals_are_not_told() {
        let html = drawn(&poll([None, None], 4).quiet());
        assert!(!html.contains("<progress") && !html.contains('%'), "{html}");
        assert!(!html.contains("<b>Right"), "{html}");
    }
}
