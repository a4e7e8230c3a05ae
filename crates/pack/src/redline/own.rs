//! Where a text says the document's own version and date. They are nobody else's only where the words around them say so:
//! a standard can have the same version, and a deadline the same day.

/// What the old and the new version say of themselves. Where the text repeats it, it changes by itself.
pub(super) struct Own<'a> {
    pub(super) versions: (&'a str, &'a str),
    pub(super) dates: (&'a str, &'a str),
}

/// What a version is called, in Swedish, Danish, Norwegian, English and German, as are the words below.
const VERSION: &str =
    "version versionen versjon versjonen udgave udgaven utgåva utgåvan utgave utgaven edition fassung";
/// That it holds.
const HOLDS: &str =
    "applies apply effective force gäller kraft gælder gældende gjelder gjeldende gilt gültig";
const THIS: &str = "this these denna detta dessa det denne dette disse diese dieser";
const DOCUMENT: &str = "agreement agreements terms policy annex document avtal avtalet villkor villkoren policyn bilaga bilagan \
                        dokument dokumentet aftale aftalen vilkår vilkårene politik politikken bilag bilaget avtale \
                        avtalen vertrag bedingungen";
/// "In force", "i version".
const IN: &str = "in i";
/// What else can stand around a version and its date, and says nothing.
const JOINS: &str = "the of and och og und it they is are which that as from for made den de er är här her som och med \
                     från fra för ingås ab vom seit";
const SIGNS: &str = ", : ( ) - / |";
const STOPS: &str = ". ; ! ?";

/// A word, as far as it can stand in a sentence that says the document's version and date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Version,
    Date,
    Called,
    Holds,
    This,
    Document,
    In,
    Joins,
    Stop,
    Other,
}

impl Own<'_> {
    fn word(&self, (old, new): (&str, &str)) -> Word {
        if (old, new) == self.versions {
            return Word::Version;
        }
        if (old, new) == self.dates {
            return Word::Date;
        }
        let lower = old.to_lowercase();
        let is = |words: &str| old == new && words.split(' ').any(|word| word == lower);
        let known = [
            (VERSION, Word::Called),
            (HOLDS, Word::Holds),
            (THIS, Word::This),
            (DOCUMENT, Word::Document),
            (IN, Word::In),
            (JOINS, Word::Joins),
            (SIGNS, Word::Joins),
            (STOPS, Word::Stop),
        ];
        known.into_iter().find(|(words, _)| is(words)).map_or(Word::Other, |(_, word)| word)
    }

    /// For each word of a text, as it was and as it is: is it the document's own version or date?
    pub(super) fn stated(&self, pairs: &[(&str, &str)]) -> Vec<bool> {
        let words: Vec<Word> = pairs.iter().map(|pair| self.word(*pair)).collect();
        let mut stated = vec![false; words.len()];
        let mut start = 0;
        while start < words.len() {
            let rest = words.get(start..).unwrap_or_default();
            let run = rest.iter().position(|word| *word == Word::Other).unwrap_or(rest.len());
            for at in said(rest.get(..run).unwrap_or_default(), start == 0, run == rest.len()) {
                if let Some(place) = stated.get_mut(start + at) {
                    *place = true;
                }
            }
            // On with the sentence after the one in which something else is said.
            let stop = rest.iter().skip(run).position(|word| *word == Word::Stop);
            start += stop.map_or(rest.len(), |stop| run + stop + 1);
        }
        stated
    }
}

/// Which of these words, with which a sentence begins, are the document's version and date. `first`: nothing is said before
/// them; `last`: nor after them.
fn said(run: &[Word], first: bool, last: bool) -> Vec<usize> {
    let find = |wanted: Word| run.iter().position(|word| *word == wanted);
    // Is that all that the sentence says?
    let ends = |at: usize| run.get(at + 1).map_or(last, |next| *next == Word::Stop);
    let (version, date, called) = (find(Word::Version), find(Word::Date), find(Word::Called));
    match (version, date) {
        (Some(version), Some(date)) => {
            let is_called = called.is_some_and(|called| called < version);
            if is_called || (first && version == 0) { vec![version, date] } else { Vec::new() }
        }
        (Some(version), None) if first && called.is_some_and(|called| called < version) && ends(version) => {
            vec![version]
        }
        (None, Some(date)) if first && ends(date) => {
            // "In force from", "this agreement applies from": what "it" is, the text before may say.
            let holds = match run {
                [Word::Holds, ..] | [Word::In, Word::Holds, ..] => true,
                [Word::This, Word::Document, rest @ ..] => rest.contains(&Word::Holds),
                _ => false,
            };
            if holds { vec![date] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
