//! Saying no as data: the reason while it is written, and what became of the answer.

use crate::agreement::outcome::{Kept, Outcome, Signed};
use crate::agreement::text::{Lines, tidy};
use crate::delivery::endpoint::Receipted;

/// Characters that a reason has at most.
pub(crate) const REASON_LIMIT: usize = 1_000;

/// Saying no, as far as it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Declining {
    pub(crate) panel: Panel,
    pub(crate) reason: String,
}

/// Where the person is asked why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Panel {
    #[default]
    Closed,
    Open,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeclineAction {
    Open,
    Back,
    Write(String),
    /// After the answer: the flow comes back as it was.
    Reconsider,
}

impl Declining {
    /// The reason stays when the panel is left.
    pub(crate) fn apply(&mut self, action: DeclineAction) {
        match action {
            DeclineAction::Open => self.panel = Panel::Open,
            DeclineAction::Back | DeclineAction::Reconsider => self.panel = Panel::Closed,
            DeclineAction::Write(text) => {
                self.reason = tidy(&text, Lines::Many).chars().take(REASON_LIMIT).collect();
            }
        }
    }

    /// How many more characters there may be, once that is worth saying.
    pub(crate) fn left(&self) -> Option<usize> {
        let left = REASON_LIMIT.saturating_sub(self.reason.chars().count());
        (left <= REASON_LIMIT / 10).then_some(left)
    }
}

/// A no that was said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Declined {
    /// In the person's own words; may be empty.
    pub(crate) reason: String,
    pub(crate) recorded: Recorded,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one for each flow")]
pub(crate) enum Recorded {
    /// The pack wants no record of it.
    NotWanted,
    /// Signed, not delivered yet.
    Queued(Signed, Kept),
    /// Delivered and counter-signed.
    Receipted(Signed, Receipted),
    /// The receiver refused it; its reason.
    Refused(String),
    /// The browser could not sign.
    NotSigned,
}

impl Declined {
    /// What became of the record. Whatever it was, the person has said no.
    pub(crate) fn of(reason: String, outcome: Outcome) -> Self {
        let recorded = match outcome {
            Outcome::Queued(signed, kept) => Recorded::Queued(signed, kept),
            Outcome::Receipted(signed, receipted) => Recorded::Receipted(signed, receipted),
            Outcome::Refused(detail) => Recorded::Refused(detail),
            Outcome::Open
            | Outcome::Sending
            | Outcome::Confirming(..)
            | Outcome::Declined(_)
            | Outcome::NotSigned => Recorded::NotSigned,
        };
        Self { reason, recorded }
    }

    /// Its record, when there is one.
    pub(crate) fn signed(&self) -> Option<&Signed> {
        match &self.recorded {
            Recorded::Queued(signed, _) | Recorded::Receipted(signed, _) => Some(signed),
            Recorded::NotWanted | Recorded::Refused(_) | Recorded::NotSigned => None,
        }
    }

    /// Its receipt, when there is one.
    pub(crate) fn receipted(&self) -> Option<&Receipted> {
        match &self.recorded {
            Recorded::Receipted(_, receipted) => Some(receipted),
            Recorded::NotWanted | Recorded::Queued(..) | Recorded::Refused(_) | Recorded::NotSigned => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_kept_until_it_is_given_and_ends_at_a_thousand_characters() {
        let mut declining = Declining::default();
        for (action, panel, length, left) in [
            (DeclineAction::Open, Panel::Open, 0, None),
            (DeclineAction::Write("å".repeat(899)), Panel::Open, 899, None),
            (DeclineAction::Write("å".repeat(900)), Panel::Open, 900, Some(100)),
            (DeclineAction::Back, Panel::Closed, 900, Some(100)),
            (DeclineAction::Open, Panel::Open, 900, Some(100)),
            (DeclineAction::Write("å".repeat(1_200)), Panel::Open, 1_000, Some(0)),
        ] {
            declining.apply(action);
            assert_eq!((declining.panel, declining.reason.chars().count()), (panel, length));
            assert_eq!(declining.left(), left);
        }
    }
}
