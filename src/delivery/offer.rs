//! The key of one record and the endpoint's nonce for it.

use samtycke_record::Nonce;

use super::endpoint;
use crate::browser::clock;
use crate::browser::crypto::{CryptoError, SigningKey};

/// What a record is signed with.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    /// Whose nonce it is.
    endpoint: String,
    pub(crate) key: SigningKey,
    pub(crate) nonce: Nonce,
}

impl PartialEq for Prepared {
    fn eq(&self, other: &Self) -> bool {
        self.key.thumbprint() == other.key.thumbprint() && self.nonce == other.nonce
    }
}

/// A new key, and a nonce if the endpoint answers.
pub(crate) async fn prepare(endpoint: &str) -> Result<Prepared, CryptoError> {
    let key = SigningKey::generate().await?;
    let nonce = endpoint::nonce(endpoint, key.thumbprint()).await;
    Ok(Prepared { endpoint: endpoint.to_owned(), key, nonce })
}

/// The prepared offer while its nonce holds; otherwise a new one.
pub(crate) async fn refresh(prepared: Option<Prepared>, endpoint: &str) -> Result<Prepared, CryptoError> {
    match prepared {
        Some(prepared) if prepared.endpoint == endpoint && holds(&prepared.nonce) => Ok(prepared),
        _ => prepare(endpoint).await,
    }
}

fn holds(nonce: &Nonce) -> bool {
    match nonce {
        Nonce::Issued(nonce) => clock::now().is_some_and(|now| now < nonce.expires_at),
        Nonce::NotCollected => false,
    }
}
