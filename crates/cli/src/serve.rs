//! `samtycke serve`: the receiver, and static files beside it.

mod file;
mod webhooks;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use samtycke_receiver::{Config, Database, Files, KeySource, Origin, Packs, PublicUrl, Receiver, StartError};
use samtycke_record::jws::Algorithm;
use tokio::net::TcpListener;

use crate::console;
use crate::logs::LogArgs;
pub(crate) use file::retention_rules;
use file::{FILE_HELP, FileSettings, NoPacks, PackSetting};
use webhooks::WebhookArgs;

/// Runs the receiver: hands out nonces, takes records, answers with receipts. Ends on SIGINT or SIGTERM.
#[derive(Args)]
#[command(after_long_help = FILE_HELP)]
pub(crate) struct ServeArgs {
    /// A TOML file with the settings; flags win over it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The port to listen on; 0 takes a free one [default: 8080].
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen on [default: 127.0.0.1].
    #[arg(long, value_name = "ADDRESS")]
    host: Option<IpAddr>,
    /// The SQLite file, made when it isn't there; or a PostgreSQL database, postgres://USER:PASSWORD@HOST/DATABASE,
    /// better given by the environment variable SAMTYCKE_DB [default: samtycke.db].
    #[arg(long, value_name = "FILE|URL")]
    db: Option<String>,
    /// The PEM file of the keys that sign receipts; made when it isn't there, read again on SIGHUP. Its text may stand in
    /// the environment variable SAMTYCKE_KEY instead [default: samtycke-key.pem beside the database].
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The PEM file of the key that signs the transparency log, for as long as the log lives; made when there is no log yet.
    /// Its text may stand in the environment variable SAMTYCKE_LOG_KEY instead [default: samtycke-log.pem beside the other
    /// key].
    #[arg(long, value_name = "FILE")]
    log_key: Option<PathBuf>,
    /// A published pack's folder; once for each pack.
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,
    /// Take records without checking them against any pack; their receipts say so.
    #[arg(long, conflicts_with = "pack")]
    no_packs: bool,
    /// A folder of files to serve beside the endpoints.
    #[arg(long = "static", value_name = "DIR")]
    files: Option<PathBuf>,
    /// Send a strict Content-Security-Policy with HTML.
    #[arg(long)]
    csp: bool,
    /// An origin whose pages may make records; once for each [default: the public URL's; where there is none, http://localhost:PORT as well].
    #[arg(long, value_name = "URL")]
    origin: Vec<String>,
    /// The address that browsers use [default: http://ADDRESS:PORT].
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    #[command(flatten)]
    webhooks: WebhookArgs,
    #[command(flatten)]
    logs: LogArgs,
}

impl ServeArgs {
    pub(crate) fn run(self) -> ExitCode {
        let runtime = match tokio::runtime::Runtime::new() {
            Ok(runtime) => runtime,
            Err(error) => return fail(&format!("the asynchronous runtime can't be started: {error}")),
        };
        match runtime.block_on(self.serve()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        }
    }

    async fn serve(self) -> Result<(), StartError> {
        let file = match &self.config {
            Some(path) => file::read(path)?,
            None => FileSettings::default(),
        };
        self.logs.begin(file.log, file.log_format);
        let host = self.host.or(file.host).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let address = SocketAddr::new(host, self.port.or(file.port).unwrap_or(8080));
        let listener = TcpListener::bind(address).await.map_err(|error| cannot_listen(address, &error))?;
        // Port 0 has become a real one.
        let address = listener.local_addr().unwrap_or(address);
        let config = self.settle(file, address)?;
        let stop = asked_to_stop().map_err(|error| no_signals(&error))?;
        let hang_ups = told_to_read_again().map_err(|error| no_signals(&error))?;
        let new_keys = [("receipts", &config.key), ("the transparency log", &config.log_key)]
            .map(|(what, source)| (what, source.file().filter(|path| !path.exists()).map(Path::to_owned)));
        let receiver = Receiver::open(config).await?;
        for (what, path) in new_keys {
            let Some(key) = path else { continue };
            tracing::warn!(key = %key.display(), "made a new key to sign {what} with; keep a copy in a safe place");
        }
        // Nobody reads it: fine. The receiver serves all the same.
        println!("listening on http://{address}");
        let reading = tokio::spawn(read_keys_again(receiver.clone(), hang_ups));
        receiver.serve(listener, stop).await;
        reading.abort();
        Ok(())
    }

    /// Flags over file over defaults.
    fn settle(self, file: FileSettings, address: SocketAddr) -> Result<Config, StartError> {
        let (public_url, other_name) = match self.public_url.or(file.public_url) {
            Some(text) => (PublicUrl::parse(&text)?, None),
            None => (own_url(address)?, address.ip().is_loopback().then(|| localhost(address)).flatten()),
        };
        let by_environment = || std::env::var("SAMTYCKE_DB").ok();
        let database = self.db.or(file.db).or_else(by_environment).unwrap_or_else(|| "samtycke.db".into());
        let database = Database::parse(&database);
        let beside = database.file().unwrap_or(Path::new("")).with_file_name("samtycke-key.pem");
        let key = match (self.key.or(file.key), std::env::var("SAMTYCKE_KEY")) {
            (Some(path), _) => KeySource::File(path),
            (None, Ok(text)) => KeySource::text(text),
            (None, Err(_)) => KeySource::File(beside),
        };
        let packs = match (self.no_packs, self.pack, file.packs) {
            (true, _, _) => Packs::None,
            (false, folders, _) if !folders.is_empty() => Packs::Folders(folders),
            (false, _, Some(PackSetting::Word(NoPacks::None))) => Packs::None,
            (false, _, Some(PackSetting::Folders(folders))) => Packs::Folders(folders),
            (false, _, None) => Packs::Folders(Vec::new()),
        };
        let mut config = Config::new(public_url, database, key, packs);
        config.console = console::page();
        match (self.log_key.or(file.log_key), std::env::var("SAMTYCKE_LOG_KEY")) {
            (Some(path), _) => config.log_key = path.into(),
            (None, Ok(text)) => config.log_key = KeySource::text(text),
            (None, Err(_)) => {}
        }
        let origins = if self.origin.is_empty() { file.origins.unwrap_or_default() } else { self.origin };
        if !origins.is_empty() {
            config.origins = origins.iter().map(|text| Origin::parse(text)).collect::<Result<_, _>>()?;
        } else {
            config.origins.extend(other_name);
        }
        let csp = self.csp || file.csp.unwrap_or(false);
        config.files = self.files.or(file.files).map(|folder| Files { folder, csp });
        if let Some(kib) = file.body_limit_kib {
            config.body_limit = usize::from(kib) * 1024;
        }
        if let Some(hours) = file.nonce_life_hours {
            config.nonce_life = Duration::from_hours(hours.into());
        }
        if let Some(names) = &file.algorithms {
            config.algorithms = names.iter().map(|name| algorithm(name)).collect::<Result<_, _>>()?;
        }
        self.webhooks.over(file.webhooks).apply(&mut config.webhooks);
        if let Some(settings) = file.retention {
            config.retention = settings.rules()?;
        }
        match file.requests_per_second {
            None => {}
            Some(0) => config.rate = None,
            some => config.rate = some,
        }
        Ok(config)
    }
}

fn fail(problem: &str) -> ExitCode {
    eprintln!("samtycke serve: {problem}");
    ExitCode::FAILURE
}

fn algorithm(name: &str) -> Result<Algorithm, StartError> {
    Algorithm::ALL.iter().copied().find(|known| known.as_str() == name).ok_or_else(|| {
        let known: Vec<_> = Algorithm::ALL.iter().map(|known| known.as_str()).collect();
        StartError::new(
            format!("{name:?} is not a signature algorithm that is known"),
            format!("write one of these in algorithms: {}", known.join(", ")),
        )
    })
}

/// What people call this machine in a browser.
fn localhost(address: SocketAddr) -> Option<Origin> {
    Origin::parse(&format!("http://localhost:{}", address.port())).ok()
}

fn own_url(address: SocketAddr) -> Result<PublicUrl, StartError> {
    if address.ip().is_unspecified() {
        return Err(StartError::new(
            format!(
                "{} means every address of this machine, so browsers can't be told which to use",
                address.ip()
            ),
            "give the address that they use with --public-url, like https://consent.vendor.example",
        ));
    }
    let host = match address.ip() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    let port = if address.port() == 80 { String::new() } else { format!(":{}", address.port()) };
    PublicUrl::parse(&format!("http://{host}{port}"))
}

fn cannot_listen(address: SocketAddr, error: &io::Error) -> StartError {
    let (why, remedy) = match error.kind() {
        io::ErrorKind::AddrInUse => {
            ("another program listens there".into(), "end that one, or choose another port with --port")
        }
        io::ErrorKind::PermissionDenied => {
            (error.to_string(), "ports below 1024 are for the system: choose another with --port")
        }
        _ => (error.to_string(), "check --host and --port"),
    };
    StartError::new(format!("can't listen on {address}: {why}"), remedy)
}

fn no_signals(error: &io::Error) -> StartError {
    StartError::new(format!("signals can't be listened for: {error}"), "see what this system allows programs")
}

/// SIGHUP from now on.
#[cfg(unix)]
fn told_to_read_again() -> io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())
}

#[cfg(unix)]
async fn read_keys_again(receiver: Receiver, mut hang_ups: tokio::signal::unix::Signal) {
    while hang_ups.recv().await.is_some() {
        match receiver.reload_keys() {
            Ok(()) => tracing::info!("the keys were read again"),
            Err(error) => tracing::error!(%error, "the keys were not read again; those from before go on"),
        }
    }
}

#[cfg(not(unix))]
fn told_to_read_again() -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
async fn read_keys_again(_: Receiver, (): ()) {}

/// Listens for the request to stop from now on, not only when the future is first asked.
#[cfg(unix)]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
