//! `<samtycke-policy>`: anyone reads a document of the pack, in any of its languages and versions, and goes on to the
//! others.

mod address;
mod editions;
mod news;
mod notice;
mod printing;

use std::rc::Rc;

use samtycke_pack::Document;
use samtycke_pack::manifest::{DocumentEntry, DocumentFile};
use yew::prelude::*;

use crate::browser::names;
use crate::document::DocumentView;
use crate::html::{component, html, use_effect_with, use_state_eq};
use crate::links::{Links, Target, Visit};
use crate::loading::{ErrorPanel, Loading, Meanwhile, Waiting, use_loading, use_pack};
use crate::messages::{LANGUAGES, Messages, choose, messages};
use crate::options::{Memory, Options};
use crate::pack::{LoadError, Pack, load_document};
use crate::panels::Panels;
use crate::redline::Comparison;
use notice::Notice;

#[derive(Clone, PartialEq)]
pub(crate) struct PolicyViewProps {
    pub(crate) options: Options,
}

/// The pack, then the document.
#[component]
pub(crate) fn PolicyView(props: &PolicyViewProps) -> Html {
    let (loading, retry) = use_pack(&props.options);
    match loading {
        Loading::Ready(pack) => html! { <Reader options={props.options.clone()} {pack} /> },
        Loading::Waiting => html! { <Waiting messages={interface(&props.options)} /> },
        Loading::Failed(error) => {
            html! { <ErrorPanel messages={interface(&props.options)} {error} {retry} /> }
        }
    }
}

/// The interface's words before the pack is known.
pub(crate) fn interface(options: &Options) -> &'static Messages {
    let all: Vec<String> = LANGUAGES.map(String::from).into();
    messages(choose(&options.languages, &all))
}

#[derive(Clone, PartialEq)]
struct ReaderProps {
    options: Options,
    pack: Pack,
}

#[component]
fn Reader(props: &ReaderProps) -> Html {
    let ReaderProps { options, pack } = props;
    let manifest = &pack.manifest;
    let address = address::use_address(options, pack);
    let asked = address.language.filter(|language| manifest.languages.contains(language));
    let language = asked.unwrap_or_else(|| choose(&options.languages, &manifest.languages).to_owned());
    let words = messages(&language);
    let target = &address.visit.target;
    let section = use_state_eq(|| None::<String>);
    // It outlives the text: who looks at what changed comes back with the same eyes.
    let size = crate::document::kept::use_kept();
    let links = Links {
        pack: pack.clone(),
        here: Target { anchor: None, ..target.clone() },
        language: language.clone(),
        page: address.page,
        go: address.go,
    };
    let entry = manifest.document(&target.document);
    let Some(entry) = entry else {
        return html! { <ErrorPanel messages={words} error={LoadError::Unknown} retry={Callback::noop()} /> };
    };
    html! {
        <div class="policy" lang={words.tag}>
            { languages(&links, section.as_deref(), words) }
            if let Some(since) = &target.since {
                <div class="actions">{ editions::list(entry, &links, words) }</div>
                <Comparison
                    links={links.clone()} target={target.clone()} messages={words} visit={address.visit.clone()}
                    on_shown={told(entry, pack, target, since, options.memory)}
                />
            } else {
                { editions::band(entry, &links, words) }
                { crate::document::kept::keeping(size, html! {
                    <Text
                        entry={entry.clone()}
                        links={links.clone()}
                        messages={words}
                        options={options.clone()}
                        visit={address.visit.clone()}
                        on_section={Callback::from({
                            let section = section.setter();
                            move |now| section.set(now)
                        })}
                    />
                }) }
            }
            <Panels {links} messages={words} visit={address.visit} />
        </div>
    }
}

/// Who is shown all that changed since the version they read knows it.
fn told(entry: &DocumentEntry, pack: &Pack, target: &Target, since: &str, memory: Memory) -> Callback<()> {
    let id = &pack.manifest.id;
    let tells = memory == Memory::On
        && target.version.as_ref().is_none_or(|version| *version == entry.version)
        && news::tells_all(entry, since, news::read(id, &entry.id).as_deref());
    let (id, document, version) = (id.clone(), entry.id.clone(), entry.version.clone());
    Callback::from(move |()| {
        if tells {
            news::remember(&id, &document, &version);
        }
    })
}

#[derive(Clone, PartialEq)]
struct TextProps {
    entry: DocumentEntry,
    links: Links,
    messages: &'static Messages,
    options: Options,
    visit: Visit,
    on_section: Callback<Option<String>>,
}

/// The document itself, in the version that the address names.
#[component]
fn Text(props: &TextProps) -> Html {
    let TextProps { entry, links, messages: words, options, visit, on_section } = props;
    let here = &links.here;
    let (loading, retry) =
        use_document(&links.pack, &here.document, here.version.as_deref(), &links.language);
    let root = use_node_ref();
    let printing = printing::use_printing(&root);
    {
        let hooks = options.hooks.clone();
        let shown = match &loading {
            Loading::Ready(document) => Some((document.id.clone(), document.language.clone())),
            _ => None,
        };
        use_effect_with(shown, move |shown| {
            if let Some((document, language)) = shown {
                hooks.emit("document", &[("document", document), ("language", language)]);
            }
        });
    }
    match loading {
        Loading::Ready(document) => {
            // While another one is being fetched, this one stays where it is.
            let wanted = document.id == here.document
                && here.version.as_deref().unwrap_or(&entry.version) == document.version;
            let visit = if wanted { visit.clone() } else { Visit::default() };
            let notice = wanted && here.version.is_none();
            let foot = printing::foot(entry, &document, words);
            let on_whole = printing.on_whole(foot.clone());
            let actions = html! {
                <>
                    { printing.button(foot, words) }
                    { editions::list(entry, links, words) }
                </>
            };
            let speaks_other = wanted && document.language != links.language;
            // Its links are in its own language, where that is another one.
            let links = Links { language: document.language.clone(), ..links.clone() };
            html! {
                <>
                    if notice {
                        <Notice key={entry.id.clone()} entry={entry.clone()} links={links.clone()} messages={*words} memory={options.memory} />
                    }
                    if speaks_other {
                        <p class="band" role="note">{ words.reading.other_language }</p>
                    }
                    <DocumentView
                        {document} messages={*words} {visit} {links} {actions} {root} {on_whole} on_section={on_section.clone()}
                    />
                </>
            }
        }
        Loading::Waiting => html! { <Waiting messages={*words} /> },
        Loading::Failed(error) => html! {
            <>
                <ErrorPanel messages={*words} {error} {retry} />
                if here.version.is_some() {
                    <p>{ editions::link(links, &Target::document(&here.document), words.reading.current) }</p>
                }
            </>
        },
    }
}

/// A document of the pack: in that language, or, where that version lacks it, in the first that it has.
#[hook]
pub(crate) fn use_document(
    pack: &Pack,
    id: &str,
    version: Option<&str>,
    language: &str,
) -> (Loading<Rc<Document>>, Callback<()>) {
    let file = pack.manifest.document(id).and_then(|entry| entry.text(version, language));
    let key = (pack.clone(), file.cloned());
    use_loading(key, Meanwhile::Before, |(pack, file): (Pack, Option<DocumentFile>)| {
        let loading = file.map(|file| load_document(&pack, &file));
        async move { loading.ok_or(LoadError::Unknown)?.await }
    })
}

/// The same place in the pack's other languages.
fn languages(links: &Links, section: Option<&str>, words: &'static Messages) -> Html {
    let offered = &links.pack.manifest.languages;
    if offered.len() < 2 {
        return Html::default();
    }
    let anchor = section.map(String::from);
    let items = offered.iter().map(|tag| {
        let current = (*tag == links.language).then_some("true");
        let links = Links { language: tag.clone(), ..links.clone() };
        let target = Target { anchor: anchor.clone(), ..links.here.clone() };
        html! {
            <a class="language" href={links.href(&target)} onclick={links.onclick(&target)}
                lang={tag.clone()} hreflang={tag.clone()} aria-current={current}>
                { names::language(tag) }
            </a>
        }
    });
    html! { <nav class="languages" aria-label={words.language}>{ for items }</nav> }
}
