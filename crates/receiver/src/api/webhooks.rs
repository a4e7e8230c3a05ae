//! `/api/webhooks`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use samtycke_record::json::ToJson as _;
use samtycke_record::json_object;
use samtycke_record::protocol::ProblemKind;

use super::{id, list_of, with_secret};
use crate::StartError;
use crate::auth::Actor;
use crate::http::{Answer, JSON, answer, read_json};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::webhooks::{Made, NewWebhook, Overlap, Webhook};

json_object! {
    /// Body of `POST /api/webhooks/{id}/rotate`.
    pub(crate) struct Rotate {
        /// How long the secret before signs, too; absent: a day.
        pub overlap_hours: Option<u32>,
    }
}

pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(list_of("webhooks", &state.store.webhooks().await?))
}

pub(crate) async fn create(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let form = "{\"url\": …, and if they aren't the usual \"events\": […], \"detail\": \"digest\" or \"full\", \"at_a_time\": 1 to 16}";
    let new: NewWebhook = read_json(&state, &headers, body, form).await?;
    match state.store.make_webhook(&actor.by(), new).await? {
        Made::Not(error) => Err(Refusal::new(ProblemKind::BadRequest, error.to_string())),
        Made::Good(webhook, secret) => with_secret(StatusCode::CREATED, &webhook, &secret.reveal()),
    }
}

pub(crate) async fn remove(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(text): Path<String>,
) -> Answer {
    known(state.store.remove_webhook(&actor.by(), &id(text)?).await?)
}

pub(crate) async fn enable(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(text): Path<String>,
) -> Answer {
    known(state.store.enable_webhook(&actor.by(), &id(text)?).await?)
}

/// `POST /api/webhooks/{id}/rotate`: another secret, the one before beside it for so many hours.
pub(crate) async fn rotate(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(text): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let request: Rotate = read_json(&state, &headers, body, "{} or {\"overlap_hours\": 0 to 720}").await?;
    let bad = |error: StartError| Refusal::new(ProblemKind::BadRequest, error.to_string());
    let overlap = match request.overlap_hours {
        Some(hours) => Overlap::new(Duration::from_hours(hours.into())).map_err(bad)?,
        None => Overlap::USUAL,
    };
    match state.store.rotate_webhook(&actor.by(), &id(text)?, overlap).await? {
        Some((webhook, secret)) => with_secret(StatusCode::OK, &webhook, &secret.reveal()),
        None => Err(Refusal::new(ProblemKind::NotFound, "no webhook has this id")),
    }
}

pub(crate) async fn dead(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(list_of("dead", &state.store.dead_deliveries().await?))
}

pub(crate) async fn retry(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(text): Path<String>,
) -> Answer {
    if state.store.retry_delivery(&actor.by(), &id(text)?).await? {
        return Ok(answer(StatusCode::ACCEPTED, JSON, String::from("{}")));
    }
    Err(Refusal::new(ProblemKind::NotFound, "no message that was given up has this id"))
}

fn known(webhook: Option<Webhook>) -> Answer {
    match webhook {
        Some(webhook) => Ok(answer(StatusCode::OK, JSON, webhook.to_json().canonical())),
        None => Err(Refusal::new(ProblemKind::NotFound, "no such webhook, or it isn't disabled")),
    }
}
