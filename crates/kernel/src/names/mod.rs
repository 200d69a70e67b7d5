//! Vietnamese names: cleaned, compared and sorted.
//!
//! Two keys and an order, from strict to loose:
//! * [`clean()`] is what is kept and shown: composed (NFC), no invisible signs, true `Đ`.
//! * [`canonical_key`] makes different spellings of one name equal and never two names: `Hoà` = `Hòa`, `Mỹ` = `Mĩ`,
//!   `H’Hen` = `H'Hen`, but `Thanh` ≠ `Thạnh`.
//! * [`plain_key`] forgets tones and marks too, for search boxes and damaged lists: `Nguyễn Thạnh` = `nguyen thanh`.
//! * [`NameOrder`] and [`text_order`] sort for the eye.

mod clean;
mod full_name;
mod key;
mod order;
pub(crate) mod syllable;

pub use clean::{clean, composed, is_blank, plain_text};
pub use full_name::{FullName, NameFault};
pub use key::{canonical_key, plain_key};
pub use order::{NameOrder, TextOrder, name_order, text_order};
