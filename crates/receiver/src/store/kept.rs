//! One record as it is kept.

use samtycke_record::Uuid;

use super::Store;

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
}

impl Store {
    /// The record of that id.
    pub(crate) async fn open_record(&self, id: &Uuid) -> Result<Option<Kept>, sqlx::Error> {
        type Row = (i64, String, String, String, String, Option<String>, String);
        let row: Option<Row> = sqlx::query_as(
            "SELECT number, digest, key, received_at, record, confirmation, receipt FROM records \
             WHERE record_id = $1",
        )
        .bind(id.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(number, digest, key, received_at, record, confirmation, receipt)| Kept {
            number,
            digest,
            key,
            received_at,
            record,
            confirmation,
            receipt,
        }))
    }
}
