//! The register of letters: the list, one letter with its citation, entering and correcting it, its file.

use crate::{
    address,
    components::{Breadcrumb, Cell, Empty, Form, Icon, Link, Pagination, Select, SummaryList, SummaryRow, Table, Tone},
    pages::{confirm::Confirm, place_choice},
    shell::{
        answers::as_saved,
        guard::Posted,
        notice::Notice,
        problem::{Answer, Problem},
        upload::{Sent, receive},
        visit::View,
    },
    wording::{T, parse_date},
};
use askama::Template;
use axum::extract::{Multipart, Path, Query};
use jiff::civil::Date;
use kernel::LetterId;
use office::{
    Action, Refusal,
    letters::{
        Draft, FILE_BYTES_MAX, LETTERS_PAGE, Letter, LetterFault, LetterFilter, LetterKind, LetterNumber, NewFile,
        attach_file, correct, find, list as list_letters, read_file, register,
    },
};
use serde::Deserialize;

/// What an upload takes: the largest file, and the words around it.
pub(crate) const UPLOAD_BYTES_MAX: usize = FILE_BYTES_MAX + 64 * 1024;
/// How many of the newest letters are offered as a basis.
const BASES_OFFERED: usize = 20;

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Narrow {
    q: String,
    kind: String,
    from: String,
    until: String,
    after: String,
}

impl Narrow {
    fn form(&self, view: &View) -> Form {
        let form = view.form().with("q", self.q.as_str()).with("kind", self.kind.as_str());
        let mut form = form.with("from", self.from.as_str()).with("until", self.until.as_str());
        for (field, typed) in [("from", &self.from), ("until", &self.until)] {
            if !typed.trim().is_empty() && parse_date(typed).is_none() {
                form.refuse(field, view.t.date_wrong());
            }
        }
        form
    }

    fn filter(&self) -> LetterFilter {
        let after = self.after.split_once('_');
        LetterFilter {
            words: self.q.clone(),
            kind: LetterKind::parse(&self.kind),
            from: parse_date(&self.from),
            until: parse_date(&self.until),
            area: None,
            after: after.and_then(|(day, id)| Some((parse_date(day)?, id.parse().ok()?))),
        }
    }

    fn is_narrow(&self) -> bool {
        [&self.q, &self.kind, &self.from, &self.until, &self.after].iter().any(|text| !text.is_empty())
    }

    fn path(&self, after: &str) -> String {
        let Narrow { q, kind, from, until, .. } = self;
        let mut query = vec![("q", q.as_str()), ("kind", kind), ("from", from), ("until", until), ("after", after)];
        query.retain(|(_, value)| !value.is_empty());
        format!("/letters?{}", address::query(&query))
    }
}

#[derive(Template)]
#[template(path = "pages/letters.html")]
struct Letters<'a> {
    t: T,
    way: Breadcrumb,
    form: &'a Form,
    kind: Select,
    may_register: bool,
    table: Table,
    empty: Option<Empty>,
    pages: Pagination,
}

/// `GET /letters`.
pub(crate) async fn list(view: View, Query(narrow): Query<Narrow>) -> Answer {
    let (form, filter, places) = (narrow.form(&view), narrow.filter(), view.app.desk.places());
    let letters = view.read(move |tx, me| list_letters(tx, &me.acting.ground_scope(), &places, &filter)).await?;
    let t = view.t;
    let may_register = view.may(Action::RegisterLetter);
    let after = |last: &Letter| narrow.path(&format!("{}_{}", last.draft.issued_on, last.id));
    let main = Letters {
        t,
        way: Breadcrumb::home(t),
        kind: kind_select(t, &form).none(t.letters_any_kind()),
        may_register,
        table: table(t, &letters),
        empty: letters.is_empty().then(|| empty(t, &narrow, may_register)),
        pages: Pagination {
            t,
            first: (!narrow.after.is_empty()).then(|| narrow.path("")),
            next: letters.last().filter(|_| letters.len() == LETTERS_PAGE).map(after),
        },
        form: &form,
    };
    Ok(view.form_page(t.letters_title(), &form, &main))
}

fn empty(t: T, narrow: &Narrow, may_register: bool) -> Empty {
    if narrow.is_narrow() {
        return Empty::of("letter", t.letters_none_found(), t.offices_none_found_text());
    }
    let empty = Empty::of("letter", t.letters_none(), t.letters_none_text());
    if may_register { empty.link("/letters/new", t.letter_register()) } else { empty }
}

fn table(t: T, letters: &[Letter]) -> Table {
    Table::of(t, t.letters_caption())
        .column(t.letter_citation())
        .column(t.letter_kind())
        .column(t.letter_issued_on())
        .column(t.letter_file())
        .rows(letters, |letter| {
            let file = letter.file.as_ref();
            [
                Cell::link(format!("/letters/{}", letter.id), letter.cite()).below(&letter.draft.about),
                Cell::text(t.letter_kind_named(letter.draft.kind)),
                Cell::text(t.date(letter.draft.issued_on)),
                Cell::text(file.map_or_else(|| t.letter_file_none().to_owned(), |file| file.name.clone())),
            ]
        })
}

fn kind_select(t: T, form: &Form) -> Select {
    let kinds = LetterKind::ALL.iter().map(|kind| (kind.key().to_owned(), t.letter_kind_named(*kind).to_owned()));
    form.select("kind", t.letter_kind()).options(kinds)
}

fn way(t: T) -> Breadcrumb {
    Breadcrumb::home(t).then("/letters", t.letters_title())
}

async fn load(view: &View, id: LetterId) -> Answer<Letter> {
    let places = view.app.desk.places();
    let found = view.read(move |tx, me| find(tx, &me.acting.ground_scope(), &places, id)).await?;
    found.ok_or(Problem::NotFound)
}

#[derive(Template)]
#[template(path = "pages/letter.html")]
struct LetterPage<'a> {
    t: T,
    form: &'a Form,
    way: Breadcrumb,
    letter: &'a Letter,
    cited: String,
    facts: SummaryList,
    bases: Vec<Link>,
    may_correct: bool,
    upload: String,
}

/// Whether this person may correct the entry: the right, and the register of the own area.
fn may_correct(view: &View, letter: &Letter) -> bool {
    let covers = |me: &office::sign_in::SignedIn| me.acting.ground_scope().covers(letter.draft.place);
    view.may(Action::RegisterLetter) && view.signed().is_some_and(covers)
}

/// `GET /letters/{id}`.
pub(crate) async fn show(view: View, Path(id): Path<LetterId>) -> Answer {
    let letter = load(&view, id).await?;
    letter_page(&view, &letter, &view.form()).await
}

async fn letter_page(view: &View, letter: &Letter, form: &Form) -> Answer {
    let (t, wanted, places) = (view.t, letter.draft.bases.clone(), view.app.desk.places());
    let bases = view
        .read(move |tx, me| {
            let scope = me.acting.ground_scope();
            let found = wanted.into_iter().map(|id| find(tx, &scope, &places, id));
            found.collect::<Result<Vec<_>, Refusal>>()
        })
        .await?;
    let cited = letter.cite();
    let main = LetterPage {
        t,
        form,
        way: way(t),
        facts: facts(view, letter),
        bases: bases
            .into_iter()
            .flatten()
            .map(|basis| Link::to(format!("/letters/{}", basis.id), basis.cite()))
            .collect(),
        may_correct: may_correct(view, letter),
        upload: view.upload_action(&format!("/letters/{}/file", letter.id)),
        letter,
        cited: cited.clone(),
    };
    Ok(view.form_page(&cited, form, &main))
}

fn facts(view: &View, letter: &Letter) -> SummaryList {
    let (t, draft) = (view.t, &letter.draft);
    let number = draft.number.as_ref().map_or(t.not_given(), LetterNumber::as_str);
    let mut rows = vec![
        SummaryRow::of(t.letter_about(), draft.about.as_str()),
        SummaryRow::of(t.letter_kind(), t.letter_kind_named(draft.kind)),
        SummaryRow::of(t.letter_number(), number),
        SummaryRow::of(t.letter_issued_on(), t.date(draft.issued_on)),
        SummaryRow::of(t.letter_issuer(), draft.issuer.as_str()),
        SummaryRow::of(t.letter_place(), view.app.desk.places().display(draft.place).unwrap_or_default()),
        SummaryRow::of(t.letter_registered(), t.instant(letter.registered_at)),
        SummaryRow::of(t.letter_corrected(), t.number(letter.version - 1)),
    ];
    if let Some(file) = &letter.file {
        rows.push(SummaryRow::of(t.letter_file_digest(), file.sha256.to_string()));
    }
    SummaryList { rows }
}

/// `GET /letters/new`.
pub(crate) async fn show_new(view: View) -> Answer {
    let own = place_choice::own(&view).map(|place| place.to_string());
    let form = view.form().with("place", own.unwrap_or_default());
    entry_page(&view, None, &form).await
}

async fn entry_page(view: &View, old: Option<&Letter>, form: &Form) -> Answer {
    let t = view.t;
    let (places, own) = (view.app.desk.places(), old.map(|letter| letter.id));
    let chosen: Vec<LetterId> = form.values("bases").filter_map(|id| id.parse().ok()).collect();
    let offered = view
        .read(move |tx, me| {
            let scope = me.acting.ground_scope();
            let mut offered = list_letters(tx, &scope, &places, &LetterFilter::default())?;
            offered.truncate(BASES_OFFERED);
            for id in chosen {
                if offered.iter().all(|letter| letter.id != id) {
                    offered.extend(find(tx, &scope, &places, id)?);
                }
            }
            Ok(offered)
        })
        .await?;
    let offered: Vec<&Letter> = offered.iter().filter(|letter| Some(letter.id) != own).collect();
    let title = if old.is_some() { t.letter_correct_title() } else { t.letter_register() };
    let mut page = Confirm::of(view, form, title)
        .way(way(t))
        .hidden("version", form.value("version"))
        .select(kind_select(t, form))
        .field(form.text("number", t.letter_number()).hint(t.letter_number_hint()).optional())
        .field(form.date("issued_on", t.letter_issued_on()))
        .field(form.text("issuer", t.letter_issuer()).hint(t.letter_issuer_hint()))
        .field(form.area("about", t.letter_about()))
        .finder(place_choice::finder(view, form, "place", t.letter_place(), "issued_on").hint(t.letter_place_hint()));
    if !offered.is_empty() {
        let boxes = form.boxes("bases", t.letter_bases());
        let choose = |boxes: crate::components::Choices, letter: &&Letter| {
            boxes.explained(letter.id.to_string(), letter.cite(), letter.draft.about.as_str())
        };
        page = page.choices(offered.iter().fold(boxes, choose));
    }
    let mut back = "/letters".to_owned();
    if let Some(old) = old {
        back = format!("/letters/{}", old.id);
        page = page.over(old.cite()).field(form.area("why", t.letter_why()).optional());
    }
    Ok(page.button(Tone::Good, t.save()).answer(&back))
}

/// What the form says of a letter; what is wrong is noted in the form.
fn read(t: T, form: &mut Form) -> Option<Draft> {
    let kind = LetterKind::parse(form.value("kind"));
    if kind.is_none() {
        form.refuse("kind", t.choice_missing());
    }
    let place = form.value("place").parse().ok();
    if place.is_none() {
        form.refuse("place", t.place_missing());
    }
    let number = read_number(t, form);
    let issued_on: Option<Date> = parse_date(form.value("issued_on"));
    if issued_on.is_none() {
        form.refuse("issued_on", t.date_wrong());
    }
    form.require("issuer", t.letter_issuer_missing());
    form.require("about", t.letter_about_missing());
    Some(Draft {
        number: number?,
        kind: kind?,
        issued_on: issued_on?,
        issuer: form.value("issuer").to_owned(),
        about: form.value("about").to_owned(),
        place: place?,
        bases: form.values("bases").filter_map(|id| id.parse().ok()).collect(),
    })
}

/// The number, no number, or a refusal.
#[expect(clippy::option_option, reason = "a letter without a number is not a number that cannot be read")]
fn read_number(t: T, form: &mut Form) -> Option<Option<LetterNumber>> {
    let typed = form.value("number").to_owned();
    if typed.is_empty() {
        return Some(None);
    }
    match LetterNumber::parse(&typed) {
        Ok(number) => Some(Some(number)),
        Err(fault) => {
            form.refuse("number", t.refusal(&LetterFault::from(fault).into()));
            None
        }
    }
}

/// At which field a refusal belongs.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Letter(LetterFault::Text { field: "issuer", .. }) => "issuer",
        Refusal::Letter(LetterFault::Text { .. }) => "about",
        Refusal::Letter(LetterFault::IssuedLater) => "issued_on",
        Refusal::Letter(LetterFault::Basis { .. } | LetterFault::TooManyBases { .. }) => "bases",
        _ => "number",
    }
}

/// `POST /letters/new`.
pub(crate) async fn create(view: View, Posted(mut form): Posted) -> Answer {
    if form.is_finding() {
        return entry_page(&view, None, &form).await;
    }
    let draft = read(view.t, &mut form);
    let Some(draft) = draft.filter(|_| !form.is_refused()) else { return entry_page(&view, None, &form).await };
    let places = view.app.desk.places();
    match view.write(move |tx, me| register(tx, &me.acting, &places, &draft, None)).await? {
        Ok(made) => {
            let notice =
                if made.similar.is_empty() { Notice::LetterRegistered } else { Notice::LetterRegisteredSimilar };
            Ok(view.done(&format!("/letters/{}", made.letter.id), notice))
        }
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            entry_page(&view, None, &form).await
        }
    }
}

/// `GET /letters/{id}/correct`.
pub(crate) async fn show_correct(view: View, Path(id): Path<LetterId>) -> Answer {
    let letter = load(&view, id).await?;
    let draft = &letter.draft;
    let form = view
        .form()
        .with("version", letter.version.to_string())
        .with("number", draft.number.as_ref().map_or("", LetterNumber::as_str))
        .with("kind", draft.kind.key())
        .with("issued_on", view.t.date(draft.issued_on))
        .with("issuer", draft.issuer.as_str())
        .with("about", draft.about.as_str())
        .with("place", draft.place.to_string());
    let form = draft.bases.iter().fold(form, |form, basis| form.with("bases", basis.to_string()));
    entry_page(&view, Some(&letter), &form).await
}

/// `POST /letters/{id}/correct`.
pub(crate) async fn do_correct(view: View, Path(id): Path<LetterId>, Posted(mut form): Posted) -> Answer {
    let letter = load(&view, id).await?;
    if form.is_finding() {
        return entry_page(&view, Some(&letter), &form).await;
    }
    let draft = read(view.t, &mut form);
    let Some(draft) = draft.filter(|_| !form.is_refused()) else {
        return entry_page(&view, Some(&letter), &form).await;
    };
    let places = view.app.desk.places();
    let seen = (id, form.value("version").parse().unwrap_or_default());
    let why = form.value("why").to_owned();
    match view.write(move |tx, me| correct(tx, &me.acting, &places, seen, &draft, &why)).await? {
        Ok(_) => Ok(view.done(&format!("/letters/{id}"), Notice::LetterCorrected)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            entry_page(&view, Some(&letter), &form).await
        }
    }
}

/// `POST /letters/{id}/file`.
pub(crate) async fn upload(view: View, Path(id): Path<LetterId>, parts: Multipart) -> Answer {
    let letter = load(&view, id).await?;
    let sent = receive(&view.app.uploads, parts).await?;
    let mut form = sent.form(view.t);
    let version = form.value("version").parse().unwrap_or_default();
    let file = sent.file.map(|Sent { name, content }| NewFile { name, content });
    let sentence = match file {
        None => view.t.letter_file_missing().to_owned(),
        Some(file) => {
            let places = view.app.desk.places();
            let sent = view.write(move |tx, me| attach_file(tx, &me.acting, &places, (id, version), &file));
            match sent.await? {
                Ok(_) => return Ok(view.done(&format!("/letters/{id}"), Notice::LetterFileAttached)),
                Err(refusal) => view.tell(refusal)?,
            }
        }
    };
    form.refuse("file", sentence);
    letter_page(&view, &letter, &form).await
}

/// `GET /letters/{id}/file`. Always saved, never opened inside our pages.
pub(crate) async fn download(view: View, Path(id): Path<LetterId>) -> Answer {
    let places = view.app.desk.places();
    let found = view.read(move |tx, me| read_file(tx, &me.acting.ground_scope(), &places, id)).await?;
    let (file, content) = found.ok_or(Problem::NotFound)?;
    Ok(as_saved(&file.name, file.form.media_type(), content))
}
