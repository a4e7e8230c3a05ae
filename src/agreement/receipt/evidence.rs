//! The file that verifies itself: the verifier, as it lies beside the pack, with everything that was accepted inside.

use samtycke_record::json::Value;
use yew::prelude::*;

use crate::agreement::outcome::Signed;
use crate::browser::download;
use crate::browser::fetch::fetch;
use crate::delivery::endpoint::{self, Receipted};
use crate::document::letters::{is_word, lower};
use crate::html::{component, html, use_state_eq};
use crate::messages::Messages;
use crate::pack::{Pack, document_text};

const LIMIT_MS: u32 = 20_000;
/// Where the template is open.
const MARKER: &str = "{{evidence}}";

#[derive(Clone, PartialEq)]
pub(super) struct SaveProps {
    pub(super) pack: Pack,
    pub(super) words: &'static Messages,
    pub(super) signed: Signed,
    pub(super) receipted: Option<Receipted>,
}

/// Where the making of the file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Making {
    NotAsked,
    UnderWay,
    Failed,
}

#[component]
pub(super) fn Save(props: &SaveProps) -> Html {
    let making = use_state_eq(|| Making::NotAsked);
    let own = &props.words.evidence;
    let onclick = {
        let (making, props) = (making.clone(), props.clone());
        Callback::from(move |_: MouseEvent| {
            if *making == Making::UnderWay {
                return;
            }
            making.set(Making::UnderWay);
            let (making, props) = (making.clone(), props.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let made = file(&props).await;
                if let Some(text) = &made {
                    download::save(&name(&props), text, download::HTML);
                }
                making.set(if made.is_some() { Making::NotAsked } else { Making::Failed });
            });
        })
    };
    let help = if props.receipted.is_some() { own.save_help } else { own.save_help_queued };
    let told = match *making {
        Making::NotAsked => "",
        Making::UnderWay => own.saving,
        Making::Failed => own.save_failed,
    };
    let busy = (*making == Making::UnderWay).then_some("true");
    html! {
        <div class="evidence unprinted">
            <button type="button" class="primary" part="evidence" aria-describedby="evidence_help" aria-disabled={busy} {onclick}>
                { own.save }
            </button>
            <p class="help" id="evidence_help">{ help }</p>
            <p role="status">{ told }</p>
        </div>
    }
}

/// Whole, but for what can't be had: the file says of each what it could not check.
async fn file(props: &SaveProps) -> Option<String> {
    let SaveProps { pack, signed, receipted, .. } = props;
    let template =
        fetch(&[pack.base.as_str(), "verify/evidence.html"].concat(), None, LIMIT_MS).await.ok()?;
    let template = String::from_utf8(template.body).ok().filter(|_| template.status == 200)?;
    let keys = endpoint::keys_text(&signed.record.context.audience).await;
    let manifest = Some(pack.text.to_string());
    let mut documents = Vec::new();
    for document in &signed.record.documents {
        documents.extend(document_text(pack, &document.sha256).await.map(Value::String));
    }
    let receipt = receipted.as_ref().map(Receipted::whole);
    let texts =
        [("record", Some(signed.whole())), ("receipt", receipt), ("keys", keys), ("manifest", manifest)];
    let members = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::String(text?))));
    let mut held: Vec<_> = members.collect();
    held.push(("documents".to_owned(), Value::Array(documents)));
    filled(&template, &Value::Object(held))
}

/// No text inside can end the element that it stands in.
fn filled(template: &str, evidence: &Value) -> Option<String> {
    let (before, after) = template.split_once(MARKER)?;
    Some([before, &evidence.canonical().replace('<', "\\u003c"), after].concat())
}

/// `vagthavn-aps-2026-11-21-9b2f….html`
fn name(props: &SaveProps) -> String {
    let record = &props.signed.record;
    let mut name = String::new();
    for character in props.pack.manifest.vendor.name.chars() {
        if is_word(character) {
            name.push(lower(character));
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let date = record.event.time.as_str().get(..10).unwrap_or_default();
    [name.trim_matches('-'), "-", date, "-", record.record_id.as_str(), ".html"].concat()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn no_text_inside_ends_its_element() {
        let held = Value::Object(vec![("record".into(), Value::from("</script><!--"))]);
        assert_eq!(
            filled("<script>{{evidence}}</script>", &held).unwrap(),
            r#"<script>{"record":"\u003c/script>\u003c!--"}</script>"#
        );
        assert_eq!(filled("an error page", &held), None);
    }
}
