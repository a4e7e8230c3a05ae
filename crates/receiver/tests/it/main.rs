//! The receiver as browsers and operators meet it: a real server, a real database file, a real client.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod acts;
mod algorithms;
mod clock;
mod cluster;
mod confirmations;
mod cors;
mod database;
mod disk;
mod durability;
mod ear;
mod endpoints;
mod erasure;
mod evidence;
mod export;
mod faults;
mod fields;
mod files;
mod holds;
mod intake;
mod keys;
mod kills;
mod load;
mod log;
mod metrics;
mod nonces;
mod openapi;
#[path = "../../../pack/tests/support/mod.rs"]
mod packs;
#[path = "../../../record/tests/support/passkey.rs"]
mod passkey;
mod pending;
mod postgres;
mod process;
mod races;
mod refusals;
mod retention;
mod search;
mod server;
mod shared;
mod slow;
mod sluggish;
mod sqlite;
mod start;
mod tokens;
mod upgrades;
mod webhooks;
