//! `samtycke health`: is a receiver ready? For where there is no curl, like a container without a shell.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

/// An answer is due in that time, from a receiver on the same machine.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks a receiver whether it is ready (/readyz). Exit code 0: it is.
#[derive(Args)]
pub(crate) struct HealthArgs {
    /// Where it listens: plain HTTP, so on this machine.
    #[arg(value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    address: SocketAddr,
}

impl HealthArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match ask(self.address) {
            Ok(answer) if answer.starts_with("HTTP/1.1 200 ") => ExitCode::SUCCESS,
            Ok(answer) => fail(self.address, answer.lines().next_back().unwrap_or_default()),
            Err(error) => fail(self.address, &error.to_string()),
        }
    }
}

fn fail(address: SocketAddr, why: &str) -> ExitCode {
    eprintln!("samtycke health: {address} is not ready: {}", crate::terminal::plain(why));
    ExitCode::FAILURE
}

fn ask(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(64 * 1024).read_to_string(&mut answer)?;
    Ok(answer)
}
