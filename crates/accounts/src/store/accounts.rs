//! Statements about accounts.

use super::people::position;
use crate::{
    Account, AccountCount, AccountFilter, AccountLine, AccountStep, Event, SharedNumber, State, staged::Standing,
};
use db::{DbError, Param, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use kernel::{AccountNumber, PersonId, StaffId, start_of_day_in_vietnam};
use office::Acting;
use survey::Method;

const COLUMNS: [&str; 16] = [
    "person_id",
    "account_id",
    "batch",
    "method",
    "bin",
    "number",
    "holder_name",
    "authorisation_id",
    "channel",
    "state",
    "name_check",
    "name_rule",
    "claimed_by",
    "claimed_at",
    "why",
    "version",
];

const READ: &str = "a.account_id, a.person_id, a.method, a.bin, a.number, a.holder_name, a.authorisation_id, a.channel, \
                    a.state, a.name_check, a.name_rule, a.claimed_by, a.claimed_at, a.checked_by, a.active_from, \
                    a.ended_at, a.why, a.version, a.payee_key";
/// How many columns `READ` names.
const READ_WIDTH: usize = 19;

/// An account from a row that has `READ` from column `first` on.
fn account(row: &Row, first: usize) -> Result<Account, DbError> {
    Ok(Account {
        id: row.get(first)?,
        person: row.get(first + 1)?,
        method: row.get(first + 2)?,
        bin: row.find(first + 3)?,
        number: row.find(first + 4)?,
        holder_name: row.find(first + 5)?,
        authorisation: row.find(first + 6)?,
        channel: row.find(first + 7)?,
        state: row.get(first + 8)?,
        name_check: row.find(first + 9)?,
        name_rule: row.find(first + 10)?,
        claimed_by: row.get(first + 11)?,
        claimed_at: row.get(first + 12)?,
        checked_by: row.find(first + 13)?,
        active_from: row.find(first + 14)?,
        ended_at: row.find(first + 15)?,
        why: row.find(first + 16)?,
        version: row.get(first + 17)?,
        payee_key: row.find(first + 18)?,
    })
}

pub(crate) fn insert_accounts<'r>(
    tx: &mut Tx<'_>,
    batch: &[u8],
    accounts: impl IntoIterator<Item = &'r Account>,
) -> Result<(), DbError> {
    let rows = accounts.into_iter().map(|account| {
        vec![
            Param::new(&account.person),
            Param::new(&account.id),
            Param::new(&batch.to_vec()),
            Param::new(&account.method),
            Param::new(&account.bin),
            Param::new(&account.number),
            Param::new(&account.holder_name),
            Param::new(&account.authorisation),
            Param::new(&account.channel),
            Param::new(&account.state),
            Param::new(&account.name_check),
            Param::new(&account.name_rule),
            Param::new(&account.claimed_by),
            Param::new(&account.claimed_at),
            Param::new(&account.why),
            Param::new(&account.version),
        ]
    });
    tx.bulk("accounts_account", &COLUMNS, rows)?;
    Ok(())
}

/// Notes who uses the numbers of the batch.
pub(crate) fn use_numbers(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO accounts_number_use (bin, number, person_id) SELECT a.bin, a.number, a.person_id \
         FROM accounts_account a WHERE a.batch = $1 AND a.number IS NOT NULL \
         ON CONFLICT (bin, number, person_id) DO NOTHING",
        params![batch.to_vec()],
    )?;
    Ok(())
}

/// The staged persons use no number any more that none of their accounts has.
pub(crate) fn leave_numbers(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM accounts_number_use WHERE person_id IN \
         (SELECT r.person_id FROM accounts_batch_row r WHERE r.batch = $1) AND NOT EXISTS \
         (SELECT 1 FROM accounts_account a WHERE a.person_id = accounts_number_use.person_id \
         AND a.bin = accounts_number_use.bin AND a.number = accounts_number_use.number AND a.state <> 'ended')",
        params![batch.to_vec()],
    )?;
    Ok(())
}

/// The accounts of the staged persons that have not ended.
pub(crate) fn list_live_of_staged(tx: &mut Tx<'_>, batch: &[u8]) -> Result<Vec<Account>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM accounts_account a WHERE a.state <> 'ended' AND a.person_id IN \
         (SELECT r.person_id FROM accounts_batch_row r WHERE r.batch = $1) ORDER BY a.person_id, a.account_id"
    );
    tx.rows(&sql, params![batch.to_vec()])?.iter().map(|row| account(row, 0)).collect()
}

/// The active accounts of the staged persons, with each person's place.
pub(crate) fn list_active_of_staged(tx: &mut Tx<'_>, batch: &[u8]) -> Result<Vec<(Account, i64)>, DbError> {
    let sql = format!(
        "SELECT {READ}, p.place FROM accounts_batch_row r \
         JOIN accounts_active x ON x.person_id = r.person_id \
         JOIN accounts_account a ON a.person_id = x.person_id AND a.account_id = x.account_id \
         JOIN registry_person p ON p.person_id = r.person_id WHERE r.batch = $1 ORDER BY r.line"
    );
    let rows = tx.rows(&sql, params![batch.to_vec()])?;
    rows.iter().map(|row| Ok((account(row, 0)?, row.get(READ_WIDTH)?))).collect()
}

/// The staged accounts as they stand, by position.
pub(crate) fn each_standing(
    tx: &mut Tx<'_>,
    visible: &str,
    batch: &[u8],
    mut each: impl FnMut(usize, Standing),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT r.line, p.place, p.full_name, \
         (SELECT COUNT(*) FROM accounts_number_use u WHERE u.bin = a.bin AND u.number = a.number), {READ} \
         FROM accounts_batch_row r JOIN accounts_account a ON a.person_id = r.person_id \
         AND a.account_id = r.account_id JOIN registry_person p ON p.person_id = r.person_id \
         WHERE r.batch = $1 AND {visible}"
    );
    tx.each(&sql, params![batch.to_vec()], |row| {
        let standing = Standing {
            account: account(row, 4)?,
            place: row.get(1)?,
            payee: row.get(2)?,
            paper: None,
            people: row.get(3)?,
        };
        each(position(row)?, standing);
        Ok(())
    })
}

/// Moves every staged account to a state. Which moves there are is asked of the table before.
pub(crate) fn move_staged(
    tx: &mut Tx<'_>,
    batch: &[u8],
    event: Event,
    to: State,
    acting: &Acting,
) -> Result<u64, DbError> {
    // Who did it is noted in the columns of the event; the others keep what they have.
    let is_checked = matches!(event, Event::Check | Event::Recheck);
    let (checked_by, checked_at) = (is_checked.then_some(acting.staff), is_checked.then_some(acting.now));
    let activated_by = (event == Event::Activate).then_some(acting.staff);
    let active_from = (event == Event::Activate).then(|| acting.today());
    let ended_at = (to == State::Ended).then_some(acting.now);
    let ended_by = ended_at.map(|_| acting.staff);
    tx.execute(
        "UPDATE accounts_account SET state = $2, version = version + 1, holder_name = r.holder_name, \
         name_check = r.name_check, name_rule = r.name_rule, payee_key = r.payee_key, why = r.why, \
         checked_by = COALESCE($3, checked_by), checked_at = COALESCE($4, checked_at), \
         activated_by = COALESCE($5, activated_by), active_from = COALESCE($6, active_from), \
         ended_by = COALESCE($7, ended_by), ended_at = COALESCE($8, ended_at) \
         FROM accounts_batch_row r WHERE r.person_id = accounts_account.person_id \
         AND r.account_id = accounts_account.account_id AND r.batch = $1",
        params![batch.to_vec(), to, checked_by, checked_at, activated_by, active_from, ended_by, ended_at,],
    )
}

pub(crate) fn set_active(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO accounts_active (person_id, account_id) SELECT r.person_id, r.account_id \
         FROM accounts_batch_row r WHERE r.batch = $1",
        params![batch.to_vec()],
    )?;
    Ok(())
}

pub(crate) fn clear_active(tx: &mut Tx<'_>, batch: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM accounts_active WHERE (person_id, account_id) IN \
         (SELECT r.person_id, r.account_id FROM accounts_batch_row r WHERE r.batch = $1)",
        params![batch.to_vec()],
    )?;
    Ok(())
}

/// The person `p` of the account `a` is called otherwise than when the holder's name was compared.
const RENAMED: &str = "a.state IN ('checked', 'active') AND a.authorisation_id IS NULL AND a.payee_key <> p.name_key";

/// How many accounts wait for another look at the name, up to `most`.
pub(crate) fn count_renamed(tx: &mut Tx<'_>, visible: &str, most: i64) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 FROM accounts_account a \
         JOIN registry_person p ON p.person_id = a.person_id WHERE {RENAMED} AND {visible} LIMIT $1) waiting"
    );
    tx.row(&sql, params![most])?.map_or(Ok(0), |row| row.get(0))
}

pub(crate) fn list_accounts(
    tx: &mut Tx<'_>,
    visible: &str,
    filter: &AccountFilter,
    limit: i64,
) -> Result<Vec<AccountLine>, DbError> {
    // Only what is asked for stands in the statement: an index is used for a condition that is there or is not.
    let AccountFilter { place, state, method, name_check, renamed, after } = *filter;
    let mut params = vec![Param::new(&limit)];
    let mut asked = |param: Param| {
        params.push(param);
        format!("${}", params.len())
    };
    let mut all = vec![visible.to_owned()];
    all.extend(place.map(|place| format!("p.place = {}", asked(Param::new(&place)))));
    all.extend(state.map(|state| format!("a.state = {}", asked(Param::new(&state)))));
    all.extend(method.map(|method| format!("a.method = {}", asked(Param::new(&method)))));
    all.extend(name_check.map(|check| format!("a.name_check = {}", asked(Param::new(&check)))));
    all.extend(renamed.then(|| RENAMED.to_owned()));
    all.extend(after.map(|(person, account)| {
        format!("(a.person_id, a.account_id) > ({}, {})", asked(Param::new(&person)), asked(Param::new(&account)))
    }));
    let sql = format!(
        "SELECT {READ}, p.full_name, p.place, \
         (SELECT COUNT(*) FROM accounts_number_use u WHERE u.bin = a.bin AND u.number = a.number) \
         FROM accounts_account a JOIN registry_person p ON p.person_id = a.person_id WHERE {} \
         ORDER BY a.person_id, a.account_id LIMIT $1",
        all.join(" AND ")
    );
    let line = |row: &Row| {
        Ok(AccountLine {
            account: account(row, 0)?,
            full_name: row.get(READ_WIDTH)?,
            place: row.get(READ_WIDTH + 1)?,
            people: row.get(READ_WIDTH + 2)?,
        })
    };
    tx.rows(&sql, &params)?.iter().map(line).collect()
}

pub(crate) fn list_of_person(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<Account>, DbError> {
    let sql = format!(
        "SELECT {READ} FROM accounts_account a JOIN registry_person p ON p.person_id = a.person_id \
         WHERE a.person_id = $1 AND {visible} ORDER BY a.claimed_at DESC, a.account_id DESC"
    );
    tx.rows(&sql, params![person])?.iter().map(|row| account(row, 0)).collect()
}

/// Each step of a person's accounts.
pub(crate) fn list_steps(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<AccountStep>, DbError> {
    let sql = format!(
        "SELECT a.method, a.number, a.claimed_at, a.claimed_by, a.checked_at, a.checked_by, a.active_from, \
         a.activated_by, a.ended_at, a.ended_by, a.why FROM accounts_account a \
         JOIN registry_person p ON p.person_id = a.person_id WHERE a.person_id = $1 AND {visible}"
    );
    let mut steps = Vec::new();
    for row in tx.rows(&sql, params![person])? {
        let (method, number): (Method, Option<AccountNumber>) = (row.get(0)?, row.find(1)?);
        let (active_from, checked_at): (Option<Date>, Option<Timestamp>) = (row.find(6)?, row.find(4)?);
        let happened: [(State, Option<Timestamp>, Option<StaffId>); 4] = [
            (State::Claimed, row.find(2)?, row.find(3)?),
            (State::Checked, checked_at, row.find(5)?),
            // Of this the day alone is kept; it is no earlier than the check before it.
            (State::Active, active_from.map(start_of_day_in_vietnam).max(active_from.and(checked_at)), row.find(7)?),
            (State::Ended, row.find(8)?, row.find(9)?),
        ];
        for (state, at, by) in happened {
            let (Some(at), Some(by)) = (at, by) else { continue };
            let why = if state == State::Ended { row.find(10)? } else { None };
            steps.push(AccountStep { method, masked: number.as_ref().map(AccountNumber::masked), state, at, by, why });
        }
    }
    Ok(steps)
}

/// Persons with an account of this number, and whether one with it has not ended.
pub(crate) fn list_persons_by_number(
    tx: &mut Tx<'_>,
    visible: &str,
    number: &AccountNumber,
    limit: i64,
) -> Result<Vec<(PersonId, bool)>, DbError> {
    let sql = format!(
        "SELECT a.person_id, MAX(CASE WHEN a.state <> 'ended' THEN 1 ELSE 0 END) FROM accounts_account a \
         JOIN registry_person p ON p.person_id = a.person_id WHERE a.number = $1 AND {visible} \
         GROUP BY a.person_id ORDER BY a.person_id LIMIT $2"
    );
    let rows = tx.rows(&sql, params![number.clone(), limit])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get::<i64>(1)? == 1))).collect()
}

pub(crate) fn count_accounts(tx: &mut Tx<'_>, visible: &str) -> Result<Vec<AccountCount>, DbError> {
    let sql = format!(
        "SELECT p.place, a.state, a.method, COUNT(DISTINCT a.person_id) FROM accounts_account a \
         JOIN registry_person p ON p.person_id = a.person_id WHERE {visible} \
         GROUP BY p.place, a.state, a.method ORDER BY p.place, a.state, a.method"
    );
    let rows = tx.rows(&sql, params![])?;
    let count = |row: &Row| {
        Ok(AccountCount { place: row.get(0)?, state: row.get(1)?, method: row.get(2)?, persons: row.get(3)? })
    };
    rows.iter().map(count).collect()
}

/// Numbers of more than `most` people, with how many of them the scope sees.
pub(crate) fn list_shared_numbers(tx: &mut Tx<'_>, visible: &str, most: i64) -> Result<Vec<SharedNumber>, DbError> {
    let sql = format!(
        "SELECT u.bin, u.number, COUNT(*), COUNT(CASE WHEN {visible} THEN 1 END) FROM accounts_number_use u \
         JOIN registry_person p ON p.person_id = u.person_id GROUP BY u.bin, u.number HAVING COUNT(*) > $1 \
         ORDER BY u.bin, u.number"
    );
    let rows = tx.rows(&sql, params![most])?;
    let shared = |row: &Row| {
        Ok(SharedNumber { bin: row.get(0)?, number: row.get(1)?, people: row.get(2)?, people_in_area: row.get(3)? })
    };
    let mut found: Vec<SharedNumber> = rows.iter().map(shared).collect::<Result<_, DbError>>()?;
    found.retain(|number| number.people_in_area > 0);
    Ok(found)
}
