//! Computing and approving.

use super::each;
use crate::{
    Channel, CycleState, Opened, Refusal, approve_cycle, carry_over, check_cycles, compute_cycle, list_cycles,
    list_files, open_cycle, prepare_files,
    testing::{Line, Town, person},
};
use db::params;
use kernel::{Dong, Month};
use ledger::{AccountKey, AccountKind, find_balance};
use office::Role;
use std::sync::{Arc, Barrier};

const FEBRUARY: &str = "2024-02";

fn lists() -> Vec<Line> {
    vec![
        Line::account(1, 540_000),
        Line::account(2, 720_000),
        Line::cash(3, 360_000),
        Line::account(4, 900_000).held("not_verified"),
        Line::cash(5, 360_000).at("21040"),
    ]
}

#[test]
fn a_month_is_computed_approved_and_instructed_to_the_dong() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let computed = town.compute(FEBRUARY);
        let sums = computed.cycle.totals;
        assert_eq!((computed.lists, computed.cycle.lines, computed.cycle.instructions), (2, 5, 4));
        assert_eq!(
            (sums.entitled, sums.payable, sums.held),
            (Dong::new(2_880_000), Dong::new(1_980_000), Dong::new(900_000))
        );
        let prepared = instruct(town, &computed.cycle);
        assert_eq!(prepared.state, CycleState::Instructed);
        let head = town.head();
        let files = town.desk.db().read(|tx| list_files(tx, &head, prepared.id)).expect("files");
        let told: Vec<_> = files.iter().map(|file| (file.channel, file.lines, file.total.as_i64())).collect();
        assert_eq!(told, [(Channel::Bank, 2, 1_260_000), (Channel::Post, 1, 360_000), (Channel::Post, 1, 360_000)]);
        assert_eq!(town.desk.db().read(check_cycles).expect("a look"), []);
        assert!(town.desk.db().read(ledger::is_balanced).expect("a look"));
        let account = commune(town, AccountKind::Held).for_month(Month::parse(FEBRUARY).expect("a month"));
        let balance = town.desk.db().read(|tx| find_balance(tx, &account)).expect("a balance");
        assert_eq!(balance.owed(), Ok(Dong::new(900_000)));
    });
}

fn commune(town: &Town, kind: AccountKind) -> AccountKey {
    let place = town.desk.places().find("21061", jiff::civil::date(2024, 2, 1)).expect("Bình Trị").place;
    AccountKey::of(kind, place)
}

fn instruct(town: &Town, cycle: &crate::Cycle) -> crate::Cycle {
    let (head, places) = (town.head(), town.desk.places());
    let approved = town.desk.db().write(|tx| approve_cycle(tx, &head, cycle.id, cycle.version)).expect("approved");
    let prepared = town.desk.db().write_alone(|tx| prepare_files(tx, &head, &places, cycle.id, approved.version));
    prepared.expect("files").cycle
}

#[test]
fn opening_twice_is_one_cycle_and_computing_twice_the_same_references() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let (officer, month) = (town.officer(), Month::parse(FEBRUARY).expect("a month"));
        let open = || town.desk.db().write(|tx| open_cycle(tx, &officer, town.place, month)).expect("a cycle");
        assert!(matches!(open(), Opened::Created(_)));
        assert!(matches!(open(), Opened::Exists(_)));
        let references = || {
            let sql = "SELECT end_to_end_id FROM payments_instruction ORDER BY end_to_end_id";
            let rows = town.desk.db().read(|tx| tx.rows(sql, params![])).expect("rows");
            rows.iter().map(|row| row.get(0).expect("text")).collect::<Vec<String>>()
        };
        let first = town.compute(FEBRUARY);
        let before = references();
        let second = town.compute(FEBRUARY);
        assert_eq!((second.cycle.totals, references()), (first.cycle.totals, before));
        assert_eq!(second.cycle.digest.is_some(), first.cycle.digest.is_some());
        assert!(second.cycle.version > first.cycle.version);
    });
}

#[test]
fn nobody_approves_their_own_work_or_another_version_than_they_saw() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let cycle = town.compute(FEBRUARY).cycle;
        let db = town.desk.db();
        let (officer, head) = (town.officer(), town.head());
        let refused = db.write(|tx| approve_cycle(tx, &officer, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
        let mut both_hats = head.clone();
        both_hats.staff = officer.staff;
        let refused = db.write(|tx| approve_cycle(tx, &both_hats, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::OwnWork)), "{refused:?}");
        let again = town.compute(FEBRUARY).cycle;
        let refused = db.write(|tx| approve_cycle(tx, &head, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::VersionMoved { .. }))), "{refused:?}");
        db.write(|tx| tx.execute("UPDATE lists_list SET version = 2", params![])).expect("a list moved");
        let refused = db.write(|tx| approve_cycle(tx, &head, again.id, again.version));
        assert!(matches!(refused, Err(Refusal::ListsMoved { lists: 2 })), "{refused:?}");
    });
}

#[test]
fn another_district_is_told_there_is_no_such_cycle() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let cycle = town.compute(FEBRUARY).cycle;
        let stranger = office::testing::officer(&town.desk, Role::LabourHead, "525", 1);
        let db = town.desk.db();
        let refused = db.write(|tx| approve_cycle(tx, &stranger, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{refused:?}");
        assert_eq!(db.read(|tx| list_cycles(tx, &stranger.scope, &stranger)).expect("a list"), []);
    });
}

#[test]
fn of_two_who_approve_at_once_one_does() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let cycle = town.compute(FEBRUARY).cycle;
        let heads = [town.head(), office::testing::officer(&town.desk, Role::LabourHead, "524", 2)];
        let start = Arc::new(Barrier::new(2));
        let answers: Vec<_> = std::thread::scope(|scope| {
            let asking = heads.each_ref().map(|head| {
                let (start, db) = (Arc::clone(&start), town.desk.db());
                scope.spawn(move || {
                    start.wait();
                    db.write(|tx| approve_cycle(tx, head, cycle.id, cycle.version))
                })
            });
            asking.into_iter().map(|asking| asking.join().expect("an answer")).collect()
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert!(town.desk.db().read(ledger::is_balanced).expect("a look"));
        assert_eq!(town.desk.db().read(check_cycles).expect("a look"), []);
    });
}

#[test]
fn what_was_changed_behind_the_program_is_not_sent() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        let cycle = town.compute(FEBRUARY).cycle;
        let (head, places, db) = (town.head(), town.desk.places(), town.desk.db());
        let approved = db.write(|tx| approve_cycle(tx, &head, cycle.id, cycle.version)).expect("approved");
        let theft = "UPDATE payments_instruction SET number = '999999999999' WHERE seq = 2 AND channel = 'bank'";
        db.write(|tx| tx.execute(theft, params![])).expect("somebody's hand");
        let refused = db.write_alone(|tx| prepare_files(tx, &head, &places, cycle.id, approved.version));
        assert!(matches!(refused, Err(Refusal::Altered)), "{refused:?}");
    });
}

#[test]
fn one_entitlement_and_month_has_one_live_attempt() {
    each(|town| {
        town.hand_over(FEBRUARY, &lists());
        town.compute(FEBRUARY);
        let second = "INSERT INTO payments_instruction (person_id, instruction_id, cycle_id, list_id, entitlement_id, \
                      origin_month, attempt, method, channel, seq, holder_name, purpose, amount_dong, end_to_end_id, \
                      state, is_live, place) SELECT person_id, cycle_id, cycle_id, list_id, entitlement_id, \
                      origin_month, 2, method, channel, 99, holder_name, purpose, amount_dong, 'x', 'sent', is_live, \
                      place FROM payments_instruction WHERE seq = 1 AND channel = 'bank'";
        let refused = town.desk.db().write(|tx| tx.execute(second, params![]));
        assert!(matches!(refused, Err(db::DbError::Conflict { .. })), "{refused:?}");
    });
}

#[test]
fn without_lists_or_with_a_list_that_does_not_add_up_nothing_is_computed() {
    each(|town| {
        let (officer, places, db) = (town.officer(), town.desk.places(), town.desk.db());
        let month = Month::parse(FEBRUARY).expect("a month");
        let cycle = db.write(|tx| open_cycle(tx, &officer, town.place, month)).expect("a cycle").cycle();
        let compute = || db.write_alone(|tx| compute_cycle(tx, &officer, &places, cycle.id, cycle.version));
        assert!(matches!(compute(), Err(Refusal::NoLists { .. })));
        town.hand_over(FEBRUARY, &lists());
        db.write(|tx| tx.execute("UPDATE lists_line SET amount_dong = amount_dong + 1", params![])).expect("a hand");
        assert!(matches!(compute(), Err(Refusal::ListDiffers { .. })));
        let none = db.read(|tx| tx.row("SELECT COUNT(*) FROM payments_instruction", params![])).expect("a count");
        assert_eq!(none.expect("a row").get::<i64>(0), Ok(0));
        let nothing = db.write(|tx| carry_over(tx, &officer, &[]));
        assert!(nothing.is_ok());
    });
}

#[test]
fn what_was_recorded_since_the_lists_were_drawn_up_stands_above_them() {
    each(|town| {
        let lines: Vec<Line> = (1..=6).map(|who| Line::account(who, 540_000)).collect();
        town.hand_over(FEBRUARY, &lines);
        let (db, head) = (town.desk.db(), town.head());
        let say = |sql: &str, who: u32| db.write(|tx| tx.execute(sql, params![person(who)])).expect("said");
        let dead = "UPDATE registry_person SET dead = (1 = 1), died_on = '2024-01-20' WHERE person_id = $1";
        say(dead, 1);
        say("UPDATE registry_entitlement SET until_month = '2024-01', ended_by = 'stop' WHERE person_id = $1", 2);
        say("UPDATE registry_person SET name_key = 'nguyen thi khac' WHERE person_id = $1", 3);
        say("UPDATE registry_entitlement SET until_month = '2024-01', ended_by = 'adjusted' WHERE person_id = $1", 4);
        let paid = || {
            let sql = "SELECT person_id, channel, number FROM payments_instruction ORDER BY person_id";
            let rows = db.read(|tx| tx.rows(sql, params![])).expect("instructions");
            let paid =
                rows.iter().map(|row| Ok((row.get(0)?, row.get::<String>(1)?, row.find::<String>(2)?.is_some())));
            paid.collect::<Result<Vec<(kernel::PersonId, String, bool)>, db::DbError>>().expect("instructions")
        };
        let computed = town.compute(FEBRUARY).cycle;
        let bank = |who| (person(who), "bank".to_owned(), true);
        assert_eq!(paid(), [(person(3), "post".to_owned(), false), bank(4), bank(5), bank(6)]);
        assert_eq!(computed.totals.held, Dong::new(1_080_000), "the dead and the ended");

        say(dead, 5);
        let approve = |cycle: &crate::Cycle| db.write(|tx| approve_cycle(tx, &head, cycle.id, cycle.version));
        assert!(matches!(approve(&computed), Err(Refusal::Overtaken { instructions: 1 })));
        say("DELETE FROM accounts_active WHERE person_id = $1", 6);
        assert!(matches!(approve(&computed), Err(Refusal::Overtaken { instructions: 2 })));
        let again = town.compute(FEBRUARY).cycle;
        assert_eq!(paid(), [(person(3), "post".to_owned(), false), bank(4), (person(6), "post".to_owned(), false)]);
        approve(&again).expect("what was seen is what is due");
    });
}
