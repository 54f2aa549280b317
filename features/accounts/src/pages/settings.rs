//! Changing one's own profile.

use axum::extract::{OriginalUri, State as Has};
use axum::http::StatusCode;
use base::{Kind, Outcome, Problem};
use ui::{FieldErrors, Notice, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use crate::WORDS;
use crate::api::State;
use crate::model::Account;
use crate::pages::{picture_path, told};
use crate::profile::{PictureEdit, ProfileEdit};
use crate::templates::{PROFILE_FIELDS_MAX, ProfileForm, ProfileSettingsPage};
use crate::{DISPLAY_NAME_CHARS_MAX, FIELD_CHARS_MAX, Limits, PictureKind};

const PATH: &str = "/settings/profile";

pub(super) fn routes(s: &State) -> Vec<Route> {
    vec![get(s, PATH, Access::SignedIn, show), post(s, PATH, Access::SignedIn, save).uploads()]
}

async fn show(Has(s): Has<State>, visit: Visit, uri: OriginalUri) -> Reply {
    let account = s.accounts.account(visit.viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    let mut page = page(&s, &visit, filled(&account), FieldErrors::default()).await?;
    if uri.query() == Some("saved") {
        page.shell.notice = Some(Notice::success(WORDS.say("profile-saved")));
    }
    Ok(html(page.page()))
}

async fn page(
    s: &State,
    visit: &Visit,
    form: ProfileForm,
    errors: FieldErrors,
) -> Outcome<ProfileSettingsPage> {
    let shell = s.accounts.shell(visit, WORDS.say("profile-title"), PATH).await?;
    Ok(ProfileSettingsPage { shell, form, errors, bio_chars: s.accounts.limits().bio_chars })
}

async fn save(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let account = s.accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let form = read(&params, &account)?;
    let mut errors = complaints(&form, s.accounts.limits());
    if errors.is_empty() {
        let edit = with_pictures(&s, &params, edit(&form), &mut errors).await?;
        if let Some(edit) = edit {
            match s.accounts.edit_profile(me, edit).await {
                Ok(()) => return Ok(see_other("/settings/profile?saved")),
                Err(problem) => errors.add("display_name", refusal(problem)?),
            }
        }
    }
    let page = page(&s, &visit, form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

/// The form as the profile is now.
fn filled(account: &Account) -> ProfileForm {
    ProfileForm {
        display_name: account.display_name.clone(),
        note: account.note.clone(),
        avatar_url: picture_path(account, &account.avatar),
        header_url: picture_path(account, &account.header),
        fields: account.fields.iter().map(|f| (f.name.clone(), f.value.clone())).collect(),
        locked: account.locked,
        bot: account.bot,
        discoverable: account.discoverable,
        indexable: account.indexable,
        hide_network: account.hide_network,
    }
}

/// The form as it was sent. Pictures are those of now: a file that was chosen cannot be shown again.
fn read(params: &Params, account: &Account) -> Outcome<ProfileForm> {
    let line =
        |name: &str| Ok::<_, Problem>(text::clean(params.text(name)?.unwrap_or_default()).trim().to_owned());
    let pair = |at: usize| Ok((line(&format!("field_name_{at}"))?, line(&format!("field_value_{at}"))?));
    Ok(ProfileForm {
        display_name: line("display_name")?,
        note: text::clean(params.text("note")?.unwrap_or_default()),
        fields: (0..PROFILE_FIELDS_MAX).map(pair).collect::<Outcome<_>>()?,
        locked: params.is_set("locked")?,
        bot: params.is_set("bot")?,
        discoverable: params.is_set("discoverable")?,
        indexable: params.is_set("indexable")?,
        hide_network: params.is_set("hide_network")?,
        ..filled(account)
    })
}

/// What is wrong with the words, in words for the form. The same rules as `rules::check_profile`.
fn complaints(form: &ProfileForm, limits: Limits) -> FieldErrors {
    let mut errors = FieldErrors::default();
    let mut long = |field: &str, length: usize, max: usize| {
        if length > max {
            errors.add(field, format!("Too long by {}. {max} characters fit.", length - max));
        }
    };
    long("display_name", text::graphemes(&form.display_name), DISPLAY_NAME_CHARS_MAX);
    long("note", text::weighted_length(&form.note), limits.bio_chars);
    for (at, (name, value)) in form.fields.iter().enumerate() {
        long(&format!("field_{at}"), text::graphemes(name), FIELD_CHARS_MAX);
        long(&format!("field_{at}"), text::graphemes(value), FIELD_CHARS_MAX);
    }
    for (at, (name, value)) in form.fields.iter().enumerate() {
        if name.is_empty() != value.is_empty() {
            errors.add(&format!("field_{at}"), format!("Fact {} needs both a name and a value.", at + 1));
        }
    }
    errors
}

fn edit(form: &ProfileForm) -> ProfileEdit {
    ProfileEdit {
        display_name: Some(form.display_name.clone()),
        note: Some(form.note.clone()),
        fields: Some(form.fields.clone()),
        locked: Some(form.locked),
        bot: Some(form.bot),
        discoverable: Some(form.discoverable),
        indexable: Some(form.indexable),
        hide_network: Some(form.hide_network),
        ..ProfileEdit::default()
    }
}

/// Stores the pictures; `None`, with nothing kept, where one was refused.
pub(super) async fn with_pictures(
    s: &State,
    params: &Params,
    words: ProfileEdit,
    errors: &mut FieldErrors,
) -> Outcome<Option<ProfileEdit>> {
    let avatar = picture(s, params, PictureKind::Avatar, errors).await?;
    let header = match picture(s, params, PictureKind::Header, errors).await {
        Ok(header) if errors.is_empty() => return Ok(Some(ProfileEdit { avatar, header, ..words })),
        refused => refused,
    };
    s.accounts.discard(avatar).await;
    s.accounts.discard(header?).await;
    Ok(None)
}

async fn picture(
    s: &State,
    params: &Params,
    kind: PictureKind,
    errors: &mut FieldErrors,
) -> Outcome<PictureEdit> {
    let (name, remove) = match kind {
        PictureKind::Avatar => ("avatar", "avatar_remove"),
        PictureKind::Header => ("header", "header_remove"),
    };
    if let Some(upload) = params.file(name)? {
        match s.pictures.store(kind, upload.bytes.clone()).await {
            Ok(picture) => return Ok(PictureEdit::Set(picture)),
            Err(problem) => errors.add(name, refusal(problem)?),
        }
    }
    Ok(if params.is_set(remove)? { PictureEdit::Remove } else { PictureEdit::Keep })
}

/// What the person can mend is said in the form; anything else is not their problem.
fn refusal(problem: Problem) -> Outcome<String> {
    match problem.kind() {
        Kind::Invalid | Kind::TooLarge | Kind::Malformed => Ok(told(&problem)),
        _ => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{check_profile, tests::someone};

    const LIMITS: Limits = Limits { bio_chars: 160 };

    fn form(body: &str) -> ProfileForm {
        read(&Params::from_urlencoded(body.as_bytes()).unwrap(), &someone(1)).unwrap()
    }

    #[test]
    fn the_form_says_what_the_rules_say() {
        let table = [
            ("display_name=Ines&note=Nurse&locked=1".to_owned(), None),
            (format!("display_name={}", "x".repeat(31)), Some("display_name")),
            (format!("note={}", "x".repeat(161)), Some("note")),
            ("field_name_1=Ward".to_owned(), Some("field_1")),
            (format!("field_name_2=a&field_value_2={}", "x".repeat(256)), Some("field_2")),
        ];
        for (body, wrong) in table {
            let form = form(&body);
            let errors = complaints(&form, LIMITS);
            assert_eq!(errors.0.first().map(|e| e.field.as_str()), wrong, "{body}");
            let lines: Vec<crate::Field> = form
                .fields
                .iter()
                .filter(|(name, value)| !(name.is_empty() && value.is_empty()))
                .map(|(name, value)| crate::Field {
                    name: name.clone(),
                    value: value.clone(),
                    verified_ms: None,
                })
                .collect();
            let allowed = check_profile(&form.display_name, &form.note, &lines, LIMITS).is_ok();
            assert_eq!(allowed, wrong.is_none(), "{body}");
        }
    }

    #[test]
    fn a_box_that_is_not_ticked_is_off() {
        let mut account = someone(1);
        account.locked = true;
        assert!(filled(&account).locked);
        let sent = read(&Params::from_urlencoded(b"display_name=x").unwrap(), &account).unwrap();
        assert!(!sent.locked && !sent.discoverable);
        assert_eq!(edit(&sent).locked, Some(false));
    }

    #[test]
    fn nothing_typed_is_lost() {
        let form = form("display_name=Ines&note=a%0Ab&field_name_0=Ward&field_value_0=7&field_name_3=only");
        assert_eq!((form.display_name.as_str(), form.note.as_str()), ("Ines", "a\nb"));
        assert_eq!(form.fields[0], ("Ward".to_owned(), "7".to_owned()));
        assert_eq!(form.fields[3], ("only".to_owned(), String::new()));
    }
}
