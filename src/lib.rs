//! The Samtycke widget: everything a person sees, inside one open shadow root per element, and the signing and sending
//! of records. It touches its own shadow root and the endpoint, never the host page: that is the gate's.
//!
//! Natively the same crate renders the banner at build time (feature `ssr`).

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing))]

mod agreement;
pub mod banner;
mod browser;
mod delivery;
mod document;
mod links;
mod loading;
pub mod messages;
mod options;
mod pack;
mod panels;
mod policy;
mod preferences;
mod table;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod testing;
mod view;

pub use view::{View, deliver, mount};

/// The widget's version, written to records.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
