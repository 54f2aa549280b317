use base::Kind;
use proptest::prelude::*;

use super::*;

fn form(text: &str) -> Params {
    Params::from_urlencoded(text.as_bytes()).unwrap()
}

#[test]
fn rails_brackets_and_json_mean_the_same() {
    let json = Params::from_json(
        br#"{"status":"a b","media_ids":["1","2"],"poll":{"options":["x","y"],"multiple":true,"expires_in":300},"n":null}"#,
    )
    .unwrap();
    let rails = form(
        "status=a+b&media_ids[]=1&media_ids%5B%5D=2&poll[options][]=x&poll[options][]=y&poll[multiple]=true&poll[expires_in]=300",
    );
    for params in [&json, &rails] {
        assert_eq!(params.text("status").unwrap(), Some("a b"));
        assert_eq!(params.ids("media_ids").unwrap(), [Id(1), Id(2)]);
        let poll = params.map("poll").unwrap().unwrap();
        assert_eq!(poll.texts("options").unwrap(), ["x", "y"]);
        assert_eq!(
            (poll.flag("multiple").unwrap(), poll.int("expires_in").unwrap()),
            (Some(true), Some(300))
        );
        assert_eq!(params.text("n").unwrap(), None);
    }
}

#[test]
fn indexed_lists_and_lists_of_objects() {
    let params =
        form("f[1][name]=b&f[0][name]=a&f[0][value]=1&k[][word]=x&k[][whole]=1&k[][word]=y&f[10][name]=c");
    let names: Vec<_> =
        params.list("f").iter().map(|n| n.as_map("f").unwrap().text("name").unwrap().unwrap()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(params.list("k").len(), 2);
    assert_eq!(params.list("k")[1].as_map("k").unwrap().text("word").unwrap(), Some("y"));
    assert_eq!(params.list("none").len(), 0);
}

#[test]
fn flags_are_rails_flags() {
    let params = form("a=true&b=0&c=off&d=on&e=&f=FALSE&g=1");
    let flags: Vec<_> =
        ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| params.flag(name).unwrap()).into();
    assert_eq!(
        flags,
        [Some(true), Some(false), Some(false), Some(true), None, Some(false), Some(true), None]
    );
}

#[test]
fn wrong_types_are_named() {
    let params = form("a[]=1&n=x&id=12a");
    assert_eq!(params.text("a").unwrap_err().text(), "Validation failed: a is not a text");
    assert_eq!(params.int("n").unwrap_err().kind(), Kind::Invalid);
    assert_eq!(params.id("id").unwrap_err().kind(), Kind::Invalid);
    assert_eq!(params.required("gone").unwrap_err().text(), "Validation failed: gone can't be blank");
}

#[test]
fn files_can_be_dropped_alone() {
    let mut params = form("a=1&b[]=2&c[x]=3");
    let file = || Node::File(Upload { name: String::new(), bytes: Bytes::from("x") });
    for name in ["f", "b[]", "c[f]"] {
        params.add(name, file()).unwrap();
    }
    params.drop_files();
    assert_eq!(params, form("a=1&b[]=2&c[x]=3"));
}

#[test]
fn hostile_shapes_are_refused() {
    let deep_form = format!("a{}=1", "[b]".repeat(40));
    let deep_json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!("{{\"a\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    assert!(Params::from_urlencoded(deep_form.as_bytes()).is_err());
    assert!(Params::from_urlencoded(b"a=%ff").is_err());
    assert!(Params::from_urlencoded("a=1&".repeat(3_000).as_bytes()).is_err());
    assert!(Params::from_urlencoded(b"a=1&a[]=2").is_err());
    for bad in [deep_json.as_str(), nested.as_str(), "", "[]", "1", "{", "nul", "{\"a\":1e999}"] {
        assert!(Params::from_json(bad.as_bytes()).is_err(), "{bad:.20}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Params::from_urlencoded(&bytes);
        let _ = Params::from_json(&bytes);
    }

    #[test]
    fn brackets_never_panic(text in "[a-c\\[\\]&=]{0,60}") {
        let _ = Params::from_urlencoded(text.as_bytes());
    }
}
