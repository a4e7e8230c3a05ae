//! What records are made of, and who takes them.

use samtycke_pack::offer::{Published, check_record};
use samtycke_record::json::ToJson as _;
use samtycke_record::jws::RECORD_TYPE;
use samtycke_record::sign::{Es256Key, KeyInHeader};
use samtycke_record::verify::{Policy, digest_of, first_failure, verify_record};

use super::*;
use crate::agreement::annex::content;

pub(super) fn circumstances(
    intent: Intent,
    pack: &Pack,
    role: &Role,
    language: &str,
    annex: Option<SignedAnnex>,
) -> Circumstances {
    let sentence = authority_sentence(&pack.manifest, role, language);
    Circumstances {
        intent,
        id: Uuid::parse("9b2f6c1e-0f3a-4d57-8a6b-1c2d3e4f5a6b").unwrap(),
        now: time("2026-11-21T23:10:55.000Z"),
        context: Context {
            audience: "https://consent.vendor.example".into(),
            origin: "https://vendor.example".into(),
            page: "https://vendor.example/sign-up".into(),
        },
        viewport: "320x640".into(),
        nonce: Nonce::NotCollected,
        authority: Digest::of(sentence.as_bytes()),
        annex,
    }
}

/// The record of a state.
pub(in crate::agreement) fn made(
    state: &State,
    pack: &Pack,
    role: &Role,
    language: &str,
    intent: Intent,
) -> Acceptance {
    let annex = pack.manifest.annex_of(role).map(|published| {
        let lists = [digest_of(&pack.manifest.sub_processors), digest_of(&pack.manifest.measures)];
        let (content, edits) = content(&state.annex, &pack.manifest, published, language, lists);
        SignedAnnex { digest: digest_of(&content), content, edits }
    });
    record(state, pack, role, language, circumstances(intent, pack, role, language, annex)).unwrap()
}

/// Verifies, and is about what was published.
pub(in crate::agreement) fn taken(key: &Es256Key, record: &Acceptance, published: &Published) {
    let jws = key.sign(RECORD_TYPE, KeyInHeader::Embedded, &record.to_json().canonical());
    let verified = verify_record(jws.as_bytes(), Policy::default());
    let name = format!("{} {} {}", published.manifest.id, record.role, record.ui.language);
    assert_eq!(verified.failure(), None, "{name}");
    let checks = check_record(&verified.record.unwrap(), std::slice::from_ref(published));
    assert_eq!(first_failure(&checks), None, "{name}");
}
