//! A table as it is after years: what is found by chance lies all over it, as it would.

use std::path::Path;

use samtycke_record::registry::{Registration, Scheme};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};

/// Customers whose records these are.
const CUSTOMERS: usize = 100_000;

/// The indexes stand aside while rows come; nothing is flushed, because nobody needs this file after a crash.
const SETTINGS: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; \
                        PRAGMA temp_store = MEMORY";

/// Rows like the first there, over three years, each with an id, a digest and a nonce of its own. The texts of record
/// and receipt are short: nobody who stores reads them, and the disk has other things to hold.
const RECORDS: &str = "\
    WITH RECURSIVE counter (n) AS (SELECT $1 + 1 UNION ALL SELECT n + 1 FROM counter WHERE n < $2), \
    one AS (SELECT * FROM records LIMIT 1) \
    INSERT INTO records (number, record_id, digest, key, schema, pack, received_at, record, receipt, nonce) \
    SELECT n, lower(printf('%s-%s-4%s-a%s-%s', hex(randomblob(4)), hex(randomblob(2)), substr(hex(randomblob(2)), 2), \
    substr(hex(randomblob(2)), 2), hex(randomblob(6)))), 'sha256:' || lower(hex(randomblob(32))), key, schema, pack, \
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ((n - $2) * (94608000.0 / $2)) || ' seconds'), \
    substr(record, 1, 300), \
    substr(receipt, 1, instr(receipt, '.')) || 'e30' || substr(receipt, -87), \
    printf('%016x', n) || lower(hex(randomblob(40))) FROM counter, one";

/// Every second one is a sign-up, the others are answers about cookies.
const ENTRIES: &str = "\
    INSERT INTO entries (number, kind, event, acted_at, received_at, origin, role, company, folded, scheme, \
    registration, customer, email, purposes) \
    SELECT r.number, 'acceptance', CASE WHEN r.number % 50 = 1 THEN 'decline' ELSE 'agree' END, r.received_at, \
    r.received_at, 'https://vagthavn.example', 'customer', 'Fjordcaféen ' || c.n || ' ApS', \
    'fjordcafeen ' || c.n || ' aps', 'DK-CVR', c.id, 'DK-CVR ' || c.id, \
    'mette@kunde' || c.n || '.example', NULL \
    FROM records r JOIN customers c ON c.n = (r.number * 7919) % $1 WHERE r.number > $2 AND r.number % 2 = 1 \
    UNION ALL \
    SELECT r.number, 'consent', 'consent_given', r.received_at, r.received_at, 'https://vagthavn.example', NULL, NULL, \
    NULL, NULL, NULL, NULL, NULL, 'statistics:granted films:denied' \
    FROM records r WHERE r.number > $2 AND r.number % 2 = 0 ORDER BY 1";

/// The version changed once a year.
const DOCUMENTS: &str = "\
    INSERT INTO entry_documents (number, document, version, language, act, received_at) \
    SELECT e.number, d.id, (1 + 3 * e.number / $1) || '.0', 'da', d.act, e.received_at \
    FROM entries e JOIN (SELECT 'acceptance' AS kind, 'dpa' AS id, 'agree' AS act \
    UNION ALL SELECT 'acceptance', 'annex-a', 'agree' UNION ALL SELECT 'acceptance', 'privacy-policy', 'acknowledge' \
    UNION ALL SELECT 'consent', 'cookie-policy', 'notice') d ON d.kind = e.kind \
    WHERE e.number > $2 ORDER BY e.number";

/// What each customer accepted last.
const STANDINGS: &str = "\
    INSERT INTO standings (customer, document, version, number) \
    SELECT e.customer, d.document, d.version, max(e.number) FROM entries e CROSS JOIN entry_documents d \
    WHERE e.number > $1 AND e.event = 'agree' AND d.number = e.number GROUP BY e.customer, d.document \
    ON CONFLICT (customer, document) DO UPDATE SET version = excluded.version, number = excluded.number";

/// Fills a database up to that many records. It has at least one, and no receiver.
pub(super) async fn fill(database: &Path, rows: u64) -> Result<(), String> {
    let text = |error: sqlx::Error| error.to_string();
    let options = SqliteConnectOptions::new().filename(database).statement_cache_capacity(0);
    let mut connection = options.connect().await.map_err(text)?;
    write(&mut connection, i64::try_from(rows).unwrap_or(i64::MAX)).await.map_err(text)?;
    connection.close().await.map_err(text)
}

async fn write(connection: &mut SqliteConnection, rows: i64) -> Result<(), sqlx::Error> {
    connection.execute(SETTINGS).await?;
    let there: i64 = sqlx::query_scalar("SELECT records FROM head").fetch_one(&mut *connection).await?;
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL \
         AND tbl_name IN ('records', 'entries', 'entry_documents')",
    )
    .fetch_all(&mut *connection)
    .await?;
    connection.execute("BEGIN").await?;
    for (name, _) in &indexes {
        connection.execute(AssertSqlSafe(format!("DROP INDEX {name}"))).await?;
    }
    sqlx::query("CREATE TEMP TABLE customers AS SELECT key AS n, value AS id FROM json_each($1)")
        .bind(format!("[\"{}\"]", registrations(CUSTOMERS).join("\",\"")))
        .execute(&mut *connection)
        .await?;
    connection.execute("CREATE UNIQUE INDEX temp.customers_by_n ON customers (n)").await?;
    sqlx::query(RECORDS).bind(there).bind(rows).execute(&mut *connection).await?;
    let customers = i64::try_from(CUSTOMERS).unwrap_or(i64::MAX);
    sqlx::query(ENTRIES).bind(customers).bind(there).execute(&mut *connection).await?;
    sqlx::query(DOCUMENTS).bind(rows + 1).bind(there).execute(&mut *connection).await?;
    sqlx::query(STANDINGS).bind(there).execute(&mut *connection).await?;
    for (_, sql) in indexes {
        connection.execute(AssertSqlSafe(sql)).await?;
    }
    // The receiver goes on behind them, and logs them when it starts.
    sqlx::query("UPDATE head SET records = $1").bind(rows).execute(&mut *connection).await?;
    connection.execute("COMMIT").await?;
    Ok(())
}

/// Numbers of the Danish register, with their check digits.
pub(super) fn registrations(count: usize) -> Vec<String> {
    let number = |number: u32| Registration::parse(Scheme::DkCvr, &number.to_string()).ok();
    (20_000_000..).filter_map(number).map(|registration| registration.id).take(count).collect()
}
