//! What must hold whatever happened: everything that was acknowledged is there, every receipt verifies, and the numbers
//! have no gaps. And the load under which things happen.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use samtycke_record::Nonce;
use samtycke_record::jws::JwkSet;
use samtycke_record::protocol::ProblemKind;
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{Outcome, Policy, verify_receipt, verify_record};
use tokio::task::JoinSet;

use crate::database::{TestDatabase, rows};
use crate::server::{Answer, Client, signed_anew};

/// Records that were acknowledged, each with its receipt.
pub(crate) type Acknowledged = HashMap<String, String>;

/// Fails if anything that was acknowledged is lost, or anything that is stored doesn't hold.
pub(crate) async fn holds(database: &TestDatabase, keys: &JwkSet, acknowledged: &Acknowledged) {
    // At one moment: what was under way when the load ended may be stored just now.
    let all = "SELECT number, head.records, record, receipt FROM records CROSS JOIN head ORDER BY number";
    let stored: Vec<(i64, i64, String, String)> = rows(database, all).await;
    let mut there = HashMap::new();
    for (index, (number, head, record, receipt)) in stored.iter().enumerate() {
        assert_eq!(*number, i64::try_from(index).unwrap() + 1, "a gap in the numbers");
        assert_eq!(*head, i64::try_from(stored.len()).unwrap());
        let verified = verify_record(record.as_bytes(), Policy::default());
        let (checks, _) = verify_receipt(receipt.as_bytes(), &verified, Some(keys));
        let failed = checks.iter().find(|check| check.outcome == Outcome::Fail);
        assert!(failed.is_none(), "the receipt of number {number}: {failed:?}");
        there.insert(record, receipt);
    }
    for (record, receipt) in acknowledged {
        assert_eq!(there.get(record), Some(&receipt), "acknowledged, and not there");
    }
}

/// Clients that send one record after the other, until they are told to stop or get no answer any more.
pub(crate) struct Load {
    tasks: JoinSet<()>,
    done: Arc<Done>,
}

/// What came of it so far.
#[derive(Default)]
struct Done {
    acknowledged: Mutex<Acknowledged>,
    /// Requests that were put off.
    refused: AtomicUsize,
}

impl Load {
    /// So many clients.
    pub(crate) fn start(client: impl Fn() -> Client, count: usize) -> Self {
        let done = Arc::new(Done::default());
        let mut tasks = JoinSet::new();
        for _ in 0..count {
            tasks.spawn(send(client(), Arc::clone(&done)));
        }
        Self { tasks, done }
    }

    /// Waits until so many records are acknowledged.
    pub(crate) async fn reach(&self, count: usize) {
        while self.count() < count {
            self.assert_somebody_sends();
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// How many are acknowledged.
    pub(crate) fn count(&self) -> usize {
        self.done.acknowledged.lock().unwrap().len()
    }

    /// How many were put off.
    pub(crate) fn refused(&self) -> usize {
        self.done.refused.load(Ordering::Relaxed)
    }

    /// Waits until so many were put off.
    pub(crate) async fn refuse(&self, count: usize) {
        while self.refused() < count {
            self.assert_somebody_sends();
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Each client holds what is done, to its end.
    fn assert_somebody_sends(&self) {
        assert!(Arc::strong_count(&self.done) > 1, "nobody sends any more");
    }

    /// Waits until nobody answers any more; what was acknowledged.
    pub(crate) async fn end(mut self) -> Acknowledged {
        while let Some(done) = self.tasks.join_next().await {
            done.unwrap();
        }
        self.taken()
    }

    /// Ends it; what was acknowledged.
    pub(crate) async fn stop(mut self) -> Acknowledged {
        self.tasks.shutdown().await;
        self.taken()
    }

    fn taken(&self) -> Acknowledged {
        std::mem::take(&mut self.done.acknowledged.lock().unwrap())
    }
}

async fn send(client: Client, done: Arc<Done>) {
    let key = Es256Key::generate();
    loop {
        let Ok(nonce) = client.try_nonce(&key).await else { return };
        for nonce in [nonce, Nonce::NotCollected] {
            let record = signed_anew(&key, nonce);
            let Ok(answer) = client.try_post(&record).await else { return };
            if answer.status == 201 {
                done.acknowledged.lock().unwrap().insert(record, answer.receipt().to_owned());
            } else {
                assert_unavailable(&answer);
                done.refused.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// It says that it can't now, and when to come back.
pub(crate) fn assert_unavailable(answer: &Answer) {
    assert_eq!(answer.problem(), ProblemKind::Unavailable, "{answer:?}");
    assert_ne!(answer.header("retry-after"), "");
}
