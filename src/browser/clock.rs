//! The client's clock, which nobody vouches for, and how times are shown.

use samtycke_record::Timestamp;
use wasm_bindgen::JsValue;

/// Now, as records write it. `None` only where the clock is beyond the year 9999.
pub(crate) fn now() -> Option<Timestamp> {
    Timestamp::parse(&String::from(js_sys::Date::new_0().to_iso_string()))
}

/// Whole seconds since 1970 at that date, in any form that browsers read; `None` when it is none.
pub(crate) fn seconds_of(date: &str) -> Option<u32> {
    whole_seconds(js_sys::Date::parse(date))
}

/// Whole seconds since 1970, now.
pub(crate) fn seconds() -> Option<u32> {
    whole_seconds(js_sys::Date::now())
}

fn whole_seconds(milliseconds: f64) -> Option<u32> {
    let seconds = (milliseconds / 1000.0).floor();
    (0.0..f64::from(u32::MAX)).contains(&seconds).then_some(seconds as u32)
}

/// That many days before now, as records write it.
pub(crate) fn days_ago(days: u32) -> Option<Timestamp> {
    let then = js_sys::Date::now() - f64::from(days) * 86_400_000.0;
    Timestamp::parse(&String::from(js_sys::Date::new(&JsValue::from_f64(then)).to_iso_string()))
}

/// Today where the reader is, `YYYY-MM-DD`.
pub(crate) fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// A date or time of a record in the words of the language: `1. september 2026`.
pub(crate) fn long_date(text: &str, language: &str) -> String {
    localised(text, language, &["dateStyle"])
}

/// Date and time in the words of the language.
pub(crate) fn long_time(text: &str, language: &str) -> String {
    localised(text, language, &["dateStyle", "timeStyle"])
}

fn localised(text: &str, language: &str, styles: &[&str]) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(text));
    if date.get_time().is_nan() {
        return text.to_owned();
    }
    let options = js_sys::Object::new();
    for style in styles {
        let value = if *style == "timeStyle" { "medium" } else { "long" };
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(style), &JsValue::from_str(value));
    }
    // European vendors: day before month, in English too.
    let locale = if language == "en" { "en-GB" } else { language };
    String::from(date.to_locale_string(locale, &options))
}
