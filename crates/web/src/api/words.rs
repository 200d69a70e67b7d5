//! Words out of closed lists: the same as in the database and the trail.

use super::{
    input::{Fault, Field, FieldFault, Given, checked},
    values::text_schema,
};
use matching::{Obstacle, Outcome, Rule, Waits};
use office::{
    Access, Action, Role, Subject,
    jobs::JobState,
    letters::{FileForm, LetterKind},
    places::{Level, UnitKind},
    profile::{DayKind, Programme},
    reference::{BankKind, CategoryKind, Confidence, Denominator, Measure, ReferenceKind, State},
    staff::StaffKind,
};
use population::{BatchState, Channel, RequestState};
use registry::{
    AmountCheck, ChangeState, ChangedField, EntitlementState, EventKind, ExceptionKind, HoldReason, ProposalState,
    Solution, WorkKind,
};
use serde_json::Value;
use sources::{Because, FaultKind, HeaderLines, SourceKind, Understood};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

/// Declares words out of a closed list: the type, what it means, and its words.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty) = $words:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct $name(pub $kind);

        impl $name {
            /// The words and their meaning.
            fn words() -> Vec<(&'static str, $kind)> {
                $words
            }
        }

        impl Field for $name {
            fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
                let word = given.text().and_then(|text| {
                    let found = $name::words().into_iter().find(|(word, _)| *word == text);
                    found.map(|(_, meaning)| $name(meaning)).ok_or_else(|| Fault::NotOneOf {
                        words: $name::words().into_iter().map(|(word, _)| word).collect(),
                    })
                });
                checked(word, name, faults)
            }
        }

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = $name::words().into_iter().map(|(word, _)| word);
                text_schema(concat!($($doc),+)).enum_values(Some(words)).into()
            }
        }
    )+};
}

/// Declares words out of a closed list that are only ever told.
macro_rules! told_words {
    ($($(#[doc = $doc:literal])+ $name:ident($kind:ty);)+) => {$(
        $(#[doc = $doc])+
        pub(crate) struct $name;

        impl ToSchema for $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$kind>::ALL.iter().map(|word| word.key());
                text_schema(concat!($($doc),+)).enum_values(Some(words)).into()
            }
        }
    )+};
}

told_words! {
    /// Whether an action looks or changes something.
    AccessWord(Access);
    /// What can be done.
    ActionWord(Action);
    /// How a list's amount stands to what the law gives.
    AmountCheckWord(AmountCheck);
    /// Where a batch of questions stands.
    BatchStateWord(BatchState);
    /// Why something may be meant by what is written.
    BecauseWord(Because);
    /// What is corrected.
    ChangedFieldWord(ChangedField);
    /// Where a correction stands.
    ChangeStateWord(ChangeState);
    /// How questions travel to the population database.
    ChannelWord(Channel);
    /// Whether an entitlement holds.
    EntitlementStateWord(EntitlementState);
    /// What happened to a record.
    EventKindWord(EventKind);
    /// The form of an agency's file.
    FileFormOfListWord(sources::Form);
    /// Why nothing is paid.
    HoldReasonWord(HoldReason);
    /// What a movement changes.
    MovementKindWord(sources::MovementKind);
    /// Why a movement cannot be approved as it is.
    MovementObstacleWord(registry::Obstacle);
    /// What of a row is compared with a person.
    MatchFieldWord(matching::Field);
    /// Why an officer's decision is not carried over to the same row of a newer file.
    ObstacleWord(Obstacle);
    /// Where a proposal of the population register stands.
    ProposalStateWord(ProposalState);
    /// Where a question to the population database stands.
    RequestStateWord(RequestState);
    /// Why a row is in its state.
    RuleWord(Rule);
    /// How it came that a sheet is read as it is.
    UnderstoodWord(Understood);
    /// Why somebody must look at an entitlement.
    WorkKindWord(WorkKind);
    /// How sure a value is.
    ConfidenceWord(Confidence);
    /// The form of a file.
    FileFormWord(FileForm);
    /// Where a job stands.
    JobStateWord(JobState);
    /// The kind of reference data.
    ReferenceKindWord(ReferenceKind);
    /// What an action is about.
    SubjectWord(Subject);
    /// The kind of unit, as decrees name it.
    UnitKindWord(UnitKind);
    /// Where a version stands.
    VersionStateWord(State);
}

/// Whose jobs a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// One's own.
    Own,
    /// Everybody's in the own area.
    Everybody,
}

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecisionKind {
    /// The row is the person that is named.
    Confirm,
    /// The row is none of the candidates.
    Reject,
    /// The commune is asked first.
    AskCommune,
}

words! {
    /// The kind of receiver of money.
    BankKindWord(BankKind) = BankKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// What an officer decides on a row.
    DecisionWord(DecisionKind) = vec![
        ("confirm", DecisionKind::Confirm),
        ("reject", DecisionKind::Reject),
        ("ask_commune", DecisionKind::AskCommune),
    ];
    /// What contradicts what.
    ExceptionKindWord(ExceptionKind) = ExceptionKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// What is wrong with a field of a row.
    FaultKindWord(FaultKind) = FaultKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// How many lines headings take.
    HeaderLinesWord(HeaderLines) = HeaderLines::ALL.iter().map(|lines| (lines.key(), *lines)).collect();
    /// Where a movement stands.
    MovementStateWord(registry::MovementState) = registry::MovementState::ALL.iter().map(|state| (state.key(), *state)).collect();
    /// What is known of a row or a person, beside the population register.
    OutcomeWord(Outcome) = Outcome::ALL.iter().map(|outcome| (outcome.key(), *outcome)).collect();
    /// How a contradiction is solved.
    SolutionWord(Solution) = Solution::ALL.iter().map(|one| (one.key(), *one)).collect();
    /// A field of a list.
    SourceFieldWord(sources::Field) = sources::Field::ALL.iter().map(|field| (field.key(), *field)).collect();
    /// Whose list a file is.
    SourceKindWord(SourceKind) = SourceKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// Whom a row waits for.
    WaitsWord(Waits) = vec![("decision", Waits::Decision), ("commune", Waits::Commune)];
    /// What a category gives.
    CategoryKindWord(CategoryKind) = CategoryKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// Off, or worked for another day.
    DayKindWord(DayKind) = DayKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// Out of whom a target counts.
    DenominatorWord(Denominator) = Denominator::ALL.iter().map(|one| (one.key(), *one)).collect();
    /// The kind of official document.
    LetterKindWord(LetterKind) = LetterKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// How far a unit stands from the country.
    LevelWord(Level) = Level::ALL.iter().map(|level| (level.key(), *level)).collect();
    /// What a target counts.
    MeasureWord(Measure) = Measure::ALL.iter().map(|measure| (measure.key(), *measure)).collect();
    /// A programme of the state.
    ProgrammeWord(Programme) = Programme::ALL.iter().map(|programme| (programme.key(), *programme)).collect();
    /// What a person or a service account can work as.
    RoleWord(Role) = Role::ALL.iter().filter(|role| role.is_assignable()).map(|role| (role.key(), *role)).collect();
    /// A person or another system.
    StaffKindWord(StaffKind) = StaffKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    /// Whose jobs.
    WhoseWord(Whose) = vec![("own", Whose::Own), ("everybody", Whose::Everybody)];
}

impl Field for bool {
    fn read(given: Given<'_>, name: &str, faults: &mut Vec<FieldFault>) -> Option<Self> {
        let truth = match given {
            Given::Text("true") | Given::Json(Value::Bool(true)) => Ok(true),
            Given::Text("false") | Given::Json(Value::Bool(false)) => Ok(false),
            Given::Text(_) | Given::Json(_) => Err(Fault::NotTruth),
        };
        checked(truth, name, faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_come_out_of_their_list() {
        let read = |value: &Value| {
            let mut faults = Vec::new();
            let word = RoleWord::read(Given::Json(value), "field", &mut faults);
            word.map(|RoleWord(role)| role).ok_or_else(|| faults[0].fault.code())
        };
        assert_eq!(read(&json!("labour_head")), Ok(Role::LabourHead));
        for wrong in ["machine", "visitor", "king", ""] {
            assert_eq!(read(&json!(wrong)), Err("not_one_of"), "{wrong}");
        }
    }
}
