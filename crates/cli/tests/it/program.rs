//! Running `samtycke`, and talking HTTP to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};

use tempfile::TempDir;

use crate::packs;

/// A folder with a published pack in it.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(TempDir::new().unwrap());
        packs::write(&packs::manifest(), &place.path("pack"));
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// Runs it there, to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        let output = self.command(args).output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it there with nobody who reads what it prints, to its end.
    pub(crate) fn run_unread(&self, args: &[&str]) -> Ended {
        self.run_into(args, unread())
    }

    /// Starts `samtycke serve` there with nobody who reads what it prints.
    pub(crate) fn serve_unread(&self, args: &[&str]) -> Child {
        let mut command = self.command(&[&["serve"], args].concat());
        command.stdout(unread()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Runs it there with its standard output led to `out`, to its end.
    pub(crate) fn run_into(&self, args: &[&str], out: Stdio) -> Ended {
        let output = self.command(args).stdout(out).stderr(Stdio::piped()).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        Ended { code: output.status.code().unwrap(), stdout: String::new(), stderr }
    }

    /// Starts `samtycke serve` there and waits until it listens.
    pub(crate) fn serve(&self, args: &[&str]) -> Serving {
        Self::begin(&mut self.command(&[&["serve"], args].concat()))
    }

    /// The same, with what it tells its operator.
    pub(crate) fn serve_with_log(&self, args: &[&str]) -> (Serving, ChildStderr) {
        self.serve_command_with_log(&mut self.command(&[&["serve"], args].concat()))
    }

    /// The same, of a command that begins a server.
    pub(crate) fn serve_command_with_log(&self, command: &mut Command) -> (Serving, ChildStderr) {
        let mut serving = Self::listening(command.stderr(Stdio::piped()));
        let log = serving.child.stderr.take().unwrap();
        (serving, log)
    }

    /// Starts that server and waits until it listens.
    pub(crate) fn begin(command: &mut Command) -> Serving {
        Self::listening(command.stderr(Stdio::null()))
    }

    fn listening(command: &mut Command) -> Serving {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").map(String::from);
        let address = address.unwrap_or_else(|| panic!("it said {line:?}"));
        Serving { child, address }
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_samtycke"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }
}

/// A pipe whose reader is gone.
fn unread() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A server that is ended with the test.
pub(crate) struct Serving {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Status, head and body of an answer.
    pub(crate) fn request(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let head =
            format!("Host: {}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}", self.address);
        write!(stream, "{method} {path} HTTP/1.1\r\n{head}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), head.to_owned(), body.to_owned())
    }

    pub(crate) fn get(&self, path: &str) -> (u16, String, String) {
        self.request("GET", path, "", "")
    }

    /// Ends it without a word.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a signal.
    pub(crate) fn tell(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Sends a signal and gives the exit code.
    pub(crate) fn signal(mut self, name: &str) -> i32 {
        self.tell(name);
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
