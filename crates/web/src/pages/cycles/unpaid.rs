//! Why a person is not paid, or is paid in cash: each reason a sentence, with the page on which it is put right.

use crate::{
    components::{Link, Notice, Tone},
    shell::problem::Problem,
    wording::T,
};
use accounts::{Account, State as AccountState};
use db::Tx;
use kernel::{Dong, Month, PersonId};
use lists::{HeldReason, LineOfPerson, State as ListState, list_newest_lines_of_person};
use matching::Outcome as Verified;
use office::{Action, sign_in::SignedIn};
use payments::{CarryLine, InstructionLine, list_carries_of_person};
use registry::{Entitlement, Exception, ExceptionKind, Hold, HoldReason, PersonRecord, load_person};
use survey::{MinutesState, Outcome, Visit, find_standing, list_minutes, list_visits};

/// Where the money of a person stands: every sentence that says whether it goes out is chosen by this.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Money {
    /// Nothing stops it.
    Goes,
    /// One entitlement is held, another is paid.
    GoesInPart,
    /// Nothing goes out until something is put right.
    Waits,
}

/// What is asked about, and for whom.
struct Asked<'a> {
    t: T,
    me: &'a SignedIn,
    record: &'a PersonRecord,
    month: Month,
}

/// Everything that stops the money of a person, or turns it to cash, the gravest first.
pub(super) fn reasons(
    tx: &mut Tx<'_>,
    me: &SignedIn,
    t: T,
    id: PersonId,
    payments: &[InstructionLine],
) -> Result<Vec<Notice>, Problem> {
    let Ok(month) = Month::of(me.acting.today()) else { return Ok(Vec::new()) };
    let scope = &me.acting.scope;
    let record = load_person(tx, scope, id)?;
    let asked = Asked { t, me, record: &record, month };
    let mut said = Vec::new();
    if let Some(nothing) = asked.nothing_to_pay() {
        said.push(nothing);
    } else {
        let money = asked.money();
        let lines = list_newest_lines_of_person(tx, scope, id)?;
        said.extend(asked.on_list(&lines, payments, money));
        said.extend(asked.held());
        // Who is on no list receives nothing yet, in cash or otherwise.
        let is_paid = money != Money::Waits && !lines.is_empty();
        let cash = if is_paid { t.unpaid_cash_meanwhile() } else { t.unpaid_cash_once_paid() };
        said.extend(asked.in_cash(tx, cash)?);
    }
    said.extend(list_carries_of_person(tx, &me.acting, id)?.iter().map(|line| carried(t, line)));
    Ok(said)
}

impl Asked<'_> {
    fn may(&self, action: Action) -> bool {
        self.me.acting.role.may(action)
    }

    fn path(&self) -> String {
        format!("/people/{}", self.record.person.id)
    }

    /// Nobody owes this person anything now.
    fn nothing_to_pay(&self) -> Option<Notice> {
        let (t, person) = (self.t, &self.record.person);
        let is_past = person.died_on.is_none_or(|day| Month::of(day).is_ok_and(|of| of < self.month));
        if person.dead && is_past {
            return Some(Notice::of(Tone::Info, t.unpaid_dead()).text(t.unpaid_dead_text()));
        }
        let paid: Vec<&Entitlement> = self.record.entitlements.iter().filter(|one| one.amount > Dong::ZERO).collect();
        if paid.is_empty() {
            return Some(Notice::of(Tone::Info, t.unpaid_no_amount()).text(t.unpaid_no_amount_text()));
        }
        if paid.iter().any(|one| one.from_month <= self.month && one.holds_in(self.month)) {
            return None;
        }
        let begins = paid.iter().filter(|one| one.holds_in(one.from_month)).map(|one| one.from_month).max();
        let begins = begins.filter(|month| *month > self.month);
        Some(match begins {
            Some(month) => Notice::of(Tone::Info, t.unpaid_not_yet(t.month(month))),
            None => Notice::of(Tone::Info, t.unpaid_ended()).text(t.unpaid_ended_text()),
        })
    }

    /// The holds of this month.
    fn standing_holds(&self) -> Vec<&Hold> {
        self.record.holds.iter().filter(|hold| hold.holds_in(self.month)).collect()
    }

    /// As the commune's list will decide: a hold, or a person who is not verified.
    fn money(&self) -> Money {
        let holds = self.standing_holds();
        let is_held = |one: &Entitlement| holds.iter().any(|hold| hold.entitlement.is_none_or(|of| of == one.id));
        let due =
            |one: &&Entitlement| one.amount > Dong::ZERO && one.from_month <= self.month && one.holds_in(self.month);
        if self.record.person.state != Verified::Verified || self.record.entitlements.iter().filter(due).all(is_held) {
            Money::Waits
        } else if holds.is_empty() {
            Money::Goes
        } else {
            Money::GoesInPart
        }
    }

    /// What holds the money back today: holds, contradictions that placed none, a row that is not verified.
    fn held(&self) -> Vec<Notice> {
        let holds = self.standing_holds();
        let mut said: Vec<Notice> = holds.iter().map(|hold| self.hold(hold)).collect();
        // That two records look alike stops no money.
        let is_told = |one: &&Exception| {
            one.kind == ExceptionKind::Alike || holds.iter().any(|hold| stands_for(hold.reason, one.kind))
        };
        said.extend(self.record.exceptions.iter().filter(|one| !is_told(one)).map(|one| self.contradiction(one)));
        said.extend(self.unverified());
        said
    }

    fn hold(&self, hold: &Hold) -> Notice {
        let (t, what) = (self.t, self.t.hold_reason_named(hold.reason));
        let from = t.month(hold.from_month);
        let is_of_one = hold.entitlement.is_some() && self.record.entitlements.len() > 1;
        let title = if is_of_one { t.unpaid_hold_of_one(from, what) } else { t.unpaid_hold(from, what) };
        let cause = self.record.exceptions.iter().find(|one| stands_for(hold.reason, one.kind));
        let link = match cause {
            Some(one) if self.may(Action::CorrectPerson) => Some(solve(t, one)),
            None if self.may(Action::PlaceHold) => {
                Some(Link::to(format!("{}/holds/{}/release", self.path(), hold.id), t.hold_release()))
            }
            _ => None,
        };
        Notice::of(Tone::Warn, title).text(t.unpaid_hold_text(hold.reason)).link(link)
    }

    fn contradiction(&self, one: &Exception) -> Notice {
        let t = self.t;
        Notice::of(Tone::Warn, t.unpaid_exception(t.registry_exception(one.kind)))
            .text(t.unpaid_exception_text())
            .link(self.may(Action::CorrectPerson).then(|| solve(t, one)))
    }

    fn unverified(&self) -> Option<Notice> {
        let (t, state) = (self.t, self.record.person.state);
        let mut rows = self.record.entitlements.iter().rev().filter(|one| one.holds_in(self.month));
        let row = rows.find_map(|one| one.file.zip(one.line));
        let link = row.map(|(file, line)| Link::to(format!("/matching/{file}/{line}"), t.unpaid_see_row()));
        let said = Notice::of(Tone::Warn, t.unpaid_not_verified(t.outcome(state)));
        let text = match state {
            Verified::Mismatch | Verified::NotFound => t.unpaid_mismatch_text(),
            Verified::NotSent => t.unpaid_not_sent_text(),
            _ => t.unpaid_not_verified_text(),
        };
        (state != Verified::Verified).then(|| said.text(text).link(link))
    }

    /// What the newest list says, where it says that nothing goes out, or no payment has come of it.
    fn on_list(&self, lines: &[LineOfPerson], payments: &[InstructionLine], money: Money) -> Option<Notice> {
        let t = self.t;
        let Some(line) = lines.iter().find(|line| line.held.is_some()).or(lines.first()) else {
            let lists = Link::to("/lists", t.lists_title());
            return Some(
                Notice::of(Tone::Info, t.unpaid_on_no_list()).text(t.unpaid_on_no_list_text()).link(Some(lists)),
            );
        };
        let month = t.month(line.month);
        let there = Some(Link::to(format!("/lists/{}", line.list), t.list_of_month(month.clone())));
        if let Some(reason) = line.held {
            let text = if money == Money::Goes { t.unpaid_held_free() } else { t.unpaid_held_not_free() };
            // Who died has no reason that could fall away.
            let text = if reason == HeldReason::Dead { "" } else { text };
            let title = t.unpaid_held_on_list(month, t.dong(line.amount), t.list_held_because(reason));
            return Some(Notice::of(Tone::Warn, title).text(text).link(there));
        }
        if line.state != ListState::HandedOver {
            let title = t.unpaid_list_stands(month, t.list_state_named(line.state));
            return Some(Notice::of(Tone::Info, title).text(t.unpaid_list_stands_text()).link(there));
        }
        let is_computed = payments.iter().any(|payment| payment.origin == line.month);
        (!is_computed).then(|| Notice::of(Tone::Info, t.unpaid_not_computed(month)).link(there))
    }

    /// Why the money comes in cash, where it does: it is no reason to be paid nothing.
    fn in_cash(&self, tx: &mut Tx<'_>, cash: &str) -> Result<Option<Notice>, Problem> {
        let (scope, id) = (&self.me.acting.scope, self.record.person.id);
        let accounts = accounts::list_of_person(tx, scope, id)?;
        if accounts.iter().any(|account| account.state == AccountState::Active) {
            return Ok(None);
        }
        let waiting = accounts.iter().find(|one| matches!(one.state, AccountState::Claimed | AccountState::Checked));
        if let Some(account) = waiting {
            return Ok(Some(self.account_waits(account, cash)));
        }
        let visits = list_visits(tx, scope, id)?;
        let Some(visit) = visits.first() else {
            return Ok(Some(self.visit_told(self.t.unpaid_not_visited(), cash, "")));
        };
        if visit.outcome == Outcome::Chose {
            let method = find_standing(tx, scope, id)?.and_then(|standing| standing.method);
            return Ok(method.filter(|method| method.needs_account()).map(|method| self.account_missing(method, cash)));
        }
        let unsigned = list_minutes(tx, scope, id)?.iter().any(|minutes| minutes.state == MinutesState::Open);
        Ok(Some(self.after(visit, unsigned, cash)))
    }

    fn account_waits(&self, account: &Account, cash: &str) -> Notice {
        let t = self.t;
        let title = if account.state == AccountState::Claimed {
            t.unpaid_account_claimed()
        } else {
            t.unpaid_account_checked()
        };
        let link = Link::to(format!("/accounts/of/{}/{}", account.person, account.id), t.unpaid_see_account());
        Notice::of(Tone::Info, title).text(cash).link(Some(link))
    }

    fn account_missing(&self, method: survey::Method, cash: &str) -> Notice {
        let (t, id) = (self.t, self.record.person.id);
        let enter = || Link::to(format!("/accounts/of/{id}/new"), t.account_claim());
        Notice::of(Tone::Info, t.unpaid_account_missing(t.method(method)))
            .text(cash)
            .link(self.may(Action::RecordAccount).then(enter))
    }

    /// What the latest visit came to, where nothing was chosen.
    fn after(&self, visit: &Visit, unsigned: bool, cash: &str) -> Notice {
        let (t, day) = (self.t, self.t.date(visit.visited_on));
        match visit.outcome {
            Outcome::Refused if unsigned => self.visit_told(&t.unpaid_refused(day), cash, t.unpaid_minutes_unsigned()),
            Outcome::Refused => self.visit_told(&t.unpaid_refused(day), cash, ""),
            Outcome::Chose | Outcome::Undecided => {
                self.visit_told(&t.unpaid_undecided(day), cash, t.unpaid_visit_again())
            }
            Outcome::Absent => self.visit_told(&t.unpaid_absent(day), cash, t.unpaid_visit_again()),
            Outcome::Moved => self.visit_told(&t.unpaid_moved(day), cash, t.unpaid_moved_text()),
            Outcome::Deceased => {
                let record = Link::to(format!("{}/death", self.path()), t.death_record());
                Notice::of(Tone::Warn, t.unpaid_said_dead(day))
                    .text(t.unpaid_said_dead_text())
                    .link(self.may(Action::CorrectPerson).then_some(record))
            }
        }
    }

    fn visit_told(&self, title: &str, cash: &str, more: &str) -> Notice {
        let t = self.t;
        let text = [cash, more].join(" ");
        let open = if self.may(Action::RecordVisit) { t.part_visits_open() } else { t.part_visits_see() };
        let link = Link::to(format!("/visits/{}", self.record.person.id), open);
        Notice::of(Tone::Info, title).text(text.trim_end()).link(Some(link))
    }
}

/// Whether a hold was placed for such a contradiction.
fn stands_for(reason: HoldReason, kind: ExceptionKind) -> bool {
    matches!(
        (reason, kind),
        (HoldReason::TwiceInProgramme, ExceptionKind::TwiceInProgramme)
            | (HoldReason::TwoCommunes, ExceptionKind::TwoCommunes)
            | (HoldReason::SamePerson, ExceptionKind::SamePerson)
            | (HoldReason::AwaitsProvince, ExceptionKind::NotInModule)
    )
}

fn solve(t: T, one: &Exception) -> Link {
    Link::to(format!("/exceptions/{}/solve", one.id), t.exception_solve())
}

/// Money that was sent and not received.
fn carried(t: T, line: &CarryLine) -> Notice {
    let carry = &line.carry;
    let (month, amount, why) = (t.month(carry.origin), t.dong(carry.amount), t.reason_class(carry.class));
    let there = Link::to(format!("/cycles/carried?place={}", carry.place), t.carried_title());
    if carry.is_held {
        let title = t.unpaid_held_back(month, amount, why);
        Notice::of(Tone::Warn, title).text(t.unpaid_held_back_text()).link(Some(there))
    } else {
        Notice::of(Tone::Info, t.unpaid_carried(month, amount, why)).link(Some(there))
    }
}
