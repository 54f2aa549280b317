//! Importing tweet files: every line accounted for, once.

use std::path::{Path, PathBuf};

use archive::owner_since;
use archive::tweets::{import_tweets, oldest_ms};
use store::{Engine, engine_tests};
use testkit::TestApp;

const FIXTURE: &[u8] = b"585978391360221184|Thu Apr 09 01:31:50 +0000 2015|Breast &amp; bone #health http://example.org/1\r\n\
585947808772960257|Wed Apr 08 23:30:18 +0000 2015|RT @nobody: a repost that goes on and on, far beyond the hundred and forty characters that a post may have here, because it is kept whole, never cut\r\n\
\"561699274128252928|Sun Feb 01 01:35:17 +0000 2015|Patients 'back three-person babies\"\" http://example.org/2\"\t\t\r\n\
not a tweet\r\n\
\r\n\
585947808772960258|Wed Apr 08 23:30:18 +0000 2015|caf\xe9 \x93quoted\x94\r\n\
585978391360221184|Thu Apr 09 01:31:50 +0000 2015|the same id again\r\n";

engine_tests! {
    async fn a_file_is_imported_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let oldest = oldest_ms(FIXTURE, testkit::NOW_MS).unwrap().unwrap();
        let accounts = &app.medley.accounts;
        let (author, new) = owner_since(accounts, &app.medley.db, "bbchealth", oldest).await.unwrap();
        assert!(new);
        let first = import_tweets(&app.medley.posts, author, FIXTURE, |_| {}).await.unwrap();
        assert!(first.adds_up(), "{first:?}");
        assert_eq!((first.posts, first.blank, first.duplicate), (4, 1, 1), "{first:?}");
        let again = import_tweets(&app.medley.posts, author, FIXTURE, |_| {}).await.unwrap();
        assert_eq!((again.posts, again.lines), (0, first.lines));
        let posts = app.nobody().get(&format!("/api/v1/accounts/{author}/statuses")).await.ok();
        assert_eq!(posts.json.as_array().unwrap().len(), 4);
        let contents = posts.contents();
        assert!(contents[0].starts_with("Breast & bone #health"), "{contents:?}");
        assert!(contents.iter().any(|c| c.starts_with("RT @nobody: a repost") && c.ends_with("never cut")));
        assert!(contents.iter().any(|c| c == "café “quoted”"));
        assert_eq!(posts.json[0]["created_at"].as_str().unwrap().split('T').next(), Some("2015-04-09"));
        assert_eq!(app.nobody().get("/api/v1/timelines/tag/health").await.ok().json.as_array().unwrap().len(), 1);
        let account = app.nobody().get("/api/v1/accounts/lookup?acct=bbchealth").await.ok().json;
        assert_eq!(account["created_at"], "2015-02-01T00:00:00.000Z", "as old as its first post");
        let (again, new) = owner_since(accounts, &app.medley.db, "BBCHealth", 0).await.unwrap();
        assert_eq!((again, new), (author, false));
        let account = app.nobody().get("/api/v1/accounts/lookup?acct=bbchealth").await.ok().json;
        assert_eq!(account["created_at"], "2015-02-01T00:00:00.000Z", "what is there keeps its age");
        assert_eq!((&account["statuses_count"], &account["last_status_at"]), (&4.into(), &"2015-04-09".into()));
    }
}

/// All thirteen real files, on SQLite.
#[tokio::test(flavor = "multi_thread")]
async fn the_real_files() {
    let Some(folder) = shared().and_then(|shared| std::fs::read_dir(shared.join("data/health-tweets")).ok())
    else {
        println!("skipped: no data/health-tweets in MEDLEY_SHARED or a folder `shared` above this one");
        return;
    };
    let app = TestApp::new(Engine::Sqlite).await;
    let (mut lines, mut posts) = (0, 0);
    for entry in folder.flatten() {
        let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
        let (author, _) = archive::owner(&app.medley.accounts, &app.medley.db, &name).await.unwrap();
        let file = std::io::BufReader::new(std::fs::File::open(entry.path()).unwrap());
        let report = import_tweets(&app.medley.posts, author, file, |_| {}).await.unwrap();
        assert!(report.adds_up() && report.rejected_count == 0, "{name}: {report:?}");
        lines += report.lines;
        posts += report.posts;
        let account = app.nobody().get(&format!("/api/v1/accounts/{author}")).await.ok().json;
        assert_eq!(account["statuses_count"], report.posts);
    }
    assert_eq!((lines, posts), (51_860, 51_859));
    assert_eq!(
        app.nobody().get("/api/v1/timelines/tag/talknutrition?limit=40").await.ok().each("id").len(),
        40
    );
}

/// `$MEDLEY_SHARED`, or the folder `shared` beside the repository.
pub(crate) fn shared() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("MEDLEY_SHARED") {
        return Some(PathBuf::from(given));
    }
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.map(|folder| folder.join("shared")).find(|shared| shared.join("data").is_dir())
}
