//! From the columns of a hashtag to its figures. Pure; what each figure is, `define.rs` says.

mod calendar;
mod lists;

use std::ops::Range;

use base::{MINUTE_MS, Outcome};

use crate::columns::Columns;
use crate::model::{Interval, Step, Summary, Window};
use crate::roles::Role;
pub(crate) use calendar::starts;

/// The rows of a window, without those of people who are suspended.
pub(crate) struct Look<'a> {
    pub(crate) columns: &'a Columns,
    /// By number of the people.
    hidden: Vec<bool>,
    rows: Range<usize>,
    window: Window,
}

impl<'a> Look<'a> {
    pub(crate) fn new(columns: &'a Columns, hidden: &[u32], window: Window) -> Self {
        let mut flags = vec![false; columns.people.len()];
        for &number in hidden {
            if let Some(flag) = flags.get_mut(number as usize) {
                *flag = true;
            }
        }
        Self { columns, hidden: flags, rows: columns.range(window), window }
    }

    /// The rows that count.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.among(self.rows.clone())
    }

    fn among(&self, rows: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        rows.filter(|&n| !self.columns.is_gone(n) && !self.is_hidden(self.columns.authors[n]))
    }

    /// Whether somebody is suspended; nobody is not.
    pub(crate) fn is_hidden(&self, person: u32) -> bool {
        self.hidden.get(person as usize).copied().unwrap_or_default()
    }

    /// The figures, but for those that were measured.
    pub(crate) fn summary(&self) -> Summary {
        let columns = self.columns;
        let (from, _) = self.window.ids();
        let mut seen = vec![false; columns.people.len()];
        let mut sum = Summary::default();
        let (mut minute, mut in_minute) = (0, 0);
        for n in self.rows() {
            sum.posts += 1;
            let own = columns.posts[n].ms() / MINUTE_MS;
            in_minute = if own == minute { in_minute + 1 } else { 1 };
            minute = own;
            sum.busiest_minute = sum.busiest_minute.max(in_minute);
            sum.impressions += u64::from(columns.followers[n]);
            sum.links += columns.links.of(n).len() as u64;
            if columns.is_boost(n) {
                sum.boosts += 1;
            } else {
                sum.replies += u64::from(columns.is_reply(n));
                sum.mentions += columns.mentions.of(n).len() as u64;
            }
            let author = columns.authors[n] as usize;
            if !std::mem::replace(&mut seen[author], true) {
                sum.participants += 1;
                sum.newcomers += u64::from(columns.firsts()[author] >= from);
            }
        }
        sum
    }

    /// How the hashtag was used in each interval.
    pub(crate) fn activity(&self, interval: Interval, zone: i32) -> Outcome<Vec<Step>> {
        let starts = starts(self.window, interval, zone)?;
        let columns = self.columns;
        // In which step each of the people was seen last.
        let mut last_seen = vec![usize::MAX; columns.people.len()];
        let mut steps = Vec::with_capacity(starts.len());
        for (place, &from) in starts.iter().enumerate() {
            let until = starts.get(place + 1).copied().unwrap_or(self.window.until).min(self.window.until);
            let rows = columns.range(Window { from: from.max(self.window.from), until });
            let mut step = Step { from, ..Step::default() };
            for n in self.among(rows) {
                step.posts += 1;
                step.boosts += u64::from(columns.is_boost(n));
                step.replies += u64::from(columns.is_reply(n) && !columns.is_boost(n));
                step.impressions += u64::from(columns.followers[n]);
                let author = columns.authors[n] as usize;
                step.participants += u64::from(std::mem::replace(&mut last_seen[author], place) != place);
            }
            steps.push(step);
        }
        Ok(steps)
    }

    /// How many participants are what, by what they were when they posted last in the window; and how many posts are
    /// theirs.
    pub(crate) fn roles(&self) -> Vec<(Role, u64, u64)> {
        let columns = self.columns;
        let mut of_people: Vec<Option<(Role, u64)>> = vec![None; columns.people.len()];
        for n in self.rows() {
            let one = &mut of_people[columns.authors[n] as usize];
            let posts = one.map_or(0, |(_, posts)| posts);
            *one = Some((columns.roles[n], posts + 1));
        }
        let mut counts = [(0_u64, 0_u64); Role::ALL.len()];
        for (role, posts) in of_people.into_iter().flatten() {
            if let Some(count) = usize::try_from(role.code()).ok().and_then(|at| counts.get_mut(at)) {
                count.0 += 1;
                count.1 += posts;
            }
        }
        let told = |role: Role| {
            let (people, posts) = usize::try_from(role.code()).map_or((0, 0), |at| counts[at]);
            (role, people, posts)
        };
        Role::ALL.into_iter().map(told).filter(|(_, people, _)| *people > 0).collect()
    }
}

#[cfg(test)]
mod tests;
