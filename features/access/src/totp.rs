//! Codes of an authenticator app (RFC 6238 with SHA-1, 30 seconds and six digits, which is what every app knows),
//! without I/O.

use aws_lc_rs::{constant_time, hmac};
use base::{Ms, SECOND_MS};
use qrcode::{Color, EcLevel, QrCode};

/// As long as the hash, as RFC 4226 recommends.
pub(crate) const SECRET_BYTES: usize = 20;
const STEP_S: i64 = 30;
const CODE_DIGITS: usize = 6;
/// Clocks may be apart by so many steps.
const STEPS_APART_MAX: i64 = 1;
/// Light modules around a QR code, so that cameras find it.
const QUIET_MODULES: usize = 4;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A square to be drawn.
#[derive(Debug, Clone, Default)]
pub struct Qr {
    /// Modules on a side, with the light margin.
    pub size: usize,
    /// The dark modules as the `d` of an SVG path.
    pub path: String,
}

/// The step whose code was typed, if it is near now and after `last`: each code is good once. Takes as long whatever
/// was typed.
pub(crate) fn step_of(secret: &[u8], typed: &str, now: Ms, last: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let current = now / SECOND_MS / STEP_S;
    let mut found = None;
    for step in current - STEPS_APART_MAX..=current + STEPS_APART_MAX {
        let same = constant_time::verify_slices_are_equal(code(secret, step).as_bytes(), typed.as_bytes());
        if same.is_ok() && step > last {
            found = Some(step);
        }
    }
    found
}

/// The code of a step (RFC 4226, 5.3).
pub(crate) fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag.last().copied().unwrap_or_default() & 15);
    let word = tag.iter().skip(at).take(4).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
    let number = (word & 0x7fff_ffff) % 10_u32.pow(CODE_DIGITS as u32);
    format!("{number:0CODE_DIGITS$}")
}

/// The secret as people type it into an app (RFC 4648), in groups of four.
pub(crate) fn spelled(secret: &[u8]) -> String {
    let mut out = String::new();
    for (n, letter) in base32(secret).chars().enumerate() {
        if n > 0 && n % 4 == 0 {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

fn base32(bytes: &[u8]) -> String {
    let letter = |five: u64| char::from(BASE32[(five & 31) as usize]);
    let mut out = String::new();
    for chunk in bytes.chunks(5) {
        let word = (0..5).fold(0_u64, |word, n| word << 8 | u64::from(*chunk.get(n).unwrap_or(&0)));
        let letters = (chunk.len() * 8).div_ceil(5);
        out.extend((0..letters).map(|n| letter(word >> (35 - 5 * n))));
    }
    out
}

/// What an app reads from the QR code.
pub(crate) fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let (issuer, account, secret) = (escaped(issuer), escaped(account), base32(secret));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={CODE_DIGITS}&period={STEP_S}"
    )
}

/// As RFC 3986 has it: apps show a `+` as it is.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `text` as a QR code; nothing where it is too long for one.
pub(crate) fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, n) = (x + QUIET_MODULES, y + QUIET_MODULES, run.len());
                path.push_str(&format!("M{left} {top}h{n}v1h-{n}z"));
            }
            x += run.len();
        }
    }
    Some(Qr { size: width + 2 * QUIET_MODULES, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC_SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_standards_examples() {
        // RFC 4226, appendix D.
        let hotp = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ];
        for (step, wanted) in hotp.into_iter().enumerate() {
            assert_eq!(code(RFC_SECRET, step as i64), wanted);
        }
        // RFC 6238, appendix B, the last six of its eight digits.
        for (second, wanted) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(RFC_SECRET, wanted, second * SECOND_MS, 0), Some(second / STEP_S), "{second}");
        }
    }

    #[test]
    fn a_code_is_good_near_its_time_and_once() {
        let (now, step) = (90_000_000, 3_000);
        for (typed, last, wanted) in [
            (step - 2, 0, None),
            (step - 1, 0, Some(step - 1)),
            (step, 0, Some(step)),
            (step + 1, 0, Some(step + 1)),
            (step + 2, 0, None),
            (step, step, None),
            (step - 1, step, None),
            (step + 1, step, Some(step + 1)),
        ] {
            assert_eq!(step_of(RFC_SECRET, &code(RFC_SECRET, typed), now, last), wanted, "{typed} {last}");
        }
        let spaced = code(RFC_SECRET, step);
        assert_eq!(step_of(RFC_SECRET, &format!(" {} {} ", &spaced[..3], &spaced[3..]), now, 0), Some(step));
        for bad in ["", "0", "12345678901234567890", "abcdef", "１２３４５６"] {
            assert_eq!(step_of(RFC_SECRET, bad, now, 0), None, "{bad}");
        }
    }

    #[test]
    fn secrets_are_spelled_as_apps_read_them() {
        // RFC 4648, 10, without the padding.
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        assert_eq!(spelled(b"foobar"), "MZXW 6YTB OI");
        let address = address(b"foobar", "Harbour View: 1", "ines");
        assert!(address.starts_with(
            "otpauth://totp/Harbour%20View%3A%201:ines?secret=MZXW6YTBOI&issuer=Harbour%20View%3A%201&"
        ));
    }

    #[test]
    fn a_qr_code_has_its_corners() {
        let square = qr("otpauth://totp/a:b?secret=MZXW6YTBOI").unwrap();
        assert!(square.size > 29 && square.path.starts_with("M4 4h7v1h-7z"), "{square:?}");
        assert!(square.path.chars().all(|c| c.is_ascii_digit() || "Mhvz- ".contains(c)));
        assert!(qr(&"x".repeat(5_000)).is_none());
    }
}
