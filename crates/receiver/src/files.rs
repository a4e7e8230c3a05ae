//! Static files beside the endpoints: the demo, the embed, published packs.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use samtycke_record::protocol::ProblemKind;
use tower_http::services::ServeDir;

use crate::Files;
use crate::problem::Refusal;

/// Scripts and styles from here only, no inline code, wasm but no `eval`, and no HTML made of strings.
const CSP: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     require-trusted-types-for 'script'",
);
/// Asked for again each time, and answered by 304 when nothing changed.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
/// A name that has a digest in it never means other bytes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub(crate) fn router(files: &Files) -> Router {
    let csp = files.csp;
    Router::new()
        .fallback_service(ServeDir::new(&files.folder))
        .layer(middleware::from_fn(move |request: Request, next: Next| dress(csp, request, next)))
}

async fn dress(csp: bool, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if is_hidden(&path) {
        return refusal(StatusCode::NOT_FOUND).into_response();
    }
    let mut response = next.run(request).await;
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let allow = response.headers_mut().remove(header::ALLOW);
        let mut response = refusal(status).into_response();
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
        return response;
    }
    let is_html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|media_type| media_type.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if is_content_addressed(&path) { FOREVER } else { REVALIDATE });
    if csp && is_html {
        headers.insert(header::CONTENT_SECURITY_POLICY, CSP);
    }
    response
}

/// `.git`, `.env` and their like, however written. `ServeDir` itself refuses `..`.
fn is_hidden(path: &str) -> bool {
    let lower = path.to_ascii_lowercase().replace("%2f", "/").replace("%2e", ".");
    lower.split('/').any(|part| part.starts_with('.'))
}

/// As `samtycke build` names them: documents and manifests by their digest, what the embed fetches later and the widget's
/// folder by the first of its digits.
fn is_content_addressed(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let Some((name, folders)) = parts.split_last() else { return false };
    let stem = name.split('.').next().unwrap_or_default();
    let later = |(_, end): (&str, &str)| is_hex(end.split('.').next().unwrap_or_default(), 12);
    is_hex(stem, 64)
        || (folders.last() == Some(&"embed") && name.rsplit_once('-').is_some_and(later))
        || folders.windows(2).any(|two| matches!(two, ["widget", release] if is_hex(release, 12)))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
}

fn refusal(status: StatusCode) -> Refusal {
    match status {
        StatusCode::NOT_FOUND => Refusal::new(ProblemKind::NotFound, "no such file"),
        StatusCode::METHOD_NOT_ALLOWED => {
            Refusal::new(ProblemKind::MethodNotAllowed, "files can only be read: GET or HEAD")
        }
        status if status.is_client_error() => {
            Refusal::new(ProblemKind::BadRequest, format!("the file can't be sent so: {status}"))
        }
        _ => Refusal::new(ProblemKind::Unavailable, "the file can't be read just now"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_stay_hidden_however_they_are_written() {
        for (path, expect) in [
            ("/index.html", false),
            ("/a.b/c.d", false),
            ("/.git/config", true),
            ("/%2egit/config", true),
            ("/a/.env", true),
            ("/a%2F.env", true),
            ("/a%2f%2Eenv", true),
            ("/../x", true),
        ] {
            assert_eq!(is_hidden(path), expect, "{path}");
        }
    }

    #[test]
    fn only_names_with_a_digest_are_kept_forever() {
        let hex = "0123456789abcdef".repeat(4);
        for (path, expect) in [
            (format!("/packs/x/documents/{hex}.json"), true),
            (format!("/{hex}"), true),
            (format!("/{}.json", hex.to_uppercase()), false),
            (format!("/{hex}0.json"), false),
            ("/pack.json".into(), false),
            ("/legal/embed/views-0123456789ab.js".into(), true),
            ("/legal/embed/preferences-dialog.da-0123456789ab.json".into(), true),
            ("/legal/embed/views-0123456789a.js".into(), false),
            ("/legal/embed/views.js".into(), false),
            ("/legal/embed-0123456789ab.js".into(), false),
            ("/legal/embed.js".into(), false),
            ("/legal/widget/0123456789ab/samtycke_widget.js".into(), true),
            ("/legal/widget/0123456789ab/words/da.txt".into(), true),
            ("/legal/widget/samtycke_widget.js".into(), false),
            ("/legal/widget/words/da.txt".into(), false),
            ("/0123456789ab/widget/a".into(), false),
        ] {
            assert_eq!(is_content_addressed(&path), expect, "{path}");
        }
    }
}
