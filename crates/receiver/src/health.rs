//! Is it alive, and can it do its work?

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use samtycke_record::protocol::ProblemKind;
use tokio::sync::Mutex;

use crate::http::{Answer, JSON, answer};
use crate::problem::Refusal;
use crate::receiver::State;

/// How long an answer stands: who asks in a loop makes the disk do nothing more.
const STANDS: Duration = Duration::from_secs(1);

/// What was found last.
#[derive(Debug, Default)]
pub(crate) struct Readiness {
    last: Mutex<Option<(Instant, Result<(), Refusal>)>>,
}

impl Readiness {
    async fn check(&self, state: &State) -> Result<(), Refusal> {
        // Who asks meanwhile waits for the same answer.
        let mut last = self.last.lock().await;
        if let Some((at, found)) = &*last
            && at.elapsed() < STANDS
        {
            return found.clone();
        }
        let found = look(state).await;
        *last = Some((Instant::now(), found.clone()));
        found
    }
}

async fn look(state: &State) -> Result<(), Refusal> {
    if !state.queue.is_open() {
        return Err(Refusal::new(
            ProblemKind::Unavailable,
            "queue: nothing is stored any more; start it again",
        ));
    }
    let cannot = |what: &'static str| {
        move |error: sqlx::Error| {
            let mut refusal = Refusal::from(error);
            refusal.detail = format!("database: it can't be {what} just now");
            refusal
        }
    };
    state.store.ping().await.map_err(cannot("read"))?;
    state.store.touch().await.map_err(cannot("written"))
}

/// It answers: that is all. Who starts a process again by this must not do so because a database is away.
pub(crate) async fn alive() -> Response {
    answer(StatusCode::OK, JSON, String::from(r#"{"status":"ok"}"#))
}

/// It can store records: its database can be read and written, its queue runs, its keys are at hand.
pub(crate) async fn ready(Shared(state): Shared<Arc<State>>) -> Answer {
    state.readiness.check(&state).await?;
    let key = state.keys().ring.active().kid().to_owned();
    Ok(answer(StatusCode::OK, JSON, format!(r#"{{"key":"{key}","status":"ready"}}"#)))
}
