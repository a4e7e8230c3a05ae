//! What a receiver tells its operator, on standard error: one line each, nothing of what a record says.

use std::io;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How much, and in which form.
#[derive(Args)]
pub(crate) struct LogArgs {
    /// How much is told on standard error: errors, warnings, what is done, or every request too [default: info].
    #[arg(long, value_name = "LEVEL")]
    log: Option<Level>,
    /// Lines for people, or JSON [default: text].
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<Format>,
}

/// The least weight of a line that is told.
#[derive(Clone, Copy, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Off,
    Error,
    Warn,
    Info,
    /// Every request.
    Debug,
}

/// The form of a line.
#[derive(Clone, Copy, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    Text,
    Json,
}

impl LogArgs {
    /// Begins; what the file says counts where no flag does.
    pub(crate) fn begin(&self, level: Option<Level>, format: Option<Format>) {
        let level = match self.log.or(level).unwrap_or(Level::Info) {
            Level::Off => LevelFilter::OFF,
            Level::Error => LevelFilter::ERROR,
            Level::Warn => LevelFilter::WARN,
            Level::Info => LevelFilter::INFO,
            Level::Debug => LevelFilter::DEBUG,
        };
        // Libraries would tell at length what they do, and SQL statements among it.
        let of_others = level.min(LevelFilter::WARN);
        let targets = Targets::new()
            .with_default(of_others)
            .with_targets([("samtycke", level), ("samtycke_receiver", level)]);
        let registry = tracing_subscriber::registry().with(targets);
        let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(false);
        match self.log_format.or(format).unwrap_or(Format::Text) {
            Format::Text => registry.with(lines).init(),
            Format::Json => registry.with(lines.json().flatten_event(true)).init(),
        }
    }
}
