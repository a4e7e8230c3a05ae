//! The second layer: every category and service, what each stores, and three equal ways out. It holds no state and
//! touches no browser: rendered at build time, put up and answered by the gate (`gate/form.js`).
//!
//! What only the visitor's browser knows is left to it: which boxes are ticked, what a country is called
//! (`data-country`), whether an answer was given here (`data-said`), and whether Global Privacy Control is on.

mod control;
mod form;
mod service;

use samtycke_pack::Manifest;
use yew::prelude::*;

use crate::html::html;
use crate::messages::{messages, prerendered};

/// Where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// In a modal dialog. Closing it without an answer is no answer.
    Dialog,
    /// In the page, as a section of it: nothing closes there.
    Page,
}

/// What holds for what needs consent while nobody has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// It waits.
    Waiting,
    /// It runs until it is refused.
    Running,
}

/// Whose preferences, in which language, where, and by which rule.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PreferencesProps {
    /// The pack.
    pub manifest: Manifest,
    /// One of its languages.
    pub language: String,
    /// Dialog or section.
    pub frame: Frame,
    /// What runs.
    pub unanswered: Unanswered,
}

/// All of it, in its frame.
#[component]
pub fn Preferences(props: &PreferencesProps) -> Html {
    let words = prerendered(&props.language);
    let title = html! { <h2 id="preferences-title">{ words.preferences_title }</h2> };
    let body = form::body(props);
    match props.frame {
        Frame::Page => html! {
            <section part="preferences" class="preferences inline" aria-labelledby="preferences-title" lang={words.tag}>
                { title }
                { body }
            </section>
        },
        Frame::Dialog => html! {
            <dialog part="preferences" class="preferences" aria-labelledby="preferences-title" lang={words.tag}>
                <div class="sheet">
                    <div class="sheet-head">
                        { title }
                        <button type="button" part="close" class="close">{ messages(&props.language).close }</button>
                    </div>
                    { body }
                </div>
            </dialog>
        },
    }
}
