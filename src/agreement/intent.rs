//! What the person is about to sign.

use samtycke_record::Digest;
use samtycke_record::acceptance::EventType;

/// An act and what belongs to it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "its parts land one after the other")]
pub(crate) enum Intent {
    /// For the first time: a contract, or having been informed.
    Accept,
    /// A new version of what that record accepted.
    Again(Digest),
    /// Another annex to what that record accepted.
    Amend(Digest),
    /// No to a change of what that record accepted.
    Object { prev: Digest, reason: String },
    /// No.
    Decline { reason: String },
}

impl Intent {
    /// The record's event; `contract`: does the role agree to anything?
    pub(crate) fn event(&self, contract: bool) -> EventType {
        match self {
            Self::Accept if contract => EventType::Agree,
            Self::Again(_) if contract => EventType::Reaccept,
            Self::Accept | Self::Again(_) => EventType::Acknowledge,
            Self::Amend(_) => EventType::AmendAnnex,
            Self::Object { .. } => EventType::Object,
            Self::Decline { .. } => EventType::Decline,
        }
    }

    /// Is it a yes?
    pub(crate) fn is_yes(&self) -> bool {
        match self {
            Self::Accept | Self::Again(_) | Self::Amend(_) => true,
            Self::Object { .. } | Self::Decline { .. } => false,
        }
    }

    /// The record that this one follows.
    pub(crate) fn prev(&self) -> Option<&Digest> {
        match self {
            Self::Again(prev) | Self::Amend(prev) | Self::Object { prev, .. } => Some(prev),
            Self::Accept | Self::Decline { .. } => None,
        }
    }

    /// Why, when something was said.
    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Self::Object { reason, .. } | Self::Decline { reason } => {
                Some(reason.trim()).filter(|reason| !reason.is_empty())
            }
            Self::Accept | Self::Again(_) | Self::Amend(_) => None,
        }
    }
}
