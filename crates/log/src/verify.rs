//! What others check: proofs against roots (RFC 9162 sections 2.1.3.2 and 2.1.4.2, which are RFC 6962's proofs).

use core::fmt;

use crate::Hash;

/// The proof doesn't lead where it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unproven(&'static str);

impl fmt::Display for Unproven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for Unproven {}

/// Is this leaf in the tree with that size and root?
///
/// # Errors
/// Why that isn't proven.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    root: &Hash,
    path: &[Hash],
) -> Result<(), Unproven> {
    if index >= size {
        return Err(Unproven("the entry would lie behind the end of the tree"));
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(Unproven("the proof is too long"));
        }
        if place % 2 == 1 || place == last {
            hash = Hash::node(sibling, &hash);
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            hash = Hash::node(&hash, sibling);
        }
        place /= 2;
        last /= 2;
    }
    if last != 0 {
        Err(Unproven("the proof is too short"))
    } else if hash != *root {
        Err(Unproven("the proof doesn't lead to the signed root: the entry is not in this log"))
    } else {
        Ok(())
    }
}

/// Is the tree with the one size and root the beginning of the other?
///
/// # Errors
/// Why that isn't proven.
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), path: &[Hash]) -> Result<(), Unproven> {
    const NOT_THE_BEGINNING: Unproven =
        Unproven("the older tree is not the beginning of the newer one: something in between was changed");
    let ((old, old_root), (new, new_root)) = (old, new);
    if old > new {
        return Err(Unproven("the newer tree is smaller than the older one"));
    }
    if old == 0 || old == new {
        let same = if old == 0 { *old_root == Hash::empty() } else { old_root == new_root };
        return match (path, same) {
            ([], true) => Ok(()),
            ([], false) => Err(NOT_THE_BEGINNING),
            _ => Err(Unproven("the proof is too long")),
        };
    }
    // Where the old tree is a full subtree of the new one, its root is where the proof begins.
    let whole = [*old_root];
    let (first, rest) = match (old.is_power_of_two(), path) {
        (true, path) => (whole.first(), path),
        (false, [first, rest @ ..]) => (Some(first), rest),
        (false, []) => (None, path),
    };
    let Some(first) = first else { return Err(Unproven("the proof is too short")) };
    let (mut place, mut last) = (old - 1, new - 1);
    while place % 2 == 1 {
        place /= 2;
        last /= 2;
    }
    let (mut to_old, mut to_new) = (*first, *first);
    for hash in rest {
        if last == 0 {
            return Err(Unproven("the proof is too long"));
        }
        if place % 2 == 1 || place == last {
            to_old = Hash::node(hash, &to_old);
            to_new = Hash::node(hash, &to_new);
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            to_new = Hash::node(&to_new, hash);
        }
        place /= 2;
        last /= 2;
    }
    if last != 0 {
        Err(Unproven("the proof is too short"))
    } else if to_old == *old_root && to_new == *new_root {
        Ok(())
    } else {
        Err(NOT_THE_BEGINNING)
    }
}
