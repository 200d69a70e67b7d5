//! House rules that a compiler does not check, read from the tracked files.

mod source;
