use samtycke_pack::document::{Block, Definition, Heading, Link};

use super::*;

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

fn heading(words: &str) -> Block {
    Block::Heading(Heading { level: 2, number: None, anchor: "h".into(), text: text(words) })
}

fn document(language: &str, defined: &[(&str, &str)], after: Vec<Block>) -> Document {
    let rows = defined.iter().map(|(term, meaning)| Definition { term: text(term), text: text(meaning) });
    let mut blocks = vec![Block::Definitions(rows.collect())];
    blocks.extend(after);
    let word = String::new;
    Document {
        schema: word(),
        pack: word(),
        id: word(),
        language: language.into(),
        title: word(),
        version: word(),
        effective: word(),
        blocks,
    }
}

/// The text of a leaf with its terms in brackets.
fn shown(terms: &Terms, leaf: u32, runs: &[&str]) -> String {
    let mut uses = terms.uses(leaf);
    let mut out = String::new();
    for run in runs {
        for piece in uses.cut(run) {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Term(term, words) => out.push_str(&format!("[{words}|{term}]")),
            }
        }
    }
    out
}

#[test]
fn a_term_is_found_as_a_whole_word_with_its_endings() {
    for (language, defined, expected) in [
        ("sv", &["Personuppgift"][..], "en [personuppgift|0]. Personuppgiften"),
        ("sv", &["Personuppgift"], "[Personuppgifterna|0]"),
        ("sv", &["personuppgift"], "[Personuppgifts|0]"),
        ("sv", &["Personuppgift"], "personuppgiftsansvarig"),
        ("sv", &["Kund"], "kunden, [kund|0]"),
        ("sv", &["Tjänsten"], "[tjänstens|0] [x|1]"),
        ("da", &["Underdatabehandler"], "[underdatabehandlere|0]"),
        ("da", &["Behandling"], "[behandlingen|0]"),
        ("en", &["Sub-processor"], "a sub-processor, the [Sub-processor|0]"),
        ("en", &["Service"], "service, [Services|0]"),
        ("en", &["Service"], "Serviced Service-level [Service|0]"),
        ("en", &["processor"], "[Processors|0]"),
        ("en", &["Customer Data", "Customer"], "[Customer Data|0] of the [Customer|1]"),
        ("en", &["Customer", "Customer Data"], "[Customer\u{a0}Data|1] of the [Customer|0]"),
        ("en", &["“Confidential Information”"], "[Confidential Information|0]"),
        ("en", &["GDPR"], "gdpr, the [GDPR|0]'s"),
        ("en", &["GDPR"], "UKGDPR UK-GDPR GDPR2 ([GDPR|0])"),
        ("de", &["Verarbeitung"], "Verarbeitungen, [Verarbeitung|0]"),
        ("sv", &["Å", "–", "", " "], "Å – "),
        ("sv", &["Ändring"], "[ändringar|0]"),
        ("sv", &["ECB", "ECB"], "[ECB|0]"),
    ] {
        let plain = expected.replace("[x|1]", "x");
        let plain: String = plain
            .split('[')
            .flat_map(|part| {
                part.split_once('|')
                    .map_or([part, ""], |(word, rest)| [word, rest.split_once(']').unwrap().1])
            })
            .collect();
        let defined: Vec<(&str, &str)> = defined.iter().map(|term| (*term, "…")).collect();
        let leaf = 2 * defined.len() as u32;
        let terms = Terms::of(&document(language, &defined, vec![Block::Paragraph(text(&plain))]));
        assert_eq!(shown(&terms, leaf, &[&plain]), expected.replace("[x|1]", "x"), "{language} {defined:?}");
    }
}

#[test]
fn each_section_shows_the_first_use_outside_headings_links_and_the_definition() {
    let link = Link { to: "#c-1".into(), text: text("the Data") };
    let rows = [("Data", "Data that a Person gives."), ("Person", "A natural Person who has Data.")];
    let after = vec![
        Block::Paragraph(text("No more Data.")),
        heading("Data"),
        Block::Paragraph(vec![
            Inline::Text("See ".into()),
            Inline::Mark(Mark::Link(link)),
            Inline::Text("; Data, ".into()),
            Inline::Mark(Mark::Strong(text("Person"))),
            Inline::Text("al Data; Person".into()),
        ]),
    ];
    let document = document("en", &rows, after);
    let terms = Terms::of(&document);
    for (leaf, runs, expected) in [
        (0, &["Data"][..], "Data"),
        (1, &["Data that a Person gives."], "Data that a [Person|1] gives."),
        (3, &["A natural Person who has Data."], "A natural Person who has [Data|0]."),
        (4, &["No more Data."], "No more Data."),
        (5, &["Data"], "Data"),
        (
            6,
            &["See ", "the Data", "; Data, ", "Person", "al Data; Person"],
            "See the Data; [Data|0], Personal Data; [Person|1]",
        ),
    ] {
        assert_eq!(shown(&terms, leaf, runs), expected, "leaf {leaf}");
    }
    assert_eq!((terms.defined_in(0), terms.defined_in(1), terms.defined_in(2)), (Some(0), None, Some(1)));
    assert_eq!(terms.meaning(1), Some("A natural Person who has Data."));
    assert_eq!(terms.meaning(2), None);
}

#[test]
fn cutting_keeps_the_text_of_every_sample() {
    let mut uses = 0;
    for (document, _) in crate::testing::sample_documents() {
        let terms = Terms::of(&document);
        uses += terms.uses.len();
        leaves::each(&document.blocks, &mut 0, &mut |leaf| {
            let (mut plain, mut runs) = (String::new(), Vec::new());
            gather(leaf.text, &mut plain, &mut runs);
            let mut cut = terms.uses(leaf.number);
            let pieces = cut.cut(&plain);
            let again: String = pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Term(_, text) => *text,
                })
                .collect();
            assert_eq!(again, plain);
        });
    }
    assert!(uses > 20, "{uses}");
}

#[test]
fn a_definition_has_an_id_that_no_heading_has() {
    let terms = Terms::of(&document("en", &[("Service", "…")], vec![heading("Term 0")]));
    assert_eq!(terms.leaf_of(&anchor(0)), Some(0));
    assert!(anchor(0).contains('_'));
    for other in ["term-0", "term_1", "term_", "term_x", "h"] {
        assert_eq!(terms.leaf_of(other), None, "{other}");
    }
}
