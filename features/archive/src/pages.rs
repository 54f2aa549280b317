//! Taking one's lists along, and bringing them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use base::{Kind as ProblemKind, Outcome, Problem, iso_date};
use futures_util::stream::try_unfold;
use ui::{FieldErrors, Notice, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::Archive;
use crate::WORDS;
use crate::imports::{Brought, Import, Mode, State as Progress};
use crate::parse::sheet::Kind;
use crate::sheets::sheet;
use crate::takeout::Asked;
use crate::templates::{
    ExportLine, ExportPage, ImportForm, ImportLine, ImportPage, ProgressPage, TakeoutView, kind_label,
};

const EXPORT: &str = "/settings/export";
const IMPORT: &str = "/settings/import";

pub(crate) fn routes(s: &Archive) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, EXPORT, own, export),
        post(s, EXPORT, own, ask),
        get(s, "/settings/export/everything.zip", own, everything),
        get(s, "/settings/export/{file}", own, download),
        get(s, IMPORT, own, import),
        post(s, IMPORT, own, bring).uploads(),
        get(s, "/settings/import/{id}", own, progress),
        get(s, "/settings/import/{id}/failures.csv", own, failures),
        post(s, "/web/imports/{id}/stop", own, stop),
        post(s, "/web/imports/{id}/resume", own, resume),
    ]
}

async fn export(State(s): State<Archive>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let relations = s.0.accounts.relations(me).await?;
    let count = |kind| match kind {
        Kind::Following => Some(relations.following.len() as u64),
        Kind::Muting => Some(relations.muting.len() as u64),
        Kind::Blocking => Some(relations.blocking.len() as u64),
        Kind::Lists | Kind::Bookmarks | Kind::DomainBlocks => None,
    };
    let line = |kind: Kind| ExportLine { label: kind_label(kind), file: kind.file(), count: count(kind) };
    let mut shell = s.0.accounts.shell(&visit, WORDS.say("export-page"), EXPORT).await?;
    if params.has("soon") {
        shell.notice = Some(Notice::error(WORDS.say("takeout-soon")));
    }
    let everything = TakeoutView::of(s.takeout(me).await?.as_ref(), s.0.accounts.now_ms());
    Ok(html(ExportPage { shell, everything, lines: Kind::ALL.map(line).to_vec() }.page()))
}

async fn ask(State(s): State<Archive>, visit: Visit) -> Reply {
    Ok(see_other(match s.ask_takeout(visit.viewer.person()?).await? {
        // The page says itself that it is at work.
        Asked::Taken | Asked::AtWork => "/settings/export#everything",
        Asked::TooSoon => "/settings/export?soon",
    }))
}

/// One's own archive, read piece by piece: it may be larger than memory.
async fn everything(State(s): State<Archive>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let (part, ready_ms) = s.takeout_file(me).await?.ok_or_else(Problem::not_found)?;
    let owner = s.0.accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let length = part.length();
    let mut response = Response::new(Body::from_stream(try_unfold(part, |part| async move {
        part.next().await.map_err(|problem| std::io::Error::other(problem.to_string()))
    })));
    let name = format!("{}-{}.zip", owner.username.to_lowercase(), iso_date(ready_ms));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, attachment(&name)?);
    // Nobody who comes to this computer afterwards finds it in the browser's cache.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

async fn download(State(s): State<Archive>, visit: Visit, Path(file): Path<String>) -> Reply {
    let kind = Kind::ALL.into_iter().find(|kind| kind.file() == file).ok_or_else(Problem::not_found)?;
    let sheet = sheet(&s.sources(), visit.viewer.person()?, kind).await?;
    Ok(csv_file(kind.file(), sheet.bytes)?)
}

async fn import(State(s): State<Archive>, visit: Visit) -> Reply {
    let form = ImportForm { kind: Kind::Following, overwrite: false };
    Ok(html(s.import_page(&visit, form, FieldErrors::default()).await?.page()))
}

async fn bring(State(s): State<Archive>, visit: Visit, params: Params) -> Reply {
    let kind = Kind::parse(params.text("kind")?.unwrap_or_default());
    let overwrite = params.text("mode")? == Some("overwrite");
    let mode = if overwrite { Mode::Overwrite } else { Mode::Merge };
    let form = ImportForm { kind: kind.unwrap_or(Kind::Following), overwrite };
    let mut errors = FieldErrors::default();
    match (kind, params.file("file")?) {
        (None, _) => errors.say("kind", WORDS.say("import-no-kind")),
        (_, None) => errors.say("file", WORDS.say("import-no-file")),
        (Some(kind), Some(file)) => {
            match s.bring(visit.viewer.person()?, kind, mode, &file.name, &file.bytes).await {
                Ok(Brought::Taken(id)) => return Ok(see_other(&format!("{IMPORT}/{id}"))),
                Ok(Brought::Refused(error)) => errors.add("file", error.to_string()),
                Err(problem) if problem.kind() == ProblemKind::Invalid => {
                    errors.say("file", WORDS.say("import-wait"));
                }
                Err(problem) => return Err(problem.into()),
            }
        }
    }
    let page = s.import_page(&visit, form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn progress(State(s): State<Archive>, visit: Visit, Path(id): Path<String>) -> Reply {
    let import = s.import(visit.viewer.person()?, at(&id)?).await?;
    let mut shell = s.0.accounts.shell(&visit, WORDS.say("import"), IMPORT).await?;
    if import.state == Progress::Finished {
        shell.notice = Some(Notice::success(WORDS.say("import-is-finished")));
    }
    Ok(html(ProgressPage { shell, import: line(&import), failed: missed(&import) > 0 }.page()))
}

/// What was not imported, as a file that can be brought again.
async fn failures(State(s): State<Archive>, visit: Visit, Path(id): Path<String>) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    let import = s.import(me, id).await?;
    let columns = import.kind.columns();
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    out.write_record(columns.iter().chain(&["Reason"])).map_err(Problem::internal)?;
    for failure in s.failures(me, id).await? {
        let cells = (0..columns.len()).map(|n| failure.cells.get(n).map_or("", String::as_str));
        out.write_record(cells.chain([failure.reason.as_str()])).map_err(Problem::internal)?;
    }
    let bytes = out.into_inner().map_err(|cause| Problem::internal(cause.into_error()))?;
    Ok(csv_file(&format!("failures_{}", import.kind.file()), bytes)?)
}

async fn stop(State(s): State<Archive>, visit: Visit, Path(id): Path<String>) -> Reply {
    s.stop(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(&format!("{IMPORT}/{id}")))
}

async fn resume(State(s): State<Archive>, visit: Visit, Path(id): Path<String>) -> Reply {
    s.resume(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(&format!("{IMPORT}/{id}")))
}

impl Archive {
    async fn import_page(&self, visit: &Visit, form: ImportForm, errors: FieldErrors) -> Outcome<ImportPage> {
        let imports = self.imports(visit.viewer.person()?).await?;
        let shell = self.0.accounts.shell(visit, WORDS.say("import"), IMPORT).await?;
        Ok(ImportPage { shell, form, errors, imports: imports.iter().map(line).collect() })
    }
}

fn line(import: &Import) -> ImportLine {
    let counts = import.counts;
    let mut told = WORDS.say("import-imported").with("count", counts.imported);
    for (count, id) in [
        (counts.unknown, "import-unknown"),
        (counts.failed, "import-failed"),
        (counts.removed, "import-removed"),
    ] {
        if count > 0 {
            told = WORDS.say(id).with("before", told).with("count", count);
        }
    }
    ImportLine {
        id: import.id.to_string(),
        label: kind_label(import.kind),
        file_name: import.file_name.clone(),
        overwrite: import.mode == Mode::Overwrite,
        running: import.state == Progress::Running,
        stopped: import.state == Progress::Stopped,
        total: import.total as u64,
        done: counts.done as u64,
        told,
    }
}

/// Rows that were not imported.
fn missed(import: &Import) -> usize {
    import.counts.unknown + import.counts.failed
}

fn csv_file(name: &str, bytes: Vec<u8>) -> Outcome<Response> {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CONTENT_DISPOSITION, attachment(name)?);
    Ok(response)
}

fn attachment(name: &str) -> Outcome<HeaderValue> {
    HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(Problem::internal)
}
