//! The pages of the directory, the staff's queue, and looking around by specialty.

use store::engine_tests;
use testkit::{TestApp, json};

use crate::directory::{keeper, register};

const HOSTILE: &str = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E";

engine_tests! {
    async fn a_hashtag_is_registered_by_a_form(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let (browser, nobody) = (ana.browser().await, app.nobody());
        let empty = nobody.get("/hashtags").await.ok().text;
        assert!(empty.contains("The directory is empty") && empty.contains("href=\"/hashtags/new\""), "{empty}");
        assert!(nobody.get("/hashtags/new").await.header("location").starts_with("/sign-in"));
        let form = browser.get("/hashtags/new?name=HCSM&specialty=cardiology").await.ok().text;
        assert!(form.contains("value=\"HCSM\"") && form.contains("value=\"cardiology\" selected"), "{form}");

        for (body, says) in [
            ("", "Write the hashtag."),
            ("name=a+b&title=T", "This is not a hashtag."),
            ("name=HCSM", "Say in a few words"),
            ("name=HCSM&title=T&link=x", "Write a whole address"),
            ("name=HCSM&title=T&related=no-way", "One of these is not a hashtag"),
            ("name=HCSM&title=T&kind=conference&starts_on=2026-12-02&ends_on=2026-12-01", "The last day is before"),
            ("name=HCSM&title=T&kind=party", "is not included in the list"),
        ] {
            let refused = browser.form("/hashtags", body).await;
            assert!(refused.status == 422 && refused.text.contains(says), "{body}: {}", refused.text);
            assert!(refused.text.contains("class=\"notice error summary\""));
        }
        let kept = browser.form("/hashtags", &format!("name=HCSM&title={HOSTILE}&link=x")).await;
        assert!(kept.text.contains("value=\"HCSM\"") && !kept.text.contains("<script>alert"), "{}", kept.text);
        let body = format!("name=%23HCSM&title={HOSTILE}&description={HOSTILE}&kind=chat&specialties[]=social-media\
            &specialties[]=&related=%23hcldr&language=en&link=https%3A%2F%2Fhcsm.example%2F");
        let made = browser.form("/hashtags", &body).await;
        assert_eq!(made.header("location"), "/hashtags/hcsm?made");
        let page = browser.get("/hashtags/hcsm?made").await.ok().text;
        assert!(page.contains("in the directory now, as provisional") && page.contains("Chat"), "{page}");
        assert!(page.contains("href=\"/tags/hcsm\"") && page.contains("href=\"/tags/hcldr\"") && page.contains("hcsm.example"), "{page}");
        assert!(page.contains("/explore/specialties/social-media") && !page.contains("<script>alert"), "{page}");
        let list = nobody.get("/hashtags").await.ok().text;
        assert!(list.contains("href=\"/hashtags/hcsm\"") && list.contains("Provisional") && list.contains("One hashtag"), "{list}");
        assert!(!list.contains("<script>alert"));
        let tagged = nobody.get("/tags/hcsm").await.ok().text;
        assert!(tagged.contains("In the directory of hashtags") && tagged.contains("href=\"/hashtags/hcsm\""), "{tagged}");
        assert!(!nobody.get("/tags/other").await.ok().text.contains("In the directory of hashtags"));
        let twice = browser.form("/hashtags", "name=hcsm&title=T").await;
        assert!(twice.status == 422 && twice.text.contains("is in the directory already"));
        let own = browser.get("/hashtags/mine").await.ok().text;
        assert!(own.contains("href=\"/hashtags/hcsm\""));
    }

    async fn the_directory_is_filtered_and_leafed_through(engine: Engine) {
        let app = TestApp::new(engine).await;
        let file: String = (0..45).map(|n| format!("tag{n:02},Title {n},{},en\n", if n < 3 { "nursing" } else { "" })).collect();
        let lines = hashtags::read_sheet(format!("hashtag,title,specialties,language\n{file}").as_bytes(), 5).unwrap();
        app.medley.hashtags.import(lines, |_| {}).await.unwrap();
        let nobody = app.nobody();
        let first = nobody.get("/hashtags?q=title").await.ok().text;
        assert!(first.contains("45 hashtags") && first.contains("#<bdi>tag00") && !first.contains("#<bdi>tag20"), "{first}");
        assert!(first.contains("rel=\"next\" href=\"/hashtags?q=title&#38;page=1\""), "{first}");
        let last = nobody.get("/hashtags?q=title&page=2").await.ok().text;
        assert!(last.contains("#<bdi>tag44") && !last.contains("rel=\"next\""));
        let nursing = nobody.get("/hashtags?specialty=nursing").await.ok().text;
        assert!(nursing.contains("3 hashtags") && nursing.contains("value=\"nursing\" selected"));
        let none = nobody.get("/hashtags?q=nothing&kind=disease").await.ok().text;
        assert!(none.contains("No hashtag like that") && none.contains("href=\"/hashtags\""), "{none}");
        assert_eq!(nobody.get("/hashtags?page=x").await.status, 422);
        let spanish = nobody.get("/hashtags?specialty=nursing").await;
        assert_eq!(spanish.status, 200);
    }

    async fn somebody_elses_entry_is_not_changed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        register(&ana, "hcsm", json!({ "language": "tlh", "related": ["hcldr"] })).await;
        register(&ana, "hcldr", json!({})).await;
        let (anas, bens) = (ana.browser().await, ben.browser().await);
        let page = bens.get("/hashtags/hcsm").await.ok().text;
        assert!(!page.contains("/hashtags/hcsm/edit") && !page.contains("/retire") && page.contains("href=\"/hashtags/hcldr\""), "{page}");
        assert_eq!(bens.get("/hashtags/hcsm/edit").await.status, 403);
        assert_eq!(bens.form("/hashtags/hcsm/edit", "name=hcsm&title=x").await.status, 403);
        for verb in ["retire", "offer", "accept", "decline"] {
            let status = bens.form(&format!("/web/hashtags/hcsm/{verb}"), "acct=ben").await.status;
            assert!(status == 403 || status == 404, "{verb}: {status}");
        }
        for missing in ["/hashtags/none", "/hashtags/none/edit", "/hashtags/a-b"] {
            assert_eq!(bens.get(missing).await.status, 404, "{missing}");
        }
        assert!(app.nobody().get("/hashtags/hcsm/edit").await.header("location").starts_with("/sign-in"));

        let form = anas.get("/hashtags/hcsm/edit").await.ok().text;
        assert!(form.contains("value=\"#hcldr\"") && form.contains("value=\"tlh\" selected"), "{form}");
        let other = anas.form("/hashtags/hcsm/edit", "name=other&title=T").await;
        assert!(other.status == 422 && other.text.contains("Only its spelling can change"));
        assert_eq!(anas.form("/hashtags/hcsm/edit", "name=HCSM&title=New").await.header("location"), "/hashtags/hcsm?saved");
        assert!(bens.get("/hashtags/hcsm").await.ok().text.contains("#<bdi>HCSM</bdi>"));

        let wrong = anas.form("/web/hashtags/hcsm/offer", "acct=%40nobody").await;
        assert!(wrong.status == 422 && wrong.text.contains("Nobody of this server") && wrong.text.contains("value=\"@nobody\""), "{}", wrong.text);
        assert_eq!(anas.form("/web/hashtags/hcsm/offer", "acct=%40ben").await.header("location"), "/hashtags/hcsm?offered");
        assert!(anas.get("/hashtags/hcsm").await.ok().text.contains("@ben was asked"));
        assert!(bens.get("/hashtags/hcsm").await.ok().text.contains("Will you look after it?"));
        assert!(bens.get("/hashtags/mine").await.ok().text.contains("#<bdi>HCSM"));
        assert_eq!(bens.form("/web/hashtags/hcsm/accept", "").await.header("location"), "/hashtags/hcsm?accepted");
        assert_eq!(anas.get("/hashtags/hcsm/edit").await.status, 403);
        assert_eq!(bens.form("/web/hashtags/hcsm/retire", "").await.header("location"), "/hashtags/hcsm?retired");
        assert!(app.nobody().get("/hashtags/hcsm").await.ok().text.contains("Not used any more"));
        assert!(!app.nobody().get("/tags/hcsm").await.ok().text.contains("In the directory of hashtags"));
    }

    async fn the_staff_have_a_queue(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, keeper) = (app.person("ana").await, keeper(&app).await);
        register(&ana, "good", json!({})).await;
        register(&ana, "pens", json!({ "description": "<script>alert(1)</script>", "link": "https://pens.example/" })).await;
        let (anas, desk) = (ana.browser().await, keeper.browser().await);
        assert_eq!(anas.get("/staff/hashtags").await.status, 403);
        assert_eq!(anas.form("/web/staff/hashtags/good/keep", "").await.status, 403);
        let page = desk.get("/staff/hashtags").await.ok().text;
        assert!(page.contains("Waiting (2)") && page.contains("action=\"/web/staff/hashtags/pens/refuse\""), "{page}");
        assert!(!page.contains("<script>alert") && page.contains("https://pens.example/"));
        let kept = desk.form("/web/staff/hashtags/good/keep", "part=provisional").await;
        assert_eq!(kept.header("location"), "/staff/hashtags?part=provisional&done=kept");
        let wordless = desk.form("/web/staff/hashtags/pens/refuse", "reason=other&text=+").await;
        assert!(wordless.status == 422 && wordless.text.contains("Say why in your own words"), "{}", wordless.text);
        assert_eq!(desk.form("/web/staff/hashtags/pens/refuse", "reason=dull").await.status, 422);
        let refused = desk.form("/web/staff/hashtags/pens/refuse", "reason=promotion&text=No+%3Cb%3Epens").await;
        assert_eq!(refused.header("location"), "/staff/hashtags?part=provisional&done=refused");
        assert!(desk.get("/staff/hashtags?part=refused&done=refused").await.ok().text.contains("It only promotes something"));
        assert_eq!(app.nobody().get("/hashtags/pens").await.status, 404);
        let told = anas.get("/hashtags/pens").await.ok().text;
        assert!(told.contains("It only promotes something") && told.contains("No &#60;b&#62;pens"), "{told}");
        assert!(anas.get("/hashtags/mine").await.ok().text.contains("Refused"));
        let list = anas.get("/hashtags").await.ok().text;
        assert!(list.contains("The staff refused #pens") && list.contains("The staff kept #good"), "{list}");
        assert!(!desk.get("/hashtags").await.ok().text.contains("The staff kept"));
        // Mended, it waits again, and the staff keep it with changes.
        assert_eq!(anas.form("/hashtags/pens/edit", "name=pens&title=Writing").await.status, 303);
        assert!(desk.get("/hashtags/pens/edit").await.ok().text.contains("name=\"keep\""));
        let changed = desk.form("/hashtags/pens/edit", "name=pens&title=Handwriting&keep=1").await;
        assert_eq!(changed.header("location"), "/hashtags/pens?saved");
        let page = app.nobody().get("/hashtags/pens").await.ok().text;
        assert!(page.contains("Handwriting") && !page.contains("Provisional"), "{page}");
        assert!(desk.get("/staff/hashtags").await.ok().text.contains("Nothing here"));
    }

    async fn explored_by_specialty(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        register(&ana, "hearts", json!({ "specialties": ["cardiology"] })).await;
        register(&ana, "ecg", json!({ "specialties": ["cardiology"] })).await;
        for n in 0..21 {
            ana.publish(&format!("beat {n} #hearts")).await;
        }
        ben.publish("both #hearts #ecg").await;
        ben.publish("something else").await;
        let nobody = app.nobody();
        let all = nobody.get("/explore/specialties").await.ok().text;
        assert!(all.contains("href=\"/explore/specialties/cardiology\"") && all.contains("2 hashtags"), "{all}");
        assert!(all.contains("Without hashtags or chats yet") && all.contains("href=\"/explore/specialties/nursing\""));
        let page = nobody.get("/explore/specialties/cardiology").await.ok().text;
        assert!(page.contains("NUCC code 207RC0000X") && page.contains("href=\"/hashtags/ecg\""), "{page}");
        assert!(page.contains("both") && page.matches("both ").count() == 1 && !page.contains("something else"), "{page}");
        assert!(page.contains("Who posts there") && page.contains("href=\"/@ben\""));
        let older = page.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let rest = nobody.get(&older).await.ok().text;
        assert!(rest.contains("beat 0 ") && !rest.contains("Who posts there"), "{rest}");
        let empty = nobody.get("/explore/specialties/end-of-life").await.ok().text;
        assert!(empty.contains("No hashtags yet") && empty.contains("it has no NUCC code") && empty.contains("/hashtags/new?specialty=end-of-life"));
        assert_eq!(nobody.get("/explore/specialties/astrology").await.status, 404);
        // Whom one blocks is not told.
        ana.relate("block", &ben).await;
        let page = ana.browser().await.get("/explore/specialties/cardiology").await.ok().text;
        assert!(!page.contains("both ") && !page.contains("href=\"/@ben\""), "{page}");
        for tab in ["/explore", "/explore/tags", "/explore/people"] {
            assert!(nobody.get(tab).await.ok().text.contains("href=\"/explore/specialties\""), "{tab}");
        }
    }
}
