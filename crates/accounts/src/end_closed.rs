//! Accounts a bank says take no money any more.

use crate::{
    Account, Event, Refusal, State,
    activate::keep_first,
    staged::{ACCOUNTS, Staged, move_all},
    store::accounts as store,
};
use db::Tx;
use kernel::{AccountNumber, PersonId};
use office::{Acting, Action};
use std::collections::HashMap;

/// What a bank said of the account it was to pay into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Whose money it was.
    pub person: PersonId,
    /// The bank's key.
    pub bin: String,
    /// The number.
    pub number: AccountNumber,
    /// What the bank said, and about which payment.
    pub why: String,
}

impl Closed {
    fn is_of(&self, account: &Account) -> bool {
        account.bin.as_ref() == Some(&self.bin) && account.number.as_ref() == Some(&self.number)
    }
}

/// Ends the accounts a bank says take no money, where the person still receives by them. Another account that took its
/// place meanwhile stays, and so does what lies outside the area. Answers how many ended; a second time none does.
pub fn end_closed(tx: &mut Tx<'_>, acting: &Acting, closed: &[Closed]) -> Result<usize, Refusal> {
    if closed.is_empty() {
        return Ok(0);
    }
    acting.must(Action::CheckAccount)?;
    tx.lock(ACCOUNTS)?;
    let staged = Staged::put(tx, acting, closed.iter().map(|one| (one.person, None)))?;
    let active = store::list_active_of_staged(tx, &staged.batch)?;
    staged.take_away(tx)?;
    let mut said: HashMap<PersonId, Vec<&Closed>> = HashMap::new();
    for one in closed {
        said.entry(one.person).or_default().push(one);
    }
    let mut ending = Vec::new();
    for (mut account, place) in active.into_iter().filter(|(_, place)| acting.scope.covers(*place)) {
        let named = said.get(&account.person).and_then(|said| said.iter().find(|one| one.is_of(&account)));
        if let Some(one) = named {
            account.why = Some(one.why.clone());
            ending.push((account, place));
        }
    }
    keep_first(&mut ending);
    move_all(tx, acting, Event::End, State::Ended, &ending)?;
    Ok(ending.len())
}
