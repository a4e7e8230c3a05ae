//! Sub-clauses: which of `(a)`, `a)`, `I.` and `A.` belong together, and what is inside what.
//!
//! One alone says too little: `(i)` is one, or the letter after h; `C.` is a letter or a hundred; `A. Smith` is nobody's
//! number. So all of a clause are read together.

use std::collections::HashSet;

/// Where a sub-clause stands among those of its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// 0 for the outermost.
    pub depth: usize,
    /// What it is within: `b-i` for (i) of (b).
    pub path: String,
    /// Is it what comes there?
    pub order: Order,
}

/// Is an enumerator what comes there?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// It begins a series, with whatever.
    First,
    /// It is one more than the one before.
    Next,
    /// Something is left out, or comes again.
    Wrong,
}

/// What stands around it. Another sign is another series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Parentheses,
    Parenthesis,
    Dot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Letter,
    Capital,
    Roman,
    RomanCapital,
}

/// An enumerator without its sign: `a` of `(a)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enumerator<'t> {
    pub(super) inner: &'t str,
    sign: Sign,
    /// Alone it is a number, too. The others are in a series, or they are words.
    pub(super) is_sure: bool,
}

impl<'t> Enumerator<'t> {
    pub(super) fn read(word: &'t str) -> Option<Self> {
        let (inner, sign) = if let Some(inner) = word.strip_prefix('(') {
            (inner.strip_suffix(')')?, Sign::Parentheses)
        } else if let Some(inner) = word.strip_suffix(')') {
            (inner, Sign::Parenthesis)
        } else {
            (word.strip_suffix('.')?, Sign::Dot)
        };
        let made_of =
            |signs: &[u8]| (1..=6).contains(&inner.len()) && inner.bytes().all(|byte| signs.contains(&byte));
        let one = |is: fn(&u8) -> bool| inner.len() == 1 && inner.bytes().all(|byte| is(&byte));
        let digits = inner.len() <= 4 && made_of(b"0123456789");
        let is_sure = match sign {
            Sign::Dot => made_of(b"IVXLC"),
            _ => one(u8::is_ascii_alphanumeric) || made_of(b"ivxlc") || digits,
        };
        // `1.` is an item of a list, or the end of a sentence.
        let is_read = is_sure || one(u8::is_ascii_alphabetic) || roman(inner).is_some();
        is_read.then_some(Self { inner, sign, is_sure })
    }

    /// What it may count, and how far.
    fn readings(self) -> impl Iterator<Item = (Kind, u32)> {
        let letter = |first: u8| match self.inner.as_bytes() {
            [byte] => byte.checked_sub(first).filter(|at| *at < 26).map(|at| u32::from(at) + 1),
            _ => None,
        };
        let capital = self.inner.starts_with(|c: char| c.is_ascii_uppercase());
        let roman_kind = if capital { Kind::RomanCapital } else { Kind::Roman };
        [
            (Kind::Number, self.inner.parse().ok()),
            (Kind::Letter, letter(b'a')),
            (Kind::Capital, letter(b'A')),
            (roman_kind, roman(self.inner)),
        ]
        .into_iter()
        .filter_map(|(kind, value)| Some((kind, value?)))
    }

    /// Its value in a series of that kind and sign.
    fn counts(self, series: &Series<'_>) -> Option<u32> {
        let (_, value) =
            self.readings().find(|(kind, _)| *kind == series.kind && self.sign == series.sign)?;
        Some(value)
    }

    fn comes_after(self, series: &Series<'_>) -> bool {
        self.counts(series) == Some(series.last + 1)
    }
}

/// Enumerators that count on.
#[derive(Clone, Copy)]
struct Series<'t> {
    kind: Kind,
    sign: Sign,
    last: u32,
    /// The last one as it stands in a path.
    inner: &'t str,
}

/// The places of a clause's sub-clauses, labels as written and in order; `None` for what is no label there.
pub fn places(labels: &[&str]) -> Vec<Option<Place>> {
    let read = read(labels);
    // Where `(a)` stands, `a.` is no other (a) of the same clause.
    let taken: HashSet<&str> = read.iter().flatten().filter(|one| one.is_sure).map(|one| one.inner).collect();
    let read: Vec<_> =
        read.iter().map(|one| one.filter(|one| one.is_sure || !taken.contains(one.inner))).collect();
    let labels = read.iter().zip(counting(&read));
    let kept: Vec<_> = labels.map(|(one, counts)| one.filter(|one| one.is_sure || counts)).collect();
    let mut open: Vec<Series<'_>> = Vec::new();
    let mut out = Vec::new();
    for (at, one) in kept.iter().enumerate() {
        let next = kept.iter().skip(at + 1).flatten().next().copied();
        out.push(one.map(|one| {
            let order = place(one, next, &mut open);
            let path: Vec<_> = open.iter().map(|series| series.inner).collect();
            Place { depth: open.len() - 1, path: path.join("-"), order }
        }));
    }
    out
}

/// Which of the labels, all of one level, count on from the first of their kind.
pub(super) fn series(labels: &[&str]) -> Vec<bool> {
    counting(&read(labels))
}

fn read<'t>(labels: &[&'t str]) -> Vec<Option<Enumerator<'t>>> {
    labels.iter().map(|label| Enumerator::read(label)).collect()
}

fn counting(read: &[Option<Enumerator<'_>>]) -> Vec<bool> {
    let mut counting = vec![false; read.len()];
    let mut open: Vec<(Series<'_>, usize)> = Vec::new();
    for (at, one) in read.iter().enumerate() {
        let Some(one) = one else { continue };
        for (kind, value) in one.readings() {
            let same = open.iter().position(|(series, _)| series.kind == kind && series.sign == one.sign);
            let series = Series { kind, sign: one.sign, last: value, inner: one.inner };
            match same.and_then(|same| open.get_mut(same)) {
                Some((before, from)) if value == before.last + 1 => {
                    for each in [*from, at] {
                        if let Some(counting) = counting.get_mut(each) {
                            *counting = true;
                        }
                    }
                    (*before, *from) = (series, at);
                }
                Some(before) if value == 1 => *before = (series, at),
                None if value == 1 => open.push((series, at)),
                _ => {}
            }
        }
    }
    counting
}

/// Puts one in its place: afterwards it is the last of the open series, those that it is within before it.
fn place<'t>(one: Enumerator<'t>, next: Option<Enumerator<'_>>, open: &mut Vec<Series<'t>>) -> Order {
    let begun = |kind, last| Series { kind, sign: one.sign, last, inner: one.inner };
    let goes_on = |series: &Series<'_>| next.is_some_and(|next| next.comes_after(series));
    let is_open = |kind| open.iter().any(|series| series.kind == kind && series.sign == one.sign);
    let onward = open.iter().rposition(|series| one.comes_after(series));
    let begins = one.readings().find(|(kind, value)| *value == 1 && !is_open(*kind));
    let begins = begins.map(|(kind, value)| begun(kind, value));
    let (depth, series, order) = match (onward, begins) {
        // (i) after (h) is a letter, unless (ii) follows.
        (Some(depth), begins) if !begins.as_ref().is_some_and(goes_on) => (depth, None, Order::Next),
        (_, Some(series)) => (open.len(), Some(series), Order::First),
        _ => match open.iter().rposition(|series| one.counts(series).is_some()) {
            Some(depth) => (depth, None, Order::Wrong),
            None => {
                let readings = || one.readings().map(|(kind, value)| begun(kind, value));
                match readings().find(goes_on).or(readings().next()) {
                    Some(series) => (open.len(), Some(series), Order::First),
                    // Made of Roman digits, and no Roman numeral.
                    None if open.is_empty() => (0, Some(begun(Kind::Roman, 0)), Order::First),
                    None => (open.len() - 1, None, Order::Wrong),
                }
            }
        },
    };
    open.truncate(depth + 1);
    if let Some(series) = series {
        open.push(series);
    } else if let Some(series) = open.last_mut() {
        series.last = one.counts(series).unwrap_or(series.last);
        series.inner = one.inner;
    }
    order
}

/// A Roman numeral below 400, all of it capital or none.
fn roman(text: &str) -> Option<u32> {
    let digit = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (at, digit) in digits.iter().enumerate() {
        let is_before_more = digits.get(at + 1).is_some_and(|next| next > digit);
        value = if is_before_more { value - i64::from(*digit) } else { value + i64::from(*digit) };
    }
    let value = u32::try_from(value).ok()?;
    let written = numeral(value);
    (!text.is_empty() && (text == written || text == written.to_lowercase())).then_some(value)
}

fn numeral(mut value: u32) -> String {
    let signs =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (worth, sign) in signs {
        while value >= worth && out.len() < 12 {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each label with its path; a `!` before what is not in order, `-` for what is no label.
    fn shown(labels: &str) -> String {
        let labels: Vec<&str> = labels.split(' ').collect();
        let show = |place: Option<Place>| match place {
            None => "-".to_owned(),
            Some(Place { path, order: Order::Wrong, .. }) => format!("!{path}"),
            Some(place) => {
                assert_eq!(place.depth, place.path.matches('-').count());
                place.path
            }
        };
        places(&labels).into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_inside_what_follows_from_all_of_a_clause() {
        for (labels, expect) in [
            ("(a) (b) (c)", "a b c"),
            ("(a) (i) (ii) (b) (i)", "a a-i a-ii b b-i"),
            ("(a) (i) (A) (B) (ii) (b)", "a a-i a-i-A a-i-B a-ii b"),
            ("1) a) b) 2) a)", "1 1-a 1-b 2 2-a"),
            ("I. (1) (2) II. (1)", "I I-1 I-2 II II-1"),
            ("A. (a) (b) B. (a)", "A A-a A-b B B-a"),
            // A letter among letters, a number among numbers.
            ("(g) (h) (i) (j)", "g h i j"),
            ("(h) (i) (ii)", "h h-i h-ii"),
            ("(i) (ii) (iii) (iv) (v) (vi)", "i ii iii iv v vi"),
            ("A. B. C. D. E.", "A B C D E"),
            ("A. B. C. D. E. F. G. H. I. J.", "A B C D E F G H I J"),
            ("I. II. III. IV. V.", "I II III IV V"),
            ("C. CI.", "C CI"),
            // What is in no series is words.
            ("A. I. II.", "- I II"),
            ("e. g.", "- -"),
            ("a. b. e.", "a b -"),
            ("i. ii. iii.", "i ii iii"),
            ("(I) (II) (V) (VI)", "I II !V -"),
            ("C.", "C"),
            ("(GDPR) (mm)", "- -"),
            // One clause has one a, whatever is around it.
            ("a. b. (a)", "- - a"),
            ("(a) a. b. (b)", "a - - b"),
            // The same again, and what is left out.
            ("(a) (b) (a)", "a b !a"),
            ("(a) (c)", "a !c"),
            ("(a) (i) (i) (b)", "a a-i !a-i b"),
            ("(c) (d)", "c d"),
            ("(vx) (ivi)", "vx !ivi"),
        ] {
            assert_eq!(shown(labels), expect, "{labels}");
        }
    }
}
