//! `/api/webhooks`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use samtycke_record::json::ToJson as _;
use samtycke_record::protocol::ProblemKind;

use super::{id, list_of, made};
use crate::auth::Actor;
use crate::http::{Answer, JSON, answer, read_json};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::webhooks::{Made, NewWebhook, Webhook};

pub(crate) async fn list(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(list_of("webhooks", &state.store.webhooks().await?))
}

pub(crate) async fn create(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let form =
        "{\"url\": …, \"events\": […] and \"detail\": \"digest\" or \"full\", if they aren't the usual}";
    let new: NewWebhook = read_json(&state, &headers, body, form).await?;
    match state.store.make_webhook(&actor.by(), new).await? {
        Made::Not(error) => Err(Refusal::new(ProblemKind::BadRequest, error.to_string())),
        Made::Good(webhook, secret) => made(&webhook, &secret.reveal()),
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
