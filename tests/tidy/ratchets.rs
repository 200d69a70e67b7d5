//! Figures that may only go down. Whoever lowers one, lowers it here; nobody raises one without saying why in the commit.

/// How long a Rust file may be.
pub const FILE_LINES_MAX: usize = 600;

/// Rust files that are longer, with their length.
pub const LONG_FILES: &[(&str, usize)] = &[];

/// Places that say something else to SQLite than to PostgreSQL. Each is run by a test on both.
pub const DIALECT_ARMS: usize = 1;

/// Routes that ask for no action of the role table, each with its access. A new page names an action instead.
pub const OPEN_ROUTES: &[&str] = &[];
