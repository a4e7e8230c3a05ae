//! One record as it is kept.

use samtycke_record::{Uuid, jws};

use super::{Store, holds};
use crate::acts::{Act, By, Done};
use crate::holds::{Hold, Named};

/// A record by itself, in the index or not.
pub(crate) struct Kept {
    pub(crate) number: i64,
    pub(crate) digest: String,
    pub(crate) key: String,
    pub(crate) received_at: String,
    /// Empty when it was erased.
    pub(crate) record: String,
    pub(crate) confirmation: Option<String>,
    pub(crate) receipt: String,
    /// That both are logged, in base64url as it stands behind the receipt. Absent when no receiver has logged it yet.
    pub(crate) proof: Option<String>,
    /// When, and why.
    pub(crate) erased: Option<(String, String)>,
    /// What keeps it from that.
    pub(crate) hold: Option<Hold>,
}

type Row = (i64, String, String, String, String, Option<String>, String, Option<String>, Option<String>);

impl Store {
    /// The record of that id. That it was opened is written down first.
    pub(crate) async fn open_record(&self, by: &By, id: &Uuid) -> Result<Option<Kept>, sqlx::Error> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT number, digest, key, received_at, record, confirmation, receipt, erased_at, erased_why \
             FROM records WHERE record_id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(&self.readers)
        .await?;
        let Some((number, digest, key, received_at, record, confirmation, receipt, at, why)) = row else {
            return Ok(None);
        };
        self.log_act(by, Done { act: Act::RecordOpened, object: id.as_str(), note: "" }).await?;
        let holds = holds::in_force(&mut *self.readers.acquire().await?).await?;
        let proof = self.proof(number).await.ok().map(|proof| jws::encode(proof.to_string().as_bytes()));
        Ok(Some(Kept {
            number,
            proof,
            digest,
            key,
            received_at,
            hold: if holds.is_empty() {
                None
            } else {
                Named::of(&record).held_by(id.as_str(), &holds).cloned()
            },
            record,
            confirmation,
            receipt,
            erased: at.zip(why),
        }))
    }
}
