use samtycke_pack::Document;
use samtycke_pack::document::{Clause, Heading, Inline, SCHEMA};
use samtycke_record::Digest;
use samtycke_record::json::{FromJson as _, Value};

use super::*;

fn digest(fill: &str) -> Digest {
    Digest::from_json(&Value::from(["sha256:", &fill.repeat(32)].concat().as_str())).unwrap()
}

/// A document of lines: `# 1 Words` is a heading, `1.1 Words` a clause, `(a) Words` a sub-clause, others paragraphs.
fn document(lines: &[&str]) -> Document {
    let text = |words: &str| vec![Inline::Text(words.to_owned())];
    let block = |line: &&str| {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(level) = first.strip_prefix('#') {
            let (number, words) = rest.split_once(' ').unwrap();
            let (number, anchor) = (Some(number.to_owned()), format!("c-{number}"));
            let level = if level.is_empty() { 2 } else { 3 };
            return Block::Heading(Heading { level, number, anchor, text: text(words) });
        }
        let level = if first.starts_with('(') { 2 } else { 1 };
        if level == 2 || first.starts_with(|c: char| c.is_ascii_digit()) {
            let (number, anchor) = (first.to_owned(), format!("c-{first}"));
            return Block::Clause(Clause { number, anchor, level, text: text(rest) });
        }
        Block::Paragraph(text(line))
    };
    Document {
        schema: SCHEMA.into(),
        pack: "small".into(),
        id: "dpa".into(),
        language: "en".into(),
        title: "Agreement".into(),
        version: "1.0".into(),
        effective: "2026-01-01".into(),
        blocks: lines.iter().map(block).collect(),
    }
}

fn compare(old: &[&str], new: &[&str]) -> (Redline, Document, Document) {
    let (old, new) = (document(old), document(new));
    (Redline::between((&old, digest("aa")), (&new, digest("bb"))), old, new)
}

/// Rows in short: `heading`, `fold 1.1–1.3`, `added 2`.
fn told(old: &[&str], new: &[&str]) -> Vec<String> {
    let (redline, _, new) = compare(old, new);
    let plan = Plan::of(&redline, &new.blocks);
    let row = |row: &Row| match row {
        Row::Heading(quiet) => {
            let anchor = new.blocks.get(quiet.block).and_then(fold::anchor).unwrap();
            format!(
                "under {anchor}{}",
                quiet.was.as_ref().map(|was| format!(", was {was}")).unwrap_or_default()
            )
        }
        Row::Fold(fold) => {
            let mut told = format!("{} {:?}", fold.count, fold.unit).to_lowercase();
            for (before, what) in [(" ", &fold.span), (" were ", &fold.was)] {
                told.extend(what.iter().flat_map(|what| [before, what]));
            }
            if !fold.headings.is_empty() {
                told = format!("{told} in {}", fold.headings.join(", ").replace('\u{a0}', " "));
            }
            told
        }
        Row::Stop(stop) => format!("{}: {:?} {}", stop.number, stop.kind, stop.steps.len()).to_lowercase(),
    };
    plan.rows.iter().map(row).collect()
}

const OLD: [&str; 12] = [
    "Preamble of the agreement.",
    "# 1 Purpose",
    "1.1 The processor handles data for the controller.",
    "1.2 Nothing else is done with the data at all.",
    "# 2 Security",
    "2.1 All data is encrypted whenever it is sent.",
    "2.2 Access is given to those who need it for work.",
    "(a) with a name of their own,",
    "# 3 Breach",
    "3.1 Notice is given within 24 hours of a breach.",
    "# 4 Court",
    "4.1 Disputes are heard in Aarhus as first instance.",
];

fn changed(changes: &[(&str, &[&'static str])]) -> Vec<&'static str> {
    let replaced = |line: &&'static str| {
        let found = changes.iter().find(|(start, _)| line.starts_with(start));
        found.map_or_else(|| vec![*line], |(_, lines)| lines.to_vec())
    };
    OLD.iter().flat_map(replaced).collect()
}

#[test]
fn what_is_unchanged_is_folded_to_its_headings_and_the_one_above_a_change_stays() {
    let new = changed(&[("3.1", &["3.1 Notice is given within 48 hours of a breach."])]);
    assert_eq!(
        told(&OLD, &new),
        [
            "4 clauses 1.1–2.2 in 1 Purpose, 2 Security",
            "under c-3",
            "1: changed 1",
            "1 clauses 4.1 in 4 Court"
        ]
    );
}

#[test]
fn a_section_that_came_is_one_change_and_stands_under_no_other() {
    let new = changed(&[(
        "# 3",
        &[
            "# 9 Models",
            "9.1 No model is trained.",
            "9.2 Never, on any data.",
            "(a) not even a small one",
            "# 3 Breach",
        ],
    )]);
    assert_eq!(
        told(&OLD, &new),
        [
            "4 clauses 1.1–2.2 in 1 Purpose, 2 Security",
            "1: added 4",
            "2 clauses 3.1–4.1 in 3 Breach, 4 Court"
        ]
    );
}

#[test]
fn two_clauses_that_went_are_two_changes_and_a_sub_clause_goes_with_its_clause() {
    let new = changed(&[("2.1", &[]), ("2.2", &[]), ("(a)", &[])]);
    let (redline, _, new) = compare(&OLD, &new);
    let plan = Plan::of(&redline, &new.blocks);
    assert_eq!(plan.counts, Counts { removed: 2, ..Counts::default() });
    assert_eq!(plan.counts.stops(), 2);
    let stops: Vec<_> = plan
        .rows
        .iter()
        .filter_map(|row| if let Row::Stop(stop) = row { Some(stop) } else { None })
        .collect();
    assert_eq!(stops.iter().map(|stop| stop.steps.len()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn clauses_that_only_got_another_number_are_folded_and_one_does_not_stop_at_them() {
    let new = changed(&[
        (
            "2.1",
            &[
                "2.1 A new first clause that speaks of keys.",
                "2.2 All data is encrypted whenever it is sent.",
            ],
        ),
        ("2.2", &["2.3 Access is given to those who need it for work."]),
    ]);
    assert_eq!(
        told(&OLD, &new),
        [
            "2 clauses 1.1–1.2 in 1 Purpose",
            "under c-2",
            "1: added 1",
            "2 clauses 2.2–2.3 were 2.1–2.2",
            "2 clauses 3.1–4.1 in 3 Breach, 4 Court",
        ]
    );
}

#[test]
fn a_moved_clause_says_where_it_stood() {
    let new = changed(&[
        ("1.2", &[]),
        (
            "4.1",
            &[
                "4.1 Disputes are heard in Aarhus as first instance.",
                "4.2 Nothing else is done with the data at all.",
            ],
        ),
    ]);
    let (redline, old, new) = compare(&OLD, &new);
    let plan = Plan::of(&redline, &new.blocks);
    assert_eq!(plan.counts, Counts { moved: 1, ..Counts::default() });
    let moved = redline.steps.iter().find_map(|step| match step {
        Step::Changed(changed) if changed.place == Place::Moved => stood(changed, &old.blocks),
        _ => None,
    });
    assert_eq!(moved.as_deref(), Some("1.2"));
}

#[test]
fn the_same_text_has_no_rows_and_typography_is_told_apart() {
    assert_eq!(told(&OLD, &OLD), Vec::<String>::new());
    let new = changed(&[("Preamble", &["Preamble of the agreement:"])]);
    assert_eq!(told(&OLD, &new).first().map(String::as_str), Some("1: typographic 1"));
}

#[test]
fn an_anchor_leads_to_its_change_or_to_the_fold_it_is_in() {
    let new = changed(&[("3.1", &["3.1 Notice is given within 48 hours of a breach."]), ("1.2", &[])]);
    let (redline, _, new) = compare(&OLD, &new);
    let plan = Plan::of(&redline, &new.blocks);
    let find = |anchor| plan.find(anchor, &redline, &new.blocks);
    assert_eq!(find("c-1.2"), Some(Found::Stop(1)));
    assert_eq!(find("c-3.1"), Some(Found::Stop(2)));
    assert!(matches!(find("c-2.2"), Some(Found::Fold(_))));
    // The heading above a change is in sight.
    assert_eq!(find("c-3"), None);
    assert_eq!(find("c-9"), None);
}
