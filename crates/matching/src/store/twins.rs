//! The same row in several files of one sender: a lookup for a whole part of a file at once, by the digest of what a row
//! says. The digest has the kind of list and the commune in it.

use super::{DECIDED, decided, from_json};
use crate::{carry::Twin, decision::RowRef};
use db::{DbError, Tx, params};
use kernel::SourceFileId;
use std::collections::HashMap;

/// Whether a file's sender sent others of the kind: most rows of most files need no lookup.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbours {
    pub(crate) earlier: bool,
    pub(crate) later: bool,
}

/// Whether there are files in which a row of this one could stand too.
pub(crate) fn find_neighbours(tx: &mut Tx<'_>, file: SourceFileId) -> Result<Neighbours, DbError> {
    let mut has = |order: &str| {
        let sql = format!(
            "SELECT 1 FROM sources_file f JOIN sources_file o ON o.place = f.place AND o.source = f.source \
             AND o.file_id {order} f.file_id AND o.replaced_by IS NULL WHERE f.file_id = $1 LIMIT 1"
        );
        Ok::<bool, DbError>(tx.row(&sql, params![file])?.is_some())
    };
    Ok(Neighbours { earlier: has("<")?, later: has(">")? })
}

/// The rows `r` of the file $1 after the line $2 up to the line $3, each with the same row `t` of another file.
const TWINS: &str = "FROM sources_row r JOIN sources_file rf ON rf.file_id = r.file_id \
                     JOIN sources_row t ON t.digest = r.digest AND t.row_key = r.row_key AND t.file_id <> r.file_id \
                     JOIN sources_file tf ON tf.file_id = t.file_id AND tf.place = rf.place";
const LINES: &str = "r.file_id = $1 AND r.line > $2 AND r.line <= $3";

/// That nobody has to decide on the row `r`: it stands in a newer file too, and was not taken out of it since.
pub(super) const SUPERSEDED: &str = "EXISTS (SELECT 1 FROM matching_superseded u JOIN sources_row n \
                                     ON n.file_id = u.by_file AND n.line = u.by_line \
                                     WHERE u.file_id = r.file_id AND u.line = r.line)";

/// The row `n` of a newer file on which to decide instead of the row `r`, if there is one.
pub(super) const SUPERSEDING: &str = "LEFT JOIN matching_superseded u ON u.file_id = r.file_id AND u.line = r.line \
                                      LEFT JOIN sources_row n ON n.file_id = u.by_file AND n.line = u.by_line";

/// What officers decided on the same rows of the files before, by line. A row on which somebody decided itself is left
/// out, taken back or not, and so is what stands in a file between.
pub(crate) fn list_decided_twins(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<HashMap<i64, Twin>, DbError> {
    let sql = format!(
        "SELECT r.line, t.file_id, t.line, c.person, {DECIDED} {TWINS} AND t.file_id < r.file_id \
         JOIN matching_decision d ON d.file_id = t.file_id AND d.line = t.line \
         AND d.rule IN ('confirmed', 'rejected', 'commune_asked') AND NOT EXISTS (SELECT 1 FROM matching_decision later \
         WHERE later.file_id = d.file_id AND later.line = d.line AND later.decision_no > d.decision_no) \
         LEFT JOIN matching_candidate c ON c.file_id = t.file_id AND c.line = t.line \
         WHERE {LINES} AND NOT EXISTS (SELECT 1 FROM matching_superseded u JOIN sources_row n \
         ON n.file_id = u.by_file AND n.line = u.by_line \
         WHERE u.file_id = t.file_id AND u.line = t.line AND u.by_file <> r.file_id) \
         AND NOT EXISTS (SELECT 1 FROM matching_decision own WHERE own.file_id = r.file_id AND own.line = r.line \
         AND own.rule IN ('confirmed', 'rejected', 'commune_asked')) ORDER BY r.line, t.file_id, c.rank"
    );
    let mut twins: HashMap<i64, Twin> = HashMap::new();
    tx.each(&sql, params![file, after, until], |row| {
        let there = RowRef { file: row.get(1)?, line: row.get(2)? };
        let Some(decided) = decided(row, 4)? else { return Ok(()) };
        let fresh = || Twin { row: there, decided, seen: Vec::new() };
        let twin = twins.entry(row.get(0)?);
        let twin = match twin {
            std::collections::hash_map::Entry::Occupied(mut held) => {
                if held.get().row != there {
                    held.insert(fresh());
                }
                held.into_mut()
            }
            std::collections::hash_map::Entry::Vacant(free) => free.insert(fresh()),
        };
        if let Some(person) = row.find::<String>(3)? {
            twin.seen.push(from_json(&person, "person")?);
        }
        Ok::<_, DbError>(())
    })?;
    Ok(twins)
}

/// The same rows of earlier files are decided on here from now on. What the rules verified needs nobody.
pub(crate) fn supersede_earlier(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<(), DbError> {
    let sql = format!(
        "INSERT INTO matching_superseded (file_id, line, by_file, by_line) \
         SELECT t.file_id, t.line, r.file_id, r.line {TWINS} AND t.file_id < r.file_id \
         JOIN matching_decision d ON d.file_id = t.file_id AND d.line = t.line AND d.rule <> 'number_name_birth' \
         AND NOT EXISTS (SELECT 1 FROM matching_decision later WHERE later.file_id = d.file_id \
         AND later.line = d.line AND later.decision_no > d.decision_no) WHERE {LINES} \
         ON CONFLICT (file_id, line) DO UPDATE SET by_file = excluded.by_file, by_line = excluded.by_line \
         WHERE matching_superseded.by_file < excluded.by_file"
    );
    tx.execute(&sql, params![file, after, until])?;
    Ok(())
}

/// These rows are decided on in the newest file that has them and was matched.
pub(crate) fn supersede_by_later(
    tx: &mut Tx<'_>,
    file: SourceFileId,
    (after, until): (i64, i64),
) -> Result<(), DbError> {
    let sql = format!(
        "SELECT r.line, t.file_id, t.line {TWINS} AND t.file_id > r.file_id \
         JOIN matching_decision d ON d.file_id = t.file_id AND d.line = t.line AND d.decision_no = 1 \
         WHERE {LINES} ORDER BY r.line, t.file_id"
    );
    let mut newest: HashMap<i64, RowRef> = HashMap::new();
    tx.each(&sql, params![file, after, until], |row| {
        newest.insert(row.get(0)?, RowRef { file: row.get(1)?, line: row.get(2)? });
        Ok::<_, DbError>(())
    })?;
    let sql = "DELETE FROM matching_superseded WHERE file_id = $1 AND line > $2 AND line <= $3";
    tx.execute(sql, params![file, after, until])?;
    let rows = newest.into_iter().map(|(line, by)| params![file, line, by.file, by.line].to_vec());
    tx.bulk("matching_superseded", &["file_id", "line", "by_file", "by_line"], rows)?;
    Ok(())
}
