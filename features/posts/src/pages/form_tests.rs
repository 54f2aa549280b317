use super::*;

fn sent(body: &str) -> Sent {
    Sent::read(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap()
}

#[test]
fn the_form_is_read_whole() {
    let sent = sent(
        "status=Hello&spoiler_text=Wound&sensitive=1&visibility=private&language=en&in_reply_to_id=5\
         &idempotency_key=k&media_ids[]=7&media_ids[]=8&media_ids[]=7&alt_7=An+x-ray&remove_8=1&do=attach",
    );
    assert_eq!((sent.text.as_str(), sent.spoiler.as_str(), sent.sensitive), ("Hello", "Wound", true));
    assert_eq!((sent.visibility, sent.reply_to), (ui::Visibility::Followers, Some(Id(5))));
    assert_eq!(sent.media, [(Id(7), "An x-ray".to_owned())]);
    assert_eq!(sent.wish, Wish::Attach);
    let draft = sent.draft().unwrap();
    assert_eq!((draft.visibility, draft.media), (Some(Visibility::Followers), vec![Id(7)]));
    assert_eq!(
        (sent.key_for(""), sent.key_for("draft:")),
        (Some("k".to_owned()), Some("draft:k".to_owned()))
    );
    let revision = sent.revision().unwrap();
    assert_eq!(revision.media_edits[0].description.as_deref(), Some("An x-ray"));
}

#[test]
fn a_file_input_that_was_left_empty_is_nothing() {
    for body in ["files[]=", "files=", "status=x"] {
        assert!(sent(body).uploads.is_empty(), "{body}");
    }
}

#[test]
fn unknown_words_never_widen_who_sees_it() {
    let params = Params::from_urlencoded(b"status=x&visibility=friends").unwrap();
    assert!(Sent::read(&params).is_err());
}

#[test]
fn descriptions_are_cleaned_and_limited() {
    assert_eq!(sent("media_ids[]=7&alt_7=+a+").descriptions().unwrap(), [(Id(7), "a".to_owned())]);
    let long = format!("media_ids[]=7&alt_7={}", "x".repeat(DESCRIPTION_CHARS_MAX + 1));
    assert!(sent(&long).descriptions().is_err());
}

#[test]
fn what_goes_on_below_is_what_was_typed() {
    let sent = sent("status=a&more[]=b&more[]=+&more[]=c&quote_approval_policy=nobody&replaces=9");
    let draft = sent.draft().unwrap();
    assert_eq!((draft.then, draft.replaces), (vec!["b".to_owned(), "c".to_owned()], Some(Id(9))));
    assert_eq!((sent.more.len(), draft.quote_policy), (3, Some(QuotePolicy::Nobody)));
}

#[test]
fn a_poll_begins_with_an_answer() {
    let none = sent("status=a&poll[options][]=&poll[options][]=+&poll[expires_in]=300");
    assert_eq!(none.draft().unwrap().poll, None);
    let poll = sent("poll[options][]=a&poll[options][]=b&poll[expires_in]=300&poll[multiple]=1");
    let draft = poll.draft().unwrap().poll.unwrap();
    assert_eq!((draft.open_ms, draft.multiple, draft.hide_totals), (300_000, true, false));
    let alone = sent("poll[options][]=a&poll[expires_in]=300");
    assert!(alone.draft().is_err() && alone.unchecked().poll.is_some());
}

#[test]
fn times_are_meant_where_the_writer_is() {
    let at = |typed: &str, zone| time_of(typed, zone).map_err(|_| ());
    assert_eq!(at("2026-11-22T15:00", 60), Ok(Some(1_795_356_000_000)));
    assert_eq!(at("2026-11-22T04:00:00", -600), Ok(Some(1_795_356_000_000)));
    assert_eq!(at(" ", 60), Ok(None));
    assert_eq!(at("tomorrow", 0), Err(()));
    assert_eq!(sent("zone=-570").zone, -570);
    assert_eq!(sent("zone=99999999999").zone, 0);
}
