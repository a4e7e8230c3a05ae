//! The way from change to change.

use yew::prelude::*;

use crate::html::html;
use crate::messages::Messages;

/// Two buttons, and where one is: from 1, 0 before the first.
pub(super) fn steps(words: &'static Messages, count: usize, current: usize, go: &Callback<usize>) -> Html {
    let own = &words.redline;
    let button = |part: &'static str, name: &'static str, key: &'static str, to: Option<usize>| {
        let onclick = to.map(|to| go.reform(move |_: MouseEvent| to));
        html! {
            <button type="button" {part} title={key} aria-keyshortcuts={key} disabled={to.is_none()} {onclick}>
                { name }
            </button>
        }
    };
    html! {
        <div class="steps">
            { button("previous-change", own.previous, "P", before(current)) }
            { button("next-change", own.next, "N", after(current, count)) }
            <span role="status">{ place(current, count, words) }</span>
        </div>
    }
}

/// The change before that one.
pub(super) fn before(current: usize) -> Option<usize> {
    current.checked_sub(1).filter(|to| *to > 0)
}

/// The change after that one.
pub(super) fn after(current: usize, count: usize) -> Option<usize> {
    (current < count).then_some(current + 1)
}

/// `11 changes`, or `3 of 11`.
fn place(current: usize, count: usize, words: &'static Messages) -> String {
    match current {
        0 => words.redline.changes.say(count),
        current => [&current.to_string(), " ", words.redline.of, " ", &count.to_string()].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::messages;

    #[test]
    fn one_goes_to_the_next_change_and_back_and_no_further_than_there_are() {
        for (current, count, previous, next, told) in [
            (0, 1, None, Some(1), "1 change"),
            (0, 3, None, Some(1), "3 changes"),
            (1, 3, None, Some(2), "1 of 3"),
            (2, 3, Some(1), Some(3), "2 of 3"),
            (3, 3, Some(2), None, "3 of 3"),
        ] {
            let got = (before(current), after(current, count), place(current, count, messages("en")));
            assert_eq!(got, (previous, next, told.to_owned()));
        }
    }
}
