//! From decisions to receipts: sign, keep, send, and send again.

pub(crate) mod answers;
pub(crate) mod consent;
pub(crate) mod endpoint;
pub(crate) mod offer;
pub(crate) mod outbox;

use crate::browser;
use endpoint::Sent;

/// Signs waiting answers, then sends every record that waits.
pub(crate) async fn deliver(unkept: &str) {
    answers::sign_waiting(unkept).await;
    for entry in outbox::waiting() {
        match endpoint::send(&entry.endpoint, &entry.record).await {
            Sent::Receipted(_) => outbox::remove(&entry.id),
            Sent::Refused(problem) => {
                // Nobody can mend it here and it will be refused again; the page's developers must know.
                browser::warn(&format!("record {} was refused: {}", entry.id, problem.detail));
                outbox::remove(&entry.id);
            }
            Sent::Later => {}
        }
    }
}
