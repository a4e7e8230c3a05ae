//! Passkeys (WebAuthn). The browser's own dialog does the talking; here are the questions that open it.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use samtycke_record::json::Value;
use samtycke_record::jws;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why the browser gave no confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The person closed the dialog or could not be verified, or time ran out: browsers don't tell which.
    Cancelled,
    /// The browser has no passkeys, or none of a kind that can be checked.
    Unsupported,
    /// The page, its address, or the page that it is framed in doesn't allow them.
    Forbidden,
    /// Anything else.
    Failed,
}

impl Failure {
    /// Is there any use in trying again?
    pub(crate) fn can_be_tried_again(self) -> bool {
        match self {
            Self::Cancelled | Self::Failed => true,
            Self::Unsupported | Self::Forbidden => false,
        }
    }
}

/// The browser's answer to the question for a signature.
#[derive(Clone, Debug)]
pub(crate) struct Assertion {
    pub(crate) id: Vec<u8>,
    pub(crate) authenticator_data: Vec<u8>,
    pub(crate) client_data: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

/// Whose passkey is made.
pub(crate) struct User<'a> {
    /// The vendor's name, for the dialog.
    pub(crate) vendor: &'a str,
    /// The same for the same person and organisation: an authenticator replaces the passkey that it made before.
    pub(crate) handle: &'a [u8],
    pub(crate) name: &'a str,
    pub(crate) display_name: &'a str,
}

/// A passkey that was made just now.
pub(crate) struct Made {
    pub(crate) id: Vec<u8>,
    /// SubjectPublicKeyInfo.
    pub(crate) spki: Vec<u8>,
}

/// What the browser is seen to be unable to do before it is asked.
pub(crate) fn obstacle() -> Option<Failure> {
    let window = super::window()?;
    if get(&window, "PublicKeyCredential").is_undefined() {
        return Some(Failure::Unsupported);
    }
    // Reading the address of a page of another site throws.
    let is_foreign = |top: web_sys::Window| top.location().href().is_err();
    let is_framed = window.top().ok().flatten().is_none_or(is_foreign);
    (is_framed || !is_permitted(&window)).then_some(Failure::Forbidden)
}

/// By the page's `Permissions-Policy`, where the browser tells.
fn is_permitted(window: &web_sys::Window) -> bool {
    let policy = get(&get(window, "document"), "featurePolicy");
    let Ok(allows) = get(&policy, "allowsFeature").dyn_into::<Function>() else { return true };
    allows.call1(&policy, &"publickey-credentials-get".into()).is_ok_and(|allowed| allowed.is_truthy())
}

/// Can this device itself verify the person? `None` where the browser doesn't say.
pub(crate) async fn device_verifies() -> Option<bool> {
    let window = super::window()?;
    let class = get(&window, "PublicKeyCredential");
    let promise = call(&class, "isUserVerifyingPlatformAuthenticatorAvailable", &[]).ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

/// The host that passkeys of this page belong to.
pub(crate) fn host() -> String {
    super::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default()
}

/// Makes a passkey.
pub(crate) async fn create(rp_id: &str, user: User<'_>, challenge: &[u8]) -> Result<Made, Failure> {
    let algorithm = |id| object(vec![("alg", Value::Integer(id)), ("type", Value::from("public-key"))]);
    let options = options(
        &object(vec![
            ("rp", object(vec![("id", Value::from(rp_id)), ("name", Value::from(user.vendor))])),
            (
                "user",
                object(vec![
                    ("displayName", Value::from(user.display_name)),
                    ("name", Value::from(user.name)),
                ]),
            ),
            // ES256 and EdDSA: what verification knows.
            ("pubKeyCredParams", Value::Array(vec![algorithm(-7), algorithm(-8)])),
            (
                "authenticatorSelection",
                object(vec![
                    ("residentKey", Value::from("preferred")),
                    ("userVerification", Value::from("required")),
                ]),
            ),
            ("attestation", Value::from("none")),
        ]),
        challenge,
    )?;
    set(&get(&options, "user"), "id", &Uint8Array::from(user.handle))?;
    let credential = ask("create", &options).await?;
    let response = get(&credential, "response");
    let getter = get(&response, "getPublicKey").dyn_into::<Function>().map_err(|_| Failure::Unsupported)?;
    let spki = getter.call0(&response).map_err(|error| failure(&error))?;
    Ok(Made { id: bytes(&credential, "rawId"), spki: Uint8Array::new(&spki).to_vec() })
}

/// Signs the challenge with one of the passkeys of these ids, base64url.
pub(crate) async fn sign(rp_id: &str, ids: &[&str], challenge: &[u8]) -> Result<Assertion, Failure> {
    let options = options(
        &object(vec![("rpId", Value::from(rp_id)), ("userVerification", Value::from("required"))]),
        challenge,
    )?;
    let allowed = Array::new();
    for id in ids {
        let descriptor = Object::new();
        set(&descriptor, "type", &"public-key".into())?;
        set(&descriptor, "id", &Uint8Array::from(jws::decode(id).unwrap_or_default().as_slice()))?;
        allowed.push(&descriptor);
    }
    set(&options, "allowCredentials", &allowed)?;
    let credential = ask("get", &options).await?;
    let response = get(&credential, "response");
    Ok(Assertion {
        id: bytes(&credential, "rawId"),
        authenticator_data: bytes(&response, "authenticatorData"),
        client_data: bytes(&response, "clientDataJSON"),
        signature: bytes(&response, "signature"),
    })
}

/// Opens the browser's dialog and waits for its end.
async fn ask(method: &str, options: &JsValue) -> Result<JsValue, Failure> {
    let navigator = super::window().ok_or(Failure::Unsupported)?.navigator();
    let argument = Object::new();
    set(&argument, "publicKey", options)?;
    let promise = call(&get(&navigator, "credentials"), method, &[&argument])?;
    let credential = JsFuture::from(promise).await.map_err(|error| failure(&error))?;
    if credential.is_null() { Err(Failure::Cancelled) } else { Ok(credential) }
}

/// By the names of WebIDL's exceptions.
fn failure(error: &JsValue) -> Failure {
    let name = get(error, "name").as_string().unwrap_or_default();
    let message = get(error, "message").as_string().unwrap_or_default();
    super::warn(&["no passkey: ", &name, ": ", &message].concat());
    match name.as_str() {
        "NotAllowedError" | "AbortError" => Failure::Cancelled,
        "NotSupportedError" | "ConstraintError" => Failure::Unsupported,
        "SecurityError" => Failure::Forbidden,
        _ => Failure::Failed,
    }
}

fn options(members: &Value, challenge: &[u8]) -> Result<JsValue, Failure> {
    let options = JSON::parse(&members.canonical()).map_err(|_| Failure::Failed)?;
    set(&options, "challenge", &Uint8Array::from(challenge))?;
    Ok(options)
}

fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn set(target: &JsValue, name: &str, value: &JsValue) -> Result<(), Failure> {
    Reflect::set(target, &name.into(), value).map(drop).map_err(|_| Failure::Failed)
}

fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<Promise, Failure> {
    let function = get(target, name).dyn_into::<Function>().map_err(|_| Failure::Unsupported)?;
    let arguments: Array = arguments.iter().copied().collect();
    let promise = function.apply(target, &arguments).map_err(|error| failure(&error))?;
    promise.dyn_into().map_err(|_| Failure::Failed)
}

fn bytes(target: &JsValue, name: &str) -> Vec<u8> {
    Uint8Array::new(&get(target, name)).to_vec()
}
