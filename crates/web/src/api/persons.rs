//! Persons of the registry: found by name or number, listed by state, and one with everything that happened.

use super::{
    call::{Call, Done, told},
    description::tags,
    input::query,
    numbers::PlaceNumber,
    paging::{Cursor, Limit, List, Page, Part},
    sent::{Asked, Sent, Subject},
    staff::Nothing,
    values::{MonthText, SearchWords},
    words::{
        AmountCheckWord, ChangeStateWord, ChangedFieldWord, EntitlementStateWord, EventKindWord, HoldReasonWord,
        OutcomeWord, SourceKindWord,
    },
};
use crate::{
    pages::people::find,
    shell::problem::{Answer, Problem},
};
use jiff::{Timestamp, civil::Date};
use kernel::{
    BirthDate, ChangeRequestId, CitizenId, Dong, EntitlementId, EventId, HoldId, Month, OldIdNumber, PersonId, Sex,
    SourceFileId, StaffId,
};
use lists::NEUTRAL_CATEGORY;
use matching::Outcome;
use registry::{
    AmountCheck, ChangeRequest, ChangeState, ChangedField, Entitlement, EntitlementState, Event, EventKind, Hold,
    HoldReason, Listed, PEOPLE_PAGE, PeopleFilter, PersonRecord, confidential, list_people, load_person,
    view_sensitive,
};
use serde::Serialize;
use serde_json::Value;
use sources::SourceKind;
use utoipa::ToSchema;

/// In the order of the ids.
const LIST: List<Listed, PersonId> = List { name: "persons", key: |person| person.id };

/// A person on a list, numbers covered.
#[derive(Serialize, ToSchema)]
#[schema(as = ListedPerson, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "full_name": "Võ Thị An",
    "birth": "02/03/1944",
    "number": "********1234",
    "place": 1_006_789,
    "hamlet": null,
    "state": "verified",
    "no_card": false,
    "dead": false
}))]
pub(crate) struct ListedShown {
    /// The id.
    #[schema(value_type = String, format = Uuid)]
    id: PersonId,
    /// The name.
    full_name: String,
    /// The day of birth, `02/03/1944`, or the year.
    birth: Option<String>,
    /// The number, covered but for its end.
    number: Option<String>,
    /// The commune.
    place: i64,
    /// The hamlet.
    hamlet: Option<String>,
    /// The state.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// Without a card: overlaps with every state.
    no_card: bool,
    /// Dead: overlaps with every state.
    dead: bool,
}

impl From<Listed> for ListedShown {
    fn from(person: Listed) -> ListedShown {
        ListedShown {
            id: person.id,
            full_name: person.full_name.as_str().to_owned(),
            birth: person.birth.map(BirthDate::slashed),
            number: person.masked_number,
            place: person.place,
            hamlet: person.hamlet,
            state: person.state,
            no_card: person.no_card,
            dead: person.dead,
        }
    }
}

/// What a search found.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundPersons {
    /// At most 50; those whose marks agree too come first, then in the order of names.
    items: Vec<ListedShown>,
}

/// A person with entitlements, holds, corrections and the timeline.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonWhole {
    /// Who it is.
    person: PersonShown,
    /// What they are entitled to, by first month.
    entitlements: Vec<EntitlementShown>,
    /// What is or was held.
    holds: Vec<HoldShown>,
    /// Corrections, open and decided.
    corrections: Vec<CorrectionShown>,
    /// Everything that ever happened to the record, the oldest first.
    timeline: Vec<EventShown>,
}

/// Who somebody is.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonShown {
    /// The id, which never changes.
    #[schema(value_type = String, format = Uuid)]
    id: PersonId,
    /// The name.
    full_name: String,
    /// The day of birth, `02/03/1944`, or the year.
    birth: Option<String>,
    /// `male` or `female`.
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// The number of twelve digits; covered but for its end, unless full numbers were asked for.
    citizen_id: Option<String>,
    /// The number of nine digits, told likewise.
    old_id: Option<String>,
    /// The commune.
    place: i64,
    /// The hamlet.
    hamlet: Option<String>,
    /// The address.
    address: Option<String>,
    /// The telephone.
    phone: Option<String>,
    /// Where the record stands with the population register.
    #[schema(value_type = OutcomeWord)]
    state: Outcome,
    /// Without a card.
    no_card: bool,
    /// Dead.
    dead: bool,
    /// The day of death, where it is known.
    died_on: Option<Date>,
    /// Counts the changes of the record.
    version: i64,
    /// First enrolled at.
    created_at: Timestamp,
    /// Last changed at.
    changed_at: Timestamp,
}

/// What a person receives, from when, by which decision.
#[derive(Serialize, ToSchema)]
#[schema(as = Entitlement)]
pub(crate) struct EntitlementShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: EntitlementId,
    /// Whose list it stands on.
    #[schema(value_type = SourceKindWord)]
    source: SourceKind,
    /// The category's code. One that says of somebody that they are ill is told in words that do not, unless full
    /// numbers were asked for.
    category: String,
    /// The amount a month as the list says, in đồng.
    #[schema(value_type = i64)]
    amount: Dong,
    /// The amount by standard and coefficient, where they say one.
    #[schema(value_type = Option<i64>)]
    expected: Option<Dong>,
    /// Whether both agree.
    #[schema(value_type = AmountCheckWord)]
    amount_check: AmountCheck,
    /// The decision's number.
    decision_number: Option<String>,
    /// The day it was signed.
    decision_on: Option<Date>,
    /// Who decided.
    decision_by: Option<String>,
    /// The first month.
    #[schema(value_type = String, example = "2024-02")]
    from_month: Month,
    /// The last month.
    #[schema(value_type = Option<String>, example = "2024-12")]
    until_month: Option<Month>,
    /// Whether it holds.
    #[schema(value_type = EntitlementStateWord)]
    state: EntitlementState,
    /// The file it comes from.
    #[schema(value_type = Option<String>, format = Uuid)]
    import: Option<SourceFileId>,
    /// Its line there.
    line: Option<i64>,
}

/// A stop on what a person receives.
#[derive(Serialize, ToSchema)]
#[schema(as = Hold)]
pub(crate) struct HoldShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: HoldId,
    /// Which entitlement; all of them where none is named.
    #[schema(value_type = Option<String>, format = Uuid)]
    entitlement: Option<EntitlementId>,
    /// Why.
    #[schema(value_type = HoldReasonWord)]
    reason: HoldReason,
    /// In words.
    why: Option<String>,
    /// The first month it holds back.
    #[schema(value_type = String, example = "2024-02")]
    from_month: Month,
    /// The last one; until it is released where there is none.
    #[schema(value_type = Option<String>, example = "2024-12")]
    until_month: Option<Month>,
    /// Who placed it.
    #[schema(value_type = Option<String>, format = Uuid)]
    placed_by: Option<StaffId>,
    /// When.
    placed_at: Option<Timestamp>,
    /// When it was released.
    released_at: Option<Timestamp>,
}

/// A correction that somebody asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = Correction)]
pub(crate) struct CorrectionShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: ChangeRequestId,
    /// Which field.
    #[schema(value_type = ChangedFieldWord)]
    field: ChangedField,
    /// What stood there; told only where full numbers were asked for.
    before: Option<String>,
    /// What should; told only where full numbers were asked for.
    proposed: Option<String>,
    /// What proves it.
    proof: String,
    /// Where it stands.
    #[schema(value_type = ChangeStateWord)]
    state: ChangeState,
    /// Who asked.
    #[schema(value_type = String, format = Uuid)]
    asked_by: StaffId,
    /// When.
    asked_at: Timestamp,
    /// Who decided.
    #[schema(value_type = Option<String>, format = Uuid)]
    decided_by: Option<StaffId>,
}

/// One thing that happened to a record.
#[derive(Serialize, ToSchema)]
#[schema(as = PersonEvent)]
pub(crate) struct EventShown {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: EventId,
    /// When.
    at: Timestamp,
    /// What.
    #[schema(value_type = EventKindWord)]
    kind: EventKind,
    /// Who.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// The reason given.
    why: Option<String>,
    /// What it was before; told only where full numbers were asked for.
    before: Option<Value>,
    /// What it is since; told likewise.
    after: Option<Value>,
}

/// How much of a person is told.
#[derive(Clone, Copy)]
enum Telling<'c> {
    /// With full numbers.
    Full,
    /// Numbers covered, and these categories not named.
    Covered(&'c [String]),
}

impl Telling<'_> {
    fn is_full(self) -> bool {
        matches!(self, Telling::Full)
    }

    fn whole(self, record: PersonRecord) -> PersonWhole {
        let PersonRecord { person, entitlements, holds, changes, events, .. } = record;
        PersonWhole {
            person: self.person(person),
            entitlements: entitlements.into_iter().map(|one| self.entitlement(one)).collect(),
            holds: holds.into_iter().map(HoldShown::from).collect(),
            corrections: changes.into_iter().map(|one| self.correction(one)).collect(),
            timeline: events.into_iter().map(|one| self.event(one)).collect(),
        }
    }

    fn person(self, person: registry::Person) -> PersonShown {
        let citizen = |number: &CitizenId| if self.is_full() { number.as_str().to_owned() } else { number.masked() };
        let old = |number: &OldIdNumber| if self.is_full() { number.as_str().to_owned() } else { number.masked() };
        PersonShown {
            citizen_id: person.citizen_id.as_ref().map(citizen),
            old_id: person.old_id.as_ref().map(old),
            id: person.id,
            full_name: person.full_name.as_str().to_owned(),
            birth: person.birth.map(BirthDate::slashed),
            sex: person.sex,
            place: person.place,
            hamlet: person.hamlet,
            address: person.address,
            phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            state: person.state,
            no_card: person.no_card,
            dead: person.dead,
            died_on: person.died_on,
            version: person.version,
            created_at: person.created_at,
            changed_at: person.changed_at,
        }
    }

    fn entitlement(self, one: Entitlement) -> EntitlementShown {
        let is_secret = matches!(self, Telling::Covered(secret) if secret.contains(&one.category));
        EntitlementShown {
            id: one.id,
            source: one.source,
            category: if is_secret { NEUTRAL_CATEGORY.to_owned() } else { one.category },
            amount: one.amount,
            expected: one.expected,
            amount_check: one.amount_check,
            decision_number: one.decision_number,
            decision_on: one.decision_on,
            decision_by: one.decision_by,
            from_month: one.from_month,
            until_month: one.until_month,
            state: one.state,
            import: one.file,
            line: one.line,
        }
    }

    fn correction(self, one: ChangeRequest) -> CorrectionShown {
        CorrectionShown {
            id: one.id,
            field: one.field,
            before: one.before.filter(|_| self.is_full()),
            proposed: Some(one.proposed).filter(|_| self.is_full()),
            proof: one.proof,
            state: one.state,
            asked_by: one.asked_by,
            asked_at: one.asked_at,
            decided_by: one.decided_by,
        }
    }

    fn event(self, event: Event) -> EventShown {
        EventShown {
            id: event.id,
            at: event.at,
            kind: event.kind,
            staff: event.staff,
            why: event.why,
            before: event.before.filter(|_| self.is_full()),
            after: event.after.filter(|_| self.is_full()),
        }
    }
}

impl From<Hold> for HoldShown {
    fn from(hold: Hold) -> HoldShown {
        HoldShown {
            id: hold.id,
            entitlement: hold.entitlement,
            reason: hold.reason,
            why: hold.why,
            from_month: hold.from_month,
            until_month: hold.until_month,
            placed_by: hold.placed_by,
            placed_at: hold.placed_at,
            released_at: hold.released_at,
        }
    }
}

/// One entitlement, with what is secret of it covered.
pub(super) fn covered_entitlement(one: Entitlement, secret: &[String]) -> EntitlementShown {
    Telling::Covered(secret).entitlement(one)
}

/// One person, with what is secret of them covered.
pub(super) fn covered_person(record: PersonRecord, secret: &[String]) -> PersonWhole {
    Telling::Covered(secret).whole(record)
}

query! {
    /// Which persons.
    PersonQuery {
        /// Only in this state.
        state: Option<OutcomeWord>,
        /// Only of this commune.
        place: Option<PlaceNumber>,
        /// Only those entitled by this kind of list, now or once.
        source: Option<SourceKindWord>,
        /// Only those without a card, or only those with one.
        no_card: Option<bool>,
        /// Only the dead, or only the living.
        dead: Option<bool>,
        /// Only those whose payments are held in this month, wholly or in part.
        held_in: Option<MonthText>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

query! {
    /// Whom to look for.
    SearchQuery {
        /// Words of the name in any order, with or without marks, the whole number of twelve or nine digits, or the
        /// whole number of an account.
        words: SearchWords,
    }
}

/// List persons of the own area.
#[utoipa::path(get, path = "/api/v1/persons", tag = tags::PERSONS, params(PersonQuery),
    responses((status = 200, description = "A page of persons, by id.", body = Page<ListedShown>)))]
pub(crate) async fn list_persons(call: Call, Asked(query): Asked<PersonQuery>) -> Answer {
    let filter = PeopleFilter {
        state: query.state.map(|OutcomeWord(state)| state),
        place: query.place.map(|PlaceNumber(place)| place),
        source: query.source.map(|SourceKindWord(source)| source),
        no_card: query.no_card,
        dead: query.dead,
        held_in: query.held_in.map(|MonthText(month)| month),
    };
    let part = Part::of(query.limit, query.cursor);
    call.list::<ListedShown, _, _, _>(LIST, part, move |tx, acting, after| {
        list_people(tx, &acting.scope, &filter, after, PEOPLE_PAGE)
    })
    .await
}

/// Find persons of the own area by name, by number, or by the number of an account.
#[utoipa::path(get, path = "/api/v1/persons/search", tag = tags::PERSONS, params(SearchQuery),
    responses((status = 200, description = "At most 50 persons.", body = FoundPersons)))]
pub(crate) async fn search_persons(call: Call, Asked(query): Asked<SearchQuery>) -> Answer {
    let found = call.read(move |tx, acting| find(tx, &acting.scope, query.words.as_str())).await?;
    Ok(told(&FoundPersons { items: found.0.into_iter().map(ListedShown::from).collect() }))
}

/// Show a person, numbers covered.
#[utoipa::path(get, path = "/api/v1/persons/{person}", tag = tags::PERSONS,
    params(("person" = String, Path, format = Uuid, description = "The person.")),
    responses((status = 200, description = "The person.", body = PersonWhole)))]
pub(crate) async fn show_person(call: Call, Subject(person): Subject<PersonId>) -> Answer {
    let read =
        call.read::<Problem, _>(move |tx, acting| Ok((load_person(tx, &acting.scope, person)?, confidential(tx)?)));
    let (record, secret) = read.await?;
    Ok(told(&Telling::Covered(&secret).whole(record)))
}

/// Show a person with full numbers.
///
/// The view stands in the trail. Called again under the same key it is answered with numbers covered: what was shown
/// once is kept nowhere.
#[utoipa::path(post, path = "/api/v1/persons/{person}/view", tag = tags::PERSONS,
    params(("person" = String, Path, format = Uuid, description = "The person.")),
    responses((status = 200, description = "The person.", body = PersonWhole)))]
pub(crate) async fn view_person(call: Call, Subject(person): Subject<PersonId>, sent: Sent<Nothing>) -> Answer {
    call.change(sent, move |tx, acting, _| {
        let (record, secret) = (view_sensitive(tx, acting, person)?, confidential(tx)?);
        let covered = Telling::Covered(&secret).whole(record.clone());
        Ok(Done::changed_once(&Telling::Full.whole(record), &covered))
    })
    .await
}
