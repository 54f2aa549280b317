//! What makes a password too weak.

use super::{Fault, too_long};

/// The most characters of a password.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// The least that an operator can ask for (NIST SP 800-63B).
pub const PASSWORD_CHARS_FLOOR: usize = 8;

/// What is wrong with a password: its length, or that it is easily guessed. No rules of composition.
pub fn check_password(password: &str, chars_min: usize, context: &[&str]) -> Option<Fault> {
    let chars_min = chars_min.max(PASSWORD_CHARS_FLOOR);
    let count = password.chars().count();
    if count == 0 {
        return Some(Fault::blank("password"));
    }
    if count < chars_min {
        let text = format!("is too short (minimum is {chars_min} characters)");
        return Some(Fault::new("password", "ERR_TOO_SHORT", text));
    }
    if count > PASSWORD_CHARS_MAX {
        return Some(too_long("password", PASSWORD_CHARS_MAX));
    }
    let lower = password.to_lowercase();
    let guessed =
        context.iter().any(|word| same_word(word, &lower)) || COMMON.split(' ').any(|word| word == lower);
    (guessed || one_character(&lower)).then(|| Fault::new("password", "ERR_INVALID", "is too easily guessed"))
}

fn same_word(word: &str, lower: &str) -> bool {
    let word = word.trim().to_lowercase();
    let before_at = word.split('@').next().unwrap_or_default();
    !word.is_empty() && (lower == word || lower == before_at)
}

fn one_character(text: &str) -> bool {
    text.chars().next().is_none_or(|first| text.chars().all(|c| c == first))
}

/// What everyone tries first. Only those of eight characters or more: shorter ones are refused anyway.
const COMMON: &str = "\
    00000000 000000000 0000000000 11111111 111111111 1111111111 11223344 112233445566 12121212 \
    123123123 123123123123 12341234 12344321 12345678 123456789 1234567890 12345678910 123456789a \
    1234567890-= 12345qwert 123456abc 123qweasd 147258369 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx \
    1qaz2wsx3edc 22222222 55555555 66666666 77777777 87654321 88888888 987654321 9876543210 99999999 \
    999999999 a1234567 a12345678 a123456789 aa123456 aaaaaaaa abc12345 abc123456 abcd1234 abcdefgh \
    abcdefghij admin123 admin1234 admin12345 adminadmin administrator asdasdasd asdf1234 asdfasdf \
    asdfghjk asdfghjkl babygirl baseball basketball butterfly changeme changeme123 charlie1 \
    chocolate computer corvette dearbook doctor123 dragon123 facebook football football1 \
    gfhjkmgfhjkm google123 hallo123 hello123 hospital hospital1 hospital123 iloveyou iloveyou1 \
    iloveyou2 internet jennifer jordan23 letmein1 letmein123 liverpool login123 lovelove master123 \
    medicine medicine1 medley123 michelle mustang1 nurse123 p@ssw0rd p@ssword passport passw0rd \
    password password! password01 password1 password1! password12 password123 password123! \
    password1234 password12345 passwort pokemon1 princess princess1 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 \
    qazwsxedc qazwsxedcrfv qqww1122 qwer1234 qwerasdf qwertyui qwertyuiop qwerty12 qwerty123 \
    qwerty1234 qwerty12345 samantha secret123 starwars sunshine sunshine1 superman superman1 \
    target123 test1234 testtest trustno1 username welcome1 welcome123 whatever winter2025 summer2026 \
    zaq12wsx zxcvbnm1 zxcvbnm123 correcthorsebatterystaple";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_only_what_the_other_rules_let_pass() {
        let words: Vec<&str> = COMMON.split(' ').collect();
        assert!(
            words.len() > 150 && words.contains(&"password") && words.contains(&"correcthorsebatterystaple")
        );
        assert!(words.iter().all(|word| word.len() >= PASSWORD_CHARS_FLOOR && *word == word.to_lowercase()));
    }
}
