use super::*;
use ui::Page as _;
use ui::check::assert_page;
use ui::sample::{self, HOSTILE};

fn thread(shell: Shell, post: PostView, others: Vec<PostView>) -> ThreadPage {
    let (ancestors, descendants) = others.split_at(others.len() / 2);
    let composer =
        shell.signed_in().then(|| ComposerView { reply_to: Some(post.clone()), ..sample::composer() });
    ThreadPage {
        shell,
        ancestors: ancestors.to_vec(),
        descendants: descendants.to_vec(),
        post: PostView { expanded: true, ..post },
        composer,
        meta: PageMeta { canonical: HOSTILE.to_owned(), robots: ui::NOT_INDEXED, ..PageMeta::default() },
    }
}

#[test]
fn threads_are_sound() {
    for shell in sample::shells("/@theo/5") {
        for post in [sample::post("5"), sample::warned_post("5"), sample::hostile_post("5")] {
            for others in [vec![], vec![sample::post("1"), sample::hostile_post("9")]] {
                assert_page(&thread(shell.clone(), post.clone(), others).page());
            }
        }
    }
}

#[test]
fn readers_and_quotes_are_sound() {
    for shell in sample::shells("/web/posts/5/read") {
        for parts in [vec![sample::post("5")], vec![sample::hostile_post("5"), sample::warned_post("6")]] {
            let author = PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() };
            let (thread_url, address) = ("/@theo/5".to_owned(), HOSTILE.to_owned());
            let posts = parts.clone();
            assert_page(&ReaderPage { shell: shell.clone(), author, thread_url, address, parts }.page());
            let (post_url, paging) = ("/@theo/5".to_owned(), Paging::default());
            assert_page(&QuotesPage { shell: shell.clone(), post_url, posts, paging }.page());
        }
    }
}

#[test]
fn the_post_of_the_page_is_marked() {
    let html =
        thread(sample::shell("/@theo/5"), sample::post("5"), vec![sample::post("1"), sample::post("9")])
            .page();
    assert_eq!(html.matches("aria-current=\"true\"").count(), 1);
    assert!(html.contains("noindex"), "{html}");
}

#[test]
fn writing_is_sound() {
    for composer in [sample::composer(), sample::hostile_composer()] {
        assert_page(&ComposePage { shell: sample::shell("/compose"), composer: composer.clone() }.page());
        let composer = ComposerView { editing: Some("5".to_owned()), ..composer };
        let page =
            EditPage { shell: sample::shell("/web/posts/5/edit"), composer, post_url: HOSTILE.to_owned() };
        assert_page(&page.page());
    }
}

#[test]
fn deleting_asks_once_more() {
    for post in [sample::post("5"), sample::hostile_post("5")] {
        let page = DeletePage { shell: sample::shell("/web/posts/5/delete"), post, back: "/".to_owned() };
        let html = page.page();
        assert_page(&html);
        assert!(html.contains("action=\"/web/posts/5/delete\""), "{html}");
    }
}

#[test]
fn histories_are_sound() {
    let version = VersionView {
        spoiler: HOSTILE.to_owned(),
        created_human: ui::Message::raw(HOSTILE),
        ..VersionView::default()
    };
    for versions in [vec![], vec![version.clone(), version]] {
        let page = HistoryPage {
            shell: sample::shell("/web/posts/5/history"),
            author: PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() },
            post_url: "/@theo/5".to_owned(),
            versions,
        };
        assert_page(&page.page());
    }
}

#[test]
fn what_waits_is_sound() {
    let media =
        vec![sample::media("4"), ui::MediaView { alt: Some(HOSTILE.to_owned()), ..sample::media("5") }];
    let hostile = WaitingView {
        id: "7".to_owned(),
        text: HOSTILE.to_owned(),
        spoiler: HOSTILE.to_owned(),
        more: 2,
        answers: vec![HOSTILE.to_owned()],
        media,
        is_reply: true,
        is_quote: true,
        at: HOSTILE.to_owned(),
        error: Some(ui::Message::raw(HOSTILE)),
        ..WaitingView::default()
    };
    let plain = WaitingView { id: "8".to_owned(), text: "Hello".to_owned(), ..WaitingView::default() };
    for waiting in [vec![], vec![hostile, plain]] {
        let (shell, paging) = (sample::shell("/scheduled"), Paging::default());
        let drafts =
            DraftsPage { shell: sample::shell("/drafts"), drafts: waiting.clone(), max: 100, paging };
        assert_page(&drafts.page());
        assert_page(&ScheduledPage { shell, waiting, paging: Paging::default() }.page());
    }
}
