//! What is broken or made to break something: a message, never a panic.

use samtycke_import::{File, import};

use crate::docx::{docx, p, zipped};

fn refused(name: &str, bytes: &[u8]) -> String {
    match import(&[File { name, bytes }], None) {
        Ok(_) => panic!("{name} was taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_place_and_remedy() {
    let bomb = zipped(&[("word/document.xml", &vec![b' '; 65 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    let dtd = b"<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaa\">]><d>&a;</d>";
    for (name, bytes, expect) in [
        ("empty.txt", &b"  \n"[..], "there is no text in it"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "Word document of the old kind"),
        ("scan.pdf", b"%PDF-1.7", "a PDF"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("zero.txt", b"abc\0def", "byte 3 is zero"),
        ("half.txt", b"s\xc3\xa5\nx \xe5 y", "half.txt:2:3: byte 0xe5 is not UTF-8"),
        ("no.docx", b"hello", "no Word document, whatever its name"),
        ("cut.docx", b"PK\x03\x04 and nothing more", "not a whole Word document"),
        ("other.docx", &zipped(&[("a.txt", b"x")]), "word/document.xml is not in it"),
        (
            "broken.docx",
            &zipped(&[("word/document.xml", b"<p>\n<r>")]),
            "broken.docx (word/document.xml:1:1): the XML inside is broken",
        ),
        ("dtd.docx", &zipped(&[("word/document.xml", dtd)]), "the XML inside is broken"),
        ("bomb.docx", &bomb, "unpacks to more than"),
        ("large.txt", &vec![b'a'; samtycke_import::LARGEST + 1], "at most 16777216 are read"),
    ] {
        let said = refused(name, bytes);
        assert!(said.contains(expect) && said.contains("fix: "), "{name}: {said}");
    }
}

#[test]
fn deep_nesting_is_read_without_an_end_of_the_stack() {
    for tag in ["div", "blockquote", "b", "ul><li", "table><tr><td", "dl><dd", "span"] {
        let opened = format!("<{tag}>").repeat(500);
        let html = format!("<html><body><p>En titel</p><p>first</p>{opened}word");
        let read = import(&[File { name: "deep.html", bytes: html.as_bytes() }], None).unwrap();
        let text: String = read.documents.into_values().collect();
        assert!(text.contains("word"), "{tag}");
    }
    for tag in ["w:sdt", "w:ins", "w:tbl><w:tr><w:tc"] {
        let close =
            tag.split('>').rev().map(|tag| format!("</{}>", tag.trim_start_matches('<'))).collect::<String>();
        let body = format!(
            "{}{}{}{}",
            p("", "first"),
            format!("<{tag}>").repeat(300),
            p("", "word"),
            close.repeat(300)
        );
        // Too deep to be read or not: there is an answer.
        let _ = import(&[File { name: "deep.docx", bytes: &docx(&body) }], None);
    }
    let xml = "<a>".repeat(100_000);
    assert!(refused("deep.docx", &zipped(&[("word/document.xml", xml.as_bytes())])).contains("broken"));
    for sign in ["> ", "- ", "*a ", "[", "1. "] {
        let markdown = sign.repeat(5000) + "word";
        assert!(import(&[File { name: "deep.md", bytes: markdown.as_bytes() }], None).is_ok(), "{sign}");
    }
}

#[test]
fn no_cut_through_a_document_makes_a_panic() {
    let whole = crate::docx::contract();
    for length in (0..whole.len()).step_by(7) {
        let _ = import(&[File { name: "cut.docx", bytes: &whole[..length] }], None);
    }
    for at in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x41;
        let _ = import(&[File { name: "flipped.docx", bytes: &bytes }], None);
    }
    for name in ["terms.en.html", "privacy-policy.sv.md", "dpa.da.txt"] {
        let text = crate::support::sample(name);
        for (length, _) in text.char_indices().step_by(13) {
            let _ = import(&[File { name, bytes: &text.as_bytes()[..length] }], None);
        }
    }
}
