//! Reads a table of text and does what it says.

use crate::{
    AccountKey, AccountKind, Ending, Field, Mode, Placed, Reason, Refusal, Resolution, Transfer, account::derived,
    check_balances, find_balance, is_balanced, place, resolve,
};
use db::{Db, testing::on_both};
use kernel::{Dong, PositiveDong, TransferId};
use office::{
    Acting,
    testing::{desk_over, machine},
};
use std::fmt::Write as _;

/// Runs the table on both databases; every line with an arrow must be answered as it says.
pub(super) fn check(table: &str) {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let machine = machine(&desk);
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            run(db, &machine, line);
        }
        assert_eq!(db.read(check_balances).expect("a look"), []);
        assert!(db.read(is_balanced).expect("a look"));
    });
}

fn run(db: &Db, acting: &Acting, line: &str) {
    let (asked, wanted) = line.split_once("->").map_or((line, ""), |(asked, wanted)| (asked, wanted.trim()));
    let words: Vec<&str> = asked.split_whitespace().collect();
    let answer = match words.as_slice() {
        ["transfer", id, debit, credit, amount, mode] => {
            let transfer = Transfer {
                id: id_of(id),
                debit: account(debit),
                credit: account(credit),
                amount: dong(amount),
                mode: Mode::parse(mode).expect("pending or posted"),
                batch: "story".to_owned(),
                why: Reason::Sent,
            };
            told(&db.write(|tx| place(tx, acting, std::slice::from_ref(&transfer))))
        }
        [ending @ ("post" | "void"), id, pending, amount] => {
            let resolution = Resolution {
                id: id_of(id),
                pending: id_of(pending),
                amount: dong(amount),
                ending: if *ending == "post" { Ending::Post } else { Ending::Void },
                batch: "story".to_owned(),
                why: Reason::Paid,
            };
            told(&db.write(|tx| resolve(tx, acting, std::slice::from_ref(&resolution))))
        }
        ["balance", name, rest @ ..] => return assert_eq!(balance(db, name), rest.join(" "), "{line}"),
        _ => panic!("no such line: {line}"),
    };
    assert_eq!(answer, wanted, "{line}");
}

fn told(answer: &Result<Vec<Placed>, Refusal>) -> String {
    match answer.as_deref() {
        Ok([Placed::Created]) => "created".to_owned(),
        Ok([Placed::Exists]) => "exists".to_owned(),
        Ok([Placed::ExistsWithDifferent(field)]) => format!("exists with different {}", word(*field)),
        Err(Refusal::AccountsMustDiffer { .. }) => "accounts must differ".to_owned(),
        Err(Refusal::PendingExceeded { left, .. }) => format!("only {} left", left.as_i64()),
        Err(Refusal::PendingUnknown { .. }) => "no pending transfer".to_owned(),
        other => panic!("{other:?}"),
    }
}

fn word(field: Field) -> &'static str {
    match field {
        Field::Debit => "debit",
        Field::Credit => "credit",
        Field::Amount => "amount",
        Field::Mode => "mode",
        Field::Pending => "pending",
    }
}

fn balance(db: &Db, name: &str) -> String {
    let sums = db.read(|tx| find_balance(tx, &account(name))).expect("a balance");
    let figure = |dong: Dong| {
        let digits = dong.as_i64().to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push('_');
            }
            text.push(digit);
        }
        text
    };
    let mut text = String::new();
    let (debits, credits) = ((sums.debits_pending, sums.debits_posted), (sums.credits_pending, sums.credits_posted));
    let _ = write!(text, "debits {} pending {} posted, ", figure(debits.0), figure(debits.1));
    let _ = write!(text, "credits {} pending {} posted", figure(credits.0), figure(credits.1));
    text
}

fn account(name: &str) -> AccountKey {
    AccountKey::of(AccountKind::parse(name).expect("an account"), 1_000_321)
}

fn id_of(name: &str) -> TransferId {
    derived(&["story", name])
}

fn dong(text: &str) -> PositiveDong {
    let amount: i64 = text.replace('_', "").parse().expect("an amount");
    PositiveDong::new(Dong::new(amount)).expect("above zero")
}

/// Places, posts and voids at random; refusals are part of the walk.
pub(super) fn random_walk(steps: &[(u8, u8, u8, i64)]) {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let machine = machine(&desk);
        for (number, (what, one, other, amount)) in steps.iter().enumerate() {
            let key = |at: u8| AccountKey::of(AccountKind::ALL[usize::from(at)], 3);
            let amount = PositiveDong::new(Dong::new(*amount)).expect("above zero");
            let (id, batch, why) = (id_of(&number.to_string()), "walk".to_owned(), Reason::Sent);
            let answer = if *what < 2 {
                let mode = Mode::ALL[usize::from(*what)];
                let (debit, credit) = (key(*one), key(*other));
                let transfer = Transfer { id, debit, credit, amount, mode, batch, why };
                db.write(|tx| place(tx, &machine, std::slice::from_ref(&transfer)))
            } else {
                let ending = Ending::ALL[usize::from(*what) - 2];
                let pending = id_of(&one.to_string());
                let resolution = Resolution { id, pending, amount, ending, batch, why };
                db.write(|tx| resolve(tx, &machine, std::slice::from_ref(&resolution)))
            };
            assert!(!matches!(answer, Err(Refusal::Db(_))), "{answer:?}");
        }
        assert_eq!(db.read(check_balances).expect("a look"), []);
        assert!(db.read(is_balanced).expect("a look"));
    });
}
