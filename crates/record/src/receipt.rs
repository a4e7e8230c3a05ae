//! The receiver's counter-signature: what it received, when, and what it checked.

use crate::{Digest, Timestamp, Uuid, json_enum, json_object};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/receipt/1";

json_object! {
    /// A receipt for one record.
    pub struct Receipt {
        /// [`SCHEMA`].
        pub schema: String,
        /// Chosen by the receiver.
        pub receipt_id: Uuid,
        /// The record's id.
        pub record_id: Uuid,
        /// SHA-256 of the record's payload bytes.
        pub record: Digest,
        /// Thumbprint of the key that signed the record.
        pub key: String,
        /// The receiver's name: its audience URL.
        pub issuer: String,
        /// When the record was received, by the receiver's clock.
        pub received_at: Timestamp,
        /// What became of the record's nonce.
        pub nonce: NonceState,
        /// The checks that the receiver made and that passed.
        pub verified: Vec<String>,
    }
}

json_enum! {
    /// What became of a record's nonce.
    pub enum NonceState {
        /// It was the receiver's own, bound to the key, unused and in time.
        Consumed = "consumed",
        /// The same, but delivered after it ended: the record waited in the browser.
        Late = "late",
        /// The receiver could not be reached when the person acted.
        NotCollected = "not collected",
    }
}
