//! What profiles and hashtags say of themselves to programs.

use accounts::Account;
use accounts::pages::picture_path;
use base::iso_ms;
use serde_json::{Value, json};
use ui::{Alternate, DataBlock, Message, NOT_INDEXED, PageMeta, Preview};
use web::Site;

use crate::templates::ProfileTab;

/// Characters of a bio in a link's preview.
const BIO_CHARS_MAX: usize = 200;
/// The picture of whoever has none of their own.
const STANDARD_PICTURE: &str = "/assets/avatar.png";

/// A person's page. `name` is the server's.
pub(super) fn of_profile(site: &Site, name: &str, owner: &Account, tab: ProfileTab) -> PageMeta {
    let part = match tab {
        ProfileTab::Posts => "",
        ProfileTab::Replies => "/with_replies",
        ProfileTab::Media => "/media",
        ProfileTab::About => "/about",
    };
    let url = site.url(&owner.path());
    let about: String = owner.note.chars().take(BIO_CHARS_MAX).collect();
    let title = title(site, owner);
    PageMeta {
        canonical: format!("{url}{part}"),
        robots: owner.robots(),
        // What somebody is brings nothing new.
        alternates: if tab == ProfileTab::About {
            Vec::new()
        } else {
            feeds(&format!("{url}{part}"), &title)
        },
        same_person: links(owner),
        data: Some(DataBlock::new(&data(site, owner, &url))),
        preview: Some(Preview {
            kind: "profile",
            site: name.to_owned(),
            title,
            description: about.split_whitespace().collect::<Vec<_>>().join(" "),
            url,
            image: picture(site, owner),
            username: address(site, owner),
            ..Preview::default()
        }),
    }
}

/// The page of a hashtag. It is not for search engines: they find the posts where their authors let them.
pub(super) fn of_hashtag(site: &Site, tag: &str, path: &str) -> PageMeta {
    let url = site.url(path);
    PageMeta {
        robots: NOT_INDEXED,
        alternates: feeds(&url, &format!("#{tag}")),
        canonical: url,
        ..PageMeta::default()
    }
}

fn feeds(url: &str, title: &str) -> Vec<Alternate> {
    [("application/rss+xml", "rss"), ("application/atom+xml", "atom")]
        .map(|(mime, end)| Alternate { mime, title: Message::raw(title), url: format!("{url}.{end}") })
        .to_vec()
}

fn title(site: &Site, owner: &Account) -> String {
    format!("{} (@{})", owner.shown_name(), address(site, owner))
}

/// `name@host`, also for people of this server.
fn address(site: &Site, owner: &Account) -> String {
    format!("{}@{}", owner.username, owner.domain.as_deref().unwrap_or(&site.domain))
}

fn picture(site: &Site, owner: &Account) -> String {
    let own = picture_path(owner, &owner.avatar);
    site.url(if own.is_empty() { STANDARD_PICTURE } else { &own })
}

/// The links that a person gives about themselves: a page that links back is theirs, whoever checks it.
fn links(owner: &Account) -> Vec<String> {
    let values = owner.fields.iter().map(|field| field.value.trim());
    values
        .filter(|value| value.starts_with("https://") && !value.contains(char::is_whitespace))
        .map(str::to_owned)
        .collect()
}

/// `ProfilePage` of schema.org.
fn data(site: &Site, owner: &Account, url: &str) -> Value {
    let verified = owner.fields.iter().filter(|field| field.verified_ms.is_some());
    let counted = |verb: &str, count: u64| {
        json!({
            "@type": "InteractionCounter",
            "interactionType": format!("https://schema.org/{verb}"),
            "userInteractionCount": count,
        })
    };
    json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": url,
        "dateCreated": iso_ms(base::day_of(owner.created_ms)),
        "mainEntity": {
            "@type": "Person",
            "@id": url,
            "url": url,
            "name": owner.shown_name(),
            "alternateName": format!("@{}", address(site, owner)),
            "identifier": address(site, owner),
            "description": owner.note,
            "image": picture(site, owner),
            "sameAs": verified.map(|field| field.value.trim()).collect::<Vec<_>>(),
            "interactionStatistic": counted("FollowAction", owner.stats.followers),
            "agentInteractionStatistic": counted("WriteAction", owner.stats.posts),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::{Field, Picture, Posting, Stats};
    use base::Id;

    fn owner() -> Account {
        let field = |value: &str| Field { name: "Web".into(), value: value.into(), verified_ms: None };
        Account {
            id: Id(1),
            username: "Ines".into(),
            domain: None,
            display_name: "Dr Ines".into(),
            note: "Stroke\ncare </script>".into(),
            fields: vec![field("https://ines.example"), field("see https://x.example"), field("Berlin")],
            avatar: Picture { moving: None, still: Some("avatars/a/b/c.png".into()) },
            header: Picture::default(),
            locked: false,
            bot: false,
            discoverable: true,
            indexable: true,
            hide_network: false,
            posting: Posting::default(),
            face: accounts::Face::default(),
            created_ms: 1_795_356_000_000,
            suspended_ms: None,
            silenced_ms: None,
            sensitized_ms: None,
            moved_to: None,
            stats: Stats::default(),
        }
    }

    #[test]
    fn a_profile_says_who_it_is() {
        let site = Site::new("medley.example");
        let meta = of_profile(&site, "Medley", &owner(), ProfileTab::Media);
        assert_eq!(meta.canonical, "https://medley.example/@Ines/media");
        assert_eq!(
            (meta.robots, meta.same_person.as_slice()),
            ("", &["https://ines.example".to_owned()][..])
        );
        assert_eq!(meta.alternates[0].url, "https://medley.example/@Ines/media.rss");
        let html = ui::sample::drawn(&meta);
        for part in
            ["Dr Ines (@Ines@medley.example)", "Stroke care", "/media/avatars/a/b/c.png", "ProfilePage"]
        {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(html.matches("</script>").count(), 1, "{html}");
    }

    #[test]
    fn whoever_does_not_want_to_be_found_is_not_indexed() {
        let site = Site::new("medley.example");
        for (indexable, discoverable) in [(false, true), (true, false), (false, false)] {
            let owner = Account { indexable, discoverable, ..owner() };
            assert_eq!(of_profile(&site, "Medley", &owner, ProfileTab::Posts).robots, NOT_INDEXED);
        }
    }
}
