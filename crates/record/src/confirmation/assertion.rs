//! What must hold of an assertion (WebAuthn Level 3 section 7.2), as far as it can be told without the account.
//!
//! Not checked: whose the key is, how the authenticator was made, that its counter grows, extensions, and whether
//! `rp_id` is a registrable domain rather than a public suffix like `co.uk`, which takes a list that changes weekly:
//! browsers look there before they sign.

use sha2::{Digest as _, Sha256};

use super::{Confirmation, ConfirmationProblem as P};
use crate::Digest;
use crate::json::{self, Value};
use crate::jws::{self, Algorithm, Jwk};
use crate::verify::{KeyError, der_signature_is_valid};

/// `rpIdHash`, flags, counter.
const SHORTEST_DATA: usize = 37;
const LONGEST_CREDENTIAL_ID: usize = 1023;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const CREDENTIAL_INCLUDED: u8 = 0x40;
const EXTENSIONS_INCLUDED: u8 = 0x80;

impl Confirmation {
    /// Does it confirm the record of that digest, made on that origin?
    pub fn check(&self, record: &Digest, origin: &str) -> Result<(), P> {
        let client_data = decode("client_data", &self.client_data)?;
        check_client_data(&client_data, record, origin)?;
        let data = decode("authenticator_data", &self.authenticator_data)?;
        if !is_relying_party(&self.rp_id, host(origin)) {
            return Err(P::RelyingParty);
        }
        check_data(&data, &self.rp_id)?;
        let credential = decode("credential_id", &self.credential_id)?;
        if credential.is_empty() || credential.len() > LONGEST_CREDENTIAL_ID {
            return Err(P::Form("credential_id has a length that no credential has".into()));
        }
        let mut signed = data;
        signed.extend_from_slice(&Sha256::digest(&client_data));
        let signature = decode("signature", &self.signature)?;
        check_signature(&self.public_key, &signed, &signature)
    }
}

fn decode(name: &'static str, text: &str) -> Result<Vec<u8>, P> {
    jws::decode(text).ok_or(P::Encoding(name))
}

fn check_client_data(bytes: &[u8], record: &Digest, origin: &str) -> Result<(), P> {
    let text = core::str::from_utf8(bytes).map_err(|_| P::ClientData("it is not UTF-8".into()))?;
    let data = json::parse(text).map_err(|error| P::ClientData(error.to_string()))?;
    let member = |name: &str| data.member(name).and_then(Value::as_str);
    if member("type") != Some("webauthn.get") {
        return Err(P::ClientDataType);
    }
    let challenge = member("challenge").and_then(jws::decode).and_then(|bytes| bytes.try_into().ok());
    if challenge.map(|hash: [u8; 32]| Digest::from_hash(&hash)).as_ref() != Some(record) {
        return Err(P::Challenge);
    }
    if member("origin") != Some(origin) {
        return Err(P::Origin);
    }
    // Level 1 has no crossOrigin, and Level 3 names the top only of frames of another site.
    match (data.member("crossOrigin"), data.member("topOrigin")) {
        (None | Some(Value::Bool(false)), None) => Ok(()),
        _ => Err(P::CrossOrigin),
    }
}

fn check_data(data: &[u8], rp_id: &str) -> Result<(), P> {
    let (Some(hash), Some(flags)) = (data.get(..32), data.get(32).filter(|_| data.len() >= SHORTEST_DATA))
    else {
        return Err(P::AuthenticatorData("it is too short"));
    };
    if hash != Sha256::digest(rp_id).as_slice() {
        return Err(P::RelyingPartyHash);
    }
    let is_set = |flag: u8| flags & flag != 0;
    if !is_set(USER_PRESENT) {
        return Err(P::NotPresent);
    }
    if !is_set(USER_VERIFIED) {
        return Err(P::NotVerified);
    }
    if is_set(BACKED_UP) && !is_set(BACKUP_ELIGIBLE) {
        return Err(P::AuthenticatorData("backed up, but not to be backed up"));
    }
    if is_set(CREDENTIAL_INCLUDED) {
        return Err(P::AuthenticatorData("it is of a registration, not of an assertion"));
    }
    if is_set(EXTENSIONS_INCLUDED) == (data.len() > SHORTEST_DATA) {
        Ok(())
    } else {
        Err(P::AuthenticatorData("its length is not what its flags say"))
    }
}

fn check_signature(key: &Jwk, signed: &[u8], signature: &[u8]) -> Result<(), P> {
    if key.kid.is_some() || key.alg.is_some() || key.r#use.is_some() {
        return Err(P::Key("it has members that are no part of a key".into()));
    }
    let algorithm = if key.kty == "OKP" { Algorithm::EdDsa } else { Algorithm::Es256 };
    match der_signature_is_valid(key, algorithm, signed, signature) {
        Ok(true) => Ok(()),
        Ok(false) => Err(P::Signature),
        Err(KeyError(why)) => Err(P::Key(why)),
    }
}

/// Of an origin: without scheme and port.
fn host(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or("", |(_, rest)| rest);
    // An IPv6 address keeps its brackets, and is no domain.
    match rest.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => rest,
    }
}

/// Equal to the host, or a parent domain of it. A single label is a public suffix, or says nothing, but for `localhost`.
fn is_relying_party(rp_id: &str, host: &str) -> bool {
    let parent = || host.strip_suffix(rp_id).is_some_and(|rest| rest.ends_with('.'));
    is_domain(rp_id)
        && is_domain(host)
        && (rp_id == host || parent())
        && (rp_id.contains('.') || (rp_id == "localhost" && rp_id == host))
}

/// Lower-case labels with dots between, as in an origin; not an address.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        !label.is_empty() && label.len() <= 63 && label.bytes().all(fits)
    };
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 253 && text.split('.').all(is_label) && !text.rsplit('.').next().is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relying_party_is_the_host_or_a_parent_domain() {
        for (rp_id, origin, expect) in [
            ("vendor.example", "https://vendor.example", true),
            ("vendor.example", "https://www.vendor.example", true),
            ("vendor.example", "https://www.vendor.example:8443", true),
            ("localhost", "http://localhost:8080", true),
            ("xn--bcher-kva.example", "https://xn--bcher-kva.example", true),
            ("www.vendor.example", "https://vendor.example", false),
            ("dor.example", "https://vendor.example", false),
            ("evil.example", "https://vendor.example", false),
            ("vendor.example.evil.example", "https://vendor.example", false),
            ("example", "https://vendor.example", false),
            ("example", "https://example", false),
            ("localhost", "http://app.localhost", false),
            (".example", "https://vendor.example", false),
            ("vendor.example.", "https://vendor.example", false),
            ("Vendor.example", "https://Vendor.example", false),
            ("", "https://vendor.example", false),
            ("", "", false),
            ("127.0.0.1", "http://127.0.0.1:8080", false),
            ("0.0.1", "http://127.0.0.1", false),
            ("[::1]", "http://[::1]:8080", false),
            ("[::1]", "http://[::1]", false),
        ] {
            assert_eq!(is_relying_party(rp_id, host(origin)), expect, "{rp_id} on {origin}");
        }
    }
}
