//! A table as it is after years.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

/// Fills the table up to that many rows with copies of what is there, each with an id and a nonce of its own.
pub(super) async fn fill(database: &Path, rows: u64) -> Result<(), String> {
    let text = |error: sqlx::Error| error.to_string();
    let mut connection = SqliteConnectOptions::new().filename(database).connect().await.map_err(text)?;
    let (there,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM records").fetch_one(&mut connection).await.map_err(text)?;
    let wanted = i64::try_from(rows).unwrap_or(i64::MAX).saturating_sub(there);
    sqlx::query(
        "WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?), \
         one AS (SELECT * FROM records LIMIT 1) \
         INSERT INTO records (record_id, digest, key, schema, pack, received_at, record, receipt, nonce) \
         SELECT lower(hex(randomblob(16))), digest, key, schema, pack, received_at, record, receipt, \
         lower(hex(randomblob(24))) FROM counter, one",
    )
    .bind(wanted)
    .execute(&mut connection)
    .await
    .map_err(text)?;
    let head = sqlx::query("UPDATE head SET records = (SELECT max(number) FROM records)");
    head.execute(&mut connection).await.map(drop).map_err(text)
}
