//! The tokens of service accounts, and the identities an agency's single sign-on knows people by.

use super::{
    call::{Call, Done, told},
    description::tags,
    input::{body, query},
    sent::{Asked, Sent, Subject},
    staff::Nothing,
    values::{Instant, IssuerName, Purpose, SubjectName},
};
use crate::shell::problem::Answer;
use db::Tx;
use jiff::Timestamp;
use kernel::{ApiTokenId, StaffId};
use office::{
    Acting, Refusal,
    sign_in::{self, ExternalIdentity},
    staff::{self, ApiToken},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A token of a service account: never the token itself.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = ServiceToken, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "staff": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "prefix": "ans_1f2e3d4c",
    "purpose": "Đối chiếu hằng tháng với kho bạc",
    "made_at": "2024-01-25T03:00:00Z",
    "made_by": "018d3f9e-2b1c-7c3a-9f6e-0123456789ad",
    "confirmed_at": null,
    "confirmed_by": null,
    "ends_at": "2024-12-31T17:00:00Z",
    "revoked_at": null,
    "used_at": null
}))]
pub(crate) struct TokenShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: ApiTokenId,
    /// The service account.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// Its first characters, to recognise it by.
    prefix: String,
    /// What it is for.
    purpose: String,
    /// Made at.
    made_at: Timestamp,
    /// By whom; sixteen zero bytes for whoever holds the server.
    #[schema(value_type = String, format = Uuid)]
    made_by: StaffId,
    /// Confirmed at: until then it lets nobody in.
    confirmed_at: Option<Timestamp>,
    /// By the second person.
    #[schema(value_type = Option<String>, format = Uuid)]
    confirmed_by: Option<StaffId>,
    /// Ends by itself at.
    ends_at: Timestamp,
    /// Revoked at.
    revoked_at: Option<Timestamp>,
    /// Last used, to the hour.
    used_at: Option<Timestamp>,
}

impl From<ApiToken> for TokenShown {
    fn from(token: ApiToken) -> TokenShown {
        let ApiToken { id, staff, prefix, purpose, made_at, made_by, .. } = token;
        let ApiToken { ends_at, confirmed_by, confirmed_at, revoked_at, used_at, .. } = token;
        TokenShown {
            id,
            staff,
            prefix,
            purpose,
            made_at,
            made_by,
            confirmed_at,
            confirmed_by,
            ends_at,
            revoked_at,
            used_at,
        }
    }
}

/// All tokens of a service account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Tokens {
    /// Newest first.
    items: Vec<TokenShown>,
}

/// A token just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenIssued {
    /// The token.
    token: TokenShown,
    /// What goes after `Authorization: Bearer`. Answered once: a repeated call gets `null`.
    secret: Option<String>,
}

body! {
    /// What a token needs.
    #[schema(example = json!({ "purpose": "Đối chiếu hằng tháng với kho bạc", "ends_at": "2024-12-31T17:00:00Z" }))]
    TokenToIssue {
        /// What it is for.
        purpose: Purpose,
        /// When it ends by itself: within a year and a day.
        ends_at: Instant,
    }
}

/// A name an identity provider has for a person.
#[derive(Serialize, ToSchema)]
#[schema(as = ExternalIdentity)]
pub(crate) struct IdentityShown {
    /// The identity provider.
    #[schema(example = "https://sso.quangngai.example.vn")]
    issuer: String,
    /// Its name for the person.
    #[schema(example = "8f14e45f")]
    subject: String,
    /// Linked at.
    linked_at: Timestamp,
}

impl From<ExternalIdentity> for IdentityShown {
    fn from(identity: ExternalIdentity) -> IdentityShown {
        let ExternalIdentity { issuer, subject, linked_at } = identity;
        IdentityShown { issuer, subject, linked_at }
    }
}

/// All identities linked to a person.
#[derive(Serialize, ToSchema)]
pub(crate) struct Identities {
    /// One an identity provider.
    items: Vec<IdentityShown>,
}

body! {
    /// An identity to link.
    #[schema(example = json!({ "issuer": "https://sso.quangngai.example.vn", "subject": "8f14e45f" }))]
    IdentityToLink {
        /// The identity provider.
        issuer: IssuerName,
        /// Its name for the person.
        subject: SubjectName,
    }
}

query! {
    /// Which link.
    IdentityQuery {
        /// The identity provider.
        issuer: IssuerName,
    }
}

/// List the tokens of a service account.
#[utoipa::path(get, path = "/api/v1/staff/{staff}/tokens", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "The service account.")),
    responses((status = 200, description = "The tokens, newest first.", body = Tokens)))]
pub(crate) async fn list_tokens(call: Call, Subject(staff): Subject<StaffId>) -> Answer {
    let found = call.read(move |tx, acting| {
        must_exist(tx, acting, staff)?;
        staff::list_tokens(tx, acting, staff)
    });
    Ok(told(&Tokens { items: found.await?.into_iter().map(TokenShown::from).collect() }))
}

/// Make a token for a service account.
///
/// The secret is answered this one time; only its digest is kept. It lets nobody in before another administrator
/// confirms the token.
#[utoipa::path(post, path = "/api/v1/staff/{staff}/tokens", tag = tags::STAFF, request_body = TokenToIssue,
    params(("staff" = String, Path, format = Uuid, description = "The service account.")),
    responses((status = 201, description = "The token.", body = TokenIssued)))]
pub(crate) async fn issue_token(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<TokenToIssue>) -> Answer {
    call.create(sent, move |tx, acting, wanted| {
        let (token, secret) = staff::issue_token(tx, acting, staff, wanted.purpose.as_str(), wanted.ends_at.0)?;
        let token = TokenShown::from(token);
        let now = TokenIssued { token: token.clone(), secret: Some(secret) };
        Ok(Done::created_once(&now, &TokenIssued { token, secret: None }))
    })
    .await
}

/// Let a token in that another administrator made.
///
/// Nobody confirms an own token, nor one made by somebody whom they gave the password, or who gave it to them. It lets
/// its account in under the post the account has now; under another one it waits to be confirmed again.
#[utoipa::path(post, path = "/api/v1/tokens/{token}/confirm", tag = tags::STAFF,
    params(("token" = String, Path, format = Uuid, description = "The token.")),
    responses((status = 200, description = "It lets its account in.", body = TokenShown)))]
pub(crate) async fn confirm_token(call: Call, Subject(token): Subject<ApiTokenId>, sent: Sent<Nothing>) -> Answer {
    call.change(sent, move |tx, acting, _| {
        Ok(Done::changed(&TokenShown::from(staff::confirm_token(tx, acting, token, None)?)))
    })
    .await
}

/// End a token now.
#[utoipa::path(post, path = "/api/v1/tokens/{token}/revoke", tag = tags::STAFF,
    params(("token" = String, Path, format = Uuid, description = "The token.")),
    responses((status = 200, description = "It is over.", body = Nothing)))]
pub(crate) async fn revoke_token(call: Call, Subject(token): Subject<ApiTokenId>, sent: Sent<Nothing>) -> Answer {
    call.change(sent, move |tx, acting, _| {
        staff::revoke_token(tx, acting, token)?;
        Ok(Done::changed(&serde_json::json!({})))
    })
    .await
}

/// List the identities linked to a person.
#[utoipa::path(get, path = "/api/v1/staff/{staff}/external-identities", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "The identities.", body = Identities)))]
pub(crate) async fn list_identities(call: Call, Subject(staff): Subject<StaffId>) -> Answer {
    let found = call.read(move |tx, acting| {
        must_exist(tx, acting, staff)?;
        sign_in::list_external(tx, acting, staff)
    });
    Ok(told(&Identities { items: found.await?.into_iter().map(IdentityShown::from).collect() }))
}

/// Link an identity to a person.
///
/// A person has one identity an identity provider: another one replaces it.
#[utoipa::path(put, path = "/api/v1/staff/{staff}/external-identities", tag = tags::STAFF,
    request_body = IdentityToLink, params(("staff" = String, Path, format = Uuid, description = "Who.")),
    responses((status = 200, description = "The identities as they are now.", body = Identities)))]
pub(crate) async fn link_identity(call: Call, Subject(staff): Subject<StaffId>, sent: Sent<IdentityToLink>) -> Answer {
    call.change(sent, move |tx, acting, wanted| {
        sign_in::link_external(tx, acting, staff, wanted.issuer.as_str(), wanted.subject.as_str())?;
        let items = sign_in::list_external(tx, acting, staff)?;
        Ok(Done::changed(&Identities { items: items.into_iter().map(IdentityShown::from).collect() }))
    })
    .await
}

/// Remove the link to an identity provider.
#[utoipa::path(delete, path = "/api/v1/staff/{staff}/external-identities", tag = tags::STAFF,
    params(("staff" = String, Path, format = Uuid, description = "Who."), IdentityQuery),
    responses((status = 200, description = "The identities as they are now.", body = Identities)))]
pub(crate) async fn unlink_identity(
    call: Call,
    Subject(staff): Subject<StaffId>,
    Asked(query): Asked<IdentityQuery>,
    sent: Sent<Nothing>,
) -> Answer {
    call.change(sent, move |tx, acting, _| {
        sign_in::unlink_external(tx, acting, staff, query.issuer.as_str())?;
        let items = sign_in::list_external(tx, acting, staff)?;
        Ok(Done::changed(&Identities { items: items.into_iter().map(IdentityShown::from).collect() }))
    })
    .await
}

fn must_exist(tx: &mut Tx<'_>, acting: &Acting, staff: StaffId) -> Result<(), Refusal> {
    let found = staff::find_staff(tx, &acting.ground_scope(), staff, acting.now)?;
    found.map(|_| ()).ok_or(Refusal::NotFound { what: "staff" })
}
