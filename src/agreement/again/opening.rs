//! Before the flow: what the page knows of what was accepted.

use std::rc::Rc;

use yew::prelude::*;

use super::accepted::{Earlier, Unusable, read};
use super::can_amend;
use super::stage::Wish;
use crate::agreement::flow::Flow;
use crate::browser;
use crate::html::{component, html, use_effect_with};
use crate::loading::{Loading, Meanwhile, Waiting, use_loading};
use crate::messages::{choose, messages};
use crate::options::Options;
use crate::pack::Pack;

#[derive(Clone, PartialEq)]
pub(crate) struct OpeningProps {
    pub(crate) options: Options,
    pub(crate) pack: Pack,
}

/// Reads the `accepted` attribute, then begins.
#[component]
pub(crate) fn Opening(props: &OpeningProps) -> Html {
    let OpeningProps { options, pack } = props;
    let key = (options.accepted.clone(), options.role.clone(), pack.clone());
    let (loading, retry) =
        use_loading(key, Meanwhile::Waiting, |(source, role, pack): (String, String, Pack)| async move {
            Ok(read(source.trim(), &Wish::of(&role), &pack.manifest).await)
        });
    let unusable = match &loading {
        Loading::Ready(Earlier::Unusable(unusable)) => Some(*unusable),
        _ => None,
    };
    use_effect_with(unusable, {
        let hooks = options.hooks.clone();
        move |unusable| {
            if let Some(unusable) = unusable {
                browser::warn(unusable.detail());
                hooks.emit("error", &[("code", "accepted"), ("detail", unusable.detail())]);
            }
        }
    });
    match loading {
        Loading::Ready(earlier) => begin(options, pack, earlier, &retry),
        Loading::Waiting | Loading::Failed(_) => {
            let words = messages(choose(&options.languages, &pack.manifest.languages));
            html! { <Waiting messages={words} /> }
        }
    }
}

/// The flow; for an amendment of nothing, what is wrong, in words.
pub(crate) fn begin(options: &Options, pack: &Pack, earlier: Earlier, retry: &Callback<()>) -> Html {
    let words = messages(choose(&options.languages, &pack.manifest.languages));
    let (wish, manifest) = (Wish::of(&options.role), &pack.manifest);
    let trouble = match (&wish, &earlier) {
        (Wish::Agreement(_), Earlier::Unusable(Unusable::Unreachable)) => {
            Some(words.again.unreachable.into())
        }
        (Wish::Agreement(_), _) => None,
        (Wish::Amendment, Earlier::Is(accepted)) => {
            let role = manifest.role(&accepted.record.role);
            (!can_amend(manifest, role)).then(|| words.again.amend_no_annex.to_owned())
        }
        (Wish::Amendment, _) => Some(words.again.amend_nothing.replace("{vendor}", &manifest.vendor.name)),
    };
    let again = matches!(earlier, Earlier::Unusable(Unusable::Unreachable)).then(|| {
        let onclick = retry.reform(|_: MouseEvent| ());
        html! { <button type="button" class="quiet" {onclick}>{ words.retry }</button> }
    });
    let told = trouble.map(|text: String| {
        html! {
            <div part="error" class="error" role="alert" lang={words.tag}><p>{ text }</p>{ again }</div>
        }
    });
    if told.is_some() && wish == Wish::Amendment {
        return told.unwrap_or_default();
    }
    let digest = match &earlier {
        Earlier::Is(accepted) => accepted.digest.as_str(),
        Earlier::Nothing | Earlier::Unusable(_) => "",
    };
    // Another role, pack or record before is another flow.
    let key = [&options.role, " ", pack.digest.as_str(), " ", digest].concat();
    html! {
        <>
            { told }
            <Flow {key} options={options.clone()} pack={pack.clone()} earlier={Rc::new(earlier)} />
        </>
    }
}
