//! The workbooks as the post sees them: which were handed to it, how far each is paid, and their bytes.

use crate::{
    Channel, FileState, PaymentFile, Refusal,
    file::{load_content, look_entry},
    send_files, store,
};
use db::Tx;
use kernel::{Dong, Month, PaymentFileId};
use office::{Acting, Action, audit};

/// How many workbooks are listed: four months of a district.
pub const CASH_FILES_MAX: usize = 100;

/// So many payments, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub payments: i64,
    /// How much.
    pub amount: Dong,
}

/// A workbook handed to the post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashFile {
    /// The file.
    pub file: PaymentFile,
    /// The month it pays.
    pub month: Month,
    /// Handed over to their people.
    pub paid: Count,
    /// Not collected.
    pub uncollected: Count,
    /// Neither, as far as anybody took in.
    pub open: Count,
}

/// The workbooks handed to the post of an area, the newest first.
pub fn list_cash_files(tx: &mut Tx<'_>, acting: &Acting) -> Result<Vec<CashFile>, Refusal> {
    acting.must(Action::RecordPaid)?;
    Ok(store::list_cash_files(tx, &acting.scope)?)
}

/// The bytes of a workbook for whoever pays it out. Who is paid shows a card, so the numbers stand in it whole; the
/// look is written down.
pub fn fetch_cash_file(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<(PaymentFile, Vec<u8>), Refusal> {
    acting.must(Action::RecordPaid)?;
    let file = find(tx, acting, id, |file| file.state == FileState::Sent)?;
    let bytes = load_content(tx, &file)?;
    audit::record_view(tx, acting, look_entry("cash.fetch_file", &file))?;
    Ok((file, bytes))
}

/// Hands a workbook to the post here: from now on the post finds it on its page. Saying it twice is nothing.
pub fn hand_to_post(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<PaymentFile, Refusal> {
    acting.must(Action::ApproveCycle)?;
    tx.lock("payments.cycle")?;
    let file = find(tx, acting, id, |_| true)?;
    if file.state == FileState::Sent {
        return Ok(file);
    }
    // What is damaged is not handed on.
    load_content(tx, &file)?;
    if file.state == FileState::Prepared {
        store::set_sending(tx, file.id)?;
    }
    send_files::mark_sent(tx, acting, &file)?;
    Ok(PaymentFile { state: FileState::Sent, sent_at: Some(acting.now), ..file })
}

fn find(
    tx: &mut Tx<'_>,
    acting: &Acting,
    id: PaymentFileId,
    is_wanted: impl Fn(&PaymentFile) -> bool,
) -> Result<PaymentFile, Refusal> {
    let found = store::find_file(tx, id)?
        .filter(|file| file.channel == Channel::Post && acting.scope.covers(file.place) && is_wanted(file));
    Ok(found.ok_or(office::Refusal::NotFound { what: "file" })?)
}
