//! The refusals of the rooms as programs see them: a code that never changes.

mod payments;
mod reconciliation;
mod reports;

use super::problem::{Problem, Said};
use db::DbError;
use kernel::DongOverflow;
use office::Refusal;

/// `office.login_taken`, and so on. The sentences are in `wording/office.rs`.
pub(crate) fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AgencyOfOtherTier { .. } => "office.agency_of_other_tier",
        Refusal::AgencyUnknown { .. } => "office.agency_unknown",
        Refusal::AlreadyAssigned { .. } => "office.already_assigned",
        Refusal::CodeWrong => "office.code_wrong",
        Refusal::Corrupt { .. } => "office.corrupt",
        Refusal::Db(_) => "office.database",
        Refusal::ExternalIdentityTaken => "office.external_identity_taken",
        Refusal::SetUpCodeWrong => "office.set_up_code_wrong",
        Refusal::FirstRunOver => "office.first_run_over",
        Refusal::JobEnded { .. } => "office.job_ended",
        Refusal::JobKindUnknown { .. } => "office.job_kind_unknown",
        Refusal::LastAdministrator => "office.last_administrator",
        Refusal::Letter(_) => "office.letter",
        Refusal::LetterRegistered { .. } => "office.letter_registered",
        Refusal::LoginFault(_) => "office.login_fault",
        Refusal::LoginTaken => "office.login_taken",
        Refusal::NotAllowed { .. } => "office.not_allowed",
        Refusal::NotFound { .. } => "office.not_found",
        Refusal::NotOnYourself => "office.not_on_yourself",
        Refusal::OfficeClosed => "office.office_closed",
        Refusal::OfficeHasStaff { .. } => "office.office_has_staff",
        Refusal::OfficeNeeded { .. } => "office.office_needed",
        Refusal::OfficeNotWanted { .. } => "office.office_not_wanted",
        Refusal::Contact { .. } => "office.contact",
        Refusal::DayOutOfRange { .. } => "office.day_out_of_range",
        Refusal::OneHand { .. } => "office.one_hand",
        Refusal::OutsideArea => "office.outside_area",
        Refusal::OwnProposal => "office.own_proposal",
        Refusal::Password(_) => "office.password",
        Refusal::PasswordWrong => "office.password_wrong",
        Refusal::EndsBefore { .. } => "office.ends_before",
        Refusal::PeriodBackwards { .. } => "office.period_backwards",
        Refusal::ProposalDecided { .. } => "office.proposal_decided",
        Refusal::ProposalOpen { .. } => "office.proposal_open",
        Refusal::Reference(_) => "office.reference",
        Refusal::RoleDoesNotFit { .. } => "office.role_does_not_fit",
        Refusal::RoleOfOtherKind { .. } => "office.role_of_other_kind",
        Refusal::SecondFactorNeeded { .. } => "office.second_factor_needed",
        Refusal::SignInRefused => "office.sign_in_refused",
        Refusal::SignedOut => "office.signed_out",
        Refusal::StepFirst { .. } => "office.step_first",
        Refusal::TextLength { .. } => "office.text_length",
        Refusal::TokenEnd { .. } => "office.token_end",
        Refusal::TooManyCommunes { .. } => "office.too_many_communes",
        Refusal::TooManyTries { .. } => "office.too_many_tries",
        Refusal::TreeFile(_) => "office.tree_file",
        Refusal::TreeRenumbered { .. } => "office.tree_renumbered",
        Refusal::UnitElsewhere { .. } => "office.unit_elsewhere",
        Refusal::UnitUnknown { .. } => "office.unit_unknown",
        Refusal::VersionMoved { .. } => "office.version_moved",
    }
}

// steps 1 and 2: files, matching, the registry

impl From<DbError> for Problem {
    fn from(error: DbError) -> Problem {
        Refusal::Db(error).into()
    }
}

impl From<sources::Refusal> for Problem {
    fn from(refusal: sources::Refusal) -> Problem {
        use sources::Refusal;
        let code = match refusal {
            Refusal::Office(refusal) => return refusal.into(),
            Refusal::Db(error) => return error.into(),
            Refusal::NotFound => return Problem::NotFound,
            Refusal::Document(_) => "sources.document",
            Refusal::File(_) => "sources.file",
            Refusal::ColumnTwice { .. } => "sources.column_twice",
            Refusal::HeaderLine { .. } => "sources.header_line",
            Refusal::NameColumnMissing { .. } => "sources.name_column_missing",
            Refusal::ReadAnew { .. } => "sources.read_anew",
            Refusal::Name { .. } => "sources.name",
        };
        Problem::Said(Said::of(code, |t| t.sources_refusal(&refusal)))
    }
}

impl From<matching::Refusal> for Problem {
    fn from(refusal: matching::Refusal) -> Problem {
        use matching::Refusal;
        let code = match refusal {
            Refusal::Office(refusal) => return refusal.into(),
            Refusal::Db(error) => return error.into(),
            Refusal::Corrupt { .. } => return Problem::Fault(refusal.to_string()),
            Refusal::NotACandidate { .. } => "matching.not_a_candidate",
            Refusal::NotSent => "matching.not_sent",
            Refusal::NothingToUndo => "matching.nothing_to_undo",
            Refusal::Settled { .. } => "matching.settled",
            Refusal::Superseded { .. } => "matching.superseded",
            Refusal::VersionMoved { .. } => "matching.version_moved",
        };
        Problem::Said(Said::of(code, |t| t.matching_refusal(&refusal)))
    }
}

impl From<population::Refusal> for Problem {
    fn from(refusal: population::Refusal) -> Problem {
        use population::Refusal;
        let code = match refusal {
            Refusal::Office(refusal) => return refusal.into(),
            Refusal::Matching(refusal) => return refusal.into(),
            Refusal::Db(error) => return error.into(),
            Refusal::Damaged => return Problem::Fault(refusal.to_string()),
            Refusal::AnswerFile(_) => "population.answer_file",
            Refusal::BatchIs { .. } => "population.batch_is",
            Refusal::DueInPast => "population.due_in_past",
            Refusal::NoService => "population.no_service",
            Refusal::NothingToAsk => "population.nothing_to_ask",
            Refusal::OtherBatch => "population.other_batch",
            Refusal::OtherChannel { .. } => "population.other_channel",
        };
        Problem::Said(Said::of(code, |t| t.population_refusal(&refusal)))
    }
}

impl From<registry::Refusal> for Problem {
    fn from(refusal: registry::Refusal) -> Problem {
        use registry::Refusal;
        let code = match refusal {
            Refusal::Office(refusal) => return refusal.into(),
            Refusal::Db(error) => return error.into(),
            Refusal::NotFound { .. } => return Problem::NotFound,
            Refusal::Corrupt { .. } | Refusal::Workbook(_) => return Problem::Fault(refusal.to_string()),
            Refusal::DeathDay => "registry.death_day",
            Refusal::DeathFromElsewhere => "registry.death_from_elsewhere",
            Refusal::Decided => "registry.decided",
            Refusal::DecisionStands => "registry.decision_stands",
            Refusal::EnrolFirst => "registry.enrol_first",
            Refusal::ProposalLapsed => "registry.proposal_lapsed",
            Refusal::RegisterOlder { .. } => "registry.register_older",
            Refusal::MovementStale => "registry.movement_stale",
            Refusal::NewerFirst => "registry.newer_first",
            Refusal::NoChange => "registry.no_change",
            Refusal::NumberTaken => "registry.number_taken",
            Refusal::OwnApproval => "registry.own_approval",
            Refusal::OwnRequest => "registry.own_request",
            Refusal::SolutionBegun { .. } => "registry.solution_begun",
            Refusal::TextLength { .. } => "registry.text_length",
            Refusal::Value { .. } => "registry.value",
            Refusal::VersionMoved { .. } => "registry.version_moved",
        };
        Problem::Said(Said::of(code, |t| t.registry_refusal(&refusal)))
    }
}

impl From<DongOverflow> for Problem {
    fn from(overflow: DongOverflow) -> Problem {
        Problem::Fault(overflow.to_string())
    }
}

impl From<accounts::Refusal> for Problem {
    fn from(refusal: accounts::Refusal) -> Problem {
        use accounts::Refusal as No;
        let code = match refusal {
            No::Office(refusal) => return refusal.into(),
            No::Survey(refusal) => return refusal.into(),
            No::Db(error) => return Refusal::Db(error).into(),
            No::Corrupt { .. } => return Problem::Fault(refusal.to_string()),
            No::TooMany { .. } => "accounts.too_many",
        };
        Problem::Said(Said::of(code, |t| t.accounts_refusal(&refusal)))
    }
}

impl From<survey::Refusal> for Problem {
    fn from(refusal: survey::Refusal) -> Problem {
        use survey::Refusal as No;
        let code = match refusal {
            No::Office(refusal) => return refusal.into(),
            No::Db(error) => return Refusal::Db(error).into(),
            No::Corrupt { .. } => return Problem::Fault(refusal.to_string()),
            No::Visit(survey::VisitFault::PersonUnknown)
            | No::Authorisation(survey::AuthorisationFault::NotFound | survey::AuthorisationFault::PersonUnknown) => {
                return Problem::NotFound;
            }
            No::Authorisation(_) => "survey.authorisation",
            No::Document(_) => "survey.document",
            No::File(_) => "survey.file",
            No::MinutesClosed => "survey.minutes_closed",
            No::NotASigner { .. } => "survey.not_a_signer",
            No::RevokedTooEarly { .. } => "survey.revoked_too_early",
            No::SignerMissing { .. } => "survey.signer_missing",
            No::TooMany { .. } => "survey.too_many",
            No::Visit(_) => "survey.visit",
            No::WhyMissing => "survey.why_missing",
        };
        Problem::Said(Said::of(code, |t| t.survey_refusal(&refusal)))
    }
}

impl From<lists::Refusal> for Problem {
    fn from(refusal: lists::Refusal) -> Problem {
        use lists::Refusal as No;
        let code = match refusal {
            No::Office(refusal) => return refusal.into(),
            No::Db(error) => return Refusal::Db(error).into(),
            No::Corrupt { .. } | No::Overflow(_) => return Problem::Fault(refusal.to_string()),
            No::DigestDiffers { .. } => "lists.digest_differs",
            No::DigestMoved { .. } => "lists.digest_moved",
            No::Document(_) => "lists.document",
            No::Empty => "lists.empty",
            No::MonthTooFar { .. } => "lists.month_too_far",
            No::NobodyReceives => "lists.nobody_receives",
            No::NotACommune => "lists.not_a_commune",
            No::OwnList => "lists.own_list",
            No::TotalsDiffer => "lists.totals_differ",
            No::Transition { .. } => "lists.transition",
            No::VersionMoved { .. } => "lists.version_moved",
            No::WhyMissing => "lists.why_missing",
        };
        Problem::Said(Said::of(code, |t| t.lists_refusal(&refusal)))
    }
}
