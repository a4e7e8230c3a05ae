//! Which text of the one side is compared with which of the other. Pure.

use samtycke_pack::Document;
use samtycke_record::Digest;

/// A text with its digest.
pub(super) type Text = (Document, Digest);

/// What is told of one text.
#[derive(Debug, PartialEq)]
pub(super) enum Pair<'t> {
    /// Both sides have it; are its bytes the same?
    Both(&'t Text, &'t Text),
    /// Only the new side announces it: it comes after that one.
    Announced(&'t Text, &'t Text),
    /// Only the new side has it.
    New(&'t Text),
    /// Only the old side has it.
    Gone(&'t Text),
}

/// The texts of one document in one language, the one in force first and those announced after it, on both sides.
pub(super) fn pairs<'t>(old: &'t [Text], new: &'t [Text]) -> Vec<Pair<'t>> {
    let mut pairs = Vec::new();
    match (old.first(), new.first()) {
        (Some(old), Some(new)) => pairs.push(Pair::Both(old, new)),
        (Some(old), None) => pairs.push(Pair::Gone(old)),
        (None, Some(new)) => pairs.push(Pair::New(new)),
        (None, None) => {}
    }
    let of = |side: &'t [Text], version: &str| side.iter().find(|(text, _)| text.version == version);
    for (before, announced) in new.iter().zip(new.iter().skip(1)) {
        pairs.push(match of(old, &announced.0.version) {
            Some(known) => Pair::Both(known, announced),
            None if old.is_empty() => Pair::New(announced),
            None => Pair::Announced(before, announced),
        });
    }
    let withdrawn = old.iter().skip(1).filter(|(text, _)| of(new, &text.version).is_none());
    pairs.extend(withdrawn.map(Pair::Gone));
    pairs
}
