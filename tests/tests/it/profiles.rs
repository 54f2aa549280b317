//! Editing one's profile, with pictures.

use store::engine_tests;
use testkit::{Part, TestApp};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");
const EDIT: &str = "/api/v1/accounts/update_credentials";
const AVATAR: Part<'static> = ("avatar", Some("a.png"), PICTURE);
const HEADER: Part<'static> = ("header", Some("h.png"), PICTURE);

/// Names of the stored pictures.
fn stored(app: &TestApp) -> Vec<String> {
    app.medley.blobs.names().unwrap()
}

engine_tests! {
    async fn a_refused_edit_leaves_no_picture(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let long = "x".repeat(31);
        let refused: [[Part<'_>; 2]; 4] = [
            [AVATAR, ("display_name", None, long.as_bytes())],
            [AVATAR, ("source[privacy]", None, b"friends")],
            [AVATAR, ("locked", Some("no-flag.txt"), b"x")],
            [AVATAR, ("header", Some("h.png"), b"no picture")],
        ];
        for parts in refused {
            let answer = ana.patch_files(EDIT, &parts).await;
            assert!(answer.status.is_client_error(), "{}: {}", parts[1].0, answer.status);
            assert_eq!(stored(&app), Vec::<String>::new(), "{}", parts[1].0);
        }
        let browser = ana.browser().await;
        let broken = browser.upload("/settings/profile", &[AVATAR, ("header", Some("h.png"), b"no picture")]).await;
        assert_eq!(broken.status, 422);
        assert!(broken.text.contains("This file is not a picture"), "{}", broken.text);
        let broken = browser.upload("/settings/profile", &[("avatar", Some("a.png"), b"no picture"), HEADER]).await;
        assert_eq!((broken.status.as_u16(), stored(&app)), (422, Vec::new()));
    }

    async fn recommending_is_undone_where_it_was_done(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let browser = ana.browser().await;
        for (offered, other) in [("endorse", "unendorse"), ("unendorse", "endorse")] {
            let path = |verb: &str| format!("/web/accounts/{}/{verb}", ben.id);
            let page = browser.get("/@ben").await.ok().text;
            assert!(page.contains(&format!("\"{}\"", path(offered))), "{offered}: {page}");
            assert!(!page.contains(&format!("\"{}\"", path(other))), "{offered}");
            assert_eq!(browser.form(&path(offered), "back=/@ben").await.status, 303);
            let listed = ana.get("/api/v1/endorsements").await.ok().each("acct");
            assert_eq!(listed.contains(&"ben".to_owned()), offered == "endorse");
        }
    }

    async fn replaced_and_removed_pictures_are_deleted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.patch_files(EDIT, &[AVATAR, HEADER]).await.ok();
        let first = stored(&app);
        assert!(first.len() >= 2, "{first:?}");
        let second = ana.patch_files(EDIT, &[AVATAR]).await.ok().json;
        let now = stored(&app);
        assert_eq!(now.len(), first.len());
        assert_eq!(now.iter().filter(|name| first.contains(name)).count(), first.len() - 1, "the header is kept");
        let shown = second["avatar"].as_str().unwrap();
        assert!(now.iter().any(|name| shown.ends_with(name.as_str())), "{shown}");
        ana.delete("/api/v1/profile/avatar").await.ok();
        let saved = ana.browser().await.upload("/settings/profile", &[("header_remove", None, b"1")]).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(stored(&app), Vec::<String>::new());
    }
}
