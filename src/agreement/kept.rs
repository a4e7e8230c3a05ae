//! The draft in this tab's storage, one for each pack, role and name of the element; until accepted or reset.

use yew::prelude::*;

use super::outcome::Outcome;
use super::prefill;
use super::state::State;
use super::{Drawing, Scene, draft};
use crate::browser::storage::tab;
use crate::browser::warn;
use crate::html::use_memo;
use crate::options::{Memory, Options};
use crate::pack::Pack;

/// The flow's first state: the page's values, and on them what was typed before a reload.
pub(super) fn begin(options: &Options, pack: &Pack) -> State {
    let mut state = fresh(options, pack);
    if !options.role.is_empty() && pack.manifest.role(&options.role).is_none() {
        let known: Vec<&str> = pack.manifest.roles.iter().map(|role| role.id.as_str()).collect();
        warn(&["pack-role=", &options.role, " is none of ", &known.join(", ")].concat());
    }
    match (options.memory, tab::read(&key(options))) {
        (Memory::On, Some(text)) => {
            draft::restore(&mut state, &text, &pack.manifest, &options.role);
            if !options.lookup.is_empty() {
                state.begin_lookup();
            }
        }
        (Memory::Off, Some(_)) => forget(options),
        (_, None) => {}
    }
    state
}

/// The same without a draft.
pub(super) fn fresh(options: &Options, pack: &Pack) -> State {
    let mut state = State::new(&pack.manifest, &options.role, prefill::read(&options.prefill));
    if !options.lookup.is_empty() {
        state.begin_lookup();
    }
    state
}

/// Keeps what the person does, and forgets it when it is signed. While it is drawn: Yew may let the browser go on before
/// effects run, and whoever reads a word on the screen may reload the page.
#[hook]
pub(super) fn use_kept(options: &Options, scene: &Scene) {
    let Drawing { state, pack, before, .. } = &**scene;
    let text = match (options.memory, &state.outcome) {
        (Memory::Off, _) | (_, Outcome::Queued(..) | Outcome::Receipted(..)) => None,
        // What follows an earlier record begins with that each time.
        _ if before.is_some() => None,
        _ => draft::write(state, &pack.manifest, &options.role),
    };
    use_memo((key(options), text), |(key, text)| match text {
        // Where nothing can be kept the flow works without.
        Some(text) => tab::write(key, text),
        None => tab::remove(key),
    });
}

/// Forgets the draft of an element.
pub(crate) fn forget(options: &Options) {
    tab::remove(&key(options));
}

fn key(options: &Options) -> String {
    ["samtycke-draft:", &options.pack, " ", &options.role, " ", &options.name].concat()
}
