//! The surface: the public endpoints, and what every request goes through. `api` is the part behind tokens.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http_body_util::BodyExt as _;
use samtycke_record::json::{self, FromJson, ToJson as _};
use samtycke_record::protocol::{JOSE, NonceRequest, ProblemKind};

use crate::intake::{self, Taken};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::token::Role;
use crate::{Files, api, auth, console, cors, files, health, log, metrics, observe};

pub(crate) type Answer = Result<Response, Refusal>;

pub(crate) const JSON: &str = "application/json";
const JWK_SET: &str = "application/jwk-set+json";

/// A body over the limit is read on up to so many times the limit, and thrown away: a connection that is closed
/// while the other side still writes is reset, and the answer lost with it.
const DRAINED: usize = 8;

pub(crate) fn router(state: &Arc<State>, files: Option<&Files>) -> Router {
    let endpoints = Router::new()
        .route("/nonces", post(post_nonces))
        .route("/records", post(post_records))
        .route("/.well-known/jwks.json", get(get_jwks))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/openapi.json", get(get_description))
        .merge(log::routes())
        .method_not_allowed_fallback(method_not_allowed)
        .layer(middleware::from_fn_with_state(Arc::clone(state), within_time))
        .layer(middleware::from_fn_with_state(Arc::clone(state), cors::endpoints));
    let rest = match files {
        Some(files) => {
            files::router(files).layer(middleware::from_fn_with_state(Arc::clone(state), cors::files))
        }
        None => Router::new().fallback(not_found),
    };
    endpoints
        .nest("/api", api::router(state))
        .merge(behind_a_token(state))
        .merge(console::router())
        .fallback_service(rest)
        .layer(middleware::map_response(harden))
        .layer(middleware::from_fn_with_state(Arc::clone(state), observe::requests))
        .with_state(Arc::clone(state))
}

fn behind_a_token(state: &Arc<State>) -> Router<Arc<State>> {
    let metrics = Router::new().route("/metrics", get(get_metrics));
    auth::only(Role::Metrics, metrics)
        .method_not_allowed_fallback(method_not_allowed)
        .route_layer(middleware::from_fn_with_state(Arc::clone(state), auth::authenticate))
        .layer(middleware::from_fn_with_state(Arc::clone(state), within_time))
}

async fn post_nonces(Shared(state): Shared<Arc<State>>, headers: HeaderMap, body: Body) -> Answer {
    let request: NonceRequest = read_json(&state, &headers, body, "{\"key\": thumbprint}").await?;
    let grant = state.keys().mint.issue(&request.key, (state.clock)(), state.nonce_life)?;
    state.metrics.nonce();
    Ok(answer(StatusCode::CREATED, JSON, grant.to_json().canonical()))
}

async fn post_records(Shared(state): Shared<Arc<State>>, headers: HeaderMap, body: Body) -> Answer {
    expect_type(&headers, JOSE)?;
    // Held until the answer: what is read is bounded, and so is the memory that it takes.
    let _room = state.room.try_acquire().map_err(|_| Refusal::busy())?;
    let body = read(&state, body).await?;
    Ok(match intake::take(&state, body).await? {
        Taken::New(receipt) => answer(StatusCode::CREATED, JOSE, receipt),
        Taken::Before(receipt) => answer(StatusCode::OK, JOSE, receipt),
    })
}

async fn get_jwks(Shared(state): Shared<Arc<State>>) -> Response {
    answer(StatusCode::OK, JWK_SET, state.published().to_json().canonical())
}

/// What all of this looks like, for programs (OpenAPI 3.1).
async fn get_description() -> Response {
    answer(StatusCode::OK, JSON, include_str!("../openapi.json").to_owned())
}

async fn get_metrics(Shared(state): Shared<Arc<State>>) -> Answer {
    let text = state.metrics.text(state.queue.length()).map_err(|error| Refusal::fault(&error))?;
    Ok(answer(StatusCode::OK, metrics::MEDIA_TYPE, text))
}

/// The JSON in a body; `form` shows what it should look like.
pub(crate) async fn read_json<T: FromJson>(
    state: &State,
    headers: &HeaderMap,
    body: Body,
    form: &str,
) -> Result<T, Refusal> {
    expect_type(headers, JSON)?;
    let body = read(state, body).await?;
    core::str::from_utf8(&body)
        .map_err(|_| String::from("the body is not UTF-8"))
        .and_then(|text| json::parse(text).map_err(|error| error.to_string()))
        .and_then(|value| T::from_json(&value).map_err(|error| error.to_string()))
        .map_err(|why| Refusal::new(ProblemKind::BadRequest, format!("{why}; send {form}")))
}

async fn not_found() -> Refusal {
    Refusal::new(
        ProblemKind::NotFound,
        "the endpoints are /nonces, /records, /log/checkpoint, /.well-known/jwks.json, /healthz, /readyz, /metrics, /openapi.json and those under /api",
    )
}

pub(crate) async fn method_not_allowed() -> Refusal {
    Refusal::new(ProblemKind::MethodNotAllowed, "the header Allow says which methods this address has")
}

pub(crate) fn answer(status: StatusCode, media_type: &'static str, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}

fn expect_type(headers: &HeaderMap, expected: &'static str) -> Result<(), Refusal> {
    let found = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Refusal::new(ProblemKind::WrongMediaType, format!("Content-Type: is {found:?}, send {expected}")))
    }
}

async fn read(state: &State, body: Body) -> Result<Bytes, Refusal> {
    // Like a fault of ours to the client, which keeps what it has and sends it again.
    let slow = |_| {
        let seconds = state.timeouts.body.as_secs_f32();
        Refusal::new(ProblemKind::Unavailable, format!("the body did not arrive within {seconds} seconds"))
    };
    tokio::time::timeout(state.timeouts.body, collect(body, state.body_limit)).await.map_err(slow)?
}

async fn collect(mut body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut read = Vec::new();
    let mut seen = 0_usize;
    while seen <= limit.saturating_mul(DRAINED)
        && let Some(frame) = body.frame().await
    {
        let broken = |_| Refusal::new(ProblemKind::Unavailable, "the body ended before its end");
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= limit {
            read.extend_from_slice(&data);
        } else {
            read = Vec::new();
        }
    }
    if seen <= limit {
        Ok(read.into())
    } else {
        Err(Refusal::new(ProblemKind::TooLarge, format!("the body is over {limit} bytes")))
    }
}

pub(crate) async fn within_time(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let limit: Duration = state.timeouts.request;
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::new(ProblemKind::Unavailable, "the receiver is too busy; send it again later")
            .into_response(),
    }
}

async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
