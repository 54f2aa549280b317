use bytes::Bytes;

use super::*;

fn said(text: &'static str) -> Round {
    Round::plain(Bytes::from_static(text.as_bytes()))
}

async fn heard(taken: &Taken) -> Option<String> {
    let bytes = match taken.next(|| 5).await? {
        Next::Said(batch) => batch.shared.clone(),
        Next::Beat(bytes) => bytes,
    };
    Some(String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn what_waits_is_read_at_once_and_a_slow_reader_is_cut_off() {
    let hub = Arc::new(Hub::default());
    let taken = hub.open(Id(1), None, None, 0).unwrap();
    let seats = hub.seats(Id(1));
    assert_eq!((seats.len(), hub.count(Id(1)), hub.rooms()), (1, 1, vec![Id(1)]));
    hub.say(Id(1), said("a"));
    hub.say(Id(1), said("b"));
    assert_eq!(heard(&taken).await.unwrap(), "ab");
    assert!(seats[0].is_quiet_since(6) && !seats[0].is_quiet_since(5));
    seats[0].beat(Bytes::from_static(b"here"));
    assert_eq!(heard(&taken).await.unwrap(), "here");
    (0..=crate::room::log::ROUNDS_MAX).for_each(|_| hub.say(Id(1), said("x")));
    assert_eq!(heard(&taken).await, None, "it ended");
    drop(taken);
    assert_eq!((hub.count(Id(1)), hub.rooms().len()), (0, 0));
    hub.say(Id(1), said("to nobody"));
}

#[tokio::test]
async fn all_are_rung_after_the_last_that_was_said_whoever_comes_and_goes() {
    let hub = Arc::new(Hub::default());
    let mut all: Vec<Taken> = (0..700).map(|_| hub.open(Id(1), None, None, 0).unwrap()).collect();
    let mut listening = Vec::new();
    for taken in all.drain(..600) {
        listening.push(tokio::spawn(async move {
            let mut text = String::new();
            while text.len() < 3 {
                text.push_str(&heard(&taken).await.unwrap());
            }
            text
        }));
    }
    for text in ["a", "b", "c"] {
        tokio::task::yield_now().await;
        hub.say(Id(1), said(text));
        all.truncate(all.len() / 2);
    }
    let late = hub.open(Id(1), None, None, 0).unwrap();
    for one in listening {
        assert_eq!(one.await.unwrap(), "abc");
    }
    hub.say(Id(1), said("d"));
    assert_eq!(heard(&late).await.unwrap(), "d", "nothing of before");
}

#[tokio::test]
async fn streams_end_with_what_they_were_opened_with() {
    let hub = Arc::new(Hub::default());
    let one = hub.open(Id(1), Some(Id(7)), Some(Id(70)), 0).unwrap();
    let other = hub.open(Id(2), Some(Id(7)), Some(Id(71)), 0).unwrap();
    hub.say(Id(1), said("before"));
    hub.close(Id(7), |grant| grant == Some(Id(70)));
    hub.say(Id(1), said("after"));
    assert_eq!(heard(&one).await.unwrap(), "before");
    assert_eq!(heard(&one).await, None);
    hub.say(Id(2), said("a"));
    assert_eq!(heard(&other).await.unwrap(), "a");
    let more: Vec<_> = (2..STREAMS_PER_ACCOUNT_MAX).map(|_| hub.open(Id(2), Some(Id(7)), None, 0)).collect();
    assert!(more.iter().all(Result::is_ok) && hub.open(Id(2), Some(Id(7)), None, 0).is_err());
    hub.close_all();
    assert_eq!(heard(&other).await, None);
}
