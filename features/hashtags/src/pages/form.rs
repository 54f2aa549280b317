//! Registering a hashtag, and changing an entry.

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Kind as ProblemKind, Outcome, Problem, iso_date};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use super::signed_in;
use crate::api::{key, plain_edit};
use crate::entity::path;
use crate::model::{Edit, Entry, Kind, State as Standing, Verdict, Who};
use crate::rules::may_change;
use crate::templates::{Form, FormPage};
use crate::{Hashtags, WORDS};

pub(super) fn routes(s: &Hashtags) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        post(s, "/hashtags", own, create),
        get(s, "/hashtags/new", own, fresh),
        get(s, "/hashtags/{tag}/edit", own, edit),
        post(s, "/hashtags/{tag}/edit", own, save),
    ]
}

/// The form as the entry is now.
fn filled(entry: &Entry) -> Form {
    let day = |ms: Option<base::Ms>| ms.map(iso_date).unwrap_or_default();
    Form {
        name: entry.name.clone(),
        kind: entry.kind.name().to_owned(),
        title: entry.title.clone(),
        about: entry.about.clone(),
        specialties: entry.specialties.iter().map(|one| one.slug.to_owned()).collect(),
        related: entry.related.iter().map(|name| format!("#{name}")).collect::<Vec<_>>().join(" "),
        language: entry.language.clone().unwrap_or_default(),
        starts_on: day(entry.starts_ms),
        ends_on: day(entry.ends_ms),
        place: entry.place.clone(),
        link: entry.link.clone(),
    }
}

/// The form as it was sent, for its author to mend.
fn entered(edit: &Edit) -> Form {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Form {
        name: text(&edit.name),
        kind: text(&edit.kind),
        title: text(&edit.title),
        about: text(&edit.about),
        specialties: edit.specialties.clone().unwrap_or_default(),
        related: edit.related.clone().unwrap_or_default().join(" "),
        language: text(&edit.language),
        starts_on: text(&edit.starts_on),
        ends_on: text(&edit.ends_on),
        place: text(&edit.place),
        link: text(&edit.link),
    }
}

/// What the form wants: what it does not send is empty, and the related hashtags are one text.
fn sent(params: &Params) -> Outcome<Edit> {
    let empty = || Some(String::new());
    let related = params.text("related")?.unwrap_or_default().to_owned();
    let edit = plain_edit(params)?;
    Ok(Edit {
        name: edit.name.or_else(empty),
        kind: edit.kind.or_else(|| Some(Kind::Community.name().to_owned())),
        title: edit.title.or_else(empty),
        about: edit.about.or_else(empty),
        specialties: Some(edit.specialties.unwrap_or_default()),
        related: Some(vec![related]),
        language: edit.language.or_else(empty),
        starts_on: edit.starts_on.or_else(empty),
        ends_on: edit.ends_on.or_else(empty),
        place: edit.place.or_else(empty),
        link: edit.link.or_else(empty),
    })
}

/// What was wrong, beside its field, in the words of the form.
fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.complaint();
    let fields = [
        ("Name", "name"),
        ("Kind", "kind"),
        ("Title", "title"),
        ("Description", "description"),
        ("Specialties", "specialties"),
        ("Related", "related"),
        ("Language", "language"),
        ("Starts on", "starts_on"),
        ("Ends on", "ends_on"),
        ("Place", "place"),
        ("Link", "link"),
    ];
    let field = fields.iter().find(|(what, _)| told.starts_with(what)).map_or("name", |(_, field)| field);
    let own = match told {
        "Name can't be blank" => "wrong-no-name",
        "Name is invalid" => "wrong-name",
        "Name has already been taken" => "wrong-taken",
        "Name is another hashtag" => "wrong-other",
        "Title can't be blank" => "wrong-no-title",
        "Related is invalid" => "wrong-related",
        "Link must be a valid URL" => "wrong-link",
        "Ends on is before its beginning" => "wrong-end",
        _ => return FieldErrors::one(field, Message::problem(told)),
    };
    FieldErrors::one(field, WORDS.say(own))
}

impl Hashtags {
    async fn form_page(
        &self,
        (visit, uri): (&Visit, &OriginalUri),
        old: Option<&Entry>,
        form: Form,
        errors: FieldErrors,
    ) -> Outcome<FormPage> {
        let heading = match old {
            Some(entry) => WORDS.say("form-edit").with("name", &entry.name),
            None => WORDS.say("hashtag-register"),
        };
        let page = old.map(|entry| path(&entry.tag));
        let waits = old.is_some_and(|entry| entry.state == Standing::Provisional || entry.has_changed());
        Ok(FormPage {
            shell: self.shell_of(visit, heading.clone(), uri).await?,
            heading,
            action: page.as_ref().map_or("/hashtags".to_owned(), |page| format!("{page}/edit")),
            back: page.unwrap_or_else(|| "/hashtags".to_owned()),
            old: old.is_some(),
            can_keep: waits && visit.viewer.is_staff(),
            form,
            errors,
        })
    }

    /// The entry, for whoever may change it.
    async fn to_change(&self, tag: &str, who: Who) -> Outcome<std::sync::Arc<Entry>> {
        let entry = self.seen(tag, Some(who)).await?;
        may_change(who, &entry)?;
        Ok(entry)
    }

    async fn answer(
        &self,
        at: (&Visit, &OriginalUri),
        old: Option<&Entry>,
        form: Form,
        done: Outcome<Entry>,
    ) -> Outcome<Response> {
        let told = if old.is_some() { "saved" } else { "made" };
        let problem = match done {
            Ok(entry) => return Ok(see_other(&format!("{}?{told}", path(&entry.tag)))),
            Err(problem) if problem.kind() == ProblemKind::Invalid => problem,
            Err(problem) => return Err(problem),
        };
        let page = self.form_page(at, old, form, complaint(&problem)).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

async fn fresh(State(s): State<Hashtags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let form = Form {
        name: params.filled("name")?.unwrap_or_default().to_owned(),
        kind: Kind::Community.name().to_owned(),
        specialties: params.filled("specialty")?.map(str::to_owned).into_iter().collect(),
        language: visit.lang.tag().to_owned(),
        ..Form::default()
    };
    Ok(html(s.form_page((&visit, &uri), None, form, FieldErrors::default()).await?.page()))
}

async fn create(State(s): State<Hashtags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let edit = sent(&params)?;
    let form = entered(&edit);
    let done = s.register(signed_in(&visit)?, edit).await;
    Ok(s.answer((&visit, &uri), None, form, done).await?)
}

async fn edit(State(s): State<Hashtags>, Path(tag): Path<String>, visit: Visit, uri: OriginalUri) -> Reply {
    let entry = s.to_change(&tag, signed_in(&visit)?).await?;
    let page = s.form_page((&visit, &uri), Some(&entry), filled(&entry), FieldErrors::default()).await?;
    Ok(html(page.page()))
}

async fn save(
    State(s): State<Hashtags>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let who = signed_in(&visit)?;
    let (old, edit) = (s.to_change(&tag, who).await?, sent(&params)?);
    let (form, tag) = (entered(&edit), key(&tag)?);
    let done = match params.is_set("keep")? {
        true => s.decide(who, &tag, Verdict::Keep(Box::new(edit))).await,
        false => s.edit(who, &tag, edit).await,
    };
    Ok(s.answer((&visit, &uri), Some(&old), form, done).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::entry;

    #[test]
    fn the_form_is_an_edit_and_comes_back() {
        let sent_form =
            "name=%23Hcsm&title=T&specialties[]=nursing&specialties[]=&related=%23a1+%23b2&kind=chat";
        let edit = sent(&Params::from_urlencoded(sent_form.as_bytes()).unwrap()).unwrap();
        let form = entered(&edit);
        assert_eq!(
            (form.name.as_str(), form.related.as_str(), form.kind.as_str()),
            ("#Hcsm", "#a1 #b2", "chat")
        );
        let made = crate::rules::edited(entry("hcsm"), edit, 9).unwrap();
        assert_eq!((made.specialties.len(), made.related.len()), (1, 2));
        let again = filled(&made);
        assert_eq!((again.related.as_str(), again.name.as_str()), ("#a1 #b2", "Hcsm"));
        assert!(sent(&Params::from_urlencoded(b"").unwrap()).unwrap().link.is_some());
    }

    #[test]
    fn complaints_stand_beside_their_fields() {
        for (text, field) in [
            ("Name has already been taken", "name"),
            ("Description is too long (maximum is 500 characters)", "description"),
            ("Ends on is before its beginning", "ends_on"),
            ("Related is invalid", "related"),
            ("You can register 5 hashtags a day", "name"),
        ] {
            assert!(complaint(&Problem::invalid(text)).of(field).is_some(), "{text}");
        }
    }
}
