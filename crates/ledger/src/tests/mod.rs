//! Stories of the ledger as tables of text, each run on both databases.

mod table;

use crate::{
    AccountKey, AccountKind, Mode, Reason, Transfer, check_balances, is_balanced, place, rebuild_balances, transfer_id,
};
use db::{params, testing::on_both};
use kernel::{Dong, PositiveDong};
use office::testing::{desk_over, machine};
use proptest::prelude::*;
use table::check;

#[test]
fn a_month_is_approved_sent_and_paid() {
    check(
        "
        transfer approve allocation payable 1_500_000 posted -> created
        transfer send    payable    clearing 1_500_000 pending -> created
        balance  payable  debits 1_500_000 pending 0 posted, credits 0 pending 1_500_000 posted
        balance  clearing debits 0 pending 0 posted, credits 1_500_000 pending 0 posted
        post     paid     send 1_500_000 -> created
        transfer bank     clearing bank 1_500_000 posted -> created
        balance  payable  debits 0 pending 1_500_000 posted, credits 0 pending 1_500_000 posted
        balance  clearing debits 0 pending 1_500_000 posted, credits 0 pending 1_500_000 posted
        ",
    );
}

#[test]
fn answers_come_in_parts_and_never_exceed_what_is_pending() {
    check(
        "
        transfer send payable clearing 1_000 pending -> created
        post     one  send 400 -> created
        void     two  send 500 -> created
        post     three send 101 -> only 100 left
        post     four send 100 -> created
        void     five send 1 -> only 0 left
        balance  payable debits 0 pending 500 posted, credits 0 pending 0 posted
        post     six  nowhere 5 -> no pending transfer
        post     seven one 5 -> no pending transfer
        ",
    );
}

#[test]
fn doing_it_twice_is_an_answer() {
    check(
        "
        transfer t payable clearing 500 pending -> created
        transfer t payable clearing 500 pending -> exists
        transfer t payable clearing 501 pending -> exists with different amount
        transfer t payable clearing 500 posted  -> exists with different mode
        transfer t held    clearing 500 pending -> exists with different debit
        transfer t payable bank     500 pending -> exists with different credit
        transfer u payable payable  500 posted  -> accounts must differ
        post     p t 200 -> created
        post     p t 200 -> exists
        post     p t 300 -> exists with different amount
        void     p t 200 -> exists with different mode
        transfer p payable clearing 200 posted -> exists with different pending
        balance  clearing debits 0 pending 0 posted, credits 300 pending 200 posted
        ",
    );
}

#[test]
fn a_balance_changed_behind_our_back_is_found_and_made_anew() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let machine = machine(&desk);
        let (debit, credit) = (AccountKey::of(AccountKind::Bank, 7), AccountKey::of(AccountKind::Returned, 7));
        let id = transfer_id("story", Reason::Returned, (&debit, &credit));
        let amount = PositiveDong::new(Dong::new(90_000)).expect("above zero");
        let moved =
            Transfer { id, debit, credit, amount, mode: Mode::Posted, batch: "story".into(), why: Reason::Returned };
        db.write(|tx| place(tx, &machine, std::slice::from_ref(&moved))).expect("a transfer");
        db.write(|tx| tx.execute("UPDATE ledger_balance SET debits_posted = debits_posted + 1", params![]))
            .expect("somebody else's hand");
        let wrong = db.read(check_balances).expect("a look");
        assert_eq!(wrong.len(), 2);
        assert!(!db.read(is_balanced).expect("a look"));
        assert_eq!(db.write(|tx| rebuild_balances(tx, &machine)).expect("made anew"), 2);
        assert_eq!(db.read(check_balances).expect("a look"), []);
        assert!(db.read(is_balanced).expect("a look"));
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is placed, posted and voided in whatever order, all debits are all credits and the balances those of
    /// the transfers.
    #[test]
    fn the_sum_is_always_zero(steps in proptest::collection::vec((0_u8..4, 0_u8..5, 0_u8..5, 1_i64..2_000), 1..25)) {
        table::random_walk(&steps);
    }
}
