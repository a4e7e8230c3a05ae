//! The receiver as browsers and operators meet it: a real server, a real database file, a real client.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod confirmations;
mod cors;
mod durability;
mod endpoints;
mod files;
mod intake;
mod load;
mod log;
mod nonces;
#[path = "../../../pack/tests/support/mod.rs"]
mod packs;
#[path = "../../../record/tests/support/passkey.rs"]
mod passkey;
mod races;
mod refusals;
mod server;
mod slow;
mod start;
