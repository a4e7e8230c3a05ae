//! The signature beside a manifest: it holds for its key and these bytes, and for nothing else.
#![allow(clippy::unwrap_used, clippy::panic)]

use samtycke_record::detached::{self, PACK_TYPE, SignatureProblem};
use samtycke_record::jws::{RECORD_TYPE, encode};
use samtycke_record::sign::{Es256Key, KeyInHeader};

const MANIFEST: &str = "{\"id\":\"small\"}";

#[test]
fn a_manifests_signature_holds_for_its_key_and_its_bytes_alone() {
    let (key, other) = (Es256Key::generate(), Es256Key::generate());
    let signature = key.sign_detached(PACK_TYPE, MANIFEST);
    assert!(signature.contains("..") && signature.split('.').count() == 3, "{signature}");
    assert_eq!(detached::verify(&signature, MANIFEST.as_bytes(), key.kid()), Ok(()));
    assert_eq!(detached::verify(&format!("{signature}\n"), MANIFEST.as_bytes(), key.kid()), Ok(()));
    let found = |text: &str, bytes: &str| detached::verify(text, bytes.as_bytes(), key.kid()).unwrap_err();
    assert_eq!(found(&signature, "{\"id\":\"smaller\"}"), SignatureProblem::Signature);
    let foreign = other.sign_detached(PACK_TYPE, MANIFEST);
    assert_eq!(found(&foreign, MANIFEST), SignatureProblem::Key(other.kid().to_owned()));
    // The trusted key in the header, another one's signature.
    let (header, _) = signature.split_once('.').unwrap();
    let (_, theirs) = foreign.rsplit_once('.').unwrap();
    assert_eq!(found(&format!("{header}..{theirs}"), MANIFEST), SignatureProblem::Signature);
    // What the key signed for another purpose, or with a payload of its own.
    assert_eq!(found(&key.sign_detached(RECORD_TYPE, MANIFEST), MANIFEST), SignatureProblem::Header);
    let whole = key.sign(PACK_TYPE, KeyInHeader::Embedded, MANIFEST);
    assert_eq!(found(&whole, MANIFEST), SignatureProblem::Header);
    let named = key.sign(PACK_TYPE, KeyInHeader::Named, "").replace(&encode(MANIFEST.as_bytes()), "");
    assert_eq!(found(&named, MANIFEST), SignatureProblem::Header);
    for text in ["", "..", "a.b.c", &signature.replace("..", ".")] {
        assert!(matches!(found(text, MANIFEST), SignatureProblem::Jws(_)), "{text:?}");
    }
}
