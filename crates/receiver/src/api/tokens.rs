//! `/api/tokens`, and `/api/me`: whose token it is.

use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use samtycke_record::json::{ToJson as _, Value};
use samtycke_record::json_object;
use samtycke_record::protocol::ProblemKind;

use super::{list_of, with_secret};
use crate::auth::Actor;
use crate::clock;
use crate::http::{Answer, JSON, answer, read_json};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::store::tokens::Made;
use crate::token::{Expiry, Role};

json_object! {
    /// Body of `POST /api/tokens`.
    pub(crate) struct NewToken {
        /// Whose it is, or what for.
        pub name: String,
        /// What it is good for.
        pub role: Role,
        /// A day or a time; absent: for ever.
        pub expires_at: Option<String>,
    }
}

pub(crate) async fn me(actor: Actor) -> Response {
    let me = Value::Object(vec![
        ("name".into(), Value::String(actor.name)),
        ("role".into(), Value::from(actor.role.as_str())),
        ("token".into(), Value::String(actor.token)),
    ]);
    answer(StatusCode::OK, JSON, me.canonical())
}

pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(list_of("tokens", &state.store.tokens().await?))
}

pub(crate) async fn create(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let form = "{\"name\": …, \"role\": \"metrics\", \"read\", \"officer\" or \"admin\", \"expires_at\": a day, if it ends}";
    let new: NewToken = read_json(&state, &headers, body, form).await?;
    let bad = |error: crate::StartError| Refusal::new(ProblemKind::BadRequest, error.to_string());
    let expiry = match &new.expires_at {
        Some(text) => Expiry::parse(text).map_err(bad)?,
        None => Expiry::Never,
    };
    let now = clock::timestamp(SystemTime::now());
    match state.store.make_token(&actor.by(), &new.name, new.role, &expiry, &now).await? {
        Made::Not(error) => Err(bad(error)),
        Made::Good(token, secret) => {
            state.guesses.learn(secret.hash());
            with_secret(StatusCode::CREATED, &token, secret.as_str())
        }
    }
}

pub(crate) async fn revoke(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(id): Path<String>,
) -> Answer {
    let none = || Refusal::new(ProblemKind::NotFound, "no token that is in use has this id or name");
    let now = clock::timestamp(SystemTime::now());
    // No text of PostgreSQL's can have one.
    let id = Some(id).filter(|id| !id.contains('\0')).ok_or_else(none)?;
    let token = state.store.revoke_token(&actor.by(), &id, &now).await?.ok_or_else(none)?;
    Ok(answer(StatusCode::OK, JSON, token.to_json().canonical()))
}
