//! The pages of chats: calendar, a chat, its form, its sessions, one's own.

use base::{HOUR_MS, MINUTE_MS, parse_iso};
use store::engine_tests;
use testkit::{NOW_MS, TestApp, json};

use crate::chatting::{make, weekly};

const HOSTILE: &str = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E";
const FORM: &str = "tag=HCSM&title=Care&repeat=weekly&weekday=7&nth=1&first=2026-11-22&time=21%3A00&minutes=60&zone=America%2FNew_York&language=en&specialty_1=nursing";

engine_tests! {
    async fn a_chat_is_made_by_a_form(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, _ben, nobody) = (app.person("ana").await, app.person("ben").await, app.nobody());
        let browser = ana.browser().await;
        assert!(nobody.get("/chats/new").await.header("location").starts_with("/sign-in"));
        let empty = nobody.get("/chats").await.ok().text;
        assert!(empty.contains("There are no chats in this time.") && empty.contains("href=\"/chats/new\""), "{empty}");
        let fresh = browser.get("/chats/new?tag=hcsm").await.ok().text;
        assert!(fresh.contains("This is not medical advice") && fresh.contains("value=\"hcsm\""), "{fresh}");
        let spanish = browser.get_in("es", "/chats/new").await.ok().text;
        assert!(spanish.contains("Esto no es consejo médico"));

        let shown = browser.form("/chats/new", &format!("{FORM}&do=preview")).await;
        assert_eq!(shown.status, 200);
        assert!(shown.text.contains("Sunday, 22 Nov 2026, 21:00, New York (EST)") && shown.text.contains("20 Dec 2026"), "{}", shown.text);
        let odd = FORM.replace("repeat=weekly", "repeat=own&rule=FREQ%3DSECONDLY");
        let shown = browser.form("/chats/new", &format!("{odd}&do=preview")).await;
        assert!(shown.text.contains("The rule must be DAILY, WEEKLY, MONTHLY or YEARLY"), "{}", shown.text);
        for (from, to, says) in [
            ("tag=HCSM", "tag=a+b", "This is not a hashtag"),
            ("title=Care", "title=", "The title can&#39;t be blank"),
            ("first=2026-11-22", "first=soon", "Please enter a day."),
            ("time=21%3A00", "time=late", "Please enter a time."),
            ("minutes=60", "minutes=x", "How many minutes does it take?"),
            ("minutes=60", "minutes=3", "10 minutes at least"),
            ("zone=America", "zone=Mars", "There is no time zone of that name"),
            ("language=en", "hosts=%40nobody", "Nobody here is called nobody"),
            ("repeat=weekly", "repeat=once&first=2020-01-01&x", "needs a date that is to come"),
        ] {
            let body = FORM.replace(from, to).replace("&x&weekday=7&nth=1&first=2026-11-22", "&weekday=7");
            let refused = browser.form("/chats/new", &body).await;
            let text = refused.text.replace("&#x27;", "&#39;");
            assert!(refused.status == 422 && text.contains(says), "{to}: {text}");
            assert!(refused.text.contains("class=\"notice error summary\""));
        }
        let body = format!("{FORM}&hosts=%40ben&description={HOSTILE}&rules={HOSTILE}").replace("title=Care", &format!("title={HOSTILE}"));
        let made = browser.form("/chats/new", &body).await;
        assert_eq!(made.header("location"), "/chats/hcsm?made", "{}", made.text);
        let page = browser.get("/chats/hcsm?made").await.ok().text;
        assert!(page.contains("Your chat is made") && page.contains("Every Sunday at 21:00") && !page.contains("<script>alert"), "{page}");
        assert!(page.contains("@ben") && page.contains("/chats/hcsm/edit") && page.contains("webcal://localhost:3000/chats/hcsm.ics"));
        assert!(page.contains("Monday, 23 Nov 2026, 02:00") && page.contains("Sunday, 22 Nov 2026, 21:00 in New York (EST)"), "{page}");
        let list = nobody.get("/chats").await.ok().text;
        assert!(list.contains("href=\"/chats/hcsm\"") && list.contains("Next up") && !list.contains("<script>alert"), "{list}");
        let twice = browser.form("/chats/new", FORM).await;
        assert!(twice.status == 422 && twice.text.contains("This hashtag has a chat already"));

    }

    async fn a_chat_is_changed_by_its_hosts(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, nobody) = (app.person("ana").await, app.person("ben").await, app.nobody());
        let browser = ana.browser().await;
        app.person("cleo").await;
        assert_eq!(browser.form("/chats/new", &format!("{FORM}&hosts=%40cleo")).await.status, 303);
        let edit = browser.get("/chats/hcsm/edit").await.ok().text;
        assert!(edit.contains("value=\"@cleo\"") && edit.contains("<option value=\"weekly\" selected"), "{edit}");
        let monthly = FORM.replace("repeat=weekly", "repeat=last").replace("weekday=7", "weekday=4");
        assert_eq!(browser.form("/chats/hcsm/edit", &monthly).await.header("location"), "/chats/hcsm?saved");
        let page = nobody.get("/chats/hcsm").await.ok().text;
        assert!(page.contains("On the last Thursday of each month at 21:00") && !page.contains("/chats/hcsm/edit"), "{page}");
        let other = ben.browser().await;
        assert_eq!(other.get("/chats/hcsm/edit").await.status, 403);
        assert_eq!(other.form("/chats/hcsm/edit", FORM).await.status, 403);
        assert_eq!(browser.get("/chats/other").await.status, 404);
        assert_eq!(browser.form("/chats/hcsm/retire", "").await.status, 303);
        assert!(nobody.get("/chats/hcsm").await.ok().text.contains("This chat has ended"));
        assert_eq!(browser.form("/chats/hcsm/resume", "").await.status, 303);
    }

    async fn the_calendar_is_read_in_ones_own_zone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        make(&ana, weekly("hcsm")).await;
        make(&ana, json!({ "tag": "herz", "title": "Herz", "zone": "Europe/Madrid", "start": "2026-11-25T20:00", "language": "de", "specialties": ["cardiology"] })).await;
        let utc = nobody.get("/chats").await.ok().text;
        assert!(utc.contains("Monday, 23 Nov 2026") && utc.contains(">02:00<") && utc.contains("data-guess"), "{utc}");
        let york = nobody.get("/chats?zone=America/New_York").await.ok().text;
        assert!(york.contains("Sunday, 22 Nov 2026") && york.contains(">21:00<") && york.contains("New York (EST)"), "{york}");
        assert!(york.contains("zone=America/New_York") && !york.contains("data-guess"));
        let week = nobody.get("/chats?view=week&zone=Europe/Madrid").await.ok().text;
        assert!(week.contains("There are no chats in this time.") && !week.contains("<table>"), "the week of today ends on Sunday: {week}");
        let next = nobody.get("/chats?view=week&from=2026-11-25&zone=Europe/Madrid").await.ok().text;
        assert!(next.contains("<table>") && next.contains("scope=\"row\""), "{next}");
        assert!(next.contains("#herz") && next.contains("03:00") && next.contains("20:00"), "{next}");
        let calendar = |page: &str| page.split("class=\"box calendar\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        let hearts = calendar(&nobody.get("/chats?specialty=cardiology").await.ok().text);
        assert!(hearts.contains("#herz") && !hearts.contains("hcsm"), "{hearts}");
        let german = calendar(&nobody.get("/chats?language=de").await.ok().text);
        assert!(german.contains("#herz") && !german.contains("hcsm"));
        for odd in ["zone=Mars/Olympus", "from=soon", "view=tree", "specialty=wizardry", "language=klingon", "from=9999-12-31"] {
            assert_eq!(nobody.get(&format!("/chats?{odd}")).await.status, 200, "{odd}");
        }
        let browser = ana.browser().await;
        assert_eq!(browser.form("/chats/mine/zone", "zone=America/New_York").await.header("location"), "/chats/mine?zone_saved");
        assert!(browser.get("/chats").await.ok().text.contains("New York (EST)"));
        assert_eq!(browser.form("/chats/mine/zone", "zone=Mars").await.status, 422);

        app.later(parse_iso("2026-11-23T02:20:00Z").unwrap() - NOW_MS);
        let air = nobody.get("/chats").await.ok().text;
        assert!(air.contains("On air now"), "{air}");
        let home = browser.get("/local").await.ok().text;
        assert!(home.contains("side-air") && home.contains("href=\"/chats\""), "{home}");
        let past = nobody.get("/chats?from=2026-11-22").await.ok().text;
        assert!(calendar(&past).contains("hcsm"), "{past}");
    }

    async fn sessions_are_changed_by_those_who_lead(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let mut body = weekly("hcsm");
        body["moderator_ids"] = json!([ben.id.to_string()]);
        let made = make(&ana, body).await;
        let path = format!("/chats/hcsm/{}", made["next_session"]["id"].as_str().unwrap());
        let (leader, reader) = (ben.browser().await, cleo.browser().await);
        let form = leader.get(&format!("{path}/edit")).await.ok().text;
        assert!(form.contains("value=\"2026-11-22\"") && form.contains("value=\"21:00\""), "{form}");
        assert_eq!(reader.get(&format!("{path}/edit")).await.status, 403);
        assert!(app.nobody().get(&format!("{path}/edit")).await.header("location").starts_with("/sign-in"));
        assert_eq!(leader.get("/chats/hcsm/5/edit").await.status, 404);
        let same = "date=2026-11-22&time=21%3A00&minutes=60";
        for (body, says) in [
            (format!("{same}&guests=%40nobody"), "Nobody here is called nobody"),
            (format!("{same}&topic={}", "x".repeat(201)), "is too long"),
            ("date=2020-11-22&time=21%3A00&minutes=60".to_owned(), "can only be moved before it begins"),
            ("date=soon&time=21%3A00&minutes=60".to_owned(), "Please enter a day."),
        ] {
            let refused = leader.form(&format!("{path}/edit"), &body).await;
            assert!(refused.status == 422 && refused.text.contains(says), "{body}: {}", refused.text);
        }
        let saved = leader.form(&format!("{path}/edit"), &format!("{same}&guests=%40cleo&topic={HOSTILE}&notes=Read+first")).await;
        assert_eq!(saved.header("location"), "/chats/hcsm?session", "{}", saved.text);
        let page = reader.get("/chats/hcsm").await.ok().text;
        assert!(page.contains("Read first") && page.contains("href=\"/@cleo\"") && !page.contains("<script>alert"), "{page}");
        assert!(!page.contains("Another time than usual"));
        leader.form(&format!("{path}/edit"), "date=2026-11-22&time=22%3A00&minutes=60").await;
        assert!(reader.get("/chats/hcsm").await.ok().text.contains("Another time than usual"));
        assert_eq!(reader.form(&format!("{path}/cancel"), "reason=x").await.status, 403);
        assert_eq!(leader.form(&format!("{path}/cancel"), "reason=Holiday").await.status, 303);
        let page = reader.get("/chats/hcsm").await.ok().text;
        assert!(page.contains("Cancelled") && page.contains("Holiday"));
        assert_eq!(leader.form(&format!("{path}/restore"), "").await.status, 303);
        assert_eq!(leader.form("/chats/hcsm/step_down", "").await.header("location"), "/chats/hcsm?stepped");
        assert_eq!(leader.get(&format!("{path}/edit")).await.status, 403);

        app.later(parse_iso("2026-11-23T03:00:00Z").unwrap() - NOW_MS + 2 * HOUR_MS);
        let page = reader.get("/chats/hcsm").await.ok().text;
        assert!(page.contains(&format!("{path}/transcript")) && page.contains("/tags/hcsm/insights?from=2026-11-23T02:45:00.000Z"), "{page}");
        assert_eq!(reader.get("/chats/sessions/5").await.status, 404);
        let id = path.rsplit('/').next().unwrap();
        assert_eq!(reader.get(&format!("/chats/sessions/{id}")).await.header("location"), path);
    }

    async fn ones_own_calendar_is_a_secret(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        for tag in ["hcsm", "other"] {
            make(&ana, weekly(tag)).await;
        }
        let browser = ben.browser().await;
        assert!(browser.get("/chats/mine").await.ok().text.contains("You do not follow any chat yet."));
        assert_eq!(browser.form("/web/tags/hcsm/follow", "").await.status, 303);
        let path = "/chats/hcsm/remind";
        assert_eq!(browser.form(path, "lead_minutes=60&by_mail=1").await.header("location"), "/chats/hcsm?reminded#remind");
        let page = browser.get("/chats/hcsm?reminded").await.ok().text;
        assert!(page.contains("<option value=\"60\" selected") && page.contains("Unfollow #hcsm"), "{page}");
        assert_eq!(browser.form("/chats/mine/calendar", "").await.header("location"), "/chats/mine?renewed");
        let address = |page: String| {
            let rest = page.split("/chats/mine/").find(|part| part.contains(".ics")).unwrap().to_owned();
            format!("/chats/mine/{}.ics", rest.split(".ics").next().unwrap())
        };
        let first = address(browser.get("/chats/mine").await.ok().text);
        let ics = app.nobody().get(&first).await.ok();
        assert!(ics.text.contains("#hcsm)") && !ics.text.contains("#other)") && ics.header("cache-control").starts_with("private"), "{}", ics.text);
        browser.form("/chats/mine/calendar", "").await;
        let second = address(browser.get("/chats/mine").await.ok().text);
        assert_ne!(first, second);
        assert_eq!((app.nobody().get(&first).await.status.as_u16(), app.nobody().get(&second).await.status.as_u16()), (404, 200));
        assert_eq!(app.nobody().get("/chats/mine/x.ics").await.status, 404);
        assert_eq!(browser.form(path, "lead_minutes=0").await.status, 303);
        assert!(app.nobody().get("/chats/mine").await.header("location").starts_with("/sign-in"));
    }
}

/// A page of a timeline asks the database nothing for what goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_on_costs_no_statement() {
    let app = TestApp::new(store::Engine::Sqlite).await;
    let ana = app.person("ana").await;
    make(&ana, weekly("hcsm")).await;
    app.medley.chats.beside().await.unwrap();
    let before = app.medley.db.statements_run();
    app.later(parse_iso("2026-11-23T02:20:00Z").unwrap() - NOW_MS + MINUTE_MS);
    assert_eq!(app.medley.chats.beside().await.unwrap().len(), 1);
    assert_eq!(app.medley.chats.on_air(NOW_MS).await.unwrap().len(), 0);
    assert_eq!(app.medley.db.statements_run(), before);
}
