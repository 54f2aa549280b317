//! The pages of what is kept out, and of trends.

use store::engine_tests;
use testkit::json;

use crate::desk::led;
use crate::keeping_out::sign_up;
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

    async fn who_waits_is_let_in_or_turned_down(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        eve.form("/staff/email_blocks", "domain=odd.example&allow_with_approval=1").await;
        sign_up(&w.app, "chi", "chi@odd.example").await.ok();
        sign_up(&w.app, "dan", "dan@odd.example").await.ok();
        assert!(eve.get("/staff").await.ok().text.contains("<b>2</b><span>people who wait to be let in"));
        let list = eve.get("/staff/accounts?status=pending").await.ok().text;
        assert!(list.contains("Waits to be let in") && list.contains("@chi") && list.contains("@dan"), "{list}");
        let of = async |name: &str| {
            let found = w.eve.get(&format!("/api/v2/admin/accounts?username={name}")).await.ok().json;
            found[0]["id"].as_str().unwrap().to_owned()
        };
        let (chi, dan) = (of("chi").await, of("dan").await);
        let page = eve.get(&format!("/staff/accounts/{chi}")).await.ok().text;
        assert!(page.contains("Not before the") && page.contains("192.0.2.1"), "{page}");
        let done = eve.form(&format!("/web/staff/accounts/{chi}/approve"), "").await;
        led(&done, &format!("/staff/accounts/{chi}?done=approved"));
        assert_eq!(eve.form(&format!("/web/staff/accounts/{chi}/approve"), "").await.status, 403);
        assert!(eve.get(&format!("/staff/accounts/{dan}/reject")).await.ok().text.contains("Turn down @dan?"));
        let done = eve.form(&format!("/web/staff/accounts/{dan}/reject"), "").await;
        led(&done, "/staff/accounts?status=pending&done=rejected");
        let list = eve.get("/staff/accounts?status=pending").await.ok().text;
        assert!(!list.contains("@chi") && !list.contains("@dan"), "{list}");
        assert!(eve.get("/staff/audit").await.ok().text.contains("@eve turned down the account @dan"));
    }

    async fn texts_for_warnings(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        let nameless = eve.form("/staff/presets", "text=Please+do+not").await;
        assert!(nameless.status == 422 && nameless.text.contains("\nPlease do not</textarea>"), "{}", nameless.text);
        assert!(eve.form("/staff/presets", "title=Names&text=+").await.text.contains("href=\"#text\""));
        led(&eve.form("/staff/presets", "title=Names&text=No+names").await, "/staff/presets?done=saved");
        let list = eve.get("/staff/presets").await.ok().text;
        let id = list.split("/web/staff/presets/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let act = format!("/staff/accounts/{}/act", w.ben.id);
        assert!(eve.get(&act).await.ok().text.contains(&format!("value=\"{id}\">Names")));
        assert_eq!(eve.form(&act, &format!("action=none&preset={id}&text=please&notify=1")).await.status, 303);
        w.app.settle().await;
        let ben = w.ben.browser().await.get("/settings/decisions").await.ok().text;
        let path = ben.split("href=\"/settings/decisions/").nth(1).unwrap().split('"').next().unwrap();
        let told = w.ben.browser().await.get(&format!("/settings/decisions/{path}")).await.ok().text;
        assert!(told.contains("No names\n\nplease"), "{told}");
        led(&eve.form(&format!("/web/staff/presets/{id}/delete"), "").await, "/staff/presets?done=removed");
        assert_eq!(eve.form(&act, &format!("action=none&preset={id}")).await.status, 404);
    }
}
