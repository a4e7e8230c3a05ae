//! Redlines: what they say of chosen changes, and that they are exact for any.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use samtycke_pack::document::{
    self, Block, Clause, Definition, Document, Heading, Inline, Link, List, ListKind, Mark, Table,
};
use samtycke_pack::redline::{Change, Part, Piece, Place, Redline, Side, State, Step};
use samtycke_record::Digest;
use samtycke_record::json::{self, FromJson as _, ToJson as _};

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

/// `2.4 words`: a clause; `## 2. words`: a heading; `- a|b`: a list; `a|b/c|d`: a table; else a paragraph.
fn block(line: &str) -> Block {
    if let Some(words) = line.strip_prefix("## ") {
        let (number, words) = words.split_once(". ").unwrap();
        let (number, anchor) = (Some(number.to_owned()), format!("c-{number}"));
        return Block::Heading(Heading { level: 2, number, anchor, text: text(words) });
    }
    if let Some(items) = line.strip_prefix("- ") {
        let items = items.split('|').map(|item| vec![Block::Paragraph(text(item))]).collect();
        return Block::List(List { kind: ListKind::Bullets, items });
    }
    if line.contains('|') {
        let mut rows = line.split('/').map(|row| row.split('|').map(text).collect());
        return Block::Table(Table { head: rows.next().unwrap(), rows: rows.collect() });
    }
    match line.split_once(' ') {
        Some((number, words)) if number.starts_with(|c: char| c.is_ascii_digit()) => Block::Clause(Clause {
            number: number.into(),
            anchor: format!("c-{number}"),
            level: 1,
            text: text(words),
        }),
        _ => Block::Paragraph(text(line)),
    }
}

fn of_blocks(version: &str, effective: &str, blocks: Vec<Block>) -> Document {
    Document {
        schema: document::SCHEMA.into(),
        pack: "small".into(),
        id: "dpa".into(),
        language: "da".into(),
        title: "Databehandleraftale".into(),
        version: version.into(),
        effective: effective.into(),
        blocks,
    }
}

fn between(old: &Document, new: &Document) -> Redline {
    let digest = |document: &Document| Digest::of(document.to_json().canonical().as_bytes());
    let redline = Redline::between((old, digest(old)), (new, digest(new)));
    // Exact, both ways, and the same when it has been published.
    let bytes = redline.to_json().canonical();
    let read = Redline::from_json(&json::parse(&bytes).unwrap()).unwrap();
    assert_eq!(read, redline);
    assert_eq!(read.apply(&old.blocks).as_ref(), Some(&new.blocks), "{bytes}");
    assert_eq!(read.revert(&new.blocks).as_ref(), Some(&old.blocks), "{bytes}");
    redline
}

fn compare(old: &[&str], new: &[&str]) -> Redline {
    let document = |version: &str, date: &str, lines: &[&str]| {
        of_blocks(version, date, lines.iter().map(|line| block(line)).collect())
    };
    between(&document("1.0", "2026-01-01", old), &document("1.1", "2026-09-01", new))
}

fn plain(part: &Part) -> String {
    let words = part.words.iter().map(|piece| match piece {
        Piece::Same(text) => document::plain_text(text),
        Piece::Removed(text) => format!("[-{}-]", document::plain_text(text)),
        Piece::Added(text) => format!("{{+{}+}}", document::plain_text(text)),
    });
    let parts = part.parts.iter().map(|part| {
        let sign = match part.state {
            State::Both => "",
            State::Added => "+",
            State::Removed => "-",
        };
        format!("<{sign}{}>", plain(part))
    });
    words.chain(parts).collect()
}

/// Each step as a line.
fn told(redline: &Redline) -> Vec<String> {
    let step = |step: &Step| match step {
        Step::Same(run) => format!("{} same", run.count),
        Step::Added(added) => format!("+ {}", plain(&added.part)),
        Step::Removed(removed) => format!("- {}", plain(&removed.part)),
        Step::Changed(changed) => {
            let moved = if changed.place == Place::Moved { " moved" } else { "" };
            let number = |label: &Option<_>| {
                label.as_ref().and_then(|label: &samtycke_pack::redline::Label| label.number.clone())
            };
            let was = number(&changed.part.was).map(|was| format!(" was {was}")).unwrap_or_default();
            format!("{}{moved}{was}: {}", changed.change.as_str(), plain(&changed.part))
        }
    };
    redline.steps.iter().map(step).collect()
}

const CLAUSES: [&str; 5] = [
    "## 1. Formål",
    "1.1 Databehandleren behandler oplysninger for den dataansvarlige.",
    "1.2 Underretning om brud sker inden 24 timer efter opdagelsen.",
    "1.3 Underdatabehandlere kræver skriftlig godkendelse på forhånd.",
    "1.4 Sletning sker senest 30 dage efter ophør af aftalen.",
];

#[test]
fn each_clause_is_told_by_what_became_of_it() {
    let with = |change: &dyn Fn(&mut Vec<&str>)| {
        let mut lines = CLAUSES.to_vec();
        change(&mut lines);
        told(&compare(&CLAUSES, &lines))
    };
    assert_eq!(with(&|_| ()), Vec::<String>::new());
    assert_eq!(
        with(&|lines| lines[2] = "1.2 Underretning om brud sker inden 48 timer efter opdagelsen."),
        [
            "2 same",
            "substantive: Underretning om brud sker inden[- 24-]{+ 48+} timer efter opdagelsen.",
            "2 same"
        ]
    );
    assert_eq!(
        with(&|lines| lines.truncate(2)),
        [
            "2 same",
            "- [-Underretning om brud sker inden 24 timer efter opdagelsen.-]",
            "- [-Underdatabehandlere kræver skriftlig godkendelse på forhånd.-]",
            "- [-Sletning sker senest 30 dage efter ophør af aftalen.-]",
        ]
    );
    // One comes, the ones after it get other numbers, and that is all that is said of them.
    assert_eq!(
        with(&|lines| {
            lines.insert(2, "1.2 Instrukser gives skriftligt.");
            lines[3] = "1.3 Underretning om brud sker inden 24 timer efter opdagelsen.";
            lines[4] = "1.4 Underdatabehandlere kræver skriftlig godkendelse på forhånd.";
            lines[5] = "1.5 Sletning sker senest 30 dage efter ophør af aftalen.";
        }),
        [
            "2 same",
            "+ {+Instrukser gives skriftligt.+}",
            "typographic was 1.2: Underretning om brud sker inden 24 timer efter opdagelsen.",
            "typographic was 1.3: Underdatabehandlere kræver skriftlig godkendelse på forhånd.",
            "typographic was 1.4: Sletning sker senest 30 dage efter ophør af aftalen.",
        ]
    );
    // Moved, and a word changed on the way.
    assert_eq!(
        with(&|lines| {
            lines.remove(4);
            lines.insert(1, "1.1 Sletning sker senest 60 dage efter ophør af aftalen.");
        }),
        [
            "1 same",
            "substantive moved was 1.4: Sletning sker senest[- 30-]{+ 60+} dage efter ophør af aftalen.",
            "3 same"
        ]
    );
    // A section is its number's, whatever it is called.
    assert_eq!(with(&|lines| lines[0] = "## 1. Emne")[0], "substantive: [-Formål-]{+Emne+}");
}

#[test]
fn inside_lists_and_tables_it_is_told_by_item_row_and_cell() {
    let old = ["- navn|adresse i Danmark|e-mail", "Navn|Land/Drift AB|SE/Post Aps|DK"];
    let new = ["- navn|e-mail|telefonnummer", "Navn|Land/Drift AB|NO/Post Aps|DK/Sky Oy|FI"];
    assert_eq!(
        told(&compare(&old, &new)),
        [
            "substantive: <<navn>><-<-[-adresse i Danmark-]>><<e-mail>><+<+{+telefonnummer+}>>",
            "substantive: <<Navn><Land>><<Drift AB><[-SE-]{+NO+}>><<Post Aps><DK>><+<+{+Sky Oy+}><+{+FI+}>>",
        ]
    );
}

#[test]
fn what_is_typography_is_told_apart_from_what_is_said() {
    for (old, new, expect) in [
        ("1.1 Den \"aftale\" gælder", "1.1 Den ”aftale” gælder", Change::Typographic),
        ("1.1 Kundens data", "1.1 Kundens  data", Change::Typographic),
        ("1.1 Kundens\u{a0}data", "1.1 Kundens data", Change::Typographic),
        ("1.1 Data – alle", "1.1 Data - alle", Change::Typographic),
        ("1.1 Data\u{ad}behandler", "1.1 Databehandler", Change::Typographic),
        ("1.1 sub\u{2011}processor", "1.1 sub-processor", Change::Typographic),
        ("1.1 Kunden;", "1.1 Kunden.", Change::Typographic),
        ("1.1 Kunden", "1.2 Kunden", Change::Typographic),
        ("## 1. Formål og emne", "## 1. FORMÅL OG EMNE", Change::Typographic),
        (
            "1.1 Dette er version 1.0 fra 2026-01-01",
            "1.1 Dette er version 1.1 fra 2026-09-01",
            Change::Typographic,
        ),
        ("1.0, gældende fra 2026-01-01", "1.1, gældende fra 2026-09-01", Change::Typographic),
        ("Dette er udgave 1.0", "Dette er udgave 1.1", Change::Typographic),
        ("1.1 Renten er 1.0 procent", "1.1 Renten er 1.1 procent", Change::Substantive),
        ("1.1 Aftale gælder", "1.1 aftale gælder", Change::Substantive),
        ("1.1 Kunden, og ingen anden", "1.1 Kunden og ingen anden", Change::Substantive),
        ("1.1 inden 24 timer", "1.1 inden 48 timer", Change::Substantive),
        ("1.1 Kunden skal", "1.1 Kunden skal ikke", Change::Substantive),
        ("1.1 sub-processor her", "1.1 subprocessor her", Change::Substantive),
        ("Kun en forklaring", "- Kun en forklaring", Change::Substantive),
        ("1.1 Kunden", "1.1 Kunden", Change::None),
    ] {
        assert_eq!(compare(&[old], &[new]).change, expect, "{old:?} → {new:?}");
    }
    let marked =
        |mark: fn(Vec<Inline>) -> Mark| vec![Block::Paragraph(vec![Inline::Mark(mark(text("Kunden")))])];
    let link = |to: &str| {
        vec![Block::Paragraph(vec![Inline::Mark(Mark::Link(Link { to: to.into(), text: text("her") }))])]
    };
    for (old, new, expect) in [
        (vec![block("Kunden")], marked(Mark::Strong), Change::Typographic),
        (marked(Mark::Emphasis), marked(Mark::Strong), Change::Typographic),
        (link("https://a.example"), link("https://b.example"), Change::Substantive),
    ] {
        let (old, new) = (of_blocks("1", "2026-01-01", old), of_blocks("2", "2026-01-01", new));
        assert_eq!(between(&old, &new).change, expect);
    }
    let old = of_blocks("1", "2026-01-01", vec![block("Kunden")]);
    let titled = Document { title: "Aftale".into(), version: "2".into(), ..old.clone() };
    assert_eq!(between(&old, &titled).change, Change::Substantive, "the title is part of what is accepted");
}

/// Versions and dates that happen to be the document's: `compare` goes from 1.0 of 2026-01-01 to 1.1 of 2026-09-01.
#[test]
fn a_version_or_date_is_the_documents_own_only_where_it_is_said_to_be() {
    use Change::{Substantive, Typographic};
    for (old, expect) in [
        // As the samples say it.
        (
            "Version 1.0. Villkoren gäller från och med 2026-01-01 och är en del av tjänsteavtalet.",
            Typographic,
        ),
        ("Version 1.0, för avtal som ingås från och med 2026-01-01.", Typographic),
        ("Version 1.0, for agreements made from 2026-01-01.", Typographic),
        ("Version 1.0, in force from 2026-01-01.", Typographic),
        ("1.2 This is version 1.0. It applies from 2026-01-01. Others have gone before.", Typographic),
        ("1.1 De gäller mellan oss. De gäller i version 1.0 från och med 2026-01-01.", Typographic),
        ("1.2 It shows who accepted. This is version 1.0, which applies from 2026-01-01.", Typographic),
        ("Udgave 1.0", Typographic),
        ("Versjon: 1.0", Typographic),
        ("Denne aftale gælder fra 2026-01-01.", Typographic),
        ("In force from 2026-01-01.", Typographic),
        ("Gäller från och med 2026-01-01", Typographic),
        ("Navn|Aftale/Udgave|1.0/Gælder fra|2026-01-01", Typographic),
        // Somebody else's.
        ("3.1 Encryption follows version 1.0 of the industry standard.", Substantive),
        ("Version 1.0 of the industry standard is followed.", Substantive),
        ("Version 1.0 of the standard, from 2026-01-01.", Substantive),
        ("3.1 We follow the standard. This is version 1.0 of it, and no other.", Substantive),
        ("3.2 We erase all data collected before 2026-01-01.", Substantive),
        ("Version 1.0. We erase all data collected before 2026-01-01.", Substantive),
        ("Version 1.0, 2026-01-01. Data from before 2026-01-01 is erased.", Substantive),
        ("3.3 The prices are those of Annex 2. They apply from 2026-01-01.", Substantive),
        ("3.4 It applies from 2026-01-01.", Substantive),
        ("3.5 Renten er som følger. 1.0 fra 2026-01-01.", Substantive),
        ("3.6 1.0", Substantive),
        ("Navn|Værdi/Rente|1.0", Substantive),
        ("Standard|Version/TLS|1.0", Substantive),
        ("Navn|Dato/Slettes|2026-01-01", Substantive),
    ] {
        let new = old.replace("1.0", "1.1").replace("2026-01-01", "2026-09-01");
        assert_eq!(compare(&[old], &[&new]).change, expect, "{old:?}");
    }
    let defined = |term: &str, version: &str| {
        vec![Block::Definitions(vec![Definition { term: text(term), text: text(version) }])]
    };
    for (terms, expect) in [
        (["Udgave", "Udgave"], Typographic),
        (["Rente", "Rente"], Substantive),
        (["Rente", "Udgave"], Substantive),
    ] {
        let old = of_blocks("1.0", "2026-01-01", defined(terms[0], "1.0"));
        let new = of_blocks("1.1", "2026-09-01", defined(terms[1], "1.1"));
        assert_eq!(between(&old, &new).change, expect, "{terms:?}");
    }
}

#[test]
fn a_number_that_is_named_means_something_else_when_it_changes() {
    use Change::{Substantive, Typographic};
    const LIABLE: [&str; 2] = ["20.1 Ansvaret er begrænset.", "20.2 Ansvaret er uden grænse."];
    const SWAPPED: [&str; 2] = ["20.2 Ansvaret er begrænset.", "20.1 Ansvaret er uden grænse."];
    for (more, expect) in [
        ("20.3 Forsætlige handlinger er undtaget.", Typographic),
        ("20.3 Punkt 20.1 gælder ikke ved forsæt.", Substantive),
        ("20.3 Punkt 20.2, sidste led.", Substantive),
        ("20.3 Punkterne 19.1 til 20.1 gælder ikke.", Substantive),
        ("20.3 Punkterne 19.1–21 gælder ikke.", Substantive),
        ("20.3 Betaling sker 2 til 30 dage efter 2026-01-01.", Typographic),
        ("Sted|Punkt/Ansvar|20.2", Substantive),
    ] {
        let with = |lines: [&'static str; 2]| [lines[0], lines[1], more];
        assert_eq!(compare(&with(LIABLE), &with(SWAPPED)).change, expect, "{more:?}");
    }
    // Only those that are named.
    let renumbered = ["20.1 Emne.", "20.3 Ansvaret er begrænset.", "20.4 Punkt 20.2 gælder."];
    let old = ["20.1 Emne.", "20.2 Ansvaret er begrænset.", "20.3 Punkt 20.2 gælder."];
    assert_eq!(
        told(&compare(&old, &renumbered)),
        [
            "1 same",
            "substantive was 20.2: Ansvaret er begrænset.",
            "typographic was 20.3: Punkt 20.2 gælder."
        ]
    );
    for (to, expect) in [("#c-20.1", Substantive), ("doc:dpa#c-20.2", Substantive), ("#c-3", Typographic)] {
        let document = |version: &str, lines: [&str; 2]| {
            let link = Inline::Mark(Mark::Link(Link { to: to.into(), text: text("her") }));
            let mut blocks: Vec<Block> = lines.iter().map(|line| block(line)).collect();
            blocks.push(Block::Note(vec![Block::Paragraph(vec![link])]));
            of_blocks(version, "2026-01-01", blocks)
        };
        assert_eq!(between(&document("1", LIABLE), &document("2", SWAPPED)).change, expect, "{to}");
    }
    // Which section a heading opens is more than how it looks.
    let heading = |level: u32| {
        let (number, anchor) = (Some("2".to_owned()), "c-2".to_owned());
        let heading = Heading { level, number, anchor, text: text("Undtagelser") };
        of_blocks(&level.to_string(), "2026-01-01", vec![Block::Heading(heading)])
    };
    assert_eq!(between(&heading(2), &heading(3)).change, Substantive);
}

/// A small generator of numbers: the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 14] = [
            "data", "Kunden", "skal", "ikke", " ", "  ", ".", "2.4", "–", "\"", "é", "\u{301}", "", "e-mail",
        ];
        (0..self.below(7)).map(|_| [WORDS[self.below(14)], " "][usize::from(self.below(5) == 0)]).collect()
    }

    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let inline = |chance: &mut Self| match (depth, chance.below(6)) {
            (1.., 0) => Inline::Mark(Mark::Strong(chance.inlines(depth - 1))),
            (1.., 1) => Inline::Mark(Mark::Emphasis(chance.inlines(depth - 1))),
            (1.., 2) => Inline::Mark(Mark::Link(Link { to: "#c-1".into(), text: chance.inlines(depth - 1) })),
            _ => Inline::Text(chance.words()),
        };
        (0..self.below(4)).map(|_| inline(self)).collect()
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        (0..self.below(6)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let number = self.below(9).to_string();
        let anchor = format!("c-{number}");
        match (depth, self.below(8)) {
            (1.., 0) => {
                let kind = ListKind::ALL[self.below(2)];
                Block::List(List {
                    kind,
                    items: (0..self.below(4)).map(|_| self.blocks(depth - 1)).collect(),
                })
            }
            (1.., 1) => Block::Note(self.blocks(depth - 1)),
            (_, 2) => {
                let width = self.below(4);
                let mut row = || (0..width).map(|_| self.inlines(1)).collect();
                Block::Table(Table { head: row(), rows: vec![row(), row()] })
            }
            (_, 3) => {
                let item = |_| Definition { term: self.inlines(1), text: self.inlines(1) };
                Block::Definitions((0..2).map(item).collect())
            }
            (_, 4) => Block::Heading(Heading { level: 2, number: None, anchor, text: self.inlines(2) }),
            (_, 5) => Block::Clause(Clause { number, anchor, level: 1, text: self.inlines(2) }),
            _ => Block::Paragraph(self.inlines(2)),
        }
    }

    fn changed(&mut self, blocks: &[Block]) -> Vec<Block> {
        let mut blocks = blocks.to_vec();
        for _ in 0..self.below(5) {
            let (from, to) = (self.below(blocks.len() + 1), self.below(blocks.len() + 1));
            match self.below(4) {
                0 => blocks.insert(from, self.block(2)),
                1 if from < blocks.len() => drop(blocks.remove(from)),
                2 if from < blocks.len() && to < blocks.len() => blocks.swap(from, to),
                _ => {
                    if let Some(Block::Paragraph(text) | Block::Clause(Clause { text, .. })) =
                        blocks.get_mut(from)
                    {
                        text.push(Inline::Text(self.words()));
                    }
                }
            }
        }
        blocks
    }
}

#[test]
fn applied_to_the_old_it_gives_the_new_and_reverted_the_old() {
    let mut chance = Chance(4);
    for round in 0..1200 {
        let old = chance.blocks(2);
        let new = if round % 3 == 0 { chance.blocks(2) } else { chance.changed(&old) };
        let (old, new) = (of_blocks("1", "2026-01-01", old), of_blocks("2", "2026-09-01", new));
        let redline = between(&old, &new);
        assert_eq!(redline.change == Change::None, old.blocks == new.blocks, "{redline:?}");
        assert_eq!(redline.steps.is_empty(), old.blocks == new.blocks);
        assert!(between(&old, &old).steps.is_empty());
    }
}

#[test]
fn a_redline_of_another_text_is_not_applied() {
    let redline = compare(&CLAUSES, &CLAUSES[1..]);
    assert_eq!(redline.apply(&[]), None);
    let Step::Removed(removed) = &redline.steps[0] else { panic!("{redline:?}") };
    assert_eq!(removed.part.block(Side::New), None);
}

/// How long it takes to compare two documents of so many clauses that have nothing in common, by clauses and by words.
fn time_of(clauses: usize) -> Duration {
    let lines = |seed: u64| {
        let mut chance = Chance(seed);
        let word = |chance: &mut Chance| format!("ord{}", chance.below(3000));
        let clause = |chance: &mut Chance| (0..60).map(|_| word(chance)).collect::<Vec<_>>().join(" ");
        (0..clauses).map(|_| Block::Paragraph(text(&clause(&mut chance)))).collect::<Vec<_>>()
    };
    let one = |seed| {
        vec![Block::Paragraph(text(
            &lines(seed).iter().map(|block| format!("{block:?}")).collect::<String>(),
        ))]
    };
    let started = Instant::now();
    let (old, new) = (of_blocks("1", "2026-01-01", lines(1)), of_blocks("2", "2026-09-01", lines(2)));
    assert_eq!(between(&old, &new).steps.len(), 2 * clauses);
    between(&of_blocks("1", "2026-01-01", one(1)), &of_blocks("2", "2026-09-01", one(2)));
    started.elapsed()
}

/// Eight times as much takes eight times as long, on any machine, where the square would take 64 times; and the quickest of
/// three isn't one during which the machine stood still.
#[test]
fn long_documents_are_compared_in_reasonable_time() {
    let limit = time_of(100) * 32;
    assert!((0..3).any(|_| time_of(800) < limit), "more than {limit:?}");
}
