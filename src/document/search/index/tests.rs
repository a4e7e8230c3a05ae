use samtycke_pack::document::{Clause, Definition, Heading, Link, Table, plain_text};

use super::*;

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

fn clause(number: &str, words: &str) -> Block {
    let anchor = format!("c-{number}");
    Block::Clause(Clause { number: number.into(), anchor, level: 1, text: text(words) })
}

fn indexed(blocks: &[Block]) -> Index {
    let mut index = Index::default();
    blocks.iter().for_each(|block| index.add(std::slice::from_ref(block)));
    index
}

/// The texts of the leaves, by number.
fn texts(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    leaves::each(blocks, &mut 0, &mut |leaf| texts.push(plain_text(leaf.text)));
    texts
}

fn slice(text: &str, hit: Hit) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[hit.start as usize..hit.end as usize]).unwrap()
}

#[test]
fn a_hit_is_where_the_leaf_says_it() {
    for (leaf, searched, expected) in [
        ("Personuppgifter och personuppgifter", "PERSONUPPGIFTER", &[(0, 15), (20, 35)][..]),
        ("den   registrerade\u{a0}har", "registrerade har", &[(6, 22)]),
        ("en \t två", "en två", &[(0, 8)]),
        ("person\u{ad}upp\u{ad}gift", "personuppgift", &[(0, 15)]),
        ("kundens ’data’", "'data'", &[(8, 14)]),
        ("24–36 månader", "24-36", &[(0, 5)]),
        ("år ar", "ar", &[(3, 5)]),
        ("a\u{30a}r ar", "ar", &[(4, 6)]),
        ("a\u{30a}r ar", "år", &[(0, 3)]),
        ("e\u{328}n en", "en", &[(4, 6)]),
        ("mine\u{301}e mine", "mine", &[(7, 11)]),
        ("xe\u{302} xe", "xe", &[(4, 6)]),
        ("İstanbul istanbul", "istanbul", &[(0, 8), (9, 17)]),
        ("Straße", "strasse", &[]),
        ("STRAẞE straße", "straße", &[(0, 6), (7, 13)]),
        ("👍 data 👍 data", "👍 data", &[(0, 7), (8, 15)]),
        ("😀😀😀", "😀😀", &[(0, 4)]),
        ("aaaa", "aa", &[(0, 2), (2, 4)]),
        ("  data  ", " data ", &[(2, 6)]),
        ("7 days, 17 days", "7", &[(0, 1), (9, 10)]),
        ("a b", "a", &[]),
        ("😀", "😀", &[]),
        ("något", "", &[]),
        ("något", " \u{ad}", &[]),
        ("den data", "\u{ad} da\u{a0}", &[(4, 6)]),
        ("något\n\nannat", "något annat", &[(0, 12)]),
    ] {
        let hits = indexed(&[paragraph(leaf)]).find(searched);
        let found: Vec<(u32, u32)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
        assert_eq!(found, expected, "{searched:?} in {leaf:?}");
    }
}

#[test]
fn a_hit_spans_marks_and_no_leaves() {
    let link = Link { to: "#c-1".into(), text: text("behandlingen") };
    let blocks = [
        Block::Paragraph(vec![
            Inline::Text("Den ".into()),
            Inline::Mark(Mark::Strong(vec![
                Inline::Text("person\u{ad}upp".into()),
                Inline::Mark(Mark::Emphasis(text("gifts"))),
            ])),
            Inline::Text("ansvariges ".into()),
            Inline::Mark(Mark::Link(link)),
        ]),
        paragraph("av den"),
    ];
    let index = indexed(&blocks);
    assert_eq!(index.find("personuppgiftsansvariges behandling"), [Hit { leaf: 0, start: 4, end: 40 }]);
    assert_eq!(index.find("behandlingen av"), []);
    assert_eq!(index.find("behandlingenav"), []);
    assert_eq!(index.find("behandlingen\nav"), []);
}

#[test]
fn numbers_of_clauses_and_headings_are_found_as_a_whole() {
    let heading =
        Heading { level: 2, number: Some("2.".into()), anchor: "c-2".into(), text: text("Instruks") };
    let blocks = [
        Block::Heading(heading),
        clause("2.4", "Se 2.4 og 12.4."),
        clause("2.40", "Mere."),
        clause("(ii)", "Og."),
    ];
    let index = indexed(&blocks);
    let here = |leaf| Hit { leaf, start: 0, end: 0 };
    let said = [(3, 6), (11, 14)].map(|(start, end)| Hit { leaf: 1, start, end });
    assert_eq!(index.find("2.4"), [here(1), said[0], said[1]]);
    assert_eq!(index.find("2.40"), [here(2)]);
    assert_eq!(index.find("ii"), [here(3)]);
    assert_eq!(index.find("2").first(), Some(&here(0)));
    assert!(here(0).is_label());
}

#[test]
fn leaves_are_numbered_in_reading_order() {
    let definition = |term, meaning| Definition { term: text(term), text: text(meaning) };
    let blocks = [
        Block::Note(vec![
            paragraph("x0"),
            Block::Definitions(vec![definition("x1", "x2"), definition("x3", "x4")]),
        ]),
        Block::Table(Table { head: vec![text("x5"), text("x6")], rows: vec![vec![text("x7"), text("x8")]] }),
        paragraph("x9"),
    ];
    let index = indexed(&blocks);
    for number in 0..10 {
        let found = index.find(&format!("x{number}"));
        assert_eq!(found, [Hit { leaf: number, start: 0, end: 2 }]);
    }
}

/// Pieces that fold in every way, from a small generator that gives the same each time.
fn any_text(seed: &mut u64, pieces: usize) -> String {
    const PIECES: [&str; 20] = [
        "a", "A", "b", "å", "a\u{30a}", "Å", " ", "  ", "\u{a0}", "\u{ad}", "İ", "ß", "ẞ", "👍🏽", "’", "'",
        "–", "-", "e\u{328}", "1",
    ];
    (0..pieces)
        .map(|_| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            PIECES[(*seed >> 33) as usize % PIECES.len()]
        })
        .collect()
}

#[test]
fn what_a_hit_covers_folds_to_the_query_and_no_hit_is_missed() {
    let seed = &mut 7;
    let mut found = 0;
    for round in 0..3_000 {
        let blocks: Vec<Block> = (0..3).map(|_| paragraph(&any_text(seed, 12))).collect();
        let texts = texts(&blocks);
        let searched = any_text(seed, 1 + round % 4);
        let hits = indexed(&blocks).find(&searched);
        for hit in &hits {
            let covered = slice(&texts[hit.leaf as usize], *hit);
            assert_eq!(query(&covered), query(&searched), "{searched:?} in {texts:?}: {hit:?}");
        }
        found += hits.len();
        if is_enough(&query(&searched)) {
            for (leaf, text) in (0..).zip(&texts) {
                let said = String::from_utf16(&query(&format!("|{text}|"))).unwrap();
                let needle = String::from_utf16(&query(&searched)).unwrap();
                let says = said
                    .match_indices(&needle)
                    .any(|(at, _)| !said[at + needle.len()..].encode_utf16().next().is_some_and(is_mark));
                assert_eq!(says, hits.iter().any(|hit| hit.leaf == leaf), "{searched:?} in {text:?}");
            }
        }
    }
    assert!(found > 400, "{found}");
}

/// `cargo test --release -p samtycke-widget --lib hundred_thousand -- --nocapture` prints what it takes.
#[test]
fn a_hundred_thousand_words_are_searched_in_one_reading() {
    let words = "Den personuppgiftsansvarige behandlar uppgifter för den registrerades räkning enligt punkt ";
    let blocks: Vec<Block> =
        (0..2_500).map(|number| clause(&format!("{number}.1"), &words.repeat(4))).collect();
    let clock = std::time::Instant::now();
    let index = indexed(&blocks);
    println!("index of {} units: {:?}", index.folded.units.len(), clock.elapsed());
    for (searched, expected) in
        [("registrerades räkning", 10_000), ("er", 30_000), ("1234.1", 1), ("finns ej", 0)]
    {
        let clock = std::time::Instant::now();
        let hits = index.find(searched).len();
        println!("{searched}: {hits} hits, {:?}", clock.elapsed());
        assert_eq!(hits, expected, "{searched}");
    }
}
