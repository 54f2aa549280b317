use std::path::{Path, PathBuf};

use access::{NewApp, NewUser};
use accounts::ProfileEdit;
use clap::ValueEnum;
use serde::Deserialize;
use web::Scopes;

use super::account::RoleName;
use super::{Done, Place, find_user, say, told};
use crate::{Config, Medley};

/// Bytes of a file of seeds.
const FILE_BYTES_MAX: u64 = 1 << 20;
const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

#[derive(clap::Args)]
pub(crate) struct Seed {
    /// The people, the app and its tokens (JSON; see docs/compatibility.md)
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// What a suite of client tests expects to find.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    app: App,
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct App {
    name: String,
    client_id: String,
    client_secret: String,
    scopes: String,
    #[serde(default)]
    redirect_uris: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    email: String,
    password: String,
    /// As `medley account create --role` takes it.
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    locked: bool,
    /// Is in the directory, and may be found by search engines.
    #[serde(default)]
    discoverable: bool,
    #[serde(default)]
    token: Option<String>,
    /// Years whose annual reports are made, whatever there is to tell.
    #[serde(default)]
    annual_reports: Vec<i32>,
    /// Those of the token; the app's without it.
    #[serde(default)]
    scopes: Option<String>,
}

impl Seed {
    pub(crate) async fn run(self, place: &Place) -> Done {
        allowed(&place.settings()?)?;
        let plan = read(&self.file)?;
        let medley = place.open_or_create().await?;
        if medley.access.app_of_client(&plan.app.client_id).await.map_err(|p| told(&p))?.is_some() {
            say(format!("{} was seeded already", plan.app.client_id));
            return Ok(());
        }
        for person in &plan.people {
            create(&medley, person).await.map_err(|text| format!("{}: {text}", person.name))?;
        }
        // Last, because it is what tells that all of it is there.
        let tokens = app(&medley, &plan).await?;
        medley.bus.drain().await.map_err(|p| told(&p))?;
        say(format!("{} people, {tokens} tokens of {}", plan.people.len(), plan.app.client_id));
        Ok(())
    }
}

/// Passwords and tokens that stand in a file are for a machine of one's own.
fn allowed(config: &Config) -> Done {
    let site = config.site();
    if site.is_https() {
        return Err(format!(
            "{} is a public domain; seeds are only for test suites on this machine",
            site.domain
        ));
    }
    if config.compatibility.password_grant {
        return Ok(());
    }
    Err("seeds are for test suites; this server's settings must say so: set compatibility.password_grant = true"
        .to_owned())
}

fn read(file: &Path) -> Result<Plan, String> {
    let fail = |cause: &dyn std::fmt::Display| format!("{}: {cause}", file.display());
    let bytes = std::fs::metadata(file).map_err(|cause| fail(&cause))?.len();
    if bytes > FILE_BYTES_MAX {
        return Err(fail(&"it is too large"));
    }
    let text = std::fs::read(file).map_err(|cause| fail(&cause))?;
    let plan: Plan = serde_json::from_slice(&text).map_err(|cause| fail(&cause))?;
    scopes(&plan.app.scopes).map_err(|text| fail(&text))?;
    for person in &plan.people {
        person.scopes.as_deref().map_or(Ok(()), |text| scopes(text).map(drop)).map_err(|text| fail(&text))?;
        role(person).map_err(|text| fail(&text))?;
    }
    Ok(plan)
}

fn scopes(text: &str) -> Result<Scopes, String> {
    Scopes::parse(text).ok_or_else(|| format!("{text:?} are no scopes"))
}

fn role(person: &Person) -> Result<RoleName, String> {
    person.role.as_deref().map_or(Ok(RoleName::User), |name| RoleName::from_str(name, true))
}

/// Makes an account; one of that name that is there is left as it is.
async fn create(medley: &Medley, person: &Person) -> Result<(), String> {
    if medley.accounts.lookup(&person.name).await.map_err(|p| told(&p))?.is_some() {
        return Ok(());
    }
    let new = NewUser {
        username: person.name.clone(),
        email: person.email.clone(),
        password: Some(person.password.clone()),
        role: role(person)?.into(),
        confirmed: true,
    };
    let made = medley.access.create_account(new).await.map_err(|p| told(&p))?;
    if person.locked || person.discoverable {
        let found = person.discoverable.then_some(true);
        let locked = person.locked.then_some(true);
        let edit = ProfileEdit { locked, discoverable: found, indexable: found, ..ProfileEdit::default() };
        medley.accounts.edit_profile(made.account, edit).await.map_err(|p| told(&p))?;
    }
    for year in &person.annual_reports {
        medley.annual.issue(made.account, annual::Year(*year)).await.map_err(|p| told(&p))?;
    }
    Ok(())
}

/// Registers the app and its tokens; gives how many there are.
async fn app(medley: &Medley, plan: &Plan) -> Result<usize, String> {
    let new = NewApp {
        name: plan.app.name.clone(),
        website: None,
        redirect_uris: match plan.app.redirect_uris.as_slice() {
            [] => vec![OUT_OF_BAND.to_owned()],
            uris => uris.to_vec(),
        },
        scopes: scopes(&plan.app.scopes)?,
    };
    let made = medley.access.seed_app(new, plan.app.client_id.clone(), &plan.app.client_secret).await;
    let made = made.map_err(|p| told(&p))?;
    let mut tokens = 0;
    for person in &plan.people {
        let Some(token) = &person.token else { continue };
        let granted = scopes(person.scopes.as_deref().unwrap_or(&plan.app.scopes))?;
        let account = find_user(medley, &person.name).await?;
        medley.access.seed_token(made.id, account, token, granted).await.map_err(|p| told(&p))?;
        tokens += 1;
    }
    Ok(tokens)
}
