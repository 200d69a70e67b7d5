//! Every component on one page, for eyes, for the browser tests, and for whoever adds a page. In test builds alone.

use crate::{
    components::{
        Breadcrumb, Cell, Choices, Empty, Field, FileField, Finder, Form, Icon, Link, Matrix, MatrixGroup, MatrixRow,
        Notice, Offered, Pagination, Progress, Select, SummaryList, SummaryRow, Tab, Table, Tabs, Tag, Timeline,
        TimelineItem, Tone,
    },
    shell::{guard::Posted, problem::Answer, visit::View},
    wording::T,
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "pages/kitchen_sink.html")]
struct KitchenSink<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    notices: Vec<Notice>,
    tags: Vec<Tag>,
    fields: Vec<Field>,
    select: Select,
    radios: Choices,
    boxes: Choices,
    finder: Finder,
    file: FileField,
    matrix: Matrix,
    table: Table,
    facts: SummaryList,
    tabs: Tabs,
    progress: Progress,
    timeline: Timeline,
    pages: Pagination,
    empty: Empty,
}

const COMMUNES: [(&str, &str, i32); 9] = [
    ("21034", "Thị trấn Châu Ổ", 1_204),
    ("21037", "Xã Bình Thuận", 884),
    ("21040", "Xã Bình Thạnh", 1_011),
    ("21043", "Xã Bình Đông", 962),
    ("21046", "Xã Bình Chánh", 1_350),
    ("21049", "Xã Bình Nguyên", 755),
    ("21052", "Xã Bình Khương", 640),
    ("21055", "Xã Bình Trị", 702),
    ("21112", "Xã Bình Châu", 1_518),
];

/// `GET /kitchen-sink`.
pub(crate) async fn show(view: View) -> Answer {
    Ok(page(&view, &view.form().with("date", "25/01/2024").with("commune", "21112").with("communes", "21034")))
}

/// `POST /kitchen-sink`: the form comes back refused, with what was typed.
pub(crate) async fn refuse(view: View, Posted(mut form): Posted) -> Answer {
    let t = view.t;
    form.require("name", t.full_name_missing());
    form.require("reason", t.kitchen_reason_missing());
    form.refuse("date", t.date_wrong());
    form.refuse("method", t.choice_missing());
    form.refuse("commune", t.choice_missing());
    Ok(page(&view, &form))
}

/// `GET /kitchen-sink/panic`: what a person sees when a handler breaks.
pub(crate) async fn panic() -> &'static str {
    panic!("a page for tests breaks on purpose")
}

fn page(view: &View, form: &Form) -> Response {
    let t = view.t;
    let tones = [Tone::Plain, Tone::Info, Tone::Good, Tone::Warn, Tone::Bad];
    let main = KitchenSink {
        t,
        view,
        form,
        way: Breadcrumb::home(t).then("/kitchen-sink", t.kitchen_title()),
        notices: tones.map(|tone| Notice::of(tone, t.kitchen_happened()).text(t.kitchen_notice_text())).into(),
        tags: tones.map(|tone| Tag::of(tone, t.kitchen_waiting())).into(),
        fields: fields(t, form),
        select: form
            .select("commune", t.kitchen_commune())
            .options(COMMUNES.map(|(code, name, _)| (code.to_owned(), name.to_owned()))),
        radios: form
            .radios("method", t.kitchen_method())
            .explained("account", t.kitchen_method_account(), t.kitchen_method_account_hint())
            .choice("cash", t.kitchen_method_cash()),
        boxes: COMMUNES.iter().fold(
            form.boxes("communes", t.kitchen_commune()).hint(t.kitchen_notice_text()).columns(),
            |boxes, (code, name, _)| boxes.choice(*code, *name),
        ),
        finder: form.finder("unit", t.kitchen_commune(), "/kitchen-sink", COMMUNES.map(offered).into()),
        file: form.file(t.letter_file_choose(), ".pdf").hint(t.letter_file_hint()),
        matrix: matrix(t),
        table: table(t),
        facts: SummaryList {
            rows: vec![
                SummaryRow::of(t.full_name_label(), t.kitchen_sample_name()).change("/kitchen-sink", t.change()),
                SummaryRow::of(t.kitchen_commune(), t.kitchen_sample_place()),
                SummaryRow::of(t.kitchen_state(), "").tag(Tag::of(Tone::Good, t.kitchen_done())),
            ],
        },
        tabs: tabs(t),
        progress: Progress {
            label: t.kitchen_progress().to_owned(),
            done: 1_234,
            total: Some(5_000),
            words: t.kitchen_progress_words().to_owned(),
        },
        timeline: timeline(view),
        pages: Pagination {
            t,
            first: Some("/kitchen-sink".to_owned()),
            next: Some("/kitchen-sink?after=9".to_owned()),
        },
        empty: Empty::of("letter", t.kitchen_empty(), t.kitchen_notice_text()).link("/kitchen-sink", t.continue_()),
    };
    view.form_page(t.kitchen_title(), form, &main)
}

fn fields(t: T, form: &Form) -> Vec<Field> {
    vec![
        form.text("name", t.full_name_label()).hint(t.full_name_hint()),
        form.date("date", t.kitchen_date()),
        form.area("reason", t.kitchen_reason()).hint(t.kitchen_reason_hint()),
        form.text("phone", t.phone_label()).digits().narrow().optional(),
    ]
}

fn table(t: T) -> Table {
    Table::of(t, t.kitchen_table_caption())
        .column(t.kitchen_commune())
        .numbers(t.kitchen_people())
        .column(t.kitchen_state())
        .filter()
        .rows(COMMUNES, |(code, name, people)| {
            let done = Tag::of(Tone::Good, t.kitchen_done());
            [Cell::link("/kitchen-sink", name).below(code), Cell::text(t.number(people)), Cell::tag(done)]
        })
}

fn offered((code, name, _): (&str, &str, i32)) -> Offered {
    Offered::of(code, name).below(code)
}

fn matrix(t: T) -> Matrix {
    let row = |(place, (_, name, _)): (usize, &(&str, &str, i32))| MatrixRow {
        label: (*name).to_owned(),
        ticks: [3, 2, 1].map(|by| place % by == 0).into(),
    };
    Matrix {
        t,
        caption: t.kitchen_matrix().to_owned(),
        corner: t.kitchen_commune().to_owned(),
        columns: vec![t.kitchen_done().to_owned(), t.kitchen_waiting().to_owned(), t.kitchen_people().to_owned()],
        own: Some(1),
        groups: vec![MatrixGroup {
            title: t.kitchen_table_caption().to_owned(),
            rows: COMMUNES.iter().enumerate().map(row).collect(),
        }],
    }
}

fn tabs(t: T) -> Tabs {
    let tab = |text: &str, is_here| Tab { link: Link::to("/kitchen-sink", text), is_here };
    Tabs {
        label: t.kitchen_facts().to_owned(),
        tabs: vec![tab(t.kitchen_facts(), true), tab(t.kitchen_table(), false), tab(t.kitchen_timeline(), false)],
    }
}

fn timeline(view: &View) -> Timeline {
    let t = view.t;
    let item = |text: &str| TimelineItem {
        when: t.instant(view.now),
        instant: view.now.to_string(),
        title: t.kitchen_happened().to_owned(),
        who: t.kitchen_sample_name().to_owned(),
        text: text.to_owned(),
    };
    Timeline { items: vec![item(t.kitchen_notice_text()), item("")] }
}
