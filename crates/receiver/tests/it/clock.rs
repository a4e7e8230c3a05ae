//! The receiver's clock is set back, or jumps ahead.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use samtycke_record::json::FromJson as _;
use samtycke_record::jws::Compact;
use samtycke_record::receipt::{NonceState, Receipt};
use samtycke_record::sign::Es256Key;

use crate::evidence::{self, Acknowledged};
use crate::server::{Place, signed_anew};

/// How far the clock of this test is ahead, seconds.
static AHEAD: AtomicI64 = AtomicI64::new(0);

const DAY: i64 = 86_400;

fn clock() -> SystemTime {
    let ahead = AHEAD.load(Ordering::SeqCst);
    let span = Duration::from_secs(ahead.unsigned_abs());
    if ahead < 0 { SystemTime::now() - span } else { SystemTime::now() + span }
}

#[tokio::test]
async fn a_clock_that_steps_back_or_ahead_loses_no_record_and_no_nonce() {
    let place = Place::new();
    let mut config = place.config();
    config.clock = clock;
    let server = place.start_with(config).await;
    let mut acknowledged = Acknowledged::new();
    let mut times = Vec::new();
    // Asked for at one time, sent at another.
    for (asked, sent, expect) in [
        (0, 0, NonceState::Consumed),
        (0, -DAY, NonceState::Consumed),
        (2 * DAY, 0, NonceState::Consumed),
        (0, -400 * DAY, NonceState::Consumed),
        // Its day is over; the person acted before that by any clock.
        (0, 2 * DAY, NonceState::Late),
        (-DAY, 400 * DAY, NonceState::Late),
    ] {
        let key = Es256Key::generate();
        AHEAD.store(asked, Ordering::SeqCst);
        let record = signed_anew(&key, server.nonce(&key).await);
        AHEAD.store(sent, Ordering::SeqCst);
        let answer = server.post(&record).await;
        assert_eq!(answer.status, 201, "{asked} {sent}: {answer:?}");
        let receipt =
            Receipt::from_json(&Compact::parse(answer.receipt()).unwrap().payload_json().unwrap()).unwrap();
        assert_eq!(receipt.nonce, expect, "{asked} {sent}");
        times.push(receipt.received_at.as_str().to_owned());
        acknowledged.insert(record, answer.receipt().to_owned());
    }
    for (record, receipt) in &acknowledged {
        let again = server.post(record).await;
        assert_eq!((again.status.as_u16(), again.receipt()), (200, receipt.as_str()));
    }
    // Times say what the clock said; the order is the numbers'.
    assert!(times[1] < times[0] && times[3] < times[1], "{times:?}");
    evidence::holds(place.database(), &server.keys().await, &acknowledged).await;
}
