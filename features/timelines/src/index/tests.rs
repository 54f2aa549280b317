use super::*;
use proptest::prelude::*;

pub(crate) fn head(id: i64) -> Head {
    Head {
        id: Id(id),
        visibility: Visibility::Public,
        reply_to: None,
        reply_to_author: None,
        boost_of: None,
        boost_of_author: None,
        room: None,
    }
}

fn entry(id: i64) -> Entry {
    Entry::from(head(id))
}

fn author(id: i64) -> Source {
    Source::Author(Id(id))
}

fn sources(ids: impl Iterator<Item = i64>) -> Vec<Source> {
    ids.map(author).collect()
}

fn filled(authors: &[&[i64]]) -> (Index, Vec<Slot>) {
    let index = Index::new(1 << 20);
    let slots = index.slots_of(&sources(1..=authors.len() as i64)).unwrap();
    for (slot, ids) in slots.iter().zip(authors) {
        index.fill(*slot, 0, ids.iter().copied().map(entry).collect());
    }
    (index, slots)
}

fn ids(merged: &Merged) -> Vec<i64> {
    merged.entries.iter().map(|(e, _)| e.id.0).collect()
}

#[test]
fn newest_first_across_authors() {
    let (index, slots) = filled(&[&[9, 5, 1], &[8, 6], &[]]);
    assert_eq!(ids(&index.merge(&slots, Page::newest(4), |_, _| true)), [9, 8, 6, 5]);
    let below = Page { max_id: Some(Id(8)), ..Page::newest(10) };
    assert_eq!(ids(&index.merge(&slots, below, |_, _| true)), [6, 5, 1]);
    let above = Page { since_id: Some(Id(5)), ..Page::newest(10) };
    assert_eq!(ids(&index.merge(&slots, above, |_, _| true)), [9, 8, 6]);
    let forward = Page { min_id: Some(Id(1)), ..Page::newest(3) };
    assert_eq!(ids(&index.merge(&slots, forward, |_, _| true)), [5, 6, 8]);
}

#[test]
fn it_says_when_memory_ends() {
    let many: Vec<i64> = (1..=HEADS_KEPT as i64).rev().map(|n| n + 1_000).collect();
    let (index, slots) = filled(&[&many, &[5, 4]]);
    let all = index.merge(&slots, Page::newest(200), |_, _| true);
    assert!(all.short && all.entries.len() == HEADS_KEPT, "{}", all.entries.len());
    assert!(!index.merge(&slots, Page::newest(20), |_, _| true).short);
    let deep = Page { max_id: Some(Id(100)), ..Page::newest(5) };
    let deep = index.merge(&slots, deep, |_, _| true);
    assert!(deep.short && deep.entries.is_empty(), "the first author may have posts between 5 and 100");
    let forward = Page { min_id: Some(Id(3)), ..Page::newest(5) };
    assert!(index.merge(&slots, forward, |_, _| true).short);
}

#[test]
fn a_load_that_raced_with_a_post_is_not_kept() {
    let index = Index::new(1 << 20);
    let slots = index.slots_of(&[author(1)]).unwrap();
    let missing = index.missing(&slots);
    index.add(&author(1), entry(7));
    index.fill(missing[0].0, missing[0].2, vec![]);
    assert_eq!(index.missing(&slots).len(), 1, "the stale load was refused");
    let missing = index.missing(&slots);
    index.fill(missing[0].0, missing[0].2, vec![entry(7)]);
    assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [7]);
}

#[test]
fn adding_twice_and_removing() {
    let (index, slots) = filled(&[&[3]]);
    index.add(&author(1), entry(9));
    index.add(&author(1), entry(9));
    index.add(&author(1), entry(6));
    assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [9, 6, 3]);
    index.remove(&author(1), Id(6));
    assert_eq!(ids(&index.merge(&slots, Page::newest(5), |_, _| true)), [9, 3]);
    assert_eq!(index.entries(), 2);
    index.drop_imported(Id(1));
    assert_eq!((index.entries(), index.missing(&slots).len()), (0, 1));
}

#[test]
fn what_is_older_than_memory_leaves_no_hole_in_it() {
    let many: Vec<i64> = (1..=HEADS_KEPT as i64).rev().map(|n| n + 1_000).collect();
    let (index, slots) = filled(&[&many, &[5]]);
    index.add(&author(1), entry(7));
    index.add(&author(2), entry(3));
    let page = Page { max_id: Some(Id(1_001)), ..Page::newest(5) };
    assert!(index.merge(&slots, page, |_, _| true).short, "what is between 7 and 1001 is not known");
    assert_eq!(ids(&index.merge(&slots[1..], page, |_, _| true)), [5, 3]);
    for id in &many {
        index.remove(&author(1), Id(*id));
    }
    assert_eq!(index.missing(&slots).len(), 1, "to be loaded again");
}

#[test]
fn posts_of_a_hashtag_keep_their_authors() {
    let (index, mut slots) = filled(&[&[9, 5]]);
    let tag = Source::Tag("stroke".into());
    slots.extend(index.slots_of(&[tag.clone(), tag.clone()]).unwrap());
    assert_eq!(slots[1], slots[2], "one slot");
    slots.pop();
    let missing = index.missing(&slots);
    assert_eq!(missing[0].1, tag);
    index.fill(missing[0].0, missing[0].2, vec![Entry::tagged(Id(9), Id(1)), Entry::tagged(Id(7), Id(4))]);
    index.add(&tag, Entry::tagged(Id(11), Id(5)));
    let merged = index.merge(&slots, Page::newest(9), |_, _| true);
    let told: Vec<_> = merged.entries.iter().map(|(e, author)| (e.id.0, author.0)).collect();
    assert_eq!(told, [(11, 5), (9, 1), (9, 1), (7, 4), (5, 1)]);
    index.remove(&tag, Id(7));
    assert_eq!(index.merge(&slots[1..], Page::newest(9), |_, _| true).entries.len(), 2);
    index.drop_imported(Id(8));
    assert_eq!(index.missing(&slots).len(), 1, "any hashtag may have got older posts");
}

#[test]
fn it_stays_within_its_budget() {
    let index = Index::new(100 * 1_024);
    let slots = index.slots_of(&sources(1..=500)).unwrap();
    for (n, slot) in slots.iter().enumerate() {
        index.merge(&slots[..1], Page::newest(1), |_, _| true);
        index.fill(*slot, 0, (0..20).map(|i| entry((n as i64 + 1) * 1_000 - i)).collect());
    }
    assert!(index.entries() * ENTRY_BYTES <= 100 * 1_024, "{}", index.entries());
    assert!(!index.missing(&slots).is_empty());
}

proptest! {
    /// Paging through the merge in either direction gives the sorted whole.
    #[test]
    fn pages_add_up(mut lists in proptest::collection::vec(proptest::collection::btree_set(1_i64..500, 0..30), 1..6), limit in 1_usize..9) {
        let mut seen = std::collections::BTreeSet::new();
        for list in &mut lists {
            list.retain(|id| seen.insert(*id));
        }
        let lists: Vec<Vec<i64>> = lists.iter().map(|l| l.iter().rev().copied().collect()).collect();
        let (index, slots) = filled(&lists.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let expected: Vec<i64> = seen.into_iter().rev().collect();
        let mut down = Vec::new();
        let mut page = Page::newest(limit);
        loop {
            let part = ids(&index.merge(&slots, page, |_, _| true));
            let Some(last) = part.last() else { break };
            page.max_id = Some(Id(*last));
            down.extend(part);
        }
        prop_assert_eq!(&down, &expected);
        let mut up = Vec::new();
        let mut page = Page { min_id: Some(Id(0)), ..Page::newest(limit) };
        loop {
            let part = ids(&index.merge(&slots, page, |_, _| true));
            let Some(last) = part.last() else { break };
            page.min_id = Some(Id(*last));
            up.extend(part);
        }
        up.reverse();
        prop_assert_eq!(&up, &expected);
    }
}
