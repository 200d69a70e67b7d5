//! A list on paper: the workbook of Phụ lục 2, and a page to print like it.

use super::{
    list::{commune, masked_id, title, way},
    words,
};
use crate::{
    components::{Breadcrumb, Icon},
    shell::{
        answers::{WORKBOOK, as_saved},
        problem::{Answer, Problem},
        visit::View,
    },
    wording::T,
};
use askama::Template;
use axum::extract::Path;
use kernel::{BirthDate, Dong, DongOverflow, ListId, names::name_order};
use lists::{LineFilter, List, ListLine, export_list, find_list, list_lines};
use std::collections::BTreeMap;
use survey::Method;

/// The most lines a page to print has: the largest commune of 2025 several times over. Above it there is the workbook.
const PRINTED_MAX: usize = 10_000;

/// `GET /lists/{id}/file`: the workbook. The look at full numbers is recorded.
pub(crate) async fn download(view: View, Path(id): Path<ListId>) -> Answer {
    let places = view.app.desk.places();
    let written = view.write_in::<lists::Refusal, _>(move |tx, me| {
        let list = find_list(tx, &me.acting.scope, id)?.ok_or(office::Refusal::NotFound { what: "list" })?;
        let code = places.unit(list.place).map(|unit| unit.code.clone()).unwrap_or_default();
        let name = format!("Phu-luc-2_{code}_{}.xlsx", list.month);
        Ok((name, export_list(tx, &me.acting, &places, id)?))
    });
    let (name, content) = written.await?.map_err(Problem::from)?;
    Ok(as_saved(&name, WORKBOOK, content))
}

/// The lines of a method, ready to print.
struct Sheet {
    heading: String,
    rows: Vec<Row>,
    amount: String,
    paid: String,
}

struct Row {
    name: String,
    birth: String,
    citizen_id: String,
    address: String,
    category: String,
    amount: String,
    paid: String,
    account: String,
    holder: String,
    remark: &'static str,
}

#[derive(Template)]
#[template(path = "pages/list_print.html")]
struct Paper<'a> {
    t: T,
    id: ListId,
    way: Breadcrumb,
    list: &'a List,
    commune: String,
    commune_above: String,
    month: String,
    where_it_is: String,
    digest: String,
    sheets: Vec<Sheet>,
    payable: String,
    in_words: String,
}

/// `GET /lists/{id}/print`.
pub(crate) async fn print(view: View, Path(id): Path<ListId>) -> Answer {
    let t = view.t;
    let read = view.read_in::<lists::Refusal, _>(move |tx, me| {
        let Some(list) = find_list(tx, &me.acting.scope, id)? else { return Ok(None) };
        let lines = list_lines(tx, &me.acting.scope, id, &LineFilter::default(), PRINTED_MAX)?.lines;
        Ok(Some((list, lines, words::LineWords::of(tx, t)?)))
    });
    let (list, lines, words) = read.await?.ok_or(Problem::NotFound)?;
    let places = view.app.desk.places();
    let commune = commune(&places, &list);
    let payable = list.totals.payable()?;
    let main = Paper {
        t,
        id,
        way: way(t, &list).then(format!("/lists/{id}"), title(t, &list)),
        commune_above: commune.to_uppercase(),
        month: t.month(list.month),
        where_it_is: places.display(list.place).unwrap_or_default(),
        digest: list.digest.map(|digest| digest.to_string()).unwrap_or_default(),
        sheets: sheets(t, lines, &words)?,
        payable: t.dong(payable),
        in_words: payable.in_words(),
        commune,
        list: &list,
    };
    Ok(view.page(&title(t, &list), &main))
}

/// A part a method, in the order of Phụ lục 2; its lines by name.
fn sheets(t: T, lines: Vec<ListLine>, words: &words::LineWords) -> Result<Vec<Sheet>, DongOverflow> {
    let mut by_method: BTreeMap<Method, Vec<ListLine>> = BTreeMap::new();
    for line in lines {
        by_method.entry(line.method).or_default().push(line);
    }
    let sheet = |(method, mut lines): (Method, Vec<ListLine>)| {
        lines.sort_by_cached_key(|line| (name_order(&line.full_name), line.person, line.entitlement));
        let paid = lines.iter().filter(|line| line.held.is_none()).map(|line| line.amount);
        Ok(Sheet {
            heading: t.list_sheet(t.method(method)),
            amount: t.dong(Dong::total(lines.iter().map(|line| line.amount))?),
            paid: t.dong(Dong::total(paid)?),
            rows: lines.iter().map(|line| row(t, line, words)).collect(),
        })
    };
    by_method.into_iter().map(sheet).collect()
}

fn row(t: T, line: &ListLine, words: &words::LineWords) -> Row {
    Row {
        name: line.full_name.clone(),
        birth: line.birth.map(BirthDate::slashed).unwrap_or_default(),
        citizen_id: masked_id(line).unwrap_or_default(),
        address: line.address.clone().unwrap_or_default(),
        category: words.category(t, line).to_owned(),
        amount: t.dong(line.amount),
        paid: t.dong(if line.held.is_none() { line.amount } else { Dong::ZERO }),
        account: words.account(line),
        holder: line.holder_name.clone().unwrap_or_default(),
        remark: match (line.held, line.note) {
            (Some(held), _) => t.list_held_because(held),
            (None, Some(note)) => t.list_note(note),
            (None, None) => "",
        },
    }
}
