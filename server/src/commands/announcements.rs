//! What the operator tells everybody.

use std::io::Read;

use announcements::{Announcement, NewAnnouncement, TEXT_CHARS_MAX};
use base::{Id, Ms, iso_ms, parse_iso};
use clap::Subcommand;

use super::{Done, Place, say, told};

/// Bytes of a text on standard input.
const TEXT_BYTES_MAX: u64 = 4 * TEXT_CHARS_MAX as u64;

#[derive(Subcommand)]
pub(crate) enum Announcements {
    /// Tell everybody something, now or at a time
    Publish {
        /// The text, with mentions, hashtags and addresses as in a post; - reads standard input
        text: String,
        /// Not before this time: 2026-11-22T14:00:00Z
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// When what is announced begins
        #[arg(long, value_name = "TIME")]
        starts: Option<String>,
        /// When it ends, and the announcement with it
        #[arg(long, value_name = "TIME")]
        ends: Option<String>,
        /// Only the days of the times matter
        #[arg(long)]
        all_day: bool,
    },
    /// List them, also those that wait or have ended
    List,
    /// Take one back
    Remove {
        /// Its number
        id: Id,
    },
}

impl Announcements {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        match self {
            Self::Publish { text, at, starts, ends, all_day } => {
                let new = NewAnnouncement {
                    text: whole(text)?,
                    scheduled_ms: time(at)?,
                    starts_ms: time(starts)?,
                    ends_ms: time(ends)?,
                    all_day,
                };
                let id = medley.announcements.publish(new).await.map_err(|problem| told(&problem))?;
                say(id);
            }
            Self::List => {
                let all = medley.announcements.all().await.map_err(|problem| told(&problem))?;
                let now = medley.clock.now_ms();
                all.iter().map(|one| line(one, now)).all(say);
            }
            Self::Remove { id } => {
                medley
                    .announcements
                    .remove(id)
                    .await
                    .map_err(|_| format!("there is no announcement {id}"))?;
            }
        }
        Ok(())
    }
}

fn whole(text: String) -> Result<String, String> {
    if text != "-" {
        return Ok(text);
    }
    let mut text = String::new();
    let read = std::io::stdin().take(TEXT_BYTES_MAX).read_to_string(&mut text);
    read.map(|_| text).map_err(|cause| cause.to_string())
}

fn time(text: Option<String>) -> Result<Option<Ms>, String> {
    let read = |text: String| {
        parse_iso(&text).ok_or_else(|| format!("{text}: not a time; for example 2026-11-22T14:00:00Z"))
    };
    text.map(read).transpose()
}

fn line(one: &Announcement, now: Ms) -> String {
    let state = match (one.published_ms, one.ends_ms) {
        (None, _) => format!("waits until {}", one.scheduled_ms.map(iso_ms).unwrap_or_default()),
        (Some(_), Some(ends)) if ends <= now => format!("ended {}", iso_ms(ends)),
        (Some(_), Some(ends)) => format!("until {}", iso_ms(ends)),
        (Some(at), None) => format!("since {}", iso_ms(at)),
    };
    let text: String = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}  {state}  {}", one.id, text.chars().take(80).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states() {
        let one = Announcement {
            id: Id(7),
            text: "Hello\nall".to_owned(),
            scheduled_ms: None,
            starts_ms: None,
            ends_ms: Some(5_000),
            all_day: false,
            published_ms: Some(1_000),
            updated_ms: 1_000,
            created_ms: 1_000,
        };
        assert_eq!(line(&one, 0), "7  until 1970-01-01T00:00:05.000Z  Hello all");
        assert_eq!(line(&one, 5_000), "7  ended 1970-01-01T00:00:05.000Z  Hello all");
        let waiting = Announcement { published_ms: None, scheduled_ms: Some(9_000), ..one };
        assert!(line(&waiting, 0).contains("waits until 1970-01-01T00:00:09"));
        assert!(time(Some("soon".to_owned())).is_err());
        assert_eq!(time(Some("1970-01-02".to_owned())), Ok(Some(86_400_000)));
    }
}
