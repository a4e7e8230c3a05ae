//! `/api`: what operators and compliance officers ask, behind a token. No page of another origin can ask anything here:
//! there is no CORS, and no cookie that a browser would send along.

mod admin;
mod published;
mod records;
mod tokens;
mod webhooks;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::Response;
use axum::routing::{delete, get, post};
use samtycke_record::json::{ToJson, Value};
use samtycke_record::protocol::ProblemKind;

use crate::auth::{self, only};
use crate::http;
use crate::problem::Refusal;
use crate::receiver::State;
use crate::token::Role;

/// To be nested under `/api`. Each route stands in the group of the role that it needs.
pub(crate) fn router(state: &Arc<State>) -> Router<Arc<State>> {
    let anyone = Router::new().route("/me", get(tokens::me));
    let officer = Router::new()
        .route("/records/{id}/erase", post(admin::erase))
        .route("/holds", get(admin::holds).post(admin::place))
        .route("/holds/{id}", delete(admin::release))
        .route("/retention", get(admin::rules).post(admin::retain));
    let read = Router::new()
        .route("/records", get(records::search))
        .route("/records/{id}", get(records::open))
        .route("/export", get(records::export))
        .route("/pending", get(records::pending))
        .route("/acceptances", get(records::acceptances))
        .route("/documents", get(published::documents))
        .route("/packs/{digest}", get(published::pack))
        .route("/texts/{digest}", get(published::text));
    let admin = Router::new()
        .route("/acts", get(admin::acts))
        .route("/webhooks", get(webhooks::list).post(webhooks::create))
        .route("/webhooks/{id}", delete(webhooks::remove))
        .route("/webhooks/{id}/enable", post(webhooks::enable))
        .route("/webhooks/{id}/rotate", post(webhooks::rotate))
        .route("/webhooks/dead", get(webhooks::dead))
        .route("/webhooks/dead/{id}/retry", post(webhooks::retry))
        .route("/tokens", get(tokens::list).post(tokens::create))
        .route("/tokens/{id}", delete(tokens::revoke));
    Router::new()
        .merge(only(Role::Metrics, anyone))
        .merge(only(Role::Read, read))
        .merge(only(Role::Officer, officer))
        .merge(only(Role::Admin, admin))
        .fallback(not_found)
        .method_not_allowed_fallback(http::method_not_allowed)
        .layer(middleware::from_fn_with_state(Arc::clone(state), auth::authenticate))
        .layer(middleware::from_fn_with_state(Arc::clone(state), http::within_time))
}

async fn not_found() -> Refusal {
    Refusal::new(ProblemKind::NotFound, "no such address under /api; docs/receiver.md lists those that are")
}

fn list_of<T: ToJson>(name: &str, items: &[T]) -> Response {
    let items = items.iter().map(ToJson::to_json).collect();
    let list = Value::Object(vec![(name.to_owned(), Value::Array(items))]);
    http::answer(StatusCode::OK, http::JSON, list.canonical())
}

/// What was made, with the secret that is shown this once.
fn with_secret(status: StatusCode, made: &impl ToJson, secret: &str) -> Result<Response, Refusal> {
    let Value::Object(mut members) = made.to_json() else { return Err(Refusal::busy()) };
    members.push(("secret".into(), Value::from(secret)));
    Ok(http::answer(status, http::JSON, Value::Object(members).canonical()))
}

/// An id from a path. No text of PostgreSQL's can have a NUL, and no id of ours has anything odd.
fn id(text: String) -> Result<String, Refusal> {
    let is_one = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_one { Ok(text) } else { Err(Refusal::new(ProblemKind::NotFound, "nothing has this id")) }
}
