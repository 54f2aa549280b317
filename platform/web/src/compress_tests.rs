use super::*;

fn answer(kind: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(CONTENT_TYPE, kind.parse().unwrap());
    response
}

fn with(mut response: Response, name: http::HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

fn reader() -> Option<Uri> {
    Some(Uri::from_static("/page"))
}

fn long() -> String {
    "<p>The same again. </p>".repeat(200)
}

async fn sent(response: Response) -> (HeaderMap, Bytes) {
    let (parts, body) = response.into_parts();
    (parts.headers, body.collect().await.unwrap().to_bytes())
}

fn is_gzip_of(body: &[u8], plain: &[u8]) -> bool {
    let size = u32::try_from(plain.len()).unwrap().to_le_bytes();
    body.starts_with(b"\x1f\x8b\x08") && body.ends_with(&size) && body.len() < plain.len()
}

#[test]
fn clients_say_whether_they_read_gzip() {
    for (line, wanted) in [
        ("", false),
        ("gzip", true),
        ("br, GZIP", true),
        ("deflate, gzip;q=0.5, *;q=0", true),
        ("gzip;q=0", false),
        ("gzip; q=0.000, *", false),
        ("*", true),
        ("*;q=0", false),
        ("br", false),
        ("gzipped", false),
        ("identity", false),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, line.parse().unwrap());
        assert_eq!(reads_gzip(&headers), wanted, "{line:?}");
    }
    assert!(!reads_gzip(&HeaderMap::new()));
}

#[tokio::test]
async fn long_texts_get_smaller_and_say_so() {
    for kind in
        ["text/html; charset=utf-8", "application/json", "text/css", "text/javascript", "image/svg+xml"]
    {
        let given = with(answer(kind, long()), ACCEPT_RANGES, "bytes");
        let (headers, body) = sent(Compressor::new().apply(reader(), given).await).await;
        assert!(is_gzip_of(&body, long().as_bytes()), "{kind}");
        assert_eq!(headers[CONTENT_ENCODING], "gzip", "{kind}");
        assert_eq!(headers[VARY], "Accept-Encoding", "{kind}");
        assert_eq!(headers[CONTENT_LENGTH], body.len().to_string(), "{kind}");
        assert!(!headers.contains_key(ACCEPT_RANGES), "{kind}");
    }
    let huge = long().repeat(100);
    let (_, body) = sent(Compressor::new().apply(reader(), answer("text/html", huge.clone())).await).await;
    assert!(is_gzip_of(&body, huge.as_bytes()));
}

#[tokio::test]
async fn what_must_not_be_touched_is_not() {
    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, Infallible>(long())]));
    let json = |body: String| answer("application/json", body);
    let cases = [
        ("an event stream", answer("text/event-stream", long())),
        ("a picture", answer("image/png", long())),
        ("no type", Response::new(Body::from(long()))),
        ("short", json("x".repeat(1_023))),
        ("a stream", answer("application/json", stream)),
        ("encoded", with(json(long()), CONTENT_ENCODING, "br")),
        ("a part", with(json(long()), CONTENT_RANGE, "bytes 0-9/10")),
        ("as asked", with(json(long()), CACHE_CONTROL, "no-transform")),
    ];
    for (what, given) in cases {
        let encoding = given.headers().get(CONTENT_ENCODING).cloned();
        let (headers, body) = sent(Compressor::new().apply(reader(), given).await).await;
        assert_eq!(headers.get(CONTENT_ENCODING), encoding.as_ref(), "{what}");
        assert!(!body.starts_with(b"\x1f\x8b"), "{what}");
    }
    let (headers, body) = sent(Compressor::new().apply(None, json(long())).await).await;
    assert_eq!((&headers[VARY], body), (&HeaderValue::from_static("Accept-Encoding"), Bytes::from(long())));
    assert!(!headers.contains_key(CONTENT_ENCODING));
}

#[tokio::test]
async fn what_does_not_get_smaller_stays() {
    let noise: Vec<u8> = (0..4_096).map(|_| base::random::bytes::<1>()[0]).collect();
    let given = answer("text/plain", noise.clone());
    let (headers, body) = sent(Compressor::new().apply(reader(), given).await).await;
    assert!(!headers.contains_key(CONTENT_ENCODING));
    assert_eq!(body, noise);
}

#[tokio::test]
async fn files_for_everyone_are_compressed_once() {
    let compressor = Compressor::new();
    let file =
        |text: String, kept: &str| with(with(answer("text/css", text), CACHE_CONTROL, kept), ETAG, "\"1\"");
    let kept = "public, max-age=31536000, immutable";
    let (headers, first) = sent(compressor.apply(reader(), file(long(), kept)).await).await;
    assert_eq!(headers[ETAG], "W/\"1\"");
    // The tag vouches for the content, so what is given now is not looked at.
    let (_, second) = sent(compressor.apply(reader(), file("y".repeat(9_999), kept)).await).await;
    assert_eq!(first, second);
    let private = file("y".repeat(9_999), "private");
    assert_ne!(sent(compressor.apply(reader(), private).await).await.1, first);
    let elsewhere = compressor.apply(Some(Uri::from_static("/b")), file("y".repeat(9_999), kept)).await;
    assert_ne!(sent(elsewhere).await.1, first);
}
