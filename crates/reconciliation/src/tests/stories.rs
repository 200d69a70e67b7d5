//! What answers do to a month.

use super::{booked, each, nothing_is_lost, references, report, sent_month, states};
use crate::{ExceptionKind, Refusal, Taken, close_month, list_exceptions, settle_exception, take_answer};
use db::{Db, params};
use kernel::{Dong, Month};
use ledger::{AccountKey, AccountKind, find_balance};
use payments::{
    CycleState, find_cycle, list_carries,
    testing::{Line, Town},
};

const FILE: &str = "BF0001";

/// The message id of the month's file to the bank.
pub(super) fn message(db: &Db) -> String {
    let row = db.read(|tx| tx.row("SELECT message_id FROM payments_file WHERE channel = 'bank'", params![]));
    let id: String = row.expect("a read").expect("a file").get(0).expect("text");
    assert!(id.ends_with(FILE), "{id}");
    id
}

pub(super) fn take(town: &Town, bytes: &[u8]) -> Taken {
    let officer = town.officer();
    town.desk.db().write(|tx| take_answer(tx, &officer, "answer", bytes)).expect("an answer")
}

pub(super) fn open_kinds(town: &Town) -> Vec<ExceptionKind> {
    let officer = town.officer();
    let list = town.desk.db().read(|tx| list_exceptions(tx, &officer.scope, &officer)).expect("a list");
    list.into_iter().map(|one| one.kind).collect()
}

/// The post's workbook with these results.
fn settle(town: &Town, results: &[(&str, &str, i64)]) -> Taken {
    take(town, &super::settlement(results))
}

#[test]
fn a_month_is_answered_and_closed_to_the_dong() {
    each(|town| {
        let db = town.desk.db();
        let cycle = sent_month(town);
        let of = references(db, "2024-02");
        take(town, &report("S1", &message(db), "PART", &[(&of["2"], "RJCT", 0, "AC04")]));
        assert_eq!(states(db), "accepted 3, rejected 1, sent 2");
        take(
            town,
            &booked(
                "N1",
                &[(&of["1"], "DBIT", 500_001, ""), (&of["3"], "DBIT", 500_003, ""), (&of["4"], "DBIT", 500_004, "")],
            ),
        );
        take(town, &booked("N2", &[(&of["3"], "CRDT", 500_003, "MD07")]));
        settle(town, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Chưa nhận", 380_000)]);
        assert_eq!(states(db), "paid 3, rejected 1, returned 1, uncollected 1");
        nothing_is_lost(db);
        let (officer, head) = (town.officer(), town.head());
        let mut own = head.clone();
        own.staff = officer.staff;
        let refused = db.write(|tx| close_month(tx, &own, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::Payments(payments::Refusal::OwnWork))), "{refused:?}");
        let stale = db.write(|tx| close_month(tx, &head, cycle.id, cycle.version - 1));
        assert!(matches!(stale, Err(Refusal::Payments(payments::Refusal::Office(_)))), "{stale:?}");
        let closed = db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        let sums = closed.totals;
        assert_eq!(closed.state, CycleState::Closed);
        assert_eq!(sums.paid, Dong::new(500_001 + 500_004 + 360_000));
        assert_eq!(sums.carried_over, Dong::new(500_002 + 380_000));
        assert_eq!((sums.held_back, sums.held), (Dong::new(500_003), Dong::new(900_000)));
        assert_eq!(sums.due().expect("a sum"), sums.accounted().expect("a sum"));
        let kinds = open_kinds(town);
        assert_eq!(kinds, [ExceptionKind::AccountClosed, ExceptionKind::Deceased]);
        nothing_is_lost(db);
    });
}

#[test]
fn what_was_not_received_is_paid_with_the_next_month_and_keeps_its_own() {
    each(|town| {
        let db = town.desk.db();
        let cycle = sent_month(town);
        let of = references(db, "2024-02");
        take(
            town,
            &report("S1", &message(db), "PART", &[(&of["2"], "RJCT", 0, "AC04"), (&of["3"], "RJCT", 0, "MD07")]),
        );
        take(town, &booked("N1", &[(&of["1"], "DBIT", 500_001, ""), (&of["4"], "DBIT", 500_004, "")]));
        settle(town, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Chưa nhận", 380_000)]);
        let head = town.head();
        db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        let march = [Line::account(1, 500_001), Line::account(2, 500_002), Line::cash(6, 380_000)];
        town.hand_over("2024-03", &march);
        let computed = town.compute("2024-03");
        // The money that came back from a closed account waits for another one; the cash is tried again.
        assert_eq!((computed.cycle.instructions, computed.still_carried), (4, 1));
        assert_eq!(computed.cycle.totals.carried_in, Dong::new(380_000));
        let sql = "SELECT end_to_end_id, origin_month, attempt FROM payments_instruction WHERE attempt = 2";
        let row = db.read(|tx| tx.row(sql, params![])).expect("a read").expect("a second attempt");
        let (reference, origin, attempt) =
            (row.get::<String>(0).expect("text"), row.get::<Month>(1).expect("a month"), row.get::<i64>(2));
        assert!(reference.ends_with("-A2") && origin.to_string() == "2024-02" && attempt == Ok(2), "{reference}");
        // A new account, and the list anew: now it goes.
        db.write(|tx| {
            let moved = "UPDATE lists_line SET number = '150099999999' WHERE full_name = $1 AND month = $2";
            tx.execute(moved, params!["Nguyễn Thị Số 2", "2024-03"])
        })
        .expect("a new account");
        let computed = town.instruct("2024-03").cycle;
        assert_eq!(computed.totals.carried_in, Dong::new(880_002));
        let february = Month::parse("2024-02").expect("a month");
        let places = town.desk.places();
        let place = places.find("21061", february.first_day()).expect("Bình Trị").place;
        let carry = AccountKey::of(AccountKind::CarryOver, place).for_month(february);
        let owed = db.read(|tx| find_balance(tx, &carry));
        assert_eq!(owed.expect("a balance").owed(), Ok(Dong::ZERO));
        nothing_is_lost(db);
    });
}

#[test]
fn the_same_bytes_twice_are_nothing_and_the_same_id_with_others_is_an_alarm() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        let first = booked("N1", &[(&of["1"], "DBIT", 500_001, "")]);
        let other = booked("N1", &[(&of["4"], "DBIT", 500_004, "")]);
        assert!(matches!(take(town, &first), Taken::Created(_)));
        assert!(matches!(take(town, &first), Taken::Exists(_)));
        assert!(matches!(take(town, &other), Taken::OtherBytes(_)));
        assert!(matches!(take(town, &other), Taken::Exists(_)));
        assert_eq!(states(db), "paid 1, sent 5");
        assert_eq!(open_kinds(town), [ExceptionKind::OtherBytes]);
        nothing_is_lost(db);
    });
}

#[test]
fn money_that_contradicts_the_books_moves_nothing_and_keeps_the_month_open() {
    each(|town| {
        let db = town.desk.db();
        let cycle = sent_month(town);
        let of = references(db, "2024-02");
        take(
            town,
            &booked(
                "N1",
                &[
                    (&of["1"], "DBIT", 500_000, ""),
                    (&of["2"], "CRDT", 500_002, "AC04"),
                    (&of["3"], "DBIT", 500_003, ""),
                    (&of["3"], "DBIT", 500_003, ""),
                    ("AS2402-1-B000099", "DBIT", 1, ""),
                ],
            ),
        );
        assert_eq!(states(db), "paid 1, sent 5");
        let mut kinds = open_kinds(town);
        kinds.sort_unstable();
        assert_eq!(
            kinds,
            [
                ExceptionKind::AmountDiffers,
                ExceptionKind::PaidTwice,
                ExceptionKind::ReturnWithoutPayment,
                ExceptionKind::UnknownReference,
            ]
        );
        take(
            town,
            &booked(
                "N2",
                &[(&of["1"], "DBIT", 500_001, ""), (&of["2"], "DBIT", 500_002, ""), (&of["4"], "DBIT", 500_004, "")],
            ),
        );
        settle(town, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Đã nhận", 380_000)]);
        let (officer, head) = (town.officer(), town.head());
        let refused = db.write(|tx| close_month(tx, &head, cycle.id, cycle.version));
        assert!(matches!(refused, Err(Refusal::ExceptionsOpen { exceptions: 2 })), "{refused:?}");
        let list = db.read(|tx| list_exceptions(tx, &officer.scope, &officer)).expect("a list");
        let twice = list.iter().find(|one| one.kind == ExceptionKind::PaidTwice).expect("paid twice");
        let own = db.write(|tx| settle_exception(tx, &officer, twice.id, "đã hỏi ngân hàng"));
        assert!(matches!(own, Err(Refusal::OwnWork)), "{own:?}");
        let why = db.write(|tx| settle_exception(tx, &head, twice.id, " "));
        assert!(matches!(why, Err(Refusal::ReasonMissing)), "{why:?}");
        for one in &list {
            db.write(|tx| settle_exception(tx, &head, one.id, "đã hỏi ngân hàng")).expect("settled");
        }
        db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        nothing_is_lost(db);
    });
}

#[test]
fn what_came_back_before_it_was_booked_has_come_back_once_it_is() {
    each(|town| {
        let db = town.desk.db();
        let cycle = sent_month(town);
        let of = references(db, "2024-02");
        take(town, &booked("N1", &[(&of["2"], "CRDT", 500_002, "AC04"), (&of["3"], "CRDT", 500_003, "AC04")]));
        assert_eq!(open_kinds(town), [ExceptionKind::ReturnWithoutPayment; 2]);
        // One of the two was decided about meanwhile: the money came back all the same.
        let (officer, head) = (town.officer(), town.head());
        let list = db.read(|tx| list_exceptions(tx, &officer.scope, &officer)).expect("a list");
        db.write(|tx| settle_exception(tx, &head, list[1].id, "đã hỏi ngân hàng")).expect("settled");
        take(
            town,
            &booked(
                "N2",
                &[
                    (&of["1"], "DBIT", 500_001, ""),
                    (&of["2"], "DBIT", 500_002, ""),
                    (&of["3"], "DBIT", 500_003, ""),
                    (&of["4"], "DBIT", 500_004, ""),
                ],
            ),
        );
        assert_eq!(states(db), "paid 2, returned 2, sent 2");
        assert_eq!(open_kinds(town), [ExceptionKind::AccountClosed; 2], "what is to be done now");
        settle(town, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Đã nhận", 380_000)]);
        db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        nothing_is_lost(db);
    });
}

#[test]
fn answers_in_any_order_come_to_the_same_end() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        // Booked before the bank says it took the file in; the return stands before the debit in one file.
        take(
            town,
            &booked(
                "N1",
                &[
                    (&of["3"], "CRDT", 500_003, "AC04"),
                    (&of["3"], "DBIT", 500_003, ""),
                    (&of["1"], "DBIT", 500_001, ""),
                ],
            ),
        );
        take(town, &report("S1", &message(db), "ACCP", &[]));
        assert_eq!(states(db), "accepted 2, paid 1, returned 1, sent 2");
        take(town, &report("S2", &message(db), "", &[(&of["1"], "RJCT", 0, "AC04"), (&of["2"], "PDNG", 0, "")]));
        assert_eq!(states(db), "accepted 2, paid 1, returned 1, sent 2");
        assert!(open_kinds(town).contains(&ExceptionKind::Contradiction));
        nothing_is_lost(db);
    });
}

#[test]
fn a_duplicate_claimed_proves_the_first_and_a_whole_rejection_carries_all_over() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        take(town, &report("S1", &message(db), "RJCT DUPL", &[]));
        assert_eq!(states(db), "sent 6");
        assert_eq!(open_kinds(town).len(), 4);
        take(town, &report("S2", &message(db), "RJCT AM04", &[]));
        assert_eq!(states(db), "rejected 4, sent 2");
        let officer = town.officer();
        let carried = db.read(|tx| list_carries(tx, &officer.scope, &officer)).expect("a list");
        assert_eq!(carried.len(), 4);
        nothing_is_lost(db);
    });
}

#[test]
fn a_report_on_a_file_never_sent_says_nothing_of_any_payment() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        take(town, &report("S1", "AS2402-1-BF0009", "RJCT FF01", &[(&of["1"], "RJCT", 0, "AC04")]));
        assert_eq!(states(db), "sent 6");
        assert!(open_kinds(town).contains(&ExceptionKind::UnknownFile));
        // Another district's officer finds neither the file nor the payments.
        let stranger = office::testing::officer(&town.desk, office::Role::LabourOfficer, "525", 1);
        let bytes = booked("N9", &[(&of["1"], "DBIT", 500_001, "")]);
        let taken = db.write(|tx| take_answer(tx, &stranger, "answer", &bytes)).expect("an answer");
        assert_eq!((taken.answer().applied, taken.answer().exceptions), (0, 1));
        assert_eq!(states(db), "sent 6");
    });
}

#[test]
fn money_that_comes_back_after_the_month_is_closed_is_owed_on_and_looked_at() {
    each(|town| {
        let db = town.desk.db();
        let cycle = sent_month(town);
        let of = references(db, "2024-02");
        let all: Vec<_> = (1..=4).map(|who: i64| (of[&who.to_string()].as_str(), "DBIT", 500_000 + who, "")).collect();
        take(town, &booked("N1", &all));
        settle(town, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Đã nhận", 380_000)]);
        let head = town.head();
        db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        take(town, &booked("N2", &[(&of["4"], "CRDT", 500_004, "AC04")]));
        assert_eq!(open_kinds(town), [ExceptionKind::LateReturn]);
        let officer = town.officer();
        let carried = db.read(|tx| list_carries(tx, &officer.scope, &officer)).expect("a list");
        assert_eq!(carried.iter().map(|one| one.amount).collect::<Vec<_>>(), [Dong::new(500_004)]);
        take(town, &booked("N3", &[(&of["4"], "CRDT", 500_004, "AC04")]));
        assert!(open_kinds(town).contains(&ExceptionKind::ReturnedTwice));
        let month = Month::parse("2024-02").expect("a month");
        let found = db.read(|tx| find_cycle(tx, &officer.scope, town.place, month)).expect("a read").expect("a cycle");
        assert_eq!(found.totals.paid, Dong::new(4 * 500_000 + 10 + 740_000));
        nothing_is_lost(db);
    });
}

#[test]
fn a_bank_that_cuts_the_reference_is_understood_and_never_guessed_at() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        let text = String::from_utf8(booked("N1", &[("NOTPROVIDED", "DBIT", 500_001, "")])).expect("text");
        let wrapped = format!("<RmtInf><Ustrd>MBVCB.77 {} TRO CAP</Ustrd></RmtInf></TxDtls>", of["1"].to_lowercase());
        take(town, text.replace("</TxDtls>", &wrapped).as_bytes());
        assert_eq!(states(db), "paid 1, sent 5");
        let by_line = String::from_utf8(booked("N2", &[("X", "DBIT", 500_002, "")])).expect("text");
        let line = of["2"].rsplit("-B").next().expect("a number").trim_start_matches('0');
        let refs = format!("<Refs><InstrId>{}/{line}</InstrId>", message(db));
        take(town, by_line.replace("<Refs>", &refs).as_bytes());
        assert_eq!(states(db), "paid 2, sent 4");
        nothing_is_lost(db);
    });
}
