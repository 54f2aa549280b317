//! Telling that posts were shown to readers, for features that count it. It costs nothing but a look where nobody counts.

use std::sync::Arc;

use base::Id;

use crate::Posts;
use crate::views::View;

/// Hears that posts were sent to a reader, or to somebody without an account. Called for each page and each streamed
/// post, so it must be quick: no lock for long, no statement.
pub type Seen = Arc<dyn Fn(&[View], Option<Id>) + Send + Sync>;

impl Posts {
    /// Who counts what is shown. Can be said once.
    pub fn count_seen(&self, seen: Seen) {
        drop(self.0.seen.set(seen));
    }

    /// `views` are sent to `viewer`. To be said wherever posts reach a reader: pages, lists, streams.
    pub fn seen(&self, views: &[View], viewer: Option<Id>) {
        if let Some(seen) = self.0.seen.get() {
            seen(views, viewer);
        }
    }
}
