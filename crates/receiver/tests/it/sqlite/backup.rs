//! Back-ups: taken while records come, put back, and what is wrong with them.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use samtycke_receiver::{Database, backup};
use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{self, Outcome, Policy};
use sqlx::Connection as _;
use tokio::task::JoinSet;

use crate::database::connect;
use crate::server::{Place, Server, signed_anew};

fn record(key: &Es256Key) -> String {
    signed_anew(key, Nonce::NotCollected)
}

/// What is in a file beside the test's database.
async fn rows<R>(file: &Path, sql: &'static str) -> Vec<R>
where
    R: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin,
{
    let mut connection = connect(&file.display().to_string()).await;
    sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap()
}

/// Sends records until it is told to end, and gives those that were acknowledged.
async fn send(server: Arc<Server>, end: Arc<AtomicBool>) -> Vec<(String, String)> {
    let key = Es256Key::generate();
    let mut acknowledged = Vec::new();
    while !end.load(Ordering::Relaxed) {
        let record = record(&key);
        let answer = server.post(&record).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        acknowledged.push((record, answer.receipt().to_owned()));
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_under_load_is_whole_and_a_receiver_starts_on_it() {
    let place = Place::new();
    let server = Arc::new(place.start().await);
    let end = Arc::new(AtomicBool::new(false));
    let mut senders = JoinSet::new();
    for _ in 0..8 {
        senders.spawn(send(Arc::clone(&server), Arc::clone(&end)));
    }
    while server.stored().await.0 < 40 {
        tokio::task::yield_now().await;
    }
    let before = server.stored().await.0;
    let copy = place.path("copy.db");
    let contents = backup::take(&place.database().get(), &copy).await.unwrap();
    let grown = server.stored().await.0;
    while server.stored().await.0 < grown + 20 {
        tokio::task::yield_now().await;
    }
    end.store(true, Ordering::Relaxed);
    let acknowledged: Vec<_> = senders.join_all().await.into_iter().flatten().collect();
    assert!((before..=grown).contains(&contents.records), "{before} {contents:?} {grown}");
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);

    let back = Database::File(place.path("back.db"));
    assert_eq!(backup::restore(&copy, &back).await.unwrap(), contents);
    let numbers: Vec<(i64,)> =
        rows(&place.path("back.db"), "SELECT number FROM records ORDER BY number").await;
    assert!(numbers.iter().map(|(number,)| *number).eq(1..=contents.records));
    let mut config = place.config();
    config.database = back;
    let again = place.start_with(config).await;
    let keys = again.keys().await;
    let stored: Vec<(String, String)> =
        rows(&place.path("back.db"), "SELECT record, receipt FROM records").await;
    for pair @ (record, receipt) in &stored {
        assert!(acknowledged.contains(pair));
        let verified = verify::verify_record(record.as_bytes(), Policy::default());
        assert_eq!(verified.failure(), None);
        let (checks, _) = verify::verify_receipt(receipt.as_bytes(), &verified, Some(&keys));
        assert!(checks.iter().all(|check| check.outcome != Outcome::Fail), "{checks:?}");
        let answer = again.post(record).await;
        assert_eq!((answer.status.as_u16(), answer.receipt()), (200, receipt.as_str()));
    }
    // What came after the back-up was taken is stored when it is sent again.
    let lost = acknowledged.iter().find(|pair| !stored.contains(pair)).unwrap();
    assert_eq!(again.post(&lost.0).await.status, 201);
}

#[tokio::test]
async fn what_is_wrong_with_a_backup_is_said_and_nothing_is_written_over() {
    let place = Place::new();
    let server = place.start().await;
    for _ in 0..3 {
        server.post(&record(&Es256Key::generate())).await;
    }
    server.stop().await;
    let database = place.database().get();
    let copy = place.path("copy.db");
    backup::take(&database, &copy).await.unwrap();
    let nowhere = Database::File(place.path("nowhere.db"));
    let root = place.path("").display().to_string();
    let told = |found: Result<backup::Contents, samtycke_receiver::StartError>| {
        found.unwrap_err().to_string().replace(&root, "PLACE/")
    };
    for (found, expect) in [
        (backup::take(&database, &copy).await, "PLACE/copy.db is there already\n  name another file"),
        (backup::take(&nowhere, &place.path("x.db")).await, "there is no database PLACE/nowhere.db\n"),
        (
            backup::take(&database, &place.path("no/x.db")).await,
            "the database PLACE/samtycke.db can't be copied to PLACE/no/x.db: No such file",
        ),
        (
            backup::restore(&copy, &database).await,
            "PLACE/samtycke.db is there already\n  stop the receiver and",
        ),
        (backup::restore(&place.path("x.db"), &nowhere).await, "the back-up PLACE/x.db: it isn't there\n"),
        (
            backup::restore(&place.path("key.pem"), &nowhere).await,
            "the back-up PLACE/key.pem: error returned from database: (code: 26) file is not a database\n",
        ),
        (
            backup::take(&Database::parse("postgres://anna:s3cret@db.example/x"), &copy).await,
            "postgres://anna:…@db.example/x is a PostgreSQL database",
        ),
    ] {
        let message = told(found);
        assert!(message.starts_with(expect), "{message}");
        assert_eq!(message.lines().count(), 2, "{message}");
    }
    // A log beside it belongs to another database.
    std::fs::write(place.path("nowhere.db-wal"), "").unwrap();
    assert!(
        told(backup::restore(&copy, &nowhere).await).starts_with("PLACE/nowhere.db-wal is there already")
    );
    std::fs::remove_file(place.path("nowhere.db-wal")).unwrap();

    let mut connection = connect(&copy.display().to_string()).await;
    sqlx::query("DELETE FROM records WHERE number = 2").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let message = told(backup::restore(&copy, &nowhere).await);
    assert!(
        message.starts_with("the back-up PLACE/copy.db: it has 2 records, and the last has the number 3\n"),
        "{message}"
    );
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes[8192..].fill(0x55);
    std::fs::write(&copy, bytes).unwrap();
    let message = told(backup::restore(&copy, &nowhere).await);
    assert!(message.contains("damaged") || message.contains("malformed"), "{message}");
    assert!(!place.path("nowhere.db").exists() && !place.path("nowhere.db.new").exists());
}
