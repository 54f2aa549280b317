//! The pages of reports and of the staff.

use base::Id;
use store::engine_tests;
use testkit::{Answer, Person, TestApp, json};
use web::Role;

use crate::moderating::{World, world};

const HOSTILE: &str = "<script>alert(1)</script>";

async fn staff(w: &World, name: &str, role: Role) -> Person {
    w.app.person_with(name, role, "read write follow push admin:read admin:write").await
}

pub(crate) fn led(answer: &Answer, place: &str) {
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, place), "{}", answer.text);
}

async fn with_rules(engine: store::Engine) -> World {
    let app = TestApp::with(engine, |config| {
        config.instance.rules = vec!["Be kind.".into(), "Name no patients.".into()];
        config.instance.contact_email = "staff@clinic.example".to_owned();
    })
    .await;
    let eve = app.person_with("eve", Role::Admin, "read write follow push admin:read admin:write").await;
    let (ana, ben) = (app.person("ana").await, app.person("ben").await);
    World { app, eve, ana, ben }
}

/// The newest open report.
async fn newest_report(w: &World) -> Id {
    let listed = w.eve.get("/api/v1/admin/reports").await.ok().json;
    listed[0]["id"].as_str().unwrap().parse().unwrap()
}

engine_tests! {
    async fn a_member_reports_posts(engine: Engine) {
        let w = with_rules(engine).await;
        let post = w.ben.publish(&format!("buy my pills {HOSTILE}")).await;
        let other = w.ben.publish("another one").await;
        w.app.settle().await;
        let ana = w.ana.browser().await;
        let thread = ana.get(&format!("/@ben/{post}")).await.ok().text;
        let link = format!("/report?account_id={}&amp;status_id={post}", w.ben.id);
        assert!(thread.contains(&link), "{thread}");
        assert!(ana.get("/@ben").await.ok().text.contains(&format!("/report?account_id={}\"", w.ben.id)));
        let form = ana.get(&link.replace("&amp;", "&")).await.ok().text;
        assert!(form.contains(&format!("value=\"{post}\" checked")) && !form.contains(HOSTILE), "{form}");
        assert!(form.contains(&format!("value=\"{other}\">")) && form.contains("Name no patients."), "{form}");
        let base = format!("account_id={}&status_ids[]={post}&comment=look+%3Cb%3E", w.ben.id);
        let none = ana.form("/report", &base).await;
        assert!(none.status == 422 && none.text.contains("Choose what it is about"), "{}", none.text);
        assert!(none.text.contains("look &#60;b&#62;") && none.text.contains(&format!("value=\"{post}\" checked")));
        let ruleless = ana.form("/report", &format!("{base}&category=violation")).await;
        assert!(ruleless.status == 422 && ruleless.text.contains("Choose at least one rule"), "{}", ruleless.text);
        let long = ana.form("/report", &format!("{base}{}&category=spam", "x".repeat(1_000))).await;
        assert!(long.status == 422 && long.text.contains("href=\"#comment\""), "{}", long.text);
        let sent = ana.form("/report", &format!("{base}&category=violation&rule_ids[]=2")).await;
        led(&sent, &format!("/report/done?account_id={}", w.ben.id));
        let thanks = ana.get(sent.header("location")).await.ok().text;
        assert!(thanks.contains(&format!("/web/accounts/{}/block", w.ben.id)) && !thanks.contains("/unfollow\""));
        let told = w.eve.get("/api/v1/admin/reports").await.ok().json;
        assert_eq!((&told[0]["comment"], &told[0]["rules"][0]["id"]), (&json!("look <b>"), &json!("2")));
        assert_eq!(told[0]["statuses"][0]["id"], post.to_string());
    }

    async fn what_cannot_be_reported(engine: Engine) {
        let w = world(engine).await;
        let secret = w.ben.publish_with(json!({ "status": "for me", "visibility": "direct" })).await;
        let own = w.ana.publish("mine").await;
        let ana = w.ana.browser().await;
        let page = ana.get(&format!("/report?account_id={}", w.ana.id)).await;
        assert!(page.status == 422 && page.text.contains("You cannot report yourself"), "{}", page.text);
        assert_eq!(ana.form("/report", &format!("account_id={}&category=spam", w.ana.id)).await.status, 422);
        let yourself = json!({ "account_id": w.ana.id.to_string() });
        // Apps may, as with Mastodon.
        w.ana.post("/api/v1/reports", yourself).await.ok();
        for path in [
            "/report".to_owned(),
            "/report?account_id=1".to_owned(),
            format!("/report?account_id={}&status_id={secret}", w.ben.id),
            format!("/report?account_id={}&status_id={own}", w.ben.id),
        ] {
            assert_eq!(ana.get(&path).await.status, 404, "{path}");
        }
        let body = format!("account_id={}&category=spam&status_ids[]={secret}", w.ben.id);
        assert_eq!(ana.form("/report", &body).await.status, 404);
        let led = w.app.nobody().get("/report?account_id=1").await;
        assert!(led.status == 302 && led.header("location").starts_with("/sign-in"));
    }

    async fn a_report_from_desk_to_decision(engine: Engine) {
        let w = with_rules(engine).await;
        let post = w.ben.publish_with(json!({ "status": "pills", "sensitive": true })).await;
        let ana = w.ana.browser().await;
        let body = format!("account_id={}&status_ids[]={post}&category=violation&rule_ids[]=2&comment=help", w.ben.id);
        assert_eq!(ana.form("/report", &body).await.status, 303);
        let id = newest_report(&w).await;
        let path = format!("/staff/reports/{id}");
        for page in ["/staff", "/staff/reports", path.as_str()] {
            assert_eq!(ana.get(page).await.status, 403, "{page}");
        }
        let eve = w.eve.browser().await;
        let list = eve.get("/staff/reports").await.ok().text;
        assert!(list.contains(&path) && list.contains("It breaks a rule of this server; by @ana; 1 post"), "{list}");
        let page = eve.get(&path).await.ok().text;
        for part in ["Name no patients.", "help", "Sensitive post", "pills", " @ana</a>", "Nobody has taken it on"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        led(&eve.form(&format!("/web{path}/assign"), "").await, &format!("{path}?done=assigned"));
        assert!(eve.get("/staff/reports?state=mine").await.ok().text.contains(&path));
        assert!(eve.get(&format!("{path}?done=assigned")).await.ok().text.contains("You look after this report now"));
        assert_eq!(eve.form(&format!("/web{path}/unassign"), "").await.status, 303);
        assert!(!eve.get("/staff/reports?state=mine").await.ok().text.contains(&path));
        assert_eq!(eve.form(&format!("/web{path}/resolve"), "").await.status, 303);
        assert!(!eve.get("/staff/reports").await.ok().text.contains(&path));
        assert!(eve.get("/staff/reports?state=resolved").await.ok().text.contains(&path));
        let other = format!("/staff/reports?state=any&target={}", w.ana.id);
        assert!(!eve.get(&other).await.ok().text.contains(&path));
        assert_eq!(eve.form(&format!("/web{path}/reopen"), "").await.status, 303);
        let act = format!("/staff/accounts/{}/act", w.ben.id);
        let none = eve.form(&act, &format!("report_id={id}&text=why")).await;
        assert!(none.status == 422 && none.text.contains("Choose what happens") && none.text.contains("\nwhy<"));
        let done = eve.form(&act, &format!("report_id={id}&action=silence&notify=1&text=No+pills+%3Cb%3E")).await;
        led(&done, &format!("{path}?done=decided"));
        w.app.settle().await;
        let page = eve.get(&path).await.ok().text;
        assert!(page.contains("Closed by @eve") && page.contains("Limit, by @eve") && page.contains("No pills &#60;b&#62;"), "{page}");
        let log = eve.get("/staff/audit").await.ok().text;
        assert!(log.contains("@eve limited the account @ben") && log.contains("@eve took on the report"), "{log}");
    }

    async fn whom_a_decision_is_about_reads_it(engine: Engine) {
        let w = with_rules(engine).await;
        let post = w.ben.publish("pills").await;
        let body = json!({ "account_id": w.ben.id.to_string(), "status_ids": [post.to_string()], "rule_ids": ["1"] });
        w.ana.post("/api/v1/reports", body).await.ok();
        let (id, eve) = (newest_report(&w).await, w.eve.browser().await);
        let act = format!("/staff/accounts/{}/act", w.ben.id);
        let done = eve.form(&act, &format!("report_id={id}&action=sensitive&notify=1&text=Mind+the+rules")).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(eve.form(&act, "action=none&text=between+us").await.status, 303);
        w.app.settle().await;
        let ben = w.ben.browser().await;
        let told = ben.get("/notifications").await.ok().text;
        let link = told.split("href=\"/settings/decisions/").nth(1).unwrap().split('"').next().unwrap();
        let path = format!("/settings/decisions/{link}");
        let page = ben.get(&path).await.ok().text;
        for part in ["Your media are covered", "Mind the rules", "Be kind.", "pills", "mailto:staff@clinic.example"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("@eve"), "who decided is nobody's business");
        let list = ben.get("/settings/decisions").await.ok().text;
        assert!(list.contains(&path) && !list.contains("A word from"), "{list}");
        assert_eq!(w.ana.browser().await.get(&path).await.status, 404);
        w.ben.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        assert!(ben.get(&path).await.ok().text.contains("1 post is not there any more"));
        assert!(eve.get("/notifications").await.ok().text.contains(&format!("/staff/reports/{id}")));
    }

    async fn suspending_is_asked_twice_and_erasing_too(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        let (page, act) = (format!("/staff/accounts/{}", w.ben.id), format!("/staff/accounts/{}/act", w.ben.id));
        let asked = eve.form(&act, "action=suspend&notify=1&text=Enough").await.ok().text;
        assert!(asked.contains("Suspend @ben?") && asked.contains("name=\"sure\"") && asked.contains("value=\"Enough\""));
        assert!(!eve.get(&page).await.ok().text.contains("Take back the suspension"));
        led(&eve.form(&act, "action=suspend&notify=1&text=Enough&sure=1").await, &format!("{page}?done=decided"));
        w.app.settle().await;
        assert!(eve.get(&page).await.ok().text.contains(&format!("{page}/erase")));
        led(&eve.form(&format!("/web{page}/unsuspend"), "").await, &format!("{page}?done=lifted"));
        assert_eq!(eve.form(&format!("/web{page}/erase"), "").await.status, 403, "not suspended");
        assert_eq!(eve.form(&act, "action=suspend&sure=1").await.status, 303);
        assert!(eve.get(&format!("{page}/erase")).await.ok().text.contains("Nothing can bring them back"));
        led(&eve.form(&format!("/web{page}/erase"), "").await, &format!("{page}?done=erased"));
        assert!(!eve.get(&page).await.ok().text.contains("Take back the suspension"));
    }

    async fn nobody_acts_on_their_equals(engine: Engine) {
        let w = world(engine).await;
        let moe = staff(&w, "moe", Role::Moderator).await;
        let browser = moe.browser().await;
        for target in [w.eve.id, moe.id] {
            let page = browser.get(&format!("/staff/accounts/{target}")).await.ok().text;
            assert!(page.contains("Your rank does not let you act"), "{page}");
            let act = format!("/staff/accounts/{target}/act");
            assert!(!browser.get(&act).await.ok().text.contains("name=\"action\""));
            assert_eq!(browser.form(&act, "action=silence").await.status, 403);
            assert_eq!(browser.form(&format!("/web/staff/accounts/{target}/enable"), "").await.status, 403);
        }
        for page in ["/staff/domains", "/staff/email_blocks", "/staff/ip_blocks", "/staff/ip_blocks/new"] {
            assert_eq!(browser.get(page).await.status, 403, "{page}");
        }
        let desk = browser.get("/staff").await.ok().text;
        assert!(desk.contains("/staff/trends") && !desk.contains("/staff/domains"), "{desk}");
        assert!(w.eve.browser().await.get("/staff").await.ok().text.contains("/staff/domains"));
        assert_eq!(browser.get(&format!("/staff/accounts/{}/erase", w.ben.id)).await.status, 403);
    }

    async fn accounts_are_found_and_looked_after(engine: Engine) {
        let w = world(engine).await;
        w.ben.patch("/api/v1/accounts/update_credentials", json!({ "display_name": format!("Ben {HOSTILE}") })).await.ok();
        let eve = w.eve.browser().await;
        let found = async |query: &str| eve.get(&format!("/staff/accounts?{query}")).await.ok().text;
        let ben = format!("/staff/accounts/{}\"", w.ben.id);
        for query in ["q=be", "q=%40ben", "q=ben%40&by=email", "q=Ben&by=display_name", "role=user", "status=active"] {
            let page = found(query).await;
            assert!(page.contains(&ben) && !page.contains(HOSTILE), "{query}: {page}");
        }
        for query in ["q=ana", "q=be&by=ip", "role=staff", "status=suspended", "status=pending", "q=%25"] {
            assert!(!found(query).await.contains(&ben), "{query}");
        }
        let page = eve.get(&format!("/staff/accounts/{}", w.ben.id)).await.ok().text;
        assert!(page.contains("ben@example.org") && page.contains("Possible") && !page.contains(HOSTILE), "{page}");
        let act = format!("/staff/accounts/{}/act", w.ben.id);
        for action in ["sensitive", "disable", "silence"] {
            assert_eq!(eve.form(&act, &format!("action={action}")).await.status, 303);
        }
        let page = eve.get(&format!("/staff/accounts/{}", w.ben.id)).await.ok().text;
        for verb in ["unsensitive", "enable", "unsilence"] {
            assert!(page.contains(&format!("/{verb}\"")), "{verb}: {page}");
            assert_eq!(eve.form(&format!("/web/staff/accounts/{}/{verb}", w.ben.id), "").await.status, 303);
        }
        let page = eve.get(&format!("/staff/accounts/{}", w.ben.id)).await.ok().text;
        assert!(!page.contains("/unsilence\"") && page.contains("the person was not told"), "{page}");
        assert_eq!(eve.get("/staff/accounts/1").await.status, 404);
    }

    async fn accounts_are_paged(engine: Engine) {
        let w = world(engine).await;
        for n in 0..32 {
            w.app.person(&format!("many{n}")).await;
        }
        let eve = w.eve.browser().await;
        let first = eve.get("/staff/accounts?q=many").await.ok().text;
        assert_eq!(first.matches("class=\"case\"").count(), 30);
        let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let next = next.replace("&#38;", "&").replace("&amp;", "&");
        assert!(next.contains("q=many"), "{next}");
        assert_eq!(eve.get(&next).await.ok().text.matches("class=\"case\"").count(), 2);
    }
}
