//! Files of movements: what waits, what is approved, what is taken back.

use super::{Office, month};
use crate::{
    EndedBy, Movement, MovementState, Obstacle, Refusal, approve_movement, count_movements, count_to_approve,
    list_movements, load_movement, movement_candidates, place_movement, reject_movement, stage_movements,
    undo_movement,
};
use db::testing::on_both;
use kernel::SourceFileId;
use office::{
    Acting, Role,
    testing::{self, desk_over},
};
use sources::{
    NewFile, Receipt,
    SourceKind::{self, Protection},
    receive_file,
};

pub(super) const ROWS: [&str; 3] = [
    "Nguyễn Thị Bưởi,02/09/1944,051144001234,Bình Trị,BTXH.5a.80,720000",
    "Đinh Văn Hrê,1980,051080004321,Bình An,BTXH.6.N,540000",
    "Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540000",
];

/// Builds the rows of a file of movements.
pub(super) struct Told(Vec<String>);

impl Told {
    pub(super) fn new() -> Told {
        Told(vec![
            "Loại biến động,Họ tên,Ngày sinh,Giới tính,Dân tộc,CCCD,Xã,Thôn,Phân loại đối tượng,Số tiền,Thông tin QĐ,\
             Hưởng từ ngày,Ngày chết"
                .to_owned(),
        ])
    }

    pub(super) fn increase(mut self, name: &str, number: &str, category: &str, amount: &str) -> Told {
        self.0.push(format!(
            "Tăng thêm,{name},02/03/1943,Nữ,Kinh,{number},Bình Trị,Thôn 3,{category},{amount},15/QĐ-UBND,02/2024,"
        ));
        self
    }

    pub(super) fn adjust(mut self, name: &str, number: &str, category: &str, amount: &str, from: &str) -> Told {
        self.0.push(format!("Điều chỉnh chính sách,{name},,,,{number},,,{category},{amount},16/QĐ-UBND,{from},"));
        self
    }

    pub(super) fn stop(mut self, name: &str, number: &str, category: &str, decision: &str) -> Told {
        self.0.push(format!("Thôi hưởng,{name},,,,{number},,,{category},540000,{decision},,"));
        self
    }

    pub(super) fn death(mut self, name: &str, number: &str, day: &str) -> Told {
        self.0.push(format!("Cắt chết,{name},,,,{number},,,,,18/QĐ-UBND,,{day}"));
        self
    }

    /// Takes the file in, and its movements up.
    pub(super) fn send(&self, office: &Office<'_>) -> SourceFileId {
        self.send_as(office, Protection)
    }

    fn send_as(&self, office: &Office<'_>, source: SourceKind) -> SourceFileId {
        let place = office.desk.places().find("524", office.officer.today()).expect("a district").place;
        let text = self.0.join("\n");
        let new = NewFile { source, place, name: "biendong.csv", content: text.as_bytes() };
        let receipt = office.write(|tx| {
            let receipt = receive_file(tx, &office.officer, &office.desk.places(), &new).expect("a receipt");
            let (Receipt::Created(file) | Receipt::Exists(file) | Receipt::ExistsWithDifferent { file, .. }) = receipt;
            assert_eq!(file.rows_bad, 0, "{text}");
            stage_movements(tx, &office.officer, file.id)?;
            Ok(file.id)
        });
        receipt.expect("a file")
    }
}

pub(super) fn of_state(office: &Office<'_>, state: MovementState) -> Vec<Movement> {
    office.db().read(|tx| list_movements(tx, &office.officer.scope, state, None, None)).expect("movements")
}

/// Somebody else of the district, who decides.
pub(super) fn second(office: &Office<'_>) -> Acting {
    testing::officer(office.desk, Role::LabourOfficer, "524", 2)
}

pub(super) fn approve(office: &Office<'_>, by: &Acting, movement: &Movement) -> Result<(), Refusal> {
    let seen = movement.person.map(|person| office.load(person).person.version);
    office.write(|tx| approve_movement(tx, by, movement.id, seen))
}

pub(super) fn undo(office: &Office<'_>, by: &Acting, movement: &Movement) -> Result<(), Refusal> {
    office.write(|tx| undo_movement(tx, by, movement.id, "Nhầm người"))
}

#[test]
fn an_end_is_asked_for_by_a_file_and_approved_by_somebody_else() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let told = Told::new().stop("Lê Thị Ánh", "051150009999", "BTXH.5a.60", "17/QĐ-UBND ngày 10/01/2024").death(
            "nguyen thi buoi",
            "051144001234",
            "05/01/2024",
        );
        let file = told.send(&office);
        let open = of_state(&office, MovementState::Open);
        assert_eq!(open.len(), 2);
        assert_eq!(told.send(&office), file, "the same bytes are the same file");
        assert_eq!(of_state(&office, MovementState::Open), open, "importing twice is importing once");
        let (stop, death) = (&open[0], &open[1]);

        assert!(matches!(approve(&office, &office.officer, stop), Err(Refusal::OwnRequest)));
        let other = second(&office);
        let to_approve = |by: &Acting| office.db().read(|tx| count_to_approve(tx, by)).expect("a count");
        assert_eq!((to_approve(&office.officer), to_approve(&other)), (0, 2), "nobody is told of what others decide");
        let moved = office.write(|tx| approve_movement(tx, &other, stop.id, Some(7)));
        assert!(matches!(moved, Err(Refusal::VersionMoved { seen: 7, .. })), "{moved:?}");
        assert_eq!(office.load(stop.person.expect("a person")).entitlements[0].until_month, None, "nothing yet");
        approve(&office, &other, stop).expect("an approval");
        assert!(matches!(approve(&office, &other, stop), Err(Refusal::Decided)));
        let anh = office.load(office.only("le thi anh"));
        let ended = (anh.entitlements[0].until_month, anh.entitlements[0].ended_by);
        assert_eq!(ended, (Some(month("2024-01")), Some(EndedBy::Stop)));
        approve(&office, &other, death).expect("an approval");
        let buoi = office.load(office.only("nguyen thi buoi"));
        assert!(buoi.person.dead);
        assert_eq!(buoi.entitlements[0].until_month, Some(month("2024-01")), "the month of death is paid");

        // A later list that still names them makes nobody live and nothing go on.
        let late =
            ROWS.map(|row| row.replace(",Bình", ", Bình").replace("540000", "541000").replace("720000", "721000"));
        let late: Vec<&str> = late.iter().map(String::as_str).collect();
        office.enrol(office.receive(Protection, &late));
        let buoi = office.load(buoi.person.id);
        assert!(buoi.person.dead && buoi.entitlements[0].until_month == Some(month("2024-01")));
        assert_eq!(office.load(anh.person.id).entitlements[0].until_month, Some(month("2024-01")));

        assert!(matches!(undo(&office, &other, death), Err(Refusal::OwnApproval)));
        undo(&office, &office.officer, death).expect("taken back");
        undo(&office, &office.officer, stop).expect("taken back");
        let buoi = office.load(buoi.person.id);
        assert_eq!((buoi.person.dead, buoi.person.died_on, buoi.entitlements[0].until_month), (false, None, None));
        assert_eq!(office.load(anh.person.id).entitlements[0].until_month, None);
        assert!(matches!(undo(&office, &office.officer, stop), Err(Refusal::Decided)));
    });
}

#[test]
fn an_adjustment_holds_from_its_month_and_what_was_paid_stays() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new()
            .adjust("Lê Thị Ánh", "051150009999", "BTXH.5a.80", "720000", "03/2024")
            .adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "600000", "01/2024")
            .send(&office);
        let open = of_state(&office, MovementState::Open);
        let other = second(&office);
        for movement in &open {
            approve(&office, &other, movement).expect("an approval");
        }
        let anh = office.load(office.only("le thi anh"));
        let parts: Vec<_> = anh
            .entitlements
            .iter()
            .map(|one| (one.category.as_str(), one.amount.as_i64(), one.from_month, one.until_month))
            .collect();
        assert_eq!(
            parts,
            [
                ("BTXH.5a.60", 540_000, month("2024-01"), Some(month("2024-02"))),
                ("BTXH.5a.80", 720_000, month("2024-03"), None)
            ]
        );
        let hre = office.load(office.only("dinh van hre"));
        assert_eq!((hre.entitlements.len(), hre.entitlements[0].amount.as_i64()), (1, 600_000));

        // The next list says the same of the part that holds now, and begins it no earlier.
        let next = ["Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.80,720000"];
        office.enrol(office.receive(Protection, &next));
        let anh = office.load(anh.person.id);
        assert_eq!(anh.entitlements.len(), 2);
        assert_eq!(anh.entitlements[1].from_month, month("2024-03"));

        for movement in &open {
            undo(&office, &office.officer, movement).expect("taken back");
        }
        let anh = office.load(anh.person.id);
        assert_eq!((anh.entitlements[0].until_month, anh.entitlements[0].ended_by), (None, None));
        assert_eq!(anh.entitlements[1].ended_by, Some(EndedBy::Undone));
        assert_eq!(office.load(hre.person.id).entitlements[0].amount.as_i64(), 540_000);
    });
}

#[test]
fn whoever_is_to_be_entitled_is_enrolled_when_it_is_approved_and_not_before() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let told = Told::new()
            .increase("Võ Thị Sáu", "051143007777", "BTXH.5a.80", "720000")
            .increase("Nguyễn Thị Bưởi", "051144001234", "BTXH.4", "360000")
            .increase("Nguyễn Thị Bưởi", "051144001234", "BTXH.5a.80", "720000");
        let file = told.send(&office);
        office.enrol(file);
        assert_eq!(office.find("vo thi sau").len(), 0, "nobody is enrolled before it is approved");
        let open = of_state(&office, MovementState::Open);
        let unplaced = of_state(&office, MovementState::Unplaced);
        assert_eq!((open.len(), unplaced.len()), (2, 1));
        assert_eq!(unplaced[0].obstacle, Some(Obstacle::AlreadyEntitled));
        let other = second(&office);
        for movement in &open {
            approve(&office, &other, movement).expect("an approval");
        }
        let sau = office.load(office.only("vo thi sau"));
        assert_eq!(sau.entitlements[0].from_month, month("2024-02"));
        let buoi = office.load(office.only("nguyen thi buoi"));
        let mut categories: Vec<&str> = buoi.entitlements.iter().map(|one| one.category.as_str()).collect();
        categories.sort_unstable();
        assert_eq!(categories, ["BTXH.4", "BTXH.5a.80"], "a poor single parent receives beside another");
        assert_eq!(buoi.exceptions, []);

        // What the register says of the row later reaches the person it became.
        office.decide(file, (2, 1), "verified", Some("p-6"), None);
        assert_eq!(office.enrol(file).changed, 1);
        assert_eq!(office.load(sau.person.id).person.state, matching::Outcome::Verified);

        let of_sau = open.iter().find(|one| one.full_name.as_str() == "Võ Thị Sáu").expect("hers");
        undo(&office, &office.officer, of_sau).expect("taken back");
        assert_eq!(office.load(sau.person.id).entitlements[0].ended_by, Some(EndedBy::Undone));
    });
}

#[test]
fn what_names_nobody_waits_for_an_officer_and_is_never_lost() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new()
            .stop("Lê Thị Ánh", "051150001111", "BTXH.5a.60", "17/QĐ-UBND")
            .death("Đinh Văn Hre Khác", "051080004321", "05/01/2024")
            .stop("Nguyễn Thị Bưởi", "051144001234", "BTXH.6.N", "19/QĐ-UBND")
            .send(&office);
        let unplaced = of_state(&office, MovementState::Unplaced);
        let why: Vec<_> = unplaced.iter().map(|one| one.obstacle.expect("a reason")).collect();
        assert_eq!(why, [Obstacle::Nobody, Obstacle::NameDiffers, Obstacle::NoEntitlement]);
        let first = &unplaced[0];
        assert!(matches!(approve(&office, &second(&office), first), Err(Refusal::Decided)), "not as it is");

        let found = db.read(|tx| movement_candidates(tx, &office.officer.scope, first)).expect("candidates");
        assert_eq!(found.len(), 1);
        let other = second(&office);
        office.write(|tx| place_movement(tx, &other, first.id, found[0].id, None)).expect("placed");
        let placed = db.read(|tx| load_movement(tx, &office.officer.scope, first.id)).expect("a movement");
        assert_eq!((placed.state, placed.person), (MovementState::Open, Some(found[0].id)));
        assert!(matches!(approve(&office, &other, &placed), Err(Refusal::OwnRequest)), "who placed it approves not");
        let third = testing::officer(&desk, Role::SocialOfficer, "21112", 3);
        approve(&office, &third, &placed).expect("an approval");

        let no_reason = office.write(|tx| reject_movement(tx, &other, unplaced[1].id, ""));
        assert!(matches!(no_reason, Err(Refusal::TextLength { .. })));
        office.write(|tx| reject_movement(tx, &other, unplaced[1].id, "Người khác")).expect("a rejection");
        let elsewhere = testing::officer(&desk, Role::SocialOfficer, "21061", 1);
        let hidden = db.read(|tx| load_movement(tx, &elsewhere.scope, first.id));
        assert!(matches!(hidden, Err(Refusal::NotFound { .. })), "another commune's");
        let counts = db.read(|tx| count_movements(tx, &office.officer.scope, None)).expect("counts");
        let counts: Vec<_> = counts.into_iter().collect();
        assert_eq!(counts, [(MovementState::Unplaced, 1), (MovementState::Approved, 1), (MovementState::Rejected, 1)]);
    });
}

#[test]
fn a_corrected_file_takes_the_place_of_what_waited() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new().adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "600000", "01/2024").send(&office);
        Told::new().adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "650000", "01/2024").send(&office);
        let open = of_state(&office, MovementState::Open);
        assert_eq!(open.iter().map(|one| one.amount.expect("an amount").as_i64()).collect::<Vec<_>>(), [650_000]);
        assert_eq!(of_state(&office, MovementState::Withdrawn).len(), 1);
        Told::new().adjust("Đinh Văn Hrê", "051080004321", "BTXH.6.N", "600000", "01/2024").send(&office);
        assert_eq!(of_state(&office, MovementState::Open).len(), 1, "the first bytes once more are no news");
    });
}
