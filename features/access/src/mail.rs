//! The mails: a transaction puts the letter into the queue, a job hands it over, again and again until it is taken.

use std::path::Path;
use std::time::Duration;

use base::{Outcome, Problem, random};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use web::Site;

use crate::model::{MailSettings, MailTls, Settings, Smtp};

/// The job's kind.
pub(crate) const JOB: &str = "mail.send";
/// Mails to one address in a day, whoever asks for them.
pub(crate) const MAILS_PER_DAY_MAX: i64 = 5;
const SMTP_TIMEOUT_MS: u64 = 30_000;
const LIST_UNSUBSCRIBE: HeaderName = HeaderName::new_from_ascii_str("List-Unsubscribe");
const LIST_UNSUBSCRIBE_POST: HeaderName = HeaderName::new_from_ascii_str("List-Unsubscribe-Post");

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// One mail on its way. Lives in the queue until it is sent, with the link in its text.
#[derive(Serialize, Deserialize)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    /// Where letters of its kind are stopped by a POST without more (RFC 8058); none for those that are needed.
    #[serde(default)]
    pub(crate) stop: Option<String>,
}

/// Hands letters over.
pub(crate) struct Mailer {
    from: String,
    host: String,
    settings: MailSettings,
    transport: OnceCell<Transport>,
}

impl Mailer {
    pub(crate) fn new(site: &Site, settings: &Settings) -> Self {
        let host = site.domain.rsplit_once(':').map_or(site.domain.as_str(), |(host, _)| host).to_owned();
        let from = match &settings.mail {
            MailSettings::Smtp(smtp) => smtp.from.clone(),
            MailSettings::Folder(_) => format!("noreply@{host}"),
        };
        Self { from, host, settings: settings.mail.clone(), transport: OnceCell::new() }
    }

    pub(crate) async fn deliver(&self, letter: Letter) -> Outcome<()> {
        let message = message(&self.from, &self.host, letter)?;
        match &self.settings {
            MailSettings::Folder(folder) => write_file(folder, &message).await,
            MailSettings::Smtp(smtp) => {
                let transport = self.transport.get_or_try_init(|| async { transport(smtp) }).await?;
                transport.send(message).await.map(|_| ()).map_err(Problem::unavailable)
            }
        }
    }
}

/// Made of the library's own types, which refuse or encode line ends: no text of a letter becomes a header.
fn message(from: &str, host: &str, letter: Letter) -> Outcome<Message> {
    let mailbox = |text: &str| text.parse::<Mailbox>().map_err(Problem::internal);
    let mut builder = Message::builder()
        .from(mailbox(from)?)
        .to(mailbox(&letter.to)?)
        .subject(letter.subject)
        .message_id(Some(format!("<{}@{host}>", random::token())));
    if let Some(address) = letter.stop {
        let one_click = "List-Unsubscribe=One-Click".to_owned();
        builder = builder
            .raw_header(HeaderValue::new(LIST_UNSUBSCRIBE, format!("<{address}>")))
            .raw_header(HeaderValue::new(LIST_UNSUBSCRIBE_POST, one_click));
    }
    builder.header(ContentType::TEXT_PLAIN).body(letter.text).map_err(Problem::internal)
}

async fn write_file(folder: &Path, message: &Message) -> Outcome<()> {
    tokio::fs::create_dir_all(folder).await.map_err(Problem::unavailable)?;
    let place = folder.join(format!("{}.eml", random::token()));
    tokio::fs::write(place, message.formatted()).await.map_err(Problem::unavailable)
}

fn transport(smtp: &Smtp) -> Outcome<Transport> {
    let builder = match smtp.tls {
        MailTls::Implicit => Transport::relay(&smtp.host).map_err(Problem::internal)?,
        MailTls::StartTls => Transport::starttls_relay(&smtp.host).map_err(Problem::internal)?,
        MailTls::None => Transport::builder_dangerous(&smtp.host),
    };
    let builder = builder.port(smtp.port).timeout(Some(Duration::from_millis(SMTP_TIMEOUT_MS)));
    Ok(if smtp.user.is_empty() {
        builder.build()
    } else {
        builder.credentials(Credentials::new(smtp.user.clone(), smtp.password.clone())).build()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, subject: &str) -> Letter {
        Letter { to: to.into(), subject: subject.into(), text: "Hello\r\n.\r\nBye".into(), stop: None }
    }

    fn formatted(to: &str, subject: &str) -> Option<String> {
        written(letter(to, subject))
    }

    fn written(letter: Letter) -> Option<String> {
        message("noreply@m.example", "m.example", letter)
            .ok()
            .map(|m| String::from_utf8_lossy(&m.formatted()).into())
    }

    #[test]
    fn headers_cannot_be_smuggled_in() {
        let mail = formatted("a@x.example", "Hi\r\nBcc: victim@x.example").unwrap();
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
        assert!(formatted("a@x.example\r\nBcc: v@x.example", "Hi").is_none());
        assert!(formatted("a@x.example, b@x.example", "Hi").is_none());
    }

    #[test]
    fn what_can_be_stopped_says_how() {
        assert!(!formatted("a@x.example", "Hi").unwrap().contains("List-Unsubscribe"));
        // Longer than a line of a header should be, and still in one.
        let address = format!("https://m.example/chats/reminders/{}", "a1_-".repeat(30));
        let mail = written(Letter { stop: Some(address.clone()), ..letter("a@x.example", "Hi") }).unwrap();
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let line = format!("List-Unsubscribe: <{address}>");
        assert!(head.lines().any(|one| one.split_whitespace().eq(line.split_whitespace())), "{head}");
        assert!(
            head.lines().any(|line| line == "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
            "{head}"
        );
        let smuggled = Some("https://m.example/\r\nBcc: v@x.example".to_owned());
        let mail = written(Letter { stop: smuggled, ..letter("a@x.example", "Hi") }).unwrap();
        assert!(!mail.lines().any(|line| line.starts_with("Bcc")), "{mail}");
        let old: Letter = serde_json::from_str(r#"{"to":"a@x.example","subject":"s","text":"t"}"#).unwrap();
        assert!(old.stop.is_none(), "letters that were queued before there were such links");
    }
}
