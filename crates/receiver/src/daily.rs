//! The rules of retention, applied once a day: by whichever receiver finds first that a day has passed.

use std::time::{Duration, SystemTime};

use crate::acts::{Act, By};
use crate::clock;
use crate::retention::{RetentionMode, RetentionRules, RetentionRun};
use crate::store::Store;

/// How often it is looked whether a day has passed.
const LOOK: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// Runs until it is dropped; what is under way then is rolled back.
pub(crate) async fn run(store: Store, rules: RetentionRules) {
    if rules.run == RetentionRun::ByHand || rules.check().is_err() {
        return;
    }
    loop {
        if let Err(error) = run_when_due(&store, rules).await {
            tracing::warn!(%error, "the rules of retention could not be applied; trying again in an hour");
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn run_when_due(store: &Store, rules: RetentionRules) -> Result<(), sqlx::Error> {
    let yesterday = clock::timestamp(SystemTime::now() - DAY);
    if store.last_act(Act::RetentionRun).await?.is_some_and(|last| last > yesterday) {
        return Ok(());
    }
    store.retain(&By::receiver(), rules, RetentionMode::Erase).await.map(drop)
}
