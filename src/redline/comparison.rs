//! Two versions by their names: both texts fetched and checked, then compared.

use std::rc::Rc;

use samtycke_pack::manifest::DocumentFile;
use samtycke_pieces::piece;
use yew::prelude::*;

use super::RedlineView;
use super::compared::Text;
use super::summaries::summaries;
use crate::html::{component, html, use_effect_with};
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Meanwhile, Waiting, use_loading};
use crate::messages::Messages;
use crate::pack::{LoadError, Pack, load_document};
use crate::pieces::{Piece, later};

#[derive(Clone, PartialEq)]
pub(crate) struct ComparisonProps {
    /// Where links lead; `language` is the documents'.
    pub(crate) links: Links,
    /// The document and its versions: from `since` to `version`.
    pub(crate) target: Target,
    /// Language of the interface.
    pub(crate) messages: &'static Messages,
    /// Whose anchor to scroll to once it is shown.
    pub(crate) visit: Visit,
    /// It is on the screen.
    pub(crate) on_shown: Callback<()>,
}

/// What changed from the target's `since` to its `version`, each the one in force when it is `None`.
#[component]
pub(crate) fn Comparison(props: &ComparisonProps) -> Html {
    let (props, messages) = (props.clone(), props.messages);
    later(Piece::Redline, messages, move || comparison(props.clone()))
}

piece! {
    "redline" "00000010"
    fn comparison(props: ComparisonProps) -> Html {
        html! { <Compared ..props /> }
    }
}

#[component]
fn Compared(props: &ComparisonProps) -> Html {
    let ComparisonProps { links, target, messages, visit, on_shown } = props;
    let Target { document, version, since, .. } = target;
    let (version, since) = (version.as_deref(), since.as_deref());
    let entry = links.pack.manifest.document(document);
    let file = |version: Option<&str>| entry.and_then(|entry| entry.text(version, &links.language)).cloned();
    let (old, retry_old) = use_text(&links.pack, file(since));
    let (new, retry_new) = use_text(&links.pack, file(version));
    let is_shown = matches!((&old, &new), (Loading::Ready(_), Loading::Ready(_)));
    use_effect_with((is_shown, target.clone()), {
        let on_shown = on_shown.clone();
        move |(is_shown, _)| {
            if *is_shown {
                on_shown.emit(());
            }
        }
    });
    match (old, new) {
        (Loading::Ready(old), Loading::Ready(new)) => {
            let told = entry.map(|entry| summaries(entry, since, version, &links.language));
            let summaries = Rc::new(told.unwrap_or_default());
            let (links, visit) = (links.clone(), visit.clone());
            html! { <RedlineView {old} {new} {summaries} messages={*messages} {links} {visit} /> }
        }
        (Loading::Failed(error), _) => {
            html! { <ErrorPanel messages={*messages} {error} retry={retry_old} /> }
        }
        (_, Loading::Failed(error)) => {
            html! { <ErrorPanel messages={*messages} {error} retry={retry_new} /> }
        }
        (Loading::Waiting, _) | (_, Loading::Waiting) => html! { <Waiting messages={*messages} /> },
    }
}

/// The text of a file, never that of the file before it.
#[hook]
fn use_text(pack: &Pack, file: Option<DocumentFile>) -> (Loading<Text>, Callback<()>) {
    let key = (pack.clone(), file);
    use_loading(key, Meanwhile::Waiting, |(pack, file): (Pack, Option<DocumentFile>)| async move {
        let file = file.ok_or(LoadError::Unknown)?;
        let document = load_document(&pack, &file).await?;
        Ok((document, file.sha256))
    })
}
