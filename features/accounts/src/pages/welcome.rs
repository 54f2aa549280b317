//! The first of the four steps after signing up: who somebody is. The others are pages of `instance`.

use axum::extract::State as Has;
use axum::http::StatusCode;
use base::{Outcome, Problem};
use ui::{FieldErrors, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use crate::api::State;
use crate::model::Account;
use crate::pages::picture_path;
use crate::pages::settings::with_pictures;
use crate::profile::ProfileEdit;
use crate::templates::{PROFILE_FIELDS_MAX, ROLES, WelcomePage};
use crate::{DISPLAY_NAME_CHARS_MAX, WORDS};

const PATH: &str = "/welcome";
const NEXT: &str = "/welcome/topics";

pub(super) fn routes(s: &State) -> Vec<Route> {
    vec![get(s, PATH, Access::SignedIn, show), post(s, PATH, Access::SignedIn, save).uploads()]
}

async fn page(
    s: &State,
    visit: &Visit,
    name: Option<String>,
    role: &str,
    errors: FieldErrors,
) -> Outcome<WelcomePage> {
    let account = s.accounts.account(visit.viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    Ok(WelcomePage {
        shell: s.accounts.shell(visit, WORDS.say("welcome-title"), PATH).await?,
        display_name: name.unwrap_or_else(|| account.display_name.clone()),
        avatar_url: picture_path(&account, &account.avatar),
        role: ROLES.into_iter().find(|one| *one == role).unwrap_or_default(),
        errors,
    })
}

async fn show(Has(s): Has<State>, visit: Visit) -> Reply {
    Ok(html(page(&s, &visit, None, "", FieldErrors::default()).await?.page()))
}

async fn save(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let account = s.accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let name = text::clean(params.text("display_name")?.unwrap_or_default()).trim().to_owned();
    let role = params.text("role")?.unwrap_or_default();
    let mut errors = FieldErrors::default();
    let over = text::graphemes(&name).saturating_sub(DISPLAY_NAME_CHARS_MAX);
    if over > 0 {
        errors.add("display_name", format!("Too long by {over}. {DISPLAY_NAME_CHARS_MAX} characters fit"));
    }
    if errors.is_empty() {
        let fact = role_fact(&account, role, visit.lang);
        let words = ProfileEdit { display_name: Some(name.clone()), fields: fact, ..ProfileEdit::default() };
        if let Some(edit) = with_pictures(&s, &params, words, &mut errors).await? {
            s.accounts.edit_profile(me, edit).await?;
            return Ok(see_other(NEXT));
        }
    }
    let page = page(&s, &visit, Some(name), role, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

/// The facts of the profile with what somebody is, in their language; `None` where they do not say it, or where there
/// is no room. What they said before is said anew.
fn role_fact(account: &Account, role: &str, lang: ui::Lang) -> Option<Vec<(String, String)>> {
    let role = ROLES.into_iter().find(|one| !one.is_empty() && *one == role)?;
    let name = WORDS.say("welcome-i-am").text(lang);
    let mut facts: Vec<(String, String)> =
        account.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
    facts.retain(|(known, _)| *known != name);
    if facts.len() >= PROFILE_FIELDS_MAX {
        return None;
    }
    facts.insert(0, (name, WelcomePage::role_label(role).text(lang)));
    Some(facts)
}

/// Which of [`ROLES`] a line of a profile says, if the welcome flow wrote it, in whatever language.
pub fn chosen_role(name: &str, value: &str) -> Option<&'static str> {
    let lang = ui::Lang::PAGES.into_iter().find(|lang| WORDS.say("welcome-i-am").text(*lang) == name)?;
    let said = |role: &&str| !role.is_empty() && WelcomePage::role_label(role).text(lang) == value;
    ROLES.into_iter().find(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::rules::tests::someone;

    #[test]
    fn what_somebody_is_is_a_fact_only_if_they_want() {
        let mut account = someone(1);
        assert_eq!(role_fact(&account, "", ui::Lang::En), None);
        assert_eq!(role_fact(&account, "wizard", ui::Lang::En), None);
        let fact = |name: &str| Field { name: name.to_owned(), value: "x".to_owned(), verified_ms: None };
        account.fields = vec![fact("Ward"), fact("Soy")];
        let facts = role_fact(&account, "carer", ui::Lang::Es).unwrap();
        let names: Vec<&str> = facts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Soy", "Ward"]);
        assert_eq!(chosen_role(&facts[0].0, &facts[0].1), Some("carer"));
        assert_eq!((chosen_role("Soy", "x"), chosen_role("Ward", "A carer or relative")), (None, None));
        account.fields = vec![fact("a"), fact("b"), fact("c"), fact("d")];
        assert_eq!(role_fact(&account, "carer", ui::Lang::En), None);
    }
}
