//! The configuration file of `samtycke serve`.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use samtycke_receiver::retention::{Months, RetentionRules, RetentionRun};
use samtycke_receiver::{Database, StartError};
use serde::Deserialize;

use super::webhooks::WebhookSettings;
use crate::logs::{Format, Level};

pub(super) const FILE_HELP: &str = "\
The configuration file is TOML. Every setting is optional, paths are relative to the file, flags win:

  host = \"127.0.0.1\"
  port = 8080
  public_url = \"https://consent.vendor.example\"   # the address that browsers use
  origins = [\"https://vendor.example\"]            # pages that may make records; the public URL's own by default
  db = \"samtycke.db\"                             # or \"postgres://user@host/database\"
  key = \"samtycke-key.pem\"                        # beside the database by default; made at first start
  log_key = \"samtycke-log.pem\"                    # signs the transparency log; beside the other key by default
  packs = [\"packs/vendor\"]                        # folders that `samtycke build` wrote; or \"none\"
  static = \"public\"
  csp = false
  body_limit_kib = 256
  nonce_life_hours = 24
  requests_per_second = 500                       # from each origin, in bursts of twice as many; 0 for no limit
  algorithms = [\"ES256\", \"Ed25519\"]           # that records may be signed with; EdDSA is Ed25519 by its old name
  log = \"info\"                                    # off, error, warn, info, or debug: every request
  log_format = \"text\"                             # or \"json\"

  [webhooks]
  timeout = \"15s\"                                 # for an answer
  retry = [\"5s\", \"5m\", \"30m\", \"2h\", \"5h\", \"10h\", \"14h\", \"20h\", \"24h\"]   # before each further attempt
  private = false                                 # true: they may lead to addresses that aren't public

  [retention]                                     # without it records are kept until they are erased by hand
  consent_months = 24                             # after it was received
  agreement_months = 120                          # after it ended
  run = \"daily\"                                   # or \"by-hand\": by `samtycke records retention`, or the API

docs/receiver.md says more.";

/// The configuration file; [`FILE_HELP`] shows it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileSettings {
    pub(super) host: Option<IpAddr>,
    pub(super) port: Option<u16>,
    pub(super) public_url: Option<String>,
    pub(super) origins: Option<Vec<String>>,
    pub(super) db: Option<String>,
    pub(super) key: Option<PathBuf>,
    pub(super) log_key: Option<PathBuf>,
    pub(super) packs: Option<PackSetting>,
    #[serde(rename = "static")]
    pub(super) files: Option<PathBuf>,
    pub(super) csp: Option<bool>,
    pub(super) body_limit_kib: Option<u16>,
    pub(super) nonce_life_hours: Option<u16>,
    pub(super) requests_per_second: Option<u32>,
    pub(super) algorithms: Option<Vec<String>>,
    pub(super) log: Option<Level>,
    pub(super) log_format: Option<Format>,
    #[serde(default)]
    pub(super) webhooks: WebhookSettings,
    pub(super) retention: Option<RetentionSettings>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionSettings {
    consent_months: Option<u16>,
    agreement_months: Option<u16>,
    #[serde(default)]
    run: RunSetting,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RunSetting {
    #[default]
    ByHand,
    Daily,
}

impl RetentionSettings {
    pub(super) fn rules(self) -> Result<RetentionRules, StartError> {
        Ok(RetentionRules {
            consent: self.consent_months.map(Months::new).transpose()?,
            agreement: self.agreement_months.map(Months::new).transpose()?,
            run: match self.run {
                RunSetting::ByHand => RetentionRun::ByHand,
                RunSetting::Daily => RetentionRun::Daily,
            },
        })
    }
}

/// Those of a configuration file.
pub(crate) fn retention_rules(config: &Path) -> Result<RetentionRules, StartError> {
    read(config)?.retention.map_or(Ok(RetentionRules::default()), RetentionSettings::rules)
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a list of folders, or \"none\"")]
pub(super) enum PackSetting {
    Folders(Vec<PathBuf>),
    Word(NoPacks),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum NoPacks {
    None,
}

pub(super) fn read(path: &Path) -> Result<FileSettings, StartError> {
    let text = fs::read_to_string(path).map_err(|error| {
        StartError::new(
            format!("the configuration file {} can't be read: {error}", path.display()),
            "name a file that exists with --config",
        )
    })?;
    let mut file: FileSettings = toml::from_str(&text).map_err(|error| {
        StartError::new(
            format!("the configuration file {}:\n{}", path.display(), error.to_string().trim_end()),
            "`samtycke serve --help` shows every setting",
        )
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let folders = match &mut file.packs {
        Some(PackSetting::Folders(folders)) => folders.as_mut_slice(),
        _ => &mut [],
    };
    if let Some(db) = &mut file.db
        && let Database::File(path) = Database::parse(db)
    {
        *db = folder.join(path).display().to_string();
    }
    for path in [&mut file.key, &mut file.log_key, &mut file.files].into_iter().flatten().chain(folders) {
        *path = folder.join(&path);
    }
    Ok(file)
}
