//! Whose newest acceptance of a document is of another version than it should be.

use samtycke_record::json_object;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::Store;
use super::sql::Sql;

json_object! {
    /// A customer, with what it accepted last of a document.
    pub struct Standing {
        /// The record's place in the order of arrival.
        pub number: u32,
        /// The record.
        pub record_id: String,
        /// When it came.
        pub received_at: String,
        /// Who accepted.
        pub company: String,
        /// The register.
        pub scheme: String,
        /// The number in it: what tells customers apart.
        pub registration: String,
        /// The signatory's e-mail address, in lower case.
        pub email: Option<String>,
        /// The pack's role.
        pub role: String,
        /// What was accepted.
        pub version: String,
    }
}

impl<'r> FromRow<'r, AnyRow> for Standing {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let number: i64 = row.try_get(0)?;
        Ok(Self {
            number: u32::try_from(number).map_err(|error| sqlx::Error::Decode(error.into()))?,
            record_id: row.try_get(1)?,
            received_at: row.try_get(2)?,
            company: row.try_get(3)?,
            scheme: row.try_get(4)?,
            registration: row.try_get(5)?,
            email: row.try_get(6)?,
            role: row.try_get(7)?,
            version: row.try_get(8)?,
        })
    }
}

/// The versions of a document that records name: from each to the next by the index.
const VERSIONS: &str = "\
    WITH RECURSIVE versions (version) AS (SELECT min(version) FROM entry_documents WHERE document = $1 \
    UNION ALL SELECT (SELECT min(d.version) FROM entry_documents d \
    WHERE d.document = $1 AND d.version > versions.version) FROM versions WHERE versions.version IS NOT NULL) \
    SELECT version FROM versions WHERE version IS NOT NULL";
/// Versions that one statement names: a document has few, unless strangers make them up where there are no packs.
const NAMED: usize = 1_000;

impl Store {
    /// The versions of a document that records name.
    pub(crate) async fn versions(&self, document: &str) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar(VERSIONS).bind(document).fetch_all(&self.readers).await
    }

    /// Customers whose newest acceptance of the document is of one of those versions, in the order in which those came,
    /// after that number.
    pub(crate) async fn standing_at(
        &self,
        document: &str,
        versions: &[String],
        after: i64,
        limit: u32,
    ) -> Result<Vec<Standing>, sqlx::Error> {
        let mut found: Vec<Standing> = Vec::new();
        for versions in versions.chunks(NAMED) {
            found.extend(standing_at(document, versions, after, limit).all(self).await?);
        }
        found.sort_by_key(|standing| standing.number);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }
}

/// Looks through what each customer stands at, a row for each document, and then at the records of one page alone.
fn standing_at(document: &str, versions: &[String], after: i64, limit: u32) -> Sql {
    let mut sql = Sql::new(
        "SELECT e.number, r.record_id, e.received_at, e.company, e.scheme, e.registration, e.email, e.role, \
         s.version FROM (SELECT number, version FROM standings WHERE document = ",
    );
    sql.text(document).push(" AND ").within("version", versions).push(" AND number > ").number(after);
    sql.push(" ORDER BY number LIMIT ")
        .number(limit.into())
        .push(") s CROSS JOIN entries e CROSS JOIN records r ");
    sql.push("WHERE e.number = s.number AND r.number = s.number ORDER BY s.number");
    sql
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::Database;

    type Step = (i64, i64, i64, String);

    #[tokio::test]
    async fn who_is_pending_takes_one_look_through_the_customers_and_none_through_the_records() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&Database::File(folder.path().join("samtycke.db"))).await.unwrap();
        let mut page = standing_at("dpa", &["1.0".into(), "2.0".into()], 7, 50);
        page.text.insert_str(0, "EXPLAIN QUERY PLAN ");
        let page: Vec<Step> = page.all(&store).await.unwrap();
        let versions = sqlx::AssertSqlSafe(["EXPLAIN QUERY PLAN ", VERSIONS].concat());
        let versions: Vec<Step> =
            sqlx::query_as(versions).bind("dpa").fetch_all(&store.readers).await.unwrap();
        let scans = |steps: Vec<Step>| {
            let scans = steps.into_iter().filter(|step| step.3.starts_with("SCAN "));
            scans.map(|step| step.3).collect::<Vec<_>>()
        };
        assert_eq!(scans(page), ["SCAN standings", "SCAN s"]);
        assert_eq!(scans(versions), ["SCAN versions", "SCAN versions"]);
    }
}
