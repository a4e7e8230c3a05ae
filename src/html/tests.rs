//! The same nodes as from Yew's own macro.

use web_sys::MouseEvent;
use yew::virtual_dom::VNode;
use yew::{Callback, NodeRef};

use super::html;

/// A node as text: what Yew makes of it in a page.
fn written(node: &VNode) -> String {
    let key = node.key().map(|key| format!("#{key}")).unwrap_or_default();
    let all = |nodes: &[VNode]| nodes.iter().map(written).collect::<Vec<_>>().join(",");
    match node {
        VNode::VText(text) => format!("{:?}", text.text.as_str()),
        // A list of one is drawn as that one.
        VNode::VList(list) if list.len() == 1 && key.is_empty() => all(list),
        VNode::VList(list) => format!("[{}]{key}", all(list)),
        VNode::VTag(tag) => {
            let mut attributes: Vec<String> =
                tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            attributes.sort();
            let value = tag.value().map(|value| format!(" .value={value}")).unwrap_or_default();
            let checked = tag.checked().map(|on| format!(" .checked={on}")).unwrap_or_default();
            let children = tag.children().map(written).unwrap_or_default();
            format!("<{}{}{value}{checked}>{children}{key}", tag.tag(), attributes.concat())
        }
        _ => "another".to_owned(),
    }
}

/// One view, by both macros.
macro_rules! both {
    ($($view:tt)*) => {
        (written(&html! { $($view)* }), written(&yew::html! { $($view)* }))
    };
}

#[test]
fn a_view_is_the_nodes_that_yew_would_make_of_it() {
    let (text, none, some) = (String::from("a"), None::<&'static str>, Some("b"));
    let lines = || vec![html! { <li>{ "1" }</li> }, html! { <li>{ "2" }</li> }];
    let onclick = Callback::from(|_: MouseEvent| ());
    for (index, (ours, yews)) in [
        both! { <p /> },
        both! { <p></p> },
        both! { <p class="a" id={text.clone()} lang={none} title={some}>{ "b" }</p> },
        both! { <p hidden=true /> },
        both! { <p hidden=false /> },
        both! { <p hidden={text == "a"} aria-hidden="true" /> },
        both! { <input type="checkbox" checked={false} value={text.clone()} disabled={true} /> },
        both! { <input value="a" checked=true /> },
        both! { <textarea rows="4" value={text.clone()} /> },
        both! { <option value={text.clone()} selected=true>{ &text }</option> },
        both! { <ul>{ lines() }</ul> },
        both! { <ul>{ for lines() }</ul> },
        both! { <ul><li />{ lines() }{ some }{ none }</ul> },
        both! { <li key={7} ref={NodeRef::default()} onclick={onclick.clone()}>{ 7_usize }</li> },
        both! { <><b />{ &text }</> },
        both! { <p><></><key="k"><b /></></p> },
        both! { <p>if text == "a" { <b />{ "c" } } else { <i /> }</p> },
        both! { <p><b />if text == "b" { <b /> }</p> },
        both! { <p>if let Some(one) = some { { one } } else if text == "a" { <b /> }</p> },
        both! {},
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(ours, yews, "view {index}");
    }
}
