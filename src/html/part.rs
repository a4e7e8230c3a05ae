//! Every component of ours, as one for Yew.

use std::any::{Any, TypeId};
use std::rc::Rc;

use yew::context::{ContextProvider, ContextProviderProps};
use yew::functional::{FunctionComponent, FunctionProvider, HookContext};
use yew::html::{BaseComponent, Context, HtmlResult};
use yew::virtual_dom::{Key, VChild, VList};
use yew::{Html, Properties};

/// Made by `#[component]`: a function from props to a view, with hooks.
pub(crate) trait Component: 'static {
    /// Equal props are not drawn again.
    type Props: PartialEq + 'static;

    /// Draws it.
    fn draw(context: &mut HookContext, props: &Self::Props) -> Html;
}

/// A component with its props, whichever it is.
trait Drawn: Any {
    fn draw(&self, context: &mut HookContext) -> Html;
    fn is(&self, other: &dyn Drawn) -> bool;
}

struct Of<C: Component>(C::Props);

impl<C: Component> Drawn for Of<C> {
    fn draw(&self, context: &mut HookContext) -> Html {
        C::draw(context, &self.0)
    }

    fn is(&self, other: &dyn Drawn) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<Self>().is_some_and(|other| self.0 == other.0)
    }
}

/// The props of a [`Part`].
#[derive(Clone)]
pub(crate) struct Whole(Rc<dyn Drawn>);

impl Whole {
    /// The component `C` with these props.
    pub(crate) fn of<C: Component>(props: C::Props) -> Self {
        Self(Rc::new(Of::<C>(props)))
    }

    fn kind(&self) -> TypeId {
        let any: &dyn Any = &*self.0;
        any.type_id()
    }
}

impl PartialEq for Whole {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&*other.0)
    }
}

impl Properties for Whole {
    type Builder = ();

    fn builder() {}
}

/// A node for the component `C`.
pub(crate) fn part<C: Component>(props: C::Props, key: Option<Key>) -> Html {
    of(Whole::of::<C>(props), key)
}

#[inline(never)]
fn of(whole: Whole, key: Option<Key>) -> Html {
    VChild::<Part>::new(whole, key).into()
}

/// What stands in it gets `value` from `use_context`.
pub(crate) fn context<T: Clone + PartialEq + 'static>(value: T, children: Html) -> Html {
    VChild::<ContextProvider<T>>::new(ContextProviderProps { context: value, children }, None).into()
}

/// The one component that Yew knows.
pub(crate) struct Part {
    hooks: FunctionComponent<Self>,
    /// How many others were here before: for Yew it is the same that gets new props, so this one takes care that
    /// nothing of the other stays.
    life: usize,
}

impl FunctionProvider for Part {
    type Properties = Whole;

    fn run(context: &mut HookContext, props: &Whole) -> HtmlResult {
        Ok(props.0.draw(context))
    }
}

impl BaseComponent for Part {
    type Message = ();
    type Properties = Whole;

    fn create(context: &Context<Self>) -> Self {
        Self { hooks: FunctionComponent::new(context), life: 0 }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, context: &Context<Self>, old: &Whole) -> bool {
        if old.kind() != context.props().kind() {
            self.hooks.destroy();
            self.hooks = FunctionComponent::new(context);
            self.life += 1;
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> HtmlResult {
        let html = self.hooks.render(context.props())?;
        // Only a node with a key in a list is another one for Yew, whatever kind of node it is.
        let own = VList::with_children(vec![html], Some(Key::from(self.life)));
        Ok(VList::with_children(vec![own.into()], None).into())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.hooks.rendered();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.hooks.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.hooks.prepare_state()
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
// What `html!` names in full is in scope here.
#[allow(unused_qualifications)]
mod tests {
    use gloo::timers::future::TimeoutFuture;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
    use yew::Callback;

    use super::*;
    use crate::html::{component, html, use_effect_with, use_state};

    wasm_bindgen_test_configure!(run_in_browser);

    #[derive(Clone, PartialEq)]
    struct Told {
        to: Callback<&'static str>,
    }

    #[component]
    fn First(props: &Told) -> Html {
        let to = props.to.clone();
        use_effect_with((), move |()| move || to.emit("the first has ended"));
        let state = use_state(|| String::from("first"));
        html! { <input id={(*state).clone()} /> }
    }

    #[component]
    fn Second(props: &Told) -> Html {
        let to = props.to.clone();
        let state = use_state(|| 2_usize);
        use_effect_with(*state, move |_| to.emit("the second has begun"));
        html! { <input data-second={*state} /> }
    }

    #[derive(Clone, PartialEq)]
    struct Which {
        is_second: bool,
        to: Callback<&'static str>,
    }

    #[component]
    fn Either(props: &Which) -> Html {
        let to = props.to.clone();
        if props.is_second {
            html! { <p><Second {to} /></p> }
        } else {
            html! { <p><First {to} /></p> }
        }
    }

    /// Yew draws when the browser lets it.
    async fn until(is: impl Fn() -> bool) {
        for _ in 0..1_000 {
            if is() {
                return;
            }
            TimeoutFuture::new(5).await;
        }
        panic!("it never came");
    }

    #[wasm_bindgen_test]
    async fn a_component_in_the_place_of_another_begins_anew() {
        let document = web_sys::window().and_then(|window| window.document()).unwrap();
        let root = document.create_element("div").unwrap();
        let told = Rc::new(std::cell::RefCell::new(Vec::new()));
        let to = {
            let told = told.clone();
            Callback::from(move |what| told.borrow_mut().push(what))
        };
        let which = |is_second| Whole::of::<Either>(Which { is_second, to: to.clone() });
        let heard = |count: usize| {
            let told = told.clone();
            until(move || told.borrow().len() == count)
        };
        let mut mounted = yew::Renderer::<Part>::with_root_and_props(root.clone(), which(false)).render();
        let shown = root.clone();
        until(move || shown.query_selector("#first").unwrap().is_some()).await;
        let first = root.query_selector("#first").unwrap().unwrap();
        mounted.update(which(true));
        heard(2).await;
        assert_eq!(root.inner_html(), "<p><input data-second=\"2\"></p>");
        assert!(!root.contains(Some(&first)), "not the same element with other attributes");
        mounted.update(which(false));
        let shown = root.clone();
        until(move || shown.query_selector("#first").unwrap().is_some()).await;
        assert_eq!(root.inner_html(), "<p><input id=\"first\"></p>");
        mounted.destroy();
        heard(3).await;
        let ends = told.take();
        assert_eq!(ends, ["the first has ended", "the second has begun", "the first has ended"]);
    }
}
