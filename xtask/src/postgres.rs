//! A PostgreSQL server for tests: Debian's, in a folder of its own, on loopback, for as long as a value lives.

use std::{
    env, fs,
    fs::File,
    net::{Ipv4Addr, SocketAddrV4},
    os::unix::{fs::DirBuilderExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    fault::{At, Fault, Result},
    paths::Paths,
    process,
    system::{self, Packages},
};

const PACKAGES: Packages = Packages {
    what: "PostgreSQL",
    names: &["postgresql"],
    by_hand: "by hand: `sudo apt-get install postgresql`, or put the folder with `initdb` on PATH. `cargo xtask test --only native` needs no PostgreSQL",
};

/// What a folder of ours is called in the temporary one: what isn't called so is not deleted.
const FOLDER: &str = "samtycke-postgres-";
/// The tests' own user without a password; those that tests make, with theirs.
const WHO_IS_LET_IN: &str = "host all samtycke 127.0.0.0/8 trust\nhost all all 127.0.0.0/8 scram-sha-256\n";
const PATIENCE: Duration = Duration::from_secs(60);

/// The programs of an installation.
pub(crate) struct Postgres {
    folder: PathBuf,
}

/// A running server. It ends with the value, and its data are deleted.
pub(crate) struct Server {
    process: Child,
    cluster: Cluster,
    note: PathBuf,
    address: SocketAddrV4,
}

/// Where a server keeps its data, and who runs it.
struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    user: User,
}

/// PostgreSQL refuses to be run by root.
#[derive(Clone, Copy)]
enum User {
    Ourselves,
    Another { uid: u32, gid: u32 },
}

/// Where PostgreSQL's programs are; installed from Debian's packages if they are missing and that can be done.
pub(crate) fn ready(paths: &Paths) -> Result<Postgres> {
    if let Some(found) = find()? {
        return Ok(found);
    }
    PACKAGES.install(paths)?;
    find()?.ok_or_else(|| PACKAGES.missing("is still missing after installing it"))
}

/// The newest of Debian's, which are not on PATH; or those on PATH.
fn find() -> Result<Option<Postgres>> {
    let mut debian = crate::files::entries(Path::new("/usr/lib/postgresql"))?;
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    debian.sort_by_key(version);
    let folders = debian.into_iter().rev().map(|version| version.join("bin"));
    let on_path = system::on_path(&["initdb"]).and_then(|path| Some(path.parent()?.to_path_buf()));
    Ok(folders
        .chain(on_path)
        .find(|folder| folder.join("initdb").is_file())
        .map(|folder| Postgres { folder }))
}

impl Postgres {
    /// Ends what an earlier run left behind, then starts a server and waits until it answers.
    pub(crate) fn start(&self, paths: &Paths) -> Result<Server> {
        let user = User::find()?;
        let note = paths.notes().join("postgres");
        if let Ok(left) = fs::read_to_string(&note) {
            Cluster { programs: self.folder.clone(), folder: left.trim().into(), user }.remove();
        }
        let folder = env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        let cluster = Cluster { programs: self.folder.clone(), folder, user };
        fs::create_dir_all(paths.notes()).at("create", &paths.notes())?;
        fs::write(&note, cluster.folder.display().to_string()).at("write", &note)?;
        cluster.create()?;
        let address = own_address();
        let process = cluster.run(address)?;
        let mut server = Server { process, cluster, note, address };
        server.wait()?;
        Ok(server)
    }
}

impl Cluster {
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = process::program(self.programs.join(name), &self.folder);
        if let User::Another { uid, gid } = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }

    fn create(&self) -> Result<()> {
        fs::DirBuilder::new().mode(0o700).create(&self.folder).at("create", &self.folder)?;
        if let User::Another { uid, gid } = self.user {
            std::os::unix::fs::chown(&self.folder, Some(uid), Some(gid)).at("hand over", &self.folder)?;
        }
        let mut initdb = self.program("initdb");
        // What the tests write is flushed as ever; the empty cluster need not outlive a power cut.
        initdb.args(["--auth=trust", "--username=samtycke", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        initdb.arg("--pgdata").arg(self.data()).stdout(Stdio::null());
        process::run(&mut initdb, "see the message above; `df -h` says whether there is room")?;
        let rules = self.data().join("pg_hba.conf");
        fs::write(&rules, WHO_IS_LET_IN).at("write", &rules)
    }

    /// In the foreground: Ctrl-C ends it together with xtask.
    fn run(&self, address: SocketAddrV4) -> Result<Child> {
        let log = File::create(self.log()).at("create", &self.log())?;
        let mut postgres = self.program("postgres");
        postgres.arg("-D").arg(self.data()).args(["-p", &address.port().to_string()]);
        postgres.arg("-c").arg(format!("listen_addresses={}", address.ip()));
        for setting in ["unix_socket_directories=", "max_connections=300", "max_wal_size=256MB"] {
            postgres.args(["-c", setting]);
        }
        postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        postgres.spawn().at("start PostgreSQL", &self.programs)
    }

    /// Ends the server that runs there, if one does, and deletes everything.
    fn remove(&self) {
        let ours = self.folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER));
        if !ours || !self.folder.is_dir() {
            return;
        }
        if self.is_running() {
            let mut stop = self.program("pg_ctl");
            stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"]).arg(self.data());
            // Whatever it says: the folder goes, and a server without one ends.
            let _ = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// The process of the pid file, if it is still the server that wrote it.
    fn is_running(&self) -> bool {
        let pid_file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        let Some(pid) = pid_file.lines().next().and_then(|line| line.trim().parse::<u32>().ok()) else {
            return false;
        };
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command).contains(&*self.data().to_string_lossy())
    }
}

impl Server {
    /// The folder of its programs.
    pub(crate) fn programs(&self) -> &Path {
        &self.cluster.programs
    }

    /// Its address, with the right to make databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://samtycke@{}/postgres", self.address)
    }

    fn wait(&mut self) -> Result<()> {
        let begun = Instant::now();
        let ready = self.cluster.data().join("postmaster.pid");
        // Its eighth line is the state.
        let is_ready = || {
            fs::read_to_string(&ready).is_ok_and(|text| text.lines().nth(7).map(str::trim) == Some("ready"))
        };
        while !is_ready() {
            let ended = self.process.try_wait().at("wait for", &self.cluster.programs)?;
            if ended.is_some() || begun.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.cluster.log()).unwrap_or_default();
                return Err(Fault::new(
                    format!("PostgreSQL did not start:\n{}", log.trim_end()),
                    self.cluster.folder.display(),
                    "its messages above say why",
                ));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.cluster.remove();
        // Ended by now, or told to for good; its own processes end with it.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_file(&self.note);
    }
}

impl User {
    fn find() -> Result<Self> {
        if !system::is_root() {
            return Ok(Self::Ourselves);
        }
        let path = Path::new("/etc/passwd");
        let text = fs::read_to_string(path).at("read", path)?;
        ["postgres", "nobody"].iter().find_map(|name| Self::of(&text, name)).ok_or_else(|| {
            Fault::new(
                "PostgreSQL can't be run by root, and there is neither a user postgres nor nobody",
                path.display(),
                "run this as another user, or add one called postgres",
            )
        })
    }

    /// That name's, in the form of passwd(5).
    fn of(passwd: &str, name: &str) -> Option<Self> {
        let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some(Self::Another { uid: numbers.next()?.ok()?, gid: numbers.next()?.ok()? })
    }
}

/// One of loopback's sixteen million, so that nobody else takes the port before the server does.
fn own_address() -> SocketAddrV4 {
    let [_, a, b, c] = std::process::id().to_be_bytes();
    SocketAddrV4::new(Ipv4Addr::new(127, a | 64, b, c), 5_498)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_read_from_passwd() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\nbad:x:a:b::\n";
        for (name, expect) in [("postgres", Some((101, 104))), ("bad", None), ("postgre", None)] {
            let found = User::of(passwd, name).map(|user| match user {
                User::Another { uid, gid } => (uid, gid),
                User::Ourselves => (0, 0),
            });
            assert_eq!(found, expect, "{name}");
        }
    }
}
