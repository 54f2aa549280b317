use super::*;
use ui::Page as _;
use ui::check::assert_page;
use ui::sample::{self, HOSTILE};

/// A page of this many posts, as the first page of a timeline has.
const POSTS_PER_PAGE: usize = 20;
/// What a page of posts may weigh before compression, without styles and scripts.
const PAGE_BYTES_MAX: usize = 110 * 1024;

fn timeline(shell: Shell, posts: Vec<PostView>, text: &str) -> TimelinePage {
    TimelinePage {
        shell,
        heading: Message::raw(text),
        summary: Message::raw(text),
        tabs: vec![Tab::new(Message::raw(text), text, true)],
        card: Some(TagCard {
            title: text.to_owned(),
            state: Message::raw(text),
            url: "/hashtags/x".to_owned(),
        }),
        herald: Some(Herald { id: "9".to_owned(), text: text.to_owned() }),
        talks: vec![Talk {
            name: "<b>N</b>".to_owned(),
            others: 2,
            tag: text.to_owned(),
            path: "/chats/hcsm/5".to_owned(),
        }],
        composer: Some(sample::composer()),
        hashtag: Some((text.to_owned(), false)),
        posts,
        empty: EmptyState::new(Message::raw(text), Message::raw(text)).with_action(Message::raw(text), text),
        paging: Paging { older: Some(text.to_owned()), newer: Some(text.to_owned()) },
        live: Some("/live/home".to_owned()),
        meta: PageMeta { canonical: text.to_owned(), ..PageMeta::default() },
        action: Some((Message::raw(text), "/lists/1/edit".to_owned())),
        aside: AsideView::default(),
    }
}

fn profile(shell: Shell, person: PersonView, posts: Vec<PostView>) -> ProfilePage {
    ProfilePage {
        shell,
        person,
        tab: ProfileTab::Posts,
        pinned: vec![sample::post("77")],
        posts,
        paging: Paging::default(),
        network_hidden: false,
        remote_url: Some(HOSTILE.to_owned()),
        meta: PageMeta::default(),
        featured: vec![FeaturedTag { name: HOSTILE.to_owned(), url: "/tags/x".to_owned(), posts: 2 }],
        about: None,
    }
}

#[test]
fn timelines_are_sound() {
    for shell in sample::shells("/") {
        for posts in
            [vec![], vec![sample::post("1"), sample::warned_post("2")], vec![sample::hostile_post("3")]]
        {
            for text in ["Home", HOSTILE] {
                assert_page(&timeline(shell.clone(), posts.clone(), text).page());
            }
        }
    }
}

#[test]
fn an_empty_profile_of_ones_own_says_what_to_do() {
    let relation = Some(ui::RelationView { is_self: true, ..ui::RelationView::default() });
    let mut page = profile(sample::shell("/@ines"), PersonView { relation, ..sample::person() }, vec![]);
    page.pinned.clear();
    let html = page.page();
    assert!(html.contains("What you post will be here.") && html.contains("href=\"/compose\""), "{html}");
    page.person.relation = None;
    assert!(page.page().contains("When they post, it will be here."));
}

#[test]
fn a_stream_is_live_only_where_asked() {
    let mut page = timeline(sample::shell("/"), vec![], "Home");
    assert!(page.page().contains("data-live=\"/live/home\""));
    page.live = None;
    let html = page.page();
    assert!(!html.contains("data-live") && !html.contains("/assets/live"), "{html}");
}

#[test]
fn a_followed_hashtag_can_be_left() {
    let mut page = timeline(sample::shell("/tags/stroke"), vec![], "stroke");
    assert!(page.page().contains("/web/tags/stroke/follow\""));
    page.hashtag = Some(("stroke".to_owned(), true));
    assert!(page.page().contains("/web/tags/stroke/unfollow\""));
}

#[test]
fn a_page_of_posts_is_light() {
    let posts = (0..POSTS_PER_PAGE).map(|id| sample::post(&id.to_string())).collect();
    let html = timeline(sample::shell("/"), posts, "Home").page();
    assert!(html.len() < PAGE_BYTES_MAX, "{} bytes", html.len());
}

#[test]
fn profiles_are_sound() {
    for shell in sample::shells("/@theo") {
        for person in
            [sample::person(), sample::hostile_person(), PersonView { relation: None, ..sample::person() }]
        {
            for tab in [ProfileTab::Posts, ProfileTab::Replies, ProfileTab::Media] {
                for posts in [vec![], vec![sample::post("1"), sample::hostile_post("2")]] {
                    let page = ProfilePage { tab, ..profile(shell.clone(), person.clone(), posts) };
                    assert_page(&page.page());
                }
            }
        }
    }
}

#[test]
fn what_there_is_about_a_person_is_sound() {
    let collection = || Recommended {
        name: HOSTILE.to_owned(),
        url: "/collections/5".to_owned(),
        description: HOSTILE.to_owned(),
        people: 2,
    };
    for full in [true, false] {
        let about = AboutView {
            joined: Message::raw(HOSTILE),
            last_post: full.then(|| Message::raw(HOSTILE)),
            endorsed: if full { vec![sample::hostile_person()] } else { Vec::new() },
            collections: if full { vec![collection()] } else { Vec::new() },
        };
        let person = PersonView { bot: full, ..sample::person() };
        let mut page = profile(sample::shell("/@theo/about"), person, vec![]);
        (page.tab, page.about) = (ProfileTab::About, Some(about));
        page.pinned.clear();
        let html = page.page();
        assert_page(&html);
        assert!(!html.contains("data-endless"), "there is nothing to read on");
    }
}

#[test]
fn a_hidden_network_shows_no_way_to_it() {
    let mut page = profile(sample::shell("/@theo"), sample::person(), vec![]);
    assert!(page.page().contains("/@theo/followers"));
    page.network_hidden = true;
    assert!(!page.page().contains("/@theo/followers"));
}

#[test]
fn a_page_says_the_same_in_every_language_and_misses_nothing() {
    let posts: Vec<PostView> = (0..POSTS_PER_PAGE).map(|n| sample::warned_post(&n.to_string())).collect();
    for lang in ui::Lang::PAGES {
        let shell = Shell { lang, ..sample::shell("/") };
        let html = timeline(shell, posts.clone(), "x").page();
        assert_page(&html);
        assert!(html.contains(&format!("<html lang=\"{}\"", lang.tag())));
    }
}
