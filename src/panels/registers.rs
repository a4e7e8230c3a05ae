//! The pack's registers: sub-processors, retention, measures.

use std::rc::Rc;

use samtycke_pack::Manifest;
use yew::prelude::*;

use super::said;
use crate::browser::names;
use crate::html::{component, html, use_memo};
use crate::messages::Messages;
use crate::messages::panels::Panels as Words;
use crate::pack::Pack;
use crate::table::{FilterTable, Row, Rows};

#[derive(Clone, PartialEq)]
pub(super) struct RegisterProps {
    pub(super) register: Register,
    pub(super) pack: Pack,
    pub(super) language: String,
    pub(super) messages: &'static Messages,
}

/// The table of a register.
#[component]
pub(super) fn RegisterView(props: &RegisterProps) -> Html {
    let table = use_memo(props.clone(), |props| {
        Rc::new(props.register.rows(&props.pack, &props.language, props.messages))
    });
    let label = props.register.title(&props.messages.panels);
    html! {
        <div class="register"><FilterTable {label} table={(*table).clone()} messages={props.messages} /></div>
    }
}

/// Which register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    SubProcessors,
    Retention,
    Measures,
}

impl Register {
    /// In the order in which they are shown.
    pub(super) const ALL: [Self; 3] = [Self::SubProcessors, Self::Retention, Self::Measures];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::SubProcessors => "panel_sub-processors",
            Self::Retention => "panel_retention",
            Self::Measures => "panel_measures",
        }
    }

    pub(super) fn title(self, words: &Words) -> &'static str {
        match self {
            Self::SubProcessors => words.sub_processors,
            Self::Retention => words.retention,
            Self::Measures => words.measures,
        }
    }

    /// How many rows it has.
    pub(super) fn count(self, manifest: &Manifest) -> usize {
        match self {
            Self::SubProcessors => manifest.sub_processors.len(),
            Self::Retention => manifest.retention.len(),
            Self::Measures => manifest.measures.len(),
        }
    }

    /// As a table; on a narrow screen each row is a card.
    pub(super) fn rows(self, pack: &Pack, language: &str, words: &Messages) -> Rows {
        let (head, rows) = self.texts(&pack.manifest, language, words);
        let rows = rows.into_iter().map(|texts| row(&head, texts, language)).collect();
        Rows { head: head.into_iter().map(Html::from).collect(), rows, leaf: None }
    }

    /// The columns' heads, and the rows; a column that no row has is not there.
    fn texts(
        self,
        manifest: &Manifest,
        language: &str,
        words: &Messages,
    ) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let panels = &words.panels;
        match self {
            Self::SubProcessors => {
                let transfers = manifest.sub_processors.iter().any(|entry| entry.safeguard.is_some());
                let mut head = vec![panels.name, words.country, panels.function];
                head.extend(transfers.then_some(panels.safeguard));
                let rows = manifest.sub_processors.iter().map(|entry| {
                    let mut row = vec![
                        entry.name.clone(),
                        names::country(&entry.country, language),
                        entry.function.get(language).to_owned(),
                    ];
                    let safeguard = entry.safeguard.as_ref().map_or("", |text| text.get(language));
                    row.extend(transfers.then(|| safeguard.to_owned()));
                    row
                });
                (head, rows.collect())
            }
            Self::Retention => {
                let rows = manifest.retention.iter().map(|rule| {
                    [&rule.purpose, &rule.period, &rule.basis]
                        .map(|text| text.get(language).to_owned())
                        .into()
                });
                (vec![panels.purpose, panels.period, panels.basis], rows.collect())
            }
            Self::Measures => {
                let rows = manifest.measures.iter().map(|measure| {
                    [&measure.name, &measure.text].map(|text| text.get(language).to_owned()).into()
                });
                (vec![panels.measure, panels.done], rows.collect())
            }
        }
    }
}

/// Each cell has its column's name with it, for the card.
fn row(head: &[&'static str], texts: Vec<String>, language: &str) -> Row {
    let words = texts.join(" ");
    let cells = head.iter().zip(texts).map(|(label, text)| {
        if text.is_empty() {
            return Html::default();
        }
        html! { <><span class="label">{ *label }</span>{ said(&text, language) }</> }
    });
    Row { cells: cells.collect(), words }
}
