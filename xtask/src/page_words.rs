//! The words of the pages that are built by nothing, `verify/words-*.js` and `console/words-*.js`, as if they stood in
//! `languages/`: held to the same rules, and shown to translators.

use std::collections::BTreeMap;

use samtycke_words::{Category, Context, ENGLISH, Language, Problem};
use serde_json::{Map, Value};

use crate::{
    fault::{Fault, Result},
    node,
    paths::Paths,
    process,
};

/// Folders with such files, and what each is.
const PAGES: [(&str, &str); 2] = [
    ("verify", "The page that verifies records, and the evidence file: verify/words-<tag>.js."),
    ("console", "The page for compliance officers: console/words-<tag>.js."),
];
const SCRIPT: &str = include_str!("pages.mjs");

/// One page's words.
pub(crate) struct Page {
    /// Its folder; its group on the translators' page.
    pub(crate) name: &'static str,
    pub(crate) context: Context,
    pub(crate) languages: Vec<Language>,
}

impl Page {
    /// What is wrong with it, each with its file.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let Some(english) = self.languages.iter().find(|one| one.tag == ENGLISH) else { return Vec::new() };
        let found = self.languages.iter().flat_map(|language| {
            let file = format!("{}/words-{}.js", self.name, language.tag);
            let told = samtycke_words::check(&self.context, english, language);
            told.into_iter().map(move |problem| Problem { file: file.clone(), ..problem })
        });
        found.collect()
    }
}

/// All of them. Node.js reads the files.
pub(crate) fn read(paths: &Paths) -> Result<Vec<Page>> {
    node::ready(paths)?;
    let mut script = process::program("node", &paths.root);
    script.args(["--input-type=module", "-e", SCRIPT, "--"]).args(PAGES.map(|(name, _)| name));
    let printed = process::read(&mut script, "mend the file that Node.js names above")?;
    let unreadable = |error: String| Fault::new(error, "verify/ and console/", "see their words-en.js");
    let pages: BTreeMap<String, BTreeMap<String, Value>> =
        serde_json::from_str(&printed).map_err(|error| unreadable(error.to_string()))?;
    let page = |(name, is): (&'static str, &str)| {
        let words = pages.get(name).ok_or_else(|| unreadable(format!("{name}/ has no words")))?;
        let english = words.get(ENGLISH).ok_or_else(|| unreadable(format!("{name}/ has no English")))?;
        let context = format!("[{name}]\n{}", lines(&meant(english, is)));
        let context = Context::parse(&context).map_err(|problem| unreadable(problem.to_string()))?;
        let language = |(tag, words): (&String, &Value)| {
            let text = words.as_object().map(lines).unwrap_or_default();
            Language::parse(tag, &format!("[{name}]\n{text}"))
        };
        let languages = words.iter().map(language).collect::<std::result::Result<_, _>>();
        Ok(Page {
            name,
            context,
            languages: languages.map_err(|problem: Problem| unreadable(problem.to_string()))?,
        })
    };
    PAGES.into_iter().map(page).collect()
}

/// What `context.toml` would say of it.
fn meant(english: &Value, is: &str) -> Map<String, Value> {
    let mut group = Map::from_iter([("_is".to_owned(), Value::from(is))]);
    for (key, value) in english.as_object().into_iter().flatten() {
        let value = match value {
            Value::Object(forms) if is_plural(forms) => Value::Object(Map::from_iter([
                ("is".into(), Value::from("")),
                ("plural".into(), Value::from(true)),
            ])),
            Value::Object(_) => Value::Object(meant(value, "")),
            _ => Value::from(""),
        };
        group.insert(key.clone(), value);
    }
    group
}

fn is_plural(forms: &Map<String, Value>) -> bool {
    let is_form = |key: &String| Category::ALL.iter().any(|category| category.as_str() == key);
    forms.contains_key("other") && forms.keys().all(is_form)
}

/// As TOML. What JSON writes as a string is one there, too.
fn lines(members: &Map<String, Value>) -> String {
    members
        .iter()
        .map(|(key, value)| format!("{} = {}\n", Value::from(key.as_str()), inline(value)))
        .collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| format!("{} = {}", Value::from(key.as_str()), inline(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_every_string_as_it_should_be_in_every_language_of_the_interface()
    -> std::result::Result<(), String> {
        let paths = Paths::find();
        let pages = read(&paths).map_err(|fault| fault.to_string())?;
        let (_, interface) =
            samtycke_words::read(&paths.file("languages")).map_err(|problem| problem.to_string())?;
        let problems = pages.iter().flat_map(Page::problems);
        let problems: Vec<String> =
            problems.map(|one| format!("{}: {}: {}", one.file, one.key, one.message)).collect();
        assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
        for page in &pages {
            let missing = interface.iter().find(|one| page.languages.iter().all(|own| own.tag != one.tag));
            assert!(missing.is_none(), "{} lacks {missing:?}", page.name);
            assert!(page.context.all().len() > 50, "{}", page.name);
        }
        Ok(())
    }
}
