//! `/api/records`, `/api/export`, `/api/pending`, `/api/acceptances`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use futures_util::stream;
use samtycke_record::Uuid;
use samtycke_record::json::ToJson as _;
use samtycke_record::protocol::ProblemKind;

use crate::auth::Actor;
use crate::export::{Export, Format};
use crate::filter::FilterError;
use crate::http::{Answer, JSON, answer};
use crate::opened::{Measure, opened};
use crate::pages::{self, Question};
use crate::problem::Refusal;
use crate::receiver::State;
use crate::series::Step;

impl From<FilterError> for Refusal {
    fn from(error: FilterError) -> Self {
        Self::new(ProblemKind::BadRequest, error.to_string())
    }
}

/// `GET /api/records?…`: a page of them, the newest first.
pub(crate) async fn search(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Answer {
    let mut question = Question::read(query.as_deref());
    let paging = question.paging()?;
    let filter = question.filter()?;
    let page = pages::found(&state.store, &filter, &paging).await?;
    Ok(answer(StatusCode::OK, JSON, page.to_json().canonical()))
}

/// `GET /api/records/{id}`: everything about one.
pub(crate) async fn open(Shared(state): Shared<Arc<State>>, actor: Actor, Path(id): Path<String>) -> Answer {
    let none = || Refusal::new(ProblemKind::NotFound, "no record has this id");
    let id = Uuid::parse(&id).ok_or_else(none)?;
    let kept = state.store.open_record(&actor.by(), &id).await?.ok_or_else(none)?;
    let permit = Arc::clone(&state.cores).acquire_owned().await.map_err(|error| Refusal::fault(&error))?;
    let work = move || {
        let keys = state.published();
        let measure = Measure {
            audience: Some(state.public_url.as_str()),
            origins: Some(&state.origins),
            packs: &state.packs,
            keys: Some(&keys),
        };
        let opened = opened(&kept, measure).canonical();
        drop(permit);
        opened
    };
    let opened = tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::fault(&error))?;
    Ok(answer(StatusCode::OK, JSON, opened))
}

/// `GET /api/export?format=…&…`: all of them, the oldest first, as long as it takes.
pub(crate) async fn export(
    Shared(state): Shared<Arc<State>>,
    actor: Actor,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut question = Question::read(query.as_deref());
    let format =
        question.choice("format", Format::of, "takes jsonl, csv or dpv")?.unwrap_or(Format::JsonLines);
    let filter = question.filter()?;
    let export = Export::begin(state.store.clone(), &actor.by(), filter, format).await?;
    let parts = stream::try_unfold(export, async |mut export| {
        let part = export.part().await.inspect_err(|error| {
            // The connection breaks off: whoever reads must not take a part for the whole.
            tracing::error!(%error, "an export broke off");
        })?;
        Ok::<_, sqlx::Error>(part.map(|part| (part, export)))
    });
    let disposition = format!("attachment; filename=\"{}\"", format.file_name());
    let headers =
        [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Body::from_stream(Box::pin(parts))).into_response())
}

/// `GET /api/pending?document=…&version=…`: who hasn't accepted that version.
pub(crate) async fn pending(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Answer {
    let mut question = Question::read(query.as_deref());
    let paging = question.paging()?;
    let document = question.take("document").ok_or(missing("document", "which document? Give its id"))?;
    let in_force = || {
        let mut entries = state.packs.iter().filter_map(|pack| pack.manifest.document(&document));
        entries.next().map(|entry| entry.version.clone())
    };
    let version = question.take("version").or_else(in_force);
    let version =
        version.ok_or(missing("version", "which version? Give one; no published pack has that document"))?;
    question.nothing_more(&["document", "version", "after", "limit"])?;
    let page = pages::pending(&state.store, &document, &version, &paging).await?;
    Ok(answer(StatusCode::OK, JSON, page.to_json().canonical()))
}

/// `GET /api/acceptances?by=…&…`: how many came, over time.
pub(crate) async fn acceptances(Shared(state): Shared<Arc<State>>, RawQuery(query): RawQuery) -> Answer {
    let mut question = Question::read(query.as_deref());
    let step = question.choice("by", Step::of, "takes day, week or month")?.unwrap_or(Step::Day);
    let filter = question.filter()?;
    let series = pages::series(&state.store, &filter, step).await?;
    let series = series
        .map_err(|_| missing("from", "more than 3,660 steps: ask for less time, or by week or month"))?;
    Ok(answer(StatusCode::OK, JSON, series.to_json().canonical()))
}

fn missing(parameter: &str, takes: &str) -> Refusal {
    Refusal::from(FilterError::new(parameter, takes))
}
