//! Medley's face: the layout, the components, the style sheet, the scripts and the icons of its web pages.
//!
//! A page is an askama template in a feature's `templates/` folder that extends `layout.html` from here and has a
//! `shell: ui::Shell` field. Components are small askama templates of their own, compiled once in this crate and
//! written into pages with `{{ post.card(shell) }}`, so a post looks the same in a timeline, in a thread and in a
//! live update.
//!
//! Invariants:
//!
//! - Every page works without script; the modules only add live updates, counting and shortcuts.
//! - No inline script, no inline style, no other origin: pages satisfy the strict Content-Security-Policy.
//! - Everything is escaped except fields whose names end in `_html`, which hold HTML cleaned by `text`.
//! - Plain data in, HTML out: nothing here reads a database, a clock or a setting.
//!
//! Feature crates find the templates through their own `askama.toml`, whose folders are relative to the crate root.

// Templates of this crate are expanded here and in feature crates; both must be able to say `ui::`.
extern crate self as ui;

mod aside;
pub mod assets;
pub mod check;
mod composer;
mod composer_fields;
mod desk;
mod emoji;
mod errors;
mod excerpt;
#[expect(missing_docs, reason = "askama makes structs of these functions")]
pub mod filters;
mod icon;
mod lists;
mod looks;
mod media;
mod meta;
mod notification;
pub mod pages;
mod person;
mod poll;
mod post;
mod quoted;
pub mod sample;
mod settings;
mod shell;
mod visibility;

pub use aside::{AirView, AsideBoxes, AsideView, Spark, SuggestedView, TrendLine, TrendView};
pub use composer::{Composer, ComposerView, LANGUAGES, MEDIA_TYPES};
pub use composer_fields::{POLL_SECONDS, PollFields, zone_choices};
pub use desk::{Desk, StaffRank, StaffTab, staff_tabs};
pub use emoji::{Emoji, Emojis, emoji_html, with_pictures};
pub use errors::{ErrorSummary, FieldError, FieldErrors};
pub use icon::{Icon, Logo, icon, icon_names, logo};
pub use lists::{EmptyState, Paging, PagingLinks, PushOffer, Tab, Tabs};
pub use looks::{LOOKS, LOOKS_BYTES_MAX, Looks};
pub use media::{MediaKind, MediaView};
pub use meta::{Alternate, DataBlock, NOT_INDEXED, PageMeta, Preview};
pub use notification::{NotificationKind, NotificationLine, NotificationView};
pub use person::{FieldView, PersonCard, PersonLine, PersonRow, PersonView, RelationForms, RelationView};
pub use poll::{PollOptionView, PollView};
pub use post::{Mine, PostCard, PostView};
pub use quoted::{Gone, QuotedView};
pub use settings::{SettingsGroup, SettingsTab, settings_groups, settings_tabs};
pub use shell::{Me, Notice, NoticeBox, NoticeKind, Shell, ShellBar, ShellFooter, ShellHead, ShellSearch};
pub use visibility::Visibility;
pub use words::{Arg, Catalogue, Lang, Message, Page, Voice, compact, draw, grouped};

/// The sentence that stands in the footer of every page and in what the API says of the server; in other languages it
/// is the message `tool-sentence`.
pub const TOOL_SENTENCE: &str = "Medley is a tool. It never gives medical advice or a diagnosis.";

/// The words of the layout and the components; the catalogues of features build on it.
pub static WORDS: Catalogue = Catalogue::new(
    Some(&words::WORDS),
    &[(Lang::En, include_str!("../locales/en.ftl")), (Lang::Es, include_str!("../locales/es.ftl"))],
);

/// The catalogue of a feature: the `.ftl` files in its `locales/` folder.
#[macro_export]
macro_rules! catalogue {
    () => {
        $crate::Catalogue::new(
            Some(&$crate::WORDS),
            &[
                ($crate::Lang::En, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en.ftl"))),
                ($crate::Lang::Es, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/es.ftl"))),
            ],
        )
    };
}

/// Says of templates with a `shell` that they are pages, drawn with the words of a catalogue:
/// `ui::pages!(crate::WORDS: ThreadPage, HistoryPage);`.
#[macro_export]
macro_rules! pages {
    ($words:path: $($page:ty),+ $(,)?) => { $(
        impl $crate::Page for $page {
            fn voice(&self) -> $crate::Voice {
                $crate::Voice { lang: self.shell.lang, catalogue: &$words }
            }
        }
    )+ };
}
