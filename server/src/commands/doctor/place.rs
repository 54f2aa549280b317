//! What is around the database: the folder, the disk, the network's view of it.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::process::Command;

use media::clip::Tool;

use super::Findings;
use crate::Config;
use crate::commands::backup;
use crate::config::outbox;

/// Free space below which a server soon stops, in KiB.
const FREE_KIB_FAIL: u64 = 100 << 10;
/// Free space below which somebody should look, in KiB.
const FREE_KIB_WARN: u64 = 1 << 20;

pub(super) fn check(config: &Config, data: &Path, found: &mut Findings) {
    folder(data, found);
    if data.is_dir() {
        space(data, found);
        server(data, found);
    }
    converter(config, found);
    mail(config, data, found);
    domain(config, found);
}

fn folder(data: &Path, found: &mut Findings) {
    if !data.is_dir() {
        return found.fail("folder", format!("{} is not there; create it with: medley init", data.display()));
    }
    let probe = data.join(format!(".doctor-{}", std::process::id()));
    match std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => found.ok("folder", format!("{} can be written to", data.display())),
        Err(cause) => found.fail("folder", format!("{} cannot be written to: {cause}", data.display())),
    }
    if backup::unfinished(data) {
        found.fail("restore", "a restore was not finished; run it again, or remove the folder");
    }
}

fn space(data: &Path, found: &mut Findings) {
    let Some(free_kib) = free_kib(data) else {
        return found.warn("space", "the free space could not be found out");
    };
    let text = format!("{} MiB free", free_kib >> 10);
    match free_kib {
        ..FREE_KIB_FAIL => found.fail("space", format!("{text}; make room, or the server stops")),
        FREE_KIB_FAIL..FREE_KIB_WARN => found.warn("space", format!("{text}; make room")),
        _ => found.ok("space", text),
    }
}

/// The standard library does not tell it; `df -P` prints the same everywhere (POSIX).
fn free_kib(data: &Path) -> Option<u64> {
    let output =
        Command::new("df").arg("-Pk").arg(data).output().ok().filter(|output| output.status.success())?;
    available(&String::from_utf8_lossy(&output.stdout))
}

fn available(table: &str) -> Option<u64> {
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

fn server(data: &Path, found: &mut Findings) {
    match File::open(data.join("server.lock")).map(|file| file.try_lock()) {
        Ok(Err(TryLockError::WouldBlock)) => found.ok("server", "it is running"),
        _ => found.ok("server", "it is not running"),
    }
}

/// Videos and sounds.
fn converter(config: &Config, found: &mut Findings) {
    let setting = config.media.ffmpeg.as_str();
    let without =
        "of videos and sounds only MP4 (H.264, AAC), M4A and MP3 are taken, and videos have a drawn still";
    match Tool::find(setting) {
        None if setting == "off" => found.ok("ffmpeg", format!("it is off: {without}")),
        None => found
            .warn("ffmpeg", format!("it is not found, so {without}; install ffmpeg, or set media.ffmpeg")),
        Some(tool) => match tool.check() {
            Ok(()) => found.ok("ffmpeg", format!("{} converts videos and sounds", tool.path().display())),
            Err(text) => found.fail("ffmpeg", format!("{}: {text}", tool.path().display())),
        },
    }
}

fn mail(config: &Config, data: &Path, found: &mut Findings) {
    let folder = outbox(data);
    if config.mail.host.is_empty() {
        let text =
            format!("no mail.host is set: mails are written to {} and sent to nobody", folder.display());
        if config.site().is_https() { found.warn("mail", text) } else { found.ok("mail", text) }
    } else if config.mail.from.is_empty() {
        found.fail("mail", "mail.from is empty; set the sender's address");
    } else {
        found.ok("mail", format!("sent through {}:{}", config.mail.host, config.mail.port));
    }
}

fn domain(config: &Config, found: &mut Findings) {
    let site = config.site();
    if config.server.domain.is_empty() {
        found.warn("domain", format!("server.domain is not set: people reach it at {} only", site.base_url));
    } else if site.is_https() {
        found.ok("domain", format!("{}; a proxy before it must speak https", site.base_url));
    } else {
        found.ok("domain", format!("{}: for this machine only", site.base_url));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_column_is_what_is_free() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 100 60 40 60% /\n";
        assert_eq!(available(table), Some(40));
        assert_eq!(available("nonsense"), None);
        assert_eq!(available("a\nb c d e"), None);
    }
}
