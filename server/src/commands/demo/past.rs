//! What was said in a past session of the demo's weekly chat, for its transcript and its numbers. `session.txt` has
//! a post in each line: `minute of the session|who|host, for whoever asks|line that it answers, from 0|text`. There are
//! answers that came late, that guests labelled as questions, and that have no label at all. All of it is made up.

use base::{Id, MINUTE_MS, Outcome};
use chats::{KeptPost, Session};
use posts::{AuthorFilter, ImportedPost};

use super::Stage;
use super::script::LINES_MAX;

const SESSION: &str = include_str!("session.txt");
/// Who is invited.
pub(super) const GUEST: &str = "kit_data";
/// Who applauds which lines.
const APPLAUSE: [(&str, usize); 6] = [
    ("drmaren", 8),
    ("noor_library", 8),
    ("ravi_student", 15),
    ("jo_paramedic", 15),
    ("nurse_tam", 5),
    ("carechat", 24),
];

struct Said {
    minute: i64,
    who: &'static str,
    host: bool,
    answers: Option<usize>,
    text: &'static str,
}

fn said() -> Vec<Said> {
    SESSION.lines().filter_map(line).collect()
}

fn line(text: &'static str) -> Option<Said> {
    let mut cells = text.splitn(5, '|');
    let (minute, who, host) = (cells.next()?.parse().ok()?, cells.next()?, cells.next()? == "host");
    Some(Said { minute, who, host, answers: cells.next()?.parse().ok(), text: cells.next()? })
}

fn source(n: usize) -> String {
    format!("demo:hcsm:{n}")
}

impl Stage<'_> {
    /// Fills a session that is over with what was said in it.
    pub(super) async fn said_in(&self, session: &Session) -> Outcome<()> {
        let (lines, mut ids) = (said(), Vec::new());
        for (n, line) in lines.iter().enumerate() {
            let who = self.who(line.who)?;
            let spanish = ["lucia_salud", "hosp_valle"].contains(&line.who);
            let post = ImportedPost {
                source: source(n),
                // Some seconds apart, as people write.
                at_ms: session.starts_ms
                    + line.minute * MINUTE_MS
                    + i64::try_from(n % 7).unwrap_or(0) * 7_000,
                text: line.text.to_owned(),
                language: Some(if spanish { "es" } else { "en" }.to_owned()),
                sensitive: false,
                reply_to: None,
                media: Vec::new(),
                followers: None,
            };
            self.medley.posts.import(who, vec![post]).await?;
            ids.push(self.imported(who, &source(n)).await?);
        }
        let kept = |(line, post): (&Said, &Option<Id>)| {
            Some(KeptPost {
                post: (*post)?,
                author: self.who(line.who).ok()?,
                text: line.text.to_owned(),
                host: line.host,
                reply_to: line.answers.and_then(|to| *ids.get(to)?),
            })
        };
        let posts = lines.iter().zip(&ids).filter_map(kept).collect();
        self.medley.chats.keep_posts(session.id, posts).await?;
        for (who, line) in APPLAUSE {
            if let Some(post) = ids.get(line).copied().flatten() {
                self.medley.chats.applaud(self.who(who)?, session.id, post, true).await?;
            }
        }
        Ok(())
    }

    async fn imported(&self, who: Id, source: &str) -> Outcome<Option<Id>> {
        let page = base::Page::newest(LINES_MAX);
        let ids = self.medley.posts.author_page(who, None, AuthorFilter::default(), page).await?;
        let sources = self.medley.posts.sources_of(&ids).await?;
        Ok(sources.into_iter().find(|(_, own)| own == source).map(|(id, _)| id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole_and_answers_one_before_it() {
        let lines = said();
        assert_eq!(lines.len(), SESSION.lines().count());
        for (n, line) in lines.iter().enumerate() {
            assert!(super::super::people::PEOPLE.iter().any(|one| one.name == line.who), "{}", line.who);
            assert!(line.answers.is_none_or(|to| to < n), "{n}");
            // Whom it answers is named, as apps do it.
            if let Some(to) = line.answers {
                assert!(line.text.starts_with(&format!("@{} ", lines[to].who)), "{n}");
            }
        }
        assert!(lines.windows(2).all(|pair| pair[0].minute <= pair[1].minute));
        assert_eq!(lines.iter().filter(|line| line.host && line.text.starts_with('Q')).count(), 3);
        assert!(
            lines.iter().any(|line| line.who == GUEST && line.text.starts_with('Q')),
            "a mislabelled answer"
        );
    }
}
