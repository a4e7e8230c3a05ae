//! Files as vendors have them, through the import and the build of packs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod docx;
mod drafts;
mod hostile;
#[path = "../../../pack/tests/support/commonmark.rs"]
mod specification;
mod support;
mod vendors;
mod words;
