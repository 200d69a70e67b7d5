//! What was held comes free: of a list, or of an answer.

use super::{
    commune::{Commune, each},
    nothing_is_lost, report,
    stories::{message, take},
};
use crate::close_month;
use accounts::State;
use db::params;
use kernel::{Dong, Month, PersonId};
use ledger::{AccountKey, AccountKind, find_balance};
use lists::HeldReason;
use payments::{list_carry_lines, load_cycle, totals};
use registry::{HoldReason, NewHold, place_hold, release_hold};
use survey::{
    Method,
    testing::{BINH_TRI, Villager},
};

const NUMBER: &str = "1500205000001";

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// An officer looked, and lets payment go on.
fn release(commune: &Commune, person: PersonId) {
    let officer = commune.town.officer();
    for hold in commune.holds(person).iter().filter(|hold| hold.released_at.is_none()) {
        commune.db().write(|tx| release_hold(tx, &officer, person, hold.id, "còn sống")).expect("released");
    }
}

/// What the books say is owed of a month: held, and carried over.
fn owed(commune: &Commune, of: &str) -> (Dong, Dong) {
    let place = commune.village.place(BINH_TRI);
    let balance = |kind| {
        let key = AccountKey::of(kind, place).for_month(month(of));
        commune.db().read(|tx| find_balance(tx, &key)).expect("a balance").owed().expect("a sum")
    };
    (balance(AccountKind::Held), balance(AccountKind::CarryOver))
}

/// A month's payments to a person: the month owed for, the attempt and the amount.
fn paid_for(commune: &Commune, cycle: &str, person: PersonId) -> Vec<(String, i64, i64)> {
    let sql = "SELECT payment.origin_month, payment.attempt, payment.amount_dong FROM payments_instruction AS payment \
               JOIN payments_cycle AS cycle ON cycle.cycle_id = payment.cycle_id \
               WHERE cycle.month = $1 AND payment.person_id = $2 ORDER BY payment.origin_month";
    let rows = commune.db().read(|tx| tx.rows(sql, params![cycle, person])).expect("rows");
    let of = |row: &db::Row| Ok::<_, db::DbError>((row.get(0)?, row.get(1)?, row.get(2)?));
    rows.iter().map(|row| of(row).expect("a payment")).collect()
}

#[test]
fn what_was_held_for_a_death_that_was_none_goes_with_the_next_month() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        let february = commune.send("2024-02");
        let reference = commune.reference("2024-02", "AN");
        take(town, &report("S1", &message(db), "PART", &[(&reference, "RJCT", 0, "MD07")]));
        let head = town.head();
        let closed = db.write(|tx| close_month(tx, &head, february.id, february.version)).expect("closed").totals;
        assert_eq!((closed.held_back, closed.carried_over), (Dong::new(500_001), Dong::ZERO));
        commune.hand_over("2024-03");
        let march = town.compute("2024-03").cycle.totals;
        assert_eq!((march.carried_in, march.held, march.payable), (Dong::ZERO, Dong::new(500_001), Dong::ZERO));
        assert_eq!(owed(commune, "2024-02"), (Dong::new(500_001), Dong::ZERO));
        // The officer looks after March was drawn up: March's list still holds the line, February waits with it.
        release(commune, an);
        let march = town.instruct("2024-03").cycle.totals;
        assert_eq!((march.carried_in, march.held), (Dong::ZERO, Dong::new(500_001)));
        assert_eq!(owed(commune, "2024-02"), (Dong::ZERO, Dong::new(500_001)));
        assert_eq!(owed(commune, "2024-03"), (Dong::new(500_001), Dong::ZERO));
        // April takes up both, each month for itself; computing it twice frees nothing twice.
        commune.hand_over("2024-04");
        let april = town.compute("2024-04").cycle.totals;
        assert_eq!(town.instruct("2024-04").cycle.totals, april);
        assert_eq!(april.carried_in, Dong::new(2 * 500_001));
        let expected = [("2024-02", 2), ("2024-03", 1), ("2024-04", 1)];
        let expected = expected.map(|(origin, attempt)| (origin.to_owned(), attempt, 500_001));
        assert_eq!(paid_for(commune, "2024-04", an), expected);
        for of in ["2024-02", "2024-03"] {
            assert_eq!(owed(commune, of), (Dong::ZERO, Dong::ZERO), "{of}");
        }
        let now = db.read(|tx| {
            let february = load_cycle(tx, &head, february.id)?;
            totals(tx, &february)
        });
        assert_eq!(now.expect("totals"), closed, "February stays as it was closed");
        nothing_is_lost(db);
    });
}

#[test]
fn a_blocked_account_holds_the_person_and_is_paid_into_again_once_it_is_not() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.send("2024-02");
        let reference = commune.reference("2024-02", "AN");
        take(town, &report("S1", &message(db), "PART", &[(&reference, "RJCT", 0, "AC06")]));
        let holds = commune.holds(an);
        assert_eq!((holds.len(), holds[0].reason), (1, HoldReason::AccountBlocked));
        assert_eq!(commune.accounts(an)[0].state, State::Active);
        release(commune, an);
        let lines = commune.hand_over("2024-03");
        assert_eq!((lines[0].method, lines[0].held), (Method::OwnAccount, None));
        assert_eq!(town.instruct("2024-03").cycle.totals.carried_in, Dong::new(500_001));
        nothing_is_lost(db);
    });
}

#[test]
fn whoever_is_verified_later_receives_what_was_held_and_whoever_is_dead_does_not() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let unsure = |name: &str| Villager { state: "mismatch", ..Villager::named(name) };
        let people = commune.village.people(&[unsure("Nguyễn Văn An"), unsure("Lê Bình"), unsure("Trần Cư")]);
        for person in &people {
            commune.village.entitle(*person, "BTXH.5c", 360_000);
        }
        commune.with_account("VO DUNG", 500_001, NUMBER);
        let february = commune.send("2024-02").totals;
        assert_eq!((february.held, february.payable), (Dong::new(3 * 360_000), Dong::new(500_001)));
        db.write(|tx| {
            tx.execute("UPDATE registry_person SET state = 'verified' WHERE person_id <> $1", params![people[2]])?;
            let died = "UPDATE registry_person SET dead = $2, died_on = $3 WHERE person_id = $1";
            tx.execute(died, params![people[1], true, "2024-01-31"])
        })
        .expect("verified, and one has died");
        commune.hand_over("2024-03");
        let march = town.compute("2024-03").cycle.totals;
        assert_eq!(march.carried_in, Dong::new(360_000));
        assert_eq!(paid_for(commune, "2024-03", people[0]).len(), 2);
        assert_eq!(owed(commune, "2024-02"), (Dong::new(2 * 360_000), Dong::new(360_000)));
        // Who is not on the list any more is still owed, and stands among what waits, without a payment behind it.
        db.write(|tx| {
            tx.execute("UPDATE registry_person SET state = 'verified' WHERE person_id = $1", params![people[2]])?;
            tx.execute("DELETE FROM lists_line WHERE person_id = $1 AND month = '2024-03'", params![people[2]])?;
            let less = "UPDATE lists_list SET total_dong = total_dong - 360000 WHERE month = '2024-03'";
            tx.execute(less, params![])
        })
        .expect("a shorter list");
        town.instruct("2024-03");
        let officer = town.officer();
        let waits = db.read(|tx| list_carry_lines(tx, &officer.scope, &officer)).expect("a list");
        let told: Vec<_> = waits.iter().map(|one| (one.full_name.as_str(), one.carry.is_held, &one.payment)).collect();
        assert_eq!(told, [("Trần Cư", false, &None)]);
        nothing_is_lost(db);
    });
}

#[test]
fn a_hold_placed_after_the_list_was_handed_over_holds_the_payment() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        let lines = commune.hand_over("2024-02");
        assert!(lines.iter().all(|line| line.held != Some(HeldReason::Hold)));
        let hold = NewHold {
            person: an,
            entitlement: None,
            reason: HoldReason::DeathDoubtful,
            why: "có tin đã mất".to_owned(),
            from_month: month("2024-02"),
            until_month: None,
        };
        let officer = town.officer();
        db.write(|tx| place_hold(tx, &officer, &hold)).expect("a hold");
        let february = town.compute("2024-02").cycle.totals;
        assert_eq!((february.payable, february.held), (Dong::ZERO, Dong::new(500_001)));
        release(commune, an);
        let february = town.compute("2024-02").cycle.totals;
        assert_eq!((february.payable, february.held), (Dong::new(500_001), Dong::ZERO));
        nothing_is_lost(db);
    });
}
