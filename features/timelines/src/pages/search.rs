//! The page that finds people, hashtags, and a post of this site by its address.

use axum::extract::{OriginalUri, State};
use base::{Id, Outcome};
use posts::Place;
use ui::{Paging, PersonView, PostView};
use web::{Access, Params, Reply, Route, Site, Visit, get, html};

use crate::Timelines;
use crate::templates::SearchPage;

/// Characters of a query; what is longer is cut, as the form does.
const QUERY_CHARS_MAX: usize = 200;
/// People on the page.
const PEOPLE_MAX: usize = 20;

pub(super) fn routes(s: &Timelines) -> Vec<Route> {
    vec![get(s, "/search", Access::Page, search)]
}

async fn search(State(s): State<Timelines>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = params.filled("q")?.unwrap_or_default().trim();
    let query: String = asked.chars().take(QUERY_CHARS_MAX).collect();
    let wanted = Wanted::of(&query, &s.0.site);
    let title = if query.is_empty() { "Search".to_owned() } else { format!("Search: {query}") };
    let path = uri.path_and_query().map_or("/search", |path| path.as_str());
    let page = SearchPage {
        shell: s.0.accounts.shell(&visit, &title, path).await?,
        people: s.found_people(&wanted, &visit).await?,
        hashtags: s.found_hashtags(&wanted).await?,
        posts: s.found_posts(&wanted, &visit).await?,
        query,
        paging: Paging::default(),
    };
    Ok(html(page.to_string()))
}

/// What a query can mean.
#[derive(Debug, PartialEq, Eq)]
enum Wanted<'a> {
    Nothing,
    /// The address of a post here: whose, and which.
    Post(&'a str, Id),
    /// `#word`.
    Hashtag(&'a str),
    /// `@name`, or `@name@server`.
    Person(&'a str),
    Words(&'a str),
}

impl<'a> Wanted<'a> {
    fn of(query: &'a str, site: &Site) -> Self {
        if let Some((acct, id)) = post_at(query, site) {
            return Self::Post(acct, id);
        }
        match query.chars().next() {
            None => Self::Nothing,
            Some('#') => Self::Hashtag(&query[1..]),
            Some('@') => Self::Person(&query[1..]),
            Some(_) => Self::Words(query),
        }
    }
}

/// Whose post, and which, `https://host/@name/5` leads to.
fn post_at<'a>(address: &'a str, site: &Site) -> Option<(&'a str, Id)> {
    let rest = address.strip_prefix(site.base_url.as_str())?.strip_prefix("/@")?;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let (acct, id) = rest.split_once('/')?;
    Some((acct, id.parse().ok()?))
}

impl Timelines {
    async fn found_people(&self, wanted: &Wanted<'_>, visit: &Visit) -> Outcome<Vec<PersonView>> {
        let (Wanted::Person(words) | Wanted::Words(words)) = wanted else { return Ok(Vec::new()) };
        let mut ids = self.0.accounts.search(words, PEOPLE_MAX, 0).await?;
        if let Some(me) = visit.viewer.account() {
            let relations = self.0.accounts.relations(me).await?;
            ids.retain(|&id| !relations.cut_off(id));
        }
        self.0.accounts.person_views(&ids, visit).await
    }

    /// The hashtag of exactly that name, if anybody has used it.
    async fn found_hashtags(&self, wanted: &Wanted<'_>) -> Outcome<Vec<String>> {
        let (Wanted::Hashtag(word) | Wanted::Words(word)) = wanted else { return Ok(Vec::new()) };
        let Some(key) = text::tag_key(word) else { return Ok(Vec::new()) };
        Ok(self.0.posts.tag_name(&key).await?.into_iter().collect())
    }

    async fn found_posts(&self, wanted: &Wanted<'_>, visit: &Visit) -> Outcome<Vec<PostView>> {
        let Wanted::Post(acct, id) = wanted else { return Ok(Vec::new()) };
        let view = self.0.posts.one(*id, visit.viewer.account()).await?;
        let name = self.0.accounts.local_name(acct);
        let views: Vec<_> =
            view.into_iter().filter(|view| view.author.acct().to_lowercase() == name).collect();
        self.0.posts.post_views(&views, Place::Chosen).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_means() {
        let site = Site::new("medley.example");
        for (query, wanted) in [
            ("", Wanted::Nothing),
            ("#stroke", Wanted::Hashtag("stroke")),
            ("@ines", Wanted::Person("ines")),
            ("stroke care", Wanted::Words("stroke care")),
            ("\u{e9}t\u{e9}", Wanted::Words("\u{e9}t\u{e9}")),
            ("https://medley.example/@ines/5", Wanted::Post("ines", Id(5))),
            ("https://medley.example/@ines/5/?x=1#post-5", Wanted::Post("ines", Id(5))),
        ] {
            assert_eq!(Wanted::of(query, &site), wanted);
        }
    }

    #[test]
    fn only_addresses_of_posts_here_are_posts() {
        let site = Site::new("medley.example");
        for other in [
            "https://other.example/@ines/5",
            "https://medley.example.evil/@ines/5",
            "https://medley.example/@ines",
            "https://medley.example/@ines/followers",
            "https://medley.example/about",
            "http://medley.example/@ines/5",
        ] {
            assert_eq!(post_at(other, &site), None, "{other}");
        }
    }
}
