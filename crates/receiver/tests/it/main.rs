//! The receiver as browsers and operators meet it: a real server, a real database file, a real client.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod acts;
mod confirmations;
mod cors;
mod durability;
mod ear;
mod endpoints;
mod erasure;
mod export;
mod files;
mod holds;
mod intake;
mod load;
mod nonces;
#[path = "../../../pack/tests/support/mod.rs"]
mod packs;
#[path = "../../../record/tests/support/passkey.rs"]
mod passkey;
mod pending;
mod races;
mod refusals;
mod retention;
mod search;
mod server;
mod slow;
mod start;
mod tokens;
mod webhooks;
