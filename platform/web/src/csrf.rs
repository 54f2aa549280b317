use aws_lc_rs::hmac;
use base::random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const SALT_BYTES: usize = 12;

/// A token for a form, from the session's key. Each is different, so compressed pages give nothing away.
pub fn csrf_token(key: &[u8; 32]) -> String {
    let salt: [u8; SALT_BYTES] = random::bytes();
    let mut token = salt.to_vec();
    token.extend_from_slice(sign(key, &salt).as_ref());
    URL_SAFE_NO_PAD.encode(token)
}

/// Whether `token` was made from `key`.
pub(crate) fn valid(key: &[u8; 32], token: &str) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    if bytes.len() <= SALT_BYTES {
        return false;
    }
    let (salt, tag) = bytes.split_at(SALT_BYTES);
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key), salt, tag).is_ok()
}

fn sign(key: &[u8; 32], salt: &[u8]) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), salt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tokens_of_the_own_key_are_valid() {
        let (mine, yours) = ([1; 32], [2; 32]);
        let token = csrf_token(&mine);
        assert!(valid(&mine, &token) && !valid(&yours, &token));
        assert_ne!(token, csrf_token(&mine));
        for bad in ["", "x", "AAAA", &token[..20], &format!("{token}A")] {
            assert!(!valid(&mine, bad), "{bad:?}");
        }
    }
}
