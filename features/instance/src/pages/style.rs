//! The living style page: every component of the pages in every state, drawn by the very templates that readers meet.
//! Its people and posts are invented, and its forms carry no token, so nothing on it can change anything.

use axum::extract::State;
use base::Outcome;
use ui::sample;
use ui::{
    ComposerView, FieldErrors, Gone, MediaView, Message, Mine, NotificationKind, NotificationView, Page as _,
    PersonView, PollOptionView, PollView, PostView, QuotedView, RelationView, Shell, Tab, Visibility,
};
use web::{Access, Params, Reply, Route, Visit, get, html};

use crate::templates::StylePage;
use crate::{Instance, WORDS};

const PATH: &str = "/about/style";
/// What the composer can look like, one at a time: a page has one composer.
const COMPOSERS: [(&str, &str); 4] = [
    ("empty", "style-composer-empty"),
    ("reply", "style-composer-reply"),
    ("media", "style-composer-media"),
    ("refused", "style-composer-refused"),
];

pub(crate) fn routes(s: &Instance) -> Vec<Route> {
    vec![get(s, PATH, Access::Page, style)]
}

async fn style(State(s): State<Instance>, visit: Visit, params: Params) -> Reply {
    let state = params.filled("composer")?.unwrap_or_default();
    Ok(html(s.style_page(&visit, state).await?.page()))
}

impl Instance {
    async fn style_page(&self, visit: &Visit, state: &str) -> Outcome<StylePage> {
        let shell = self.0.accounts.shell(visit, WORDS.say("style-title"), PATH).await?;
        // Of the reader only the language: their own token must not be in forms that do nothing.
        let sample = Shell { lang: shell.lang, csrf: String::new(), ..sample::shell(PATH) };
        let state = COMPOSERS.iter().find(|(name, _)| *name == state).map_or(COMPOSERS[0].0, |found| found.0);
        Ok(StylePage {
            shell,
            sample,
            posts: posts(),
            people: people(),
            notifications: notifications(),
            composer: composer(state),
            composers: composers(state),
            errors: errors(),
        })
    }
}

fn composers(state: &str) -> Vec<Tab> {
    let tab = |(name, label): &(&str, &'static str)| Tab {
        label: WORDS.say(label),
        url: format!("{PATH}?composer={name}#composer"),
        current: *name == state,
    };
    COMPOSERS.iter().map(tab).collect()
}

fn composer(state: &str) -> ComposerView {
    let empty = sample::composer();
    match state {
        "reply" => ComposerView { reply_to: Some(sample::post("80")), ..empty },
        "media" => ComposerView {
            text: "The new board on the ward.".to_owned(),
            media: vec![picture()],
            sensitive: true,
            ..empty
        },
        "refused" => ComposerView {
            text: "x".repeat(160),
            spoiler: "Long".to_owned(),
            error: Some(WORDS.say("style-refused")),
            ..empty
        },
        _ => empty,
    }
}

/// Posts in each state, with what the state is.
fn posts() -> Vec<(Message, PostView)> {
    let states: [(&str, PostView); 11] = [
        ("style-post-plain", sample::post("1")),
        ("style-post-mine", pressed("2")),
        (
            "style-post-boosted",
            PostView { boosted_by: Some(sample::named_line("13", "ola", "Ola Brandt")), ..sample::post("3") },
        ),
        ("style-post-warned", PostView { media: vec![picture()], ..sample::warned_post("4") }),
        ("style-post-filtered", PostView { folded: "Diets".to_owned(), ..sample::post("5") }),
        (
            "style-post-direct",
            PostView { visibility: Visibility::Direct, can_boost: false, ..sample::post("6") },
        ),
        ("style-post-question", PostView { poll: Some(poll(true)), ..sample::post("7") }),
        ("style-post-result", PostView { poll: Some(poll(false)), ..sample::post("8") }),
        ("style-post-quote", quoting("10", QuotedView::Post(Box::new(sample::post("9"))))),
        ("style-post-gone", quoting("11", QuotedView::Gone(Gone::Deleted))),
        (
            "style-post-whole",
            PostView { expanded: true, app: Some("Medley".to_owned()), ..sample::post("12") },
        ),
    ];
    states.into_iter().map(|(state, post)| (WORDS.say(state), post)).collect()
}

/// A picture that is there.
fn picture() -> MediaView {
    MediaView {
        url: ui::assets::url("icon-512.png").to_owned(),
        width: 512,
        height: 512,
        ..sample::media("81")
    }
}

fn quoting(id: &str, quote: QuotedView) -> PostView {
    PostView { quote: Some(quote), ..sample::post(id) }
}

/// A post on which everything was pressed.
fn pressed(id: &str) -> PostView {
    let mine = Mine { favourited: true, boosted: true, bookmarked: true, ..Mine::default() };
    PostView { mine, can_quote: true, ..sample::post(id) }
}

fn poll(open: bool) -> PollView {
    let option = |title: &str, votes, chosen| PollOptionView { title: title.to_owned(), votes, chosen };
    PollView {
        options: vec![option("Tea", Some(31), !open), option("Coffee", Some(12), false)],
        over: !open,
        can_vote: open,
        voters: 43,
        ends_iso: "2026-11-23T13:05:00Z".to_owned(),
        ends_human: Message::raw("23 Nov 2026"),
        ..PollView::default()
    }
}

fn people() -> Vec<PersonView> {
    let related = |relation| PersonView { relation: Some(relation), ..sample::person() };
    let following = RelationView { following: true, followed_by: true, ..RelationView::default() };
    vec![
        related(RelationView::default()),
        PersonView { locked: true, bot: true, ..related(following) },
        related(RelationView { requested: true, ..RelationView::default() }),
        related(RelationView { blocking: true, ..RelationView::default() }),
    ]
}

fn notifications() -> Vec<NotificationView> {
    use NotificationKind::{Boost, Favourite, Follow, FollowRequest, Mention, PollEnded, Report, Warning};
    let kinds = [Mention, Favourite, Boost, Follow, FollowRequest, PollEnded, Report, Warning];
    let view = |(at, kind): (usize, NotificationKind)| NotificationView {
        unread: at == 0,
        others: if kind == Favourite { 4 } else { 0 },
        ..sample::notification(&format!("3{at}"), kind)
    };
    kinds.into_iter().enumerate().map(view).collect()
}

fn errors() -> FieldErrors {
    FieldErrors::one("sample_bad", WORDS.say("style-field-wrong"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_post_stands_twice() {
        let mut ids: Vec<String> = posts().into_iter().map(|(_, post)| post.entry_id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn an_unknown_state_is_an_empty_composer() {
        assert!(composer("nonsense").text.is_empty());
        assert!(composer("refused").error.is_some() && composer("reply").reply_to.is_some());
    }
}
