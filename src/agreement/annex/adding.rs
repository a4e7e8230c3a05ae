//! What becomes of a line that the customer writes.

use samtycke_pack::manifest::AnnexOption;
use samtycke_record::acceptance::{AnnexList, DataKind};

use super::state::{AnnexDraft, OwnLine};
use crate::agreement::text::{Lines, tidy};
use crate::document::letters::lower;

/// What adding a line does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Adding {
    /// Nothing is written.
    Nothing,
    /// Nobody said which kind of data it is.
    KindMissing,
    /// An option of the pack says the same: it is ticked instead.
    Ticks(String),
    /// It is in the list already.
    IsThere,
    /// It comes to the list.
    Adds(OwnLine),
}

/// Decides it. The kind is asked for only when the line is new: of an option, the vendor has said it.
pub(super) fn adding(
    draft: &AnnexDraft,
    written: &str,
    list: AnnexList,
    options: &[AnnexOption],
    language: &str,
) -> Adding {
    let text = squeezed(&tidy(written, Lines::One));
    if text.is_empty() {
        return Adding::Nothing;
    }
    if let Some(option) = options.iter().find(|option| alike(option.name.get(language), &text)) {
        return if draft.is_ticked(option) { Adding::IsThere } else { Adding::Ticks(option.id.clone()) };
    }
    if draft.own.iter().any(|own| alike(&own.text, &text)) {
        return Adding::IsThere;
    }
    let kind = match list {
        AnnexList::Subjects => Some(DataKind::Ordinary),
        AnnexList::Categories => draft.pending_kind,
    };
    match kind {
        Some(kind) => Adding::Adds(OwnLine { text, kind, reason: String::new() }),
        None => Adding::KindMissing,
    }
}

/// Do they say the same? Case and white space don't count.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| squeezed(text).chars().map(lower).collect::<String>();
    letters(a) == letters(b)
}

/// Without white space around it, and one space for more.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use samtycke_pack::manifest::Text;

    use super::*;

    #[test]
    fn a_line_is_added_once_and_never_beside_an_option_that_says_the_same() {
        use AnnexList::{Categories, Subjects};
        let option = |id: &str, name: &str| AnnexOption {
            id: id.into(),
            selected: false,
            kind: DataKind::Ordinary,
            name: Text::new(vec![("da".into(), name.into())]),
        };
        let options = [option("phone", "Telefonnummer"), option("size", "Skostørrelse (EU)")];
        let own = |text: &str, kind| OwnLine { text: text.into(), kind, reason: String::new() };
        let mut draft = AnnexDraft::of(vec!["phone".into()]);
        draft.own.push(own("Ønsker til vagter", DataKind::Ordinary));
        let special = Some(DataKind::Special);
        for (list, written, kind, expect) in [
            (Categories, " \t", special, Adding::Nothing),
            (Categories, "telefonnummer", None, Adding::IsThere),
            (Categories, " SKOSTØRRELSE  (eu) ", None, Adding::Ticks("size".into())),
            (Categories, "ønsker til vagter", special, Adding::IsThere),
            (Categories, "Allergier", None, Adding::KindMissing),
            (
                Categories,
                " Allergier  og  diæter ",
                special,
                Adding::Adds(own("Allergier og diæter", DataKind::Special)),
            ),
            (Subjects, "Frivillige", None, Adding::Adds(own("Frivillige", DataKind::Ordinary))),
            // Nobody's own lines about people are of a kind.
            (Subjects, "Frivillige", special, Adding::Adds(own("Frivillige", DataKind::Ordinary))),
        ] {
            draft.pending_kind = kind;
            assert_eq!(adding(&draft, written, list, &options, "da"), expect, "{written:?}");
        }
    }
}
