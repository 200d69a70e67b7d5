//! What the register says instead of the record.

use super::Office;
use crate::{
    ChangedField, Enrolled, EventKind, Proposal, ProposalState, Refusal, approve_change, count_proposals,
    decline_proposal, enrol_file, list_proposals, open_registers, propose_corrections, recheck_person, reject_change,
    take_proposal,
};
use db::testing::on_both;
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use kernel::{BirthDate, CitizenId, PersonId, Sex, SourceFileId};
use matching::{
    Decision, MODEL, Outcome, PersonEntry, Register, RegisterBuilder, RowRef, Shelf, Snapshot, decide, know_snapshot,
    match_file, undo,
};
use office::{
    Acting, Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Merit, Protection};

/// The register, two people of Bình Trị in it, on a shelf of its own.
struct Registers {
    shelf: Shelf,
    register: Register,
    _folder: tempfile::TempDir,
}

fn registers(name: &str, born: Date) -> Registers {
    let mut builder = RegisterBuilder::new();
    for (pid, full_name, born, number) in
        [("p-1", name, born, "051144001234"), ("p-2", "Phạm Thị Lụa", date(1950, 6, 5), "051150002345")]
    {
        let entry = PersonEntry {
            pid,
            full_name,
            birth: Some(BirthDate::on(born).expect("a day")),
            sex: Some(Sex::Female),
            citizen_id: Some(CitizenId::parse(number).expect("a number")),
            province: "51",
            commune: "21061",
            ..PersonEntry::default()
        };
        builder.add(&entry).expect("a person");
    }
    let snapshot = Snapshot { name: "dan-cu.csv".to_owned(), taken_on: Some(date(2024, 1, 2)) };
    let register = builder.finish(snapshot).expect("a register");
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::at(folder.path());
    shelf.put(&register).expect("a file");
    Registers { shelf, register, _folder: folder }
}

fn bui() -> Registers {
    registers("Nguyễn Thị Bưởi", date(1944, 9, 2))
}

impl Office<'_> {
    fn police(&self) -> Acting {
        testing::officer(self.desk, Role::DistrictPolice, "524", 3)
    }

    fn other(&self) -> Acting {
        testing::officer(self.desk, Role::LabourOfficer, "524", 2)
    }

    fn ask(&self, registers: &Registers, file: SourceFileId) {
        let (police, places) = (self.police(), self.desk.places());
        let asked = self.db().write(|tx| {
            know_snapshot(tx, &police, &registers.register)?;
            match_file(tx, &police, &places, &registers.register, file)
        });
        asked.expect("matched");
    }

    fn propose(&self, at_hand: &Shelf, file: SourceFileId) -> Enrolled {
        let (opened, places) = (open_registers(self.db(), at_hand, file).expect("opened"), self.desk.places());
        let done = self.write(|tx| {
            let enrolled = enrol_file(tx, &self.officer, file)?;
            let proposed = propose_corrections(tx, &self.officer, &places, &opened, file)?;
            Ok(Enrolled { proposed, ..enrolled })
        });
        done.expect("enrolled")
    }

    fn proposals(&self, person: PersonId) -> Vec<(ChangedField, String, ProposalState)> {
        let told = |one: Proposal| (one.field, one.proposed, one.state);
        self.load(person).proposals.into_iter().map(told).collect()
    }

    fn waiting(&self) -> i64 {
        self.db().read(|tx| count_proposals(tx, &self.officer.scope, None, 100)).expect("a count")
    }
}

const SLIP: &str = "Nguyễn Thị Bườm,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
const NAME: &str = "Nguyễn Thị Bưởi";

#[test]
fn a_name_the_register_spells_otherwise_is_proposed_and_takes_two_officers() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let (office, registers) = (Office::of(&desk), bui());
        let file = office.receive(Protection, &[SLIP]);
        office.ask(&registers, file);
        assert_eq!(office.propose(&registers.shelf, file).proposed, 1);
        let person = office.only("Nguyễn Thị Bườm");
        assert_eq!(office.proposals(person), [(ChangedField::FullName, NAME.to_owned(), ProposalState::Waits)]);
        assert_eq!(office.propose(&registers.shelf, file).proposed, 0, "once");
        let lines = desk.db().read(|tx| list_proposals(tx, &office.officer.scope, None, None, 10)).expect("a list");
        assert_eq!((lines.len(), lines[0].before.as_deref()), (1, Some("Nguyễn Thị Bườm")));
        let far = testing::officer(&desk, Role::LabourOfficer, "525", 4);
        let take = |acting: &Acting, value: &str| {
            office.write(|tx| take_proposal(tx, acting, person, (ChangedField::FullName, value), "Thẻ căn cước"))
        };
        assert!(matches!(take(&far, NAME), Err(Refusal::NotFound { .. })));
        assert!(matches!(take(&office.officer, "Nguyễn Thị Bưởii"), Err(Refusal::NotFound { .. })));
        let request = take(&office.officer, NAME).expect("asked");
        assert!(matches!(take(&office.officer, NAME), Err(Refusal::Decided)));
        assert_eq!((office.waiting(), office.load(person).person.full_name.as_str()), (0, "Nguyễn Thị Bườm"));
        let seen = office.load(person).person.version;
        let other = office.other();
        let own = office.write(|tx| approve_change(tx, &office.officer, person, request, seen));
        assert!(matches!(own, Err(Refusal::OwnRequest)));
        office.write(|tx| approve_change(tx, &other, person, request, seen)).expect("approved");
        let record = office.load(person);
        assert_eq!(record.person.full_name.as_str(), NAME);
        assert_eq!(record.proposals[0].state, ProposalState::Done);
        let approved = record.events.iter().find(|event| event.kind == EventKind::ChangeApproved).expect("an event");
        let said = |told: &Option<serde_json::Value>| told.as_ref().map(|told| told["said"].clone());
        assert_eq!(
            (said(&approved.before), said(&approved.after)),
            (Some("Nguyễn Thị Bườm".into()), Some(NAME.into()))
        );
        let places = desk.places();
        let asked =
            office.write(|tx| recheck_person(tx, &office.officer, &places, (&registers.register, &MODEL), person));
        assert_eq!(asked.expect("asked").state, Outcome::Verified);
        assert_eq!(office.propose(&registers.shelf, file).proposed, 0, "the list goes on with its slip");
    });
}

#[test]
fn a_number_comes_from_the_register_once_an_officer_has_found_the_person() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let (office, registers) = (Office::of(&desk), bui());
        let file = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
        office.ask(&registers, file);
        assert_eq!(office.propose(&registers.shelf, file).proposed, 0, "a likeness proposes nothing");
        let (police, row) = (office.police(), RowRef { file, line: 2 });
        let confirm = Decision::Confirm("p-1".to_owned());
        desk.db().write(|tx| decide(tx, &police, row, 1, &confirm, Some("Sổ hộ khẩu"))).expect("decided");
        let empty = tempfile::tempdir().expect("a folder");
        assert_eq!(office.propose(&Shelf::at(empty.path()), file).proposed, 0, "the register is away");
        assert_eq!(office.propose(&registers.shelf, file).proposed, 1);
        let person = office.only(NAME);
        let number = (ChangedField::CitizenId, "051144001234".to_owned(), ProposalState::Waits);
        assert_eq!(office.proposals(person), [number]);

        // The decision is taken back, and with it what followed from it.
        desk.db().write(|tx| undo(tx, &police, row, 2, Some("Nhầm người"))).expect("undone");
        office.propose(&registers.shelf, file);
        assert_eq!(office.proposals(person)[0].2, ProposalState::Lapsed);
        assert_eq!(office.waiting(), 0);
        desk.db().write(|tx| decide(tx, &police, row, 3, &confirm, Some("Đúng người"))).expect("decided");
        assert_eq!(office.propose(&registers.shelf, file).proposed, 1);
        let take = (ChangedField::CitizenId, "051144001234");
        let request = office.write(|tx| take_proposal(tx, &office.officer, person, take, "Thẻ căn cước"));
        let request = request.expect("asked");
        let told = office.load(person).events.last().and_then(|event| event.after.clone()).expect("told");
        assert_eq!(told["said"], "********1234", "no number stands on the timeline");
        let other = office.other();
        office.write(|tx| reject_change(tx, &other, person, request, "Thẻ của người khác")).expect("rejected");
        assert_eq!(office.proposals(person)[0].2, ProposalState::Declined);
        assert_eq!(office.propose(&registers.shelf, file).proposed, 0, "what was found wrong is not proposed again");
    });
}

#[test]
fn a_number_of_another_record_is_settled_before_it_is_asked_for() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let (office, registers) = (Office::of(&desk), bui());
        let file = office.receive(Protection, &["Nguyễn Thị Bưởi,02/09/1944,,Bình Trị,BTXH.5a.80,720000"]);
        office.ask(&registers, file);
        let (police, row) = (office.police(), RowRef { file, line: 2 });
        let confirm = Decision::Confirm("p-1".to_owned());
        desk.db().write(|tx| decide(tx, &police, row, 1, &confirm, Some("Sổ hộ khẩu"))).expect("decided");
        assert_eq!(office.propose(&registers.shelf, file).proposed, 1);
        let person = office.only(NAME);
        office.enrol(office.receive(Merit, &["Trần Thị Hoa,1950,051144001234,Bình Trị,NCC.g,2055000"]));
        let take = (ChangedField::CitizenId, "051144001234");
        let asked = office.write(|tx| take_proposal(tx, &office.officer, person, take, "Thẻ căn cước"));
        assert!(matches!(asked, Err(Refusal::NumberTaken)), "{asked:?}");
        assert_eq!(office.proposals(person)[0].2, ProposalState::Waits);
    });
}

#[test]
fn what_was_declined_comes_back_only_when_the_register_says_something_else() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let (office, registers_of_january) = (Office::of(&desk), registers(NAME, date(1944, 9, 12)));
        let row = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
        let file = office.receive(Protection, &[row]);
        office.ask(&registers_of_january, file);
        assert_eq!(office.propose(&registers_of_january.shelf, file).proposed, 1);
        let person = office.only(NAME);
        let value = office.proposals(person)[0].1.clone();
        let decline = |why: &str| {
            office.write(|tx| decline_proposal(tx, &office.officer, person, (ChangedField::Birth, &value), why))
        };
        assert!(matches!(decline(" "), Err(Refusal::TextLength { .. })));
        decline("Giấy khai sinh ghi 02/09").expect("declined");
        assert!(matches!(decline("Giấy khai sinh ghi 02/09"), Err(Refusal::Decided)));
        let record = office.load(person);
        assert_eq!(record.events.last().map(|event| event.kind), Some(EventKind::ProposalDeclined));
        assert_eq!(record.proposals[0].why.as_deref(), Some("Giấy khai sinh ghi 02/09"));
        office.ask(&registers_of_january, file);
        assert_eq!(office.propose(&registers_of_january.shelf, file).proposed, 0);
        let registers_of_february = registers(NAME, date(1944, 2, 9));
        office.ask(&registers_of_february, file);
        assert_eq!(office.propose(&registers_of_february.shelf, file).proposed, 1);
        assert_ne!(office.proposals(person)[0].1, value);
        assert_eq!(office.waiting(), 1);
    });
}

#[test]
fn two_lists_propose_once_and_what_followed_from_a_decision_waits_for_its_taking_back() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let (office, registers) = (Office::of(&desk), registers(NAME, date(1944, 9, 12)));
        let row = "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000";
        let social = office.receive(Protection, &[row]);
        office.ask(&registers, social);
        assert_eq!(office.propose(&registers.shelf, social).proposed, 1);
        let person = office.only(NAME);
        // The same person by a list of those of merit, which an officer has joined.
        let merit = office.receive(Merit, &["Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,NCC.g,2055000"]);
        office.ask(&registers, merit);
        let sql = "UPDATE registry_link SET person_id = $1 WHERE file_id = $2";
        assert_eq!(office.propose(&registers.shelf, merit).proposed, 1, "a record of its own at first");
        desk.db().write(|tx| tx.execute(sql, db::params![person, merit])).expect("joined");
        assert_eq!(office.propose(&registers.shelf, merit).proposed, 0, "once a person, whichever list says it");
        assert_eq!(office.propose(&registers.shelf, social).proposed, 0);
        assert_eq!(office.proposals(person).len(), 1);

        let value = office.proposals(person)[0].1.clone();
        let take = |value: &str| {
            office.write(|tx| take_proposal(tx, &office.officer, person, (ChangedField::Birth, value), "Thẻ căn cước"))
        };
        let request = take(&value).expect("asked");
        let mend = |acting: &Acting| office.write(|tx| reject_change(tx, acting, person, request, "Nhầm giấy tờ"));
        mend(&office.officer).expect("taken back");
        assert_eq!(office.proposals(person)[0].2, ProposalState::Waits, "whoever asked may ask again");
        let request = take(&value).expect("asked");
        clock.pass(SignedDuration::from_hours(1));
        let (police, line) = (office.police(), RowRef { file: social, line: 2 });
        desk.db().write(|tx| decide(tx, &police, line, 1, &Decision::Reject, Some("Người khác"))).expect("decided");
        let (other, seen) = (office.other(), office.load(person).person.version);
        let approve = || office.write(|tx| approve_change(tx, &other, person, request, seen));
        assert!(matches!(approve(), Err(Refusal::EnrolFirst)));
    });
}
