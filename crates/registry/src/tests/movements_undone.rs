//! What was approved is taken back: the record is as it was, or nothing happens.

use super::{
    Office, month,
    movements::{ROWS, Told, approve, of_state, second, undo},
};
use crate::{
    ChangedField, EndedBy, EntitlementState, Movement, MovementState, NewChange, Obstacle, Refusal, approve_change,
    record_death, request_change,
};
use db::testing::on_both;
use kernel::{Month, PersonId, SourceFileId};
use office::testing::desk_over;
use sources::SourceKind::Protection;
use std::collections::BTreeSet;

const ANH: (&str, &str) = ("Lê Thị Ánh", "051150009999");
const HEADINGS: &str = "Họ tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mức hưởng,Hưởng từ";

/// Everything by which the person is paid: from, until, what ended it, category, amount; and the death.
type Standing = (Vec<(Month, Option<Month>, Option<EndedBy>, String, i64)>, bool, Option<jiff::civil::Date>);

fn standing(office: &Office<'_>, person: PersonId) -> Standing {
    let record = office.load(person);
    let active = record.entitlements.iter().filter(|one| one.state == EntitlementState::Active);
    let told =
        active.map(|one| (one.from_month, one.until_month, one.ended_by, one.category.clone(), one.amount.as_i64()));
    (told.collect(), record.person.dead, record.person.died_on)
}

fn of_file(office: &Office<'_>, file: SourceFileId) -> Option<Movement> {
    of_state(office, MovementState::Open).into_iter().find(|one| one.file == file)
}

/// The one movement of a file, approved.
fn approved(office: &Office<'_>, told: &Told) -> Movement {
    let movement = of_file(office, told.send(office)).expect("it waits");
    approve(office, &second(office), &movement).expect("an approval");
    movement
}

fn adjusted(office: &Office<'_>, amount: &str, from: &str) -> Movement {
    approved(office, &Told::new().adjust(ANH.0, ANH.1, "BTXH.5a.60", amount, from))
}

#[test]
fn the_older_of_two_adjustments_is_not_taken_back_under_the_newer() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        let was = standing(&office, anh);
        let april = adjusted(&office, "800000", "04/2024");
        let march = adjusted(&office, "900000", "03/2024");
        let both = standing(&office, anh);
        assert_eq!(both.0.len(), 3);
        let refused = undo(&office, &office.officer, &april);
        assert!(matches!(refused, Err(Refusal::NewerFirst)), "{refused:?}");
        assert_eq!(standing(&office, anh), both, "nothing was touched");
        undo(&office, &office.officer, &march).expect("the newer one");
        undo(&office, &office.officer, &april).expect("then the older");
        assert_eq!(standing(&office, anh), was);
    });
}

#[test]
fn a_death_is_taken_back_only_as_the_movement_told_it_and_to_what_was_known_before() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let anh = office.only("le thi anh");
        // The register says that she is dead; nobody has shown a proof yet.
        let file = office.receive(Protection, &["Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540001"]);
        office.decide(file, (2, 1), "verified", Some("p-9"), Some("2024-01-10"));
        office.enrol(file);
        let was = standing(&office, anh);
        assert_eq!((was.1, was.2.map(|day| day.to_string())), (true, Some("2024-01-10".to_owned())));
        let death = approved(&office, &Told::new().death(ANH.0, ANH.1, "05/01/2024"));
        undo(&office, &office.officer, &death).expect("taken back");
        assert_eq!(standing(&office, anh), was, "the register's word stands");
        let later = "2024-01-20".parse().expect("a day");
        let longer = office.write(|tx| record_death(tx, &office.officer, anh, later, "Trích lục"));
        assert!(matches!(longer, Err(Refusal::DeathFromElsewhere)), "one officer pays nobody longer: {longer:?}");

        // Another day and another proof since: they are not the movement's to take back.
        let buoi = office.only("nguyen thi buoi");
        let death = approved(&office, &Told::new().death("Nguyễn Thị Bưởi", "051144001234", "06/01/2024"));
        let sql = "UPDATE registry_person SET death_proof = 'Trích lục 9' WHERE person_id = $1";
        office.write(|tx| Ok(tx.execute(sql, db::params![buoi])?)).expect("another proof");
        let refused = undo(&office, &office.officer, &death);
        assert!(matches!(refused, Err(Refusal::NewerFirst)), "{refused:?}");
        assert!(office.load(buoi).person.dead);
    });
}

#[test]
fn what_ended_before_a_death_stays_ended_by_what_ended_it() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let row = "Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540000,01/2023";
        office.enrol(office.receive_headed(Protection, HEADINGS, &[row]));
        let anh = office.only("le thi anh");
        let was = standing(&office, anh);
        let stop = approved(&office, &Told::new().stop(ANH.0, ANH.1, "BTXH.5a.60", "17/QĐ ngày 05/12/2023"));
        let stopped = standing(&office, anh);
        let death = approved(&office, &Told::new().death(ANH.0, ANH.1, "05/08/2023"));
        let refused = undo(&office, &office.officer, &stop);
        assert!(matches!(refused, Err(Refusal::NewerFirst)), "{refused:?}");
        undo(&office, &office.officer, &death).expect("taken back");
        assert_eq!(standing(&office, anh), stopped);
        assert_eq!(stopped.0[0].2, Some(EndedBy::Stop));
        undo(&office, &office.officer, &stop).expect("taken back");
        assert_eq!(standing(&office, anh), was);
    });
}

#[test]
fn a_death_on_another_day_is_said_by_two_and_gives_the_months_between_back() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let row = "Lê Thị Ánh,05/06/1950,051150009999,Bình Châu,BTXH.5a.60,540000,01/2023";
        office.enrol(office.receive_headed(Protection, HEADINGS, &[row]));
        let anh = office.only("le thi anh");
        let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a day");
        office.write(|tx| record_death(tx, &office.officer, anh, day("2023-05-03"), "Tin báo")).expect("a death");
        assert_eq!(standing(&office, anh).0[0].1, Some(month("2023-05")));
        let again = office.write(|tx| record_death(tx, &office.officer, anh, day("2023-09-03"), "Trích lục"));
        assert!(matches!(again, Err(Refusal::Decided)), "{again:?}");
        let change = |proposed: &str| NewChange {
            person: anh,
            field: ChangedField::Death,
            proposed: proposed.to_owned(),
            proof: "Trích lục khai tử 12".to_owned(),
        };
        let ask = |text: &str| office.write(|tx| request_change(tx, &office.officer, &change(text)));
        assert!(matches!(ask("03/05/2023"), Err(Refusal::NoChange)));
        assert!(matches!(ask("01/01/1940"), Err(Refusal::DeathDay)));
        let request = ask("03/09/2023").expect("a request");
        let seen = office.load(anh).person.version;
        let own = office.write(|tx| approve_change(tx, &office.officer, anh, request, seen));
        assert!(matches!(own, Err(Refusal::OwnRequest)), "{own:?}");
        let other = second(&office);
        office.write(|tx| approve_change(tx, &other, anh, request, seen)).expect("an approval");
        let now = standing(&office, anh);
        assert_eq!((now.0[0].1, now.0[0].2), (Some(month("2023-09")), Some(EndedBy::Death)));
        assert_eq!((now.1, now.2), (true, Some(day("2023-09-03"))));
    });
}

/// Chance that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// No month is given twice.
fn assert_once(standing: &Standing, story: &[String]) {
    for at in 1..=14 {
        let month = month(&format!("{}-{:02}", 2023 + (at - 1) / 12, (at - 1) % 12 + 1));
        let holds = |(from, until, ..): &&(Month, Option<Month>, Option<EndedBy>, String, i64)| {
            *from <= month && until.is_none_or(|until| month <= until)
        };
        let mut given = BTreeSet::new();
        for (_, _, _, category, _) in standing.0.iter().filter(holds) {
            assert!(given.insert(category), "{category} twice in {month:?}: {story:?}");
        }
    }
}

#[test]
fn whatever_is_approved_and_taken_back_no_month_is_given_twice_and_all_can_be_undone() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let other = second(&office);
        let mut dice = Dice(7);
        for life in 0..8 {
            let (name, number) =
                (format!("Đời Thứ {}", ["Một", "Hai", "Ba", "Tư"][life % 4]), format!("05115000{life:04}"));
            let row = format!("{name},05/06/1950,{number},Bình Châu,BTXH.5a.60,540000,03/2023");
            office.enrol(office.receive_headed(Protection, HEADINGS, &[&row]));
            let person = office.only(&number);
            let was = standing(&office, person);
            let (mut held, mut story): (Vec<Movement>, Vec<String>) = (Vec::new(), Vec::new());
            for step in 0..9 {
                let at = dice.below(10) + 3;
                let undone = (dice.below(3) == 0 && !held.is_empty()).then(|| dice.below(held.len()));
                let done = if let Some(which) = undone {
                    story.push(format!("undo {:?} {:?}", held[which].kind, held[which].month));
                    let done = undo(&office, &office.officer, &held[which]);
                    if done.is_ok() {
                        held.remove(which);
                    }
                    done
                } else {
                    let told = match dice.below(5) {
                        0 => Told::new().stop(&name, &number, "BTXH.5a.60", &format!("{step}/QĐ ngày 05/{at:02}/2023")),
                        1 => Told::new().death(&name, &number, &format!("{:02}/{at:02}/2023", step + 1)),
                        _ => {
                            let amount = format!("{}", 600_000 + step * 1_000);
                            Told::new().adjust(&name, &number, "BTXH.5a.60", &amount, &format!("{at:02}/2023"))
                        }
                    };
                    let Some(movement) = of_file(&office, told.send(&office)) else { continue };
                    story.push(format!("{:?} {:?}", movement.kind, movement.month));
                    let done = approve(&office, &other, &movement);
                    if done.is_ok() {
                        held.push(movement);
                    }
                    done
                };
                if let Err(refusal) = done {
                    assert!(matches!(refusal, Refusal::NewerFirst | Refusal::MovementStale), "{refusal:?}: {story:?}");
                    story.push("(refused)".to_owned());
                }
                assert_once(&standing(&office, person), &story);
            }
            assert!(!story.is_empty());
            for movement in held.iter().rev() {
                undo(&office, &office.officer, movement).unwrap_or_else(|refusal| panic!("{refusal:?}: {story:?}"));
            }
            assert_eq!(standing(&office, person), was, "{story:?}");
        }
    });
}

#[test]
fn an_end_before_the_beginning_and_a_death_before_the_birth_are_questioned() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        Told::new()
            .stop(ANH.0, ANH.1, "BTXH.5a.60", "17/QĐ ngày 05/01/2010")
            .death("Nguyễn Thị Bưởi", "051144001234", "01/01/1930")
            .send(&office);
        let why: Vec<_> = of_state(&office, MovementState::Unplaced).iter().map(|one| one.obstacle).collect();
        assert_eq!(why, [Some(Obstacle::NotBegun), Some(Obstacle::DeathBeforeBirth)]);
    });
}

#[test]
fn what_was_begun_and_taken_back_begins_again_by_a_later_list() {
    on_both(|db| {
        let (desk, clock) = desk_over(db);
        let office = Office::of(&desk);
        office.enrol(office.receive(Protection, &ROWS));
        let row = "Võ Thị Sáu,02/03/1943,051143007777,Bình Trị,BTXH.5a.80,720000,01/03/2024";
        let begun = approved(&office, &Told::new().increase("Võ Thị Sáu", "051143007777", "BTXH.5a.80", "720000"));
        undo(&office, &office.officer, &begun).expect("taken back");
        let sau = office.only("vo thi sau");
        let between = office.receive_headed(Protection, HEADINGS, &[row]);
        office.enrol(between);
        assert_eq!(standing(&office, sau).0, [], "the list did not come later");
        clock.pass(jiff::SignedDuration::from_hours(24));
        let later = Office::of(&desk);
        later.enrol(later.receive_headed(
            Protection,
            HEADINGS,
            &[row, "Hồ Văn Tư,1950,051050001111,Bình An,BTXH.4,360000,"],
        ));
        let expected = (month("2024-03"), None, None, "BTXH.5a.80".to_owned(), 720_000);
        assert_eq!(standing(&later, sau).0, [expected], "and once");
    });
}
