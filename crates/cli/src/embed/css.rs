//! Styles, minified, and without what nothing in the embed is matched by.

use std::collections::HashSet;

use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::Component;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use samtycke_record::json::Value;

use super::EmbedError;

/// Minifies a style sheet.
pub(crate) fn minify(source: &str) -> Result<String, EmbedError> {
    print(parse(source)?, HashSet::new())
}

/// The same, of the rules that these node trees need.
pub(super) fn needed(source: &str, trees: &[&Value]) -> Result<String, EmbedError> {
    // A placeholder's root is matched by the banner's rules, and comes later.
    let mut known = Known { tags: HashSet::new(), classes: HashSet::from(["embed".to_owned()]) };
    trees.iter().for_each(|tree| known.add(tree));
    let mut sheet = parse(source)?;
    known.keep(&mut sheet.rules);
    let kept = print(sheet, HashSet::new())?;
    // Custom properties that only the rules use which went.
    let unused = kept
        .split(['{', ';'])
        .filter_map(|text| text.split_once(':').map(|(name, _)| name))
        .filter(|name| name.starts_with("--") && !kept.contains(&format!("var({name})")))
        .map(str::to_owned)
        .collect();
    print(parse(&kept)?, unused)
}

fn parse(source: &str) -> Result<StyleSheet<'_>, EmbedError> {
    StyleSheet::parse(source, ParserOptions::default()).map_err(|error| EmbedError(error.to_string()))
}

fn print(mut sheet: StyleSheet<'_>, unused_symbols: HashSet<String>) -> Result<String, EmbedError> {
    let options = MinifyOptions { unused_symbols, ..MinifyOptions::default() };
    sheet.minify(options).map_err(|error| EmbedError(error.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|printed| printed.code).map_err(|error| EmbedError(error.to_string()))
}

/// What there is to be matched.
struct Known {
    tags: HashSet<String>,
    classes: HashSet<String>,
}

impl Known {
    fn add(&mut self, node: &Value) {
        match node {
            Value::Array(parts) => {
                if let Some(Value::String(tag)) = parts.first() {
                    self.tags.insert(tag.clone());
                }
                parts.iter().skip(1).for_each(|part| self.add(part));
            }
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if name == "class" => {
                            self.classes.extend(text.split(' ').map(str::to_owned));
                        }
                        _ => self.add(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn keep(&self, rules: &mut CssRuleList<'_>) {
        rules.0.retain_mut(|rule| match rule {
            CssRule::Style(style) => {
                style.selectors.0.retain(|selector| {
                    selector.iter_raw_match_order().all(|component| match component {
                        Component::LocalName(tag) => self.tags.contains(&*tag.lower_name.0),
                        Component::Class(class) => self.classes.contains(&*class.0),
                        _ => true,
                    })
                });
                !style.selectors.0.is_empty()
            }
            CssRule::Media(media) => {
                self.keep(&mut media.rules);
                !media.rules.0.is_empty()
            }
            _ => true,
        });
    }
}
