//! Many records with few statements: a server elsewhere is asked a few times for a group, not for each record.

use std::fmt::Write as _;

use sqlx::{AnyConnection, AssertSqlSafe};

use super::{Arrival, Fate, find};

/// Rows of one statement at most. Measured: with 16 PostgreSQL stores half as many again as one by one on the same
/// machine, and waits for a sixteenth of the answers of one elsewhere; more gains nothing. SQLite doesn't care.
const LONGEST: usize = 16;
const COLUMNS: usize = 11;

/// Stores all that can be, under the numbers after `head`, and says what became of each; `None` of those that are stored
/// now. In the order given: of two with
/// one id or one nonce the first has it. The caller holds the lock.
pub(super) async fn store(
    connection: &mut AnyConnection,
    head: i64,
    arrivals: &[Arrival],
) -> Result<Vec<Option<Fate>>, sqlx::Error> {
    let mut fates = Vec::with_capacity(arrivals.len());
    let mut head = head;
    for part in parts(arrivals) {
        let inserted = insert(connection, head, part).await?;
        if inserted == part.len() {
            fates.resize(fates.len() + inserted, None);
            head += i64::try_from(inserted).expect("a part is short");
            continue;
        }
        // Those that are there already left gaps in the numbers: once more, one by one.
        if inserted > 0 {
            sqlx::query("DELETE FROM records WHERE number > $1").bind(head).execute(&mut *connection).await?;
        }
        for arrival in part {
            let fate = if insert(connection, head, std::slice::from_ref(arrival)).await? == 1 {
                head += 1;
                None
            } else {
                Some(match find(connection, &arrival.id).await? {
                    Some(stored) => {
                        stored.own(&arrival.digest, &arrival.key).map_or(Fate::IdTaken, Fate::Known)
                    }
                    None if arrival.nonce.is_some() => Fate::NonceUsed,
                    // Only the number is left.
                    None => return Err(sqlx::Error::Protocol("the head is behind the records".into())),
                })
            };
            fates.push(fate);
        }
    }
    Ok(fates)
}

/// How many of them were stored; not those whose id or nonce is taken.
async fn insert(connection: &mut AnyConnection, head: i64, part: &[Arrival]) -> Result<usize, sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(statement(part.len())));
    for (number, new) in (head + 1..).zip(part) {
        query = query
            .bind(number)
            .bind(new.id.as_str())
            .bind(new.digest.as_str())
            .bind(&new.key)
            .bind(new.schema)
            .bind(new.pack.as_str())
            .bind(new.received_at.as_str())
            .bind(&new.record)
            .bind(&new.confirmation)
            .bind(&new.receipt)
            .bind(&new.nonce);
    }
    let done = query.execute(connection).await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

fn statement(rows: usize) -> String {
    let mut sql = String::from(
        "INSERT INTO records (number, record_id, digest, key, schema, pack, received_at, record, confirmation, \
         receipt, nonce) VALUES ",
    );
    for at in 1..=rows * COLUMNS {
        let before = match at % COLUMNS {
            1 if at == 1 => "(",
            1 => "), (",
            _ => ", ",
        };
        // Writing to a String can't fail.
        let _ = write!(sql, "{before}${at}");
    }
    sql + ") ON CONFLICT DO NOTHING"
}

/// Of lengths that are powers of two: so few texts of SQL that a connection keeps them all prepared.
fn parts<T>(mut rest: &[T]) -> Vec<&[T]> {
    let mut parts = Vec::new();
    while let Some(log) = rest.len().min(LONGEST).checked_ilog2() {
        let (part, later) = rest.split_at(1 << log);
        parts.push(part);
        rest = later;
    }
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use samtycke_record::{Digest, Timestamp, Uuid};

    use super::*;
    use crate::Database;
    use crate::entry::{Entry, Kind};
    use crate::store::Store;
    use crate::webhooks::Topic;

    fn arrival(id: u8, key: &str, nonce: Option<u8>) -> Arrival {
        Arrival {
            id: Uuid::parse(&format!("5d0c7c52-6a0b-4d6e-9a55-0f4a3f9f2b{id:02x}")).unwrap(),
            digest: Digest::from_hash(&[id; 32]),
            key: key.into(),
            schema: "s",
            pack: Digest::from_hash(&[0; 32]),
            received_at: Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap(),
            record: format!("record {id} {key}"),
            confirmation: None,
            receipt: format!("receipt {id} {key}"),
            leaf: samtycke_log::Hash::empty(),
            nonce: nonce.map(|nonce| nonce.to_string()),
            topic: Topic::Consent,
            entry: Entry {
                kind: Kind::Consent,
                event: "consent_given",
                acted_at: "2026-11-21T23:10:55.000Z".into(),
                origin: "https://vagthavn.example".into(),
                role: None,
                customer: None,
                email: None,
                documents: Vec::new(),
                purposes: None,
            },
        }
    }

    /// What became of each, in words.
    async fn put(connection: &mut AnyConnection, head: i64, arrivals: &[Arrival]) -> Vec<String> {
        let fates = store(connection, head, arrivals).await.unwrap();
        let words = fates.into_iter().map(|fate| match fate {
            None => "stored".into(),
            Some(Fate::Known(stored)) => format!("{}: {}", stored.number, stored.receipt),
            Some(fate) => format!("{fate:?}"),
        });
        words.collect()
    }

    #[tokio::test]
    async fn of_two_in_a_group_the_first_has_it_and_numbers_have_no_gaps() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&Database::File(folder.path().join("x.db"))).await.unwrap();
        let mut writer = store.writer.acquire().await.unwrap();
        assert_eq!(put(&mut writer, 0, &[arrival(1, "a", Some(1))]).await, ["stored"]);
        assert!(put(&mut writer, 1, &[]).await.is_empty());
        let cases = [
            (arrival(2, "a", Some(2)), "stored"),
            (arrival(1, "a", Some(1)), "1: receipt 1 a"),
            (arrival(1, "b", None), "IdTaken"),
            (arrival(3, "a", Some(1)), "NonceUsed"),
            (arrival(3, "a", Some(3)), "stored"),
            (arrival(3, "a", Some(3)), "3: receipt 3 a"),
            (arrival(4, "a", Some(3)), "NonceUsed"),
            (arrival(4, "a", None), "stored"),
        ];
        let mut arrivals: Vec<_> = Vec::new();
        let mut expect: Vec<_> = Vec::new();
        for (arrival, fate) in cases {
            arrivals.push(arrival);
            expect.push(fate);
        }
        arrivals.extend((10..50).map(|id| arrival(id, "a", Some(id))));
        expect.extend((10..50).map(|_| "stored"));
        assert_eq!(put(&mut writer, 1, &arrivals).await, expect);
        let sql = "SELECT number, record FROM records ORDER BY number";
        let rows: Vec<(i64, String)> = sqlx::query_as(sql).fetch_all(&store.readers).await.unwrap();
        let stored = [1, 2, 3, 4].into_iter().chain(10..50);
        let stored: Vec<_> = (1..).zip(stored.map(|id| format!("record {id} a"))).collect();
        assert_eq!(rows, stored);
    }

    #[test]
    fn a_group_goes_in_parts_of_which_there_are_few_kinds() {
        for (length, expect) in [(0, vec![]), (1, vec![1]), (3, vec![2, 1]), (47, vec![16, 16, 8, 4, 2, 1])] {
            let all: Vec<usize> = (0..length).collect();
            let found = parts(&all);
            assert_eq!(found.iter().map(|part| part.len()).collect::<Vec<_>>(), expect);
            assert_eq!(found.concat(), all);
        }
        assert!(statement(2).ends_with(
            "$10, $11), ($12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) ON CONFLICT DO NOTHING"
        ));
    }
}
