use axum::extract::{OriginalUri, State};
use base::{PageLimit, SECOND_MS};
use posts::write_list;
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Slice, Viewer, get, json as answer, json_bytes};

use super::DayUse;
use crate::Search;

const FEW: PageLimit = PageLimit { default: 10, max: 20 };

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    vec![
        get(s, "/api/v1/trends", Access::Open, tags),
        get(s, "/api/v1/trends/tags", Access::Open, tags),
        get(s, "/api/v1/trends/statuses", Access::Anyone(Scope::READ_STATUSES), statuses),
        get(s, "/api/v1/trends/links", Access::Open, links),
    ]
}

async fn tags(State(s): State<Search>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let slice = Slice::read(&params, FEW)?;
    let tags = s.trending_tags(slice.offset, slice.limit).await?;
    let entities = s.tag_entities(&tags, viewer.account()).await?;
    Ok(slice.linked(&s.0.site, &uri, entities.len() == slice.limit, answer(&entities)?))
}

async fn statuses(State(s): State<Search>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let slice = Slice::read(&params, PageLimit::POSTS)?;
    let views = s.trending_posts(viewer.account(), slice.offset, slice.limit).await?;
    s.0.posts.seen(&views, viewer.account());
    Ok(slice.linked(&s.0.site, &uri, views.len() == slice.limit, json_bytes(write_list(&views))))
}

async fn links(State(s): State<Search>, uri: OriginalUri, params: Params) -> Reply {
    let slice = Slice::read(&params, FEW)?;
    let links = s.trending_links(slice.offset, slice.limit).await?;
    let entities: Vec<Value> = links.iter().map(|link| card(link, &s.link_history(link))).collect();
    Ok(slice.linked(&s.0.site, &uri, entities.len() == slice.limit, answer(&entities)?))
}

/// Mastodon's `history` of a tag or a link: everything is a string.
pub(crate) fn history(days: &[DayUse]) -> Value {
    let day = |day: &DayUse| {
        json!({
            "day": (day.day_ms / SECOND_MS).to_string(),
            "uses": day.uses.to_string(),
            "accounts": day.people.to_string(),
        })
    };
    days.iter().map(day).collect()
}

/// An address as people read it.
pub(crate) fn link_title(link: &str) -> &str {
    link.split_once("://").map_or(link, |(_, rest)| rest).trim_end_matches('/')
}

/// A `Trends::Link` with what is known of an address without asking for it: the address.
pub(super) fn card(link: &str, days: &[DayUse]) -> Value {
    let title = link_title(link);
    let host = title.split(['/', '?', '#']).next().unwrap_or(title);
    json!({
        "url": link,
        "title": title,
        "description": "",
        "language": null,
        "type": "link",
        "author_name": "",
        "author_url": "",
        "authors": [],
        "provider_name": host,
        "provider_url": "",
        "html": "",
        "width": 0,
        "height": 0,
        "image": null,
        "image_description": "",
        "embed_url": "",
        "blurhash": null,
        "published_at": null,
        "missing_attribution": null,
        "history": history(days),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_say_no_more_than_is_known() {
        let card = card("https://example.org/a/?q=1", &[]);
        assert_eq!(
            (&card["title"], &card["provider_name"]),
            (&json!("example.org/a/?q=1"), &json!("example.org"))
        );
        assert_eq!((&card["image"], &card["description"]), (&Value::Null, &json!("")));
    }

    #[test]
    fn histories_are_strings() {
        let days = [DayUse { day_ms: 1_795_305_600_000, uses: 3, people: 2 }];
        assert_eq!(history(&days), json!([{ "day": "1795305600", "uses": "3", "accounts": "2" }]));
    }
}
