//! `cargo xtask size`: what is in each piece of the wasm, by module.

use std::{collections::BTreeMap, fs, path::Path};

use clap::Args;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::{
    fault::{At, Fault, Result},
    files,
    paths::Paths,
    setup::Tools,
    std_build::StdSwitch,
    widget,
};

/// Where names come from, the last that one mentions first: whose instance a function is, not whose generic code.
const CRATES: [&str; 14] = [
    "samtycke_widget",
    "samtycke_pack",
    "samtycke_record",
    "yew",
    "gloo",
    "wasm_bindgen",
    "js_sys",
    "web_sys",
    "hashbrown",
    "dlmalloc",
    "std",
    "alloc",
    "core",
    "samtycke_pieces",
];

/// Builds the widget and says how many bytes of code each module has in each of its files
///
/// Raw bytes of functions, before compression: what they compress to depends on what stands beside them. Modules below
/// a hundredth of their file are left out.
#[derive(Args)]
pub(crate) struct Options {
    /// How deep a module's path is told apart
    #[arg(long, default_value_t = 3)]
    depth: usize,
    #[command(flatten)]
    std: StdSwitch,
}

/// Does it.
pub(crate) fn run(paths: &Paths, options: &Options) -> Result<()> {
    let std = options.std.choice();
    let tools = Tools::ready(paths, std.needs())?;
    widget::build(paths, &tools, std)?;
    for file in files::entries(&widget::named(paths))? {
        print(&file, &modules_of(paths, &file, options.depth)?);
    }
    Ok(())
}

/// Bytes of code by module of a file with names.
pub(crate) fn modules_of(paths: &Paths, file: &Path, depth: usize) -> Result<BTreeMap<String, usize>> {
    let bytes = fs::read(file).at("read", file)?;
    modules(&bytes, depth).map_err(|error| {
        Fault::new(format!("not a wasm: {error}"), paths.short(file).display(), "remove target/xtask")
    })
}

fn print(file: &Path, modules: &BTreeMap<String, usize>) {
    let total: usize = modules.values().sum();
    println!("\n{} {total}", file.file_stem().unwrap_or_default().to_string_lossy());
    let mut sorted: Vec<_> = modules.iter().filter(|(_, size)| **size * 100 >= total).collect();
    sorted.sort_by_key(|(_, size)| core::cmp::Reverse(**size));
    for (name, size) in sorted {
        println!("{size:>9}  {name}");
    }
}

/// Bytes of code by module.
fn modules(wasm: &[u8], depth: usize) -> wasmparser::Result<BTreeMap<String, usize>> {
    let (mut imported, mut sizes, mut names) = (0_u32, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(sections) = section.as_known() else { continue };
                for section in sections {
                    let Name::Function(functions) = section? else { continue };
                    for naming in functions {
                        let naming = naming?;
                        names.insert(naming.index, naming.name);
                    }
                }
            }
            _ => {}
        }
    }
    let mut modules = BTreeMap::new();
    for (index, size) in (imported..).zip(sizes) {
        let name = names.get(&index).copied().unwrap_or_default();
        *modules.entry(module(name, depth)).or_default() += size;
    }
    Ok(modules)
}

/// The module that a name mentions, of the first of [`CRATES`] that it does.
fn module(name: &str, depth: usize) -> String {
    for one in CRATES {
        let Some((_, rest)) = name.split_once(one) else { continue };
        return path(one, rest, depth);
    }
    "the rest".to_owned()
}

/// In v0 mangling a path's parts follow each other, each with its length in front. wasm-bindgen has demangled those of the
/// main wasm: `yew[0123abcd]::scheduler::run`.
fn path(krate: &str, mut rest: &str, depth: usize) -> String {
    let mut parts = vec![krate];
    if let Some((_, demangled)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_end = |letter: char| letter != ':' && letter != '_' && !letter.is_alphanumeric();
        let path = demangled.split(is_end).next().unwrap_or_default();
        parts.extend(path.split("::").filter(|part| !part.is_empty()));
        parts.truncate(depth);
        return parts.join("::");
    }
    while parts.len() < depth {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some((length, after)) = rest.split_at_checked(digits) else { break };
        let after = after.strip_prefix('_').unwrap_or(after);
        let Ok(length) = length.parse() else { break };
        let Some((part, after)) = after.split_at_checked(length) else { break };
        parts.push(part);
        rest = after;
    }
    parts.join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_module() {
        let name = "_RNvMs_NtNtCs1_15samtycke_widget9agreement5annexNtB4_9AnnexPart4new";
        assert_eq!(module(name, 3), "samtycke_widget::agreement::annex");
        assert_eq!(module(name, 1), "samtycke_widget");
        assert_eq!(module("_RNvCs1_4core5panic", 3), "core::panic");
        let demangled = "<alloc[9695b4]::rc::Rc<yew[dccbe5]::html::Scope<core[70de]::str>> as core[70de]::ops::Drop>::drop";
        assert_eq!(module(demangled, 2), "yew::html");
        assert_eq!(module("core[70de]::ptr::drop_in_place::<yew[dccbe5]>", 3), "yew");
        assert_eq!(module("", 3), "the rest");
    }
}
