//! What is wrong with a register, an index or a list.

use matching::{CsvFault, FileFault, HeaderFault, LEARNING_ROWS_MIN, LearnFault, ListFault, ModelFault};
use std::{io, path::Path};
use web::CommandLine;

/// Why a file cannot be matched, or matched with.
#[derive(Debug)]
pub(crate) enum MatchingFault {
    Register(CsvFault),
    Index(FileFault),
    List(ListFault),
    Model(ModelFault),
    /// No table of weights can have this name.
    ModelName(String),
    Learn(LearnFault),
}

impl MatchingFault {
    /// What the operating system said, if it was that.
    pub(crate) fn read_fault(&self) -> Option<&io::Error> {
        match self {
            MatchingFault::Register(CsvFault::Io(why))
            | MatchingFault::Index(FileFault::Io(why))
            | MatchingFault::List(ListFault::Io(why)) => Some(why),
            _ => None,
        }
    }

    /// Never changes, unlike the sentence.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            MatchingFault::Register(CsvFault::Io(_))
            | MatchingFault::Index(FileFault::Io(_))
            | MatchingFault::List(ListFault::Io(_)) => "file.unusable",
            MatchingFault::Register(CsvFault::Header(_)) | MatchingFault::List(ListFault::Header(_)) => "table.header",
            MatchingFault::Register(CsvFault::NotUtf8 { .. }) => "table.not_utf8",
            MatchingFault::Register(CsvFault::TooLarge) => "register.too_large",
            MatchingFault::List(ListFault::NotCsv { .. }) => "table.not_csv",
            MatchingFault::Index(FileFault::Version { .. }) => "index.newer",
            MatchingFault::Index(_) => "index.damaged",
            MatchingFault::Model(ModelFault::Version { .. }) => "model.newer",
            MatchingFault::Model(ModelFault::NotAModel) => "model.foreign",
            MatchingFault::Model(_) => "model.damaged",
            MatchingFault::ModelName(_) => "model.name",
            MatchingFault::Learn(_) => "model.too_little",
        }
    }

    pub(crate) fn sentence(&self, path: &Path, t: CommandLine) -> String {
        let path = path.display();
        match self {
            MatchingFault::Register(CsvFault::Header(why)) | MatchingFault::List(ListFault::Header(why)) => match why {
                HeaderFault::Empty => t.table_empty(path),
                HeaderFault::Missing { column } => t.table_column_missing(path, column),
                HeaderFault::Twice { column } => t.table_column_twice(path, column),
            },
            MatchingFault::Register(CsvFault::NotUtf8 { line }) => t.table_not_utf8(path, line),
            MatchingFault::Register(CsvFault::TooLarge) => t.register_too_large(path),
            MatchingFault::List(ListFault::NotCsv { line }) => t.table_not_csv(path, line),
            MatchingFault::Index(FileFault::Version { found }) => t.index_newer(path, found),
            MatchingFault::Register(CsvFault::Io(why))
            | MatchingFault::Index(FileFault::Io(why))
            | MatchingFault::List(ListFault::Io(why)) => t.file_fault(path, why),
            MatchingFault::Index(_) => t.index_damaged(path),
            MatchingFault::Model(ModelFault::NotAModel) => t.model_foreign(path),
            MatchingFault::Model(ModelFault::Version { found }) => t.model_newer(path, found),
            MatchingFault::Model(ModelFault::Line { line }) => t.model_line(path, line),
            MatchingFault::Model(ModelFault::Damaged) => t.model_changed(path),
            MatchingFault::ModelName(name) => t.model_name_unfit(name),
            MatchingFault::Learn(LearnFault::FewRows { rows }) => t.learn_few_rows(path, rows, LEARNING_ROWS_MIN),
            MatchingFault::Learn(LearnFault::FewPeople { people }) => t.learn_few_people(path, people),
        }
    }
}
