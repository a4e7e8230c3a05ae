//! TOML as JSON values, remembering where each value stood.

use std::collections::HashMap;

use samtycke_record::json::{FromJson, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::{Finding, Severity, position};

/// The file that everything here is about.
pub(super) const PACK_TOML: &str = "pack.toml";

/// A TOML document, typed, with the places of its values.
pub(super) struct Located {
    places: HashMap<String, (usize, usize)>,
}

impl Located {
    /// Reads TOML into typed data.
    pub(super) fn read<T: FromJson>(text: &str) -> Result<(T, Self), Finding> {
        let table = DeTable::parse(text).map_err(|error| {
            let (line, column) = error.span().map_or((0, 0), |span| position(text, span.start));
            Finding {
                line,
                column,
                ..Self::error(
                    "toml-syntax",
                    error.message().to_owned(),
                    "write it as TOML 1.0 has it (toml.io)",
                )
            }
        })?;
        let mut located = Self { places: HashMap::new() };
        let value = located.table(table.get_ref(), text, "")?;
        match T::from_json(&value) {
            Ok(typed) => Ok((typed, located)),
            Err(error) => {
                let path = error.path();
                let (code, fix) = match error.problem() {
                    "is missing" => {
                        ("missing-key", "add it; docs/authoring.md shows each key with an example")
                    }
                    "is not known here" => ("unknown-key", "remove it or correct its spelling"),
                    _ => ("wrong-value", "docs/authoring.md shows what the key takes"),
                };
                Err(located.finding(path, code, format!("{path} {}", error.problem()), fix))
            }
        }
    }

    /// An error at the value of that path, or at the nearest thing around it that was written.
    pub(super) fn finding(&self, path: &str, code: &'static str, message: String, fix: &str) -> Finding {
        let (line, column) = self.place(path);
        Finding { line, column, ..Self::error(code, message, fix) }
    }

    fn error(code: &'static str, message: String, fix: &str) -> Finding {
        let file = PACK_TOML.to_owned();
        Finding { file, line: 0, column: 0, severity: Severity::Error, code, message, fix: fix.to_owned() }
    }

    /// The line of that path's value, or of the nearest thing around it.
    pub(super) fn line(&self, path: &str) -> usize {
        self.place(path).0
    }

    /// Line and column of that path's value, or of the nearest thing around it.
    pub(super) fn place(&self, path: &str) -> (usize, usize) {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(path) {
                return *place;
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = path.get(..end).unwrap_or_default(),
                None => return (0, 0),
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, text: &str, path: &str) -> Result<Value, Finding> {
        let mut members = Vec::new();
        for (key, value) in table {
            let name = key.get_ref();
            let inner = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            self.places.insert(inner.clone(), position(text, key.span().start));
            members.push((name.to_string(), self.value(value, text, &inner)?));
        }
        Ok(Value::Object(members))
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, text: &str, path: &str) -> Result<Value, Finding> {
        Ok(match value.get_ref() {
            DeValue::String(string) => Value::from(string.as_ref()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
            DeValue::Integer(number) if number.as_str().len() < 15 => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                Value::Integer(parsed.map_err(|_| self.number(path))?)
            }
            DeValue::Integer(_) | DeValue::Float(_) => return Err(self.number(path)),
            DeValue::Table(table) => self.table(table, text, path)?,
            DeValue::Array(array) => {
                let mut items = Vec::new();
                for (index, item) in array.iter().enumerate() {
                    let inner = format!("{path}[{index}]");
                    self.places.insert(inner.clone(), position(text, item.span().start));
                    items.push(self.value(item, text, &inner)?);
                }
                Value::Array(items)
            }
        })
    }

    fn number(&self, path: &str) -> Finding {
        self.finding(
            path,
            "wrong-value",
            format!("{path} is not a whole number of reasonable size"),
            "write a whole number",
        )
    }
}
