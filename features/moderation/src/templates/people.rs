//! One report and one account, and deciding about them.

use askama::Template;
use ui::{Desk, EmptyState, FieldErrors, Message, Paging, PersonLine, PostView, Shell, filters};

use super::LogLine;
use crate::WORDS;
use crate::model::{Action, Preset};

/// One report.
#[derive(Debug, Template)]
#[template(path = "staff_report.html")]
pub struct CasePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Its id.
    pub id: String,
    /// Whom it is about.
    pub subject: AccountLine,
    /// Who made it.
    pub by: PersonLine,
    /// What it is about.
    pub category: Message,
    /// The rules that were named.
    pub rules: Vec<String>,
    /// In the words of whoever made it.
    pub comment: String,
    /// When it was made.
    pub when: Message,
    /// Who takes care of it, or who closed it.
    pub state: Message,
    /// Whether it is closed.
    pub resolved: bool,
    /// Whether the reader takes care of it.
    pub mine: bool,
    /// The posts that it names.
    pub posts: Vec<CoveredPost>,
    /// How many of them are not there any more.
    pub gone: usize,
    /// Deciding, or why the reader cannot.
    pub act: ActForm,
    /// What was wrong.
    pub errors: FieldErrors,
    /// What was decided before.
    pub strikes: Vec<StrikeLine>,
    /// What was done with the report.
    pub log: Vec<LogLine>,
}

/// A post, behind a cover where it is sensitive.
#[derive(Debug, Clone)]
pub struct CoveredPost {
    /// The post.
    pub post: PostView,
    /// Whether it is covered.
    pub covered: bool,
}

/// Deciding about an account.
#[derive(Debug, Clone, Default)]
pub struct ActForm {
    /// Whom, by id.
    pub target: String,
    /// Whom, by name.
    pub acct: String,
    /// Whether the reader's rank is higher than theirs.
    pub may: bool,
    /// What is chosen.
    pub action: Option<Action>,
    /// What the person is told.
    pub text: String,
    /// Texts for warnings.
    pub presets: Vec<Preset>,
    /// Which one is chosen.
    pub preset: String,
    /// The report that leads to it; empty for none.
    pub report: String,
    /// Whether the person is told.
    pub notify: bool,
}

impl ActForm {
    fn actions(&self) -> Vec<(&'static str, Message, Message, bool)> {
        let all = [Action::None, Action::Sensitive, Action::Disable, Action::Silence, Action::Suspend];
        let line = |action: Action| {
            (action.name(), action_label(action), action_hint(action), self.action == Some(action))
        };
        all.map(line).to_vec()
    }
}

/// What deciding so is called.
pub(crate) fn action_label(action: Action) -> Message {
    WORDS.say(match action {
        Action::None => "action-none",
        Action::Sensitive => "action-sensitive",
        Action::Disable => "action-disable",
        Action::Silence => "action-silence",
        Action::Suspend => "action-suspend",
    })
}

fn action_hint(action: Action) -> Message {
    WORDS.say(match action {
        Action::None => "action-none-hint",
        Action::Sensitive => "action-sensitive-hint",
        Action::Disable => "action-disable-hint",
        Action::Silence => "action-silence-hint",
        Action::Suspend => "action-suspend-hint",
    })
}

/// A decision of the past, as the staff see it.
#[derive(Debug, Clone)]
pub struct StrikeLine {
    /// What was decided, and by whom.
    pub what: Message,
    /// What the person was told.
    pub text: String,
    /// When.
    pub when: Message,
    /// The report that led to it.
    pub report: Option<String>,
}

/// Accounts that the staff look for.
#[derive(Debug, Template)]
#[template(path = "staff_accounts.html")]
pub struct AccountsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// What was asked for.
    pub search: Search,
    /// The newest first.
    pub people: Vec<AccountLine>,
    /// What is said where there are none.
    pub empty: EmptyState,
    /// To the neighbours.
    pub paging: Paging,
}

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// How it begins.
    pub q: String,
    /// What begins so: `username`, `display_name`, `email` or `ip`.
    pub by: String,
    /// A state, or empty.
    pub status: String,
    /// A role, or empty.
    pub role: String,
}

/// Choices of a list: value and label.
type Choices = Vec<(&'static str, Message)>;

impl Search {
    fn bys(&self) -> Choices {
        let all = [
            ("username", "find-username"),
            ("display_name", "find-display-name"),
            ("email", "find-email"),
            ("ip", "find-ip"),
        ];
        all.map(|(value, id)| (value, WORDS.say(id))).to_vec()
    }

    fn statuses(&self) -> Choices {
        let all = [
            ("", "find-any-state"),
            ("active", "state-active"),
            ("pending", "state-pending"),
            ("sensitized", "state-sensitized"),
            ("disabled", "state-disabled"),
            ("silenced", "state-silenced"),
            ("suspended", "state-suspended"),
        ];
        all.map(|(value, id)| (value, WORDS.say(id))).to_vec()
    }

    fn roles(&self) -> Choices {
        let all = [
            ("", "find-any-role"),
            ("staff", "find-staff"),
            ("user", "role-user"),
            ("moderator", "role-moderator"),
            ("admin", "role-admin"),
            ("owner", "role-owner"),
        ];
        all.map(|(value, id)| (value, WORDS.say(id))).to_vec()
    }
}

/// An account in a list of the staff.
#[derive(Debug, Clone, Default)]
pub struct AccountLine {
    /// Who.
    pub person: PersonLine,
    /// What they may do.
    pub role: Message,
    /// In which states the account is.
    pub states: Vec<Message>,
    /// Address and day of sign-up, as far as there are any.
    pub about: Message,
}

/// One account, as the staff see it.
#[derive(Debug, Template)]
#[template(path = "staff_account.html")]
pub struct AccountPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Who.
    pub subject: AccountLine,
    /// What is private about it.
    pub facts: Facts,
    /// Deciding, or why the reader cannot.
    pub act: ActForm,
    /// Decisions that can be taken back: the verb, and what its button says.
    pub lifts: Vec<(&'static str, Message)>,
    /// Whether the staff have to let them in.
    pub waits: bool,
    /// Whether all its data can be deleted, which only those can do who keep the server.
    pub erasable: bool,
    /// What was decided.
    pub strikes: Vec<StrikeLine>,
    /// What the staff did.
    pub log: Vec<LogLine>,
}

/// What is private about an account: labels and values.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// In lines.
    pub lines: Vec<(Message, Message)>,
    /// Network addresses, the latest first, and when they were used.
    pub addresses: Vec<(String, Message)>,
    /// Why they want to join.
    pub reason: String,
}

/// Deciding, after something was wrong.
#[derive(Debug, Template)]
#[template(path = "staff_act_page.html")]
pub struct ActPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// What was entered.
    pub act: ActForm,
    /// What was wrong: fields `action`, `text`, `preset`.
    pub errors: FieldErrors,
}
