use ui::check::assert_page;
use ui::sample::{self, HOSTILE};
use ui::{FieldErrors, Page as _};

use super::*;

fn slot(text: &str) -> SlotView {
    SlotView {
        name: "hcsm".to_owned(),
        title: text.to_owned(),
        url: "/chats/hcsm".to_owned(),
        day: Message::raw(text),
        starts: "20:00".to_owned(),
        ends: "21:00".to_owned(),
        starts_iso: "2026-12-03T20:00:00.000Z".to_owned(),
        topic: text.to_owned(),
        on_air: true,
        cancelled: true,
        reason: text.to_owned(),
        moved: true,
        guests: vec![sample::line(), PersonLine { display_name: text.to_owned(), ..sample::line() }],
    }
}

fn session(text: &str) -> SessionView {
    SessionView {
        slot: slot(text),
        there: Some(Message::raw(text)),
        notes: text.to_owned(),
        edit: Some("/chats/hcsm/5/edit".to_owned()),
        room: "/chats/hcsm/5".to_owned(),
        numbers: "/tags/hcsm/insights".to_owned(),
    }
}

fn calendar(text: &str) -> ChatsPage {
    ChatsPage {
        shell: sample::shell("/chats"),
        on_air: vec![slot(text)],
        next: vec![slot(text)],
        tabs: vec![Tab { label: Message::raw("Agenda"), url: "/chats".to_owned(), current: true }],
        choice: ChoiceView { zone: "UTC".to_owned(), language: "en".to_owned(), ..ChoiceView::default() },
        zone_label: text.to_owned(),
        span: Message::raw(text),
        days: vec![DayView {
            label: Message::raw(text),
            key: "2026-12-03".to_owned(),
            today: true,
            slots: vec![slot(text)],
        }],
        week: None,
        earlier: "/chats?from=2026-11-19".to_owned(),
        later: "/chats?from=2026-12-17".to_owned(),
        today: Some("/chats".to_owned()),
        ics: "/chats.ics".to_owned(),
    }
}

#[test]
fn calendars_are_sound() {
    for text in [HOSTILE, "x"] {
        assert_page(&calendar(text).page());
        let days = (0..7).map(|n| (Message::raw(text), Message::raw("3 Dec 2026"), n == 3)).collect();
        let cells = (0..7).map(|n| if n == 2 { vec![slot(text), slot(text)] } else { Vec::new() }).collect();
        let week = WeekView { days, hours: vec![("20:00".to_owned(), cells)] };
        assert_page(&ChatsPage { days: Vec::new(), week: Some(week), today: None, ..calendar(text) }.page());
    }
    let empty = ChatsPage { on_air: Vec::new(), next: Vec::new(), days: Vec::new(), ..calendar("x") };
    assert_page(&empty.page());
}

#[test]
fn a_chat_is_sound() {
    for (text, active) in [(HOSTILE, true), ("x", false)] {
        let page = ChatPage {
            shell: sample::shell("/chats/hcsm"),
            title: text.to_owned(),
            name: "hcsm".to_owned(),
            path: "/chats/hcsm".to_owned(),
            tag_path: "/tags/hcsm".to_owned(),
            tag: "hcsm".to_owned(),
            active,
            rule: Message::raw(text),
            zone: text.to_owned(),
            open: active.then(|| session(text)),
            coming: if active { vec![session(text)] } else { Vec::new() },
            past: if active { vec![session(text)] } else { Vec::new() },
            older: active.then(|| "/chats/hcsm?before=5".to_owned()),
            people: vec![RoleLine { person: sample::line(), role: Message::raw(text) }],
            texts: vec![(Message::raw("About"), text.to_owned())],
            facts: vec![Message::raw(text)],
            reader_zone: text.to_owned(),
            deeds: Deeds { edit: active, step_down: active, follows: active },
            remind: RemindView { lead_minutes: 60, by_mail: true },
            ics: ("/chats/hcsm.ics".to_owned(), "webcal://medley.example/chats/hcsm.ics".to_owned()),
        };
        assert_page(&page.page());
    }
}

/// No errors with a plain text, and some with a hostile one.
fn cases() -> [(FieldErrors, &'static str); 2] {
    let mut wrong = FieldErrors::default();
    ["tag", "title", "rule", "first", "zone", "extra", "hosts", "topic", "date"]
        .iter()
        .for_each(|field| wrong.add(field, HOSTILE));
    [(FieldErrors::default(), "x"), (wrong, HOSTILE)]
}

#[test]
fn the_form_of_a_chat_is_sound() {
    for (errors, text) in cases() {
        let form = ChatForm {
            tag: text.to_owned(),
            title: text.to_owned(),
            description: text.to_owned(),
            rule: text.to_owned(),
            extra: text.to_owned(),
            hosts: text.to_owned(),
            ..ChatForm::default()
        };
        for (chat, active) in [(None, true), (Some("/chats/hcsm"), true), (Some("/chats/x"), false)] {
            let page = ChatFormPage {
                shell: sample::shell("/chats/new"),
                heading: Message::raw("New chat"),
                action: "/chats/new".to_owned(),
                chat: chat.map(str::to_owned),
                active,
                form: form.clone(),
                errors: errors.clone(),
                dates: vec![Message::raw(text)],
            };
            assert_page(&page.page());
        }
    }
}

#[test]
fn the_form_of_a_session_is_sound() {
    for (errors, text) in cases() {
        let form = SessionForm { topic: text.to_owned(), notes: text.to_owned(), ..SessionForm::default() };
        for (coming, cancelled) in [(true, false), (true, true), (false, false)] {
            let page = SessionPage {
                shell: sample::shell("/chats/hcsm/5/edit"),
                path: "/chats/hcsm/5".to_owned(),
                chat: "/chats/hcsm".to_owned(),
                title: text.to_owned(),
                when: Message::raw(text),
                zone: text.to_owned(),
                coming,
                cancelled,
                running: coming && !cancelled,
                form: form.clone(),
                errors: errors.clone(),
            };
            assert_page(&page.page());
        }
    }
}

#[test]
fn ones_own_page_is_sound() {
    for text in ["x", HOSTILE] {
        let chats = vec![("hcsm".to_owned(), text.to_owned(), "/chats/hcsm".to_owned(), Message::raw(text))];
        for (chats, address) in [(chats, Some(text.to_owned())), (Vec::new(), None)] {
            let shell = sample::shell("/chats/mine");
            assert_page(&MinePage { shell, chats, address, zone: "UTC".to_owned() }.page());
        }
    }
}
