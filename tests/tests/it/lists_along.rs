//! Lists that people take along and bring: files exactly as Mastodon's, imports that survive.

use accounts::MuteEdit;
use store::engine_tests;
use testkit::{Answer, Browser, Person, TestApp, json};

/// Sends a file; gives the path of the import's page, or the page that says what was wrong.
async fn bring(browser: &Browser, kind: &str, mode: &str, file: &[u8]) -> Result<String, Answer> {
    let parts = [
        ("kind", None, kind.as_bytes()),
        ("mode", None, mode.as_bytes()),
        ("file", Some("from elsewhere.csv"), file),
    ];
    let answer = browser.upload("/settings/import", &parts).await;
    if answer.status == 303 { Ok(answer.header("location").to_owned()) } else { Err(answer) }
}

/// The same, worked off; the text of the page that tells what came of it.
async fn brought(app: &TestApp, browser: &Browser, kind: &str, mode: &str, file: &[u8]) -> (String, String) {
    let path = bring(browser, kind, mode, file).await.unwrap_or_else(|page| panic!("{}", page.text));
    app.settle().await;
    (browser.get(&path).await.ok().text, path)
}

async fn file(browser: &Browser, name: &str) -> String {
    let answer = browser.get(&format!("/settings/export/{name}")).await.ok();
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}\""));
    answer.text
}

async fn following(who: &Person) -> Vec<String> {
    let mut names = who.get(&format!("/api/v1/accounts/{}/following", who.id)).await.ok().each("acct");
    names.sort();
    names
}

engine_tests! {
    async fn lists_are_given_as_mastodon_gives_them(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eva) = (app.person("ana").await, app.person("ben").await, app.person("Eva").await);
        let path = format!("/api/v1/accounts/{}/follow", ben.id);
        ana.post(&path, json!({ "reblogs": false, "notify": true, "languages": ["en", "de"] })).await.ok();
        ana.follow(&eva).await;
        ana.relate("mute", &ben).await;
        ana.relate("block", &app.person("cat").await).await;
        let post = eva.publish("Worth it").await;
        ana.touch("bookmark", post).await.ok();
        ana.post("/api/v1/domain_blocks", json!({ "domain": "spam.example" })).await.ok();
        let browser = ana.browser().await;
        let page = browser.get("/settings/export").await.ok().text;
        for (name, content) in [
            (
                "following_accounts.csv",
                "Account address,Show boosts,Notify on new posts,Languages\n\
                 ben@localhost:3000,false,true,\"en, de\"\nEva@localhost:3000,true,false,\n".to_owned(),
            ),
            ("muted_accounts.csv", "Account address,Hide notifications\nben@localhost:3000,true\n".to_owned()),
            ("blocked_accounts.csv", "cat@localhost:3000\n".to_owned()),
            ("bookmarks.csv", format!("http://localhost:3000/@Eva/{post}\n")),
            ("domain_blocks.csv", "#domain\nspam.example\n".to_owned()),
        ] {
            let mut told: Vec<String> = file(&browser, name).await.lines().map(str::to_owned).collect();
            let mut wanted: Vec<&str> = content.lines().collect();
            assert_eq!(told.first().map(String::as_str), wanted.first().copied(), "{name}");
            told.sort();
            wanted.sort_unstable();
            assert_eq!(told, wanted, "{name}");
            assert!(page.contains(&format!("/settings/export/{name}")), "{name}");
        }
        assert_eq!(browser.get("/settings/export/passwords.csv").await.status, 404);
    }

    async fn what_one_gives_another_takes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eva, new) =
            (app.person("ana").await, app.person("ben").await, app.person("eva").await, app.person("new").await);
        let path = format!("/api/v1/accounts/{}/follow", ben.id);
        ana.post(&path, json!({ "reblogs": false, "notify": true, "languages": ["en"] })).await.ok();
        app.medley.accounts.mute(ana.id, eva.id, MuteEdit { notifications: false, until_ms: None }).await.unwrap();
        ana.relate("block", &app.person("cat").await).await;
        ana.touch("bookmark", eva.publish("Worth it").await).await.ok();
        ana.post("/api/v1/domain_blocks", json!({ "domain": "spam.example" })).await.ok();
        let ward = ana.post("/api/v1/lists", json!({ "title": "Ward, \"night\"" })).await.ok().id();
        ana.post(&format!("/api/v1/lists/{ward}/accounts"), json!({ "account_ids": [ben.id] })).await.ok();
        let (from, to) = (ana.browser().await, new.browser().await);
        for (kind, name) in [
            ("following", "following_accounts.csv"),
            ("lists", "lists.csv"),
            ("muting", "muted_accounts.csv"),
            ("blocking", "blocked_accounts.csv"),
            ("bookmarks", "bookmarks.csv"),
            ("domain_blocking", "domain_blocks.csv"),
        ] {
            let given = file(&from, name).await;
            let (page, _) = brought(&app, &to, kind, "merge", given.as_bytes()).await;
            assert!(page.contains("1 of 1 rows are through: 1 imported."), "{kind}: {page}");
            assert_eq!(file(&to, name).await, given, "{kind}");
        }
        assert_eq!(to.get("/settings/import").await.ok().text.matches("Finished").count(), 6);
    }

    async fn rows_that_cannot_be_taken_are_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, mean) = (app.person("ana").await, app.person("ben").await, app.person("mean").await);
        mean.relate("block", &ana).await;
        let browser = ana.browser().await;
        let rows = "\u{feff}Account address,Show boosts\r\n@BEN@localhost:3000,false\r\nghost,\r\nmia@elsewhere.example,true\r\n\
                    mean@localhost:3000,\r\nana,\r\n\"no, body\",\r\n";
        let (page, path) = brought(&app, &browser, "following", "merge", rows.as_bytes()).await;
        assert!(page.contains("6 of 6 rows are through: 1 imported, 2 not known here, 3 failed."), "{page}");
        assert_eq!(following(&ana).await, ["ben"]);
        let relation = ana.get(&format!("/api/v1/accounts/relationships?id[]={}", ben.id)).await.ok().json;
        assert_eq!(relation[0]["showing_reblogs"], false);
        let failures = browser.get(&format!("{path}/failures.csv")).await.ok().text;
        let lines: Vec<&str> = failures.lines().collect();
        assert_eq!(lines[0], "Account address,Show boosts,Notify on new posts,Languages,Reason");
        assert_eq!(lines[1], "ghost,,,,Nobody here has this name");
        assert_eq!(lines[2], "mia@elsewhere.example,true,,,\"They are on another server, which this one does not reach yet\"");
        assert!(lines[5].starts_with("\"no, body\",,,,This is not an address"), "{failures}");
        // What failed can be brought again as it is.
        let (page, _) = brought(&app, &browser, "following", "merge", failures.replace("ghost", "ben").as_bytes()).await;
        assert!(page.contains("5 of 5 rows are through: 1 imported"), "{page}");
        // Nobody else sees any of it.
        let other = ben.browser().await;
        for path in [path.clone(), format!("{path}/failures.csv")] {
            assert_eq!(other.get(&path).await.status, 404);
        }
        let id = path.rsplit('/').next().unwrap();
        assert_eq!(other.form(&format!("/web/imports/{id}/stop"), "").await.status, 404);
    }

    async fn a_file_may_replace_what_is_there(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eva, fox) =
            (app.person("ana").await, app.person("ben").await, app.person("eva").await, app.person("fox").await);
        let browser = ana.browser().await;
        for person in [&ben, &eva] {
            ana.follow(person).await;
        }
        // Nothing of it is known here: it cannot be what somebody wants to have left.
        let (page, _) = brought(&app, &browser, "following", "overwrite", b"mia@elsewhere.example\n").await;
        assert!(page.contains("0 imported, 1 not known here."), "{page}");
        assert_eq!(following(&ana).await, ["ben", "eva"]);
        let (page, _) = brought(&app, &browser, "following", "overwrite", b"eva\nfox@localhost:3000\n").await;
        assert!(page.contains("2 imported, 1 removed, because the file does not have them."), "{page}");
        assert_eq!(following(&ana).await, ["eva", "fox"]);
        let posts = [ben.publish("One").await, ben.publish("Two").await];
        ana.touch("bookmark", posts[0]).await.ok();
        let file = format!("http://localhost:3000/users/ben/statuses/{}\n", posts[1]);
        brought(&app, &browser, "bookmarks", "overwrite", file.as_bytes()).await;
        assert_eq!(ana.get("/api/v1/bookmarks").await.ok().contents(), ["Two"]);
        ana.relate("mute", &fox).await;
        brought(&app, &browser, "muting", "overwrite", b"ben,0\n").await;
        assert_eq!(ana.get("/api/v1/mutes").await.ok().each("acct"), ["ben"]);
        for domain in ["a.example", "b.example"] {
            ana.post("/api/v1/domain_blocks", json!({ "domain": domain })).await.ok();
        }
        brought(&app, &browser, "domain_blocking", "overwrite", b"b.example\nc.example\n").await;
        assert_eq!(ana.get("/api/v1/domain_blocks").await.ok().json, json!(["c.example", "b.example"]));
    }

    async fn lists_of_people_are_brought(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, _ben, eva) = (app.person("ana").await, app.person("ben").await, app.person("eva").await);
        let browser = ana.browser().await;
        let file = b"List name,Account address\nWard,ben\nWard,eva@localhost:3000\nWard,ben\nClinic,eva\n,eva\n";
        let (page, _) = brought(&app, &browser, "lists", "merge", file).await;
        assert!(page.contains("5 of 5 rows are through: 4 imported, 1 failed."), "{page}");
        // Whoever is on a list is followed.
        assert_eq!(following(&ana).await, ["ben", "eva"]);
        let lists = ana.get("/api/v1/lists").await.ok();
        let mut titles = lists.each("title");
        titles.sort();
        assert_eq!(titles, ["Clinic", "Ward"]);
        let (page, _) = brought(&app, &browser, "lists", "overwrite", b"Ward,ben\n").await;
        assert!(page.contains("1 imported, 2 removed"), "{page}");
        let left = ana.get("/api/v1/lists").await.ok();
        assert_eq!(left.each("title"), ["Ward"]);
        let ward = left.json[0]["id"].as_str().unwrap();
        let members = ana.get(&format!("/api/v1/lists/{ward}/accounts")).await.ok();
        assert_eq!(members.each("acct"), ["ben"]);
        assert_eq!(following(&ana).await, ["ben", eva.name.as_str()], "nobody is unfollowed by that");
        let given = browser.get("/settings/export/lists.csv").await.ok().text;
        assert_eq!(given, "Ward,ben@localhost:3000\n");
    }

    async fn bad_files_are_refused_in_words(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        for (kind, file, words) in [
            ("following", &b""[..], "The file is empty"),
            ("following", b"\n\n", "The file is empty"),
            ("following", b"caf\xe9@x.example\n", "UTF-8"),
            ("blocking", b"Account address,Show boosts\nben,true\n", "looks like another list: people you follow"),
            ("muting", b"hello world\n", "Is it another list?"),
            ("filters", b"ben\n", "Choose what the file holds"),
        ] {
            let page = bring(&browser, kind, "merge", file).await.unwrap_err();
            assert_eq!(page.status, 422);
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert!(!browser.get("/settings/import").await.ok().text.contains("Your imports"));
    }

    async fn an_import_is_stopped_and_survives_a_restart(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        app.person("ben").await;
        let rows = "ghost\n".repeat(1_200) + "ben\n";
        let path = bring(&browser, "following", "merge", rows.as_bytes()).await.unwrap();
        let id = path.rsplit('/').next().unwrap().to_owned();
        assert!(browser.get(&path).await.ok().text.contains("0 of 1,201 rows"));
        assert_eq!(browser.form(&format!("/web/imports/{id}/stop"), "").await.status, 303);
        app.settle().await;
        assert!(browser.get(&path).await.ok().text.contains("Stopped"));
        browser.form(&format!("/web/imports/{id}/resume"), "").await;
        // One turn, and then the server ends.
        app.medley.bus.work_off().await.unwrap();
        let page = browser.get(&path).await.ok().text;
        assert!(page.contains("500 of 1,201 rows are through") && page.contains("Running"), "{page}");
        let next = app.reopened().await;
        next.medley.archive.resume_all().await.unwrap();
        next.settle().await;
        let page = browser.get(&path).await.ok().text;
        assert!(page.contains("1,201 of 1,201 rows are through: 1 imported, 1,200 not known here."), "{page}");
        let there = Person { app: next.clone(), ..ana.clone() };
        assert_eq!(following(&there).await, ["ben"]);
        assert_eq!(app.medley.archive.failures(ana.id, id.parse().unwrap()).await.unwrap().len(), 1_200);
    }

    async fn too_many_imports_wait_for_each_other(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        for _ in 0..5 {
            bring(&browser, "blocking", "merge", b"ghost\n").await.unwrap();
        }
        let page = bring(&browser, "blocking", "merge", b"ghost\n").await.unwrap_err();
        assert!(page.text.contains("Wait until your other imports"), "{}", page.text);
        app.settle().await;
        bring(&browser, "blocking", "merge", b"ghost\n").await.unwrap();
    }
}
