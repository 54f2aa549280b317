use base::MINUTE_MS;
use proptest::prelude::*;
use web::Params;

use super::{POLL_OPTIONS_MAX, Poll, PollDraft, Votes, decide};

fn draft(options: &[&str], minutes: i64) -> PollDraft {
    let options = options.iter().map(|title| (*title).to_owned()).collect();
    PollDraft { options, open_ms: minutes * MINUTE_MS, multiple: false, hide_totals: false }
}

#[test]
fn drafts_are_checked_in_mastodons_words() {
    let long = "x".repeat(51);
    for (draft, why) in [
        (draft(&["a"], 60), "Options must have more than one item"),
        (draft(&["a", " ", "\u{200b}"], 60), "Options must have more than one item"),
        (draft(&["a", "b", "c", "d", "e"], 60), "Options can't contain more than 4 items"),
        (draft(&["a", &long], 60), "Options cannot be longer than 50 characters each"),
        (draft(&["a", "b", "a "], 60), "Options contain duplicate items"),
        (draft(&["a", "b"], 4), "Expires at is too soon"),
        (draft(&["a", "b"], 60 * 24 * 31), "Expires at is too far into the future"),
    ] {
        let text = draft.checked().unwrap_err().text().to_owned();
        assert_eq!(text, format!("Validation failed: {why}"));
    }
    let fine = draft(&[" yes\n", "👩‍⚕️".repeat(50).as_str(), ""], 5).checked().unwrap();
    assert_eq!(fine.options, ["yes".to_owned(), "👩‍⚕️".repeat(50)]);
}

#[test]
fn forms_are_read() {
    let read = |body: &str| PollDraft::read(&Params::from_urlencoded(body.as_bytes()).unwrap());
    let poll = read("poll[options][]=a&poll[options][]=b&poll[expires_in]=300&poll[multiple]=1").unwrap();
    let expected = PollDraft { multiple: true, ..draft(&["a", "b"], 5) };
    assert_eq!(poll, Some(expected.clone()));
    assert_eq!(
        read("poll[options][1]=b&poll[options][0]=a&poll[expires_in]=300&poll[multiple]=true").unwrap(),
        Some(expected)
    );
    assert_eq!(read("status=x").unwrap(), None);
    for bad in [
        "poll=x",
        "poll[options][]=a&poll[options][]=b",
        "poll[options][]=a&poll[options][]=b&poll[expires_in]=x",
        "poll[expires_in]=300",
        "poll[options][]=a&poll[options][]=b&poll[expires_in]=9223372036854775807",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
}

#[test]
fn who_may_choose_what() {
    let single = Poll::new(&draft(&["a", "b", "c"], 60), 0);
    let multiple = Poll { multiple: true, ..single.clone() };
    let one = Votes::default().with(1);
    let words = |poll: &Poll, had, asked: &[usize], now| {
        decide(poll, had, asked, now)
            .map(Votes::choices)
            .map_err(|p| p.text().replace("Validation failed: ", ""))
    };
    let (again, none) = ("You have already voted on this poll", "The chosen vote option does not exist");
    assert_eq!(words(&single, Votes::default(), &[2], 0), Ok(vec![2]));
    assert_eq!(words(&single, Votes::default(), &[0, 2], 0), Err(again.to_owned()));
    assert_eq!(words(&single, one, &[2], 0), Err(again.to_owned()));
    assert_eq!(words(&single, Votes::default(), &[3], 0), Err(none.to_owned()));
    assert_eq!(words(&multiple, one, &[0], 0), Ok(vec![1, 0]));
    assert_eq!(words(&multiple, one, &[1, 2], 0), Err(again.to_owned()));
    assert_eq!(
        words(&single, Votes::default(), &[0], 60 * MINUTE_MS),
        Err("The poll has already ended".to_owned())
    );
}

proptest! {
    #[test]
    fn votes_keep_their_order(order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(), count in 0_usize..5) {
        let votes = order.iter().take(count).fold(Votes::default(), |votes, choice| votes.with(*choice));
        prop_assert_eq!(votes.choices(), &order[..count]);
        prop_assert_eq!(Votes::from_code(votes.code()), votes);
    }

    #[test]
    fn any_stored_number_reads(code in any::<i64>()) {
        prop_assert!(Votes::from_code(code).choices().len() <= POLL_OPTIONS_MAX);
    }
}
