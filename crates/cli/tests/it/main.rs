//! The command line as people and scripts use it: the program itself, its output and its exit code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod check;
mod drafting;
mod log;
#[path = "../../../pack/tests/support/mod.rs"]
mod packs;
#[path = "../../../record/tests/support/passkey.rs"]
mod passkey;
mod pipes;
mod program;
mod serve;
mod verify;
mod versions;
