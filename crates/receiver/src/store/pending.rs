//! Whose newest acceptance of a document is of another version than it should be.

use samtycke_record::json_object;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::Store;
use super::search::Place;
use super::sql::Sql;
use crate::entry::ACCEPTING;

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

/// `e` is an acceptance of the document that `d` names, more than an offer to read it.
fn accepted(sql: &mut Sql, e: &str, d: &str, document: &str) {
    sql.push(&format!("{d}.document = ")).text(document);
    sql.push(&format!(" AND {d}.act IN ('agree', 'acknowledge') AND {e}.number = {d}.number AND "));
    sql.within(&format!("{e}.event"), &ACCEPTING.map(|event| event.as_str().to_owned()));
}

impl Store {
    /// The versions of a document that records name.
    pub(crate) async fn versions(&self, document: &str) -> Result<Vec<String>, sqlx::Error> {
        let versions: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT version FROM entry_documents WHERE document = $1")
                .bind(document)
                .fetch_all(&self.readers)
                .await?;
        Ok(versions.into_iter().map(|(version,)| version).collect())
    }

    /// Customers whose newest acceptance of the document is of that version, in the order in which those came: by the
    /// index, so that a page of many costs no more than one of few.
    pub(crate) async fn standing_at(
        &self,
        document: &str,
        version: &str,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Standing>, sqlx::Error> {
        let mut sql = Sql::new(
            "SELECT e.number, r.record_id, e.received_at, e.company, e.scheme, e.registration, e.email, e.role, \
             d.version FROM entry_documents d CROSS JOIN entries e CROSS JOIN records r WHERE ",
        );
        accepted(&mut sql, "e", "d", document);
        sql.push(" AND d.version = ").text(version);
        sql.push(" AND r.number = e.number AND e.customer IS NOT NULL");
        if let Some(after) = after {
            sql.push(" AND (d.received_at, d.number) > (").text(&after.received_at);
            sql.push(", ").number(after.number).push(")");
        }
        // By the order of arrival: times of several receivers may differ.
        sql.push(
            " AND NOT EXISTS (SELECT 1 FROM entries n CROSS JOIN entry_documents m \
             WHERE n.customer = e.customer AND n.number > e.number AND ",
        );
        accepted(&mut sql, "n", "m", document);
        sql.push(") ORDER BY d.received_at, d.number LIMIT ").number(limit.into());
        sql.all(self).await
    }
}
