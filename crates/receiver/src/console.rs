//! The page for compliance officers: files that the command line brings, under `/console/`. It is like any other
//! client of the API: nothing here needs a token, and the page has none but the person's.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use samtycke_record::protocol::ProblemKind;

use crate::problem::Refusal;
use crate::receiver::State;

/// Files of a page by their names, with slashes; one is `index.html`.
pub type Page = Vec<(String, &'static str)>;

/// Scripts, styles and answers from here only; in no frame, so that nobody is led to press what they don't see.
const CSP: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
);
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

pub(crate) fn router() -> Router<Arc<State>> {
    Router::new()
        // Relative, so that it holds behind a proxy that puts the receiver under a path.
        .route("/console", get(|| async { Redirect::permanent("console/") }))
        .route("/console/", get(|state| file(state, Path(String::from("index.html")))))
        .route("/console/{*name}", get(file))
}

async fn file(Shared(state): Shared<Arc<State>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let Some((name, text)) = state.console.iter().find(|(known, _)| *known == name) else {
        return Err(Refusal::new(ProblemKind::NotFound, "the page has no such file"));
    };
    let media_type = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
    let mut response = (StatusCode::OK, *text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, CSP);
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    Ok(response)
}
