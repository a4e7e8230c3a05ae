//! A file of one language, and the strings that a catalogue has of it.

use toml::{Table, Value};

use crate::{Category, Context, Kind, Leaf, Part, Problem, Severity};

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47, the file's name.
    pub tag: String,
    table: Table,
}

impl Language {
    /// Reads it.
    pub fn parse(tag: &str, text: &str) -> Result<Self, Problem> {
        let table = text.parse().map_err(|error: toml::de::Error| Problem {
            severity: Severity::Fatal,
            file: format!("{tag}.toml"),
            key: String::new(),
            message: error.to_string(),
        })?;
        Ok(Self { tag: tag.into(), table })
    }

    fn value(&self, path: &[String]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.table.get(first)?, |value, key| value.get(key))
    }

    /// The string at a place, if it is there and not empty.
    pub fn text(&self, leaf: &Leaf) -> Option<&str> {
        self.value(&leaf.path)?.as_str().filter(|text| !text.is_empty())
    }

    /// The form of a plural.
    pub fn form(&self, leaf: &Leaf, category: Category) -> Option<&str> {
        self.value(&leaf.path)?.get(category.as_str())?.as_str().filter(|text| !text.is_empty())
    }

    /// What a catalogue has at a place: one string, or the six forms of a plural. `None` where something is missing.
    fn strings(&self, leaf: &Leaf) -> Option<Vec<&str>> {
        match leaf.kind {
            Kind::Text => self.text(leaf).map(|text| vec![text]),
            Kind::Plural => {
                let other = self.form(leaf, Category::Other)?;
                let form = |category| self.form(leaf, category).unwrap_or(other);
                Some(Category::ALL.map(form).into())
            }
        }
    }

    /// All strings of a part in a catalogue's order; English where this language lacks one.
    pub(crate) fn catalogue(&self, context: &Context, part: Part, english: &Self) -> Vec<String> {
        let leaves = context.leaves(part);
        let all = leaves.iter().filter_map(|leaf| self.strings(leaf).or_else(|| english.strings(leaf)));
        all.flatten().map(String::from).collect()
    }

    /// Every place that the file has something at, `panels.letters.greeting`.
    pub(crate) fn places(&self) -> Vec<Vec<String>> {
        let mut places = Vec::new();
        collect(&mut Vec::new(), &self.table, &mut places);
        places
    }
}

fn collect(path: &mut Vec<String>, table: &Table, places: &mut Vec<Vec<String>>) {
    for (key, value) in table {
        path.push(key.clone());
        match value {
            Value::Table(table) => collect(path, table, places),
            _ => places.push(path.clone()),
        }
        path.pop();
    }
}
