//! Fetching packs and documents. A document whose bytes don't match its digest doesn't come out of here.

use std::rc::Rc;

use samtycke_pack::manifest::DocumentFile;
use samtycke_pack::{Document, Manifest};
use samtycke_record::Digest;
use samtycke_record::detached::Detached;
use samtycke_record::json::{self, FromJson, Value};
use samtycke_record::jws;
use wasm_bindgen_futures::spawn_local;

use crate::browser::crypto;
use crate::browser::fetch::{NoAnswer, Pending, begin};
use crate::browser::listen::painted;
use crate::messages::Messages;
use crate::options::Hooks;

const LIMIT_MS: u32 = 30_000;

/// A manifest as fetched.
#[derive(Clone, Debug)]
pub(crate) struct Pack {
    pub(crate) manifest: Rc<Manifest>,
    /// Its bytes.
    pub(crate) text: Rc<str>,
    /// SHA-256 of its bytes.
    pub(crate) digest: Digest,
    /// The manifest's absolute URL up to and including the last slash.
    pub(crate) base: String,
    /// Who is told when a document can't be had.
    pub(crate) hooks: Hooks,
}

impl PartialEq for Pack {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest && self.base == other.base
    }
}

/// Why a pack or document can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadError {
    /// No answer.
    Network,
    /// An answer, but not the file.
    Missing,
    /// Other bytes than the manifest names.
    Digest,
    /// Not signed with the key that the page pins.
    Signature,
    /// Not the form it should have.
    Form,
    /// No WebCrypto to check digests with.
    Insecure,
    /// The pack has no such document.
    Unknown,
}

impl LoadError {
    /// For the person.
    pub(crate) fn message(self, messages: &Messages) -> &'static str {
        match self {
            Self::Network => messages.load_network,
            Self::Missing => messages.load_missing,
            Self::Digest => messages.load_digest,
            Self::Signature => messages.load_signature,
            Self::Form => messages.load_form,
            Self::Insecure => messages.load_insecure,
            Self::Unknown => messages.load_unknown_document,
        }
    }

    /// For events.
    fn code(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Missing => "missing",
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::Form => "form",
            Self::Insecure => "insecure",
            Self::Unknown => "unknown-document",
        }
    }

    /// Tells the page what can't be had: the address of a file, or the id of a document. What to do about it, the gate
    /// says in the console.
    pub(crate) fn tell(self, hooks: &Hooks, what: &str) {
        hooks.emit("error", &[("code", self.code()), ("detail", what)]);
    }
}

/// Fetches a manifest; when a key is pinned, by its thumbprint, only one that is signed with it.
pub(crate) async fn load_signed(url: &str, key: &str) -> Result<Pack, LoadError> {
    // The gate knows of none: an empty address would be the page itself.
    if url.is_empty() {
        return Err(LoadError::Missing);
    }
    let bytes = get(url).await?;
    if !key.is_empty() {
        let signature = get(&signature_url(url)).await.map_err(|error| match error {
            LoadError::Missing => LoadError::Signature,
            other => other,
        })?;
        if !signed(&bytes, &signature, key).await? {
            return Err(LoadError::Signature);
        }
    }
    from_bytes(url, &bytes).await
}

/// Fetches a manifest whose digest the caller knows.
async fn load_pack(url: &str) -> Result<Pack, LoadError> {
    from_bytes(url, &get(url).await?).await
}

/// `pack.sig` beside `pack.json`, with the same query.
fn signature_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at_checked(end).unwrap_or((url, ""));
    [path.strip_suffix(".json").unwrap_or(path), ".sig", rest].concat()
}

async fn signed(manifest: &[u8], signature: &[u8], key: &str) -> Result<bool, LoadError> {
    let text = core::str::from_utf8(signature).map_err(|_| LoadError::Signature)?;
    let detached = Detached::parse(text, manifest).map_err(|_| LoadError::Signature)?;
    let Detached { key: jwk, signing_input, signature } = detached;
    let thumbprint = crypto::sha256(jwk.thumbprint_input().as_bytes()).await;
    if jws::encode(&thumbprint.map_err(|_| LoadError::Insecure)?) != key {
        return Ok(false);
    }
    // A key that WebCrypto refuses has signed nothing.
    Ok(crypto::verify(&jwk, signing_input.as_bytes(), &signature).await.unwrap_or(false))
}

async fn from_bytes(url: &str, bytes: &[u8]) -> Result<Pack, LoadError> {
    let digest = crypto::digest(bytes).await.map_err(|_| LoadError::Insecure)?;
    let text = core::str::from_utf8(bytes).map_err(|_| LoadError::Form)?;
    let (manifest, text) = (Rc::new(read(bytes)?), Rc::from(text));
    let base = url.rfind('/').and_then(|end| url.get(..=end)).unwrap_or_default().to_owned();
    Ok(Pack { manifest, text, digest, base, hooks: Hooks::default() })
}

/// Fetches the manifest of that digest: the current one, or the one that `samtycke build` left in `history/`.
pub(crate) async fn load_published(url: &str, digest: &Digest) -> Result<Pack, LoadError> {
    let current = load_pack(url).await?;
    if current.digest == *digest {
        return Ok(current);
    }
    let base = current.base;
    match load_pack(&format!("{base}history/{}.json", digest.hex())).await {
        Ok(earlier) if earlier.digest == *digest => Ok(Pack { base, ..earlier }),
        Err(LoadError::Network) => Err(LoadError::Network),
        Ok(_) | Err(_) => Err(LoadError::Unknown),
    }
}

/// Fetches a document and checks it against the digest that the manifest names. The request is sent at once, not when
/// the future is first asked.
pub(crate) fn load_document(
    pack: &Pack,
    file: &DocumentFile,
) -> impl Future<Output = Result<Rc<Document>, LoadError>> + use<> {
    let url = document_url(pack, &file.sha256);
    let request = begin(&url, None, LIMIT_MS);
    let (named, hooks) = (file.sha256.clone(), pack.hooks.clone());
    async move { checked(request, named).await.inspect_err(|error| error.tell(&hooks, &url)) }
}

async fn checked(request: Result<Pending, NoAnswer>, named: Digest) -> Result<Rc<Document>, LoadError> {
    let bytes = body(request).await?;
    let digest = crypto::digest(&bytes).await.map_err(|_| LoadError::Insecure)?;
    if digest != named {
        return Err(LoadError::Digest);
    }
    let value = parse(&bytes)?;
    let document = typed(&value).map(Rc::new);
    // Taking a long text's tree apart again takes as long as a frame: after the one that shows the text.
    spawn_local(async move {
        painted().await;
        drop(value);
    });
    document
}

fn document_url(pack: &Pack, digest: &Digest) -> String {
    format!("{}documents/{}.json", pack.base, digest.hex())
}

/// The bytes of a published document, as a text.
pub(crate) async fn document_text(pack: &Pack, digest: &Digest) -> Option<String> {
    named_text(&document_url(pack, digest), digest).await
}

async fn named_text(url: &str, digest: &Digest) -> Option<String> {
    let bytes = get(url).await.ok()?;
    let same = crypto::digest(&bytes).await.ok()? == *digest;
    String::from_utf8(bytes).ok().filter(|_| same)
}

async fn get(url: &str) -> Result<Vec<u8>, LoadError> {
    body(begin(url, None, LIMIT_MS)).await
}

async fn body(request: Result<Pending, NoAnswer>) -> Result<Vec<u8>, LoadError> {
    let no_answer = |_| LoadError::Network;
    let answer = request.map_err(no_answer)?.answer().await.map_err(no_answer)?;
    if answer.status == 200 { Ok(answer.body) } else { Err(LoadError::Missing) }
}

fn read<T: FromJson>(bytes: &[u8]) -> Result<T, LoadError> {
    typed(&parse(bytes)?)
}

fn parse(bytes: &[u8]) -> Result<Value, LoadError> {
    let text = core::str::from_utf8(bytes).map_err(|_| LoadError::Form)?;
    json::parse(text).map_err(|_| LoadError::Form)
}

fn typed<T: FromJson>(value: &Value) -> Result<T, LoadError> {
    T::from_json(value).map_err(|error| {
        crate::browser::warn(&error.to_string());
        LoadError::Form
    })
}
