//! What became of the acceptance.

use std::rc::Rc;

use samtycke_record::Acceptance;
use samtycke_record::confirmation::Evidence;

use super::confirm::Confirming;
use super::decline::Declined;
use crate::delivery::endpoint::Receipted;

/// From open to receipted.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one for each flow")]
pub(crate) enum Outcome {
    /// Nothing signed yet.
    Open,
    /// Signing and sending.
    Sending,
    /// Signed, and to be confirmed with a passkey, or not, before it is sent.
    Confirming(Signed, Confirming),
    /// Signed, not delivered yet.
    Queued(Signed, Kept),
    /// Delivered and counter-signed.
    Receipted(Signed, Receipted),
    /// The person said no.
    Declined(Declined),
    /// The receiver refused it; its reason.
    Refused(String),
    /// The browser could not sign.
    NotSigned,
}

/// A record with its signature.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) record: Rc<Acceptance>,
    pub(crate) jws: String,
    /// Encoded, as it stands behind the record.
    pub(crate) confirmation: Option<String>,
}

/// What was signed is in the signature's text.
impl PartialEq for Signed {
    fn eq(&self, other: &Self) -> bool {
        self.jws == other.jws && self.confirmation == other.confirmation
    }
}

impl Signed {
    /// A record and the evidence that it was read from.
    pub(crate) fn of(record: Acceptance, whole: &str) -> Self {
        let evidence = Evidence::split(whole);
        let confirmation = evidence.confirmation.map(String::from);
        Self { record: Rc::new(record), jws: evidence.record.to_owned(), confirmation }
    }

    /// The record as it is kept and sent.
    pub(crate) fn whole(&self) -> String {
        Evidence { record: &self.jws, confirmation: self.confirmation.as_deref() }.join()
    }
}

/// Where a record waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// In the browser's storage: it survives the page.
    Browser,
    /// In this page only: the browser keeps nothing.
    Page,
    /// In the form: the site has no endpoint, and gets the record with the form.
    Form,
}
