//! Public keys and the one question asked of them.

use ed25519_dalek::Verifier as _;

use crate::jws::{self, Algorithm, Compact, Jwk};

pub(super) enum PublicKey {
    P256(p256::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
}

impl PublicKey {
    /// The key, when it is for this algorithm and a valid point.
    pub(super) fn of(jwk: &Jwk, alg: Algorithm) -> Result<Self, String> {
        if let Some(other) = jwk.alg.as_deref().filter(|name| *name != alg.as_str()) {
            return Err(format!("the key is for {other}, not for {}", alg.as_str()));
        }
        if let Some(other) = jwk.r#use.as_deref().filter(|name| *name != "sig") {
            return Err(format!("the key's use is {other:?}, not signing"));
        }
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
            (Algorithm::EdDsa | Algorithm::Ed25519, ("OKP", "Ed25519")) if jwk.y.is_none() => ed25519(&jwk.x),
            (alg, (kty, crv)) => Err(format!("a {kty} key on {crv} does not go with {}", alg.as_str())),
        }
    }

    pub(super) fn verifies(&self, jws: &Compact) -> bool {
        self.verify(jws.signing_input.as_bytes(), &jws.signature)
    }

    /// High-S ECDSA signatures are valid; Ed25519 is checked strictly (RFC 8032, no `R` of small order).
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
        }
    }
}

/// RFC 8032 section 5.1.3. The library also reads encodings that this refuses, where one point would be several keys,
/// and points of small order, which sign anything.
fn ed25519(x: &str) -> Result<PublicKey, String> {
    let bytes = coordinate(x)?;
    let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes)
        .ok()
        .filter(|key| key.to_edwards().compress().to_bytes() == bytes)
        .ok_or("the key is not a point of Ed25519")?;
    if key.is_weak() {
        return Err("the key is a point of small order, whose signatures prove nothing".into());
    }
    Ok(PublicKey::Ed25519(key))
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
