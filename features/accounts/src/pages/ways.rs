//! Where to go after a form, and nowhere else.

use axum::http::HeaderMap;
use axum::response::Response;
use base::Outcome;
use ui::{Catalogue, Notice, Shell};
use web::{Params, json_bytes, see_other};

/// Bytes of a path that a form may lead back to.
const PATH_BYTES_MAX: usize = 2_048;

/// A path on this server that a form or link asks to go to next, or `None` where it could lead elsewhere.
///
/// It must begin with one slash; browsers read `//host` and `/\host` as another site, and drop tabs and line ends.
pub fn local_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let plain = path.len() <= PATH_BYTES_MAX && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && !rest.starts_with('/')).then_some(path)
}

/// Where a form asks to lead back to (`back`), if it is a path on this server.
pub fn way_back(params: &Params) -> Option<&str> {
    params.text("back").ok().flatten().and_then(local_path)
}

/// The answer to a form that was worked off: scripts get `{"ok":true}`, browsers are led back.
pub fn done(headers: &HeaderMap, params: &Params) -> Response {
    done_at(headers, way_back(params).unwrap_or("/"))
}

/// As [`done`], leading to `path`.
pub fn done_at(headers: &HeaderMap, path: &str) -> Response {
    if headers.get("x-requested-with").is_some_and(|value| value == "fetch") {
        return json_bytes(&b"{\"ok\":true}"[..]);
    }
    see_other(path)
}

/// Says on the page that a form led to what was done: the address has its name as a parameter (`?saved`), `told` has
/// the message for each name.
pub fn say_done(
    shell: &mut Shell,
    params: &Params,
    words: &'static Catalogue,
    told: &[(&str, &'static str)],
) {
    if let Some((_, id)) = told.iter().rev().find(|(name, _)| params.has(name)) {
        shell.notice = Some(Notice::success(words.say(id)));
    }
}

/// As [`say_done`], where the address says `?done=NAME`.
///
/// # Errors
/// 400 where it says something else than one name.
pub fn say_named(
    shell: &mut Shell,
    params: &Params,
    words: &'static Catalogue,
    told: &[(&str, &'static str)],
) -> Outcome<()> {
    let done = params.filled("done")?.unwrap_or_default();
    if let Some((_, id)) = told.iter().find(|(name, _)| *name == done) {
        shell.notice = Some(Notice::success(words.say(id)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_on_this_server_lead_on() {
        for good in ["/", "/@ines/5#post-5", "/local?max_id=9", "/tags/%C3%A9", "/compose?reply_to=1&x=y"] {
            assert_eq!(local_path(good), Some(good));
        }
        let long = format!("/{}", "x".repeat(PATH_BYTES_MAX));
        for bad in [
            "",
            "local",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x",
            "https://evil.example/",
            "javascript:alert(1)",
            "/caf\u{e9}",
            "/a b",
            "/\u{202e}",
            &long,
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn scripts_get_json_and_browsers_go_back() {
        let params = Params::from_urlencoded(b"back=%2Flocal%23post-5").unwrap();
        let answer = done(&HeaderMap::new(), &params);
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["location"]),
            (303, &"/local#post-5".parse().unwrap())
        );
        let mut headers = HeaderMap::new();
        headers.insert("x-requested-with", "fetch".parse().unwrap());
        assert_eq!(done(&headers, &params).status().as_u16(), 200);
        let evil = Params::from_urlencoded(b"back=%2F%2Fevil.example").unwrap();
        assert_eq!(done(&HeaderMap::new(), &evil).headers()["location"], "/");
    }
}
