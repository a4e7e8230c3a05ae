//! Search in a document, as the reader writes.

mod fold;
mod index;
mod state;
