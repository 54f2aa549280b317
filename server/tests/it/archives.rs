use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::world::Place;

const DM: &str = "a-direct-message-nobody-may-see";

fn tweet(id: u64, more: &str, text: &str) -> String {
    format!(
        r#"{{"tweet": {{"id_str": "{id}", "created_at": "Wed Oct 10 20:19:24 +0000 2018", "full_text": "{text}"{more}}}}}"#
    )
}

fn media(name: &str, alt: &str) -> String {
    format!(
        r#", "extended_entities": {{"media": [{{"url": "https://t.co/pic", "expanded_url": "https://t.example/p",
        "media_url_https": "https://pbs.example/media/{name}", "ext_alt_text": "{alt}"}}]}}"#
    )
}

/// An archive with a thread whose answer comes first, a picture, a missing picture and an entry that is none.
fn archive(place: &Place) -> PathBuf {
    let folder = place.data.with_file_name("archive");
    let data = folder.join("data");
    std::fs::create_dir_all(data.join("tweets_media")).unwrap();
    let tweets = [
        tweet(
            1050118621198921730,
            r#", "in_reply_to_status_id_str": "1050118621198921728""#,
            "second #plainlanguage",
        ),
        tweet(1050118621198921728, "", "first &amp; foremost"),
        tweet(1050118621198921732, &media("sky.png", "A grey sky"), "look https://t.co/pic"),
        tweet(1050118621198921734, &media("gone.png", ""), "gone https://t.co/pic"),
        r#"{"tweet": {"id_str": "12"}}"#.to_owned(),
    ];
    let account = r#"{"account": {"username": "joy", "accountId": "12", "accountDisplayName": "Nurse Joy",
        "createdAt": "2011-02-03T04:05:06.000Z", "email": "joy@example.org", "phoneNumber": "+15550001234"}}"#;
    let write = |name: &str, text: String| std::fs::write(data.join(name), text).unwrap();
    write("tweets.js", format!("window.YTD.tweets.part0 = [{}]", tweets.join(",")));
    write("account.js", format!("window.YTD.account.part0 = [{account}]"));
    write("following.js", r#"window.YTD.following.part0 = [{"following": {"accountId": "77"}}]"#.to_owned());
    write("direct-messages.js", format!("window.YTD.direct_messages.part0 = [{DM}]"));
    let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([120, 120, 130]));
    picture.save(data.join("tweets_media/1050118621198921732-sky.png")).unwrap();
    folder
}

fn exported(place: &Place, name: &str) -> PathBuf {
    let folder = place.data.with_file_name(format!("export of {name}"));
    place.run(&["export", "account", name, "--to", folder.to_str().unwrap()]).fine();
    folder
}

fn lines(file: &Path) -> Vec<Value> {
    std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_archive_is_imported_once_and_comes_out_again() {
    let place = Place::new();
    let folder = archive(&place);
    let import = ["import", "twitter-archive", folder.to_str().unwrap()];
    let text = place.run(&import).fine();
    for said in [
        "Created @joy as of 2011-02-03",
        "4 tweets imported, 0 duplicate, 1 rejected",
        "1 pictures stored, 1 not",
        "data/tweets.js, entry 4",
        "1050118621198921734-gone.png",
        "1 follows",
    ] {
        assert!(text.contains(said), "no {said:?} in: {text}");
    }
    let text = place.run(&import).fine();
    assert!(
        text.contains("0 tweets imported, 4 duplicate, 1 rejected") && text.contains("0 pictures stored"),
        "{text}"
    );

    let out = exported(&place, "joy");
    let posts = lines(&out.join("posts.jsonl"));
    let by_text =
        |start: &str| posts.iter().find(|post| post["text"].as_str().unwrap().starts_with(start)).unwrap();
    assert_eq!(posts.len(), 4);
    assert_eq!(by_text("first")["text"], "first & foremost");
    assert_eq!(by_text("first")["source"], "twitter:1050118621198921728");
    assert!(by_text("first")["created_at"].as_str().unwrap().starts_with("2018-10-10T20:19:24"));
    assert_eq!(by_text("second")["in_reply_to_id"], by_text("first")["id"]);
    assert_eq!(by_text("gone")["text"], "gone https://t.example/p");
    let picture = &by_text("look")["media"][0];
    assert_eq!(
        (by_text("look")["text"].as_str(), picture["description"].as_str()),
        (Some("look"), Some("A grey sky"))
    );
    assert!(out.join(picture["file"].as_str().unwrap()).is_file());
    let profile: Value = serde_json::from_slice(&std::fs::read(out.join("profile.json")).unwrap()).unwrap();
    assert_eq!(
        (profile["display_name"].as_str(), profile["statuses_count"].as_i64()),
        (Some("Nurse Joy"), Some(4))
    );
}

#[test]
fn an_archive_can_be_imported_as_somebody_else_and_nothing_private_is_kept() {
    let place = Place::new();
    let folder = archive(&place);
    std::fs::remove_file(folder.join("data/account.js")).unwrap();
    place.run(&["import", "twitter-archive", folder.to_str().unwrap()]).refused("--as HANDLE");
    place.run(&["import", "twitter-archive", folder.to_str().unwrap(), "--as", "@old_joy"]).fine();
    let members = crate::world::members(&place.backup());
    for secret in [DM, "joy@example.org", "+15550001234"] {
        let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!members.iter().any(|(_, bytes)| holds(bytes)), "{secret}");
    }
    place.run(&["import", "twitter-archive", "/nowhere"]).refused("nowhere");
}

#[test]
fn an_export_has_everything_of_one_account() {
    let place = Place::full();
    let out = exported(&place, "drmaren");
    let follows = std::fs::read_to_string(out.join("follows.csv")).unwrap();
    let mut rows = follows.lines();
    assert_eq!(rows.next(), Some("Account address,Show boosts,Notify on new posts,Languages"));
    assert!(
        rows.clone().count() >= 6 && rows.all(|row| row.contains('@') && row.ends_with(",true,false,")),
        "{follows}"
    );
    assert_eq!(
        std::fs::read_to_string(out.join("mutes.csv")).unwrap(),
        "Account address,Hide notifications\n"
    );
    assert_eq!(std::fs::read_to_string(out.join("blocks.csv")).unwrap(), "");
    let favourites = std::fs::read_to_string(out.join("favourites.csv")).unwrap();
    assert!(
        favourites.lines().count() >= 5 && favourites.lines().all(|row| row.starts_with("http://")),
        "{favourites}"
    );
    let posts = lines(&out.join("posts.jsonl"));
    assert!(
        posts.iter().any(|post| post["boost_of"].is_string()) && posts.iter().any(|post| post["text"] != "")
    );
    assert!(std::fs::read_dir(out.join("media")).unwrap().count() >= 1);
    // Again, over itself.
    assert_eq!(lines(&exported(&place, "drmaren").join("posts.jsonl")), posts);
    place.run(&["export", "account", "nobody"]).refused("no account called nobody");
}

#[test]
fn a_demo_fills_once() {
    let place = Place::full();
    let before = place.run(&["account", "list"]).fine();
    assert_eq!(before.lines().count(), 14, "{before}");
    assert!(!place.demo().contains("Demo account"));
    assert_eq!(place.run(&["account", "list"]).fine(), before);
}
