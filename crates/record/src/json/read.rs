//! Reading typed data from a value: where the reader is, and the first thing that is wrong.
//!
//! Reading never stops halfway. After something wrong, everything is absent and what is read is a placeholder, which
//! nobody gets to see: [`Source::end`] gives the problem instead. So a field costs a call, and no branch.

use super::{FromJson, ShapeError, Value};

/// Where a reader is in a value.
#[derive(Debug)]
pub struct Source<'a> {
    /// `None` for what is absent, as everything is after a problem.
    value: Option<&'a Value>,
    problem: Option<ShapeError>,
}

impl<'a> Source<'a> {
    /// At a value.
    pub fn new(value: &'a Value) -> Self {
        Self { value: Some(value), problem: None }
    }

    /// The value here; `None` where nothing is.
    pub fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// The text here, when it is one.
    pub fn text(&self) -> Option<&'a str> {
        self.value.and_then(Value::as_str)
    }

    /// What is here has another form than it should.
    #[inline(never)]
    pub fn refuse(&mut self, problem: &'static str) {
        self.set(ShapeError::new(if self.value.is_some() { problem } else { "is missing" }));
    }

    /// The member `name` of what is here has another form than it should.
    #[inline(never)]
    pub fn refuse_member(&mut self, name: &str, problem: &'static str) {
        self.set(ShapeError::new(problem).at(name));
    }

    /// What was read, unless something was wrong.
    pub fn end<T>(self, read: T) -> Result<T, ShapeError> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(read),
        }
    }

    /// An object whose members are all among `names`, which a space follows each.
    #[inline(never)]
    pub fn object(&mut self, names: &'static str) -> Members<'a> {
        match self.value {
            Some(Value::Object(members)) => {
                let is_known = |name: &str| Names(names).any(|known| known == name);
                if let Some((name, _)) = members.iter().find(|(name, _)| !is_known(name)) {
                    self.refuse_member(name, "is not known here");
                }
            }
            _ => self.refuse("must be an object"),
        }
        Members { object: self.value, names: Names(names) }
    }

    /// An object with one member, whose name is among `names`: goes to its value.
    #[inline(never)]
    pub fn kind(&mut self, names: &'static str) -> &'static str {
        let Some(Value::Object(members)) = self.value else {
            self.refuse("must be an object");
            return "";
        };
        let [(name, value)] = members.as_slice() else {
            self.refuse("must have one member, its kind");
            return "";
        };
        match Names(names).find(|known| known == name) {
            Some(known) => {
                self.value = Some(value);
                known
            }
            None => {
                self.refuse_member(name, "is not known here");
                ""
            }
        }
    }

    /// What was read last stands in the member `name` of what is read now.
    #[inline(never)]
    pub fn within(&mut self, name: &str) {
        if !name.is_empty() {
            self.problem = self.problem.take().map(|problem| problem.at(name));
        }
    }

    /// One of some strings, by its place among them.
    #[inline(never)]
    pub fn one_of(&mut self, all: &[&str], problem: &'static str) -> usize {
        let place = self.text().and_then(|text| all.iter().position(|one| *one == text));
        place.unwrap_or_else(|| {
            self.refuse(problem);
            0
        })
    }

    /// A list.
    #[inline(never)]
    pub fn list<T: FromJson>(&mut self) -> Vec<T> {
        let items = self.items();
        let mut all = Vec::new();
        for (index, item) in items.iter().enumerate() {
            self.value = Some(item);
            all.push(T::read(self));
            if self.is_over(index) {
                break;
            }
        }
        all
    }

    #[inline(never)]
    fn items(&mut self) -> &'a [Value] {
        let Some(Value::Array(items)) = self.value else {
            self.refuse("must be an array");
            return &[];
        };
        items
    }

    #[inline(never)]
    fn is_over(&mut self, index: usize) -> bool {
        if self.problem.is_some() {
            self.within(&["[", &index.to_string(), "]"].concat());
        }
        self.problem.is_some()
    }

    fn set(&mut self, problem: ShapeError) {
        self.problem.get_or_insert(problem);
        self.value = None;
    }
}

/// The members of an object, in the order of its type's fields.
#[derive(Debug)]
pub struct Members<'a> {
    object: Option<&'a Value>,
    names: Names,
}

impl<'a> Members<'a> {
    /// The next one.
    #[inline(never)]
    pub fn next<T: FromJson>(&mut self, source: &mut Source<'a>) -> T {
        let name = self.enter(source);
        let read = T::read(source);
        if source.problem.is_some() {
            self.leave(name, source);
        }
        read
    }

    #[inline(never)]
    fn enter(&mut self, source: &mut Source<'a>) -> &'static str {
        let name = self.names.next().unwrap_or_default();
        source.value = self.object.and_then(|object| object.member(name));
        name
    }

    /// The rest is absent, and the problem's place is known.
    #[inline(never)]
    fn leave(&mut self, name: &str, source: &mut Source<'a>) {
        if self.object.take().is_some() {
            source.within(name);
        }
        source.value = None;
    }
}

/// Names that a space follows each: whole documents are read by them, so without the standard library's searcher, which is
/// slow where the compiler saves bytes.
#[derive(Clone, Copy, Debug)]
struct Names(&'static str);

impl Iterator for Names {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let end = self.0.bytes().position(|byte| byte == b' ')?;
        let (name, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..).unwrap_or_default();
        Some(name)
    }
}

/// An object being written, in the order of its type's fields.
#[derive(Debug)]
pub struct Written {
    members: Vec<(String, Value)>,
    names: Names,
}

impl Written {
    /// With members among `names`, which a space follows each.
    pub fn new(names: &'static str) -> Self {
        Self { members: Vec::new(), names: Names(names) }
    }

    /// The next one; `None` leaves it out.
    #[inline(never)]
    pub fn next(&mut self, value: Option<Value>) {
        let name = self.names.next().unwrap_or_default();
        self.members.extend(value.map(|value| (name.to_owned(), value)));
    }

    /// The object.
    pub fn end(self) -> Value {
        Value::Object(self.members)
    }
}
