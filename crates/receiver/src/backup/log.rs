//! Does a copy hold what its transparency log signed? All its entries are made again from its records, and the tree from
//! them: what is missing, changed or exchanged anywhere makes another root.

use samtycke_log::{Audit, Checkpoint, Hash, NoteError, TileId, Tiles, tree};
use samtycke_record::Digest;
use samtycke_record::jws::Compact;
use sqlx::sqlite::SqliteConnection;

use crate::store::log_entry;

/// What is known of the log from elsewhere. A copy alone can't show that its end wasn't cut off together with the
/// checkpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Ed25519 keys of which one signs the log; without them signatures aren't looked at.
    pub keys: Option<Vec<[u8; 32]>>,
    /// An earlier checkpoint of this log, a signed note.
    pub earlier: Option<String>,
}

/// The log of a copy, found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogContents {
    /// How many entries.
    pub size: u64,
    /// The tree's root.
    pub root: Hash,
    /// What became of the signature.
    pub signature: LogSignature,
    /// The size of the earlier checkpoint that it continues.
    pub continues: Option<u64>,
}

/// Is the newest checkpoint by the log's key?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogSignature {
    /// It is.
    Holds,
    /// No key was given.
    NotChecked,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    digest: String,
    receipt: String,
    record: String,
}

/// Compares; `None` when no receiver has begun a log there.
///
/// # Errors
/// What doesn't fit.
pub(super) async fn check(
    connection: &mut SqliteConnection,
    known: &Known,
) -> Result<Option<LogContents>, String> {
    let note: Option<String> = sqlx::query_scalar("SELECT checkpoint FROM log")
        .fetch_optional(&mut *connection)
        .await
        .map_err(|error| error.to_string())?;
    let Some(note) = note else {
        let lost = known.earlier.as_ref().map(|_| "it has no log, and the earlier checkpoint is of one");
        return lost.map_or(Ok(None), |why| Err(why.into()));
    };
    let signed = open("its newest checkpoint", &note, known)?;
    let mut audit = Audit::of(signed.clone());
    while let Some((index, width)) = audit.wanted() {
        let first = index * samtycke_log::WIDTH;
        let mut entries = Vec::new();
        for row in rows(connection, first, width).await? {
            whole(&row)?;
            let entry = log_entry(&row.digest, &row.receipt);
            entries.push(entry.map_err(|_| format!("record {} or its receipt can't be read", row.number))?);
        }
        if entries.len() as u64 != width {
            let there = first + entries.len() as u64;
            return Err(format!("its log has {} entries, and record {} is missing", signed.size, there + 1));
        }
        for (id, made) in audit.add(&entries).map_err(|error| error.to_string())? {
            if tile(connection, id).await?.get(..made.len()) != Some(&made) {
                return Err(format!("its records are not those of its log, in or below the tile {id}"));
            }
        }
    }
    if !audit.is_as_signed().map_err(|error| error.to_string())? {
        return Err("its records are not those that its newest checkpoint signed".into());
    }
    let continues = match &known.earlier {
        Some(earlier) => {
            Some(continues(connection, &signed, &open("the earlier checkpoint", earlier, known)?).await?)
        }
        None => None,
    };
    let signature = if known.keys.is_some() { LogSignature::Holds } else { LogSignature::NotChecked };
    Ok(Some(LogContents { size: signed.size, root: signed.root, signature, continues }))
}

fn open(name: &str, note: &str, known: &Known) -> Result<Checkpoint, String> {
    match &known.keys {
        Some(keys) => Checkpoint::open_with(note, keys).map_err(|error| match error {
            NoteError::Unknown => format!("{name} is not signed by any of the keys given"),
            error => format!("{name} doesn't hold: {error}"),
        }),
        None => Checkpoint::read(note).map_err(|error| format!("{name}: {error}")),
    }
}

/// A record that is there is the one whose digest is in the log.
fn whole(row: &Row) -> Result<(), String> {
    let is = match Compact::parse(&row.record) {
        // Erased: its digest stays.
        Err(_) if row.record.is_empty() => true,
        Err(_) => false,
        Ok(jws) => Digest::of(&jws.payload).as_str() == row.digest,
    };
    if is {
        Ok(())
    } else {
        Err(format!("record {} is not the one that was stored: it was changed", row.number))
    }
}

async fn rows(connection: &mut SqliteConnection, first: u64, width: u64) -> Result<Vec<Row>, String> {
    let number = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
    sqlx::query_as(
        "SELECT number, digest, receipt, record FROM records WHERE number > $1 AND number <= $2 ORDER BY number",
    )
    .bind(number(first))
    .bind(number(first + width))
    .fetch_all(connection)
    .await
    .map_err(|error| error.to_string())
}

/// Empty when it isn't there.
async fn tile(connection: &mut SqliteConnection, id: TileId) -> Result<Vec<u8>, String> {
    sqlx::query_scalar("SELECT hashes FROM log_tiles WHERE level = $1 AND place = $2")
        .bind(i64::from(id.level))
        .bind(i64::try_from(id.index).unwrap_or(i64::MAX))
        .fetch_optional(connection)
        .await
        .map(Option::unwrap_or_default)
        .map_err(|error| error.to_string())
}

/// Its tiles are those of its records by now, so the earlier root can be taken from them.
async fn continues(
    connection: &mut SqliteConnection,
    signed: &Checkpoint,
    earlier: &Checkpoint,
) -> Result<u64, String> {
    if earlier.origin != signed.origin {
        return Err(format!(
            "its log is {}, and the earlier checkpoint is of {}",
            signed.origin, earlier.origin
        ));
    }
    if earlier.size > signed.size {
        return Err(format!(
            "its log has {} entries, and had {} by the earlier checkpoint: its end is missing",
            signed.size, earlier.size
        ));
    }
    let mut tiles = Tiles::default();
    for id in tree::edge_tiles(earlier.size) {
        tiles.insert(id, &tile(connection, id).await?).map_err(|error| error.to_string())?;
    }
    if tiles.root(earlier.size).map_err(|error| error.to_string())? != earlier.root {
        return Err(format!(
            "its first {} records are not those that the earlier checkpoint signed",
            earlier.size
        ));
    }
    Ok(earlier.size)
}
