//! The gate's modules as one classic script: in order of their imports, without `import` and `export`, inside one
//! function, minified.

use std::collections::HashSet;

use oxc::allocator::Allocator;
use oxc::ast::ast::{Program, Statement};
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::{GetSpan as _, SourceType};
use samtycke_record::json::Value;

use super::EmbedError;
use super::features::Features;
use crate::assets::GATE;

/// The script that starts at `entry`, with `CONFIG` and the features in front.
pub(super) fn bundle(entry: &str, features: Features, config: &Value) -> Result<String, EmbedError> {
    let body = assembled(GATE, entry)?;
    let features = features.constants();
    // A published text can hold any character; JSON is a subset of JavaScript since ES2019.
    let script = format!("(()=>{{'use strict';{features}const CONFIG={};{body}}})();", config.canonical());
    Ok(ascii(&minify(&script, SourceType::script())?))
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
    let mut body = String::new();
    append(modules, entry, &mut HashSet::new(), &mut body)?;
    Ok(body)
}

/// Sources by name.
type Modules = &'static [(&'static str, &'static str)];

fn append(
    modules: Modules,
    name: &str,
    seen: &mut HashSet<String>,
    out: &mut String,
) -> Result<(), EmbedError> {
    if !seen.insert(name.to_owned()) {
        return Ok(());
    }
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
    let mut at = 0_usize;
    for statement in &parsed.program.body {
        let span = statement.span();
        let (start, end) = (span.start as usize, span.end as usize);
        let keep_from = match statement {
            Statement::ImportDeclaration(import) => {
                append(modules, import.source.value.as_str().trim_start_matches("./"), seen, out)?;
                end
            }
            Statement::ExportDeclaration(export) => export.declaration.span().start as usize,
            Statement::ExportNamedDeclaration(_) => end,
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
    out.push_str(&own);
    out.push('\n');
    Ok(())
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
    Ok(Codegen::new()
        .with_options(CodegenOptions { comments: CommentOptions::disabled(), ..CodegenOptions::minify() })
        .with_scoping(scoping)
        .build(&program)
        .code)
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
