//! The parts put together.

use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use samtycke_pack::offer::Published;
use samtycke_record::jws::JwkSet;
use samtycke_record::sign::Es256Key;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::nonces::Mint;
use crate::packs::load;
use crate::queue::Queue;
use crate::rate::Rates;
use crate::store::{Log, Store};
use crate::{Config, Files, Packs, PublicUrl, StartError, Timeouts};
use crate::{http, keys, server};

/// A receiver that has everything it needs: its packs read, its key at hand, its database open.
#[derive(Clone, Debug)]
pub struct Receiver {
    state: Arc<State>,
    files: Option<Files>,
}

/// What requests share; never changed after start.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) public_url: PublicUrl,
    pub(crate) origins: Vec<String>,
    pub(crate) packs: Vec<Published>,
    pub(crate) key: Es256Key,
    /// Of this key and the log's.
    pub(crate) published: JwkSet,
    pub(crate) mint: Mint,
    pub(crate) store: Store,
    pub(crate) queue: Queue,
    /// Records that are verified at a time.
    pub(crate) cores: Arc<Semaphore>,
    /// Records whose bodies are read, verified or waiting at a time.
    pub(crate) room: Arc<Semaphore>,
    pub(crate) rates: Rates,
    pub(crate) body_limit: usize,
    pub(crate) nonce_life: Duration,
    pub(crate) timeouts: Timeouts,
}

impl Receiver {
    /// Reads the packs and the keys and opens the database, in that order; makes what may be made.
    ///
    /// # Errors
    /// What is wrong, where, and what to do.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        config.check()?;
        let packs = match &config.packs {
            Packs::Folders(folders) => load_packs(folders)?,
            Packs::None => Vec::new(),
        };
        let key = keys::load_or_create(&config.key)?;
        let log_key = keys::load_log_key(&config.log_key)?;
        let store = Store::open(&config.database).await?;
        let log = Log::open(&store, &config, log_key).await?;
        let state = State {
            public_url: config.public_url,
            origins: config.origins.iter().map(|origin| origin.as_str().to_owned()).collect(),
            packs,
            mint: Mint::new(&key),
            published: JwkSet { keys: vec![key.published(), keys::log_jwk(log.key())] },
            key,
            queue: Queue::start(store.clone(), log),
            store,
            cores: Arc::new(Semaphore::new(
                std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
            )),
            room: Arc::new(Semaphore::new(config.room)),
            rates: Rates::new(config.rate, &config.origins, Instant::now()),
            body_limit: config.body_limit,
            nonce_life: config.nonce_life,
            timeouts: config.timeouts,
        };
        Ok(Self { state: Arc::new(state), files: config.files })
    }

    /// The endpoints, and the files when there are some. [`serve`](Self::serve) adds the time-outs for reading.
    pub fn router(&self) -> Router {
        http::router(&self.state, self.files.as_ref())
    }

    /// Answers requests until `shutdown` is ready, then finishes those under way, stores what waits and closes the database.
    pub async fn serve(self, listener: TcpListener, shutdown: impl Future<Output = ()> + Send) {
        server::run(listener, self.router(), self.state.timeouts, shutdown).await;
        self.state.queue.finish().await;
        self.state.store.close().await;
    }
}

fn load_packs(folders: &[std::path::PathBuf]) -> Result<Vec<Published>, StartError> {
    let mut published = Vec::new();
    for folder in folders {
        let found = load(folder).map_err(|error| {
            StartError::new(error, "a pack is written by `samtycke build PACK --out DIR`")
        })?;
        published.extend(found);
    }
    Ok(published)
}
