//! Stories on both databases.

mod decisions;
mod enrolment;
mod exceptions;
mod households;
mod movements;
mod movements_kept;
mod movements_undone;
mod proposals;
mod rechecks;
mod records;
mod solutions;
mod worklists;

use crate::{Enrolled, Listed, Refusal, enrol_file, find_people};
use db::{Db, params};
use jiff::Timestamp;
use kernel::{Month, PersonId, SourceFileId, StaffId};
use office::{Acting, Desk, Role, testing};
use sources::{NewFile, Receipt, SourceKind, receive_file};

/// Who is who on 25 January 2024 in Bình Sơn.
struct Office<'d> {
    desk: &'d Desk,
    officer: Acting,
}

impl<'d> Office<'d> {
    fn of(desk: &'d Desk) -> Office<'d> {
        Office { desk, officer: testing::officer(desk, Role::LabourOfficer, "524", 1) }
    }

    fn db(&self) -> &Db {
        self.desk.db()
    }

    /// Receives rows of `name, birth, number, commune, category, amount`.
    fn receive(&self, source: SourceKind, rows: &[&str]) -> SourceFileId {
        self.receive_headed(source, "Họ tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng", rows)
    }

    fn receive_headed(&self, source: SourceKind, headings: &str, rows: &[&str]) -> SourceFileId {
        let text = format!("{headings}\n{}\n", rows.join("\n"));
        let place = self.desk.places().find("524", self.officer.today()).expect("a district").place;
        let new = NewFile { source, place, name: "list.csv", content: text.as_bytes() };
        let receipt = self.db().write(|tx| receive_file(tx, &self.officer, &self.desk.places(), &new));
        match receipt.expect("a receipt") {
            Receipt::Created(file) => {
                assert_eq!(file.rows_bad, 0, "{text}");
                file.id
            }
            other => panic!("{other:?}"),
        }
    }

    /// A decision about the row at `line`, as the room of matching stores it.
    fn decide(
        &self,
        file: SourceFileId,
        (line, number): (i64, i64),
        outcome: &str,
        pid: Option<&str>,
        died_on: Option<&str>,
    ) {
        self.decide_at(self.desk.now(), file, (line, number), (outcome, pid, died_on));
    }

    /// An officer said that the row at `line` is that person, on evidence that does not verify.
    fn confirm(&self, file: SourceFileId, line: i64, pid: &str) {
        self.decide(file, (line, 1), "mismatch", Some(pid), None);
        let sql = "UPDATE matching_decision SET rule = 'confirmed' WHERE file_id = $1 AND line = $2";
        self.db().write(|tx| tx.execute(sql, params![file, line])).expect("a decision");
    }

    /// The same at an instant: outcome, the register's own id, day of death.
    fn decide_at(
        &self,
        at: Timestamp,
        file: SourceFileId,
        (line, number): (i64, i64),
        (outcome, pid, died_on): (&str, Option<&str>, Option<&str>),
    ) {
        let columns = [
            "file_id",
            "line",
            "decision_no",
            "outcome",
            "rule",
            "pid",
            "reasons",
            "mismatched",
            "no_card",
            "dead",
            "died_on",
            "model",
            "decided_by",
            "decided_at",
        ];
        let by: StaffId = self.officer.staff;
        let row = params![
            file,
            line,
            number,
            outcome,
            "number_name_birth",
            pid.map(str::to_owned),
            "[]",
            "[]",
            false,
            died_on.is_some(),
            died_on.map(str::to_owned),
            "m",
            by,
            at
        ]
        .to_vec();
        self.db().write(|tx| tx.bulk("matching_decision", &columns, [row.clone()])).expect("a decision");
    }

    fn enrol(&self, file: SourceFileId) -> Enrolled {
        self.db().write(|tx| enrol_file(tx, &self.officer, file)).expect("an enrolment")
    }

    fn find(&self, text: &str) -> Vec<Listed> {
        self.db().read(|tx| find_people(tx, &self.officer.scope, text)).expect("a search")
    }

    fn only(&self, text: &str) -> PersonId {
        let found = self.find(text);
        assert_eq!(found.len(), 1, "{text}");
        found[0].id
    }

    fn load(&self, id: PersonId) -> crate::PersonRecord {
        self.db().read(|tx| crate::load_person(tx, &self.officer.scope, id)).expect("a person")
    }

    fn write<T>(&self, work: impl Fn(&mut db::Tx<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.db().write(work)
    }
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}
