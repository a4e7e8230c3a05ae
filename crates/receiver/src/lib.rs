//! The endpoint that a vendor runs: it hands out nonces, verifies the records that browsers sign, stores them and
//! answers each with a receipt of its own.
//!
//! Of a record only what [`samtycke_record`] and [`samtycke_pack`] say is believed; what is acknowledged is on disk.
//! The receiver keeps no state between requests but its database, and stores no IP address.
//!
//! Where to read: [`Receiver`] puts the parts together, `http` is the surface, `intake` decides about a record,
//! `nonces` about its nonce, `queue` is the way to the disk, `store` is all of the SQL, `log` the transparency log as
//! others read it. `auth` is the door to `api`, which `console` is a page over; [`Office`] is the same for the command line.

pub mod acts;
mod address;
mod api;
mod auth;
pub mod backup;
mod clock;
mod config;
mod console;
mod cors;
mod daily;
mod database;
mod disk;
mod entry;
mod error;
mod export;
mod files;
mod filter;
mod health;
pub mod holds;
mod http;
mod intake;
pub mod keys;
mod log;
mod metrics;
mod nonces;
mod observe;
mod office;
mod opened;
pub mod packs;
mod pages;
mod problem;
mod queue;
mod rate;
mod reader;
mod receiver;
pub mod retention;
mod series;
mod server;
mod store;
mod token;
pub mod webhooks;

pub use address::{Origin, PublicUrl};
pub use config::{Config, Files, Packs, Timeouts};
pub use console::Page;
pub use database::{Database, ServerUrl};
pub use error::StartError;
pub use export::{Export, Format};
pub use filter::{Filter, FilterError};
pub use keys::{KeySource, create_key};
pub use office::Office;
pub use opened::Measure;
pub use pages::{FoundPage, Paging, PendingPage, Series};
pub use reader::LogReader;
pub use receiver::Receiver;
pub use series::{Count, Step};
pub use store::erase::{Erasure, ErasureState};
pub use store::pending::Standing;
pub use store::search::Found;
pub use token::{Expiry, Role, Secret, Token};
