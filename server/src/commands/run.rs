use std::io::IsTerminal;
use std::path::Path;

use base::Clock;
use tracing_subscriber::EnvFilter;

use super::{Done, Place, say, told};
use crate::config::Log;
use crate::{Medley, serve};

#[derive(clap::Args)]
pub(crate) struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// The site's name in addresses, with its port where that is not the usual one
    #[arg(long, value_name = "HOST[:PORT]")]
    domain: Option<String>,
    /// Fill an empty server with a small invented community
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let mut config = place.settings()?;
        config.server.listen = self.listen.unwrap_or(config.server.listen);
        config.server.domain = self.domain.unwrap_or(config.server.domain);
        host(&config.server.domain)?;
        log(&config.log)?;
        let _lock = lock(place.data())?;
        let listening = serve::bind(&config.server.listen)
            .await
            .map_err(|problem| format!("cannot listen on {}: {}", config.server.listen, told(&problem)))?;
        if config.server.domain.is_empty() {
            config.server.listen = listening.address.to_string();
        }
        let medley = Medley::open(config, place.data(), Clock::system()).await.map_err(|p| told(&p))?;
        if self.demo {
            super::demo::fill(&medley).await?;
        }
        medley.start();
        say(format!("Medley is ready at {}", medley.site.base_url));
        if let Some(token) = medley.access.setup_link().await.map_err(|p| told(&p))? {
            say(format!(
                "Create your operator's account (this link works once): {}",
                setup_url(&medley, &token)
            ));
        }
        serve::serve(&medley, listening, serve::asked_to_stop()).await.map_err(|problem| told(&problem))
    }
}

fn setup_url(medley: &Medley, token: &str) -> String {
    if token.starts_with("http") {
        token.to_owned()
    } else {
        medley.site.url(&format!("/setup?token={token}"))
    }
}

#[derive(clap::Args)]
pub(crate) struct Init {
    /// The site's name in addresses
    #[arg(long, value_name = "HOST[:PORT]")]
    domain: Option<String>,
}

const SETTINGS: &str = "# Medley's settings. Every key may be left out; see docs/settings.md for all of them.
[server]
listen = \"127.0.0.1:3000\"
";

impl Init {
    pub(crate) async fn run(self, place: &Place) -> Done {
        host(self.domain.as_deref().unwrap_or_default())?;
        let file = place.data().join("medley.toml");
        std::fs::create_dir_all(place.data())
            .map_err(|cause| format!("{}: {cause}", place.data().display()))?;
        if !file.exists() {
            let domain = self.domain.map(|domain| format!("domain = {domain:?}\n")).unwrap_or_default();
            std::fs::write(&file, format!("{SETTINGS}{domain}"))
                .map_err(|cause| format!("{}: {cause}", file.display()))?;
        }
        place.open_or_create().await?;
        say(format!("Ready in {}. Run it with: medley serve --data {0}", place.data().display()));
        Ok(())
    }
}

/// Whether `domain` (which may be empty) can stand in addresses: it cannot be changed later.
fn host(domain: &str) -> Done {
    let (host, port) = domain.rsplit_once(':').unwrap_or((domain, "80"));
    let is_host =
        host.trim_matches(['[', ']']).bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b));
    let is_empty = host.is_empty() && !domain.is_empty();
    if is_host && !is_empty && port.parse::<u16>().is_ok() {
        return Ok(());
    }
    Err(format!("the domain {domain:?} is not HOST or HOST:PORT, for example medley.example"))
}

fn log(log: &Log) -> Done {
    let filter = EnvFilter::try_new(&log.filter).map_err(|cause| format!("log.filter: {cause}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let builder = builder.with_ansi(std::io::stderr().is_terminal());
    let begun = if log.json { builder.json().try_init() } else { builder.try_init() };
    begun.map_err(|cause| cause.to_string())
}

/// One server to a data folder: two would not know of each other's timelines.
pub(super) fn lock(data: &Path) -> Result<std::fs::File, String> {
    let path = data.join("server.lock");
    let told = |cause: std::io::Error| format!("{}: {cause}", path.display());
    std::fs::create_dir_all(data).map_err(told)?;
    let file = std::fs::File::create(&path).map_err(told)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(format!("another server is running on {} (it holds {})", data.display(), path.display()))
        }
        Err(std::fs::TryLockError::Error(cause)) => Err(told(cause)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_hosts() {
        for good in
            ["", "medley.example", "localhost:3000", "127.0.0.1:3000", "[::1]:3000", "xn--bcher-kva.example"]
        {
            assert!(host(good).is_ok(), "{good}");
        }
        for bad in [
            "a b",
            "https://medley.example",
            "medley.example/",
            "medley.example:x",
            ":3000",
            "b\u{fc}cher.example",
        ] {
            assert!(host(bad).is_err(), "{bad}");
        }
    }
}
