//! What a key ring is, and how it changes.

use std::fmt;

use samtycke_record::Timestamp;
use samtycke_record::jws::{Jwk, JwkSet};
use samtycke_record::sign::Es256Key;

use crate::nonces::{Mint, NonceSecret};

/// The key that signs, the one that will, and those that did.
#[derive(Clone, Debug)]
pub struct KeyRing {
    pub(super) active: Es256Key,
    /// When it began to sign; unknown of a key that was never rotated.
    pub(super) from: Option<Timestamp>,
    pub(super) next: Option<Es256Key>,
    /// Newest first.
    pub(super) earlier: Vec<Earlier>,
}

/// A key that signed.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub(super) public: Jwk,
    pub(super) from: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    pub(super) rest: Rest,
}

/// What is left of it.
#[derive(Clone, Debug)]
pub(super) enum Rest {
    Private(Box<Es256Key>),
    Retired { nonces: Option<NonceSecret>, pem: String },
    Revoked { at: Timestamp, reason: String, pem: String },
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Published, so that all know it before it signs.
    Next,
    /// Signs receipts.
    Active,
    /// Signs no more; its private half is still there.
    Retiring,
    /// Its private half is gone; published, so that its receipts verify, and its nonces are taken.
    Retired,
    /// Not to be trusted: not published, and its nonces are refused.
    Revoked,
}

impl KeyState {
    pub(super) const ALL: [Self; 5] =
        [Self::Next, Self::Active, Self::Retiring, Self::Retired, Self::Revoked];

    /// As it stands in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Active => "active",
            Self::Retiring => "retiring",
            Self::Retired => "retired",
            Self::Revoked => "revoked",
        }
    }

    /// For people.
    pub fn use_of(self) -> &'static str {
        match self {
            Self::Next => "published; signs after the next rotation",
            Self::Active => "signs receipts and nonces",
            Self::Retiring => {
                "signs no more; published, its nonces are taken; its private half can go (keys retire)"
            }
            Self::Retired => "published, its nonces are taken; its private half is gone",
            Self::Revoked => "not published, its nonces are refused",
        }
    }
}

/// A key as `keys list` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySummary {
    /// Its thumbprint (RFC 7638).
    pub kid: String,
    /// What it is for.
    pub state: KeyState,
    /// When it began to sign, if that is known.
    pub from: Option<Timestamp>,
    /// When it ceased to.
    pub until: Option<Timestamp>,
    /// Of a revoked key: when and why.
    pub revoked: Option<(Timestamp, String)>,
}

/// A change that can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RingError {
    pub(super) problem: String,
    pub(super) remedy: String,
}

impl RingError {
    fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: remedy.into() }
    }
}

impl KeyRing {
    /// Of one key.
    pub fn of(key: Es256Key) -> Self {
        Self { active: key, from: None, next: None, earlier: Vec::new() }
    }

    /// The key that signs.
    pub fn active(&self) -> &Es256Key {
        &self.active
    }

    /// The public halves by which receipts are checked: all but those that were revoked.
    pub fn published(&self) -> JwkSet {
        let trusted = self.earlier.iter().filter(|key| !matches!(key.rest, Rest::Revoked { .. }));
        let signing = [&self.active].into_iter().chain(&self.next).map(Es256Key::published);
        JwkSet { keys: signing.chain(trusted.map(|key| key.public.clone())).collect() }
    }

    pub(crate) fn mint(&self) -> Mint {
        let earlier = self.earlier.iter().filter_map(|key| match &key.rest {
            Rest::Private(key) => Some(NonceSecret::of(key)),
            Rest::Retired { nonces, .. } => nonces.clone(),
            Rest::Revoked { .. } => None,
        });
        let others = self.next.iter().map(NonceSecret::of).chain(earlier).collect();
        Mint::new(NonceSecret::of(&self.active), others)
    }

    /// Every key, the one that signs first.
    pub fn summaries(&self) -> Vec<KeySummary> {
        let signing = |key: &Es256Key, state, from| KeySummary {
            kid: key.kid().to_owned(),
            state,
            from,
            until: None,
            revoked: None,
        };
        let mut all = vec![signing(&self.active, KeyState::Active, self.from.clone())];
        all.extend(self.next.iter().map(|key| signing(key, KeyState::Next, None)));
        all.extend(self.earlier.iter().map(|key| KeySummary {
            kid: key.kid().to_owned(),
            state: key.rest.state(),
            from: key.from.clone(),
            until: key.until.clone(),
            revoked: match &key.rest {
                Rest::Revoked { at, reason, .. } => Some((at.clone(), reason.clone())),
                Rest::Private(_) | Rest::Retired { .. } => None,
            },
        }));
        all
    }

    /// Publishes the key that will sign after the next rotation.
    ///
    /// # Errors
    /// There is one already.
    pub fn prepare(&mut self, key: Es256Key) -> Result<(), RingError> {
        match &self.next {
            None => {
                self.next = Some(key);
                Ok(())
            }
            Some(next) => Err(RingError::new(
                format!("the next key is there already: {}", next.kid()),
                "rotate, and then it signs",
            )),
        }
    }

    /// The next key signs, or `fresh` when none was prepared; the one that did is kept.
    ///
    /// # Errors
    /// None today.
    pub fn rotate(&mut self, fresh: Es256Key, now: Timestamp) -> Result<(), RingError> {
        let key = self.next.take().unwrap_or(fresh);
        let old = std::mem::replace(&mut self.active, key);
        let from = self.from.replace(now.clone());
        self.earlier.insert(
            0,
            Earlier { public: old.published(), from, until: Some(now), rest: Rest::Private(Box::new(old)) },
        );
        Ok(())
    }

    /// Lets go of private halves that sign no more: of that key, or of all.
    ///
    /// # Errors
    /// That key still signs, or is none of the ring's.
    pub fn retire(&mut self, kid: Option<&str>) -> Result<(), RingError> {
        if let Some(kid) = kid {
            return retire(self.earlier_key(kid)?);
        }
        self.earlier.iter_mut().try_for_each(retire)
    }

    /// Withdraws a key that somebody else may have: receipts that it signs are not to be believed any more.
    ///
    /// # Errors
    /// That key still signs, or is none of the ring's.
    pub fn revoke(&mut self, kid: &str, now: Timestamp, reason: &str) -> Result<(), RingError> {
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(RingError::new(
                "a key is not revoked without a reason",
                "say in a few words what happened",
            ));
        }
        let key = self.earlier_key(kid)?;
        retire(key)?;
        if let Rest::Retired { pem, .. } = &key.rest {
            key.rest = Rest::Revoked { at: now, reason, pem: pem.clone() };
        }
        Ok(())
    }

    fn earlier_key(&mut self, kid: &str) -> Result<&mut Earlier, RingError> {
        if self.active.kid() == kid || self.next.as_ref().is_some_and(|key| key.kid() == kid) {
            return Err(RingError::new(
                format!("{kid} signs receipts, or is about to"),
                "rotate first (samtycke keys rotate), so that another key does",
            ));
        }
        self.earlier.iter_mut().find(|key| key.kid() == kid).ok_or_else(|| {
            RingError::new(format!("it has no key {kid}"), "samtycke keys list shows those that it has")
        })
    }
}

impl Earlier {
    pub(super) fn kid(&self) -> &str {
        self.public.kid.as_deref().unwrap_or_default()
    }
}

impl Rest {
    pub(super) fn state(&self) -> KeyState {
        match self {
            Self::Private(_) => KeyState::Retiring,
            Self::Retired { .. } => KeyState::Retired,
            Self::Revoked { .. } => KeyState::Revoked,
        }
    }
}

fn retire(key: &mut Earlier) -> Result<(), RingError> {
    if let Rest::Private(private) = &key.rest {
        let pem =
            private.public_pem().map_err(|error| RingError::new(error.to_string(), "restore your copy"))?;
        key.rest = Rest::Retired { nonces: Some(NonceSecret::of(private)), pem };
    }
    Ok(())
}

impl fmt::Display for RingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.problem)?;
        write!(f, "  {}", self.remedy)
    }
}
