//! What is told of a request: its number, its route as it is written, status and duration. Never its address, query,
//! body, or where it came from.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State as Shared};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::receiver::State;

/// Stands in the answer, and in every line of the log that belongs to the request.
const REQUEST_ID: &str = "x-request-id";

/// Marks answers to requests that the database failed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DatabaseFault;

pub(crate) async fn requests(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = uuid::Uuid::new_v4().simple().to_string();
    let method = name_of(request.method());
    let route = match request.extensions().get::<MatchedPath>() {
        Some(path) => path.as_str().to_owned(),
        None => "other".to_owned(),
    };
    let span = tracing::error_span!("request", id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    if response.extensions().get::<DatabaseFault>().is_some() {
        state.metrics.database_fault();
    }
    state.metrics.request(method, &route, status, took);
    span.in_scope(|| tracing::debug!(status, seconds = rounded(took), "answered"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// To the microsecond.
fn rounded(took: Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e6
}

/// A method can be any word that a client makes up.
fn name_of(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| method.as_str() == *known).unwrap_or("other")
}
