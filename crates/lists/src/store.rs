//! Every statement of the room.

use crate::{LineFilter, LineOfPerson, List, ListLine, MethodTotal, MonthGap, Refusal, Totals};
use db::{DbError, Param, Row, Tx, params};
use jiff::civil::Date;
use kernel::{ListId, Month, PersonId};

const LIST: &str = "l.list_id, l.place, l.month, l.version, l.state, l.lines, l.payable_lines, l.total_dong, \
                    l.held_dong, l.digest, l.prepared_by, l.prepared_at, l.frozen_by, l.frozen_at, l.approved_by, \
                    l.approved_at, l.handed_over_by, l.handed_over_at, l.handed_to, l.why";

fn list(row: &Row) -> Result<List, DbError> {
    Ok(List {
        id: row.get(0)?,
        place: row.get(1)?,
        month: row.get(2)?,
        version: row.get(3)?,
        state: row.get(4)?,
        totals: totals(row, 5)?,
        digest: row.find(9)?,
        prepared_by: row.get(10)?,
        prepared_at: row.get(11)?,
        frozen_by: row.find(12)?,
        frozen_at: row.find(13)?,
        approved_by: row.find(14)?,
        approved_at: row.find(15)?,
        handed_over_by: row.find(16)?,
        handed_over_at: row.find(17)?,
        handed_to: row.find(18)?,
        why: row.find(19)?,
    })
}

fn totals(row: &Row, first: usize) -> Result<Totals, DbError> {
    Ok(Totals {
        lines: row.get(first)?,
        payable_lines: row.get(first + 1)?,
        total: row.get(first + 2)?,
        held: row.get(first + 3)?,
    })
}

pub(crate) fn insert_list(tx: &mut Tx<'_>, list: &List) -> Result<(), DbError> {
    let Totals { lines, payable_lines, total, held } = list.totals;
    tx.execute(
        "INSERT INTO lists_list (list_id, place, month, version, state, lines, payable_lines, total_dong, held_dong, \
         prepared_by, prepared_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            list.id,
            list.place,
            list.month,
            list.version,
            list.state,
            lines,
            payable_lines,
            total,
            held,
            list.prepared_by,
            list.prepared_at,
        ],
    )?;
    Ok(())
}

/// Puts a list where it is now. Which moves there are is asked of the table before.
pub(crate) fn update_list(tx: &mut Tx<'_>, list: &List) -> Result<(), DbError> {
    let Totals { lines, payable_lines, total, held } = list.totals;
    tx.execute(
        "UPDATE lists_list SET version = $2, state = $3, lines = $4, payable_lines = $5, total_dong = $6, \
         held_dong = $7, digest = $8, prepared_by = $9, prepared_at = $10, frozen_by = $11, frozen_at = $12, \
         approved_by = $13, approved_at = $14, handed_over_by = $15, handed_over_at = $16, handed_to = $17, why = $18 \
         WHERE list_id = $1",
        params![
            list.id,
            list.version,
            list.state,
            lines,
            payable_lines,
            total,
            held,
            list.digest,
            list.prepared_by,
            list.prepared_at,
            list.frozen_by,
            list.frozen_at,
            list.approved_by,
            list.approved_at,
            list.handed_over_by,
            list.handed_over_at,
            list.handed_to.clone(),
            list.why.clone(),
        ],
    )?;
    Ok(())
}

pub(crate) fn find_list(tx: &mut Tx<'_>, visible: &str, id: ListId) -> Result<Option<List>, DbError> {
    let sql = format!("SELECT {LIST} FROM lists_list l WHERE l.list_id = $1 AND {visible}");
    tx.row(&sql, params![id])?.as_ref().map(list).transpose()
}

pub(crate) fn find_by_month(tx: &mut Tx<'_>, place: i64, month: Month) -> Result<Option<List>, DbError> {
    let sql = format!("SELECT {LIST} FROM lists_list l WHERE l.place = $1 AND l.month = $2");
    tx.row(&sql, params![place, month])?.as_ref().map(list).transpose()
}

pub(crate) fn list_lists(tx: &mut Tx<'_>, visible: &str, month: Month) -> Result<Vec<List>, DbError> {
    let sql = format!("SELECT {LIST} FROM lists_list l WHERE l.month = $1 AND {visible} ORDER BY l.place");
    tx.rows(&sql, params![month])?.iter().map(list).collect()
}

pub(crate) fn list_all(tx: &mut Tx<'_>) -> Result<Vec<List>, DbError> {
    let sql = format!("SELECT {LIST} FROM lists_list l ORDER BY l.month, l.place");
    tx.rows(&sql, params![])?.iter().map(list).collect()
}

pub(crate) fn delete_lines(tx: &mut Tx<'_>, id: ListId) -> Result<(), DbError> {
    tx.execute("DELETE FROM lists_line WHERE list_id = $1", params![id])?;
    Ok(())
}

/// The active account holds money for the person today: the paper it needs is in force, or it is the person's own and
/// they are called as when the holder's name was compared.
const USABLE: &str = "c.account_id IS NOT NULL AND CASE WHEN c.authorisation_id IS NOT NULL \
     THEN u.authorisation_id IS NOT NULL ELSE c.payee_key IS NULL OR c.payee_key = p.name_key END";

/// Draws up the lines of a list in one statement: entitlements of the month × active accounts × what was chosen × why
/// not. An entitlement without an amount (a poor household's) has nothing to pay and no line. $1 list, $2 month, $3 place, $4 today, $5 first day of the month, $6 the neutral word, then the codes it stands
/// for.
pub(crate) fn insert_lines(
    tx: &mut Tx<'_>,
    list: &List,
    today: Date,
    confidential: &[String],
    neutral: &str,
) -> Result<u64, DbError> {
    let codes: Vec<String> = (7..).take(confidential.len()).map(|number| format!("${number}")).collect();
    // Without codes nothing is neutral; an empty IN is no SQL.
    let is_secret = if codes.is_empty() { "1 = 0".to_owned() } else { format!("e.category IN ({})", codes.join(", ")) };
    let sql = format!(
        "INSERT INTO lists_line (person_id, list_id, entitlement_id, month, place, source, category, method, \
         account_id, bin, number, holder_name, full_name, birth, citizen_id, address, amount_dong, held_reason, note) \
         SELECT p.person_id, $1, e.entitlement_id, $2, p.place, e.source, \
         CASE WHEN {is_secret} THEN $6 ELSE e.category END, \
         CASE WHEN {USABLE} THEN c.method WHEN c.account_id IS NULL AND s.method = 'cash_home' THEN s.method \
         ELSE 'cash_point' END, \
         CASE WHEN {USABLE} THEN c.account_id END, CASE WHEN {USABLE} THEN c.bin END, \
         CASE WHEN {USABLE} THEN c.number END, CASE WHEN {USABLE} THEN c.holder_name END, \
         p.full_name, p.birth, p.citizen_id, p.address, e.amount_dong, \
         CASE WHEN p.dead AND (p.died_on IS NULL OR p.died_on < $5) THEN 'dead' \
         WHEN EXISTS (SELECT 1 FROM registry_hold h WHERE h.person_id = p.person_id AND h.released_at IS NULL \
         AND (h.entitlement_id IS NULL OR h.entitlement_id = e.entitlement_id) \
         AND h.from_month <= $2 AND (h.until_month IS NULL OR h.until_month >= $2)) THEN 'hold' \
         WHEN p.state <> 'verified' THEN 'not_verified' END, \
         CASE WHEN {USABLE} THEN NULL WHEN c.authorisation_id IS NOT NULL THEN 'paper_lapsed' \
         WHEN c.account_id IS NOT NULL THEN 'name_changed' \
         WHEN s.method IS NULL THEN 'not_chosen' WHEN s.method IN ('cash_point', 'cash_home') THEN NULL \
         ELSE 'account_pending' END \
         FROM registry_person p JOIN registry_entitlement e ON e.person_id = p.person_id \
         LEFT JOIN accounts_active x ON x.person_id = p.person_id \
         LEFT JOIN accounts_account c ON c.person_id = x.person_id AND c.account_id = x.account_id \
         LEFT JOIN survey_authorisation u ON u.person_id = c.person_id AND u.authorisation_id = c.authorisation_id \
         AND u.confirmed_by IS NOT NULL AND u.valid_from <= $4 AND (u.valid_until IS NULL OR u.valid_until >= $4) \
         AND (u.revoked_on IS NULL OR u.revoked_on > $4) \
         LEFT JOIN survey_standing s ON s.person_id = p.person_id \
         WHERE p.place = $3 AND e.from_month <= $2 AND (e.until_month IS NULL OR e.until_month >= $2) \
         AND (e.state = 'active' OR e.until_month IS NOT NULL) AND e.amount_dong > 0"
    );
    let mut params = vec![
        Param::new(&list.id),
        Param::new(&list.month),
        Param::new(&list.place),
        Param::new(&today),
        Param::new(&list.month.first_day()),
        Param::new(&neutral),
    ];
    params.extend(confidential.iter().map(Param::new));
    tx.execute(&sql, &params)
}

/// For each list that was handed over of the person's commune: what it has of the person, and what the record says of
/// its month.
pub(crate) fn list_listed_months(tx: &mut Tx<'_>, visible: &str, person: PersonId) -> Result<Vec<MonthGap>, DbError> {
    let sql = format!(
        "SELECT l.month, COALESCE((SELECT CAST(SUM(e.amount_dong) AS BIGINT) FROM registry_entitlement e \
         WHERE e.person_id = p.person_id AND e.from_month <= l.month \
         AND (e.until_month IS NULL OR e.until_month >= l.month) \
         AND (e.state = 'active' OR e.until_month IS NOT NULL)), 0), \
         COALESCE((SELECT CAST(SUM(n.amount_dong) AS BIGINT) FROM lists_line n \
         WHERE n.person_id = p.person_id AND n.list_id = l.list_id), 0) \
         FROM registry_person p JOIN lists_list l ON l.place = p.place \
         WHERE p.person_id = $1 AND l.handed_over_at IS NOT NULL AND {visible} ORDER BY l.month"
    );
    let month = |row: &Row| Ok(MonthGap { month: row.get(0)?, due: row.get(1)?, listed: row.get(2)? });
    tx.rows(&sql, params![person])?.iter().map(month).collect()
}

/// What the lines of a list come to.
pub(crate) fn sum_lines(tx: &mut Tx<'_>, id: ListId) -> Result<Totals, DbError> {
    let row = tx.row(
        "SELECT COUNT(*), COUNT(CASE WHEN n.held_reason IS NULL THEN 1 END), \
         CAST(COALESCE(SUM(n.amount_dong), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN n.held_reason IS NOT NULL THEN n.amount_dong END), 0) AS BIGINT) \
         FROM lists_line n WHERE n.list_id = $1",
        params![id],
    )?;
    totals(&row.expect("a sum without groups is one row"), 0)
}

pub(crate) fn sum_by_method(tx: &mut Tx<'_>, visible: &str, id: ListId) -> Result<Vec<MethodTotal>, DbError> {
    let sql = format!(
        "SELECT n.method, COUNT(*), COUNT(CASE WHEN n.held_reason IS NULL THEN 1 END), \
         CAST(COALESCE(SUM(n.amount_dong), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN n.held_reason IS NOT NULL THEN n.amount_dong END), 0) AS BIGINT) \
         FROM lists_line n WHERE n.list_id = $1 AND {visible} GROUP BY n.method"
    );
    let rows = tx.rows(&sql, params![id])?;
    rows.iter().map(|row| Ok(MethodTotal { method: row.get(0)?, totals: totals(row, 1)? })).collect()
}

const LINE: &str = "n.person_id, n.entitlement_id, n.source, n.category, n.method, n.account_id, n.bin, n.number, \
                    n.holder_name, n.full_name, n.birth, n.citizen_id, n.address, n.amount_dong, n.held_reason, n.note";

fn line(row: &Row) -> Result<ListLine, DbError> {
    Ok(ListLine {
        person: row.get(0)?,
        entitlement: row.get(1)?,
        source: row.get(2)?,
        category: row.get(3)?,
        method: row.get(4)?,
        account: row.find(5)?,
        bin: row.find(6)?,
        number: row.find(7)?,
        holder_name: row.find(8)?,
        full_name: row.get(9)?,
        birth: row.find(10)?,
        citizen_id: row.find(11)?,
        address: row.find(12)?,
        amount: row.get(13)?,
        held: row.find(14)?,
        note: row.find(15)?,
    })
}

/// Every line, by person and entitlement.
pub(crate) fn each_line(
    tx: &mut Tx<'_>,
    id: ListId,
    mut each: impl FnMut(ListLine) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let sql = format!("SELECT {LINE} FROM lists_line n WHERE n.list_id = $1 ORDER BY n.person_id, n.entitlement_id");
    tx.each(&sql, params![id], |row| each(line(row)?))
}

pub(crate) fn list_lines(
    tx: &mut Tx<'_>,
    visible: &str,
    id: ListId,
    filter: &LineFilter,
    limit: usize,
) -> Result<Vec<ListLine>, DbError> {
    let sql = format!(
        "SELECT {LINE} FROM lists_line n WHERE n.list_id = $1 AND {visible} \
         AND (CAST($2 AS TEXT) IS NULL OR n.method = $2) \
         AND ($3 OR (n.held_reason IS NOT NULL) = $4) \
         AND ($5 OR n.person_id > $6 OR (n.person_id = $6 AND n.entitlement_id > $7)) \
         ORDER BY n.person_id, n.entitlement_id LIMIT $8"
    );
    let LineFilter { method, held, after } = *filter;
    let (after_person, after_entitlement) = (after.map(|(person, _)| person), after.map(|(_, id)| id));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let params = params![
        id,
        method,
        held.is_none(),
        held.unwrap_or_default(),
        after.is_none(),
        after_person,
        after_entitlement,
        limit,
    ];
    tx.rows(&sql, params)?.iter().map(line).collect()
}

pub(crate) fn list_newest_lines_of_person(
    tx: &mut Tx<'_>,
    visible: &str,
    person: PersonId,
) -> Result<Vec<LineOfPerson>, DbError> {
    let sql = format!(
        "SELECT n.list_id, n.month, l.state, n.amount_dong, n.held_reason, n.note \
         FROM lists_line n JOIN lists_list l ON l.list_id = n.list_id \
         WHERE n.person_id = $1 AND {visible} \
         AND n.month = (SELECT MAX(newest.month) FROM lists_line newest WHERE newest.person_id = $1) \
         ORDER BY n.entitlement_id"
    );
    let rows = tx.rows(&sql, params![person])?;
    let line = |row: &Row| {
        Ok(LineOfPerson {
            list: row.get(0)?,
            month: row.get(1)?,
            state: row.get(2)?,
            amount: row.get(3)?,
            held: row.find(4)?,
            note: row.find(5)?,
        })
    };
    rows.iter().map(line).collect()
}
