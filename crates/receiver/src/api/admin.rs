//! Erasing records, keeping them from it, and the log of who did what: `/api/records/{id}/erase`, `/api/holds`,
//! `/api/retention`, `/api/acts`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use samtycke_record::json::{ToJson, Value};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::{Uuid, json_object};

use super::{id, list_of};
use crate::StartError;
use crate::acts::Number;
use crate::auth::Actor;
use crate::holds::{NewHold, check_reason};
use crate::http::{Answer, JSON, answer, read_json};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::retention::{Months, RetentionMode, RetentionRules, RetentionRun};
use crate::store::erase::Erased;

/// Acts in one answer.
const PAGE: u32 = 500;

json_object! {
    /// Body of `POST /api/records/{id}/erase`.
    pub(crate) struct Erase {
        /// Why.
        pub reason: String,
    }
}

json_object! {
    /// Body of `POST /api/retention`.
    pub(crate) struct Retain {
        /// Look or erase.
        pub mode: RetentionMode,
    }
}

json_object! {
    /// Answer to `GET /api/retention`.
    pub(crate) struct Rules {
        /// How long answers about cookies are kept after their receipt; absent: until they are erased by hand.
        pub consent_months: Option<u32>,
        /// How long agreements are kept after their end; absent: until they are erased by hand.
        pub agreement_months: Option<u32>,
        /// When the rules are applied.
        pub run: RetentionRun,
    }
}

/// Query of `GET /api/acts`.
#[derive(serde::Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: i64,
}

pub(crate) async fn erase(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let request: Erase = read_json(&state, &headers, body, "{\"reason\": …}").await?;
    let reason = check_reason(&request.reason).map_err(bad)?;
    let unknown = || Refusal::new(ProblemKind::NotFound, "no record has this id");
    let id = Uuid::parse(&id).ok_or_else(unknown)?;
    match state.store.erase(&actor.by(), &id, &reason).await? {
        Erased::Yes(erasure) => Ok(ok(&erasure)),
        Erased::Held(hold) => Err(Refusal::new(
            ProblemKind::Held,
            format!("hold {} since {}: {}; release it first", hold.id, hold.placed_at, hold.reason),
        )),
        Erased::Unknown => Err(unknown()),
    }
}

pub(crate) async fn holds(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(list_of("holds", &state.store.holds().await?))
}

pub(crate) async fn place(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let form = "{\"subject\": \"registration\", \"record\" or \"email\", \"value\": …, \"reason\": …}";
    let new: NewHold = read_json(&state, &headers, body, form).await?;
    let hold = state.store.place_hold(&actor.by(), new.normal().map_err(bad)?).await?;
    Ok(answer(StatusCode::CREATED, JSON, hold.to_json().canonical()))
}

pub(crate) async fn release(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    Path(text): Path<String>,
) -> Answer {
    match state.store.release_hold(&actor.by(), &id(text)?).await? {
        Some(hold) => Ok(ok(&hold)),
        None => Err(Refusal::new(ProblemKind::NotFound, "no hold in force has this id")),
    }
}

pub(crate) async fn retain(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let form = "{\"mode\": \"dry-run\" or \"erase\"}";
    let request: Retain = read_json(&state, &headers, body, form).await?;
    state.retention.check().map_err(bad)?;
    // A task of its own: a run that takes longer than a request may, or whose asker hangs up, goes on to its end.
    let run = async move { state.store.retain(&actor.by(), state.retention, request.mode).await };
    let report = tokio::spawn(run).await.map_err(|error| Refusal::fault(&error))??;
    Ok(ok(&report))
}

/// `GET /api/retention`: the rules, as the configuration has them.
pub(crate) async fn rules(Shared(state): Shared<Arc<State>>) -> Answer {
    let RetentionRules { consent, agreement, run } = state.retention;
    Ok(ok(&Rules { consent_months: consent.map(in_months), agreement_months: agreement.map(in_months), run }))
}

fn in_months(months: Months) -> u32 {
    months.get().into()
}

pub(crate) async fn acts(Shared(state): Shared<Arc<State>>, Query(query): Query<After>) -> Answer {
    let acts = state.store.acts(Number(query.after), PAGE).await?;
    let mut members = vec![("acts".into(), acts.to_json())];
    if acts.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX)
        && let Some(last) = acts.last()
    {
        members.push(("next".into(), last.number.to_json()));
    }
    Ok(ok(&Value::Object(members)))
}

fn ok(value: &impl ToJson) -> axum::response::Response {
    answer(StatusCode::OK, JSON, value.to_json().canonical())
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn bad(error: StartError) -> Refusal {
    Refusal::new(ProblemKind::BadRequest, error.to_string())
}
