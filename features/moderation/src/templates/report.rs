//! What members see: reporting, and what was decided about themselves.

use askama::Template;
use ui::{FieldErrors, Message, PersonLine, PostView, Shell, Tab, filters};

use crate::WORDS;
use crate::model::Category;

/// Reporting somebody.
#[derive(Debug, Template)]
#[template(path = "report.html")]
pub struct ReportPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whom.
    pub person: PersonLine,
    /// Posts of theirs that can be named.
    pub posts: Vec<PostTick>,
    /// The rules of this server: number, text, hint, and whether it is ticked.
    pub rules: Vec<(usize, String, String, bool)>,
    /// What was entered.
    pub form: ReportForm,
    /// What was wrong: fields `category`, `rule_ids`, `comment`.
    pub errors: FieldErrors,
    /// Characters of the comment.
    pub comment_chars: usize,
}

/// What somebody entered.
#[derive(Debug, Clone, Default)]
pub struct ReportForm {
    /// What it is about; none yet.
    pub category: Option<Category>,
    /// In their words.
    pub comment: String,
}

/// A post that can be ticked.
#[derive(Debug, Clone, Default)]
pub struct PostTick {
    /// Its id.
    pub id: String,
    /// How it begins.
    pub text: Message,
    /// When it was written.
    pub when: Message,
    /// Whether it is ticked.
    pub ticked: bool,
}

impl ReportPage {
    fn categories(&self) -> Vec<(&'static str, Message, Message, bool)> {
        let words = |category| match category {
            Category::Spam => ("report-spam", "report-spam-hint"),
            Category::Legal => ("report-legal", "report-legal-hint"),
            Category::Violation => ("report-violation", "report-violation-hint"),
            Category::Other => ("report-other", "report-other-hint"),
        };
        let all = [Category::Violation, Category::Spam, Category::Legal, Category::Other];
        let offered = all.into_iter().filter(|one| *one != Category::Violation || !self.rules.is_empty());
        let line = |category: Category| {
            let (label, hint) = words(category);
            let chosen = self.form.category == Some(category);
            (category.name(), WORDS.say(label), WORDS.say(hint), chosen)
        };
        offered.map(line).collect()
    }
}

/// A report was made; what its maker can do for themselves.
#[derive(Debug, Template)]
#[template(path = "reported.html")]
pub struct ReportedPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whom it is about.
    pub person: PersonLine,
    /// What can be done.
    pub offers: Offers,
}

/// What somebody can still do about whom they reported.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offers {
    /// They follow them.
    pub unfollow: bool,
    /// They did not mute them.
    pub mute: bool,
    /// They did not block them.
    pub block: bool,
}

/// What the staff decided about the reader.
#[derive(Debug, Template)]
#[template(path = "decisions.html")]
pub struct DecisionsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The latest first.
    pub decisions: Vec<DecisionLine>,
}

/// A decision in a line.
#[derive(Debug, Clone)]
pub struct DecisionLine {
    /// Its id.
    pub id: String,
    /// What was decided.
    pub what: Message,
    /// When.
    pub when: Message,
}

/// One decision about the reader.
#[derive(Debug, Template)]
#[template(path = "decision.html")]
pub struct DecisionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was decided.
    pub what: Message,
    /// What that means.
    pub means: Message,
    /// When.
    pub when: Message,
    /// What the staff wrote; empty for nothing.
    pub text: String,
    /// The rules that were broken, where they are named.
    pub rules: Vec<String>,
    /// The posts that it is about, as far as they are still there.
    pub posts: Vec<PostView>,
    /// How many of them are not there any more.
    pub gone: usize,
    /// Where to write to; empty where the operator names no address.
    pub contact: String,
}

impl DecisionsPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Account)
    }
}

impl DecisionPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Account)
    }
}
