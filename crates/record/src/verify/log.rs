//! The proof behind a receipt: that record and receipt are in the receiver's transparency log.

use samtycke_log::{Entry, Hash, Proof};

use super::{Check, CheckId};
use crate::jws::{self, Compact, Jwk, JwkSet};
use crate::{Digest, Receipt};

pub(super) fn check(proof: Option<&str>, receipt: &Receipt, jws: &Compact, keys: Option<&JwkSet>) -> Check {
    let id = CheckId::Log;
    let Some(proof) = proof else {
        return Check::skip(id, "the receipt came without a proof that it was logged");
    };
    let Some(keys) = keys else {
        return Check::skip(id, "the receiver's keys were not given");
    };
    match logged(proof, receipt, jws, keys) {
        Ok(held) => Check::pass(id, held),
        Err(why) => Check::fail(id, why),
    }
}

fn logged(proof: &str, receipt: &Receipt, jws: &Compact, keys: &JwkSet) -> Result<String, String> {
    let text = jws::decode(proof)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or("the proof is not a text in base64url")?;
    let proof = Proof::parse(&text).map_err(|error| format!("the proof: {error}"))?;
    let entry = Entry { record: hash(&receipt.record), receipt: hash(&Digest::of(&jws.payload)) };
    let keys: Vec<_> = keys.keys.iter().filter_map(log_key).collect();
    let checkpoint = proof.verify(&entry.leaf(), &keys).map_err(|error| error.to_string())?;
    Ok(format!("entry {} of {} in the log {}", proof.index + 1, checkpoint.size, checkpoint.origin))
}

/// Those that can sign a log: what they are called doesn't matter, the checkpoint's signature names the log.
fn log_key(jwk: &Jwk) -> Option<[u8; 32]> {
    let ed25519 = jwk.kty == "OKP" && jwk.crv == "Ed25519";
    ed25519.then(|| jws::decode(&jwk.x)?.try_into().ok())?
}

fn hash(digest: &Digest) -> Hash {
    Hash::from_hex(digest.hex()).expect("a digest has 64 hexadecimal digits")
}
