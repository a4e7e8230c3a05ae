//! Why a confirmation does not hold.

use core::fmt;

/// Why a confirmation does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmationProblem {
    /// Longer than any that a browser makes.
    TooLong,
    /// That part is not base64url.
    Encoding(&'static str),
    /// Not text.
    NotUtf8,
    /// Not the JSON it should be.
    Form(String),
    /// JSON, but not canonical.
    NotCanonical,
    /// Another schema or type.
    UnknownSchema,
    /// The client data is not the JSON that browsers write.
    ClientData(String),
    /// The client data is not of an assertion.
    ClientDataType,
    /// It confirms something else.
    Challenge,
    /// It was made on another origin than the record.
    Origin,
    /// It was made in a frame of another site.
    CrossOrigin,
    /// The relying party is not the record's host or a parent domain of it.
    RelyingParty,
    /// The authenticator's data has another form.
    AuthenticatorData(&'static str),
    /// The authenticator signed for another relying party.
    RelyingPartyHash,
    /// Nobody was there.
    NotPresent,
    /// Nobody was asked for a fingerprint, face or PIN.
    NotVerified,
    /// The key can't be one.
    Key(String),
    /// The signature is not the key's over these bytes.
    Signature,
}

impl fmt::Display for ConfirmationProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lead, detail) = match self {
            Self::TooLong => ("it is longer than any browser makes one", ""),
            Self::Encoding(part) => ("not base64url: ", *part),
            Self::NotUtf8 => ("it is not UTF-8", ""),
            Self::Form(why) => ("it has not the form of a confirmation: ", why.as_str()),
            Self::NotCanonical => ("it is JSON, but not in canonical form", ""),
            Self::UnknownSchema => ("its schema or type is not one this version knows", ""),
            Self::ClientData(why) => ("client_data is not what browsers write: ", why.as_str()),
            Self::ClientDataType => ("client_data: type is not webauthn.get", ""),
            Self::Challenge => ("client_data: the challenge is not this record's digest", ""),
            Self::Origin => ("client_data: the origin is not the record's", ""),
            Self::CrossOrigin => ("client_data: it was made in a frame of another site", ""),
            Self::RelyingParty => {
                ("rp_id is neither the host of the record's origin nor a parent domain of it", "")
            }
            Self::AuthenticatorData(why) => ("authenticator_data: ", *why),
            Self::RelyingPartyHash => ("authenticator_data: it is for another relying party than rp_id", ""),
            Self::NotPresent => ("authenticator_data: the authenticator did not see a person (UP)", ""),
            Self::NotVerified => ("authenticator_data: the authenticator did not verify the person (UV)", ""),
            Self::Key(why) => ("public_key: ", why.as_str()),
            Self::Signature => ("the signature is not the public key's over this record's digest", ""),
        };
        f.write_str(lead)?;
        f.write_str(detail)
    }
}

impl core::error::Error for ConfirmationProblem {}
