//! Confirming a signed record with a passkey: what happens in which order, and what becomes of the browser's answer.
//! Nothing is sent before the person has confirmed or gone on without.

mod known;
mod panel;

use samtycke_pack::Manifest;
use samtycke_pack::manifest::ConfirmationRule;
use samtycke_pieces::piece;
use samtycke_record::confirmation::{SCHEMA, WEBAUTHN};
use samtycke_record::jws::{self, Jwk};
use samtycke_record::{Acceptance, Confirmation};

use yew::prelude::*;

use crate::browser::passkey::{Assertion, Failure};
use crate::html::html;
use crate::pieces::{Piece, later};
use known::{Passkey, Passkeys};
use panel::ConfirmPart;
pub(super) use panel::ConfirmProps;

/// The panel that asks, when its code is here.
pub(super) fn part(props: ConfirmProps) -> Html {
    later(Piece::Confirm, props.scene.words, move || part_of(props.clone()))
}

piece! {
    "confirm" "00000060"
    fn part_of(props: ConfirmProps) -> Html {
        html! { <ConfirmPart ..props /> }
    }
}

/// Does the pack ask for one, or for none?
pub(super) fn is_offered(manifest: &Manifest) -> bool {
    manifest.agreement.as_ref().is_some_and(|rules| rules.confirmation.is_some())
}

/// Where the confirmation of a signed record is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Confirming {
    pub(crate) rule: ConfirmationRule,
    pub(crate) stage: Stage,
    /// Made for this record, but not confirmed with yet: the next try needs no other.
    pub(crate) made: Option<Passkey>,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The person is asked.
    Asked,
    /// The browser asks.
    InBrowser,
    /// It did not come to a confirmation; the person is asked again.
    Failed(Failure),
    /// Confirmed or gone on without: the record is being sent.
    Sending,
}

/// One act of the confirmation.
#[derive(Clone, Debug)]
pub(crate) enum ConfirmAction {
    Ask,
    Made(Passkey),
    Fail(Failure),
    Send,
}

impl Confirming {
    /// Is this record to be confirmed, and must it be?
    pub(crate) fn of(manifest: &Manifest, record: &Acceptance) -> Option<Self> {
        let rule = manifest.agreement.as_ref().and_then(|rules| rules.confirmation)?;
        record.event.r#type.binds().then_some(Self { rule, stage: Stage::Asked, made: None })
    }

    pub(crate) fn apply(&mut self, action: ConfirmAction) {
        match action {
            // It goes out as it is.
            _ if self.stage == Stage::Sending => {}
            ConfirmAction::Ask => self.stage = Stage::InBrowser,
            ConfirmAction::Made(passkey) => self.made = Some(passkey),
            ConfirmAction::Fail(failure) => self.stage = Stage::Failed(failure),
            ConfirmAction::Send => self.stage = Stage::Sending,
        }
    }

    /// Is the person asked, and nothing under way?
    pub(crate) fn is_idle(&self) -> bool {
        match self.stage {
            Stage::Asked | Stage::Failed(_) => true,
            Stage::InBrowser | Stage::Sending => false,
        }
    }
}

/// The confirmation; `None` when it is by a passkey that was not asked for.
fn confirmation(assertion: &Assertion, rp_id: &str, asked: &[Passkey]) -> Option<Confirmation> {
    let credential_id = jws::encode(&assertion.id);
    let passkey = asked.iter().find(|passkey| passkey.id == credential_id)?;
    Some(Confirmation {
        schema: SCHEMA.into(),
        r#type: WEBAUTHN.into(),
        rp_id: rp_id.into(),
        public_key: passkey.key.clone(),
        credential_id,
        authenticator_data: jws::encode(&assertion.authenticator_data),
        client_data: jws::encode(&assertion.client_data),
        signature: jws::encode(&assertion.signature),
    })
}

/// A P-256 or Ed25519 key of a SubjectPublicKeyInfo (RFC 5480, RFC 8410). For these two everything in front of the point
/// is always the same bytes.
fn key_of_spki(spki: &[u8]) -> Option<Jwk> {
    const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04";
    const ED25519: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";
    let (kty, crv, x, y) = if let Some(point) = spki.strip_prefix(P256) {
        let (x, y) = point.split_at_checked(32).filter(|(_, y)| y.len() == 32)?;
        ("EC", "P-256", x, Some(jws::encode(y)))
    } else {
        let x = spki.strip_prefix(ED25519).filter(|x| x.len() == 32)?;
        ("OKP", "Ed25519", x, None)
    };
    Some(Jwk { kty: kty.into(), crv: crv.into(), x: jws::encode(x), y, kid: None, alg: None, r#use: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passkey(id: &str) -> Passkey {
        Passkey { id: id.into(), key: key_of_spki(&ed25519()).unwrap() }
    }

    fn ed25519() -> Vec<u8> {
        // RFC 8410 section 4, the example in section 10.1.
        jws::decode("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE").unwrap()
    }

    #[test]
    fn a_refused_dialog_can_be_opened_again_and_what_is_sent_stays_sent() {
        use ConfirmAction::{Ask, Fail, Made, Send};
        let start = Confirming { rule: ConfirmationRule::Offer, stage: Stage::Asked, made: None };
        for (acts, stage, made) in [
            (vec![], Stage::Asked, false),
            (vec![Ask], Stage::InBrowser, false),
            (vec![Ask, Fail(Failure::Cancelled)], Stage::Failed(Failure::Cancelled), false),
            (
                vec![Ask, Made(passkey("a")), Fail(Failure::Cancelled)],
                Stage::Failed(Failure::Cancelled),
                true,
            ),
            (vec![Ask, Made(passkey("a")), Fail(Failure::Failed), Ask], Stage::InBrowser, true),
            (vec![Send], Stage::Sending, false),
            (vec![Send, Ask, Made(passkey("a")), Fail(Failure::Failed)], Stage::Sending, false),
        ] {
            let mut confirming = start.clone();
            let name = format!("{acts:?}");
            acts.into_iter().for_each(|act| confirming.apply(act));
            assert_eq!((confirming.stage, confirming.made.is_some()), (stage, made), "{name}");
            assert_eq!(confirming.is_idle(), !matches!(stage, Stage::InBrowser | Stage::Sending), "{name}");
        }
    }

    #[test]
    fn keys_come_out_of_what_browsers_give() {
        // RFC 7515 appendix A.3's key, as `openssl pkey -pubout -outform DER` writes it.
        let p256 = jws::decode(concat!(
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfocs3-257rn0",
            "s2ldbqkLJK2KRiMohYjlrQ"
        ))
        .unwrap();
        let key = key_of_spki(&p256).unwrap();
        assert_eq!((key.kty.as_str(), key.crv.as_str()), ("EC", "P-256"));
        assert_eq!(key.x, "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
        assert_eq!(key.y.as_deref(), Some("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
        let key = key_of_spki(&ed25519()).unwrap();
        assert_eq!((key.kty.as_str(), key.crv.as_str(), key.y), ("OKP", "Ed25519", None));
        for (name, spki) in [
            ("nothing", &[][..]),
            ("short", &p256[..90]),
            ("long", &[p256.as_slice(), &[0]].concat()),
            ("compressed", &[&p256[..26], &[2], &p256[27..59]].concat()),
            ("Ed25519, short", &ed25519()[..43]),
            ("rubbish", &[0x30; 91]),
        ] {
            assert_eq!(key_of_spki(spki), None, "{name}");
        }
    }

    #[test]
    fn only_a_passkey_that_was_asked_for_confirms() {
        let assertion = Assertion {
            id: vec![1, 2],
            authenticator_data: vec![3],
            client_data: vec![4],
            signature: vec![5],
        };
        let asked = [passkey("AAA"), passkey("AQI")];
        let made = confirmation(&assertion, "vendor.example", &asked).unwrap();
        assert_eq!((made.credential_id.as_str(), made.rp_id.as_str()), ("AQI", "vendor.example"));
        assert_eq!(Confirmation::parse(&made.encode()), Ok(made));
        assert_eq!(confirmation(&assertion, "vendor.example", &asked[..1]), None);
    }
}
