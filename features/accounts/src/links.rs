//! Where names in texts lead.

use std::collections::HashMap;

use base::Id;
use text::{Links, MentionLink};
use web::Site;

/// Where mentions and hashtags lead.
pub struct NameLinks {
    /// This site.
    pub site: Site,
    /// Known accounts by their lower-cased names.
    pub names: HashMap<String, Id>,
}

/// The path of a hashtag's page.
pub fn tag_path(key: &str) -> String {
    format!("/tags/{}", percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC))
}

impl Links for NameLinks {
    fn mention(&self, username: &str, domain: Option<&str>) -> Option<MentionLink> {
        let own = domain.is_none_or(|domain| domain.eq_ignore_ascii_case(&self.site.domain));
        let name =
            if own { username.to_owned() } else { format!("{username}@{}", domain.unwrap_or_default()) };
        self.names.get(&name.to_lowercase())?;
        Some(MentionLink { href: self.site.url(&format!("/@{name}")), username: username.to_owned() })
    }

    fn tag(&self, key: &str) -> String {
        self.site.url(&tag_path(key))
    }
}
