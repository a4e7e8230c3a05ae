//! The wasm in pieces: cut at the functions that `samtycke_pieces::piece!` marks, then put together again so that each
//! view fetches few files.
//!
//! The library finds what each piece needs and puts what several of them need into a chunk for each such set. Chunks
//! become part of the last file that all of the set have at hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use wasm_encoder::reencode::{Error as EncodeError, Reencode};
use wasm_encoder::{
    CodeSection, CustomSection, DataSection, ElementSection, FunctionSection, ImportSection, Module, NameMap,
    NameSection, RawSection,
};
use wasmparser::{CustomSectionReader, KnownCustom, Name, Parser, Payload, TypeRef};

use crate::{
    fault::{At, Fault, Result},
    files,
};

/// Each piece, and the files that are loaded when its functions are called: what is shared first, its own last.
/// `gate/load.js` says the same of those that views begin with.
const PIECES: [(&str, &[&str]); 11] = [
    ("policy", &["reader", "policy"]),
    ("agreement", &["reader", "signing", "agreement"]),
    ("consent", &["signing", "consent"]),
    ("redline", &["reader", "redline"]),
    ("panels", &["reader", "policy", "panels"]),
    ("search", &["reader", "search"]),
    ("annex", &["reader", "signing", "agreement", "annex"]),
    ("again", &["reader", "signing", "agreement", "again"]),
    ("receipt", &["reader", "signing", "agreement", "receipt"]),
    ("confirm", &["reader", "signing", "agreement", "confirm"]),
    ("decline", &["reader", "signing", "agreement", "decline"]),
];

/// What is loaded in front of everything.
pub(crate) const MAIN: &str = "main";

/// Cuts `wasm`, which was linked with its relocations, into files of `folder`; gives back each by its name.
pub(crate) fn cut(wasm: &Path, folder: &Path) -> Result<BTreeMap<&'static str, PathBuf>> {
    let chunks = folder.join("chunks");
    files::empty(&chunks)?;
    let bytes = fs::read(wasm).at("read", wasm)?;
    let main = chunks.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = &chunks;
    options.main_out_path = &main;
    let cut = wasm_split_cli_support::transform(options).map_err(|error| {
        Fault::new(
            format!("the wasm can't be cut: {error:#}"),
            wasm.display(),
            "it must be linked with --emit-relocs and not be stripped",
        )
    })?;

    let mut parts = BTreeMap::from([(MAIN, vec![main])]);
    let mut needed_by = BTreeMap::<String, BTreeSet<String>>::new();
    for (piece, stems) in cut.prefetch_map {
        for stem in stems {
            needed_by.entry(stem).or_default().insert(piece.clone());
        }
    }
    for (stem, pieces) in needed_by {
        parts.entry(home(&pieces)?).or_default().push(chunks.join(stem + ".wasm"));
    }
    let mut made = BTreeMap::new();
    for (name, parts) in parts {
        let file = folder.join(format!("{name}.wasm"));
        let modules = parts.iter().map(|part| fs::read(part).at("read", part)).collect::<Result<Vec<_>>>()?;
        let joined = join(&modules).map_err(|error| {
            Fault::new(format!("could not join the chunks of {name}: {error}"), file.display(), "report this")
        })?;
        fs::write(&file, joined).at("write", &file)?;
        made.insert(name, file);
    }
    Ok(made)
}

/// The last file that all of these pieces have at hand.
fn home(pieces: &BTreeSet<String>) -> Result<&'static str> {
    let mut common: Option<Vec<&'static str>> = None;
    for piece in pieces {
        let (_, at_hand) = PIECES.iter().find(|(name, _)| name == piece).ok_or_else(|| {
            Fault::new(format!("no piece is called {piece}"), "xtask/src/cut.rs", "add it to PIECES")
        })?;
        common = Some(match common {
            None => at_hand.to_vec(),
            Some(common) => common.into_iter().filter(|file| at_hand.contains(file)).collect(),
        });
    }
    Ok(common.and_then(|common| common.last().copied()).unwrap_or(MAIN))
}

/// The number of the section that defines memories.
const MEMORIES: u8 = 5;

/// Why chunks can't be joined.
type Failed = EncodeError<core::convert::Infallible>;

/// Several modules as one. The splitter gives all of them the same types, and the same numbers to the one memory, table
/// and global; only the first may import functions. So nothing but functions is numbered anew.
fn join(modules: &[Vec<u8>]) -> core::result::Result<Vec<u8>, Failed> {
    let mut joined = Joined::default();
    let mut functions = 0;
    for module in modules {
        functions += joined.add(module, Shift(functions))?;
    }
    Ok(joined.finish())
}

/// The functions of one module, numbered from where those before it end.
struct Shift(u32);

impl Reencode for Shift {
    type Error = core::convert::Infallible;

    fn function_index(&mut self, index: u32) -> core::result::Result<u32, Failed> {
        Ok(index + self.0)
    }
}

#[derive(Default)]
struct Joined<'a> {
    imports: ImportSection,
    imported: BTreeSet<(&'a str, &'a str)>,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
    /// Sections that all have alike, or only the first: types, tables, memories, globals, exports; by number.
    alike: BTreeMap<u8, &'a [u8]>,
    /// What wasm-bindgen left itself in the first.
    custom: Vec<(&'a str, &'a [u8])>,
    names: NameMap,
}

impl<'a> Joined<'a> {
    /// Gives back how many functions it brings.
    fn add(&mut self, module: &'a [u8], mut shift: Shift) -> core::result::Result<u32, Failed> {
        let mut functions = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        functions += u32::from(matches!(import.ty, TypeRef::Func(_)));
                        // What pieces import the first defines, if that is the one they are all linked to.
                        let defined = shift.0 > 0 && self.alike.contains_key(&MEMORIES);
                        if !defined && self.imported.insert((import.module, import.name)) {
                            shift.parse_import(&mut self.imports, import)?;
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    functions += section.count();
                    shift.parse_function_section(&mut self.functions, section)?;
                }
                Payload::ElementSection(section) => {
                    shift.parse_element_section(&mut self.elements, section)?;
                }
                Payload::CodeSectionEntry(body) => shift.parse_function_body(&mut self.code, body)?,
                Payload::DataSection(section) => shift.parse_data_section(&mut self.data, section)?,
                Payload::CustomSection(section) => self.custom(&section, &shift)?,
                other => {
                    if let Some((id @ (1 | 4..=8), range)) = other.as_section() {
                        let range = usize::try_from(range.start).ok()..usize::try_from(range.end).ok();
                        let (Some(start), Some(end)) = (range.start, range.end) else { continue };
                        self.alike.entry(id).or_insert(module.get(start..end).unwrap_or_default());
                    }
                }
            }
        }
        Ok(functions)
    }

    fn custom(
        &mut self,
        section: &CustomSectionReader<'a>,
        shift: &Shift,
    ) -> core::result::Result<(), Failed> {
        if let KnownCustom::Name(names) = section.as_known() {
            for name in names {
                if let Name::Function(functions) = name? {
                    for naming in functions {
                        let naming = naming?;
                        self.names.append(naming.index + shift.0, naming.name);
                    }
                }
            }
        } else if shift.0 == 0 {
            self.custom.push((section.name(), section.data()));
        }
        Ok(())
    }

    fn finish(self) -> Vec<u8> {
        let mut module = Module::new();
        let alike = |module: &mut Module, id: u8| {
            if let Some(data) = self.alike.get(&id) {
                module.section(&RawSection { id, data });
            }
        };
        alike(&mut module, 1);
        module.section(&self.imports).section(&self.functions);
        // Tables, memories, globals, exports, start.
        (4..=8).for_each(|id| alike(&mut module, id));
        module.section(&self.elements).section(&self.code).section(&self.data);
        let mut names = NameSection::new();
        names.functions(&self.names);
        module.section(&names);
        for (name, data) in &self.custom {
            module.section(&CustomSection { name: (*name).into(), data: (*data).into() });
        }
        module.finish()
    }
}
