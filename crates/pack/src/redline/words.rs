//! Words that came and went in a run of text.

use super::{Piece, Side, sequence};
use crate::document::{Inline, Link, Mark};

/// A mark around a word, without what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Around {
    Strong,
    Emphasis,
    Link(String),
}

/// A word or a sign with the white space before it, and the marks around it, outermost first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Token {
    text: String,
    marks: Vec<Around>,
}

/// The text with what came and what went.
pub(super) fn between(old: &[Inline], new: &[Inline]) -> Vec<Piece> {
    if old == new {
        return if new.is_empty() { Vec::new() } else { vec![Piece::Same(new.to_vec())] };
    }
    let pieces = pieces(&tokens(old), &tokens(new));
    // Marks that hold nothing, or stand side by side, aren't what words and their marks give back: then all of it.
    if on(&pieces, Side::Old) == old && on(&pieces, Side::New) == new {
        return pieces;
    }
    let whole = [Piece::Removed(old.to_vec()), Piece::Added(new.to_vec())];
    whole.into_iter().filter(|piece| !inlines(piece).is_empty()).collect()
}

/// The text on one side.
pub(super) fn on(pieces: &[Piece], side: Side) -> Vec<Inline> {
    let there = |piece: &&Piece| {
        !matches!((piece, side), (Piece::Removed(_), Side::New) | (Piece::Added(_), Side::Old))
    };
    let mut there = pieces.iter().filter(there).map(inlines);
    let mut out = there.next().unwrap_or_default().to_vec();
    for inline in there.flatten() {
        join(&mut out, inline.clone());
    }
    out
}

fn inlines(piece: &Piece) -> &[Inline] {
    match piece {
        Piece::Same(text) | Piece::Removed(text) | Piece::Added(text) => text,
    }
}

/// Adds to the end; what has the same mark as what is there goes into it.
fn join(out: &mut Vec<Inline>, next: Inline) {
    let last = out.last_mut();
    match (last, next) {
        (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(&more),
        (Some(Inline::Mark(mark)), Inline::Mark(more)) => {
            if let Some(unlike) = join_mark(mark, more) {
                out.push(Inline::Mark(unlike));
            }
        }
        (_, next) => out.push(next),
    }
}

/// Joins the second into the first; gives it back when they are not of one kind.
fn join_mark(mark: &mut Mark, more: Mark) -> Option<Mark> {
    let (inner, more) = match (mark, more) {
        (Mark::Strong(inner), Mark::Strong(more)) | (Mark::Emphasis(inner), Mark::Emphasis(more)) => {
            (inner, more)
        }
        (Mark::Link(link), Mark::Link(more)) if link.to == more.to => (&mut link.text, more.text),
        (_, more) => return Some(more),
    };
    for inline in more {
        join(inner, inline);
    }
    None
}

fn pieces(old: &[Token], new: &[Token]) -> Vec<Piece> {
    let mut runs = Vec::new();
    let (mut i, mut j) = (0, 0);
    let pairs = meaningful(&sequence::common(old, new), old, new);
    for (next_i, next_j) in pairs.into_iter().chain([(old.len(), new.len())]) {
        push(&mut runs, Piece::Removed, old.get(i..next_i));
        push(&mut runs, Piece::Added, new.get(j..next_j));
        if let Some(token) = old.get(next_i) {
            let same = rebuilt(std::slice::from_ref(token));
            if let Some(Piece::Same(text)) = runs.last_mut() {
                same.into_iter().for_each(|inline| join(text, inline));
            } else {
                runs.push(Piece::Same(same));
            }
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    runs
}

/// Without the lone short words and signs that two changes happen to have between them: they would tear the sentence.
fn meaningful(pairs: &[(usize, usize)], old: &[Token], new: &[Token]) -> Vec<(usize, usize)> {
    let follows = |a: Option<&(usize, usize)>, b: (usize, usize)| {
        a == Some(&(b.0.wrapping_sub(1), b.1.wrapping_sub(1)))
    };
    let alone = |index: usize, pair: (usize, usize)| {
        let before = index.checked_sub(1).and_then(|before| pairs.get(before));
        let first = pair.0 == 0 || pair.1 == 0;
        let last = pair.0 + 1 == old.len() || pair.1 + 1 == new.len();
        let next = pairs.get(index + 1).copied().unwrap_or((usize::MAX, usize::MAX));
        !first && !last && !follows(before, pair) && !follows(Some(&pair), next)
    };
    let short = |pair: (usize, usize)| {
        old.get(pair.0).is_some_and(|token| token.text.trim_start().chars().count() <= 3)
    };
    let kept = pairs.iter().enumerate().filter(|(index, pair)| !(alone(*index, **pair) && short(**pair)));
    kept.map(|(_, pair)| *pair).collect()
}

fn push(runs: &mut Vec<Piece>, of: fn(Vec<Inline>) -> Piece, tokens: Option<&[Token]>) {
    let tokens = tokens.unwrap_or_default();
    if !tokens.is_empty() {
        runs.push(of(rebuilt(tokens)));
    }
}

fn rebuilt(tokens: &[Token]) -> Vec<Inline> {
    let mut out = Vec::new();
    for token in tokens {
        let text = Inline::Text(token.text.clone());
        let inline = token.marks.iter().rev().fold(text, |inner, mark| {
            let inner = vec![inner];
            Inline::Mark(match mark {
                Around::Strong => Mark::Strong(inner),
                Around::Emphasis => Mark::Emphasis(inner),
                Around::Link(to) => Mark::Link(Link { to: to.clone(), text: inner }),
            })
        });
        join(&mut out, inline);
    }
    out
}

fn tokens(inlines: &[Inline]) -> Vec<Token> {
    let mut out = Vec::new();
    collect(inlines, &mut Vec::new(), &mut out);
    out
}

fn collect(inlines: &[Inline], marks: &mut Vec<Around>, out: &mut Vec<Token>) {
    for inline in inlines {
        let (mark, inner) = match inline {
            Inline::Text(text) => {
                let token = |word: &str| Token { text: word.into(), marks: marks.clone() };
                // What a clause's number leaves of its first run may be empty; it stays what it is.
                out.extend(text.is_empty().then(|| token("")).into_iter().chain(split(text).map(token)));
                continue;
            }
            Inline::Mark(Mark::Strong(inner)) => (Around::Strong, inner),
            Inline::Mark(Mark::Emphasis(inner)) => (Around::Emphasis, inner),
            Inline::Mark(Mark::Link(link)) => (Around::Link(link.to.clone()), &link.text),
        };
        marks.push(mark);
        collect(inner, marks, out);
        marks.pop();
    }
}

/// Words and signs, each with the white space before it. Together they are the text.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = token_end(rest);
        let (token, after) = rest.split_at_checked(end)?;
        rest = after;
        (!token.is_empty()).then_some(token)
    })
}

fn token_end(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let mut letters = text.char_indices().skip_while(|(index, _)| *index < start).peekable();
    let Some((_, first)) = letters.next() else { return text.len() };
    let mut end = start + first.len_utf8();
    if !first.is_alphanumeric() {
        return end;
    }
    // Signs inside a word are of it: `2.4`, `sub-processor`, `vendor's`, soft hyphens.
    while let Some((index, c)) = letters.next() {
        let inside = |next: &char| next.is_alphanumeric();
        let joins = JOINERS.contains(&c) && letters.peek().is_some_and(|(_, next)| inside(next));
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end = index + c.len_utf8();
    }
    end
}

const JOINERS: [char; 9] = ['.', ',', '-', '\u{2010}', '\u{2011}', '\'', '\u{2019}', '\u{ad}', '\u{301}'];
