//! What stands beside timelines on a desk: what is talked about, and whom one may want to follow.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::filters;
use crate::person::PersonLine;
use crate::shell::Shell;

/// Width and height of the drawing, in its own units.
const WIDE: usize = 72;
const HIGH: usize = 24;
/// Room for the line's own width above and below.
const EDGE: usize = 2;

/// How much something was used on each of the last days, as a small line. Hidden from screen readers: the same is
/// said in words beside it.
#[derive(Debug, Clone, Copy)]
pub struct Spark<'a>(&'a [u32]);

impl<'a> Spark<'a> {
    /// The line of these days, the oldest first.
    #[must_use]
    pub fn new(days: &'a [u32]) -> Self {
        Self(days)
    }
}

impl fmt::Display for Spark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = self.0.iter().copied().max().unwrap_or(0).max(1) as usize;
        let steps = self.0.len().saturating_sub(1).max(1);
        write!(f, r#"<svg class="spark" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" "#)?;
        f.write_str(r#"aria-hidden="true"><polyline points=""#)?;
        for (n, &uses) in self.0.iter().enumerate() {
            let x = EDGE + n * (WIDE - 2 * EDGE) / steps;
            let y = HIGH - EDGE - uses as usize * (HIGH - 2 * EDGE) / most;
            write!(f, "{}{x},{y}", if n > 0 { " " } else { "" })?;
        }
        f.write_str(r#""/></svg>"#)
    }
}

impl HtmlSafe for Spark<'_> {}

/// A hashtag or an address that several people took up lately.
#[derive(Debug, Clone, Default)]
pub struct TrendView {
    /// What it is called: `#stroke`, or an address without its scheme.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// Whether it leads away from this server.
    pub leaves: bool,
    /// How much it was used in the last days, in words.
    pub used: Message,
    /// How often it was used on each of the last days, the oldest first.
    pub days: Vec<u32>,
}

impl TrendView {
    /// Its link, who uses it, and the line.
    #[must_use]
    pub fn line(&self) -> TrendLine<'_> {
        TrendLine { trend: self }
    }

    fn spark(&self) -> Spark<'_> {
        Spark(&self.days)
    }

    fn days_said(&self) -> String {
        self.days.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// A trend in a list.
#[derive(Debug, Template)]
#[template(path = "trend_line.html")]
pub struct TrendLine<'a> {
    trend: &'a TrendView,
}

/// Somebody whom the reader may want to follow.
#[derive(Debug, Clone, Default)]
pub struct SuggestedView {
    /// Who.
    pub person: PersonLine,
    /// Whether they approve their followers.
    pub locked: bool,
    /// Why they are suggested.
    pub why: Message,
}

/// What stands beside a timeline. Empty where there is nothing to tell.
#[derive(Debug, Clone, Default)]
pub struct AsideView {
    /// What is talked about.
    pub tags: Vec<TrendView>,
    /// Whom the reader may want to follow.
    pub people: Vec<SuggestedView>,
    /// Chats that go on now.
    pub chats: Vec<AirView>,
}

/// A chat that goes on now.
#[derive(Debug, Clone, Default)]
pub struct AirView {
    /// Its hashtag, without `#`.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Its room.
    pub url: String,
}

impl AsideView {
    /// The boxes of the column.
    #[must_use]
    pub fn boxes<'a>(&'a self, shell: &'a Shell) -> AsideBoxes<'a> {
        AsideBoxes { aside: self, shell }
    }
}

/// The boxes of the column beside a timeline.
#[derive(Debug, Template)]
#[template(path = "aside.html")]
pub struct AsideBoxes<'a> {
    aside: &'a AsideView,
    shell: &'a Shell,
}

impl HtmlSafe for TrendLine<'_> {}
impl HtmlSafe for AsideBoxes<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_line_stays_within_its_drawing() {
        for (days, points) in [
            (&[0, 1, 2][..], "2,22 36,12 70,2"),
            (&[0, 0], "2,22 70,22"),
            (&[5], "2,2"),
            (&[u32::MAX, 0], "2,2 70,22"),
            (&[], ""),
        ] {
            let html = Spark(days).to_string();
            assert!(html.contains(&format!("points=\"{points}\"")), "{html}");
        }
    }

    #[test]
    fn the_column_says_what_the_line_shows_and_escapes_names() {
        let aside = AsideView {
            tags: vec![TrendView {
                name: sample::HOSTILE.to_owned(),
                url: "/tags/x".to_owned(),
                leaves: false,
                used: crate::WORDS.say("trend-people").with("n", 3),
                days: vec![0, 2, 5],
            }],
            people: vec![SuggestedView {
                person: PersonLine { display_name: sample::HOSTILE.to_owned(), ..sample::line() },
                locked: false,
                why: Message::raw(sample::HOSTILE),
            }],
            chats: vec![AirView {
                name: "hcsm".to_owned(),
                title: sample::HOSTILE.to_owned(),
                url: "/chats/hcsm/5".to_owned(),
            }],
        };
        let html = sample::drawn(&aside.boxes(&sample::shell("/")));
        assert!(html.contains("0, 2, 5") && html.contains("3 people"), "{html}");
        assert!(html.contains("/dismiss\"") && html.contains("/follow\""), "{html}");
        assert!(!html.contains("<script>alert"), "{html}");
        assert_eq!(sample::drawn(&AsideView::default().boxes(&sample::shell("/"))).trim(), "");
    }
}
