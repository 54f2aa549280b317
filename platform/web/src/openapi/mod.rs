//! The API told to machines: an OpenAPI 3.1 document of every endpoint.
//!
//! What a route is (method, path, access, limits) comes from the route table itself. What it takes and gives is
//! declared beside its feature, in `docs.rs`, in a short notation ([`notation`]); a test fails when a route has no
//! declaration or a declaration no route, and the test-suite holds each answer against the document.

mod answers;
mod document;
mod notation;
mod takes;

#[cfg(test)]
mod tests;

pub use document::{Keys, document, undocumented};

use crate::{Access, BodyLimit, Route};

/// What a feature declares about its endpoints.
#[derive(Debug, Clone, Copy)]
pub struct Docs {
    /// The group that its endpoints are listed under.
    pub name: &'static str,
    /// What the group is about.
    pub about: &'static str,
    /// Entities by name, each an object in the notation.
    pub entities: &'static [(&'static str, &'static str)],
    /// Its endpoints.
    pub ops: &'static [Op],
}

/// One endpoint: what it takes and gives.
#[derive(Debug, Clone, Copy)]
pub struct Op {
    verb: &'static str,
    path: &'static str,
    says: &'static str,
    takes: &'static str,
    gives: &'static str,
    kind: &'static str,
    pages: Pages,
    also: &'static [(u16, &'static str)],
    old: bool,
}

/// How an endpoint is read on.
#[derive(Debug, Clone, Copy)]
enum Pages {
    None,
    /// By ids, with a `Link` header: usual and highest `limit`.
    Ids(u16, u16),
    /// By `offset`: usual and highest `limit`.
    Offset(u16, u16),
}

const fn op(verb: &'static str, path: &'static str, says: &'static str) -> Op {
    Op {
        verb,
        path,
        says,
        takes: "",
        gives: "{}",
        kind: "application/json",
        pages: Pages::None,
        also: &[],
        old: false,
    }
}

macro_rules! verbs {
    ($($name:ident),*) => { $(
        #[doc = concat!("Declares a `", stringify!($name), "` endpoint, with one line about what it does.")]
        pub const fn $name(path: &'static str, says: &'static str) -> Op {
            op(stringify!($name), path, says)
        }
    )* };
}

verbs! { get, post, put, patch, delete }

impl Op {
    /// Its parameters: the fields of an object in the notation. They are read from the query where nothing is
    /// written, else from a body of JSON or of a form.
    #[must_use]
    pub const fn takes(mut self, fields: &'static str) -> Self {
        self.takes = fields;
        self
    }

    /// What 200 holds, in the notation; an empty object where nothing is said.
    #[must_use]
    pub const fn gives(mut self, shape: &'static str) -> Self {
        self.gives = shape;
        self
    }

    /// It is read page by page: `max_id`, `since_id`, `min_id`, `limit` and the `Link` header.
    #[must_use]
    pub const fn paged(mut self, usual: u16, most: u16) -> Self {
        self.pages = Pages::Ids(usual, most);
        self
    }

    /// It is read slice by slice: `limit` and `offset`.
    #[must_use]
    pub const fn sliced(mut self, usual: u16, most: u16) -> Self {
        self.pages = Pages::Offset(usual, most);
        self
    }

    /// Further answers beside those that every route of its access has: a status and its shape; of an empty shape it
    /// is the common `Error`.
    #[must_use]
    pub const fn also(mut self, answers: &'static [(u16, &'static str)]) -> Self {
        self.also = answers;
        self
    }

    /// Its answer is of another type than JSON.
    #[must_use]
    pub const fn sends(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// There is something newer.
    #[must_use]
    pub const fn old(mut self) -> Self {
        self.old = true;
        self
    }
}

/// What the document tells of a route by itself.
#[derive(Debug, Clone)]
pub struct Facts {
    method: String,
    path: &'static str,
    access: Access,
    body: BodyLimit,
}

impl Facts {
    /// The facts of a route that the document is about; `None` of pages and files.
    pub fn of(route: &Route) -> Option<Self> {
        let machine = ["/api/", "/oauth/", "/.well-known/", "/nodeinfo/", "/health"];
        let told = !route.access.is_page() && machine.iter().any(|start| route.path.starts_with(start));
        told.then(|| Self {
            method: route.method.as_str().to_ascii_lowercase(),
            path: route.path,
            access: route.access,
            body: route.body,
        })
    }

    fn is(&self, op: &Op) -> bool {
        self.method == op.verb && self.path == op.path
    }
}

/// Who runs the server that the document is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// `https://medley.example`
    pub base_url: &'a str,
    /// This software's version.
    pub version: &'a str,
}
