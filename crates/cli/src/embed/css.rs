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
    // In custom properties blanks are left as they were written.
    Ok(inlined(print(parse(&kept)?, unused)?.replace(", ", ",")))
}

/// Without custom properties that one rule alone uses: their value stands there instead.
fn inlined(css: String) -> String {
    let once = css.split_inclusive(['{', ';', '}']).find_map(|declaration| {
        let (name, value) = declaration.strip_suffix([';', '}']).unwrap_or(declaration).split_once(':')?;
        let used = format!("var({name})");
        let is_once = |text: &str| css.matches(text).count() == 1;
        (name.starts_with("--_") && is_once(&used) && is_once(&format!("{name}:")))
            .then(|| (format!("{name}:{value}"), used, value.to_owned()))
    });
    match once {
        None => css,
        Some((declared, used, value)) => {
            // The last of a rule has no semicolon.
            let without =
                css.replacen(&format!("{declared};"), "", 1).replacen(&format!(";{declared}"), "", 1);
            inlined(without.replacen(&used, &value, 1))
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::{BANNER, EDGES, EMBED, TOKENS};

    #[test]
    fn what_one_rule_uses_stands_in_it() {
        let check = |css: &str, expect: &str| assert_eq!(inlined(css.to_owned()), expect);
        check(":host{--_a:1px;--_b:2px}p{margin:var(--_a)}", ":host{--_b:2px}p{margin:1px}");
        check(":host{--_b:2px;--_a:1px}p{margin:var(--_a)}", ":host{--_b:2px}p{margin:1px}");
        check(
            ":host{--_a:max(1px,2px);--_b:var(--_a);--_c:0}p{margin:var(--_b)}",
            ":host{--_c:0}p{margin:max(1px,2px)}",
        );
        for kept in [
            ":host{--_a:1px;--_b:2px}p{margin:var(--_a) var(--_a)}",
            ":host{--_a:1px;--_b:2px}@media print{:host{--_a:3px;--_b:2px}}p{margin:var(--_a)}",
            ":host{--samtycke-a:1px}p{margin:var(--samtycke-a)}",
        ] {
            check(kept, kept);
        }
    }

    #[test]
    fn what_comes_later_uses_no_more_than_the_banner_declares() -> Result<(), EmbedError> {
        let class = Value::Object(vec![("class".to_owned(), Value::from("banner"))]);
        let tree = Value::Array(vec![Value::from("button"), class]);
        let front = needed(&format!("{TOKENS}{BANNER}"), &[&tree])?;
        for later in [EMBED, EDGES] {
            for used in later.split("var(").skip(1).filter_map(|rest| rest.split([')', ',']).next()) {
                assert!(front.contains(&format!("{used}:")), "{used}");
            }
        }
        Ok(())
    }
}
