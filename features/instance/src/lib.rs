//! The site's face: what it is called, who runs it, what it asks of people; as pages, to clients of Mastodon's API and
//! to other servers. Also the assets of the pages, and the collections that are truthfully empty on this server.
//!
//! Invariants:
//! - this feature owns no data: texts come from the settings, numbers from other features, and both are the same for
//!   everyone;
//! - numbers are counted once a minute at the most, whoever asks and however often;
//! - every field that strict clients want is there, whatever the operator left empty.

mod api;
mod assets;
mod configuration;
mod desk;
mod discovery;
pub mod docs;
mod empty;
mod entity;
mod numbers;
pub mod pages;
pub mod templates;
mod texts;

use std::sync::Arc;

use access::{Access, Registrations};
use accounts::Accounts;
use accounts::pages::InstanceFace;
use base::{Id, Outcome};
use emojis::Emojis;
use posts::Posts;
use search::Search;
use store::Db;
use tags::Tags;
use web::{Feature, Site};

pub use crate::texts::{Rule, RuleText, Terms};

use crate::numbers::Kept;
use crate::templates::{Numbers, SignUps};

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

/// Version of this software.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What clients of Mastodon's API are told: they read the beginning as the version of Mastodon whose API is spoken.
pub const API_VERSION: &str = concat!("4.6.0 (compatible; Medley ", env!("CARGO_PKG_VERSION"), ")");

/// The texts of this server. Empty ones are left out where they would be shown.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub name: String,
    /// One or two sentences, plain text.
    pub description: String,
    /// More, plain text with blank lines between paragraphs.
    pub extended_description: String,
    /// Where to write to.
    pub contact_email: String,
    /// Name of the account to ask; the oldest account if it is empty or unknown.
    pub contact_account: String,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// What is kept and who sees it, plain text; what every Medley says of it where it is empty.
    pub privacy_policy: String,
    /// Terms of service; none for a site that has none.
    pub terms: Vec<Terms>,
    /// When description and privacy policy were last changed; 0 where that is not said.
    pub updated_ms: base::Ms,
    /// Hashtags that newcomers are offered, without `#`.
    pub starter_topics: Vec<String>,
    /// Languages spoken, as codes.
    pub languages: Vec<String>,
    /// Where the source code of what runs here is.
    pub source_url: String,
    /// The key that apps give to push services.
    pub vapid_key: String,
    /// What programs that ask by NodeInfo are told to be speaking to; our own name where it is empty.
    pub software_name: String,
    /// Media types of what is taken.
    pub media_types: Vec<&'static str>,
    /// What videos and sounds may be.
    pub clips: media::clip::ClipLimits,
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Instance(Arc<Inner>);

struct Inner {
    settings: Settings,
    db: Db,
    accounts: Accounts,
    access: Access,
    posts: Posts,
    tags: Tags,
    search: Search,
    emojis: Emojis,
    numbers: Kept<numbers::Counted>,
    activity: Kept<serde_json::Value>,
}

impl Instance {
    /// The feature. It also gives the pages of all others the site's name.
    pub fn new(
        settings: Settings,
        db: &Db,
        (accounts, access): (&Accounts, &Access),
        (posts, tags, search): (&Posts, &Tags, &Search),
        emojis: &Emojis,
    ) -> Self {
        let language = settings.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
        let name = Some(&settings.name).filter(|name| !name.is_empty());
        let name = name.map_or_else(|| accounts.site().domain.clone(), String::clone);
        accounts.set_face(InstanceFace { name, language });
        Self(Arc::new(Inner {
            settings,
            db: db.clone(),
            accounts: accounts.clone(),
            access: access.clone(),
            posts: posts.clone(),
            tags: tags.clone(),
            search: search.clone(),
            emojis: emojis.clone(),
            numbers: Kept::new(numbers::COUNTED_KEPT_MS),
            activity: Kept::new(numbers::ACTIVITY_KEPT_MS),
        }))
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        let mut routes = api::routes(self);
        routes.extend(discovery::routes(self));
        routes.extend(empty::routes(self));
        routes.extend(assets::routes(self));
        routes.extend(pages::routes(self));
        routes.extend(desk::routes(self));
        Feature { name: "instance", migrations: &[], statements: &[], routes }
    }

    fn site(&self) -> &Site {
        self.0.accounts.site()
    }

    /// The name, or the domain where none was given.
    fn name(&self) -> &str {
        let settings = &self.0.settings;
        if settings.name.is_empty() { &self.site().domain } else { &settings.name }
    }

    async fn sign_ups(&self) -> Outcome<SignUps> {
        Ok(match self.0.access.registrations().await? {
            Registrations::Open => SignUps::Open,
            Registrations::Approval => SignUps::Approval,
            Registrations::Closed => SignUps::Closed,
        })
    }

    /// The numbers that pages show.
    async fn page_numbers(&self) -> Outcome<Numbers> {
        let counted = self.counted().await?;
        Ok(Numbers { people: counted.people, posts: counted.posts, servers: 0 })
    }

    /// The account to ask: the one in the settings, else the oldest one, which set this server up.
    async fn contact(&self) -> Outcome<Option<Arc<accounts::Shown>>> {
        let accounts = &self.0.accounts;
        let named = match self.0.settings.contact_account.as_str() {
            "" => None,
            name => accounts.lookup(name).await?,
        };
        let id = match named {
            Some(id) => Some(id),
            None => accounts.all_after(Id::default(), 1).await?.pop().map(|account| account.id),
        };
        match id {
            Some(id) => Ok(accounts.account(id).await?.filter(|shown| shown.suspended_ms.is_none())),
            None => Ok(None),
        }
    }
}
