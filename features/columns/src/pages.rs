//! The page of columns, and choosing them.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base::{Id, Kind, Outcome};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::model::{Column, Source};
use crate::templates::{Choice, ColumnsPage};
use crate::{Columns, WORDS};

const PATH: &str = "/columns";

pub(crate) fn routes(s: &Columns) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, PATH, own, show),
        post(s, PATH, own, add),
        post(s, "/web/columns/{id}/remove", own, remove),
        get(s, "/live/columns", Access::Page, live),
    ]
}

/// Columns of whoever chose none: they have no ids.
fn usual() -> Vec<Column> {
    Source::USUAL.into_iter().map(|source| Column { id: Id(0), source }).collect()
}

impl Columns {
    /// The columns that `me` reads, and whether they chose them.
    async fn shown(&self, me: Id) -> Outcome<(Vec<Column>, bool)> {
        let chosen = self.chosen(me).await?;
        let own = !chosen.is_empty();
        Ok((if own { chosen } else { usual() }, own))
    }

    async fn page(&self, visit: &Visit, errors: FieldErrors) -> Outcome<ColumnsPage> {
        let me = visit.viewer.person()?;
        let (chosen, own) = self.shown(me).await?;
        let mut columns = Vec::with_capacity(chosen.len());
        for (n, column) in chosen.iter().enumerate() {
            columns.push(self.read(me, n, column).await?);
        }
        let mut choices = self.choices(me).await?;
        choices.retain(|choice| !chosen.iter().any(|column| column.source.value() == choice.value));
        let accounts = self.0.posts.accounts();
        let shell = accounts.shell(visit, WORDS.say("columns"), PATH).await?;
        Ok(ColumnsPage { shell, columns, own, choices, errors })
    }

    /// What can stand in a column of `me`.
    async fn choices(&self, me: Id) -> Outcome<Vec<Choice>> {
        let choice = |source: Source, label: Message| Choice { value: source.value(), label };
        let mut all = vec![
            choice(Source::Home, ui::WORDS.say("shell-home")),
            choice(Source::Notifications, ui::WORDS.say("shell-notifications")),
            choice(Source::Local, ui::WORDS.say("shell-local")),
        ];
        for list in self.0.lists.of(me).await? {
            let label = WORDS.say("column-list").with("title", &list.title);
            all.push(choice(Source::List(list.id), label));
        }
        for key in self.0.tags.followed(me).await?.iter() {
            all.push(choice(Source::Tag(key.to_string()), Message::raw(format!("#{key}"))));
        }
        for kept in self.0.search.saved_searches(me).await? {
            let label = WORDS.say("column-search").with("query", &kept.query);
            all.push(choice(Source::Search(kept.id), label));
        }
        Ok(all)
    }
}

async fn show(State(s): State<Columns>, visit: Visit, params: Params) -> Reply {
    let mut page = s.page(&visit, FieldErrors::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, &[("added", "column-added"), ("removed", "column-removed")]);
    Ok(html(page.page()))
}

/// What happens in all columns, over one connection. A script is told 401, where a page would be led to sign in.
async fn live(State(s): State<Columns>, visit: Visit) -> Reply {
    let (columns, _) = s.shown(visit.viewer.person()?).await?;
    let part = |(n, column): (usize, &Column)| Some((column.part(n), column.source.heard()?));
    let parts = columns.iter().enumerate().filter_map(part).collect();
    s.0.timelines.live_parts(visit, parts).await
}

async fn add(State(s): State<Columns>, visit: Visit, params: Params) -> Reply {
    let source = Source::parse(params.text("source")?.unwrap_or_default());
    let text = match source {
        Some(source) => match s.choose(visit.viewer.person()?, source).await {
            Ok(()) => return Ok(see_other("/columns?added")),
            Err(problem) if problem.kind() == Kind::Invalid => Message::problem(problem.complaint()),
            Err(problem) => return Err(problem.into()),
        },
        None => WORDS.say("column-unknown"),
    };
    let errors = FieldErrors::one("source", text);
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, s.page(&visit, errors).await?.page()))
}

async fn remove(State(s): State<Columns>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.remove(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/columns?removed"))
}
