//! Post text: what the tokens of a plain-text post are, how long it counts, and how it becomes HTML.
//!
//! Everything here is pure: no input or output, no clock, no panics on any input, and time linear in the
//! length of the text. One tokeniser ([`parse`]) decides for counting, rendering, tags and mentions alike, so
//! that what is linked is what is counted and what is notified.
//!
//! The order in which a caller uses it: [`clean`] what arrives, [`weighted_length`] against the limit,
//! [`hashtags`] and [`mentions`] for the rows to store, [`render_html`] when somebody reads it.

mod chars;
mod clean;
mod count;
mod emojis;
mod fold;
mod html;
pub mod labels;
mod language;
mod links;
mod names;
mod render;
mod tags;
mod tokens;
mod unicode_emoji;

pub use clean::{clean, is_blank};
pub use count::{CLUSTER_CHARS_MAX, URL_CHARS, graphemes, weighted_length};
pub use emojis::{SHORTCODE_BYTES_MAX, SHORTCODE_BYTES_MIN, shortcodes, valid_shortcode, with_emojis};
pub use fold::{fold_case, is_word_char, unfolded};
pub use html::{escape_html, html_to_text};
pub use language::{LANGUAGE_BYTES_MAX, language_code};
pub use links::URL_BYTES_MAX;
pub use names::{USERNAME_CHARS_MAX, domain, is_reserved_username, valid_username};
pub use render::{Links, MentionLink, URL_SHOWN_CHARS_MAX, render_bio, render_field, render_html};
pub use tags::{TAG_CHARS_MAX, TAGS_PER_POST_MAX, Tag, hashtags, tag_key};
pub use tokens::{
    HashtagToken, MENTION_DOMAIN_BYTES_MAX, MENTION_NAME_BYTES_MAX, MentionName, MentionToken, Token,
    UrlToken, mentions, parse, urls,
};
pub use unicode_emoji::is_emoji;
