//! Every statement of the reports: they read what other rooms own.

use db::{DbError, Row, Tx, params};
use kernel::Month;
use office::Area;
use sources::SourceKind;

/// The figures of a commune.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) place: i64,
    pub(crate) managed: i64,
    pub(crate) has_account: i64,
    pub(crate) paid_by_account: i64,
    pub(crate) paid: i64,
}

/// Living persons with an entitlement in the month: all, with an active account, paid by it, paid in any way.
pub(crate) fn count_coverage(
    tx: &mut Tx<'_>,
    visible: &str,
    area: Area,
    month: Month,
    source: Option<SourceKind>,
) -> Result<Vec<Counted>, DbError> {
    let sql = format!(
        "SELECT p.place, COUNT(*), COUNT(a.person_id), COUNT(b.person_id), COUNT(y.person_id) \
         FROM registry_person p \
         LEFT JOIN (SELECT t.person_id FROM accounts_active t JOIN accounts_account c \
         ON c.person_id = t.person_id AND c.account_id = t.account_id WHERE c.number IS NOT NULL) a \
         ON a.person_id = p.person_id \
         LEFT JOIN (SELECT i.person_id FROM payments_instruction i WHERE i.origin_month = $3 AND i.state = 'paid' \
         AND i.channel = 'bank' GROUP BY i.person_id) b ON b.person_id = p.person_id \
         LEFT JOIN (SELECT i.person_id FROM payments_instruction i WHERE i.origin_month = $3 AND i.state = 'paid' \
         GROUP BY i.person_id) y ON y.person_id = p.person_id \
         WHERE {visible} AND p.place BETWEEN $1 AND $2 AND NOT p.dead AND EXISTS \
         (SELECT 1 FROM registry_entitlement e WHERE e.person_id = p.person_id AND e.state = 'active' \
         AND e.from_month <= $3 AND (e.until_month IS NULL OR e.until_month >= $3) \
         AND (CAST($4 AS TEXT) IS NULL OR e.source = $4)) \
         GROUP BY p.place ORDER BY p.place"
    );
    let counted = |row: &Row| {
        Ok(Counted {
            place: row.get(0)?,
            managed: row.get(1)?,
            has_account: row.get(2)?,
            paid_by_account: row.get(3)?,
            paid: row.get(4)?,
        })
    };
    tx.rows(&sql, params![area.lo, area.hi, month, source])?.iter().map(counted).collect()
}
