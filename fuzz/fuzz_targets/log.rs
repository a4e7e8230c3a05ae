//! The transparency log's texts: what a stranger's log serves, and what stands behind a receipt.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samtycke_log::{
    Checkpoint, Entry, Hash, Proof, SigningKey, TileId, VerifierKey, bundle, entries_of, verify_consistency,
    verify_inclusion,
};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = Entry::parse(bytes) {
        assert_eq!(entry.text().as_bytes(), bytes);
    }
    if let Ok(entries) = entries_of(bytes) {
        assert_eq!(bundle(&entries), bytes);
    }
    hashes(bytes);
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let key = SigningKey::from_seed(&[7; 32]);
    if let Ok(checkpoint) = Checkpoint::read(text) {
        // Nobody's signature is ours; with ours it is the same.
        assert!(Checkpoint::open_with(text, &[key.public()]).is_err());
        // A log whose name can't be a key's signs with keys of other names.
        if VerifierKey::new(&checkpoint.origin, key.public()).is_ok() {
            let signed = checkpoint.sign(&key);
            assert_eq!(Checkpoint::open_with(&signed, &[key.public()]), Ok(checkpoint));
        }
    }
    if let Ok(proof) = Proof::parse(text) {
        assert_eq!(Proof::parse(&proof.to_string()).as_ref(), Ok(&proof));
        assert!(proof.verify(&Hash::leaf(b"x"), &[key.public()]).is_err());
    }
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Some((tile, width)) = TileId::from_path(text) {
        assert_eq!(tile.path(width), text);
    }
    let _ = SigningKey::from_pem(text);
});

/// Sizes and a path of hashes that prove nothing.
fn hashes(bytes: &[u8]) {
    let Some((numbers, rest)) = bytes.split_first_chunk::<16>() else { return };
    let (old, new) = numbers.split_at(8);
    let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    let (old, new) = (number(old), number(new));
    let path: Vec<Hash> = rest.as_chunks::<32>().0.iter().map(|bytes| Hash::new(*bytes)).collect();
    let (leaf, root) = (Hash::leaf(b"leaf"), Hash::leaf(b"root"));
    assert!(verify_inclusion(&leaf, old, new, &root, &path).is_err());
    assert!(verify_consistency((old, &leaf), (new, &root), &path).is_err());
}
