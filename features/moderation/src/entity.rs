//! Mastodon's entities of the moderation.

use accounts::{Shown, role_entity};
use base::{DAY_MS, Id, Ms, Outcome, Problem, SECOND_MS, iso_ms};
use posts::View;
use serde_json::{Value, json};
use web::Role;

use crate::accounts_view::People;
use crate::model::{Allow, CanonicalBlock, EmailBlock, IpBlock, Report, ServerBlock, Strike};
use crate::rules::{obfuscated, sha256};
use crate::views::Reports;

/// How many days a provider's tries are told of.
const TRIES_DAYS: i64 = 7;
/// Addresses told of one account.
const ADDRESSES_MAX: usize = 20;

fn account(shown: &Shown) -> Value {
    serde_json::from_slice(&shown.json).unwrap_or_default()
}

/// `Report`, as whoever made it sees it.
pub(crate) fn report(report: &Report, target: &Shown) -> Value {
    let rules: Vec<String> = report.rules.iter().map(i64::to_string).collect();
    json!({
        "id": report.id,
        "action_taken": report.resolved_ms.is_some(),
        "action_taken_at": report.resolved_ms.map(iso_ms),
        "category": report.category.name(),
        "comment": report.comment,
        "forwarded": report.forwarded,
        "created_at": iso_ms(report.created_ms),
        "status_ids": report.posts,
        "rule_ids": rules,
        // As Mastodon.py calls it.
        "rules_ids": rules,
        "collection_ids": report.collections,
        "target_account": account(target),
    })
}

/// `AccountWarning`.
pub(crate) fn warning(strike: &Strike, target: &Shown) -> Value {
    let posts = Some(&strike.posts).filter(|posts| !posts.is_empty());
    json!({
        "id": strike.id,
        "action": strike.action,
        "text": strike.text,
        "status_ids": posts,
        "target_account": account(target),
        "appeal": null,
        "created_at": iso_ms(strike.created_ms),
    })
}

/// `Admin::Account`, or `None` for nobody.
pub(crate) fn person(people: &People, id: Id) -> Option<Value> {
    let shown = people.shown.get(&id)?;
    let user = people.users.get(&id);
    let own = people.addresses.iter().filter(|(of, ..)| *of == id).take(ADDRESSES_MAX);
    let addresses: Vec<Value> =
        own.map(|(_, address, at)| json!({ "ip": address, "used_at": iso_ms(*at) })).collect();
    let reason = user.map(|user| user.reason.as_str()).filter(|reason| !reason.is_empty());
    let mut entity = json!({
        "id": id,
        "username": shown.username,
        "domain": shown.domain,
        "created_at": iso_ms(shown.created_ms),
        "email": user.map(|user| user.email.as_str()),
        "ip": addresses.first().map(|latest| latest["ip"].clone()),
        "ips": addresses,
        "locale": user.map(|user| user.locale.as_str()),
        "invite_request": reason,
        "role": role_entity(user.map_or(Role::User, |user| user.role)),
        "confirmed": user.map(|user| user.confirmed_ms.is_some()),
        "approved": user.map(|user| user.approved_ms.is_some()),
        "disabled": user.map(|user| user.disabled),
        "silenced": shown.silenced_ms.is_some(),
        "suspended": shown.suspended_ms.is_some(),
        "sensitized": shown.sensitized_ms.is_some(),
        "account": account(shown),
    });
    if let Some(app) = user.and_then(|user| user.app) {
        entity["created_by_application_id"] = json!(app);
    }
    Some(entity)
}

/// `Admin::Account` within a report: Mastodon's documents say `Admin::Account`, some clients read an `Account`; it is
/// both, where the two have no key in common that differs.
fn both(people: &People, id: Id) -> Option<Value> {
    let mut whole = person(people, id)?;
    let plain = whole["account"].clone();
    if let (Some(whole), Value::Object(plain)) = (whole.as_object_mut(), plain) {
        for (key, value) in plain {
            whole.entry(key).or_insert(value);
        }
    }
    Some(whole)
}

/// `Admin::Report`.
pub(crate) fn admin_report(all: &Reports, report: &Report, rules: &[String]) -> Outcome<Value> {
    let posts: Vec<Value> = report
        .posts
        .iter()
        .filter_map(|id| all.posts.get(id))
        .map(|view: &View| serde_json::from_slice(&view.json()).map_err(Problem::internal))
        .collect::<Outcome<_>>()?;
    let named = report.rules.iter().filter_map(|n| Some((n, rules.get(usize::try_from(*n - 1).ok()?)?)));
    let rules: Vec<Value> = named.map(|(n, text)| rule(*n, text)).collect();
    let staff = |id: Option<Id>| id.and_then(|id| person(&all.people, id));
    Ok(json!({
        "id": report.id,
        "action_taken": report.resolved_ms.is_some(),
        "action_taken_at": report.resolved_ms.map(iso_ms),
        "category": report.category.name(),
        "comment": report.comment,
        "forwarded": report.forwarded,
        "created_at": iso_ms(report.created_ms),
        "updated_at": iso_ms(report.updated_ms),
        "account": both(&all.people, report.by),
        "target_account": both(&all.people, report.target),
        "assigned_account": staff(report.assigned),
        "action_taken_by_account": staff(report.resolved_by),
        "statuses": posts,
        "rules": rules,
        "collections": report.collections.iter().filter_map(|id| all.collections.get(id)).collect::<Vec<_>>(),
    }))
}

fn rule(number: i64, text: &str) -> Value {
    json!({ "id": number.to_string(), "text": text, "hint": "", "translations": {} })
}

/// `Admin::DomainBlock`.
pub(crate) fn server_block(block: &ServerBlock) -> Value {
    json!({
        "id": block.id,
        "domain": block.domain,
        "digest": sha256(&block.domain),
        "created_at": iso_ms(block.created_ms),
        "severity": block.severity,
        "reject_media": block.reject_media,
        "reject_reports": block.reject_reports,
        "private_comment": block.private_comment,
        "public_comment": block.public_comment,
        "obfuscate": block.obfuscate,
    })
}

/// `DomainBlock`, for everyone.
pub(crate) fn shown_server_block(block: &ServerBlock) -> Value {
    let domain = if block.obfuscate { obfuscated(&block.domain) } else { block.domain.clone() };
    json!({
        "domain": domain,
        "digest": sha256(&block.domain),
        "severity": block.severity,
        "comment": block.public_comment.as_deref().unwrap_or_default(),
    })
}

/// `Admin::DomainAllow`.
pub(crate) fn allow(allow: &Allow) -> Value {
    json!({ "id": allow.id, "domain": allow.domain, "created_at": iso_ms(allow.created_ms) })
}

/// `Admin::EmailDomainBlock`. Days are told as texts of Unix seconds, the latest first.
pub(crate) fn email_block(block: &EmailBlock, now: Ms) -> Value {
    let today = now.div_euclid(DAY_MS);
    let history: Vec<Value> = (0..TRIES_DAYS)
        .map(|ago| {
            let day = today - ago;
            let tries = block.tries.iter().find(|(of, _)| *of == day).map_or(0, |(_, tries)| *tries);
            let seconds = day * (DAY_MS / SECOND_MS);
            json!({ "day": seconds.to_string(), "accounts": tries.to_string(), "uses": tries.to_string() })
        })
        .collect();
    json!({
        "id": block.id,
        "domain": block.domain,
        "allow_with_approval": block.allow_with_approval,
        "created_at": iso_ms(block.created_ms),
        "history": history,
    })
}

/// `Admin::IpBlock`.
pub(crate) fn ip_block(block: &IpBlock) -> Value {
    json!({
        "id": block.id,
        "ip": block.network.to_string(),
        "severity": block.severity,
        "comment": block.comment,
        "created_at": iso_ms(block.created_ms),
        "expires_at": block.expires_ms.map(iso_ms),
    })
}

/// `Admin::CanonicalEmailBlock`.
pub(crate) fn canonical_block(block: &CanonicalBlock) -> Value {
    json!({ "id": block.id, "canonical_email_hash": block.hash })
}
