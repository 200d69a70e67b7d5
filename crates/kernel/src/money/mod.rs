//! Money: whole đồng, no float in or out, every rounding named.

mod dong;
mod ratio;
mod read;
mod words;

pub use dong::{Dong, DongOverflow, NotPositive, PositiveDong};
pub use ratio::{Ratio, RatioFault, Rounding};
pub use read::DongFault;
pub use words::Speech;
