//! Lists as plain text.

use super::{
    AgencyList,
    layout::{Form, Layout},
    workbook::{Written, written},
};
use crate::Refusal;

/// Writes a list as text and gives the line of each row.
pub(crate) fn write_table(list: &AgencyList<'_>, layout: &Layout, form: Form) -> Result<(Vec<u8>, Vec<u64>), Refusal> {
    let delimiter = if form == Form::Utf16 { b'\t' } else { b';' };
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    table.write_record(layout.columns.iter().map(|(_, heading, group)| match group {
        Some(group) => format!("{group} {heading}"),
        None => (*heading).to_owned(),
    }))?;
    let mut lines = Vec::with_capacity(list.rows.len());
    for (at, row) in list.rows.iter().enumerate() {
        lines.push(at as u64 + 2);
        table.write_record(layout.columns.iter().map(|(piece, ..)| match written(list, layout, *piece, row, at) {
            Written::Nothing => String::new(),
            Written::Text(text) => text,
            Written::Number(number) => number.to_string(),
            Written::Day(day) => day.strftime("%d/%m/%Y").to_string(),
        }))?;
    }
    let text = table.into_inner().map_err(|error| Refusal::File(error.into_error()))?;
    let text = String::from_utf8(text).expect("the sample writes text");
    Ok((encoded(&text, form), lines))
}

fn encoded(text: &str, form: Form) -> Vec<u8> {
    let marked = format!("\u{feff}{text}").replace('\n', "\r\n");
    match form {
        Form::Utf16 => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => marked.into_bytes(),
    }
}
