//! The page that a letter's link leads to. It needs no session: mail programs post to it by themselves, without
//! cookies, and do not follow redirects. Looking at it changes nothing, since programs that check mail look at links.

use axum::extract::{Path, State};
use base::Outcome;
use ui::Page as _;
use web::{Access, Reply, Route, Visit, get, html, post};

use crate::model::Chat;
use crate::stopping::PATH;
use crate::templates::StopPage;
use crate::{Chats, WORDS};

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    vec![
        get(s, "/chats/reminders/{token}", Access::Page, show),
        post(s, "/chats/reminders/{token}", Access::Open, stop),
    ]
}

impl Chats {
    async fn stop_page(&self, visit: &Visit, chat: &Chat, token: &str, stopped: bool) -> Outcome<StopPage> {
        let shell = self.0.accounts.shell(visit, WORDS.say("chat-stop"), PATH).await?;
        let (title, path) = (chat.title.clone(), chat.path());
        Ok(StopPage { shell, title, tag: chat.name.clone(), path, token: token.to_owned(), stopped })
    }
}

async fn show(State(s): State<Chats>, Path(token): Path<String>, visit: Visit) -> Reply {
    let (chat, _) = s.stop_of(&token).await?;
    Ok(html(s.stop_page(&visit, &chat, &token, false).await?.page()))
}

async fn stop(State(s): State<Chats>, Path(token): Path<String>, visit: Visit) -> Reply {
    let chat = s.stop_letters(&token).await?;
    Ok(html(s.stop_page(&visit, &chat, &token, true).await?.page()))
}
