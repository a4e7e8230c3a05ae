//! `languages/context.toml`: which strings there are, in which groups, and what each means.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::{Part, Problem, Severity};

/// Lists that strings stand for, by name.
const LISTS: &str = "_lists";

/// What a language has at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// A form for each plural category.
    Plural,
}

/// One string that a language has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where: `panels`, `letters`, `rights`, `access`, `subject`.
    pub path: Vec<String>,
    /// What it means and where it stands.
    pub is: String,
    /// The greatest number of characters, where it is tighter than the rule.
    pub max: Option<usize>,
    /// One string, or several.
    pub kind: Kind,
}

/// A group of strings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) is: String,
    /// The Rust type; without one, the strings are fields of the whole.
    pub(crate) name: Option<String>,
    /// The list that it is there for each of.
    pub(crate) list: Option<String>,
    part: Option<Part>,
    pub(crate) members: Vec<(String, Node)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Group(Group),
    Text { is: String, max: Option<usize>, kind: Kind, list: Option<String> },
}

/// All of it.
#[derive(Clone, Debug)]
pub struct Context {
    pub(crate) lists: BTreeMap<String, Vec<String>>,
    groups: Vec<(String, Group)>,
}

impl Context {
    /// Reads it.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut table: Table =
            text.parse().map_err(|error: toml::de::Error| fault("", &error.to_string()))?;
        let lists = match table.remove(LISTS) {
            Some(Value::Table(lists)) => lists
                .into_iter()
                .map(|(name, items)| {
                    let items = items.as_array().into_iter().flatten();
                    (name, items.filter_map(|item| item.as_str().map(String::from)).collect())
                })
                .collect(),
            _ => BTreeMap::new(),
        };
        let mut context = Self { lists, groups: Vec::new() };
        for (name, value) in table {
            let Value::Table(members) = value else {
                return Err(fault(&name, "stands in no group: put it under a [heading]"));
            };
            let group = context.group(&name, members)?;
            context.groups.push((name, group));
        }
        Ok(context)
    }

    fn group(&self, path: &str, mut table: Table) -> Result<Group, Problem> {
        let mut meta = |key: &str| match table.remove(key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let is = meta("_is").ok_or_else(|| fault(path, "the group has no `_is`, which says what it is"))?;
        let (name, list, part) = (meta("_type"), meta("_list"), meta("_for"));
        let part = match part.as_deref() {
            Some(wanted) => Some(
                Part::ALL
                    .into_iter()
                    .find(|part| part.as_str() == wanted)
                    .ok_or_else(|| fault(path, "`_for` is `widget`, `prerendered` or `pages`"))?,
            ),
            None => None,
        };
        self.known(path, list.as_deref())?;
        let mut members = Vec::new();
        for (key, value) in table {
            let path = format!("{path}.{key}");
            let node = match value {
                Value::String(is) => Node::Text { is, max: None, kind: Kind::Text, list: None },
                Value::Table(table) if table.contains_key("is") => self.text(&path, &table)?,
                Value::Table(table) => Node::Group(self.group(&path, table)?),
                _ => return Err(fault(&path, "is neither a text nor a table")),
            };
            members.push((key, node));
        }
        Ok(Group { is, name, list, part, members })
    }

    fn text(&self, path: &str, table: &Table) -> Result<Node, Problem> {
        if let Some(key) = table.keys().find(|key| !["is", "max", "plural", "list"].contains(&key.as_str())) {
            return Err(fault(path, &format!("has `{key}`: there are `is`, `max`, `plural` and `list`")));
        }
        let text = |key: &str| table.get(key).and_then(Value::as_str).map(String::from);
        let max = table.get("max").and_then(Value::as_integer).and_then(|max| usize::try_from(max).ok());
        let is_plural = table.get("plural").and_then(Value::as_bool).unwrap_or_default();
        let list = text("list");
        self.known(path, list.as_deref())?;
        let kind = if is_plural { Kind::Plural } else { Kind::Text };
        Ok(Node::Text { is: text("is").unwrap_or_default(), max, kind, list })
    }

    fn known(&self, path: &str, list: Option<&str>) -> Result<(), Problem> {
        match list {
            Some(list) if !self.lists.contains_key(list) => {
                Err(fault(path, &format!("names the list {list}, which [_lists] doesn't have")))
            }
            _ => Ok(()),
        }
    }

    /// The groups of a part.
    pub(crate) fn groups(&self, part: Part) -> impl Iterator<Item = (&str, &Group)> {
        let groups = self.groups.iter().map(|(name, group)| (name.as_str(), group));
        groups.filter(move |(_, group)| group.part.unwrap_or(Part::Widget) == part)
    }

    /// Every string of a part, in the order in which a catalogue has them.
    pub fn leaves(&self, part: Part) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for (name, group) in self.groups(part) {
            self.collect(&mut vec![name.to_owned()], group, &mut leaves);
        }
        leaves
    }

    /// What each group is: its name, and `_is`.
    pub fn about(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups.iter().map(|(name, group)| (name.as_str(), group.is.as_str()))
    }

    /// Every string of every part.
    pub fn all(&self) -> Vec<Leaf> {
        Part::ALL.into_iter().flat_map(|part| self.leaves(part)).collect()
    }

    fn collect(&self, path: &mut Vec<String>, group: &Group, leaves: &mut Vec<Leaf>) {
        for one in self.each(group.list.as_deref()) {
            path.extend(one.clone());
            for (key, node) in &group.members {
                path.push(key.clone());
                match node {
                    Node::Group(group) => self.collect(path, group, leaves),
                    Node::Text { is, max, kind, list } => {
                        leaves.extend(self.each(list.as_deref()).into_iter().map(|entry| Leaf {
                            path: path.iter().cloned().chain(entry).collect(),
                            is: is.clone(),
                            max: *max,
                            kind: kind.clone(),
                        }));
                    }
                }
                path.pop();
            }
            if one.is_some() {
                path.pop();
            }
        }
    }

    /// The entries of a list; without one, a single place.
    fn each(&self, list: Option<&str>) -> Vec<Option<String>> {
        match list.and_then(|list| self.lists.get(list)) {
            Some(items) => items.iter().cloned().map(Some).collect(),
            None => vec![None],
        }
    }
}

fn fault(key: &str, message: &str) -> Problem {
    Problem {
        severity: Severity::Fatal,
        file: crate::CONTEXT.into(),
        key: key.into(),
        message: message.into(),
    }
}
