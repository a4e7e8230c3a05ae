//! What the paragraphs of a document are: headings, clauses, list items. Readers know of it only what their format says.

use crate::label::{Label, label, take};
use crate::tree::{Block, Clause, Heading, Inline, Inlines, List, ListKind, plain, tidy};

/// What a short paragraph may be taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// The format has no headings: a short line that heads something is one.
    ShortLines,
    /// The format has headings, but authors make them of strong text, too.
    StrongLines,
}

/// The blocks with their headings and clauses found. No word is added or lost, but the marks of list items.
pub(crate) fn recognise(blocks: Vec<Block>, guess: Guess) -> Vec<Block> {
    let flat: Vec<Block> = blocks.into_iter().flat_map(split).collect();
    let mut out = Vec::new();
    let mut rest = flat.into_iter().peekable();
    while let Some(block) = rest.next() {
        let Block::Paragraph(text) = block else {
            out.push(numbered(block));
            continue;
        };
        let words = plain(&text);
        let integer = |block: &Block| match block {
            Block::Paragraph(text) => integer(&plain(text)),
            _ => None,
        };
        // Neighbours numbered 1, 2, 3 are a list; what is alone and short heads what follows.
        if let Some((1, _)) = integer_of(&words)
            && rest.peek().and_then(integer).is_some_and(|number| number == 2)
        {
            let mut items = vec![item(text)];
            while let Some(Block::Paragraph(next)) =
                rest.next_if(|next| integer(next).is_some_and(|number| number as usize == items.len() + 1))
            {
                items.push(item(next));
            }
            out.push(Block::List(List { kind: ListKind::Numbers, items }));
            continue;
        }
        out.push(paragraph(text, &words, rest.peek(), out.is_empty(), guess));
    }
    out
}

fn integer(words: &str) -> Option<u32> {
    integer_of(words).map(|(number, _)| number)
}

/// Number and length of a label that is one marked number.
fn integer_of(words: &str) -> Option<(u32, usize)> {
    match label(words)? {
        (Label::Integer { number, marked: true }, length) => Some((number, length)),
        _ => None,
    }
}

fn item(mut text: Inlines) -> Vec<Block> {
    let length = integer_of(&plain(&text)).map_or(0, |(_, length)| length);
    take(&mut text, length);
    vec![Block::Paragraph(text)]
}

fn paragraph(mut text: Inlines, words: &str, next: Option<&Block>, first: bool, guess: Guess) -> Block {
    let Some((label, length)) = label(words) else {
        return if heads(&text, words, next, first, guess) {
            Block::Heading(Heading { level: if first { 1 } else { 2 }, number: None, text: unstrong(text) })
        } else {
            Block::Paragraph(text)
        };
    };
    let rest = words.get(length..).unwrap_or_default();
    let clause = |mut text: Inlines, label: String| {
        take(&mut text, length);
        Block::Clause(Clause { label, text })
    };
    match label {
        Label::Sub(label) => clause(text, label),
        Label::Decimal(number) if heading_like(rest, 0) && deeper(&number, next) => {
            take(&mut text, length);
            let level = u8::try_from(number.matches('.').count() + 2).unwrap_or(4);
            Block::Heading(Heading { level, number: Some(number), text: unstrong(text) })
        }
        Label::Decimal(number) => clause(text, number),
        Label::Integer { number, marked } if section(rest, marked) => {
            take(&mut text, length);
            Block::Heading(Heading { level: 2, number: Some(number.to_string()), text: unstrong(text) })
        }
        Label::Integer { number, .. } if words.get(..length).is_some_and(|label| label.contains(')')) => {
            clause(text, format!("{number})"))
        }
        Label::Integer { .. } => Block::Paragraph(text),
    }
}

/// Could it be a heading? `spare` more words may end in a full stop or a colon.
fn heading_like(words: &str, spare: usize) -> bool {
    let count = words.split_whitespace().count();
    let ended = words.trim_end().ends_with(['.', ':', ';', ',', '!', '?']);
    let closed = words.trim_end().ends_with([';', ',']);
    words.contains(char::is_alphabetic)
        && words.chars().count() <= 90
        && if ended { count <= spare && !closed } else { count <= 12 }
}

fn section(words: &str, marked: bool) -> bool {
    if marked {
        heading_like(words, 8)
    } else {
        heading_like(words, 0) && words.starts_with(char::is_uppercase)
    }
}

/// Does a numbered clause follow that is inside this one, or text without a number of its own?
fn deeper(number: &str, next: Option<&Block>) -> bool {
    match next {
        Some(Block::Paragraph(text)) => match label(&plain(text)) {
            Some((Label::Decimal(inner), _)) => inner.starts_with(&format!("{number}.")),
            Some((Label::Integer { .. }, _)) => false,
            Some((Label::Sub(_), _)) | None => true,
        },
        Some(Block::List(_) | Block::Table(_) | Block::Definitions(_)) => true,
        Some(Block::Heading(_) | Block::Clause(_) | Block::Note(_)) | None => false,
    }
}

/// Does an unnumbered paragraph head what follows?
fn heads(text: &Inlines, words: &str, next: Option<&Block>, first: bool, guess: Guess) -> bool {
    if !heading_like(words, 0) || words.contains('@') {
        return false;
    }
    let strong = matches!(text.as_slice(), [Inline::Strong(_)]);
    match guess {
        _ if crate::annex::number(words).is_some() => true,
        Guess::StrongLines => strong,
        Guess::ShortLines if first => true,
        Guess::ShortLines => {
            let followed = match next {
                Some(Block::Paragraph(next)) => {
                    let next = plain(next);
                    label(&next).is_some() || !heading_like(&next, 0)
                }
                Some(Block::List(_) | Block::Table(_) | Block::Definitions(_)) => true,
                Some(Block::Heading(_) | Block::Clause(_) | Block::Note(_)) | None => false,
            };
            let capital = |c: char| c.is_uppercase() || c == '§';
            followed && !words.contains(',') && words.starts_with(capital) && words.chars().count() <= 70
        }
    }
}

fn unstrong(text: Inlines) -> Inlines {
    match <[Inline; 1]>::try_from(text) {
        Ok([Inline::Strong(inner)]) => inner,
        Ok([other]) => vec![other],
        Err(text) => text,
    }
}

/// A heading of the format itself may begin with a number.
fn numbered(block: Block) -> Block {
    let Block::Heading(mut heading) = block else { return block };
    if heading.number.is_none() {
        let found = match label(&plain(&heading.text)) {
            Some((Label::Decimal(number), length)) => Some((number, length)),
            Some((Label::Integer { number, .. }, length)) => Some((number.to_string(), length)),
            _ => None,
        };
        if let Some((number, length)) = found.filter(|(_, length)| *length < plain(&heading.text).len()) {
            take(&mut heading.text, length);
            heading.number = Some(number);
        }
    }
    Block::Heading(heading)
}

/// One block for each thing that was written as one: lines that begin with labels, `I. … II. …` in a row, and
/// bullets before labels.
fn split(block: Block) -> Vec<Block> {
    match block {
        Block::Paragraph(text) => lines(text).into_iter().flat_map(in_a_row).map(Block::Paragraph).collect(),
        Block::Heading(mut heading) => {
            heading.text = tidy(heading.text);
            if heading.text.is_empty() { Vec::new() } else { vec![Block::Heading(heading)] }
        }
        Block::List(list)
            if list.kind == ListKind::Bullets && list.items.iter().all(|item| labelled(item)) =>
        {
            list.items.into_iter().flatten().collect()
        }
        other => vec![other],
    }
}

fn labelled(item: &[Block]) -> bool {
    match item {
        [Block::Paragraph(text)] => {
            matches!(label(&plain(text)), Some((Label::Decimal(_) | Label::Sub(_), _)))
        }
        _ => false,
    }
}

/// The paragraph's lines, joined where they are one sentence after another.
fn lines(text: Inlines) -> Vec<Inlines> {
    let mut paragraphs: Vec<Inlines> = vec![Vec::new()];
    let mut lines = vec![Vec::new()];
    for inline in text {
        match inline {
            Inline::Break => lines.push(Vec::new()),
            other => {
                if let Some(line) = lines.last_mut() {
                    line.push(other);
                }
            }
        }
    }
    for line in lines {
        let line = tidy(line);
        let words = plain(&line);
        let marked = !matches!(label(&words), None | Some((Label::Integer { marked: false, .. }, _)));
        let Some(open) = paragraphs.last_mut() else { continue };
        if line.is_empty() || (marked && !open.is_empty()) {
            paragraphs.push(line);
        } else {
            if !open.is_empty() {
                open.push(Inline::Text(" ".into()));
            }
            open.extend(line);
        }
    }
    paragraphs.into_iter().map(tidy).filter(|line| !line.is_empty()).collect()
}

/// `I. Employees II. Applicants` is two.
fn in_a_row(text: Inlines) -> Vec<Inlines> {
    let [Inline::Text(only)] = text.as_slice() else { return vec![text] };
    let mut starts = vec![0];
    if only.starts_with("I. ") {
        for next in ["II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X.", "XI.", "XII."] {
            let from = starts.last().copied().unwrap_or(0);
            let Some(found) = only.get(from..).and_then(|rest| rest.find(&format!(" {next} "))) else {
                break;
            };
            starts.push(from + found + 1);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([only.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| only.get(*start..end))
        .map(|part| vec![Inline::Text(part.trim().to_owned())])
        .collect()
}
