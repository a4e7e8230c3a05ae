//! How large a document's text is.

use yew::prelude::*;

use crate::html::{component, html};
use crate::messages::Messages;

/// A size of the text; the styles have them as classes. Whoever shows the document keeps it, in memory only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Size {
    Small,
    #[default]
    Medium,
    Large,
    Larger,
    Largest,
}

const SIZES: [Size; 5] = [Size::Small, Size::Medium, Size::Large, Size::Larger, Size::Largest];

impl Size {
    /// For the element that the text is in.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Small => "size-s",
            Self::Medium => "size-m",
            Self::Large => "size-l",
            Self::Larger => "size-xl",
            Self::Largest => "size-xxl",
        }
    }

    fn smaller(self) -> Option<Self> {
        SIZES.into_iter().rev().skip_while(|size| *size != self).nth(1)
    }

    fn larger(self) -> Option<Self> {
        SIZES.into_iter().skip_while(|size| *size != self).nth(1)
    }
}

#[derive(Clone, PartialEq)]
pub(crate) struct TypeSizeProps {
    pub(crate) size: Size,
    pub(crate) set: Callback<Size>,
    pub(crate) messages: &'static Messages,
}

/// Two buttons. At an end the button stays, and its name says why it does nothing.
#[component]
pub(crate) fn TypeSize(props: &TypeSizeProps) -> Html {
    let words = &props.messages.search;
    let button = |sign: &'static str, to: Option<Size>, name: &'static str, at_end: &'static str| {
        let set = props.set.clone();
        let onclick = Callback::from(move |_: MouseEvent| to.into_iter().for_each(|to| set.emit(to)));
        let (name, disabled) = if to.is_some() { (name, None) } else { (at_end, Some("true")) };
        html! {
            <button type="button" class="quiet" dir="ltr" aria-label={name} title={name} aria-disabled={disabled} {onclick}>
                { sign }
            </button>
        }
    };
    html! {
        <div class="type-size" role="group" aria-label={words.size} lang={props.messages.tag}>
            { button("A−", props.size.smaller(), words.smaller, words.smallest) }
            { button("A+", props.size.larger(), words.larger, words.largest) }
        </div>
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_sizes_in_a_row() {
        let mut classes = Vec::new();
        let mut size = Some(Size::Small);
        while let Some(this) = size {
            classes.push(this.class());
            size = this.larger();
            assert!(size.is_none_or(|larger| larger.smaller() == Some(this)));
        }
        assert_eq!(classes, ["size-s", "size-m", "size-l", "size-xl", "size-xxl"]);
        assert_eq!(Size::Small.smaller(), None);
        assert_eq!(Size::default().class(), "size-m");
    }
}
