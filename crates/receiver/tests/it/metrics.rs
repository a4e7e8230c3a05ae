//! What is counted.

use samtycke_receiver::{Expiry, Office, Role};
use samtycke_record::Nonce;
use samtycke_record::sign::Es256Key;

use crate::server::{Place, Server, signed};

/// The header of a token of that role.
async fn token(place: &Place, role: Role) -> String {
    let office = Office::open(&place.config().database).await.unwrap();
    let (_, secret) = office.new_token(role.as_str(), role, &Expiry::Never).await.unwrap();
    office.close().await;
    format!("Bearer {}", secret.as_str())
}

async fn metrics(server: &Server, token: &str) -> String {
    let answer = server.send("GET", "/metrics", &[("authorization", token)], b"").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.body
}

fn value(text: &str, series: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(series));
    line.unwrap_or_else(|| panic!("{series} is not in {text}")).trim().parse().unwrap()
}

#[tokio::test]
async fn what_happens_is_counted_and_nobody_is_named() {
    let place = Place::new();
    let server = place.start().await;
    let token = token(&place, Role::Metrics).await;
    let key = Es256Key::generate();
    let record = signed(&key, server.nonce(&key).await);
    assert_eq!(server.post(&record).await.status, 201);
    assert_eq!(server.post(&record).await.status, 200);
    assert_eq!(server.post(&signed(&Es256Key::generate(), Nonce::NotCollected)).await.status, 409);
    assert_eq!(server.post("nothing").await.status, 400);
    server.get("/anna@example.com?company=Fjordcafeen").await;
    server.send("ANNA", "/records", &[], b"").await;
    crate::database::execute(place.database(), "ALTER TABLE records RENAME TO gone").await;
    assert_eq!(server.post(&record).await.status, 503);

    let text = metrics(&server, &token).await;
    for (series, expect) in [
        ("samtycke_records_total{kind=\"acceptance\",outcome=\"stored\"}", 1.0),
        ("samtycke_records_total{kind=\"acceptance\",outcome=\"again\"}", 1.0),
        ("samtycke_records_total{kind=\"acceptance\",outcome=\"id-taken\"}", 1.0),
        ("samtycke_records_total{kind=\"acceptance\",outcome=\"unavailable\"}", 1.0),
        ("samtycke_records_total{kind=\"unknown\",outcome=\"malformed\"}", 1.0),
        ("samtycke_nonces_total", 1.0),
        ("samtycke_verify_seconds_count", 5.0),
        ("samtycke_group_records_count", 4.0),
        ("samtycke_commit_seconds_count", 4.0),
        ("samtycke_database_faults_total", 1.0),
        ("samtycke_queue_records", 0.0),
        ("samtycke_build_info{version=\"0.1.0\"}", 1.0),
        ("samtycke_request_seconds_count{method=\"POST\",route=\"/records\",status=\"201\"}", 1.0),
        ("samtycke_request_seconds_count{method=\"GET\",route=\"other\",status=\"404\"}", 1.0),
        ("samtycke_request_seconds_count{method=\"other\",route=\"/records\",status=\"405\"}", 1.0),
    ] {
        assert_eq!(value(&text, series), expect, "{series}");
    }
    assert!(value(&text, "samtycke_resident_memory_bytes") > 1e6);
    assert!(value(&text, "samtycke_start_time_seconds") > 1e9);
    assert!(text.ends_with("# EOF\n"));
    for word in ["anna", "ANNA", "mette", "Fjordcafeen", "127.0.0.1", "vagthavn"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn metrics_are_behind_a_token_and_of_no_page() {
    let place = Place::new();
    let server = place.start().await;
    let bare = server.get("/metrics").await;
    assert_eq!((bare.status.as_u16(), bare.header("www-authenticate")), (401, "Bearer"));
    for role in [Role::Metrics, Role::Read, Role::Officer, Role::Admin] {
        let token = token(&place, role).await;
        metrics(&server, &token).await;
        let page = server
            .send(
                "GET",
                "/metrics",
                &[("authorization", &token), ("origin", crate::packs::records::ORIGIN)],
                b"",
            )
            .await;
        assert_eq!(page.header("access-control-allow-origin"), "", "{page:?}");
    }
}

#[tokio::test]
async fn every_answer_has_the_number_by_which_the_log_knows_it() {
    let place = Place::new();
    let server = place.start().await;
    let mut seen = Vec::new();
    for path in ["/healthz", "/nowhere", "/metrics", "/records"] {
        let id = server.get(path).await.header("x-request-id").to_owned();
        assert_eq!(id.len(), 32, "{path}");
        assert!(!seen.contains(&id));
        seen.push(id);
    }
}
