//! Chats that are history: found among imported posts, and kept as past sessions.

use std::collections::HashMap;

use base::{Id, IdMap, Ms, iso_ms};
use chats::recurrence::utc;
use chats::{KeptPost, PastSession};
use clap::Subcommand;
use posts::Visibility;
use transcripts::{Line, Role, Session};

use super::{Done, Place, find, progress, say, told};
use crate::Medley;

/// Posts that one step reads.
const STEP: usize = 2_000;
/// Posts that are searched, the newest; they are in memory meanwhile.
const SEARCHED_MAX: usize = 2_000_000;
/// Shortest span of a session that is kept.
const SPAN_MS_MIN: Ms = 60_000;

#[derive(Subcommand)]
pub(crate) enum Chats {
    /// Find the sessions of chats among imported posts: hashtag, start, minutes, posts, questions
    Find {
        /// Only posts of this account
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        /// Only sessions of this hashtag
        #[arg(long)]
        tag: Option<String>,
        /// Keep what is found as past sessions of the hashtag's chat, with transcripts
        #[arg(long)]
        keep: bool,
    },
}

impl Chats {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let Self::Find { account, tag, keep } = self;
        let key = match &tag {
            Some(tag) => {
                let key = text::tag_key(tag.trim_start_matches('#'));
                Some(key.ok_or_else(|| format!("{tag} is no hashtag"))?)
            }
            None => None,
        };
        let medley = place.open().await?;
        let author = match &account {
            Some(name) => Some(find(&medley, name.trim_start_matches('@')).await?),
            None => None,
        };
        let heap = Heap::read(&medley, author).await?;
        let found = transcripts::find(&heap.lines, key.as_deref());
        if found.is_empty() {
            say(format!("no sessions among {} posts", heap.lines.len()));
            return Ok(());
        }
        for session in &found {
            tell(session);
            if keep {
                kept(&medley, &heap, session).await?;
            }
        }
        Ok(())
    }
}

fn tell(session: &Session) {
    let minutes = (session.end_ms - session.start_ms) / 60_000;
    let tag = format!("#{}", session.tag);
    let (start, posts, questions) = (iso_ms(session.start_ms), session.ids.len(), session.questions);
    say(format!("{tag:<24} {start} {minutes:>4} min {posts:>5} posts {questions:>3} questions"));
}

/// What is searched.
struct Heap {
    lines: Vec<Line>,
    /// Index of each post.
    places: HashMap<Id, usize>,
    /// Whose it is.
    authors: HashMap<Id, Id>,
}

impl Heap {
    /// Public posts of `author`, or all that were imported.
    async fn read(medley: &Medley, author: Option<Id>) -> Result<Self, String> {
        let posts = &medley.posts;
        let mut heap = Self { lines: Vec::new(), places: HashMap::new(), authors: HashMap::new() };
        let mut names: IdMap<String> = IdMap::default();
        let (mut below, bar) = (Id(i64::MAX), progress("posts", 0));
        while heap.lines.len() < SEARCHED_MAX {
            let page = posts.walk(below, STEP).await.map_err(|p| told(&p))?;
            let Some(&(last, _)) = page.last() else { break };
            below = last;
            bar.inc(page.len() as u64);
            // An author's posts share their bucket: others need not be read.
            let ids = page.into_iter().map(|(id, _)| id);
            let ids: Vec<Id> =
                ids.filter(|id| author.is_none_or(|author| author.bucket() == id.bucket())).collect();
            let imported = match author {
                Some(_) => HashMap::new(),
                None => posts.sources_of(&ids).await.map_err(|p| told(&p))?,
            };
            for post in posts.documents(ids).await.map_err(|p| told(&p))? {
                let wanted =
                    author.map_or_else(|| imported.contains_key(&post.id), |author| author == post.author);
                if wanted && post.visibility == Visibility::Public {
                    let name = named(medley, &mut names, post.author).await?;
                    heap.add(post, name);
                }
            }
        }
        bar.finish_and_clear();
        Ok(heap)
    }

    fn add(&mut self, post: posts::Post, author: String) {
        self.places.insert(post.id, self.lines.len());
        self.authors.insert(post.id, post.author);
        self.lines.push(Line {
            id: post.id,
            author,
            role: Role::Other,
            ms: post.created_ms as Ms,
            text: post.text.clone(),
            reply_to: post.reply_to,
            boost_of: None,
        });
    }
}

async fn named(medley: &Medley, names: &mut IdMap<String>, account: Id) -> Result<String, String> {
    if let Some(name) = names.get(&account) {
        return Ok(name.clone());
    }
    let found = medley.accounts.account(account).await.map_err(|p| told(&p))?;
    let name = found.map(|person| person.acct()).unwrap_or_default();
    names.insert(account, name.clone());
    Ok(name)
}

/// Keeps a session, once.
async fn kept(medley: &Medley, heap: &Heap, session: &Session) -> Done {
    let chats = &medley.chats;
    let chat = chats.for_history(&session.tag, "", utc()).await.map_err(|p| told(&p))?;
    let end_ms = session.end_ms.max(session.start_ms + SPAN_MS_MIN);
    let past = PastSession { span: session.start_ms..end_ms, topic: String::new(), guests: Vec::new() };
    let row = chats.keep_past_session(chat.id, past).await.map_err(|p| told(&p))?;
    let post = |id: &Id| {
        let line = &heap.lines[*heap.places.get(id)?];
        Some(KeptPost {
            post: *id,
            author: *heap.authors.get(id)?,
            text: line.text.clone(),
            host: session.hosts.contains(&line.author.to_lowercase()),
            reply_to: line.reply_to,
        })
    };
    let posts: Vec<KeptPost> = session.ids.iter().filter_map(post).collect();
    let new = chats.keep_posts(row.id, posts).await.map_err(|p| told(&p))?;
    say(format!("    kept at {}/{}/transcript ({new} posts new)", chat.path(), row.id));
    Ok(())
}
