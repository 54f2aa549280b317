//! Getting in and out, through HTTP, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod joining;
mod moving;
mod oauth;
mod passkeys;
mod rig;
mod second;
mod sessions;
mod soft_key;

use store::{Engine, engine_tests};

/// Tables that belong to an account and so are keyed by its bucket.
const SHARDED: &[&str] = &["users"];
/// Statements over all buckets, for the staff and the operator.
const ANY_BUCKET: &[&str] = &["PENDING", "OWNER", "STAFF", "UNCONFIRMED"];

engine_tests! {
    async fn statements_prepare(engine: Engine) {
        let rig = rig::rig(engine).await;
        rig.db.read(|r| access::statements().iter().try_for_each(|sql| r.prepare(sql))).await.unwrap();
    }
}

#[test]
fn statements_on_sharded_tables_bind_the_bucket() {
    for sql in access::statements() {
        let words: Vec<&str> =
            sql.text().split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').collect();
        let sharded = words.iter().any(|word| SHARDED.contains(word));
        if sharded && !ANY_BUCKET.contains(&sql.name()) {
            assert!(words.contains(&"bk") && words.contains(&"$1"), "{}: {}", sql.name(), sql.text());
        }
    }
}

#[test]
fn routes_are_declared_once_and_forms_are_pages() {
    let mut seen = std::collections::HashSet::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let feature = runtime.block_on(async { rig::rig(Engine::Sqlite).await.access.feature() });
    for route in &feature.routes {
        assert!(seen.insert((route.method.clone(), route.path)), "{} {}", route.method, route.path);
        let page = !route.path.starts_with("/api/") && !route.path.starts_with("/.well-known/");
        let machine = matches!(route.path, "/oauth/token" | "/oauth/revoke" | "/oauth/userinfo");
        assert_eq!(route.access.is_page(), page && !machine, "{}", route.path);
    }
}
