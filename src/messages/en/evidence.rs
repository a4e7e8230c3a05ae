//! The receipt and what one takes along from it.

use crate::messages::evidence::Evidence;

pub(super) const WORDS: Evidence = Evidence {
    save: "Download the evidence",
    save_help: "One file that checks itself in any browser, offline too: what you accepted, the receipt and the texts.",
    save_help_queued: "One file that checks itself in any browser: what you signed, and the texts. The receipt will be in it once the answer has been received.",
    saving: "Putting the file together …",
    save_failed: "The file could not be put together now. Your answer is not affected. Try again, or download the signed answer.",
    files: "Single files",
    copy: "Copy the number",
    copied: "Copied.",
    copy_refused: "The browser did not allow it. Select the number and copy it.",
    for_whom: "For",
    with_whom: "With",
    by_whom: "By",
    documents: "Documents",
    agreed: "agreed",
    acknowledged: "acknowledged",
    offered: "offered to read",
    unopened: "not opened",
    opened: "opened",
    reached_end: "read to the end",
    text: "Read the text",
    statements: "What you ticked",
    button: "The button said",
    annex: "The annex as it was signed",
    verify: "Check it yourself",
    arrived: "Your answer of {x} has now been received, and there is a receipt.",
    show: "Show the receipt",
};
