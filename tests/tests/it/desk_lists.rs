//! The pages of what is kept out, and of trends.

use store::engine_tests;
use testkit::json;

use crate::desk::led;
use crate::moderating::world;

engine_tests! {
    async fn lists_of_what_is_kept_out(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        let bad = eve.form("/staff/domains", "domain=not+a+domain&severity=suspend&private_comment=keep+me").await;
        assert!(bad.status == 422 && bad.text.contains("href=\"#domain\"") && bad.text.contains("keep me"), "{}", bad.text);
        let form = "domain=spam.example&severity=suspend&reject_media=1&private_comment=ads";
        led(&eve.form("/staff/domains", form).await, "/staff/domains?done=saved");
        assert_eq!(eve.form("/staff/domains", form).await.status, 422, "twice");
        let list = eve.get("/staff/domains").await.ok().text;
        assert!(list.contains("spam.example") && list.contains("Wholly; no media") && list.contains("ads"), "{list}");
        let id = list.split("/web/staff/domains/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert!(eve.get(&format!("/staff/domains/{id}")).await.ok().text.contains("value=\"suspend\" id=\"severity\"") || list.contains("Wholly"));
        led(&eve.form(&format!("/staff/domains/{id}"), "severity=noop").await, "/staff/domains?done=saved");
        assert_eq!(eve.form(&format!("/staff/domains/{id}"), "severity=worse").await.status, 422);
        assert!(eve.get("/staff/domains").await.ok().text.contains("Not at all"));
        led(&eve.form(&format!("/web/staff/domains/{id}/delete"), "").await, "/staff/domains?done=removed");
        assert_eq!(eve.get(&format!("/staff/domains/{id}")).await.status, 404);

        assert_eq!(eve.form("/staff/email_blocks", "domain=").await.status, 422);
        led(&eve.form("/staff/email_blocks", "domain=mail.example&allow_with_approval=1").await, "/staff/email_blocks?done=saved");
        let list = eve.get("/staff/email_blocks").await.ok().text;
        assert!(list.contains("mail.example") && list.contains("nobody tried this week"), "{list}");
        let id = list.split("/web/staff/email_blocks/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(eve.form(&format!("/web/staff/email_blocks/{id}/delete"), "").await.status, 303);

        let bad = eve.form("/staff/ip_blocks", "ip=nowhere&severity=no_access&ends=86400&comment=why").await;
        assert!(bad.status == 422 && bad.text.contains("href=\"#ip\"") && bad.text.contains("why"), "{}", bad.text);
        led(&eve.form("/staff/ip_blocks", "ip=192.0.2.0/24&severity=sign_up_block&ends=86400").await, "/staff/ip_blocks?done=saved");
        let list = eve.get("/staff/ip_blocks").await.ok().text;
        assert!(list.contains("192.0.2.0/24") && list.contains("No sign-ups; until"), "{list}");
        let id = list.split("/web/staff/ip_blocks/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let path = format!("/staff/ip_blocks/{id}");
        assert!(eve.get(&path).await.ok().text.contains("value=\"keep\" selected"));
        assert_eq!(eve.form(&path, "ip=192.0.2.0/24&severity=sign_up_block&ends=0").await.status, 303);
        assert!(!eve.get("/staff/ip_blocks").await.ok().text.contains("until"));
        assert_eq!(eve.form(&format!("/web{path}/delete"), "").await.status, 303);
        let log = eve.get("/staff/audit").await.ok().text;
        assert!(log.contains("@eve removed the network 192.0.2.0/24") && log.contains("added the server spam.example"), "{log}");
    }

    async fn trends_are_looked_at(engine: Engine) {
        let w = world(engine).await;
        let post = w.ana.publish("see https://clinic.example/a #stroke").await;
        w.ben.publish("also https://clinic.example/a #stroke").await;
        w.app.settle().await;
        w.ben.touch("favourite", post).await.ok();
        w.eve.touch("favourite", post).await.ok();
        w.app.settle().await;
        let eve = w.eve.browser().await;
        let desk = eve.get("/staff?days=30").await.ok().text;
        assert!(desk.contains("<b>3</b>") && desk.contains("aria-current=\"page\">30 days"), "{desk}");
        let page = eve.get("/staff/trends").await.ok().text;
        assert!(page.contains("#stroke") && page.contains("used 2 times, by 2 people"), "{page}");
        let form = page.split("action=\"/web/staff/trends/tags/").nth(1).unwrap();
        let id = form.split('/').next().unwrap();
        led(&eve.form(&format!("/web/staff/trends/tags/{id}/reject"), "").await, "/staff/trends?done=reject");
        assert!(eve.get("/staff/trends").await.ok().text.contains("Hidden by the staff"));
        assert!(eve.get("/staff").await.ok().text.contains("<b>2</b>"));
        assert_eq!(w.ana.get("/api/v1/trends/tags").await.ok().json, json!([]));
        led(&eve.form(&format!("/web/staff/trends/posts/{post}/approve"), "").await, "/staff/trends?done=approve");
        for path in ["tags/1/maybe", "cats/1/approve", "links/1/reject"] {
            assert_eq!(eve.form(&format!("/web/staff/trends/{path}"), "").await.status, 404, "{path}");
        }
    }
}
