//! What each customer accepted last of each document: written with the records, so that nobody has to look through all
//! of them for it.

use std::collections::BTreeMap;

use sqlx::AnyConnection;

use super::entries::{Line, insert};
use super::sql::Sql;
use crate::entry::{ACCEPTED, ACCEPTING};

/// A customer's newest acceptance of a document.
struct Standing<'a> {
    customer: &'a str,
    document: &'a str,
    version: &'a str,
    number: i64,
}

/// Moves those on whose records are stored in the same transaction. The caller holds the head's lock.
pub(super) async fn advance(connection: &mut AnyConnection, lines: &[Line<'_>]) -> Result<(), sqlx::Error> {
    insert(
        connection,
        "INSERT INTO standings (customer, document, version, number) VALUES ",
        4,
        // Records from before there was an index come after newer ones.
        " ON CONFLICT (customer, document) DO UPDATE SET version = excluded.version, number = excluded.number \
         WHERE excluded.number > standings.number",
        &newest(lines),
        |query, standing| {
            query
                .bind(standing.customer.to_owned())
                .bind(standing.document.to_owned())
                .bind(standing.version.to_owned())
                .bind(standing.number)
        },
    )
    .await
}

/// One for each customer and document, as one statement must have it.
fn newest<'a>(lines: &[Line<'a>]) -> Vec<Standing<'a>> {
    let mut newest = BTreeMap::new();
    for (number, entry, _) in lines {
        let Some(customer) = entry.customer.as_ref().filter(|_| entry.is_accepting()) else { continue };
        for document in entry.documents.iter().filter(|document| document.is_accepted()) {
            let place = (customer.key.as_str(), document.document.as_str());
            let last = newest.entry(place).or_insert((*number, document.version.as_str()));
            if *number > last.0 {
                *last = (*number, &document.version);
            }
        }
    }
    let standing =
        |((customer, document), (number, version))| Standing { customer, document, version, number };
    newest.into_iter().map(standing).collect()
}

/// Puts back what came before a record whose lines are gone. The caller holds the head's lock.
pub(super) async fn retreat(
    connection: &mut AnyConnection,
    customer: &str,
    number: i64,
) -> Result<(), sqlx::Error> {
    let documents: Vec<(String,)> =
        sqlx::query_as("DELETE FROM standings WHERE customer = $1 AND number = $2 RETURNING document")
            .bind(customer)
            .bind(number)
            .fetch_all(&mut *connection)
            .await?;
    for (document,) in documents {
        let mut sql = Sql::new(
            "INSERT INTO standings (customer, document, version, number) \
             SELECT e.customer, d.document, d.version, e.number FROM entries e CROSS JOIN entry_documents d WHERE ",
        );
        sql.push("e.customer = ").text(customer);
        sql.push(" AND ").within("e.event", &ACCEPTING.map(|event| event.as_str().to_owned()));
        sql.push(" AND d.number = e.number AND d.document = ").text(&document);
        sql.push(" AND ").within("d.act", &ACCEPTED.map(|act| act.as_str().to_owned()));
        sql.push(" ORDER BY e.number DESC LIMIT 1");
        sql.run(connection).await?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use samtycke_record::Timestamp;

    use sqlx::Connection as _;

    use crate::Database;
    use crate::entry::{Customer, Entry, EntryDocument, Kind};
    use crate::store::{Store, entries};

    /// By everything that was ever accepted and is still there.
    const SLOWLY: &str = "\
        SELECT e.customer, d.document, d.version, e.number FROM entries e CROSS JOIN entry_documents d \
        WHERE d.number = e.number AND e.customer IS NOT NULL AND d.act IN ('agree', 'acknowledge') \
        AND e.event IN ('agree', 'acknowledge', 'reaccept', 'amend_annex') AND NOT EXISTS ( \
            SELECT 1 FROM entries n CROSS JOIN entry_documents m \
            WHERE m.number = n.number AND n.customer = e.customer AND m.document = d.document \
            AND n.number > e.number AND m.act IN ('agree', 'acknowledge') \
            AND n.event IN ('agree', 'acknowledge', 'reaccept', 'amend_annex')) \
        ORDER BY e.customer, d.document";

    type Rows = Vec<(String, String, String, i64)>;

    /// Few of each, so that they meet often.
    fn random(rng: &mut fastrand::Rng) -> Entry {
        let events = [
            "agree",
            "acknowledge",
            "reaccept",
            "amend_annex",
            "decline",
            "object",
            "withdraw",
            "consent_given",
        ];
        let customer = |key: String| Customer {
            company: key.clone(),
            folded: key.clone(),
            scheme: "DK-CVR",
            registration: key.clone(),
            key,
        };
        let document = |id: &str, rng: &mut fastrand::Rng| EntryDocument {
            document: id.into(),
            version: format!("{}.0", rng.u8(1..5)),
            language: "da".into(),
            act: ["agree", "acknowledge", "offer", "notice"][rng.usize(..4)],
        };
        Entry {
            kind: Kind::Acceptance,
            event: events[rng.usize(..events.len())],
            acted_at: "2026-11-21T23:10:55.000Z".into(),
            origin: "https://vagthavn.example".into(),
            role: None,
            customer: (rng.u8(..8) > 0).then(|| customer(rng.u8(..5).to_string())),
            email: None,
            documents: ["dpa", "annex", "terms"]
                .into_iter()
                .filter(|_| rng.bool())
                .collect::<Vec<_>>()
                .into_iter()
                .map(|id| document(id, rng))
                .collect(),
            purposes: None,
        }
    }

    #[tokio::test]
    async fn standings_are_what_looking_through_everything_says() {
        let at = Timestamp::parse("2026-11-21T23:10:55.000Z").unwrap();
        for seed in 0..20 {
            let mut rng = fastrand::Rng::with_seed(seed);
            let folder = tempfile::TempDir::new().unwrap();
            let store = Store::open(&Database::File(folder.path().join("x.db"))).await.unwrap();
            let mut connection = store.writer.acquire().await.unwrap();
            // One, and no commit: nobody waits for the disk here.
            let mut writer = connection.begin().await.unwrap();
            // Some come after newer ones, as those do that were stored before there was an index.
            let (mut early, mut late) = (1..200, 200..400);
            let mut there = Vec::new();
            for _ in 0..40 {
                if rng.u8(..3) == 0 && !there.is_empty() {
                    let number = there.swap_remove(rng.usize(..there.len()));
                    entries::remove(&mut writer, number).await.unwrap();
                } else {
                    let numbers = if rng.bool() { &mut early } else { &mut late };
                    let group: Vec<_> =
                        numbers.take(rng.usize(1..20)).map(|number| (number, random(&mut rng))).collect();
                    let lines: Vec<_> = group.iter().map(|(number, entry)| (*number, entry, &at)).collect();
                    entries::add(&mut writer, &lines).await.unwrap();
                    there.extend(group.iter().map(|(number, _)| *number));
                }
                let slow: Rows = sqlx::query_as(SLOWLY).fetch_all(&mut *writer).await.unwrap();
                let kept =
                    "SELECT customer, document, version, number FROM standings ORDER BY customer, document";
                let kept: Rows = sqlx::query_as(kept).fetch_all(&mut *writer).await.unwrap();
                assert_eq!(kept, slow, "seed {seed}");
            }
        }
    }
}
