//! Checks of an installation, one line each: what is wrong, and how to mend it.

mod ask;
mod data;
mod place;
mod repair;
mod schema;

use std::fmt;

use super::{Done, Place, say, told};
use crate::Config;
use crate::wire::migrations;

#[derive(clap::Args)]
pub(crate) struct Doctor {
    /// Count again what is counted wrong, and remove what belongs to no post (the server must not be running)
    #[arg(long)]
    repair: bool,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warn,
    Fail,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK  ",
            Self::Warn => "WARN",
            Self::Fail => "FAIL",
        })
    }
}

/// What was found so far.
#[derive(Debug, Default)]
struct Findings(Vec<(Verdict, &'static str, String)>);

impl Findings {
    fn add(&mut self, verdict: Verdict, what: &'static str, text: impl Into<String>) {
        self.0.push((verdict, what, text.into()));
    }

    fn ok(&mut self, what: &'static str, text: impl Into<String>) {
        self.add(Verdict::Ok, what, text);
    }

    fn warn(&mut self, what: &'static str, text: impl Into<String>) {
        self.add(Verdict::Warn, what, text);
    }

    fn fail(&mut self, what: &'static str, text: impl Into<String>) {
        self.add(Verdict::Fail, what, text);
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.0.iter().filter(|(found, ..)| *found == verdict).count()
    }
}

impl Doctor {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let mut found = Findings::default();
        self.check(place, &mut found).await;
        for (verdict, what, text) in &found.0 {
            say(format!("{verdict} {what:<12} {text}"));
        }
        match found.count(Verdict::Fail) {
            0 => Ok(()),
            n => Err(format!("{n} of {} checks failed", found.0.len())),
        }
    }

    async fn check(&self, place: &Place, found: &mut Findings) {
        let config = match place.config() {
            Ok(config) => config,
            Err(text) => return found.fail("settings", text),
        };
        found.ok("settings", "can be read");
        place::check(&config, place.data(), found);
        if place.data().is_dir() {
            self.database(&config, place, found).await;
        }
    }

    async fn database(&self, config: &Config, place: &Place, found: &mut Findings) {
        let settings = config.store_settings(place.data());
        // Opening would create it.
        if settings.url.strip_prefix("sqlite:").is_some_and(|file| !std::path::Path::new(file).is_file()) {
            return found.fail("database", "there is none; create it with: medley init");
        }
        let db = match store::Db::open(&settings) {
            Ok(db) => db,
            Err(problem) => {
                return found.fail("database", format!("it cannot be opened: {}", told(&problem)));
            }
        };
        let (engine, steps) = (db.engine(), migrations());
        let current = db.snapshot(move |r| schema::schema(r, engine, &steps)).await;
        match current {
            Ok(schema) => {
                let current = schema.is_current();
                schema.tell(found);
                if !current {
                    return;
                }
            }
            Err(problem) => return found.fail("database", format!("it cannot be read: {}", told(&problem))),
        }
        if self.repair {
            self.repair(&db, place, found).await;
        }
        data::check(&db, place.data(), found).await;
    }

    async fn repair(&self, db: &store::Db, place: &Place, found: &mut Findings) {
        let _lock = match super::run::lock(place.data()) {
            Ok(lock) => lock,
            Err(text) => return found.fail("repair", format!("stop the server first: {text}")),
        };
        match repair::repair(db, place.data()).await {
            Ok(done) => {
                found.ok("repair", format!("{} rows looked at, {} put right", done.looked_at, done.changed));
            }
            Err(text) => found.fail("repair", format!("{text}; run it again, it goes on from here")),
        }
    }
}
