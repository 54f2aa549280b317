//! History that comes along: posts that were written before there was this server become those of a past session.

use base::{Id, IdSet, Outcome};
use store::args;

use crate::Chats;
use crate::events::ChatsChanged;
use crate::room::label::placed;
use crate::room::{PlaceKind, RoomRole};

/// A post of a past session.
#[derive(Debug, Clone)]
pub struct KeptPost {
    /// Which.
    pub post: Id,
    /// Whose.
    pub author: Id,
    /// Its text, whose label says what it was in the session.
    pub text: String,
    /// Whether its author hosted.
    pub host: bool,
    /// What it answers.
    pub reply_to: Option<Id>,
}

impl Chats {
    /// Puts posts into a session that is over. Gives how many were not in it yet; running it again changes nothing, and
    /// nobody is told.
    pub async fn keep_posts(&self, session: Id, posts: Vec<KeptPost>) -> Outcome<usize> {
        let Some(kept_in) = self.session(session).await? else { return Ok(0) };
        let (me, chat) = (self.clone(), kept_in.chat);
        self.0
            .db
            .write(move |w| {
                let there: IdSet = posts.iter().map(|kept| kept.post).collect();
                let mut new = 0;
                for kept in &posts {
                    let role = match kept_in.guests.contains(&kept.author) {
                        _ if kept.host => RoomRole::Host,
                        true => RoomRole::Guest,
                        false => RoomRole::None,
                    };
                    let (kind, number): (PlaceKind, u32) = placed(&kept.text, role);
                    let parent = kept.reply_to.filter(|to| there.contains(to));
                    let args = args![
                        session,
                        kept.post,
                        kept.author,
                        kind.code(),
                        i64::from(number),
                        parent,
                        role.code(),
                        false,
                        0_i64
                    ];
                    new += usize::from(w.run(&crate::room::store::PUT, args)? == 1);
                }
                me.0.bus.emit(w, ChatsChanged { chat })?;
                Ok(new)
            })
            .await
    }
}
