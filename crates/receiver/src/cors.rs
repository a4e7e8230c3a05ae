//! Which pages may talk to the receiver, and how much (the Fetch standard's CORS protocol). No credentials: nothing here has any.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use samtycke_record::protocol::ProblemKind;

use crate::problem::Refusal;
use crate::receiver::State;

/// For the endpoints: answers preflights, and refuses requests from the pages of other origins.
pub(crate) async fn endpoints(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = origin.as_ref().is_none_or(|origin| is_allowed(&state, origin));
    let mut response = if !allowed {
        Refusal::new(
            ProblemKind::ForeignOrigin,
            "Origin: pages of this origin may not send anything here; the receiver's operator can allow it (--origin)",
        )
        .into_response()
    } else if is_preflight(&request) {
        preflight()
    } else if let Err(wait) = admit(&state, &request) {
        Refusal::too_many(wait).into_response()
    } else {
        next.run(request).await
    };
    mark(response.headers_mut(), origin.filter(|_| allowed));
    response
}

/// For files: everyone gets them, scripts of allowed origins may read them.
pub(crate) async fn files(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    mark(response.headers_mut(), origin.filter(|origin| is_allowed(&state, origin)));
    response
}

fn is_allowed(state: &State, origin: &HeaderValue) -> bool {
    state.origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes())
}

/// What is asked for costs nothing; what is sent counts.
fn admit(state: &State, request: &Request) -> Result<(), Duration> {
    if request.method() != Method::POST {
        return Ok(());
    }
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    state.rates.admit(origin, Instant::now())
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight() -> Response {
    const HEADERS: [(header::HeaderName, &str); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        // Two hours: what Chromium honours at most.
        (header::ACCESS_CONTROL_MAX_AGE, "7200"),
    ];
    (StatusCode::NO_CONTENT, HEADERS).into_response()
}

fn mark(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
}
