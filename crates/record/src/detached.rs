//! Signatures beside what they sign: `pack.sig` is a compact JWS over `pack.json` whose payload part is left empty
//! (RFC 7515, appendix F).

use core::fmt;

use crate::jws::{self, Algorithm, Compact, Jwk, JwsError};

/// `typ` of a manifest's signature.
pub const PACK_TYPE: &str = "samtycke-pack+jws";

/// Why a manifest is not what the holder of a key published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureProblem {
    /// Not a JWS of ours.
    Jws(JwsError),
    /// Not one of a manifest, without a payload, by ES256, with its key.
    Header,
    /// Signed, but with the key of this thumbprint.
    Key(String),
    /// The signature is not the key's over these bytes.
    Signature,
}

impl fmt::Display for SignatureProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Jws(error) => fmt::Display::fmt(error, f),
            Self::Header => f.write_str("it is not the signature of a manifest"),
            Self::Key(found) => {
                f.write_str("it is signed with another key: ")?;
                f.write_str(found)
            }
            Self::Signature => f.write_str("the signature is not the key's over these bytes"),
        }
    }
}

impl core::error::Error for SignatureProblem {}

/// A signature taken apart, together with what it should be over. Nothing has been checked but its form: whether the
/// key is the one that is trusted, and whether the signature is its own, is the caller's to find out.
#[derive(Clone, Debug)]
pub struct Detached {
    /// The key that it names, P-256.
    pub key: Jwk,
    /// The bytes that were signed, if it is over these.
    pub signing_input: String,
    /// `r || s`.
    pub signature: Vec<u8>,
}

impl Detached {
    /// Takes the text of a `pack.sig` apart.
    pub fn parse(text: &str, manifest: &[u8]) -> Result<Self, SignatureProblem> {
        let jws = Compact::parse(text.trim_end()).map_err(SignatureProblem::Jws)?;
        let Compact { header, payload, signature, signing_input } = jws;
        let fits = header.typ == PACK_TYPE && header.alg == Algorithm::Es256 && payload.is_empty();
        match header.jwk {
            Some(key) if fits => {
                let signing_input = [&signing_input, jws::encode(manifest).as_str()].concat();
                Ok(Self { key, signing_input, signature })
            }
            _ => Err(SignatureProblem::Header),
        }
    }
}

/// Does the key of that thumbprint sign these bytes?
#[cfg(feature = "crypto")]
pub fn verify(text: &str, manifest: &[u8], thumbprint: &str) -> Result<(), SignatureProblem> {
    let detached = Detached::parse(text, manifest)?;
    let found = detached.key.thumbprint();
    if found != thumbprint {
        return Err(SignatureProblem::Key(found));
    }
    let input = detached.signing_input.as_bytes();
    let valid =
        crate::verify::signature_is_valid(&detached.key, Algorithm::Es256, input, &detached.signature);
    if valid { Ok(()) } else { Err(SignatureProblem::Signature) }
}
