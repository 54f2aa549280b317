//! Everything of one account in open formats, in a folder.
//!
//! `profile.json` (Mastodon's `Account`), `posts.jsonl` (one post a line, private ones too), `drafts.jsonl`, `media/`, and the lists
//! in the columns that Mastodon's own importer reads. Each file is written beside its place and renamed, so a name
//! that exists is whole; pictures that are there already are not copied again.

mod draft;

use std::path::Path;

use accounts::Accounts;
use base::{Id, Outcome, Page, Problem, iso_ms};
use blobs::Blobs;
use lists::Lists;
use posts::{AuthorFilter, Posts, View};
use serde_json::{Value, json};

use self::draft::Draft;
pub(crate) use self::draft::failed;
use crate::parse::sheet::Kind;
use crate::sheets::{Sheet, address, likes, sheet};

/// Posts read at a time.
const PAGE_MAX: usize = 200;

/// The features that an export reads from.
pub struct Sources<'a> {
    /// People.
    pub accounts: &'a Accounts,
    /// Posts.
    pub posts: &'a Posts,
    /// Pictures.
    pub blobs: &'a Blobs,
    /// Lists of people.
    pub lists: &'a Lists,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportReport {
    /// Lines of `posts.jsonl`.
    pub posts: usize,
    /// Lines of `drafts.jsonl`.
    pub drafts: usize,
    /// Files in `media/`.
    pub media: usize,
    /// Pictures whose file is gone from the server, by name.
    pub media_missing: Vec<String>,
    /// Boosts of what the account cannot see any more, which are left out.
    pub unseen: usize,
    /// Lines of `follows.csv`.
    pub follows: usize,
    /// Lines of `blocks.csv`.
    pub blocks: usize,
    /// Lines of `mutes.csv`.
    pub mutes: usize,
    /// Lines of `lists.csv`.
    pub lists: usize,
    /// Lines of `bookmarks.csv`.
    pub bookmarks: usize,
    /// Lines of `favourites.csv`.
    pub favourites: usize,
}

/// Writes everything of `account` into `folder`, which is made where it is missing. May be run again over itself.
/// `progress` hears how many posts are written.
///
/// # Errors
/// 404 for nobody; 403 for a suspended account, whose posts are not shown to anyone.
pub async fn export_account(
    from: &Sources<'_>,
    account: Id,
    folder: &Path,
    progress: impl FnMut(usize) + Send,
) -> Outcome<ExportReport> {
    std::fs::create_dir_all(folder.join("media")).map_err(|cause| failed(folder, cause))?;
    let mut export = Export { from, account, folder, report: ExportReport::default() };
    export.profile().await?;
    export.posts(progress).await?;
    export.drafts().await?;
    export.lists().await?;
    Ok(export.report)
}

struct Export<'a> {
    from: &'a Sources<'a>,
    account: Id,
    folder: &'a Path,
    report: ExportReport,
}

impl Export<'_> {
    async fn profile(&mut self) -> Outcome<()> {
        let person = self.from.accounts.account(self.account).await?.ok_or_else(Problem::not_found)?;
        if person.suspended_ms.is_some() {
            return Err(Problem::new(
                base::Kind::Forbidden,
                "The account is suspended; lift that to export it",
            ));
        }
        let mut out = Draft::create(self.folder, "profile.json")?;
        out.write(&person.json)?;
        out.finish()?;
        for picture in [&person.avatar, &person.header] {
            for name in [&picture.moving, &picture.still].into_iter().flatten() {
                self.picture(name).await?;
            }
        }
        Ok(())
    }

    async fn posts(&mut self, mut progress: impl FnMut(usize) + Send) -> Outcome<()> {
        let mut out = Draft::create(self.folder, "posts.jsonl")?;
        let mut page = Page::newest(PAGE_MAX);
        loop {
            let me = Some(self.account);
            let ids = self.from.posts.author_page(self.account, me, AuthorFilter::default(), page).await?;
            let Some(last) = ids.last() else { break };
            page.max_id = Some(*last);
            let views = self.from.posts.show(&ids, me).await?;
            let sources = self.from.posts.sources_of(&ids).await?;
            self.report.unseen += ids.len() - views.len();
            for view in &views {
                out.line(&line(self.from.posts.site(), view, sources.get(&view.shown.id)))?;
                for attachment in &view.shown.media {
                    if let Some(name) = &attachment.original {
                        self.picture(name).await?;
                    }
                }
            }
            self.report.posts += views.len();
            progress(self.report.posts);
        }
        out.finish()
    }

    /// What was kept for later, one a line.
    async fn drafts(&mut self) -> Outcome<()> {
        let mut out = Draft::create(self.folder, "drafts.jsonl")?;
        let mut page = Page::newest(PAGE_MAX);
        loop {
            let drafts = self.from.posts.drafts_page(self.account, page).await?;
            let Some(last) = drafts.last() else { break };
            page.max_id = Some(last.id);
            for kept in &drafts {
                for attachment in &kept.media {
                    if let Some(name) = &attachment.original {
                        self.picture(name).await?;
                    }
                }
                out.line(&draft_line(kept))?;
            }
            self.report.drafts += drafts.len();
        }
        out.finish()
    }

    /// Copies one blob, once.
    async fn picture(&mut self, name: &str) -> Outcome<()> {
        let folder = self.folder.join("media");
        let flat = flat(name);
        if folder.join(&flat).exists() {
            self.report.media += 1;
            return Ok(());
        }
        let Some(bytes) = self.from.blobs.get(name).await? else {
            self.report.media_missing.push(name.to_owned());
            return Ok(());
        };
        let mut out = Draft::create(&folder, &flat)?;
        out.write(&bytes)?;
        self.report.media += 1;
        out.finish()
    }

    /// Writes a list as a file; gives how many rows it has.
    async fn list(&self, name: &str, sheet: Sheet) -> Outcome<usize> {
        let mut out = Draft::create(self.folder, name)?;
        out.write(&sheet.bytes)?;
        out.finish()?;
        Ok(sheet.rows)
    }

    async fn lists(&mut self) -> Outcome<()> {
        let (from, account) = (self.from, self.account);
        let kept = |kind| sheet(from, account, kind);
        self.report.follows = self.list("follows.csv", kept(Kind::Following).await?).await?;
        self.report.blocks = self.list("blocks.csv", kept(Kind::Blocking).await?).await?;
        self.report.mutes = self.list("mutes.csv", kept(Kind::Muting).await?).await?;
        self.report.lists = self.list("lists.csv", kept(Kind::Lists).await?).await?;
        self.report.bookmarks = self.list("bookmarks.csv", kept(Kind::Bookmarks).await?).await?;
        self.report.favourites = self.list("favourites.csv", likes(from, account).await?).await?;
        Ok(())
    }
}

/// A post as a line of `posts.jsonl`.
fn line(site: &web::Site, view: &View, source: Option<&String>) -> Value {
    let post = &view.shown;
    let media = post.media.iter().filter_map(|attachment| {
        let name = attachment.original.as_deref()?;
        Some(json!({ "file": format!("media/{}", flat(name)), "description": attachment.description }))
    });
    json!({
        "id": post.id,
        "url": address(site, view),
        "created_at": iso_ms(post.created_ms),
        "edited_at": post.edited_ms.map(iso_ms),
        "visibility": post.visibility.name(),
        "text": post.text,
        "html": post.content,
        "spoiler_text": post.spoiler,
        "sensitive": post.sensitive,
        "language": post.language,
        "in_reply_to_id": post.reply_to,
        "boost_of": view.inner.as_ref().map(|inner| address(site, inner)),
        "media": media.collect::<Vec<_>>(),
        "source": source,
    })
}

/// A draft as a line of `drafts.jsonl`.
fn draft_line(kept: &posts::Kept) -> Value {
    let media = kept.media.iter().filter_map(|attachment| {
        let name = attachment.original.as_deref()?;
        Some(json!({ "file": format!("media/{}", flat(name)), "description": attachment.description }))
    });
    let draft = &kept.draft;
    json!({
        "id": kept.id,
        "saved_at": iso_ms(kept.id.ms()),
        "text": draft.text,
        "then": draft.then,
        "spoiler_text": draft.spoiler,
        "visibility": draft.visibility.map(posts::Visibility::name),
        "language": draft.language,
        "in_reply_to_id": draft.reply_to,
        "poll": draft.poll.as_ref().map(|poll| &poll.options),
        "media": media.collect::<Vec<_>>(),
    })
}

/// A blob's name as that of one file: `media/ab/ab12/original.png` is `ab12-original.png`.
fn flat(name: &str) -> String {
    let mut parts = name.rsplit('/');
    let (file, folder) = (parts.next().unwrap_or(name), parts.next());
    folder.map_or_else(|| file.to_owned(), |folder| format!("{folder}-{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs_become_single_files() {
        for (name, file) in [
            ("media/ab/ab12/original.png", "ab12-original.png"),
            ("avatars/cd/cd34/avatar.jpg", "cd34-avatar.jpg"),
            ("x.png", "x.png"),
        ] {
            assert_eq!(flat(name), file);
        }
    }
}
