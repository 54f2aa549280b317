//! The whole directory in memory, as the last commit left it: some thousands of entries, read on many pages and changed
//! a few times a day.

use std::collections::HashMap;
use std::sync::Arc;

use base::{Id, Outcome};
use search::words::stored_name;
use store::args;
use words::specialties::Specialty;

use crate::model::{Entry, Query, State};
use crate::{Hashtags, store as sql};

/// All entries, by their keys.
#[derive(Debug, Default)]
pub struct Book {
    entries: Vec<Arc<Entry>>,
    places: HashMap<String, usize>,
    /// What each is looked for in, folded.
    folded: Vec<String>,
}

/// Words as they are compared, each between spaces.
fn fold(text: &str) -> String {
    stored_name(text).join(" ")
}

impl Book {
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        let folded = entries.iter().map(|one| fold(&format!("{} {} {}", one.name, one.title, one.about)));
        let folded = folded.collect();
        let places = entries.iter().enumerate().map(|(n, one)| (one.tag.clone(), n)).collect();
        Self { entries: entries.into_iter().map(Arc::new).collect(), places, folded }
    }

    /// The entry with this key, whatever its state.
    pub fn get(&self, tag: &str) -> Option<&Arc<Entry>> {
        self.places.get(tag).and_then(|&n| self.entries.get(n))
    }

    /// All entries, by their keys.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter()
    }

    /// Those that stand in the directory, by their keys.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.all().filter(|one| one.is_listed())
    }

    /// Those of the directory that are looked for, by their keys.
    pub fn find(&self, query: &Query) -> Vec<Arc<Entry>> {
        let asked = fold(&query.words);
        let wanted: Vec<&str> = asked.split(' ').filter(|word| !word.is_empty()).collect();
        // Somebody looked for signs alone.
        if wanted.is_empty() && !query.words.trim().is_empty() {
            return Vec::new();
        }
        let fits = |(entry, folded): &(&Arc<Entry>, &String)| {
            entry.is_listed()
                && query.kind.is_none_or(|kind| entry.kind == kind)
                && query.specialty.is_none_or(|one| entry.specialties.contains(&one))
                && query.language.as_ref().is_none_or(|code| entry.language.as_ref() == Some(code))
                && wanted.iter().all(|word| folded.contains(word))
        };
        self.entries.iter().zip(&self.folded).filter(fits).map(|(entry, _)| entry.clone()).collect()
    }

    /// Those of one specialty.
    pub fn of(&self, specialty: &'static Specialty) -> Vec<Arc<Entry>> {
        self.find(&Query { specialty: Some(specialty), ..Query::default() })
    }

    /// What somebody registered, looks after, or is asked to look after, the newest first.
    pub fn concerning(&self, account: Id) -> Vec<Arc<Entry>> {
        let who = Some(account);
        let concerns = |one: &&Arc<Entry>| [one.owner, one.registered_by, one.offered_to].contains(&who);
        let mut found: Vec<Arc<Entry>> = self.all().filter(concerns).cloned().collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.registered_ms));
        found
    }

    /// The staff's queue of one state; those that wait longest come first, else the latest decision.
    pub fn queue(&self, state: State) -> Vec<Arc<Entry>> {
        let mut found: Vec<Arc<Entry>> = self.all().filter(|one| one.state == state).cloned().collect();
        match state {
            State::Provisional => found.sort_by_key(|one| one.registered_ms),
            _ => found.sort_by_key(|one| std::cmp::Reverse(one.decided_ms.unwrap_or(one.registered_ms))),
        }
        found
    }

    /// What changed since the staff looked at it, the latest first.
    pub fn changed(&self) -> Vec<Arc<Entry>> {
        let mut found: Vec<Arc<Entry>> = self.all().filter(|one| one.has_changed()).cloned().collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.updated_ms));
        found
    }

    /// Languages of the directory.
    pub fn languages(&self) -> Vec<String> {
        let mut all: Vec<String> = self.listed().filter_map(|one| one.language.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Hashtags {
    /// The directory, as the last commit left it.
    pub async fn book(&self) -> Outcome<Arc<Book>> {
        if let Some(book) = self.0.book.get(&()) {
            return Ok(book);
        }
        let ticket = self.0.book.ticket(&());
        let rows = self.0.ground.db.read(|r| r.rows(&sql::REGISTERED, args![], sql::entry)).await?;
        let book = Arc::new(Book::new(rows));
        self.0.book.put((), ticket, book.clone());
        Ok(book)
    }
}

#[cfg(test)]
mod tests {
    use words::specialties::by_slug;

    use super::*;
    use crate::model::{Kind, Who};
    use crate::rules::{kept, refused, tests::entry};

    fn book() -> Book {
        let with = |name: &str, title: &str, about: &str| Entry {
            title: title.to_owned(),
            about: about.to_owned(),
            ..entry(name)
        };
        let cardio = Entry {
            specialties: vec![by_slug("cardiology").unwrap()],
            language: Some("es".to_owned()),
            kind: Kind::Disease,
            ..with("CorazónSano", "Corazón", "Insuficiencia cardíaca")
        };
        let staff = Who { account: Id(7), staff: true };
        let gone = refused(entry("zz"), staff, (crate::Reason::Unused, ""), 9).unwrap();
        Book::new(vec![cardio, kept(with("HCSM", "Health care and social media", "Sundays"), staff, 8), gone])
    }

    fn found(query: Query) -> Vec<String> {
        book().find(&query).iter().map(|one| one.tag.clone()).collect()
    }

    #[test]
    fn words_are_found_in_any_case_and_with_any_accents() {
        let words = |words: &str| found(Query { words: words.to_owned(), ..Query::default() });
        for asked in ["corazon", "CORAZÓN", "#corazonsano", "cardiaca insuf", "zonsan"] {
            assert_eq!(words(asked), ["corazónsano"], "{asked}");
        }
        assert_eq!(words("Social sunday"), ["hcsm"]);
        assert_eq!(words(" ").len(), 2);
        for nothing in ["social cardiaca", "zz", "!?"] {
            assert!(words(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn by_specialty_kind_and_language() {
        let cardiology = by_slug("cardiology").unwrap();
        assert_eq!(book().of(cardiology).len(), 1);
        assert!(book().of(by_slug("nursing").unwrap()).is_empty());
        assert_eq!(found(Query { kind: Some(Kind::Community), ..Query::default() }), ["hcsm"]);
        assert_eq!(found(Query { language: Some("es".into()), ..Query::default() }), ["corazónsano"]);
        assert_eq!(book().languages(), ["es"]);
    }

    #[test]
    fn queues() {
        let book = book();
        assert_eq!(book.queue(State::Provisional).len(), 1);
        assert_eq!(book.queue(State::Refused)[0].tag, "zz");
        assert!(book.changed().is_empty() && book.get("zz").is_some());
        assert_eq!(book.concerning(Id(1)).len(), 3);
        assert!(book.concerning(Id(7)).is_empty());
    }
}
