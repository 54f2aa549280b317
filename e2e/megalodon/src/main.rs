//! Walks a running server through the megalodon crate, whose types refuse whatever is not as Mastodon documents it.
//!
//! `medley-megalodon URL TOKEN FRIENDS_TOKEN PICTURE` prints one JSON object: each call with null or what was wrong.

mod report;
mod walk;

use std::process::ExitCode;

use megalodon::{Megalodon, SNS, error::Error, generator};
use report::Report;

/// A person's client. The server is told to be Mastodon: the crate's own detector knows no other names than its own.
pub(crate) type Client = Box<dyn Megalodon + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [url, token, friends, picture] = words.as_slice() else {
        eprintln!("usage: medley-megalodon URL TOKEN FRIENDS_TOKEN PICTURE");
        return ExitCode::FAILURE;
    };
    match (client(url, token), client(url, friends)) {
        (Ok(me), Ok(friend)) => {
            let mut report = Report::default();
            walk::all(&mut report, &me, &friend, picture).await;
            println!("{}", report.json());
            ExitCode::SUCCESS
        }
        (Err(cause), _) | (_, Err(cause)) => {
            eprintln!("{cause}");
            ExitCode::FAILURE
        }
    }
}

fn client(url: &str, token: &str) -> Result<Client, Error> {
    generator(SNS::Mastodon, url.to_owned(), Some(token.to_owned()), None)
}
