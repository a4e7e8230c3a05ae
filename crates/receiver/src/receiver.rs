//! The parts put together.

use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use samtycke_pack::offer::Published;
use samtycke_record::Digest;
use samtycke_record::jws::{Algorithm, Jwk, JwkSet};
use samtycke_record::registry::Registration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::auth::Guesses;
use crate::entry::Entry;
use crate::health::Readiness;
use crate::keys::{KeyRing, Keys};
use crate::metrics::Metrics;
use crate::queue::Queue;
use crate::rate::Rates;
use crate::retention::RetentionRules;
use crate::store::{Log, Patience, Store};
use crate::webhooks::{Couriers, WebhookSettings};
use crate::{Config, Database, Files, KeySource, Packs, PublicUrl, StartError, Timeouts};
use crate::{daily, http, keys, packs, server};

/// A receiver that has everything it needs: its packs read, its key at hand, its database open.
#[derive(Clone, Debug)]
pub struct Receiver {
    state: Arc<State>,
    key: KeySource,
    files: Option<Files>,
    webhooks: WebhookSettings,
}

/// What requests share. Only the keys change after the start, all at once.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) public_url: PublicUrl,
    pub(crate) origins: Vec<String>,
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) packs: Vec<Published>,
    /// Where they were read from.
    pub(crate) pack_folders: Vec<std::path::PathBuf>,
    pub(crate) console: crate::Page,
    keys: RwLock<Arc<Keys>>,
    /// The public half of the key that signs the log.
    log_key: Jwk,
    pub(crate) store: Store,
    pub(crate) queue: Queue,
    /// Records that are verified at a time.
    pub(crate) cores: Arc<Semaphore>,
    /// Records whose bodies are read, verified or waiting at a time.
    pub(crate) room: Arc<Semaphore>,
    pub(crate) metrics: Metrics,
    pub(crate) readiness: Readiness,
    pub(crate) rates: Rates,
    pub(crate) guesses: Guesses,
    pub(crate) body_limit: usize,
    pub(crate) nonce_life: Duration,
    pub(crate) timeouts: Timeouts,
    pub(crate) retention: RetentionRules,
    pub(crate) clock: fn() -> SystemTime,
}

impl Receiver {
    /// Reads the packs and the keys and opens the database, in that order; makes what may be made.
    ///
    /// # Errors
    /// What is wrong, where, and what to do.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        config.check()?;
        let published = match &config.packs {
            Packs::Folders(folders) => load_packs(folders)?,
            Packs::None => Vec::new(),
        };
        let ring = keys::load_or_create(&config.key)?;
        let store = Store::open(&config.database).await?;
        match Self::on(store.clone(), config, published, ring).await {
            Ok(receiver) => Ok(receiver),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    async fn on(
        store: Store,
        config: Config,
        published: Vec<Published>,
        ring: KeyRing,
    ) -> Result<Self, StartError> {
        store.wait_for_lock(&config.database, Patience::Operator).await?;
        let log = Log::open(&store, &config).await?;
        let metrics = Metrics::new();
        let index = |record: &_, pack: &_| Entry::of(record, vendor_of(&published, pack));
        store.index_the_rest(index).await.map_err(|error| cannot_index(&config.database, &error))?;
        let tokens = store.token_hashes().await.map_err(|error| cannot_index(&config.database, &error))?;
        store.wait_for_lock(&config.database, Patience::Request).await?;
        let state = State {
            public_url: config.public_url,
            origins: config.origins.iter().map(|origin| origin.as_str().to_owned()).collect(),
            algorithms: config.algorithms,
            packs: published,
            pack_folders: match config.packs {
                Packs::Folders(folders) => folders,
                Packs::None => Vec::new(),
            },
            console: config.console,
            keys: RwLock::new(Arc::new(ring.into())),
            log_key: keys::log_jwk(log.key()),
            queue: Queue::start(store.clone(), log, metrics.commits.clone()),
            metrics,
            readiness: Readiness::default(),
            store,
            cores: Arc::new(Semaphore::new(
                std::thread::available_parallelism().map_or(1, NonZeroUsize::get),
            )),
            room: Arc::new(Semaphore::new(config.room)),
            rates: Rates::new(config.rate, &config.origins, Instant::now()),
            guesses: Guesses::new(config.guesses, tokens, Instant::now()),
            body_limit: config.body_limit,
            nonce_life: config.nonce_life,
            timeouts: config.timeouts,
            retention: config.retention,
            clock: config.clock,
        };
        Ok(Self { state: Arc::new(state), key: config.key, files: config.files, webhooks: config.webhooks })
    }

    /// Reads the keys again, after a rotation. Requests that began before go on with those that they have.
    ///
    /// # Errors
    /// What is wrong with them; the receiver goes on with those that it has.
    pub fn reload_keys(&self) -> Result<(), StartError> {
        let keys = Arc::new(keys::load(&self.key)?.into());
        *self.state.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// The endpoints, and the files when there are some. [`serve`](Self::serve) adds the time-outs for reading.
    pub fn router(&self) -> Router {
        http::router(&self.state, self.files.as_ref())
    }

    /// Answers requests until `shutdown` is ready, then finishes those under way, stores what waits and closes the database.
    pub async fn serve(self, listener: TcpListener, shutdown: impl Future<Output = ()> + Send) {
        let router = self.router();
        let Self { state, webhooks, .. } = self;
        let couriers = Couriers::start(
            state.store.clone(),
            webhooks,
            state.metrics.deliveries.clone(),
            state.timeouts.drain,
        );
        let daily = tokio::spawn(daily::run(state.store.clone(), state.retention));
        server::run(listener, router, state.timeouts, shutdown).await;
        state.queue.finish().await;
        couriers.stop().await;
        daily.abort();
        // Ended or aborted: both are its end.
        let _ = daily.await;
        state.store.close().await;
    }
}

impl State {
    /// The keys of the moment.
    pub(crate) fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What verifies what is signed here: receipts, and the log.
    pub(crate) fn published(&self) -> JwkSet {
        let mut set = self.keys().ring.published();
        set.keys.push(self.log_key.clone());
        set
    }

    /// The registration number of the vendor that published that pack.
    pub(crate) fn vendor_of(&self, pack: &Digest) -> Option<&Registration> {
        vendor_of(&self.packs, pack)
    }
}

fn vendor_of<'a>(packs: &'a [Published], pack: &Digest) -> Option<&'a Registration> {
    packs.iter().find(|published| published.digest == *pack).map(|found| &found.manifest.vendor.registry)
}

fn cannot_index(database: &Database, error: &sqlx::Error) -> StartError {
    StartError::new(
        format!("the records in {database} can't be indexed: {error}"),
        "check that it can be written and that the disk has room; the next start goes on where this one ended",
    )
}

fn load_packs(folders: &[std::path::PathBuf]) -> Result<Vec<Published>, StartError> {
    let mut published = Vec::new();
    for folder in folders {
        let found = packs::load(folder).map_err(|error| {
            StartError::new(error, "a pack is written by `samtycke build PACK --out DIR`")
        })?;
        published.extend(found);
    }
    Ok(published)
}
