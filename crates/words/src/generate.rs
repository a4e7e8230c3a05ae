//! What a crate's `build.rs` calls.

use std::fs;
use std::path::Path;

use crate::check::{check, placeholders};
use crate::{Category, Context, Kind, Language, Part, Problem, Severity, rust};

/// What every string means.
pub const CONTEXT: &str = "context.toml";
/// What stands where another language lacks a string.
pub const ENGLISH: &str = "en";

/// Reads the folder: what there is to say, and the languages that say it: English, what is shown to who wants none of them, then by tag.
pub fn read(folder: &Path) -> Result<(Context, Vec<Language>), Problem> {
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).map_err(|error| fatal(name, format!("can’t be read: {error}")))
    };
    let context = Context::parse(&text(CONTEXT)?)?;
    let entries = fs::read_dir(folder).map_err(|error| fatal("", error.to_string()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut tags: Vec<String> = names
        .filter(|name| name != CONTEXT)
        .filter_map(|name| name.strip_suffix(".toml").map(String::from))
        .collect();
    tags.sort_by_key(|tag| (tag != ENGLISH, tag.clone()));
    let languages = tags.iter().map(|tag| Language::parse(tag, &text(&format!("{tag}.toml"))?));
    let languages = languages.collect::<Result<Vec<_>, _>>()?;
    match languages.iter().any(|one| one.tag == ENGLISH) {
        true => Ok((context, languages)),
        false => Err(fatal("en.toml", "is missing: every other language falls back on it".into())),
    }
}

fn fatal(file: &str, message: String) -> Problem {
    Problem { severity: Severity::Fatal, file: file.into(), key: String::new(), message }
}

/// Writes `<part>.rs`, the structs and `LANGUAGES` with each one's catalogue, and `<part>/<tag>.txt` into a folder, and
/// tells cargo what it reads and what is missing. An error names every file and key that nothing can be made of.
///
/// A catalogue is a line with its form, a line with its tag, and a line for each string in the structs' order.
pub fn generate(folder: &Path, part: Part, whole: &str, out: &Path) -> Result<(), String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let (context, languages) = read(folder).map_err(|problem| problem.to_string())?;
    let english = languages.iter().find(|one| one.tag == ENGLISH).ok_or("no English")?;
    let problems: Vec<_> = languages.iter().flat_map(|one| check(&context, english, one)).collect();
    let fatal = |problem: &&Problem| {
        problem.severity == Severity::Fatal
            || problem.severity == Severity::Missing && problem.file == format!("{ENGLISH}.toml")
    };
    let fatal: Vec<String> = problems.iter().filter(fatal).map(ToString::to_string).collect();
    if !fatal.is_empty() {
        return Err(fatal.join("\n"));
    }
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Missing) {
        println!("cargo:warning={problem}");
    }
    let write = |path: &Path, text: &str| {
        fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    let name = part.as_str();
    let catalogues = out.join(name);
    fs::create_dir_all(&catalogues).map_err(|error| error.to_string())?;
    let form = form(&context, part, english);
    let mut source = rust::source(&context, part, whole);
    let mut entries = String::new();
    for language in &languages {
        let words = language.catalogue(&context, part, english);
        let text = format!("{form}\n{}\n{}\n", language.tag, words.join("\n"));
        write(&catalogues.join(format!("{}.txt", language.tag)), &text)?;
        entries += &format!(
            "(\"{tag}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}/{tag}.txt\"))),\n",
            tag = language.tag
        );
    }
    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    source += &format!(
        "/// The languages that there are.\n#[allow(dead_code)]\npub const LANGUAGES: [&str; {}] = {tags:?};\n\
         /// A catalogue's first line.\nconst FORM: &str = {form:?};\n\
         /// Every catalogue, by its language.\n#[cfg(not(target_arch = \"wasm32\"))]\n\
         const CATALOGUES: [(&str, &str); {0}] = [\n{entries}];\n",
        tags.len()
    );
    write(&out.join(format!("{name}.rs")), &source)
}

/// Names the form of a part's catalogues: another where one string is added, taken away or renamed, or has another
/// placeholder.
fn form(context: &Context, part: Part, english: &Language) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for leaf in context.leaves(part) {
        let model = match leaf.kind {
            Kind::Text => english.text(&leaf),
            Kind::Plural => english.form(&leaf, Category::Other),
        };
        let kind = if leaf.kind == Kind::Plural { "*" } else { "" };
        let names = placeholders(model.unwrap_or_default());
        let path = leaf.path.join(".");
        let told = [path.as_str(), kind].into_iter().chain(names);
        // FNV-1a: it only has to tell releases apart.
        for byte in told.flat_map(str::bytes).chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("samtycke words {hash:016x}")
}
