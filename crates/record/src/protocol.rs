//! What the widget and the receiver say to each other besides records and receipts.

use crate::{Timestamp, json_enum, json_object};

/// Media type of records and receipts on the wire.
pub const JOSE: &str = "application/jose";
/// Media type of errors (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";

json_object! {
    /// Body of `POST /nonces`.
    pub struct NonceRequest {
        /// Thumbprint of the key that will sign: the nonce is good for no other.
        pub key: String,
    }
}

json_object! {
    /// Answer to `POST /nonces`, status 201.
    pub struct NonceGrant {
        /// Opaque.
        pub nonce: String,
        /// Until then a person may act on it. A record that waited in a browser may come later.
        pub expires_at: Timestamp,
    }
}

json_object! {
    /// An error (RFC 9457).
    pub struct Problem {
        /// What went wrong; stable.
        pub r#type: ProblemKind = "type",
        /// The same for people.
        pub title: String,
        /// HTTP status.
        pub status: u32,
        /// What exactly, and what to do.
        pub detail: String,
    }
}

json_enum! {
    /// Every error that the receiver gives, as its `type` URI.
    pub enum ProblemKind {
        /// The body is not a compact JWS of ours, or its payload not canonical JSON.
        Malformed = "https://samtycke.org/problems/malformed",
        /// `typ`, schema or a field is wrong.
        WrongType = "https://samtycke.org/problems/wrong-type",
        /// Key, thumbprint or signature do not fit the bytes.
        BadSignature = "https://samtycke.org/problems/bad-signature",
        /// Fields disagree with each other.
        Inconsistent = "https://samtycke.org/problems/inconsistent",
        /// The record names another endpoint.
        WrongAudience = "https://samtycke.org/problems/wrong-audience",
        /// The record's origin or the request's `Origin` is not allowed.
        ForeignOrigin = "https://samtycke.org/problems/foreign-origin",
        /// The record answers an offer that this vendor never made.
        UnknownPack = "https://samtycke.org/problems/unknown-pack",
        /// Role, documents, sentences, annex or services differ from the pack.
        NotAsPublished = "https://samtycke.org/problems/not-as-published",
        /// The confirmation does not hold, or the pack requires one and there is none.
        Unconfirmed = "https://samtycke.org/problems/unconfirmed",
        /// The receiver never issued it, or forgot it long ago.
        NonceUnknown = "https://samtycke.org/problems/nonce-unknown",
        /// It was issued for another key's thumbprint.
        NonceForeign = "https://samtycke.org/problems/nonce-foreign",
        /// Another record consumed it.
        NonceReused = "https://samtycke.org/problems/nonce-reused",
        /// The same id with other bytes.
        IdTaken = "https://samtycke.org/problems/id-taken",
        /// The body is over the receiver's limit.
        TooLarge = "https://samtycke.org/problems/too-large",
        /// The request's media type is another one.
        WrongMediaType = "https://samtycke.org/problems/wrong-media-type",
        /// A nonce request that is not the JSON it should be.
        BadRequest = "https://samtycke.org/problems/bad-request",
        /// No token, or one that isn't good (RFC 6750).
        Unauthorised = "https://samtycke.org/problems/unauthorised",
        /// The token is good, and its role too small.
        Forbidden = "https://samtycke.org/problems/forbidden",
        /// A legal hold forbids it.
        Held = "https://samtycke.org/problems/held",
        /// No such resource.
        NotFound = "https://samtycke.org/problems/not-found",
        /// The resource exists, but not for this method.
        MethodNotAllowed = "https://samtycke.org/problems/method-not-allowed",
        /// More from this origin than the receiver takes in so short a time.
        TooManyRequests = "https://samtycke.org/problems/too-many-requests",
        /// The receiver can't store anything just now.
        Unavailable = "https://samtycke.org/problems/unavailable",
    }
}

impl ProblemKind {
    /// HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::WrongType | Self::BadSignature | Self::BadRequest => 400,
            Self::Unauthorised => 401,
            Self::ForeignOrigin | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::NonceReused | Self::IdTaken | Self::Held => 409,
            Self::TooLarge => 413,
            Self::WrongMediaType => 415,
            Self::Inconsistent
            | Self::WrongAudience
            | Self::UnknownPack
            | Self::NotAsPublished
            | Self::Unconfirmed
            | Self::NonceUnknown
            | Self::NonceForeign => 422,
            Self::TooManyRequests => 429,
            Self::Unavailable => 503,
        }
    }

    /// The last part of its URI: `malformed`, `nonce-reused`, ….
    pub fn name(self) -> &'static str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }

    /// A short title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Malformed => "Not a signed record",
            Self::WrongType => "Signed, but not a record",
            Self::BadSignature => "The signature does not hold",
            Self::Inconsistent => "The record contradicts itself",
            Self::WrongAudience => "Meant for another endpoint",
            Self::ForeignOrigin => "Made on a page that is not allowed here",
            Self::UnknownPack => "Not a pack that was published",
            Self::NotAsPublished => "Not what was published",
            Self::Unconfirmed => "Not confirmed with a passkey",
            Self::NonceUnknown => "The nonce is not ours",
            Self::NonceForeign => "The nonce belongs to another key",
            Self::NonceReused => "The nonce was used before",
            Self::IdTaken => "Another record has this id",
            Self::TooLarge => "The record is too large",
            Self::WrongMediaType => "Send application/jose",
            Self::BadRequest => "The request is not understood",
            Self::Unauthorised => "A good token is needed",
            Self::Forbidden => "Not with this token's role",
            Self::Held => "Under a legal hold",
            Self::NotFound => "Nothing here",
            Self::MethodNotAllowed => "Not with this method",
            Self::TooManyRequests => "Too many at once",
            Self::Unavailable => "Try again later",
        }
    }
}
