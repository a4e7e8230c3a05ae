//! The index: written with each record, and once for those that were there before it.

use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson as _};
use samtycke_record::jws::Compact;
use samtycke_record::{Record, Timestamp};
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::{Store, lock_head, standings};
use crate::entry::{Entry, EntryDocument};

/// A record's number, its entry, and when it came.
pub(crate) type Line<'a> = (i64, &'a Entry, &'a Timestamp);

/// Lines that are there already stay.
const AS_THEY_ARE: &str = " ON CONFLICT DO NOTHING";
/// Rows in one statement: few texts, so that each is prepared once, and few statements for many records.
const SIZES: [usize; 3] = [48, 6, 1];
/// Records that are indexed in one transaction when there was no index.
const BATCH: i64 = 500;

type Statement<'q> = Query<'q, Any, AnyArguments>;

/// Writes the lines of records that are stored in the same transaction.
pub(super) async fn add(connection: &mut AnyConnection, lines: &[Line<'_>]) -> Result<(), sqlx::Error> {
    insert(
        connection,
        "INSERT INTO entries (number, kind, event, acted_at, received_at, origin, role, company, folded, scheme, \
         registration, customer, email, purposes) VALUES ",
        14,
        AS_THEY_ARE,
        lines,
        |query, (number, entry, received_at)| {
            let customer = entry.customer.as_ref();
            query
                .bind(*number)
                .bind(entry.kind.as_str())
                .bind(entry.event)
                .bind(entry.acted_at.clone())
                .bind(received_at.to_string())
                .bind(entry.origin.clone())
                .bind(entry.role.clone())
                .bind(customer.map(|customer| customer.company.clone()))
                .bind(customer.map(|customer| customer.folded.clone()))
                .bind(customer.map(|customer| customer.scheme))
                .bind(customer.map(|customer| customer.registration.clone()))
                .bind(customer.map(|customer| customer.key.clone()))
                .bind(entry.email.clone())
                .bind(entry.purposes.clone())
        },
    )
    .await?;
    let documents: Vec<(i64, &EntryDocument, &Timestamp)> = lines
        .iter()
        .flat_map(|(number, entry, received_at)| {
            entry.documents.iter().map(|document| (*number, document, *received_at))
        })
        .collect();
    insert(
        connection,
        "INSERT INTO entry_documents (number, document, version, language, act, received_at) VALUES ",
        6,
        AS_THEY_ARE,
        &documents,
        |query, (number, document, received_at)| {
            query
                .bind(*number)
                .bind(document.document.clone())
                .bind(document.version.clone())
                .bind(document.language.clone())
                .bind(document.act)
                .bind(received_at.to_string())
        },
    )
    .await?;
    standings::advance(connection, lines).await
}

/// Many rows by few statements, which end in that.
pub(super) async fn insert<T>(
    connection: &mut AnyConnection,
    head: &str,
    columns: usize,
    end: &str,
    rows: &[T],
    bind: impl for<'q> Fn(Statement<'q>, &T) -> Statement<'q>,
) -> Result<(), sqlx::Error> {
    let mut rest = rows;
    for size in SIZES {
        let text = || [head, &places(size, columns), end].concat();
        let sql = if rest.len() >= size { text() } else { continue };
        while let Some((some, others)) = rest.split_at_checked(size) {
            let query = some.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql.clone())), &bind);
            query.execute(&mut *connection).await?;
            rest = others;
        }
    }
    Ok(())
}

/// `($1, $2), ($3, $4)`: so many rows of so many columns.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<_> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Takes a record out of the index, as when it is erased. The caller holds the head's lock.
pub(super) async fn remove(connection: &mut AnyConnection, number: i64) -> Result<(), sqlx::Error> {
    let customer: Option<Option<String>> =
        sqlx::query_scalar("SELECT customer FROM entries WHERE number = $1")
            .bind(number)
            .fetch_optional(&mut *connection)
            .await?;
    for sql in ["DELETE FROM entries WHERE number = $1", "DELETE FROM entry_documents WHERE number = $1"] {
        sqlx::query(sql).bind(number).execute(&mut *connection).await?;
    }
    if let Some(customer) = customer.flatten() {
        standings::retreat(connection, &customer, number).await?;
    }
    Ok(())
}

impl Store {
    /// Indexes records that were stored before there was an index, a batch in each transaction: whoever is interrupted
    /// goes on where it was. `index` makes a record's entry; its second argument is the pack that it answers.
    pub(crate) async fn index_the_rest(
        &self,
        index: impl Fn(&Record, &Digest) -> Entry,
    ) -> Result<(), sqlx::Error> {
        while self.index_batch(&index).await? {}
        Ok(())
    }

    /// `false`: there is nothing left.
    async fn index_batch(&self, index: &impl Fn(&Record, &Digest) -> Entry) -> Result<bool, sqlx::Error> {
        let mut transaction = self.writer.begin_with(self.begin).await?;
        lock_head(&mut transaction).await?;
        let (next, last): (i64, i64) =
            sqlx::query_as("UPDATE unindexed SET next = next RETURNING next, last")
                .fetch_one(&mut *transaction)
                .await?;
        if next > last {
            return Ok(false);
        }
        let end = last.min(next + BATCH - 1);
        let rows: Vec<(i64, String, String)> = sqlx::query_as(
            "SELECT number, received_at, record FROM records WHERE number BETWEEN $1 AND $2 ORDER BY number",
        )
        .bind(next)
        .bind(end)
        .fetch_all(&mut *transaction)
        .await?;
        let entries: Vec<_> = rows.iter().filter_map(|row| read(row, index)).collect();
        let lines: Vec<_> = entries.iter().map(|(number, entry, at)| (*number, entry, at)).collect();
        add(&mut transaction, &lines).await?;
        sqlx::query("UPDATE unindexed SET next = $1").bind(end + 1).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// What was stored was verified; what is empty was erased.
fn read(
    (number, received_at, record): &(i64, String, String),
    index: impl Fn(&Record, &Digest) -> Entry,
) -> Option<(i64, Entry, Timestamp)> {
    let jws = Compact::parse(record).ok()?;
    let payload = json::parse(core::str::from_utf8(&jws.payload).ok()?).ok()?;
    let record = Record::from_json(&payload).ok()?;
    Some((*number, index(&record, &record.offer().pack), Timestamp::parse(received_at)?))
}
