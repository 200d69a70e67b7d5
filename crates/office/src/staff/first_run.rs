//! The first administrator: made once, by whoever knows the set-up code.

use super::{
    NewStaff, SetUpProof, Staff, StaffKind,
    assign::Assignment,
    create_staff::{described, insert},
    member::entry,
    store,
};
use crate::{
    Acting, Refusal, Role, audit,
    sign_in::{self, NewPassword},
};
use db::Tx;

/// Whether the first administrator is still to be made: nobody was ever one.
pub fn first_run_needed(tx: &mut Tx<'_>) -> Result<bool, Refusal> {
    Ok(!store::was_ever_held(tx, Role::Administrator)?)
}

/// Makes the first administrator, once; the password was chosen by that person. Refused ever after.
///
/// Two who press the button at once: the lock lets one through, the other is told that the first run is over.
pub fn create_first_administrator(
    tx: &mut Tx<'_>,
    visitor: &Acting,
    new: &NewStaff,
    password: &NewPassword,
    _proof: &SetUpProof,
) -> Result<Staff, Refusal> {
    tx.lock("staff.first_run")?;
    if !first_run_needed(tx)? {
        return Err(Refusal::FirstRunOver);
    }
    let staff = insert(tx, visitor, new, StaffKind::Person)?;
    sign_in::store::upsert_password(tx, staff.id, password.hash(), false, visitor.now)?;
    store::insert_assignment(
        tx,
        &Assignment {
            id: visitor.new_id(),
            staff: staff.id,
            role: Role::Administrator,
            office: None,
            office_name: None,
            from: visitor.today(),
            until: None,
        },
    )?;
    audit::record(tx, visitor, entry("staff.create_first", staff.id, described(&staff)))?;
    Ok(staff)
}
