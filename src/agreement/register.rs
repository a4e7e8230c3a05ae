//! Asking the vendor's register, as `lookup.rs` decides.

use gloo::timers::callback::Timeout;
use samtycke_record::registry::Registration;
use yew::prelude::*;

use super::lookup::{Answer, Found, Lookup};
use super::state::{Action, State};
use crate::browser::dom;
use crate::browser::fetch::Request;
use crate::browser::members::Members;
use crate::html::use_effect_with;

const PAUSE_MS: u32 = 700;
const LIMIT_MS: u32 = 5_000;
/// More than any name or address: what a register sends isn't believed to be short.
const CHARACTERS: usize = 300;

/// Asks when the state says so; what is asked no longer is aborted.
#[hook]
pub(super) fn use_register(address: &str, state: &UseReducerHandle<State>) {
    let number = if state.lookup == Lookup::Idle { state.registration() } else { None };
    let dispatcher = state.dispatcher();
    use_effect_with(number, move |number| {
        let pause =
            number.is_some().then(|| Timeout::new(PAUSE_MS, move || dispatcher.dispatch(Action::Ask)));
        move || drop(pause)
    });

    let asking = match &state.lookup {
        Lookup::Asking(number) => Some(number.clone()),
        Lookup::Off | Lookup::Idle | Lookup::Answered(..) => None,
    };
    let dispatcher = state.dispatcher();
    use_effect_with((asking, address.to_owned()), move |(asking, address)| {
        let request = asking.clone().map(|number| {
            let request = Request::new(LIMIT_MS);
            let (url, sent) = (url(address, &number), request.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = ask(&url, &sent).await;
                dispatcher.dispatch(Action::Answered(number, answer));
            });
            request
        });
        move || {
            if let Some(request) = request {
                request.abort();
            }
        }
    });
}

fn url(address: &str, number: &Registration) -> String {
    let separator = if address.contains('?') { "&" } else { "?" };
    [address, separator, "scheme=", number.scheme.as_str(), "&id=", &dom::encode(&number.id)].concat()
}

async fn ask(url: &str, request: &Request) -> Answer {
    let Ok(answer) = request.get(url).await else { return Answer::Failed };
    match (answer.status, Members::read(&answer.body)) {
        (200, Some(members)) => {
            let text = |name| members.text(name).trim().chars().take(CHARACTERS).collect::<String>();
            let found = Found { name: text("name").replace(['\r', '\n'], " "), address: text("address") };
            if found == Found::default() { Answer::Unknown } else { Answer::Found(found) }
        }
        (204 | 404, _) => Answer::Unknown,
        _ => Answer::Failed,
    }
}
