//! A record beside the population register once more, after it was put right.

use super::{
    call::{Call, Done},
    description::tags,
    sent::{Sent, Subject},
    staff::Nothing,
    words::{MatchFieldWord, OutcomeWord},
};
use crate::{pages::people::recheck::newest, shell::problem::Answer};
use jiff::civil::Date;
use kernel::PersonId;
use matching::{Field, Outcome};
use registry::{load_person, recheck_person};
use serde::Serialize;
use utoipa::ToSchema;

/// What the population register says of the record now.
#[derive(Serialize, ToSchema)]
#[schema(as = Recheck)]
pub(crate) struct RecheckShown {
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    person: PersonId,
    /// The state from now on.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// The fields that differ from whoever has the number.
    #[schema(value_type = Vec<MatchFieldWord>)]
    mismatched: Vec<Field>,
    /// Whether the register names another person than the one an officer had found.
    is_other: bool,
    /// Which register answered.
    register: String,
    /// Of which day.
    register_on: Option<Date>,
}

/// Ask the newest register about a person who is not verified, by what the record says now.
///
/// A record that was corrected takes what the register says of it; nobody is verified on likeness.
#[utoipa::path(post, path = "/api/v1/persons/{person}/recheck", tag = tags::PERSONS,
    params(("person" = String, Path, format = Uuid, description = "The person.")),
    responses((status = 200, description = "What the register says.", body = RecheckShown)))]
pub(crate) async fn recheck_person_told(call: Call, Subject(person): Subject<PersonId>, sent: Sent<Nothing>) -> Answer {
    // Nobody opens a register for somebody who is not there.
    call.read(move |tx, acting| load_person(tx, &acting.scope, person).map(drop)).await?;
    let (shelf, places) = (call.view.app.settings.registers.clone(), call.view.app.desk.places());
    let model = shelf.model().clone();
    let register = call.view.blocking(move |_| newest(&shelf)).await??;
    call.change_alone(sent, move |tx, acting, _| {
        let found = recheck_person(tx, acting, &places, (&register, &model), person)?;
        Ok(Done::changed(&RecheckShown {
            person,
            state: found.state,
            mismatched: found.mismatched,
            is_other: found.is_other,
            register: found.register.name,
            register_on: found.register.taken_on,
        }))
    })
    .await
}
