//! The viewer: versions, languages, print, size, what is new.

/// The viewer: versions, languages, print, size, what is new.
#[derive(Debug, PartialEq)]
pub struct Reading {
    /// Label of the field above a long table.
    pub filter: &'static str,
    /// What a filter leaves; with `{shown}` and `{all}`.
    pub rows_shown: &'static str,
    /// Name of the link to a clause or heading; its number or words follow.
    pub link_to: &'static str,
}
