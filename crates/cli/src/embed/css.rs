//! Styles, minified.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use super::EmbedError;

/// Minifies a style sheet.
pub(crate) fn minify(source: &str) -> Result<String, EmbedError> {
    let mut sheet =
        StyleSheet::parse(source, ParserOptions::default()).map_err(|error| EmbedError(error.to_string()))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| EmbedError(error.to_string()))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|printed| printed.code).map_err(|error| EmbedError(error.to_string()))
}
