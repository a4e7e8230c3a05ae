//! `samtycke records`: what the receiver has stored, searched, shown and exported from its database.

mod shown;

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use samtycke_receiver::{Filter, FilterError, Format, Measure, Office, Paging, StartError};
use samtycke_record::json::ToJson as _;

use crate::database::DatabaseArgs;
use crate::records_admin::AdminCommand;
use crate::verify::read_keys;

const HELP: &str = "\
Examples:
  samtycke records search fjord --from 2026-09-01
  samtycke records show ID --pack published/vendor --jwks keys.json
  samtycke records export --format csv --document dpa --out dpa.csv
  samtycke records pending --document dpa --version 2.2
  samtycke records hold --registration 559000-0005 --reason \"dispute 2026-17\"
  samtycke records retention --config samtycke.toml --dry-run";

/// Searches, shows, exports, holds and erases the records that a receiver has stored; tells who did what.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct RecordsArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: RecordsCommand,
}

#[derive(Subcommand)]
enum RecordsCommand {
    /// Lists records, the newest first.
    Search {
        #[command(flatten)]
        filter: FilterArgs,
        #[command(flatten)]
        page: PageArgs,
    },
    /// Shows one record with everything about it, checked as of now. Exits with 1 when a check fails.
    Show(ShowArgs),
    /// Writes records to standard output or a file, the oldest first.
    Export {
        #[command(flatten)]
        filter: FilterArgs,
        /// What it looks like.
        #[arg(long, default_value = "jsonl")]
        format: FormatArg,
        /// A file that isn't there yet, made for its owner alone [default: standard output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Lists customers whose newest acceptance of a document is of an earlier version.
    Pending {
        /// The document's id in the pack.
        #[arg(long)]
        document: String,
        /// The version that they should have accepted.
        #[arg(long)]
        version: String,
        #[command(flatten)]
        page: PageArgs,
    },
    #[command(flatten)]
    Admin(AdminCommand),
}

/// Which records: those of which all of this holds.
#[derive(Args)]
struct FilterArgs {
    /// Part of a company's name or an e-mail address, a registration number, or a record's id.
    #[arg(value_name = "TEXT")]
    q: Option<String>,
    /// Part of the company's name, without regard to case and accents.
    #[arg(long)]
    company: Option<String>,
    /// The company's registration number, in any spelling; with its register's name before it when it could be another's.
    #[arg(long, value_name = "NUMBER")]
    registration: Option<String>,
    /// The signatory's e-mail address, or a part of it like @company.example.
    #[arg(long)]
    email: Option<String>,
    /// A document's id in the pack.
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Its version.
    #[arg(long)]
    version: Option<String>,
    /// acceptance or consent.
    #[arg(long)]
    kind: Option<String>,
    /// What happened: agree, acknowledge, decline, …, consent_given, …
    #[arg(long)]
    event: Option<String>,
    /// The pack's role.
    #[arg(long)]
    role: Option<String>,
    /// Received on that day (UTC) or later.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Received on that day (UTC) or earlier.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

#[derive(Args)]
struct PageArgs {
    /// At most so many, 500 at most [default: 50].
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// Go on where a page ended: what it said at its end.
    #[arg(long)]
    after: Option<String>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct ShowArgs {
    /// The record's id.
    id: String,
    /// The folder of a published pack to check it against; once for each.
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,
    /// The receiver's published keys (JWK set), to check the receipt with.
    #[arg(long, value_name = "FILE")]
    jwks: Option<PathBuf>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatArg {
    /// JSON Lines: everything, the signed bytes included.
    Jsonl,
    /// A table (RFC 4180), for people.
    Csv,
    /// JSON-LD by the W3C's Data Privacy Vocabulary and ISO/IEC TS 27560.
    Dpv,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Jsonl => Self::JsonLines,
            FormatArg::Csv => Self::Csv,
            FormatArg::Dpv => Self::Dpv,
        }
    }
}

impl FilterArgs {
    fn read(&self) -> Result<Filter, StartError> {
        let given = [
            ("q", &self.q),
            ("company", &self.company),
            ("registration", &self.registration),
            ("email", &self.email),
            ("document", &self.document),
            ("version", &self.version),
            ("kind", &self.kind),
            ("event", &self.event),
            ("role", &self.role),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let pairs = given.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        Filter::parse(pairs).map_err(|error| asked(&error))
    }
}

impl PageArgs {
    fn read(&self) -> Result<Paging, StartError> {
        Paging::parse(self.after.as_deref(), self.limit.as_deref()).map_err(|error| asked(&error))
    }
}

fn asked(error: &FilterError) -> StartError {
    StartError::new(error.to_string(), "`--help` says what each takes")
}

impl RecordsArgs {
    pub(crate) fn run(self) -> ExitCode {
        let Self { database, command } = self;
        match command {
            RecordsCommand::Admin(command) => command.run(&database),
            RecordsCommand::Search { filter, page } => database.work("records search", async |office| {
                let found = office.search(&filter.read()?, &page.read()?).await?;
                if page.json {
                    println!("{}", found.to_json().canonical());
                } else {
                    print!("{}", shown::found(&found));
                }
                Ok(())
            }),
            RecordsCommand::Show(args) => {
                database.work("records show", async |office| show(office, &args).await)
            }
            RecordsCommand::Export { filter, format, out } => database
                .work("records export", async |office| {
                    export(office, filter.read()?, format.into(), out.as_deref()).await
                }),
            RecordsCommand::Pending { document, version, page } => {
                database.work("records pending", async |office| {
                    let pending = office.pending(&document, &version, &page.read()?).await?;
                    if page.json {
                        println!("{}", pending.to_json().canonical());
                    } else {
                        print!("{}", shown::pending(&pending));
                    }
                    Ok(())
                })
            }
        }
    }
}

async fn show(office: &Office, args: &ShowArgs) -> Result<(), StartError> {
    let mut packs = Vec::new();
    for folder in &args.pack {
        let found = samtycke_receiver::packs::load(folder).map_err(|error| {
            StartError::new(error, "a pack is written by `samtycke build PACK --out DIR`")
        })?;
        packs.extend(found);
    }
    let keys = args.jwks.as_deref().map(read_keys).transpose();
    let keys =
        keys.map_err(|error| StartError::new(error, "it is at /.well-known/jwks.json of the receiver"))?;
    let measure = Measure { audience: None, origins: None, packs: &packs, keys: keys.as_ref() };
    let opened = office.open_record(&args.id, measure).await?.ok_or_else(|| {
        StartError::new(
            format!("no record has the id {:?}", args.id),
            "`samtycke records search` finds records",
        )
    })?;
    if args.json {
        println!("{}", opened.canonical());
    } else {
        print!("{}", shown::opened(&opened));
    }
    if shown::holds(&opened) {
        Ok(())
    } else {
        Err(StartError::new("a check of this record fails", "`samtycke verify` says more about each check"))
    }
}

async fn export(
    office: &Office,
    filter: Filter,
    format: Format,
    out: Option<&Path>,
) -> Result<(), StartError> {
    let mut export = office.export(filter, format).await?;
    let mut file = out.map(|path| create(path).map(|file| (path, file))).transpose()?;
    while let Some(part) = office.export_part(&mut export).await? {
        match &mut file {
            Some((path, file)) => {
                file.write_all(part.as_bytes()).map_err(|error| cannot_write(path, &error))?;
            }
            None => print!("{part}"),
        }
    }
    if let Some((path, file)) = &file {
        file.sync_all().map_err(|error| cannot_write(path, &error))?;
        eprintln!("{} records in {}", export.written(), path.display());
    }
    Ok(())
}

/// Records name people: only who exports them reads them.
fn create(path: &Path) -> Result<File, StartError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> StartError {
    StartError::new(
        format!("{} can't be written: {error}", path.display()),
        "name a file that isn't there yet, in a folder with room that you can write to",
    )
}
