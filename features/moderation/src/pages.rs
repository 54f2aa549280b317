//! The pages of reports and of the staff.

mod act;
mod audit;
mod cases;
mod decisions;
mod desk;
mod emails;
mod networks;
mod people;
mod presets;
mod report;
mod servers;
mod trends;

use axum::extract::OriginalUri;
use base::{Kind, Outcome, Problem};
use ui::{FieldErrors, Paging};
use web::{Access, Params, Role, Route};

use crate::Moderation;

/// For everybody of the staff.
const MODERATORS: Access = Access::StaffPage(Role::Moderator);
/// For those who look after the server.
const ADMINS: Access = Access::StaffPage(Role::Admin);

pub(crate) fn routes(s: &Moderation) -> Vec<Route> {
    let mut routes = report::routes(s);
    routes.extend(decisions::routes(s));
    routes.extend(desk::routes(s));
    routes.extend(cases::routes(s));
    routes.extend(people::routes(s));
    routes.extend(act::routes(s));
    routes.extend(presets::routes(s));
    routes.extend(trends::routes(s));
    routes.extend(audit::routes(s));
    routes.extend(servers::routes(s));
    routes.extend(emails::routes(s));
    routes.extend(networks::routes(s));
    routes
}

/// The path and query of a page.
fn path_of(uri: &OriginalUri) -> &str {
    uri.path_and_query().map_or("/staff", |path| path.as_str())
}

/// Links to the neighbours that keep what else the address says.
fn keeping(paging: Paging, query: &str) -> Paging {
    let kept = |link: String| if query.is_empty() { link } else { format!("{link}&{query}") };
    Paging { older: paging.older.map(kept), newer: paging.newer.map(kept) }
}

/// What is wrong with a form beside its field; anything else is no matter of the form.
fn complaint(problem: Problem, field_of: impl Fn(&str) -> &'static str) -> Outcome<FieldErrors> {
    if problem.kind() != Kind::Invalid {
        return Err(problem);
    }
    let told = problem.complaint();
    let mut errors = FieldErrors::default();
    errors.add(field_of(told), told);
    Ok(errors)
}

/// A text of a form without what surrounds it.
fn typed(params: &Params, name: &str) -> Outcome<String> {
    Ok(params.text(name)?.unwrap_or_default().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Message;

    #[test]
    fn neighbours_keep_what_was_asked() {
        let paging = Paging { older: Some("/x?max_id=3".to_owned()), newer: None };
        assert_eq!(keeping(paging.clone(), "").older.as_deref(), Some("/x?max_id=3"));
        assert_eq!(keeping(paging, "state=any").older.as_deref(), Some("/x?max_id=3&state=any"));
    }

    #[test]
    fn only_what_the_form_can_mend_is_said_in_it() {
        let errors = complaint(Problem::invalid("Domain can't be blank"), |_| "domain").unwrap();
        assert_eq!(errors.of("domain"), Some(&Message::problem("Domain can't be blank")));
        assert!(complaint(Problem::forbidden(), |_| "domain").is_err());
    }
}
