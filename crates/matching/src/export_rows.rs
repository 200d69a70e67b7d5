//! A worklist of rows, to be written down.

use crate::{Refusal, ReviewedRow, RowFilter, store};
use db::Tx;
use office::{Acting, Action, audit};
use serde_json::json;

/// How many rows a workbook takes.
pub const ROWS_EXPORTED_MAX: usize = 50_000;

/// The rows of a worklist, numbers covered where they are written; the look is recorded.
pub fn export_rows(tx: &mut Tx<'_>, acting: &Acting, filter: RowFilter) -> Result<Vec<ReviewedRow>, Refusal> {
    acting.must(Action::ReadPersons)?;
    let rows = store::list_rows(tx, &acting.scope, RowFilter { after: None, ..filter }, ROWS_EXPORTED_MAX)?;
    let entry = audit::Entry {
        verb: "matching.export_rows",
        subject_kind: "worklist",
        subject: filter.outcome.map_or("open", |outcome| outcome.key()).to_owned(),
        place: filter.place.or(acting.place),
        why: None,
        from: None,
        to: Some(json!({ "rows": rows.len(), "file": filter.file })),
    };
    audit::record_view(tx, acting, entry)?;
    Ok(rows)
}
