//! The looks of cells, made once a sheet.

use crate::column::{Column, ColumnKind};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// A dark red that stays readable on paper.
const REASON: Color = Color::RGB(0x00B0_0020);
/// Behind headings and totals: light enough for a poor printer.
const SHADE: Color = Color::RGB(0x00E8_EDF2);

/// The looks of one column's cells.
pub(crate) struct ColumnStyle {
    pub(crate) plain: Format,
    /// As `plain`, and marked as text although it begins like a formula.
    pub(crate) quoted: Format,
    pub(crate) total: Format,
    pub(crate) is_of_days: bool,
}

/// The looks of everything around the cells.
pub(crate) struct Styles {
    pub(crate) columns: Vec<ColumnStyle>,
    /// A day in a column of something else.
    pub(crate) day: Format,
    pub(crate) heading: Format,
    pub(crate) title: Format,
    pub(crate) note: Format,
    pub(crate) line: Format,
    pub(crate) pair: Format,
}

impl Styles {
    pub(crate) fn new(font: &str, columns: &[Column]) -> Styles {
        let base = Format::new().set_font_name(font).set_font_size(11);
        let middle = base.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let total_look =
            |look: &Format| look.clone().set_bold().set_background_color(SHADE).set_font_color(Color::Black);
        let of_column = |column: &Column| {
            let plain = look_of(column.kind, &base);
            ColumnStyle {
                quoted: plain.clone().set_quote_prefix(),
                total: total_look(&if column.totalled { total_of(column.kind, &base) } else { plain.clone() }),
                plain,
                is_of_days: column.kind == ColumnKind::Day,
            }
        };
        Styles {
            columns: columns.iter().map(of_column).collect(),
            day: look_of(ColumnKind::Day, &base),
            heading: middle
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_border(FormatBorder::Thin)
                .set_background_color(SHADE),
            title: middle.clone().set_bold().set_font_size(14),
            note: middle.clone().set_italic(),
            line: base.clone(),
            pair: middle.set_bold().set_text_wrap(),
        }
    }
}

fn total_of(kind: ColumnKind, base: &Format) -> Format {
    let look = look_of(kind, base);
    if kind == ColumnKind::Number { look.set_num_format("#,##0") } else { look }
}

fn look_of(kind: ColumnKind, base: &Format) -> Format {
    let look = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    match kind {
        ColumnKind::Text => look.set_text_wrap(),
        ColumnKind::Identity => look.set_num_format("@"),
        ColumnKind::Number => look.set_num_format("0").set_align(FormatAlign::Center),
        ColumnKind::Dong => look.set_num_format("#,##0").set_align(FormatAlign::Right),
        ColumnKind::Day => look.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
        ColumnKind::Reason => look.set_text_wrap().set_font_color(REASON),
    }
}
