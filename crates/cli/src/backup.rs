//! `samtycke backup` and `samtycke restore`: the receiver's SQLite database, copied and put back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use samtycke_receiver::backup::{self, Contents, Known, LogContents, LogSignature};
use samtycke_receiver::{Database, StartError};

use crate::database::DatabaseArgs;
use crate::log::{keys_in, note_in};

const BACKUP: &str = "\
What is copied is compared with its transparency log: records that are missing or were changed are told, and no copy is \
kept. An earlier checkpoint shows besides that nothing was cut off its end since. Like this, once a day:

  samtycke backup --out 2026-11-22.db --jwks keys.json --checkpoint yesterday.txt
  samtycke log checkpoint 2026-11-22.db --jwks keys.json > today.txt     # keep it apart from the copy

The keys are not in it: keep a copy of their files, too. Without them what was stored can be proven, but no new receipt is \
by a key that anyone knows. For PostgreSQL: pg_dump, as docs/operating.md says.";

const RESTORE: &str = "\
The receiver must not run, and no database may lie there: move the broken one away first, with the files beside it that end \
in -wal and -shm.

  samtycke restore --from 2026-11-22.db --db /var/lib/samtycke/samtycke.db --jwks keys.json --checkpoint today.txt";

/// Copies a receiver's SQLite database, also while it runs, and checks the copy.
#[derive(Args)]
#[command(after_help = BACKUP)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The new file. Nothing that is there is overwritten.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    known: KnownArgs,
}

/// Checks a back-up and puts it where a receiver looks for its database.
#[derive(Args)]
#[command(after_help = RESTORE)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// What `samtycke backup` wrote.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    known: KnownArgs,
}

/// What the copy's log is compared with.
#[derive(Args)]
struct KnownArgs {
    /// An earlier checkpoint of its log that the copy must continue; a proof or a receipt has one too.
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// The receiver's published keys, by which checkpoints must be signed [default: signatures aren't looked at].
    #[arg(long, value_name = "FILE")]
    jwks: Option<PathBuf>,
}

impl BackupArgs {
    pub(crate) fn run(&self) -> ExitCode {
        run("backup", &self.database, async |database| {
            backup::take(database, &self.out, &self.known.read()?).await
        })
    }
}

impl RestoreArgs {
    pub(crate) fn run(&self) -> ExitCode {
        run("restore", &self.database, async |database| {
            backup::restore(&self.from, database, &self.known.read()?).await
        })
    }
}

impl KnownArgs {
    fn read(&self) -> Result<Known, StartError> {
        let earlier = self.checkpoint.as_deref().map(|path| Ok::<_, StartError>(note_in(&read(path)?)));
        let keys = self.jwks.as_deref().map(|path| {
            keys_in(&read(path)?).map_err(|why| {
                StartError::new(
                    format!("{}: {why}", path.display()),
                    "give what the receiver serves at /.well-known/jwks.json",
                )
            })
        });
        Ok(Known { keys: keys.transpose()?, earlier: earlier.transpose()? })
    }
}

fn read(path: &Path) -> Result<String, StartError> {
    fs::read_to_string(path).map_err(|error| {
        StartError::new(format!("{} can't be read: {error}", path.display()), "name a file that exists")
    })
}

fn run(
    command: &str,
    database: &DatabaseArgs,
    work: impl AsyncFnOnce(&Database) -> Result<Contents, StartError>,
) -> ExitCode {
    database.unopened(command, async |database| {
        let Contents { records, last, log, .. } = work(database).await?;
        match last {
            Some(last) => println!("{records} records, the last received {last}"),
            None => println!("no records"),
        }
        let Some(LogContents { size, root, signature, continues }) = log else { return Ok(()) };
        println!("a log of {size} entries that holds, root {}", root.base64());
        if let Some(earlier) = continues {
            println!("it continues the checkpoint of {earlier} entries");
        }
        if signature == LogSignature::NotChecked {
            eprintln!("its signature was not looked at: give the receiver's keys with --jwks FILE");
        }
        Ok(())
    })
}
