//! The endpoint that a vendor runs: it hands out nonces, verifies the records that browsers sign, stores them and
//! answers each with a receipt of its own.
//!
//! Of a record only what [`samtycke_record`] and [`samtycke_pack`] say is believed; what is acknowledged is on disk.
//! The receiver keeps no state between requests but its database, and stores no IP address.
//!
//! Where to read: [`Receiver`] puts the parts together, `http` is the surface, `intake` decides about a record,
//! `nonces` about its nonce, `queue` is the way to the disk, `store` is all of the SQL, `log` the
//! transparency log as others read it.

mod clock;
mod config;
mod cors;
mod database;
mod error;
mod files;
mod http;
mod intake;
mod keys;
mod log;
mod nonces;
pub mod packs;
mod problem;
mod queue;
mod rate;
mod reader;
mod receiver;
mod server;
mod store;

pub use config::{Config, Files, Origin, Packs, PublicUrl, Timeouts};
pub use database::{Database, ServerUrl};
pub use error::StartError;
pub use keys::create_key;
pub use reader::LogReader;
pub use receiver::Receiver;
