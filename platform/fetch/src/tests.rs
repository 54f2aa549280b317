use std::io::{Read, Write};
use std::net::TcpListener;

use http::header::LOCATION;

use super::*;

/// Answers one request with `answer`; gives the address, and what was asked once it was.
fn server(answer: impl Into<Vec<u8>>) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, answer) = (listener.local_addr().unwrap().port(), answer.into());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = Vec::new();
        let mut part = [0; 4_096];
        while !heard.ends_with(b"body") {
            let count = stream.read(&mut part).unwrap();
            heard.extend_from_slice(&part[..count]);
        }
        // The other side may have heard enough before the end.
        drop(stream.write_all(&answer));
        String::from_utf8(heard).unwrap()
    });
    (format!("http://127.0.0.1:{port}/hook?a=b"), asked)
}

async fn post(url: &str, reach: Reach) -> Result<Answer, Failure> {
    let fetch = Fetch::new(reach, "Medley/test");
    let mut headers = HeaderMap::new();
    headers.insert("ttl", HeaderValue::from_static("60"));
    fetch.post(&Target::parse(url, Reach::Anywhere)?, headers, Bytes::from_static(b"a body")).await
}

#[tokio::test]
async fn a_body_goes_out_and_the_answer_comes_back() {
    let (url, asked) = server("HTTP/1.1 201 Created\r\nRetry-After: 5\r\nContent-Length: 2\r\n\r\nok");
    let answer = post(&url, Reach::Anywhere).await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (201, &b"ok"[..]));
    assert_eq!(answer.headers["retry-after"], "5");
    let asked = asked.join().unwrap().to_lowercase();
    assert!(asked.starts_with("post /hook?a=b http/1.1\r\n"), "{asked}");
    for line in ["host: 127.0.0.1:", "user-agent: medley/test", "content-length: 6", "ttl: 60"] {
        assert!(asked.contains(line), "{line}: {asked}");
    }
}

#[tokio::test]
async fn redirects_are_answers_and_long_answers_are_not() {
    let (url, _) =
        server("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
    let answer = post(&url, Reach::Anywhere).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.headers.contains_key(LOCATION)), (302, true));
    let long = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n{1}",
        ANSWER_BYTES_MAX + 1,
        "x".repeat(ANSWER_BYTES_MAX + 1)
    );
    let (url, _) = server(long);
    assert!(matches!(post(&url, Reach::Anywhere).await, Err(Failure::Failed(_))));
    let (url, _) = server("nonsense\r\n\r\n");
    assert!(matches!(post(&url, Reach::Anywhere).await, Err(Failure::Failed(_))));
}

#[tokio::test]
async fn names_of_this_machine_are_refused_when_they_are_looked_up() {
    for url in ["https://localhost:9/x", "http://127.0.0.1:9/x"] {
        assert!(matches!(post(url, Reach::Public).await, Err(Failure::Refused(_))), "{url}");
    }
    assert!(matches!(post("http://127.0.0.1:9/x", Reach::Anywhere).await, Err(Failure::Failed(_))));
}

#[test]
fn one_bad_address_refuses_all() {
    let (good, bad) = ("1.1.1.1:443".parse().unwrap(), "10.0.0.1:443".parse().unwrap());
    assert!(check(Reach::Public, &[good]).is_ok() && check(Reach::Anywhere, &[good, bad]).is_ok());
    assert!(check(Reach::Public, &[good, bad]).is_err() && check(Reach::Public, &[bad]).is_err());
}
