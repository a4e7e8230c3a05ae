//! What is SQLite's: its file and the steps that only files have been through. These are not run over PostgreSQL.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;

use crate::database::{execute, rows};
use crate::server::{Place, signed};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The database file alone: what the log held is in it after a clean stop.
#[tokio::test]
async fn after_a_clean_stop_a_copy_of_the_one_file_is_a_backup() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let first = server.post(&record).await;
    server.stop().await;
    fs::copy(place.database().text(), place.path("copy.db")).unwrap();
    let mut config = place.config();
    config.database = place.path("copy.db").into();
    let again = place.start_with(config).await.post(&record).await;
    assert_eq!((again.status.as_u16(), again.body), (200, first.body));
}

/// Killed, not stopped: the files as they are at the moment of the answer hold the record.
#[tokio::test]
async fn a_record_is_on_disk_when_it_is_acknowledged() {
    let place = Place::new();
    let server = place.start().await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let first = server.post(&record).await;
    for end in ["", "-wal"] {
        let from = format!("{}{end}", place.database().text());
        fs::copy(from, place.path(&format!("copy.db{end}"))).unwrap();
    }
    let mut config = place.config();
    config.database = place.path("copy.db").into();
    let again = place.start_with(config).await.post(&record).await;
    assert_eq!((again.status.as_u16(), again.body), (200, first.body));
}

#[tokio::test]
async fn a_database_from_before_confirmations_goes_on() {
    let place = Place::new();
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let server = place.start().await;
    let receipt = server.post(&record).await.body;
    server.stop().await;
    // As the version before left it.
    execute(place.database(), "ALTER TABLE records DROP COLUMN confirmation").await;
    execute(place.database(), "DELETE FROM _sqlx_migrations WHERE version = 2").await;
    let server = place.start().await;
    assert_eq!(server.post(&record).await.body, receipt);
    let stored: Vec<(String, Option<String>, String)> =
        rows(place.database(), "SELECT record, confirmation, receipt FROM records").await;
    assert_eq!(stored, [(record, None, receipt)]);
}

#[tokio::test]
async fn asking_for_nonces_stores_nothing() {
    let place = Place::new();
    let server = place.start().await;
    let written = || {
        let length = |name| fs::metadata(place.path(name)).unwrap().len();
        (length("samtycke.db"), length("samtycke.db-wal"))
    };
    let before = written();
    for _ in 0..100 {
        server.nonce(&Es256Key::generate()).await;
    }
    assert_eq!(written(), before);
}

#[tokio::test]
async fn the_first_start_makes_a_key_and_a_database_for_the_owner_alone() {
    let place = Place::new();
    let server = place.start().await;
    let key = place.path("key.pem");
    assert_eq!(mode(&key), 0o600);
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", place.database().text());
        assert_eq!(mode(Path::new(&path)), 0o600, "{path}");
    }
    let first = fs::read(&key).unwrap();
    server.stop().await;
    place.start().await.stop().await;
    assert_eq!(fs::read(&key).unwrap(), first, "the second start uses it");
}
