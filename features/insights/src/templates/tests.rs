use ui::check::assert_page;
use ui::{Page as _, sample};

use super::*;

const HOSTILE: &str = "<script>alert(1)</script>\"'&";

fn person(name: &str) -> PersonView {
    PersonView { name: name.to_owned(), acct: "ana".to_owned(), path: "/@ana".to_owned(), count: 3 }
}

fn report(text: &str) -> ReportView {
    let raw = || Message::raw(text.to_owned());
    let share = ShareView { label: raw(), width: 40, people: 2, posts: 3 };
    let link = LinkView { url: "https://x.example/".to_owned(), shown: text.to_owned(), posts: 1, people: 1 };
    let node = NodeView { number: 1, x: 5, y: 5, r: 9, person: person(text) };
    let edge = EdgeView {
        class: "w1",
        x1: 5,
        y1: 5,
        x2: 9,
        y2: 9,
        from: (1, text.to_owned()),
        to: (2, text.to_owned()),
        replies: 1,
        mentions: 0,
        boosts: 0,
    };
    let bar = BarView { x: 1, y: 2, height: 98, at: "2026-11-22".to_owned(), posts: 4, people: 2 };
    ReportView {
        figures: vec![FigureView { label: raw(), what: raw(), value: 1_234, before: 2, other: 3 }],
        has_before: true,
        other: text.to_owned(),
        chart: ChartView { width: 10, bars: vec![bar], ..ChartView::default() },
        roles: vec![share.clone()],
        languages: vec![share],
        tops: vec![TopView { id: "top-tweets", title: raw(), what: raw(), people: vec![person(text)] }],
        links: vec![link],
        words: vec![(text.to_owned(), 3)],
        boosted: vec![sample::post("7")],
        network: Some(NetworkView { side: 99, people: vec![node], edges: vec![edge], ..Default::default() }),
        files: vec![(raw(), "/x.csv".to_owned())],
        ..ReportView::default()
    }
}

#[test]
fn the_page_is_sound_whatever_stands_in_it() {
    let plain = ReportView { empty: true, ..ReportView::default() };
    for report in [None, Some(plain), Some(report("vaccine")), Some(report(HOSTILE))] {
        let errors = match report {
            None => FieldErrors::one("from", WORDS.say("insights-not-a-time")),
            Some(_) => FieldErrors::default(),
        };
        let page = InsightsPage {
            shell: sample::shell("/tags/hcsm/insights"),
            tag: "hcsm".to_owned(),
            tag_path: "/tags/hcsm".to_owned(),
            spans: vec![(WORDS.say("insights-span-day"), "?span=day".to_owned(), true)],
            form: WindowForm { from: HOSTILE.to_owned(), open: true, ..WindowForm::default() },
            errors,
            report,
        };
        assert_page(&page.page());
    }
}
