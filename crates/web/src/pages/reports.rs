//! Reports: the state table and the coverage by commune, on the page, printed, as a workbook.

use crate::{
    address,
    components::{Breadcrumb, Cell, Form, Link, Select, Tab, Table, Tabs},
    pages::place_choice,
    shell::{
        answers::{WORKBOOK, as_saved},
        problem::{Answer, Problem},
        visit::View,
    },
    wording::{T, parse_month},
};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{Month, today_in_vietnam};
use reports::{Asked, Refusal, draw_coverage, draw_states};
use serde::Deserialize;
use sources::SourceKind;

/// More communes than this are told as a total and a workbook: a page is read, a workbook is searched.
const COMMUNES_SHOWN: usize = 400;

/// What a report is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    month: String,
    source: String,
}

impl Wanted {
    fn form(&self, view: &View) -> Form {
        let mut form = view.form().with("month", self.month.as_str()).with("source", self.source.as_str());
        if !self.month.trim().is_empty() && parse_month(&self.month).is_none() {
            form.refuse("month", view.t.cycle_month_wrong());
        }
        form
    }

    fn asked(&self, view: &View) -> Answer<Asked> {
        let place = place_choice::own(view).ok_or(Problem::NotFound)?;
        Ok(Asked { place, month: parse_month(&self.month), source: SourceKind::parse(&self.source) })
    }

    fn query(&self) -> String {
        let mut query = vec![("month", self.month.as_str()), ("source", self.source.as_str())];
        query.retain(|(_, value)| !value.is_empty());
        address::query(&query)
    }
}

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    States,
    Coverage,
}

impl Kind {
    const fn key(self) -> &'static str {
        match self {
            Kind::States => "states",
            Kind::Coverage => "coverage",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Kind::States => "/reports",
            Kind::Coverage => "/reports/coverage",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/report.html")]
struct ReportPage<'a> {
    t: T,
    way: Breadcrumb,
    form: &'a Form,
    tabs: Tabs,
    action: &'static str,
    month_hint: String,
    source: Select,
    table: Table,
    too_many: Option<String>,
    notes: Vec<String>,
    counted: String,
    workbook: Link,
}

/// `GET /reports`.
pub(crate) async fn states(view: View, Query(wanted): Query<Wanted>) -> Answer {
    page(&view, Kind::States, &wanted).await
}

/// `GET /reports/coverage`.
pub(crate) async fn coverage(view: View, Query(wanted): Query<Wanted>) -> Answer {
    page(&view, Kind::Coverage, &wanted).await
}

async fn draw(view: &View, kind: Kind, asked: Asked) -> Answer<reports::Table> {
    let (t, places) = (view.t, view.app.desk.places());
    let this_month = Month::of(today_in_vietnam(view.now)).expect("today lies in a month");
    view.read_in(move |tx, me| {
        t.with_report_words(|words| match kind {
            Kind::States => Ok::<_, Refusal>(draw_states(tx, &me.acting, &places, &asked)?.table(words)),
            Kind::Coverage => {
                let month = asked.month.unwrap_or(this_month);
                Ok(draw_coverage(tx, &me.acting, &places, &asked, month)?.table(words))
            }
        })
    })
    .await
}

async fn page(view: &View, kind: Kind, wanted: &Wanted) -> Answer {
    let (t, form) = (view.t, wanted.form(view));
    let drawn = draw(view, kind, wanted.asked(view)?).await?;
    let sources = SourceKind::ALL.iter().map(|source| (source.key().to_owned(), t.report_source(*source).to_owned()));
    let main = ReportPage {
        t,
        way: Breadcrumb::home(t),
        form: &form,
        tabs: tabs(t, kind),
        action: kind.path(),
        month_hint: if kind == Kind::States { t.reports_month_hint() } else { t.reports_month_needed_hint() }
            .to_owned(),
        source: form.select("source", t.reports_source()).none(t.reports_any_source()).options(sources),
        too_many: (drawn.rows.len() > COMMUNES_SHOWN).then(|| t.reports_too_many(drawn.rows.len())),
        table: table(t, &drawn),
        notes: drawn.notes.clone(),
        counted: t.reports_counted_at(t.instant(view.now)),
        workbook: Link::to(format!("/reports/{}/workbook?{}", kind.key(), wanted.query()), t.reports_workbook()),
    };
    Ok(view.form_page(t.reports_title(), &form, &main))
}

fn tabs(t: T, here: Kind) -> Tabs {
    let tab = |kind: Kind, text| Tab { link: Link::to(kind.path(), text), is_here: kind == here };
    let tabs = vec![tab(Kind::States, t.reports_states()), tab(Kind::Coverage, t.reports_coverage())];
    Tabs { label: t.reports_tabs().to_owned(), tabs }
}

/// The report as a table of the page: the commune first, then the figures, the total last.
fn table(t: T, drawn: &reports::Table) -> Table {
    let mut headings = drawn.headings.iter().skip(1);
    let first = headings.next().map(|heading| heading.0.clone()).unwrap_or_default();
    let begun = Table::of(t, drawn.title.as_str()).column(first);
    let table = headings.fold(begun, |table, heading| table.numbers(heading.0.as_str()));
    let cells = |row: &Vec<String>, is_total: bool| {
        let name =
            if is_total { Cell::strong(row[1].as_str()) } else { Cell::text(row[1].as_str()).below(row[0].as_str()) };
        let figures = row[2..].iter().map(|figure| {
            let shown = figure.parse::<i64>().map_or_else(|_| figure.clone(), |number| t.number(number));
            if is_total { Cell::strong(shown) } else { Cell::text(shown) }
        });
        std::iter::once(name).chain(figures).collect::<Vec<_>>()
    };
    let shown = if drawn.rows.len() > COMMUNES_SHOWN { &[] } else { &drawn.rows[..] };
    let table = shown.iter().fold(table, |table, row| table.cells(cells(row, false)));
    drawn.total.iter().fold(table, |table, row| table.cells(cells(row, true)))
}

/// `GET /reports/{of}/workbook`.
pub(crate) async fn workbook(view: View, Path(of): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let kind = [Kind::States, Kind::Coverage].into_iter().find(|kind| kind.key() == of).ok_or(Problem::NotFound)?;
    let asked = wanted.asked(&view)?;
    let drawn = draw(&view, kind, asked).await?;
    let now = view.now;
    let bytes = view.blocking(move |_| drawn.workbook("Bao cao", now)).await?.map_err(Problem::from)?;
    let month = asked.month.map(|month| format!("-{month}")).unwrap_or_default();
    Ok(as_saved(&format!("an-sinh-{}{month}.xlsx", kind.key()), WORKBOOK, bytes))
}
