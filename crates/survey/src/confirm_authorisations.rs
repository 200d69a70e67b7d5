//! The judicial officer confirms papers others entered.

use crate::{
    Authorisation, AuthorisationFault, AuthorisationSeen, Refusal, RowFault, VISITS_AT_ONCE_MAX,
    record_authorisations::{AUTHORISATIONS, entry},
    staged::Staged,
    store::authorisations as store,
};
use db::Tx;
use office::{Acting, Action, audit};

/// What came of confirming many papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// How many are confirmed now.
    pub confirmed: usize,
    /// Those that are not.
    pub faults: Vec<RowFault<AuthorisationFault>>,
}

/// Confirms papers in sets, each in the version that was seen; never the officer's own entries.
pub fn confirm_authorisations(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &[AuthorisationSeen],
) -> Result<Confirmed, Refusal> {
    acting.must(Action::ConfirmProxy)?;
    if seen.len() > VISITS_AT_ONCE_MAX {
        return Err(Refusal::TooMany { most: VISITS_AT_ONCE_MAX });
    }
    tx.lock(AUTHORISATIONS)?;
    let staged = Staged::put(tx, acting, seen.iter().map(|seen| (seen.person, Some(seen.authorisation))))?;
    let mut papers: Vec<Option<(Authorisation, i64)>> = vec![None; seen.len()];
    store::each_staged(tx, &acting.scope.condition("p.place"), &staged.batch, |at, paper, place| {
        papers[at] = Some((paper, place));
    })?;
    staged.take_away(tx)?;
    let (mut done, mut good) = (Confirmed::default(), Vec::new());
    for (at, (seen, paper)) in seen.iter().zip(papers).enumerate() {
        let may = match &paper {
            None => Err(AuthorisationFault::NotFound),
            Some((paper, _)) => paper.may_be_confirmed(acting.staff, seen.version, acting.today()),
        };
        match (may, paper) {
            (Ok(()), Some(paper)) => good.push(paper),
            (may, _) => done.faults.extend(may.err().map(|fault| RowFault { at, fault })),
        }
    }
    // The same paper named twice is confirmed once.
    good.sort_by_key(|(paper, _)| paper.id);
    good.dedup_by_key(|(paper, _)| paper.id);
    done.confirmed = good.len();
    let keys = good.iter().map(|(paper, _)| (paper.says.person, Some(paper.id)));
    let staged = Staged::put(tx, acting, keys)?;
    store::confirm_staged(tx, &staged.batch, acting.staff, acting.now)?;
    staged.take_away(tx)?;
    let told = good.into_iter().map(|(paper, place)| {
        let paper = Authorisation { confirmed_by: Some(acting.staff), version: paper.version + 1, ..paper };
        entry("survey.confirm_authorisation", &paper, Some(place), None)
    });
    audit::record_all(tx, acting, told)?;
    Ok(done)
}
