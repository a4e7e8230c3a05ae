//! The sample packs are what the format is for: each builds without a finding, and says the same twice.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{self, Sources};

fn packs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut packs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    packs.sort();
    packs
}

fn sources(pack: &Path) -> Sources {
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    Sources {
        pack: fs::read_to_string(pack.join("pack.toml")).unwrap(),
        documents: fs::read_dir(pack.join("documents"))
            .unwrap()
            .map(|entry| read(entry.unwrap().path()))
            .collect(),
    }
}

#[test]
fn sample_packs_build_without_findings() {
    for pack in packs() {
        match author::build(&sources(&pack)) {
            Ok(built) => {
                let findings: Vec<_> = built.findings.iter().map(ToString::to_string).collect();
                assert_eq!(findings, Vec::<String>::new(), "{}", pack.display());
            }
            Err(findings) => {
                for finding in findings {
                    println!("{}/{finding}", pack.display());
                }
                panic!("{} does not build", pack.display());
            }
        }
    }
}

#[test]
fn building_twice_gives_the_same_bytes() {
    for pack in packs() {
        let sources = sources(&pack);
        assert_eq!(author::build(&sources).unwrap().files, author::build(&sources).unwrap().files);
    }
}
