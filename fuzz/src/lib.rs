//! The checks of `kernel`, where fuzz targets find them.

#[path = "../../crates/kernel/tests/total/mod.rs"]
pub mod total;

/// The checks of `matching`.
#[path = "../../crates/matching/tests/total/mod.rs"]
pub mod matching_total;

/// The checks of `sources`.
pub mod source_bytes;

/// The checks of `population`.
#[path = "../../crates/population/tests/total/mod.rs"]
pub mod population_total;
