use super::*;

#[tokio::test]
async fn a_stream_that_cannot_keep_up_is_closed() {
    let hub = Arc::new(Hub::default());
    let seat = hub.open(Viewer::nobody()).unwrap();
    let item = Item::new("delete", "1", None);
    for _ in 0..=WAITING_MAX {
        seat.stream.send(Channel::User, &item);
    }
    let mut got = 0;
    while let Some(batch) = seat.next().await {
        got += batch.len();
    }
    assert_eq!(got, WAITING_MAX);
    drop(seat);
    assert!(hub.is_empty());
}

#[tokio::test]
async fn the_text_of_a_batch_is_that_of_its_events() {
    let hub = Arc::new(Hub::default());
    let seats = [hub.open(Viewer::nobody()).unwrap(), hub.open(Viewer::nobody()).unwrap()];
    let items = ["1", "2", "3"].map(|id| Item::new("delete", id, None));
    let text =
        |ids: &[&str]| -> String { ids.iter().map(|id| format!("event: delete\ndata: {id}\n\n")).collect() };
    for (sent, ids) in [(&items[..2], &["1", "2"][..]), (&items[1..], &["2", "3"]), (&items[..1], &["1"])] {
        for seat in &seats {
            sent.iter().for_each(|item| seat.stream.send(Channel::User, item));
            let batch = seat.next().await.unwrap();
            assert_eq!(seat.event_texts(&batch), text(ids));
        }
    }
}

#[test]
fn quoted_payloads_are_json_strings() {
    let item = Item::new("update", r#"{"a":"b\n"}"#, None);
    assert_eq!(serde_json::from_str::<String>(item.quoted()).unwrap(), r#"{"a":"b\n"}"#);
}
