//! The refusals of the rooms as programs see them: a code that never changes.

use office::Refusal;

/// `office.login_taken`, and so on. The sentences are in `wording/office.rs`.
pub(crate) fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AgencyOfOtherTier { .. } => "office.agency_of_other_tier",
        Refusal::AgencyUnknown { .. } => "office.agency_unknown",
        Refusal::AlreadyAssigned { .. } => "office.already_assigned",
        Refusal::CodeWrong => "office.code_wrong",
        Refusal::Db(_) => "office.database",
        Refusal::ExternalIdentityTaken => "office.external_identity_taken",
        Refusal::FirstRunOver => "office.first_run_over",
        Refusal::JobEnded { .. } => "office.job_ended",
        Refusal::JobKindUnknown { .. } => "office.job_kind_unknown",
        Refusal::LastAdministrator => "office.last_administrator",
        Refusal::LoginFault(_) => "office.login_fault",
        Refusal::LoginTaken => "office.login_taken",
        Refusal::NotAllowed { .. } => "office.not_allowed",
        Refusal::NotFound { .. } => "office.not_found",
        Refusal::NotOnYourself => "office.not_on_yourself",
        Refusal::OfficeClosed => "office.office_closed",
        Refusal::OfficeHasStaff { .. } => "office.office_has_staff",
        Refusal::OfficeNeeded { .. } => "office.office_needed",
        Refusal::OfficeNotWanted { .. } => "office.office_not_wanted",
        Refusal::OutsideArea => "office.outside_area",
        Refusal::Password(_) => "office.password",
        Refusal::PasswordWrong => "office.password_wrong",
        Refusal::PeriodBackwards { .. } => "office.period_backwards",
        Refusal::RoleDoesNotFit { .. } => "office.role_does_not_fit",
        Refusal::RoleOfOtherKind { .. } => "office.role_of_other_kind",
        Refusal::SecondFactorNeeded { .. } => "office.second_factor_needed",
        Refusal::SignInRefused => "office.sign_in_refused",
        Refusal::SignedOut => "office.signed_out",
        Refusal::StepFirst { .. } => "office.step_first",
        Refusal::TextLength { .. } => "office.text_length",
        Refusal::TokenEnd { .. } => "office.token_end",
        Refusal::TooManyTries { .. } => "office.too_many_tries",
        Refusal::TreeFile(_) => "office.tree_file",
        Refusal::TreeRenumbered { .. } => "office.tree_renumbered",
        Refusal::UnitUnknown { .. } => "office.unit_unknown",
    }
}
