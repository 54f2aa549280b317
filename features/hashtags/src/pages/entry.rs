//! A hashtag's own page in the directory, and what can be done with it there.

use accounts::pages::say_done;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Kind as ProblemKind, Outcome, Problem};
use timelines::pages::TagCard;
use ui::{Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{signed_in, visitor};
use crate::api::key;
use crate::entity::path;
use crate::model::{Entry, State as Standing, Who};
use crate::templates::{Deeds, EntryPage};
use crate::{Hashtags, WORDS};

pub(super) fn routes(s: &Hashtags) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, "/hashtags/{tag}", Access::Page, show),
        get(s, "/web/hashtag-decisions/{id}", own, decided),
        post(s, "/web/hashtags/{tag}/retire", own, retire),
        post(s, "/web/hashtags/{tag}/offer", own, offer),
        post(s, "/web/hashtags/{tag}/accept", own, accept),
        post(s, "/web/hashtags/{tag}/decline", own, decline),
    ]
}

/// Where a decision is told of which the visitor got a notification: the hashtag's own page.
async fn decided(State(s): State<Hashtags>, Path(id): Path<String>, visit: Visit) -> Reply {
    let tag = s.decided_about(at(&id)?, visit.viewer.person()?).await?;
    Ok(see_other(&path(&tag)))
}

/// What was done, and how the page says it.
const TOLD: &[(&str, &str)] = &[
    ("made", "hashtag-made"),
    ("saved", "hashtag-saved"),
    ("retired", "hashtag-retired"),
    ("offered", "offer-made"),
    ("taken_back", "offer-taken-back"),
    ("accepted", "offer-accepted"),
    ("declined", "offer-declined"),
];

fn deeds(entry: &Entry, who: Option<Who>) -> Deeds {
    let keeps = who.is_some_and(|who| who.keeps(entry));
    Deeds {
        edit: keeps,
        retire: keeps && entry.is_listed(),
        answer: who.is_some_and(|who| entry.offered_to == Some(who.account)),
        review: who.is_some_and(|who| who.staff) && entry.state == Standing::Provisional,
    }
}

/// An address as people read it.
fn bare(link: &str) -> &str {
    let link = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).unwrap_or(link);
    link.trim_end_matches('/')
}

impl Hashtags {
    async fn entry_page(
        &self,
        (visit, uri): (&Visit, &OriginalUri),
        entry: &Entry,
        typed: (String, Option<Message>),
    ) -> Outcome<EntryPage> {
        let deeds = deeds(entry, visitor(visit));
        let views = self.views(&[std::sync::Arc::new(entry.clone())]).await?;
        let book = self.book().await?;
        let named = |name: &String| {
            let key = text::tag_key(name)?;
            let told = book.get(&key).is_some_and(|other| other.is_listed());
            Some((name.clone(), if told { path(&key) } else { accounts::tag_path(&key) }))
        };
        Ok(EntryPage {
            shell: self.shell_of(visit, Message::raw(format!("#{}", entry.name)), uri).await?,
            one: views.into_iter().next().unwrap_or_default(),
            state: entry.state,
            link: Some((entry.link.clone(), bare(&entry.link).to_owned())).filter(|(url, _)| !url.is_empty()),
            related: entry.related.iter().filter_map(named).collect(),
            registered: Message::day(entry.registered_ms),
            offered_to: self.offered_to(entry, deeds).await?,
            deeds,
            typed,
        })
    }

    /// What is told above the posts of a hashtag that stands in the directory.
    pub async fn tag_card(&self, tag: &str) -> Outcome<Option<TagCard>> {
        let book = self.book().await?;
        let card = |entry: &std::sync::Arc<Entry>| TagCard {
            title: entry.title.clone(),
            state: match entry.state {
                Standing::Provisional => WORDS.say("state-provisional"),
                _ => Message::default(),
            },
            url: path(&entry.tag),
        };
        Ok(book.get(tag).filter(|entry| entry.is_listed()).map(card))
    }

    /// Whom the owner asked, for those who may know.
    async fn offered_to(&self, entry: &Entry, deeds: Deeds) -> Outcome<Option<String>> {
        let Some(to) = entry.offered_to.filter(|_| deeds.edit) else { return Ok(None) };
        Ok(self.0.ground.accounts.account(to).await?.map(|shown| format!("@{}", shown.acct())))
    }
}

async fn show(
    State(s): State<Hashtags>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let entry = s.seen(&tag, visitor(&visit)).await?;
    let mut page = s.entry_page((&visit, &uri), &entry, Default::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, TOLD);
    Ok(html(page.page()))
}

fn told(entry: &Entry, what: &str) -> Reply {
    Ok(see_other(&format!("{}?{what}", path(&entry.tag))))
}

async fn retire(State(s): State<Hashtags>, Path(tag): Path<String>, visit: Visit) -> Reply {
    told(&s.retire(signed_in(&visit)?, &key(&tag)?).await?, "retired")
}

/// Whom a name means.
async fn named(s: &Hashtags, typed: &str) -> Outcome<Option<Id>> {
    let acct = typed.trim().trim_start_matches('@');
    if acct.is_empty() {
        return Ok(None);
    }
    let unknown = || Problem::invalid("Owner must be somebody of this server");
    s.0.ground.accounts.lookup(acct).await?.map(Some).ok_or_else(unknown)
}

async fn offer(
    State(s): State<Hashtags>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (who, tag) = (signed_in(&visit)?, key(&tag)?);
    let typed = params.text("acct")?.unwrap_or_default().to_owned();
    let done = match named(&s, &typed).await {
        Ok(to) => s.offer(who, &tag, to).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(entry) if typed.is_empty() => told(&entry, "taken_back"),
        Ok(entry) => told(&entry, "offered"),
        Err(problem) if problem.kind() == ProblemKind::Invalid => {
            let entry = s.seen(&tag, Some(who)).await?;
            let why = Some(WORDS.say("wrong-owner"));
            let page = s.entry_page((&visit, &uri), &entry, (typed, why)).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn accept(State(s): State<Hashtags>, Path(tag): Path<String>, visit: Visit) -> Reply {
    told(&s.answer_offer(signed_in(&visit)?, &key(&tag)?, true).await?, "accepted")
}

async fn decline(State(s): State<Hashtags>, Path(tag): Path<String>, visit: Visit) -> Reply {
    s.answer_offer(signed_in(&visit)?, &key(&tag)?, false).await?;
    Ok(see_other("/hashtags/mine?declined"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_without_what_all_have() {
        assert_eq!(bare("https://a.example/"), "a.example");
        assert_eq!(bare("http://a.example/b"), "a.example/b");
    }

    #[test]
    fn who_can_do_what() {
        let entry = crate::rules::tests::entry("hcsm");
        let who = |id, staff| Some(Who { account: Id(id), staff });
        assert_eq!(deeds(&entry, None), Deeds::default());
        assert_eq!(deeds(&entry, who(2, false)), Deeds::default());
        let own = deeds(&entry, who(1, false));
        assert!(own.edit && own.retire && !own.review && !own.answer);
        assert!(deeds(&entry, who(2, true)).review);
        let asked = Entry { offered_to: Some(Id(2)), ..entry };
        assert!(deeds(&asked, who(2, false)).answer);
    }
}
