//! The slots by which features on the left are told what only features on the right know.

use std::sync::Arc;

use announcements::Announcement;
use base::Id;
use filters::FiltersChanged;
use notifications::{LockedScreens, Notified, RequestsMerged};
use posts::App;
use timelines::templates::{FeaturedTag, Herald, Recommended};
use ui::AsideView;
use web::Slice;

use crate::Medley;

/// Notifications that may wait to be streamed.
const STREAMED_WAITING_MAX: usize = 4_096;
/// Characters of an announcement that stand above the home timeline.
const HERALD_CHARS_MAX: usize = 140;

/// Collections that a profile tells of: as many as one may have.
const COLLECTIONS_TOLD_MAX: usize = 40;

impl Medley {
    /// The slots by which features on the left are told what only features on the right know.
    pub(crate) fn connect(&self) {
        self.access.tell_vapid_key(self.push.vapid_key());
        self.emojis.store_with(self.media.emojis());
        self.accounts.show_emojis(self.emojis.clone());
        let access = self.access.clone();
        self.notifications.name_staff(Arc::new(move || {
            let access = access.clone();
            Box::pin(async move { access.staff().await })
        }));
        let notifications = self.notifications.clone();
        self.accounts.tell_unread(Arc::new(move |account| {
            let notifications = notifications.clone();
            Box::pin(async move { notifications.unread(account).await })
        }));
        let instance = self.instance.clone();
        self.timelines.set_landing(Arc::new(move |visit| {
            let instance = instance.clone();
            Box::pin(async move { instance.landing(&visit).await })
        }));
        let feeds = self.feeds.clone();
        self.timelines.set_feeds(Arc::new(move |asked| {
            let feeds = feeds.clone();
            Box::pin(async move { feeds.answer(asked).await })
        }));
        self.connect_posts();
        self.connect_choices();
        self.connect_tastes();
        self.connect_surroundings();
        self.connect_profiles();
        self.connect_streams();
    }

    /// What is shown with posts.
    fn connect_posts(&self) {
        let access = self.access.clone();
        self.posts.name_apps(Arc::new(move |app| {
            let access = access.clone();
            Box::pin(async move {
                Ok(access.app(app).await?.map(|app| App { name: app.name, website: app.website }))
            })
        }));
        self.posts.filter_by(Arc::new(self.filters.clone()));
        let collections = self.collections.clone();
        self.posts.name_collections(Arc::new(move |ids, viewer| {
            let collections = collections.clone();
            Box::pin(async move { collections.told(&ids, viewer).await })
        }));
    }

    /// What stands above and beside timelines.
    fn connect_surroundings(&self) {
        let announcements = self.announcements.clone();
        self.timelines.set_heralds(Arc::new(move |reader| {
            let announcements = announcements.clone();
            Box::pin(async move { Ok(announcements.unread(reader).await?.map(|one| herald(&one))) })
        }));
        let hashtags = self.hashtags.clone();
        self.timelines.set_tag_cards(Arc::new(move |key| {
            let hashtags = hashtags.clone();
            Box::pin(async move { hashtags.tag_card(&key).await })
        }));
        let chats = self.chats.clone();
        self.hashtags.set_gatherings(Arc::new(move |reader| {
            let chats = chats.clone();
            Box::pin(async move { chats.gatherings(reader).await })
        }));
        let (search, chats) = (self.search.clone(), self.chats.clone());
        self.timelines.set_beside(Arc::new(move |visit| {
            let (search, chats) = (search.clone(), chats.clone());
            Box::pin(async move {
                let aside = search.aside(&visit).await?;
                Ok(AsideView { chats: chats.beside().await?, ..aside })
            })
        }));
    }

    /// What stands on a profile beside posts.
    fn connect_profiles(&self) {
        let tags = self.tags.clone();
        self.timelines.set_featured_tags(Arc::new(move |account| {
            let tags = tags.clone();
            Box::pin(async move {
                let found = tags.featured(account).await?.into_iter();
                let tag = |featured: tags::Featured| FeaturedTag {
                    url: accounts::tag_path(&featured.tag),
                    posts: featured.used.map_or(0, |used| used.posts),
                    name: featured.name,
                };
                Ok(found.map(tag).collect())
            })
        }));
        let collections = self.collections.clone();
        self.timelines.set_collections(Arc::new(move |owner, viewer| {
            let collections = collections.clone();
            Box::pin(async move {
                let all = Slice { offset: 0, limit: COLLECTIONS_TOLD_MAX };
                let found = collections.of(owner, viewer, all).await?.list.into_iter();
                let told = |seen: collections::Seen| Recommended {
                    url: format!("/collections/{}", seen.collection.id),
                    name: seen.collection.name,
                    description: seen.collection.description,
                    people: seen.items.len() as u64,
                };
                Ok(found.map(told).collect())
            })
        }));
    }

    /// What people choose on pages of features on the left.
    fn connect_choices(&self) {
        let moderation = self.moderation.clone();
        self.access.leave_by(Arc::new(move |account| {
            let moderation = moderation.clone();
            Box::pin(async move { moderation.leave(account).await })
        }));
        let (told, tell) = (self.push.clone(), self.push.clone());
        self.notifications.lock_screens(LockedScreens {
            told: Arc::new(move |account| {
                let push = told.clone();
                Box::pin(async move { push.private_text(account).await })
            }),
            tell: Arc::new(move |account, private| {
                let push = tell.clone();
                Box::pin(async move { push.set_private_text(account, private).await })
            }),
        });
    }

    /// What is told by streams beside posts.
    fn connect_streams(&self) {
        let timelines = self.timelines.clone();
        self.bus.on(move |event: &FiltersChanged| timelines.filters_changed(event.account));
        let timelines = self.timelines.clone();
        self.bus.on(move |event: &RequestsMerged| timelines.notifications_merged(event.account));
        let timelines = self.timelines.clone();
        self.announcements.stream_to(move |event, payload| timelines.announce(event, payload));
        let (timelines, notifications) = (self.timelines.clone(), self.notifications.clone());
        let (queue, mut waiting) = tokio::sync::mpsc::channel::<(Id, Id, bool)>(STREAMED_WAITING_MAX);
        self.bus.on(move |event: &Notified| {
            // Full only when nothing is read for long; clients fetch what they missed.
            let _ = queue.try_send((event.id, event.account, event.kind.is_ours()));
        });
        tokio::spawn(async move {
            while let Some((id, account, ours)) = waiting.recv().await {
                match notifications.one(id, account).await {
                    Ok(Some(json)) if ours => timelines.notify_pages(account, json),
                    Ok(Some(json)) => timelines.notify(account, json),
                    Ok(None) => {}
                    Err(problem) => tracing::warn!(?problem, "a notification could not be streamed"),
                }
            }
        });
    }

    /// What decides over timelines beside whom one follows.
    fn connect_tastes(&self) {
        let (apart, lists, tags) = (self.lists.clone(), self.lists.clone(), self.tags.clone());
        self.timelines.set_lists(
            Arc::new(move |account| {
                let lists = apart.clone();
                Box::pin(async move { lists.apart(account).await })
            }),
            Arc::new(move |list| {
                let lists = lists.clone();
                Box::pin(async move { lists.reading(list).await })
            }),
        );
        let featured = self.tags.clone();
        self.accounts.tell_featured_tags(Arc::new(move |account| {
            let tags = featured.clone();
            Box::pin(async move {
                let found = tags.featured(account).await?;
                Ok(found.iter().map(|featured| tags.featured_entity(featured)).collect())
            })
        }));
        self.timelines.set_followed_tags(Arc::new(move |account| {
            let tags = tags.clone();
            Box::pin(async move { tags.followed(account).await })
        }));
    }
}

/// An announcement as a line above the home timeline.
fn herald(one: &Announcement) -> Herald {
    let mut text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = text.char_indices().nth(HERALD_CHARS_MAX) {
        text.truncate(at);
        text.push('…');
    }
    Herald { id: one.id.to_string(), text }
}
