//! What can be wrong with a number.

use core::fmt;

/// Why a registration number can't be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing was written.
    Empty,
    /// A character that doesn't belong where it stands.
    Character {
        /// The character, as it was written.
        found: char,
        /// Its place in what was written, counted in characters from 1.
        at: usize,
    },
    /// Too short or too long.
    Length {
        /// How many characters there should be, at least.
        least: usize,
        /// How many characters there should be, at most.
        most: usize,
        /// How many there are, separators and what stands before the number not counted.
        found: usize,
    },
    /// A VAT number that doesn't begin with the letters of a member state.
    Prefix,
    /// Not made of the parts that a number of this register has: [`super::Scheme::example`] shows them.
    Form,
    /// The check digit doesn't fit: a typing error somewhere.
    CheckDigit,
}

impl fmt::Display for NumberProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the number is empty"),
            Self::Character { found, at } => {
                write!(f, "{found:?}, character {at}, does not belong there")
            }
            Self::Length { least, most, found } => {
                write!(f, "the number has {found} characters, it should have {least}")?;
                if most > least { write!(f, " to {most}") } else { Ok(()) }
            }
            Self::Prefix => f.write_str("a VAT number begins with the two letters of its member state"),
            Self::Form => f.write_str("the number does not have all its parts"),
            Self::CheckDigit => {
                f.write_str("the check digit does not fit: a digit is wrong or two are swapped")
            }
        }
    }
}
