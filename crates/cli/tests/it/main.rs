//! The command line as people and scripts use it: the program itself, its output and its exit code.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod admin;
mod backup;
mod check;
mod deploy;
mod drafting;
mod keys;
mod log;
mod logs;
#[path = "../../../pack/tests/support/mod.rs"]
mod packs;
#[path = "../../../record/tests/support/passkey.rs"]
mod passkey;
mod pipes;
mod program;
mod records;
mod serve;
mod tokens;
mod verify;
mod versions;
mod widget;
