//! Short names between glue and wasm. wasm-bindgen's end in hashes, which no compression makes smaller, and they stand in
//! both files.

use std::{collections::BTreeMap, convert::Infallible, fmt::Display, fs, path::Path};

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser};

use crate::fault::{At, Fault, Result};

/// Of exports only those of closures have long names.
const CLOSURES: &str = "wasm_bindgen_";

/// Renames what `glue` and `wasm`, as wasm-bindgen made them, have of each other.
pub(crate) fn shorten(glue: &Path, wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).at("read", wasm)?;
    let text = fs::read_to_string(glue).at("read", glue)?;
    let (bytes, names) = renamed(&bytes).map_err(|error| broken(&error, wasm))?;
    if let Some(name) = names.keys().find(|name| !text.contains(name.as_str())) {
        return Err(broken(&format!("the glue has no {name}"), glue));
    }
    fs::write(glue, replaced(text, names)).at("write", glue)?;
    fs::write(wasm, bytes).at("write", wasm)
}

fn broken(error: &dyn Display, file: &Path) -> Fault {
    let remedy = "see how this version of wasm-bindgen names things, and change xtask/src/short_names.rs";
    Fault::new(format!("names can't be shortened: {error}"), file.display(), remedy)
}

/// The wasm with short names, and what each long one is now.
fn renamed(wasm: &[u8]) -> core::result::Result<(Vec<u8>, BTreeMap<String, String>), Error> {
    let mut names = Names::default();
    let mut module = Module::new();
    names.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok((module.finish(), names.0))
}

/// The longest first: one may begin another.
fn replaced(text: String, names: BTreeMap<String, String>) -> String {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(long, _)| core::cmp::Reverse(long.len()));
    names.into_iter().fold(text, |text, (long, short)| text.replace(&long, &short))
}

#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, long: &str) -> &str {
        let next = self.0.len();
        self.0.entry(long.to_owned()).or_insert_with(|| name(next))
    }
}

/// Nothing of the glue's own begins with `$`.
fn name(mut number: usize) -> String {
    let mut name = String::from("$");
    loop {
        name.extend(char::from_digit((number % 36) as u32, 36));
        number /= 36;
        if number == 0 {
            return name;
        }
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> core::result::Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            let module = self.short(import.module).to_owned();
            imports.import(&module, self.short(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> core::result::Result<(), Error> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        let name = if export.name.starts_with(CLOSURES) { self.short(export.name) } else { export.name };
        exports.export(name, kind, index);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    use super::*;

    #[test]
    fn names_are_the_same_in_both() -> core::result::Result<(), Error> {
        let mut wasm = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./bg.js", "__wbg_get_12ab", EntityType::Function(0));
        imports.import("./bg.js", "__wbg_get_12ab_1", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("mount", ExportKind::Func, 0);
        exports.export("wasm_bindgen_34cd_invoke", ExportKind::Func, 1);
        wasm.section(&types).section(&imports).section(&exports);
        let (wasm, names) = renamed(&wasm.finish())?;
        let has = |name: &str| wasm.windows(name.len()).any(|window| window == name.as_bytes());
        assert!(has("mount") && has("$0") && !has("12ab") && !has("34cd"));
        let glue = "{'./bg.js': {__wbg_get_12ab_1: x, __wbg_get_12ab: y}, z: wasm.wasm_bindgen_34cd_invoke}";
        assert_eq!(replaced(glue.into(), names), "{'$0': {$2: x, $1: y}, z: wasm.$3}");
        Ok(())
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> = (0..2_000).map(name).collect();
        assert_eq!((names.len(), name(0).as_str(), name(36).as_str()), (2_000, "$0", "$01"));
    }
}
