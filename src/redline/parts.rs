//! Parts of a redline as elements: what came in `ins`, what went in `del`, whole pieces with a word.

use samtycke_pack::document::{Inline, plain_text};
use samtycke_pack::redline::{Kind, Part, Piece, State};
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::plan::stayed;
use crate::document::blocks::{clause_class, inlines};
use crate::html::html;
use crate::links::Links;
use crate::messages::Messages;
use crate::table::TableFrame;

/// Which of the two columns. Where there is one column, it is the new one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The old text.
    Old,
    /// Both: styles take away what went where the old text stands beside.
    New,
}

/// More unchanged rows of a table in a row than this are left out.
const ROWS: usize = 2;

/// What every part needs to be shown.
pub(super) struct Shown<'a> {
    pub(super) pane: Pane,
    pub(super) links: &'a Links,
    pub(super) words: &'static Messages,
    /// The document's language, when it isn't the interface's.
    pub(super) foreign: bool,
}

impl Shown<'_> {
    /// A part of a change that is marked as `outer` already.
    pub(super) fn part(&self, part: &Part, outer: State) -> Html {
        self.nested(part, (part.kind, outer), None)
    }

    /// `label` is the word of what is around it, to be shown where the text begins.
    fn nested(&self, part: &Part, (around, outer): (Kind, State), label: Option<State>) -> Html {
        if self.pane == Pane::Old && part.state == State::Added {
            return Html::default();
        }
        let own = (part.state != outer).then_some(part.state);
        let mut label = own.or(label);
        let mut tag = VTag::new(if around == Kind::Head { "th" } else { element(part) });
        if around == Kind::Head {
            tag.add_attribute("scope", "col");
        }
        let classes = classes(part, own);
        if !classes.is_empty() {
            tag.add_attribute("class", classes);
        }
        if part.kind == Kind::Note {
            tag.add_attribute("role", "note");
            tag.add_attribute("aria-label", self.words.note);
        }
        match (part.kind, part.parts.as_slice()) {
            (Kind::Table, rows) => return self.table(tag, rows, part.state, label),
            // As the document shows an item that is one paragraph.
            (Kind::Item, [only]) if only.kind == Kind::Paragraph && only.state == part.state => {
                tag.add_child(self.text(only, label));
            }
            (_, []) => {
                tag.add_child(self.number(part));
                let text = self.text(part, label);
                tag.add_child(if part.kind == Kind::Clause {
                    html! { <span>{ text }</span> }
                } else {
                    text
                });
            }
            (kind, parts) => {
                for inner in parts {
                    tag.add_child(self.nested(inner, (kind, part.state), label.take()));
                }
            }
        }
        tag.into()
    }

    /// Wide tables scroll on their own. The head stays; rows between changes don't.
    fn table(&self, mut table: VTag, rows: &[Part], outer: State, mut label: Option<State>) -> Html {
        let mut body = VTag::new("tbody");
        let columns = rows.first().map_or(1, |head| head.parts.len()).to_string();
        let mut rest = rows;
        while let Some((row, after)) = rest.split_first() {
            let same = rest.iter().take_while(|row| row.kind == Kind::Row && stayed(row)).count();
            if outer == State::Both && same > ROWS {
                let text = self.words.redline.unchanged_rows.say(same);
                let lang = self.words.tag;
                body.add_child(html! {
                    <tr class="left-out"><td colspan={columns.clone()} {lang}>{ text }</td></tr>
                });
                rest = rest.get(same..).unwrap_or_default();
                continue;
            }
            let shown = self.nested(row, (Kind::Table, outer), label.take());
            if row.kind == Kind::Head {
                table.add_child(html! { <thead>{ shown }</thead> });
            } else {
                body.add_child(shown);
            }
            rest = after;
        }
        table.add_child(body.into());
        let name: Vec<String> =
            rows.first().iter().flat_map(|head| &head.parts).map(|cell| self.plain(cell)).collect();
        html! { <TableFrame label={name.join(", ")} is_long={false}>{ Html::from(table) }</TableFrame> }
    }

    /// The words of the column that it stands in.
    fn plain(&self, part: &Part) -> String {
        let words = part.words.iter().filter_map(|piece| match (piece, self.pane) {
            (Piece::Removed(_), Pane::New) | (Piece::Added(_), Pane::Old) => None,
            (Piece::Same(text) | Piece::Removed(text) | Piece::Added(text), _) => Some(plain_text(text)),
        });
        words.collect()
    }

    fn number(&self, part: &Part) -> Html {
        let was = part.was.as_ref().filter(|_| self.pane == Pane::Old);
        match was.or(part.label.as_ref()).and_then(|label| label.number.as_ref()) {
            Some(number) => html! { <span class="number">{ number }{ "\u{a0}" }</span> },
            None => Html::default(),
        }
    }

    fn text(&self, part: &Part, label: Option<State>) -> Html {
        let words = &self.words.redline;
        let label = label.map(|state| {
            let word = if state == State::Removed { words.is_removed } else { words.is_added };
            html! { <><span class="tag" lang={self.words.tag}>{ word }</span>{ " " }</> }
        });
        let pieces = part.words.iter().map(|piece| match piece {
            Piece::Same(text) => inlines(text, self.links),
            Piece::Removed(text) => self.marked("del", words.said_removed, text, part.state),
            Piece::Added(_) if self.pane == Pane::Old => Html::default(),
            Piece::Added(text) => self.marked("ins", words.said_added, text, part.state),
        });
        html! { <>{ label }{ for pieces }</> }
    }

    /// Not every screen reader tells `ins` and `del`; what is a whole has its word in sight.
    fn marked(&self, tag: &'static str, said: &'static str, text: &[Inline], state: State) -> Html {
        let (space, text) = without_space(text);
        // The space before a word isn't struck or underlined, but comes and goes with it.
        let class = (tag == "del").then_some("removed");
        let space = space.map(|space| html! { <span {class}>{ space }</span> });
        let mut tag = VTag::new(tag);
        if state == State::Both {
            tag.add_child(self.said(said));
            tag.add_child(inlines(&text, self.links));
            tag.add_child(self.said(self.words.redline.said_end));
        } else {
            tag.add_child(inlines(&text, self.links));
        }
        html! { <>{ space }{ Html::from(tag) }</> }
    }

    fn said(&self, words: &'static str) -> Html {
        let lang = self.foreign.then_some(self.words.tag);
        html! { <span class="said" {lang}>{ words }</span> }
    }
}

/// The white space that a text begins with, and the rest.
fn without_space(text: &[Inline]) -> (Option<String>, Vec<Inline>) {
    let mut text = text.to_vec();
    let mut space = None;
    if let Some(Inline::Text(first)) = text.first_mut() {
        let start = first.len() - first.trim_start().len();
        if start > 0 {
            let rest = first.split_off(start);
            space = Some(std::mem::replace(first, rest));
        }
    }
    (space, text)
}

/// The document's title is `h2`, so sections are `h3` and below.
fn element(part: &Part) -> &'static str {
    match part.kind {
        Kind::Heading => match part.label.as_ref().map_or(2, |label| label.level) {
            ..=2 => "h3",
            3 => "h4",
            _ => "h5",
        },
        Kind::Clause | Kind::Paragraph => "p",
        Kind::Bullets => "ul",
        Kind::Numbers => "ol",
        Kind::Item => "li",
        Kind::Table => "table",
        Kind::Head | Kind::Row => "tr",
        Kind::Cell => "td",
        Kind::Definitions => "dl",
        Kind::Definition | Kind::Note => "div",
        Kind::Term => "dt",
        Kind::Meaning => "dd",
    }
}

fn classes(part: &Part, own: Option<State>) -> String {
    let mut classes = match (part.kind, &part.label) {
        (Kind::Clause, label) => String::from(clause_class(label.as_ref().map_or(1, |label| label.level))),
        (Kind::Note, _) => String::from("note"),
        _ => String::new(),
    };
    classes.push_str(match own {
        Some(State::Added) => " added",
        Some(State::Removed) => " removed",
        Some(State::Both) | None => "",
    });
    classes
}
