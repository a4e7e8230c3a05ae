//! A PostgreSQL server of one test's own, which that test may break and restart.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::sluggish::Sluggish;

/// Names the folder of PostgreSQL's programs.
const PROGRAMS: &str = "SAMTYCKE_TEST_POSTGRES_PROGRAMS";

/// Where a cluster's write-ahead log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wal {
    /// With its data.
    Inside,
    /// On another disk.
    Aside,
}

/// A server that runs, until it is dropped.
pub(crate) struct Cluster {
    data: PathBuf,
    /// Its log, and the write-ahead log that is not with the data.
    aside: TempDir,
    address: SocketAddrV4,
    user: Option<(u32, u32)>,
    disk: Vec<(OsString, OsString)>,
}

impl Cluster {
    /// With its data in that folder; on a slow disk, if there is one.
    pub(crate) fn start(folder: &Path, wal: Wal, disk: Option<&Sluggish>) -> Self {
        let address = own_address();
        let aside = TempDir::new().unwrap();
        let disk = disk.map(Sluggish::environment).unwrap_or_default();
        let cluster = Self { data: folder.join("data"), aside, address, user: user(), disk };
        cluster.own(cluster.aside.path());
        DirBuilder::new().mode(0o700).create(&cluster.data).unwrap();
        cluster.own(&cluster.data);
        cluster.own(folder);
        let mut initdb = cluster.program("initdb");
        // Segments of one megabyte: so that a small disk holds some.
        initdb.args(["--auth=trust", "--username=samtycke", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        initdb.arg("--wal-segsize=1").arg("--pgdata").arg(&cluster.data);
        if wal == Wal::Aside {
            initdb.arg("--waldir").arg(cluster.aside.path().join("wal"));
        }
        run(initdb);
        let settings = format!(
            "port = {}\nlisten_addresses = '{}'\nunix_socket_directories = ''\n\
             max_wal_size = 8MB\nmin_wal_size = 2MB\nshared_buffers = 8MB\nautovacuum = off\n",
            address.port(),
            address.ip()
        );
        let file = cluster.data.join("postgresql.conf");
        fs::write(&file, fs::read_to_string(&file).unwrap() + &settings).unwrap();
        cluster.control(&["start"]);
        cluster
    }

    /// Its address, with the right to make databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://samtycke@{}/postgres", self.address)
    }

    /// Ends it as a crash does, without a word to anybody, and starts it again, which recovers.
    pub(crate) fn crash_and_restart(&self) {
        self.control(&["restart", "--mode=immediate"]);
    }

    /// Starts it if it gave up.
    pub(crate) fn restart_if_it_ended(&self) {
        let running = self.program("pg_ctl").arg("status").arg("--pgdata").arg(&self.data).output().unwrap();
        if !running.status.success() {
            self.control(&["start"]);
        }
    }

    fn control(&self, what: &[&str]) {
        let mut control = self.program("pg_ctl");
        control.args(what).args(["--wait", "--timeout=60", "--silent", "--pgdata"]).arg(&self.data);
        control.arg("--log").arg(self.aside.path().join("log"));
        run(control);
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(programs().join(name));
        command
            .current_dir(self.aside.path())
            .envs(self.disk.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }

    fn own(&self, path: &Path) {
        if let Some((user, group)) = self.user {
            chown(path, Some(user), Some(group)).unwrap();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(&self.data).status();
    }
}

fn run(mut command: Command) {
    let done = command.status().unwrap();
    assert!(done.success(), "{command:?}: {done}");
}

/// One of loopback's sixteen million, so that nobody else takes the port while the server is made or restarted.
fn own_address() -> SocketAddrV4 {
    let [a, b, c, ..] = *uuid::Uuid::new_v4().as_bytes();
    SocketAddrV4::new(Ipv4Addr::new(127, a.max(1), b, c.clamp(1, 254)), 5_499)
}

/// PostgreSQL refuses to be run by root.
fn user() -> Option<(u32, u32)> {
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let line = passwd.lines().find(|line| line.starts_with("postgres:")).filter(|_| root)?;
    let numbers: Vec<u32> = line.split(':').skip(2).take(2).map(|number| number.parse().unwrap()).collect();
    Some((numbers[0], numbers[1]))
}

/// The folder that the environment names, or the newest of Debian's.
fn programs() -> PathBuf {
    if let Ok(folder) = std::env::var(PROGRAMS) {
        return folder.into();
    }
    let folders = fs::read_dir("/usr/lib/postgresql").unwrap();
    let version = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    folders.map(|entry| entry.unwrap().path()).max_by_key(version).unwrap().join("bin")
}
