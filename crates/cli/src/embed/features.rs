//! What of the gate a pack needs. Constants in front of the script (`gate/globals.d.ts`), so that the minifier leaves
//! out what none of them asks for.

use samtycke_pack::manifest::{AfterWithdrawal, Cookies};

/// Each with its name in the gate.
#[derive(Clone, Copy)]
pub(super) struct Features([(&'static str, bool); 9]);

impl Features {
    /// Of a pack.
    pub(super) fn of(cookies: &Cookies) -> Self {
        let signals = cookies.signals.as_ref();
        Self([
            ("QUESTION", cookies.asks()),
            ("GPC", !cookies.gpc.is_empty()),
            ("GPC_NOTE", cookies.asks_despite_signal()),
            ("REGIONS", !cookies.regions.is_empty()),
            ("DOMAIN", cookies.domain.is_some()),
            ("RELOAD", cookies.after_withdrawal == AfterWithdrawal::Reload),
            ("GOOGLE", signals.is_some_and(|signals| signals.google.is_some())),
            ("UET", signals.is_some_and(|signals| signals.uet.is_some())),
            ("CLARITY", signals.is_some_and(|signals| signals.clarity.is_some())),
        ])
    }

    /// Everything but what is told to others: the gate as such, to be weighed.
    pub(super) fn core() -> Self {
        Self([
            ("QUESTION", true),
            ("GPC", true),
            ("GPC_NOTE", true),
            ("REGIONS", true),
            ("DOMAIN", true),
            ("RELOAD", true),
            ("GOOGLE", false),
            ("UET", false),
            ("CLARITY", false),
        ])
    }

    /// Without cookies none is asked for.
    pub(super) fn none() -> Self {
        let mut features = Self::core();
        features.0.iter_mut().for_each(|(_, on)| *on = false);
        features
    }

    /// As JavaScript.
    pub(super) fn constants(self) -> String {
        self.0.iter().map(|(name, on)| format!("const WITH_{name}={on};")).collect()
    }
}
