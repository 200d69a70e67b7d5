//! The account a paying office pays from.

use crate::{Refusal, store};
use db::Tx;
use kernel::{AccountNumber, Bin};
use office::{
    Acting, Action,
    audit::{self, Entry},
};

/// Out of which account, in whose name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The place number of the paying office's unit.
    pub place: i64,
    /// The name of the account's holder.
    pub name: String,
    /// Its bank.
    pub bin: Bin,
    /// Its number.
    pub number: AccountNumber,
}

/// The account of a unit's paying office.
pub fn find_payer(tx: &mut Tx<'_>, acting: &Acting, place: i64) -> Result<Option<Payer>, Refusal> {
    Ok(if acting.scope.covers(place) { store::find_payer(tx, place)? } else { None })
}

/// Says from which account a unit's paying office pays. Files that are written keep the account they have.
pub fn set_payer(tx: &mut Tx<'_>, acting: &Acting, payer: &Payer) -> Result<(), Refusal> {
    acting.must(Action::ApproveCycle)?;
    if !acting.scope.covers(payer.place) {
        return Err(office::Refusal::OutsideArea.into());
    }
    let before = store::find_payer(tx, payer.place)?;
    if before.as_ref() == Some(payer) {
        return Ok(());
    }
    store::put_payer(tx, payer, acting)?;
    let told = |payer: &Payer| serde_json::json!({ "bank": payer.bin.as_str(), "number": payer.number.masked() });
    let entry = Entry {
        verb: "cycle.set_payer",
        subject_kind: "payer",
        subject: payer.place.to_string(),
        place: Some(payer.place),
        why: None,
        from: before.as_ref().map(told),
        to: Some(told(payer)),
    };
    Ok(audit::record(tx, acting, entry)?)
}
