//! Compact JWS (RFC 7515) with the header that records and receipts use, and JWK thumbprints (RFC 7638).

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};

use crate::json::{self, FromJson, ToJson, Value};
use crate::{json_enum, json_object};

/// `typ` of a record.
pub const RECORD_TYPE: &str = "samtycke-record+jws";
/// `typ` of a receipt.
pub const RECEIPT_TYPE: &str = "samtycke-receipt+jws";

json_enum! {
    /// The signature algorithms that are ever accepted (RFC 7518, RFC 8037, RFC 9864).
    pub enum Algorithm {
        /// ECDSA P-256 with SHA-256: what browsers' WebCrypto signs with.
        Es256 = "ES256",
        /// Ed25519; accepted on verification.
        EdDsa = "EdDSA",
        /// The same by the name that RFC 9864 gives it.
        Ed25519 = "Ed25519",
    }
}

json_object! {
    /// The protected header. Members that are not listed (`b64`, `crit`, …) are refused.
    pub struct Header {
        /// The algorithm.
        pub alg: Algorithm,
        /// The public key; in records, where it is used once. Receipts name theirs by `kid` only.
        pub jwk: Option<Jwk>,
        /// The key's thumbprint (RFC 7638).
        pub kid: String,
        /// The media type without `application/`.
        pub typ: String,
    }
}

json_object! {
    /// A public key (RFC 7517), P-256 or Ed25519.
    pub struct Jwk {
        /// `P-256` or `Ed25519`.
        pub crv: String,
        /// `EC` or `OKP`.
        pub kty: String,
        /// base64url.
        pub x: String,
        /// base64url; P-256 only.
        pub y: Option<String>,
        /// In key sets.
        pub kid: Option<String>,
        /// In key sets.
        pub alg: Option<String>,
        /// In key sets: `sig`.
        pub r#use: Option<String> = "use",
    }
}

json_object! {
    /// A JWK set (RFC 7517 section 5).
    pub struct JwkSet {
        /// The keys.
        pub keys: Vec<Jwk>,
    }
}

impl Jwk {
    /// The bytes whose SHA-256 is the thumbprint: the required members, canonical.
    pub fn thumbprint_input(&self) -> String {
        let required = Self { kid: None, alg: None, r#use: None, ..self.clone() };
        required.to_json().canonical()
    }

    /// RFC 7638.
    #[cfg(feature = "crypto")]
    pub fn thumbprint(&self) -> String {
        use sha2::Digest as _;
        encode(&sha2::Sha256::digest(self.thumbprint_input()))
    }
}

/// A JWS taken apart. The signature has not been checked.
#[derive(Clone, Debug)]
pub struct Compact {
    /// The protected header.
    pub header: Header,
    /// The payload's bytes.
    pub payload: Vec<u8>,
    /// The signature's bytes: `r || s` for ES256.
    pub signature: Vec<u8>,
    /// The bytes that were signed: encoded header, dot, encoded payload.
    pub signing_input: String,
}

/// Why bytes are not a JWS of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwsError {
    /// Not three base64url parts with dots between.
    Form,
    /// The header is not the JSON it should be.
    Header(String),
}

impl fmt::Display for JwsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => {
                f.write_str("not a compact JWS: three base64url parts with dots between are expected")
            }
            Self::Header(problem) => {
                f.write_str("the JWS header is not one of ours: ")?;
                f.write_str(problem)
            }
        }
    }
}

impl core::error::Error for JwsError {}

impl Compact {
    /// Takes a compact JWS apart.
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(JwsError::Form);
        };
        let header_bytes = decode(header).ok_or(JwsError::Form)?;
        let header_text =
            core::str::from_utf8(&header_bytes).map_err(|_| JwsError::Header("it is not UTF-8".into()))?;
        let header_json = json::parse(header_text).map_err(|error| JwsError::Header(error.to_string()))?;
        let header_typed =
            Header::from_json(&header_json).map_err(|error| JwsError::Header(error.to_string()))?;
        Ok(Self {
            header: header_typed,
            payload: decode(payload).ok_or(JwsError::Form)?,
            signature: decode(signature).ok_or(JwsError::Form)?,
            signing_input: [header, payload].join("."),
        })
    }

    /// The payload as JSON, when it is.
    pub fn payload_json(&self) -> Result<Value, String> {
        let text =
            core::str::from_utf8(&self.payload).map_err(|_| String::from("the payload is not UTF-8"))?;
        json::parse(text).map_err(|error| error.to_string())
    }
}

/// The bytes to sign.
pub fn signing_input(header: &Header, payload: &str) -> String {
    let mut input = encode(header.to_json().canonical().as_bytes());
    input.push('.');
    input.push_str(&encode(payload.as_bytes()));
    input
}

/// The compact serialization.
pub fn assemble(signing_input: &str, signature: &[u8]) -> String {
    [signing_input, &encode(signature)].join(".")
}

/// base64url without padding (RFC 4648 section 5).
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The inverse of [`encode`]; `None` for anything but its canonical output.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}
