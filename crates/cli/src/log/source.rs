//! Where a log is read: from its receiver, or from the database.

use std::time::Duration;

use samtycke_log::TileId;
use samtycke_receiver::{Database, LogReader};
use samtycke_record::Digest;
use tokio::runtime::Runtime;

/// For each request.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) enum Source {
    /// The receiver's public URL.
    Receiver { url: String, agent: ureq::Agent },
    /// The database itself.
    Database { reader: LogReader, runtime: Runtime },
}

pub(super) fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

impl Source {
    pub(super) fn open(from: &str) -> Result<Self, String> {
        if is_url(from) {
            let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
            return Ok(Self::Receiver { url: from.trim_end_matches('/').into(), agent });
        }
        let database = Database::parse(from);
        if let Some(path) = database.file().filter(|path| !path.exists()) {
            return Err(format!("there is no database {}", path.display()));
        }
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let reader = runtime.block_on(LogReader::open(&database)).map_err(|error| error.to_string())?;
        Ok(Self::Database { reader, runtime })
    }

    pub(super) fn checkpoint(&self) -> Result<String, String> {
        match self {
            Self::Receiver { .. } => self.text("log/checkpoint"),
            Self::Database { reader, runtime } => runtime
                .block_on(reader.checkpoint())
                .map_err(|error| error.to_string())?
                .ok_or_else(|| "the database has no log yet: start a receiver on it once".into()),
        }
    }

    pub(super) fn tile(&self, id: TileId, width: u64) -> Result<Vec<u8>, String> {
        let missing = || format!("the tile {} is not there", id.path(width));
        match self {
            Self::Receiver { .. } => self.bytes(&format!("log/tile/{}", id.path(width))),
            Self::Database { reader, runtime } => runtime
                .block_on(reader.tile(id, width))
                .map_err(|error| error.to_string())?
                .ok_or_else(missing),
        }
    }

    pub(super) fn bundle(&self, index: u64, width: u64) -> Result<Vec<u8>, String> {
        let path = TileId { level: 0, index }.path(width).replacen('0', "entries", 1);
        match self {
            Self::Receiver { .. } => self.bytes(&format!("log/tile/{path}")),
            Self::Database { reader, runtime } => runtime
                .block_on(reader.bundle(index, width))
                .map_err(|error| error.to_string())?
                .ok_or_else(|| format!("{path} are not there")),
        }
    }

    pub(super) fn proof(&self, record: &Digest) -> Result<String, String> {
        match self {
            Self::Receiver { .. } => self.text(&format!("log/proof/{}", record.hex())),
            Self::Database { reader, runtime } => runtime
                .block_on(reader.proof(record))
                .map_err(|error| error.to_string())?
                .map(|proof| proof.to_string())
                .ok_or_else(|| format!("no record {record} is in the log")),
        }
    }

    /// The keys that the receiver publishes, a JWK set.
    pub(super) fn keys(&self) -> Result<String, String> {
        match self {
            Self::Receiver { .. } => self.text(".well-known/jwks.json"),
            Self::Database { .. } => {
                Err("a database doesn't hold its keys: give the receiver's with --jwks FILE, or --key".into())
            }
        }
    }

    fn text(&self, path: &str) -> Result<String, String> {
        String::from_utf8(self.bytes(path)?).map_err(|_| format!("{path}: not a text"))
    }

    /// What the receiver serves there; 10 MiB at most, which no tile has.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        let Self::Receiver { url, agent } = self else { return Err("not a receiver".into()) };
        let address = format!("{url}/{path}");
        let answer = agent.get(&address).call().and_then(|mut answer| answer.body_mut().read_to_vec());
        answer.map_err(|error| format!("{address}: {error}"))
    }
}
