//! What has been kept long enough goes, by rule.

use samtycke_receiver::acts::{Act, Number};
use samtycke_receiver::retention::{Months, RetentionMode, RetentionReport, RetentionRules, RetentionRun};
use samtycke_record::acceptance::EventType;
use samtycke_record::json::ToJson;
use samtycke_record::jws::Compact;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Digest, Nonce, Uuid};

use crate::database::{execute, rows};
use crate::erasure::office;
use crate::packs;
use crate::server::{Place, Server, sign};

fn fresh() -> Uuid {
    Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap()
}

async fn post(server: &Server, record: &impl ToJson) -> Digest {
    let jws = sign(&Es256Key::generate(), record);
    let answer = server.post(&jws).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    Digest::of(&Compact::parse(&jws).unwrap().payload)
}

async fn consent(server: &Server) {
    let mut record = packs::consent(&packs::published());
    (record.record_id, record.offer.nonce) = (fresh(), Nonce::NotCollected);
    post(server, &record).await;
}

async fn agreement(server: &Server, event: EventType, prev: Option<Digest>) -> Digest {
    let mut record = packs::acceptance(&packs::published());
    (record.record_id, record.offer.nonce) = (fresh(), Nonce::NotCollected);
    (record.event.r#type, record.prev) = (event, prev);
    if !event.binds() {
        record.signatory.authority.attested = false;
        (record.statements, record.annex) = (Vec::new(), None);
    }
    post(server, &record).await
}

/// Eight records: consents 1 (old) and 2; an agreement 3 (old) and its new version 4 (old), which is in force; a no 5 (old)
/// and a no 6; an agreement 7 (old) that was withdrawn lately by 8.
async fn filled() -> (Place, Server) {
    let place = Place::new();
    let server = place.start().await;
    consent(&server).await;
    consent(&server).await;
    let first = agreement(&server, EventType::Agree, None).await;
    agreement(&server, EventType::Reaccept, Some(first)).await;
    agreement(&server, EventType::Decline, None).await;
    agreement(&server, EventType::Decline, None).await;
    let other = agreement(&server, EventType::Agree, None).await;
    agreement(&server, EventType::Withdraw, Some(other)).await;
    execute(
        place.database(),
        "UPDATE records SET received_at = '2001-01-01T00:00:00.000Z' WHERE number IN (1, 3, 4, 5, 7)",
    )
    .await;
    (place, server)
}

async fn erased(place: &Place) -> Vec<i64> {
    let rows: Vec<(i64,)> =
        rows(place.database(), "SELECT number FROM records WHERE erased_at IS NOT NULL ORDER BY number")
            .await;
    rows.into_iter().map(|(number,)| number).collect()
}

fn months(months: u16) -> Option<Months> {
    Some(Months::new(months).unwrap())
}

fn counts(report: &RetentionReport) -> (u32, u32, u32) {
    (report.consents, report.agreements, report.held)
}

#[tokio::test]
async fn each_class_goes_by_its_rule_and_what_is_in_force_stays() {
    for (consent, agreement, expect, gone) in [
        (months(24), None, (1, 0, 0), vec![1]),
        (None, months(120), (0, 2, 0), vec![3, 5]),
        (months(24), months(120), (1, 2, 0), vec![1, 3, 5]),
        (months(1200), months(1200), (0, 0, 0), vec![]),
    ] {
        let (place, _server) = filled().await;
        let office = office(&place).await;
        let rules = RetentionRules { consent, agreement, run: RetentionRun::ByHand };
        let seen = office.retain(rules, RetentionMode::DryRun).await.unwrap();
        assert_eq!((counts(&seen), erased(&place).await), (expect, vec![]), "{rules:?}");
        assert!(office.acts(Number(0), 10).await.unwrap().is_empty(), "nothing was done");
        let done = office.retain(rules, RetentionMode::Erase).await.unwrap();
        assert_eq!((counts(&done), erased(&place).await), (expect, gone), "{rules:?}");
        assert_eq!(done.records, seen.records);
        let again = office.retain(rules, RetentionMode::Erase).await.unwrap();
        assert_eq!(counts(&again), (0, 0, 0), "{rules:?}");
        let acts = office.acts(Number(0), 10).await.unwrap();
        let classes = usize::from(expect.0 > 0) + usize::from(expect.1 > 0);
        let mut expect = vec![Act::RetentionErased; classes];
        expect.extend([Act::RetentionRun; 2]);
        assert_eq!(acts.iter().map(|entry| entry.act).collect::<Vec<_>>(), expect);
    }
}

/// What a run erased before it broke off is written down all the same.
#[tokio::test]
async fn a_run_that_breaks_off_has_written_down_what_it_erased() {
    let (place, _server) = filled().await;
    let stays = place.database().pick(
        "CREATE TRIGGER stays BEFORE UPDATE ON records WHEN new.number = 5 BEGIN SELECT RAISE(ABORT, 'stays'); END",
        "ALTER TABLE records ADD CONSTRAINT stays CHECK (number <> 5 OR erased_at IS NULL) NOT VALID",
    );
    execute(place.database(), stays).await;
    let office = office(&place).await;
    let rules = RetentionRules { consent: months(24), agreement: months(120), run: RetentionRun::ByHand };
    office.retain(rules, RetentionMode::Erase).await.unwrap_err();
    assert_eq!(erased(&place).await, [1]);
    let acts = office.acts(Number(0), 10).await.unwrap();
    let acts: Vec<_> = acts.iter().map(|entry| (entry.act, entry.note.as_str())).collect();
    assert_eq!(acts, [(Act::RetentionErased, "consents after 24 months: 1 erased")]);
}

#[tokio::test]
async fn without_a_rule_nothing_goes() {
    let (place, _server) = filled().await;
    let office = office(&place).await;
    let error = office.retain(RetentionRules::default(), RetentionMode::Erase).await.unwrap_err().to_string();
    assert!(error.starts_with("no rule of retention is set"), "{error}");
    assert_eq!(erased(&place).await, Vec::<i64>::new());
}

/// Twice on one day is once: also when the receiver was started anew.
#[tokio::test]
async fn the_receiver_runs_once_a_day_when_it_is_told_to() {
    let (place, server) = filled().await;
    server.stop().await;
    let mut config = place.config();
    config.retention = RetentionRules { consent: months(24), agreement: None, run: RetentionRun::Daily };
    let office = office(&place).await;
    let server = place.start_with(config.clone()).await;
    while office.acts(Number(0), 10).await.unwrap().len() < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(erased(&place).await, [1]);
    server.stop().await;
    let server = place.start_with(config).await;
    // Long enough for a run, were there one.
    for _ in 0..20 {
        server.get("/healthz").await;
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    server.stop().await;
    let acts = office.acts(Number(0), 10).await.unwrap();
    assert_eq!(acts.iter().map(|entry| entry.actor.as_str()).collect::<Vec<_>>(), ["receiver"; 2]);
}
