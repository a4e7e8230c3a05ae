//! The transparency log in a file that somebody else wrote to.

use std::fs;

use crate::database::{execute, rows};
use crate::log::{monitor, post_at_once, records, start, stop};
use crate::server::Place;
use crate::sqlite::migrations::left_by;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_changed_behind_its_back_is_found() {
    let place = Place::new();
    let server = start(&place).await;
    post_at_once(&server, records(300)).await;
    stop(server).await;
    let good = fs::read(place.database().text()).unwrap();
    // What no start reads, a monitor does.
    for (name, sql, found) in [
        ("a leaf", "UPDATE log_tiles SET hashes = zeroblob(8192) WHERE level = 0 AND place = 0", "0/000"),
        (
            "a record's digest",
            "UPDATE records SET digest = 'sha256:' || printf('%064d', 0) WHERE number = 10",
            "0/000",
        ),
        (
            "a receipt",
            "UPDATE records SET receipt = (SELECT receipt FROM records WHERE number = 1) WHERE number = 2",
            "0/000",
        ),
    ] {
        fs::write(place.database().text(), &good).unwrap();
        execute(place.database(), sql).await;
        let server = place.start().await;
        assert_eq!(monitor(&place, &server).await, Err(found.into()), "{name}");
        server.stop().await;
    }
    let changed = "the transparency log in DATABASE was changed: ";
    let size = "UPDATE log SET checkpoint = replace(checkpoint, char(10) || '300' || char(10), char(10) || '299' || char(10))";
    for (name, sql, expect) in [
        ("the edge", "UPDATE log_tiles SET hashes = zeroblob(32) WHERE level = 1", "its tiles are not those"),
        ("a tile is gone", "DELETE FROM log_tiles WHERE level = 1", "the tile 1/000 is missing"),
        (
            "no tile",
            "UPDATE log_tiles SET hashes = zeroblob(31) WHERE level = 1",
            "error occurred while decoding",
        ),
        ("the checkpoint", size, "the newest checkpoint doesn't hold: the log's signature does not fit"),
        (
            "no checkpoint",
            "UPDATE log SET checkpoint = ''",
            "the newest checkpoint doesn't hold: it is not a signed note",
        ),
        ("the size", "UPDATE log SET size = 299", "its tiles are not those"),
    ] {
        fs::write(place.database().text(), &good).unwrap();
        execute(place.database(), sql).await;
        let message = place.start_error(place.config()).await;
        assert!(message.starts_with(&format!("{changed}{expect}")), "{name}: {message}");
        assert_eq!(message.lines().count(), 2, "{message}");
        // Whoever has a file open last takes these away.
        assert!(!place.path("samtycke.db-wal").exists() && !place.path("samtycke.db-shm").exists(), "{name}");
    }
    fs::write(place.database().text(), &good).unwrap();
    execute(place.database(), "DELETE FROM records WHERE number > 290").await;
    execute(place.database(), "UPDATE head SET records = 290").await;
    let message = place.start_error(place.config()).await;
    assert!(message.contains("has 300 entries, and only 290 records are there"), "{message}");
}

#[tokio::test]
async fn records_from_before_there_was_a_log_are_appended() {
    let place = left_by(3, include_str!("../../fixtures/database-3.sql")).await;
    for sql in [
        "INSERT INTO records (record_id, digest, key, schema, pack, received_at, record, receipt)
         WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 300)
         SELECT record_id || n, digest, key, schema, pack, received_at, record, receipt FROM records, more
         WHERE number = 1",
        // Somebody deleted a record by hand, once.
        "DELETE FROM records WHERE number IN (2, 8, 200)",
    ] {
        execute(place.database(), sql).await;
    }
    let server = start(&place).await;
    assert_eq!(monitor(&place, &server).await, Ok(300));
    let numbers: Vec<(i64, i64)> =
        rows(place.database(), "SELECT max(number), (SELECT records FROM head) FROM records").await;
    assert_eq!(numbers, [(300, 300)]);
    post_at_once(&server, records(3)).await;
    assert_eq!(monitor(&place, &server).await, Ok(303));
}
