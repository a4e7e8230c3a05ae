//! What Samtycke keeps as evidence: *records* (what a person decided, signed where it happened) and *receipts*
//! (the receiver's counter-signature), their canonical form and their verification.
//!
//! No I/O, no clock, no browser: the same code runs in the widget, the receiver and the command line.
//! The form is I-JSON (RFC 7493) canonicalised by RFC 8785 inside a compact JWS (RFC 7515).

pub mod acceptance;
pub mod confirmation;
pub mod consent;
pub mod detached;
pub mod json;
pub mod jws;
pub mod protocol;
pub mod receipt;
pub mod registry;
mod scalar;
#[cfg(feature = "crypto")]
pub mod sign;
#[cfg(feature = "crypto")]
pub mod verify;

pub use acceptance::Acceptance;
pub use confirmation::Confirmation;
pub use consent::Consent;
pub use receipt::Receipt;
pub use scalar::{Digest, RegionCode, Timestamp, Uuid};

use json::{FromJson, Source, ToJson, Value};

/// A record of either kind, told apart by its `schema`.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "one at a time, never in collections")]
pub enum Record {
    /// Someone agreed, declined or amended for an organisation.
    Acceptance(Acceptance),
    /// A visitor answered about cookies.
    Consent(Consent),
}

impl Record {
    /// The record's own id.
    pub fn id(&self) -> &Uuid {
        match self {
            Self::Acceptance(record) => &record.record_id,
            Self::Consent(record) => &record.record_id,
        }
    }

    /// When the person acted, by the client's clock.
    pub fn time(&self) -> &Timestamp {
        match self {
            Self::Acceptance(record) => &record.event.time,
            Self::Consent(record) => &record.event.time,
        }
    }

    /// Where the record is addressed, and where it was made.
    pub fn context(&self) -> &Context {
        match self {
            Self::Acceptance(record) => &record.context,
            Self::Consent(record) => &record.context,
        }
    }

    /// The vendor's offer that the record answers.
    pub fn offer(&self) -> &Offer {
        match self {
            Self::Acceptance(record) => &record.offer,
            Self::Consent(record) => &record.offer,
        }
    }
}

impl FromJson for Record {
    fn read(source: &mut Source<'_>) -> Self {
        match source.value().and_then(|value| value.member("schema")).and_then(Value::as_str) {
            Some(acceptance::SCHEMA) => return Self::Acceptance(FromJson::read(source)),
            Some(consent::SCHEMA) => {}
            Some(_) => source.refuse_member("schema", "is not a schema this version knows"),
            None => source.refuse_member("schema", "is missing"),
        }
        Self::Consent(FromJson::read(source))
    }
}

impl ToJson for Record {
    fn to_json(&self) -> Value {
        match self {
            Self::Acceptance(record) => record.to_json(),
            Self::Consent(record) => record.to_json(),
        }
    }
}

json_object! {
    /// Where a record is addressed and where it was made.
    pub struct Context {
        /// The endpoint that the record is meant for: an absolute URL without query.
        pub audience: String,
        /// The page's origin.
        pub origin: String,
        /// The page's URL without query and fragment.
        pub page: String,
    }
}

json_object! {
    /// What the vendor offered: the exact pack, and a nonce that the endpoint bound to the signing key.
    pub struct Offer {
        /// Digest of the pack's manifest.
        pub pack: Digest,
        /// The endpoint's nonce, or why there is none.
        pub nonce: Nonce,
    }
}

/// A nonce in a record: the endpoint's, or the stated fact that it could not be reached when the person acted.
#[derive(Clone, Debug, PartialEq)]
pub enum Nonce {
    /// Issued by the endpoint for this key.
    Issued(IssuedNonce),
    /// The endpoint was not reached before the person acted.
    NotCollected,
}

/// What a record states where it could name something, and doesn't.
pub(crate) const NOT_COLLECTED: &str = "not collected";

impl FromJson for Nonce {
    fn read(source: &mut Source<'_>) -> Self {
        if source.text() == Some(NOT_COLLECTED) {
            return Self::NotCollected;
        }
        Self::Issued(FromJson::read(source))
    }
}

impl ToJson for Nonce {
    fn to_json(&self) -> Value {
        match self {
            Self::Issued(nonce) => nonce.to_json(),
            Self::NotCollected => Value::from(NOT_COLLECTED),
        }
    }
}

json_object! {
    /// The endpoint's nonce as a record carries it.
    pub struct IssuedNonce {
        /// Opaque to everyone but the endpoint.
        pub value: String,
        /// After this the endpoint gives no promise to know it.
        pub expires_at: Timestamp,
    }
}

json_object! {
    /// The interface that the person saw.
    pub struct Interface {
        /// The widget's version.
        pub version: String,
        /// BCP 47 language of the interface.
        pub language: String,
        /// Width and height of the window, CSS pixels, `1280x720`.
        pub viewport: String,
    }
}

json_object! {
    /// How long the record is kept, and by which rule.
    pub struct Retention {
        /// `agreement` or `consent`.
        pub class: String,
        /// In words.
        pub rule: String,
    }
}
