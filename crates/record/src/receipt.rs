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

/// A receipt as it is sent and kept: with the proof that it was logged, when it came with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged<'a> {
    /// The compact JWS, the same whenever it is asked for.
    pub receipt: &'a str,
    /// base64url of a proof (C2SP tlog-proof), made when it was asked for.
    pub proof: Option<&'a str>,
}

impl<'a> Logged<'a> {
    /// Takes both apart. Neither has been looked at.
    pub fn split(text: &'a str) -> Self {
        let text = text.trim_end_matches(['\r', '\n']);
        match text.split_once('~') {
            Some((receipt, proof)) => Self { receipt, proof: Some(proof) },
            None => Self { receipt: text, proof: None },
        }
    }

    /// The inverse of [`Logged::split`].
    pub fn join(self) -> String {
        match self.proof {
            Some(proof) => [self.receipt, "~", proof].concat(),
            None => self.receipt.to_owned(),
        }
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
