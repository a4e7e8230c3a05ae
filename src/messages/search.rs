//! Search in a document, defined terms, and the size of the text.

/// Search in a document, defined terms, and the size of the text.
#[derive(Debug, PartialEq)]
pub struct Search {
    /// Opens the search.
    pub open: &'static str,
    /// Names the field and the region.
    pub label: &'static str,
    /// To the hit before.
    pub previous: &'static str,
    /// Names that button; begins with `previous`.
    pub previous_hit: &'static str,
    /// To the next hit.
    pub next: &'static str,
    /// Names that button; begins with `next`.
    pub next_hit: &'static str,
    /// Names the button that ends the search; begins with `close`.
    pub close: &'static str,
    /// When there are too few letters to search for.
    pub too_short: &'static str,
    /// When nothing is found.
    pub none: &'static str,
    /// When there is one hit.
    pub hit: &'static str,
    /// `{all}` is how many hits there are.
    pub hits: &'static str,
    /// Which hit of how many: `{here}`, `{all}`.
    pub place: &'static str,
    /// After `place`, when it went round from the last hit to the first.
    pub from_the_top: &'static str,
    /// After `place`, when it went round from the first hit to the last.
    pub from_the_end: &'static str,
    /// Opens the list of hits.
    pub list: &'static str,
    /// Under the list, when it isn't all; `{count}` is how many it has.
    pub list_part: &'static str,
    /// In the explanation of a term: leads to its definition.
    pub definition: &'static str,
    /// Names the two buttons together.
    pub size: &'static str,
    /// Makes the text smaller.
    pub smaller: &'static str,
    /// Makes the text larger.
    pub larger: &'static str,
    /// In the place of `smaller` when it can't.
    pub smallest: &'static str,
    /// In the place of `larger` when it can't.
    pub largest: &'static str,
}
