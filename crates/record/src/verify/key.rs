//! Public keys and the one question asked of them.

use ed25519_dalek::Verifier as _;

use crate::jws::{self, Algorithm, Compact, Jwk};

pub(super) enum PublicKey {
    P256(p256::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
}

impl PublicKey {
    /// The key, when it fits the algorithm and is a valid point.
    pub(super) fn of(jwk: &Jwk, alg: Algorithm) -> Result<Self, String> {
        let kind = (jwk.kty.as_str(), jwk.crv.as_str());
        match (alg, kind) {
            (Algorithm::Es256, ("EC", "P-256")) => {
                let y = jwk.y.as_deref().ok_or("the key has no y coordinate")?;
                let mut point = vec![4_u8];
                point.extend(coordinate(&jwk.x)?);
                point.extend(coordinate(y)?);
                p256::ecdsa::VerifyingKey::from_sec1_bytes(&point)
                    .map(Self::P256)
                    .map_err(|_| "the key is not a point of P-256".into())
            }
            (Algorithm::EdDsa, ("OKP", "Ed25519")) if jwk.y.is_none() => {
                ed25519_dalek::VerifyingKey::from_bytes(&coordinate(&jwk.x)?)
                    .map(Self::Ed25519)
                    .map_err(|_| "the key is not a point of Ed25519".into())
            }
            (alg, (kty, crv)) => Err(format!("a {kty} key on {crv} does not go with {}", alg.as_str())),
        }
    }

    pub(super) fn verifies(&self, jws: &Compact) -> bool {
        self.verify(jws.signing_input.as_bytes(), &jws.signature)
    }

    /// High-S ECDSA signatures are valid; Ed25519 is checked strictly (RFC 8032, no small-order keys).
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
        }
    }
}

fn coordinate(text: &str) -> Result<[u8; 32], String> {
    jws::decode(text)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or("a key coordinate is not 32 bytes of base64url".into())
}

/// Why a key is none.
pub(crate) struct KeyError(pub(crate) String);

/// The same question of WebAuthn's signatures: ES256 in DER, EdDSA as it is everywhere.
pub(crate) fn der_signature_is_valid(
    jwk: &Jwk,
    alg: Algorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, KeyError> {
    let key = PublicKey::of(jwk, alg).map_err(KeyError)?;
    Ok(match &key {
        PublicKey::P256(key) => p256::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
        PublicKey::Ed25519(_) => key.verify(message, signature),
    })
}

/// Is this signature the key's over the message?
pub fn signature_is_valid(jwk: &Jwk, alg: Algorithm, message: &[u8], signature: &[u8]) -> bool {
    PublicKey::of(jwk, alg).is_ok_and(|key| key.verify(message, signature))
}
