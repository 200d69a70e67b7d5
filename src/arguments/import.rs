//! What can be typed behind `ansinh import`.

use super::day::day;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use sources::SourceKind;
use std::path::PathBuf;

/// The kind of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Source {
    Btxh,
    Ncc,
    Ngheo,
    Khac,
}

impl Source {
    pub(crate) fn kind(self) -> SourceKind {
        match self {
            Source::Btxh => SourceKind::Protection,
            Source::Ncc => SourceKind::Merit,
            Source::Ngheo => SourceKind::Poverty,
            Source::Khac => SourceKind::Other,
        }
    }
}

/// `ansinh import`
#[derive(Args, Debug)]
pub(crate) struct Import {
    #[arg(required = true)]
    pub(crate) source_files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) source: Source,
    #[arg(long)]
    pub(crate) unit: String,
    #[arg(long = "as")]
    pub(crate) act_as: String,
    #[arg(long, value_parser = day)]
    pub(crate) on: Option<Date>,
    #[arg(long)]
    pub(crate) enrol: bool,
    #[arg(long)]
    pub(crate) mapping: Option<PathBuf>,
    #[arg(long = "returned")]
    pub(crate) returned_folder: Option<PathBuf>,
}
