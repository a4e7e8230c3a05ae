//! The account's passkeys, when the page knows them: `{"rp_id":…, "credentials":[{"id":…, "public_key":{JWK}}]}`. What
//! can't be used is left out with a warning, and without any the person makes one.

use samtycke_record::json::{self, Value};
use samtycke_record::jws::{self, Jwk};

/// A passkey that a confirmation can be made with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passkey {
    /// base64url.
    pub(crate) id: String,
    pub(crate) key: Jwk,
}

/// What the page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Passkeys {
    /// The relying party; without it the page's host.
    pub(crate) rp_id: Option<String>,
    pub(crate) known: Vec<Passkey>,
}

impl Passkeys {
    /// Reads the `passkey` attribute.
    pub(crate) fn read(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::default();
        }
        match json::parse(text) {
            Ok(value) => Self::from(&value),
            Err(error) => {
                crate::browser::warn(&["the passkey attribute is not JSON: ", &error.to_string()].concat());
                Self::default()
            }
        }
    }

    fn from(value: &Value) -> Self {
        let rp_id = value.member("rp_id").and_then(Value::as_str).map(String::from);
        let mut known = Vec::new();
        if let Some(Value::Array(credentials)) = value.member("credentials") {
            for credential in credentials {
                match passkey(credential) {
                    Some(passkey) => known.push(passkey),
                    None => crate::browser::warn("a passkey without id or public key can't be used"),
                }
            }
        }
        Self { rp_id, known }
    }
}

/// Of the key only what makes it one: JWKs come with other members too.
fn passkey(credential: &Value) -> Option<Passkey> {
    let id = credential.member("id").and_then(Value::as_str).filter(|id| jws::decode(id).is_some())?;
    let key = credential.member("public_key")?;
    let text = |name: &str| key.member(name).and_then(Value::as_str).map(String::from);
    let key = Jwk {
        kty: text("kty")?,
        crv: text("crv")?,
        x: text("x")?,
        y: text("y"),
        kid: None,
        alg: None,
        r#use: None,
    };
    matches!(
        (key.kty.as_str(), key.crv.as_str(), &key.y),
        ("EC", "P-256", Some(_)) | ("OKP", "Ed25519", None)
    )
    .then(|| Passkey { id: id.to_owned(), key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_needs_an_id_and_a_key_that_can_be_checked() {
        let p256 = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AQ","key_ops":["verify"],"ext":true}"#;
        for (credential, expect) in [
            (format!(r#"{{"id":"AAEC","public_key":{p256},"counter":1}}"#), true),
            (r#"{"id":"AAEC","public_key":{"kty":"OKP","crv":"Ed25519","x":"AA"}}"#.into(), true),
            (r#"{"id":"AAEC"}"#.into(), false),
            (format!(r#"{{"public_key":{p256}}}"#), false),
            (format!(r#"{{"id":"A+/=","public_key":{p256}}}"#), false),
            (r#"{"id":"AAEC","public_key":{"kty":"RSA","n":"AA","e":"AQAB"}}"#.into(), false),
            (r#"{"id":"AAEC","public_key":{"kty":"EC","crv":"P-256","x":"AA"}}"#.into(), false),
            (r#""AAEC""#.into(), false),
        ] {
            let found = passkey(&json::parse(&credential).unwrap());
            assert_eq!(found.is_some(), expect, "{credential}");
            assert!(found.is_none_or(|one| one.id == "AAEC" && one.key.kid.is_none()));
        }
    }

    #[test]
    fn the_page_may_name_the_relying_party_alone() {
        let read = |text: &str| Passkeys::from(&json::parse(text).unwrap());
        assert_eq!(read(r#"{"rp_id":"vendor.example"}"#).rp_id.as_deref(), Some("vendor.example"));
        for text in ["{}", r#"{"credentials":[]}"#, r#"{"credentials":"x","rp_id":1}"#, "[]"] {
            assert_eq!(read(text), Passkeys::default(), "{text}");
        }
    }
}
