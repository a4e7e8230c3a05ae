//! A key ring as its file has it: each key a PEM block, with lines of `name: value` before it that say what it is for.
//! A file with one private key and nothing else is a ring too.

use samtycke_record::Timestamp;
use samtycke_record::sign::{Es256Key, KeyError, public_key_from_pem};

use super::ring::{Earlier, Rest};
use super::{KeyRing, KeyState};
use crate::nonces::NonceSecret;

const FIRST: &str = "# The keys of a Samtycke receiver. Secret. Changed by: samtycke keys";
/// Without it something is missing, though it may look whole.
const LAST: &str = "# That is all of them.";

/// What a text says of one key, before it is known whether that makes a ring.
#[derive(Default)]
struct Block {
    state: Option<KeyState>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    revoked: Option<Timestamp>,
    reason: Option<String>,
    nonces: Option<NonceSecret>,
}

impl KeyRing {
    /// As it stands in its file. Secret.
    ///
    /// # Errors
    /// None that a ring which was read or made can cause.
    pub fn to_text(&self) -> Result<String, KeyError> {
        let mut text = format!("{FIRST}\n");
        let mut add = |lines: &[(&str, Option<&str>)], pem: &str| {
            text.push('\n');
            for (name, value) in lines {
                if let Some(value) = value {
                    text.extend([name, ": ", value, "\n"]);
                }
            }
            text.push_str(pem);
        };
        let from = self.from.as_ref().map(Timestamp::as_str);
        add(&[("state", Some("active")), ("from", from)], &self.active.to_pem()?);
        if let Some(next) = &self.next {
            add(&[("state", Some("next"))], &next.to_pem()?);
        }
        for key in &self.earlier {
            let state = ("state", Some(key.rest.state().as_str()));
            let from = ("from", key.from.as_ref().map(Timestamp::as_str));
            let until = ("until", key.until.as_ref().map(Timestamp::as_str));
            match &key.rest {
                Rest::Private(private) => add(&[state, from, until], &private.to_pem()?),
                Rest::Retired { nonces, pem } => {
                    let nonces = nonces.as_ref().map(NonceSecret::encode);
                    add(&[state, from, until, ("nonces", nonces.as_deref())], pem);
                }
                Rest::Revoked { at, reason, pem } => {
                    add(
                        &[
                            state,
                            from,
                            until,
                            ("revoked", Some(at.as_str())),
                            ("reason", Some(reason.as_str()).filter(|text| !text.is_empty())),
                        ],
                        pem,
                    );
                }
            }
        }
        text.extend(["\n", LAST, "\n"]);
        Ok(text)
    }

    /// Reads a ring's text. Blocks without a state: the first private key signs, others did.
    ///
    /// # Errors
    /// What is wrong and in which line; never anything of the text itself that may be secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.lines().any(|line| line == FIRST) && text.trim_end().lines().next_back() != Some(LAST) {
            return Err(format!("incomplete: its last line is not {LAST:?}"));
        }
        let mut ring = Draft::default();
        let mut block = Block::default();
        let mut lines = text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let (number, line) = (index + 1, line.trim());
            if let Some(label) = line.strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----"))
            {
                let end = format!("-----END {label}-----");
                let mut pem = format!("{line}\n");
                let mut ended = false;
                for (_, inner) in lines.by_ref() {
                    pem.extend([inner.trim(), "\n"]);
                    ended = inner.trim() == end;
                    if ended {
                        break;
                    }
                }
                if !ended {
                    return Err(format!("incomplete: the key of line {number} has no end"));
                }
                ring.add(std::mem::take(&mut block), label, pem)
                    .map_err(|why| format!("{why} (line {number})"))?;
            } else if !line.is_empty() && !line.starts_with('#') && !block.read(line) {
                return Err(match ring.active {
                    None => format!("{KeyError}; line {number} is not understood"),
                    Some(_) => format!("no key ring: line {number} is not understood"),
                });
            }
        }
        ring.finish()
    }
}

impl Block {
    /// `false`: not a line of ours.
    fn read(&mut self, line: &str) -> bool {
        let Some((name, value)) = line.split_once(": ") else { return false };
        let time = || Timestamp::parse(value);
        match name {
            "state" => keep(&mut self.state, KeyState::ALL.into_iter().find(|state| state.as_str() == value)),
            "from" => keep(&mut self.from, time()),
            "until" => keep(&mut self.until, time()),
            "revoked" => keep(&mut self.revoked, time()),
            "nonces" => keep(&mut self.nonces, NonceSecret::decode(value)),
            "reason" => keep(&mut self.reason, Some(value.to_owned())),
            _ => false,
        }
    }
}

fn keep<T>(place: &mut Option<T>, found: Option<T>) -> bool {
    *place = found;
    place.is_some()
}

#[derive(Default)]
struct Draft {
    active: Option<(Es256Key, Option<Timestamp>)>,
    next: Option<Es256Key>,
    earlier: Vec<Earlier>,
}

impl Draft {
    fn add(&mut self, block: Block, label: &str, pem: String) -> Result<(), String> {
        let Block { state, from, until, revoked, reason, nonces } = block;
        if label != "PUBLIC KEY" {
            let key = Es256Key::from_pem(&pem).map_err(|error| error.to_string())?;
            self.is_new(key.kid())?;
            let state =
                state.unwrap_or(if self.active.is_none() { KeyState::Active } else { KeyState::Retiring });
            match state {
                KeyState::Active if self.active.is_none() => self.active = Some((key, from)),
                KeyState::Active => return Err("no key ring: two keys are active".into()),
                KeyState::Next if self.next.is_none() => self.next = Some(key),
                KeyState::Next => return Err("no key ring: two keys are next".into()),
                KeyState::Retiring => {
                    self.earlier.push(Earlier {
                        public: key.published(),
                        from,
                        until,
                        rest: Rest::Private(Box::new(key)),
                    });
                }
                KeyState::Retired | KeyState::Revoked => {
                    return Err(format!("no key ring: a {} key has its private half", state.as_str()));
                }
            }
            return Ok(());
        }
        let public = public_key_from_pem(&pem).map_err(|_| "not a P-256 public key in PEM")?;
        self.is_new(public.kid.as_deref().unwrap_or_default())?;
        let rest = match state.unwrap_or(KeyState::Retired) {
            KeyState::Retired => Rest::Retired { nonces, pem },
            KeyState::Revoked => Rest::Revoked {
                at: revoked.ok_or("no key ring: a revoked key has no time")?,
                reason: reason.unwrap_or_default(),
                pem,
            },
            state => return Err(format!("no key ring: the {} key has no private half", state.as_str())),
        };
        self.earlier.push(Earlier { public, from, until, rest });
        Ok(())
    }

    fn is_new(&self, kid: &str) -> Result<(), String> {
        let signing = self.active.iter().map(|(key, _)| key).chain(&self.next).map(Es256Key::kid);
        if signing.chain(self.earlier.iter().map(Earlier::kid)).any(|other| other == kid) {
            return Err(format!("no key ring: {kid} stands in it twice"));
        }
        Ok(())
    }

    fn finish(self) -> Result<KeyRing, String> {
        let Some((active, from)) = self.active else {
            return Err(if self.earlier.is_empty() && self.next.is_none() {
                KeyError.to_string()
            } else {
                "no key ring: none of its keys is active".into()
            });
        };
        Ok(KeyRing { active, from, next: self.next, earlier: self.earlier })
    }
}
