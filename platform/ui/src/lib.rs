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

pub mod assets;
pub mod check;
mod composer;
mod emoji;
mod errors;
mod excerpt;
mod icon;
mod lists;
mod media;
mod meta;
mod notification;
mod number;
pub mod pages;
mod person;
mod post;
pub mod sample;
mod shell;
mod visibility;

pub use composer::{Composer, ComposerView, LANGUAGES, MEDIA_TYPES};
pub use emoji::{Emoji, Emojis, emoji_html, with_pictures};
pub use errors::{ErrorSummary, FieldError, FieldErrors};
pub use icon::{Icon, Logo, Sprite, icon, logo};
pub use lists::{EmptyState, Paging, PagingLinks, SettingsTab, Tab, Tabs, settings_tabs};
pub use media::{MediaKind, MediaView};
pub use meta::{Alternate, DataBlock, NOT_INDEXED, PageMeta, Preview};
pub use notification::{NotificationKind, NotificationLine, NotificationView};
pub use number::{compact, grouped};
pub use person::{FieldView, PersonCard, PersonLine, PersonView, RelationForms, RelationView};
pub use post::{Mine, PostCard, PostView};
pub use shell::{Me, Notice, NoticeBox, NoticeKind, Shell, ShellBar, ShellFooter, ShellHead, ShellSearch};
pub use visibility::Visibility;

/// The sentence that stands in the footer of every page.
pub const TOOL_SENTENCE: &str = "Medley is a tool. It never gives medical advice or a diagnosis.";
