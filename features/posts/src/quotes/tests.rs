use crate::rules::tests::post;
use accounts::{Follow, Mute, Relations};
use base::Id;

use super::{QuotePolicy, QuoteState, may_quote, narrowed};
use crate::model::{Post, Visibility};

#[test]
fn words_round_trip() {
    for policy in QuotePolicy::ALL {
        assert_eq!(QuotePolicy::parse(policy.name()).unwrap(), policy);
        assert_eq!(QuotePolicy::from_code(policy.code()), policy);
    }
    assert_eq!(QuotePolicy::from_code(9), QuotePolicy::Nobody);
    assert!(QuotePolicy::parse("friends").is_err());
    for state in [QuoteState::Accepted, QuoteState::Revoked, QuoteState::Deleted] {
        assert_eq!(QuoteState::from_code(state.code()), state);
    }
}

/// Author, follower, stranger, nobody.
#[test]
fn who_may_quote() {
    let mut follower = Relations::default();
    follower.following.insert(Id(1), Follow::default());
    let none = Relations::default();
    let viewers = [(Some(1), &none), (Some(2), &follower), (Some(3), &none), (None, &none)];
    for (visibility, policy, expected) in [
        (Visibility::Public, QuotePolicy::Public, [true, true, true, false]),
        (Visibility::Unlisted, QuotePolicy::Followers, [true, true, false, false]),
        (Visibility::Public, QuotePolicy::Nobody, [true, false, false, false]),
        (
            Visibility::Followers,
            QuotePolicy::Public.within(Visibility::Followers),
            [true, false, false, false],
        ),
        (Visibility::Direct, QuotePolicy::Nobody, [false; 4]),
    ] {
        let post = Post { quote_policy: policy, ..post(1, visibility) };
        let may = viewers.map(|(viewer, relations)| may_quote(&post, viewer.map(Id), Some(relations)));
        assert_eq!(may, expected, "{visibility:?} {policy:?}");
    }
    let boost = Post { boost_of: Some(Id(5)), ..post(1, Visibility::Public) };
    assert!(!may_quote(&boost, Some(Id(1)), None));
}

#[test]
fn quotes_are_seen_by_no_more_than_what_they_quote() {
    let (me, other) = (Id(1), Id(2));
    let narrow = |wanted, mentions: &[Id], quoted| narrowed(wanted, me, mentions, quoted);
    assert_eq!(narrow(Visibility::Public, &[], (other, Visibility::Public)).unwrap(), Visibility::Public);
    assert_eq!(narrow(Visibility::Public, &[], (me, Visibility::Followers)).unwrap(), Visibility::Followers);
    assert!(narrow(Visibility::Direct, &[], (other, Visibility::Public)).is_err());
    assert_eq!(
        narrow(Visibility::Direct, &[other], (other, Visibility::Public)).unwrap(),
        Visibility::Direct
    );
    assert_eq!(narrow(Visibility::Direct, &[], (me, Visibility::Public)).unwrap(), Visibility::Direct);
}

#[test]
fn what_the_viewer_thinks_of_whom_is_quoted() {
    let mut relations = Relations::default();
    assert_eq!(QuoteState::between(Some(&relations), Id(2), 0), QuoteState::Accepted);
    relations.muting.insert(Id(2), Mute { notifications: false, until_ms: Some(10) });
    assert_eq!(QuoteState::between(Some(&relations), Id(2), 0), QuoteState::MutedAccount);
    assert_eq!(QuoteState::between(Some(&relations), Id(2), 20), QuoteState::Accepted);
    relations.blocking.insert(Id(2));
    assert_eq!(QuoteState::between(Some(&relations), Id(2), 0), QuoteState::BlockedAccount);
    assert_eq!(QuoteState::between(None, Id(2), 0), QuoteState::Accepted);
}
