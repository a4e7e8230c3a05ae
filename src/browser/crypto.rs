//! WebCrypto: digests, and one signing key per record that can't be exported.

use js_sys::{Array, Object, Reflect, Uint8Array};
use samtycke_record::json::{FromJson as _, Value};
use samtycke_record::jws::{self, Algorithm, Header, Jwk};
use samtycke_record::{Digest, Uuid};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// WebCrypto is not there (a page without TLS), or it refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CryptoError;

impl From<JsValue> for CryptoError {
    fn from(_: JsValue) -> Self {
        Self
    }
}

fn subtle() -> Result<SubtleCrypto, CryptoError> {
    let crypto = super::window().ok_or(CryptoError)?.crypto()?;
    let subtle = crypto.subtle();
    // Undefined outside secure contexts, although the type says otherwise.
    if AsRef::<JsValue>::as_ref(&subtle).is_undefined() { Err(CryptoError) } else { Ok(subtle) }
}

/// SHA-256 of bytes.
pub(crate) async fn sha256(bytes: &[u8]) -> Result<[u8; 32], CryptoError> {
    let promise = subtle()?.digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(bytes))?;
    let hash = Uint8Array::new(&JsFuture::from(promise).await?).to_vec();
    hash.try_into().map_err(|_| CryptoError)
}

/// SHA-256 of bytes, as records write it.
pub(crate) async fn digest(bytes: &[u8]) -> Result<Digest, CryptoError> {
    sha256(bytes).await.map(|hash| Digest::from_hash(&hash))
}

/// A new UUID.
pub(crate) fn uuid() -> Result<Uuid, CryptoError> {
    let crypto = super::window().ok_or(CryptoError)?.crypto()?;
    Uuid::parse(&crypto.random_uuid()).ok_or(CryptoError)
}

/// An ECDSA P-256 key for one record. The private half never leaves WebCrypto.
#[derive(Clone, Debug)]
pub(crate) struct SigningKey {
    private: CryptoKey,
    jwk: Jwk,
    thumbprint: String,
}

impl SigningKey {
    /// A new key.
    pub(crate) async fn generate() -> Result<Self, CryptoError> {
        let subtle = subtle()?;
        let algorithm = algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")])?;
        let usages = Array::of1(&JsValue::from_str("sign"));
        let pair = JsFuture::from(subtle.generate_key_with_object(&algorithm, false, &usages)?).await?;
        let half = |name: &str| -> Result<CryptoKey, CryptoError> {
            Reflect::get(&pair, &JsValue::from_str(name))?.dyn_into().map_err(|_| CryptoError)
        };
        let exported = JsFuture::from(subtle.export_key("jwk", &half("publicKey")?)?).await?;
        let jwk = jwk_of(&exported)?;
        let thumbprint = jws::encode(&sha256(jwk.thumbprint_input().as_bytes()).await?);
        Ok(Self { private: half("privateKey")?, jwk, thumbprint })
    }

    /// RFC 7638.
    pub(crate) fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// Signs a record's canonical bytes into a compact JWS.
    pub(crate) async fn sign(&self, payload: &str) -> Result<String, CryptoError> {
        let header = Header {
            alg: Algorithm::Es256,
            jwk: Some(self.jwk.clone()),
            kid: self.thumbprint.clone(),
            typ: jws::RECORD_TYPE.into(),
        };
        let input = jws::signing_input(&header, payload);
        let algorithm = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")])?;
        let bytes = Uint8Array::from(input.as_bytes());
        let promise = subtle()?.sign_with_object_and_js_u8_array(&algorithm, &self.private, &bytes)?;
        let signature = Uint8Array::new(&JsFuture::from(promise).await?).to_vec();
        Ok(jws::assemble(&input, &signature))
    }
}

/// Is this signature the key's over the message? ES256 only: what receivers sign with.
pub(crate) async fn verify(jwk: &Jwk, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError> {
    let subtle = subtle()?;
    let key_data = Object::new();
    let y = jwk.y.as_deref().unwrap_or_default();
    for (name, value) in [("kty", jwk.kty.as_str()), ("crv", &jwk.crv), ("x", &jwk.x), ("y", y)] {
        Reflect::set(&key_data, &JsValue::from_str(name), &JsValue::from_str(value))?;
    }
    let import = algorithm(&[("name", "ECDSA"), ("namedCurve", "P-256")])?;
    let usages = Array::of1(&JsValue::from_str("verify"));
    let key =
        JsFuture::from(subtle.import_key_with_object("jwk", &key_data, &import, false, &usages)?).await?;
    let key: CryptoKey = key.dyn_into().map_err(|_| CryptoError)?;
    let check = algorithm(&[("name", "ECDSA"), ("hash", "SHA-256")])?;
    let promise = subtle.verify_with_object_and_js_u8_array_and_js_u8_array(
        &check,
        &key,
        &Uint8Array::from(signature),
        &Uint8Array::from(message),
    )?;
    Ok(JsFuture::from(promise).await?.is_truthy())
}

fn algorithm(members: &[(&str, &str)]) -> Result<Object, CryptoError> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value))?;
    }
    Ok(object)
}

fn jwk_of(exported: &JsValue) -> Result<Jwk, CryptoError> {
    let members = ["crv", "kty", "x", "y"].into_iter().filter_map(|name| {
        let value = Reflect::get(exported, &JsValue::from_str(name)).ok()?.as_string()?;
        Some((name.to_owned(), Value::String(value)))
    });
    Jwk::from_json(&Value::Object(members.collect())).map_err(|_| CryptoError)
}
