//! The rows of a form that were not taken, as a workbook to correct and send again.

use crate::{
    Refusal, ResultColumn,
    form::load_form,
    results::open_form,
    returned::{Received, write_returned},
    store::{forms as store, returned::list_returned},
};
use db::Tx;
use documents::Column;
use office::{Acting, Action};

/// Writes the rows that were sent back, in the sender's own columns, with the reason beside each.
pub fn return_form(tx: &mut Tx<'_>, acting: &Acting, place: i64, sha256: &str) -> Result<Vec<u8>, Refusal> {
    acting.must(Action::RecordVisit)?;
    load_form(tx, &acting.scope, place, sha256)?;
    let returned = list_returned(tx, Received::Form, (place, sha256))?;
    let sheet = open_form(&store::load_content(tx, place, sha256)?)?;
    write_returned(acting.now, &sheet, returned, looks)
}

/// Numbers stay text, so that none loses its zeros.
fn looks(heading: &str) -> Column {
    match ResultColumn::of_heading(heading) {
        Some(ResultColumn::CitizenId | ResultColumn::ProxyCitizenId | ResultColumn::AccountNumber) => {
            Column::identity(heading)
        }
        Some(ResultColumn::FullName | ResultColumn::ProxyName | ResultColumn::AccountHolder) => {
            Column::text(heading, 26)
        }
        _ => Column::text(heading, 14),
    }
}
