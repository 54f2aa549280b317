use http::HeaderMap;
use http::header::COOKIE;

use crate::Site;

/// The value of cookie `name`, if the request carries it.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A `Set-Cookie` value: for this host only, not for scripts, not sent along from other sites.
///
/// `max_age_s` of 0 removes the cookie. `SameSite=Lax`, so that a link from an e-mail finds the reader signed in.
pub fn set_cookie(site: &Site, name: &str, value: &str, max_age_s: i64) -> String {
    let secure = if site.is_https() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_one_among_many() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; session=abc=; b=2".parse().unwrap());
        headers.append(COOKIE, "c=3".parse().unwrap());
        assert_eq!(cookie(&headers, "session"), Some("abc="));
        assert_eq!(cookie(&headers, "c"), Some("3"));
        assert_eq!(cookie(&headers, "ession"), None);
    }

    #[test]
    fn secure_where_the_site_is() {
        assert!(set_cookie(&Site::new("medley.example"), "s", "v", 60).ends_with("Max-Age=60; Secure"));
        assert!(!set_cookie(&Site::new("localhost:3000"), "s", "v", 60).contains("Secure"));
    }
}
