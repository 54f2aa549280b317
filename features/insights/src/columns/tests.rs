use super::*;

fn noted(post: i64, author: i64) -> Noted {
    Noted {
        post: Id(post),
        author: Id(author),
        followers: 10,
        mentions: vec![Id(author + 1)],
        links: vec![format!("https://x.example/{author}")],
        ..Noted::default()
    }
}

#[test]
fn rows_come_late_and_go() {
    let mut late = Columns { words: Some(Words::default()), ..Columns::default() };
    let mut plain = late.clone();
    for (post, author) in [(10, 1), (30, 2), (40, 1), (20, 2), (30, 2)] {
        assert_eq!(late.insert(noted(post, author), Some("one vaccine")), Ok(()));
    }
    for (post, author) in [(10, 1), (20, 2), (30, 2), (40, 1)] {
        plain.push(noted(post, author), Some("one vaccine"));
    }
    assert!(late.is_unsettled());
    late.settle();
    assert_eq!((&late.posts, late.firsts()), (&plain.posts, &[Id(10), Id(20), Id(0)][..]));
    for n in 0..4 {
        assert_eq!(late.people[late.authors[n] as usize], plain.people[plain.authors[n] as usize]);
        assert_eq!(late.links.of(n).len(), 1);
        assert_eq!(late.words.as_ref().unwrap().of_rows.of(n), [0], "one word");
    }
    late.remove(Id(20));
    late.settle();
    assert!(late.is_gone(1) && !late.is_gone(2));
    assert_eq!(late.firsts()[late.number(Id(2)).unwrap() as usize], Id(30));
}

#[test]
fn what_comes_far_too_late_is_read_anew() {
    let mut columns = Columns::default();
    (10..10 + 2 * LATE_ROWS_MAX as i64).for_each(|post| columns.push(noted(post, 1), None));
    assert_eq!(columns.insert(noted(1, 1), None), Err(TooLate));
}

#[test]
fn boosts_of_what_is_gone_are_gone() {
    let mut columns = Columns::default();
    columns.push(noted(1, 1), None);
    columns.push(Noted { boost_of: Some(Id(1)), flags: BOOST, ..noted(2, 2) }, None);
    columns.remove(Id(1));
    assert!(columns.is_gone(0) && columns.is_gone(1));
}
