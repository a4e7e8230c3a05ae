//! Search: from a filter to SQL, a page at a time. A page goes on where the one before ended, by time and number, so
//! the last page of a million costs what the first does.

use samtycke_record::{Timestamp, json_object};
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::Store;
use super::sql::{RUNS, Sql};
use crate::entry::Kind;
use crate::filter::{Email, Filter, Text};

/// Which way through the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    NewestFirst,
    OldestFirst,
}

/// Where a page ended: the time and number of its last record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) received_at: String,
    pub(crate) number: i64,
}

impl Place {
    /// `2026-11-21T23:10:55.000Z_12`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (time, number) = text.split_once('_')?;
        Some(Self { received_at: Timestamp::parse(time)?.to_string(), number: number.parse().ok()? })
    }

    pub(crate) fn text(&self) -> String {
        format!("{}_{}", self.received_at, self.number)
    }
}

json_object! {
    /// A record as search finds it. What it is found by is in its own words; see the record for everything.
    pub struct Found {
        /// Its place in the order of arrival.
        pub number: u32,
        /// Its id.
        pub record_id: String,
        /// SHA-256 of its payload.
        pub digest: String,
        /// `acceptance` or `consent`.
        pub kind: String,
        /// What happened.
        pub event: String,
        /// When the person acted, by their own clock.
        pub acted_at: String,
        /// When the record came, by the receiver's clock.
        pub received_at: String,
        /// Where it was made.
        pub origin: String,
        /// The pack's role.
        pub role: Option<String>,
        /// Who accepted.
        pub company: Option<String>,
        /// The register.
        pub scheme: Option<String>,
        /// The number in it.
        pub registration: Option<String>,
        /// The signatory's e-mail address, in lower case.
        pub email: Option<String>,
        /// Of an answer about cookies, `service:state` for each service.
        pub purposes: Option<String>,
    }
}

const COLUMNS: &str = "e.number, r.record_id, r.digest, e.kind, e.event, e.acted_at, e.received_at, e.origin, \
                       e.role, e.company, e.scheme, e.registration, e.email, e.purposes";

impl<'r> FromRow<'r, AnyRow> for Found {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let number: i64 = row.try_get(0)?;
        Ok(Self {
            number: u32::try_from(number).map_err(|error| sqlx::Error::Decode(error.into()))?,
            record_id: row.try_get(1)?,
            digest: row.try_get(2)?,
            kind: row.try_get(3)?,
            event: row.try_get(4)?,
            acted_at: row.try_get(5)?,
            received_at: row.try_get(6)?,
            origin: row.try_get(7)?,
            role: row.try_get(8)?,
            company: row.try_get(9)?,
            scheme: row.try_get(10)?,
            registration: row.try_get(11)?,
            email: row.try_get(12)?,
            purposes: row.try_get(13)?,
        })
    }
}

impl Found {
    pub(crate) fn place(&self) -> Place {
        Place { received_at: self.received_at.clone(), number: self.number.into() }
    }
}

/// A record with what is stored of it.
pub(crate) struct Stored {
    pub(crate) found: Found,
    /// Empty when it was erased.
    pub(crate) record: String,
    pub(crate) confirmation: Option<String>,
    pub(crate) receipt: String,
}

impl<'r> FromRow<'r, AnyRow> for Stored {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            found: Found::from_row(row)?,
            record: row.try_get(14)?,
            confirmation: row.try_get(15)?,
            receipt: row.try_get(16)?,
        })
    }
}

/// Where to begin. Without statistics SQLite can't know that every second record names a document, and one in a million
/// a company.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Entries,
    Documents,
}

impl Start {
    fn of(filter: &Filter) -> Self {
        let few = filter.customers.is_some() || matches!(filter.email, Some(Email::Whole(_)));
        match (&filter.document, &filter.version) {
            (Some(_), Some(_)) if !few => Self::Documents,
            (Some(_), None) if !few && !looks_through(filter) => Self::Documents,
            _ => Self::Entries,
        }
    }

    /// The table that has the order.
    fn table(self) -> &'static str {
        match self {
            Self::Entries => "e",
            Self::Documents => "d",
        }
    }
}

/// Is the record itself asked for, or its line alone?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Records {
    Joined,
    LeftOut,
}

/// `FROM … WHERE …`. A cross join keeps SQLite's order of tables; to PostgreSQL it is any other.
fn matching(sql: &mut Sql, start: Start, records: Records, filter: &Filter) {
    let (join, on) = match records {
        Records::Joined => (" CROSS JOIN records r", " AND r.number = e.number"),
        Records::LeftOut => ("", ""),
    };
    match (start, &filter.document, &filter.version) {
        (Start::Documents, Some(document), version) => {
            sql.push(" FROM entry_documents d CROSS JOIN entries e").push(join);
            sql.push(" WHERE d.document = ").text(document);
            if let Some(version) = version {
                sql.push(" AND d.version = ").text(version);
            }
            sql.push(" AND e.number = d.number");
        }
        (_, document, version) => {
            sql.push(" FROM ");
            if let Some(Email::Whole(email)) = &filter.email {
                sql.push("(").push(RUNS).push("SELECT n.number FROM runs CROSS JOIN entries n ");
                sql.push("WHERE n.number / 65536 = runs.run AND n.email = ").text(email);
                sql.push(") f CROSS JOIN entries e").push(join).push(" WHERE e.number = f.number");
            } else {
                sql.push("entries e").push(join).push(" WHERE 1 = 1");
            }
            if let Some(document) = document {
                sql.push(" AND EXISTS (SELECT 1 FROM entry_documents d WHERE d.number = e.number AND d.document = ");
                sql.text(document);
                if let Some(version) = version {
                    sql.push(" AND d.version = ").text(version);
                }
                sql.push(")");
            }
        }
    }
    sql.push(on);
    conditions(sql, start, filter);
}

fn conditions(sql: &mut Sql, start: Start, filter: &Filter) {
    let time = [start.table(), ".received_at"].concat();
    if let Some(customers) = &filter.customers {
        sql.push(" AND ").within("e.customer", customers);
    }
    match &filter.email {
        Some(Email::Part(part)) => drop(sql.push(" AND ").contains("e.email", part)),
        // They are where it begins.
        Some(Email::Whole(_)) | None => {}
    }
    if let Some(company) = &filter.company {
        sql.push(" AND ").contains("e.folded", company);
    }
    match &filter.text {
        Some(Text::Id(id)) => drop(sql.push(" AND r.record_id = ").text(id.as_str())),
        Some(Text::Words { folded, email, customers }) => {
            sql.push(" AND (").contains("e.folded", folded).push(" OR ").contains("e.email", email);
            if !customers.is_empty() {
                // By its own index: the one that names are looked through in hasn't got it.
                sql.push(" OR e.number IN (SELECT n.number FROM entries n WHERE ");
                sql.within("n.customer", customers).push(")");
            }
            sql.push(")");
        }
        None => {}
    }
    if let Some(kind) = kind(filter) {
        sql.push(" AND e.kind = ").text(kind.as_str());
    }
    for (column, value) in [("e.event", filter.event), ("e.role", filter.role.as_deref())] {
        if let Some(value) = value {
            sql.push(" AND ").push(column).push(" = ").text(value);
        }
    }
    for (relation, value) in [(" >= ", &filter.from), (" <= ", &filter.to)] {
        if let Some(value) = value {
            sql.push(" AND ").push(&time).push(relation).text(value.as_str());
        }
    }
}

/// Answers about cookies have no customers: who asks for a part of a name is led past them by the index.
fn kind(filter: &Filter) -> Option<Kind> {
    filter.kind.or(looks_through(filter).then_some(Kind::Acceptance))
}

/// Is a part of a name or address asked for?
fn looks_through(filter: &Filter) -> bool {
    filter.company.is_some()
        || matches!(filter.email, Some(Email::Part(_)))
        || matches!(filter.text, Some(Text::Words { .. }))
}

/// The whole statement for a page; `until` is the highest number that counts.
fn page(
    columns: &str,
    filter: &Filter,
    order: Order,
    after: Option<&Place>,
    until: Option<i64>,
    limit: u32,
) -> Sql {
    let start = Start::of(filter);
    let t = start.table();
    let mut sql = Sql::new(&format!("SELECT {columns}"));
    matching(&mut sql, start, Records::Joined, filter);
    let (relation, direction) = match order {
        Order::NewestFirst => ("<", "DESC"),
        Order::OldestFirst => (">", "ASC"),
    };
    if let Some(after) = after {
        sql.push(&format!(" AND ({t}.received_at, {t}.number) {relation} ("));
        sql.text(&after.received_at).push(", ").number(after.number).push(")");
    }
    if let Some(until) = until {
        sql.push(" AND e.number <= ").number(until);
    }
    sql.push(&format!(" ORDER BY {t}.received_at {direction}, {t}.number {direction} LIMIT "));
    sql.number(limit.into());
    sql
}

impl Store {
    /// A page of what is found, the newest first.
    pub(crate) async fn search(
        &self,
        filter: &Filter,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Found>, sqlx::Error> {
        page(COLUMNS, filter, Order::NewestFirst, after, None, limit).all(self).await
    }

    /// A page of what is found with what is stored of it, the oldest first, of records up to a number.
    pub(crate) async fn stored(
        &self,
        filter: &Filter,
        after: Option<&Place>,
        until: i64,
        limit: u32,
    ) -> Result<Vec<Stored>, sqlx::Error> {
        let columns = format!("{COLUMNS}, r.record, r.confirmation, r.receipt");
        page(&columns, filter, Order::OldestFirst, after, Some(until), limit).all(self).await
    }

    /// The number of the last record.
    pub(crate) async fn last_number(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT records FROM head").fetch_one(&self.readers).await
    }

    /// Days with a count of the records that came on each, in order; days without are left out.
    pub(crate) async fn count_by_day(
        &self,
        filter: &Filter,
        events: &[&str],
    ) -> Result<Vec<(String, i64)>, sqlx::Error> {
        let start = Start::of(filter);
        let day = format!("substr({}.received_at, 1, 10)", start.table());
        let mut sql = Sql::new(&format!("SELECT {day}, CAST(count(*) AS BIGINT)"));
        let records =
            if matches!(filter.text, Some(Text::Id(_))) { Records::Joined } else { Records::LeftOut };
        matching(&mut sql, start, records, filter);
        if !events.is_empty() {
            let events: Vec<_> = events.iter().map(|event| String::from(*event)).collect();
            sql.push(" AND ").within("e.event", &events);
        }
        sql.push(&format!(" GROUP BY {day} ORDER BY {day}"));
        sql.all(self).await
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::Database;

    /// No search reads a million rows from end to end, or sorts them: each goes by an index, in the index's order. Few
    /// rows, those of one customer, are sorted.
    #[tokio::test]
    async fn every_search_goes_by_an_index() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&Database::File(folder.path().join("samtycke.db"))).await.unwrap();
        let place = Place { received_at: "2026-01-01T00:00:00.000Z".into(), number: 5 };
        for (query, index, sorts) in [
            ("", "entries_by_time", false),
            ("from=2026-01-01&to=2026-02-01", "entries_by_time", false),
            ("role=customer", "entries_by_time", false),
            ("kind=consent", "entries_by_kind", false),
            ("event=decline", "entries_by_event", false),
            ("event=decline&kind=acceptance", "entries_by_event", false),
            ("company=a", "entries_by_kind", false),
            ("company=a&from=2026-01-01", "entries_by_kind", false),
            ("email=@a.example", "entries_by_kind", false),
            ("q=abc", "entries_by_kind", false),
            ("email=a@a.example", "entries_by_email", true),
            ("email=a@a.example&kind=acceptance", "entries_by_email", true),
            ("q=99000007", "entries_by_customer", false),
            ("registration=99000007", "entries_by_customer", true),
            ("registration=99000007&document=dpa&version=2.1", "entries_by_customer", true),
            ("document=dpa", "entry_documents_by_document", false),
            ("document=dpa&company=a", "entries_by_kind", false),
            ("document=dpa&version=2.1", "entry_documents_by_version", false),
            ("document=dpa&version=2.1&from=2026-01-01", "entry_documents_by_version", false),
        ] {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let filter = Filter::parse(pairs).unwrap();
            for (order, after) in [
                (Order::NewestFirst, None),
                (Order::NewestFirst, Some(&place)),
                (Order::OldestFirst, Some(&place)),
            ] {
                let mut sql = page(COLUMNS, &filter, order, after, None, 50);
                sql.text.insert_str(0, "EXPLAIN QUERY PLAN ");
                let steps: Vec<Plan> = sql.all(&store).await.unwrap();
                let plan = steps.iter().map(|plan| plan.0.as_str()).collect::<Vec<_>>().join("; ");
                assert!(plan.contains(index), "{query}: {plan}");
                assert_eq!(plan.contains("TEMP B-TREE"), sorts, "{query}: {plan}");
                let scans = |table| steps.iter().any(|plan| plan.0.split(' ').take(2).eq(["SCAN", table]));
                assert!(!scans("r") && !scans("d"), "{query}: {plan}");
            }
        }
    }

    struct Plan(String);

    impl<'r> FromRow<'r, AnyRow> for Plan {
        fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
            row.try_get(3).map(Self)
        }
    }
}
