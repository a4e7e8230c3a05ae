//! What keeps a pack from being read or published: the rules of the format.

use super::Rule;
use crate::author::finding::Severity::{self, Error, Warning};

const fn rule(
    code: &'static str,
    severity: Severity,
    title: &'static str,
    reason: &'static str,
    fix: &'static str,
) -> Rule {
    Rule { code, severity, title, reason, source: None, fix }
}

/// A rule that is more than form.
const fn by_law(rule: Rule, source: &'static str) -> Rule {
    Rule { source: Some(source), ..rule }
}

pub(super) const RULES: &[Rule] = &[
    rule(
        "toml-syntax",
        Error,
        "pack.toml is not TOML",
        "Nothing of the pack can be read before its syntax is right.",
        "Write it as TOML 1.0 has it (toml.io).",
    ),
    rule(
        "missing-key",
        Error,
        "A required key is missing",
        "Whoever reads the published pack relies on the key being there.",
        "Add it; docs/authoring.md shows each key with an example.",
    ),
    rule(
        "fill-in",
        Error,
        "Something is still to be filled in",
        "A draft says what nobody has stated yet; published, it would be a promise that nobody made.",
        "Write what is asked for in place of `FILL IN: …`.",
    ),
    rule(
        "unknown-key",
        Error,
        "A key that nobody reads",
        "A misspelt key would silently leave out what its author meant to say.",
        "Remove it or correct its spelling.",
    ),
    rule(
        "wrong-value",
        Error,
        "A value that the key doesn't take",
        "Dates, countries, limits and choices have one form, so that everybody reads them alike.",
        "docs/authoring.md shows what the key takes.",
    ),
    rule(
        "bad-id",
        Error,
        "An id that is not an id",
        "Ids become file names, addresses and parts of records.",
        "Use lower-case letters a–z, digits and hyphens, starting with a letter.",
    ),
    rule(
        "duplicate-id",
        Error,
        "An id that is there twice",
        "A reference to it could mean either.",
        "Give each its own id.",
    ),
    rule(
        "languages",
        Error,
        "The pack's languages don't fit together",
        "The prevailing language must be one of the pack's.",
        "List the languages, and name one of them as the one that prevails.",
    ),
    by_law(
        rule(
            "missing-language",
            Error,
            "A text that is missing in a language",
            "Somebody would read a page with a hole in it.",
            "Write the text in every language of the pack.",
        ),
        "GDPR Article 12(1): intelligible information",
    ),
    rule(
        "unknown-language",
        Error,
        "A text in a language that the pack doesn't have",
        "Nobody would ever see it.",
        "Remove it, or add the language to pack.languages.",
    ),
    rule(
        "unknown-reference",
        Error,
        "An id that names nothing",
        "What it should lead to would be missing.",
        "Use an id that the pack has.",
    ),
    by_law(
        rule(
            "statement-missing",
            Error,
            "A document is agreed to or acknowledged without a sentence that says so",
            "The record would show an act for which nobody saw the words.",
            "Add a statement of that kind that names the document.",
        ),
        "GDPR Article 5(2) and, for consent, 7(1): what can't be shown wasn't done",
    ),
    by_law(
        rule(
            "authority-missing",
            Error,
            "A role concludes a contract, but nobody attests to be authorised",
            "Whether the organisation is bound depends on who acted for it.",
            "Add a statement of kind authority to the role.",
        ),
        "GDPR Article 28(3): a contract that is binding on the processor with regard to the controller",
    ),
    by_law(
        rule(
            "registration-number",
            Error,
            "A registration number that can't be right",
            "The number says who the party is; its check digits say that it is mistyped.",
            "Correct the number.",
        ),
        "GDPR Article 13(1)(a): the identity of the controller",
    ),
    by_law(
        rule(
            "missing-objection",
            Error,
            "Objections are asked for, and nothing says what follows from one",
            "Whoever objects to a sub-processor or transfer must know what it leads to.",
            "Write annex.objection: what you do, by when, and what it means for the service.",
        ),
        "GDPR Article 28(2): the opportunity to object; EDPB Guidelines 07/2020, part II, 1.6",
    ),
    rule(
        "duplicate-region",
        Error,
        "A region that is named twice",
        "Two rules for the same visitors can't both hold.",
        "Name each region once.",
    ),
    by_law(
        rule(
            "region-text",
            Error,
            "A region with another mode but the text of opt-in",
            "The banner would say that nothing runs before the choice, where it does.",
            "Write the heading and text that are true there.",
        ),
        "GDPR Article 5(1)(a): fair and transparent processing",
    ),
    by_law(
        rule(
            "interest-storage",
            Error,
            "A legitimate interest that stores something on the device",
            "Storing or reading anything that isn't strictly necessary needs consent, whatever the basis for what follows.",
            "Give the service a category with basis consent, or strictly-necessary if it is; or store nothing.",
        ),
        "ePrivacy Directive 2002/58/EC, Article 5(3); EDPB Guidelines 2/2023 on its technical scope",
    ),
    rule(
        "missing-file",
        Error,
        "A document without its file",
        "The pack promises a text that nobody could read.",
        "Write documents/<id>.<language>.md, or take the document out of pack.toml.",
    ),
    rule(
        "unknown-file",
        Error,
        "A file that pack.toml doesn't name",
        "It would not be published, although somebody wrote it.",
        "Add a [[document]] for it, or remove the file.",
    ),
    rule(
        "empty-document",
        Error,
        "A document without text",
        "Nobody can agree to nothing.",
        "Write its text.",
    ),
    rule(
        "link-scheme",
        Error,
        "A link that a document can't have",
        "Links to scripts and to unencrypted pages don't belong in a legal text.",
        "Link to https:, mailto:, tel:, doc:<id> or #<anchor>.",
    ),
    rule(
        "link-target",
        Error,
        "A link to a document or clause that isn't there",
        "The reader would be sent nowhere, and the clause would rely on a text that doesn't exist.",
        "Link to the id of a document, or to c-<number> of a clause that exists.",
    ),
    rule(
        "translation",
        Warning,
        "A translation with other clauses or sections than the original",
        "Two readers who agree to the same version would agree to different things.",
        "Give both the same numbered clauses, and as many sections without a number between them.",
    ),
    rule(
        "published-version",
        Error,
        "Other text under a version that was published",
        "Somebody may have accepted it: what a record names by its version and digest must stay what it was.",
        "Raise the version and say in `summary` what changed, or bring the published text, title and date back.",
    ),
    rule(
        "version-order",
        Error,
        "A version that doesn't come after the one before it",
        "Who reads or keeps records must be able to tell which text followed which.",
        "Give the later version a higher number and a date that isn't earlier.",
    ),
    by_law(
        rule(
            "missing-summary",
            Error,
            "Another text, and nothing says what changed",
            "Who is asked to accept or read it again must be told why, in a few words.",
            "Add a `summary` in every language to the document's entry.",
        ),
        "GDPR Article 12(1); WP260 rev.01 on changes to Article 13 and 14 information",
    ),
    rule(
        "published-missing",
        Error,
        "A published version that isn't there any more",
        "Who accepted that version must be able to read it.",
        "Bring the published files back; take the whole folder along when you move.",
    ),
    rule(
        "duplicate-number",
        Error,
        "A clause number that is there twice",
        "A reference to it could mean either.",
        "Number each section and clause once.",
    ),
    rule("nesting", Error, "Lists or notes nested too deep", "Nobody can read it.", "Write it flatter."),
    rule(
        "placeholder",
        Error,
        "A placeholder that stands for nothing",
        "The published text would have a hole where a name, a number or a table belongs.",
        "docs/authoring.md lists the placeholders; give pack.toml the value.",
    ),
    rule(
        "heading-level",
        Error,
        "A heading of a level that documents don't have",
        "The title comes from pack.toml; sections begin at the second level.",
        "Use ## for sections, ### and #### below them.",
    ),
    rule(
        "list-number",
        Error,
        "A numbered list that doesn't start with 1",
        "A list's numbers are counted anew by whoever shows it; a clause's are kept as written.",
        "Write clauses as `2.4 …`; a list starts with 1.",
    ),
    rule(
        "table-row",
        Error,
        "A row with more cells than the table's head",
        "What stands in the cells without a head would not be shown, although somebody wrote it.",
        "Give each row as many cells as the head has.",
    ),
    rule(
        "definition",
        Error,
        "A definition that is not one paragraph",
        "A term and its meaning are shown side by side.",
        "Write the meaning as one paragraph.",
    ),
    rule(
        "clause-in-paragraph",
        Warning,
        "A line inside a paragraph starts like a clause",
        "Without an empty line before it, it has no anchor and can't be referred to.",
        "Put an empty line before it.",
    ),
    rule(
        "hidden-character",
        Error,
        "A character that nobody sees",
        "Control characters, and those that turn the direction of the words after them, make a text read otherwise than it is written. Noncharacters (U+FFFE and the like) can't stand in records.",
        "Take it out; it came along when the text was pasted.",
    ),
    rule(
        "raw-html",
        Error,
        "HTML in a text",
        "Documents hold words; how they look, and what runs, is not theirs to say.",
        "Write it as Markdown, or `\\<` for the sign itself.",
    ),
    rule(
        "unsupported",
        Error,
        "Something that the dialect doesn't have",
        "Images, code, rules, link reference definitions and titles of links have no place in a legal text that is read, printed and read aloud.",
        "docs/authoring.md lists what a document can hold.",
    ),
];
