//! The typed catalogue, as Rust: what context.toml names becomes structs, and a reader of strings in their order.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::Part;
use crate::context::{Context, Group, Kind, Node};

/// The source of a part's structs. `whole` is the name of the one that has all; what is in groups with a type of their
/// own stands in modules of their names. `Fill`, `Words` and `Plural` must be there where it is included.
pub(crate) fn source(context: &Context, part: Part, whole: &str) -> String {
    let mut out = String::new();
    let used = lists(context, part);
    for (name, items) in context.lists.iter().filter(|(name, _)| used.contains(name.as_str())) {
        let _ = writeln!(out, "/// In the order in which catalogues have them.");
        let _ = writeln!(out, "pub const {name}: [&str; {}] = {items:?};", items.len());
    }
    let mut fields = Vec::new();
    let mut modules = String::new();
    for (key, group) in context.groups(part) {
        match &group.name {
            None => fields.extend(group.members.iter().map(|(key, node)| field(context, key, node))),
            Some(name) => {
                fields.push(Field::new(key, &group.is, format!("{key}::{name}")));
                module(context, key, group, &mut modules);
            }
        }
    }
    fields.insert(0, Field::new("tag", "BCP 47.", STRING.into()));
    structure(whole, "The words of one language.", &fields, &mut out);
    out + &modules
}

const STRING: &str = "&'static str";

struct Field {
    name: String,
    is: String,
    kind: String,
}

impl Field {
    fn new(name: &str, is: &str, kind: String) -> Self {
        Self { name: name.into(), is: is.into(), kind }
    }
}

fn field(context: &Context, key: &str, node: &Node) -> Field {
    let (is, kind, list) = match node {
        Node::Text { is, kind: Kind::Text, list, .. } => (is, STRING, list),
        Node::Text { is, kind: Kind::Plural, list, .. } => (is, "Plural", list),
        Node::Group(group) => (&group.is, group.name.as_deref().unwrap_or(STRING), &group.list),
    };
    let kind = match list.as_ref().and_then(|list| context.lists.get(list)) {
        Some(items) => format!("[{kind}; {}]", items.len()),
        None => kind.to_owned(),
    };
    Field::new(key, is, kind)
}

fn module(context: &Context, key: &str, group: &Group, out: &mut String) {
    let _ = writeln!(out, "/// {}\npub mod {key} {{", group.is);
    let mut used = BTreeSet::new();
    collect(group, &mut used);
    for list in &used {
        let _ = writeln!(out, "pub use super::{list};");
    }
    let _ = writeln!(out, "#[allow(unused_imports)]\nuse super::{{Fill, Plural, Words}};");
    structures(context, group, &mut BTreeSet::new(), out);
    out.push_str("}\n");
}

/// The group's own type, and those of the groups in it, each once.
fn structures<'a>(context: &Context, group: &'a Group, done: &mut BTreeSet<&'a str>, out: &mut String) {
    let Some(name) = group.name.as_deref().filter(|name| done.insert(name)) else { return };
    let fields: Vec<Field> = group.members.iter().map(|(key, node)| field(context, key, node)).collect();
    structure(name, &group.is, &fields, out);
    for (_, node) in &group.members {
        if let Node::Group(group) = node {
            structures(context, group, done, out);
        }
    }
}

fn structure(name: &str, is: &str, fields: &[Field], out: &mut String) {
    let _ = writeln!(out, "/// {is}\n#[derive(Debug)]\npub struct {name} {{");
    for Field { name, is, kind } in fields {
        let _ = writeln!(out, "/// {is}\npub(crate) {name}: {kind},");
    }
    let _ = writeln!(out, "}}\nimpl Fill for {name} {{\nconst EMPTY: Self = Self {{");
    for Field { name, .. } in fields {
        let _ = writeln!(out, "{name}: Fill::EMPTY,");
    }
    // In place: as a value, every string would be copied twice, by code of its own. Elsewhere nothing but the views reads
    // a field, so the compiler names the strings that no view shows.
    let _ = writeln!(out, "}};\n#[cfg(target_arch = \"wasm32\")]\nfn fill(&mut self, words: &mut Words) {{");
    for Field { name, .. } in fields {
        let _ = writeln!(out, "self.{name}.fill(words);");
    }
    let _ = writeln!(
        out,
        "}}\n#[cfg(not(target_arch = \"wasm32\"))]\nfn fill(&mut self, words: &mut Words) {{\n*self = Self {{"
    );
    for Field { name, kind, .. } in fields {
        let _ = writeln!(out, "{name}: {{ let mut one: {kind} = Fill::EMPTY; one.fill(words); one }},");
    }
    out.push_str("};\n}\n}\n");
    // Read once for each language and kept: words are the same where they are the same place.
    let _ = writeln!(
        out,
        "impl PartialEq for {name} {{\nfn eq(&self, other: &Self) -> bool {{\ncore::ptr::eq(self, other)\n}}\n}}"
    );
}

fn lists(context: &Context, part: Part) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    context.groups(part).for_each(|(_, group)| collect(group, &mut used));
    used
}

fn collect<'a>(group: &'a Group, used: &mut BTreeSet<&'a str>) {
    used.extend(group.list.as_deref());
    for (_, node) in &group.members {
        match node {
            Node::Group(group) => collect(group, used),
            Node::Text { list, .. } => used.extend(list.as_deref()),
        }
    }
}
