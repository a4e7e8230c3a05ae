//! The viewer: versions, print, what is new.

/// The viewer.
#[derive(Debug, PartialEq)]
pub struct Reading {
    /// Opens the list of versions.
    pub versions: &'static str,
    /// Before a date: the version in force applies from then.
    pub in_force: &'static str,
    /// Before a date: an announced version will apply from then.
    pub announced: &'static str,
    /// Before a date, in a sentence: a version applies only from then.
    pub from: &'static str,
    /// Before a date: a version applied until then.
    pub until: &'static str,
    /// Link: what a version changed.
    pub changed: &'static str,
    /// Link: what an announced version will change.
    pub changes: &'static str,
    /// Stands above an earlier version. `: ` and `until` follow.
    pub earlier: &'static str,
    /// Stands above an announced version. `: ` and `from` follow.
    pub later: &'static str,
    /// Link to the version in force.
    pub current: &'static str,
    /// Heads the notice of an announced version. Date follows `from`.
    pub coming: &'static str,
    /// Heads the notice for who has read an earlier version.
    pub news: &'static str,
    /// Button: the reader knows of the change.
    pub seen: &'static str,
    /// Button.
    pub print: &'static str,
    /// Names the row of actions.
    pub tools: &'static str,
    /// At the foot of printed pages; the number follows.
    pub page: &'static str,
    /// Label of the field above a long table.
    pub filter: &'static str,
    /// In the place of `filter` while the search of the whole text shows every row; begins with `filter`.
    pub filter_rests: &'static str,
    /// What a filter leaves; with `{shown}` and `{all}`.
    pub rows_shown: &'static str,
    /// Name of the link to a clause or heading; its number or words follow.
    pub link_to: &'static str,
    /// Before a date that has come: a version was to apply from then.
    pub due: &'static str,
    /// Heads the notice of an announced version whose date has come. Date follows `due`.
    pub overdue: &'static str,
    /// Link: compares a version with the one that is read.
    pub compare: &'static str,
    /// Above a version that lacks the language.
    pub other_language: &'static str,
    /// Button, until the whole text is there to be printed.
    pub printing: &'static str,
}
