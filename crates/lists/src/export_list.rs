//! The workbook of Phụ lục 2: a sheet with the totals, then a sheet a method.

use crate::{List, ListLine, MethodTotal, NEUTRAL_CATEGORY, Refusal, form, list::entry, store};
use db::Tx;
use documents::{Book, Cell, Line, SheetPlan};
use kernel::{CitizenId, Dong, ListId, names::name_order};
use office::{
    Acting, Action,
    audit::{self},
    places::Places,
    reference::{self, Bank, Category},
};
use std::collections::{BTreeMap, HashMap};
use survey::Method;

/// Writes the workbook of a list. Numbers stand in full only for those who may see them, and the look is recorded: call
/// it in a write transaction.
pub fn export_list(tx: &mut Tx<'_>, acting: &Acting, places: &Places, id: ListId) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let found = store::find_list(tx, &acting.scope.condition("l.place"), id)?;
    let list = found.ok_or(office::Refusal::NotFound { what: "list" })?;
    audit::record_view(tx, acting, entry("list.export", &list, None))?;
    let mut totals = store::sum_by_method(tx, &acting.scope.condition("n.place"), id)?;
    totals.sort_by_key(|total| total.method);
    let mut by_method: BTreeMap<Method, Vec<ListLine>> = BTreeMap::new();
    store::each_line(tx, id, |line| {
        by_method.entry(line.method).or_default().push(line);
        Ok(())
    })?;
    let words = Words::on(tx, acting)?;
    let mut book = Book::new(acting.now);
    write_summary(&mut book, &list, places, &totals)?;
    for (method, mut lines) in by_method {
        lines.sort_by_cached_key(|line| (name_order(&line.full_name), line.person, line.entitlement));
        write_sheet(&mut book, &list, places, method, &lines, &words)?;
    }
    Ok(book.into_bytes()?)
}

/// Names of what lines hold as keys, and how much of a number is shown.
struct Words {
    categories: HashMap<String, String>,
    banks: HashMap<String, String>,
    in_full: bool,
}

impl Words {
    fn on(tx: &mut Tx<'_>, acting: &Acting) -> Result<Words, Refusal> {
        let categories = reference::list_all::<Category>(tx)?.into_iter().map(|version| version.value);
        // A secret category never reaches a line; should its code be here, it has no name to print.
        let open = categories.filter(|category| !category.is_confidential);
        let banks = reference::list_all::<Bank>(tx)?.into_iter().map(|version| version.value);
        Ok(Words {
            categories: open.map(|category| (category.code, category.name_vi)).collect(),
            banks: banks.map(|bank| (bank.key, bank.short_name)).collect(),
            in_full: acting.role.may(Action::ViewSensitive),
        })
    }

    /// The category in words, as law and lists print it. What is not known prints the programme alone.
    fn category<'w>(&'w self, line: &'w ListLine) -> &'w str {
        if line.category == NEUTRAL_CATEGORY {
            return form::NEUTRAL_WORDS;
        }
        let known = self.categories.get(&line.category).map(String::as_str);
        known.unwrap_or(if line.source == "btxh" { form::NEUTRAL_WORDS } else { &line.category })
    }

    fn citizen_id(&self, line: &ListLine) -> Option<String> {
        let text = line.citizen_id.as_deref()?;
        if self.in_full { Some(text.to_owned()) } else { CitizenId::parse(text).ok().map(|number| number.masked()) }
    }

    fn number(&self, line: &ListLine) -> Option<String> {
        let number = line.number.as_ref()?;
        Some(if self.in_full { number.as_str().to_owned() } else { number.masked() })
    }
}

fn lines_above(list: &List, places: &Places, title: String) -> Vec<Line> {
    let commune = places.unit(list.place).map(office::places::Unit::full_name).unwrap_or_default();
    let state = list.digest.map(|digest| format!("Mã kiểm tra: {digest}, bản {}", list.version));
    let mut lines = vec![
        Line::pair(
            format!("UBND {}", commune.to_uppercase()),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc".to_owned(),
        ),
        Line::Blank,
        Line::note("Phụ lục 2"),
        Line::title(title),
        Line::note(format!("Tháng {}, {}", list.month.slashed(), places.display(list.place).unwrap_or_default())),
        Line::note(form::RECONSTRUCTED),
    ];
    lines.extend(state.map(Line::note));
    lines
}

fn write_summary(book: &mut Book, list: &List, places: &Places, totals: &[MethodTotal]) -> Result<(), Refusal> {
    let title = "TỔNG HỢP THEO PHƯƠNG THỨC NHẬN TRỢ CẤP".to_owned();
    let plan = SheetPlan::new("Tổng hợp", form::summary_columns()).titled(lines_above(list, places, title));
    let mut sheet = book.sheet(&plan)?;
    for (number, MethodTotal { method, totals }) in (1_i64..).zip(totals) {
        sheet.row(&[
            Cell::Number(number),
            form::sheet(*method).into(),
            Cell::Number(totals.lines),
            Cell::Number(totals.payable_lines),
            Cell::Dong(totals.total),
            Cell::Dong(totals.payable()?),
            Cell::Dong(totals.held),
        ])?;
    }
    sheet.total_row("Cộng")?;
    sheet.line(&Line::Blank)?;
    sheet.line(&Line::plain(format!("Bằng chữ: {}.", list.totals.payable()?.in_words())))?;
    sheet.line(&Line::Blank)?;
    Ok(sheet.line(&Line::pair("NGƯỜI LẬP DANH SÁCH", "LÃNH ĐẠO UBND"))?)
}

fn write_sheet(
    book: &mut Book,
    list: &List,
    places: &Places,
    method: Method,
    lines: &[ListLine],
    words: &Words,
) -> Result<(), Refusal> {
    let plan =
        SheetPlan::new(form::sheet(method), form::columns()).titled(lines_above(list, places, form::title(method)));
    let mut sheet = book.sheet(&plan)?;
    for (number, line) in (1_i64..).zip(lines) {
        let remark = line.held.map(form::held).or(line.note.map(form::note));
        sheet.row(&[
            Cell::Number(number),
            (&line.full_name).into(),
            line.birth.map_or(Cell::Empty, Cell::birth),
            words.citizen_id(line).into(),
            line.address.as_ref().into(),
            words.category(line).into(),
            Cell::Dong(line.amount),
            Cell::Dong(if line.held.is_none() { line.amount } else { Dong::ZERO }),
            words.number(line).into(),
            line.bin.as_ref().map(|bin| words.banks.get(bin).unwrap_or(bin).as_str()).into(),
            line.holder_name.as_ref().into(),
            remark.into(),
        ])?;
    }
    Ok(sheet.total_row("Cộng")?)
}
