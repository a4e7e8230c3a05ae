//! SQL that is put together: text and what is bound to its places. Nothing that somebody typed becomes text.

use sqlx::AnyConnection;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Arguments as _, AssertSqlSafe, FromRow};

use super::Store;

/// The numbers of the runs of records that indexes begin with where values lie at random: `run` of `runs`, the newest
/// first.
pub(super) const RUNS: &str = "WITH RECURSIVE runs (run) AS (SELECT records / 65536 FROM head \
                               UNION ALL SELECT run - 1 FROM runs WHERE run > 0) ";

/// SQL that is being written, with what is bound to its places.
pub(super) struct Sql {
    pub(super) text: String,
    binds: Vec<Bind>,
}

enum Bind {
    Text(String),
    Number(i64),
}

impl Sql {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.into(), binds: Vec::new() }
    }

    /// Adds a value's place.
    pub(super) fn text(&mut self, value: &str) -> &mut Self {
        self.bind(Bind::Text(value.into()))
    }

    pub(super) fn number(&mut self, value: i64) -> &mut Self {
        self.bind(Bind::Number(value))
    }

    fn bind(&mut self, value: Bind) -> &mut Self {
        self.binds.push(value);
        self.text.push_str(&format!("${}", self.binds.len()));
        self
    }

    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// `IN (…)`.
    pub(super) fn within(&mut self, column: &str, values: &[String]) -> &mut Self {
        self.push(column).push(" IN (");
        for (index, value) in values.iter().enumerate() {
            self.push(if index > 0 { ", " } else { "" }).text(value);
        }
        self.push(")")
    }

    /// Contains it. What means something to LIKE is escaped.
    pub(super) fn contains(&mut self, column: &str, part: &str) -> &mut Self {
        let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.push(column).push(" LIKE ").text(&format!("%{escaped}%")).push(" ESCAPE '\\'")
    }

    pub(super) async fn all<R>(self, store: &Store) -> Result<Vec<R>, sqlx::Error>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        let (text, binds) = self.parts();
        sqlx::query_as_with(text, binds).fetch_all(&store.readers).await
    }

    /// Changes something.
    pub(super) async fn run(self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let (text, binds) = self.parts();
        sqlx::query_with(text, binds).execute(connection).await.map(drop)
    }

    fn parts(self) -> (AssertSqlSafe<String>, AnyArguments) {
        let mut binds = AnyArguments::default();
        for bind in self.binds {
            let bound = match bind {
                Bind::Text(text) => binds.add(text),
                Bind::Number(number) => binds.add(number),
            };
            bound.expect("texts and numbers can be bound");
        }
        (AssertSqlSafe(self.text), binds)
    }
}
