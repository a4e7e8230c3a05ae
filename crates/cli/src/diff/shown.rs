//! A redline as lines of text.

use std::fmt::Write as _;

use samtycke_pack::document::plain_text;
use samtycke_pack::redline::{Change, Kind, Part, Piece, Place, Redline, State, Step};

use crate::terminal::plain;

/// How words that came and went are told apart: by colour and line, or by brackets.
pub(super) struct Paint {
    removed: [&'static str; 2],
    added: [&'static str; 2],
    number: [&'static str; 2],
}

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        if colour {
            let off = "\x1b[0m";
            Self { removed: ["\x1b[31;9m", off], added: ["\x1b[32;4m", off], number: ["\x1b[1m", off] }
        } else {
            Self { removed: ["[-", "-]"], added: ["{+", "+}"], number: ["", ""] }
        }
    }
}

pub(super) fn redline(redline: &Redline, paint: &Paint, out: &mut String) {
    let (from, to) = (&redline.from, &redline.to);
    let verdict = match redline.change {
        Change::None => "nothing but version and date",
        Change::Typographic => "typographic",
        Change::Substantive => "substantive",
    };
    let [on, off] = paint.number;
    let _ = writeln!(
        out,
        "{on}{} ({}) {} ({}) → {} ({}): {verdict}{off}\n",
        plain(&redline.document),
        plain(&redline.language),
        plain(&from.version),
        plain(&from.effective),
        plain(&to.version),
        plain(&to.effective)
    );
    if from.title != to.title {
        let ([del, end_del], [ins, end_ins]) = (paint.removed, paint.added);
        let _ = writeln!(out, "  {del}{}{end_del}{ins}{}{end_ins}\n", plain(&from.title), plain(&to.title));
    }
    for step in &redline.steps {
        let (sign, part, place) = match step {
            Step::Same(_) => continue,
            Step::Added(added) => ("+", &added.part, Place::Kept),
            Step::Removed(removed) => ("-", &removed.part, Place::Kept),
            Step::Changed(changed) => ("~", &changed.part, changed.place),
        };
        let number = |label: &Option<samtycke_pack::redline::Label>| {
            label.as_ref().and_then(|label| label.number.clone()).map(|number| plain(&number))
        };
        let mut told: Vec<String> = number(&part.label).into_iter().collect();
        told.extend(number(&part.was).map(|was| format!("(formerly {was})")));
        told.extend((place == Place::Moved).then(|| "(moved)".to_owned()));
        let _ = writeln!(
            out,
            "{sign} {on}{}{off}",
            if told.is_empty() { kind(part.kind).to_owned() } else { told.join(" ") }
        );
        lines(part, paint, 2, out);
        out.push('\n');
    }
}

/// What stands for a number where there is none.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Bullets | Kind::Numbers => "list",
        other => other.as_str(),
    }
}

/// Text kinds are a line each, rows one for all their cells. Items, rows and definitions that didn't change are left out.
fn lines(part: &Part, paint: &Paint, indent: usize, out: &mut String) {
    if matches!(part.kind, Kind::Item | Kind::Definition | Kind::Row) && unchanged(part) {
        return;
    }
    match part.kind {
        Kind::Heading | Kind::Clause | Kind::Paragraph | Kind::Cell | Kind::Term | Kind::Meaning => {
            let _ = writeln!(out, "{:indent$}{}", "", words(part, paint));
        }
        Kind::Head | Kind::Row => {
            let cells: Vec<String> = part.parts.iter().map(|cell| words(cell, paint)).collect();
            let _ = writeln!(out, "{:indent$}{}{}", "", sign(part.state), cells.join(" | "));
        }
        Kind::Item | Kind::Definition => {
            let _ = writeln!(out, "{:indent$}{}•", "", sign(part.state));
            part.parts.iter().for_each(|inner| lines(inner, paint, indent + 2, out));
        }
        Kind::Bullets | Kind::Numbers | Kind::Table | Kind::Definitions | Kind::Note => {
            part.parts.iter().for_each(|inner| lines(inner, paint, indent, out));
        }
    }
}

fn unchanged(part: &Part) -> bool {
    part.state == State::Both
        && part.was.is_none()
        && part.words.iter().all(|piece| matches!(piece, Piece::Same(_)))
        && part.parts.iter().all(unchanged)
}

fn sign(state: State) -> &'static str {
    match state {
        State::Both => "  ",
        State::Added => "+ ",
        State::Removed => "- ",
    }
}

fn words(part: &Part, paint: &Paint) -> String {
    let mut out = String::new();
    for piece in &part.words {
        let (text, [on, off]) = match piece {
            Piece::Same(text) => (text, [""; 2]),
            Piece::Removed(text) => (text, paint.removed),
            Piece::Added(text) => (text, paint.added),
        };
        let _ = write!(out, "{on}{}{off}", plain(&plain_text(text)));
    }
    out
}
