//! Dimensions: of what there is the most, and what this server is made of.

use base::{Outcome, Problem};
use serde_json::{Value, json};
use store::{Engine, Read, Row, Sql, args};

use super::Span;
use super::measures::human_bytes;
use crate::{Moderation, store as sql};

/// Mastodon's words for them.
pub(crate) const DIMENSIONS: [&str; 9] = [
    "languages",
    "sources",
    "servers",
    "space_usage",
    "software_versions",
    "tag_servers",
    "tag_languages",
    "instance_accounts",
    "instance_languages",
];

type Pairs = Vec<(String, i64)>;

impl Moderation {
    /// Mastodon's `Admin::Dimension`. `about` is the hashtag or domain that some of them want.
    ///
    /// # Errors
    /// 404 for a dimension that nobody knows; 422 where `about` is missing.
    pub(crate) async fn dimension(
        &self,
        key: &'static str,
        about: Option<String>,
        span: Span,
        limit: usize,
    ) -> Outcome<Value> {
        let ((id, id_after), (day, day_after)) = (span.ids(), span.days());
        let data: Vec<Value> = match key {
            "languages" => {
                let read = move |r: &Read<'_>| r.rows(&sql::BY_LOCALE, args![day, day_after, limit], pair);
                self.db.read(read).await?.into_iter().map(language).collect()
            }
            "sources" => self.in_span(&sql::BY_SOURCE, span, limit).await?.into_iter().map(source).collect(),
            "servers" => self.servers(self.in_span(&sql::BY_SERVER, span, limit).await?),
            "space_usage" => self.space().await?,
            "software_versions" => self.versions().await?,
            "tag_servers" | "tag_languages" => {
                let of = self.tag_called(about.as_deref()).await?;
                let is_servers = key == "tag_servers";
                let statement = if is_servers { &sql::BY_TAG_SERVER } else { &sql::BY_TAG_LANGUAGE };
                let read = move |r: &Read<'_>| r.rows(statement, args![&of, id, id_after, limit], pair);
                let found = self.db.read(read).await?;
                if is_servers { self.servers(found) } else { found.into_iter().map(language).collect() }
            }
            "instance_accounts" | "instance_languages" => {
                let host = crate::rules::domain(about.as_deref().unwrap_or_default())?;
                let is_accounts = key == "instance_accounts";
                let read = move |r: &Read<'_>| match is_accounts {
                    true => r.rows(&sql::BY_HOST_ACCOUNT, args![&host, limit], pair),
                    false => r.rows(&sql::BY_HOST_LANGUAGE, args![&host, id, id_after, limit], pair),
                };
                let found = self.db.read(read).await?;
                let plain = |(name, number): (String, i64)| entry(&name, &name, number);
                if is_accounts {
                    found.into_iter().map(plain).collect()
                } else {
                    found.into_iter().map(language).collect()
                }
            }
            _ => return Err(Problem::not_found()),
        };
        Ok(json!({ "key": key, "data": data }))
    }

    async fn in_span(&self, statement: &'static Sql, span: Span, limit: usize) -> Outcome<Pairs> {
        let (id, id_after) = span.ids();
        self.db.read(move |r| r.rows(statement, args![id, id_after, limit], pair)).await
    }

    /// An empty domain is this server.
    fn servers(&self, found: Pairs) -> Vec<Value> {
        let named = |(domain, number): (String, i64)| {
            let name = if domain.is_empty() { &self.site.domain } else { &domain };
            entry(name, name, number)
        };
        found.into_iter().map(named).collect()
    }

    async fn space(&self) -> Outcome<Vec<Value>> {
        let read = |r: &Read<'_>| {
            let number = |statement: &'static Sql| {
                Ok::<_, Problem>(r.row(statement, &[], |row| row.get::<i64>(0))?.unwrap_or(0))
            };
            Ok((number(&sql::DATABASE_BYTES)?, number(&sql::MEDIA_BYTES)?))
        };
        let (database, media) = self.db.read(read).await?;
        let (key, name) = self.database();
        Ok(vec![size(key, name, database), size("media", "Media storage", media)])
    }

    async fn versions(&self) -> Outcome<Vec<Value>> {
        let read = |r: &Read<'_>| r.row(&sql::DATABASE_VERSION, &[], |row| row.get::<String>(0));
        let database = self.db.read(read).await?.unwrap_or_default();
        let (key, name) = self.database();
        let version = |key: &str, name: &str, version: &str| json!({ "key": key, "human_key": name, "value": version, "human_value": version });
        Ok(vec![version("medley", "Medley", env!("CARGO_PKG_VERSION")), version(key, name, &database)])
    }

    fn database(&self) -> (&'static str, &'static str) {
        match self.db.engine() {
            Engine::Sqlite => ("sqlite", "SQLite"),
            Engine::Postgres => ("postgresql", "PostgreSQL"),
        }
    }
}

fn pair(row: &Row<'_>) -> Outcome<(String, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn entry(key: &str, name: &str, number: i64) -> Value {
    json!({ "key": key, "human_key": name, "value": number.to_string() })
}

fn size(key: &str, name: &str, bytes: i64) -> Value {
    let mut entity = entry(key, name, bytes);
    entity["unit"] = "bytes".into();
    entity["human_value"] = human_bytes(bytes).into();
    entity
}

fn language((code, number): (String, i64)) -> Value {
    let known = ui::LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
    let name = if code == "und" { "Unknown" } else { known.unwrap_or(&code) };
    entry(&code, name, number)
}

/// Who came by no app came by the pages.
fn source((app, number): (String, i64)) -> Value {
    if app.is_empty() { entry("web", "Website", number) } else { entry(&app, &app, number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(
            language(("es".to_owned(), 3)),
            json!({ "key": "es", "human_key": "Español", "value": "3" })
        );
        assert_eq!(language(("und".to_owned(), 1))["human_key"], "Unknown");
        assert_eq!(language(("tlh".to_owned(), 1))["human_key"], "tlh");
        assert_eq!(source((String::new(), 2))["key"], "web");
        assert_eq!(source(("Tusky".to_owned(), 2))["human_key"], "Tusky");
        assert_eq!(size("media", "Media storage", 2_048)["human_value"], "2.0 KB");
    }
}
