//! What the endpoints for applications take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, get, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "apps",
    about: "Applications, tokens (OAuth 2), new accounts.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Application",
        "id: id name: text website: text? scopes: [text] redirect_uri: text redirect_uris: [text] vapid_key: text",
    ),
    ("CredentialApplication", "..Application client_id: text client_secret: text client_secret_expires_at: count"),
    ("Token", "access_token: text token_type: 'Bearer' scope: text created_at: count"),
    (
        "UserInfo",
        "iss: url sub: url name: text preferred_username: text profile: url picture: url",
    ),
    (
        "OAuthServer",
        "issuer: url authorization_endpoint: url token_endpoint: url revocation_endpoint: url userinfo_endpoint: url
         app_registration_endpoint: url service_documentation: url scopes_supported: [text]
         response_types_supported: [text] response_modes_supported: [text] grant_types_supported: [text]
         token_endpoint_auth_methods_supported: [text] code_challenge_methods_supported: [text]",
    ),
];

const OPS: &[Op] = &[
    post("/api/v1/apps", "Registers an application")
        .takes("client_name: text redirect_uris: text|[text] scopes?: text website?: text?")
        .gives("CredentialApplication"),
    get("/api/v1/apps/verify_credentials", "The application that a token belongs to").gives("Application"),
    post("/api/v1/accounts", "Signs somebody up; by an application's token")
        .takes(
            "username: text email: text password: text agreement: flag locale?: text reason?: text
             date_of_birth?: text time_zone?: text invite_code?: text",
        )
        .gives("Token")
        .also(&[(403, ""), (422, "")]),
    post("/api/v1/emails/confirmations", "Sends the mail of confirmation again")
        .takes("email?: text")
        .also(&[(401, ""), (403, "")]),
    get("/api/v1/emails/check_confirmation", "Whether one's address is confirmed")
        .gives("flag")
        .also(&[(401, ""), (403, "")]),
    post("/oauth/token", "A token for a code, or for the application itself")
        .takes(
            "grant_type: text client_id?: text client_secret?: text redirect_uri?: text code?: text
             code_verifier?: text scope?: text username?: text password?: text",
        )
        .gives("Token")
        .also(&[(401, ""), (403, "")]),
    post("/oauth/revoke", "Ends a token")
        .takes("token: text client_id?: text client_secret?: text")
        .also(&[(401, ""), (403, "")]),
    get("/oauth/userinfo", "Who holds the token (OpenID Connect)").gives("UserInfo"),
    post("/oauth/userinfo", "Who holds the token (OpenID Connect)").gives("UserInfo"),
    get("/.well-known/oauth-authorization-server", "What is where (RFC 8414)").gives("OAuthServer"),
];
