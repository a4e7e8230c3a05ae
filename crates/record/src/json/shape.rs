//! Between JSON values and typed data.

use core::fmt;

use super::{Source, Value};

/// A value that doesn't have the form it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeError {
    path: String,
    problem: &'static str,
}

impl ShapeError {
    /// A problem with the value itself; [`at`](Self::at) adds where it stands, from the inside out.
    pub fn new(problem: &'static str) -> Self {
        Self { path: String::new(), problem }
    }

    /// The same problem, seen from the object whose member `name` has it.
    #[must_use]
    pub fn at(mut self, name: &str) -> Self {
        if !self.path.is_empty() && !self.path.starts_with('[') {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, name);
        self
    }

    /// Where: `roles[1].documents[0].act`; empty for the value itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    pub fn problem(&self) -> &'static str {
        self.problem
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "the value" } else { &self.path };
        f.write_str(place)?;
        f.write_str(" ")?;
        f.write_str(self.problem)
    }
}

impl core::error::Error for ShapeError {}

/// Typed data that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads what the source is at; where that has another form, refuses it and gives any value of the type.
    fn read(source: &mut Source<'_>) -> Self;

    /// Reads a value; says what is wrong and where.
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        let mut source = Source::new(value);
        let read = Self::read(&mut source);
        source.end(read)
    }
}

/// Typed data that can be written as JSON.
pub trait ToJson {
    /// The value.
    fn to_json(&self) -> Value;

    /// The value as a member of an object; `None` leaves it out.
    fn to_member(&self) -> Option<Value> {
        Some(self.to_json())
    }
}

impl FromJson for String {
    #[inline(never)]
    fn read(source: &mut Source<'_>) -> Self {
        let text = source.text();
        if text.is_none() {
            source.refuse("must be a string");
        }
        text.unwrap_or_default().to_owned()
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
}

impl FromJson for bool {
    #[inline(never)]
    fn read(source: &mut Source<'_>) -> Self {
        if let Some(Value::Bool(flag)) = source.value() {
            return *flag;
        }
        source.refuse("must be true or false");
        false
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FromJson for u32 {
    #[inline(never)]
    fn read(source: &mut Source<'_>) -> Self {
        let Some(Value::Integer(number)) = source.value() else {
            source.refuse("must be an integer");
            return 0;
        };
        Self::try_from(*number).unwrap_or_else(|_| {
            source.refuse("is out of range");
            0
        })
    }
}

impl ToJson for u32 {
    fn to_json(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(source: &mut Source<'_>) -> Self {
        source.list()
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(source: &mut Source<'_>) -> Self {
        source.value().is_some().then(|| T::read(source))
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Bool(false), T::to_json)
    }

    fn to_member(&self) -> Option<Value> {
        self.as_ref().map(T::to_json)
    }
}

impl FromJson for Value {
    fn read(source: &mut Source<'_>) -> Self {
        source.value().cloned().unwrap_or_else(|| {
            source.refuse("is missing");
            Self::Bool(false)
        })
    }
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
}
