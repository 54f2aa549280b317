//! Invented people and posts, for the tests of all features and for looking at pages.

use crate::composer::ComposerView;
use crate::composer_fields::PollFields;
use crate::media::MediaView;
use crate::notification::{NotificationKind, NotificationView};
use crate::person::{FieldView, PersonLine, PersonView, RelationView};
use crate::post::{Mine, PostView};
use crate::shell::{Me, Shell};
use crate::visibility::Visibility;
use askama::Template;
use words::{Lang, Message, Voice};

/// Words that try to break out of wherever they are put.
pub const HOSTILE: &str =
    "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;</textarea></title>";

/// The voice of the samples.
pub const VOICE: Voice = Voice { lang: Lang::En, catalogue: &crate::WORDS };

/// A component by itself, in English.
#[must_use]
pub fn drawn(component: &impl Template) -> String {
    words::draw(component, VOICE)
}

/// A page of somebody signed in.
#[must_use]
pub fn shell(path: &str) -> Shell {
    Shell {
        title: Message::raw("Sample"),
        instance_name: "Harbour View".to_owned(),
        path: path.to_owned(),
        me: Some(Me {
            display_name: "Dr Ines Albrecht".to_owned(),
            acct: "ines".to_owned(),
            avatar_url: String::new(),
            unread: 3,
            ..Me::default()
        }),
        csrf: "token".to_owned(),
        notice: None,
        lang: Lang::En,
        looks: crate::Looks::default(),
    }
}

/// A page of somebody who is not signed in.
#[must_use]
pub fn visitor_shell(path: &str) -> Shell {
    Shell { me: None, ..shell(path) }
}

/// A page whose every word is hostile.
#[must_use]
pub fn hostile_shell(path: &str) -> Shell {
    Shell {
        title: Message::raw(HOSTILE),
        instance_name: HOSTILE.to_owned(),
        me: Some(Me { display_name: HOSTILE.to_owned(), acct: HOSTILE.to_owned(), ..Me::default() }),
        notice: Some(crate::shell::Notice::error(Message::raw(HOSTILE))),
        csrf: HOSTILE.to_owned(),
        ..shell(path)
    }
}

/// The three pages around which every template must hold: signed in, signed out, hostile.
#[must_use]
pub fn shells(path: &str) -> [Shell; 3] {
    [shell(path), visitor_shell(path), hostile_shell(path)]
}

/// The author of the sample post.
#[must_use]
pub fn line() -> PersonLine {
    named_line("12", "theo", "Theo Marlowe, RN")
}

/// A person with this id, username and name.
#[must_use]
pub fn named_line(id: &str, acct: &str, name: &str) -> PersonLine {
    PersonLine {
        id: id.to_owned(),
        acct: acct.to_owned(),
        display_name: name.to_owned(),
        url: format!("/@{acct}"),
        ..PersonLine::default()
    }
}

/// A person with everything filled in.
#[must_use]
pub fn person() -> PersonView {
    PersonView {
        id: "12".to_owned(),
        acct: "theo".to_owned(),
        display_name: "Theo Marlowe, RN".to_owned(),
        url: "/@theo".to_owned(),
        note_html: "<p>Night-shift nurse at Harbour View Hospital. Views are my own.</p>".to_owned(),
        followers: 1_284,
        following: 210,
        posts: 3_402,
        fields: vec![FieldView {
            name: "Ward notes".to_owned(),
            value_html: "<a href=\"https://ward.example\" rel=\"me nofollow\">ward.example</a>".to_owned(),
            verified: true,
        }],
        joined: Message::raw("March 2026"),
        relation: Some(RelationView { followed_by: true, ..RelationView::default() }),
        ..PersonView::default()
    }
}

/// A person whose every word is hostile.
#[must_use]
pub fn hostile_person() -> PersonView {
    PersonView {
        display_name: HOSTILE.to_owned(),
        acct: HOSTILE.to_owned(),
        url: HOSTILE.to_owned(),
        avatar_url: HOSTILE.to_owned(),
        header_url: HOSTILE.to_owned(),
        joined: Message::raw(HOSTILE),
        moved: Some((HOSTILE.to_owned(), "/@x".to_owned())),
        fields: vec![FieldView { name: HOSTILE.to_owned(), ..FieldView::default() }],
        bot: true,
        locked: true,
        ..person()
    }
}

/// A plain post with this id.
#[must_use]
pub fn post(id: &str) -> PostView {
    PostView {
        id: id.to_owned(),
        entry_id: id.to_owned(),
        url: format!("/@theo/{id}"),
        author: line(),
        content_html: "<p>Handover tip: say the allergy first, then the name of the drug.</p>".to_owned(),
        created_iso: "2026-11-22T13:05:00Z".to_owned(),
        created_human: Message::raw("3 h"),
        replies: 2,
        boosts: 14,
        favourites: 1_240,
        language: Some("en".to_owned()),
        can_boost: true,
        ..PostView::default()
    }
}

/// A post with a content warning and a covered picture.
#[must_use]
pub fn warned_post(id: &str) -> PostView {
    PostView {
        spoiler: "Wound photograph".to_owned(),
        sensitive: true,
        media: vec![media("81")],
        edited_iso: Some("2026-11-22T14:00:00Z".to_owned()),
        visibility: Visibility::Followers,
        ..post(id)
    }
}

/// A post whose every word is hostile.
#[must_use]
pub fn hostile_post(id: &str) -> PostView {
    let author = PersonLine {
        acct: HOSTILE.to_owned(),
        display_name: HOSTILE.to_owned(),
        url: HOSTILE.to_owned(),
        avatar_url: HOSTILE.to_owned(),
        ..line()
    };
    PostView {
        boosted_by: Some(author.clone()),
        author,
        reply_to_acct: Some(HOSTILE.to_owned()),
        spoiler: HOSTILE.to_owned(),
        media: vec![MediaView { alt: Some(HOSTILE.to_owned()), url: HOSTILE.to_owned(), ..media("82") }],
        created_iso: HOSTILE.to_owned(),
        created_human: Message::raw(HOSTILE),
        edited_iso: Some(HOSTILE.to_owned()),
        language: Some(HOSTILE.to_owned()),
        app: Some(HOSTILE.to_owned()),
        mine: Mine { is_author: true, ..Mine::default() },
        url: HOSTILE.to_owned(),
        ..post(id)
    }
}

/// A picture with a description.
#[must_use]
pub fn media(id: &str) -> MediaView {
    MediaView {
        id: id.to_owned(),
        url: format!("/media/{id}.webp"),
        alt: Some("A drawing of a handover sheet with three boxes.".to_owned()),
        width: 1200,
        height: 800,
        ..MediaView::default()
    }
}

/// An empty composer.
#[must_use]
pub fn composer() -> ComposerView {
    ComposerView {
        action: "/web/posts".to_owned(),
        language: "en".to_owned(),
        limit: 140,
        more_max: 9,
        poll_options: 4,
        poll_chars: 50,
        idempotency_key: "once".to_owned(),
        ..ComposerView::default()
    }
}

/// A composer in which every word is hostile.
#[must_use]
pub fn hostile_composer() -> ComposerView {
    ComposerView {
        text: HOSTILE.to_owned(),
        reply_to: Some(hostile_post("91")),
        spoiler: HOSTILE.to_owned(),
        language: HOSTILE.to_owned(),
        error: Some(Message::raw(HOSTILE)),
        idempotency_key: HOSTILE.to_owned(),
        media: vec![MediaView { alt: Some(HOSTILE.to_owned()), ..media("92") }],
        more: vec![HOSTILE.to_owned()],
        poll: PollFields { options: vec![HOSTILE.to_owned()], ..PollFields::default() },
        at: HOSTILE.to_owned(),
        quote_policy: HOSTILE.to_owned(),
        replaces: Some(HOSTILE.to_owned()),
        ask_alt: true,
        ..composer()
    }
}

/// A notification of this kind about the sample post.
#[must_use]
pub fn notification(id: &str, kind: NotificationKind) -> NotificationView {
    NotificationView {
        id: id.to_owned(),
        kind,
        people: vec![line()],
        post: (!matches!(
            kind,
            NotificationKind::Follow
                | NotificationKind::FollowRequest
                | NotificationKind::SignUp
                | NotificationKind::Report
                | NotificationKind::Warning
                | NotificationKind::Collected
                | NotificationKind::CollectionEdit
                | NotificationKind::YearReport
                | NotificationKind::ChatReminder
                | NotificationKind::HashtagDecision
        ))
        .then(|| post(&format!("{id}00"))),
        created_iso: "2026-11-22T13:05:00Z".to_owned(),
        created_human: Message::raw("3 h"),
        unread: true,
        ..NotificationView::default()
    }
}
