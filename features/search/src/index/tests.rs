use base::{Bucket, IdSet};

use super::expression::Mark;
use super::*;
use crate::query::Query;
use crate::words::stored;

/// An index in a folder of its own.
async fn fresh() -> (Index, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Index::open(folder.path()).await.unwrap(), folder)
}

fn document(id: i64, author: i64, text: &str) -> Document {
    let tags: Vec<String> = text::hashtags(text).into_iter().map(|tag| tag.key).collect();
    let mut entries = stored(text);
    let marks = [Mark::Post, Mark::Public, Mark::Author(Id(author)), Mark::Concerns(Id(author))];
    entries.extend(marks.iter().map(Mark::entry));
    entries.extend(tags.iter().map(|tag| Mark::Tag(tag).entry()));
    Document { id: Id(id), author: Id(author), public: true, tags, entries: entries.join(" ") }
}

async fn filled(texts: &[&str]) -> (Index, tempfile::TempDir) {
    let (index, folder) = fresh().await;
    let documents = (1..).zip(texts).map(|(id, text)| document(id, 7, text)).collect();
    index.write(Changes { documents, ..Changes::default() }).await.unwrap();
    (index, folder)
}

const ALL: Window = Window { above: -1, below: i64::MAX, forward: false, limit: 100 };

async fn find(index: &Index, query: &str) -> Vec<i64> {
    let name = |name: &str| (name == "ana").then_some(Id(7));
    let Some(terms) = Terms::of(&Query::parse(query), None, name) else { return Vec::new() };
    let expression = post_expression(&terms, &Eyes::Public);
    let hits =
        index.find(expression, Window { above: terms.above, below: terms.below, ..ALL }).await.unwrap();
    hits.into_iter().map(|(id, _)| id.0).filter(|&id| !terms.leaves_out(Id(id))).collect()
}

#[tokio::test]
async fn the_language_of_queries_finds_what_it_says() {
    let (index, _folder) = filled(&[
        "Door to needle times of strokes",
        "needle to door is another phrase about a stroke",
        "Vaccines for children #Public_Health",
        "Café à Zürich",
        "新型コロナの疫苗",
    ])
    .await;
    for (query, found) in [
        ("needle", vec![2, 1]),
        ("\"door to needle\"", vec![1]),
        ("stroke -phrase", vec![1]),
        ("-stroke", vec![5, 4, 3]),
        ("#public_health", vec![3]),
        ("#public", vec![]),
        ("publichealth", vec![]),
        ("vaccine", vec![3]),
        ("CAFE zurich", vec![4]),
        ("コロナ", vec![5]),
        ("苗", vec![5]),
        ("疫", vec![5]),
        ("疫新", vec![]),
        ("from:ana needle -\"needle to door\"", vec![1]),
        ("from:nobody", vec![]),
        ("-from:nobody needle", vec![2, 1]),
        ("from:ana", vec![5, 4, 3, 2, 1]),
    ] {
        assert_eq!(find(&index, query).await, found, "{query}");
    }
}

#[tokio::test]
async fn hits_are_paged_in_both_directions() {
    let (index, _folder) = filled(&["pain"; 9]).await;
    let terms = Terms::of(&Query::parse("pain"), None, |_| None).unwrap();
    let expression = post_expression(&terms, &Eyes::Public);
    let page = async |window| {
        let hits: Vec<(Id, Id)> = index.find(expression.clone(), window).await.unwrap();
        hits.into_iter().map(|(id, _)| id.0).collect::<Vec<_>>()
    };
    assert_eq!(page(Window { limit: 3, ..ALL }).await, [9, 8, 7]);
    assert_eq!(page(Window { limit: 3, below: 7, ..ALL }).await, [6, 5, 4]);
    assert_eq!(page(Window { limit: 3, above: 4, forward: true, ..ALL }).await, [5, 6, 7]);
    let mut among = index.among(expression.clone(), vec![3, 99, 5]).await.unwrap();
    among.sort_unstable();
    assert_eq!(among, [(Id(3), Id(7)), (Id(5), Id(7))]);
}

#[tokio::test]
async fn what_is_cut_is_gone_and_what_is_put_again_is_there_once() {
    let (index, _folder) = filled(&["old words #a #b", "other #a"]).await;
    assert_eq!(index.tags("a".into(), 9).await.unwrap(), [("a".to_owned(), 2)]);
    let documents = vec![document(1, 7, "new words #b")];
    index.write(Changes { documents, cut: vec![Id(2), Id(77)], ..Changes::default() }).await.unwrap();
    assert_eq!(find(&index, "old").await, [0; 0]);
    assert_eq!(find(&index, "words").await, [1]);
    assert_eq!(find(&index, "other").await, [0; 0]);
    assert_eq!(index.tags("a".into(), 9).await.unwrap(), []);
    assert_eq!(index.tags("".into(), 9).await.unwrap(), [("b".to_owned(), 1)]);
    assert_eq!(index.count().await.unwrap(), 1);
    assert_eq!(index.held(Id(0), Id(i64::MAX)).await.unwrap(), [Id(1)]);
}

#[tokio::test]
async fn people_are_found_by_the_beginnings_of_their_names() {
    let (index, _folder) = fresh().await;
    let person = |id: i64, entries: &str, followers, discoverable| Person {
        id: Id(id),
        followers,
        active_ms: id,
        discoverable,
        entries: entries.to_owned(),
    };
    let people = vec![
        person(1, "ines torres", 5, true),
        person(2, "inga", 50, true),
        person(3, "inge torres", 9, false),
    ];
    index.write(Changes { people: people.clone(), ..Changes::default() }).await.unwrap();
    index.write(Changes { people, ..Changes::default() }).await.unwrap();
    let named = async |query| {
        let expression = name_expression(query).unwrap();
        index.named(expression, vec![]).await.unwrap().into_iter().map(|(id, _)| id.0).collect::<Vec<_>>()
    };
    assert_eq!(named("in").await, [3, 2, 1]);
    assert_eq!(named("in torr").await, [3, 1]);
    assert_eq!(named("TORRES Ines").await, [1]);
    assert_eq!(named("orres").await, [0; 0]);
    assert_eq!(name_expression(" - "), None);
    assert_eq!(index.most_followed(9).await.unwrap(), [Id(2), Id(1)]);
    assert_eq!(index.directory(Order::New, 9, 0).await.unwrap(), [Id(2), Id(1)]);
    assert_eq!(index.directory(Order::Active, 1, 1).await.unwrap(), [Id(1)]);
}

#[tokio::test]
async fn what_cannot_be_read_is_made_anew() {
    let (index, folder) = filled(&["words"]).await;
    index.db.close();
    let file = folder.path().join("search/index.db");
    std::fs::write(&file, b"this is no database, not at all, and long enough to be looked at as one")
        .unwrap();
    drop(std::fs::remove_file(folder.path().join("search/index.db-wal")));
    let index = Index::open(folder.path()).await.unwrap();
    assert_eq!(index.count().await.unwrap(), 0);
    assert_eq!(index.state().await.unwrap(), State::default());
}

#[tokio::test]
async fn a_state_is_not_noted_over_a_newer_one() {
    let (index, _folder) = fresh().await;
    let at = |ms| State { position: Some(Id::new(ms, Bucket::of(0), 0)), walk: None };
    index.advance(State::default(), at(1)).await.unwrap();
    index.advance(State::default(), at(2)).await.unwrap();
    assert_eq!(index.state().await.unwrap(), at(1));
    let emptied = State { walk: Some(Walk::new(5, 0)), ..at(1) };
    index.empty(emptied.clone()).await.unwrap();
    index.advance(at(1), at(3)).await.unwrap();
    assert_eq!(index.state().await.unwrap(), emptied);
}

#[tokio::test]
async fn one_process_writes() {
    let (index, _folder) = fresh().await;
    let lead = index.lead().unwrap();
    assert!(lead.is_some() && index.lead().unwrap().is_none());
    drop(lead);
    assert!(index.lead().unwrap().is_some());
}

/// Whatever is written, the index understands what is asked of it.
#[tokio::test]
async fn no_query_fails() {
    let (index, _folder) = filled(&["some words"]).await;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let pieces =
        "(\\PC{0,12}|\"|-|NEAR\\(|\\*|AND|OR|NOT|\\(|\\)|:|\\^|#|from:ana|has:video|漢|\u{E000}|--|;){0,12}";
    let strategy = proptest::string::string_regex(pieces).unwrap();
    for _ in 0..400 {
        use proptest::strategy::{Strategy, ValueTree};
        let query = strategy.new_tree(&mut runner).unwrap().current();
        let parsed = Query::parse(&query);
        if let Some(terms) = Terms::of(&parsed, Some(Id(7)), |_| Some(Id(7))) {
            for eyes in [Eyes::Public, Eyes::Concerned(Id(7)), Eyes::Both(Id(7)), Eyes::Any] {
                let found = index.find(post_expression(&terms, &eyes), ALL).await;
                assert!(found.is_ok(), "{query:?}: {found:?}");
            }
        }
        if let Some(expression) = name_expression(&query) {
            assert!(index.named(expression, vec![]).await.is_ok(), "{query:?}");
        }
    }
}

#[tokio::test]
async fn every_statement_prepares() {
    let (index, _folder) = fresh().await;
    let prepared = |r: &Read<'_>| STATEMENTS.iter().try_for_each(|sql| r.prepare(sql));
    index.db.read(prepared).await.unwrap();
    let ids: IdSet = [Id(1)].into_iter().collect();
    assert_eq!(index.not_public(ids.iter().map(|id| id.0).collect()).await.unwrap(), [0; 0]);
}
