use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use words::Lang;

use crate::{Fail, Viewer, csrf, language};

/// The visit of a page: what its forms need. Handlers of pages take it as an argument.
#[derive(Clone)]
pub struct Visit {
    /// Who visits.
    pub viewer: Arc<Viewer>,
    /// In which language the page is to be.
    pub lang: Lang,
    /// How somebody who is not signed in wants pages to look, as their browser keeps it.
    pub looks: String,
    pub(crate) csrf_key: Option<[u8; 32]>,
}

impl Visit {
    /// A token for the page's forms; empty where nobody is signed in.
    pub fn csrf(&self) -> String {
        self.csrf_key.as_ref().map(csrf::csrf_token).unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        let found = parts.extensions.get::<Self>().cloned();
        Ok(found.unwrap_or_else(|| {
            let lang = language::of_browser(&parts.headers, Lang::default());
            Self { viewer: Arc::new(Viewer::nobody()), lang, looks: String::new(), csrf_key: None }
        }))
    }
}
