//! The pages of reports and of the staff.

mod desk;
mod kept_out;
mod people;
mod report;
#[cfg(test)]
mod tests;

use crate::WORDS;

pub use desk::{
    AuditPage, Bar, Case, Chart, DeskPage, LogLine, PresetsPage, ReportsPage, TrendLine, TrendsPage, Waiting,
};
pub use kept_out::{
    EmailBlocksPage, EmailLine, NetworkForm, NetworkPage, NetworksPage, OutLine, ServerForm, ServerPage,
    ServersPage,
};
pub(crate) use people::action_label;
pub use people::{
    AccountLine, AccountPage, AccountsPage, ActForm, ActPage, CasePage, CoveredPost, Facts, Search,
    StrikeLine,
};
pub use report::{
    DecisionLine, DecisionPage, DecisionsPage, Offers, PostTick, ReportForm, ReportPage, ReportedPage,
};

ui::pages!(
    WORDS: ReportPage, ReportedPage, DecisionsPage, DecisionPage, DeskPage, ReportsPage, CasePage, AccountsPage,
    AccountPage, ActPage, TrendsPage, AuditPage, PresetsPage, ServersPage, ServerPage, EmailBlocksPage, NetworksPage,
    NetworkPage
);
