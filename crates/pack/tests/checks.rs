//! `docs/checks/`: a page for each check, whose failing sample yields that finding at that line, and whose passing
//! sample yields none. `UPDATE_CHECKS=1` writes what comes from the registry: the pages' heads, and the list.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use samtycke_pack::author::{self, Finding, Rule, Shelf, Sources};
use samtycke_record::Digest;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> PathBuf {
    here().join("../../docs/checks")
}

fn page(rule: &Rule) -> PathBuf {
    pages().join(format!("{}.md", rule.code))
}

/// What the registry says, above the samples.
fn head(rule: &Rule) -> String {
    let Rule { code, severity, title, reason, source, fix } = rule;
    let mut head = format!("# {code}\n\n**{title}.** {}.\n\n{reason}\n\n", capital(severity.as_str()));
    if let Some(source) = source {
        writeln!(head, "Source: {source}.\n").unwrap();
    }
    writeln!(head, "What to do: {fix}\n").unwrap();
    head
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn list() -> String {
    let mut list = String::from(
        "# Checks\n\nWhat `samtycke check` looks for. Errors keep a pack from being published; warnings and notes don't, and \
         `[[allow]]` in `pack.toml` answers them ([authoring](../authoring.md#check)). Each page has a sample in which \
         the finding is made, and one in which it isn't; both run as a test.\n\n| code | severity | what |\n|---|---|---|\n",
    );
    for rule in author::rules() {
        let Rule { code, severity, title, .. } = rule;
        writeln!(list, "| [{code}]({code}.md) | {} | {title} |", severity.as_str()).unwrap();
    }
    list
}

#[test]
fn every_check_has_its_page_and_every_page_its_check() {
    let update = std::env::var_os("UPDATE_CHECKS").is_some();
    let mut expected: BTreeSet<String> = BTreeSet::from(["README.md".to_owned()]);
    for rule in author::rules() {
        assert!(expected.insert(format!("{}.md", rule.code)), "{} is there twice", rule.code);
        let text = fs::read_to_string(page(rule)).unwrap_or_else(|error| panic!("{}: {error}", rule.code));
        let samples = text.find("## Found").unwrap_or_else(|| panic!("{} has no samples", rule.code));
        if update {
            fs::write(page(rule), head(rule) + &text[samples..]).unwrap();
        } else {
            assert_eq!(text[..samples], head(rule), "UPDATE_CHECKS=1 writes it anew");
        }
    }
    if update {
        fs::write(pages().join("README.md"), list()).unwrap();
    }
    assert_eq!(
        fs::read_to_string(pages().join("README.md")).unwrap(),
        list(),
        "UPDATE_CHECKS=1 writes it anew"
    );
    let found: BTreeSet<String> = fs::read_dir(pages())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, expected);
}

/// One file of a sample.
struct Part<'a> {
    /// `toml`, or the name of a document; with `+` before it, it is added at the end.
    name: &'a str,
    text: String,
    stands: Stands,
}

/// Where a part of a sample is.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    /// In the pack that is checked.
    Here,
    /// In the pack as it was published before.
    Published,
    /// There too, but the published texts are gone.
    Lost,
}

struct Sample<'a> {
    base: &'a str,
    parts: Vec<Part<'a>>,
    /// In the first part; `None` for the file as a whole.
    line: Option<usize>,
}

/// The fences below a heading: "```toml", "```toml +" (added), "```toml -annex" (taken away), "```markdown dpa.en.md", "```markdown two/terms.sv.md"; with " published" or " lost" behind it, see [`Stands`].
fn sample<'a>(page: &'a str, heading: &str) -> Sample<'a> {
    let after = page.split_once(&format!("## {heading}\n")).unwrap().1;
    let section = after.split("\n## Not found").next().unwrap();
    let mut sample = Sample { base: "one", parts: Vec::new(), line: None };
    let mut rest = section;
    while let Some((_, fence)) = rest.split_once("```") {
        let (info, body) = fence.split_once('\n').unwrap();
        let (text, after) = body.split_once("```").unwrap();
        let (info, stands) = match (info.strip_suffix(" published"), info.strip_suffix(" lost")) {
            (Some(info), _) => (info, Stands::Published),
            (_, Some(info)) => (info, Stands::Lost),
            (None, None) => (info, Stands::Here),
        };
        let name = info.strip_prefix("markdown ").unwrap_or(info);
        let name = name.strip_prefix("two/").inspect(|_| sample.base = "two").unwrap_or(name);
        sample.parts.push(Part { name, text: text.to_owned(), stands });
        rest = after;
    }
    let line =
        section.split_once("In line ").map(|(_, rest)| rest.split('.').next().unwrap().parse().unwrap());
    sample.line = line;
    sample
}

/// The sample's chunks take the place of the base's of the same name; others go to the end.
fn overlay(base: &str, part: &str, name: impl Fn(&str) -> Option<String>) -> String {
    let chunks = |text: &str| {
        let mut chunks: Vec<(Option<String>, String)> = vec![(None, String::new())];
        for line in text.split_inclusive('\n') {
            if let Some(name) = name(line) {
                chunks.push((Some(name), String::new()));
            }
            chunks.last_mut().unwrap().1.push_str(line);
        }
        chunks
    };
    let mut new = chunks(part);
    if !new[0].1.is_empty() || new.len() == 1 {
        return part.to_owned();
    }
    let new: Vec<_> = new.drain(1..).collect();
    let of = |name: &Option<String>| -> String {
        new.iter().filter(|(other, _)| other == name).map(|(_, text)| text.clone() + "\n").collect()
    };
    let mut out = String::new();
    let mut done: Vec<Option<String>> = Vec::new();
    for (name, text) in chunks(base) {
        let replacement = of(&name);
        if replacement.is_empty() {
            out.push_str(&text);
        } else if !done.contains(&name) {
            out.push_str(&replacement);
            done.push(name);
        }
    }
    for (_, text) in new.iter().filter(|(name, _)| !done.contains(name)) {
        out.push('\n');
        out.push_str(text);
    }
    out
}

/// Without the tables of that name, and those inside them.
fn without(pack: &str, name: &str) -> String {
    let mut kept = true;
    let keep = |line: &&str| {
        if let Some(found) = toml_name(line) {
            kept = found != name && !found.starts_with(&format!("{name}."));
        }
        kept
    };
    pack.split_inclusive('\n').filter(keep).collect()
}

fn toml_name(line: &str) -> Option<String> {
    let name = line.trim_end().strip_prefix('[')?.trim_matches(['[', ']']);
    Some(name.split('.').take(2).collect::<Vec<_>>().join("."))
}

fn section_name(line: &str) -> Option<String> {
    line.strip_prefix("## ").map(|title| title.split(' ').next().unwrap().to_owned())
}

fn sources(sample: &Sample<'_>, parts: &[&Part<'_>]) -> Sources {
    let folder = here().join("tests/checks").join(sample.base);
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut sources = Sources { pack: read("pack.toml"), ..Sources::default() };
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            sources.documents.insert(name.clone(), read(&name));
        }
    }
    for Part { name, text, .. } in parts {
        match *name {
            "toml" => sources.pack = overlay(&sources.pack, text, toml_name),
            "toml +" => sources.pack = format!("{}\n{text}", sources.pack),
            _ if name.starts_with("toml -") => sources.pack = without(&sources.pack, &name[6..]),
            _ => {
                let base = sources.documents.get(*name).cloned().unwrap_or_default();
                sources.documents.insert((*name).to_owned(), overlay(&base, text, section_name));
            }
        }
    }
    sources
}

/// What is checked, and what is found: upon what was published before, when the sample says what that was.
fn checked(sample: &Sample<'_>) -> (Sources, Vec<Finding>) {
    let (here, before): (Vec<_>, Vec<_>) = sample.parts.iter().partition(|part| part.stands == Stands::Here);
    let laid = sources(sample, &here);
    let Some(first) = before.first() else {
        let findings = author::check(&laid).findings;
        return (laid, findings);
    };
    let built =
        author::build(&sources(sample, &before)).unwrap_or_else(|findings| panic!("{}", shown(&findings)));
    let path = |digest: &Digest| format!("documents/{}.json", digest.hex());
    let read =
        |digest: &Digest| built.files.get(&path(digest)).filter(|_| first.stands != Stands::Lost).cloned();
    let shelf = Shelf { manifests: vec![built.manifest.clone()], document: Some(&read) };
    let findings = author::check_upon(&laid, &shelf).findings;
    (laid, findings)
}

fn shown(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_sample_is_found_or_not_as_its_page_says() {
    let wrong: Vec<String> = author::rules().into_iter().filter_map(|rule| samples(rule).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn samples(rule: &Rule) -> Result<(), String> {
    let page = fs::read_to_string(page(rule)).unwrap();
    let failing = sample(&page, "Found");
    let (laid, findings) = checked(&failing);
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    if codes != BTreeSet::from([rule.code]) {
        return Err(format!("{} is not what is found:\n{}", rule.code, shown(&findings)));
    }
    let finding = &findings[0];
    let name = finding.file.trim_start_matches("documents/");
    let text = laid.documents.get(name).map_or("", String::as_str);
    let file = if name == "pack.toml" { &laid.pack } else { text };
    let there = finding.line.checked_sub(1).and_then(|line| file.lines().nth(line));
    let expected = failing.line.map(|line| failing.parts[0].text.lines().nth(line - 1).unwrap());
    if there != expected || finding.severity != rule.severity {
        return Err(format!("{} stands at {there:?}, not {expected:?}:\n{finding}", rule.code));
    }
    match checked(&sample(&page, "Not found")).1 {
        findings if findings.is_empty() => Ok(()),
        findings => Err(format!("{}'s other sample has findings:\n{}", rule.code, shown(&findings))),
    }
}
