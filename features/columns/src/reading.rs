//! What stands in a column: the first page of what it leads to.

use base::{Id, Kind, Outcome, Page};
use posts::{Place, PublicFilter};
use ui::{Message, PostView};

use crate::model::{Column, Source};
use crate::templates::{ColumnView, Within};
use crate::{Columns, WORDS};

/// Posts or notifications of one column.
const ENTRIES: usize = 15;

/// What a column is called, and where its page is.
struct Head {
    title: Message,
    url: String,
}

impl Head {
    fn new(title: Message, url: impl Into<String>) -> Self {
        Self { title, url: url.into() }
    }
}

/// `Some` of what is there, `None` of what is not.
fn there<T>(found: Outcome<T>) -> Outcome<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(problem) if problem.kind() == Kind::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// What a column shows, as far as it is there.
struct Found {
    head: Head,
    /// The words of a kept search.
    query: String,
}

impl From<Head> for Found {
    fn from(head: Head) -> Self {
        Self { head, query: String::new() }
    }
}

impl Columns {
    /// A column for its reader, the `n`-th from the left.
    pub(crate) async fn read(&self, me: Id, n: usize, column: &Column) -> Outcome<ColumnView> {
        let part = column.part(n);
        let (head, within) = match self.find(me, &column.source).await? {
            Some(found) => {
                let within = self.within(me, &part, &column.source, &found.query).await?;
                (found.head, within)
            }
            None => (Head::new(WORDS.say("column-gone"), ""), Within::Gone),
        };
        let live = column.source.heard().is_some() && !matches!(within, Within::Gone);
        let part = if live { part } else { String::new() };
        Ok(ColumnView { id: column.id.to_string(), title: head.title, url: head.url, part, within })
    }

    async fn find(&self, me: Id, source: &Source) -> Outcome<Option<Found>> {
        Ok(Some(match source {
            Source::Home => Head::new(ui::WORDS.say("shell-home"), "/").into(),
            Source::Local => Head::new(ui::WORDS.say("shell-local"), "/local").into(),
            Source::Notifications => Head::new(ui::WORDS.say("shell-notifications"), "/notifications").into(),
            Source::Tag(key) => Head::new(Message::raw(format!("#{key}")), accounts::tag_path(key)).into(),
            Source::List(id) => match there(self.0.lists.one(me, *id).await)? {
                Some(list) => Head::new(Message::raw(list.title), format!("/lists/{id}")).into(),
                None => return Ok(None),
            },
            Source::Search(id) => {
                let kept = self.0.search.saved_searches(me).await?.into_iter().find(|one| one.id == *id);
                let Some(kept) = kept else { return Ok(None) };
                let head = Head::new(Message::raw(&kept.query), kept.path());
                Found { head, query: kept.query }
            }
        }))
    }

    async fn within(&self, me: Id, part: &str, source: &Source, query: &str) -> Outcome<Within> {
        let (page, timelines) = (Page::newest(ENTRIES), &self.0.timelines);
        let (views, place) = match source {
            Source::Home => (timelines.home(me, page).await?, Place::Home),
            Source::Local => {
                (timelines.public(Some(me), PublicFilter::default(), page).await?, Place::Public)
            }
            Source::Tag(key) => (timelines.tagged(Some(me), key, page).await?, Place::Public),
            Source::List(id) => (timelines.list(me, *id, page).await?, Place::Home),
            Source::Search(_) => (self.0.search.find_posts(me, query, page).await?, Place::Public),
            Source::Notifications => return self.notes(me, part, page).await,
        };
        self.0.posts.seen(&views, Some(me));
        let mut posts = self.0.posts.post_views(&views, place).await?;
        posts.iter_mut().for_each(|post| apart(post, part));
        Ok(Within::Posts(posts))
    }

    async fn notes(&self, me: Id, part: &str, page: Page) -> Outcome<Within> {
        let mut lines = self.0.notifications.newest_lines(me, page).await?;
        lines.iter_mut().filter_map(|line| line.post.as_mut()).for_each(|post| apart(post, part));
        Ok(Within::Notes(lines))
    }
}

/// A post may be in several columns; what a page names by it must be named once.
fn apart(post: &mut PostView, part: &str) {
    post.entry_id = format!("{part}-{}", post.entry_id);
}
