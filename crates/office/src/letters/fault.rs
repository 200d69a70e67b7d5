//! Entries that cannot be.

use super::NumberFault;
use kernel::LetterId;

/// What is wrong with an entry, as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    /// A text that must be there is missing or too long.
    #[error("{field} is empty or longer than {longest}")]
    Text {
        /// The field, as in the form.
        field: &'static str,
        /// The most characters it takes.
        longest: usize,
    },
    /// The number is none.
    #[error(transparent)]
    Number(#[from] NumberFault),
    /// A letter of tomorrow.
    #[error("issued after today")]
    IssuedLater,
    /// A letter cannot stand on this one.
    #[error("no basis {basis}")]
    Basis {
        /// The letter named as the basis.
        basis: LetterId,
    },
    /// More bases than a letter has.
    #[error("more than {most} bases")]
    TooManyBases {
        /// The most.
        most: usize,
    },
    /// An empty file.
    #[error("the file is empty")]
    FileEmpty,
    /// A file over the limit.
    #[error("the file is larger than {most} bytes")]
    FileTooLarge {
        /// The limit.
        most: usize,
    },
    /// Not one of the forms taken, or not the form its name says.
    #[error("the file is not of a form that is taken")]
    FileForm,
}
