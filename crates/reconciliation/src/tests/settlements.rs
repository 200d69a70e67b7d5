//! Stories of the post's settlement: handed in, confirmed, taken in, sent back.

use super::{booked, each, nothing_is_lost, references, sent_month, settlement, states};
use crate::{
    AnswerFault, HandedIn, Refusal, RowWrong, Settlement, SettlementState, Status, Taken, confirm_settlement,
    hand_in_settlement, list_settlement_lines, list_settlements, load_settlement, send_back_settlement,
    take_settlement,
};
use kernel::Dong;
use office::{Acting, Role, testing::officer};
use payments::{
    Count, fetch_cash_file, list_cash_files,
    testing::{DISTRICT, Line, Town},
};
use std::collections::BTreeSet;

/// The post of the district: who pays, and who heads it.
fn post(town: &Town) -> (Acting, Acting) {
    let of = |role| officer(&town.desk, role, DISTRICT, 1);
    (of(Role::Payer), of(Role::PayerHead))
}

fn hand_in(town: &Town, acting: &Acting, results: &[(&str, &str, i64)]) -> Result<HandedIn, Refusal> {
    let bytes = settlement(results);
    town.desk.db().write(|tx| hand_in_settlement(tx, acting, "Bình Trị.xlsx", &bytes))
}

fn stands(town: &Town, acting: &Acting, settlement: &Settlement) -> SettlementState {
    let found = town.desk.db().read(|tx| load_settlement(tx, acting, settlement.id));
    found.expect("a settlement").state
}

#[test]
fn cash_is_told_by_the_post_confirmed_by_another_and_taken_in_by_the_office() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        let ((payer, head), office) = (post(town), town.officer());
        let results = [(of["5"].as_str(), "Đã nhận", 360_000), (of["6"].as_str(), "Chưa nhận", 380_000)];
        let handed = hand_in(town, &payer, &results).expect("handed in");
        let settlement = handed.settlement().clone();
        assert!(matches!(handed, HandedIn::Created(_)));
        assert_eq!(settlement.sums.handed_over, Count { payments: 1, amount: Dong::new(360_000) });
        assert_eq!(settlement.sums.not_collected, Count { payments: 1, amount: Dong::new(380_000) });
        // Twice is once, by whoever.
        let again = hand_in(town, &head, &results).expect("known");
        assert_eq!(again, HandedIn::Exists(settlement.clone()));
        assert_eq!(states(db), "sent 6", "nothing has moved");

        let beside = db.write(|tx| crate::take_answer(tx, &office, "x", &super::settlement(&results)));
        assert!(matches!(beside, Err(Refusal::SettlementMoved { state: SettlementState::HandedIn })), "{beside:?}");
        let early = db.write(|tx| take_settlement(tx, &office, settlement.id));
        assert!(matches!(early, Err(Refusal::SettlementMoved { state: SettlementState::HandedIn })), "{early:?}");
        let not_theirs = db.write(|tx| confirm_settlement(tx, &payer, settlement.id));
        assert!(matches!(not_theirs, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{not_theirs:?}");
        let mut own = head.clone();
        own.staff = payer.staff;
        let refused = db.write(|tx| confirm_settlement(tx, &own, settlement.id));
        assert!(matches!(refused, Err(Refusal::OwnSettlement)), "{refused:?}");
        db.write(|tx| confirm_settlement(tx, &head, settlement.id)).expect("confirmed");

        let mut twofold = town.officer();
        twofold.staff = head.staff;
        let refused = db.write(|tx| take_settlement(tx, &twofold, settlement.id));
        assert!(matches!(refused, Err(Refusal::OwnSettlement)), "{refused:?}");
        let taken = db.write(|tx| take_settlement(tx, &office, settlement.id)).expect("taken");
        assert!(matches!(&taken, Taken::Created(answer) if answer.applied == 2 && answer.exceptions == 0), "{taken:?}");
        assert_eq!(states(db), "paid 1, sent 4, uncollected 1");
        let found = db.read(|tx| load_settlement(tx, &payer, settlement.id)).expect("a settlement");
        assert_eq!((found.state, found.answer), (SettlementState::Taken, Some(taken.answer().id)));
        let back = db.write(|tx| send_back_settlement(tx, &office, settlement.id, "sai"));
        assert!(matches!(back, Err(Refusal::SettlementMoved { state: SettlementState::Taken })), "{back:?}");
        nothing_is_lost(db);
    });
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_kept() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        let (payer, head) = post(town);
        let wrong = hand_in(
            town,
            &payer,
            &[
                (&of["5"], "Đã nhận", 360_001),
                (&of["1"], "Đã nhận", 500_001), // paid by the bank
                (&of["6"], "Đã nhận", 380_000),
                (&of["6"], "Chưa nhận", 380_000),
                ("AS2402-9999999-PF0001", "Đã nhận", 1),
            ],
        );
        let Err(Refusal::SettlementRows { rows }) = wrong else { panic!("{wrong:?}") };
        assert_eq!(
            rows,
            [(2, RowWrong::AmountDiffers), (3, RowWrong::Unknown), (5, RowWrong::Twice), (6, RowWrong::Unknown)]
        );
        let word = hand_in(town, &payer, &[(&of["5"], "Đã nhận", 360_000), (&of["6"], "Rồi", 380_000)]);
        let expected = AnswerFault::Row { line: 3, wrong: RowWrong::Result };
        assert!(matches!(&word, Err(Refusal::Answer(fault)) if *fault == expected), "{word:?}");
        let open = hand_in(town, &payer, &[(&of["5"], "", 360_000)]);
        assert!(matches!(open, Err(Refusal::SettlementEmpty)), "{open:?}");
        let bank = booked("N1", &[(&of["1"], "DBIT", 500_001, "")]);
        let bank = db.write(|tx| hand_in_settlement(tx, &payer, "n1.xml", &bank));
        assert!(matches!(bank, Err(Refusal::NotASettlement)), "{bank:?}");
        assert_eq!(db.read(|tx| list_settlements(tx, &head)).expect("a list"), []);
        assert_eq!(states(db), "sent 6");
    });
}

#[test]
fn a_settlement_goes_back_with_a_reason_and_another_comes() {
    each(|town| {
        let db = town.desk.db();
        sent_month(town);
        let of = references(db, "2024-02");
        let ((payer, head), office) = (post(town), town.officer());
        let first = hand_in(town, &payer, &[(&of["5"], "Đã nhận", 360_000)]).expect("handed in").settlement().clone();
        let silent = db.write(|tx| send_back_settlement(tx, &head, first.id, "  "));
        assert!(matches!(silent, Err(Refusal::ReasonMissing)), "{silent:?}");
        let early = db.write(|tx| send_back_settlement(tx, &office, first.id, "sai"));
        assert!(matches!(early, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{early:?}");
        db.write(|tx| send_back_settlement(tx, &head, first.id, "Thiếu chữ ký")).expect("sent back");
        assert_eq!(stands(town, &payer, &first), SettlementState::SentBack);
        // The same bytes may come again: it may have been sent back by mistake.
        let again = hand_in(town, &payer, &[(&of["5"], "Đã nhận", 360_000)]).expect("handed in");
        assert!(matches!(&again, HandedIn::Created(new) if new.id != first.id), "{again:?}");
        db.write(|tx| send_back_settlement(tx, &head, again.settlement().id, "Thiếu chữ ký")).expect("sent back");
        // Whoever handed it in may take it back without a head, and the office may send back what was confirmed.
        let second =
            hand_in(town, &payer, &[(&of["6"], "Chưa nhận", 380_000)]).expect("handed in").settlement().clone();
        db.write(|tx| send_back_settlement(tx, &payer, second.id, "Nhầm tệp")).expect("taken back");
        let results = [(of["5"].as_str(), "Chưa nhận", 360_000), (of["6"].as_str(), "", 380_000)];
        let third = hand_in(town, &payer, &results).expect("handed in").settlement().clone();
        db.write(|tx| confirm_settlement(tx, &head, third.id)).expect("confirmed");
        let late = db.write(|tx| send_back_settlement(tx, &head, third.id, "sai"));
        assert!(matches!(late, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{late:?}");
        db.write(|tx| send_back_settlement(tx, &office, third.id, "Sai kỳ")).expect("sent back");
        let list = db.read(|tx| list_settlements(tx, &payer)).expect("a list");
        // All of one instant: in no order.
        let whys: BTreeSet<_> = list.iter().filter_map(|one| one.why.as_deref()).collect();
        assert_eq!(whys, BTreeSet::from(["Nhầm tệp", "Sai kỳ", "Thiếu chữ ký"]));
        let lines = db.read(|tx| list_settlement_lines(tx, &payer, &third, Some(Status::NotCollected)));
        let lines = lines.expect("lines");
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].full_name.as_deref(), Some("Nguyễn Thị Số 5"));
        assert_eq!(states(db), "sent 6");
        nothing_is_lost(db);
    });
}

#[test]
fn the_post_finds_its_workbooks_and_nobody_elses() {
    each(|town| {
        let db = town.desk.db();
        let (payer, _) = post(town);
        town.hand_over("2024-02", &[Line::account(1, 500_000), Line::cash(2, 360_000), Line::cash(3, 380_000)]);
        let prepared = town.instruct("2024-02");
        assert_eq!(db.read(|tx| list_cash_files(tx, &payer)).expect("a list"), [], "nothing was handed on yet");
        let head = town.head();
        let files = db.read(|tx| payments::list_files(tx, &head, prepared.cycle.id)).expect("files");
        let (cash, bank): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.channel == payments::Channel::Post);
        let of = references(db, "2024-02");
        let unsent = hand_in(town, &payer, &[(&of["2"], "Đã nhận", 360_000)]);
        assert!(
            matches!(&unsent, Err(Refusal::SettlementRows { rows }) if rows == &[(2, RowWrong::Unknown)]),
            "{unsent:?}"
        );
        let early = db.write(|tx| fetch_cash_file(tx, &payer, cash[0].id));
        assert!(matches!(early, Err(payments::Refusal::Office(office::Refusal::NotFound { .. }))), "{early:?}");
        let wrong = db.write(|tx| payments::hand_to_post(tx, &head, bank[0].id));
        assert!(matches!(wrong, Err(payments::Refusal::Office(office::Refusal::NotFound { .. }))), "{wrong:?}");
        let none = db.write(|tx| payments::hand_to_post(tx, &payer, cash[0].id));
        assert!(matches!(none, Err(payments::Refusal::Office(office::Refusal::NotAllowed { .. }))), "{none:?}");
        let sent = db.write(|tx| payments::hand_to_post(tx, &head, cash[0].id)).expect("handed on");
        assert_eq!(db.write(|tx| payments::hand_to_post(tx, &head, cash[0].id)).expect("twice").id, sent.id);
        assert_eq!(states(db), "in_file 1, sent 2");

        let (_, bytes) = db.write(|tx| fetch_cash_file(tx, &payer, cash[0].id)).expect("bytes");
        assert!(bytes.starts_with(b"PK"));
        let told =
            db.read(|tx| tx.row("SELECT COUNT(*) FROM audit_record WHERE verb = 'cash.fetch_file'", db::params![]));
        assert_eq!(told.expect("a read").expect("a row").get::<i64>(0), Ok(1));
        let elsewhere = officer(&town.desk, Role::Payer, "525", 1);
        assert_eq!(db.read(|tx| list_cash_files(tx, &elsewhere)).expect("a list"), []);
        let outside = db.write(|tx| fetch_cash_file(tx, &elsewhere, cash[0].id));
        assert!(outside.is_err());
        let of = references(db, "2024-02");
        let foreign = hand_in(town, &elsewhere, &[(&of["2"], "Đã nhận", 360_000)]);
        assert!(
            matches!(&foreign, Err(Refusal::SettlementRows { rows }) if rows == &[(2, RowWrong::Unknown)]),
            "{foreign:?}"
        );

        let ((_, post_head), office) = (post(town), town.officer());
        let handed = hand_in(town, &payer, &[(&of["2"], "Đã nhận", 360_000)]).expect("handed in").settlement().id;
        db.write(|tx| confirm_settlement(tx, &post_head, handed)).expect("confirmed");
        db.write(|tx| take_settlement(tx, &office, handed)).expect("taken");
        let list = db.read(|tx| list_cash_files(tx, &payer)).expect("a list");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].paid, Count { payments: 1, amount: Dong::new(360_000) });
        assert_eq!(list[0].uncollected, Count::default());
        assert_eq!(list[0].open, Count { payments: 1, amount: Dong::new(380_000) });
    });
}
