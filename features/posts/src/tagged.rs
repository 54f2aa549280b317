//! Collections that a post links to, by their whole address. What they look like, and to whom, a feature further right
//! knows; here is the slot for it. A post that links to none costs nothing for it.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, IdMap, Outcome};
use web::Site;

use crate::Posts;
use crate::quotes::Quoted;
use crate::views::View;

/// Collections of one post that are told; further links are only links.
const TAGGED_MAX: usize = 4;

/// Gives Mastodon's JSON of collections by their ids, as one reader (or nobody) sees them. Handed in where the features
/// are wired.
pub type Collections = Arc<dyn Fn(Vec<Id>, Option<Id>) -> CollectionsTold + Send + Sync>;
/// See [`Collections`].
pub type CollectionsTold = Pin<Box<dyn Future<Output = Outcome<IdMap<Arc<[u8]>>>> + Send>>;

/// The collections that a text links to.
pub(crate) fn linked(site: &Site, text: &str) -> Vec<Id> {
    let root = format!("{}/collections/", site.base_url);
    let mut found: Vec<Id> = Vec::new();
    for (at, _) in text.match_indices(&root) {
        let rest = &text[at + root.len()..];
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || "/?#_-".contains(c));
        found.extend(number.parse().ok().filter(|id| ends && !found.contains(id)));
    }
    found.truncate(TAGGED_MAX);
    found
}

impl Posts {
    /// Who tells what collections look like. Can be said once; until then posts tell of none.
    pub fn name_collections(&self, collections: Collections) {
        drop(self.0.collections.set(collections));
    }

    /// Puts the collections into those of `views` that link to some: one look for all of them.
    pub(crate) async fn tag_collections(&self, views: &mut [View], viewer: Option<Id>) -> Outcome<()> {
        let mut wanted: Vec<Id> = Vec::new();
        views.iter_mut().for_each(|view| each(view, &mut |view| wanted.extend(&view.shown.tagged)));
        let Some(slot) = self.0.collections.get().filter(|_| !wanted.is_empty()) else { return Ok(()) };
        wanted.sort_unstable();
        wanted.dedup();
        let told = slot(wanted, viewer).await?;
        views.iter_mut().for_each(|view| {
            each(view, &mut |view| {
                let found: Vec<&[u8]> =
                    view.shown.tagged.iter().filter_map(|id| told.get(id)).map(|json| &**json).collect();
                if !view.shown.tagged.is_empty() {
                    view.tagged = Some([b"[", &found.join(&b","[..])[..], b"]"].concat().into());
                }
            });
        });
        Ok(())
    }
}

/// A view and all that are shown within it.
fn each(view: &mut View, visit: &mut impl FnMut(&mut View)) {
    visit(view);
    if let Some(inner) = &mut view.inner {
        each(inner, visit);
    }
    if let Some(Quoted::Whole(quoted)) = view.quote.as_deref_mut().map(|quote| &mut quote.quoted) {
        each(quoted, visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_collections() {
        let site = Site::new("medley.example");
        let found = |text: &str| linked(&site, text);
        let at = |id: &str| format!("https://medley.example/collections/{id}");
        assert_eq!(found(&format!("See {} and {} and {}", at("5"), at("7"), at("5"))), [Id(5), Id(7)]);
        for other in
            ["hello", "https://other.example/collections/5", &at("x"), &at("5/y"), &at("5a"), &at("")]
        {
            assert_eq!(found(other), [], "{other}");
        }
        assert_eq!(found(&format!("({}).", at("5"))), [Id(5)]);
        let many = (1..9).map(|id| at(&id.to_string())).collect::<Vec<_>>().join(" ");
        assert_eq!(found(&many).len(), TAGGED_MAX);
    }
}
