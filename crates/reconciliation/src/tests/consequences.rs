//! What an answer does beyond its money, through real lists and accounts.

use super::{
    booked,
    commune::{Commune, each, line_of},
    nothing_is_lost, report,
    stories::{message, open_kinds, take},
};
use crate::{ExceptionKind, Taken, close_month};
use accounts::State;
use kernel::{Dong, PersonId};
use lists::HeldReason;
use office::{Action, Role};
use payments::{list_carries, shares};
use registry::HoldReason;
use survey::Method;

const NUMBER: &str = "1500205000001";
const OTHER: &str = "1500205000002";

/// What a month's list says of a person: by which method, to which number, and whether it is held.
fn line(commune: &Commune, month: &str, person: PersonId) -> (Method, Option<String>, Option<HeldReason>) {
    let lines = commune.hand_over(month);
    let line = line_of(&lines, person);
    (line.method, line.number.as_ref().map(|number| number.as_str().to_owned()), line.held)
}

/// What waits: how much, and whether it is held.
fn waiting(commune: &Commune) -> Vec<(Dong, bool)> {
    let officer = commune.town.officer();
    let carried = commune.db().read(|tx| list_carries(tx, &officer.scope, &officer)).expect("a list");
    carried.iter().map(|one| (one.amount, one.is_held)).collect()
}

#[test]
fn a_closed_account_ends_and_the_next_list_does_not_pay_into_it() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.with_account("LE BINH", 500_002, OTHER);
        commune.send("2024-02");
        let reference = commune.reference("2024-02", "AN");
        let said = [(reference.as_str(), "RJCT", 0, "AC04")];
        let answer = report("S1", &message(db), "PART", &said);
        take(town, &answer);
        let account = &commune.accounts(an)[0];
        assert_eq!((account.state, account.ended_at.is_some()), (State::Ended, true));
        assert_eq!(account.why.as_deref(), Some(format!("AC04 {reference}").as_str()));
        assert_eq!(commune.told("account.end"), 1, "the trail tells of it");
        // The same bytes, and the same word in another report.
        assert!(matches!(take(town, &answer), Taken::Exists(_)));
        take(town, &report("S2", &message(db), "PART", &said));
        assert_eq!((commune.accounts(an)[0].version, commune.told("account.end")), (account.version, 1));
        assert_eq!(line(commune, "2024-03", an), (Method::CashPoint, None, None));
        // What did not arrive in February goes with March, by the way March goes.
        let march = town.compute("2024-03").cycle;
        assert_eq!(march.totals.carried_in, Dong::new(500_001));
        let shares = db.read(|tx| shares(tx, &march)).expect("shares");
        let cash = shares.methods.iter().find(|one| one.method == Method::CashPoint).expect("cash");
        assert_eq!((cash.share.instructions, cash.share.payable), (2, Dong::new(2 * 500_001)));
        nothing_is_lost(db);
    });
}

#[test]
fn an_account_closed_after_the_month_is_closed_ends_all_the_same() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        let cycle = commune.send("2024-02");
        let reference = commune.reference("2024-02", "AN");
        take(town, &booked("N1", &[(&reference, "DBIT", 500_001, "")]));
        let head = town.head();
        db.write(|tx| close_month(tx, &head, cycle.id, cycle.version)).expect("closed");
        assert_eq!(commune.accounts(an)[0].state, State::Active);
        take(town, &booked("N2", &[(&reference, "CRDT", 500_001, "AC04")]));
        assert_eq!(open_kinds(town), [ExceptionKind::LateReturn]);
        assert_eq!(commune.accounts(an)[0].state, State::Ended);
        assert_eq!(line(commune, "2024-03", an), (Method::CashPoint, None, None));
        assert_eq!(town.compute("2024-03").cycle.totals.carried_in, Dong::new(500_001));
        nothing_is_lost(db);
    });
}

#[test]
fn an_account_that_took_its_place_meanwhile_stays() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.send("2024-02");
        commune.account(an, Method::OwnAccount, "NGUYEN VAN AN", OTHER);
        let reference = commune.reference("2024-02", "AN");
        take(town, &report("S1", &message(db), "PART", &[(&reference, "RJCT", 0, "AC04")]));
        assert_eq!(line(commune, "2024-03", an), (Method::OwnAccount, Some(OTHER.to_owned()), None));
        assert_eq!(commune.told("account.end"), 0);
        nothing_is_lost(db);
    });
}

#[test]
fn what_is_said_of_the_whole_file_closes_nobodys_account() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.send("2024-02");
        take(town, &report("S1", &message(db), "RJCT MD07", &[]));
        assert_eq!(open_kinds(town), [ExceptionKind::FileFault]);
        assert_eq!(waiting(commune), [(Dong::new(500_001), false)], "nobody has died of it");
        assert_eq!((commune.accounts(an)[0].state, commune.holds(an)), (State::Active, vec![]));
        nothing_is_lost(db);
    });
}

#[test]
fn somebody_said_to_have_died_is_held_once_and_by_name_of_the_answer() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.village.entitle(an, "NCC.g", 700_000);
        let binh = commune.with_account("LE BINH", 500_002, OTHER);
        commune.send("2024-02");
        let sql = "SELECT end_to_end_id FROM payments_instruction WHERE number = $1 ORDER BY end_to_end_id";
        let rows = db.read(|tx| tx.rows(sql, db::params![NUMBER])).expect("rows");
        let both: Vec<String> = rows.iter().map(|row| row.get(0).expect("a reference")).collect();
        let said: Vec<_> = both.iter().map(|reference| (reference.as_str(), "RJCT", 0, "MD07")).collect();
        take(town, &report("S1", &message(db), "PART", &said[..1]));
        let held = commune.holds(an);
        assert_eq!((held.len(), held[0].reason, held[0].entitlement), (1, HoldReason::DeathDoubtful, None));
        assert_eq!(held[0].why.as_deref(), Some(format!("MD07 {}", both[0]).as_str()));
        assert_eq!(held[0].placed_by, Some(town.officer().staff));
        take(town, &report("S2", &message(db), "PART", &said));
        assert_eq!(commune.holds(an), held, "the other payment says nothing new");
        assert_eq!((commune.told("registry.place_hold"), commune.holds(binh)), (1, vec![]));
        assert_eq!(commune.accounts(an)[0].state, State::Active, "whether the account may be used is looked at then");
        let lines = commune.hand_over("2024-03");
        assert!(lines.iter().all(|line| (line.held == Some(HeldReason::Hold)) == (line.person == an)), "{lines:?}");
        let march = town.compute("2024-03").cycle.totals;
        assert_eq!((march.carried_in, march.held), (Dong::ZERO, Dong::new(1_200_001)));
        nothing_is_lost(db);
    });
}

#[test]
fn the_death_of_a_proxy_ends_the_proxys_account_and_holds_nobody() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        let an = commune.with_proxy("NGUYEN VAN AN", 500_001, NUMBER);
        commune.send("2024-02");
        let reference = commune.reference("2024-02", "CUC");
        take(town, &report("S1", &message(db), "PART", &[(&reference, "RJCT", 0, "MD07")]));
        assert_eq!(open_kinds(town), [ExceptionKind::Deceased], "somebody looks at the paper");
        assert_eq!((commune.holds(an), commune.accounts(an)[0].state), (vec![], State::Ended));
        assert_eq!(waiting(commune), [(Dong::new(500_001), false)]);
        assert_eq!(line(commune, "2024-03", an), (Method::CashPoint, None, None));
        assert_eq!(town.compute("2024-03").cycle.totals.carried_in, Dong::new(500_001));
        nothing_is_lost(db);
    });
}

#[test]
fn whoever_has_left_the_area_is_left_to_the_exception() {
    each(|commune| {
        let (town, db) = (&commune.town, commune.db());
        commune.with_account("NGUYEN VAN AN", 500_001, NUMBER);
        commune.with_account("LE BINH", 500_002, OTHER);
        commune.send("2024-02");
        let away = town.desk.places().find("525", jiff::civil::date(2024, 2, 1)).expect("another district").place;
        db.write(|tx| tx.execute("UPDATE registry_person SET place = $1", db::params![away])).expect("moved away");
        let (gone, dead) = (commune.reference("2024-02", "AN"), commune.reference("2024-02", "BINH"));
        take(town, &report("S1", &message(db), "PART", &[(&gone, "RJCT", 0, "AC04"), (&dead, "RJCT", 0, "MD07")]));
        let mut kinds = open_kinds(town);
        kinds.sort_unstable();
        assert_eq!(kinds, [ExceptionKind::AccountClosed, ExceptionKind::Deceased]);
        assert_eq!((commune.told("account.end"), commune.told("registry.place_hold")), (0, 0));
        nothing_is_lost(db);
    });
}

#[test]
fn whoever_takes_answers_in_may_do_what_follows_from_them() {
    for role in Role::ALL.iter().filter(|role| role.may(Action::Reconcile)) {
        assert!(role.may(Action::CheckAccount) && role.may(Action::PlaceHold), "{}", role.key());
    }
}
