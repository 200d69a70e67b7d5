//! Stories of the tables, on both databases.

mod carry;
mod late;

use crate::{
    Decision, Known, MODEL, MatchedFile, Outcome, PersonEntry, Refusal, Register, RegisterBuilder, RowFilter, RowRef,
    Rule, Shelf, Snapshot, count_states, decide, find_review, know_snapshot, list_rows, match_file, undo,
};
use crate::{match_file::match_file_by, model::BY_HAND};
use db::{Db, DbError, Param, Tx, params, testing::on_both};
use kernel::{BirthDate, CitizenId, Id as _, OldIdNumber, SourceFileId};
use office::{
    Acting, Desk, Role,
    testing::{desk_over, officer},
};

const BINH_TRI: &str = "21061";
const BINH_SON: &str = "524";

/// A file of one commune.
fn receive_file(tx: &mut Tx<'_>, file: SourceFileId, place: i64) -> Result<(), DbError> {
    const COLUMNS: [&str; 15] = [
        "file_id",
        "source",
        "place",
        "name",
        "form",
        "size",
        "sha256",
        "rows_good",
        "rows_doubtful",
        "rows_bad",
        "lines_skipped",
        "mapping",
        "hidden",
        "received_by",
        "received_at",
    ];
    let (sha256, nobody) = (file.as_bytes().to_vec(), Acting::nobody());
    let row: &[Param] = params![
        file,
        "btxh",
        place,
        "btxh.xlsx",
        "xlsx",
        1_i64,
        sha256,
        6_i64,
        0_i64,
        0_i64,
        0_i64,
        "{}",
        "[]",
        nobody,
        "2024-01-25T03:00:00.000000Z"
    ];
    tx.bulk("sources_file", &COLUMNS, [row.to_vec()]).map(drop)
}

/// Birth, number and old number may be missing.
fn receive_row(
    tx: &mut Tx<'_>,
    row: RowRef,
    place: i64,
    name: &str,
    [birth, number, old]: [Option<String>; 3],
) -> Result<(), DbError> {
    const COLUMNS: [&str; 14] = [
        "file_id",
        "line",
        "row_key",
        "name_key",
        "source",
        "place",
        "full_name",
        "birth",
        "citizen_id",
        "old_id",
        "hamlet",
        "address",
        "category",
        "digest",
    ];
    let key = format!("{}", row.line);
    let values: &[Param] = params![
        row.file,
        row.line,
        key,
        name,
        "btxh",
        place,
        name,
        birth,
        number,
        old,
        "Thôn 1",
        "",
        "BTXH.5.A80",
        vec![2_u8]
    ];
    tx.bulk("sources_row", &COLUMNS, [values.to_vec()]).map(drop)
}

struct Office<'d> {
    db: &'d Db,
    desk: Desk,
    labour: Acting,
    police: Acting,
    file: SourceFileId,
}

/// The rows of the file: name, birth, number, old number.
const ROWS: [(&str, &str, &str, &str); 6] = [
    ("Nguyễn Thị Hòa", "1944-09-02", "051144001234", ""),
    ("Nguyễn Thị Hoàn", "1944-09-02", "051144001234", ""),
    ("Trần Văn Sơn", "1950-05-05", "", "212345678"),
    ("Lê Thị Mai", "1960", "", ""),
    ("Hồ Văn Phước", "1951-11-11", "", ""),
    ("Đặng Thị Bé", "1930-03-03", "051130000009", ""),
];

/// The register's own id, name, birth, number, old number, whether they died.
type InRegister = (&'static str, &'static str, &'static str, &'static str, &'static str, bool);

const PEOPLE: [InRegister; 4] = [
    ("hoa", "Nguyễn Thị Hòa", "1944-09-02", "051144001234", "", false),
    ("son", "Trần Văn Sơn", "1950-05-05", "051050000777", "212345678", false),
    ("mai", "Lê Thị Mai", "1960-06-07", "051160000888", "", false),
    ("be", "Đặng Thị Bé", "1930-03-03", "051130000009", "", true),
];

fn register(taken_on: &str) -> Register {
    register_of(taken_on, &PEOPLE)
}

fn register_of(taken_on: &str, people: &[InRegister]) -> Register {
    let mut builder = RegisterBuilder::new();
    for (pid, full_name, birth, number, old, dead) in people.iter().copied() {
        let entry = PersonEntry {
            pid,
            full_name,
            birth: BirthDate::parse(birth).ok(),
            citizen_id: CitizenId::parse(number).ok(),
            old_id: OldIdNumber::parse(old).ok(),
            province: "51",
            commune: BINH_TRI,
            dead,
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    builder.finish(Snapshot { name: "Quảng Ngãi".into(), taken_on: taken_on.parse().ok() }).expect("a register")
}

impl Office<'_> {
    fn over(db: &Db) -> Office<'_> {
        let desk = desk_over(db).0;
        let labour = officer(&desk, Role::LabourOfficer, BINH_SON, 1);
        let police = officer(&desk, Role::CommunePolice, BINH_TRI, 1);
        let office = Office { db, file: labour.new_id(), desk, labour, police };
        office.receive(office.file, BINH_TRI);
        office
    }

    /// As the room `sources` leaves a file.
    fn receive(&self, file: SourceFileId, sender: &str) {
        let place = |code| self.desk.places().find(code, self.labour.today()).expect("a unit").place;
        self.db
            .write(|tx| {
                receive_file(tx, file, place(sender))?;
                for (line, (name, birth, number, old)) in (1_i64..).zip(ROWS) {
                    let [birth, number, old] =
                        [birth, number, old].map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()));
                    receive_row(tx, RowRef { file, line }, place(BINH_TRI), name, [birth, number, old])?;
                }
                Ok::<(), DbError>(())
            })
            .expect("a file");
    }

    fn matched(&self, register: &Register) -> MatchedFile {
        let places = self.desk.places();
        self.db.write(|tx| match_file(tx, &self.labour, &places, register, self.file)).expect("matched")
    }

    fn decide(&self, line: i64, seen: i64, decision: &Decision) -> Result<Outcome, Refusal> {
        let row = RowRef { file: self.file, line };
        self.db
            .write(|tx| decide(tx, &self.police, row, seen, decision, Some("giấy khai sinh")))
            .map(|decided| decided.outcome)
    }

    fn states(&self) -> Vec<(Outcome, i64)> {
        let counted = self.db.read(|tx| count_states(tx, &self.police.scope, Some(self.file))).expect("counts");
        counted.into_iter().map(|count| (count.outcome, count.rows)).collect()
    }

    fn state(&self, line: i64) -> (Outcome, Rule, i64) {
        let row = RowRef { file: self.file, line };
        let review = self.db.read(|tx| find_review(tx, &self.police.scope, row)).expect("read").expect("in the area");
        let decided = review.reviewed.decided.expect("sent");
        assert_eq!(review.history.last(), Some(&decided), "the last one holds");
        (decided.outcome, decided.rule, decided.decision_no)
    }
}

#[test]
fn every_row_of_a_file_gets_its_state() {
    on_both(|db| {
        let office = Office::over(db);
        assert_eq!(office.states(), [(Outcome::NotSent, 6)], "never sent");
        let register = register("2024-01-01");
        let matched = office.matched(&register);
        let expected = MatchedFile {
            rows: 6,
            kept: 0,
            verified: 1,
            mismatch: 2,
            pending: 2,
            not_found: 1,
            no_card: 3,
            dead: 1,
            carried: 0,
        };
        assert_eq!(matched, expected);
        let states = [(Outcome::Mismatch, 2), (Outcome::NotFound, 1), (Outcome::Pending, 2), (Outcome::Verified, 1)];
        assert_eq!(office.states(), states, "they add up to all rows");

        let again = office.matched(&register);
        assert_eq!((again.rows, again.kept), (6, 6), "the same register says nothing new");
        assert_eq!(office.state(1), (Outcome::Verified, Rule::NumberNameBirth, 1));
        let known = db.write(|tx| know_snapshot(tx, &office.labour, &register)).expect("known");
        assert!(matches!(known, Known::Exists(_)));
    });
}

#[test]
fn an_officer_confirms_what_is_proven_and_links_what_is_not() {
    on_both(|db| {
        let office = Office::over(db);
        office.matched(&register("2024-01-01"));
        let confirm = |pid: &str| Decision::Confirm(pid.to_owned());
        assert_eq!(office.decide(3, 1, &confirm("son")).expect("old number, name and date"), Outcome::Verified);
        assert_eq!(office.decide(4, 1, &confirm("mai")).expect("likeness alone"), Outcome::Mismatch);
        assert_eq!(office.decide(5, 1, &Decision::AskCommune).expect("asked"), Outcome::Pending);
        assert_eq!(office.decide(2, 1, &Decision::Reject).expect("rejected"), Outcome::NotFound);
        assert_eq!(office.state(3), (Outcome::Verified, Rule::Confirmed, 2));

        assert!(matches!(office.decide(3, 2, &Decision::Reject), Err(Refusal::Settled { .. })));
        assert!(matches!(office.decide(5, 1, &Decision::Reject), Err(Refusal::VersionMoved { seen: 1, holds: 2 })));
        assert!(matches!(office.decide(6, 1, &confirm("hoa")), Err(Refusal::NotACandidate { .. })));

        let later = office.matched(&register("2024-02-01"));
        assert_eq!((later.rows, later.kept), (6, 4), "what an officer decided stays");
        assert_eq!(office.state(1).2, 2, "the new register has been asked");

        let row = RowRef { file: office.file, line: 3 };
        let undone = db.write(|tx| undo(tx, &office.police, row, 2, Some("nhầm người"))).expect("undone");
        assert_eq!((undone.outcome, undone.rule, undone.decision_no), (Outcome::Pending, Rule::WithoutNumber, 3));
        let twice = db.write(|tx| undo(tx, &office.police, row, 3, None));
        assert!(matches!(twice, Err(Refusal::NothingToUndo)));
    });
}

#[test]
fn who_works_elsewhere_or_as_something_else_decides_nothing_here() {
    on_both(|db| {
        let office = Office::over(db);
        office.matched(&register("2024-01-01"));
        let neighbour = officer(&office.desk, Role::CommunePolice, "21064", 1);
        let leader = officer(&office.desk, Role::CommuneLeader, BINH_TRI, 1);
        let row = RowRef { file: office.file, line: 3 };
        let decide_as = |acting: &Acting| db.write(|tx| decide(tx, acting, row, 1, &Decision::Reject, None));
        let missing = decide_as(&neighbour);
        assert!(matches!(missing, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{missing:?}");
        assert!(matches!(decide_as(&leader), Err(Refusal::Office(office::Refusal::NotAllowed { .. }))));
        assert!(db.read(|tx| list_rows(tx, &neighbour.scope, RowFilter::default())).expect("read").is_empty());
        assert!(db.read(|tx| find_review(tx, &neighbour.scope, row)).expect("read").is_none());
        assert_eq!(office.state(3).2, 1);
    });
}

#[test]
fn worklists_go_page_by_page() {
    on_both(|db| {
        let office = Office::over(db);
        office.matched(&register("2024-01-01"));
        let list = |filter| db.read(|tx| list_rows(tx, &office.police.scope, filter)).expect("a page");
        let lines = |filter| list(filter).iter().map(|row| row.row.line).collect::<Vec<_>>();
        assert_eq!(lines(RowFilter::default()), [2, 3, 4, 5, 6], "all but the verified");
        assert_eq!(lines(RowFilter { outcome: Some(Outcome::Verified), ..RowFilter::default() }), [1]);
        let after = Some(RowRef { file: office.file, line: 4 });
        assert_eq!(lines(RowFilter { after, ..RowFilter::default() }), [5, 6]);
        let other_file = SourceFileId::make(office.labour.now, &mut kernel::Chance::seeded(9));
        assert!(lines(RowFilter { file: Some(other_file), ..RowFilter::default() }).is_empty());
        let sent = db.read(|tx| find_review(tx, &office.police.scope, RowRef { file: office.file, line: 3 }));
        let review = sent.expect("read").expect("there");
        assert_eq!(review.candidates.len(), 1);
        assert_eq!(review.candidates[0].person.citizen_id.as_deref(), Some("********0777"), "covered");
    });
}

#[test]
fn a_shelf_with_weights_of_its_own_decides_by_them_and_says_so() {
    on_both(|db| {
        let office = Office::over(db);
        let shelf = Shelf::at("nowhere");
        assert_eq!(shelf.model().id(), MODEL.id());
        let own = shelf.with_model(BY_HAND.clone());
        assert_ne!(own.model().id(), MODEL.id());
        let (register, places) = (register("2024-01-01"), office.desk.places());
        let told = std::cell::Cell::new(0);
        let (asked, tell) = ((&register, own.model()), |rows| told.set(rows));
        let matched = db.write(|tx| match_file_by(tx, &office.labour, &places, asked, office.file, &tell));
        assert_eq!((matched.expect("matched").rows, told.get()), (6, 6));
        let review = db.read(|tx| find_review(tx, &office.police.scope, RowRef { file: office.file, line: 1 }));
        let holds = review.expect("read").expect("there").reviewed.decided.expect("decided");
        assert_eq!(holds.model, own.model().id(), "the digest of the weights is in it");
    });
}
