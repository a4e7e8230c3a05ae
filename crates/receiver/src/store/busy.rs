//! An SQLite file that others write to just now.
//!
//! SQLite asks for the lock ten times a second, and whoever writes without a break leaves it free for less than that: who
//! waits may find no gap before its time is over. Nothing has happened then, so it is begun again.

use std::time::Duration;

/// Between two tries.
pub(crate) const RETRY: Duration = Duration::from_millis(20);
/// What is older is not tried again. A try waits five seconds for the lock and takes ten at most, so this, too, is over
/// before a request's thirty seconds are.
pub(crate) const WORTH_A_TRY: Duration = Duration::from_secs(15);

/// `SQLITE_BUSY`, with any of its extensions.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    // A PostgreSQL code has five characters.
    matches!(code.as_deref(), Some("5" | "261" | "517" | "773"))
}
