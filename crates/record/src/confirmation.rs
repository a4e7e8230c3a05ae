//! A record's confirmation with a passkey: a WebAuthn assertion (Level 2 and 3) whose challenge is the SHA-256 of the
//! record's payload. It stands behind the record, `<compact JWS>~<base64url of canonical JSON>`, as in SD-JWT.

#[cfg(feature = "crypto")]
mod assertion;
mod problem;

pub use problem::ConfirmationProblem;

use crate::json::{self, FromJson as _, ToJson as _};
use crate::json_object;
use crate::jws::{self, Jwk};

/// The schema's identifier.
pub const SCHEMA: &str = "https://samtycke.org/schema/confirmation/1";
/// The only kind there is.
pub const WEBAUTHN: &str = "webauthn";

/// Between the record and its confirmation; in neither.
const SEPARATOR: char = '~';
/// Longest confirmation, encoded. One by a browser has about a thousand characters.
const LONGEST: usize = 16_384;

json_object! {
    /// What the person's authenticator signed, and with which key. Binary members are base64url.
    pub struct Confirmation {
        /// [`SCHEMA`].
        pub schema: String,
        /// [`WEBAUTHN`].
        pub r#type: String = "type",
        /// The relying party: the host of the record's origin, or a parent domain of it.
        pub rp_id: String,
        /// The credential's id.
        pub credential_id: String,
        /// The credential's public key, P-256 or Ed25519. Nothing here says whose it is.
        pub public_key: Jwk,
        /// The authenticator's data.
        pub authenticator_data: String,
        /// The browser's `clientDataJSON`.
        pub client_data: String,
        /// Over both; ES256 as DER.
        pub signature: String,
    }
}

/// A record as it is stored, sent and kept: with its confirmation, when it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// The compact JWS.
    pub record: &'a str,
    /// The encoded confirmation, as it came.
    pub confirmation: Option<&'a str>,
}

impl<'a> Evidence<'a> {
    /// Takes both apart. Neither has been looked at.
    pub fn split(text: &'a str) -> Self {
        let text = text.trim_end_matches(['\r', '\n']);
        match text.split_once(SEPARATOR) {
            Some((record, confirmation)) => Self { record, confirmation: Some(confirmation) },
            None => Self { record: text, confirmation: None },
        }
    }

    /// The inverse of [`Evidence::split`].
    pub fn join(self) -> String {
        let mut text = self.record.to_owned();
        if let Some(confirmation) = self.confirmation {
            text.push(SEPARATOR);
            text.push_str(confirmation);
        }
        text
    }
}

impl Confirmation {
    /// Reads what stands behind a record.
    pub fn parse(encoded: &str) -> Result<Self, ConfirmationProblem> {
        use ConfirmationProblem as P;
        if encoded.len() > LONGEST {
            return Err(P::TooLong);
        }
        let bytes = jws::decode(encoded).ok_or(P::Encoding("the confirmation"))?;
        let text = core::str::from_utf8(&bytes).map_err(|_| P::NotUtf8)?;
        let value = json::parse(text).map_err(|error| P::Form(error.to_string()))?;
        if value.canonical() != text {
            return Err(P::NotCanonical);
        }
        let read = Self::from_json(&value).map_err(|error| P::Form(error.to_string()))?;
        if read.schema == SCHEMA && read.r#type == WEBAUTHN { Ok(read) } else { Err(P::UnknownSchema) }
    }

    /// As it stands behind a record.
    pub fn encode(&self) -> String {
        jws::encode(self.to_json().canonical().as_bytes())
    }
}
