//! What is missing in the annex, and the ids of the controls where it is.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::{Annex, AnnexOption, AuthorisationRule};
use samtycke_record::acceptance::{AnnexList, AuthorisedList, Change};

use super::state::AnnexState;
use crate::messages::Messages;

/// The checkbox of an option.
pub(super) fn option_id(list: AnnexList, index: usize) -> String {
    [list.as_str(), "-", &index.to_string()].concat()
}

/// A line of the customer's own.
pub(super) fn own_id(list: AnnexList, index: usize) -> String {
    [list.as_str(), "-own-", &index.to_string()].concat()
}

/// The field in which a line is written.
pub(super) fn adder_id(list: AnnexList) -> String {
    [list.as_str(), "-own"].concat()
}

/// The field that asks why, of a line or an answer.
pub(super) fn reason_id(control: &str) -> String {
    [control, "-reason"].concat()
}

/// The first control about a sub-processor or transfer, `index` counting within its list.
pub(super) fn answer_id(list: AuthorisedList, index: usize) -> String {
    [list.as_str(), "-", &index.to_string()].concat()
}

/// Everything that is missing, as control and message, in the order of the screen.
pub(crate) fn problems(
    state: &AnnexState,
    manifest: &Manifest,
    annex: &Annex,
    words: &Messages,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (list, options, empty) in [
        (AnnexList::Subjects, &annex.subjects, words.problem_subjects),
        (AnnexList::Categories, &annex.categories, words.problem_categories),
    ] {
        lines(state, annex, list, options, words, &mut found);
        let draft = state.list(list);
        if draft.is_empty() {
            found.push((list.as_str().to_owned(), empty.to_owned()));
        }
        if !draft.pending.trim().is_empty() {
            found.push((adder_id(list), words.annex.problem_pending.to_owned()));
        }
    }
    if annex.authorisation == Some(AuthorisationRule::Specific) {
        let engaged = manifest.sub_processors.len();
        for (at, (list, item)) in annex.recipients(&manifest.sub_processors).into_iter().enumerate() {
            if state.answer(list, item).is_none() {
                let index = if list == AuthorisedList::SubProcessors { at } else { at - engaged };
                found.push((answer_id(list, index), words.annex.problem_answer.replace("{x}", item)));
            }
        }
    }
    found
}

/// Edits without the reason that the pack asks for.
fn lines(
    state: &AnnexState,
    annex: &Annex,
    list: AnnexList,
    options: &[AnnexOption],
    words: &Messages,
    found: &mut Vec<(String, String)>,
) {
    let draft = state.list(list);
    let mut check = |control: String, name: &str, change, reason: &str| {
        if annex.asks_why(change) && reason.trim().is_empty() {
            found.push((reason_id(&control), words.annex.problem_reason.replace("{x}", name)));
        }
    };
    for (index, option) in options.iter().enumerate() {
        if let Some(change) = draft.change(option) {
            check(option_id(list, index), option.name.get(words.tag), change, draft.reason(&option.id));
        }
    }
    for (index, own) in draft.own.iter().enumerate() {
        check(own_id(list, index), &own.text, Change::Added, &own.reason);
    }
}
