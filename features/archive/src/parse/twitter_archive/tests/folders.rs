use std::error::Error;

use tempfile::TempDir;

use super::*;

const PHONE: &str = "+15550001234";
const MAIL: &str = "canary@example.org";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}

fn account(fields: &str) -> String {
    format!(
        r#"window.YTD.account.part0 = [ {{ "account" : {{ "phoneNumber" : "{PHONE}", "email" : "{MAIL}", {fields} }} }} ]"#
    )
}

const FIELDS: &str = r#""username" : "joy", "accountId" : "12", "createdAt" : "2006-11-15T13:18:50.000Z",
    "accountDisplayName" : " Nurse Joy\u0007 ""#;

#[test]
fn a_whole_archive() {
    let dir = folder(&[
        ("data/account.js", &account(FIELDS)),
        ("data/tweets.js", &format!("window.YTD.tweets.part0 = [{}]", minimal(20, "zero"))),
        ("data/tweets-part10.js", &format!("window.YTD.tweets.part10 = [{}]", minimal(23, "ten"))),
        ("data/tweets-part2.js", &format!("window.YTD.tweets.part2 = [{}]", minimal(22, "two"))),
        ("data/tweets-part1.js", &format!("window.YTD.tweets.part1 = [{}, 0]", minimal(21, "one"))),
        (
            "data/following.js",
            r#"window.YTD.following.part0 = [{"following": {"accountId": "1"}}, {"following": {"accountId": 2}}]"#,
        ),
        (
            "data/follower.js",
            r#"window.YTD.follower.part0 = [{"follower": {"accountId": "3"}}, {"follower": {}}]"#,
        ),
        ("data/tweets_media/20-a.jpg", "jpeg"),
    ]);
    let archive = open(dir.path()).unwrap();
    let owner = archive.account().unwrap().unwrap();
    assert_eq!(
        (&owner.username[..], &owner.account_id[..], &owner.display_name[..]),
        ("joy", "12", "Nurse Joy")
    );
    assert_eq!(owner.created_at_ms, Some(1_163_596_730_000));
    let texts: Vec<String> = archive.tweets().map(|t| t.map_or_else(|e| e.file, |t| t.text)).collect();
    assert_eq!(texts, ["zero", "one", "data/tweets-part1.js", "two", "ten"]);
    assert_eq!(archive.following().collect::<Result<Vec<_>, _>>().unwrap(), ["1", "2"]);
    let followers: Vec<String> = archive.followers().map(|f| f.unwrap_or_else(|e| e.to_string())).collect();
    assert_eq!(followers, ["3", "data/follower.js, entry 1: no accountId"]);

    let media = |file: &str| ArchiveMedia { file: file.to_owned(), alt: None, link: None };
    assert!(archive.media_path(&media("20-a.jpg")).unwrap().ends_with("data/tweets_media/20-a.jpg"));
    assert_eq!(archive.media_path(&media("20-b.jpg")), None);
    assert_eq!(archive.media_path(&media("../account.js")), None);
}

#[test]
fn older_and_plainer_forms() {
    let array = format!("[{}]", minimal(20, "x"));
    for (name, content) in [
        ("tweet.js", format!("window.YTD.tweet.part0 = {array}")),
        ("tweets.json", array.clone()),
        ("data/tweets.json", array),
    ] {
        let dir = folder(&[(name, &content)]);
        let archive = open(dir.path()).unwrap();
        assert_eq!((archive.tweets().count(), archive.following().count()), (1, 0), "{name}");
        assert_eq!((archive.account().unwrap(), archive.found().tweets[0].name.as_str()), (None, name));
        let direct = open(&dir.path().join(name)).unwrap();
        assert!(direct.tweets().all(|tweet| tweet.is_ok()));
    }
}

#[test]
fn without_tweets_there_is_no_archive() {
    let dir = folder(&[("data/account.js", &account(FIELDS))]);
    let error = open(dir.path()).unwrap_err();
    assert!(error.to_string().ends_with("no tweets.js, tweet.js or tweets.json here or in data/"), "{error}");
    assert!(error.source().is_none());
    assert!(matches!(open(&dir.path().join("absent")).unwrap_err().problem, Problem::Io(_)));
}

#[test]
fn too_many_parts() {
    let names: Vec<String> = (0..=PARTS_MAX).map(|n| format!("tweets-part{n}.js")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (&name[..], "[]")).collect();
    let dir = folder(&files);
    assert!(matches!(open(dir.path()).unwrap_err().problem, Problem::TooManyParts));
}

/// Files which must not be read are given content that would show if they were.
#[test]
fn phone_mail_messages_and_contacts_stay_unread() {
    let secret = format!(r#"window.YTD.tweets.part0 = [{}]"#, minimal(30, &format!("{PHONE} {MAIL}")));
    let names =
        ["direct-messages.js", "contact.js", "phone-number.js", "ad-impressions.js", "deleted-tweets.js"];
    let mut files = vec![("data/account.js".to_owned(), account(FIELDS))];
    files.extend(names.map(|name| (format!("data/{name}"), secret.clone())));
    files.push(("data/tweets.js".to_owned(), "window.YTD.tweets.part0 = []".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, content)| (&name[..], &content[..])).collect();
    let dir = folder(&files);
    let archive = open(dir.path()).unwrap();
    let all = format!(
        "{archive:?} {:?} {:?} {:?} {:?}",
        archive.account(),
        archive.tweets().collect::<Vec<_>>(),
        archive.following().collect::<Vec<_>>(),
        archive.followers().collect::<Vec<_>>()
    );
    for canary in [PHONE, MAIL].into_iter().chain(names) {
        assert!(!all.contains(canary), "{canary} in {all}");
    }
}

#[test]
fn errors_about_the_account_do_not_repeat_it() {
    for (fields, problem) in [
        ("\"accountId\" : \"12\"".to_owned(), "no username"),
        (format!("\"username\" : \"{MAIL}\""), "username cannot be understood"),
        ("\"username\" : \"joy\"".to_owned(), "no accountId"),
        (format!("\"username\" : \"joy\", \"accountId\" : \"{PHONE}x\""), "accountId cannot be understood"),
    ] {
        let error = read_account("account.js", account(&fields).as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), format!("account.js, entry 0: {problem}"));
    }
    for file in [format!("[\"{PHONE}\"]"), format!("[{{\"account\": \"{MAIL}\"}}]"), format!("{MAIL}[]")] {
        let error = read_account("account.js", file.as_bytes()).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!said.contains(PHONE) && !said.contains(MAIL), "{said}");
    }
    assert!(read_account("account.js", &b"[]"[..]).unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let outside = folder(&[("tweets.js", "[]"), ("media/20-a.jpg", "x")]);
    let dir = folder(&[("data/tweet.js", "[]")]);
    let data = dir.path().join("data");
    std::os::unix::fs::symlink(outside.path().join("tweets.js"), data.join("tweets.js")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("media"), data.join("tweets_media")).unwrap();
    let found = open(dir.path()).unwrap().found().clone();
    assert_eq!(found.tweets.iter().map(|file| &file.name[..]).collect::<Vec<_>>(), ["data/tweet.js"]);
    assert_eq!(found.media, None);
}
