//! The pages of announcements, of custom emojis, of the site's texts and of blocked servers.

use store::engine_tests;
use testkit::TestApp;

use crate::desk::led;
use crate::moderating::world;

const HOSTILE: &str = "<script>alert(1)</script>";

/// What stands behind `before`, up to the next slash or quotation mark.
fn after<'a>(text: &'a str, before: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(['/', '"']).next().unwrap()
}

const PNG: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");

engine_tests! {
    async fn an_announcement_is_written_and_read(engine: Engine) {
        let w = world(engine).await;
        let (eve, ana) = (w.eve.browser().await, w.ana.browser().await);
        assert!(ana.get("/announcements").await.ok().text.contains("No announcements"));
        assert!(!ana.get("/").await.ok().text.contains("herald"));
        let empty = eve.form("/staff/announcements", "text=+&ends_at=2020-01-01T00:00").await;
        assert!(empty.status == 422 && empty.text.contains("href=\"#text\"") && empty.text.contains("2020-01-01T00:00"), "{}", empty.text);
        let past = eve.form("/staff/announcements", "text=x&ends_at=2020-01-01T00:00").await;
        assert!(past.status == 422 && past.text.contains("The end must lie in the future"), "{}", past.text);
        assert!(eve.form("/staff/announcements", "text=x&starts_at=soon").await.text.contains("href=\"#starts_at\""));
        let text = "text=Lights+out+%23ward+%3Cscript%3Ealert(1)%3C/script%3E";
        led(&eve.form("/staff/announcements", text).await, "/staff/announcements?done=saved");
        w.app.settle().await;
        let home = ana.get("/").await.ok().text;
        assert!(home.contains("herald") && home.contains("Lights out #ward") && !home.contains(HOSTILE), "{home}");
        assert!(!w.app.nobody().get("/").await.ok().text.contains("herald"));
        let page = ana.get("/announcements").await.ok().text;
        assert!(page.contains("<strong>New</strong>") && page.contains("/tags/ward") && !page.contains(HOSTILE), "{page}");
        let id = after(&page, "/web/announcements/").to_owned();
        let at = |verb: &str| format!("/web/announcements/{id}/{verb}");
        led(&ana.form(&at("react"), "name=%F0%9F%91%8D").await, "/announcements");
        w.ben.browser().await.form(&at("react"), "other=%F0%9F%91%8D").await;
        let page = ana.get("/announcements").await.ok().text;
        assert!(page.contains("👍, 2 people, you among them. Take it back") && page.contains("aria-pressed=\"true\""), "{page}");
        let odd = ana.form(&at("react"), "other=hello").await;
        assert!(odd.status == 422 && odd.text.contains("not an emoji"), "{}", odd.text);
        led(&ana.form(&at("unreact"), "name=%F0%9F%91%8D").await, "/announcements");
        assert!(ana.get("/announcements").await.ok().text.contains("👍, 1 person. React so too"));
        led(&ana.form(&at("dismiss"), "back=/").await, "/");
        assert!(!ana.get("/").await.ok().text.contains("herald"));
        assert!(!ana.get("/announcements").await.ok().text.contains("<strong>New</strong>"));
        assert!(w.ben.browser().await.get("/").await.ok().text.contains("herald"));
        assert_eq!(ana.form("/web/announcements/1/dismiss", "").await.status, 404);
        let led = w.app.nobody().get("/announcements").await;
        assert!(led.status == 302 && led.header("location").starts_with("/sign-in"));
    }

    async fn an_announcement_is_changed_taken_back_and_removed(engine: Engine) {
        let w = world(engine).await;
        let (eve, ana) = (w.eve.browser().await, w.ana.browser().await);
        eve.form("/staff/announcements", "text=First").await;
        w.app.settle().await;
        let id = after(&eve.get("/staff/announcements").await.ok().text, "/web/staff/announcements/").to_owned();
        let path = format!("/staff/announcements/{id}");
        let form = eve.get(&path).await.ok().text;
        assert!(form.contains("\nFirst</textarea>") && !form.contains("name=\"scheduled_at\""), "{form}");
        led(&eve.form(&path, "text=Second&starts_at=2031-01-05T00:00&all_day=1").await, "/staff/announcements?done=saved");
        assert_eq!(eve.form(&path, "text=Second&all_day=1").await.status, 422);
        w.app.settle().await;
        let page = ana.get("/announcements").await.ok().text;
        assert!(page.contains("Second") && page.contains("From 5 Jan 2031") && !page.contains("UTC"), "{page}");
        assert!(ana.get("/").await.ok().text.contains("Second"));
        led(&eve.form(&format!("/web{path}/unpublish"), "").await, "/staff/announcements?done=unpublished");
        w.app.settle().await;
        assert!(!ana.get("/").await.ok().text.contains("herald"));
        assert!(eve.get("/staff/announcements").await.ok().text.contains("Nobody sees it"));
        led(&eve.form(&format!("/web{path}/publish"), "").await, "/staff/announcements?done=published");
        w.app.settle().await;
        assert!(ana.get("/announcements").await.ok().text.contains("Second"));
        assert!(eve.get(&format!("{path}/remove")).await.ok().text.contains("“Second” is deleted"));
        led(&eve.form(&format!("/web{path}/remove"), "").await, "/staff/announcements?done=removed");
        for path in [path.clone(), format!("{path}/remove")] {
            assert_eq!(eve.get(&path).await.status, 404);
        }
        assert_eq!(eve.form(&format!("/web{path}/publish"), "").await.status, 404);
        assert_eq!(ana.get("/staff/announcements").await.status, 403);
    }

    async fn an_announcement_waits_for_its_time_which_can_be_put_off(engine: Engine) {
        let w = world(engine).await;
        let (eve, ana) = (w.eve.browser().await, w.ana.browser().await);
        let time = |days: i64| base::iso_ms(w.app.medley.clock.now_ms() + days * base::DAY_MS)[..16].to_owned();
        let (one, three) = (time(1), time(3));
        led(&eve.form("/staff/announcements", &format!("text=Later&scheduled_at={one}")).await, "/staff/announcements?done=saved");
        let list = eve.get("/staff/announcements").await.ok().text;
        assert!(list.contains("Will be published"), "{list}");
        let path = format!("/staff/announcements/{}", after(&list, "/web/staff/announcements/"));
        assert!(eve.get(&path).await.ok().text.contains(&format!("value=\"{one}\"")));
        led(&eve.form(&path, &format!("text=Later&scheduled_at={three}")).await, "/staff/announcements?done=saved");
        w.app.later(2 * base::DAY_MS);
        w.app.settle().await;
        assert!(!ana.get("/").await.ok().text.contains("herald"), "put off");
        w.app.later(2 * base::DAY_MS);
        w.app.settle().await;
        assert!(ana.get("/").await.ok().text.contains("Later"));
    }

    async fn a_home_without_announcements_costs_no_statement(engine: Engine) {
        let w = world(engine).await;
        let (eve, ana) = (w.eve.browser().await, w.ana.browser().await);
        ana.get("/").await.ok();
        let cost = async || {
            let before = w.app.medley.db.statements_run();
            ana.get("/").await.ok();
            w.app.medley.db.statements_run() - before
        };
        let without = cost().await;
        eve.form("/staff/announcements", "text=Soon").await;
        w.app.settle().await;
        ana.get("/").await.ok();
        assert_eq!(cost().await, without + 1, "who has dismissed it");
        let list = eve.get("/staff/announcements").await.ok().text;
        let path = format!("/web/staff/announcements/{}/unpublish", after(&list, "/web/staff/announcements/"));
        assert_eq!(eve.form(&path, "").await.status, 303);
        w.app.settle().await;
        ana.get("/").await.ok();
        assert_eq!(cost().await, without);
    }

    async fn emojis_are_looked_after(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        assert!(eve.get("/staff/emojis").await.ok().text.contains("There are none yet"));
        let add = async |code: &str, file: &[u8]| {
            let parts = [("shortcode", None, code.as_bytes()), ("category", None, b"Cats".as_slice()), ("image", Some("a.png"), file)];
            eve.upload("/staff/emojis", &parts).await
        };
        let none = eve.form("/staff/emojis", "shortcode=blob").await;
        assert!(none.status == 422 && none.text.contains("Choose a picture") && none.text.contains("value=\"blob\""), "{}", none.text);
        let odd = add("a b", PNG).await;
        assert!(odd.status == 422 && odd.text.contains("href=\"#shortcode\""), "{}", odd.text);
        let text = add("blob", b"not a picture").await;
        assert!(text.status == 422 && text.text.contains("href=\"#image\""), "{}", text.text);
        led(&add(":blob:", PNG).await, "/staff/emojis?done=added");
        assert_eq!(add("Blob", PNG).await.status, 422, "taken");
        let list = eve.get("/staff/emojis").await.ok().text;
        assert!(list.contains(":blob:") && list.contains("Cats") && list.contains("Everybody can use it"), "{list}");
        assert_eq!(w.ana.get("/api/v1/custom_emojis").await.ok().each("shortcode"), ["blob"]);
        led(&eve.form("/staff/emojis/blob", "category=Dogs&enabled=1").await, "/staff/emojis?done=saved");
        let list = eve.get("/staff/emojis").await.ok().text;
        assert!(list.contains("Dogs") && list.contains("pickers do not show it"), "{list}");
        led(&eve.form("/staff/emojis/blob", "category=").await, "/staff/emojis?done=saved");
        assert!(eve.get("/staff/emojis").await.ok().text.contains("Nobody can use it"));
        let long = eve.form("/staff/emojis/blob", &format!("category={}", "x".repeat(101))).await;
        assert!(long.status == 422 && long.text.contains("href=\"#category\""), "{}", long.text);
        assert!(eve.get("/staff/emojis/blob/remove").await.ok().text.contains("Remove :blob:?"));
        led(&eve.form("/web/staff/emojis/blob/remove", "").await, "/staff/emojis?done=removed");
        assert_eq!(eve.get("/staff/emojis/blob").await.status, 404);
        assert_eq!(w.ana.browser().await.get("/staff/emojis").await.status, 403);
    }

    async fn what_the_staff_do_with_them_is_in_their_log(engine: Engine) {
        let w = world(engine).await;
        let eve = w.eve.browser().await;
        eve.form("/staff/announcements", "text=Lights+out+%3Cscript%3Ealert(1)%3C/script%3E").await;
        let id = after(&eve.get("/staff/announcements").await.ok().text, "/web/staff/announcements/").to_owned();
        let at = |verb: &str| format!("/web/staff/announcements/{id}/{verb}");
        // What is published already changes nothing, and is not told.
        for path in [at("publish"), at("unpublish"), at("publish")] {
            w.app.later(1);
            eve.form(&path, "").await;
        }
        w.app.later(1);
        eve.form(&format!("/staff/announcements/{id}"), "text=Lights+on").await;
        w.app.later(1);
        eve.form(&at("remove"), "").await;
        w.app.later(1);
        eve.upload("/staff/emojis", &[("shortcode", None, b"blob"), ("image", Some("a.png"), PNG)]).await;
        w.app.later(1);
        eve.form("/staff/emojis/blob", "category=&enabled=1").await;
        w.app.later(1);
        eve.form("/web/staff/emojis/blob/remove", "").await;
        let log = eve.get("/staff/audit").await.ok().text;
        let lines = [
            "@eve removed the emoji :blob:",
            "@eve changed the emoji :blob:",
            "@eve added the emoji :blob:",
            "@eve removed the announcement “Lights on”",
            "@eve changed the announcement “Lights on”",
            "@eve published the announcement “Lights out",
            "@eve took back the announcement “Lights out",
            "@eve added the announcement “Lights out",
        ];
        let places: Vec<usize> = lines.iter().map(|line| log.find(line).unwrap_or_else(|| panic!("{line}: {log}"))).collect();
        assert!(places.is_sorted(), "the latest first: {places:?}");
        assert_eq!(log.matches("announcement “").count(), 5, "{log}");
        assert!(!log.contains(HOSTILE), "{log}");
        // What the operator does at the command line is not the staff's.
        let new = announcements::NewAnnouncement { text: "By hand".into(), ..announcements::NewAnnouncement::default() };
        w.app.medley.announcements.publish(new).await.unwrap();
        assert!(!eve.get("/staff/audit").await.ok().text.contains("By hand"));
    }

    async fn the_texts_of_the_site_are_told_with_their_place(engine: Engine) {
        let app = TestApp::with(engine, |config| {
            config.instance.description = format!("A ward {HOSTILE}");
            config.instance.rules = vec!["Be kind.".into()];
        })
        .await;
        let eve = app.person_with("eve", web::Role::Admin, "read").await.browser().await;
        let page = eve.get("/staff/instance").await.ok().text;
        for part in ["medley.toml", "instance.description", "Be kind.", "The text that every Medley has"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains(HOSTILE));
        assert_eq!(app.person("ana").await.browser().await.get("/staff/instance").await.status, 403);
    }

    async fn a_member_blocks_servers(engine: Engine) {
        let w = world(engine).await;
        let ana = w.ana.browser().await;
        assert!(ana.get("/settings/domain_blocks").await.ok().text.contains("You block no server"));
        for domain in ["", "not+a+domain", "localhost:3000"] {
            let bad = ana.form("/settings/domain_blocks", &format!("domain={domain}")).await;
            assert!(bad.status == 422 && bad.text.contains("href=\"#domain\""), "{domain}: {}", bad.text);
        }
        led(&ana.form("/settings/domain_blocks", "domain=Spam.Example").await, "/settings/domain_blocks?added");
        let list = ana.get("/settings/domain_blocks?added").await.ok().text;
        assert!(list.contains("<strong>spam.example</strong>") && list.contains("The server is in your list"), "{list}");
        assert!(!w.ben.browser().await.get("/settings/domain_blocks").await.ok().text.contains("spam.example"));
        for n in 0..52 {
            ana.form("/settings/domain_blocks", &format!("domain=s{n}.example")).await;
        }
        let first = ana.get("/settings/domain_blocks").await.ok().text;
        assert!(!first.contains("spam.example") && first.contains("rel=\"next\""), "{first}");
        led(&ana.form("/web/domain_blocks/remove", "domain=spam.example").await, "/settings/domain_blocks?removed");
        assert!(!w.ana.get("/api/v1/domain_blocks?limit=200").await.ok().text.contains("spam.example"));
    }
}
