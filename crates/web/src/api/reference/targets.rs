//! Targets: which share of whom, where, in which period.

use super::{
    change::{VersionMade, Wanted, When, change},
    shown::{HeldQuery, VersionShown, Versions, after, held_list, told_versions},
};
use crate::{
    api::{
        call::Call,
        description::tags,
        input::body,
        numbers::{Fraction, PlaceNumber, VersionNumber},
        paging::{Page, Part},
        sent::{Asked, Sent, Subject},
        values::{Basis, Day, LetterKey, Reason},
        words::{DenominatorWord, MeasureWord, ProgrammeWord},
    },
    shell::problem::Answer,
};
use kernel::{LetterId, Ratio};
use office::{
    Refusal,
    profile::Programme,
    reference::{self, Denominator, Measure, Target},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A target of a unit. Its period is the days it holds.
#[derive(Serialize, ToSchema)]
#[schema(as = Target)]
pub(crate) struct TargetShown {
    /// The place it is set for: that unit and all below see it.
    place: i64,
    /// Whose beneficiaries count.
    #[schema(value_type = Vec<ProgrammeWord>)]
    populations: Vec<Programme>,
    /// What is counted.
    #[schema(value_type = MeasureWord)]
    measure: Measure,
    /// Out of whom.
    #[schema(value_type = DenominatorWord)]
    denominator: Denominator,
    /// The share to reach, as an exact fraction of one.
    #[schema(value_type = String, example = "7/10")]
    share: Ratio,
    /// The letter or plan that sets it, as cited.
    basis: String,
    /// That letter in the register, where it is there.
    #[schema(value_type = Option<String>, format = Uuid)]
    letter: Option<LetterId>,
}

impl From<Target> for TargetShown {
    fn from(target: Target) -> TargetShown {
        let Target { place, populations, measure, denominator, percent, basis, letter } = target;
        TargetShown { place, populations, measure, denominator, share: percent, basis, letter }
    }
}

body! {
    /// A target as it is to be in a period.
    #[schema(example = json!({
        "place": 1_006_789, "populations": ["social_protection", "merit"], "measure": "has_account",
        "denominator": "managed", "share": "0.7", "basis": "275/UBND-VX ngày 25/01/2024", "from": "2024-01-25",
        "until": "2024-12-31", "why": "Công văn 275/UBND-VX"
    }))]
    TargetToSet {
        /// The place it is set for, inside the own area.
        place: PlaceNumber,
        /// Whose beneficiaries count.
        #[schema(min_items = 1, max_items = 1000)]
        populations: Vec<ProgrammeWord>,
        /// What is counted.
        measure: MeasureWord,
        /// Out of whom.
        denominator: DenominatorWord,
        /// The share to reach: above 0, at most 1.
        share: Fraction,
        /// The letter or plan that sets it, as cited.
        basis: Basis,
        /// That letter in the register, where it is there.
        letter: Option<LetterKey>,
        /// The first day.
        from: Day,
        /// The last day, if there is to be one.
        until: Option<Day>,
        /// The version the caller has seen in the slot of that first day; left out where there was none.
        seen: Option<VersionNumber>,
        /// Why.
        why: Reason,
    }
}

impl Wanted for TargetToSet {
    type Value = Target;

    fn value(&self) -> Target {
        let mut populations: Vec<Programme> = self.populations.iter().map(|ProgrammeWord(one)| *one).collect();
        populations.sort_unstable();
        populations.dedup();
        Target {
            place: self.place.0,
            populations,
            measure: self.measure.0,
            denominator: self.denominator.0,
            percent: self.share.0,
            basis: self.basis.as_str().to_owned(),
            letter: self.letter.map(|LetterKey(letter)| letter),
        }
    }

    fn when(&self) -> When<'_> {
        When { from: self.from, until: self.until, seen: self.seen, why: &self.why }
    }
}

/// List the targets that bind the own area on a day: of its units, and of those above.
#[utoipa::path(get, path = "/api/v1/reference/targets", tag = tags::REFERENCE, params(HeldQuery),
    responses((status = 200, description = "A page of targets, by item.", body = Page<VersionShown<TargetShown>>)))]
pub(crate) async fn list_targets(call: Call, Asked(query): Asked<HeldQuery>) -> Answer {
    let (day, places) = (call.day(query.on), call.view.app.desk.places());
    let part = Part::of(query.limit, query.cursor);
    call.list::<VersionShown<TargetShown>, _, _, Refusal>(
        held_list::<Target>(),
        part,
        move |tx, acting, seen: Option<String>| {
            Ok(after(reference::list_targets(tx, &acting.ground_scope(), &places, day)?, seen.as_ref()))
        },
    )
    .await
}

/// Show every version of a target.
#[utoipa::path(get, path = "/api/v1/reference/targets/{target}", tag = tags::REFERENCE,
    params(("target" = String, Path, max_length = 200, pattern = "^[0-9]+:[a-z_+]+:[a-z_]+/[a-z_]+$",
        description = "Its item, as a list tells it; `/` written `%2F`.")),
    responses((status = 200, description = "Its versions.", body = Versions<TargetShown>)))]
pub(crate) async fn show_target(call: Call, Subject(target): Subject<String>) -> Answer {
    let places = call.view.app.desk.places();
    let found = call.read(move |tx, acting| reference::target_history(tx, &acting.ground_scope(), &places, &target));
    told_versions::<Target, TargetShown>(found.await)
}

/// Set a target of a unit of the own area, or change one.
#[utoipa::path(post, path = "/api/v1/reference/targets", tag = tags::REFERENCE, request_body = TargetToSet,
    responses((status = 201, description = "It holds.", body = VersionMade)))]
pub(crate) async fn set_target(call: Call, sent: Sent<TargetToSet>) -> Answer {
    change(call, sent).await
}
