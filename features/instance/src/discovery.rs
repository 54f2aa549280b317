//! How programs find out what this server is (NodeInfo, <https://nodeinfo.diaspora.software>) and who lives on it
//! (WebFinger, RFC 7033; host-meta, RFC 6415).

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use base::{Outcome, Problem};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Site, get, json as answer, json_bytes, redirect};

use crate::numbers::Counted;
use crate::templates::SignUps;
use crate::{Instance, Settings, VERSION};

const JRD: &str = "application/jrd+json; charset=utf-8";
const XRD: &str = "application/xrd+xml; charset=utf-8";
/// Bytes of a resource that is looked at.
const RESOURCE_BYTES_MAX: usize = 2_048;

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    let open = Access::Open;
    vec![
        get(s, "/.well-known/nodeinfo", open, nodeinfo_links),
        get(s, "/nodeinfo/2.0", open, nodeinfo_2_0),
        get(s, "/nodeinfo/2.1", open, nodeinfo_2_1),
        get(s, "/.well-known/webfinger", open, webfinger),
        get(s, "/.well-known/change-password", open, change_password),
        get(s, "/.well-known/host-meta", open, host_meta),
        get(s, "/.well-known/host-meta.json", open, host_meta_json),
    ]
}

fn typed(kind: &str, body: impl Into<axum::body::Bytes>) -> Outcome<Response> {
    let mut response = json_bytes(body);
    let kind = HeaderValue::from_str(kind).map_err(Problem::internal)?;
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

async fn nodeinfo_links(State(s): State<Instance>) -> Reply {
    let link = |version: &str| {
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{version}"),
            "href": s.site().url(&format!("/nodeinfo/{version}")),
        })
    };
    answer(&json!({ "links": [link("2.0"), link("2.1")] }))
}

async fn nodeinfo_2_0(State(s): State<Instance>) -> Reply {
    Ok(s.nodeinfo("2.0").await?)
}

async fn nodeinfo_2_1(State(s): State<Instance>) -> Reply {
    Ok(s.nodeinfo("2.1").await?)
}

impl Instance {
    async fn nodeinfo(&self, version: &str) -> Outcome<Response> {
        let open = self.sign_ups().await? != SignUps::Closed;
        let document = nodeinfo(version, self.name(), &self.0.settings, self.counted().await?, open);
        let kind = format!(
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/{version}#\"; charset=utf-8"
        );
        typed(&kind, document.to_string())
    }
}

fn nodeinfo(version: &str, name: &str, settings: &Settings, counted: Counted, open: bool) -> Value {
    // Some apps keep features for servers whose name they know.
    let software_name = if settings.software_name.is_empty() { "medley" } else { &settings.software_name };
    let mut software = json!({ "name": software_name, "version": VERSION });
    if version == "2.1" && !settings.source_url.is_empty() {
        software["repository"] = settings.source_url.clone().into();
    }
    json!({
        "version": version,
        "software": software,
        // What is spoken to other servers: nothing yet. The client API is no protocol in this sense.
        "protocols": [],
        "services": { "inbound": [], "outbound": [] },
        "openRegistrations": open,
        "usage": {
            "users": {
                "total": counted.people,
                "activeMonth": counted.active_month,
                "activeHalfyear": counted.active_half_year,
            },
            "localPosts": counted.posts,
        },
        "metadata": { "nodeName": name, "nodeDescription": settings.description },
    })
}

/// Where a password manager leads people (W3C, "A Well-Known URL for Changing Passwords").
async fn change_password() -> Reply {
    Ok(redirect("/settings/account"))
}

async fn webfinger(State(s): State<Instance>, params: Params) -> Reply {
    let resource = params.filled("resource")?.unwrap_or_default();
    let name =
        asked(resource, s.site()).ok_or_else(|| Problem::malformed("The resource is not an account"))?;
    let accounts = &s.0.accounts;
    let id = match name {
        Some(name) => accounts.lookup(name).await?,
        None => None,
    };
    let shown = match id {
        Some(id) => accounts.account(id).await?,
        None => None,
    };
    let shown = shown.filter(|shown| shown.suspended_ms.is_none() && shown.domain.is_none());
    let shown = shown.ok_or_else(Problem::not_found)?;
    Ok(typed(JRD, finger(s.site(), &shown).to_string())?)
}

/// The local name that is asked for; inside, `None` when the account is of another server. Outside, `None` when it is
/// no account at all. Understands `acct:user@host` and the address of a profile.
fn asked<'a>(resource: &'a str, site: &Site) -> Option<Option<&'a str>> {
    if resource.len() > RESOURCE_BYTES_MAX {
        return None;
    }
    if let Some(path) = resource.strip_prefix(&site.base_url) {
        let name = path.strip_prefix("/@")?;
        return (!name.is_empty() && !name.contains(['/', '@', '?', '#'])).then_some(Some(name));
    }
    let account = resource.strip_prefix("acct:").unwrap_or(resource);
    let (name, host) = account.trim_start_matches('@').split_once('@')?;
    if name.is_empty() || name.contains(['/', ':']) || host.is_empty() || host.contains(['@', '/']) {
        return None;
    }
    Some(host.eq_ignore_ascii_case(&site.domain).then_some(name))
}

fn finger(site: &Site, shown: &accounts::Shown) -> Value {
    json!({
        "subject": format!("acct:{}@{}", shown.username, site.domain),
        "aliases": [shown.url],
        "links": [
            { "rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": shown.url },
        ],
    })
}

async fn host_meta(State(s): State<Instance>) -> Reply {
    let template = s.site().url("/.well-known/webfinger?resource={uri}");
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{}\"/>\n</XRD>\n",
        text::escape_html(&template)
    );
    Ok(typed(XRD, document)?)
}

async fn host_meta_json(State(s): State<Instance>) -> Reply {
    let template = s.site().url("/.well-known/webfinger?resource={uri}");
    Ok(typed(JRD, json!({ "links": [{ "rel": "lrdd", "template": template }] }).to_string())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources() {
        let site = Site::new("medley.example");
        for (resource, name) in [
            ("acct:Ines@medley.example", Some(Some("Ines"))),
            ("acct:ines@MEDLEY.example", Some(Some("ines"))),
            ("acct:@ines@medley.example", Some(Some("ines"))),
            ("ines@medley.example", Some(Some("ines"))),
            ("https://medley.example/@ines", Some(Some("ines"))),
            ("acct:ines@far.example", Some(None)),
            ("", None),
            ("ines", None),
            ("acct:ines", None),
            ("acct:@medley.example", None),
            ("acct:ines@", None),
            ("acct:a@b@medley.example", None),
            ("https://medley.example/about", None),
            ("https://medley.example/@ines/5", None),
            ("https://far.example/@ines", None),
        ] {
            assert_eq!(asked(resource, &site), name, "{resource}");
        }
        assert_eq!(asked(&format!("acct:{}@medley.example", "x".repeat(3_000)), &site), None);
    }

    #[test]
    fn nodeinfo_has_its_required_members() {
        let counted = Counted { people: 3, posts: 40, active_month: 2, active_half_year: 3 };
        let settings = Settings { source_url: "https://src.example".to_owned(), ..Settings::default() };
        for version in ["2.0", "2.1"] {
            let document = nodeinfo(version, "Medley", &settings, counted, true);
            for path in [
                "/version",
                "/software/name",
                "/software/version",
                "/protocols",
                "/services/inbound",
                "/services/outbound",
                "/openRegistrations",
                "/usage/users/total",
                "/usage/localPosts",
                "/metadata",
            ] {
                assert!(document.pointer(path).is_some_and(|v| !v.is_null()), "{version} {path}");
            }
            // The schema of 2.0 forbids it.
            assert_eq!(document.pointer("/software/repository").is_some(), version == "2.1");
        }
    }
}
