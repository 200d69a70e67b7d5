//! What a person should have stood on lists with, by what is known today, and with what they stood there.

use crate::{Refusal, store};
use db::Tx;
use kernel::{Dong, Month, PersonId};
use office::Scope;

/// A month of which the list that was handed over says another amount than the record does today: a decision that came
/// late, a death that was none. What stood on a list is paid, held or carried over by itself; the difference is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthGap {
    /// The month.
    pub month: Month,
    /// What is due for it by the record as it is today.
    pub due: Dong,
    /// What stood on the list.
    pub listed: Dong,
}

/// The months that differ, the oldest first, from the first list on that had the person. Before it somebody else may have
/// paid: that is not known here.
pub fn list_month_gaps(tx: &mut Tx<'_>, scope: &Scope, person: PersonId) -> Result<Vec<MonthGap>, Refusal> {
    let months = store::list_listed_months(tx, &scope.condition("p.place"), person)?;
    let since = months.into_iter().skip_while(|month| month.listed == Dong::new(0));
    Ok(since.filter(|month| month.due != month.listed).collect())
}
