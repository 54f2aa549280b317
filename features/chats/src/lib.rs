//! Hashtag chats: calendar, live room, moderator's desk, transcript.
//!
//! Invariants:
//! - a hashtag has one chat at the most; everybody may read it; its owner and hosts change it, and the staff;
//! - a session is a row, made some weeks ahead ([`plan`]), whose id stays when the chat's rule changes;
//! - what is going on and what comes next is in memory ([`Board`]), so that posts and pages may ask for it each time;
//! - who leaves is out of everything, and what they owned goes on with its hosts or ends.

mod actions;
mod api;
mod beside;
mod board;
mod calendars;
pub mod desk;
pub mod docs;
mod entity;
mod events;
mod ics;
mod letters;
mod matters;
mod model;
mod pages;
mod people;
mod plan;
pub mod recurrence;
mod reminders;
pub mod room;
pub mod rules;
mod sessions;
mod stopping;
mod store;
pub mod templates;
mod times;
mod transcript;
mod views;
mod watch;

use std::sync::{Arc, LazyLock};

use ::store::{Db, Migration, Sql};
use access::Access;
use accounts::Accounts;
use base::{Clock, IdGen};
use bus::{Bus, Cached};
use hashtags::Hashtags;
use insights::Insights;
use notifications::Notifications;
use posts::Posts;
use tags::Tags;
use timelines::Timelines;
use web::{Feature, Site};

pub use board::{Board, Slot};
pub use calendars::{CALENDAR_CHATS_MAX, Filter};
pub use events::{ChatsChanged, SessionRemoved};
pub use model::{
    CLOSES_AFTER_MINUTES, Chat, ChatState, MINUTES_MAX, MINUTES_MIN, Member, MemberRole,
    OPENS_BEFORE_MINUTES, Role, Session, SessionState, Texts,
};
pub use plan::AHEAD_MS;
pub use reminders::{LEADS_MINUTES, REMINDERS_MAX, Reminder};
pub use rules::{ChatEdit, Editor, SessionEdit};
pub use sessions::PastSession;
pub use transcript::KeptPost;
pub use views::{SESSIONS_READ_MAX, role_in};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "chats", version: 1, text: include_str!("migrations/0001_chats.sql") },
    Migration { feature: "chats", version: 2, text: include_str!("migrations/0002_rooms.sql") },
    Migration { feature: "chats", version: 3, text: include_str!("migrations/0003_desks.sql") },
    Migration { feature: "chats", version: 4, text: include_str!("migrations/0004_stops.sql") },
];
static STATEMENTS: LazyLock<Vec<&'static Sql>> =
    LazyLock::new(|| [store::STATEMENTS, room::store::STATEMENTS, desk::store::STATEMENTS].concat());

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Events and jobs.
    pub bus: Bus,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Time.
    pub clock: Clock,
    /// The site.
    pub site: Site,
    /// People.
    pub accounts: Accounts,
    /// Sign-in and mail.
    pub access: Access,
    /// Posts.
    pub posts: Posts,
    /// Timelines and streams.
    pub timelines: Timelines,
    /// Notifications.
    pub notifications: Notifications,
    /// Followed hashtags.
    pub tags: Tags,
    /// Numbers of hashtags.
    pub insights: Insights,
    /// The directory of hashtags.
    pub hashtags: Hashtags,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Chats(Arc<Inner>);

/// The ground, and what is in memory.
struct Inner {
    ground: Ground,
    board: Cached<(), Arc<Board>>,
    rooms: room::Rooms,
}

impl std::ops::Deref for Inner {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}

impl Chats {
    /// The feature, listening to what changes its memory.
    pub fn new(ground: Ground) -> Self {
        let board = Cached::new(board::BOARD_BYTES, |board: &Arc<Board>| board.weight());
        let me = Self(Arc::new(Inner { ground, board, rooms: room::Rooms::default() }));
        // Weak: the bus lives in here.
        let weak = Arc::downgrade(&me.0);
        me.0.bus.on(move |_: &ChatsChanged| {
            if let Some(me) = weak.upgrade() {
                me.board.forget(&());
            }
        });
        me.open_rooms();
        me.work_at_desks();
        reminders::work(&me);
        matters::tell(&me);
        me
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = room::api::routes(self);
        routes.extend(room::pages::routes(self));
        routes.extend(transcript::routes(self));
        routes.extend(desk::pages::routes(self));
        routes.extend(api::routes(self));
        routes.extend(pages::routes(self));
        Feature { name: "chats", migrations: MIGRATIONS, statements: &STATEMENTS, routes }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        &STATEMENTS
    }
}
