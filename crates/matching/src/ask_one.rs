//! One record beside the register, by what it says now: for a record that was corrected after its row was matched.

use crate::{
    commune_map::CommuneMap, decide::is_proven, judge::Finding, level::Field, match_file::list_row, matcher::Matcher,
    model::Model, outcome::Outcome, person::unpack_number, register::Register, store::FileRow,
};
use kernel::{BirthDate, CitizenId, OldIdNumber, Sex};
use office::places::Places;

/// Who is asked about.
#[derive(Clone, Debug)]
pub struct AskedPerson {
    /// Họ và tên.
    pub full_name: String,
    /// The day or the year of birth.
    pub birth: Option<BirthDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// Số định danh.
    pub citizen_id: Option<CitizenId>,
    /// Số CMND.
    pub old_id: Option<OldIdNumber>,
    /// The commune, as a place number.
    pub place: i64,
    /// The hamlet.
    pub hamlet: String,
}

/// What the register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The state by the rules that hold for a row.
    pub outcome: Outcome,
    /// The register's own id of the person that is verified, or whose number it is.
    pub pid: Option<String>,
    /// The fields that differ from that person.
    pub mismatched: Vec<Field>,
    /// Không có CCCD.
    pub no_card: bool,
    /// Those of whom a named officer may say that they are the person, and the person is verified: by number or old
    /// number, name and date, at most one difference in date or sex; all alive.
    pub proven: Vec<String>,
}

/// Asks the register about one person. What it cannot read is told by [`Register::fault`].
pub fn ask_one(places: &Places, (register, model): (&Register, &Model), asked: &AskedPerson) -> Answer {
    let finding = find((register, model), places, asked);
    let proven = finding.candidates.iter().filter(|found| !found.dead && is_proven(&found.comparison.reasons()));
    Answer {
        outcome: finding.outcome,
        pid: finding.person.map(|person| register.pid(person).into_owned()),
        mismatched: finding.mismatched.clone(),
        no_card: finding.flags.no_card,
        proven: proven.map(|found| register.pid(found.person).into_owned()).collect(),
    }
}

/// The citizen number the register has for `pid`, if that is somebody the row may be. What it cannot read is told by
/// [`Register::fault`].
pub(crate) fn number_of(
    places: &Places,
    (register, model): (&Register, &Model),
    asked: &AskedPerson,
    pid: &str,
) -> Option<CitizenId> {
    let finding = find((register, model), places, asked);
    let found = finding.candidates.iter().find(|found| register.pid(found.person) == pid)?;
    unpack_number(register.person(found.person).number)
}

fn find((register, model): (&Register, &Model), places: &Places, asked: &AskedPerson) -> Finding {
    let row = FileRow {
        line: 0,
        place: asked.place,
        full_name: asked.full_name.clone(),
        birth: asked.birth,
        sex: asked.sex,
        citizen_id: asked.citizen_id,
        old_id: asked.old_id,
        hamlet: asked.hamlet.clone(),
        decided: None,
    };
    let mut communes = CommuneMap::of(places, register);
    Matcher::with_model(register, model).find(&list_row(&row, places, &mut communes))
}
