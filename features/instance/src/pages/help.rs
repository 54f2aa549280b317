//! Short answers in plain words.

use axum::extract::State;
use ui::{Message, Page as _, Shell};
use web::{Access, Reply, Route, Visit, get, html};

use crate::templates::HelpPage;
use crate::{Instance, WORDS};

const PATH: &str = "/help";

pub(super) fn routes(s: &Instance) -> Vec<Route> {
    vec![get(s, PATH, Access::Page, help)]
}

async fn help(State(s): State<Instance>, visit: Visit) -> Reply {
    let shell = s.0.accounts.shell(&visit, WORDS.say("help-title"), PATH).await?;
    Ok(html(page(shell, s.0.settings.contact_email.clone()).page()))
}

/// The page with all answers.
pub(crate) fn page(shell: Shell, contact_email: String) -> HelpPage {
    HelpPage { shell, answers: answers(), keys: keys(), contact_email }
}

fn answers() -> Vec<(&'static str, Message, Vec<Message>)> {
    vec![
        ("boost", WORDS.say("help-boost"), vec![WORDS.say("help-boost-1")]),
        (
            "who-sees",
            WORDS.say("help-who-sees"),
            vec![WORDS.say("help-who-sees-1"), WORDS.say("help-who-sees-2")],
        ),
        ("warnings", WORDS.say("help-warnings"), vec![WORDS.say("help-warnings-1")]),
        ("chats", WORDS.say("help-chats"), vec![WORDS.say("help-chats-1")]),
        ("report", WORDS.say("help-report"), vec![WORDS.say("help-report-1")]),
        ("apps", WORDS.say("help-apps"), vec![WORDS.say("help-apps-1")]),
        ("data", WORDS.say("help-data"), vec![WORDS.say("help-data-1"), WORDS.say("help-data-2")]),
        ("looks", WORDS.say("help-looks"), vec![WORDS.say("help-looks-1")]),
    ]
}

/// What `page.js` does.
fn keys() -> Vec<(&'static str, Message)> {
    [
        ("j", "script-key-next"),
        ("k", "script-key-previous"),
        ("o", "script-key-open"),
        ("r", "script-key-reply"),
        ("l", "script-key-like"),
        ("b", "script-key-boost"),
        ("n", "script-key-write"),
        ("/", "script-key-search"),
        ("?", "script-key-help"),
    ]
    .map(|(key, what)| (key, ui::WORDS.say(what)))
    .into()
}
