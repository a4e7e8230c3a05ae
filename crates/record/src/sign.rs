//! Signing in Rust: receipts by the receiver, and records where no browser is (tests, tools).

use core::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding,
};
use sha2::Sha256;

use crate::jws::{self, Algorithm, Header, Jwk};

/// An ECDSA P-256 private key. Its `Debug` shows the public part only.
#[derive(Clone)]
pub struct Es256Key {
    key: SigningKey,
    jwk: Jwk,
    kid: String,
}

/// The text is not a PKCS #8 P-256 private key in PEM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError;

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a P-256 private key in PEM (PKCS #8, \"BEGIN PRIVATE KEY\")")
    }
}

impl core::error::Error for KeyError {}

/// Does the header carry the public key, or only name it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyInHeader {
    /// For records: the key is used once and known to nobody.
    Embedded,
    /// For receipts: the key is in the receiver's published set.
    Named,
}

impl Es256Key {
    /// A new key from the operating system's random source.
    pub fn generate() -> Self {
        Self::new(SigningKey::generate())
    }

    fn new(key: SigningKey) -> Self {
        let jwk = jwk_of(key.verifying_key());
        let kid = jwk.thumbprint();
        Self { key, jwk, kid }
    }

    /// Reads PKCS #8 PEM.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        SigningKey::from_pkcs8_pem(pem).map(Self::new).map_err(|_| KeyError)
    }

    /// Writes PKCS #8 PEM. Secret.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        self.key.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).map_err(|_| KeyError)
    }

    /// The public half as SubjectPublicKeyInfo PEM.
    ///
    /// # Errors
    /// None that a key which was made or read can cause.
    pub fn public_pem(&self) -> Result<String, KeyError> {
        self.key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|_| KeyError)
    }

    /// The public key's thumbprint.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public key as it stands in a record's header.
    pub fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// The public key as it stands in a published set.
    pub fn published(&self) -> Jwk {
        published(&self.jwk)
    }

    /// A secret of 32 bytes that follows from this key and is good for that purpose alone (HMAC-SHA-256).
    pub fn secret_for(&self, purpose: &str) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key.to_bytes()).expect("a MAC takes any length of key");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Signs bytes that stand elsewhere: a compact JWS whose payload part is empty, with the public key.
    pub fn sign_detached(&self, typ: &str, payload: &str) -> String {
        let whole = self.sign(typ, KeyInHeader::Embedded, payload);
        let mut parts = whole.split('.');
        let (header, signature) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
        [header, signature].join("..")
    }

    /// Signs a payload into a compact JWS.
    pub fn sign(&self, typ: &str, key: KeyInHeader, payload: &str) -> String {
        let header = Header {
            alg: Algorithm::Es256,
            jwk: (key == KeyInHeader::Embedded).then(|| self.jwk.clone()),
            kid: self.kid.clone(),
            typ: typ.into(),
        };
        let input = jws::signing_input(&header, payload);
        let signature: Signature = self.key.sign(input.as_bytes());
        jws::assemble(&input, &signature.to_bytes())
    }
}

/// Reads the public half of a P-256 key (SubjectPublicKeyInfo PEM) as it stands in a published set.
///
/// # Errors
/// Anything else.
pub fn public_key_from_pem(pem: &str) -> Result<Jwk, KeyError> {
    VerifyingKey::from_public_key_pem(pem).map(|key| published(&jwk_of(&key))).map_err(|_| KeyError)
}

fn jwk_of(key: &VerifyingKey) -> Jwk {
    let point = key.to_sec1_point(false);
    let coordinate = |bytes: Option<&_>| bytes.map(|b: &p256::FieldBytes| jws::encode(b)).unwrap_or_default();
    Jwk {
        crv: "P-256".into(),
        kty: "EC".into(),
        x: coordinate(point.x()),
        y: Some(coordinate(point.y())),
        kid: None,
        alg: None,
        r#use: None,
    }
}

fn published(jwk: &Jwk) -> Jwk {
    Jwk {
        kid: Some(jwk.thumbprint()),
        alg: Some(Algorithm::Es256.as_str().into()),
        r#use: Some("sig".into()),
        ..jwk.clone()
    }
}

impl fmt::Debug for Es256Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Es256Key").field("kid", &self.kid).finish_non_exhaustive()
    }
}
