//! `samtycke health`: is a receiver ready? For where there is no curl, like a container without a shell.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

/// As long as a receiver gives a request: on a busy disk /readyz takes what a commit takes. Who starts this may wait less.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks a receiver whether it is ready (/readyz). Exit code 0: it is; 1: it isn't, and why.
#[derive(Args)]
pub(crate) struct HealthArgs {
    /// Where it listens, as `samtycke serve` prints it: plain HTTP, so on this machine or network.
    #[arg(value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    address: String,
}

impl HealthArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match ask(&self.address) {
            Ok(answer) if answer.starts_with("HTTP/1.1 200 ") => ExitCode::SUCCESS,
            Ok(answer) => {
                let why = answer.lines().next_back().unwrap_or_default();
                fail(&self.address, why, "the receiver's own log (standard error) says more")
            }
            Err(error) => fail(
                &self.address,
                &error.to_string(),
                "does it run, and listen there? Name another HOST:PORT, without http://",
            ),
        }
    }
}

fn fail(address: &str, why: &str, remedy: &str) -> ExitCode {
    eprintln!("samtycke health: {address} is not ready: {}\n  {remedy}", crate::terminal::plain(why));
    ExitCode::FAILURE
}

fn ask(address: &str) -> io::Result<String> {
    let mut stream = connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(64 * 1024).read_to_string(&mut answer)?;
    Ok(answer)
}

/// A name can have several addresses: the first that answers counts.
fn connect(address: &str) -> io::Result<TcpStream> {
    let mut failure = io::Error::other("the name has no address");
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}
