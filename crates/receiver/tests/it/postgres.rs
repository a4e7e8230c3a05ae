//! What is PostgreSQL's: connections that break, servers that go away, and what a server must be like. Only where there
//! is a server: `cargo xtask test --only postgres`.

mod cluster;

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;

use samtycke_receiver::{Config, Database};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::database::{self, TestDatabase, the_server};
use crate::evidence::{self, Load, assert_unavailable};
use crate::faults::{all_are_taken, post_all, records};
use crate::process::Process;
use crate::server::{Client, Place};

/// Ends every connection to the database but the one that asks.
const CUT: &str = "SELECT pg_terminate_backend(pid) IS NOT NULL FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL server"]
async fn connections_that_are_cut_in_mid_transaction_lose_nothing_that_was_acknowledged() {
    let place = Place::new();
    let mut config = place.config();
    config.rate = None;
    let server = place.start_with(config).await;
    let address = server.address;
    let load = Load::start(|| Client::new(address), 8);
    let mut other = place.database().connect().await;
    for round in 1..=20 {
        load.reach(round * 10).await;
        other.execute(CUT).await.unwrap();
    }
    load.reach(load.count() + 10).await;
    let acknowledged = load.stop().await;
    let keys = server.keys().await;
    server.stop().await;
    evidence::holds(place.database(), &keys, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL server"]
async fn a_server_that_takes_no_connections_or_only_reads_is_waited_for() {
    for (fault, mended) in [
        ("ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true"),
        ("SET default_transaction_read_only = on", "RESET default_transaction_read_only"),
    ] {
        let place = Place::new();
        let server = Arc::new(place.start().await);
        let mut admin = database::connect(&the_server()).await;
        let name = place.database().text().rsplit_once('/').unwrap().1;
        let alter = |what| AssertSqlSafe(format!("ALTER DATABASE {name} {what}"));
        let cut = || AssertSqlSafe(CUT.replace("current_database()", &format!("'{name}'")));
        admin.execute(alter(fault)).await.unwrap();
        admin.execute(cut()).await.unwrap();
        let records = records(20);
        post_all(&server, &records).await.iter().for_each(assert_unavailable);
        admin.execute(alter(mended)).await.unwrap();
        admin.execute(cut()).await.unwrap();
        // The first may still find a connection that was cut just now.
        while server.get("/readyz").await.status != 200 {}
        all_are_taken(&place, &server, &records).await;
        admin.close().await.unwrap();
    }
}

/// Between the receiver and the server; as bad as a network can be.
struct Network {
    address: SocketAddr,
    state: watch::Sender<Weather>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weather {
    Fair,
    /// Connections end, and no new ones are taken.
    Down,
    /// Nothing ends, and nothing comes through.
    Silent,
}

impl Network {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (state, weather) = watch::channel(Weather::Fair);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, server.clone(), weather.clone()));
            }
        });
        Self { address, state }
    }
}

async fn pass(mut client: TcpStream, server: String, mut weather: watch::Receiver<Weather>) {
    if *weather.borrow() == Weather::Down {
        return;
    }
    let Ok(mut server) = TcpStream::connect(&server).await else { return };
    let changed = async {
        let _ = weather.wait_for(|weather| *weather != Weather::Fair).await;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        () = changed => {}
    }
    // What was open in the silence stays so to its end: also when the weather is fair again.
    if *weather.borrow() == Weather::Silent {
        std::future::pending::<()>().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL server"]
async fn a_network_that_breaks_or_falls_silent_is_waited_for() {
    for fault in [Weather::Down, Weather::Silent] {
        let place = Place::new();
        let (before, after) = place.database().text().rsplit_once('@').unwrap();
        let (host, name) = after.split_once('/').unwrap();
        let network = Network::to(host.into()).await;
        let mut config = place.config();
        config.database = Database::parse(&format!("{before}@{}/{name}", network.address));
        let server = Arc::new(place.start_with(config).await);
        let records = records(20);
        network.state.send(fault).unwrap();
        post_all(&server, &records).await.iter().for_each(assert_unavailable);
        network.state.send(Weather::Fair).unwrap();
        while server.get("/readyz").await.status != 200 {}
        while server.post(&records[0]).await.status == 503 {}
        let answers = post_all(&server, &records).await;
        assert!(answers.iter().all(|answer| answer.status.is_success()), "{answers:?}");
    }
}

/// Stopped, not killed: its connections stay open, and it may hold the lock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL server"]
async fn a_receiver_that_stands_still_does_not_hold_up_the_other_for_ever() {
    let place = Place::new();
    let (still, other) = (Process::start(&place), Process::start(&place));
    let signal = |name| {
        let kill = format!("kill -s {name} {}", still.id());
        let done = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(done.success());
    };
    let addresses = [still.address, other.address];
    let [one, two] = addresses.map(|address| Load::start(move || Client::new(address), 4));
    let mut admin = place.database().connect().await;
    let mut tries = 0..200;
    loop {
        assert!(tries.next().is_some(), "it never held the lock when it was stopped");
        one.reach(one.count() + 5).await;
        signal("STOP");
        if is_held(&mut admin, &two).await {
            break;
        }
        signal("CONT");
    }
    two.reach(two.count() + 20).await;
    signal("CONT");
    one.reach(one.count() + 20).await;
    let acknowledged = one.stop().await.into_iter().chain(two.stop().await).collect();
    evidence::holds(place.database(), &other.keys().await, &acknowledged).await;
}

/// Does a session keep a transaction open and do nothing? No, when the others go on.
async fn is_held(admin: &mut AnyConnection, others: &Load) -> bool {
    const IDLE: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                        AND state = 'idle in transaction' AND clock_timestamp() - state_change > '500 ms'";
    let before = others.count();
    while others.count() < before + 10 {
        let idle: i64 = sqlx::query_scalar(IDLE).fetch_one(&mut *admin).await.unwrap();
        if idle > 0 {
            return true;
        }
    }
    false
}

#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn what_is_wrong_with_a_server_is_said_with_its_remedy() {
    let place = Place::new();
    let server = the_server();
    let (address, _) = server.rsplit_once('/').unwrap();
    let at = address.split_once('@').unwrap().1;
    let own = place.database().text();
    let (_, name) = own.rsplit_once('/').unwrap();
    let role = format!("role_{name}");
    let mut admin = database::connect(own).await;
    for sql in [
        format!("CREATE ROLE {role} LOGIN PASSWORD 'right'"),
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC".into(),
    ] {
        admin.execute(AssertSqlSafe(sql)).await.unwrap();
    }
    let latin = TestDatabase::on(server.clone(), "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    // Bound, so that nobody else listens there.
    let unheard = tokio::net::TcpSocket::new_v4().unwrap();
    unheard.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let nobody = unheard.local_addr().unwrap();
    for (database, expect) in [
        (
            format!("postgres://{role}:wrong@{at}/{name}"),
            format!(
                "the database postgres://{role}:…@{at}/{name} can't be opened: password \
                     authentication failed for user \"{role}\"\n  check user and password in the address"
            ),
        ),
        (
            format!("{address}/nowhere_{name}"),
            format!(
                "the database {address}/nowhere_{name} can't be opened: database \
                     \"nowhere_{name}\" does not exist\n  create it"
            ),
        ),
        (
            format!("postgres://{role}:right@{at}/{name}"),
            format!(
                "the database postgres://{role}:…@{at}/{name} can't be brought up to date: permission denied for schema public\n  give the user the right to it"
            ),
        ),
        (
            latin.text().into(),
            format!(
                "the database {} has the encoding LATIN1, which not every name can be written in\n  make one with",
                latin.text()
            ),
        ),
        (
            format!("postgres://samtycke@{nobody}/{name}"),
            format!(
                "the database postgres://samtycke@{nobody}/{name} can't be opened: error communicating with database: \
                     Connection refused (os error 111)\n  check that the server runs"
            ),
        ),
        (
            format!("{own}?sslmode=require"),
            format!(
                "the database {own} can't be opened: error occurred while attempting to establish a TLS connection: \
                     server does not support TLS\n  check the server's certificate"
            ),
        ),
    ] {
        let config = Config { database: Database::parse(&database), ..place.config() };
        let message = samtycke_receiver::Receiver::open(config).await.map(drop).unwrap_err().to_string();
        assert!(message.starts_with(&expect), "{message}");
        assert_eq!(message.lines().count(), 2, "{message}");
    }
    admin.execute(AssertSqlSafe(format!("DROP ROLE {role}"))).await.unwrap();
    admin.close().await.unwrap();
}

/// Each receiver is told once, when it starts: nobody else decides for it whether a commit waits for the disk.
#[tokio::test]
#[ignore = "needs a PostgreSQL server"]
async fn a_commit_returns_when_it_is_on_disk_whatever_the_database_says() {
    let place = Place::new();
    let mut admin = database::connect(place.database().text()).await;
    let name = place.database().text().rsplit_once('/').unwrap().1;
    let off = format!("ALTER DATABASE {name} SET synchronous_commit = off");
    admin.execute(AssertSqlSafe(off)).await.unwrap();
    admin
        .execute(
            "CREATE TABLE seen (setting TEXT); \
             CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             INSERT INTO seen SELECT current_setting('synchronous_commit'); RETURN NEW; END $$",
        )
        .await
        .unwrap();
    let server = place.start().await;
    admin.execute("CREATE TRIGGER see AFTER INSERT ON records EXECUTE FUNCTION see()").await.unwrap();
    assert_eq!(server.post(&records(1)[0]).await.status, 201);
    let seen: Vec<(String,)> = database::rows(place.database(), "SELECT setting FROM seen").await;
    assert_eq!(seen, [("on".into(),)]);
    admin.close().await.unwrap();
}
