//! What the columns of a file are: as they were understood, and as an officer says.

use crate::{
    components::{Breadcrumb, Form, Notice},
    pages::{audit::to_job, imports::passed_over},
    shell::{
        guard::Posted,
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use kernel::SourceFileId;
use sources::{Field, HeaderLines, SheetChoice, SheetLook, SheetReading, SourceFile, look_at_file, submit_reread};

#[derive(Template)]
#[template(path = "pages/import_columns.html")]
struct ColumnsPage<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    file: &'a SourceFile,
    sheets: Vec<SheetPart>,
    /// A sentence for each hidden sheet in which a list stands.
    hidden: Vec<Notice>,
    key: String,
}

/// What the page shows of a file.
struct Looked {
    file: SourceFile,
    sheets: Vec<SheetLook>,
}

/// A sheet in the form. Its fields are called by its number: `s0_line`, `s0_c4`.
struct SheetPart {
    at: usize,
    title: String,
    is_left_out: bool,
    lines: Vec<Offered>,
    takes: Vec<Offered>,
    columns: Vec<ColumnPart>,
}

/// A column in the form.
struct ColumnPart {
    at: usize,
    letter: String,
    heading: String,
    examples: String,
    fields: Vec<Offered>,
}

/// One choice of a list.
struct Offered {
    value: String,
    words: String,
    is_chosen: bool,
}

/// `GET /imports/{id}/columns`.
pub(crate) async fn show(view: View, Path(id): Path<SourceFileId>) -> Answer {
    let looked = look(&view, id).await?;
    Ok(page(&view, &view.form(), &looked))
}

async fn look(view: &View, id: SourceFileId) -> Answer<Looked> {
    view.read_in::<Problem, _>(move |tx, me| {
        let (file, sheets) = look_at_file(tx, &me.acting, id)?;
        Ok(Looked { file, sheets })
    })
    .await
}

fn page(view: &View, form: &Form, Looked { file, sheets }: &Looked) -> Response {
    if let Some(by) = file.replaced_by {
        return Redirect::to(&format!("/imports/{by}/columns")).into_response();
    }
    let t = view.t;
    let typed = form.value("key");
    let main = ColumnsPage {
        t,
        view,
        form,
        way: Breadcrumb::home(t)
            .then("/imports", t.imports_title())
            .then(format!("/imports/{}", file.id), file.name.as_str()),
        file,
        sheets: sheets.iter().enumerate().map(|(at, sheet)| part(t, form, at, sheet)).collect(),
        hidden: passed_over(t, file),
        key: if typed.is_empty() { view.request_id.clone() } else { typed.to_owned() },
    };
    view.form_page(t.columns_title(), form, &main)
}

fn part(t: T, form: &Form, at: usize, sheet: &SheetLook) -> SheetPart {
    let sent = !form.value("key").is_empty();
    let mapping = sheet.mapping.as_ref();
    let said = |name: String, otherwise: String| if sent { form.value(&name).to_owned() } else { otherwise };
    let line = said(format!("s{at}_line"), mapping.map_or(0, |mapping| mapping.header_line).to_string());
    let takes =
        said(format!("s{at}_lines"), lines_of(mapping.map_or(1, |mapping| mapping.header_lines)).key().to_owned());
    let mut lines = vec![Offered::of("0", t.columns_header_none(), &line)];
    lines.extend(sheet.lines.iter().map(|(number, text)| {
        let text: String = text.chars().take(80).collect();
        Offered::of(&number.to_string(), t.columns_line(number, text), &line)
    }));
    let column = |column: usize| {
        let known = mapping.and_then(|mapping| mapping.columns.get(column));
        let field = known.and_then(|known| known.field).map_or("", Field::key).to_owned();
        let field = said(format!("s{at}_c{column}"), field);
        let mut fields = vec![Offered::of("", t.import_left_out(), &field)];
        fields.extend(Field::ALL.iter().map(|one| Offered::of(one.key(), t.source_field(*one), &field)));
        ColumnPart {
            at: column,
            letter: letter(column),
            heading: known.map(|known| known.heading.clone()).unwrap_or_default(),
            examples: sheet.examples[column].join(" · "),
            fields,
        }
    };
    let told = |column: &ColumnPart| !column.heading.is_empty() || !column.examples.is_empty();
    SheetPart {
        at,
        title: if sheet.sheet.is_empty() { t.columns_text().to_owned() } else { t.columns_sheet(&sheet.sheet) },
        is_left_out: sent && !form.value(&format!("s{at}_out")).is_empty(),
        lines,
        takes: vec![
            Offered::of(HeaderLines::One.key(), t.columns_one_line(), &takes),
            Offered::of(HeaderLines::Two.key(), t.columns_two_lines(), &takes),
        ],
        columns: (0..sheet.examples.len()).map(column).filter(told).collect(),
    }
}

impl Offered {
    fn of(value: &str, words: impl Into<String>, chosen: &str) -> Offered {
        Offered { value: value.to_owned(), words: words.into(), is_chosen: value == chosen }
    }
}

fn lines_of(count: usize) -> HeaderLines {
    if count == 2 { HeaderLines::Two } else { HeaderLines::One }
}

/// A column as a spreadsheet names it: A, B, … Z, AA.
fn letter(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("one of 26"));
    if column < 26 { last.to_string() } else { format!("{}{last}", letter(column / 26 - 1)) }
}

/// `POST /imports/{id}/columns`.
pub(crate) async fn change(view: View, Path(id): Path<SourceFileId>, Posted(mut form): Posted) -> Answer {
    let looked = look(&view, id).await?;
    let choices = choices(&form, &looked.sheets);
    let key = format!("reread {}", form.value("key"));
    let asked = view.write_in::<sources::Refusal, _>(move |tx, me| submit_reread(tx, &me.acting, id, &choices, &key));
    match asked.await? {
        Ok(asked) => Ok(to_job(&asked)),
        Err(refusal) => {
            form.refuse("columns", view.tell(refusal)?);
            Ok(page(&view, &form, &looked))
        }
    }
}

/// A sheet that is no list and of which nothing was said is left out.
fn choices(form: &Form, sheets: &[SheetLook]) -> Vec<SheetChoice> {
    let choice = |(at, sheet): (usize, &SheetLook)| {
        let field = |column: usize| Field::parse(form.value(&format!("s{at}_c{column}")));
        let fields: Vec<Option<Field>> = (0..sheet.examples.len()).map(field).collect();
        let is_left_out = !form.value(&format!("s{at}_out")).is_empty();
        let reading = if is_left_out || sheet.mapping.is_none() && fields.iter().all(Option::is_none) {
            SheetReading::LeaveOut
        } else {
            let header_line = form.value(&format!("s{at}_line")).parse().unwrap_or_default();
            let header_lines = HeaderLines::parse(form.value(&format!("s{at}_lines"))).unwrap_or(HeaderLines::One);
            SheetReading::List { header_line, header_lines, fields }
        };
        SheetChoice { sheet: sheet.sheet.clone(), reading }
    };
    sheets.iter().enumerate().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        assert_eq!([0, 25, 26, 51, 52, 511].map(letter), ["A", "Z", "AA", "AZ", "BA", "SR"]);
    }
}
