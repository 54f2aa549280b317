//! Whether somebody reads at home what is said in rooms.

use axum::extract::State;
use ui::Page as _;
use web::{Access, Params, Reply, Route, Visit, get, html, post, see_other};

use crate::room::templates::RoomSettingsPage;
use crate::{Chats, WORDS};

const SETTINGS: &str = "/settings/rooms";

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    vec![get(s, SETTINGS, Access::SignedIn, settings), post(s, SETTINGS, Access::SignedIn, save_settings)]
}

async fn settings(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    let shows_posts = s.read_rooms(visit.viewer.person()?).await?.all;
    let mut shell = s.accounts().shell(&visit, ui::WORDS.say("settings-rooms"), SETTINGS).await?;
    accounts::pages::say_done(&mut shell, &params, &WORDS, &[("saved", "room-settings-saved")]);
    Ok(html(RoomSettingsPage { shell, shows_posts }.page()))
}

async fn save_settings(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    s.show_room_posts(visit.viewer.person()?, params.is_set("shows_posts")?).await?;
    Ok(see_other("/settings/rooms?saved"))
}
