use super::*;
use ui::Page as _;
use ui::check::assert_page;
use ui::sample::{self, HOSTILE};

fn settings(text: &str, fields: Vec<(String, String)>) -> ProfileSettingsPage {
    let mut errors = FieldErrors::default();
    if text == HOSTILE {
        for field in ["display_name", "note", "avatar", "header", "field_0"] {
            errors.add(field, HOSTILE);
        }
    }
    let form = ProfileForm {
        display_name: text.to_owned(),
        note: text.to_owned(),
        avatar_url: text.to_owned(),
        header_url: text.to_owned(),
        fields,
        locked: true,
        ..ProfileForm::default()
    };
    ProfileSettingsPage { shell: sample::shell("/settings/profile"), form, errors, bio_chars: 160 }
}

#[test]
fn profile_settings_are_sound() {
    let pair = |text: &str| (text.to_owned(), text.to_owned());
    for (text, fields) in
        [("", vec![]), ("Ines", vec![pair("Ward")]), (HOSTILE, vec![pair(HOSTILE); PROFILE_FIELDS_MAX + 2])]
    {
        let html = settings(text, fields).page();
        assert_page(&html);
        assert_eq!(html.matches("name=\"field_value_").count(), PROFILE_FIELDS_MAX);
    }
}

#[test]
fn switches_show_what_is_set() {
    let html = settings("Ines", vec![]).page();
    assert!(html.contains("name=\"locked\" value=\"1\" checked"), "{html}");
    assert!(html.contains("name=\"bot\" value=\"1\">"), "{html}");
}

#[test]
fn lists_of_people_are_sound() {
    for kind in [PeopleKind::Plain, PeopleKind::Requests] {
        for shell in sample::shells("/@theo/followers") {
            for people in [vec![], vec![sample::person(), sample::hostile_person()]] {
                let page = PeoplePage {
                    shell: shell.clone(),
                    heading: Message::raw(HOSTILE),
                    parent: Some((Message::raw(HOSTILE), HOSTILE.to_owned())),
                    tabs: vec![Tab::new(Message::raw(HOSTILE), "/@theo/following", false)],
                    kind,
                    people,
                    empty_text: Message::raw(HOSTILE),
                    paging: Paging { older: Some("?max_id=1".to_owned()), newer: None },
                };
                assert_page(&page.page());
            }
        }
    }
}

#[test]
fn requests_can_be_answered() {
    let page = PeoplePage {
        shell: sample::shell("/follow_requests"),
        heading: Message::raw("Follow requests"),
        parent: None,
        tabs: vec![],
        kind: PeopleKind::Requests,
        people: vec![sample::person()],
        empty_text: Message::default(),
        paging: Paging::default(),
    };
    let html = page.page();
    assert!(html.contains("/web/follow_requests/12/authorize\""), "{html}");
    assert!(html.contains("/web/follow_requests/12/reject\""), "{html}");
}

#[test]
fn choices_are_sound() {
    let page = SettingsPage { shell: sample::shell("/settings"), groups: ui::settings_groups() };
    assert_page(&page.page());
    for language in [None, Some("es".to_owned()), Some(HOSTILE.to_owned())] {
        let posting = Posting { language, quote_policy: HOSTILE.to_owned(), ..Posting::default() };
        let refused = Some(Message::raw(HOSTILE));
        assert_page(&PostingPage { shell: sample::shell("/settings/posting"), posting, refused }.page());
    }
    for shell in sample::shells("/settings/appearance") {
        let looks = ui::Looks { theme: "dark", ..ui::Looks::default() };
        let html = AppearancePage { shell: Shell { looks, ..shell } }.page();
        assert_page(&html);
        assert!(html.contains("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">"), "{html}");
        assert!(html.contains("name=\"theme\" value=\"dark\" checked"), "{html}");
    }
}

#[test]
fn the_first_step_is_sound() {
    for (role, text) in [("", ""), ("carer", "Ines"), ("other", HOSTILE)] {
        let mut errors = FieldErrors::default();
        if text == HOSTILE {
            errors.add("display_name", HOSTILE);
            errors.add("avatar", HOSTILE);
        }
        let shell = sample::shell("/welcome");
        let (display_name, avatar_url) = (text.to_owned(), text.to_owned());
        assert_page(&WelcomePage { shell, display_name, avatar_url, role, errors }.page());
    }
}

#[test]
fn blocked_servers_are_sound() {
    let mut wrong = FieldErrors::default();
    wrong.add("domain", HOSTILE);
    for (domains, errors) in [(vec![], FieldErrors::default()), (vec![HOSTILE.to_owned()], wrong)] {
        let page = DomainsPage {
            shell: sample::shell("/settings/domain_blocks"),
            domains,
            domain: HOSTILE.to_owned(),
            errors,
            paging: Paging::default(),
        };
        assert_page(&page.page());
    }
}
