//! The words of all features, and whether they are complete.

use base::{Outcome, Problem};

/// The words of every crate with pages, by its folder.
pub fn catalogues() -> [(&'static str, &'static words::Catalogue); 23] {
    [
        ("platform/words", &words::WORDS),
        ("platform/ui", &ui::WORDS),
        ("features/accounts", &accounts::WORDS),
        ("features/access", &access::WORDS),
        ("features/posts", &posts::WORDS),
        ("features/timelines", &timelines::WORDS),
        ("features/notifications", &notifications::WORDS),
        ("features/conversations", &conversations::WORDS),
        ("features/lists", &lists::WORDS),
        ("features/tags", &tags::WORDS),
        ("features/collections", &collections::WORDS),
        ("features/filters", &filters::WORDS),
        ("features/search", &search::WORDS),
        ("features/moderation", &moderation::WORDS),
        ("features/announcements", &announcements::WORDS),
        ("features/insights", &insights::WORDS),
        ("features/hashtags", &hashtags::WORDS),
        ("features/chats", &chats::WORDS),
        ("features/columns", &columns::WORDS),
        ("features/push", &push::WORDS),
        ("features/archive", &archive::WORDS),
        ("features/feeds", &feeds::WORDS),
        ("features/instance", &instance::WORDS),
    ]
}

/// What is wrong with the words; tests find it before, and a server with it does not start.
pub(crate) fn check_words() -> Outcome<()> {
    let mut found = Vec::new();
    for (folder, catalogue) in catalogues() {
        found.extend(words::check::problems(catalogue).into_iter().map(|fault| format!("{folder}: {fault}")));
    }
    if found.is_empty() { Ok(()) } else { Err(Problem::internal(found.join("\n"))) }
}
