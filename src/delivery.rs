//! From decisions to receipts: sign, keep, send, and send again.

pub(crate) mod answers;
pub(crate) mod consent;
pub(crate) mod endpoint;
pub(crate) mod offer;
pub(crate) mod outbox;
pub(crate) mod patience;
pub(crate) mod receipts;

use crate::browser;
use endpoint::Sent;

/// Signs waiting answers, then sends every record that waits. Gives back, as it came, what of `unkept` still waits.
pub(crate) async fn deliver(unkept: &str) -> String {
    let left = answers::sign_waiting(unkept).await;
    for entry in outbox::waiting().iter().filter(|entry| outbox::wait(entry) == 0) {
        match endpoint::send(&entry.endpoint, &entry.record).await {
            Sent::Receipted(receipted) => {
                // A view that has it meanwhile has shown it.
                if outbox::has(&entry.id) {
                    receipts::keep(&entry.id, &entry.record, &receipted);
                    outbox::remove(&entry.id);
                }
            }
            Sent::Refused(problem) => {
                // Only the site's owner can mend it.
                browser::warn(&format!("record {} was refused: {}", entry.id, problem.detail));
                outbox::set_aside(entry);
            }
            Sent::Later(seconds) => outbox::put_off(&entry.id, seconds),
        }
    }
    left
}
