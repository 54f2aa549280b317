//! A session's posts as the arranging of transcripts reads them.

use std::collections::HashMap;

use base::{Id, IdMap, Ms, Outcome};
use posts::pages::path_of;
use transcripts::{LINES_MAX, Line, Passage, Role, Transcript, arrange};

use crate::Chats;
use crate::room::{Line as Shown, Place, PlaceKind, RoomRole};

/// Posts that are read at once.
const READ_AT_ONCE: usize = 400;

/// A session in order, with its posts as its reader sees them.
pub(crate) struct Arranged {
    pub(crate) transcript: Transcript,
    pub(crate) passages: HashMap<Id, Passage>,
    /// As the room shows them.
    pub(crate) shown: HashMap<String, Shown>,
}

impl Chats {
    /// The posts of a session as they are now, for `me` or nobody. What they may not see, or do not want to, is not
    /// there.
    pub(crate) async fn arranged(&self, session: Id, me: Option<Id>) -> Outcome<Arranged> {
        let places = self.places(session, LINES_MAX).await?;
        let (mut lines, mut passages, mut shown) = (Vec::new(), HashMap::new(), HashMap::new());
        for some in places.chunks(READ_AT_ONCE) {
            let visible = self.lines(some, me, false).await?;
            let ids: Vec<Id> = some.iter().map(|place| place.post).collect();
            let views: IdMap<posts::View> =
                self.posts().show(&ids, me).await?.into_iter().map(|view| (view.shown.id, view)).collect();
            let by_id: HashMap<String, Shown> =
                visible.into_iter().map(|line| (line.id.clone(), line)).collect();
            for place in some.iter().filter(|place| by_id.contains_key(&place.post.to_string())) {
                let Some(view) = views.get(&place.post) else { continue };
                let post = view.shown.post();
                let boost = place.kind == PlaceKind::Boost;
                lines.push(Line {
                    id: place.post,
                    author: view.author.acct(),
                    role: role(place),
                    ms: post.created_ms as Ms,
                    text: if boost { String::new() } else { post.text.clone() },
                    reply_to: place.parent.filter(|_| !boost),
                    boost_of: place.parent.or(post.boost_of).filter(|_| boost),
                });
                if !boost {
                    passages.insert(place.post, self.passage(view));
                }
            }
            shown.extend(by_id);
        }
        Ok(Arranged { transcript: arrange(&lines), passages, shown })
    }

    fn passage(&self, view: &posts::View) -> Passage {
        let post = view.shown.post();
        let text = match post.spoiler.as_str() {
            "" => post.text.clone(),
            warning => format!("[{warning}] {}", post.text),
        };
        let author = &view.author;
        let name = author.shown_name().to_owned();
        let link = self.0.site.url(&path_of(view));
        Passage { name, handle: author.acct(), link, ms: post.created_ms as Ms, text }
    }
}

fn role(place: &Place) -> Role {
    match place.role {
        RoomRole::Host | RoomRole::Moderator => Role::Host,
        RoomRole::Guest => Role::Guest,
        RoomRole::None | RoomRole::Patient => Role::Other,
    }
}
