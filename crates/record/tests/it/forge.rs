//! What our own signing would never make.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use samtycke_record::jws;
use samtycke_record::sign::Es256Key;

/// A compact JWS of any header and payload, with a signature of that key which holds.
pub(crate) fn sign_raw(key: &Es256Key, header: &str, payload: &[u8]) -> String {
    let key = SigningKey::from_pkcs8_pem(&key.to_pem().unwrap()).unwrap();
    let input = format!("{}.{}", jws::encode(header.as_bytes()), jws::encode(payload));
    let signature: Signature = key.sign(input.as_bytes());
    jws::assemble(&input, &signature.to_bytes())
}
