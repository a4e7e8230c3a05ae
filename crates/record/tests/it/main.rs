//! Records, receipts and their verification, as their readers meet them: from bytes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod canonical;
mod confirmation;
mod contradictions;
mod forge;
mod jose;
mod keys;
mod long;
mod origins;
mod parser;
#[path = "../support/passkey.rs"]
mod passkey;
mod receipt;
mod rfcs;
mod schema;
#[path = "../support/mod.rs"]
mod support;
mod tampered;
mod wycheproof;
