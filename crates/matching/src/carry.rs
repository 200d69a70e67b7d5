//! What an officer decided on a row is carried over to the same row of a newer file, unless the register says otherwise
//! by now.

use crate::{
    decision::{Decided, Origin, RowRef},
    judge::{Candidate, Finding, RIVAL_DISTANCE},
    outcome::{Obstacle, Outcome, Rule},
    register::{PersonView, Register},
};

/// The same row of an earlier file, on which an officer decided: same sender, same list, the same words.
#[derive(Clone, Debug)]
pub(crate) struct Twin {
    pub(crate) row: RowRef,
    /// The decision that holds there.
    pub(crate) decided: Decided,
    /// Those the officer saw beside it.
    pub(crate) seen: Vec<PersonView>,
}

impl Twin {
    /// Where an officer decided first: what was carried over is carried on from there.
    fn origin(&self, obstacle: Option<Obstacle>) -> Origin {
        let first = self.decided.origin.filter(|origin| origin.obstacle.is_none());
        let here = Origin { row: self.row, by: self.decided.decided_by, at: self.decided.decided_at, obstacle };
        first.map_or(here, |first| Origin { obstacle, ..first })
    }
}

/// The decision that follows on what the rules say, if the earlier one is carried over. If it is not, the rules'
/// decision says why.
pub(crate) fn carry(ruled: &mut Decided, twin: &Twin, finding: &Finding, register: &Register) -> Option<Decided> {
    if ruled.outcome == Outcome::Verified && twin.decided.pid == ruled.pid {
        // The rules say the same by themselves.
        return None;
    }
    match carried(twin, finding, register) {
        Err(obstacle) => {
            ruled.origin = Some(twin.origin(Some(obstacle)));
            None
        }
        Ok(chosen) => {
            let reasons = chosen.map_or_else(|| ruled.reasons.clone(), |chosen| chosen.comparison.reasons());
            Some(Decided {
                decision_no: ruled.decision_no + 1,
                score: chosen.map_or(ruled.score, |chosen| Some(chosen.score)),
                reasons,
                snapshot: ruled.snapshot,
                model: ruled.model.clone(),
                decided_by: ruled.decided_by,
                decided_at: ruled.decided_at,
                origin: Some(twin.origin(None)),
                ..twin.decided.clone()
            })
        }
    }
}

/// Whom the decision chose, if it chose somebody, or what stands against carrying it over.
fn carried<'f>(twin: &Twin, finding: &'f Finding, register: &Register) -> Result<Option<&'f Candidate>, Obstacle> {
    let views: Vec<(&Candidate, PersonView)> =
        finding.candidates.iter().map(|candidate| (candidate, register.view(candidate.person))).collect();
    let seen = |pid: &str| twin.seen.iter().find(|seen| seen.pid == pid);
    if twin.decided.rule == Rule::Confirmed {
        let pid = twin.decided.pid.as_deref().ok_or(Obstacle::Gone)?;
        let (chosen, now) = views.iter().find(|(_, view)| view.pid == pid).ok_or(Obstacle::Gone)?;
        unchanged(seen(pid).ok_or(Obstacle::Gone)?, now)?;
        let is_new_rival = |(candidate, view): &(&Candidate, PersonView)| {
            seen(&view.pid).is_none() && candidate.score > chosen.score - RIVAL_DISTANCE
        };
        let is_proven_other = finding.outcome == Outcome::Verified;
        return if is_proven_other || views.iter().any(is_new_rival) {
            Err(Obstacle::Others)
        } else {
            Ok(Some(chosen))
        };
    }
    if finding.outcome == Outcome::Verified {
        return Err(Obstacle::Others);
    }
    // It was none of those, or the commune was asked about them: whoever is new has not been looked at.
    for (_, now) in &views {
        unchanged(seen(&now.pid).ok_or(Obstacle::Others)?, now)?;
    }
    Ok(None)
}

/// That the register still says the same of a person. Where they live is left out: people move, and communes change.
fn unchanged(seen: &PersonView, now: &PersonView) -> Result<(), Obstacle> {
    if now.dead && !seen.dead {
        return Err(Obstacle::Dead);
    }
    let said = |view: &PersonView| {
        let PersonView { full_name, birth, sex, citizen_id, dead, died_on, .. } = view.clone();
        (full_name, birth, sex, citizen_id, dead, died_on)
    };
    if said(seen) == said(now) { Ok(()) } else { Err(Obstacle::Changed) }
}
