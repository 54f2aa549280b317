//! How the features are made by which people gather at hashtags.

use access::Access;
use accounts::Accounts;
use chats::Chats;
use hashtags::Hashtags;
use insights::Insights;
use notifications::Notifications;
use posts::Posts;
use tags::Tags;
use timelines::Timelines;

use super::Ground;

impl Ground {
    /// Numbers, the directory and chats, each of which stands on those before it.
    pub(crate) fn gatherings(
        &self,
        around: (&Accounts, &Access, &Posts, &Timelines),
        (notifications, tags): (&Notifications, &Tags),
    ) -> (Insights, Hashtags, Chats) {
        let (accounts, _, posts, timelines) = around;
        let insights = self.insights(accounts, posts);
        let hashtags = self.hashtags((accounts, posts, timelines), notifications, &insights);
        let chats = self.chats(around, (notifications, tags, &insights, &hashtags));
        (insights, hashtags, chats)
    }

    fn insights(&self, accounts: &Accounts, posts: &Posts) -> Insights {
        let (db, bus, ids, clock, site) = self.parts();
        let (accounts, posts) = (accounts.clone(), posts.clone());
        Insights::new(insights::Ground { db, bus, ids, clock, site, accounts, posts })
    }

    fn hashtags(
        &self,
        (accounts, posts, timelines): (&Accounts, &Posts, &Timelines),
        notifications: &Notifications,
        insights: &Insights,
    ) -> Hashtags {
        let (db, bus, ids, clock, site) = self.parts();
        let (accounts, posts, timelines) = (accounts.clone(), posts.clone(), timelines.clone());
        let (notifications, insights) = (notifications.clone(), insights.clone());
        Hashtags::new(hashtags::Ground {
            db,
            bus,
            ids,
            clock,
            site,
            accounts,
            posts,
            timelines,
            notifications,
            insights,
        })
    }

    fn chats(
        &self,
        (accounts, access, posts, timelines): (&Accounts, &Access, &Posts, &Timelines),
        (notifications, tags, insights, hashtags): (&Notifications, &Tags, &Insights, &Hashtags),
    ) -> Chats {
        let (db, bus, ids, clock, site) = self.parts();
        Chats::new(chats::Ground {
            db,
            bus,
            ids,
            clock,
            site,
            accounts: accounts.clone(),
            access: access.clone(),
            posts: posts.clone(),
            timelines: timelines.clone(),
            notifications: notifications.clone(),
            tags: tags.clone(),
            insights: insights.clone(),
            hashtags: hashtags.clone(),
        })
    }
}
