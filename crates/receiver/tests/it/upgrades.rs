//! Databases with rows in them, as every step of the tables left them, opened by this version. What SQLite's first three
//! left is in `sqlite/migrations.rs`: PostgreSQL came with the fourth.

use std::fs;
use std::path::PathBuf;

use samtycke_receiver::acts::Number;
use samtycke_receiver::holds::{NewHold, Subject};
use samtycke_receiver::webhooks::NewWebhook;
use samtycke_receiver::{Config, Packs};
use samtycke_record::registry::Scheme;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

use crate::database::{Kind, rows};
use crate::erasure::office;
use crate::evidence::{self, Acknowledged};
use crate::log::monitor;
use crate::packs;
use crate::passkey::confirmed;
use crate::pending::pending;
use crate::search::{Desk, acceptance, list};
use crate::server::{Place, sign};

const FIRST: i64 = 4;

/// The steps of a kind of database.
async fn steps(place: &Place) -> Migrator {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations");
    Migrator::new(folder.join(place.database().pick("sqlite", "postgres"))).await.unwrap()
}

/// Everything that a database may hold, made by this version; and what was acknowledged.
async fn full() -> (Desk, Acknowledged) {
    let desk = Desk::open().await;
    let office = office(&desk.place).await;
    let url = "https://nobody.invalid/hook".into();
    let webhook = NewWebhook { url, events: None, detail: None, at_a_time: None };
    office.add_webhook(webhook).await.unwrap();
    let case = NewHold { subject: Subject::Email, value: "c@c.example".into(), reason: "case 17".into() };
    office.hold(case).await.unwrap();
    office.close().await;
    let mut acknowledged = Acknowledged::new();
    let key = Es256Key::generate();
    for (name, scheme, number, version, email) in [
        ("Anden ApS", Scheme::DkCvr, "99000007", "2.8", "a@a.example"),
        ("Anden ApS", Scheme::DkCvr, "99000007", "2.9", "a@a.example"),
        ("Björk AB", Scheme::SeOrgnr, "5599000006", "2.9", "b@b.example"),
        ("Caesar AS", Scheme::NoOrgnr, "990000018", "2.8", "c@c.example"),
    ] {
        let mut record = acceptance(name, scheme, number, email);
        record.documents[0].version = version.into();
        record.offer.nonce = desk.server.nonce(&key).await;
        let record = sign(&key, &record);
        let answer = desk.server.post(&record).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        acknowledged.insert(record, answer.receipt().to_owned());
    }
    let mut consent = packs::consent(&packs::published());
    consent.offer.nonce = Nonce::NotCollected;
    let record = sign(&key, &consent);
    acknowledged.insert(record.clone(), desk.server.post(&record).await.receipt().to_owned());
    let own = confirmed(&crate::server::signed(&key, Nonce::NotCollected));
    let receipt = desk.server.post(&own).await.receipt().to_owned();
    acknowledged.insert(own.split('~').next().unwrap().to_owned(), receipt);
    (desk, acknowledged)
}

/// A place with the keys of the other one and its rows, in the tables of that step.
async fn left_by(step: i64, source: &Place) -> Place {
    let place = Place::new();
    for key in ["key.pem", "samtycke-log.pem"] {
        fs::copy(source.path(key), place.path(key)).unwrap();
    }
    if let Kind::File = place.database().kind() {
        fs::write(place.database().text(), "").unwrap();
    }
    let mut steps = steps(&place).await.migrations.into_owned();
    steps.retain(|migration| migration.version <= step);
    let mut target = place.database().connect().await;
    Migrator::with_migrations(steps).run(&mut target).await.unwrap();
    match place.database().kind() {
        Kind::File => copy_file(&mut target, source).await,
        Kind::Server { .. } => copy_server(&mut target, source).await,
    }
    target.close().await.unwrap();
    place
}

const FILE_TABLES: &str = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' \
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

async fn copy_file(target: &mut AnyConnection, source: &Place) {
    let attach = format!("ATTACH DATABASE '{}' AS source", source.database().text());
    run(target, attach).await;
    let tables: Vec<(String,)> = sqlx::query_as(FILE_TABLES).fetch_all(&mut *target).await.unwrap();
    for (table,) in tables {
        let columns = format!("SELECT name FROM pragma_table_info('{table}', 'main')");
        let columns: Vec<(String,)> =
            sqlx::query_as(AssertSqlSafe(columns)).fetch_all(&mut *target).await.unwrap();
        let columns = columns.into_iter().map(|(name,)| name).collect::<Vec<_>>().join(", ");
        empty(target, &table).await;
        run(target, format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}"))
            .await;
    }
}

const SERVER_TABLES: &str = "SELECT table_name::text FROM information_schema.tables \
                             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";

async fn copy_server(target: &mut AnyConnection, source: &Place) {
    let mut from = source.database().connect().await;
    let tables: Vec<(String,)> = sqlx::query_as(SERVER_TABLES).fetch_all(&mut *target).await.unwrap();
    for (table,) in tables {
        empty(target, &table).await;
        let all = format!("SELECT row_to_json({table})::text FROM {table}");
        let all: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(all)).fetch_all(&mut from).await.unwrap();
        // What the table has no column for is left out.
        let insert =
            format!("INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, $1::json)");
        for (row,) in all {
            sqlx::query(AssertSqlSafe(insert.clone())).bind(row).execute(&mut *target).await.unwrap();
        }
    }
}

/// Of what the steps put there themselves. Acts are never deleted, so nobody tries.
async fn empty(target: &mut AnyConnection, table: &str) {
    if table != "acts" {
        run(target, format!("DELETE FROM {table}")).await;
    }
}

async fn run(target: &mut AnyConnection, sql: String) {
    sqlx::query(AssertSqlSafe(sql)).execute(target).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_with_rows_goes_on_from_every_step_of_its_tables() {
    let (desk, acknowledged) = full().await;
    let Desk { server: source_server, place: source, .. } = desk;
    source_server.stop().await;
    let newest = steps(&source).await.iter().map(|migration| migration.version).max().unwrap();
    assert!(newest > 11);
    for step in FIRST..newest {
        let place = left_by(step, &source).await;
        let before: Vec<(i64, String)> =
            rows(place.database(), "SELECT number, receipt FROM records ORDER BY number").await;
        assert_eq!(before.len(), acknowledged.len(), "{step}");
        let server = place.start_with(Config { packs: Packs::None, ..place.config() }).await;
        let desk = Desk::of(place, server, &format!("officer {step}")).await;
        goes_on(&desk, &acknowledged, step).await;
        let after: Vec<(i64, String)> =
            rows(desk.place.database(), "SELECT number, receipt FROM records ORDER BY number").await;
        assert!(after.starts_with(&before), "{step}");
    }
}

async fn goes_on(desk: &Desk, acknowledged: &Acknowledged, step: i64) {
    let count = acknowledged.len() as u64;
    evidence::holds(desk.place.database(), &desk.server.keys().await, acknowledged).await;
    for (record, receipt) in acknowledged {
        let again = desk.server.post(record).await;
        assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.as_str()), "{step}");
    }
    assert_eq!(monitor(&desk.place, &desk.server).await, Ok(count), "{step}");
    let found = desk.json("/api/records").await;
    assert_eq!(list(&found, "records").len() as u64, count, "{step}");
    let mut standing = pending(desk, "document=dpa&version=99").await;
    standing.sort();
    assert_eq!(standing, ["Anden 2.9", "Björk 2.9", "Caesar 2.8", "Fjordcaféen 2.1"], "{step}");
    let office = office(&desk.place).await;
    assert_eq!(office.webhooks().await.unwrap().len(), usize::from(step >= 8), "{step}");
    let held = office.holds().await.unwrap();
    assert_eq!(held.len(), usize::from(step >= 9), "{step}");
    office.verify_acts().await.unwrap();
    assert!(!office.acts(Number(0), 500).await.unwrap().is_empty(), "{step}");
    // What stands in front of everybody is erased, and what was before it stands there again.
    let newest: Vec<(String,)> = rows(
        desk.place.database(),
        "SELECT record_id FROM records r JOIN entries e ON e.number = r.number WHERE company = 'Anden ApS' \
         ORDER BY e.number DESC LIMIT 1",
    )
    .await;
    office.erase(&Uuid::parse(&newest[0].0).unwrap(), "asked for").await.unwrap();
    office.close().await;
    assert!(pending(desk, "document=dpa&version=99").await.contains(&"Anden 2.8".to_owned()), "{step}");
}
