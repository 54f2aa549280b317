//! The pages on which people take their lists along and bring them.

use askama::Template;
use base::Ms;
use ui::{FieldErrors, Message, SettingsTab, Shell, Tab, filters};

use crate::WORDS;
use crate::parse::sheet::Kind;
use crate::takeout::{KEPT_MS, State, Takeout};

const MEGABYTE: u64 = 1_000_000;

/// Every list, to download.
#[derive(Debug, Template)]
#[template(path = "settings_export.html")]
pub struct ExportPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The archive of everything.
    pub everything: TakeoutView,
    /// The lists.
    pub lines: Vec<ExportLine>,
}

/// The archive of everything that somebody has.
#[derive(Debug, Clone, Default)]
pub struct TakeoutView {
    /// It is being made.
    pub running: bool,
    /// It can be downloaded.
    pub ready: bool,
    /// It could not be made.
    pub failed: bool,
    /// Another one can be made.
    pub can_ask: bool,
    /// Posts in all.
    pub total: u64,
    /// Posts that are written.
    pub done: u64,
    /// How large it is.
    pub size: Message,
    /// When it was made.
    pub made: Message,
    /// Until when it is there.
    pub until: Message,
}

impl TakeoutView {
    pub(crate) fn of(takeout: Option<&Takeout>, now: Ms) -> Self {
        let Some(takeout) = takeout else { return Self { can_ask: true, ..Self::default() } };
        let ready_ms = takeout.ready_ms.unwrap_or(takeout.created_ms);
        Self {
            running: takeout.state == State::Running,
            ready: takeout.state == State::Ready,
            failed: takeout.state == State::Failed,
            can_ask: takeout.may_be_made_anew(now),
            // More may have been posted since it was counted.
            total: takeout.total.max(takeout.done).max(1),
            done: takeout.done,
            size: size(takeout.bytes),
            made: Message::day(ready_ms),
            until: Message::day(ready_ms + KEPT_MS),
        }
    }
}

/// In units that people know, rounded up.
fn size(bytes: u64) -> Message {
    match bytes {
        ..MEGABYTE => WORDS.say("takeout-kilobytes").with("n", bytes.div_ceil(1_000)),
        _ => WORDS.say("takeout-megabytes").with("n", bytes.div_ceil(MEGABYTE)),
    }
}

/// A list to download.
#[derive(Debug, Clone)]
pub struct ExportLine {
    /// What it holds.
    pub label: Message,
    /// What the file is called.
    pub file: &'static str,
    /// How many rows it has, where that is known without counting.
    pub count: Option<u64>,
}

/// Where a file is brought, with what was brought before.
#[derive(Debug, Template)]
#[template(path = "settings_import.html")]
pub struct ImportPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was chosen.
    pub form: ImportForm,
    /// What was wrong: fields `kind` and `file`.
    pub errors: FieldErrors,
    /// The newest imports.
    pub imports: Vec<ImportLine>,
}

/// What is chosen for a file.
#[derive(Debug, Clone, Copy)]
pub struct ImportForm {
    /// Which list it holds.
    pub kind: Kind,
    /// Whether what the file does not have is removed.
    pub overwrite: bool,
}

/// An import, in a list and on its own page.
#[derive(Debug, Clone, Default)]
pub struct ImportLine {
    /// Its id.
    pub id: String,
    /// What it brings.
    pub label: Message,
    /// What the file was called.
    pub file_name: String,
    /// Whether what the file does not have is removed.
    pub overwrite: bool,
    /// It is at work.
    pub running: bool,
    /// It was stopped.
    pub stopped: bool,
    /// Rows in all.
    pub total: u64,
    /// Rows that are through.
    pub done: u64,
    /// What became of them, in words.
    pub told: Message,
}

/// How far an import is.
#[derive(Debug, Template)]
#[template(path = "import_progress.html")]
pub struct ProgressPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The import.
    pub import: ImportLine,
    /// Whether there are rows that were not imported.
    pub failed: bool,
}

/// What a file of this kind holds.
pub(crate) fn kind_label(kind: Kind) -> Message {
    WORDS.say(match kind {
        Kind::Following => "list-following",
        Kind::Muting => "list-muting",
        Kind::Blocking => "list-blocking",
        Kind::Lists => "list-lists",
        Kind::Bookmarks => "list-bookmarks",
        Kind::DomainBlocks => "list-servers",
    })
}

impl ImportLine {
    fn state(&self) -> Message {
        WORDS.say(match (self.running, self.stopped) {
            (true, _) => "import-running",
            (false, true) => "import-stopped",
            (false, false) => "import-finished",
        })
    }
}

impl ExportPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(SettingsTab::Data)
    }
}

impl ImportPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(SettingsTab::Data)
    }

    fn kinds(&self) -> [(Kind, Message, bool); 6] {
        Kind::ALL.map(|kind| (kind, kind_label(kind), kind == self.form.kind))
    }
}

impl ProgressPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(SettingsTab::Data)
    }
}

ui::pages!(WORDS: ExportPage, ImportPage, ProgressPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn line(running: bool, stopped: bool) -> ImportLine {
        let file_name = HOSTILE.to_owned();
        ImportLine {
            id: "7".to_owned(),
            file_name,
            running,
            stopped,
            total: 9,
            done: 4,
            ..ImportLine::default()
        }
    }

    #[test]
    fn pages_are_sound() {
        for shell in [sample::shell("/settings/export"), sample::hostile_shell("/settings/export")] {
            let lines = vec![ExportLine { label: Message::raw("People"), file: "a.csv", count: Some(1_200) }];
            for (running, ready, failed) in
                [(false, false, false), (true, false, false), (false, true, false), (false, false, true)]
            {
                let everything = TakeoutView {
                    running,
                    ready,
                    failed,
                    can_ask: !running,
                    total: 9,
                    done: 4,
                    ..TakeoutView::default()
                };
                let html = ExportPage { shell: shell.clone(), everything, lines: lines.clone() }.page();
                assert_page(&html);
                assert_eq!(
                    (html.contains("data-refresh"), html.contains("everything.zip")),
                    (running, ready),
                    "{html}"
                );
            }
            let mut errors = FieldErrors::default();
            errors.add("file", HOSTILE);
            let form = ImportForm { kind: Kind::Muting, overwrite: true };
            let imports = vec![line(true, false), line(false, true), line(false, false)];
            let page = ImportPage { shell: shell.clone(), form, errors, imports }.page();
            assert_page(&page);
            assert!(
                page.contains("value=\"muting\" selected") && page.contains("value=\"overwrite\" checked"),
                "{page}"
            );
        }
    }

    #[test]
    fn what_runs_can_be_stopped_and_what_is_stopped_can_go_on() {
        for (running, stopped, verb, refreshed) in [
            (true, false, "/stop\"", true),
            (false, true, "/resume\"", false),
            (false, false, "failures.csv", false),
        ] {
            let shell = sample::shell("/settings/import");
            let html = ProgressPage { shell, import: line(running, stopped), failed: true }.page();
            assert_page(&html);
            assert!(html.contains(verb), "{html}");
            assert_eq!(html.contains("data-refresh"), refreshed, "{html}");
        }
    }
}
