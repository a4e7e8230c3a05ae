//! The gate's modules as one classic script: in order of their imports, without `import` and `export`, inside one
//! function, minified. What they `import()` becomes a file of its own.

use std::collections::{BTreeSet, HashSet};

use oxc::allocator::Allocator;
use oxc::ast::ast::{ImportDeclaration, Program, Statement};
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::{GetSpan as _, SourceType};
use samtycke_record::Digest;
use samtycke_record::json::Value;

use super::features::Features;
use super::{EmbedError, quotes};
use crate::assets::GATE;

/// The folder of what is fetched later, beside the script.
pub(super) const LATER: &str = "embed";

/// Chromium then compiles all functions in one go, away from the page's thread where it can, instead of one by one as they
/// are called (<https://v8.dev/blog/explicit-compile-hints>). Others read a comment.
const EAGER: &str = "//# allFunctionsCalledOnLoad\n";

/// A script, and what it fetches later.
pub(crate) struct Script {
    /// To be included by a page.
    pub(crate) text: String,
    /// Paths relative to the script, and modules. A name is never used for other bytes: a script that a browser kept finds
    /// its own.
    pub(crate) later: Vec<(String, String)>,
}

/// Constants that the gate's sources take as given (`gate/globals.d.ts`).
pub(super) type Constants = Vec<(&'static str, Value)>;

/// The script that starts at `entry`, with `CONFIG`, other constants and the features in front.
pub(super) fn bundle(
    entry: &str,
    features: Features,
    config: &Value,
    constants: &Constants,
) -> Result<Script, EmbedError> {
    let mut early = Assembly::default();
    early.append(GATE, entry)?;
    // A published text can hold any character; JSON is a subset of JavaScript since ES2019.
    let written: String =
        constants.iter().map(|(name, value)| format!("const {name}={};", value.canonical())).collect();
    let given = format!("{}{written}", features.constants());
    let mut body = early.body.clone();
    let mut later = Vec::new();
    let mut known = early.seen.clone();
    while let Some(name) = imported_later(&body) {
        let mut part = Assembly { seen: early.seen.clone(), ..Assembly::default() };
        part.append(GATE, &name)?;
        if part.seen.difference(&early.seen).any(|module| !known.insert(module.clone())) {
            return Err(EmbedError(format!("{name}: shares a module with another that is fetched later")));
        }
        // By place and not by name, so that both sides may shorten theirs.
        let taken = part.taken.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        let text =
            format!("export default({taken})=>{{{given}{}return{{{}}}}}", part.body, part.exports.join(","));
        let text = EAGER.to_owned() + &ascii(&minify(&text, SourceType::mjs())?);
        let hash: String = Digest::of(text.as_bytes()).hex().chars().take(12).collect();
        let path = format!("{LATER}/{}-{hash}.js", name.trim_end_matches(".js"));
        let fetched = format!("import(fromEmbed('{path}')).then((part)=>part.default({taken}))");
        body = body.replace(&format!("import('./{name}')"), &fetched);
        later.push((path, text));
    }
    let script = format!("(()=>{{'use strict';{given}const CONFIG={};{body}}})();", config.canonical());
    let text = EAGER.to_owned() + &ascii(&minify(&script, SourceType::script())?);
    // What only a feature fetches that the pack doesn't use.
    later.retain(|(path, _)| text.contains(path.as_str()));
    Ok(Script { text, later })
}

/// The first module that is still imported by a call. Types are imported so as well, in comments.
fn imported_later(body: &str) -> Option<String> {
    const CALL: &str = "import('./";
    body.match_indices(CALL).find_map(|(at, _)| {
        let name = body.get(at + CALL.len()..)?.split('\'').next()?;
        name.ends_with(".js").then(|| name.to_owned())
    })
}

/// A script has the encoding of its page when the server says nothing. Outside of strings the gate has ASCII only.
fn ascii(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    for unit in script.encode_utf16() {
        match char::from_u32(unit.into()).filter(char::is_ascii) {
            Some(ascii) => out.push(ascii),
            None => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out
}

/// The modules that `entry` needs, each once, in one scope.
pub(crate) fn assembled(modules: Modules, entry: &str) -> Result<String, EmbedError> {
    let mut assembly = Assembly::default();
    assembly.append(modules, entry)?;
    Ok(assembly.body)
}

/// Sources by name.
type Modules = &'static [(&'static str, &'static str)];

/// Modules one after the other.
#[derive(Default)]
struct Assembly {
    body: String,
    /// Modules that are in it, or already there when it runs.
    seen: HashSet<String>,
    /// Its own, while they are appended.
    own: HashSet<String>,
    /// Names that its modules import from those that are already there.
    taken: BTreeSet<String>,
    /// What the module exports that was appended last, by a list of names.
    exports: Vec<String>,
}

impl Assembly {
    fn append(&mut self, modules: Modules, name: &str) -> Result<(), EmbedError> {
        if !self.seen.insert(name.to_owned()) {
            return Ok(());
        }
        self.own.insert(name.to_owned());
        let source = modules
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, source)| *source)
            .ok_or_else(|| EmbedError(format!("there is no file {name}")))?;
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
        if let Some(error) = parsed.diagnostics.first() {
            return Err(EmbedError(format!("{name}: {error}")));
        }
        let mut own = String::new();
        let mut exports = Vec::new();
        let mut at = 0_usize;
        for statement in &parsed.program.body {
            let span = statement.span();
            let (start, end) = (span.start as usize, span.end as usize);
            let keep_from = match statement {
                Statement::ImportDeclaration(import) => {
                    self.import(modules, import)?;
                    end
                }
                Statement::ExportDeclaration(export) => export.declaration.span().start as usize,
                Statement::ExportNamedDeclaration(export) => {
                    exports.extend(export.specifiers.iter().map(|one| one.exported.name().to_string()));
                    end
                }
                Statement::ExportDefaultDeclaration(_)
                | Statement::ExportAllDeclaration(_)
                | Statement::ExportFromDeclaration(_) => {
                    return Err(EmbedError(format!("{name}: only plain named exports can be assembled")));
                }
                _ => start,
            };
            own.push_str(source.get(at..start).unwrap_or_default());
            own.push_str(source.get(keep_from..end).unwrap_or_default());
            at = end;
        }
        own.push_str(source.get(at..).unwrap_or_default());
        self.body.push_str(&own);
        self.body.push('\n');
        self.exports = exports;
        Ok(())
    }

    fn import(&mut self, modules: Modules, import: &ImportDeclaration<'_>) -> Result<(), EmbedError> {
        let name = import.source.value.as_str().trim_start_matches("./");
        self.append(modules, name)?;
        if !self.own.contains(name) {
            let names = import.specifiers.iter().flatten().map(|one| one.name().to_string());
            self.taken.extend(names);
        }
        Ok(())
    }
}

/// Minifies a script or module.
pub(crate) fn minify(source: &str, kind: SourceType) -> Result<String, EmbedError> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(error) = parsed.diagnostics.first() {
        return Err(EmbedError(error.to_string()));
    }
    one_scope(&parsed.program)?;
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions::smallest()),
    };
    let scoping = Minifier::new(options).minify(&allocator, &mut program).scoping;
    let printed = Codegen::new()
        .with_options(CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::minify() })
        .with_scoping(scoping)
        .build(&program)
        .code;
    Ok(quotes::doubled(printed, kind))
}

/// Is it sound, and all in one scope? For what is published as it was written.
pub(crate) fn check(source: &str) -> Result<(), EmbedError> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    match parsed.diagnostics.first() {
        Some(error) => Err(EmbedError(error.to_string())),
        None => one_scope(&parsed.program),
    }
}

/// All files share one scope: a name that two of them declare is an error nowhere else.
fn one_scope(program: &Program<'_>) -> Result<(), EmbedError> {
    let checked = SemanticBuilder::new().with_check_syntax_error(true).build(program);
    match checked.diagnostics.first() {
        Some(error) => Err(EmbedError(error.to_string())),
        None => Ok(()),
    }
}
