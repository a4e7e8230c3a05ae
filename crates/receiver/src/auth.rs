//! The door: who asks, and whether they may (RFC 6750, tokens in the header only).

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::extract::{FromRequestParts, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use samtycke_record::Digest;
use samtycke_record::protocol::ProblemKind;

use crate::acts::By;
use crate::clock;
use crate::problem::Refusal;
use crate::rate::Share;
use crate::receiver::State;
use crate::token::{Role, Secret};

/// Who asks. An extractor for handlers behind [`authenticate`]; everywhere else it refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    /// The token's id.
    pub(crate) token: String,
    /// The token's name.
    pub(crate) name: String,
    /// The token's role.
    pub(crate) role: Role,
}

impl Actor {
    /// As the log of acts names them.
    pub(crate) fn by(&self) -> By {
        By::token(&self.token, &self.name)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Actor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get().cloned().ok_or_else(no_token)
    }
}

/// Lets nobody pass without a good token; behind it there is an [`Actor`]. Nothing is kept by caches on the way.
pub(crate) async fn authenticate(
    Shared(state): Shared<Arc<State>>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut response = match identify(&state, request.headers()).await {
        Ok(actor) => {
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// These routes are for tokens whose role covers `need`; they must lie behind [`authenticate`].
pub(crate) fn only(need: Role, routes: Router<Arc<State>>) -> Router<Arc<State>> {
    routes.route_layer(middleware::from_fn(move |actor: Actor, request: Request, next: Next| async move {
        if actor.role.covers(need) {
            return next.run(request).await;
        }
        let (has, need) = (actor.role.as_str(), need.as_str());
        let detail = format!("this needs a token of the role {need}; yours has the role {has}");
        Refusal::new(ProblemKind::Forbidden, detail).into_response()
    }))
}

async fn identify(state: &State, headers: &HeaderMap) -> Result<Actor, Refusal> {
    let secret = bearer(headers)?;
    let hash = secret.hash();
    state.guesses.admit(&hash, Instant::now()).map_err(Refusal::too_many_guesses)?;
    let token = state.store.token(&hash).await?.ok_or_else(|| unauthorised("nobody knows this token"))?;
    state.guesses.learn(hash);
    match token.fault(&clock::timestamp(SystemTime::now())) {
        Some(fault) => Err(unauthorised(&format!("this token is no longer good: {fault}"))),
        None => Ok(Actor { token: token.id, name: token.name, role: token.role }),
    }
}

/// The token of the one header `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Result<Secret, Refusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(no_token()) };
    let (scheme, token) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(no_token)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(no_token());
    }
    Secret::parse(token.trim_matches(' ')).ok_or_else(|| unauthorised("this is not a token of Samtycke's"))
}

fn no_token() -> Refusal {
    unauthorised("send one header, Authorization: Bearer TOKEN; `samtycke tokens new` makes a token")
}

fn unauthorised(detail: &str) -> Refusal {
    Refusal::new(ProblemKind::Unauthorised, detail)
}

/// How many tokens that nobody knows are looked up. Those that were found once are always looked up again, so that who
/// guesses locks nobody out.
#[derive(Debug)]
pub(crate) struct Guesses {
    limit: Option<u32>,
    share: Mutex<Share>,
    /// Hashes that are in the database; never more than it has.
    found: Mutex<HashSet<Digest>>,
}

impl Guesses {
    /// With those that are known from the start: a flood of guesses must not lock out who comes first after it.
    pub(crate) fn new(limit: Option<u32>, known: HashSet<Digest>, now: Instant) -> Self {
        let share = Mutex::new(Share::full(limit.unwrap_or(0), now));
        Self { limit, share, found: Mutex::new(known) }
    }

    fn admit(&self, hash: &Digest, now: Instant) -> Result<(), Duration> {
        let Some(limit) = self.limit else { return Ok(()) };
        if self.found.lock().unwrap_or_else(PoisonError::into_inner).contains(hash) {
            return Ok(());
        }
        self.share.lock().unwrap_or_else(PoisonError::into_inner).take(limit, now)
    }

    pub(crate) fn learn(&self, hash: Digest) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
    }
}
