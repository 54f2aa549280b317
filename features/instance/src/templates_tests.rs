use super::*;
use ui::Page as _;
use ui::check::assert_page;
use ui::sample::{self, HOSTILE};
use web::UnsentField;

fn about(shell: Shell, text: &str) -> AboutPage {
    AboutPage {
        shell,
        summary: text.to_owned(),
        description_html: "<p>We are a hospital.</p>".to_owned(),
        rules: vec![(text.to_owned(), text.to_owned()), ("Be kind.".to_owned(), String::new())],
        privacy_html: "<p>We keep little.</p>".to_owned(),
        terms_html: if text.is_empty() { String::new() } else { "<p>Be there.</p>".to_owned() },
        contact_email: text.to_owned(),
        contact_person: Some((text.to_owned(), "/@ines".to_owned())),
        numbers: Numbers { people: 1, posts: 12_345, servers: 0 },
        sign_ups: SignUps::Approval,
        post_chars: 140,
        version: text.to_owned(),
        source_url: text.to_owned(),
    }
}

#[test]
fn the_landing_page_is_sound() {
    for sign_ups in [SignUps::Open, SignUps::Approval, SignUps::Closed] {
        for posts in
            [vec![], vec![sample::post("1"), sample::warned_post("2")], vec![sample::hostile_post("3")]]
        {
            let shell = sample::visitor_shell("/");
            let page = LandingPage {
                shell,
                summary: HOSTILE.to_owned(),
                sign_ups,
                numbers: Numbers::default(),
                posts,
            };
            assert_page(&page.page());
        }
    }
}

#[test]
fn a_form_can_be_sent_again_whatever_it_holds() {
    let field =
        |name: &str, value: &str, typed| UnsentField { name: name.into(), value: value.into(), typed };
    let fields = vec![
        field("alt_7", HOSTILE, true),
        field("back", HOSTILE, false),
        field("field_names[]", "two words", true),
        field(HOSTILE, "x y", true),
        field("status", "\n</textarea><script>alert(1)</script>", true),
    ];
    for (fields, files) in [(fields, true), (Vec::new(), false)] {
        let form = Unsent { action: "/web/posts".to_owned(), csrf: "new".to_owned(), fields, files };
        let html = UnsentPage::new(sample::visitor_shell("/"), &form).page();
        assert_page(&html);
        assert_eq!(html.contains("Files are not kept"), files);
        assert_eq!(html.matches("<textarea").count(), if files { 4 } else { 0 });
    }
    assert_eq!(
        (label("field_names[]").text(ui::Lang::En), label("status").text(ui::Lang::Es)),
        ("Field names".to_owned(), "Tu publicación".to_owned())
    );
}

#[test]
fn a_closed_server_offers_no_sign_up() {
    let page = LandingPage {
        shell: sample::visitor_shell("/"),
        summary: String::new(),
        sign_ups: SignUps::Closed,
        numbers: Numbers::default(),
        posts: vec![],
    };
    assert!(!page.page().contains("/sign-up"));
}

#[test]
fn the_about_page_is_sound() {
    for shell in sample::shells("/about") {
        for text in ["", "Plain words.", HOSTILE] {
            assert_page(&about(shell.clone(), text).page());
        }
    }
}

#[test]
fn the_about_page_says_what_medley_is_not() {
    let html = about(sample::shell("/about"), "x").page();
    assert!(html.matches(ui::TOOL_SENTENCE).count() >= 2, "in the text and in the footer");
    assert!(html.contains("12,345"), "{html}");
}

#[test]
fn help_and_welcome_are_sound() {
    for shell in sample::shells("/help") {
        assert_page(&crate::pages::help::page(shell, HOSTILE.to_owned()).page());
    }
    let shell = || sample::shell("/welcome/topics");
    for topics in [vec![], vec![(HOSTILE.to_owned(), true), ("hcsm".to_owned(), false)]] {
        assert_page(&WelcomeTopicsPage { shell: shell(), topics }.page());
    }
    for people in [vec![], vec![sample::person(), sample::hostile_person()]] {
        assert_page(&WelcomePeoplePage { shell: shell(), people }.page());
    }
    let composer = sample::hostile_composer();
    assert_page(&WelcomePostPage { shell: shell(), composer }.page());
}
