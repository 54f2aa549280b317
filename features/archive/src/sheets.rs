//! Lists in the columns of Mastodon's own export, which its importer, and [`crate::parse::sheet`], read.

use accounts::Relations;
use base::{Id, Outcome, Page, Problem};
use posts::View;

use crate::export::Sources;
use crate::parse::sheet::Kind;

/// People, and posts, read at a time.
const PAGE_MAX: usize = 200;
/// Rows of one file; the import of any server takes fewer.
const ROWS_MAX: usize = 200_000;

/// A list as a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its rows, without the heading.
    pub rows: usize,
}

/// One list of `account`.
pub async fn sheet(from: &Sources<'_>, account: Id, kind: Kind) -> Outcome<Sheet> {
    let mut out = Writer::new(kind)?;
    match kind {
        Kind::Lists => members(from, account, &mut out).await?,
        Kind::Bookmarks => bookmarks(from, account, &mut out).await?,
        Kind::DomainBlocks => domains(from, account, &mut out).await?,
        Kind::Following | Kind::Muting | Kind::Blocking => {
            let relations = from.accounts.relations(account).await?;
            people(from, related(&relations, kind, from.accounts.now_ms()), &mut out).await?;
        }
    }
    out.finish()
}

/// What `account` liked, as addresses of posts. Nobody's importer reads it; people do.
pub async fn likes(from: &Sources<'_>, account: Id) -> Outcome<Sheet> {
    let mut out = Writer::new(Kind::Bookmarks)?;
    let mut page = Page::newest(PAGE_MAX);
    while out.rows < ROWS_MAX {
        let entries = from.posts.favourites_page(account, page).await?;
        let Some((_, last)) = entries.last() else { break };
        page.max_id = Some(*last);
        links(from, account, &entries, &mut out).await?;
    }
    out.finish()
}

struct Writer {
    csv: csv::Writer<Vec<u8>>,
    rows: usize,
}

impl Writer {
    fn new(kind: Kind) -> Outcome<Self> {
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        if kind.has_heading() {
            csv.write_record(kind.columns()).map_err(Problem::internal)?;
        }
        Ok(Self { csv, rows: 0 })
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a String>) -> Outcome<()> {
        self.rows += 1;
        self.csv.write_record(cells).map_err(Problem::internal)
    }

    fn finish(self) -> Outcome<Sheet> {
        let bytes = self.csv.into_inner().map_err(|cause| Problem::internal(cause.into_error()))?;
        Ok(Sheet { bytes, rows: self.rows })
    }
}

/// The people of a list with its further columns, by id.
fn related(relations: &Relations, kind: Kind, now: base::Ms) -> Vec<(Id, Vec<String>)> {
    let mut rows: Vec<(Id, Vec<String>)> = match kind {
        Kind::Following => relations
            .following
            .iter()
            .map(|(id, f)| (*id, vec![f.reblogs.to_string(), f.notify.to_string(), f.languages.join(", ")]))
            .collect(),
        Kind::Muting => relations
            .muting
            .iter()
            .filter(|(_, mute)| mute.until_ms.is_none_or(|until| until > now))
            .map(|(id, mute)| (*id, vec![mute.notifications.to_string()]))
            .collect(),
        Kind::Blocking => relations.blocking.iter().map(|id| (*id, Vec::new())).collect(),
        Kind::Lists | Kind::Bookmarks | Kind::DomainBlocks => Vec::new(),
    };
    rows.sort_unstable_by_key(|(id, _)| *id);
    rows
}

async fn people(from: &Sources<'_>, rows: Vec<(Id, Vec<String>)>, out: &mut Writer) -> Outcome<()> {
    for part in rows.chunks(PAGE_MAX) {
        let ids: Vec<Id> = part.iter().map(|(id, _)| *id).collect();
        let people = from.accounts.accounts(&ids).await?;
        for (id, columns) in part {
            let Some(person) = people.get(id) else { continue };
            out.row([address_of(from, person)].iter().chain(columns))?;
        }
    }
    Ok(())
}

/// `name@host`, also for people of this server.
fn address_of(from: &Sources<'_>, person: &accounts::Account) -> String {
    let host = person.domain.as_deref().unwrap_or(&from.accounts.site().domain);
    format!("{}@{host}", person.username)
}

async fn members(from: &Sources<'_>, account: Id, out: &mut Writer) -> Outcome<()> {
    for list in from.lists.of(account).await? {
        let mut page = Page::newest(PAGE_MAX);
        loop {
            let ids = from.lists.members_page(account, list.id, page).await?;
            let Some(last) = ids.last() else { break };
            page.max_id = Some(*last);
            let people = from.accounts.accounts(&ids).await?;
            for person in ids.iter().filter_map(|id| people.get(id)) {
                out.row(&[list.title.clone(), address_of(from, person)])?;
            }
        }
    }
    Ok(())
}

async fn bookmarks(from: &Sources<'_>, account: Id, out: &mut Writer) -> Outcome<()> {
    let mut page = Page::newest(PAGE_MAX);
    while out.rows < ROWS_MAX {
        let entries = from.posts.bookmarks_page(account, page).await?;
        let Some((_, last)) = entries.last() else { break };
        page.max_id = Some(*last);
        links(from, account, &entries, out).await?;
    }
    Ok(())
}

async fn links(from: &Sources<'_>, account: Id, entries: &[(Id, Id)], out: &mut Writer) -> Outcome<()> {
    let ids: Vec<Id> = entries.iter().map(|(post, _)| *post).collect();
    for view in from.posts.show(&ids, Some(account)).await? {
        out.row(&[address(from.posts.site(), &view)])?;
    }
    Ok(())
}

async fn domains(from: &Sources<'_>, account: Id, out: &mut Writer) -> Outcome<()> {
    let mut page = Page::newest(PAGE_MAX);
    loop {
        let entries = from.accounts.blocked_domains(account, page).await?;
        let Some((_, last)) = entries.last() else { return Ok(()) };
        page.max_id = Some(*last);
        for (domain, _) in &entries {
            out.row([domain])?;
        }
    }
}

/// The whole address of a post.
pub(crate) fn address(site: &web::Site, view: &View) -> String {
    site.url(&view.shown.path(&view.author))
}
