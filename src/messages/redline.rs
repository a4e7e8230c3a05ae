//! What changed from one version to another.

/// What changed from one version to another. Where there are two words, the first is for one, the second for several.
#[derive(Debug, PartialEq)]
pub struct Redline {
    /// Lead; `{old}`, `{old_date}`, `{new}` and `{new_date}` stand for the versions and their dates.
    pub lead: &'static str,
    /// Verdict: nothing at all.
    pub same: &'static str,
    /// Verdict: nothing but version and date.
    pub none: &'static str,
    /// Verdict: only how it is written.
    pub typographic: &'static str,
    /// Verdict: what it says.
    pub substantive: &'static str,
    /// How additions and removals are marked.
    pub legend: &'static str,
    /// Title of the authors' summaries.
    pub summary: &'static str,
    /// The title in the old version follows.
    pub title_was: &'static str,
    /// Link to the text.
    pub text: &'static str,
    /// Counted: clauses in other words.
    pub changed: [&'static str; 2],
    /// Counted: clauses that came.
    pub added: [&'static str; 2],
    /// Counted: clauses that went.
    pub removed: [&'static str; 2],
    /// Counted: clauses at another place.
    pub moved: [&'static str; 2],
    /// Counted: clauses that only have another number.
    pub renumbered: [&'static str; 2],
    /// Marks a clause in other words.
    pub is_changed: &'static str,
    /// Marks what came.
    pub is_added: &'static str,
    /// Marks what went.
    pub is_removed: &'static str,
    /// Marks what stands elsewhere now.
    pub is_moved: &'static str,
    /// Marks what stands elsewhere now; the number or heading where it stood follows.
    pub is_moved_from: &'static str,
    /// The number it had follows.
    pub was: &'static str,
    /// Marks a change that says nothing new.
    pub is_typographic: &'static str,
    /// Read aloud before words that went.
    pub said_removed: &'static str,
    /// Read aloud before words that came.
    pub said_added: &'static str,
    /// Read aloud after them.
    pub said_end: &'static str,
    /// Folded text: the number of clauses comes before.
    pub unchanged_clauses: [&'static str; 2],
    /// Folded text without clauses: the number of paragraphs comes before.
    pub unchanged_paragraphs: [&'static str; 2],
    /// Rows left out of a table: their number comes before.
    pub unchanged_rows: [&'static str; 2],
    /// Folded text that only got other numbers: the number of clauses comes before.
    pub renumbered_clauses: [&'static str; 2],
    /// Folded text that only got other numbers: the numbers they had follow.
    pub were: &'static str,
    /// Button.
    pub previous: &'static str,
    /// Button.
    pub next: &'static str,
    /// How many changes there are; the number comes before.
    pub changes: [&'static str; 2],
    /// Between which change it is and how many there are.
    pub of: &'static str,
}
