//! Natively every language is there: the banner is rendered at build time.

use std::sync::LazyLock;

use js_sys::Function;
use yew::Callback;

use super::{CATALOGUES, Messages, prerendered, read};

static ALL: LazyLock<Vec<Box<Messages>>> =
    LazyLock::new(|| CATALOGUES.iter().filter_map(|(_, text)| read(text).ok()).collect());

/// The catalogue of a language; English when there is none.
#[allow(clippy::panic)]
pub fn messages(language: &str) -> &'static Messages {
    let find = |tag: &str| ALL.iter().find(|messages| messages.tag == tag);
    // Nothing is built without English.
    find(language).or_else(|| find("en")).unwrap_or_else(|| panic!("no English"))
}

/// What the gate says itself, where no view can.
pub struct GateWords {
    /// The form can't be sent: nothing has been accepted.
    pub missing: &'static str,
    /// The preferences can't be opened.
    pub preferences_failed: &'static str,
    /// A view is on its way.
    pub loading: &'static str,
    /// A view can't be shown.
    pub view_failed: &'static str,
    /// Names the link to a document's plain page.
    pub plain_page: &'static str,
}

/// Those of a language; in English when there is none.
pub fn gate_words(language: &str) -> GateWords {
    let (&Messages { missing, loading, plain_page, .. }, rendered) =
        (messages(language), prerendered(language));
    let (preferences_failed, view_failed) = (rendered.preferences_failed, rendered.view_failed);
    GateWords { missing, preferences_failed, loading, view_failed, plain_page }
}

/// The catalogues, as sites host them: `<tag>.txt`.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    CATALOGUES.iter().copied()
}

/// There is nothing to fetch.
pub(crate) fn source(_: Option<Function>) {}

/// Nothing comes later.
pub(crate) fn listen(_: Callback<usize>) -> impl FnOnce() {
    || ()
}

/// It is there from the beginning.
pub(crate) async fn ready(language: &str) -> bool {
    messages(language).tag == language
}
