//! Clauses are numbered as their author numbered them: signs, levels and anchors.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use samtycke_pack::author::{self, Sources};
use samtycke_pack::document::{Block, Document, plain_text};
use samtycke_record::json::{FromJson as _, parse};

const PACK: &str = r#"[pack]
id = "small"
languages = ["en"]
prevails = "en"
law.en = "Danish law"
venue.en = "the court of Aarhus"

[vendor]
name = "Vagthavn ApS"
registry = { scheme = "DK-CVR", id = "99000007" }
address = "Havnegade 7"
country = "DK"
email = "a@vagthavn.example"
phone = "+45 70 00 00 07"
website = "https://vagthavn.example"

[authority]
name.en = "Datatilsynet"
url = "https://www.datatilsynet.dk"

[[document]]
id = "terms"
type = "terms"
version = "1.0"
effective = 2026-09-01
title.en = "Terms"
"#;

fn sources(text: &str) -> Sources {
    let documents = BTreeMap::from([("terms.en.md".to_owned(), text.to_owned())]);
    Sources { pack: PACK.into(), documents }
}

/// `number anchor level words` of headings and clauses, `words` of paragraphs, `list` of lists.
fn shown(text: &str) -> Vec<String> {
    let built = author::build(&sources(text)).unwrap_or_else(|findings| {
        panic!("{text}\n{}", findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    let file = &built.manifest.documents[0].files[0];
    let bytes = &built.files[&format!("documents/{}.json", file.sha256.hex())];
    let value = parse(std::str::from_utf8(bytes).unwrap()).unwrap();
    let one = |block: &Block| match block {
        Block::Heading(heading) => {
            let number = heading.number.as_deref().unwrap_or("-");
            format!("{number} {} {} {}", heading.anchor, heading.level, plain_text(&heading.text))
        }
        Block::Clause(clause) => {
            format!("{} {} {} {}", clause.number, clause.anchor, clause.level, plain_text(&clause.text))
        }
        Block::Paragraph(text) => plain_text(text),
        Block::List(_) => "list".to_owned(),
        other => panic!("{other:?}"),
    };
    Document::from_json(&value).unwrap().blocks.iter().map(one).collect()
}

#[test]
fn clauses_are_numbered_as_written_with_levels_and_anchors() {
    for (text, expect) in [
        ("## 2. A\n\n2.4 b\n\n2.4.1 c", &["2 c-2 2 A", "2.4 c-2.4 1 b", "2.4.1 c-2.4.1 2 c"][..]),
        ("2.4. b\n\n(a) c\n\n(b) d", &["2.4 c-2.4 1 b", "(a) c-2.4-a 2 c", "(b) c-2.4-b 2 d"]),
        ("2.4 b\n\na) c\n\nb) d", &["2.4 c-2.4 1 b", "a) c-2.4-a 2 c", "b) c-2.4-b 2 d"]),
        ("2.4 b\n\nI. c\n\nII. d", &["2.4 c-2.4 1 b", "I. c-2.4-I 2 c", "II. c-2.4-II 2 d"]),
        // What is inside another has its level, and a longer anchor only where the short one is taken.
        (
            "20.1 x\n\n(a) b\n\n(i) c\n\n(ii) d\n\n(b) e\n\n(i) f",
            &[
                "20.1 c-20.1 1 x",
                "(a) c-20.1-a 2 b",
                "(i) c-20.1-i 3 c",
                "(ii) c-20.1-ii 3 d",
                "(b) c-20.1-b 2 e",
                "(i) c-20.1-b-i 3 f",
            ],
        ),
        // The letter after h, where a part of (h) had the short anchor.
        (
            "1.1 x\n\n(h) b\n\n(i) c\n\n(ii) d\n\n(i) e",
            &[
                "1.1 c-1.1 1 x",
                "(h) c-1.1-h 2 b",
                "(i) c-1.1-i 3 c",
                "(ii) c-1.1-ii 3 d",
                "(i) c-1.1-i-2 2 e",
            ],
        ),
        // Text between them ends no series; a clause does.
        (
            "1.1 x\n\n(a) b\n\nand\n\n(b) c\n\n1.2 y\n\n(a) d",
            &[
                "1.1 c-1.1 1 x",
                "(a) c-1.1-a 2 b",
                "and",
                "(b) c-1.1-b 2 c",
                "1.2 c-1.2 1 y",
                "(a) c-1.2-a 2 d",
            ],
        ),
        // C. and D. are hundreds only among Roman numerals.
        (
            "1.1 x\n\nA. b\n\nB. c\n\nC. d\n\nD. e",
            &["1.1 c-1.1 1 x", "A. c-1.1-A 2 b", "B. c-1.1-B 2 c", "C. c-1.1-C 2 d", "D. c-1.1-D 2 e"],
        ),
        ("1.1 x\n\na. b\n\nb. c", &["1.1 c-1.1 1 x", "a. c-1.1-a 2 b", "b. c-1.1-b 2 c"]),
        ("1.1 x\n\nA. Smith signs.\n\nE. Berg, too.", &["1.1 c-1.1 1 x", "A. Smith signs.", "E. Berg, too."]),
        // A heading's letter is its number; its anchor is what it was before letters counted.
        (
            "## I. One\n\n(a) b\n\n### A. Two\n\n### B. Three\n\n## II. Four\n\n## C. Smith",
            &[
                "I. i-one 2 One",
                "(a) c-i-one-a 2 b",
                "A. a-two 3 Two",
                "B. b-three 3 Three",
                "II. ii-four 2 Four",
                "- c-smith 2 C. Smith",
            ],
        ),
        ("## C. Smith", &["- c-smith 2 C. Smith"]),
        ("1. a\n2. b", &["list"]),
        ("1) a\n2) b", &["list"]),
        ("2026 was a year", &["2026 was a year"]),
    ] {
        assert_eq!(shown(text), expect, "{text}");
    }
}

#[test]
fn the_plain_page_has_each_number_with_its_sign_once() {
    let built = author::build(&sources("## I. One\n\n(a) b\n\n## II. Two\n\nI. c")).unwrap();
    let page = std::str::from_utf8(&built.files["documents/terms.en.html"]).unwrap();
    for expect in [">I. One</h2>", ">II. Two</h2>", "<span class=\"number\">(a)</span> b", ">I.</span> c"] {
        assert!(page.contains(expect), "{expect}: {page}");
    }
}

/// The checks read the same: what is inside another leaves no gap, and what is missing does.
#[test]
fn a_gap_is_found_at_its_level() {
    for (labels, expect) in [
        ("(a) (i) (ii) (b) (i)", None),
        ("(a) (b) (d)", Some("(d) is not what comes next here")),
        ("(a) (i) (iii) (b)", Some("(iii) is not what comes next here")),
    ] {
        let parts: String = labels.split(' ').map(|label| format!("{label} text\n\n")).collect();
        let checked = author::check(&sources(&format!("## 1. One\n\n1.1 x\n\n{parts}")));
        let gap = checked.findings.iter().find(|finding| finding.code == "clause-gap");
        assert_eq!(gap.map(|gap| gap.message.as_str()), expect, "{labels}");
        assert!(checked.findings.iter().all(|finding| finding.code != "duplicate-number"), "{labels}");
    }
}
