//! Where links inside a pack lead, as an address that can be shared.
//!
//! `#samtycke/<pack>/<document>[@<version>]/<language>[/<anchor>]`, after the page's own address. `@<old>~<new>` shows what
//! changed from one version to another; the new one may be left out, and is then the one in force.

use yew::prelude::*;

use crate::browser::dom;
use crate::pack::Pack;

/// What starts a fragment of ours.
const PREFIX: &str = "#samtycke/";

/// Id of a document's title.
pub(crate) const TITLE: &str = "document-title";

/// A place in a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Target {
    /// The document's id.
    pub(crate) document: String,
    /// The version; `None` for the one in force.
    pub(crate) version: Option<String>,
    /// What changed since that version, instead of the text.
    pub(crate) since: Option<String>,
    /// The clause or heading.
    pub(crate) anchor: Option<String>,
}

impl Target {
    /// The document in force, from its beginning.
    pub(crate) fn document(id: &str) -> Self {
        Self { document: id.to_owned(), ..Self::default() }
    }

    /// A fragment of a page's address: the pack's id, the place and the language. Mail programs encode signs that needn't
    /// be.
    pub(crate) fn of_fragment(fragment: &str) -> Option<(String, Self, String)> {
        let mut parts = fragment.strip_prefix(PREFIX)?.splitn(4, '/').map(dom::decode);
        let (pack, document, language) = (parts.next()??, parts.next()??, parts.next()??);
        let anchor = parts.next().flatten().filter(|anchor| !anchor.is_empty());
        let (document, versions) = document.split_once('@').unwrap_or((&document, ""));
        let (since, version) = match versions.split_once('~') {
            Some((since, version)) => (since, version),
            None => ("", versions),
        };
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let target =
            Self { document: given(document)?, version: given(version), since: given(since), anchor };
        Some((pack, target, language))
    }

    fn fragment(&self, pack: &str, language: &str) -> String {
        let version = self.version.as_deref().unwrap_or_default();
        let versions = match &self.since {
            Some(since) => format!("@{since}~{version}"),
            None if version.is_empty() => String::new(),
            None => format!("@{version}"),
        };
        let anchor = self.anchor.as_ref().map(|anchor| format!("/{}", dom::encode(anchor)));
        format!("{PREFIX}{pack}/{}{versions}/{language}{}", self.document, anchor.unwrap_or_default())
    }
}

/// One going to a target; going there again is another turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) target: Target,
    pub(crate) turn: u32,
}

impl Visit {
    /// The anchor to go to: who went to a document goes to its title, who opened the page stays at the page's top.
    pub(crate) fn anchor(&self) -> Option<&str> {
        let title = (self.turn > 0).then_some(TITLE);
        self.target.anchor.as_deref().or(title)
    }

    /// The next one.
    pub(crate) fn next(&self, target: Target) -> Self {
        Self { target, turn: self.turn.wrapping_add(1) }
    }
}

/// What every link of a view needs to know.
#[derive(Clone, PartialEq)]
pub(crate) struct Links {
    pub(crate) pack: Pack,
    /// Where the links stand: `#anchor` is a place in it.
    pub(crate) here: Target,
    pub(crate) language: String,
    /// The page's address without its fragment, where that may change; otherwise links have the plain pages' addresses.
    pub(crate) page: Option<AttrValue>,
    /// Goes there, in that language.
    pub(crate) go: Callback<(Target, String)>,
}

impl Links {
    /// What a document's text links to: `#anchor`, `doc:id` or `doc:id#anchor`.
    pub(crate) fn target(&self, link: &str) -> Target {
        let (document, anchor) = match link.strip_prefix("doc:") {
            None => (None, link.strip_prefix('#')),
            Some(target) => match target.split_once('#') {
                Some((document, anchor)) => (Some(document), Some(anchor)),
                None => (Some(target), None),
            },
        };
        let anchor = anchor.map(String::from);
        match document {
            Some(document) if document != self.here.document => {
                Target { anchor, ..Target::document(document) }
            }
            _ => Target { anchor, since: None, ..self.here.clone() },
        }
    }

    /// The address of a target.
    pub(crate) fn href(&self, target: &Target) -> String {
        if let Some(page) = &self.page {
            return format!("{page}{}", self.fragment(target));
        }
        let entry = self.pack.manifest.document(&target.document);
        let file = entry.and_then(|entry| entry.edition(target.version.as_deref(), &self.language));
        let page = file.map(|file| format!("{}{}", self.pack.base, file.page)).unwrap_or_default();
        let anchor = target.anchor.as_ref().map(|anchor| format!("#{}", dom::encode(anchor)));
        page + &anchor.unwrap_or_default()
    }

    fn fragment(&self, target: &Target) -> String {
        target.fragment(&self.pack.manifest.id, &self.language)
    }

    /// What a click on a link does: the page's fragment changes, where it may, and the view follows. A click that asks
    /// for another tab is the browser's.
    pub(crate) fn onclick(&self, target: &Target) -> Callback<MouseEvent> {
        let (links, target) = (self.clone(), target.clone());
        Callback::from(move |event: MouseEvent| {
            if event.default_prevented()
                || event.button() != 0
                || event.ctrl_key()
                || event.meta_key()
                || event.shift_key()
                || event.alt_key()
            {
                return;
            }
            event.prevent_default();
            let fragment = links.fragment(&target);
            // Only the fragment: the page's own script may have changed the rest since the link was drawn.
            if links.page.is_none() || dom::fragment() == fragment || !dom::go_to_fragment(&fragment) {
                links.go.emit((target.clone(), links.language.clone()));
            }
        })
    }
}
