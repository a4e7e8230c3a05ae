//! Plural categories of CLDR, as `Intl.PluralRules` chooses them in browsers.

/// A category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// In Arabic, 0.
    Zero,
    /// Usually 1; in some languages also 21, 31 and so on.
    One,
    /// In Arabic, 2.
    Two,
    /// A few, as the language has it.
    Few,
    /// Many, as the language has it.
    Many,
    /// Every other number. Every language has it.
    Other,
}

impl Category {
    /// In the order in which catalogues have them.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// As CLDR writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The categories of whole numbers in a language, and for which of them a form may leave the number out, because they
/// stand for a single one. French, Italian, Portuguese and Spanish have *many* for millions, which nothing here counts.
pub fn categories(tag: &str) -> (&'static [Category], &'static [Category]) {
    use Category::{Few, Many, One, Other, Two, Zero};
    match tag {
        "ar" => (&Category::ALL, &[Zero, One, Two]),
        "pl" => (&[One, Few, Many, Other], &[One]),
        "uk" => (&[One, Few, Many, Other], &[]),
        "fr" | "pt" => (&[One, Other], &[]),
        _ => (&[One, Other], &[One]),
    }
}
