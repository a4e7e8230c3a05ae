//! Views as Yew renders them, turned into the node trees that the gate makes elements of (`TreeNode` in
//! `gate/types.d.ts`).

use roxmltree::{Document, Node};
use samtycke_pack::Manifest;
use samtycke_pack::manifest::Region;
use samtycke_record::json::Value;
use samtycke_widget::banner::{Banner, BannerProps, EmbedPlaceholder, Reopen, SignalNotice};
use samtycke_widget::preferences::{Preferences, PreferencesProps};
use yew::{BaseComponent, LocalServerRenderer};

use super::EmbedError;

/// The views that stand before the widget is loaded.
#[derive(Clone, Copy)]
pub(super) enum Early<'a> {
    /// In a region of its own rule, or everywhere else.
    Banner(Option<&'a Region>),
    SignalNotice,
    Reopen,
    Embed,
}

/// A view as a node tree.
pub(super) fn tree(view: Early<'_>, manifest: &Manifest, language: &str) -> Result<Value, EmbedError> {
    let region = if let Early::Banner(region) = view { region.cloned() } else { None };
    let props = BannerProps { manifest: manifest.clone(), language: language.to_owned(), region };
    let html = match view {
        Early::Banner(_) => render::<Banner>(props),
        Early::SignalNotice => render::<SignalNotice>(props),
        Early::Reopen => render::<Reopen>(props),
        Early::Embed => render::<EmbedPlaceholder>(props),
    }?;
    parsed(&html)
}

/// The second layer as a node tree.
pub(super) fn preferences(props: PreferencesProps) -> Result<Value, EmbedError> {
    parsed(&render::<Preferences>(props)?)
}

/// HTML as Yew writes it is XML, but for the ends of elements that have none.
fn parsed(html: &str) -> Result<Value, EmbedError> {
    const INPUT: &str = "<input";
    let mut pieces = html.split(INPUT);
    let mut xml = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // In attributes it is escaped.
        let (attributes, rest) = piece.split_once('>').unwrap_or((piece, ""));
        xml.extend([INPUT, attributes.trim_end_matches('/'), "/>", rest]);
    }
    let document = Document::parse(&xml).map_err(|error| EmbedError(format!("a view: {error}")))?;
    Ok(node(document.root_element()))
}

fn render<C: BaseComponent>(props: C::Properties) -> Result<String, EmbedError>
where
    C::Properties: 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| EmbedError(format!("no runtime to render with: {error}")))?;
    let tasks = tokio::task::LocalSet::new();
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    Ok(tasks.block_on(&runtime, renderer.render()))
}

fn node(element: Node<'_, '_>) -> Value {
    let attributes =
        element.attributes().map(|one| (one.name().to_owned(), Value::from(one.value()))).collect::<Vec<_>>();
    let mut parts = vec![Value::from(element.tag_name().name()), Value::Object(attributes)];
    for child in element.children() {
        if child.is_element() {
            parts.push(node(child));
        } else if let Some(text) = child.text() {
            parts.push(Value::from(text));
        }
    }
    Value::Array(parts)
}
