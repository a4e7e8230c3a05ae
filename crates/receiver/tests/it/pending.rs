//! Who hasn't accepted a version, and how many have over time.

use std::collections::BTreeMap;
use std::sync::Arc;

use samtycke_record::Uuid;
use samtycke_record::acceptance::{Acceptance, Act, EventType};
use samtycke_record::json::Value;
use samtycke_record::registry::Scheme;
use samtycke_record::sign::Es256Key;
use tokio::task::JoinSet;

use crate::database::{execute, rows};
use crate::erasure::office;
use crate::search::{Desk, acceptance, list, member};

const COMPANIES: [(&str, Scheme, &str); 4] = [
    ("Anden ApS", Scheme::DkCvr, "12345674"),
    ("Björk AB", Scheme::SeOrgnr, "5599000006"),
    ("Caesar AS", Scheme::NoOrgnr, "990000018"),
    ("Dur Oy", Scheme::FiYtunnus, "1234567-1"),
];

fn of(company: usize, version: &str) -> Acceptance {
    let (name, scheme, number) = COMPANIES[company];
    let mut record = acceptance(name, scheme, number, "someone@a.example");
    record.documents[0].version = version.into();
    record
}

fn no(mut record: Acceptance) -> Acceptance {
    record.event.r#type = EventType::Decline;
    record.statements.clear();
    record.annex = None;
    record.signatory.authority.attested = false;
    record
}

pub(crate) async fn pending(desk: &Desk, query: &str) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk.json(&format!("/api/pending?{query}&limit=2&after={after}")).await;
        found.extend(list(&page, "companies").iter().map(|c| {
            format!("{} {}", member(c, "company").split(' ').next().unwrap(), member(c, "version"))
        }));
        after = member(&page, "next").to_owned();
        if after.is_empty() {
            return found;
        }
    }
}

#[tokio::test]
async fn pending_is_whoever_accepted_an_older_version_last() {
    let desk = Desk::open().await;
    for record in [
        of(0, "2.9"),
        of(1, "2.9"),
        of(2, "2.10"),
        of(3, "2.8"),
        // Accepted the new one.
        of(1, "2.10"),
        // Said no to it: what it accepted last is what counts.
        no(of(0, "2.10")),
        // Went on with an older one, after a newer.
        of(2, "2.9"),
    ] {
        desk.take(&record).await;
    }
    // Under another name, with the same number: the same customer.
    let mut renamed = of(3, "2.9");
    renamed.parties[1].name = "Moll Oy".into();
    desk.take(&renamed).await;
    // Only offered, not accepted.
    let mut offered = acceptance("Ek AB", Scheme::EuVat, "SE559900000601", "a@b.example");
    offered.documents[2].act = Act::Offer;
    desk.take(&offered).await;
    for (query, expect) in [
        ("document=dpa&version=2.10", &["Anden 2.9", "Caesar 2.9", "Moll 2.9", "Ek 2.1"][..]),
        ("document=dpa&version=2.9", &["Ek 2.1"]),
        ("document=dpa&version=2.1", &[]),
        ("document=dpa&version=3", &["Björk 2.10", "Anden 2.9", "Caesar 2.9", "Moll 2.9", "Ek 2.1"]),
        ("document=privacy-policy&version=4", &["Anden 3", "Björk 3", "Caesar 3", "Moll 3"]),
        ("document=terms&version=2", &[]),
    ] {
        let mut found = pending(&desk, query).await;
        let mut expect: Vec<_> = expect.iter().map(|text| String::from(*text)).collect();
        found.sort();
        expect.sort();
        assert_eq!(found, expect, "{query}");
    }
}

/// By what was sent and what was erased, and by nothing that is kept beside it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pending_is_right_after_races_between_receivers_and_erasures() {
    let place = crate::server::Place::new();
    let mut config = place.config();
    (config.packs, config.rate) = (samtycke_receiver::Packs::None, None);
    let other = Arc::new(place.start_with(config.clone()).await);
    let desk = Arc::new(Desk::open_with(place, config).await);
    let mut rng = fastrand::Rng::with_seed(7);
    let mut sent = BTreeMap::new();
    for _ in 0..6 {
        let mut tasks = JoinSet::new();
        for at in 0..24 {
            let record = of(rng.usize(..4), ["2.8", "2.9", "2.10"][rng.usize(..3)]);
            let record = if rng.u8(..5) == 0 { no(record) } else { record };
            let (desk, other) = (Arc::clone(&desk), Arc::clone(&other));
            sent.insert(record.record_id.clone(), record.clone());
            tasks.spawn(async move {
                let text = crate::server::sign(&Es256Key::generate(), &record);
                let server = if at % 2 == 0 { &desk.server } else { &other };
                assert_eq!(server.deliver(&text).await.status, 201);
            });
        }
        // The newest, which others take the place of just now.
        let newest: Vec<(String,)> =
            rows(desk.place.database(), "SELECT record_id FROM records ORDER BY number DESC LIMIT 5").await;
        let office = office(&desk.place).await;
        for (id,) in newest {
            let id = Uuid::parse(&id).unwrap();
            office.erase(&id, "asked for").await.unwrap();
            sent.remove(&id);
        }
        tasks.join_all().await;
        let all: Vec<(String,)> =
            rows(desk.place.database(), "SELECT record_id FROM records ORDER BY number").await;
        let mut last = BTreeMap::new();
        for record in all.iter().filter_map(|(id,)| sent.get(&Uuid::parse(id).unwrap())) {
            if record.event.r#type != EventType::Decline {
                last.insert(record.parties[1].name.split(' ').next().unwrap(), &record.documents[0].version);
            }
        }
        let mut expect: Vec<_> = last.iter().map(|(name, version)| format!("{name} {version}")).collect();
        let mut found = pending(&desk, "document=dpa&version=3").await;
        expect.sort();
        found.sort();
        assert_eq!(found, expect);
    }
}

#[tokio::test]
async fn the_version_in_force_is_meant_when_none_is_named() {
    let place = crate::server::Place::new();
    let config = place.config();
    let desk = Desk::open_with(place, config).await;
    desk.take(&crate::packs::acceptance(&crate::packs::published())).await;
    for table in ["entry_documents", "standings"] {
        let sql = format!("UPDATE {table} SET version = '1.0' WHERE document = 'dpa'");
        execute(desk.place.database(), sql.leak()).await;
    }
    assert_eq!(pending(&desk, "document=dpa").await, ["Fjordcaféen 1.0"]);
}

#[tokio::test]
async fn acceptances_are_counted_over_time_without_gaps() {
    let desk = Desk::open().await;
    for record in [of(0, "2.9"), of(1, "2.9"), of(2, "2.9"), no(of(3, "2.9"))] {
        desk.take(&record).await;
    }
    for (number, time) in [
        (1, "2026-01-30T23:59:59.999Z"),
        (2, "2026-01-31T00:00:00.000Z"),
        (3, "2026-03-01T12:00:00.000Z"),
        (4, "2026-03-01T12:00:00.000Z"),
    ] {
        let sql = format!("UPDATE entries SET received_at = '{time}' WHERE number = {number}");
        execute(desk.place.database(), sql.leak()).await;
    }
    for (query, expect) in [
        ("by=month", "2026-01-01 2, 2026-02-01 0, 2026-03-01 1"),
        ("by=week", "2026-01-26 2, 2026-02-02 0, 2026-02-09 0, 2026-02-16 0, 2026-02-23 1"),
        ("by=month&kind=acceptance", "2026-01-01 2, 2026-02-01 0, 2026-03-01 2"),
        ("by=month&event=decline", "2026-03-01 1"),
        ("from=2026-01-30&to=2026-02-02", "2026-01-30 1, 2026-01-31 1, 2026-02-01 0, 2026-02-02 0"),
        ("by=month&company=bj%C3%B6rk", "2026-01-01 1"),
        ("by=month&kind=consent", ""),
    ] {
        let series = desk.json(&format!("/api/acceptances?{query}")).await;
        let steps: Vec<_> = list(&series, "steps")
            .iter()
            .map(|step| match step.member("count") {
                Some(Value::Integer(count)) => format!("{} {count}", member(step, "from")),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(steps.join(", "), expect, "{query}");
    }
}
