//! The few cookies we set: the session, the visitor's secret, the language, a notice for the next page.

use crate::Settings;
use axum::http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session of a signed-in person. Ends with the browser; the room `office` decides when it ends sooner.
    Session,
    /// A secret of the browser before sign-in, from which form tokens are made.
    Visitor,
    /// The language of the screens.
    Language,
    /// What the next page says was done.
    Notice,
    /// A sign-in begun at the agency's identity provider and not yet answered.
    SignOn,
}

impl Cookie {
    /// `__Host-` binds the cookie to this very host, but browsers accept it over https only.
    pub fn name(self, settings: &Settings) -> &'static str {
        match (self, settings.https) {
            (Cookie::Session, true) => "__Host-ansinh-session",
            (Cookie::Session, false) => "ansinh-session",
            (Cookie::Visitor, true) => "__Host-ansinh-visitor",
            (Cookie::Visitor, false) => "ansinh-visitor",
            (Cookie::Language, true) => "__Host-ansinh-language",
            (Cookie::Language, false) => "ansinh-language",
            (Cookie::Notice, true) => "__Host-ansinh-notice",
            (Cookie::Notice, false) => "ansinh-notice",
            (Cookie::SignOn, true) => "__Host-ansinh-sign-on",
            (Cookie::SignOn, false) => "ansinh-sign-on",
        }
    }

    /// Seconds the browser keeps it; nothing: until it is closed.
    fn age_seconds(self) -> Option<u32> {
        match self {
            Cookie::Session | Cookie::Visitor => None,
            Cookie::Language => Some(365 * 24 * 3600),
            Cookie::Notice => Some(60),
            Cookie::SignOn => Some(600),
        }
    }

    /// The value a request carries.
    pub fn read(self, settings: &Settings, headers: &HeaderMap) -> Option<String> {
        let name = self.name(settings);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && is_plain(value))
            .map(|(_, value)| value.to_owned())
    }

    /// The header line that sets it. The value is one of ours: letters, digits, `-`, `_`, `.`.
    pub fn set(self, settings: &Settings, value: &str) -> HeaderValue {
        debug_assert!(is_plain(value), "cookies carry plain tokens");
        let age = self.age_seconds().map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
        self.line(settings, value, &age)
    }

    /// The header line that ends it.
    pub fn clear(self, settings: &Settings) -> HeaderValue {
        self.line(settings, "", "; Max-Age=0")
    }

    fn line(self, settings: &Settings, value: &str, age: &str) -> HeaderValue {
        let secure = if settings.https { "; Secure" } else { "" };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(settings));
        HeaderValue::from_str(&line).expect("cookie lines are plain ASCII")
    }
}

fn is_plain(value: &str) -> bool {
    value.len() <= 300 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_cookie_is_bound_to_the_host_over_https() {
        let https = Settings { https: true, ..Settings::default() };
        assert_eq!(
            Cookie::Session.set(&https, "abc"),
            "__Host-ansinh-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            Cookie::Session.clear(&Settings::default()),
            "ansinh-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }

    #[test]
    fn a_cookie_is_found_among_others_and_strange_values_are_ignored() {
        let settings = Settings::default();
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("x=1; ansinh-language=en;ansinh-session=<b>"));
        assert_eq!(Cookie::Language.read(&settings, &headers).as_deref(), Some("en"));
        assert_eq!(Cookie::Session.read(&settings, &headers), None);
        assert_eq!(Cookie::Visitor.read(&settings, &headers), None);
    }
}
