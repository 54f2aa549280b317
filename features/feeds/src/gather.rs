//! What is in a feed: what somebody without an account sees.

use accounts::Shown as Person;
use accounts::pages::picture_path;
use base::{Id, Kind, Outcome, Page, Problem};
use posts::{AuthorFilter, View, Visibility};
use timelines::pages::{FeedFormat, FeedOf};
use ui::Lang;
use web::Site;

use crate::model::{Channel, Item, Medium, xml_text};
use crate::{Feeds, WORDS};

/// Entries of a feed.
const ENTRIES_MAX: usize = 20;
/// Characters of a title that is made of a post's first words.
const TITLE_CHARS_MAX: usize = 80;
/// The picture of whoever has none of their own.
const STANDARD_PICTURE: &str = "/assets/avatar.png";

impl Feeds {
    /// The feed that is asked for. 404 for nobody, 410 for a suspended account.
    pub(crate) async fn gather(&self, of: &FeedOf, format: FeedFormat, lang: Lang) -> Outcome<Channel> {
        let filter = |only_media, exclude_replies| AuthorFilter {
            only_media,
            exclude_replies,
            exclude_reblogs: true,
            exclude_direct: true,
        };
        let (acct, part, filter) = match of {
            FeedOf::Hashtag(tag) => return self.of_hashtag(tag, format, lang).await,
            FeedOf::Person(acct) => (acct, "", filter(false, true)),
            FeedOf::WithReplies(acct) => (acct, "/with_replies", filter(false, false)),
            FeedOf::Media(acct) => (acct, "/media", filter(true, false)),
        };
        let id = self.0.accounts.lookup(acct).await?.ok_or_else(Problem::not_found)?;
        let owner = self.0.accounts.account(id).await?.ok_or_else(Problem::not_found)?;
        if owner.suspended_ms.is_some() {
            return Err(Problem::new(Kind::Gone, "This account is suspended"));
        }
        let ids = self.0.posts.author_page(id, None, filter, Page::newest(ENTRIES_MAX)).await?;
        let page = self.site().url(&format!("{}{part}", owner.path()));
        let name = format!("{} (@{})", owner.shown_name(), address(self.site(), &owner));
        let channel = Channel {
            about: xml_text(&WORDS.say("feed-person").with("name", &name).text(lang)),
            title: xml_text(&name),
            icon: face(self.site(), &owner),
            indexed: owner.robots().is_empty(),
            updated_ms: owner.created_ms,
            ..addressed(page, format)
        };
        self.filled(channel, &ids, lang, |_| true).await
    }

    async fn of_hashtag(&self, tag: &str, format: FeedFormat, lang: Lang) -> Outcome<Channel> {
        let key = text::tag_key(tag).ok_or_else(Problem::not_found)?;
        let name = self.0.posts.tag_name(&key).await?.ok_or_else(Problem::not_found)?;
        let ids = self.0.posts.tag_page(key.clone(), Page::newest(ENTRIES_MAX)).await?;
        let path = text::Links::tag(
            &accounts::NameLinks { site: self.site().clone(), names: Default::default() },
            &key,
        );
        let about = WORDS.say("feed-hashtag").with("tag", &name).with("site", self.0.accounts.site_name());
        let channel = Channel {
            title: xml_text(&format!("#{name}")),
            about: xml_text(&about.text(lang)),
            icon: self.site().url(STANDARD_PICTURE),
            // Search engines find the posts where their authors let them.
            indexed: false,
            ..addressed(path, format)
        };
        self.filled(channel, &ids, lang, |view| view.shown.visibility == Visibility::Public).await
    }

    /// The channel with those of `ids` that are for everyone.
    async fn filled(
        &self,
        mut channel: Channel,
        ids: &[Id],
        lang: Lang,
        fits: impl Fn(&View) -> bool,
    ) -> Outcome<Channel> {
        let views = self.0.posts.show(ids, None).await?;
        let open = views.iter().filter(|view| view.shown.visibility.is_open() && fits(view));
        channel.items = open.map(|view| item(self.site(), view, lang)).collect();
        let newest = channel.items.iter().map(|item| item.updated_ms).max();
        channel.updated_ms = newest.unwrap_or(channel.updated_ms);
        Ok(channel)
    }
}

fn addressed(page: String, format: FeedFormat) -> Channel {
    let end = match format {
        FeedFormat::Rss => "rss",
        FeedFormat::Atom => "atom",
    };
    Channel { own: format!("{page}.{end}"), page, ..Channel::default() }
}

fn item(site: &Site, view: &View, lang: Lang) -> Item {
    let (post, author) = (view.shown.post(), &view.author);
    let url = site.url(&view.shown.path(author));
    let warned = !post.spoiler.is_empty();
    let covered = warned || post.sensitive;
    let tags = text::hashtags(&post.text).into_iter().map(|tag| xml_text(&tag.name));
    Item {
        title: xml_text(&if warned { post.spoiler.clone() } else { first_words(view, lang) }),
        author: [xml_text(author.shown_name()), address(site, author), site.url(&author.path())],
        html: xml_text(&html(view, &url, lang)),
        language: post.language.clone(),
        tags: if warned { Vec::new() } else { tags.collect() },
        media: if covered { Vec::new() } else { post.media.iter().filter_map(|m| medium(site, m)).collect() },
        created_ms: post.created_ms,
        updated_ms: post.edited_ms.unwrap_or(post.created_ms),
        url,
    }
}

/// What readers are shown. They cannot fold anything, so what is behind a warning stays here.
fn html(view: &View, url: &str, lang: Lang) -> String {
    let post = view.shown.post();
    let link = |id| {
        let words = WORDS.say(id).html(lang);
        format!("<p><a href=\"{}\">{words}</a></p>", text::escape_html(url))
    };
    if !post.spoiler.is_empty() {
        let warning = WORDS.say("feed-warning-html").with("warning", &post.spoiler).html(lang);
        return format!("<p>{warning}</p>{}", link("feed-open"));
    }
    let mut html = view.shown.content.clone();
    if let Some(poll) = &post.poll {
        let options = poll.options.iter().map(|o| format!("<li>{}</li>", text::escape_html(&o.title)));
        html.push_str(&format!("<ul>{}</ul>", options.collect::<String>()));
    }
    if post.sensitive && !post.media.is_empty() {
        html.push_str(&link("feed-sensitive"));
    }
    html
}

fn first_words(view: &View, lang: Lang) -> String {
    let words = text::html_to_text(&view.shown.content);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(TITLE_CHARS_MAX) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None if words.is_empty() => WORDS.say("embed-by").with("name", view.author.shown_name()).text(lang),
        None => words,
    }
}

fn medium(site: &Site, media: &media::Attachment) -> Option<Medium> {
    Some(Medium {
        url: site.url(&format!("/media/{}", media.original.as_ref()?)),
        mime: media.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned()),
        description: xml_text(media.description.as_deref().unwrap_or_default()),
        width: media.width,
        height: media.height,
    })
}

/// `name@host`, also for people of this server.
pub(crate) fn address(site: &Site, person: &Person) -> String {
    format!("{}@{}", person.username, person.domain.as_deref().unwrap_or(&site.domain))
}

fn face(site: &Site, person: &Person) -> String {
    let own = picture_path(person, &person.avatar);
    site.url(if own.is_empty() { STANDARD_PICTURE } else { &own })
}
