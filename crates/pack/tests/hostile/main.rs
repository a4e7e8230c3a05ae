//! Text that is made to break out, in every place where a pack has text: it is refused by name with line and column, or
//! it is text in the page, and nothing but text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod corpus;

use std::collections::BTreeSet;

use samtycke_pack::author::{self, Built, Finding, Severity, Sources};
use samtycke_pack::document::{Block, Document, Inline, Mark, plain_text};
use samtycke_record::json::{self, FromJson as _};
use scraper::{Html, Node};

use self::corpus::{HOSTILE, PLACES, VALUES};

fn pack() -> String {
    include_str!("../support/versions.toml").replace("VERSION", "1").replace("DATE", "2026-09-01")
}

/// A TOML string of that text.
fn quoted(text: &str) -> String {
    let sign = |c: char| format!("\\U{:08x}", u32::from(c));
    format!(
        "\"{}\"",
        text.chars().map(|c| if c.is_alphanumeric() { c.to_string() } else { sign(c) }).collect::<String>()
    )
}

/// The document's text, and that of the version that `pack` announces.
fn build(pack: &str, text: &str) -> Result<Built, Vec<Finding>> {
    let documents = ["dpa.da.md", "dpa@2.da.md"].map(|name| (name.to_owned(), text.to_owned()));
    let mut sources = Sources { pack: pack.to_owned(), documents: documents.into() };
    if let Some(first) = sources.documents.get_mut("dpa.da.md").filter(|_| pack.contains("upcoming")) {
        *first = String::from("## 1. Først\n\nEn anden tekst.\n");
    } else {
        sources.documents.remove("dpa@2.da.md");
    }
    author::build(&sources)
}

/// `fine`, or the codes of what is refused.
fn check(pack: &str, text: &str) -> String {
    match build(pack, text) {
        Ok(built) => {
            clean(&built, text);
            String::from("fine")
        }
        Err(findings) => {
            let mut codes = BTreeSet::new();
            for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
                assert!(finding.line > 0 && finding.column > 0, "{finding}\n{text}\n{pack}");
                assert!(author::rule(finding.code).is_some(), "{finding}");
                codes.insert(finding.code);
            }
            assert!(!codes.is_empty(), "{findings:?}");
            codes.into_iter().collect::<Vec<_>>().join(" ")
        }
    }
}

/// Elements that the writer makes, with their attributes.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("html", &["lang", "dir"]),
    ("head", &[]),
    ("meta", &["charset", "name", "content"]),
    ("title", &[]),
    ("link", &["rel", "href", "media", "hreflang"]),
    ("body", &[]),
    ("main", &[]),
    ("header", &[]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("p", &["class", "id"]),
    ("span", &["class"]),
    ("time", &["datetime"]),
    ("ul", &[]),
    ("ol", &[]),
    ("li", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("aside", &["aria-label"]),
    ("strong", &[]),
    ("em", &[]),
    ("a", &["href"]),
    ("nav", &["aria-label"]),
    ("del", &["class"]),
    ("ins", &["class"]),
];

/// Every page has the writer's elements and attributes and no other; the document's has the links and words of the tree.
fn clean(built: &Built, text: &str) {
    let file = &built.manifest.documents[0].files[0];
    let read = |name: &str| std::str::from_utf8(&built.files[name]).unwrap();
    let tree = json::parse(read(&format!("documents/{}.json", file.sha256.hex()))).unwrap();
    let (mut links, mut words) = (Vec::new(), String::new());
    blocks(&Document::from_json(&tree).unwrap().blocks, &mut links, &mut words);
    for link in &links {
        let allowed = ["https://", "mailto:", "tel:", "#", "dpa.da.html"];
        assert!(allowed.iter().any(|start| link.starts_with(start)), "{link}\n{text}");
    }
    for name in built.files.keys().filter(|name| name.ends_with(".html")) {
        let (addresses, shown) = page(read(name), text);
        if *name == file.page && built.manifest.documents[0].upcoming.is_none() {
            assert_eq!(addresses, links, "{text}");
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert!(squeezed(&shown).ends_with(&squeezed(&words)), "{shown}\n{words}\n{text}");
        }
    }
}

/// The addresses and the words of a page in which is nothing that the writer doesn't make.
fn page(html: &str, text: &str) -> (Vec<String>, String) {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{:?}\n{text}\n{html}", page.errors);
    let (mut addresses, mut shown) = (Vec::new(), String::new());
    for node in page.tree.root().descendants() {
        match node.value() {
            Node::Element(element) => {
                let known = ELEMENTS.iter().find(|(name, _)| *name == element.name());
                let (_, attributes) = known.unwrap_or_else(|| panic!("<{}>\n{text}", element.name()));
                for (name, _) in element.attrs() {
                    assert!(attributes.contains(&name), "<{} {name}>\n{text}", element.name());
                }
                if element.name() == "a" {
                    addresses.push(element.attr("href").unwrap().to_owned());
                }
            }
            Node::Text(text) => shown.push_str(text),
            Node::Document | Node::Doctype(_) => {}
            other => panic!("{other:?}\n{text}"),
        }
    }
    (addresses, shown)
}

fn blocks(tree: &[Block], links: &mut Vec<String>, words: &mut String) {
    for block in tree {
        match block {
            Block::Heading(heading) => {
                words.extend(heading.number.iter().map(|number| format!("{number}.")));
                inlines(&heading.text, links, words);
            }
            Block::Clause(clause) => {
                words.push_str(&clause.number);
                inlines(&clause.text, links, words);
            }
            Block::Paragraph(text) => inlines(text, links, words),
            Block::List(list) => list.items.iter().for_each(|item| blocks(item, links, words)),
            Block::Note(inner) => blocks(inner, links, words),
            Block::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|cell| inlines(cell, links, words));
            }
            Block::Definitions(items) => {
                items
                    .iter()
                    .flat_map(|item| [&item.term, &item.text])
                    .for_each(|text| inlines(text, links, words));
            }
        }
    }
}

fn inlines(text: &[Inline], links: &mut Vec<String>, words: &mut String) {
    words.push_str(&plain_text(text));
    marks(text, links);
}

fn marks(text: &[Inline], links: &mut Vec<String>) {
    for inline in text {
        match inline {
            Inline::Text(_) => {}
            Inline::Mark(Mark::Strong(inner) | Mark::Emphasis(inner)) => marks(inner, links),
            Inline::Mark(Mark::Link(link)) => {
                let own = link.to.strip_prefix("doc:dpa").map(|rest| format!("dpa.da.html{rest}"));
                links.push(own.unwrap_or_else(|| link.to.clone()));
                marks(&link.text, links);
            }
        }
    }
}

#[test]
fn hostile_text_in_a_document_is_refused_with_its_place_or_is_text() {
    let pack = pack();
    for place in PLACES {
        for hostile in HOSTILE {
            check(&pack, &format!("## 1. Først\n\n{}\n", place.replace('@', hostile)));
        }
    }
}

#[test]
fn hostile_values_are_refused_with_their_place_or_are_text() {
    for (value, text) in VALUES {
        let key = value.split(" = ").next().unwrap();
        for hostile in HOSTILE {
            let new = if *value == "# MORE" {
                format!("[[measure]]\nid = \"m\"\nname.da = {0}\ntext.da = {0}", quoted(hostile))
            } else {
                format!("{key} = {}", quoted(hostile))
            };
            let pack = pack();
            assert!(pack.contains(value), "{value}");
            check(&pack.replacen(value, &new, 1), &format!("## 1. Først\n\n{text}\n"));
        }
    }
}

#[test]
fn hostile_changes_are_refused_with_their_place_or_are_text() {
    for hostile in HOSTILE {
        let upcoming = "[[document.upcoming]]\nversion = \"2\"\neffective = 2027-01-01\nsummary.da = ";
        let new = format!("{upcoming}{}", quoted(hostile));
        let pack = pack().replacen("# MORE", &new, 1);
        check(&pack, &format!("## 1. Først\n\n{hostile}\n"));
        check(&pack, &format!("## 1. Først\n\n{}\n", hostile.replace('<', "\\<").replace('`', "")));
        check(&pack, "## 1. Først\n\nDen samme tekst.\n");
    }
}

#[test]
fn hostile_text_is_refused_by_name() {
    for (text, expect) in [
        ("<script>alert(1)</script>", "raw-html"),
        ("Se <img src=x onerror=alert(1)>", "raw-html"),
        ("\\<img src=x onerror=alert(1)>", "fine"),
        ("&lt;img src=x onerror=alert(1)&gt;", "fine"),
        ("[x](JaVaScRiPt:alert(1))", "link-scheme"),
        ("[x](&#106;avascript:alert(1))", "link-scheme"),
        ("[x](java&Tab;script:alert(1))", "link-scheme"),
        ("[x](<java\tscript:alert(1)>)", "link-scheme"),
        ("[x](data:text/html,x)", "link-scheme"),
        ("[x](vbscript:msgbox(1))", "link-scheme"),
        ("[x](//evil.example)", "link-scheme"),
        ("<javascript:alert(1)>", "link-scheme"),
        ("[x]({{vendor.name}})", "link-scheme"),
        ("[x](https://x.example/\"onclick=alert(1))", "fine"),
        ("[x](doc:../../dpa)", "link-target"),
        ("[x][y]\n\n[y]: javascript:alert(1)", "link-scheme unsupported"),
        ("[x](https://x.example \"onclick\")", "unsupported"),
        ("![x](javascript:alert(1))", "unsupported"),
        ("{{constructor}}", "placeholder"),
        ("{{vendor.name", "placeholder"),
        ("abc \u{202e}gnirts", "hidden-character"),
        ("abc &#x202e;gnirts", "hidden-character"),
        ("a\0b", "hidden-character"),
        ("a\u{1b}[31mb", "hidden-character"),
        ("a\u{fdd0}b", "hidden-character"),
        ("a\u{10ffff}b", "hidden-character"),
        ("a\u{fffd}b", "fine"),
        ("[x](https://x.example/\u{202e})", "hidden-character"),
        ("]]> --> \\</style>", "fine"),
        ("ab\u{ad}cd", "fine"),
    ] {
        assert_eq!(check(&pack(), &format!("## 1. Først\n\n{text}\n")), expect, "{text}");
    }
}

#[test]
fn a_hostile_value_is_refused_by_name() {
    let link = "## 1. Først\n\n[x]({{vendor.website}}) {{vendor.name}}\n";
    for (from, to, expect) in [
        ("name = \"Vagthavn ApS\"", "name = \"<img src=x onerror=alert(1)>\"", "fine"),
        ("name = \"Vagthavn ApS\"", "name = \"](javascript:alert(1))\"", "fine"),
        ("name = \"Vagthavn ApS\"", "name = \"{{table.measures}}\"", "fine"),
        ("name = \"Vagthavn ApS\"", "name = \"2.4 A\\n\\n## 1. Først\"", "fine"),
        ("name = \"Vagthavn ApS\"", "name = \"a\\u202eb\"", "hidden-character"),
        ("name = \"Vagthavn ApS\"", "name = \"a\\u0000b\"", "hidden-character"),
        ("website = \"https://", "website = \"javascript:", "wrong-value"),
        ("website = \"https://", "website = \"](javascript:alert(1))", "wrong-value"),
        ("website = \"https://", "website = \"\\tjavascript:", "wrong-value"),
        ("website = \"https://", "website = \"https://\\\"onclick=", "wrong-value"),
        ("version = \"1\"", "version = \"1/../../x\"", "wrong-value"),
        ("id = \"dpa\"\ntype", "id = \"../dpa\"\ntype", "bad-id unknown-reference"),
        ("[pack]\n", "[pack]\nsite = \"https://x.example/\\\"onclick=/\"\n", "wrong-value"),
    ] {
        let pack = pack();
        assert!(pack.contains(from), "{from}");
        assert_eq!(check(&pack.replacen(from, to, 1), link), expect, "{to}");
    }
    // What a document makes a link of, though it is no address.
    for (value, expect) in [
        ("javascript:alert(1)", "link-scheme"),
        ("](javascript:alert(1))", "link-scheme"),
        ("\\tjavascript:alert(1)", "link-scheme"),
        ("https://\\\"onclick=", "fine"),
    ] {
        let pack = pack().replacen("Havnegade 7", value, 1);
        assert_eq!(check(&pack, "## 1. Først\n\n[x]({{vendor.address}})\n"), expect, "{value}");
    }
}
