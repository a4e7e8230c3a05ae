//! Keys and signatures of notes (C2SP signed-note), Ed25519.

use core::fmt;

use base64ct::{Base64, Encoding as _};
use ed25519_dalek::Signer as _;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, KeypairBytes};
use sha2::{Digest as _, Sha256};

/// The signature type of Ed25519.
const ED25519: u8 = 1;
/// Longest note that is read, bytes; 16 signatures are far below.
const LONGEST: usize = 100_000;

/// A log's private key. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

/// Not the key that it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError(&'static str);

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for KeyError {}

impl SigningKey {
    const NOT_PEM: KeyError = KeyError("not an Ed25519 private key in PEM (PKCS #8, \"BEGIN PRIVATE KEY\")");

    /// From 32 random bytes (RFC 8032 section 5.1.5).
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Reads PKCS #8 PEM.
    ///
    /// # Errors
    /// Any other text.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        ed25519_dalek::SigningKey::from_pkcs8_pem(pem).map(Self).map_err(|_| Self::NOT_PEM)
    }

    /// Writes PKCS #8 PEM. Secret.
    ///
    /// # Errors
    /// None that is known of.
    pub fn to_pem(&self) -> Result<String, KeyError> {
        // Without the public key: OpenSSL reads only the first version of PKCS #8.
        let pair = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        pair.to_pkcs8_pem(LineEnding::LF).map(|pem| pem.to_string()).map_err(|_| Self::NOT_PEM)
    }

    /// The public key's bytes (RFC 8032).
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// A note of that text, which ends with a line end, signed under that name.
    pub fn sign(&self, name: &str, text: &str) -> String {
        let mut signature = key_id(name, &self.public()).to_vec();
        signature.extend(self.0.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {name} {}\n", Base64::encode_string(&signature))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").finish_non_exhaustive()
    }
}

fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let hash =
        Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(public).finalize();
    let mut id = [0; 4];
    id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    id
}

/// Who signs notes: a name and a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

/// Why a note is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// It is no note.
    Form,
    /// None of its signatures is by a known key.
    Unknown,
    /// A known key's signature doesn't fit.
    Forged,
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "it is not a signed note (a text, an empty line, lines of signatures)",
            Self::Unknown => "it is not signed by a key of this log that is known",
            Self::Forged => "the log's signature does not fit: it was changed",
        })
    }
}

impl core::error::Error for NoteError {}

impl VerifierKey {
    /// A name without spaces or plus signs, with its key.
    ///
    /// # Errors
    /// Another name.
    pub fn new(name: &str, public: [u8; 32]) -> Result<Self, KeyError> {
        if name.is_empty() || name.contains(|c: char| c == '+' || c.is_whitespace() || c.is_control()) {
            return Err(KeyError("a key's name has neither spaces nor plus signs"));
        }
        Ok(Self { name: name.into(), public })
    }

    /// Reads `<name>+<id>+<key>`, as tools of the field pass keys around.
    ///
    /// # Errors
    /// Any other text, or an id that isn't the key's.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        const FORM: KeyError = KeyError("not a verifier key: <name>+<8 hexadecimal digits>+<base64>");
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(FORM);
        };
        let bytes = Base64::decode_vec(key).map_err(|_| FORM)?;
        let [ED25519, public @ ..] = bytes.as_slice() else { return Err(FORM) };
        let key = Self::new(name, public.try_into().map_err(|_| FORM)?)?;
        if key.to_string() == text { Ok(key) } else { Err(FORM) }
    }

    /// The name that signatures carry.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key's bytes (RFC 8032).
    pub fn public(&self) -> &[u8; 32] {
        &self.public
    }
}

/// As [`VerifierKey::parse`] reads it.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(key_id(&self.name, &self.public));
        let key = [&[ED25519], self.public.as_slice()].concat();
        write!(f, "{}+{id:08x}+{}", self.name, Base64::encode_string(&key))
    }
}

/// A note taken apart: its text, and its signatures as name, id and signature.
struct Note<'a> {
    text: &'a str,
    signatures: Vec<(&'a str, Vec<u8>)>,
}

fn parse(note: &str) -> Option<Note<'_>> {
    if note.len() > LONGEST || note.contains(|c: char| c < ' ' && c != '\n') {
        return None;
    }
    let (body, lines) = note.rsplit_once("\n\n")?;
    let text = note.get(..=body.len())?;
    let signatures: Option<Vec<_>> = lines
        .strip_suffix('\n')?
        .split('\n')
        .map(|line| {
            let (name, signature) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            let bytes = Base64::decode_vec(signature).ok().filter(|bytes| bytes.len() > 4)?;
            (!name.is_empty() && !name.contains('+')).then_some((name, bytes))
        })
        .collect();
    Some(Note { text, signatures: signatures? })
}

/// The text of a note, unverified.
pub(crate) fn text(note: &str) -> Option<&str> {
    parse(note).map(|note| note.text)
}

/// The text of a note that one of these keys signed, and which.
pub(crate) fn open<'a, 'k>(
    note: &'a str,
    keys: &'k [VerifierKey],
) -> Result<(&'a str, &'k VerifierKey), NoteError> {
    let note = parse(note).ok_or(NoteError::Form)?;
    let mut signer = None;
    for (name, bytes) in &note.signatures {
        let Some((id, signature)) = bytes.split_first_chunk::<4>() else { continue };
        let known = keys.iter().find(|key| key.name == *name && key_id(name, &key.public) == *id);
        let Some(key) = known else { continue };
        let fits = ed25519_dalek::VerifyingKey::from_bytes(&key.public).is_ok_and(|public| {
            ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| public.verify_strict(note.text.as_bytes(), &signature).is_ok())
        });
        if !fits {
            return Err(NoteError::Forged);
        }
        signer = signer.or(Some(key));
    }
    signer.map(|key| (note.text, key)).ok_or(NoteError::Unknown)
}
