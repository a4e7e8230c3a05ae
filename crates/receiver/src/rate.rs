//! How much each origin may send. No address of a visitor is looked at: who floods a receiver through a site's pages
//! takes the site's share and no other's.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Origin;

/// A share of the receiver for each allowed origin, and one for requests that come from no page.
#[derive(Debug)]
pub(crate) struct Rates {
    /// Requests a second; `None` for no limit.
    limit: Option<u32>,
    shares: Vec<(Option<String>, Mutex<Share>)>,
}

/// What is left of a share: it fills up again to what two seconds bring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    left: f64,
    at: Instant,
}

const BURST_SECONDS: f64 = 2.0;

impl Rates {
    pub(crate) fn new(limit: Option<u32>, origins: &[Origin], now: Instant) -> Self {
        let full = Share::full(limit.unwrap_or(0), now);
        let names = origins.iter().map(|origin| Some(origin.as_str().to_owned())).chain([None]);
        Self { limit, shares: names.map(|name| (name, Mutex::new(full))).collect() }
    }

    /// Takes one request out of its origin's share, or says after how long there is room for it.
    pub(crate) fn admit(&self, origin: Option<&str>, now: Instant) -> Result<(), Duration> {
        let Some(limit) = self.limit else { return Ok(()) };
        let Some((_, share)) = self.shares.iter().find(|(name, _)| name.as_deref() == origin) else {
            return Ok(());
        };
        // A share is two numbers that are right whoever panicked while holding it.
        let mut share = share.lock().unwrap_or_else(PoisonError::into_inner);
        share.take(limit, now)
    }
}

impl Share {
    pub(crate) fn full(limit: u32, now: Instant) -> Self {
        Self { left: f64::from(limit) * BURST_SECONDS, at: now }
    }

    /// Takes one out of it, of `limit` a second; or says after how long there is one.
    pub(crate) fn take(&mut self, limit: u32, now: Instant) -> Result<(), Duration> {
        let limit = f64::from(limit);
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + passed * limit).min(limit * BURST_SECONDS);
        self.at = now;
        if self.left >= 1.0 {
            self.left -= 1.0;
            Ok(())
        } else {
            Err(Duration::from_secs_f64((1.0 - self.left) / limit))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_origin_has_a_share_that_fills_up_again() {
        let start = Instant::now();
        let origins =
            [Origin::parse("https://a.example").unwrap(), Origin::parse("https://b.example").unwrap()];
        let rates = Rates::new(Some(2), &origins, start);
        let at = |millis| start + Duration::from_millis(millis);
        let (a, b) = (Some("https://a.example"), Some("https://b.example"));
        for (step, (origin, millis, expect)) in [
            (a, 0, Ok(())),
            (a, 0, Ok(())),
            (a, 0, Ok(())),
            (a, 0, Ok(())),
            (a, 0, Err(500)),
            (b, 0, Ok(())),
            (None, 0, Ok(())),
            (a, 250, Err(250)),
            (a, 500, Ok(())),
            (a, 500, Err(500)),
            // A clock that goes back gives nothing.
            (a, 400, Err(500)),
            (a, 60_000, Ok(())),
        ]
        .into_iter()
        .enumerate()
        {
            let found = rates.admit(origin, at(millis)).map_err(|wait| wait.as_millis());
            assert_eq!(found, expect, "step {step}");
        }
    }

    #[test]
    fn without_a_limit_everything_is_admitted() {
        let rates = Rates::new(None, &[], Instant::now());
        assert!((0..10_000).all(|_| rates.admit(None, Instant::now()).is_ok()));
    }
}
