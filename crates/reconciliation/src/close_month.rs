//! The end of a month.

use crate::{Refusal, exception::ExceptionKind, store};
use db::Tx;
use kernel::CycleId;
use office::{Acting, Action};
use payments::{Cycle, close_cycle};

/// Closes a month when every đồng is paid, carried over or held, and nobody has to look at any of it any more.
pub fn close_month(tx: &mut Tx<'_>, acting: &Acting, cycle: CycleId, seen: i64) -> Result<Cycle, Refusal> {
    acting.must(Action::CloseMonth)?;
    let exceptions = store::count_open_exceptions(tx, cycle, ExceptionKind::BLOCKING)?;
    if exceptions > 0 {
        return Err(Refusal::ExceptionsOpen { exceptions });
    }
    Ok(close_cycle(tx, acting, cycle, seen)?)
}
