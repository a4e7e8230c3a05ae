//! Which database: a file of SQLite's, or a PostgreSQL server.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where records are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// An SQLite file; created when it isn't there. For one receiver.
    File(PathBuf),
    /// A PostgreSQL database, which several receivers may share.
    Server(ServerUrl),
}

/// `postgres://USER:PASSWORD@HOST/DATABASE`. Its password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerUrl(String);

impl Database {
    /// An address that begins with `postgres://` or `postgresql://` is a server's; everything else is a file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Server(ServerUrl(text.to_owned()))
        } else {
            Self::File(text.into())
        }
    }

    /// The file, when it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Server(_) => None,
        }
    }
}

impl From<PathBuf> for Database {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl ServerUrl {
    /// With its password.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Server(url) => url.fmt(f),
        }
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("postgres", ""));
        let (rest, _) = rest.split_once('?').unwrap_or((rest, ""));
        let (user, place) = rest.rsplit_once('@').unwrap_or(("", rest));
        let (user, password) = user.split_once(':').map_or((user, ""), |(user, _)| (user, ":…"));
        let at = if user.is_empty() { "" } else { "@" };
        write!(f, "{scheme}://{user}{password}{at}{place}")
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (text, shown) in [
            ("records.db", "records.db"),
            ("postgres://db.example/samtycke", "postgres://db.example/samtycke"),
            ("postgresql://anna@db.example:5433/samtycke", "postgresql://anna@db.example:5433/samtycke"),
            ("postgres://anna:s3cret@db.example/samtycke", "postgres://anna:…@db.example/samtycke"),
            ("postgres://anna:s3@cret@db.example/x", "postgres://anna:…@db.example/x"),
            ("postgres://db.example/x?user=anna&password=s3cret", "postgres://db.example/x"),
        ] {
            let database = Database::parse(text);
            assert_eq!(database.to_string(), shown);
            assert!(!format!("{database:?}").contains("s3"), "{database:?}");
        }
    }
}
