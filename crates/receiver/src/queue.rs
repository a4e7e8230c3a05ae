//! The way to the disk. Records that are verified wait here, and all that wait go to the database together: one commit,
//! one flush, many records. Each is acknowledged only after that.
//!
//! The queue is short. Who finds it full is told to come back later: better than waiting in a line that grows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tokio::sync::{mpsc, oneshot};

use crate::metrics::Commits;
use crate::problem::Refusal;
use crate::store::busy::{RETRY, WORTH_A_TRY, is_busy};
use crate::store::{Arrival, Fate, Log, Store};

/// Records that may wait.
const LENGTH: usize = 1_024;
/// Records in one commit.
const BATCH: usize = 256;

/// The end that requests see.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    sender: mpsc::Sender<Message>,
    /// The receiver stops: nothing is begun again.
    finishing: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Message {
    Store(Box<Arrival>, Waiting),
    /// Nobody sends any more: store what is here, and say when that is done.
    Finish(oneshot::Sender<()>),
}

/// Who waits for what becomes of a record.
#[derive(Debug)]
struct Waiting {
    since: Instant,
    reply: oneshot::Sender<Result<Fate, Refusal>>,
}

impl Queue {
    /// Starts the writer. It ends with the last of its senders, or when it is told to.
    pub(crate) fn start(store: Store, log: Log, commits: Commits) -> Self {
        let (sender, receiver) = mpsc::channel(LENGTH);
        let finishing = Arc::new(AtomicBool::new(false));
        tokio::spawn(write(store, log, commits, receiver, Arc::clone(&finishing)));
        Self { sender, finishing }
    }

    /// Stores a record. When this returns, what it says is on disk.
    pub(crate) async fn store(&self, arrival: Arrival) -> Result<Fate, Refusal> {
        let (reply, answer) = oneshot::channel();
        let waiting = Waiting { since: Instant::now(), reply };
        self.sender.try_send(Message::Store(Box::new(arrival), waiting)).map_err(|_| Refusal::busy())?;
        answer.await.unwrap_or_else(|_| Err(Refusal::busy()))
    }

    /// Does the writer run?
    pub(crate) fn is_open(&self) -> bool {
        !self.sender.is_closed()
    }

    /// How many wait.
    pub(crate) fn length(&self) -> usize {
        self.sender.max_capacity() - self.sender.capacity()
    }

    /// Waits until everything that was sent is stored.
    pub(crate) async fn finish(&self) {
        self.finishing.store(true, Ordering::Relaxed);
        let (reply, done) = oneshot::channel();
        if self.sender.send(Message::Finish(reply)).await.is_ok() {
            let _ = done.await;
        }
    }
}

async fn write(
    store: Store,
    log: Log,
    commits: Commits,
    mut receiver: mpsc::Receiver<Message>,
    finishing: Arc<AtomicBool>,
) {
    let mut messages = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut messages, BATCH).await > 0 {
        let (mut arrivals, mut waiting) = (Vec::with_capacity(messages.len()), Vec::new());
        let mut finished = None;
        for message in messages.drain(..) {
            match message {
                Message::Store(arrival, who) => {
                    arrivals.push(*arrival);
                    waiting.push(who);
                }
                Message::Finish(reply) => finished = Some(reply),
            }
        }
        if !arrivals.is_empty() {
            let began = Instant::now();
            let is_worth_it = || !finishing.load(Ordering::Relaxed) && is_awaited(&waiting);
            let stored = add(&store, &log, &arrivals, is_worth_it).await;
            commits.observe(arrivals.len(), began.elapsed());
            answer(stored, waiting);
        }
        if let Some(reply) = finished {
            let _ = reply.send(());
            return;
        }
    }
}

/// Does somebody still wait, and is the oldest young enough that another try ends in time?
fn is_awaited(waiting: &[Waiting]) -> bool {
    let oldest = waiting.first().map(|who| who.since.elapsed());
    oldest.is_some_and(|age| age < WORTH_A_TRY) && waiting.iter().any(|who| !who.reply.is_closed())
}

/// Begins again while others hold the database and it is worth it.
async fn add(
    store: &Store,
    log: &Log,
    arrivals: &[Arrival],
    is_worth_it: impl Fn() -> bool,
) -> Result<Vec<Fate>, sqlx::Error> {
    loop {
        match store.add(log, arrivals).await {
            Err(error) if is_busy(&error) && is_worth_it() => tokio::time::sleep(RETRY).await,
            outcome => return outcome,
        }
    }
}

/// Nobody may be waiting any more: then the record is stored all the same, and gets its receipt when it is sent again.
fn answer(stored: Result<Vec<Fate>, sqlx::Error>, waiting: Vec<Waiting>) {
    match stored {
        Ok(fates) => {
            for (fate, who) in fates.into_iter().zip(waiting) {
                let _ = who.reply.send(Ok(fate));
            }
        }
        Err(error) => {
            let refusal = Refusal::from(error);
            for who in waiting {
                let _ = who.reply.send(Err(refusal.clone()));
            }
        }
    }
}
