//! Tables of every view: they scroll on their own, keep their head in sight, and long ones can be filtered.

use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::browser::{overflow, text};
use crate::html::{UseStateHandle, component, html, use_effect_with, use_memo, use_state, use_state_eq};
use crate::messages::Messages;

/// A table with more rows than this has a filter.
const SHORT: usize = 7;

/// Is the search of the whole text open? A context of who shows the text: while it is open, no filter hides a row that
/// may hold a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Searching {
    #[default]
    Closed,
    Open,
}

/// A row: what is shown, and its words for the filter.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) words: String,
    pub(crate) cells: Vec<Html>,
}

/// What a table shows.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) head: Vec<Html>,
    pub(crate) rows: Vec<Row>,
    /// The number of the first cell that is shown among the leaves of a document; the other cells follow.
    pub(crate) leaf: Option<u32>,
}

#[derive(Clone)]
pub(crate) struct FilterTableProps {
    /// What it is called for assistive technology.
    pub(crate) label: AttrValue,
    pub(crate) table: Rc<Rows>,
    pub(crate) messages: &'static Messages,
}

impl PartialEq for FilterTableProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.table, &other.table)
            && self.label == other.label
            && core::ptr::eq(self.messages, other.messages)
    }
}

/// The table, with a filter above it when it is long.
#[component]
pub(crate) fn FilterTable(props: &FilterTableProps) -> Html {
    let FilterTableProps { label, table, messages } = props;
    let query = use_state(String::new);
    let searching = use_context::<Searching>().unwrap_or_default();
    let sought = match searching {
        Searching::Open => Vec::new(),
        Searching::Closed => needles(&text::fold(&query)),
    };
    let is_filtered = !sought.is_empty();
    let folded = use_memo((Rc::as_ptr(table) as usize, is_filtered), |(_, is_filtered)| {
        let rows = table.rows.iter().filter(|_| *is_filtered);
        rows.map(|row| text::fold(&row.words)).collect::<Vec<_>>()
    });
    let hidden = |index: usize| folded.get(index).is_some_and(|words| !matches(words, &sought));
    let is_long = table.rows.len() > SHORT;
    let filter = is_long.then(|| {
        let count = (0..table.rows.len()).filter(|index| !hidden(*index)).count();
        let status = if is_filtered { told(messages, count, table.rows.len()) } else { String::new() };
        filter(messages, searching, &query, status)
    });
    let mut leaf = table.leaf;
    let mut number = move || {
        let this = leaf;
        leaf = leaf.map(|leaf| leaf + 1);
        this.map(|leaf| leaf.to_string())
    };
    let head = table.head.iter().map(|cell| {
        html! { <th scope="col" data-leaf={number()}>{ cell.clone() }</th> }
    });
    let head: Vec<Html> = head.collect();
    let rows = table.rows.iter().enumerate().map(|(index, row)| {
        let cells = row.cells.iter().map(|cell| html! { <td data-leaf={number()}>{ cell.clone() }</td> });
        html! { <tr hidden={hidden(index)}>{ for cells }</tr> }
    });
    html! {
        <>
            { filter }
            <TableFrame label={label.clone()} {is_long}>
                <table aria-label={label.clone()}>
                    <thead><tr>{ head }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </TableFrame>
        </>
    }
}

#[derive(Clone, PartialEq)]
pub(crate) struct TableFrameProps {
    /// What it is called where it scrolls.
    pub(crate) label: AttrValue,
    /// Does it scroll downwards on its own too?
    pub(crate) is_long: bool,
    pub(crate) children: Html,
}

/// What a table scrolls in: a stop for the keyboard only where there is something to scroll.
#[component]
pub(crate) fn TableFrame(props: &TableFrameProps) -> Html {
    let frame = use_node_ref();
    let overflows = use_overflow(&frame);
    let (role, tabindex) = if overflows { (Some("region"), Some("0")) } else { (None, None) };
    let name = overflows.then(|| props.label.clone());
    let class = if props.is_long { "table long" } else { "table" };
    html! {
        <div {class} ref={frame} {role} {tabindex} aria-label={name}>{ props.children.clone() }</div>
    }
}

fn filter(
    messages: &'static Messages,
    searching: Searching,
    query: &UseStateHandle<String>,
    status: String,
) -> Html {
    // It stays in the order of the Tab key, and its name says why nothing can be written.
    let (name, rests) = match searching {
        Searching::Closed => (messages.reading.filter, false),
        Searching::Open => (messages.reading.filter_rests, true),
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                query.set(input.value());
            }
        })
    };
    let onkeydown = {
        let query = query.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !rests && !query.is_empty() {
                // A dialog around it stays open.
                event.prevent_default();
                event.stop_propagation();
                query.set(String::new());
            }
        })
    };
    html! {
        <div part="filter" class="filter" lang={messages.tag}>
            <label>
                <span>{ name }</span>
                <input type="search" autocomplete="off" readonly={rests} aria-disabled={rests.then_some("true")}
                    value={(**query).clone()} {oninput} {onkeydown} />
            </label>
            <p role="status">{ status }</p>
        </div>
    }
}

/// Does the frame have to scroll to show the whole table?
#[hook]
fn use_overflow(frame: &NodeRef) -> bool {
    let overflows = use_state_eq(|| false);
    use_effect_with((), {
        let (frame, overflows) = (frame.clone(), overflows.setter());
        move |()| {
            let watch = frame
                .cast::<Element>()
                .and_then(|frame| overflow::watch(&frame, move |is| overflows.set(is)));
            move || drop(watch)
        }
    });
    *overflows
}

/// What is looked for: every word of a folded query.
fn needles(query: &str) -> Vec<String> {
    query.split_whitespace().map(String::from).collect()
}

/// Does a folded row have every word?
fn matches(words: &str, needles: &[String]) -> bool {
    needles.iter().all(|needle| words.contains(needle.as_str()))
}

fn told(messages: &Messages, shown: usize, all: usize) -> String {
    messages.reading.rows_shown.say(all).replace("{shown}", &shown.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::messages;

    #[test]
    fn a_row_is_shown_when_it_has_every_word_of_the_query() {
        for (row, query, expect) in [
            ("matomo danmark statistik", "", true),
            ("matomo danmark statistik", "  ", true),
            ("matomo danmark statistik", "mat", true),
            ("matomo danmark statistik", "stat mat", true),
            ("matomo danmark statistik", "mat sverige", false),
            ("", "mat", false),
        ] {
            assert_eq!(matches(row, &needles(query)), expect, "{query:?} in {row:?}");
        }
    }

    #[test]
    fn how_many_rows_are_left_is_told_in_words() {
        let told = ["sv", "da", "en"].map(|language| told(messages(language), 3, 12));
        assert_eq!(told, ["3 av 12 rader", "3 af 12 rækker", "3 of 12 rows"]);
    }
}
