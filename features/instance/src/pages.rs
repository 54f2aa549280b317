//! The pages about this server.

pub(crate) mod help;
mod style;
mod welcome;

use std::collections::HashMap;

use axum::extract::State;
use base::{Outcome, Page, Problem};
use posts::Place;
use ui::{Lang, Message, Page as _, Shell};
use web::{Access, Reply, Route, Unsent, Visit, get, html, redirect};

use crate::WORDS;
use crate::templates::{AboutPage, LandingPage, UnsentPage};
use crate::texts;
use crate::{Instance, VERSION};

/// Posts on the landing page.
const LANDING_POSTS_MAX: usize = 20;

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    let mut routes = vec![
        get(s, "/about", Access::Page, about),
        // Mastodon's addresses of these texts, which clients and people know.
        get(s, "/privacy-policy", Access::Page, privacy),
        get(s, "/terms-of-service", Access::Page, terms),
    ];
    routes.extend(style::routes(s));
    routes.extend(help::routes(s));
    routes.extend(welcome::routes(s));
    routes
}

/// The page that tells a reader of a problem, and lets them send again what could not be sent. It is drawn without
/// the database, which may be the problem. `name` is what this server is called.
pub fn error_page(name: &str, problem: &Problem, unsent: Option<&Unsent>, lang: Lang) -> String {
    if let Some(unsent) = unsent {
        return UnsentPage::new(shell(name, "unsent", lang), unsent).page();
    }
    let shell = shell(name, "problem-title", lang);
    let text = problem.complaint();
    // Mastodon's words for programs would puzzle a reader.
    let text = match text {
        "Record not found" | "Not Found" => WORDS.say("problem-no-page"),
        text => Message::problem(text),
    };
    ui::pages::ErrorPage { shell, code: problem.kind().status(), text }.page()
}

/// The page for when there is no network, kept in browsers: the same for everyone who reads that language.
pub(crate) fn offline_page(name: &str, lang: Lang) -> String {
    let page = ui::pages::MessagePage {
        shell: shell(name, "offline-title", lang),
        heading: WORDS.say("offline-title"),
        paragraphs: vec![WORDS.say("offline-text"), WORDS.say("offline-written")],
        action: Some((WORDS.say("offline-again"), "/".to_owned())),
    };
    page.page()
}

fn shell(name: &str, title: &'static str, lang: Lang) -> Shell {
    Shell {
        title: WORDS.say(title),
        instance_name: name.to_owned(),
        path: "/".to_owned(),
        lang,
        ..Shell::default()
    }
}

impl Instance {
    /// The pages that tell readers of problems, under this server's name: see [`error_page`].
    pub fn error_pages(&self) -> web::ErrorPage {
        let name = self.name().to_owned();
        Box::new(move |problem, unsent, lang| error_page(&name, problem, unsent, lang))
    }

    /// The first page for somebody without an account.
    pub async fn landing(&self, visit: &Visit) -> Outcome<String> {
        let posts = &self.0.posts;
        let ids = posts.public_page(posts::PublicFilter::default(), Page::newest(LANDING_POSTS_MAX)).await?;
        let views = posts.show(&ids, visit.viewer.account()).await?;
        let page = LandingPage {
            shell: self.0.accounts.shell(visit, WORDS.say("landing-title"), "/").await?,
            summary: self.0.settings.description.clone(),
            sign_ups: self.sign_ups().await?,
            numbers: self.page_numbers().await?,
            posts: posts.post_views(&views, Place::Public).await?,
        };
        Ok(page.page())
    }

    /// Clean HTML of a text of the operator: paragraphs and links.
    pub(crate) fn rendered(&self, plain: &str) -> String {
        let links = accounts::NameLinks { site: self.site().clone(), names: HashMap::new() };
        text::render_html(plain, &links)
    }

    async fn about_page(&self, visit: &Visit) -> Outcome<AboutPage> {
        let settings = &self.0.settings;
        Ok(AboutPage {
            shell: self.0.accounts.shell(visit, ui::WORDS.say("shell-about"), "/about").await?,
            summary: settings.description.clone(),
            description_html: self.rendered(&settings.extended_description),
            rules: settings.rules.iter().map(|rule| (rule.text.clone(), rule.hint.clone())).collect(),
            privacy_html: self.rendered(settings.privacy()),
            terms_html: texts::current(&settings.terms, self.0.accounts.now_ms())
                .map_or_else(String::new, |terms| self.rendered(&terms.text)),
            contact_email: settings.contact_email.clone(),
            contact_person: self.contact().await?.map(|shown| (shown.acct(), shown.path())),
            numbers: self.page_numbers().await?,
            sign_ups: self.sign_ups().await?,
            post_chars: self.0.posts.limits().post_chars,
            version: VERSION.to_owned(),
            source_url: settings.source_url.clone(),
        })
    }
}

async fn privacy() -> Reply {
    Ok(redirect("/about#privacy"))
}

async fn terms() -> Reply {
    Ok(redirect("/about#terms"))
}

async fn about(State(s): State<Instance>, visit: Visit) -> Reply {
    Ok(html(s.about_page(&visit).await?.page()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_to_readers_and_causes_are_not() {
        for problem in [
            Problem::not_found(),
            Problem::internal("disk on fire"),
            Problem::invalid("Text is <b>too</b> long"),
            Problem::forbidden(),
        ] {
            let page = error_page("Ward <b>7</b>", &problem, None, Lang::En);
            ui::check::assert_page(&page);
            assert!(page.contains("<title>Something is not right · Ward "), "{page}");
            for hidden in ["disk on fire", "<b>too", "Record not found", "Validation failed"] {
                assert!(!page.contains(hidden), "{hidden}");
            }
        }
    }
}
