//! The steps after signing up that follow who somebody is: topics, people, the first post. Each can be skipped.

use axum::extract::State;
use base::{Id, Kind, Outcome};
use search::Topic;
use ui::{ComposerView, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, post, see_other};

use crate::templates::{WelcomePeoplePage, WelcomePostPage, WelcomeTopicsPage};
use crate::{Instance, WORDS};

const TOPICS: &str = "/welcome/topics";
const PEOPLE: &str = "/welcome/people";
const POST: &str = "/welcome/post";
/// Hashtags offered.
const TOPICS_MAX: usize = 24;
/// Hashtags among them because they are talked about.
const TRENDING_MAX: usize = 10;
/// People offered.
const PEOPLE_MAX: usize = 20;

pub(super) fn routes(s: &Instance) -> Vec<Route> {
    vec![
        get(s, TOPICS, Access::SignedIn, topics),
        post(s, TOPICS, Access::SignedIn, follow_topics),
        get(s, PEOPLE, Access::SignedIn, people),
        post(s, PEOPLE, Access::SignedIn, follow_people),
        get(s, POST, Access::SignedIn, first_post),
    ]
}

impl Instance {
    /// Hashtags for newcomers: those of the operator, then what is talked about.
    async fn topics(&self, me: Id) -> Outcome<Vec<(String, bool)>> {
        let followed = self.0.tags.followed(me).await?;
        let (mut keys, mut topics) = (Vec::new(), Vec::new());
        let trending = self.0.search.talked_about(Topic::Tag, 0, TRENDING_MAX).await?;
        for name in self.0.settings.starter_topics.iter().chain(&trending) {
            let Some(key) = text::tag_key(name).filter(|key| !keys.contains(key)) else { continue };
            topics.push((name.clone(), followed.contains(key.as_str())));
            keys.push(key);
        }
        topics.truncate(TOPICS_MAX);
        Ok(topics)
    }
}

async fn topics(State(s): State<Instance>, visit: Visit) -> Reply {
    let topics = s.topics(visit.viewer.person()?).await?;
    let shell = s.0.accounts.shell(&visit, WORDS.say("welcome-topics"), TOPICS).await?;
    Ok(html(WelcomeTopicsPage { shell, topics }.page()))
}

async fn follow_topics(State(s): State<Instance>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    for name in params.texts("topics")?.into_iter().take(TOPICS_MAX) {
        let name = name.trim_start_matches('#');
        if let Some(key) = text::tag_key(name) {
            s.0.tags.follow(me, text::Tag { key, name: name.to_owned() }).await?;
        }
    }
    Ok(see_other(PEOPLE))
}

async fn people(State(s): State<Instance>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let ids = s.0.search.whom_to_follow(me, PEOPLE_MAX).await?;
    let people = s.0.accounts.person_views(&ids, &visit).await?;
    let shell = s.0.accounts.shell(&visit, WORDS.say("welcome-people"), PEOPLE).await?;
    Ok(html(WelcomePeoplePage { shell, people }.page()))
}

async fn follow_people(State(s): State<Instance>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    for id in params.ids("people")?.into_iter().take(PEOPLE_MAX) {
        match s.0.accounts.follow(me, id, accounts::FollowEdit::default()).await {
            Ok(_) => {}
            // Somebody left, or does not want it: the others are followed all the same.
            Err(problem) if matches!(problem.kind(), Kind::NotFound | Kind::Forbidden) => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(see_other(POST))
}

async fn first_post(State(s): State<Instance>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let text = format!("{} #introduction", WORDS.say("welcome-first-words").text(visit.lang));
    let composer = ComposerView { text, ..s.0.posts.composer(me).await? };
    // Sent from here, one lands at the post.
    let shell = s.0.accounts.shell(&visit, WORDS.say("welcome-post"), "/web/welcome").await?;
    Ok(html(WelcomePostPage { shell, composer }.page()))
}
