//! The register of letters: what reports, targets and rules quote.

use super::{
    call::{Call, Done, told, told_file},
    description::tags,
    input::{UpTo, body, query},
    numbers::{PlaceNumber, VersionNumber},
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, FileBytes, Sent, SentFile, Subject},
    values::{About, Day, FileName, Issuer, LetterKey, LetterNumberText, Reason, SearchWords},
    words::{FileFormWord, LetterKindWord},
};
use crate::shell::problem::{Answer, Problem};
use jiff::{Timestamp, civil::Date};
use kernel::{LetterId, StaffId};
use office::{
    Area, Desk, Refusal,
    letters::{
        self, Draft, FileForm, Letter, LetterFault, LetterFile, LetterFilter, LetterKind, LetterNumber, NewFile,
    },
};
use serde::Serialize;
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// The most letters one letter stands on; the bodies below say it again.
const BASES_MAX: usize = 50;

/// The newest first; of one day, by id.
const LIST: List<Letter, After> =
    List { name: "letters", key: |letter| After { issued_on: letter.draft.issued_on, id: letter.id } };

/// A place in the list.
struct After {
    issued_on: Date,
    id: LetterId,
}

impl fmt::Display for After {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}_{}", self.issued_on, self.id)
    }
}

/// Text that is no place in the list.
struct NoPlace;

impl FromStr for After {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<After, NoPlace> {
        let (day, id) = text.split_once('_').ok_or(NoPlace)?;
        Ok(After { issued_on: day.parse().map_err(|_| NoPlace)?, id: id.parse().map_err(|_| NoPlace)? })
    }
}

/// A letter in the register.
#[derive(Serialize, ToSchema)]
#[schema(as = Letter, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "citation": "Công văn số 275/UBND-VX ngày 25/01/2024 của UBND huyện Bình Sơn",
    "number": "275/UBND-VX",
    "kind": "official_letter",
    "issued_on": "2024-01-25",
    "issuer": "UBND huyện Bình Sơn",
    "about": "Về việc chi trả trợ cấp xã hội qua tài khoản",
    "place": 1_006_789,
    "bases": [],
    "file": { "name": "275-UBND-VX.pdf", "form": "pdf", "size": 91_250,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
    "version": 1,
    "registered_by": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "registered_at": "2024-01-25T03:00:00Z"
}))]
pub(crate) struct LetterShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: LetterId,
    /// As reports and decisions quote it.
    citation: String,
    /// Its number and symbol; some letters have none.
    number: Option<String>,
    /// What kind.
    #[schema(value_type = LetterKindWord)]
    kind: LetterKind,
    /// The day it bears.
    issued_on: Date,
    /// Who issued it.
    issuer: String,
    /// What it is about.
    about: String,
    /// The place in whose register it stands: that unit and all below see it.
    place: i64,
    /// The letters it stands on. In a list: not told.
    #[schema(value_type = Option<Vec<LetterKey>>)]
    bases: Option<Vec<LetterId>>,
    /// The scanned or signed file.
    file: Option<LetterFileShown>,
    /// Counts the corrections, from 1.
    version: i64,
    /// Who entered it.
    #[schema(value_type = String, format = Uuid)]
    registered_by: StaffId,
    /// Entered at.
    registered_at: Timestamp,
}

/// What the register knows of a file.
#[derive(Serialize, ToSchema)]
#[schema(as = LetterFile)]
pub(crate) struct LetterFileShown {
    /// Its name.
    name: String,
    /// Its form.
    #[schema(value_type = FileFormWord)]
    form: FileForm,
    /// Its size in bytes.
    size: i64,
    /// Its SHA-256 in hexadecimal.
    sha256: String,
}

impl From<LetterFile> for LetterFileShown {
    fn from(file: LetterFile) -> LetterFileShown {
        let LetterFile { name, form, size, sha256 } = file;
        LetterFileShown { name, form, size, sha256: sha256.to_string() }
    }
}

impl From<Letter> for LetterShown {
    /// As in a list.
    fn from(letter: Letter) -> LetterShown {
        let citation = letter.cite();
        let Letter { id, draft, file, version, registered_by, registered_at } = letter;
        let Draft { number, kind, issued_on, issuer, about, place, .. } = draft;
        LetterShown {
            id,
            citation,
            number: number.map(|number| number.to_string()),
            kind,
            issued_on,
            issuer,
            about,
            place,
            bases: None,
            file: file.map(LetterFileShown::from),
            version,
            registered_by,
            registered_at,
        }
    }
}

/// One letter by itself.
fn whole(letter: Letter) -> LetterShown {
    let bases = letter.draft.bases.clone();
    LetterShown { bases: Some(bases), ..letter.into() }
}

/// A letter just entered.
#[derive(Serialize, ToSchema)]
pub(crate) struct LetterRegistered {
    /// The letter.
    letter: LetterShown,
    /// Letters of the same issuer with the same number in the same year, on other days: perhaps the same letter with a
    /// slip in the day, for a person to look at.
    #[schema(value_type = Vec<LetterKey>)]
    similar: Vec<LetterId>,
}

query! {
    /// Which letters.
    LetterQuery {
        /// Words of the citation or of what it is about, in any order, with or without marks.
        words: Option<SearchWords>,
        /// Only of this kind.
        kind: Option<LetterKindWord>,
        /// Only issued on or after this day.
        from: Option<Day>,
        /// Only issued on or before this day.
        until: Option<Day>,
        /// Only in the registers of this place and those below it.
        place: Option<PlaceNumber>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

query! {
    /// What a file is called, and what the caller saw.
    FileQuery {
        /// Its name with its ending: `pdf`, `docx`, `xlsx`, `doc`, `xls`, `png`, `jpeg` or `jpg`.
        name: FileName,
        /// The version of the entry that the caller has seen.
        version: VersionNumber,
    }
}

body! {
    /// What the register needs of a letter.
    #[schema(example = json!({
        "number": "275/UBND-VX", "kind": "official_letter", "issued_on": "2024-01-25",
        "issuer": "UBND huyện Bình Sơn", "about": "Về việc chi trả trợ cấp xã hội qua tài khoản", "place": 1_006_789
    }))]
    LetterToRegister {
        /// Its number and symbol; some letters have none.
        number: Option<LetterNumberText>,
        /// What kind.
        kind: LetterKindWord,
        /// The day it bears, not after today.
        issued_on: Day,
        /// Who issued it.
        issuer: Issuer,
        /// What it is about.
        about: About,
        /// The place in whose register it stands, inside the own area.
        place: PlaceNumber,
        /// The letters it stands on.
        #[schema(value_type = Option<Vec<LetterKey>>, max_items = 50)]
        bases: Option<UpTo<BASES_MAX, LetterKey>>,
    }
}

body! {
    /// An entry as it should have been: all of it.
    #[schema(example = json!({
        "version": 1, "number": "275/UBND-VX", "kind": "official_letter", "issued_on": "2024-01-26",
        "issuer": "UBND huyện Bình Sơn", "about": "Về việc chi trả trợ cấp xã hội qua tài khoản",
        "place": 1_006_789, "bases": [], "why": "Nhầm ngày ban hành"
    }))]
    LetterCorrection {
        /// The version of the entry that the caller has seen.
        version: VersionNumber,
        /// Its number and symbol; some letters have none.
        number: Option<LetterNumberText>,
        /// What kind.
        kind: LetterKindWord,
        /// The day it bears, not after today.
        issued_on: Day,
        /// Who issued it.
        issuer: Issuer,
        /// What it is about.
        about: About,
        /// The place in whose register it stands, inside the own area.
        place: PlaceNumber,
        /// The letters it stands on.
        #[schema(value_type = Option<Vec<LetterKey>>, max_items = 50)]
        bases: Option<UpTo<BASES_MAX, LetterKey>>,
        /// Why it is corrected.
        why: Option<Reason>,
    }
}

impl LetterToRegister {
    fn draft(&self) -> Result<Draft, Refusal> {
        Ok(Draft {
            number: number(self.number.as_ref())?,
            kind: self.kind.0,
            issued_on: self.issued_on.0,
            issuer: self.issuer.as_str().to_owned(),
            about: self.about.as_str().to_owned(),
            place: self.place.0,
            bases: self.bases.iter().flat_map(|UpTo(bases)| bases).map(|LetterKey(id)| *id).collect(),
        })
    }
}

impl LetterCorrection {
    /// The entry as it should have been.
    fn entry(&self) -> LetterToRegister {
        let LetterCorrection { number, kind, issued_on, issuer, about, place, bases, .. } = self.clone();
        LetterToRegister { number, kind, issued_on, issuer, about, place, bases }
    }
}

fn number(text: Option<&LetterNumberText>) -> Result<Option<LetterNumber>, Refusal> {
    let number = text.map(|text| LetterNumber::parse(text.as_str())).transpose();
    number.map_err(|fault| LetterFault::from(fault).into())
}

/// List letters of the own area and of the units above it, newest first.
#[utoipa::path(get, path = "/api/v1/letters", tag = tags::LETTERS, params(LetterQuery),
    responses((status = 200, description = "A page of letters, newest first.", body = Page<LetterShown>)))]
pub(crate) async fn list_letters(call: Call, Asked(query): Asked<LetterQuery>) -> Answer {
    let places = call.view.app.desk.places();
    // A place that is none has no letters.
    let area = |PlaceNumber(place)| places.area(place).unwrap_or(Area { lo: place, hi: place });
    let mut filter = LetterFilter {
        words: query.words.map_or(String::new(), String::from),
        kind: query.kind.map(|LetterKindWord(kind)| kind),
        from: query.from.map(|Day(day)| day),
        until: query.until.map(|Day(day)| day),
        area: query.place.map(area),
        after: None,
    };
    call.list::<LetterShown, _, _, _>(
        LIST,
        Part::of(query.limit, query.cursor),
        move |tx, acting, after: Option<After>| {
            filter.after = after.map(|After { issued_on, id }| (issued_on, id));
            letters::list(tx, &acting.ground_scope(), &places, &filter)
        },
    )
    .await
}

/// Show a letter.
#[utoipa::path(get, path = "/api/v1/letters/{letter}", tag = tags::LETTERS,
    params(("letter" = String, Path, format = Uuid, description = "The letter.")),
    responses((status = 200, description = "The letter.", body = LetterShown)))]
pub(crate) async fn show_letter(call: Call, Subject(letter): Subject<LetterId>) -> Answer {
    let places = call.view.app.desk.places();
    let found = call.read(move |tx, acting| letters::find(tx, &acting.ground_scope(), &places, letter));
    Ok(told(&whole(found.await?.ok_or(Problem::NotFound)?)))
}

/// Enter a letter.
///
/// A second entry of the same number, issuer and day is refused.
#[utoipa::path(post, path = "/api/v1/letters", tag = tags::LETTERS, request_body = LetterToRegister,
    responses((status = 201, description = "The letter.", body = LetterRegistered)))]
pub(crate) async fn register_letter(call: Call, sent: Sent<LetterToRegister>) -> Answer {
    call.create_with(sent, Desk::places, |tx, acting, wanted, places| {
        let letters::Registered { letter, similar } = letters::register(tx, acting, places, &wanted.draft()?, None)?;
        Ok(Done::created(&LetterRegistered { letter: whole(letter), similar }))
    })
    .await
}

/// Correct an entry.
///
/// Refused if somebody else was quicker: `version` is the one the caller has seen. The trail keeps what it said before.
#[utoipa::path(put, path = "/api/v1/letters/{letter}", tag = tags::LETTERS, request_body = LetterCorrection,
    params(("letter" = String, Path, format = Uuid, description = "The letter.")),
    responses((status = 200, description = "The letter as it is now.", body = LetterShown)))]
pub(crate) async fn correct_letter(
    call: Call,
    Subject(letter): Subject<LetterId>,
    sent: Sent<LetterCorrection>,
) -> Answer {
    call.change_with(sent, Desk::places, move |tx, acting, wanted, places| {
        let seen = (letter, wanted.version.0);
        let why = wanted.why.as_ref().map_or("", Reason::as_str);
        Ok(Done::changed(&whole(letters::correct(tx, acting, places, seen, &wanted.entry().draft()?, why)?)))
    })
    .await
}

/// Fetch the file of a letter, as it was sent.
#[utoipa::path(get, path = "/api/v1/letters/{letter}/file", tag = tags::LETTERS,
    params(("letter" = String, Path, format = Uuid, description = "The letter.")),
    responses((status = 200, description = "Its bytes.", body = inline(FileBytes),
        content_type = "application/octet-stream")))]
pub(crate) async fn read_letter_file(call: Call, Subject(letter): Subject<LetterId>) -> Answer {
    let places = call.view.app.desk.places();
    let found = call.read(move |tx, acting| letters::read_file(tx, &acting.ground_scope(), &places, letter));
    let (file, content) = found.await?.ok_or(Problem::NotFound)?;
    Ok(told_file(&file.name, file.form.media_type(), content))
}

/// The media types a file comes with.
pub(crate) fn file_media_types() -> impl Iterator<Item = &'static str> {
    FileForm::ALL.iter().map(|form| form.media_type())
}

/// Give a letter its file, in place of the one it had.
///
/// The body is the file itself, at most 20 MiB, whatever its `Content-Type`; the form is told by name and first bytes.
#[utoipa::path(put, path = "/api/v1/letters/{letter}/file", tag = tags::LETTERS,
    request_body(content = inline(FileBytes), content_type = "application/octet-stream"),
    params(("letter" = String, Path, format = Uuid, description = "The letter."), FileQuery),
    responses((status = 200, description = "The letter as it is now.", body = LetterShown)))]
pub(crate) async fn put_letter_file(
    call: Call,
    Subject(letter): Subject<LetterId>,
    Asked(query): Asked<FileQuery>,
    SentFile(sent): SentFile,
) -> Answer {
    let FileQuery { name, version: VersionNumber(version) } = query;
    let sent = sent.map(|content| NewFile { name: name.into(), content: content.to_vec() });
    call.change_with(sent, Desk::places, move |tx, acting, file, places| {
        Ok(Done::changed(&whole(letters::attach_file(tx, acting, places, (letter, version), file)?)))
    })
    .await
}
