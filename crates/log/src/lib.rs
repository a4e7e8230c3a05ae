//! A transparency log: a Merkle tree (RFC 6962 section 2.1) whose hashes are kept and served as tiles, a signed
//! checkpoint of it, and proofs.
//!
//! No I/O, no clock: callers bring tiles and get tiles. The formats are those of C2SP, so that monitors and witnesses
//! of the field can read the log: tlog-tiles, tlog-checkpoint, signed-note, tlog-proof.
//!
//! Where to read: [`Tiles`] is the tree, [`tree`] says which tiles an answer takes, [`Checkpoint`] what is signed,
//! [`Proof`] what a receipt carries, [`verify_inclusion`] and [`verify_consistency`] what others check, [`Audit`] what a
//! monitor does.

mod audit;
mod checkpoint;
mod entry;
mod hash;
mod note;
mod proof;
mod text;
mod tile;
pub mod tree;
mod verify;

pub use audit::Audit;
pub use checkpoint::Checkpoint;
pub use entry::{Entry, bundle, entries_of};
pub use hash::Hash;
pub use note::{KeyError, NoteError, SigningKey, VerifierKey};
pub use proof::{Proof, ProofError};
pub use text::FormError;
pub use tile::{TileId, WIDTH};
pub use tree::{TileError, Tiles};
pub use verify::{Unproven, verify_consistency, verify_inclusion};
