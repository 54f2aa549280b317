mod kept_out;
mod reports;

use base::{Id, Ms};
use web::Role;

pub use kept_out::{Allow, CanonicalBlock, EmailBlock, IpBlock, IpBlockEdit, ServerBlock, ServerBlockEdit};
pub use reports::{Category, NewReport, Report, ReportFilter, ReportState};

/// What the staff decide about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Only a word.
    None,
    /// All its media are covered.
    Sensitive,
    /// Nobody can sign in to it.
    Disable,
    /// Only its followers come across it.
    Silence,
    /// It is gone.
    Suspend,
}

impl Action {
    /// Mastodon's word, which is stored too.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sensitive => "sensitive",
            Self::Disable => "disable",
            Self::Silence => "silence",
            Self::Suspend => "suspend",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::None, Self::Sensitive, Self::Disable, Self::Silence, Self::Suspend];
        all.into_iter().find(|one| one.name() == name)
    }
}

/// Which decision is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lift {
    /// Media are shown again.
    Unsensitive,
    /// They can sign in again.
    Enable,
    /// Everyone comes across it again.
    Unsilence,
    /// It is there again.
    Unsuspend,
}

impl Lift {
    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unsensitive => "unsensitive",
            Self::Enable => "enable",
            Self::Unsilence => "unsilence",
            Self::Unsuspend => "unsuspend",
        }
    }
}

/// Somebody of the staff.
#[derive(Debug, Clone, Copy)]
pub struct Staff {
    /// Who.
    pub account: Id,
    /// What they may do: they act on those only who may do less.
    pub role: Role,
}

/// A decision about an account.
#[derive(Debug, Clone)]
pub struct Decision {
    /// About whom.
    pub target: Id,
    /// What.
    pub action: Action,
    /// What the person is told.
    pub text: String,
    /// A text that stands before it.
    pub preset: Option<Id>,
    /// The report that led to it.
    pub report: Option<Id>,
    /// Whether the person is told, by a notification and by mail.
    pub notify: bool,
}

/// A decision as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strike {
    /// Its id.
    pub id: Id,
    /// Who decided.
    pub by: Id,
    /// About whom.
    pub target: Id,
    /// [`Action::name`].
    pub action: String,
    /// What the person was told.
    pub text: String,
    /// Because of these posts.
    pub posts: Vec<Id>,
    /// The report that led to it.
    pub report: Option<Id>,
    /// When.
    pub created_ms: Ms,
    /// Whether the person was told; else it is the staff's alone.
    pub told: bool,
}

/// What somebody of the staff did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Its id.
    pub id: Id,
    /// Who.
    pub by: Id,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub kind: String,
    /// To which.
    pub target: Id,
    /// What it was called then.
    pub name: String,
    /// When.
    pub created_ms: Ms,
}

/// A text for warnings that is used again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Its id.
    pub id: Id,
    /// For the staff.
    pub title: String,
    /// For the person.
    pub text: String,
}

/// Of where accounts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Wherever.
    #[default]
    Any,
    /// Here.
    Local,
    /// On other servers.
    Remote,
}

/// States of accounts that the staff ask for; those set have to be true together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "Mastodon's filters are flags that may be combined")]
pub struct States {
    /// Not suspended.
    pub active: bool,
    /// Waiting for the staff.
    pub pending: bool,
    /// Shut out.
    pub disabled: bool,
    /// Limited to followers.
    pub silenced: bool,
    /// Suspended.
    pub suspended: bool,
    /// All media covered.
    pub sensitized: bool,
}

/// Which accounts the staff ask for; empty texts ask for nothing. Names and addresses are compared by their beginning.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Of where.
    pub origin: Origin,
    /// In which states.
    pub states: States,
    /// With one of these roles, if there are any.
    pub roles: Vec<Role>,
    /// Username.
    pub username: String,
    /// Display name.
    pub display_name: String,
    /// Domain, whole.
    pub domain: String,
    /// E-mail address.
    pub email: String,
    /// Network address, whole.
    pub address: String,
}
