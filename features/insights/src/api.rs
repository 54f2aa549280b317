//! The endpoints of analytics, with Symplur's names, so that whoever used those can move: `databases` are hashtags,
//! tweets are posts, retweets boosts, users participants. Each report is JSON, and a table at the same address with
//! `.csv`.

mod asked;
mod reports;
mod table;

use axum::extract::{OriginalUri, State};
use base::Problem;
use web::{Access, Params, Reply, Route, Scope, Viewer, get, json};

use crate::Insights;
pub(crate) use asked::{Asked, parse_time};
use reports::Report;
pub(crate) use table::{Table, csv};

pub(crate) fn routes(s: &Insights) -> Vec<Route> {
    let open = Access::Anyone(Scope::READ_STATUSES);
    PATHS.iter().map(|(path, _, _)| get(s, path, open, answer)).collect()
}

macro_rules! paths {
    ($($path:literal $report:ident),*) => { &[
        $((concat!("/api/medley/v1/analytics/", $path), Report::$report, Form::Json),
        (concat!("/api/medley/v1/analytics/", $path, ".csv"), Report::$report, Form::Csv)),*
    ] };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Csv,
}

const PATHS: &[(&str, Report, Form)] = paths![
    "tweets/summary" Summary,
    "tweets/activity" Activity,
    "people/influencers" Influencers,
    "people/roles" Roles,
    "people/network" Network,
    "content/retweets" Retweets,
    "content/words" Words,
    "content/links" Links,
    "content/languages" Languages,
    "tweets/compare" Compare
];

async fn answer(State(s): State<Insights>, uri: OriginalUri, viewer: Viewer, params: Params) -> Reply {
    let path = uri.path();
    let (_, report, form) = PATHS.iter().find(|(own, _, _)| *own == path).ok_or_else(Problem::not_found)?;
    let asked = Asked::read(&params, s.0.ground.clock.now_ms())?;
    let told = s.report(*report, &asked, viewer.account()).await?;
    match form {
        Form::Json => json(&told),
        Form::Csv => {
            let name = path.rsplit('/').next().unwrap_or_default();
            Ok(csv(name, &Table::of(&told))?)
        }
    }
}
