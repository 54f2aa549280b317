use std::fmt;

use super::kind::Columns;
use super::{Kind, RowFault};

/// Characters of a name before the `@`.
const NAME_CHARS_MAX: usize = 255;
/// Languages of one follow that are looked at.
const LANGUAGES_MAX: usize = 200;

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// To follow somebody; `None` where the file does not say how.
    Follow {
        /// Whom.
        who: Address,
        /// Whether their boosts are shown.
        reblogs: Option<bool>,
        /// Whether each of their posts notifies.
        notify: Option<bool>,
        /// Only posts in these languages; none for all.
        languages: Option<Vec<String>>,
    },
    /// To mute somebody.
    Mute {
        /// Whom.
        who: Address,
        /// Their notifications too.
        notifications: bool,
    },
    /// To block somebody.
    Block(Address),
    /// To have somebody on a list.
    List {
        /// What the list is called.
        title: String,
        /// Whom.
        who: Address,
    },
    /// To save a post.
    Bookmark(String),
    /// To see nothing of a server.
    BlockDomain(String),
}

/// Somebody, here or elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The name.
    pub name: String,
    /// The server, lower-case; `None` where the file does not say.
    pub domain: Option<String>,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.domain {
            Some(domain) => write!(f, "{}@{domain}", self.name),
            None => write!(f, "{}", self.name),
        }
    }
}

pub(super) fn wanted(kind: Kind, columns: &Columns, cells: &[String]) -> Result<Wanted, RowFault> {
    let cell = |n| columns.cell(cells, n);
    match kind {
        Kind::Following => Ok(Wanted::Follow {
            who: address(cell(0))?,
            reblogs: flag(cell(1)),
            notify: flag(cell(2)),
            languages: languages(cell(3)),
        }),
        // Mastodon takes notifications along where the file does not say.
        Kind::Muting => {
            Ok(Wanted::Mute { who: address(cell(0))?, notifications: flag(cell(1)).unwrap_or(true) })
        }
        Kind::Blocking => address(cell(0)).map(Wanted::Block),
        Kind::Lists => match cell(0) {
            "" => Err(RowFault::NoList),
            title => Ok(Wanted::List { title: title.to_owned(), who: address(cell(1))? }),
        },
        Kind::Bookmarks => uri(cell(0)).map(Wanted::Bookmark),
        Kind::DomainBlocks => text::domain(cell(0)).map(Wanted::BlockDomain).ok_or(RowFault::NoDomain),
    }
}

/// `name@server`, `@name@server`, or a name here.
fn address(text: &str) -> Result<Address, RowFault> {
    let text = text.strip_prefix("acct:").unwrap_or(text).trim_start_matches('@');
    let (name, domain) = match text.split_once('@') {
        Some((name, domain)) => (name, Some(server(domain).ok_or(RowFault::NoAddress)?)),
        None => (text, None),
    };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let named = !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX && name.chars().all(fits);
    // Without a server it can only be somebody here.
    let known = domain.is_some() || text::valid_username(name);
    if named && known { Ok(Address { name: name.to_owned(), domain }) } else { Err(RowFault::NoAddress) }
}

/// A server's name, with its port where it has one.
fn server(text: &str) -> Option<String> {
    match text.rsplit_once(':') {
        Some((host, port)) => {
            let port: u16 = port.parse().ok()?;
            Some(format!("{}:{port}", text::domain(host)?))
        }
        None => text::domain(text),
    }
}

fn uri(text: &str) -> Result<String, RowFault> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = rest.is_some_and(|rest| rest.contains('/') && !rest.contains(char::is_whitespace));
    if fits { Ok(text.to_owned()) } else { Err(RowFault::NoUri) }
}

/// By Rails' rules; empty is unsaid.
fn flag(text: &str) -> Option<bool> {
    if text.is_empty() {
        return None;
    }
    Some(!matches!(text.to_ascii_lowercase().as_str(), "0" | "f" | "false" | "off" | "no"))
}

fn languages(text: &str) -> Option<Vec<String>> {
    let codes: Vec<String> =
        text.split(',').take(LANGUAGES_MAX).filter_map(|code| text::language_code(code.trim())).collect();
    Some(codes).filter(|codes| !codes.is_empty())
}
