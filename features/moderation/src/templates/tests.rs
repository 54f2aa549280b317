use ui::check::assert_page;
use ui::sample::{self, HOSTILE};
use ui::{Desk, EmptyState, FieldErrors, Message, Page as _, Paging, PersonLine, StaffRank, StaffTab};

use super::*;
use crate::model::{Category, Preset};

fn hostile() -> Message {
    Message::raw(HOSTILE)
}

fn desk() -> Desk {
    Desk::new(hostile(), StaffTab::Reports, StaffRank::Admin)
}

fn person() -> PersonLine {
    PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() }
}

fn subject() -> AccountLine {
    AccountLine { person: person(), role: hostile(), states: vec![hostile()], about: hostile() }
}

fn wrong(fields: &[&str]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    fields.iter().for_each(|field| errors.add(field, HOSTILE));
    errors
}

fn act(may: bool) -> ActForm {
    ActForm {
        target: "5".to_owned(),
        acct: HOSTILE.to_owned(),
        may,
        text: HOSTILE.to_owned(),
        presets: vec![Preset { id: base::Id(7), title: HOSTILE.to_owned(), text: HOSTILE.to_owned() }],
        preset: "7".to_owned(),
        report: "9".to_owned(),
        notify: true,
        ..ActForm::default()
    }
}

fn strikes() -> Vec<StrikeLine> {
    vec![StrikeLine {
        what: hostile(),
        text: HOSTILE.to_owned(),
        when: hostile(),
        report: Some("4".to_owned()),
    }]
}

fn log() -> Vec<LogLine> {
    let line =
        |url| LogLine { what: hostile(), when: hostile(), iso: "2026-11-30T00:00:00.000Z".to_owned(), url };
    vec![line(None), line(Some("/staff/reports/4".to_owned()))]
}

#[test]
fn reporting_is_sound() {
    let tick = PostTick { id: "3".to_owned(), text: hostile(), when: hostile(), ticked: true };
    let rule = (1, HOSTILE.to_owned(), HOSTILE.to_owned(), true);
    for (posts, rules) in [(vec![], vec![]), (vec![tick], vec![rule])] {
        for errors in [FieldErrors::default(), wrong(&["category", "rule_ids", "comment"])] {
            let form = ReportForm { category: Some(Category::Spam), comment: HOSTILE.to_owned() };
            let errors = if rules.is_empty() { FieldErrors::default() } else { errors };
            let (shell, posts, rules) = (sample::shell("/report"), posts.clone(), rules.clone());
            let page = ReportPage { shell, person: person(), posts, rules, form, errors, comment_chars: 9 };
            assert_page(&page.page());
        }
    }
    for offers in [Offers::default(), Offers { unfollow: true, mute: true, block: true }] {
        assert_page(&ReportedPage { shell: sample::shell("/report/done"), person: person(), offers }.page());
    }
}

#[test]
fn decisions_are_sound() {
    let shell = || sample::shell("/settings/decisions");
    let line = DecisionLine { id: "3".to_owned(), what: hostile(), when: hostile() };
    assert_page(&DecisionsPage { shell: shell(), decisions: vec![line] }.page());
    for contact in ["", HOSTILE] {
        let page = DecisionPage {
            shell: shell(),
            what: hostile(),
            means: hostile(),
            when: hostile(),
            text: HOSTILE.to_owned(),
            rules: vec![HOSTILE.to_owned()],
            posts: vec![sample::hostile_post("4")],
            gone: 2,
            contact: contact.to_owned(),
        };
        assert_page(&page.page());
    }
}

#[test]
fn reports_are_sound() {
    let case = Case {
        id: "3".to_owned(),
        person: person(),
        summary: hostile(),
        comment: HOSTILE.to_owned(),
        state: hostile(),
        when: hostile(),
    };
    for cases in [vec![], vec![case]] {
        let (empty, paging) = (EmptyState::new(hostile(), hostile()), Paging::default());
        let shell = sample::shell("/staff/reports");
        assert_page(
            &ReportsPage { shell, desk: desk(), states: desk().tabs, cases, empty, paging, presets: true }
                .page(),
        );
    }
    for (resolved, mine, may) in [(false, false, true), (false, true, false), (true, false, true)] {
        let post = CoveredPost { post: sample::hostile_post("4"), covered: resolved };
        let page = CasePage {
            shell: sample::shell("/staff/reports/3"),
            desk: desk(),
            id: "3".to_owned(),
            subject: subject(),
            by: person(),
            category: hostile(),
            rules: vec![HOSTILE.to_owned()],
            comment: HOSTILE.to_owned(),
            when: hostile(),
            state: hostile(),
            resolved,
            mine,
            posts: vec![post],
            gone: 1,
            act: act(may),
            errors: FieldErrors::default(),
            strikes: strikes(),
            log: log(),
        };
        assert_page(&page.page());
    }
}

#[test]
fn accounts_are_sound() {
    let shell = || sample::shell("/staff/accounts");
    for people in [vec![], vec![subject()]] {
        let (empty, paging) = (EmptyState::new(hostile(), hostile()), Paging::default());
        let search = Search { q: HOSTILE.to_owned(), by: "email".to_owned(), ..Search::default() };
        assert_page(&AccountsPage { shell: shell(), desk: desk(), search, people, empty, paging }.page());
    }
    for may in [false, true] {
        let facts = Facts {
            lines: vec![(hostile(), hostile())],
            addresses: vec![("192.0.2.1".to_owned(), hostile())],
            reason: HOSTILE.to_owned(),
        };
        let page = AccountPage {
            shell: shell(),
            desk: desk(),
            subject: subject(),
            facts,
            act: act(may),
            lifts: vec![("enable", hostile())],
            waits: true,
            erasable: true,
            strikes: strikes(),
            log: log(),
        };
        assert_page(&page.page());
        let errors = wrong(&["action", "preset", "text"]);
        let page = ActPage { shell: shell(), desk: desk(), act: act(true), errors };
        assert_page(&page.page());
    }
}

#[test]
fn the_desk_is_sound() {
    let bar = |n: usize| Bar { x: n * 10, y: 40, height: 60, day: Message::day(0), count: 6 };
    let chart = Chart {
        id: "new_users",
        title: hostile(),
        total: 12,
        earlier: 3,
        label: hostile(),
        width: 20,
        bars: vec![bar(0), bar(1)],
    };
    let page = DeskPage {
        shell: sample::shell("/staff"),
        desk: desk(),
        waits: vec![Waiting { count: 2, label: hostile(), url: "/staff/reports" }],
        spans: vec![(7, true), (30, false)],
        charts: vec![chart],
    };
    assert_page(&page.page());
    let trend = |topic, verdict| TrendLine {
        topic,
        id: "4".to_owned(),
        name: HOSTILE.to_owned(),
        url: "/tags/x".to_owned(),
        uses: hostile(),
        verdict,
    };
    let page = TrendsPage {
        shell: sample::shell("/staff/trends"),
        desk: desk(),
        tags: vec![trend("tags", None), trend("tags", Some(true))],
        links: vec![trend("links", Some(false))],
        posts: vec![(sample::hostile_post("4"), trend("posts", None))],
    };
    assert_page(&page.page());
    let presets = vec![Preset { id: base::Id(7), title: HOSTILE.to_owned(), text: HOSTILE.to_owned() }];
    let form = (HOSTILE.to_owned(), HOSTILE.to_owned());
    let (shell, errors) = (sample::shell("/staff/presets"), wrong(&["title", "text"]));
    assert_page(&PresetsPage { shell, desk: desk(), presets, form, errors }.page());
    let paging = Paging::default();
    let shell = sample::shell("/staff/audit");
    assert_page(&AuditPage { shell, desk: desk(), lines: log(), paging }.page());
}

#[test]
fn lists_of_what_is_kept_out_are_sound() {
    let line =
        OutLine { id: "3".to_owned(), name: HOSTILE.to_owned(), how: hostile(), comment: HOSTILE.to_owned() };
    let (shell, paging) = (|| sample::shell("/staff/domains"), Paging::default);
    for lines in [vec![], vec![line]] {
        let page = ServersPage { shell: shell(), desk: desk(), lines: lines.clone(), paging: paging() };
        assert_page(&page.page());
        assert_page(&NetworksPage { shell: shell(), desk: desk(), lines, paging: paging() }.page());
    }
    let email = EmailLine { id: "3".to_owned(), domain: HOSTILE.to_owned(), how: hostile() };
    let form = (HOSTILE.to_owned(), true);
    let errors = wrong(&["domain"]);
    let lines = vec![email];
    assert_page(
        &EmailBlocksPage { shell: shell(), desk: desk(), lines, form, errors, paging: paging() }.page(),
    );
    for id in [None, Some("3".to_owned())] {
        let fields: &[&str] = if id.is_some() { &["severity"] } else { &["domain", "severity"] };
        let form = ServerForm {
            domain: HOSTILE.to_owned(),
            private_comment: HOSTILE.to_owned(),
            ..ServerForm::default()
        };
        let page = ServerPage { shell: shell(), desk: desk(), id: id.clone(), form, errors: wrong(fields) };
        assert_page(&page.page());
        let form =
            NetworkForm { ip: HOSTILE.to_owned(), ends_now: Some(hostile()), ..NetworkForm::default() };
        let errors = wrong(&["ip", "severity", "comment"]);
        assert_page(&NetworkPage { shell: shell(), desk: desk(), id, form, errors }.page());
    }
}
