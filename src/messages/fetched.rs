//! In browsers a language's words are fetched when something is to be shown in it. What was fetched stays: all views of
//! a page share it, as they share the wasm.

use std::cell::RefCell;

use js_sys::{Function, JsString, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::catalogue::unread;
use super::{LANGUAGES, Messages, Refused, read};
use crate::browser;

#[derive(Default)]
struct Fetched {
    all: Vec<&'static Messages>,
    /// Languages that are on their way.
    asked: Vec<String>,
    /// The gate's function that fetches one.
    source: Option<Function>,
    listeners: Vec<Callback<usize>>,
}

thread_local! {
    static FETCHED: RefCell<Fetched> = RefCell::default();
}

fn find(tag: &str) -> Option<&'static Messages> {
    FETCHED.with_borrow(|fetched| fetched.all.iter().copied().find(|messages| messages.tag == tag))
}

/// The catalogue of a language. While it is fetched, and where there is none, English or whatever is there.
pub(crate) fn messages(language: &str) -> &'static Messages {
    if let Some(found) = find(language) {
        return found;
    }
    if LANGUAGES.contains(&language) {
        let language = language.to_owned();
        wasm_bindgen_futures::spawn_local(async move {
            ready(&language).await;
        });
    }
    let any = || FETCHED.with_borrow(|fetched| fetched.all.first().copied());
    // The gate mounts nothing before it has taught us a language.
    find("en").or_else(any).unwrap_or_else(|| keep(unread()))
}

fn keep(messages: Box<Messages>) -> &'static Messages {
    let messages: &'static Messages = Box::leak(messages);
    FETCHED.with_borrow_mut(|fetched| fetched.all.push(messages));
    messages
}

/// Learns a language before anything is shown in it; English where the interface doesn't speak it. `words` is as
/// `MountOptions` has it. Throws when nothing can be shown in any language.
#[wasm_bindgen]
pub async fn learn(language: String, words: Function) -> Result<(), JsValue> {
    if find(&language).is_some() {
        return Ok(());
    }
    fetch(&words, &language).await
}

/// Takes a catalogue that was fetched.
pub fn take(text: String) -> Result<(), Refused> {
    // Kept for good: a page shows few languages, and views hold on to the strings.
    let messages = read(text.leak())?;
    if find(messages.tag).is_none() {
        keep(messages);
        let (listeners, count) =
            FETCHED.with_borrow(|fetched| (fetched.listeners.clone(), fetched.all.len()));
        listeners.iter().for_each(|listener| listener.emit(count));
    }
    Ok(())
}

/// Where words come from: the gate's function, language → promise of a text.
pub(crate) fn source(source: Option<Function>) {
    if source.is_some() {
        FETCHED.with_borrow_mut(|fetched| fetched.source = source);
    }
}

/// Calls back whenever there is another language, with how many there are. The result ends it.
pub(crate) fn listen(listener: Callback<usize>) -> impl FnOnce() {
    FETCHED.with_borrow_mut(|fetched| fetched.listeners.push(listener.clone()));
    move || FETCHED.with_borrow_mut(|fetched| fetched.listeners.retain(|one| *one != listener))
}

/// Fetches a language that isn't there. Is it there now?
pub(crate) async fn ready(language: &str) -> bool {
    if find(language).is_some() {
        return true;
    }
    let source = FETCHED.with_borrow_mut(|fetched| {
        if fetched.asked.iter().any(|one| one == language) {
            return None;
        }
        fetched.asked.push(language.to_owned());
        fetched.source.clone()
    });
    if let Some(source) = source {
        let fetched = fetch(&source, language).await;
        match fetched {
            // Not asked for again: it isn't hosted. This is told but once.
            Ok(()) if find(language).is_none() => {
                browser::warn(&format!("words/{language}.txt can't be read: another language is shown"));
            }
            Ok(()) => forget(language),
            Err(error) => {
                forget(language);
                browser::warn(&format!("words/{language}.txt: {}", JsString::from(error)));
            }
        }
    }
    find(language).is_some()
}

fn forget(language: &str) {
    FETCHED.with_borrow_mut(|fetched| fetched.asked.retain(|one| one != language));
}

/// Fetches and takes a language. What the browser kept may be of an earlier release: then it is fetched anew, once.
async fn fetch(source: &Function, language: &str) -> Result<(), JsValue> {
    let language = language.into();
    let kept = text(source.call1(&JsValue::NULL, &language)?).await?;
    if take(kept).is_ok() {
        return Ok(());
    }
    let anew = text(source.call2(&JsValue::NULL, &language, &"reload".into())?).await?;
    let refused = "words/ is of another release than samtycke_widget_bg.wasm: host the files of one release";
    take(anew).map_err(|Refused| js_sys::Error::new(refused).into())
}

async fn text(promise: JsValue) -> Result<String, JsValue> {
    Ok(JsFuture::from(promise.dyn_into::<Promise>()?).await?.as_string().unwrap_or_default())
}
