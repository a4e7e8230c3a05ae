//! Yew's hooks, but that each is one for all types: Yew's own are compiled anew for each value and closure.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use wasm_bindgen::UnwrapThrowExt as _;
use yew::functional::{Hook, HookContext};

type End = Box<dyn FnOnce()>;

/// What an effect gives back to be called before the next one and at the end: a closure, or `()`.
pub(crate) trait Ending {
    /// As what is called.
    fn boxed(self) -> Option<End>;
}

impl Ending for () {
    fn boxed(self) -> Option<End> {
        None
    }
}

impl<F: FnOnce() + 'static> Ending for F {
    fn boxed(self) -> Option<End> {
        Some(Box::new(self))
    }
}

/// A value of any type, and how it is compared.
#[derive(Clone)]
pub(crate) struct Held {
    value: Rc<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Held {
    pub(crate) fn of<T: PartialEq + 'static>(value: T) -> Self {
        Self { value: Rc::new(value), same: same::<T> }
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    matches!((one.downcast_ref::<T>(), other.downcast_ref::<T>()), (Some(one), Some(other)) if one == other)
}

fn never(_: &dyn Any, _: &dyn Any) -> bool {
    false
}

fn typed<T: 'static>(value: Rc<dyn Any>) -> Rc<T> {
    // Each hook of a component is called with the same type in every drawing.
    value.downcast().ok().unwrap_throw()
}

/// After the drawing, when `deps` are others than before.
pub(crate) fn use_effect_with<T, D>(deps: T, run: impl FnOnce(&T) -> D + 'static) -> impl Hook<Output = ()>
where
    T: PartialEq + 'static,
    D: Ending,
{
    let deps = Rc::new(deps);
    let value = deps.clone();
    Effect { deps: Held { value, same: same::<T> }, run: Box::new(move || run(&deps).boxed()) }
}

struct Effect {
    deps: Held,
    run: Box<dyn FnOnce() -> Option<End>>,
}

impl Hook for Effect {
    type Output = ();

    #[inline(never)]
    fn run(self, context: &mut HookContext) {
        let run = self.run;
        let effect = yew::functional::use_effect_with(self.deps, move |_| {
            let end = run();
            move || {
                if let Some(end) = end {
                    end();
                }
            }
        });
        effect.run(context);
    }
}

/// What stays from drawing to drawing.
struct Kept<F>(F);

impl<T: 'static, F: FnOnce() -> T> Hook for Kept<F> {
    type Output = Rc<T>;

    fn run(self, context: &mut HookContext) -> Rc<T> {
        let place = place(context);
        let mut place = place.borrow_mut();
        let value = place.get_or_insert_with(|| Rc::new((self.0)()));
        typed(value.clone())
    }
}

type Place = Rc<RefCell<Option<Rc<dyn Any>>>>;

#[inline(never)]
fn place(context: &mut HookContext) -> Place {
    yew::functional::use_mut_ref(|| None).run(context)
}

/// A cell that stays, and whose change draws nothing.
pub(crate) fn use_mut_ref<T: 'static>(first: impl FnOnce() -> T) -> impl Hook<Output = Rc<RefCell<T>>> {
    Kept(|| RefCell::new(first()))
}

/// A value that is made anew when `deps` are others than before.
pub(crate) fn use_memo<T, D>(deps: D, make: impl FnOnce(&D) -> T) -> impl Hook<Output = Rc<T>>
where
    T: 'static,
    D: PartialEq + 'static,
{
    Memo { deps, make }
}

struct Memo<D, F> {
    deps: D,
    make: F,
}

impl<T, D, F> Hook for Memo<D, F>
where
    T: 'static,
    D: PartialEq + 'static,
    F: FnOnce(&D) -> T,
{
    type Output = Rc<T>;

    fn run(self, context: &mut HookContext) -> Rc<T> {
        let place = place(context);
        let mut place = place.borrow_mut();
        if let Some(held) = place.clone() {
            let held = typed::<(D, Rc<T>)>(held);
            if held.0 == self.deps {
                return held.1.clone();
            }
        }
        let value = Rc::new((self.make)(&self.deps));
        *place = Some(Rc::new((self.deps, value.clone())));
        value
    }
}

/// A value that stays, and whose change draws the component anew.
pub(crate) fn use_state<T: 'static>(first: impl FnOnce() -> T) -> impl Hook<Output = UseStateHandle<T>> {
    State { first, same: never }
}

/// The same, but that an equal value changes nothing.
pub(crate) fn use_state_eq<T>(first: impl FnOnce() -> T) -> impl Hook<Output = UseStateHandle<T>>
where
    T: PartialEq + 'static,
{
    State { first, same: same::<T> }
}

struct State<F> {
    first: F,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl<T: 'static, F: FnOnce() -> T> Hook for State<F> {
    type Output = UseStateHandle<T>;

    fn run(self, context: &mut HookContext) -> UseStateHandle<T> {
        let mut first = Some(self.first);
        let mut first = || -> Rc<dyn Any> {
            match first.take() {
                Some(first) => Rc::new(first()),
                None => Rc::new(()),
            }
        };
        let handle = state(&mut first, self.same, context);
        UseStateHandle { value: typed(handle.value.clone()), handle }
    }
}

#[inline(never)]
fn state(
    first: &mut dyn FnMut() -> Rc<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
    context: &mut HookContext,
) -> yew::UseStateHandle<Held> {
    yew::functional::use_state_eq(|| Held { value: first(), same }).run(context)
}

/// The value as it was in this drawing.
pub(crate) struct UseStateHandle<T> {
    value: Rc<T>,
    handle: yew::UseStateHandle<Held>,
}

impl<T: 'static> UseStateHandle<T> {
    /// Sets it and draws anew.
    pub(crate) fn set(&self, value: T) {
        self.setter().set(value);
    }

    /// What sets it, without the value.
    pub(crate) fn setter(&self) -> UseStateSetter<T> {
        UseStateSetter { setter: self.handle.setter(), same: self.handle.same, wrap: |value| Rc::new(value) }
    }
}

impl<T> Deref for UseStateHandle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Clone for UseStateHandle<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), handle: self.handle.clone() }
    }
}

impl<T: PartialEq> PartialEq for UseStateHandle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Sets a value that stays.
pub(crate) struct UseStateSetter<T> {
    setter: yew::UseStateSetter<Held>,
    same: fn(&dyn Any, &dyn Any) -> bool,
    wrap: fn(T) -> Rc<dyn Any>,
}

impl<T> UseStateSetter<T> {
    /// Sets it and draws anew.
    pub(crate) fn set(&self, value: T) {
        set(&self.setter, Held { value: (self.wrap)(value), same: self.same });
    }
}

#[inline(never)]
fn set(setter: &yew::UseStateSetter<Held>, value: Held) {
    setter.set(value);
}

impl<T> Clone for UseStateSetter<T> {
    fn clone(&self) -> Self {
        Self { setter: self.setter.clone(), same: self.same, wrap: self.wrap }
    }
}

impl<T> PartialEq for UseStateSetter<T> {
    fn eq(&self, other: &Self) -> bool {
        self.setter == other.setter
    }
}
