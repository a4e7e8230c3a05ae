//! The syntax of a view.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Block, Error, Expr, Ident, Lit, LitStr, Pat, Path, Result, Token, braced, token};

/// What stands in an `html!`.
pub(crate) struct Root(pub(crate) Option<Node>);

/// One child.
pub(crate) enum Node {
    Element(Element),
    Fragment {
        key: Option<Expr>,
        children: Vec<Self>,
    },
    Component(Component),
    /// Known when it is compiled.
    Text(LitStr),
    Block(Expr),
    /// `{ for … }`
    Each(Expr),
    For {
        pattern: Pat,
        each: Expr,
        body: Vec<Self>,
    },
    If(If),
}

pub(crate) struct Element {
    pub(crate) tag: Name,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

pub(crate) struct Component {
    pub(crate) path: Path,
    pub(crate) key: Option<Expr>,
    pub(crate) props: Vec<(Ident, Expr)>,
    /// `..props`: where the other ones come from.
    pub(crate) base: Option<Expr>,
    pub(crate) children: Vec<Node>,
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Node>,
    pub(crate) otherwise: Option<Else>,
}

pub(crate) enum Else {
    If(Box<If>),
    Block(Vec<Node>),
}

/// A name with dashes, like `aria-label`.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

pub(crate) struct Attribute {
    pub(crate) name: Name,
    pub(crate) value: Expr,
}

impl Parse for Root {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() {
            return Ok(Self(None));
        }
        let begins_a_node = [
            input.peek(Token![<]),
            input.peek(token::Brace),
            input.peek(Token![if]),
            input.peek(Token![for]),
        ];
        let node = if begins_a_node.contains(&true) { input.parse()? } else { Node::of(input.parse()?) };
        if input.is_empty() {
            return Ok(Self(Some(node)));
        }
        Err(input.error("only one root is allowed here: wrap what stands in `html!` in a fragment, `<>…</>`"))
    }
}

impl Parse for Node {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![<]) {
            return tag(input);
        }
        if input.peek(token::Brace) {
            let content;
            let brace = braced!(content in input);
            if content.is_empty() {
                return Err(Error::new(brace.span.join(), "nothing stands in these braces: take them away"));
            }
            if content.peek(Token![for]) {
                content.parse::<Token![for]>()?;
                return Ok(Self::Each(content.parse()?));
            }
            return expression(&content, brace.span.join()).map(Self::of);
        }
        if input.peek(Token![if]) {
            return input.parse().map(Self::If);
        }
        if input.peek(Token![for]) {
            input.parse::<Token![for]>()?;
            let pattern = Pat::parse_single(input)?;
            input.parse::<Token![in]>()?;
            let each = Expr::parse_without_eager_brace(input)?;
            return Ok(Self::For { pattern, each, body: block(input)? });
        }
        if input.peek(LitStr) {
            return input.parse().map(Self::Text);
        }
        Err(input.error(
            "expected an element, a component, a fragment, `if`, `for` or `{ an expression }`: put any other Rust \
             in braces",
        ))
    }
}

impl Node {
    fn of(value: Expr) -> Self {
        match text(&value) {
            Some(text) => Self::Text(text),
            None => Self::Block(value),
        }
    }
}

impl Parse for If {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = Expr::parse_without_eager_brace(input)?;
        let then = block(input)?;
        let otherwise = if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
            Some(if input.peek(Token![if]) {
                Else::If(Box::new(input.parse()?))
            } else {
                Else::Block(block(input)?)
            })
        } else {
            None
        };
        Ok(Self { condition, then, otherwise })
    }
}

impl Parse for Name {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let first = input.call(Ident::parse_any)?;
        let (mut text, span) = (first.unraw().to_string(), first.span());
        while input.peek(Token![-]) {
            input.parse::<Token![-]>()?;
            text.push('-');
            text.push_str(&input.call(Ident::parse_any)?.to_string());
        }
        Ok(Self { text, span })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let only = "only a variable has its name for an attribute: write `name={…}`";
            let ident: Ident = content.parse().map_err(|error| Error::new(error.span(), only))?;
            if !content.is_empty() {
                return Err(content.error(only));
            }
            let name = Name { text: ident.unraw().to_string(), span: ident.span() };
            return Ok(Self { name, value: syn::parse_quote!(#ident) });
        }
        let name: Name = input.parse()?;
        if !input.peek(Token![=]) {
            let told = format!("`{0}` has no value: write `{0}={{…}}` or `{0}=\"…\"`", name.text);
            return Err(Error::new(name.span, told));
        }
        input.parse::<Token![=]>()?;
        let value = if input.peek(token::Brace) {
            let content;
            let brace = braced!(content in input);
            expression(&content, brace.span.join())?
        } else {
            let literal: Lit = input.parse().map_err(|error| {
                Error::new(error.span(), "expected a literal or `{ an expression }` as the attribute's value")
            })?;
            syn::parse_quote!(#literal)
        };
        Ok(Self { name, value })
    }
}

/// What a literal says; `None` for what is known only when it is run.
pub(crate) fn text(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The inside of braces: an expression, or statements that end with one.
fn expression(content: ParseStream<'_>, span: Span) -> Result<Expr> {
    let mut statements = content.call(Block::parse_within)?;
    match (statements.pop(), statements.is_empty()) {
        (Some(syn::Stmt::Expr(value, None)), true) => Ok(value),
        (Some(syn::Stmt::Macro(one)), true) if one.semi_token.is_none() => {
            Ok(Expr::Macro(syn::ExprMacro { attrs: one.attrs, mac: one.mac }))
        }
        (Some(last), _) => {
            statements.push(last);
            Ok(syn::parse_quote_spanned!(span=> { #(#statements)* }))
        }
        (None, _) => Err(Error::new(span, "expected an expression in these braces")),
    }
}

fn block(input: ParseStream<'_>) -> Result<Vec<Node>> {
    let content;
    braced!(content in input);
    let mut children = Vec::new();
    while !content.is_empty() {
        children.push(content.parse()?);
    }
    Ok(children)
}

/// From `<` on.
fn tag(input: ParseStream<'_>) -> Result<Node> {
    let open: Token![<] = input.parse()?;
    if input.peek(Token![/]) {
        return Err(Error::new(open.span, "this closing tag closes nothing that is open here"));
    }
    if input.peek(Token![>]) || input.peek(Ident) && input.peek2(Token![=]) {
        let mut key = None;
        if !input.peek(Token![>]) {
            let attribute: Attribute = input.parse()?;
            if attribute.name.text != "key" {
                return Err(Error::new(attribute.name.span, "a fragment takes a `key` and nothing else"));
            }
            key = Some(attribute.value);
        }
        input.parse::<Token![>]>()?;
        let children = children(input, open.span, "")?;
        return Ok(Node::Fragment { key, children });
    }
    if input.peek(Token![@]) {
        return Err(input.error("a tag that is known only when it is run is built with `VTag::new`"));
    }
    let fork = input.fork();
    let first = fork.call(Ident::parse_any)?;
    if fork.peek(Token![::]) || first.to_string().starts_with(char::is_uppercase) {
        return component(input, open.span).map(Node::Component);
    }
    let tag: Name = input.parse()?;
    let attributes = attributes(input)?;
    let children = match closed(input)? {
        true => Vec::new(),
        false if VOID.contains(&tag.text.as_str()) => {
            let told = format!("`<{0}>` can't have children: write `<{0} … />`", tag.text);
            return Err(Error::new(tag.span, told));
        }
        false => children(input, tag.span, &tag.text)?,
    };
    Ok(Node::Element(Element { tag, attributes, children }))
}

/// Elements that HTML gives no end tag, and the text area, whose text is its `value`.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "textarea", "track", "wbr",
];

fn component(input: ParseStream<'_>, open: Span) -> Result<Component> {
    let path = input.call(Path::parse_mod_style)?;
    let mut key = None;
    let mut props = Vec::new();
    for Attribute { name, value } in attributes(input)? {
        if name.text == "key" {
            key = Some(value);
        } else {
            let ident = syn::parse_str::<Ident>(&name.text)
                .map_err(|_| Error::new(name.span, format!("`{}` can't be a prop's name", name.text)))?;
            props.push((Ident::new(&ident.to_string(), name.span), value));
        }
    }
    let base = if input.peek(Token![..]) {
        input.parse::<Token![..]>()?;
        Some(base(input)?)
    } else {
        None
    };
    let children = if closed(input)? {
        Vec::new()
    } else {
        let name = path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>().join("::");
        children(input, open, &name)?
    };
    Ok(Component { path, key, props, base, children })
}

/// The expression after `..`, as far as the tag's end.
fn base(input: ParseStream<'_>) -> Result<Expr> {
    let mut tokens = proc_macro2::TokenStream::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        tokens.extend([input.parse::<proc_macro2::TokenTree>()?]);
    }
    syn::parse2(tokens)
}

fn attributes(input: ParseStream<'_>) -> Result<Vec<Attribute>> {
    let mut all: Vec<Attribute> = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) && !input.peek(Token![..]) {
        if input.is_empty() {
            return Err(input.error("this tag is not finished: `>` or `/>` is missing"));
        }
        let one: Attribute = input.parse()?;
        if all.iter().any(|other| other.name.text == one.name.text) {
            return Err(Error::new(one.name.span, format!("`{}` stands here twice", one.name.text)));
        }
        all.push(one);
    }
    Ok(all)
}

/// `/>` rather than `>`?
fn closed(input: ParseStream<'_>) -> Result<bool> {
    let slash: Option<Token![/]> = input.parse()?;
    input.parse::<Token![>]>()?;
    Ok(slash.is_some())
}

/// The children and the closing tag.
fn children(input: ParseStream<'_>, open: Span, name: &str) -> Result<Vec<Node>> {
    let mut all = Vec::new();
    loop {
        if input.is_empty() {
            return Err(Error::new(open, format!("`<{name}>` is never closed: `</{name}>` is missing")));
        }
        if input.peek(Token![<]) && input.peek2(Token![/]) {
            input.parse::<Token![<]>()?;
            let slash: Token![/] = input.parse()?;
            let mut closing = String::new();
            while !input.peek(Token![>]) {
                closing.push_str(&input.parse::<proc_macro2::TokenTree>()?.to_string());
            }
            input.parse::<Token![>]>()?;
            if closing != name {
                let told = format!("`</{closing}>` stands where `</{name}>` must");
                return Err(Error::new(slash.span, told));
            }
            return Ok(all);
        }
        all.push(input.parse()?);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_view_is_told_with_what_to_do() {
        for (input, told) in [
            ("<p>", "`<p>` is never closed: `</p>` is missing"),
            ("<p></b></p>", "`</b>` stands where `</p>` must"),
            ("</p>", "this closing tag closes nothing that is open here"),
            (
                "<p/><p/>",
                "only one root is allowed here: wrap what stands in `html!` in a fragment, `<>…</>`",
            ),
            ("<br>{ 1 }</br>", "`<br>` can't have children: write `<br … />`"),
            ("<p id/>", "`id` has no value: write `id={…}` or `id=\"…\"`"),
            ("<p id=\"a\" {id}/>", "`id` stands here twice"),
            ("<p {a.b}/>", "only a variable has its name for an attribute: write `name={…}`"),
            ("<p {{a}}/>", "only a variable has its name for an attribute: write `name={…}`"),
            ("<p id=a/>", "expected a literal or `{ an expression }` as the attribute's value"),
            ("<p id={}/>", "expected an expression in these braces"),
            ("<p>{}</p>", "nothing stands in these braces: take them away"),
            ("<id=\"a\"></>", "a fragment takes a `key` and nothing else"),
            ("<@{tag}/>", "a tag that is known only when it is run is built with `VTag::new`"),
        ] {
            let error = syn::parse_str::<Root>(input).map(|_| ()).map_err(|error| error.to_string());
            assert_eq!(error, Err(told.to_owned()), "{input}");
        }
    }

    #[test]
    fn what_can_be_one_is_read() {
        for input in [
            "",
            "text",
            "<p/>",
            "<Part {a} b={c} ..d />",
            "<a::Part key={1}><b/></a::Part>",
            "<key={1}><p/>{ for all }</>",
            "if let Some(a) = b { <p/> } else if c { } else { { d } }",
            "<label for=\"a\" aria-label={b}>{ match c { _ => 1 } }</label>",
            "<ul>for one in all { <li>{ one }</li> }</ul>",
        ] {
            assert!(syn::parse_str::<Root>(input).is_ok(), "{input}");
        }
    }
}
