//! What the person is about to sign.

use std::rc::Rc;

use samtycke_record::Digest;
use samtycke_record::acceptance::EventType;

use super::again::Accepted;

/// An act and what belongs to it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Intent {
    /// For the first time: a contract, or having been informed.
    Accept,
    /// A new version of what that record accepted.
    Again(Rc<Accepted>),
    /// Another annex to what that record accepted.
    Amend(Rc<Accepted>),
    /// No to a change of what that record accepted.
    Object {
        prev: Rc<Accepted>,
        reason: String,
        /// Documents with the announced versions that are objected to; of the others it is the one in force.
        announced: Vec<(String, String)>,
    },
    /// No; to a new version, when something was accepted before.
    Decline { prev: Option<Rc<Accepted>>, reason: String },
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
    pub(crate) fn earlier(&self) -> Option<&Accepted> {
        match self {
            Self::Again(prev) | Self::Amend(prev) | Self::Object { prev, .. } => Some(prev),
            Self::Decline { prev, .. } => prev.as_deref(),
            Self::Accept => None,
        }
    }

    /// Its digest.
    pub(crate) fn prev(&self) -> Option<&Digest> {
        self.earlier().map(|earlier| &earlier.digest)
    }

    /// The announced version of a document that is objected to.
    pub(crate) fn announced(&self, document: &str) -> Option<&str> {
        let Self::Object { announced, .. } = self else { return None };
        announced.iter().find(|(id, _)| id == document).map(|(_, version)| version.as_str())
    }

    /// Why, when something was said.
    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Self::Object { reason, .. } | Self::Decline { reason, .. } => {
                Some(reason.trim()).filter(|reason| !reason.is_empty())
            }
            Self::Accept | Self::Again(_) | Self::Amend(_) => None,
        }
    }
}
