//! Single sign-on with an agency's identity provider: OpenID Connect, authorisation code flow with PKCE.
//!
//! This file speaks the protocol only. Which member of staff an external identity belongs to, and whether a second
//! factor is still due, is the business of `office::sign_in`.

use jiff::{SignedDuration, Timestamp};
use kernel::Chance;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, ErrorResponse, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse,
    core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata},
};
use std::{
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long a provider's description and keys are kept before they are asked for again.
const METADATA_AGE_MAX: SignedDuration = SignedDuration::from_mins(60);
/// How long a provider that did not answer is left alone before it is asked again.
const AWAY_AGE_MAX: SignedDuration = SignedDuration::from_secs(10);
/// How long the provider may take for one answer. A sign-in asks three times at most, within the time of one request.
const ANSWER_WAIT_MAX: Duration = Duration::from_secs(5);
/// Conversations with the provider at once: each holds a thread, and strangers can begin one.
const CONVERSATIONS_MAX: usize = 16;
/// An answer larger than this is no identity provider's.
const ANSWER_BYTES_MAX: u64 = 1 << 20;

/// What the administrator is given by the identity provider.
#[derive(Clone)]
pub struct Settings {
    /// The issuer's address; its description is at `/.well-known/openid-configuration` below it.
    pub issuer: String,
    /// The name under which this program is registered there.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
    /// Where the provider sends the browser back to: this program's public address and `/sign-in/external/return`.
    pub redirect: String,
}

/// Why single sign-on did not come about. The words shown are in `wording`.
#[derive(Debug, thiserror::Error)]
pub enum SignOnFault {
    /// An address in the settings is no address.
    #[error("the single sign-on settings are wrong: {0}")]
    Settings(String),
    /// The provider does not answer, or answers nonsense.
    #[error("the identity provider cannot be reached: {0}")]
    ProviderAway(String),
    /// The answer belongs to no sign-in begun in this browser, or to one begun too long ago.
    #[error("the answer belongs to no sign-in begun here")]
    NotBegunHere,
    /// The provider refused the code or its token does not prove what it must.
    #[error("the identity provider's answer proves nothing: {0}")]
    NotProven(String),
}

/// A sign-in begun and not yet answered. Travels in a cookie of the same browser for ten minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    state: String,
    nonce: String,
    verifier: String,
    /// The page that was asked for, as its bytes in hexadecimal.
    next: String,
}

/// A longer address is not gone back to: cookies are small.
const NEXT_BYTES_MAX: usize = 500;

impl Pending {
    /// Draws the three secrets of a new sign-in, which leads to the path `next` of this program.
    pub fn draw(chance: &mut Chance, next: &str) -> Pending {
        let next = if next.len() <= NEXT_BYTES_MAX { next } else { "/" };
        let next = next.bytes().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        Pending { state: hex(chance), nonce: hex(chance), verifier: hex(chance), next }
    }

    /// Where the sign-in leads. Whoever goes there checks that it is a path of this program.
    pub fn next(&self) -> String {
        let pairs = self.next.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or_default());
        let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The cookie's value. All four parts are hexadecimal, so a full stop separates them.
    pub fn to_cookie(&self) -> String {
        format!("{}.{}.{}.{}", self.state, self.nonce, self.verifier, self.next)
    }

    /// From the cookie's value; nothing where it is not one of ours.
    pub fn from_cookie(text: &str) -> Option<Pending> {
        let parts: Vec<&str> = text.split('.').collect();
        let [state, nonce, verifier, next] = parts[..] else { return None };
        let ours = |part: &str| part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_next = next.len() <= 2 * NEXT_BYTES_MAX && next.bytes().all(|byte| byte.is_ascii_hexdigit());
        (ours(state) && ours(nonce) && ours(verifier) && is_next).then(|| Pending {
            state: state.to_owned(),
            nonce: nonce.to_owned(),
            verifier: verifier.to_owned(),
            next: next.to_owned(),
        })
    }
}

/// Who the provider says this is. The pair is unique for ever; nothing else about a person is taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalPerson {
    /// The provider.
    pub issuer: String,
    /// The person, in the provider's own numbering.
    pub subject: String,
}

/// One identity provider.
pub struct SingleSignOn {
    settings: Settings,
    http: ureq::Agent,
    places: Semaphore,
    known: Mutex<Known>,
}

/// What is known of the provider, and since when.
#[derive(Default)]
enum Known {
    #[default]
    Nothing,
    Provider(Timestamp, Arc<CoreProviderMetadata>),
    Away(Timestamp, String),
}

impl SingleSignOn {
    /// Checks the settings; asks the provider nothing yet, so that the program starts without it.
    pub fn new(settings: Settings) -> Result<SingleSignOn, SignOnFault> {
        let issuer = IssuerUrl::new(settings.issuer.clone());
        let issuer = issuer.map_err(|fault| SignOnFault::Settings(fault.to_string()))?;
        if !is_private(issuer.url()) {
            return Err(SignOnFault::Settings(format!("{} is not an https address", settings.issuer)));
        }
        RedirectUrl::new(settings.redirect.clone()).map_err(|fault| SignOnFault::Settings(fault.to_string()))?;
        Ok(SingleSignOn {
            settings,
            http: http_agent(),
            places: Semaphore::new(CONVERSATIONS_MAX),
            known: Mutex::default(),
        })
    }

    /// The provider's address, under which people are linked.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Begins a sign-in: where to send the browser. May ask the provider, so it is called where waiting is allowed.
    pub fn begin(&self, now: Timestamp, pending: &Pending) -> Result<String, SignOnFault> {
        let metadata = self.metadata(now)?;
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.clone())),
        )
        .set_redirect_uri(self.redirect()?);
        let (state, nonce) = (pending.state.clone(), pending.nonce.clone());
        let verifier = PkceCodeVerifier::new(pending.verifier.clone());
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// Ends a sign-in with what the browser brought back.
    pub fn finish(
        &self,
        now: Timestamp,
        pending: &Pending,
        state: &str,
        code: &str,
    ) -> Result<ExternalPerson, SignOnFault> {
        if state != pending.state {
            return Err(SignOnFault::NotBegunHere);
        }
        if code.is_empty() {
            return Err(SignOnFault::NotProven("the provider sent the browser back without a code".to_owned()));
        }
        let metadata = self.metadata(now)?;
        let client = CoreClient::from_provider_metadata(
            (*metadata).clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.clone())),
        )
        .set_redirect_uri(self.redirect()?);
        let place = self.place()?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|fault| SignOnFault::ProviderAway(fault.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.clone()))
            .request(&|request| self.ask(request))
            .map_err(|fault| not_exchanged(&fault))?;
        drop(place);
        let token = answer.id_token().ok_or_else(|| SignOnFault::NotProven("no identity token".to_owned()))?;
        let nonce = Nonce::new(pending.nonce.clone());
        match token.claims(&client.id_token_verifier(), &nonce) {
            Ok(claims) => {
                Ok(ExternalPerson { issuer: claims.issuer().to_string(), subject: claims.subject().to_string() })
            }
            Err(fault) => {
                // The provider may have changed its keys: ask again at the next sign-in, not in an hour.
                self.forget();
                Err(SignOnFault::NotProven(fault.to_string()))
            }
        }
    }

    fn redirect(&self) -> Result<RedirectUrl, SignOnFault> {
        RedirectUrl::new(self.settings.redirect.clone()).map_err(|fault| SignOnFault::Settings(fault.to_string()))
    }

    /// The provider's description. A provider that is away is not asked by everybody who tries.
    fn metadata(&self, now: Timestamp) -> Result<Arc<CoreProviderMetadata>, SignOnFault> {
        match &*self.known() {
            Known::Provider(at, metadata) if now.duration_since(*at) < METADATA_AGE_MAX => {
                return Ok(Arc::clone(metadata));
            }
            Known::Away(at, why) if now.duration_since(*at) < AWAY_AGE_MAX => {
                return Err(SignOnFault::ProviderAway(why.clone()));
            }
            _ => {}
        }
        let place = self.place()?;
        let issuer =
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|fault| SignOnFault::Settings(fault.to_string()))?;
        let found = CoreProviderMetadata::discover(&issuer, &|request| self.ask(request));
        drop(place);
        match found {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *self.known() = Known::Provider(now, Arc::clone(&metadata));
                Ok(metadata)
            }
            Err(fault) => {
                let why = chain(&fault);
                *self.known() = Known::Away(now, why.clone());
                Err(SignOnFault::ProviderAway(why))
            }
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self) {
        *self.known() = Known::Nothing;
    }

    /// One of the few conversations at once.
    fn place(&self) -> Result<SemaphorePermit<'_>, SignOnFault> {
        let taken = self.places.try_acquire();
        taken.map_err(|_| SignOnFault::ProviderAway(format!("{CONVERSATIONS_MAX} sign-ins wait for it already")))
    }

    fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let (parts, mut body) = self.http.run(request)?.into_parts();
        let bytes = body.with_config().limit(ANSWER_BYTES_MAX).read_to_vec()?;
        Ok(HttpResponse::from_parts(parts, bytes))
    }
}

/// Whether what is said to that address stays between us: by https, or on this very machine.
fn is_private(address: &openidconnect::url::Url) -> bool {
    let is_here = matches!(address.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    address.scheme() == "https" || (address.scheme() == "http" && is_here)
}

/// The provider said no, or said nothing.
fn not_exchanged<E: std::error::Error + 'static, T: ErrorResponse + 'static>(
    fault: &RequestTokenError<E, T>,
) -> SignOnFault {
    match fault {
        RequestTokenError::Request(_) | RequestTokenError::Parse(..) => SignOnFault::ProviderAway(chain(fault)),
        _ => SignOnFault::NotProven(chain(fault)),
    }
}

/// An error with its causes, for the log.
fn chain(fault: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(fault.source(), |cause| cause.source());
    causes.fold(fault.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// Follows no redirect (a provider must not steer our requests), trusts the machine's certificates.
fn http_agent() -> ureq::Agent {
    let roots: Vec<ureq::tls::Certificate<'static>> = rustls_native_certs::load_native_certs()
        .certs
        .iter()
        .map(|certificate| ureq::tls::Certificate::from_der(certificate).to_owned())
        .collect();
    let tls = ureq::tls::TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(ureq::tls::RootCerts::new_with_certs(&roots))
        .build();
    ureq::Agent::config_builder()
        .tls_config(tls)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(ANSWER_WAIT_MAX))
        .build()
        .new_agent()
}

/// For logs: the provider's address, and never the secret.
impl std::fmt::Debug for SingleSignOn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SingleSignOn({})", self.settings.issuer)
    }
}

fn hex(chance: &mut Chance) -> String {
    chance.bytes::<32>().iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to text cannot fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str) -> Settings {
        Settings {
            issuer: issuer.to_owned(),
            client_id: "ansinh".to_owned(),
            client_secret: "secret".to_owned(),
            redirect: "http://127.0.0.1:8080/sign-in/external/return".to_owned(),
        }
    }

    #[test]
    fn a_pending_sign_in_survives_its_cookie_and_nothing_else_passes() {
        let mut chance = Chance::seeded(1);
        let pending = Pending::draw(&mut chance, "/");
        assert_eq!(Pending::from_cookie(&pending.to_cookie()), Some(pending.clone()));
        let cut = &pending.to_cookie()[1..];
        for foreign in ["", "..", "a.b.c", cut, &format!("{}.x", pending.to_cookie())] {
            assert_eq!(Pending::from_cookie(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn settings_that_are_no_address_and_a_provider_that_is_away_are_told_apart() {
        assert!(matches!(SingleSignOn::new(settings("not an address")), Err(SignOnFault::Settings(_))));
        let away = SingleSignOn::new(settings("http://127.0.0.1:1")).expect("an address");
        let now = "2024-01-25T03:00:00Z".parse().expect("an instant");
        assert!(matches!(
            away.begin(now, &Pending::draw(&mut Chance::seeded(1), "/")),
            Err(SignOnFault::ProviderAway(_))
        ));
    }

    #[test]
    fn a_provider_is_asked_over_https_or_on_this_machine() {
        for wrong in ["http://dangnhap.quangngai.gov.vn", "ftp://127.0.0.1", "http://127.0.0.1.example.vn"] {
            assert!(matches!(SingleSignOn::new(settings(wrong)), Err(SignOnFault::Settings(_))), "{wrong}");
        }
        for right in ["https://dangnhap.quangngai.gov.vn", "http://[::1]:9000", "http://localhost:9000"] {
            assert!(SingleSignOn::new(settings(right)).is_ok(), "{right}");
        }
    }

    #[test]
    fn a_provider_that_is_away_is_left_alone_for_a_moment_and_then_asked_again() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener that does not wait");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let provider = SingleSignOn::new(settings(&issuer)).expect("an address");
        let now: Timestamp = "2024-01-25T03:00:00Z".parse().expect("an instant");
        *provider.known() = Known::Away(now, "no answer".to_owned());
        let begin = |after| provider.begin(now + after, &Pending::draw(&mut Chance::seeded(1), "/"));
        assert!(
            matches!(begin(SignedDuration::from_secs(9)), Err(SignOnFault::ProviderAway(why)) if why == "no answer")
        );
        assert!(listener.accept().is_err(), "nobody asked");
        let places: Vec<_> = (0..CONVERSATIONS_MAX).map(|_| provider.place().expect("a place")).collect();
        assert!(matches!(begin(AWAY_AGE_MAX), Err(SignOnFault::ProviderAway(why)) if why.contains("already")));
        drop(places);
        drop(listener);
        assert!(matches!(begin(AWAY_AGE_MAX), Err(SignOnFault::ProviderAway(why)) if why != "no answer"), "asked");
    }

    #[test]
    fn an_answer_without_a_code_is_a_refusal() {
        let provider = SingleSignOn::new(settings("http://127.0.0.1:1")).expect("an address");
        let pending = Pending::draw(&mut Chance::seeded(1), "/");
        let now = "2024-01-25T03:00:00Z".parse().expect("an instant");
        assert!(matches!(provider.finish(now, &pending, &pending.state, ""), Err(SignOnFault::NotProven(_))));
    }

    #[test]
    fn an_answer_to_another_sign_in_is_refused_before_anybody_is_asked() {
        let provider = SingleSignOn::new(settings("http://127.0.0.1:1")).expect("an address");
        let pending = Pending::draw(&mut Chance::seeded(1), "/");
        let now = "2024-01-25T03:00:00Z".parse().expect("an instant");
        assert!(matches!(provider.finish(now, &pending, "another", "code"), Err(SignOnFault::NotBegunHere)));
    }

    #[test]
    fn where_it_leads_travels_in_the_cookie_and_bounded() {
        let mut chance = Chance::seeded(1);
        for next in ["/", "/staff?q=bình&from=2024-01-25"] {
            let cookie = Pending::draw(&mut chance, next).to_cookie();
            assert!(cookie.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'.'), "{cookie}");
            assert_eq!(Pending::from_cookie(&cookie).expect("one of ours").next(), next);
        }
        let long = format!("/staff?q={}", "a".repeat(500));
        assert_eq!(Pending::draw(&mut chance, &long).next(), "/");
        assert_eq!(Pending::from_cookie(&format!("{}.zz", "00".repeat(96))), None);
    }
}
