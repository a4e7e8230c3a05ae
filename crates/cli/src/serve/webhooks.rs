//! How webhooks are told: flags, and the table `[webhooks]` of the configuration file.

use std::time::Duration;

use clap::Args;
use samtycke_receiver::webhooks::{PrivateAddresses, WebhookSettings as Settings};
use serde::{Deserialize, Deserializer, de};

/// Flags.
#[derive(Args)]
pub(crate) struct WebhookArgs {
    /// How long a webhook may take to answer [default: 15s].
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    webhook_timeout: Option<Duration>,
    /// The pauses before a webhook is tried again, with commas between; it is given up after the last [default: those of
    /// Standard Webhooks, 5s,5m,30m,2h,5h,10h,14h,20h,24h].
    #[arg(long, value_name = "TIMES", value_delimiter = ',', value_parser = humantime::parse_duration)]
    webhook_retry: Option<Vec<Duration>>,
    /// Let webhooks lead to addresses that are not of the public Internet.
    #[arg(long)]
    webhook_private: bool,
}

/// The same in the file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookSettings {
    timeout: Option<Pause>,
    retry: Option<Vec<Pause>>,
    private: Option<bool>,
}

/// As people write it: `15s`, `5m`, `2h`.
#[derive(Clone, Copy)]
struct Pause(Duration);

impl<'de> Deserialize<'de> for Pause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let time = humantime::parse_duration(&text);
        time.map(Self)
            .map_err(|error| de::Error::custom(format!("{text:?}: {error}; write it like \"15s\" or \"5m\"")))
    }
}

impl WebhookArgs {
    /// Flags win.
    pub(super) fn over(self, file: WebhookSettings) -> WebhookSettings {
        let pauses = |times: Vec<Duration>| times.into_iter().map(Pause).collect();
        WebhookSettings {
            timeout: self.webhook_timeout.map(Pause).or(file.timeout),
            retry: self.webhook_retry.map(pauses).or(file.retry),
            private: self.webhook_private.then_some(true).or(file.private),
        }
    }
}

impl WebhookSettings {
    /// In place of the defaults.
    pub(super) fn apply(self, settings: &mut Settings) {
        if let Some(Pause(timeout)) = self.timeout {
            settings.timeout = timeout;
        }
        if let Some(pauses) = self.retry {
            settings.pauses = pauses.into_iter().map(|Pause(time)| time).collect();
        }
        if self.private == Some(true) {
            settings.private = PrivateAddresses::Allowed;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        webhooks: WebhookArgs,
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_the_standards_schedule() {
        let seconds = |settings: &Settings| settings.pauses.iter().map(Duration::as_secs).collect::<Vec<_>>();
        let usual = Settings::default();
        for (file, flags, timeout, pauses, private) in [
            ("", &[][..], 15, seconds(&usual), PrivateAddresses::Refused),
            (
                "timeout = \"5s\"\nretry = [\"1s\", \"2m\"]\nprivate = true",
                &[],
                5,
                vec![1, 120],
                PrivateAddresses::Allowed,
            ),
            ("retry = []", &[], 15, vec![], PrivateAddresses::Refused),
            (
                "timeout = \"5s\"\nretry = [\"1s\"]",
                &["--webhook-timeout", "1m", "--webhook-retry", "10s,1h", "--webhook-private"],
                60,
                vec![10, 3600],
                PrivateAddresses::Allowed,
            ),
        ] {
            let args = Flags::parse_from([&["serve"], flags].concat()).webhooks;
            let mut settings = Settings::default();
            args.over(toml::from_str(file).unwrap()).apply(&mut settings);
            let found = (settings.timeout.as_secs(), seconds(&settings), settings.private);
            assert_eq!(found, (timeout, pauses, private), "{file} {flags:?}");
        }
        for file in ["timeout = 5", "timeout = \"5\"", "retry = [\"soon\"]", "retries = []"] {
            assert!(toml::from_str::<WebhookSettings>(file).is_err(), "{file}");
        }
        assert!(Flags::try_parse_from(["serve", "--webhook-retry", "soon"]).is_err());
    }
}
