//! A *legal pack*: what one vendor publishes. [`manifest`] and [`document`] are its published form, which the widget
//! reads; [`author`] makes that form from TOML and Markdown; [`offer`] checks records against it;
//! [`redline`] compares versions; [`renewal`] says what a new one asks of whoever accepted an earlier one.
//!
//! No I/O: callers bring bytes and take bytes.

#[cfg(feature = "author")]
pub mod author;
pub mod direction;
pub mod document;
pub mod manifest;
#[cfg(feature = "crypto")]
pub mod offer;
pub mod redline;
pub mod renewal;

pub use document::Document;
pub use manifest::Manifest;
pub use redline::Redline;
