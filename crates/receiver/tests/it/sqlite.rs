//! What is SQLite's: its file and the steps that only files have been through. These are not run over PostgreSQL.

mod backup;
mod full;
mod log;
mod migrations;
mod sluggish;

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::pin::pin;
use std::process::Command;
use std::time::Duration;

use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;
use sqlx::Executor as _;

use crate::database::{execute, rows};
use crate::evidence::{self, Load};
use crate::process::Process;
use crate::server::{Client, Place, signed};

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
    assert_eq!((again.status.as_u16(), again.receipt()), (200, first.receipt()));
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
    assert_eq!((again.status.as_u16(), again.receipt()), (200, first.receipt()));
}

#[tokio::test]
async fn a_database_from_before_confirmations_goes_on() {
    let place = Place::new();
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let server = place.start().await;
    let receipt = server.post(&record).await.receipt().to_owned();
    server.stop().await;
    // As the version before left it.
    execute(place.database(), "ALTER TABLE records DROP COLUMN confirmation").await;
    execute(place.database(), "DELETE FROM _sqlx_migrations WHERE version = 2").await;
    let server = place.start().await;
    assert_eq!(server.post(&record).await.receipt(), receipt);
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

/// The sizes of files are limited for a process that runs: a full disk that needs no disk and no rights of root. (SQLite
/// meets EFBIG where a disk says ENOSPC; both are a write that fails.)
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_waited_for_and_memory_does_not_grow_meanwhile() {
    let place = Place::new();
    // Without that the signal that comes with the error would end the process.
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap());
    let process = Process::started_by(shell, &place);
    let limit = |size: &str| {
        let pid = process.id().to_string();
        let done =
            Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={size}")]).status().unwrap();
        assert!(done.success());
    };
    let address = process.address;
    let load = Load::start(|| Client::new(address), 8);
    load.reach(50).await;
    limit("100000:unlimited");
    let refused = load.refused();
    load.refuse(refused + 200).await;
    let before = process.memory_kib();
    load.refuse(refused + 1_100).await;
    let after = process.memory_kib();
    assert!(after < before + 8 * 1024, "memory grew from {before} to {after} KiB");
    assert_eq!(process.get("/healthz").await.status, 200, "reading goes on");
    limit("unlimited:unlimited");
    load.reach(load.count() + 50).await;
    let acknowledged = load.stop().await;
    evidence::holds(place.database(), &process.keys().await, &acknowledged).await;
}

/// Its header says so, and SQLite heeds that whoever asks; a disk that is mounted read-only looks the same.
#[tokio::test]
async fn a_database_that_can_only_be_read_is_not_served_from() {
    let place = Place::new();
    place.start().await.stop().await;
    let mut file = fs::OpenOptions::new().write(true).open(place.database().text()).unwrap();
    file.seek(SeekFrom::Start(18)).unwrap();
    // The file format's write version: "if greater than 2, the file must be treated as read-only".
    file.write_all(&[3]).unwrap();
    drop(file);
    let message = place.start_error(place.config()).await;
    let expect = "the database DATABASE can't be written: error returned from database: (code: 8) attempt to write a \
                  readonly database\n  give the user";
    assert!(message.starts_with(expect), "{message}");
}

/// As by another receiver that writes without a break, while SQLite gives up after five seconds.
#[tokio::test]
async fn a_lock_that_others_hold_for_a_while_puts_no_record_off() {
    let place = Place::new();
    let server = place.start().await;
    let mut other = place.database().connect().await;
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    let mut posting = pin!(server.post(&record));
    assert!(tokio::time::timeout(Duration::from_secs(7), &mut posting).await.is_err(), "it waits");
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(posting.await.status, 201);
}

#[tokio::test]
async fn who_asks_in_a_loop_whether_it_is_ready_writes_nothing_more() {
    let place = Place::new();
    let server = place.start().await;
    server.get("/readyz").await;
    let log = place.path("samtycke.db-wal");
    let before = fs::metadata(&log).unwrap().len();
    let began = std::time::Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/readyz").await.status, 200);
    }
    let written = fs::metadata(&log).unwrap().len() - before;
    assert!(written <= (began.elapsed().as_secs() + 1) * 8192, "{written}");
}
