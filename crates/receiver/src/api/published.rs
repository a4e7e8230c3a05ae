//! `/api/documents`, `/api/packs/{digest}`, `/api/texts/{digest}`: what was published, for whoever looks at a record.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use samtycke_record::protocol::ProblemKind;
use samtycke_record::{Digest, json_object};

use super::list_of;
use crate::http::JSON;
use crate::problem::Refusal;
use crate::receiver::State;

json_object! {
    /// A version of a document.
    pub(crate) struct Known {
        /// The document's id.
        pub id: String,
        /// As its manifest names it.
        pub version: String,
    }
}

/// `GET /api/documents`: every version in every pack.
pub(crate) async fn documents(Shared(state): Shared<Arc<State>>) -> Response {
    let all = state.packs.iter().flat_map(|pack| &pack.manifest.documents);
    let mut known: Vec<_> =
        all.map(|entry| Known { id: entry.id.clone(), version: entry.version.clone() }).collect();
    known.sort_by(|one, other| (&one.id, &one.version).cmp(&(&other.id, &other.version)));
    known.dedup();
    list_of("documents", &known)
}

/// `GET /api/packs/{digest}`: a manifest's bytes.
pub(crate) async fn pack(
    Shared(state): Shared<Arc<State>>,
    Path(digest): Path<String>,
) -> Result<Response, Refusal> {
    file(state, &digest, |folder, hex| {
        vec![folder.join("pack.json"), folder.join("history").join(format!("{hex}.json"))]
    })
    .await
}

/// `GET /api/texts/{digest}`: a document's bytes.
pub(crate) async fn text(
    Shared(state): Shared<Arc<State>>,
    Path(digest): Path<String>,
) -> Result<Response, Refusal> {
    file(state, &digest, |folder, hex| vec![folder.join("documents").join(format!("{hex}.json"))]).await
}

/// The first of these files that has the digest: what somebody changed since is not what was published.
async fn file(
    state: Arc<State>,
    hex: &str,
    places: fn(&std::path::Path, &str) -> Vec<PathBuf>,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::new(ProblemKind::NotFound, "nothing with this digest is in the packs' folders");
    // Nothing else becomes a part of a path.
    let digest = Digest::parse(&format!("sha256:{hex}")).ok_or_else(unknown)?;
    for place in state.pack_folders.iter().flat_map(|folder| places(folder, digest.hex())) {
        if let Ok(bytes) = tokio::fs::read(&place).await
            && Digest::of(&bytes) == digest
        {
            let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, "no-store")];
            return Ok((StatusCode::OK, headers, bytes).into_response());
        }
    }
    Err(unknown())
}
