use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::Method;
use store::{Migration, Sql};

use crate::gate::Rule;
use crate::{Gate, Limit, Role, Scope};

/// What a feature is made of, for the one list of features.
pub struct Feature {
    /// Its folder's name.
    pub name: &'static str,
    /// Its tables.
    pub migrations: &'static [Migration],
    /// Its statements.
    pub statements: &'static [&'static Sql],
    /// Its endpoints and pages.
    pub routes: Vec<Route>,
}

/// Who may use a route. The authorisation matrix test checks each one against this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// No credentials are looked at.
    Open,
    /// API: anyone; a person's token must have the scope.
    Anyone(Scope),
    /// API: any valid token, an app's or a person's.
    AnyToken,
    /// API: a person's token with the scope.
    Person(Scope),
    /// API: a staff member's token with the scope.
    Staff(Role, Scope),
    /// Page: anyone.
    Page,
    /// Page: signed in.
    SignedIn,
    /// Page: signed in, with a role.
    StaffPage(Role),
}

impl Access {
    /// Whether it is a page (cookies, CSRF, HTML) rather than an API route.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Page | Self::SignedIn | Self::StaffPage(_))
    }
}

/// How large a request's body may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BodyLimit {
    /// 256 KiB: forms and JSON.
    #[default]
    Small,
    /// 17 MiB: a form with a picture of 16 MiB.
    Upload,
    /// So many bytes: a form with a video, whose size the operator sets.
    Large(usize),
}

/// Bytes of a form beside its largest file: texts, and a picture to see before the video is played.
const BESIDE_BYTES: usize = 17 << 20;

impl BodyLimit {
    /// In bytes.
    pub fn bytes(self) -> usize {
        match self {
            Self::Small => 256 << 10,
            Self::Upload => 17 << 20,
            Self::Large(bytes) => bytes,
        }
    }
}

/// One endpoint.
pub struct Route {
    /// HTTP method.
    pub method: Method,
    /// Path with `{parameters}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it is counted as.
    pub limit: Limit,
    /// How large its body may be.
    pub body: BodyLimit,
    handler: MethodRouter,
}

impl Route {
    fn new<H, T, S>(
        method: Method,
        filter: MethodFilter,
        state: &S,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        let limit = if access.is_page() { Limit::Page } else { Limit::Common };
        let handler = on(filter, handler).with_state(state.clone());
        Self { method, path, access, limit, body: BodyLimit::Small, handler }
    }

    /// Counts it as something else.
    #[must_use]
    pub fn counted(mut self, limit: Limit) -> Self {
        self.limit = limit;
        self
    }

    /// Takes larger bodies.
    #[must_use]
    pub fn uploads(mut self) -> Self {
        self.body = BodyLimit::Upload;
        self
    }

    /// Takes bodies with a file of so many bytes. Few of them are read at once.
    #[must_use]
    pub fn uploads_of(mut self, file_bytes: usize) -> Self {
        self.body = BodyLimit::Large(file_bytes + BESIDE_BYTES);
        self
    }
}

macro_rules! methods {
    ($($name:ident $method:ident),*) => { $(
        #[doc = concat!("A `", stringify!($method), "` route.")]
        pub fn $name<H, T, S>(state: &S, path: &'static str, access: Access, handler: H) -> Route
        where
            H: Handler<T, S>,
            T: 'static,
            S: Clone + Send + Sync + 'static,
        {
            Route::new(Method::$method, MethodFilter::$method, state, path, access, handler)
        }
    )* };
}

methods! { get GET, post POST, put PUT, patch PATCH, delete DELETE }

/// Mounts the routes behind the gate.
pub fn assemble(gate: &Arc<Gate>, routes: Vec<Route>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let guard = Arc::new((gate.clone(), Rule::of(&route)));
        let guarded = route.handler.layer(from_fn(move |request, next| {
            let guard = guard.clone();
            async move {
                let (gate, rule) = &*guard;
                gate.pass(rule, request, next).await
            }
        }));
        router = router.route(route.path, guarded);
    }
    router
}
