//! `pack.toml`, as a vendor writes it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|pack: &str| {
    let _ = samtycke_fuzz::build(pack, include_str!("../seeds/markdown/dpa.da.md"));
});
