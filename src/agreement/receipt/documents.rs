//! Every document of the role: what was done with it, which text it was, and what was seen of it.

use samtycke_record::acceptance::{Act, DocumentAct, Shown};
use yew::prelude::*;

use crate::agreement::outcome::Signed;
use crate::browser::clock;
use crate::html::html;
use crate::messages::Messages;
use crate::messages::evidence::Evidence;
use crate::pack::Pack;

/// As many digits as people compare.
const SHORT: usize = "sha256:".len() + 12;

pub(super) fn documents(signed: &Signed, pack: &Pack, words: &'static Messages) -> Html {
    let rows = signed.record.documents.iter().map(|document| row(document, pack, words));
    html! {
        <section>
            <h4>{ words.evidence.documents }</h4>
            <ul class="accepted">{ for rows }</ul>
        </section>
    }
}

fn row(document: &DocumentAct, pack: &Pack, words: &'static Messages) -> Html {
    let own = &words.evidence;
    let act = match document.act {
        Act::Agree => own.agreed,
        Act::Acknowledge => own.acknowledged,
        Act::Offer => own.offered,
    };
    let date = clock::long_date(&document.effective, words.tag);
    let version = [words.version, " ", &document.version, ", ", words.effective, " ", &date].concat();
    let digest = document.sha256.as_str();
    let short = digest.get(..SHORT).unwrap_or(digest);
    let entry = pack.manifest.document(&document.id);
    let file = entry.and_then(|entry| entry.edition(Some(&document.version), &document.language));
    let link = file.map(|file| {
        let href = [pack.base.as_str(), &file.page].concat();
        html! {
            <a class="unprinted" {href} target="_blank" rel="noopener">
                { own.text }<span class="said">{ ": " }{ &document.title }</span>
            </a>
        }
    });
    html! {
        <li>
            <p><strong lang={document.language.clone()}>{ &document.title }</strong>{ " \u{b7} " }{ act }</p>
            <small>{ version }</small>
            <small>{ seen(&document.shown, own) }</small>
            <details><summary>{ short }{ "\u{2026}" }</summary><code>{ digest }</code></details>
            { link }
        </li>
    }
}

fn seen(shown: &Shown, own: &Evidence) -> String {
    let what = match shown {
        Shown { opened: false, .. } => return own.unopened.into(),
        Shown { reached_end: true, .. } => own.reached_end,
        Shown { .. } => own.opened,
    };
    match shown.visible_ms / 1_000 {
        0 => what.into(),
        seconds => [what, ", ", &duration(seconds)].concat(),
    }
}

/// `3 min 20 s`, as all our languages write it.
fn duration(seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match minutes {
        0 => [&rest.to_string(), " s"].concat(),
        _ => [&minutes.to_string(), " min ", &rest.to_string(), " s"].concat(),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::messages::messages;

    #[test]
    fn what_was_seen_is_told_in_words() {
        let own = &messages("en").evidence;
        for (opened, reached_end, visible_ms, expect) in [
            (false, false, 0, "not opened"),
            (true, false, 900, "opened"),
            (true, false, 59_999, "opened, 59 s"),
            (true, true, 200_000, "read to the end, 3 min 20 s"),
        ] {
            assert_eq!(seen(&Shown { opened, reached_end, visible_ms }, own), expect);
        }
    }
}
