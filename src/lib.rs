//! The Samtycke widget: everything a person sees, inside one open shadow root per element, and the signing and sending
//! of records. It touches its own shadow root and the endpoint, never the host page: that is the gate's.
//!
//! Natively the same crate renders banner and preferences at build time (feature `ssr`); they are in no wasm.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing))]

mod agreement;
#[cfg(not(target_arch = "wasm32"))]
pub mod banner;
mod browser;
mod delivery;
mod document;
mod html;
mod links;
mod loading;
pub mod messages;
mod options;
mod pack;
mod panels;
mod pieces;
mod policy;
#[cfg(not(target_arch = "wasm32"))]
pub mod preferences;
mod redline;
mod table;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod testing;
mod view;

pub use view::{View, deliver, mount};

/// The widget's version, written to records.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
