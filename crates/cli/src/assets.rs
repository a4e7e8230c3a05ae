//! Source files of the gate and the styles, carried in the binary: whoever installs it needs nothing else.

/// `gate/*.js` by name.
pub(crate) const GATE: &[(&str, &str)] = &[
    ("agreement.js", include_str!("../../../gate/agreement.js")),
    ("answer.js", include_str!("../../../gate/answer.js")),
    ("api.js", include_str!("../../../gate/api.js")),
    ("attempt.js", include_str!("../../../gate/attempt.js")),
    ("banner.js", include_str!("../../../gate/banner.js")),
    ("causes.js", include_str!("../../../gate/causes.js")),
    ("choice.js", include_str!("../../../gate/choice.js")),
    ("clear.js", include_str!("../../../gate/clear.js")),
    ("config.js", include_str!("../../../gate/config.js")),
    ("controls.js", include_str!("../../../gate/controls.js")),
    ("core.js", include_str!("../../../gate/core.js")),
    ("deliver.js", include_str!("../../../gate/deliver.js")),
    ("dialog.js", include_str!("../../../gate/dialog.js")),
    ("dodge.js", include_str!("../../../gate/dodge.js")),
    ("embed.js", include_str!("../../../gate/embed.js")),
    ("entry-cookies.js", include_str!("../../../gate/entry-cookies.js")),
    ("entry-core.js", include_str!("../../../gate/entry-core.js")),
    ("entry-plain.js", include_str!("../../../gate/entry-plain.js")),
    ("events.js", include_str!("../../../gate/events.js")),
    ("folder.js", include_str!("../../../gate/folder.js")),
    ("form.js", include_str!("../../../gate/form.js")),
    ("front.js", include_str!("../../../gate/front.js")),
    ("hold.js", include_str!("../../../gate/hold.js")),
    ("holder.js", include_str!("../../../gate/holder.js")),
    ("later.js", include_str!("../../../gate/later.js")),
    ("load.js", include_str!("../../../gate/load.js")),
    ("notice.js", include_str!("../../../gate/notice.js")),
    ("options.js", include_str!("../../../gate/options.js")),
    ("page.js", include_str!("../../../gate/page.js")),
    ("place.js", include_str!("../../../gate/place.js")),
    ("policy.js", include_str!("../../../gate/policy.js")),
    ("preferences.js", include_str!("../../../gate/preferences.js")),
    ("release.js", include_str!("../../../gate/release.js")),
    ("rules.js", include_str!("../../../gate/rules.js")),
    ("send.js", include_str!("../../../gate/send.js")),
    ("shell.js", include_str!("../../../gate/shell.js")),
    ("signals.js", include_str!("../../../gate/signals.js")),
    ("store.js", include_str!("../../../gate/store.js")),
    ("tree.js", include_str!("../../../gate/tree.js")),
    ("views.js", include_str!("../../../gate/views.js")),
    ("words.js", include_str!("../../../gate/words.js")),
];

/// `verify/*.js` by name: the verifier that runs in browsers.
pub(crate) const VERIFY: &[(&str, &str)] = &[
    ("blocks.js", include_str!("../../../verify/blocks.js")),
    ("bytes.js", include_str!("../../../verify/bytes.js")),
    ("checks.js", include_str!("../../../verify/checks.js")),
    ("choose.js", include_str!("../../../verify/choose.js")),
    ("confirmation.js", include_str!("../../../verify/confirmation.js")),
    ("dom.js", include_str!("../../../verify/dom.js")),
    ("edwards.js", include_str!("../../../verify/edwards.js")),
    ("file.js", include_str!("../../../verify/file.js")),
    ("files.js", include_str!("../../../verify/files.js")),
    ("forms.js", include_str!("../../../verify/forms.js")),
    ("frame.js", include_str!("../../../verify/frame.js")),
    ("german.js", include_str!("../../../verify/german.js")),
    ("json.js", include_str!("../../../verify/json.js")),
    ("jws.js", include_str!("../../../verify/jws.js")),
    ("keys.js", include_str!("../../../verify/keys.js")),
    ("log.js", include_str!("../../../verify/log.js")),
    ("numbers.js", include_str!("../../../verify/numbers.js")),
    ("page.js", include_str!("../../../verify/page.js")),
    ("published-annex.js", include_str!("../../../verify/published-annex.js")),
    ("published-cookies.js", include_str!("../../../verify/published-cookies.js")),
    ("published-text.js", include_str!("../../../verify/published-text.js")),
    ("published.js", include_str!("../../../verify/published.js")),
    ("receipt.js", include_str!("../../../verify/receipt.js")),
    ("recognise.js", include_str!("../../../verify/recognise.js")),
    ("report.js", include_str!("../../../verify/report.js")),
    ("rules.js", include_str!("../../../verify/rules.js")),
    ("shape.js", include_str!("../../../verify/shape.js")),
    ("verify.js", include_str!("../../../verify/verify.js")),
    ("words-ar.js", include_str!("../../../verify/words-ar.js")),
    ("words-da.js", include_str!("../../../verify/words-da.js")),
    ("words-de.js", include_str!("../../../verify/words-de.js")),
    ("words-en.js", include_str!("../../../verify/words-en.js")),
    ("words-es.js", include_str!("../../../verify/words-es.js")),
    ("words-et.js", include_str!("../../../verify/words-et.js")),
    ("words-fi.js", include_str!("../../../verify/words-fi.js")),
    ("words-fr.js", include_str!("../../../verify/words-fr.js")),
    ("words-it.js", include_str!("../../../verify/words-it.js")),
    ("words-nb.js", include_str!("../../../verify/words-nb.js")),
    ("words-nl.js", include_str!("../../../verify/words-nl.js")),
    ("words-pl.js", include_str!("../../../verify/words-pl.js")),
    ("words-pt.js", include_str!("../../../verify/words-pt.js")),
    ("words-sv.js", include_str!("../../../verify/words-sv.js")),
    ("words-uk.js", include_str!("../../../verify/words-uk.js")),
    ("words.js", include_str!("../../../verify/words.js")),
];
/// `console/*.js` by name: the page for compliance officers.
pub(crate) const CONSOLE: &[(&str, &str)] = &[
    ("acts.js", include_str!("../../../console/acts.js")),
    ("api.js", include_str!("../../../console/api.js")),
    ("chart.js", include_str!("../../../console/chart.js")),
    ("dialog.js", include_str!("../../../console/dialog.js")),
    ("holds.js", include_str!("../../../console/holds.js")),
    ("list.js", include_str!("../../../console/list.js")),
    ("menu.js", include_str!("../../../console/menu.js")),
    ("missing.js", include_str!("../../../console/missing.js")),
    ("page.js", include_str!("../../../console/page.js")),
    ("record.js", include_str!("../../../console/record.js")),
    ("retention.js", include_str!("../../../console/retention.js")),
    ("series.js", include_str!("../../../console/series.js")),
    ("start.js", include_str!("../../../console/start.js")),
    ("tokens.js", include_str!("../../../console/tokens.js")),
    ("webhooks.js", include_str!("../../../console/webhooks.js")),
    ("words-ar.js", include_str!("../../../console/words-ar.js")),
    ("words-da.js", include_str!("../../../console/words-da.js")),
    ("words-de.js", include_str!("../../../console/words-de.js")),
    ("words-en.js", include_str!("../../../console/words-en.js")),
    ("words-es.js", include_str!("../../../console/words-es.js")),
    ("words-et.js", include_str!("../../../console/words-et.js")),
    ("words-fi.js", include_str!("../../../console/words-fi.js")),
    ("words-fr.js", include_str!("../../../console/words-fr.js")),
    ("words-it.js", include_str!("../../../console/words-it.js")),
    ("words-nb.js", include_str!("../../../console/words-nb.js")),
    ("words-nl.js", include_str!("../../../console/words-nl.js")),
    ("words-pl.js", include_str!("../../../console/words-pl.js")),
    ("words-pt.js", include_str!("../../../console/words-pt.js")),
    ("words-sv.js", include_str!("../../../console/words-sv.js")),
    ("words-uk.js", include_str!("../../../console/words-uk.js")),
    ("words.js", include_str!("../../../console/words.js")),
];
/// The page itself, and its styles.
pub(crate) const CONSOLE_PAGE: &str = include_str!("../../../console/index.html");
pub(crate) const CONSOLE_STYLES: &str = include_str!("../../../console/console.css");
pub(crate) const CONSOLE_MENU_STYLES: &str = include_str!("../../../console/menu.css");

/// The verify page.
pub(crate) const VERIFY_PAGE: &str = include_str!("../../../verify/index.html");
/// The file that verifies itself, to be filled in.
pub(crate) const EVIDENCE: &str = include_str!("../../../verify/evidence.html");
/// The styles of both.
pub(crate) const VERIFY_STYLES: &str = include_str!("../../../verify/verify.css");

/// Custom properties and their defaults, in front of every other style.
pub(crate) const TOKENS: &str = include_str!("../../../styles/tokens.css");
/// Banner and re-open control.
pub(crate) const BANNER: &str = include_str!("../../../styles/banner.css");
/// What stands in it where Global Privacy Control answers in part.
pub(crate) const BANNER_NOTE: &str = include_str!("../../../styles/banner-note.css");
/// What moves those out of the way of the focus.
pub(crate) const EDGES: &str = include_str!("../../../styles/edges.css");
/// Placeholders of embeds, beside those.
pub(crate) const EMBED: &str = include_str!("../../../styles/embed.css");
/// What a banner in the page's own HTML needs besides.
pub(crate) const PRERENDER: &str = include_str!("../../../styles/prerender.css");
/// Where the banner stands; a pack has one of them.
pub(crate) const LAYOUT_BOX: &str = include_str!("../../../styles/banner-box.css");
pub(crate) const LAYOUT_BAR: &str = include_str!("../../../styles/banner-bar.css");
pub(crate) const LAYOUT_CENTRE: &str = include_str!("../../../styles/banner-centre.css");
/// Preferences, with all that they need.
pub(crate) const PREFERENCES: &str = concat!(
    include_str!("../../../styles/tokens.css"),
    include_str!("../../../styles/base.css"),
    include_str!("../../../styles/dialog.css"),
    include_str!("../../../styles/preferences.css"),
);
/// The style sheets of the widget's views, each file's parts in the order of the cascade. What a view adopts says
/// `gate/load.js`.
pub(crate) const SHEETS: [(&str, &str); 2] = [
    (
        "samtycke_reader.css",
        concat!(
            include_str!("../../../styles/tokens.css"),
            include_str!("../../../styles/base.css"),
            include_str!("../../../styles/table.css"),
            include_str!("../../../styles/dialog.css"),
            include_str!("../../../styles/reading.css"),
            include_str!("../../../styles/policy.css"),
            include_str!("../../../styles/redline.css"),
            include_str!("../../../styles/search.css"),
            include_str!("../../../styles/panels.css"),
        ),
    ),
    (
        "samtycke_agreement.css",
        concat!(
            include_str!("../../../styles/agreement.css"),
            include_str!("../../../styles/annex.css"),
            include_str!("../../../styles/acts.css"),
            include_str!("../../../styles/evidence.css"),
            include_str!("../../../styles/again.css"),
        ),
    ),
];
/// The plain pages of documents.
pub(crate) const DOCUMENT: &str = include_str!("../../../styles/document.css");

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    #[test]
    fn every_file_of_the_gate_the_verifier_and_the_console_is_carried() {
        for (folder, carried) in
            [("gate", super::GATE), ("verify", super::VERIFY), ("console", super::CONSOLE)]
        {
            let folder = format!("{}/../../{folder}", env!("CARGO_MANIFEST_DIR"));
            let names =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let mut found: Vec<_> = names.filter(|name| name.ends_with(".js")).collect();
            found.sort();
            let mut carried: Vec<_> = carried.iter().map(|(name, _)| (*name).to_owned()).collect();
            carried.sort();
            assert_eq!(found, carried);
        }
    }

    /// One that is left open swallows every style sheet after it, and no tool says so.
    #[test]
    fn every_block_of_the_style_sheets_is_closed() {
        let folder = format!("{}/../../styles", env!("CARGO_MANIFEST_DIR"));
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let mut depth = 0_i32;
            for character in text.chars() {
                depth += i32::from(character == '{') - i32::from(character == '}');
                assert!((0..=4).contains(&depth), "{}", path.display());
            }
            assert_eq!(depth, 0, "{}", path.display());
        }
    }
}
