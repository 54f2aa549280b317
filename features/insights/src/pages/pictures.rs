//! From numbers to what is drawn.

use base::DAY_MS;
use ui::Message;

use super::chosen::clock;
use crate::WORDS;
use crate::model::{Counted, Interval, Step, Window};
use crate::network::Network;
use crate::roles::Role;
use crate::templates::{BarView, ChartView, EdgeView, NodeView, PersonView, ShareView};

/// Width of a bar with the room beside it, and height of the tallest.
const STEP: usize = 10;
const HIGH: u64 = 100;
/// Half the width of the smallest and of the largest circle.
const NODE_LEAST: f64 = 13.0;
const NODE_MOST: f64 = 26.0;

/// Intervals of which a window has enough for a picture, and not too many.
pub(super) fn interval_for(window: Window) -> Interval {
    match (window.until - window.from) / DAY_MS {
        0 if window.until - window.from <= DAY_MS / 8 => Interval::Minute,
        0..=4 => Interval::Hour,
        5..=120 => Interval::Day,
        121..=800 => Interval::Week,
        801..=6_000 => Interval::Month,
        _ => Interval::Year,
    }
}

/// Bars of posts. An interval in which somebody posted is never without a bar.
pub(super) fn chart(steps: &[Step], interval: Interval, zone: i32) -> ChartView {
    let most = steps.iter().map(|step| step.posts).max().unwrap_or_default();
    let total: u64 = steps.iter().map(|step| step.posts).sum();
    let at = |step: &Step| {
        let clock = clock(step.from, zone);
        let keep = match interval {
            Interval::Minute | Interval::Hour => clock.len(),
            Interval::Day | Interval::Week => "2026-11-22".len(),
            Interval::Month => "2026-11".len(),
            Interval::Year => "2026".len(),
        };
        clock[..keep.min(clock.len())].to_owned()
    };
    let bar = |(n, step): (usize, &Step)| {
        let height = if step.posts == 0 { 0 } else { (step.posts * HIGH / most.max(1)).max(2) };
        BarView {
            x: n * STEP + 1,
            y: HIGH - height,
            height,
            at: at(step),
            posts: step.posts,
            people: step.participants,
        }
    };
    let label = WORDS.say("insights-activity-label");
    ChartView {
        label: label.with("total", total).with("n", steps.len() as u64).with("most", most),
        most: most_in(interval).with("n", most),
        width: steps.len() * STEP,
        bars: steps.iter().enumerate().map(bar).collect(),
        first: steps.first().map(at).unwrap_or_default(),
        last: steps.last().map(at).unwrap_or_default(),
    }
}

fn most_in(interval: Interval) -> Message {
    WORDS.say(match interval {
        Interval::Minute => "insights-most-minute",
        Interval::Hour => "insights-most-hour",
        Interval::Day => "insights-most-day",
        Interval::Week => "insights-most-week",
        Interval::Month => "insights-most-month",
        Interval::Year => "insights-most-year",
    })
}

fn shares(all: Vec<(Message, u64, u64)>, by: fn(&(Message, u64, u64)) -> u64) -> Vec<ShareView> {
    let most = all.iter().map(by).max().unwrap_or_default().max(1);
    let view = |one: (Message, u64, u64)| ShareView {
        width: by(&one) * 100 / most,
        label: one.0,
        people: one.1,
        posts: one.2,
    };
    all.into_iter().map(view).collect()
}

/// What participants are, most people first; those of whom nothing is known last.
pub(super) fn roles(roles: &[(Role, u64, u64)]) -> Vec<ShareView> {
    let mut sorted = roles.to_vec();
    sorted.sort_by_key(|(role, people, _)| (*role == Role::Unknown, std::cmp::Reverse(*people)));
    let told = |(role, people, posts): (Role, u64, u64)| (role_label(role), people, posts);
    shares(sorted.into_iter().map(told).collect(), |one| one.1)
}

/// Languages, by their own names.
pub(super) fn languages(languages: &[Counted]) -> Vec<ShareView> {
    let label = |code: &str| {
        let known = ui::LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
        match code {
            "" => WORDS.say("insights-language-none"),
            _ => Message::raw(known.unwrap_or(code)),
        }
    };
    shares(languages.iter().map(|one| (label(&one.text), one.people, one.posts)).collect(), |one| one.2)
}

/// What a kind of participants is called.
fn role_label(role: Role) -> Message {
    WORDS.say(match role {
        Role::Unknown => "insight-role-unknown",
        Role::Patient => "insight-role-patient",
        Role::Carer => "insight-role-carer",
        Role::Doctor => "insight-role-doctor",
        Role::Professional => "insight-role-professional",
        Role::Researcher => "insight-role-researcher",
        Role::Press => "insight-role-press",
        Role::Provider => "insight-role-provider",
        Role::Advocacy => "insight-role-advocacy",
        Role::Government => "insight-role-government",
        Role::Industry => "insight-role-industry",
        Role::Academic => "insight-role-academic",
        Role::Media => "insight-role-media",
        Role::Organisation => "insight-role-organisation",
        Role::Other => "insight-role-other",
    })
}

/// Circles, the larger the more somebody spoke or was spoken to.
pub(super) fn nodes(network: &Network, people: Vec<PersonView>) -> Vec<NodeView> {
    let most = network.people.iter().map(|node| node.strength).max().unwrap_or(1).max(1) as f64;
    let view = |(n, (node, person)): (usize, (&crate::network::Node, PersonView))| NodeView {
        number: n + 1,
        x: node.at.0 as u32,
        y: node.at.1 as u32,
        r: (NODE_MOST - NODE_LEAST).mul_add((node.strength as f64 / most).sqrt(), NODE_LEAST) as u32,
        person,
    };
    network.people.iter().zip(people).enumerate().map(view).collect()
}

/// Lines, the strongest first.
pub(super) fn edges(network: &Network, people: &[PersonView]) -> Vec<EdgeView> {
    let most = network.edges.first().map_or(1, crate::network::Edge::sum).max(1);
    let spot = |place: usize| {
        let (x, y) = network.people[place].at;
        (x as u32, y as u32)
    };
    let named = |place: usize| (place + 1, people[place].name.clone());
    let view = |edge: &crate::network::Edge| {
        let ((x1, y1), (x2, y2)) = (spot(edge.from), spot(edge.to));
        let class = match edge.sum() * 4 / most {
            _ if edge.sum() == 1 => "w1",
            0 => "w1",
            1 => "w2",
            2 => "w3",
            _ => "w4",
        };
        EdgeView {
            class,
            x1,
            y1,
            x2,
            y2,
            from: named(edge.from),
            to: named(edge.to),
            replies: edge.replies,
            mentions: edge.mentions,
            boosts: edge.boosts,
        }
    };
    network.edges.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars() {
        let step = |from: i64, posts: u64| Step { from, posts, ..Step::default() };
        let drawn = chart(&[step(0, 0), step(DAY_MS, 1), step(2 * DAY_MS, 200)], Interval::Day, 0);
        let heights: Vec<u64> = drawn.bars.iter().map(|bar| bar.height).collect();
        assert_eq!((heights, drawn.width), (vec![0, 2, 100], 30));
        assert_eq!((drawn.first.as_str(), drawn.last.as_str()), ("1970-01-01", "1970-01-03"));
        assert_eq!(chart(&[], Interval::Hour, 0).bars.len(), 0);
    }

    #[test]
    fn a_window_has_enough_intervals_and_not_too_many() {
        for (hours, interval) in [
            (1, Interval::Minute),
            (3, Interval::Minute),
            (24, Interval::Hour),
            (24 * 7, Interval::Day),
            (24 * 365, Interval::Week),
            (24 * 365 * 10, Interval::Month),
            (24 * 365 * 60, Interval::Year),
        ] {
            assert_eq!(interval_for(Window::new(0, hours * 3_600_000).unwrap()), interval, "{hours}");
        }
    }
}
