//! What a page loads besides the embed to show each of the widget's views, and what that may weigh.

/// What is shown.
pub(crate) struct Surface {
    pub(crate) name: &'static str,
    /// The files that the gate asks for, by [`called`]. Empty: all of the widget's.
    pub(crate) files: &'static [&'static str],
    /// More bytes of brotli 11 than this fail the build: what it weighs today, rounded up.
    pub(crate) limit: Option<usize>,
    /// What it is to weigh.
    pub(crate) goal: Option<usize>,
}

/// What a file of `dist` is called here, if views load it. Of the languages English stands for each, of the packs the one
/// whose embed is weighed for what that fetches later: `views.js`, `preferences-dialog.en.json`.
pub(crate) fn called(file: &str) -> Option<String> {
    if let Some(later) = file.strip_prefix(LATER) {
        let (name, hashed) = later.rsplit_once('-')?;
        let (_, kind) = hashed.rsplit_once('.')?;
        return Some(format!("{name}.{kind}"));
    }
    let name = file.strip_prefix("embed/")?;
    name.strip_prefix("samtycke_").or_else(|| (name == WORDS).then_some(name)).map(str::to_owned)
}

/// Where a pack has what its embed fetches later.
pub(crate) const LATER: &str = "packs/vagthavn/embed/";

const WORDS: &str = "words/en.txt";

/// As `gate/form.js` and `gate/load.js` load them.
pub(crate) const SURFACES: [Surface; 6] = [
    Surface {
        name: "preferences",
        files: &["views.js", "preferences-dialog.en.json"],
        limit: Some(9_100),
        goal: Some(48_000),
    },
    // Not to show anything: when the page is idle, after each answer, for its record.
    Surface {
        name: "signing an answer",
        files: &["views.js", "widget.js", "widget_bg.wasm", WORDS, "signing.wasm", "consent.wasm"],
        limit: None,
        goal: None,
    },
    Surface {
        name: "policy",
        files: &["widget.js", "widget_bg.wasm", WORDS, "reader.wasm", "policy.wasm", "reader.css"],
        limit: None,
        goal: None,
    },
    Surface {
        name: "policy and agreement",
        files: &[
            "widget.js",
            "widget_bg.wasm",
            WORDS,
            "reader.wasm",
            "policy.wasm",
            "signing.wasm",
            "agreement.wasm",
            "decline.wasm",
            "reader.css",
            "agreement.css",
        ],
        limit: Some(245_000),
        goal: Some(75_000),
    },
    // With what is fetched unasked, so that answering works without a network.
    Surface {
        name: "policy and agreement, ready to answer",
        files: &[
            "widget.js",
            "widget_bg.wasm",
            WORDS,
            "reader.wasm",
            "policy.wasm",
            "signing.wasm",
            "agreement.wasm",
            "receipt.wasm",
            "decline.wasm",
            "reader.css",
            "agreement.css",
        ],
        limit: None,
        goal: None,
    },
    Surface { name: "everything", files: &[], limit: None, goal: None },
];
