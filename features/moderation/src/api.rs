//! The endpoints of reports and of the staff.

mod accounts;
mod blocks;
mod numbers;
mod reports;
mod trends;

use base::{Outcome, PageLimit};
use web::{Access, Role, Route, Scope, Viewer, at, delete, get, post, put};

use crate::Moderation;
use crate::model::Staff;

/// Lists of the staff.
pub(crate) const PAGE: PageLimit = PageLimit { default: 100, max: 200 };

pub(crate) fn routes(s: &Moderation) -> Vec<Route> {
    let mut routes = vec![
        post(s, "/api/v1/reports", Access::Person(Scope::WRITE_REPORTS), reports::report),
        get(s, "/api/v1/instance/domain_blocks", Access::Anyone(Scope::READ), blocks::shown),
    ];
    routes.extend(account_routes(s));
    routes.extend(report_routes(s));
    routes.extend(block_routes(s));
    routes.extend(number_routes(s));
    routes.extend(trend_routes(s));
    routes
}

fn account_routes(s: &Moderation) -> Vec<Route> {
    let read = Access::Staff(Role::Moderator, Scope::ADMIN_READ_ACCOUNTS);
    let write = Access::Staff(Role::Moderator, Scope::ADMIN_WRITE_ACCOUNTS);
    vec![
        get(s, "/api/v1/admin/accounts", read, accounts::list_old),
        get(s, "/api/v2/admin/accounts", read, accounts::list),
        get(s, "/api/v1/admin/accounts/{id}", read, accounts::one),
        delete(
            s,
            "/api/v1/admin/accounts/{id}",
            Access::Staff(Role::Admin, Scope::ADMIN_WRITE_ACCOUNTS),
            accounts::erase,
        ),
        post(s, "/api/v1/admin/accounts/{id}/action", write, accounts::act),
        post(s, "/api/v1/admin/accounts/{id}/approve", write, accounts::approve),
        post(s, "/api/v1/admin/accounts/{id}/reject", write, accounts::reject),
        post(s, "/api/v1/admin/accounts/{id}/enable", write, accounts::enable),
        post(s, "/api/v1/admin/accounts/{id}/unsilence", write, accounts::unsilence),
        post(s, "/api/v1/admin/accounts/{id}/unsuspend", write, accounts::unsuspend),
        post(s, "/api/v1/admin/accounts/{id}/unsensitive", write, accounts::unsensitive),
    ]
}

fn report_routes(s: &Moderation) -> Vec<Route> {
    let read = Access::Staff(Role::Moderator, Scope::ADMIN_READ_REPORTS);
    let write = Access::Staff(Role::Moderator, Scope::ADMIN_WRITE_REPORTS);
    vec![
        get(s, "/api/v1/admin/reports", read, reports::list),
        get(s, "/api/v1/admin/reports/{id}", read, reports::one),
        put(s, "/api/v1/admin/reports/{id}", write, reports::edit),
        post(s, "/api/v1/admin/reports/{id}/assign_to_self", write, reports::assign),
        post(s, "/api/v1/admin/reports/{id}/unassign", write, reports::unassign),
        post(s, "/api/v1/admin/reports/{id}/resolve", write, reports::resolve),
        post(s, "/api/v1/admin/reports/{id}/reopen", write, reports::reopen),
    ]
}

fn block_routes(s: &Moderation) -> Vec<Route> {
    let admin = |scope| Access::Staff(Role::Admin, scope);
    let (read, write) = (admin(Scope::ADMIN_READ_DOMAIN_BLOCKS), admin(Scope::ADMIN_WRITE_DOMAIN_BLOCKS));
    let (read_allows, write_allows) =
        (admin(Scope::ADMIN_READ_DOMAIN_ALLOWS), admin(Scope::ADMIN_WRITE_DOMAIN_ALLOWS));
    let (read_emails, write_emails) =
        (admin(Scope::ADMIN_READ_EMAIL_DOMAIN_BLOCKS), admin(Scope::ADMIN_WRITE_EMAIL_DOMAIN_BLOCKS));
    let (read_ips, write_ips) = (admin(Scope::ADMIN_READ_IP_BLOCKS), admin(Scope::ADMIN_WRITE_IP_BLOCKS));
    let (read_canon, write_canon) =
        (admin(Scope::ADMIN_READ_CANONICAL_EMAIL_BLOCKS), admin(Scope::ADMIN_WRITE_CANONICAL_EMAIL_BLOCKS));
    vec![
        get(s, "/api/v1/admin/domain_blocks", read, blocks::servers),
        post(s, "/api/v1/admin/domain_blocks", write, blocks::add_server),
        get(s, "/api/v1/admin/domain_blocks/{id}", read, blocks::server),
        put(s, "/api/v1/admin/domain_blocks/{id}", write, blocks::edit_server),
        delete(s, "/api/v1/admin/domain_blocks/{id}", write, blocks::remove_server),
        get(s, "/api/v1/admin/domain_allows", read_allows, blocks::allows),
        post(s, "/api/v1/admin/domain_allows", write_allows, blocks::add_allow),
        get(s, "/api/v1/admin/domain_allows/{id}", read_allows, blocks::allow),
        delete(s, "/api/v1/admin/domain_allows/{id}", write_allows, blocks::remove_allow),
        get(s, "/api/v1/admin/email_domain_blocks", read_emails, blocks::emails),
        post(s, "/api/v1/admin/email_domain_blocks", write_emails, blocks::add_email),
        get(s, "/api/v1/admin/email_domain_blocks/{id}", read_emails, blocks::email),
        delete(s, "/api/v1/admin/email_domain_blocks/{id}", write_emails, blocks::remove_email),
        get(s, "/api/v1/admin/ip_blocks", read_ips, blocks::networks),
        post(s, "/api/v1/admin/ip_blocks", write_ips, blocks::add_network),
        get(s, "/api/v1/admin/ip_blocks/{id}", read_ips, blocks::network),
        put(s, "/api/v1/admin/ip_blocks/{id}", write_ips, blocks::edit_network),
        delete(s, "/api/v1/admin/ip_blocks/{id}", write_ips, blocks::remove_network),
        get(s, "/api/v1/admin/canonical_email_blocks", read_canon, blocks::canonicals),
        post(s, "/api/v1/admin/canonical_email_blocks", write_canon, blocks::add_canonical),
        post(s, "/api/v1/admin/canonical_email_blocks/test", read_canon, blocks::test_canonical),
        get(s, "/api/v1/admin/canonical_email_blocks/{id}", read_canon, blocks::canonical),
        delete(s, "/api/v1/admin/canonical_email_blocks/{id}", write_canon, blocks::remove_canonical),
    ]
}

fn number_routes(s: &Moderation) -> Vec<Route> {
    let read = Access::Staff(Role::Moderator, Scope::ADMIN_READ);
    vec![
        post(s, "/api/v1/admin/measures", read, numbers::measures),
        post(s, "/api/v1/admin/dimensions", read, numbers::dimensions),
        post(s, "/api/v1/admin/retention", read, numbers::retention),
    ]
}

fn trend_routes(s: &Moderation) -> Vec<Route> {
    let read = Access::Staff(Role::Moderator, Scope::ADMIN_READ);
    let write = Access::Staff(Role::Moderator, Scope::ADMIN_WRITE);
    vec![
        get(s, "/api/v1/admin/trends/tags", read, trends::tags),
        get(s, "/api/v1/admin/trends/links", read, trends::links),
        get(s, "/api/v1/admin/trends/statuses", read, trends::statuses),
        post(s, "/api/v1/admin/trends/tags/{id}/approve", write, trends::approve_tag),
        post(s, "/api/v1/admin/trends/tags/{id}/reject", write, trends::reject_tag),
        post(s, "/api/v1/admin/trends/links/{id}/approve", write, trends::approve_link),
        post(s, "/api/v1/admin/trends/links/{id}/reject", write, trends::reject_link),
        post(s, "/api/v1/admin/trends/statuses/{id}/approve", write, trends::approve_status),
        post(s, "/api/v1/admin/trends/statuses/{id}/reject", write, trends::reject_status),
    ]
}

pub(crate) fn staff(viewer: &Viewer) -> Outcome<Staff> {
    Ok(Staff { account: viewer.person()?, role: viewer.role })
}
