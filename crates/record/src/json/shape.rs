//! Between JSON values and typed data.

use core::fmt;

use super::Value;

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

    fn at_index(self, index: usize) -> Self {
        let mut place = String::from("[");
        place.push_str(&index.to_string());
        place.push(']');
        self.at(&place)
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
    /// Reads it; says what is wrong and where.
    fn from_json(value: &Value) -> Result<Self, ShapeError>;

    /// What an absent member means: an error for most, `None` for options.
    fn from_absent() -> Result<Self, ShapeError> {
        Err(ShapeError::new("is missing"))
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

impl Value {
    /// Refuses anything but an object whose members are all among `names`.
    pub fn expect_members(&self, names: &[&str]) -> Result<(), ShapeError> {
        let Self::Object(members) = self else {
            return Err(ShapeError::new("must be an object"));
        };
        match members.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            Some((name, _)) => Err(ShapeError::new("is not known here").at(name)),
            None => Ok(()),
        }
    }

    /// The member `name`, typed.
    pub fn take<T: FromJson>(&self, name: &str) -> Result<T, ShapeError> {
        match self.member(name) {
            Some(value) => T::from_json(value),
            None => T::from_absent(),
        }
        .map_err(|error| error.at(name))
    }
}

impl FromJson for String {
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        value.as_str().map(Self::from).ok_or(ShapeError::new("must be a string"))
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        match value {
            Value::Bool(flag) => Ok(*flag),
            _ => Err(ShapeError::new("must be true or false")),
        }
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FromJson for u32 {
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        match value {
            Value::Integer(number) => Self::try_from(*number).map_err(|_| ShapeError::new("is out of range")),
            _ => Err(ShapeError::new("must be an integer")),
        }
    }
}

impl ToJson for u32 {
    fn to_json(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        let Value::Array(items) = value else {
            return Err(ShapeError::new("must be an array"));
        };
        items
            .iter()
            .enumerate()
            .map(|(index, item)| T::from_json(item).map_err(|error| error.at_index(index)))
            .collect()
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        T::from_json(value).map(Some)
    }

    fn from_absent() -> Result<Self, ShapeError> {
        Ok(None)
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
    fn from_json(value: &Value) -> Result<Self, ShapeError> {
        Ok(value.clone())
    }
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
}
