//! What every page must be, as a check that the tests of all features call.
//!
//! A small scanner reads the tags of a page that we made ourselves; it is no general HTML parser, and need not be.

mod scan;

use std::collections::BTreeSet;

use scan::{Tag, is_void, scan};

/// Inputs that need no label.
const UNLABELLED: [&str; 3] = ["hidden", "submit", "button"];

/// Panics with everything that is wrong with a page. For tests.
///
/// # Panics
/// When [`problems`] finds any.
pub fn assert_page(html: &str) {
    let found = problems(html);
    assert!(found.is_empty(), "{}\n\n{html}", found.join("\n"));
}

/// Everything that is wrong with a page: unescaped text, inline script or style, missing labels, names,
/// descriptions, tokens, landmarks, double ids.
#[must_use]
pub fn problems(html: &str) -> Vec<String> {
    let tags = scan(html);
    let mut out = Vec::new();
    if html.contains("<script>alert") {
        out.push("somebody's words became markup".to_owned());
    }
    if html.contains(words::MISSING) {
        out.push("a message is missing".to_owned());
    }
    check_document(&tags, &mut out);
    check_policy(&tags, &mut out);
    check_labels(&tags, &mut out);
    check_forms(&tags, &mut out);
    check_names(&tags, &mut out);
    check_ids(&tags, &mut out);
    check_headings(&tags, &mut out);
    out
}

/// The text of a fragment without its tags, white space folded.
#[must_use]
pub fn text_of(html: &str) -> String {
    let text: String = scan(html).iter().map(|tag| format!(" {}", tag.text)).collect();
    let lead = html.split('<').next().unwrap_or_default();
    format!("{lead}{text}").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_document(tags: &[Tag], out: &mut Vec<String>) {
    let lang = tags.iter().find(|t| t.opens("html")).and_then(|t| t.get("lang"));
    if lang.is_none_or(str::is_empty) {
        out.push("no language".to_owned());
    }
    if !tags.iter().any(|t| t.opens("a") && t.get("href") == Some("#main")) {
        out.push("no skip link".to_owned());
    }
    for landmark in ["main", "header", "footer", "nav"] {
        if !tags.iter().any(|t| t.opens(landmark)) {
            out.push(format!("no <{landmark}>"));
        }
    }
    let unclosed = tags.iter().filter(|t| !t.closing && !is_void(t)).count();
    let closed = tags.iter().filter(|t| t.closing).count();
    if unclosed != closed {
        out.push(format!("{unclosed} elements opened, {closed} closed"));
    }
}

fn check_policy(tags: &[Tag], out: &mut Vec<String>) {
    for tag in tags.iter().filter(|t| !t.closing) {
        // A data block is not run; its words are escaped where it is made.
        if tag.name == "script" && tag.get("type") == Some("application/ld+json") && !tag.text.contains('<') {
            continue;
        }
        let inline_script = tag.name == "script" && (tag.get("src").is_none() || !tag.text.trim().is_empty());
        if inline_script || tag.name == "style" {
            out.push(format!("inline <{}>", tag.name));
        }
        for name in tag.attributes.keys().filter(|n| n.as_str() == "style" || n.starts_with("on")) {
            out.push(format!("inline {name} on <{}>", tag.name));
        }
        let own = |url: &str| url.starts_with('/') && !url.starts_with("//");
        if tag.name == "script" && !tag.get("src").is_some_and(own) {
            out.push("script from elsewhere".to_owned());
        }
        if tag.name == "img" && tag.get("alt").is_none() {
            out.push(format!("no alt: {:?}", tag.get("src")));
        }
    }
}

fn check_labels(tags: &[Tag], out: &mut Vec<String>) {
    let labelled: BTreeSet<_> =
        tags.iter().filter(|t| t.opens("label")).filter_map(|t| t.get("for")).collect();
    for tag in tags.iter().filter(|t| ["input", "textarea", "select"].iter().any(|name| t.opens(name))) {
        let kind = tag.get("type").unwrap_or("text");
        let named = UNLABELLED.contains(&kind)
            || tag.get("aria-label").is_some()
            || tag.around.iter().any(|name| name == "label")
            || tag.get("id").is_some_and(|id| labelled.contains(id));
        if !named {
            out.push(format!("no label: {:?}", tag.get("name")));
        }
    }
}

fn check_forms(tags: &[Tag], out: &mut Vec<String>) {
    let mut open: Option<(String, bool)> = None;
    for tag in tags {
        if tag.opens("form") {
            open =
                Some((tag.get("action").unwrap_or_default().to_owned(), tag.get("method") != Some("post")));
        } else if tag.name == "form"
            && let Some((action, safe)) = open.take()
            && !safe
        {
            out.push(format!("no token in the form for {action:?}"));
        } else if tag.opens("input")
            && tag.get("name") == Some("csrf")
            && let Some((_, safe)) = &mut open
        {
            *safe = true;
        }
    }
}

fn check_names(tags: &[Tag], out: &mut Vec<String>) {
    for (at, tag) in tags.iter().enumerate() {
        if !(tag.opens("button") || tag.opens("a") || tag.opens("summary"))
            || tag.get("aria-hidden").is_some()
        {
            continue;
        }
        let inside = tags[at..].iter().take_while(|t| !(t.closing && t.name == tag.name));
        let words: String =
            inside.map(|t| format!("{}{}", t.text.trim(), t.get("alt").unwrap_or_default())).collect();
        if words.is_empty() && tag.get("aria-label").is_none_or(str::is_empty) {
            out.push(format!("<{}> without a name: {:?}", tag.name, tag.attributes));
        }
    }
}

fn check_ids(tags: &[Tag], out: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in tags.iter().filter(|t| !t.closing).filter_map(|t| t.get("id")) {
        if !seen.insert(id) {
            out.push(format!("id twice: {id:?}"));
        }
    }
}

fn check_headings(tags: &[Tag], out: &mut Vec<String>) {
    let levels: Vec<usize> =
        tags.iter().filter(|t| !t.closing).filter_map(|t| heading_level(&t.name)).collect();
    let first_level = levels.iter().filter(|level| **level == 1).count();
    if first_level != 1 {
        out.push(format!("{first_level} h1"));
    }
    for pair in levels.windows(2) {
        if pair[1] > pair[0] + 1 {
            out.push(format!("h{} is followed by h{}", pair[0], pair[1]));
        }
    }
}

fn heading_level(name: &str) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|h| *h == name).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "<!doctype html><html lang=\"en\"><body><a href=\"#main\">Skip</a><header><nav></nav></header>\
        <main id=\"main\"><h1>A</h1></main><footer></footer></body></html>";

    #[test]
    fn a_sound_page_passes() {
        assert_page(SOUND);
    }

    #[test]
    fn each_fault_is_found() {
        for (fragment, fault) in [
            ("<script>alert(1)</script>", "markup"),
            ("\u{27e6}x", "missing"),
            ("<p style=\"color:red\"></p>", "inline style"),
            ("<p onclick=\"x()\"></p>", "inline onclick"),
            ("<img src=\"/a\">", "no alt"),
            ("<input name=\"a\">", "no label"),
            ("<form method=\"post\" action=\"/x\"><button>Go</button></form>", "no token"),
            ("<button></button>", "without a name"),
            ("<p id=\"main\"></p>", "id twice"),
            ("<h3>C</h3>", "followed by h3"),
            ("<h1>B</h1>", "2 h1"),
            ("<p>", "closed"),
            ("<script src=\"https://elsewhere.example/x.js\"></script>", "elsewhere"),
        ] {
            let page = SOUND.replace("</main>", &format!("{fragment}</main>"));
            assert!(problems(&page).iter().any(|p| p.contains(fault)), "{fragment}: {:?}", problems(&page));
        }
    }

    #[test]
    fn labels_are_found_around_and_by_id() {
        for fragment in [
            "<label>A <input name=\"a\"></label>",
            "<label for=\"a\">A</label><input id=\"a\" name=\"a\">",
            "<input type=\"hidden\" name=\"a\">",
            "<textarea aria-label=\"A\"><b> not a tag</textarea>",
            "<form method=\"post\"><input type=\"hidden\" name=\"csrf\" value=\"t\"></form>",
        ] {
            assert_page(&SOUND.replace("</main>", &format!("{fragment}</main>")));
        }
    }
}
