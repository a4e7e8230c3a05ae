//! What our own signing would never make.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use samtycke_record::json::ToJson as _;
use samtycke_record::jws;
use samtycke_record::sign::Es256Key;

use crate::jose::ed25519;

/// A record of that payload, signed by Ed25519 under any name of the algorithm.
pub(crate) fn sign_ed25519(key: &ed25519_dalek::SigningKey, alg: &str, payload: &str) -> String {
    let jwk = ed25519(&jws::encode(key.verifying_key().as_bytes()));
    let (kid, typ, jwk) = (jwk.thumbprint(), jws::RECORD_TYPE, jwk.to_json().canonical());
    let header = format!(r#"{{"alg":"{alg}","jwk":{jwk},"kid":"{kid}","typ":"{typ}"}}"#);
    let input = format!("{}.{}", jws::encode(header.as_bytes()), jws::encode(payload.as_bytes()));
    let signature = key.sign(input.as_bytes());
    jws::assemble(&input, &signature.to_bytes())
}

/// A compact JWS of any header and payload, with a signature of that key which holds.
pub(crate) fn sign_raw(key: &Es256Key, header: &str, payload: &[u8]) -> String {
    let key = SigningKey::from_pkcs8_pem(&key.to_pem().unwrap()).unwrap();
    let input = format!("{}.{}", jws::encode(header.as_bytes()), jws::encode(payload));
    let signature: Signature = key.sign(input.as_bytes());
    jws::assemble(&input, &signature.to_bytes())
}
