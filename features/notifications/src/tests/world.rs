//! A small server without HTTP: the features below, people by name, and their verbs.

use std::sync::Arc;

use accounts::{Accounts, FollowEdit, MuteEdit, NewAccount, ProfileEdit, Reserved};
use base::{Clock, Id, IdGen, Page};
use blobs::Blobs;
use bus::Bus;
use media::Media;
use parking_lot::Mutex;
use posts::{Draft, Ground, Posts, Revision, Visibility};
use store::testing::{Fresh, fresh};
use store::{Db, Engine};
use web::Site;

use crate::views::Filter;
use crate::{Kind, Notifications, Notified};

pub(crate) const NOW: i64 = 1_795_356_000_000;

pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) accounts: Accounts,
    pub(crate) posts: Posts,
    pub(crate) notes: Notifications,
    /// Everything that streams would have been told.
    pub(crate) heard: Arc<Mutex<Vec<Notified>>>,
    bus: Bus,
    _fresh: Fresh,
    _folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new(engine: Engine) -> Self {
        let fresh = fresh(engine);
        let (db, clock, site) = (fresh.open(), Clock::fixed(NOW), Site::new("medley.example"));
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let ids = Arc::new(IdGen::new(clock.clone(), 0));
        let bus = Bus::new(db.clone(), clock.clone(), ids.clone());
        let ground = || (db.clone(), bus.clone(), ids.clone(), clock.clone(), site.clone());
        let (d, b, i, c, s) = ground();
        let accounts = Accounts::new(d, b, i, c, s, blobs.clone(), accounts::Limits { bio_chars: 160 });
        let (d, b, i, c, s) = ground();
        let media = Media::new(d, b, i, c, s, blobs);
        let (d, b, i, c, s) = ground();
        let below = Ground { db: d, bus: b, ids: i, clock: c, site: s, accounts: accounts.clone(), media };
        let posts = Posts::new(below, posts::Limits { post_chars: 280 });
        let (d, b, i, c, s) = ground();
        let notes = Notifications::new(d, b, i, c, s, accounts.clone(), posts.clone());
        let steps = [
            bus::MIGRATIONS,
            Accounts::migrations(),
            Media::migrations(),
            Posts::migrations(),
            Notifications::migrations(),
        ];
        db.migrate(steps.concat()).await.unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = heard.clone();
        bus.on(move |new: &Notified| ear.lock().push(new.clone()));
        Self { db, clock, accounts, posts, notes, heard, bus, _fresh: fresh, _folder: folder }
    }

    /// A new account, made by the operator.
    pub(crate) async fn person(&self, username: &str) -> Id {
        self.account(username, Reserved::Allow).await
    }

    /// Somebody who signs up.
    pub(crate) async fn newcomer(&self, username: &str) -> Id {
        let id = self.account(username, Reserved::Refuse).await;
        self.settle().await;
        id
    }

    async fn account(&self, username: &str, reserved: Reserved) -> Id {
        let new = NewAccount {
            username: username.to_owned(),
            display_name: String::new(),
            note: String::new(),
            bot: false,
            discoverable: true,
            created_ms: self.clock.now_ms(),
            reserved,
        };
        let accounts = self.accounts.clone();
        self.db.write(move |w| accounts.create(w, &new)).await.unwrap()
    }

    /// New accounts.
    pub(crate) async fn people<const N: usize>(&self, names: [&str; N]) -> [Id; N] {
        let mut ids = [Id(0); N];
        for (id, name) in ids.iter_mut().zip(names) {
            *id = self.person(name).await;
        }
        ids
    }

    /// Waits until every event and job is done.
    pub(crate) async fn settle(&self) {
        while self.bus.drain().await.unwrap() + self.bus.work_off().await.unwrap() > 0 {}
        assert_eq!(self.bus.dead_letters().await.unwrap(), []);
        assert_eq!(self.bus.queued().await.unwrap(), 0, "a job failed");
    }

    pub(crate) async fn post(&self, author: Id, text: &str) -> Id {
        self.publish(author, text, Visibility::Public, None).await
    }

    pub(crate) async fn publish(
        &self,
        by: Id,
        text: &str,
        visibility: Visibility,
        reply_to: Option<Id>,
    ) -> Id {
        let draft =
            Draft { text: text.to_owned(), visibility: Some(visibility), reply_to, ..Draft::default() };
        let id = self.posts.publish(by, draft).await.unwrap();
        self.settle().await;
        id
    }

    pub(crate) async fn edit(&self, author: Id, post: Id, text: &str) {
        let revision = Revision { text: text.to_owned(), ..Revision::default() };
        self.posts.revise(author, post, revision).await.unwrap();
        self.settle().await;
    }

    pub(crate) async fn like(&self, by: Id, post: Id) {
        self.posts.favourite(by, post).await.unwrap();
        self.settle().await;
    }

    pub(crate) async fn boost(&self, by: Id, post: Id) {
        self.posts.boost(by, post, None).await.unwrap();
        self.settle().await;
    }

    pub(crate) async fn follow(&self, from: Id, to: Id, notify: Option<bool>) {
        self.accounts.follow(from, to, FollowEdit { notify, ..FollowEdit::default() }).await.unwrap();
        self.settle().await;
    }

    pub(crate) async fn mute(&self, from: Id, to: Id, notifications: bool) {
        self.accounts.mute(from, to, MuteEdit { notifications, until_ms: None }).await.unwrap();
        self.settle().await;
    }

    pub(crate) async fn lock(&self, account: Id) {
        let edit = ProfileEdit { locked: Some(true), ..ProfileEdit::default() };
        self.accounts.edit_profile(account, edit).await.unwrap();
    }

    /// What `account` sees, newest first.
    pub(crate) async fn seen(&self, account: Id) -> Vec<(Kind, Id, Option<Id>)> {
        let listed = self.notes.list(account, &Filter::default(), Page::newest(40)).await.unwrap();
        listed.entries.iter().map(|entry| (entry.row.kind, entry.row.from, entry.row.post)).collect()
    }

    /// The ids of what `account` sees, newest first.
    pub(crate) async fn ids(&self, account: Id) -> Vec<Id> {
        let listed = self.notes.list(account, &Filter::default(), Page::newest(40)).await.unwrap();
        listed.entries.iter().map(|entry| entry.row.id).collect()
    }
}
