//! The tree over tiles, against a naive one that is written from RFC 6962 section 2.1 and keeps every leaf.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use samtycke_log::{Hash, TileError, TileId, Tiles, WIDTH, tree, verify_consistency, verify_inclusion};

/// MTH, PATH and PROOF as the RFC writes them.
mod naive {
    use samtycke_log::Hash;

    fn k(n: usize) -> usize {
        let mut k = 1;
        while k * 2 < n {
            k *= 2;
        }
        k
    }

    pub(crate) fn mth(d: &[Hash]) -> Hash {
        match d {
            [] => Hash::empty(),
            [leaf] => *leaf,
            _ => {
                let (left, right) = d.split_at(k(d.len()));
                Hash::node(&mth(left), &mth(right))
            }
        }
    }

    pub(crate) fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
        if d.len() == 1 {
            return Vec::new();
        }
        let k = k(d.len());
        let (mut path, other) =
            if m < k { (path(m, &d[..k]), mth(&d[k..])) } else { (path(m - k, &d[k..]), mth(&d[..k])) };
        path.push(other);
        path
    }

    pub(crate) fn proof(m: usize, d: &[Hash], whole: bool) -> Vec<Hash> {
        if m == d.len() {
            return if whole { Vec::new() } else { vec![mth(d)] };
        }
        let k = k(d.len());
        let (mut proof, other) = if m <= k {
            (proof(m, &d[..k], whole), mth(&d[k..]))
        } else {
            (proof(m - k, &d[k..], false), mth(&d[..k]))
        };
        proof.push(other);
        proof
    }
}

fn leaves(n: usize) -> Vec<Hash> {
    (0..n).map(|i| Hash::leaf(format!("entry {i}").as_bytes())).collect()
}

fn grown(leaves: &[Hash]) -> Tiles {
    let mut tiles = Tiles::default();
    tiles.append(0, leaves).unwrap();
    tiles
}

/// As a store gives them: only those that are asked for.
fn some(all: &Tiles, ids: impl IntoIterator<Item = TileId>) -> Tiles {
    let mut tiles = Tiles::default();
    for id in ids {
        tiles.insert(id, &all.bytes(id).unwrap()).unwrap();
    }
    tiles
}

#[test]
fn the_roots_of_the_reference_implementation_of_rfc_6962() {
    let inputs: [&[u8]; 8] = [
        b"",
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let leaves: Vec<_> = inputs.into_iter().map(Hash::leaf).collect();
    for (size, root) in roots.iter().enumerate() {
        let tiles = grown(&leaves[..size]);
        assert_eq!(tiles.root(size as u64).unwrap().to_string(), *root, "{size}");
        assert_eq!(naive::mth(&leaves[..size]).to_string(), *root, "{size}");
        assert_eq!(Hash::from_hex(root), tiles.root(size as u64).ok());
    }
}

#[test]
fn one_by_one_and_in_groups_it_is_the_naive_tree() {
    let leaves = leaves(600);
    let mut tiles = Tiles::default();
    for size in 0..600_usize {
        assert_eq!(tiles.root(size as u64), Ok(naive::mth(&leaves[..size])), "{size}");
        // What a store reads before the next: the edge, nothing else.
        tiles = some(&tiles, tree::edge_tiles(size as u64));
        let changed = tiles.append(size as u64, &leaves[size..=size]).unwrap();
        assert_eq!(changed.len(), if (size + 1) % 256 == 0 { 2 } else { 1 });
    }
    for (name, group) in [("whole tiles", 256), ("over the edge", 300), ("many", 7)] {
        let (mut tiles, mut size) = (Tiles::default(), 0);
        for group in leaves.chunks(group) {
            tiles = some(&tiles, tree::edge_tiles(size as u64));
            tiles.append(size as u64, group).unwrap();
            size += group.len();
            assert_eq!(tiles.root(size as u64), Ok(naive::mth(&leaves[..size])), "{name} {size}");
        }
    }
}

#[test]
fn every_inclusion_proof_is_the_naive_ones_and_holds_for_its_leaf_alone() {
    let leaves = leaves(600);
    let all = grown(&leaves);
    let sizes = (1..40).chain([63, 64, 65, 255, 256, 257, 300, 511, 512, 513, 600]);
    for size in sizes {
        let root = naive::mth(&leaves[..size]);
        for index in (0..size).filter(|index| size < 70 || index % 37 == 0 || index + 2 > size) {
            let (i, n) = (index as u64, size as u64);
            // From the tiles of a later, larger tree.
            let path = some(&all, tree::inclusion_tiles(i, n)).inclusion(i, n).unwrap();
            assert_eq!(path, naive::path(index, &leaves[..size]), "{index} in {size}");
            assert_eq!(verify_inclusion(&leaves[index], i, n, &root, &path), Ok(()));
            let wrong = |leaf: &Hash, index, size, path: &[Hash]| {
                assert!(verify_inclusion(leaf, index, size, &root, path).is_err(), "{index} in {size}");
            };
            wrong(&Hash::leaf(b"another"), i, n, &path);
            wrong(&leaves[index], i, n, &[&path[..], &[root]].concat());
            wrong(&leaves[index], n, n, &path);
            if let Some((_, shorter)) = path.split_last() {
                wrong(&leaves[index], i, n, shorter);
                wrong(&leaves[index], i ^ 1, n, &path);
            }
        }
    }
}

#[test]
fn every_consistency_proof_is_the_naive_ones_and_holds_for_its_trees_alone() {
    let leaves = leaves(600);
    let all = grown(&leaves);
    let sizes: Vec<_> = (1..40).chain([63, 64, 65, 255, 256, 257, 300, 511, 512, 513, 600]).collect();
    for new in sizes.iter().copied() {
        let new_root = naive::mth(&leaves[..new]);
        for old in sizes.iter().copied().filter(|old| *old <= new) {
            let (m, n) = (old as u64, new as u64);
            let old_root = naive::mth(&leaves[..old]);
            let path = some(&all, tree::consistency_tiles(m, n)).consistency(m, n).unwrap();
            assert_eq!(path, naive::proof(old, &leaves[..new], true), "{old} to {new}");
            assert_eq!(verify_consistency((m, &old_root), (n, &new_root), &path), Ok(()), "{old} to {new}");
            let other = Hash::leaf(b"another");
            let wrong = |old, new, path: &[Hash]| assert!(verify_consistency(old, new, path).is_err());
            wrong((m, &other), (n, &new_root), &path);
            wrong((m, &old_root), (n, &other), &path);
            wrong((m, &old_root), (n, &new_root), &[&path[..], &[other]].concat());
            wrong((n + 1, &old_root), (n, &new_root), &path);
            if let Some((_, shorter)) = path.split_last() {
                wrong((m, &old_root), (n, &new_root), shorter);
            }
        }
    }
    assert_eq!(verify_consistency((0, &Hash::empty()), (5, &leaves[0]), &[]), Ok(()));
    assert!(verify_consistency((0, &leaves[0]), (5, &leaves[0]), &[]).is_err());
}

/// 70,000 as tlog-tiles counts it: 273 full tiles and one of 112; one full and one of 17; one of 1.
#[test]
fn tiles_are_as_wide_as_the_standard_says() {
    let leaves = leaves(70_000);
    let tiles = grown(&leaves);
    let id = |level, index| TileId { level, index };
    for (tile, width) in [
        (id(0, 0), 256),
        (id(0, 272), 256),
        (id(0, 273), 112),
        (id(0, 274), 0),
        (id(1, 0), 256),
        (id(1, 1), 17),
        (id(2, 0), 1),
        (id(3, 0), 0),
        (id(63, 0), 0),
        (id(0, u64::MAX), 0),
    ] {
        assert_eq!((tiles.width(tile), tile.width_in(70_000)), (width, width), "{tile}");
    }
    assert_eq!(tiles.root(70_000), Ok(naive::mth(&leaves)));
    assert_eq!(tree::edge_tiles(256).into_iter().collect::<Vec<_>>(), [id(1, 0)]);
    assert_eq!(tree::edge_tiles(0).len(), 0);
    let few = some(&tiles, tree::consistency_tiles(12_345, 70_000));
    let path = few.consistency(12_345, 70_000).unwrap();
    let (old, new) = (naive::mth(&leaves[..12_345]), naive::mth(&leaves));
    assert_eq!(verify_consistency((12_345, &old), (70_000, &new), &path), Ok(()));
}

#[test]
fn tiles_that_do_not_belong_together_are_noticed() {
    let leaves = leaves(300);
    let all = grown(&leaves);
    let id = TileId { level: 0, index: 1 };
    assert_eq!(Tiles::default().append(300, &leaves[..1]), Err(TileError::Missing(id)));
    assert_eq!(Tiles::default().root(300), Err(TileError::Missing(TileId { level: 1, index: 0 })));
    let mut narrow = some(&all, tree::edge_tiles(300));
    narrow.insert(id, &all.bytes(id).unwrap()[..32]).unwrap();
    assert_eq!(narrow.append(300, &leaves[..1]), Err(TileError::Missing(id)));
    assert_eq!(all.inclusion(300, 300), Err(TileError::Outside));
    for bytes in [0, 31, 33, 257 * 32] {
        assert_eq!(Tiles::default().insert(id, &vec![0; bytes]), Err(TileError::Form(id)), "{bytes}");
    }
}

#[test]
fn a_tile_has_one_path() {
    let id = |level, index| TileId { level, index };
    for (path, expect) in [
        ("0/000", Some((id(0, 0), 256))),
        ("0/273.p/112", Some((id(0, 273), 112))),
        ("2/x001/x234/067", Some((id(2, 1_234_067), 256))),
        ("63/x999/999.p/1", Some((id(63, 999_999), 1))),
        ("64/000", None),
        ("00/000", None),
        ("0/0", None),
        ("0/0000", None),
        ("0/x000/001", None),
        ("0/001/234", None),
        ("0/x001/x234", None),
        ("0/000.p/0", None),
        ("0/000.p/256", None),
        ("0/000.p/01", None),
        ("0/000.p/", None),
        ("0/000/", None),
        ("0/", None),
        ("0", None),
        ("", None),
        ("-1/000", None),
        ("0/+01", None),
        ("0/999999999999999999999999", None),
        ("0/x", None),
        ("0/../000", None),
    ] {
        assert_eq!(TileId::from_path(path), expect, "{path}");
        if let Some((id, width)) = expect {
            assert_eq!(id.path(width), path);
        }
    }
    assert_eq!(WIDTH, 256);
}
