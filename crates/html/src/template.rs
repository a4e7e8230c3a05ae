//! A view as one string and what goes into its holes.
//!
//! The string is a list of pieces, each begun by its sign: `<tag`, `=name` and the value's own piece, `?name` (an attribute
//! from a hole), `*` (key, ref or listener from a hole), `'text`, `.` (a child from a hole), `(` and `)` around a fragment,
//! `/` at an element's end.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Error, Expr, Lit};

use crate::parse::{Attribute, Component, Element, Else, If, Node, Root, text};

/// Between the pieces: in no text that people read.
const END: char = '\u{1f}';

/// Attributes that are there or not, as in Yew; `checked` isn't one, an `input` has it as a property.
const FLAGS: [&str; 25] = [
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "controls",
    "default",
    "defer",
    "disabled",
    "formnovalidate",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nomodule",
    "novalidate",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// The code for an `html!`.
pub(crate) fn root(Root(root): &Root) -> TokenStream {
    match root {
        None => quote!(crate::html::Html::default()),
        Some(node) => node_code(node),
    }
}

/// An expression of type `Html`.
fn node_code(node: &Node) -> TokenStream {
    match node {
        Node::Component(component) => component_code(component),
        Node::Block(value) => quote_spanned!(value.span()=> crate::html::node(#value)),
        Node::If(one) => if_code(one),
        other => Template::default().with(std::slice::from_ref(other)).finish(),
    }
}

/// The same of several children: always a list, so that other siblings keep their places whatever is in it.
fn list_code(children: &[Node]) -> TokenStream {
    if children.is_empty() {
        return quote!(crate::html::Html::default());
    }
    let mut template = Template::default();
    template.piece('(', "");
    template = template.with(children);
    template.piece(')', "");
    template.finish()
}

fn if_code(If { condition, then, otherwise }: &If) -> TokenStream {
    let then = list_code(then);
    let otherwise = match otherwise {
        None => quote!(crate::html::Html::default()),
        Some(Else::If(other)) => if_code(other),
        Some(Else::Block(children)) => list_code(children),
    };
    quote!(if #condition { #then } else { #otherwise })
}

fn component_code(Component { path, key, props, base, children }: &Component) -> TokenStream {
    let span = path.span();
    let names = props.iter().map(|(name, _)| name);
    let values = props
        .iter()
        .map(|(_, value)| quote_spanned!(value.span()=> ::yew::html::IntoPropValue::into_prop_value(#value)));
    let children = match children.as_slice() {
        [] => None,
        [one] => Some(node_code(one)),
        several => Some(list_code(several)),
    };
    let children = children.map(|children| quote!(children: #children,));
    let base = base.as_ref().map(|base| quote!(..#base));
    let key = match key {
        Some(key) => quote_spanned!(key.span()=> Some(::yew::virtual_dom::Key::from(#key))),
        None => quote!(None),
    };
    // By an alias: a struct can't be written with the name of another's associated type.
    quote_spanned! {span=> {
        type OwnProps = <#path as crate::html::Component>::Props;
        crate::html::part::<#path>(OwnProps { #(#names: #values,)* #children #base }, #key)
    }}
}

/// A string with holes, and the code that fills them in their order.
struct Template {
    pieces: Vec<String>,
    slots: Ident,
    fill: Vec<TokenStream>,
}

impl Default for Template {
    fn default() -> Self {
        Self { pieces: Vec::new(), slots: Ident::new("slots", Span::mixed_site()), fill: Vec::new() }
    }
}

impl Template {
    fn finish(self) -> TokenStream {
        let Self { pieces, slots, fill } = self;
        let text = pieces.join(&END.to_string());
        if fill.is_empty() {
            return quote!(crate::html::still(#text));
        }
        quote!({
            let mut #slots = crate::html::Slots::new();
            #(#fill)*
            #slots.html(#text)
        })
    }

    fn with(mut self, children: &[Node]) -> Self {
        for child in children {
            self.node(child);
        }
        self
    }

    fn piece(&mut self, sign: char, text: &str) {
        self.pieces.push(format!("{sign}{text}"));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.element(element),
            Node::Fragment { key, children } => {
                self.piece('(', "");
                if let Some(key) = key {
                    self.key(key);
                }
                children.iter().for_each(|child| self.node(child));
                self.piece(')', "");
            }
            Node::Text(text) if text.value().contains(END) => {
                self.fill.push(Error::new(text.span(), "this text has the sign U+001F").to_compile_error());
            }
            Node::Text(text) => self.piece('\'', &text.value()),
            Node::Block(value) => {
                self.piece('.', "");
                self.child(value.span(), &quote!(#value));
            }
            Node::Component(component) => {
                self.piece('.', "");
                self.child(component.path.span(), &component_code(component));
            }
            Node::If(one) => {
                self.piece('.', "");
                self.child(one.condition.span(), &if_code(one));
            }
            Node::Each(each) => {
                self.piece('.', "");
                let (slots, one) = (&self.slots, Ident::new("one", Span::mixed_site()));
                let put = quote_spanned!(each.span()=> crate::html::Child::put(#one, &mut #slots););
                self.each(&quote!(for #one in #each { #put }));
            }
            Node::For { pattern, each, body } => {
                self.piece('.', "");
                let slots = self.slots.clone();
                let body = body.iter().map(|child| {
                    let child = node_code(child);
                    quote!(crate::html::Child::put(#child, &mut #slots);)
                });
                self.each(&quote!(for #pattern in #each { #(#body)* }));
            }
        }
    }

    fn child(&mut self, span: Span, value: &TokenStream) {
        let slots = &self.slots;
        self.fill.push(quote_spanned!(span=> crate::html::Child::put(#value, &mut #slots);));
    }

    /// A loop whose children go into one hole.
    fn each(&mut self, code: &TokenStream) {
        let (slots, mark) = (&self.slots, Ident::new("mark", Span::mixed_site()));
        self.fill.push(quote! {
            let #mark = #slots.mark();
            #code
            #slots.gather(#mark);
        });
    }

    fn key(&mut self, key: &Expr) {
        self.piece('*', "");
        let slots = &self.slots;
        self.fill.push(quote_spanned!(key.span()=> #slots.key(::yew::virtual_dom::Key::from(#key));));
    }

    fn element(&mut self, Element { tag, attributes, children }: &Element) {
        self.piece('<', &tag.text);
        for attribute in attributes {
            self.attribute(attribute);
        }
        children.iter().for_each(|child| self.node(child));
        self.piece('/', "");
    }

    fn attribute(&mut self, Attribute { name, value }: &Attribute) {
        let (slots, span) = (self.slots.clone(), value.span());
        let is_flag = FLAGS.contains(&name.text.as_str());
        match (name.text.as_str(), value) {
            ("key", key) => self.key(key),
            ("ref", value) => {
                self.piece('*', "");
                self.fill.push(quote_spanned!(span=> #slots.reference(#value);));
            }
            (on, value) if on.starts_with("on") => {
                self.piece('*', "");
                let on = Ident::new(on, name.span);
                self.fill.push(quote_spanned!(name.span=> #slots.#on(#value);));
            }
            (flag, Expr::Lit(literal)) if is_flag && flag != "checked" => match &literal.lit {
                Lit::Bool(on) => {
                    if on.value {
                        self.still(flag, flag);
                    }
                }
                _ => self.fill.push(
                    Error::new(
                        span,
                        format!("`{flag}` is there or not: write `{flag}=true` or `{flag}={{…}}`"),
                    )
                    .to_compile_error(),
                ),
            },
            (flag, value) if is_flag => {
                self.piece('?', flag);
                self.fill.push(quote_spanned!(span=> #slots.flag(#value);));
            }
            (other, value) => match text(value) {
                // A field's value is a property, which only a hole sets.
                Some(text) if other != "value" => self.still(other, &text.value()),
                _ => {
                    self.piece('?', other);
                    self.fill.push(quote_spanned!(span=> crate::html::Attribute::put(#value, &mut #slots);));
                }
            },
        }
    }

    fn still(&mut self, name: &str, value: &str) {
        self.piece('=', name);
        self.pieces.push(value.to_owned());
    }
}
