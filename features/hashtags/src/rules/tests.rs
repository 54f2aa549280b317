use base::{Id, iso_date};

use super::*;

pub(crate) fn entry(name: &str) -> Entry {
    let edit = Edit { name: Some(name.to_owned()), title: Some("T".to_owned()), ..Edit::default() };
    edited(Entry::blank(Some(Id(1)), 5), edit, 5).unwrap()
}

fn fails(edit: Edit) -> String {
    edited(entry("HCSM"), edit, 9).unwrap_err().complaint().to_owned()
}

#[test]
fn names_meet_under_their_key() {
    let one = entry(" #Hcsm ");
    assert_eq!((one.tag.as_str(), one.name.as_str()), ("hcsm", "Hcsm"));
    let renamed = edited(one, Edit { name: Some("HCSM".into()), ..Edit::default() }, 9).unwrap();
    assert_eq!((renamed.name.as_str(), renamed.updated_ms), ("HCSM", 9));
    for (name, says) in [
        ("", "Name can't be blank"),
        ("#", "Name can't be blank"),
        ("a b", "Name is invalid"),
        ("123", "Name is invalid"),
        ("New", "Name is reserved"),
        ("hcldr", "Name is another hashtag"),
    ] {
        assert_eq!(fails(Edit { name: Some(name.into()), ..Edit::default() }), says, "{name}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let text = |n: usize| Some("é".repeat(n));
    assert_eq!(fails(Edit { title: Some(" \n ".into()), ..Edit::default() }), "Title can't be blank");
    assert!(fails(Edit { title: text(81), ..Edit::default() }).starts_with("Title is too long"));
    assert!(fails(Edit { about: text(501), ..Edit::default() }).starts_with("Description is too long"));
    assert!(fails(Edit { place: text(101), ..Edit::default() }).starts_with("Place is too long"));
    for bad in ["ftp://a.example", "javascript:alert(1)", "https://", "https://a.example b", "a.example"] {
        assert_eq!(
            fails(Edit { link: Some(bad.into()), ..Edit::default() }),
            "Link must be a valid URL",
            "{bad}"
        );
    }
    let kind = Edit { kind: Some("party".into()), ..Edit::default() };
    assert_eq!(fails(kind), "Kind is not included in the list");
    let language = Edit { language: Some("klingonese".into()), ..Edit::default() };
    assert_eq!(fails(language), "Language is not a language code");
    let specialties = |all: &[&str]| Edit {
        specialties: Some(all.iter().map(|&one| one.to_owned()).collect()),
        ..Edit::default()
    };
    assert_eq!(fails(specialties(&["astrology"])), "Specialties is not included in the list");
    let many = specialties(&["cardiology", "nursing", "pharmacy", "surgery"]);
    assert_eq!(fails(many), "Specialties are too many (maximum is 3)");
    let related = |all: &str| Edit { related: Some(vec![all.to_owned()]), ..Edit::default() };
    assert_eq!(fails(related("#ok no-way")), "Related is invalid");
    let eleven = (0..11).map(|n| format!("tag{n}")).collect::<Vec<_>>().join(" ");
    assert_eq!(fails(related(&eleven)), "Related are too many (maximum is 10)");
}

#[test]
fn related_hashtags_are_each_there_once() {
    let edit = Edit {
        related: Some(vec!["#Hcldr, hcldr;#HCSM".into(), "ＨＣＬＤＲ s4pm".into()]),
        ..Edit::default()
    };
    assert_eq!(edited(entry("hcsm"), edit, 9).unwrap().related, ["Hcldr", "s4pm"]);
    let edit = Edit {
        specialties: Some(vec!["207RC0000X".into(), String::new(), "cardiology".into()]),
        ..Edit::default()
    };
    assert_eq!(edited(entry("hcsm"), edit, 9).unwrap().specialties.len(), 1);
}

#[test]
fn conferences_have_days_and_a_place() {
    let edit = |kind: &str, from: &str, to: &str| Edit {
        kind: Some(kind.into()),
        starts_on: Some(from.into()),
        ends_on: Some(to.into()),
        place: Some("Harbour Hall".into()),
        ..Edit::default()
    };
    let days = |entry: &Entry| [entry.starts_ms.map(iso_date), entry.ends_ms.map(iso_date)];
    let made = edited(entry("x1"), edit("conference", "2026-12-01", "2026-12-03"), 9).unwrap();
    assert_eq!(days(&made), [Some("2026-12-01".into()), Some("2026-12-03".into())]);
    let one = edited(entry("x1"), edit("conference", "", "2026-12-03"), 9).unwrap();
    assert_eq!(one.starts_ms, one.ends_ms);
    let chat = edited(made, Edit { kind: Some("chat".into()), ..Edit::default() }, 9).unwrap();
    assert_eq!((days(&chat), chat.place.as_str()), ([None, None], ""));
    let told = |from, to| edited(entry("x1"), edit("conference", from, to), 9).unwrap_err();
    assert_eq!(told("2026-12-03", "2026-12-01").complaint(), "Ends on is before its beginning");
    for bad in ["tomorrow", "2026-13-01", "2026-12-01T00:00:00Z"] {
        assert_eq!(told(bad, "").complaint(), "Starts on is not a time", "{bad}");
    }
}

#[test]
fn decisions() {
    let staff = Who { account: Id(7), staff: true };
    let kept = kept(entry("a1"), staff, 20);
    assert_eq!((kept.state, kept.decided_by, kept.has_changed()), (State::Listed, Some(Id(7)), false));
    let edit = Edit { about: Some("New".into()), ..Edit::default() };
    assert!(after_edit(edited(kept.clone(), edit, 21).unwrap()).has_changed());
    let said = refused(kept.clone(), staff, (Reason::Other, " "), 22).unwrap_err();
    assert_eq!(said.complaint(), "Words can't be blank");
    let refused = refused(kept, staff, (Reason::Unused, ""), 22).unwrap();
    assert!(!refused.is_listed());
    let (owner, other) = (Who { account: Id(1), staff: false }, Who { account: Id(2), staff: false });
    assert!(may_change(owner, &refused).is_ok() && may_change(staff, &refused).is_ok());
    assert_eq!(may_change(other, &refused).unwrap_err().kind(), base::Kind::NotFound);
    assert_eq!(may_change(other, &entry("a1")).unwrap_err().kind(), base::Kind::Forbidden);
    assert!(Who::sees(None, &entry("a1")) && !Who::sees(None, &refused));
    assert_eq!(after_edit(refused).state, State::Provisional);
}
