//! What a receiver is told, checked where it is read.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use samtycke_record::jws::Algorithm;

use crate::retention::RetentionRules;
use crate::webhooks::WebhookSettings;
use crate::{Database, KeySource, Origin, Page, PublicUrl, StartError};

/// Everything that a receiver needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address that browsers use; records must name it as their audience, and receipts as their issuer.
    pub public_url: PublicUrl,
    /// Origins whose pages may make and send records.
    pub origins: Vec<Origin>,
    /// Where records are stored.
    pub database: Database,
    /// The keys that sign receipts.
    pub key: KeySource,
    /// Signature algorithms that records may have; [`Algorithm::ALL`] unless the vendor wants fewer.
    pub algorithms: Vec<Algorithm>,
    /// The key that signs the transparency log; its file is created when it isn't there and there is no log yet.
    pub log_key: KeySource,
    /// What was published.
    pub packs: Packs,
    /// The page for compliance officers; empty for none.
    pub console: Page,
    /// Files to serve beside the endpoints.
    pub files: Option<Files>,
    /// Largest body that is read, bytes.
    pub body_limit: usize,
    /// How long a nonce is good.
    pub nonce_life: Duration,
    /// Records whose bodies are read, verified or waiting at a time; who comes then is told to come back later.
    pub room: usize,
    /// Requests a second from each origin, in bursts of twice as many; `None` for no limit.
    pub rate: Option<u32>,
    /// Tokens a second that were never good before, in bursts of twice as many; `None` for no limit.
    pub guesses: Option<u32>,
    /// How long the other side may take.
    pub timeouts: Timeouts,
    /// How webhooks are told.
    pub webhooks: WebhookSettings,
    /// How long records are kept.
    pub retention: RetentionRules,
    /// What time it is. It may go back: nothing but times in receipts and the ends of nonces comes from it.
    pub clock: fn() -> SystemTime,
}

impl Config {
    /// The defaults: the log's key beside the other one, or else beside the database, the public URL's own origin, no files, 256 KiB, nonces for a day.
    pub fn new(
        public_url: PublicUrl,
        database: impl Into<Database>,
        key: impl Into<KeySource>,
        packs: Packs,
    ) -> Self {
        let (database, key) = (database.into(), key.into());
        let beside = key.file().or(database.file()).unwrap_or(Path::new(""));
        Self {
            origins: vec![public_url.origin()],
            public_url,
            log_key: beside.with_file_name("samtycke-log.pem").into(),
            database,
            key,
            algorithms: Algorithm::ALL.to_vec(),
            packs,
            console: Vec::new(),
            files: None,
            body_limit: 256 * 1024,
            nonce_life: Duration::from_hours(24),
            room: 512,
            rate: Some(500),
            guesses: Some(10),
            timeouts: Timeouts::default(),
            webhooks: WebhookSettings::default(),
            retention: RetentionRules::default(),
            clock: SystemTime::now,
        }
    }

    const LONGEST_NONCE_LIFE: Duration = Duration::from_hours(366 * 24);

    /// What no single value shows.
    pub(crate) fn check(&self) -> Result<(), StartError> {
        if let Packs::Folders(folders) = &self.packs
            && folders.is_empty()
        {
            return Err(StartError::new(
                "no pack is given, so nothing that a record says of documents could be checked",
                "give the folder that `samtycke build` wrote with --pack; or, to accept records unchecked, say so \
                 with --no-packs",
            ));
        }
        if self.algorithms.is_empty() {
            return Err(StartError::new(
                "no signature algorithm is allowed, so no record could be taken",
                "name at least ES256, by which browsers sign: algorithms = [\"ES256\"]",
            ));
        }
        if self.nonce_life > Self::LONGEST_NONCE_LIFE {
            return Err(StartError::new(
                format!("nonces would be good for {} days", self.nonce_life.as_secs() / 86_400),
                "366 at most; a record that waited in a browser is taken for 30 days more anyway",
            ));
        }
        self.webhooks.check()?;
        let Some(files) = &self.files else { return Ok(()) };
        let folder = files.folder.canonicalize().map_err(|error| {
            StartError::new(
                format!("the folder of static files {}: {error}", files.folder.display()),
                "give a folder that exists with --static",
            )
        })?;
        let secret = self.database.file().map(|path| ("the database", path));
        let signing = self.key.file().map(|path| ("the signing key", path));
        let log = self.log_key.file().map(|path| ("the log's key", path));
        for (what, path) in secret.into_iter().chain(signing).chain(log) {
            if lies_in(path, &folder) {
                return Err(StartError::new(
                    format!(
                        "{what} {} lies in {}, which is served to everyone",
                        path.display(),
                        folder.display()
                    ),
                    "keep it in another folder",
                ));
            }
        }
        Ok(())
    }
}

fn lies_in(path: &Path, folder: &Path) -> bool {
    let place = path.canonicalize().or_else(|_| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        parent.unwrap_or(Path::new(".")).canonicalize()
    });
    place.is_ok_and(|place| place.starts_with(folder))
}

/// What records are checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packs {
    /// Folders with a `pack.json` each, and earlier ones in `history/`.
    Folders(Vec<PathBuf>),
    /// Nothing: every record that holds by itself is accepted, and its receipt says so.
    None,
}

/// Files to serve beside the endpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// Where they are.
    pub folder: PathBuf,
    /// Send a strict `Content-Security-Policy` with HTML?
    pub csp: bool,
}

/// How long the other side may take; afterwards the connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// From the connection, or the answer before, to the end of a request's head.
    pub headers: Duration,
    /// For a request's body.
    pub body: Duration,
    /// For everything until the answer begins.
    pub request: Duration,
    /// For reading a part of an answer, however long the whole takes.
    pub reading: Duration,
    /// For requests under way when the receiver is asked to stop.
    pub drain: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(20),
            request: Duration::from_secs(30),
            reading: Duration::from_secs(30),
            drain: Duration::from_secs(10),
        }
    }
}
