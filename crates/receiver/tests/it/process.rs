//! The receiver as a process of its own: this program again, told to serve, so that it can be killed.

use std::io::{BufRead as _, BufReader, Read as _};
use std::ops::Deref;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use samtycke_receiver::{Database, Receiver};
use tokio::net::TcpListener;

use crate::server::{self, Client, Place};

const FOLDER: &str = "SAMTYCKE_TEST_SERVE_FOLDER";
const DATABASE: &str = "SAMTYCKE_TEST_SERVE_DATABASE";
/// Names how many records it takes at a time, if not as many as ever.
pub(crate) const ROOM: &str = "SAMTYCKE_TEST_SERVE_ROOM";

/// A receiver that runs by itself; what is asked of it goes through its client.
pub(crate) struct Process {
    child: Child,
    /// Read to its end by nobody, but open: who can't write any more ends badly.
    _output: BufReader<ChildStdout>,
    client: Client,
}

impl Process {
    pub(crate) fn start(place: &Place) -> Self {
        Self::started_by(Command::new(std::env::current_exe().unwrap()), place)
    }

    /// By a command that ends in this program.
    pub(crate) fn started_by(mut command: Command, place: &Place) -> Self {
        let mut child = command
            .args(["process::serve", "--exact", "--include-ignored", "--nocapture"])
            .env(FOLDER, place.path(""))
            .env(DATABASE, place.database().text())
            // What glibc sets aside for each of many threads is no growth.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Where it says why it doesn't start.
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.by_ref().lines();
        let address =
            lines.find_map(|line| Some(line.unwrap().split_once("listening on ")?.1.parse().unwrap()));
        Self { child, _output: output, client: Client::new(address.expect("it listens")) }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: it gets to do nothing more.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Told to stop, as by SIGTERM; waits for its end, which must be a good one.
    pub(crate) fn stop(&mut self) {
        drop(self.child.stdin.take());
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "{ended}");
    }

    /// What it holds in memory now.
    pub(crate) fn memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Deref for Process {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves until it is killed, or whoever started it is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "what other tests start as a process of its own"]
async fn serve() {
    let (Ok(folder), Ok(database)) = (std::env::var(FOLDER), std::env::var(DATABASE)) else { return };
    let mut config = server::config(&PathBuf::from(folder), Database::parse(&database));
    config.rate = None;
    if let Ok(room) = std::env::var(ROOM) {
        config.room = room.parse().unwrap();
    }
    let receiver = Receiver::open(config).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("listening on {}", listener.local_addr().unwrap());
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    receiver.serve(listener, async { drop(ended.await) }).await;
}
