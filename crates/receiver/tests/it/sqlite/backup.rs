//! Back-ups: taken while records come, put back, and what is wrong with them.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use samtycke_receiver::Database;
use samtycke_receiver::backup::{self, Known, LogSignature};
use samtycke_record::Nonce;
use samtycke_record::jws;
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
    let contents = backup::take(&place.database().get(), &copy, &Known::default()).await.unwrap();
    let grown = server.stored().await.0;
    while server.stored().await.0 < grown + 20 {
        tokio::task::yield_now().await;
    }
    end.store(true, Ordering::Relaxed);
    let acknowledged: Vec<_> = senders.join_all().await.into_iter().flatten().collect();
    assert!((before..=grown).contains(&contents.records), "{before} {contents:?} {grown}");
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);

    let back = Database::File(place.path("back.db"));
    assert_eq!(backup::restore(&copy, &back, &Known::default()).await.unwrap(), contents);
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
    backup::take(&database, &copy, &Known::default()).await.unwrap();
    let nowhere = Database::File(place.path("nowhere.db"));
    let root = place.path("").display().to_string();
    let told = |found: Result<backup::Contents, samtycke_receiver::StartError>| {
        found.unwrap_err().to_string().replace(&root, "PLACE/")
    };
    for (found, expect) in [
        (
            backup::take(&database, &copy, &Known::default()).await,
            "PLACE/copy.db is there already\n  name another file",
        ),
        (
            backup::take(&nowhere, &place.path("x.db"), &Known::default()).await,
            "there is no database PLACE/nowhere.db\n",
        ),
        (
            backup::take(&database, &place.path("no/x.db"), &Known::default()).await,
            "the database PLACE/samtycke.db can't be copied to PLACE/no/x.db: No such file",
        ),
        (
            backup::restore(&copy, &database, &Known::default()).await,
            "PLACE/samtycke.db is there already\n  stop the receiver and",
        ),
        (
            backup::restore(&place.path("x.db"), &nowhere, &Known::default()).await,
            "the back-up PLACE/x.db: it isn't there\n",
        ),
        (
            backup::restore(&place.path("key.pem"), &nowhere, &Known::default()).await,
            "the back-up PLACE/key.pem: error returned from database: (code: 26) file is not a database\n",
        ),
        (
            backup::take(&Database::parse("postgres://anna:s3cret@db.example/x"), &copy, &Known::default())
                .await,
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
        told(backup::restore(&copy, &nowhere, &Known::default()).await)
            .starts_with("PLACE/nowhere.db-wal is there already")
    );
    std::fs::remove_file(place.path("nowhere.db-wal")).unwrap();

    let mut connection = connect(&copy.display().to_string()).await;
    sqlx::query("DELETE FROM records WHERE number = 2").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let message = told(backup::restore(&copy, &nowhere, &Known::default()).await);
    assert!(
        message.starts_with("the back-up PLACE/copy.db: it has 2 records, and the last has the number 3\n"),
        "{message}"
    );
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes[8192..].fill(0x55);
    std::fs::write(&copy, bytes).unwrap();
    let message = told(backup::restore(&copy, &nowhere, &Known::default()).await);
    assert!(message.contains("damaged") || message.contains("malformed"), "{message}");
    assert!(!place.path("nowhere.db").exists() && !place.path("nowhere.db.new").exists());
}

/// A copy that is sound and counts right, and isn't what was stored.
#[tokio::test]
async fn a_copy_that_was_changed_or_cut_off_is_told_by_its_log() {
    let place = Place::new();
    let server = place.start().await;
    let (key, mut notes) = (Es256Key::generate(), Vec::new());
    // More than one tile.
    for number in 0..260 {
        if [0, 1, 255, 256, 257].contains(&number) {
            notes.push(server.get("/log/checkpoint").await.body);
        }
        assert_eq!(server.post(&record(&key)).await.status, 201);
    }
    let published = server.keys().await.keys;
    let [log_key] = &published[1..] else { panic!("{published:?}") };
    let public: [u8; 32] = jws::decode(&log_key.x).unwrap().try_into().unwrap();
    server.stop().await;
    let database = place.database().get();
    let nowhere = Database::File(place.path("nowhere.db"));
    let known = |earlier: Option<&String>| Known { keys: Some(vec![public]), earlier: earlier.cloned() };
    for (index, note) in notes.iter().enumerate() {
        let copy = place.path(&format!("good-{index}.db"));
        let contents = backup::take(&database, &copy, &known(Some(note))).await.unwrap();
        let log = contents.log.unwrap();
        assert_eq!((log.size, log.signature), (260, LogSignature::Holds), "{note}");
        assert_eq!(log.continues.map(|size| size.to_string()).as_deref(), note.lines().nth(1));
    }
    let good = std::fs::read(place.path("good-0.db")).unwrap();
    const RENUMBER: &str = "UPDATE head SET records = 258";
    let cut = ["DELETE FROM records WHERE number > 258", RENUMBER];
    let other_receipt =
        "UPDATE records SET receipt = (SELECT receipt FROM records WHERE number = 4) WHERE number = 9";
    let other_record =
        "UPDATE records SET record = (SELECT record FROM records WHERE number = 4) WHERE number = 9";
    for (changes, earlier, expect) in [
        (&cut[..], None, "its log has 260 entries, and record 259 is missing"),
        (
            &["UPDATE records SET digest = 'sha256:' || substr(digest, 9) || '0' WHERE number = 9"],
            None,
            "record 9 is not the one that was stored: it was changed",
        ),
        (&[other_record], None, "record 9 is not the one that was stored: it was changed"),
        (&[other_receipt], None, "its records are not those of its log, in or below the tile 0/000"),
        (&["UPDATE records SET record = 'x' WHERE number = 260"], None, "record 260 is not the one"),
        (&["DELETE FROM log_tiles WHERE level = 1"], None, "its records are not those of its log"),
        (&["UPDATE log SET checkpoint = 'hello'"], None, "its newest checkpoint doesn't hold: "),
        (&["DELETE FROM log"], notes.last(), "it has no log, and the earlier checkpoint is of one"),
        (&[], Some(&notes[0].replace("/log", "/elsewhere")), "the earlier checkpoint is not signed by"),
    ] {
        let copy = place.path("bad.db");
        std::fs::write(&copy, &good).unwrap();
        let mut connection = connect(&copy.display().to_string()).await;
        for change in changes {
            sqlx::query(sqlx::AssertSqlSafe(*change)).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
        let message = backup::restore(&copy, &nowhere, &known(earlier)).await.unwrap_err().to_string();
        assert!(message.contains(expect), "{changes:?}: {message}");
        assert!(!place.path("nowhere.db").exists());
        if !changes.is_empty() && earlier.is_none() {
            let again = backup::take(&Database::File(copy), &place.path("again.db"), &known(None)).await;
            let message = again.unwrap_err().to_string();
            assert!(message.contains("is not what its log says: ") && message.contains(expect), "{message}");
            assert!(!place.path("again.db").exists());
        }
    }
}

/// Cut off, with the checkpoint of then put back: alone it can't be told from an older copy; beside a later checkpoint it can.
#[tokio::test]
async fn a_copy_that_forgot_its_end_is_told_by_a_later_checkpoint() {
    let place = Place::new();
    let server = place.start().await;
    let key = Es256Key::generate();
    server.post(&record(&key)).await;
    let old = place.path("old.db");
    backup::take(&place.database().get(), &old, &Known::default()).await.unwrap();
    server.post(&record(&key)).await;
    let later = Known { earlier: Some(server.get("/log/checkpoint").await.body), ..Known::default() };
    server.stop().await;
    let nowhere = Database::File(place.path("nowhere.db"));
    let message = backup::restore(&old, &nowhere, &later).await.unwrap_err().to_string();
    assert!(
        message.contains("its log has 1 entries, and had 2 by the earlier checkpoint: its end is missing")
    );
    backup::restore(&old, &nowhere, &Known::default()).await.unwrap();
    // It goes on with another past: the checkpoint of the other one shows it.
    let mut config = place.config();
    config.database = nowhere.clone();
    let server = place.start_with(config).await;
    server.post(&record(&key)).await;
    server.stop().await;
    let message = backup::take(&nowhere, &place.path("new.db"), &later).await.unwrap_err().to_string();
    assert!(
        message.contains("its first 2 records are not those that the earlier checkpoint signed"),
        "{message}"
    );
}
