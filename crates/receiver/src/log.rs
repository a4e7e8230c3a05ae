//! The transparency log as others read it: checkpoint, tiles, entries and proofs (C2SP tlog-tiles, tlog-proof).

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use samtycke_log::{Hash, TileId};
use samtycke_record::Digest;
use samtycke_record::protocol::ProblemKind;

use crate::http::{Answer, answer};
use crate::problem::Refusal;
use crate::receiver::State;

const TEXT: &str = "text/plain; charset=utf-8";
const ENTRIES: &str = "entries/";

pub(crate) fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/tile/{*path}", get(tile))
        .route("/log/proof/{digest}", get(proof))
}

async fn checkpoint(Shared(state): Shared<Arc<State>>) -> Answer {
    Ok(answer(StatusCode::OK, TEXT, state.store.checkpoint().await?))
}

async fn tile(Shared(state): Shared<Arc<State>>, Path(path): Path<String>) -> Answer {
    let unknown = || {
        Refusal::new(
            ProblemKind::NotFound,
            format!(
                "the log has no tile {path:?}, or not yet as wide; they are <level>/<index> and entries/<index>, with \
                 .p/<width> where not full"
            ),
        )
    };
    let bytes = match path.strip_prefix(ENTRIES) {
        // Bundles are named as the tiles of level 0 are.
        Some(index) => {
            let (id, width) = TileId::from_path(&format!("0/{index}")).ok_or_else(unknown)?;
            state.store.bundle(id.index, width).await?
        }
        None => {
            let (id, width) = TileId::from_path(&path).ok_or_else(unknown)?;
            state.store.tile(id, width).await?
        }
    };
    bytes.map(lasting).ok_or_else(unknown)
}

async fn proof(Shared(state): Shared<Arc<State>>, Path(digest): Path<String>) -> Answer {
    let digest = Hash::from_hex(&digest)
        .map(|hash| Digest::from_hash(hash.as_bytes()))
        .ok_or_else(|| Refusal::new(ProblemKind::NotFound, "a proof is named by 64 hexadecimal digits"))?;
    let Some(number) = state.store.number_of(&digest).await? else {
        return Err(Refusal::new(ProblemKind::NotFound, format!("no record {digest} is in the log")));
    };
    Ok(answer(StatusCode::OK, TEXT, state.store.proof(number).await?.to_string()))
}

/// A tile of some width never changes.
fn lasting(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, bytes).into_response()
}
