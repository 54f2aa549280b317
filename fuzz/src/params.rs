//! What a client sends, in each of the four formats: read or refused, never a panic, and the readers of the values
//! agree with each other.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use base::{Outcome, PageLimit};
use web::Params;

const BOUNDARY: &str = "multipart/form-data; boundary=b";
const CONTENT_TYPES: [&str; 3] = [BOUNDARY, "application/json", "application/x-www-form-urlencoded"];

/// What must hold for every input.
pub fn run(bytes: &[u8]) {
    check(Params::from_urlencoded(bytes));
    check(Params::from_json(bytes));
    for content_type in CONTENT_TYPES {
        check(whole_request(content_type, bytes));
    }
    check(whole_request(BOUNDARY, &as_parts(bytes)));
}

/// The first line names the part, the rest is what it holds, so that the fuzzer need not invent the frame.
fn as_parts(bytes: &[u8]) -> Vec<u8> {
    let (name, rest) = bytes.split_at(bytes.iter().position(|&b| b == b'\n').unwrap_or(0));
    let head: &[u8] = b"--b\r\nContent-Disposition: form-data; name=\"";
    [head, name, b"\"\r\n\r\n", rest, b"\r\n--b--\r\n"].concat()
}

fn whole_request(content_type: &str, body: &[u8]) -> Outcome<Params> {
    let request = Request::post("/?q=1").header("content-type", content_type).body(Body::from(body.to_vec()));
    let request = request.expect("the fixed parts make a request");
    futures_executor::block_on(Params::from_request(request, &())).map_err(|fail| fail.0)
}

fn check(read: Outcome<Params>) {
    let Ok(params) = read else { return };
    let names: Vec<String> = params.names().map(str::to_owned).collect();
    for name in &names {
        assert!(params.has(name));
        let filled = params.filled(name).is_ok_and(|text| text.is_some());
        assert_eq!(filled, params.required(name).is_ok());
        if let Ok(Some(flag)) = params.flag(name) {
            assert_eq!(params.is_set(name).ok(), Some(flag));
        }
        if let (Ok(texts), Ok(ids)) = (params.texts(name), params.ids(name)) {
            assert!(ids.len() <= texts.len());
        }
        let _ = (params.int(name), params.id(name), params.map(name), params.file(name), params.list(name));
    }
    if let Ok(page) = params.page(PageLimit::POSTS) {
        assert!((1..=PageLimit::POSTS.max).contains(&page.limit));
    }
}
