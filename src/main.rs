//! The wasm that a site hosts: everything is in the library.
#![cfg_attr(target_arch = "wasm32", no_main)]

use samtycke_widget as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
