//! The small set of parts every page is built of.
//!
//! Each is a type with its template in `templates/components/`. A page writes `{{ part }}`; the part escapes what it
//! shows. All of them stand on `/kitchen-sink`.

mod finder;
mod form;
mod matrix;
mod shown;
mod table;

pub(crate) use finder::{Finder, Found, OFFERED_MAX, Offered};
pub(crate) use form::{Choices, ErrorSummary, Field, FileField, Form, Select, TokenField};
pub(crate) use matrix::{Matrix, MatrixGroup, MatrixRow};
pub(crate) use shown::{
    Breadcrumb, Empty, Icon, Link, Notice, Pagination, Progress, SummaryList, SummaryRow, Tab, Tabs, Tag, Timeline,
    TimelineItem, Tone,
};
pub(crate) use table::{Cell, Table};

/// Parts write their own HTML and escape what they are given.
macro_rules! html_safe {
    ($($part:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $part {})+ };
}

html_safe!(
    Breadcrumb,
    Cell,
    Choices,
    Empty,
    ErrorSummary,
    Field,
    FileField,
    Finder,
    Found,
    Icon,
    Matrix,
    Notice,
    Pagination,
    Progress,
    Select,
    SummaryList,
    Table,
    Tabs,
    Tag,
    Timeline,
    TokenField
);
