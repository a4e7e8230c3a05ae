//! The receiver as a process of its own: this program again, told to serve.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitCode, Stdio};
use std::time::Duration;

use samtycke_receiver::{Config, Origin, Packs, PublicUrl, Receiver};
use tokio::net::TcpListener;

use super::packs::records::{AUDIENCE, ORIGIN};

/// The first argument that makes it serve.
pub(crate) const CHILD: &str = "serve-for-the-bench";

/// A running receiver.
pub(super) struct Child {
    process: process::Child,
    pub(super) address: SocketAddr,
}

impl Child {
    pub(super) fn start(folder: &Path) -> Result<Self, String> {
        let this = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut process = Command::new(this)
            .arg(CHILD)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut line = String::new();
        let out = process.stdout.take().ok_or("the receiver says nothing")?;
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        let address = line.trim().parse().map_err(|_| format!("the receiver did not start: {line}"))?;
        Ok(Self { process, address })
    }

    /// What it holds in memory now.
    pub(super) fn memory_kib(&self) -> Result<u64, String> {
        self.number("status", |text| {
            let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
            line.trim().trim_end_matches(" kB").parse().ok()
        })
    }

    /// How long it has kept a core of the processor busy until now.
    pub(super) fn busy(&self) -> Result<Duration, String> {
        // proc(5): the 14th and 15th are ticks of a hundredth of a second, in user mode and in the kernel.
        let ticks = self.number("stat", |text| {
            let (_, rest) = text.rsplit_once(')')?;
            let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
            ticks.sum::<Result<_, _>>().ok()
        })?;
        Ok(Duration::from_millis(ticks * 10))
    }

    fn number(&self, file: &str, read: impl Fn(&str) -> Option<u64>) -> Result<u64, String> {
        let path = format!("/proc/{}/{file}", self.process.id());
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        read(&text).ok_or_else(|| format!("{path} is not as it should be"))
    }

    pub(super) fn stop(&mut self) -> Result<(), String> {
        drop(self.process.stdin.take());
        self.process.wait().map(drop).map_err(|error| error.to_string())
    }
}

/// Serves the folder's pack until standard input ends.
pub(crate) fn serve() -> ExitCode {
    let folder = PathBuf::from(std::env::args().nth(2).unwrap_or_default());
    let Ok(runtime) = tokio::runtime::Runtime::new() else { return ExitCode::FAILURE };
    match runtime.block_on(run(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(folder: &Path) -> Result<(), String> {
    let text = |error: &dyn std::error::Error| error.to_string();
    let url = PublicUrl::parse(AUDIENCE).map_err(|error| text(&error))?;
    let packs = Packs::Folders(vec![folder.join("pack")]);
    let mut config = Config::new(url, folder.join("samtycke.db"), folder.join("key.pem"), packs);
    config.origins = vec![Origin::parse(ORIGIN).map_err(|error| text(&error))?];
    config.rate = None;
    let receiver = Receiver::open(config).await.map_err(|error| text(&error))?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| text(&error))?;
    println!("{}", listener.local_addr().map_err(|error| text(&error))?);
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    receiver.serve(listener, async { drop(ended.await) }).await;
    Ok(())
}
