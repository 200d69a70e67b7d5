//! Every statement about letters.

use super::{Draft, Letter, LetterFile, LetterFilter, LetterNumber};
use db::{DbError, Row, Tx, params};
use jiff::civil::Date;
use kernel::LetterId;

const COLUMNS: &str = "letter.id, letter.number, letter.kind, letter.issued_on, letter.issuer, letter.about, \
                       letter.place, letter.version, letter.registered_by, letter.registered_at, file.name, file.form, \
                       file.size, file.sha256";

fn letter(row: &Row) -> Result<Letter, DbError> {
    let draft = Draft {
        number: row.find(1)?,
        kind: row.get(2)?,
        issued_on: row.get(3)?,
        issuer: row.get(4)?,
        about: row.get(5)?,
        place: row.get(6)?,
        bases: Vec::new(),
    };
    let (version, registered_by, registered_at) = (row.get(7)?, row.get(8)?, row.get(9)?);
    Ok(Letter { id: row.get(0)?, draft, file: file(row)?, version, registered_by, registered_at })
}

fn file(row: &Row) -> Result<Option<LetterFile>, DbError> {
    let Some(name) = row.find(10)? else { return Ok(None) };
    Ok(Some(LetterFile { name, form: row.get(11)?, size: row.get(12)?, sha256: row.get(13)? }))
}

/// One letter with its bases.
pub(super) fn find_letter(tx: &mut Tx<'_>, id: LetterId) -> Result<Option<Letter>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM letter LEFT JOIN letter_file AS file ON file.letter_id = letter.id WHERE letter.id = $1"
    );
    let Some(row) = tx.row(&sql, params![id])? else { return Ok(None) };
    let mut found = letter(&row)?;
    let rows = tx.rows("SELECT basis_id FROM letter_basis WHERE letter_id = $1 ORDER BY basis_id", params![id])?;
    found.draft.bases = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    Ok(Some(found))
}

/// Letters, the newest first, without their bases.
pub(super) fn list_letters(
    tx: &mut Tx<'_>,
    visible: &str,
    filter: &LetterFilter,
    after: Option<(Date, LetterId)>,
    limit: i64,
) -> Result<Vec<Letter>, DbError> {
    let LetterFilter { kind, from, until, area, .. } = filter;
    let sql = format!(
        "SELECT {COLUMNS} FROM letter LEFT JOIN letter_file AS file ON file.letter_id = letter.id \
         WHERE {visible} \
         AND (CAST($1 AS TEXT) IS NULL OR letter.kind = $1) \
         AND (CAST($2 AS TEXT) IS NULL OR letter.issued_on >= $2) \
         AND (CAST($3 AS TEXT) IS NULL OR letter.issued_on <= $3) \
         AND (CAST($4 AS BIGINT) IS NULL OR letter.place BETWEEN $4 AND $5) \
         AND (CAST($6 AS TEXT) IS NULL OR letter.issued_on < $6 OR (letter.issued_on = $6 AND letter.id < $7)) \
         ORDER BY letter.issued_on DESC, letter.id DESC LIMIT $8"
    );
    let (after_day, after_id) = (after.map(|(day, _)| day), after.map(|(_, id)| id));
    let (lo, hi) = (area.map(|area| area.lo), area.map(|area| area.hi));
    let rows = tx.rows(&sql, params![*kind, *from, *until, lo, hi, after_day, after_id, limit])?;
    rows.iter().map(letter).collect()
}

/// What tells a letter from its twin: its number, day and place.
pub(super) type Told = (LetterId, Option<LetterNumber>, Date, i64);

/// Numbers, days and places of an issuer's letters of a year.
pub(super) fn list_of_issuer(tx: &mut Tx<'_>, issuer_key: &str, year: i16) -> Result<Vec<Told>, DbError> {
    let rows = tx.rows(
        "SELECT id, number, issued_on, place FROM letter WHERE issuer_key = $1 AND issued_on BETWEEN $2 AND $3 \
         ORDER BY id",
        params![issuer_key, format!("{year:04}-01-01"), format!("{year:04}-12-31")],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.find(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// Adds a letter.
pub(super) fn insert_letter(tx: &mut Tx<'_>, letter: &Letter, issuer_key: &str) -> Result<(), DbError> {
    let Draft { number, kind, issued_on, issuer, about, place, .. } = &letter.draft;
    tx.execute(
        "INSERT INTO letter (id, number, kind, issued_on, issuer, issuer_key, about, place, version, registered_by, \
         registered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            letter.id,
            number.clone(),
            *kind,
            *issued_on,
            issuer.as_str(),
            issuer_key,
            about.as_str(),
            *place,
            letter.version,
            letter.registered_by,
            letter.registered_at,
        ],
    )?;
    Ok(())
}

/// Puts the corrected entry in the place of the old one.
pub(super) fn update_letter(tx: &mut Tx<'_>, letter: &Letter, issuer_key: &str) -> Result<(), DbError> {
    let Draft { number, kind, issued_on, issuer, about, place, .. } = &letter.draft;
    tx.execute(
        "UPDATE letter SET number = $2, kind = $3, issued_on = $4, issuer = $5, issuer_key = $6, about = $7, \
         place = $8, version = $9 WHERE id = $1",
        params![
            letter.id,
            number.clone(),
            *kind,
            *issued_on,
            issuer.as_str(),
            issuer_key,
            about.as_str(),
            *place,
            letter.version,
        ],
    )?;
    Ok(())
}

/// Says what a letter stands on.
pub(super) fn replace_bases(tx: &mut Tx<'_>, id: LetterId, bases: &[LetterId]) -> Result<(), DbError> {
    tx.execute("DELETE FROM letter_basis WHERE letter_id = $1", params![id])?;
    for basis in bases {
        tx.execute("INSERT INTO letter_basis (letter_id, basis_id) VALUES ($1, $2)", params![id, *basis])?;
    }
    Ok(())
}

/// Keeps a letter's file, in place of the one it had.
pub(super) fn put_file(tx: &mut Tx<'_>, id: LetterId, file: &LetterFile, content: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO letter_file (letter_id, name, form, size, sha256, content) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (letter_id) DO UPDATE SET name = $2, form = $3, size = $4, sha256 = $5, content = $6",
        params![id, file.name.as_str(), file.form, file.size, file.sha256, content.to_vec()],
    )?;
    Ok(())
}

/// The bytes of a letter's file.
pub(super) fn find_content(tx: &mut Tx<'_>, id: LetterId) -> Result<Option<Vec<u8>>, DbError> {
    let row = tx.row("SELECT content FROM letter_file WHERE letter_id = $1", params![id])?;
    row.map(|row| row.get(0)).transpose()
}
