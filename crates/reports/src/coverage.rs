//! Coverage by commune: who has an account, and who was paid by it. Letters move between the two; here they are apart.

use crate::{
    Asked, Refusal, Told,
    states::{communes, of_unit},
    store::{self, Counted},
    table::{Heading, Table, Words},
};
use db::Tx;
use kernel::{Month, Ratio, Rounding};
use office::{
    Acting,
    places::{Places, Unit},
    profile::Programme,
    reference::{self, Denominator, Measure, Target},
};
use serde::Serialize;
use sources::SourceKind;

/// One commune, or all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverageLine {
    /// The commune's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Living persons entitled in the month.
    pub managed: i64,
    /// Of these, with an active account.
    pub has_account: i64,
    /// Of these, paid by account for the month.
    pub paid_by_account: i64,
    /// Of these, paid in any way for the month.
    pub paid: i64,
}

/// A target that binds the unit, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetLine {
    /// What is counted.
    pub measure: Measure,
    /// Out of whom.
    pub denominator: Denominator,
    /// The share to reach.
    pub percent: Ratio,
    /// The letter that sets it.
    pub basis: String,
    /// How many that is: a part of a person counts as one.
    pub needed: i64,
    /// How many there are.
    pub reached: i64,
    /// How many are missing.
    pub missing: i64,
}

/// The coverage of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Of what.
    pub told: Told,
    /// The month.
    pub month: Month,
    /// A line a commune.
    pub lines: Vec<CoverageLine>,
    /// All communes together.
    pub total: CoverageLine,
    /// The targets that bind the unit in that month.
    pub targets: Vec<TargetLine>,
}

/// Counts the coverage of a unit's persons by commune, for a month.
pub fn draw_coverage(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    asked: &Asked,
    month: Month,
) -> Result<Coverage, Refusal> {
    let (unit, told) = of_unit(acting, places, &Asked { month: Some(month), ..*asked })?;
    let visible = acting.scope.condition("p.place");
    let counted = store::count_coverage(tx, &visible, unit.area(), month, asked.source)?;
    let line = |commune: &Unit| {
        let figures = counted.iter().find(|one| one.place == commune.place).copied().unwrap_or_default();
        line_of(&commune.code, &commune.full_name(), figures)
    };
    let lines: Vec<CoverageLine> = communes(places, unit).map(line).collect();
    let sum = |of: fn(&Counted) -> i64| counted.iter().map(of).sum();
    let all = Counted {
        place: unit.place,
        managed: sum(|one| one.managed),
        has_account: sum(|one| one.has_account),
        paid_by_account: sum(|one| one.paid_by_account),
        paid: sum(|one| one.paid),
    };
    let total = line_of(&unit.code, &unit.full_name(), all);
    let held = reference::list_targets(tx, &acting.scope, places, month.last_day())?;
    let binding = held.iter().map(|version| &version.value).filter(|target| binds(places, unit, asked.source, target));
    let targets = binding.filter_map(|target| target_line(target, &total)).collect();
    Ok(Coverage { told, month, lines, total, targets })
}

fn line_of(code: &str, name: &str, counted: Counted) -> CoverageLine {
    let Counted { managed, has_account, paid_by_account, paid, .. } = counted;
    CoverageLine { code: code.to_owned(), name: name.to_owned(), managed, has_account, paid_by_account, paid }
}

/// Whether a target is set for the unit or for one above it, and for people of these lists.
fn binds(places: &Places, unit: &Unit, source: Option<SourceKind>, target: &Target) -> bool {
    let above = places.path(unit.place).iter().any(|above| above.place == target.place);
    let programme = match source {
        None => None,
        Some(SourceKind::Protection) => Some(Programme::SocialProtection),
        Some(SourceKind::Merit) => Some(Programme::Merit),
        Some(SourceKind::Poverty) => Some(Programme::Poverty),
        Some(SourceKind::Other) => Some(Programme::Other),
    };
    above && programme.is_none_or(|programme| target.populations.contains(&programme))
}

/// Who is able to open an account is not recorded, so that such a target has no figure.
fn target_line(target: &Target, total: &CoverageLine) -> Option<TargetLine> {
    let whole = match target.denominator {
        Denominator::Managed => total.managed,
        Denominator::WithAccount => total.has_account,
        Denominator::Eligible => return None,
    };
    let reached = match target.measure {
        Measure::HasAccount => total.has_account,
        Measure::PaidByAccount => total.paid_by_account,
    };
    let needed = persons_needed(whole, target.percent);
    let Target { measure, denominator, percent, basis, .. } = target.clone();
    Some(TargetLine { measure, denominator, percent, basis, needed, reached, missing: (needed - reached).max(0) })
}

/// A share of whole persons: 70 % of 12,105 are 8,474, not 8,473 and a half.
fn persons_needed(whole: i64, share: Ratio) -> i64 {
    let (over, under) = (i128::from(share.over()), i128::from(share.under()));
    let needed = (i128::from(whole) * over + under - 1).div_euclid(under);
    i64::try_from(needed).unwrap_or(i64::MAX)
}

/// `8,67`, or a dash where there is nobody.
pub(crate) fn percent(part: i64, whole: i64) -> String {
    Ratio::new(part, whole).map_or_else(|_| "–".to_owned(), |ratio| ratio.to_percent(2, Rounding::HalfUp))
}

impl Coverage {
    /// The report as a table of words and figures.
    pub fn table(&self, words: &Words<'_>) -> Table {
        let headings = [
            words.code,
            words.commune,
            words.managed,
            words.has_account,
            words.has_account_share,
            words.paid_by_account,
            words.paid_by_account_share,
            words.paid,
        ];
        let row = |line: &CoverageLine, code: &str, name: &str| {
            vec![
                code.to_owned(),
                name.to_owned(),
                line.managed.to_string(),
                line.has_account.to_string(),
                percent(line.has_account, line.managed),
                line.paid_by_account.to_string(),
                percent(line.paid_by_account, line.managed),
                line.paid.to_string(),
            ]
        };
        Table {
            title: (words.coverage_title)(&self.told),
            headings: headings.map(Heading::of).to_vec(),
            rows: self.lines.iter().map(|line| row(line, &line.code, &line.name)).collect(),
            total: Some(row(&self.total, "", words.total)),
            notes: std::iter::once(words.share_note.to_owned()).chain(self.targets.iter().map(words.target)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_whole_persons_and_printed_as_the_letter_prints_them() {
        let share = |text| Ratio::parse(text).expect("a share");
        assert_eq!(persons_needed(12_105, share("70%")), 8_474);
        assert_eq!(persons_needed(10, share("70%")), 7);
        assert_eq!(persons_needed(0, share("70%")), 0);
        assert_eq!(percent(1_049, 12_105), "8,67");
        assert_eq!(percent(0, 0), "–");
    }
}
