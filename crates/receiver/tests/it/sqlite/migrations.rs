//! Databases that earlier versions left, opened by this one. `tests/fixtures/database-N.sql` is what tables of version N
//! were, with records that a receiver took by `receiver.pem` from a person whose key is `client.pem`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{self, Outcome, Policy};
use samtycke_record::{Digest, IssuedNonce, Nonce, Timestamp, Uuid};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use crate::database::{execute, rows};
use crate::packs;
use crate::server::{Place, sign};

type Stored = (i64, String, Option<String>, String, Option<String>);

const RECORDS: &str = "SELECT number, record, confirmation, receipt, nonce FROM records ORDER BY number";

/// A place with that database and the key that signed its receipts.
pub(super) async fn left_by(version: u32, sql: &'static str) -> Place {
    let place = Place::new();
    fs::write(place.path("key.pem"), include_str!("../../fixtures/receiver.pem")).unwrap();
    fs::set_permissions(place.path("key.pem"), fs::Permissions::from_mode(0o600)).unwrap();
    let options = SqliteConnectOptions::new().filename(place.database().text()).create_if_missing(true);
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    drop(connection);
    let tables: Vec<(i64,)> = rows(place.database(), "SELECT max(version) FROM _sqlx_migrations").await;
    assert_eq!(tables, [(i64::from(version),)]);
    place
}

#[tokio::test]
async fn a_database_of_every_released_version_goes_on_with_its_records_receipts_and_nonces() {
    let versions = [
        (1, 2, include_str!("../../fixtures/database-1.sql")),
        (2, 3, include_str!("../../fixtures/database-2.sql")),
        (3, 3, include_str!("../../fixtures/database-3.sql")),
    ];
    let client = Es256Key::from_pem(include_str!("../../fixtures/client.pem")).unwrap();
    for (version, count, sql) in versions {
        let place = left_by(version, sql).await;
        let before: Vec<(i64, String, String)> =
            rows(place.database(), "SELECT number, record, receipt FROM records ORDER BY number").await;
        assert_eq!(before.len(), count);
        let server = place.start().await;
        let after: Vec<Stored> = rows(place.database(), RECORDS).await;
        let same =
            after.iter().map(|(number, record, _, receipt, _)| (*number, record.clone(), receipt.clone()));
        assert!(same.eq(before.iter().cloned()), "{version}");

        let keys = server.keys().await;
        for (_, record, confirmation, receipt, _) in &after {
            let verified = verify::verify_record(record.as_bytes(), Policy::default());
            assert_eq!(verified.failure(), None);
            let (checks, _) = verify::verify_receipt(receipt.as_bytes(), &verified, Some(&keys));
            assert!(checks.iter().all(|check| check.outcome != Outcome::Fail), "{version}: {checks:?}");
            let whole = confirmation.as_ref().map_or(record.clone(), |more| format!("{record}~{more}"));
            let again = server.post(&whole).await;
            assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.as_str()), "{version}");
        }
        assert_eq!(after.iter().filter(|(_, _, confirmation, ..)| confirmation.is_some()).count(), count - 2);

        // What was used up stays used up, and the next record has the next number.
        let used = after[0].4.clone().unwrap();
        let end = Timestamp::parse(&expiry(&before[0].1)).unwrap();
        let mut record = packs::acceptance(&packs::published());
        record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
        record.offer.nonce = Nonce::Issued(IssuedNonce { value: used, expires_at: end });
        let answer = server.post(&sign(&client, &record)).await;
        assert_eq!(answer.problem(), ProblemKind::NonceReused, "{version}: {answer:?}");
        record.offer.nonce = Nonce::NotCollected;
        assert_eq!(server.post(&sign(&client, &record)).await.status, 201);
        let numbers: Vec<(i64,)> = rows(place.database(), "SELECT number FROM records ORDER BY number").await;
        assert!(numbers.into_iter().map(|(number,)| number).eq(1..=i64::try_from(count).unwrap() + 1));
        server.stop().await;
        place.start().await.stop().await;
    }
}

#[tokio::test]
async fn indexes_as_the_tenth_step_left_them_are_made_anew() {
    let place = Place::new();
    let server = place.start().await;
    let record = sign(&Es256Key::generate(), &packs::acceptance(&packs::published()));
    assert_eq!(server.post(&record).await.status, 201);
    server.stop().await;
    for sql in [
        "DROP INDEX records_by_digest",
        "CREATE INDEX records_by_digest ON records (digest)",
        "DROP INDEX entries_by_email",
        "CREATE INDEX entries_by_email ON entries (email, received_at, number) WHERE email IS NOT NULL",
        "DROP INDEX entries_by_customer",
        "CREATE INDEX entries_by_customer ON entries (customer, received_at, number) WHERE customer IS NOT NULL",
        "DROP INDEX entry_documents_by_document",
        "DELETE FROM _sqlx_migrations WHERE version = 11",
    ] {
        execute(place.database(), sql).await;
    }
    let server = place.start().await;
    let indexes: Vec<(String,)> = rows(
        place.database(),
        "SELECT name FROM sqlite_master WHERE type = 'index' AND (sql LIKE '%number / 65536%' \
         OR name = 'entry_documents_by_document') ORDER BY name",
    )
    .await;
    let names: Vec<_> = indexes.iter().map(|(name,)| name.as_str()).collect();
    assert_eq!(names, ["entries_by_email", "entry_documents_by_document", "records_by_digest"]);
    let payload = samtycke_record::jws::Compact::parse(&record).unwrap().payload;
    let proof = server.get(&format!("/log/proof/{}", Digest::of(&payload).hex())).await;
    assert_eq!(proof.status, 200, "{proof:?}");
}

/// When the nonce that a record used up ends, as it says itself.
fn expiry(record: &str) -> String {
    let verified = verify::verify_record(record.as_bytes(), Policy::default());
    match &verified.record.unwrap().offer().nonce {
        Nonce::Issued(issued) => issued.expires_at.as_str().to_owned(),
        Nonce::NotCollected => panic!("it has none"),
    }
}
