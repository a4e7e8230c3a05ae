//! Every error leaves as `application/problem+json` (RFC 9457), with one of the types of
//! [`ProblemKind`].

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samtycke_record::json::ToJson as _;
use samtycke_record::protocol::{PROBLEM, Problem, ProblemKind};
use samtycke_record::verify::{Check, CheckId};

use crate::observe::DatabaseFault;

/// A request that was not carried out. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) kind: ProblemKind,
    pub(crate) detail: String,
    /// When to try again, seconds; for refusals that are of the moment.
    retry_after: Option<u64>,
    cause: Cause,
}

/// Whose doing a refusal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// The request's, or the moment's.
    Request,
    /// The database failed.
    Database,
}

/// How long whoever meets a fault or a full queue should wait, seconds.
const PAUSE: u64 = 5;

impl Refusal {
    pub(crate) fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        let retry_after = (kind == ProblemKind::Unavailable).then_some(PAUSE);
        Self { kind, detail: detail.into(), retry_after, cause: Cause::Request }
    }

    /// There is more to do than can be done.
    pub(crate) fn busy() -> Self {
        Self::new(ProblemKind::Unavailable, "the receiver has more to do than it can; send it again later")
    }

    /// Too much from one origin.
    pub(crate) fn too_many(wait: Duration) -> Self {
        Self::slower(wait, "more requests from this origin")
    }

    /// Too many tokens that nobody knows.
    pub(crate) fn too_many_guesses(wait: Duration) -> Self {
        Self::slower(wait, "more tokens that were never good here")
    }

    fn slower(wait: Duration, what: &str) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let detail = format!("{what} than are taken in so short a time; wait {seconds} s");
        Self { kind: ProblemKind::TooManyRequests, detail, retry_after: Some(seconds), cause: Cause::Request }
    }

    /// What went wrong inside is for the operator; the client learns that it may try again.
    pub(crate) fn fault(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "a request could not be carried out");
        Self::new(ProblemKind::Unavailable, "the receiver can't store anything just now; send it again later")
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self { cause: Cause::Database, ..Self::fault(&error) }
    }
}

/// Which problem a failed check is.
pub(crate) fn kind_of(check: CheckId) -> ProblemKind {
    match check {
        CheckId::Envelope | CheckId::Canonical => ProblemKind::Malformed,
        CheckId::Type | CheckId::Schema => ProblemKind::WrongType,
        CheckId::Key | CheckId::Thumbprint | CheckId::Signature => ProblemKind::BadSignature,
        CheckId::Consistency => ProblemKind::Inconsistent,
        CheckId::Audience => ProblemKind::WrongAudience,
        CheckId::Origin => ProblemKind::ForeignOrigin,
        CheckId::Pack => ProblemKind::UnknownPack,
        CheckId::Role
        | CheckId::Documents
        | CheckId::Statements
        | CheckId::Annex
        | CheckId::Purposes
        | CheckId::Terms
        | CheckId::Banner => ProblemKind::NotAsPublished,
        CheckId::Nonce => ProblemKind::NonceUnknown,
        CheckId::Confirmation => ProblemKind::Unconfirmed,
        // The receiver doesn't hold records against each other.
        CheckId::Prev => ProblemKind::Inconsistent,
        // Of receipts, which nobody sends here.
        CheckId::ReceiptForm | CheckId::ReceiptSignature | CheckId::ReceiptMatch | CheckId::Log => {
            ProblemKind::Malformed
        }
    }
}

impl From<&Check> for Refusal {
    fn from(check: &Check) -> Self {
        Self::new(kind_of(check.check), format!("{}: {}", check.check.as_str(), check.why))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self.kind.status();
        let problem = Problem {
            r#type: self.kind,
            title: self.kind.title().to_owned(),
            status: status.into(),
            detail: self.detail,
        };
        let mut response = problem.to_json().canonical().into_response();
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if self.cause == Cause::Database {
            response.extensions_mut().insert(DatabaseFault);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.kind == ProblemKind::Unauthorised {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
