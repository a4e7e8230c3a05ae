//! What the translators' page (`demo/words`) is made of: every string as JSON, and a pack that has every language, so
//! that the interface can be seen in each. Its documents are in English in all of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use samtycke_words::{Category, Context, ENGLISH, Kind, Language, Leaf, Problem, categories, check, room};
use serde_json::{Map, Value, json};

use crate::{
    fault::{At, Fault, Result},
    files,
    page_words::{self, Page},
    paths::Paths,
    samtycke::Samtycke,
    stamp::Stamp,
};

/// The pack that the other one is made of: it has a banner, documents, an agreement, and a version to come.
const MODEL: &str = "packs/vagthavn";
/// Its id, and the name of the pack's folder beside the page.
const PACK: &str = "words";
/// What banners say by other rules.
const REGIONS: [(&str, &str); 2] = [("US", "opt-out"), ("JP", "notice")];

/// Publishes all of it beside the page. Gives the pack's folder.
pub(crate) fn publish(paths: &Paths, samtycke: &Samtycke) -> Result<PathBuf> {
    let page = paths.demo().join("demo").join(PACK);
    let source = paths.file("target/translators");
    write(paths, &page, &source)?;
    let out = page.join("pack");
    let widget = paths.embed();
    let inputs = [paths.file("languages"), paths.file(MODEL), widget.clone()];
    let stamp = Stamp::of(paths, "translators", &inputs, &[&samtycke.identity()?])?;
    if !stamp.holds(&[&out.join("pack.json")]) {
        stamp.lift()?;
        files::empty(&out)?;
        samtycke.publish(&source, &out, Some(&widget))?;
        stamp.set()?;
    }
    Ok(out)
}

/// Writes `words.json` into the page's folder, and the source of the pack into another.
pub(crate) fn write(paths: &Paths, page: &Path, pack: &Path) -> Result<()> {
    let (context, languages) =
        samtycke_words::read(&paths.file("languages")).map_err(|problem| told(&problem))?;
    fs::create_dir_all(page).at("make", page)?;
    let sheet = page.join("words.json");
    fs::write(&sheet, self::sheet(&context, &languages, &page_words::read(paths)?).to_string())
        .at("write", &sheet)?;

    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    let documents = pack.join("documents");
    files::empty(&documents)?;
    let model = paths.file(MODEL);
    let text = |path: &Path| fs::read_to_string(path).at("read", path);
    let settings = pack.join("pack.toml");
    fs::write(&settings, in_every_language(&text(&model.join("pack.toml"))?, &tags))
        .at("write", &settings)?;
    for document in files::entries(&model.join("documents"))? {
        let name = document.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(name) = name.strip_suffix(".en.md") else { continue };
        for tag in &tags {
            files::copy(&document, &documents.join(format!("{name}.{tag}.md")))?;
        }
    }
    Ok(())
}

fn told(problem: &Problem) -> Fault {
    Fault::new(problem.to_string(), "languages/", "see languages/README.md")
}

/// The settings of a pack, with what it says in English in every language.
fn in_every_language(settings: &str, tags: &[&str]) -> String {
    let mut out = String::new();
    for line in settings.lines() {
        match line.split_once(" = ") {
            Some(("id", "\"vagthavn\"")) => out += &format!("id = {PACK:?}\n"),
            Some(("languages", _)) => out += &format!("languages = {tags:?}\n"),
            Some(("prevails", _)) => out += &format!("prevails = {ENGLISH:?}\n"),
            Some((key, _)) if key.ends_with(".da") => {}
            Some((key, value)) => match key.strip_suffix(".en") {
                Some(key) => tags.iter().for_each(|tag| out += &format!("{key}.{tag} = {value}\n")),
                None => out += &format!("{line}\n"),
            },
            None => out += &format!("{line}\n"),
        }
    }
    for (code, mode) in REGIONS {
        out += &format!("\n[[cookies.region]]\ncodes = [{code:?}]\nmode = {mode:?}\n");
        for key in ["heading", "text"] {
            tags.iter()
                .for_each(|tag| out += &format!("{key}.{tag} = \"Our {key}, where the rule is {mode}\"\n"));
        }
    }
    out
}

/// Every string: where it is, what it means, how long it may be, and what each language has; and what is wrong with it.
fn sheet(context: &Context, languages: &[Language], pages: &[Page]) -> Value {
    let tags = languages.iter().map(|language| {
        let (forms, _) = categories(&language.tag);
        json!({ "tag": language.tag, "forms": forms.iter().map(|form| form.as_str()).collect::<Vec<_>>() })
    });
    let all = || {
        let pages = pages.iter().map(|page| (&page.context, page.languages.as_slice()));
        std::iter::once((context, languages)).chain(pages)
    };
    let groups =
        all().flat_map(|(context, _)| context.about()).map(|(name, is)| json!({ "name": name, "is": is }));
    json!({
        "languages": tags.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "strings": all().flat_map(|(context, languages)| strings(context, languages)).collect::<Vec<_>>(),
        "problems": all().flat_map(|(context, languages)| problems(context, languages)).collect::<Vec<_>>(),
    })
}

fn problems(context: &Context, languages: &[Language]) -> Vec<Value> {
    let Some(english) = languages.iter().find(|language| language.tag == ENGLISH) else { return Vec::new() };
    let found = languages.iter().flat_map(|language| {
        let found = check(context, english, language).into_iter();
        found.map(|problem| json!({ "tag": language.tag, "key": problem.key, "message": problem.message }))
    });
    found.collect()
}

fn strings(context: &Context, languages: &[Language]) -> Vec<Value> {
    let Some(english) = languages.iter().find(|language| language.tag == ENGLISH) else { return Vec::new() };
    let line = |leaf: Leaf| {
        let model = match leaf.kind {
            Kind::Text => english.text(&leaf),
            Kind::Plural => english.form(&leaf, Category::Other),
        };
        let words: Map<String, Value> =
            languages.iter().map(|language| (language.tag.clone(), words(language, &leaf))).collect();
        json!({
            "key": leaf.path.join("."),
            "is": leaf.is,
            "max": room(&leaf, model.unwrap_or_default()),
            "words": words,
        })
    };
    context.all().into_iter().map(line).collect()
}

/// A text, a plural's forms by their names, or nothing.
fn words(language: &Language, leaf: &Leaf) -> Value {
    match leaf.kind {
        Kind::Text => json!(language.text(leaf)),
        Kind::Plural => {
            let forms = Category::ALL.into_iter();
            let forms =
                forms.filter_map(|form| Some((form.as_str().to_owned(), json!(language.form(leaf, form)?))));
            Value::Object(forms.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_said_in_every_language() {
        let settings = "id = \"vagthavn\"\nlanguages = [\"da\", \"en\"]\n\n[x]\nname.da = \"Navn\"\nname.en = \"A = B\"\nkind = \"a\"";
        let made = in_every_language(settings, &["en", "fi"]);
        let expect = "id = \"words\"\nlanguages = [\"en\", \"fi\"]\n\n[x]\nname.en = \"A = B\"\nname.fi = \"A = B\"\nkind = \"a\"\n";
        assert!(made.starts_with(expect), "{made}");
    }
}
