use base::Id;
use proptest::prelude::*;

use super::*;
use crate::model::Metric;
use crate::store::{BOOST, Noted, REPLY};

/// Rows with something of everything, an id apart.
fn columns(rows: &[(u8, u8, u16)]) -> Columns {
    let mut columns = Columns::default();
    for (n, &(author, what, followers)) in rows.iter().enumerate() {
        let other = Id(i64::from(author) % 5 + 1);
        columns.push(
            Noted {
                post: Id::new(1_000 * (n as i64 + 1), base::Bucket::of(0), 0),
                author: Id(i64::from(author) + 1),
                followers: followers.into(),
                flags: [0, BOOST, REPLY][usize::from(what % 3)],
                to: (what % 3 > 0).then_some(other),
                mentions: if what % 2 == 0 { vec![other] } else { Vec::new() },
                links: if what % 5 == 0 { vec!["https://x.example/".to_owned()] } else { Vec::new() },
                ..Noted::default()
            },
            None,
        );
    }
    columns
}

fn rows() -> impl Strategy<Value = Vec<(u8, u8, u16)>> {
    prop::collection::vec((0_u8..9, any::<u8>(), any::<u16>()), 1..80)
}

proptest! {
    /// What is counted of two windows side by side is what is counted of both together.
    #[test]
    fn parts_make_the_whole(rows in rows(), cut in 1_i64..80_000, gone in 0_usize..80) {
        let mut columns = columns(&rows);
        if let Some(post) = columns.posts.get(gone).copied() {
            columns.remove(post);
            columns.settle();
        }
        let of = |from, until| Look::new(&columns, &[2], Window::new(from, until).unwrap()).summary();
        let (whole, first, second) = (of(0, 90_000), of(0, cut), of(cut, 90_000));
        for figure in [
            |s: &Summary| s.posts,
            |s: &Summary| s.boosts,
            |s: &Summary| s.replies,
            |s: &Summary| s.mentions,
            |s: &Summary| s.links,
            |s: &Summary| s.impressions,
            |s: &Summary| s.newcomers,
        ] {
            prop_assert_eq!(figure(&first) + figure(&second), figure(&whole));
        }
        prop_assert!(first.participants + second.participants >= whole.participants);
        prop_assert!(whole.newcomers == whole.participants, "everybody begins at some time");
    }

    /// The steps of a series add up to the summary, whatever they are cut into.
    #[test]
    fn steps_make_the_whole(rows in rows(), from in 0_i64..20_000, which in 0_usize..6, zone in -720_i32..720) {
        let columns = columns(&rows);
        let look = Look::new(&columns, &[], Window::new(from, 90_000).unwrap());
        let (steps, whole) = (look.activity(Interval::ALL[which], zone).unwrap(), look.summary());
        let sum = |of: fn(&Step) -> u64| steps.iter().map(of).sum::<u64>();
        prop_assert_eq!(sum(|s| s.posts), whole.posts);
        prop_assert_eq!(sum(|s| s.boosts), whole.boosts);
        prop_assert_eq!(sum(|s| s.replies), whole.replies);
        prop_assert_eq!(sum(|s| s.impressions), whole.impressions);
        let roles = look.roles();
        prop_assert_eq!(roles.iter().map(|(_, people, _)| people).sum::<u64>(), whole.participants);
        prop_assert_eq!(roles.iter().map(|(_, _, posts)| posts).sum::<u64>(), whole.posts);
        let posts: u64 = look.top(Metric::Posts, 100).iter().map(|one| one.count).sum();
        prop_assert_eq!(posts, whole.posts);
        let impressions: u64 = look.top(Metric::Impressions, 100).iter().map(|one| one.count).sum();
        prop_assert_eq!(impressions, whole.impressions);
    }

    #[test]
    fn the_greatest_are_those_of_a_whole_sort(counts in prop::collection::vec(0_u64..20, 0..60), limit in 0_usize..20) {
        let mut all: Vec<(usize, u64)> = counts.iter().copied().enumerate().filter(|(_, c)| *c > 0).collect();
        all.sort_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
        all.truncate(limit);
        prop_assert_eq!(lists::greatest(&counts, limit), all);
    }
}

#[test]
fn whoever_is_suspended_is_nowhere() {
    let columns = columns(&[(0, 0, 10), (1, 2, 5), (1, 1, 5)]);
    let hidden = columns.number(Id(2)).unwrap();
    let look = Look::new(&columns, &[hidden], Window::new(0, 90_000).unwrap());
    let sum = look.summary();
    assert_eq!((sum.posts, sum.participants, sum.impressions), (1, 1, 10));
    assert_eq!(look.top(Metric::Mentions, 9), [], "the one who was named");
    assert_eq!(look.links(9).len(), 1);
}
