//! What is PostgreSQL's own: the settings under which a commit returns when it is on disk and nobody waits for ever, and
//! what a server must be like.

use sqlx::AnyConnection;

use crate::{ServerUrl, StartError};

/// What each connection is told first, besides how long it waits for a lock. Whoever lets other machines confirm a commit besides sets that for the server.
/// A receiver that is cut off in the middle of a transaction holds the others up for five seconds or so.
pub(super) const SETTINGS: &str = "\
    SET idle_in_transaction_session_timeout = '5s'; \
    SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') IN ('off', 'local')";

/// Refuses a server that can't hold what is stored, and warns of one that may lose it.
pub(super) async fn check(url: &ServerUrl, connection: &mut AnyConnection) -> Result<(), StartError> {
    let settings: (String, String, String) = sqlx::query_as(
        "SELECT current_setting('server_encoding'), current_setting('fsync'), current_setting('full_page_writes')",
    )
    .fetch_one(connection)
    .await
    .map_err(|error| {
        StartError::new(format!("the database {url} can't be asked for its settings: {}", said(&error)), remedy(&error))
    })?;
    let (encoding, fsync, full_page_writes) = settings;
    if encoding != "UTF8" {
        return Err(StartError::new(
            format!("the database {url} has the encoding {encoding}, which not every name can be written in"),
            "make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        ));
    }
    for setting in unsafe_settings(&fsync, &full_page_writes) {
        tracing::warn!(
            "the PostgreSQL server has {setting} = off: a power cut can take records that were acknowledged; turn it on"
        );
    }
    Ok(())
}

fn unsafe_settings(fsync: &str, full_page_writes: &str) -> Vec<&'static str> {
    let off = |(name, value): (&'static str, &str)| (value == "off").then_some(name);
    [("fsync", fsync), ("full_page_writes", full_page_writes)].into_iter().filter_map(off).collect()
}

/// The server's own words, without the line of its source that sqlx adds.
pub(super) fn said(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}

/// What to do about an error while connecting or making tables (PostgreSQL, appendix A: error codes).
pub(super) fn remedy(error: &sqlx::Error) -> &'static str {
    let code = error.as_database_error().and_then(|error| error.code());
    match (code.as_deref(), error) {
        (Some("28P01" | "28000"), _) => {
            "check user and password in the address, and that the server's pg_hba.conf lets this machine in"
        }
        (Some("3D000"), _) => {
            "create it (CREATE DATABASE … ENCODING 'UTF8'), or correct its name in the address"
        }
        (Some("42501" | "3F000"), _) => {
            "give the user the right to it: GRANT CREATE, USAGE ON SCHEMA public TO user, or make the user the database's owner"
        }
        (Some("25006"), _) => "this server only reads, as a standby does: name the one that writes",
        (Some("53300"), _) => "the server has no connection left: each receiver needs five",
        (Some("55P03"), _) => "another program holds a lock, perhaps another receiver that starts: try again",
        (None, sqlx::Error::Io(_)) => {
            "check that the server runs, and that host and port in the address are right"
        }
        (None, sqlx::Error::Tls(_)) => {
            "check the server's certificate, and sslmode and sslrootcert in the address"
        }
        _ => {
            "check that the server runs, that the address, user and password are right, and that the database exists"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_may_lose_what_is_stored_is_warned_of() {
        for (fsync, full_page_writes, expect) in [
            ("on", "on", &[][..]),
            ("off", "on", &["fsync"]),
            ("on", "off", &["full_page_writes"]),
            ("off", "off", &["fsync", "full_page_writes"]),
        ] {
            assert_eq!(unsafe_settings(fsync, full_page_writes), expect);
        }
    }
}
