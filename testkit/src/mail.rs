use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::TestApp;

/// A mail, as somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its head, each field in one line.
    pub head: String,
}

impl TestApp {
    /// The mails so far, in no order.
    pub async fn mails(&self) -> Vec<Mail> {
        self.settle().await;
        let Ok(files) = std::fs::read_dir(medley::config::outbox(self._keep.1.path())) else {
            return Vec::new();
        };
        let read = |file: std::io::Result<std::fs::DirEntry>| {
            parsed(&std::fs::read_to_string(file.expect("a file").path()).expect("a mail"))
        };
        files.map(read).collect()
    }

    /// The mails to this address, in no order.
    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        self.mails().await.into_iter().filter(|mail| mail.to == address).collect()
    }
}

fn parsed(mail: &str) -> Mail {
    let (head, body) = mail.split_once("\r\n\r\n").expect("a head and a body");
    let head = head.replace("\r\n ", " ");
    let field = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
    };
    let text = match field("Content-Transfer-Encoding:").as_str() {
        "quoted-printable" => unquoted(body),
        "base64" => decoded(&body.replace("\r\n", "")),
        _ => body.to_owned(),
    };
    Mail { to: field("To:"), subject: words(&field("Subject:")), text: text.replace("\r\n", "\n"), head }
}

fn decoded(text: &str) -> String {
    String::from_utf8(STANDARD.decode(text).expect("base64")).expect("UTF-8")
}

/// Quoted-printable (RFC 2045).
fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// Encoded words (RFC 2047) among others; the space between two of them belongs to neither.
fn words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        if !before.trim().is_empty() || out.is_empty() {
            out.push_str(before);
        }
        let (word, after) = after.split_once("?=").expect("an end");
        out.push_str(&decoded(word));
        rest = after;
    }
    out + rest
}
