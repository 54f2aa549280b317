use super::*;
use crate::sample;

#[test]
fn buttons_undo_what_is_done() {
    let shell = sample::shell("/local?max_id=9");
    let mut post = sample::post("7");
    let html = sample::drawn(&post.card(&shell));
    assert!(html.contains("/web/posts/7/favourite\"") && html.contains("aria-pressed=\"false\""), "{html}");
    post.mine = Mine { favourited: true, boosted: true, bookmarked: true, ..Mine::default() };
    let html = sample::drawn(&post.card(&shell));
    for action in ["unfavourite", "unboost", "unbookmark"] {
        assert!(html.contains(&format!("/web/posts/7/{action}\"")), "{action}: {html}");
    }
    assert!(html.contains("value=\"/local?max_id=9#post-7\""), "{html}");
}

#[test]
fn only_authors_can_edit_pin_and_delete() {
    let shell = sample::shell("/");
    let mut post = sample::post("7");
    assert!(!sample::drawn(&post.card(&shell)).contains("/web/posts/7/delete"));
    post.mine.is_author = true;
    let html = sample::drawn(&post.card(&shell));
    for path in ["delete", "edit", "pin"] {
        assert!(html.contains(&format!("/web/posts/7/{path}\"")), "{path}: {html}");
    }
}

#[test]
fn somebody_signed_out_gets_no_forms() {
    let shell = Shell { me: None, ..sample::shell("/") };
    assert!(!sample::drawn(&sample::post("7").card(&shell)).contains("<form"));
}

#[test]
fn a_post_that_may_not_be_boosted_has_no_boost_button() {
    let post = PostView { can_boost: false, ..sample::post("7") };
    let html = sample::drawn(&post.card(&sample::shell("/")));
    assert!(!html.contains("/boost\""), "{html}");
}

#[test]
fn warnings_and_sensitive_media_are_covered() {
    let html = sample::drawn(&sample::warned_post("8").card(&sample::shell("/")));
    assert!(html.contains("<details class=\"cw\">"), "{html}");
    assert!(html.contains("<details class=\"cover\">"), "{html}");
}

#[test]
fn filtered_posts_are_folded_and_filtered_media_covered() {
    let shell = sample::shell("/");
    let folded = PostView { folded: "Diets, <b>".to_owned(), ..sample::warned_post("8") };
    let html = sample::drawn(&folded.card(&shell));
    let (before, inside) = html.split_once("<details class=\"cover filtered\">").unwrap();
    let summary = inside.split_once("</summary>").unwrap().0;
    assert!(summary.ends_with("<bdi>Filtered: Diets, &#60;b&#62;</bdi>"), "{html}");
    assert!(!before.contains("Wound photograph") && inside.contains("Wound photograph"), "{html}");
    let blurred = PostView { blurred: "Wounds".to_owned(), sensitive: false, ..sample::warned_post("8") };
    let html = sample::drawn(&blurred.card(&shell));
    let covered = html.split_once("<details class=\"cover\">").unwrap().1;
    assert!(covered.split_once("</summary>").unwrap().0.ends_with("<bdi>Filtered: Wounds</bdi>"), "{html}");
}

#[test]
fn hostile_words_are_escaped() {
    for post in [sample::hostile_post("9"), PostView { boosted_by: None, ..sample::hostile_post("9") }] {
        for html in
            [sample::drawn(&post.card(&sample::shell("/"))), sample::drawn(&post.live_card(Looks::default()))]
        {
            assert!(!html.contains("<script>alert"), "{html}");
        }
    }
}
