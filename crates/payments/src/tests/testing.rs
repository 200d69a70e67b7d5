//! A district with its officers and handed-over lists, for stories.

use crate::{
    Computed, Cycle, Outbox, Payer, Prepared, approve_cycle, compute_cycle, open_cycle, prepare_files, send_files,
    set_payer,
};
use db::{Db, DbError, Param, Tx, params};
use jiff::SignedDuration;
use kernel::{
    AccountId, AccountNumber, Bin, EntitlementId, ListId, Month, PersonId, Plain, Stored, names::canonical_key,
};
use office::{
    Acting, Desk, Role,
    testing::{HandClock, desk_over, officer},
};
use std::{collections::BTreeMap, path::Path, sync::Arc};
use survey::Method;

/// The district whose office pays.
pub const DISTRICT: &str = "524";

/// A line of a list in a story.
#[derive(Clone, Debug)]
pub struct Line {
    /// The person's number.
    pub who: u32,
    /// The commune's code.
    pub commune: &'static str,
    /// How the money goes.
    pub method: Method,
    /// How much.
    pub dong: i64,
    /// Why it is held.
    pub held: Option<&'static str>,
    /// The account's number, where it is not the usual one.
    pub number: Option<String>,
}

impl Line {
    /// To an account.
    pub fn account(who: u32, dong: i64) -> Line {
        Line { who, commune: "21061", method: Method::OwnAccount, dong, held: None, number: None }
    }

    /// In cash at the paying point.
    pub fn cash(who: u32, dong: i64) -> Line {
        Line { method: Method::CashPoint, ..Line::account(who, dong) }
    }

    /// The same, held.
    #[must_use]
    pub fn held(self, why: &'static str) -> Line {
        Line { held: Some(why), ..self }
    }

    /// The same in another commune.
    #[must_use]
    pub fn at(self, commune: &'static str) -> Line {
        Line { commune, ..self }
    }

    /// The same to another account.
    #[must_use]
    pub fn to(self, number: &str) -> Line {
        Line { number: Some(number.to_owned()), ..self }
    }
}

/// A paying office with its people.
pub struct Town {
    /// Its desk.
    pub desk: Arc<Desk>,
    /// Its clock.
    pub clock: Arc<HandClock>,
    /// The place number of the district.
    pub place: i64,
}

impl Town {
    /// The office of the district, with an account to pay from.
    pub fn over(db: &Db) -> Town {
        let (desk, clock) = desk_over(db);
        Town::at(Arc::new(desk), clock)
    }

    /// The same at a desk that is there.
    pub fn at(desk: Arc<Desk>, clock: Arc<HandClock>) -> Town {
        let place = desk.places().find(DISTRICT, kernel::today_in_vietnam(desk.now())).expect("the district").place;
        let town = Town { desk, clock, place };
        let head = town.head();
        let payer = Payer {
            place,
            name: "Phòng LĐ-TB&XH huyện Bình Sơn".to_owned(),
            bin: Bin::parse("970405").expect("a bank"),
            number: AccountNumber::parse("NL83MOCK0000000001").expect("an account"),
        };
        town.desk.db().write(|tx| set_payer(tx, &head, &payer)).expect("an account to pay from");
        town
    }

    /// Who prepares.
    pub fn officer(&self) -> Acting {
        officer(&self.desk, Role::LabourOfficer, DISTRICT, 1)
    }

    /// Who approves and closes.
    pub fn head(&self) -> Acting {
        officer(&self.desk, Role::LabourHead, DISTRICT, 1)
    }

    /// Time passes.
    pub fn pass(&self, days: i64) {
        self.clock.pass(SignedDuration::from_hours(24 * days));
    }

    /// Hands over a list a commune with these lines.
    pub fn hand_over(&self, month: &str, lines: &[Line]) {
        hand_over(&self.desk, month, lines);
    }

    /// Opens and computes the month.
    pub fn compute(&self, month: &str) -> Computed {
        let (officer, month) = (self.officer(), Month::parse(month).expect("a month"));
        let places = self.desk.places();
        self.desk
            .db()
            .write_alone(|tx| {
                let cycle = open_cycle(tx, &officer, self.place, month)?.cycle();
                compute_cycle(tx, &officer, &places, cycle.id, cycle.version)
            })
            .expect("a computed cycle")
    }

    /// Computes, approves and writes the files.
    pub fn instruct(&self, month: &str) -> Prepared {
        let cycle = self.compute(month).cycle;
        let head = self.head();
        let places = self.desk.places();
        let approved = self.desk.db().write(|tx| approve_cycle(tx, &head, cycle.id, cycle.version));
        let approved = approved.expect("an approved cycle");
        self.desk
            .db()
            .write_alone(|tx| prepare_files(tx, &head, &places, approved.id, approved.version))
            .expect("files")
    }

    /// The whole way to the folders `bank` and `post` below this one.
    pub fn send(&self, month: &str, folder: &Path) -> Cycle {
        let prepared = self.instruct(month);
        let (bank, post) = outboxes(folder);
        send_files(self.desk.db(), &self.head(), prepared.cycle.id, &bank, &post).expect("sent");
        prepared.cycle
    }
}

/// Hands over a list a commune with these lines, as the room `lists` leaves them.
pub fn hand_over(desk: &Desk, month: &str, lines: &[Line]) {
    let mut by_commune: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_commune.entry(line.commune).or_default().push(line);
    }
    let month = Month::parse(month).expect("a month");
    for (commune, lines) in by_commune {
        hand_over_one(desk, month, commune, &lines);
    }
}

fn hand_over_one(desk: &Desk, month: Month, commune: &str, lines: &[&Line]) {
    let place = desk.places().find(commune, month.first_day()).expect("a commune").place;
    let list: ListId = id_of("list", u64::try_from(place).expect("a place"), month.first_day().day_of_year());
    let total: i64 = lines.iter().map(|line| line.dong).sum();
    let held: i64 = lines.iter().filter(|line| line.held.is_some()).map(|line| line.dong).sum();
    let payable = i64::try_from(lines.iter().filter(|line| line.held.is_none()).count()).expect("few");
    let count = i64::try_from(lines.len()).expect("few");
    let officer = officer(desk, Role::LabourOfficer, DISTRICT, 1);
    let rows: Vec<Vec<Param>> = lines.iter().map(|line| line_row(line, list, month, place)).collect();
    desk.db()
        .write_alone(|tx| {
            tx.execute(
                "INSERT INTO lists_list (list_id, place, month, version, state, lines, payable_lines, total_dong, \
                 held_dong, prepared_by, prepared_at) \
                 VALUES ($1, $2, $3, 1, 'handed_over', $4, $5, $6, $7, $8, $9)",
                params![list, place, month, count, payable, total, held, officer.staff, officer.now],
            )?;
            lines.iter().try_for_each(|line| stand_behind(tx, &officer, line, month, place))?;
            tx.bulk("lists_line", LINE_COLUMNS, rows.clone())
        })
        .expect("a list");
}

/// What stands behind a line, as the rooms `registry` and `accounts` leave it: the person, verified unless the line is
/// held, the entitlement and the active account.
fn stand_behind(tx: &mut Tx<'_>, officer: &Acting, line: &Line, month: Month, place: i64) -> Result<(), DbError> {
    let (person, name) = (person(line.who), name_of(line));
    let state = if line.held.is_some() { "pending" } else { "verified" };
    tx.execute(
        "INSERT INTO registry_person (person_id, full_name, name_key, place, state, no_card, dead, version, created_at, \
         changed_at) VALUES ($1, $2, $3, $4, $5, $6, $6, 1, $7, $7) ON CONFLICT (person_id) DO NOTHING",
        params![person, name.as_str(), canonical_key(&name), place, state, false, officer.now],
    )?;
    tx.execute(
        "INSERT INTO registry_entitlement (person_id, entitlement_id, source, category, amount_dong, from_month, state) \
         VALUES ($1, $2, 'btxh', 'BTXH.5c', $3, $4, 'active') ON CONFLICT (person_id, entitlement_id) DO NOTHING",
        params![person, entitlement_of(line), line.dong, month],
    )?;
    if !line.method.needs_account() {
        return Ok(());
    }
    let account: AccountId = id_of("account", u64::from(line.who), 0);
    tx.execute(
        "INSERT INTO accounts_account (person_id, account_id, batch, method, bin, number, holder_name, state, \
         payee_key, claimed_by, claimed_at, version) VALUES ($1, $2, $3, $4, '970405', $5, $6, 'active', $7, $8, $9, 1) \
         ON CONFLICT (person_id, account_id) DO UPDATE SET number = excluded.number",
        params![
            person,
            account,
            Vec::<u8>::new(),
            line.method,
            number_of(line),
            name.as_str(),
            canonical_key(&name),
            officer.staff,
            officer.now
        ],
    )?;
    tx.execute(
        "INSERT INTO accounts_active (person_id, account_id) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING",
        params![person, account],
    )?;
    Ok(())
}

fn name_of(line: &Line) -> String {
    format!("Nguyễn Thị Số {}", line.who)
}

fn number_of(line: &Line) -> String {
    line.number.clone().unwrap_or_else(|| account_of(line.who))
}

fn entitlement_of(line: &Line) -> EntitlementId {
    id_of("entitlement", u64::from(line.who), 0)
}

/// The folders `bank` and `post` below this one.
pub fn outboxes(folder: &Path) -> (Outbox, Outbox) {
    let outbox = |name: &str| Outbox::at(folder.join(name)).expect("a folder");
    (outbox("bank"), outbox("post"))
}

/// The person of a number.
pub fn person(who: u32) -> PersonId {
    id_of("person", u64::from(who), 0)
}

/// The account the person of a number has.
pub fn account_of(who: u32) -> String {
    format!("1500{who:09}")
}

fn id_of<I: Stored>(kind: &str, number: u64, tail: i16) -> I {
    let mut bytes = vec![0; 16];
    bytes[..2].copy_from_slice(&kind.as_bytes()[..2]);
    bytes[4..12].copy_from_slice(&number.to_be_bytes());
    bytes[12..14].copy_from_slice(&tail.to_be_bytes());
    I::from_plain(Plain::Bytes(bytes)).expect("sixteen bytes are an id")
}

const LINE_COLUMNS: &[&str] = &[
    "person_id",
    "list_id",
    "entitlement_id",
    "month",
    "place",
    "source",
    "category",
    "method",
    "bin",
    "number",
    "holder_name",
    "full_name",
    "birth",
    "citizen_id",
    "address",
    "amount_dong",
    "held_reason",
];

fn line_row(line: &Line, list: ListId, month: Month, place: i64) -> Vec<Param> {
    let to_account = line.method.needs_account();
    let (number, name) = (number_of(line), name_of(line));
    params![
        person(line.who),
        list,
        entitlement_of(line),
        month,
        place,
        "btxh",
        "BTXH.5c",
        line.method,
        to_account.then(|| "970405".to_owned()),
        to_account.then_some(number),
        to_account.then(|| name.clone()),
        name,
        "1940",
        format!("051140{:06}", line.who),
        "Thôn An Phong",
        line.dong,
        line.held.map(str::to_owned),
    ]
    .to_vec()
}
