//! A file handed on by hand, where no folder is shared with the bank or the post.

use crate::{
    FileState, PaymentFile, Refusal,
    file::{load_content, look_entry},
    send_files, store,
};
use db::Tx;
use kernel::PaymentFileId;
use office::{Acting, Action, audit};

/// The bytes of a file for whoever takes it to the bank or the post: names and account numbers, so the look is written
/// down. From here on the file may have left.
pub fn take_file(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<(PaymentFile, Vec<u8>), Refusal> {
    acting.must(Action::ApproveCycle)?;
    let file = find(tx, acting, id)?;
    let bytes = load_content(tx, &file)?;
    if file.state == FileState::Prepared {
        store::set_sending(tx, file.id)?;
    }
    audit::record_view(tx, acting, look_entry("cycle.take_file", &file))?;
    Ok((file, bytes))
}

/// Says that a file taken before was handed to the bank or the post. Saying it twice is nothing.
pub fn confirm_sent(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<PaymentFile, Refusal> {
    acting.must(Action::ApproveCycle)?;
    tx.lock("payments.cycle")?;
    let file = find(tx, acting, id)?;
    match file.state {
        FileState::Prepared => return Err(Refusal::FileNotTaken { message_id: file.message_id }),
        FileState::Sending => send_files::mark_sent(tx, acting, &file)?,
        FileState::Sent => {}
    }
    Ok(PaymentFile { state: FileState::Sent, ..file })
}

fn find(tx: &mut Tx<'_>, acting: &Acting, id: PaymentFileId) -> Result<PaymentFile, Refusal> {
    let found = store::find_file(tx, id)?.filter(|file| acting.scope.covers(file.place));
    Ok(found.ok_or(office::Refusal::NotFound { what: "file" })?)
}
