//! Accounts out of the survey form: what its rows name becomes claims.

use crate::{Claim, ClaimFault, Refusal, claim_many};
use db::Tx;
use office::{Acting, Action};
use survey::{Channel, Outcome, ResultFault, ResultRow};

/// What came of the accounts of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimedResults {
    /// New claims.
    pub created: usize,
    /// Those that were there before.
    pub existing: usize,
    /// Rows whose person was not found, by line.
    pub unknown: Vec<(u32, ResultFault)>,
    /// Rows whose claim was not taken, by line.
    pub faults: Vec<(u32, ClaimFault)>,
}

/// Claims the accounts that a commune's form names, and the ways of proxies and guardians without one. Cash at the point
/// and at home needs no claim: the visit has said it.
pub fn claim_results(
    tx: &mut Tx<'_>,
    acting: &Acting,
    place: i64,
    rows: &[ResultRow],
) -> Result<ClaimedResults, Refusal> {
    acting.must(Action::RecordAccount)?;
    let persons = survey::find_persons(tx, acting, place, rows)?;
    let (mut claimed, mut lines, mut claims) = (ClaimedResults::default(), Vec::new(), Vec::new());
    for (row, person) in rows.iter().zip(persons) {
        let Some(method) = row.method.filter(|_| row.outcome == Outcome::Chose) else { continue };
        if !method.may_use_account() && method.paper().is_none() {
            continue;
        }
        match person {
            Err(fault) => claimed.unknown.push((row.line, fault)),
            Ok(person) => {
                let written = row.account.as_ref();
                lines.push(row.line);
                claims.push(Claim {
                    person,
                    method,
                    bank: written.map(|account| account.bank.clone()).filter(|bank| !bank.is_empty()),
                    number: written.and_then(|account| account.number.clone()),
                    holder_name: written.map(|account| account.holder.clone()),
                    authorisation: None,
                    channel: row.answers.as_ref().and_then(|answers| answers.get("channel")).and_then(channel),
                });
            }
        }
    }
    let many = claim_many(tx, acting, &claims)?;
    (claimed.created, claimed.existing) = (many.created, many.existing);
    claimed.faults = many.faults.into_iter().map(|fault| (lines[fault.at], fault.fault)).collect();
    Ok(claimed)
}

/// The channel as the question set has it.
fn channel(answer: &str) -> Option<Channel> {
    if answer == "bank_app" { Some(Channel::Bank) } else { Channel::parse(answer) }
}
