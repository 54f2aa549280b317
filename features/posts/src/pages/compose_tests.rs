use super::*;

fn sent(body: &str) -> Sent {
    Sent::read(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap()
}

#[test]
fn pictures_are_shown_again_as_they_were_described() {
    let sent = sent("media_ids[]=8&media_ids[]=7&media_ids[]=9&alt_8=new&alt_7=");
    let stored = |id| Attachment { id: Id(id), description: Some("old".to_owned()), ..attachment() };
    let shown = pictures(&sent, &[stored(7), stored(8)]);
    let described: Vec<_> = shown.iter().map(|m| (m.id.as_str(), m.described())).collect();
    assert_eq!(described, [("8", Some("new")), ("7", None)], "9 is not there any more");
}

fn attachment() -> Attachment {
    Attachment {
        id: Id(1),
        kind: "image".to_owned(),
        original: Some("a/b.webp".to_owned()),
        small: None,
        mime: None,
        description: None,
        focus: None,
        blurhash: None,
        width: 4,
        height: 3,
        small_width: 0,
        small_height: 0,
        clip: None,
    }
}

#[test]
fn refusals_help() {
    let invalid = Problem::invalid("Text can't be blank");
    let refusal = |sent: &Sent, limit, problem: &Problem| refusal(sent, limit, problem).text(ui::Lang::En);
    assert_eq!(
        refusal(&sent("status=++"), 140, &invalid),
        "Write something or add a picture, a video or a sound first."
    );
    let long = sent(&format!("status={}&spoiler_text=ab", "x".repeat(141)));
    assert!(refusal(&long, 140, &invalid).starts_with("Too long by 3."));
    let other = Problem::invalid("Language is not a language code");
    assert_eq!(refusal(&sent("status=x"), 140, &other), "Language is not a language code");
    assert_eq!(status(Some(&invalid)), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(status(None), StatusCode::OK);
}

#[test]
fn after_publishing_one_sees_the_post() {
    for (back, to) in [
        (None, "/@ines/5"),
        (Some("/"), "/#post-5"),
        (Some("/@theo/3#post-3"), "/@theo/3#post-5"),
        (Some("/compose?reply_to=3"), "/@ines/5"),
        (Some("/web/posts/5/edit"), "/@ines/5"),
    ] {
        assert_eq!(after(back, "/@ines/5", Id(5)), to);
    }
}

#[test]
fn links_can_ask_to_mention_one_name() {
    let text = |body: &str| greeting(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap();
    assert_eq!(text("mention=ines"), "@ines ");
    assert_eq!(text("mention=%40theo@far.example"), "@theo@far.example ");
    assert_eq!(text("mention=a+b"), "");
    assert_eq!(text(""), "");
}
