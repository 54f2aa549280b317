//! Streams, over a real socket where it matters.

use futures_util::{SinkExt, StreamExt};
use medley::serve;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Response;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Lets a server listen on a port of its own; gives the address.
async fn listening(app: &TestApp) -> String {
    let place = serve::bind("127.0.0.1:0").await.unwrap();
    let address = place.address.to_string();
    let medley = app.medley.clone();
    tokio::spawn(async move { serve::serve(&medley, place, std::future::pending()).await });
    address
}

async fn open(address: &str, query: &str, headers: &[(&'static str, &str)]) -> (Socket, Response) {
    let mut request = format!("ws://{address}/api/v1/streaming{query}").into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    connect_async(request).await.unwrap()
}

async fn heard(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("not a text frame: {other:?}"),
        }
    }
}

async fn say(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

/// Publishes until the socket hears of it: a subscription has no answer.
async fn first_event(socket: &mut Socket, who: &Person, text: &str) -> Value {
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    who.publish(text).await;
    heard(socket).await
}

engine_tests! {
    async fn gotcha_10_events_name_their_stream(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let address = listening(&app).await;
        let token = ana.token.clone().unwrap();
        let (mut socket, _) = open(&address, &format!("?access_token={token}"), &[]).await;
        say(&mut socket, json!({ "type": "subscribe", "stream": "hashtag", "tag": "rounds" })).await;
        let event = first_event(&mut socket, &ana, "on #rounds").await;
        assert_eq!((&event["stream"], &event["event"]), (&json!(["hashtag", "rounds"]), &json!("update")));
        let post: Value = serde_json::from_str(event["payload"].as_str().unwrap()).unwrap();
        ana.delete(&format!("/api/v1/statuses/{}", post["id"].as_str().unwrap())).await.ok();
        let gone = heard(&mut socket).await;
        assert_eq!((&gone["event"], &gone["payload"]), (&json!("delete"), &post["id"]), "a bare id");
        say(&mut socket, json!({ "type": "subscribe", "stream": "no such stream" })).await;
        let refused = heard(&mut socket).await;
        assert!(refused["error"].is_string() && refused["status"].is_u64(), "{refused}");
    }

    async fn gotcha_11_tokens_come_three_ways(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let address = listening(&app).await;
        let token = ana.token.clone().unwrap();
        let (mut socket, answer) = open(&address, "?stream=user", &[("sec-websocket-protocol", &token)]).await;
        assert_eq!(answer.headers()["sec-websocket-protocol"], *token, "a browser hangs up unless it is said again");
        assert_eq!(first_event(&mut socket, &ana, "one shot").await["stream"], json!(["user"]));
        for (query, header) in [(format!("?access_token={token}"), None), (String::new(), Some(format!("Bearer {token}")))] {
            let header = header.as_deref().map(|value| ("authorization", value));
            let (mut socket, _) = open(&address, &query, header.as_slice()).await;
            say(&mut socket, json!({ "type": "subscribe", "stream": "user" })).await;
            assert_eq!(first_event(&mut socket, &ana, "many at once").await["event"], "update");
            say(&mut socket, json!({ "type": "unsubscribe", "stream": "user" })).await;
            say(&mut socket, json!({ "type": "subscribe", "stream": "public:local" })).await;
            assert_eq!(first_event(&mut socket, &ana, "another").await["stream"], json!(["public:local"]));
        }
    }

    async fn gotcha_12_server_sent_events_work_too(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let request = ana.request(http::Method::GET, "/api/v1/streaming/user").body(axum::body::Body::empty()).unwrap();
        let answer = app.send(request).await;
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/event-stream"));
        let mut stream = ana.stream("/api/v1/streaming/user").await;
        let post = ana.publish("event by event").await;
        assert_eq!(stream.expect("update").await["id"], post.to_string());
        app.nobody().get("/api/v1/streaming/health").await.ok();
    }
}
