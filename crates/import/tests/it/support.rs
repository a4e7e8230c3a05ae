//! From files to published words.

use std::path::Path;

use samtycke_import::{Draft, File, import};
use samtycke_pack::author::{self, Built, Sources};
use samtycke_pack::document::{Block, Document, Inline, ListKind, plain_text};
use samtycke_record::json::{FromJson as _, parse};

pub(crate) fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    std::fs::read_to_string(path).unwrap()
}

pub(crate) fn draft(name: &str, bytes: &[u8]) -> Draft {
    import(&[File { name, bytes }], None).unwrap_or_else(|error| panic!("{error}"))
}

/// The draft with what is missing filled in as a human would, and published.
pub(crate) fn publish(draft: &Draft) -> Built {
    let sources = Sources { pack: filled(&draft.pack), documents: draft.documents.clone() };
    author::build(&sources).unwrap_or_else(|findings| {
        let said: Vec<_> = findings.iter().map(ToString::to_string).collect();
        panic!("{}\n{}\n{:#?}", said.join("\n"), sources.pack, sources.documents)
    })
}

pub(crate) fn filled(pack: &str) -> String {
    let line = |line: &str| {
        let Some((before, _)) = line.split_once("FILL IN").filter(|_| !line.starts_with('#')) else {
            return line.to_owned();
        };
        match before.split(' ').next().unwrap() {
            "registry" => "registry = { scheme = \"DK-CVR\", id = \"99000015\" }".to_owned(),
            "country" => "country = \"DK\"".to_owned(),
            "effective" => "effective = 2026-09-01".to_owned(),
            "breach_hours" => "breach_hours = 24".to_owned(),
            "email" => "email = \"a@noget.example\"".to_owned(),
            name @ ("website" | "url") => format!("{name} = \"https://www.noget.example\""),
            "locations" => "locations = [\"DK\"]".to_owned(),
            _ => format!("{before}something\""),
        }
    };
    pack.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Words without the signs around them, labels with theirs (`(a)`, `IV.`); signs alone are none.
pub(crate) fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is = |letter: fn(&u8) -> bool| bare.len() <= 4 && bare.bytes().all(|byte| letter(&byte));
        let is_label = (is(u8::is_ascii_alphabetic)
            && [format!("({bare})"), format!("{bare})")].iter().any(|label| label == word))
            || (is(u8::is_ascii_uppercase) && word == format!("{bare}."));
        if is_label { word.to_owned() } else { bare.to_owned() }
    };
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// What a reader of the published documents meets, in order.
pub(crate) fn published(built: &Built) -> String {
    let mut out = String::new();
    for file in built.manifest.documents.iter().flat_map(|entry| &entry.files) {
        let bytes = &built.files[&format!("documents/{}.json", file.sha256.hex())];
        let value = parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        let document = Document::from_json(&value).unwrap();
        out.push_str(&document.title);
        out.push('\n');
        text(&document.blocks, &mut out);
    }
    out
}

fn text(blocks: &[Block], out: &mut String) {
    let push = |inlines: &[Inline], out: &mut String| out.push_str(&format!("{}\n", plain_text(inlines)));
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                out.push_str(&format!("{} ", heading.number.as_deref().unwrap_or_default()));
                push(&heading.text, out);
            }
            Block::Clause(clause) => {
                out.push_str(&format!("{} ", clause.number));
                push(&clause.text, out);
            }
            Block::Paragraph(inlines) => push(inlines, out),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| push(cell, out));
            }
            Block::Definitions(items) => {
                items.iter().flat_map(|item| [&item.term, &item.text]).for_each(|part| push(part, out));
            }
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    if list.kind == ListKind::Numbers {
                        out.push_str(&format!("{}. ", index + 1));
                    }
                    text(item, out);
                }
            }
            Block::Note(inner) => text(inner, out),
        }
    }
}
