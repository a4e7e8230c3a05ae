//! An authenticator and the browser around it, for tests that need a confirmation. Other crates' tests take this module
//! by `#[path]`.

#![allow(dead_code, reason = "each test takes what it needs")]

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use samtycke_record::Confirmation;
use samtycke_record::confirmation::{Evidence, SCHEMA, WEBAUTHN};
use samtycke_record::jws::{self, Compact, Jwk};
use samtycke_record::sign::Es256Key;
use samtycke_record::verify::{Policy, verify_record};

/// User present, user verified.
pub(crate) const FLAGS: u8 = 0x05;

/// What an assertion is made of; each part can be wrong.
#[derive(Clone)]
pub(crate) struct Assertion {
    pub(crate) rp_id: String,
    /// What the authenticator takes for it.
    pub(crate) hashed: String,
    pub(crate) flags: u8,
    /// Behind flags and counter.
    pub(crate) extra: Vec<u8>,
    pub(crate) client_data: String,
}

impl Assertion {
    /// As a browser on that origin makes it for that record.
    pub(crate) fn of(record: &str, origin: &str) -> Self {
        let payload = Compact::parse(record).unwrap().payload;
        let challenge = jws::encode(&sha256(&payload));
        let host = origin.split("://").nth(1).unwrap().split(':').next().unwrap();
        Self {
            rp_id: host.into(),
            hashed: host.into(),
            flags: FLAGS,
            extra: Vec::new(),
            client_data: format!(
                r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#
            ),
        }
    }

    pub(crate) fn authenticator_data(&self) -> Vec<u8> {
        let mut data = sha256(self.hashed.as_bytes()).to_vec();
        data.push(self.flags);
        data.extend([0, 0, 0, 1]);
        data.extend(&self.extra);
        data
    }

    /// What the authenticator signs.
    pub(crate) fn signed(&self) -> Vec<u8> {
        [self.authenticator_data(), sha256(self.client_data.as_bytes()).to_vec()].concat()
    }

    pub(crate) fn confirmation(&self, public_key: &Jwk, signature: &[u8]) -> Confirmation {
        Confirmation {
            schema: SCHEMA.into(),
            r#type: WEBAUTHN.into(),
            rp_id: self.rp_id.clone(),
            credential_id: jws::encode(&[7; 32]),
            public_key: public_key.clone(),
            authenticator_data: jws::encode(&self.authenticator_data()),
            client_data: jws::encode(self.client_data.as_bytes()),
            signature: jws::encode(signature),
        }
    }

    /// Signed with a P-256 key.
    pub(crate) fn sign(&self, key: &Es256Key) -> Confirmation {
        self.confirmation(key.jwk(), es256(key, &self.signed()).to_der().as_bytes())
    }
}

/// An ECDSA signature over those bytes.
pub(crate) fn es256(key: &Es256Key, bytes: &[u8]) -> Signature {
    SigningKey::from_pkcs8_pem(&key.to_pem().unwrap()).unwrap().sign(bytes)
}

/// The record with a confirmation that holds.
pub(crate) fn confirmed(record: &str) -> String {
    let verified = verify_record(record.as_bytes(), Policy::default());
    let origin = verified.record.unwrap().context().origin.clone();
    join(record, &Assertion::of(record, &origin).sign(&Es256Key::generate()))
}

/// The record with that confirmation.
pub(crate) fn join(record: &str, confirmation: &Confirmation) -> String {
    Evidence { record, confirmation: Some(&confirmation.encode()) }.join()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let digest = samtycke_record::Digest::of(bytes);
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digest.hex()[at * 2..at * 2 + 2], 16).unwrap();
    }
    hash
}
