//! Steps 1 and 2: agencies' files, as received and as read.
//!
//! *Owns* each file's bytes, the rows read from it, and what was wrong in it.
//! *Takes* workbooks and CSV files of the four kinds of sources, as offices really keep them.
//! *Gives* parsed rows, proposals for what is damaged, and bad rows back with their reasons.
//! *Never* repairs a number by itself, and never knows a person.

mod accept_proposals;
mod category;
mod cell;
mod compound;
mod day_habit;
mod fault;
mod field;
mod file;
mod file_fault;
mod guard;
mod header;
mod list_files;
mod look_at_file;
mod movement;
mod ods;
mod old_font;
mod page_faults;
mod propose;
mod read_file;
mod read_row;
mod receive_file;
mod refusal;
mod reread_file;
mod return_rows;
mod row;
mod source;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod upload;
mod work;
pub mod workbook;
mod xls;

pub use accept_proposals::{Accept, accept_proposals};
pub use category::CategoryNames;
pub use cell::{CELL_CHARS_MAX, Cell};
pub use fault::{Because, FaultKind, RowFault};
pub use field::Field;
pub use file::{Column, Form, HiddenList, SheetMapping, SourceFile, Understood};
pub use file_fault::FileFault;
pub use guard::ARCHIVE_BYTES_MAX;
pub use header::{HEADER_LINES_LOOKED, Header, HeaderLines, find_header};
pub use list_files::{FILES_PAGE, find_file, list_faults, list_files, list_rows, load_content};
pub use look_at_file::{SheetLook, covered, look_at_file};
pub use movement::{MovementKind, MovementRow};
pub use page_faults::{FaultCount, FaultFilter, FaultPlace, count_faults, page_faults};
pub use read_file::{FILE_BYTES_MAX, FILE_ROWS_MAX, FileRead, Reading, SHEET_LINES, Taken, read_file};
pub use receive_file::{NewFile, Receipt, receive_file};
pub use refusal::Refusal;
pub use reread_file::{reread_file, submit_reread};
pub use return_rows::{ReturnWords, return_rows};
pub use row::SourceRow;
pub use source::SourceKind;
pub use told::{HEADER_LINE_MAX, SheetChoice, SheetReading, Told};
pub use upload::{Uploaded, find_upload, submit_import, take_upload};
pub use work::{IMPORT_JOB, REREAD_JOB, Received, handlers};
pub use workbook::{Line, Workbook};
