//! Source files of the gate and the styles, carried in the binary: whoever installs it needs nothing else.

/// `gate/*.js` by name.
pub(crate) const GATE: &[(&str, &str)] = &[
    ("answer.js", include_str!("../../../gate/answer.js")),
    ("api.js", include_str!("../../../gate/api.js")),
    ("attempt.js", include_str!("../../../gate/attempt.js")),
    ("banner.js", include_str!("../../../gate/banner.js")),
    ("clear.js", include_str!("../../../gate/clear.js")),
    ("config.js", include_str!("../../../gate/config.js")),
    ("controls.js", include_str!("../../../gate/controls.js")),
    ("core.js", include_str!("../../../gate/core.js")),
    ("deliver.js", include_str!("../../../gate/deliver.js")),
    ("elements.js", include_str!("../../../gate/elements.js")),
    ("embed.js", include_str!("../../../gate/embed.js")),
    ("entry-cookies.js", include_str!("../../../gate/entry-cookies.js")),
    ("entry-core.js", include_str!("../../../gate/entry-core.js")),
    ("entry-plain.js", include_str!("../../../gate/entry-plain.js")),
    ("events.js", include_str!("../../../gate/events.js")),
    ("front.js", include_str!("../../../gate/front.js")),
    ("load.js", include_str!("../../../gate/load.js")),
    ("options.js", include_str!("../../../gate/options.js")),
    ("page.js", include_str!("../../../gate/page.js")),
    ("place.js", include_str!("../../../gate/place.js")),
    ("preferences.js", include_str!("../../../gate/preferences.js")),
    ("release.js", include_str!("../../../gate/release.js")),
    ("rules.js", include_str!("../../../gate/rules.js")),
    ("signals.js", include_str!("../../../gate/signals.js")),
    ("store.js", include_str!("../../../gate/store.js")),
    ("tree.js", include_str!("../../../gate/tree.js")),
];

/// Custom properties and their defaults, in front of every other style.
pub(crate) const TOKENS: &str = include_str!("../../../styles/tokens.css");
/// Banner, re-open control and placeholders of embeds.
pub(crate) const BANNER: &str = include_str!("../../../styles/banner.css");
/// Where the banner stands; a pack has one of them.
pub(crate) const LAYOUT_BOX: &str = include_str!("../../../styles/banner-box.css");
pub(crate) const LAYOUT_BAR: &str = include_str!("../../../styles/banner-bar.css");
pub(crate) const LAYOUT_CENTRE: &str = include_str!("../../../styles/banner-centre.css");
/// The widget's views, in the order of the cascade.
pub(crate) const VIEWS: &str = concat!(
    include_str!("../../../styles/base.css"),
    include_str!("../../../styles/table.css"),
    include_str!("../../../styles/dialog.css"),
    include_str!("../../../styles/preferences.css"),
    include_str!("../../../styles/reading.css"),
    include_str!("../../../styles/policy.css"),
    include_str!("../../../styles/redline.css"),
    include_str!("../../../styles/search.css"),
    include_str!("../../../styles/agreement.css"),
    include_str!("../../../styles/again.css"),
    include_str!("../../../styles/panels.css"),
);
/// The plain pages of documents.
pub(crate) const DOCUMENT: &str = include_str!("../../../styles/document.css");

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    #[test]
    fn every_file_of_the_gate_is_carried() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../gate");
        let names =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut found: Vec<_> = names.filter(|name| name.ends_with(".js")).collect();
        found.sort();
        let carried: Vec<_> = super::GATE.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(found, carried);
    }
}
