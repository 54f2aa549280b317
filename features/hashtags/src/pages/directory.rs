//! The directory, and one's own part of it.

use std::sync::Arc;

use axum::extract::{OriginalUri, State as Held};
use base::{DAY_MS, Id, Ms, Outcome};
use form_urlencoded::Serializer;
use ui::{Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html};

use super::{leaf, part};
use crate::api::query;
use crate::book::Book;
use crate::entity::path;
use crate::model::{Entry, Kind, Query, State};
use crate::templates::{Asked, DirectoryPage, MinePage, language_name};
use crate::{Hashtags, WORDS};

const PATH: &str = "/hashtags";
const MINE: &str = "/hashtags/mine";
/// How long a decision is news to whoever registered the hashtag.
const NEWS_MS: Ms = 14 * DAY_MS;
/// News that are told at once; the page of one's own hashtags has all of them.
const NEWS_MAX: usize = 5;

pub(super) fn routes(s: &Hashtags) -> Vec<Route> {
    vec![get(s, PATH, Access::Page, list), get(s, MINE, Access::SignedIn, mine)]
}

fn asked(query: &Query) -> Asked {
    Asked {
        words: query.words.clone(),
        specialty: query.specialty.map(|one| one.slug).unwrap_or_default().to_owned(),
        kind: query.kind.map(Kind::name).unwrap_or_default().to_owned(),
        language: query.language.clone().unwrap_or_default(),
    }
}

/// The path with what is asked for, as other pages of the list have it.
fn path_of(asked: &Asked) -> String {
    let mut query = Serializer::new(String::new());
    let fields = [
        ("q", &asked.words),
        ("specialty", &asked.specialty),
        ("kind", &asked.kind),
        ("language", &asked.language),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    match query.finish() {
        query if query.is_empty() => PATH.to_owned(),
        query => format!("{PATH}?{query}"),
    }
}

/// What the staff decided lately about somebody's own, the latest first.
fn news(book: &Book, me: Id, now: Ms) -> Vec<(Message, String)> {
    let lately = |one: &Arc<Entry>| {
        let fresh = one.decided_ms.is_some_and(|at| now - at < NEWS_MS);
        fresh && one.registered_by == Some(me) && one.decided_by != Some(me)
    };
    let told = |one: Arc<Entry>| {
        let id = match one.state {
            State::Listed => "news-kept",
            State::Refused => "news-refused",
            State::Provisional | State::Retired => return None,
        };
        Some((WORDS.say(id).with("name", &one.name), path(&one.tag)))
    };
    let mut own = book.concerning(me);
    own.retain(lately);
    own.sort_by_key(|one| std::cmp::Reverse(one.decided_ms));
    own.into_iter().filter_map(told).take(NEWS_MAX).collect()
}

async fn list(Held(s): Held<Hashtags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let wanted = query(&params)?;
    let asked = asked(&wanted);
    let book = s.book().await?;
    let all = s.most_active(book.find(&wanted)).await?;
    let found = all.len() as u64;
    let (entries, paging) = part(all, &path_of(&asked), leaf(&params)?);
    let languages = book.languages().into_iter().map(|code| {
        let name = language_name(&code);
        (code, name)
    });
    let page = DirectoryPage {
        shell: s.shell_of(&visit, WORDS.say("directory"), &uri).await?,
        news: visit.viewer.account().map(|me| news(&book, me, s.now_ms())).unwrap_or_default(),
        languages: languages.collect(),
        asked,
        found,
        cards: s.views(&entries).await?,
        paging,
    };
    Ok(html(page.page()))
}

async fn mine(Held(s): Held<Hashtags>, visit: Visit, uri: OriginalUri) -> Reply {
    let own = s.book().await?.concerning(visit.viewer.person()?);
    let page =
        MinePage { shell: s.shell_of(&visit, WORDS.say("mine"), &uri).await?, cards: s.views(&own).await? };
    Ok(html(page.page()))
}

impl Hashtags {
    pub(super) async fn shell_of(
        &self,
        visit: &Visit,
        title: Message,
        uri: &OriginalUri,
    ) -> Outcome<ui::Shell> {
        let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
        self.0.ground.accounts.shell(visit, title, path).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reason, Who};
    use crate::rules::tests::entry;
    use crate::rules::{kept, refused};

    #[test]
    fn decisions_are_news_for_a_while() {
        let staff = Who { account: Id(7), staff: true };
        let good = kept(entry("good"), staff, 10);
        let bad = refused(entry("bad"), staff, (Reason::Unused, ""), 20).unwrap();
        let book = Book::new(vec![bad, good, entry("waits")]);
        let told = |me, now| -> Vec<String> {
            news(&book, Id(me), now).into_iter().map(|(said, _)| said.text(ui::Lang::En)).collect()
        };
        assert_eq!(told(1, 30), ["The staff refused #bad", "The staff kept #good"]);
        assert_eq!(told(1, 15 + NEWS_MS).len(), 1);
        assert!(told(2, 30).is_empty());
    }

    #[test]
    fn pages_keep_what_is_asked() {
        assert_eq!(path_of(&Asked::default()), "/hashtags");
        let params =
            Params::from_urlencoded(b"q=a+b%26&specialty=207RC0000X&kind=chat&language=pt_br&x=1").unwrap();
        let asked = asked(&query(&params).unwrap());
        assert_eq!(path_of(&asked), "/hashtags?q=a+b%26&specialty=cardiology&kind=chat&language=pt-BR");
        let params = Params::from_urlencoded(b"specialty=astrology&kind=party").unwrap();
        assert!(!super::asked(&query(&params).unwrap()).is_any());
    }
}
