//! Accounts, as the staff look for them and look after them.

use accounts::pages::{paging, person_line, say_named};
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, PageLimit, Problem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::pages::ConfirmPage;
use ui::{EmptyState, Message, Page as _, StaffTab};
use web::{Params, Reply, Role, Route, Visit, at, get, html, post, see_other};

use super::{ADMINS, MODERATORS, keeping, path_of, typed};
use crate::accounts_view::People;
use crate::api::staff;
use crate::model::{Action, Lift, PeopleFilter, States, Strike};
use crate::templates::{AccountLine, AccountPage, AccountsPage, Facts, Search, StrikeLine, action_label};
use crate::{Moderation, WORDS};

const PAGE: PageLimit = PageLimit { default: 30, max: 60 };
const STAFF: [Role; 3] = [Role::Moderator, Role::Admin, Role::Owner];
/// Network addresses that are shown of one account.
const ADDRESSES_MAX: usize = 10;

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, "/staff/accounts", MODERATORS, list),
        get(s, "/staff/accounts/{id}", MODERATORS, one),
        get(s, "/staff/accounts/{id}/reject", MODERATORS, ask_reject),
        get(s, "/staff/accounts/{id}/erase", ADMINS, ask_erase),
        post(s, "/web/staff/accounts/{id}/approve", MODERATORS, approve),
        post(s, "/web/staff/accounts/{id}/reject", MODERATORS, reject),
        post(s, "/web/staff/accounts/{id}/erase", ADMINS, erase),
        post(s, "/web/staff/accounts/{id}/unsensitive", MODERATORS, unsensitive),
        post(s, "/web/staff/accounts/{id}/enable", MODERATORS, enable),
        post(s, "/web/staff/accounts/{id}/unsilence", MODERATORS, unsilence),
        post(s, "/web/staff/accounts/{id}/unsuspend", MODERATORS, unsuspend),
    ]
}

fn asked(params: &Params) -> Outcome<Search> {
    let by = typed(params, "by")?;
    Ok(Search {
        q: typed(params, "q")?,
        by: if by.is_empty() { "username".to_owned() } else { by },
        status: typed(params, "status")?,
        role: typed(params, "role")?,
    })
}

fn filter(search: &Search) -> PeopleFilter {
    let none = States::default();
    let states = match search.status.as_str() {
        "active" => States { active: true, ..none },
        "pending" => States { pending: true, ..none },
        "disabled" => States { disabled: true, ..none },
        "silenced" => States { silenced: true, ..none },
        "suspended" => States { suspended: true, ..none },
        "sensitized" => States { sensitized: true, ..none },
        _ => none,
    };
    let roles = match search.role.as_str() {
        "staff" => STAFF.to_vec(),
        name => Role::parse(name).into_iter().collect(),
    };
    let filter = PeopleFilter { states, roles, ..PeopleFilter::default() };
    match search.by.as_str() {
        "display_name" => PeopleFilter { display_name: search.q.clone(), ..filter },
        "email" => PeopleFilter { email: search.q.clone(), ..filter },
        "ip" => PeopleFilter { address: search.q.clone(), ..filter },
        _ => PeopleFilter { username: search.q.trim_start_matches('@').to_owned(), ..filter },
    }
}

fn query(search: &Search) -> String {
    let part = |name: &str, value: &str| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    let Search { q, by, status, role } = search;
    [part("q", q), part("by", by), part("status", status), part("role", role)].join("&")
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let (search, page) = (asked(&params)?, params.page(PAGE)?);
    let ids = s.people(filter(&search), page).await?;
    let people = s.know(&ids).await?;
    let (mut shell, desk) =
        s.accounts.desk(&visit, WORDS.say("accounts-title"), StaffTab::People, path_of(&uri)).await?;
    say_named(&mut shell, &params, &WORDS, &[("rejected", "account-rejected")])?;
    let view = AccountsPage {
        shell,
        desk,
        people: ids.iter().filter_map(|id| s.account_line(&people, *id)).collect(),
        empty: EmptyState::new(ui::WORDS.say("nobody-here"), WORDS.say("accounts-none")),
        paging: keeping(paging(uri.path(), &ids, &page), &query(&search)),
        search,
    };
    Ok(html(view.page()))
}

fn role(role: Role) -> Message {
    WORDS.say(match role {
        Role::User => "role-user",
        Role::Moderator => "role-moderator",
        Role::Admin => "role-admin",
        Role::Owner => "role-owner",
    })
}

impl Moderation {
    /// An account in a line; `None` for nobody.
    pub(super) fn account_line(&self, people: &People, id: Id) -> Option<AccountLine> {
        let (shown, user) = (people.shown.get(&id)?, people.users.get(&id));
        let states = [
            ("state-pending", user.is_some_and(|user| user.approved_ms.is_none())),
            ("state-unconfirmed", user.is_some_and(|user| user.confirmed_ms.is_none())),
            ("state-disabled", user.is_some_and(|user| user.disabled)),
            ("state-sensitized", shown.sensitized_ms.is_some()),
            ("state-silenced", shown.silenced_ms.is_some()),
            ("state-suspended", shown.suspended_ms.is_some()),
        ];
        let day = Message::day(shown.created_ms);
        let about = match user {
            Some(user) => WORDS.say("account-about").with("email", &user.email).with("day", day),
            None => WORDS.say("account-since").with("day", day),
        };
        Some(AccountLine {
            person: person_line(shown),
            role: role(user.map_or(Role::User, |user| user.role)),
            states: states.into_iter().filter(|(_, is)| *is).map(|(id, _)| WORDS.say(id)).collect(),
            about,
        })
    }

    fn facts(&self, people: &People, id: Id) -> Facts {
        let now = self.now_ms();
        let own = people.addresses.iter().filter(|(of, ..)| *of == id).take(ADDRESSES_MAX);
        let addresses = own.map(|(_, address, at)| (address.clone(), Message::ago(now, *at))).collect();
        let Some(user) = people.users.get(&id) else { return Facts { addresses, ..Facts::default() } };
        let confirmed = match user.confirmed_ms {
            Some(ms) => WORDS.say("account-confirmed").with("day", Message::day(ms)),
            None => WORDS.say("account-unconfirmed"),
        };
        let standing = WORDS.say(match user.standing() {
            access::Standing::Ready => "standing-ready",
            access::Standing::Unconfirmed => "standing-unconfirmed",
            access::Standing::Unapproved => "standing-unapproved",
            access::Standing::Disabled => "standing-disabled",
        });
        let known = ui::LANGUAGES.iter().find(|(code, _)| *code == user.locale);
        let lines = vec![
            (WORDS.say("account-email"), Message::raw(&user.email)),
            (WORDS.say("account-email-state"), confirmed),
            (WORDS.say("account-standing"), standing),
            (WORDS.say("account-role"), role(user.role)),
            (WORDS.say("account-signed-up"), Message::day(user.created_ms)),
            (
                WORDS.say("account-language"),
                Message::raw(known.map_or(user.locale.as_str(), |(_, name)| name)),
            ),
        ];
        Facts { lines, addresses, reason: user.reason.clone() }
    }

    /// What was decided about an account, for the staff.
    pub(super) async fn strike_lines(&self, target: Id) -> Outcome<Vec<StrikeLine>> {
        let strikes = self.strikes(target).await?;
        let by: Vec<Id> = strikes.iter().map(|strike| strike.by).collect();
        let people = self.accounts.accounts(&by).await?;
        let line = |strike: Strike| {
            let acct = people.get(&strike.by).map(|shown| shown.acct()).unwrap_or_default();
            let said = if strike.told { "strike-told" } else { "strike-silent" };
            let action = action_label(Action::parse(&strike.action).unwrap_or(Action::None));
            StrikeLine {
                what: WORDS.say(said).with("action", action).with("acct", acct),
                text: strike.text,
                when: Message::day(strike.created_ms),
                report: strike.report.map(|id| id.to_string()),
            }
        };
        Ok(strikes.into_iter().map(line).collect())
    }
}

async fn one(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let id = at(&id)?;
    let people = s.know_one(id).await?;
    let subject = s.account_line(&people, id).ok_or_else(Problem::not_found)?;
    let (shown, user) = (people.shown.get(&id).ok_or_else(Problem::not_found)?, people.users.get(&id));
    let heading = Message::raw(format!("@{}", shown.acct()));
    let (mut shell, desk) = s.accounts.desk(&visit, heading, StaffTab::People, path_of(&uri)).await?;
    let told = [
        ("decided", "act-done"),
        ("lifted", "account-lifted"),
        ("approved", "account-approved"),
        ("erased", "account-erased"),
    ];
    say_named(&mut shell, &params, &WORDS, &told)?;
    let suspended = shown.suspended_ms.is_some();
    let erased = suspended && s.is_erased(id).await?;
    let lifts = [
        ("unsensitive", "lift-sensitive", shown.sensitized_ms.is_some()),
        ("enable", "lift-disable", user.is_some_and(|user| user.disabled)),
        ("unsilence", "lift-silence", shown.silenced_ms.is_some()),
        ("unsuspend", "lift-suspend", suspended && !erased),
    ];
    let page = AccountPage {
        shell,
        desk,
        subject,
        facts: s.facts(&people, id),
        act: s.act_form(staff(&visit.viewer)?, id, None).await?,
        lifts: lifts
            .into_iter()
            .filter(|(.., on)| *on)
            .map(|(verb, label, _)| (verb, WORDS.say(label)))
            .collect(),
        waits: user.is_some_and(|user| user.approved_ms.is_none()),
        erasable: suspended && !erased && visit.viewer.role >= Role::Admin,
        strikes: s.strike_lines(id).await?,
        log: s.log_lines(s.audit_of(id).await?).await?,
    };
    Ok(html(page.page()))
}

/// Asks before something that cannot be undone.
async fn ask(s: &Moderation, visit: &Visit, id: &str, words: [&'static str; 3], verb: &str) -> Reply {
    let id: Id = at(id)?;
    let form = s.act_form(staff(&visit.viewer)?, id, None).await?;
    if !form.may {
        return Err(Problem::forbidden().into());
    }
    let [heading, text, button] = words.map(|id| WORDS.say(id).with("acct", &form.acct));
    let path = format!("/staff/accounts/{id}/{verb}");
    let (shell, desk) = s.accounts.desk(visit, heading, StaffTab::People, &path).await?;
    let page = ConfirmPage {
        shell,
        desk,
        text,
        action: format!("/web/staff/accounts/{id}/{verb}"),
        hidden: Vec::new(),
        button,
        back: format!("/staff/accounts/{id}"),
    };
    Ok(html(page.page()))
}

async fn ask_reject(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    ask(&s, &visit, &id, ["reject-title", "reject-text", "account-reject"], "reject").await
}

async fn ask_erase(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    ask(&s, &visit, &id, ["erase-title", "erase-text", "account-erase"], "erase").await
}

async fn reject(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.reject(staff(&visit.viewer)?, at(&id)?).await?;
    Ok(see_other("/staff/accounts?status=pending&done=rejected"))
}

/// For each button: what it does, and back to the account.
macro_rules! buttons {
    ($($name:ident $done:literal |$s:ident, $staff:ident, $id:ident| $verb:expr;)*) => { $(
        async fn $name(State($s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
            let ($staff, $id) = (staff(&visit.viewer)?, at(&id)?);
            $verb.await?;
            Ok(see_other(&format!("/staff/accounts/{}?done={}", $id, $done)))
        }
    )* };
}

buttons! {
    approve "approved" |s, staff, id| s.approve(staff, id);
    erase "erased" |s, staff, id| s.erase(staff, id);
    unsensitive "lifted" |s, staff, id| s.lift(staff, id, Lift::Unsensitive);
    enable "lifted" |s, staff, id| s.lift(staff, id, Lift::Enable);
    unsilence "lifted" |s, staff, id| s.lift(staff, id, Lift::Unsilence);
    unsuspend "lifted" |s, staff, id| s.lift(staff, id, Lift::Unsuspend);
}
