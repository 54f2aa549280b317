//! What somebody has to do with chats: which they follow, their own calendar, their zone.

use axum::extract::State;
use base::Outcome;
use ui::Page as _;
use web::{Access, Params, Reply, Route, Visit, get, html, post, see_other};

use super::view::rule_said;
use crate::recurrence::Zone;
use crate::templates::MinePage;
use crate::{Chats, WORDS};

const MINE: &str = "/chats/mine";

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, MINE, own, show),
        post(s, "/chats/mine/calendar", own, renew),
        post(s, "/chats/mine/zone", own, set_zone),
    ]
}

impl Chats {
    async fn mine_page(&self, visit: &Visit) -> Outcome<MinePage> {
        let me = visit.viewer.person()?;
        let followed = self.followed(me).await?;
        let chats = followed
            .iter()
            .map(|chat| (chat.name.clone(), chat.title.clone(), chat.path(), rule_said(&chat.schedule)))
            .collect();
        let token = self.calendar_token(me).await?;
        Ok(MinePage {
            shell: self.0.accounts.shell(visit, WORDS.say("chats-mine"), MINE).await?,
            chats,
            address: token.map(|token| self.0.site.url(&format!("{MINE}/{token}.ics"))),
            zone: self.zone_of(me).await?.map_or_else(|| "UTC".to_owned(), |zone| zone.name().to_owned()),
        })
    }
}

async fn show(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    let mut page = s.mine_page(&visit).await?;
    let told = [("renewed", "chats-renewed"), ("zone_saved", "chats-zone-saved")];
    accounts::pages::say_done(&mut page.shell, &params, &WORDS, &told);
    Ok(html(page.page()))
}

async fn renew(State(s): State<Chats>, visit: Visit) -> Reply {
    s.renew_calendar_token(visit.viewer.person()?).await?;
    Ok(see_other("/chats/mine?renewed"))
}

async fn set_zone(State(s): State<Chats>, visit: Visit, params: Params) -> Reply {
    let zone = Zone::named(params.required("zone")?)?;
    s.set_zone(visit.viewer.person()?, &zone).await?;
    Ok(see_other("/chats/mine?zone_saved"))
}
