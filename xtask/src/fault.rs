//! What is said when something fails: the thing, the place, the remedy.

use std::{fmt, io, path::Path};

/// A result whose error can be read by whoever ran the command.
pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// A failure, in three lines that a person can act on.
#[derive(Debug)]
pub(crate) struct Fault {
    what: String,
    place: String,
    remedy: String,
}

impl Fault {
    /// `what` failed at `place`; `remedy` is what to do about it.
    pub(crate) fn new(what: impl Into<String>, place: impl fmt::Display, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), place: place.to_string(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error: {}", self.what)?;
        writeln!(f, "   at: {}", self.place)?;
        write!(f, "   do: {}", self.remedy.replace('\n', "\n       "))
    }
}

/// Gives an I/O error its place.
pub(crate) trait At<T> {
    /// `doing` reads after "could not", as in `read` or `create`.
    fn at(self, doing: &str, path: &Path) -> Result<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, doing: &str, path: &Path) -> Result<T> {
        self.map_err(|error| {
            let remedy = match error.kind() {
                io::ErrorKind::NotFound => "see whether it was moved or never made; `git status` tells",
                io::ErrorKind::PermissionDenied => {
                    "give yourself the right to it, or remove it and run this again"
                }
                io::ErrorKind::StorageFull => "free some space, then run this again",
                _ => "mend that, then run this again",
            };
            Fault::new(format!("could not {doing}: {error}"), path.display(), remedy)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_thing_place_and_remedy() {
        let error: io::Result<()> = Err(io::ErrorKind::NotFound.into());
        let said = error.at("read", Path::new("Cargo.toml")).expect_err("it fails").to_string();
        assert!(said.starts_with("error: could not read: "), "{said}");
        assert!(said.contains("\n   at: Cargo.toml\n   do: "), "{said}");
    }
}
