//! What a page says about the request before it: "22 offices were created".
//!
//! It travels in a cookie as a code and a number, so that a form can answer with a redirect and a reload repeats nothing.

/// A thing that was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Signed out.
    SignedOut,
    /// The session had ended; sign in again.
    SessionEnded,
    /// The password was changed.
    PasswordChanged,
    /// Another session was ended.
    SessionRevoked,
    /// All other sessions were ended.
    SessionsRevoked,
    /// So many offices were created.
    OfficesCreated(u32),
    /// So many proposed corrections of a list were accepted.
    ProposalsAccepted(u32),
    /// An office was created.
    OfficeCreated,
    /// It was there already.
    OfficeExists,
    /// An office has a new name.
    OfficeRenamed,
    /// An office was closed.
    OfficeClosed,
    /// Name, telephone or mail address of a person were changed.
    StaffChanged,
    /// An assignment was given.
    AssignmentGiven,
    /// An assignment was ended.
    AssignmentEnded,
    /// An account was unlocked.
    Unlocked,
    /// An account was deactivated.
    Deactivated,
    /// The second factor of a person was taken off, to be set up again.
    SecondFactorReset,
    /// The own second factor was turned off.
    SecondFactorRemoved,
    /// An identity provider's name was linked to a person.
    ExternalLinked,
    /// Such a link was taken back.
    ExternalUnlinked,
    /// A service account was made.
    ServiceAccountCreated,
    /// A token was confirmed.
    TokenConfirmed,
    /// A token was revoked.
    TokenRevoked,
    /// A change of reference data waits for a second person.
    ReferenceProposed,
    /// Reference data was changed.
    ReferenceChanged,
    /// A proposal was approved.
    ReferenceApproved,
    /// A proposal was rejected or taken back.
    ReferenceRejected,
    /// A letter was entered.
    LetterRegistered,
    /// A letter was entered; another of that number and year is there.
    LetterRegisteredSimilar,
    /// A letter's entry was corrected.
    LetterCorrected,
    /// A letter has its file.
    LetterFileAttached,
    /// A batch of requests was drawn up as a file.
    BatchPrepared,
    /// A file of answers was taken in.
    AnswersTaken,
    /// These very bytes were taken in before.
    AnswersExist,
    /// Nobody waits for a batch any more.
    BatchClosed,
    /// A row was decided on; the next one is shown.
    RowDecided,
    /// A row was decided on, and no other waits.
    RowsAllDecided,
    /// A decision was taken back.
    DecisionUndone,
    /// A record that was put right is verified with the register.
    PersonVerified,
    /// A payment is held.
    HoldPlaced,
    /// A hold was released.
    HoldReleased,
    /// A death was recorded.
    DeathRecorded,
    /// Somebody asked to take a death back.
    AliveRequested,
    /// The province is asked about somebody.
    ProvinceAsked,
    /// A correction waits for a second person.
    ChangeRequested,
    /// What the register says was declined.
    CorrectionKept,
    /// A correction was approved.
    ChangeApproved,
    /// A correction was approved, and the record is verified by it.
    ChangeVerified,
    /// A correction was rejected.
    ChangeRejected,
    /// A solution was taken back.
    ExceptionReopened,
    /// An exception was solved.
    ExceptionSolved,
    /// So many movements were approved.
    MovementsApproved(u32),
    /// A movement was rejected.
    MovementRejected,
    /// An approved movement was taken back.
    MovementUndone,
    /// A movement that was rejected or taken back waits again.
    MovementReopened,
    /// Somebody said whose a movement is.
    MovementPlaced,
    /// A list was drawn up.
    ListDrafted,
    /// The commune had one for the month.
    ListExists,
    /// A list was drawn up anew.
    ListRefreshed,
    /// A list was frozen.
    ListFrozen,
    /// A list was approved.
    ListApproved,
    /// A list was given back.
    ListReturned,
    /// A list was handed over.
    ListHandedOver,
    /// A visit was recorded.
    VisitRecorded,
    /// It was recorded before.
    VisitExists,
    /// A list of guardians was taken in.
    GuardiansTaken,
    /// These very bytes of one were taken in before.
    GuardiansExist,
    /// A filled form was taken in.
    VisitFormTaken,
    /// These very bytes were taken in before.
    VisitFormExists,
    /// Somebody signed minutes.
    MinutesSigned,
    /// Minutes were closed.
    MinutesClosed,
    /// A paper was entered.
    PaperEntered,
    /// A paper was confirmed.
    PaperConfirmed,
    /// A paper was revoked.
    PaperRevoked,
    /// A cycle was opened.
    CycleOpened,
    /// It was there already.
    CycleExists,
    /// A cycle was computed.
    CycleComputed,
    /// A cycle was approved.
    CycleApproved,
    /// The account to pay from was named.
    PayerSet,
    /// The files of a cycle were written.
    CycleFilesWritten,
    /// The files of a cycle were sent.
    CycleSent,
    /// A file was recorded as sent.
    CycleFileSent,
    /// A settlement was handed in.
    SettlementHandedIn,
    /// The decision behind an entitlement was filled in.
    DecisionFilled,
    /// It was there already.
    SettlementExists,
    /// A settlement was confirmed.
    SettlementConfirmed,
    /// A settlement was taken in.
    SettlementTaken,
    /// A settlement was sent back.
    SettlementBack,
    /// A cash list was handed to the post.
    CashHanded,
    /// An exception was settled.
    ExceptionSettled,
    /// A month was closed.
    MonthClosed,
    /// An account was entered.
    AccountClaimed,
    /// It was entered before.
    AccountExists,
    /// An account was checked.
    AccountChecked,
    /// An account is active.
    AccountActivated,
    /// An account was turned down.
    AccountRejected,
    /// An account has ended.
    AccountEnded,
}

/// Notices without a number, and their codes.
const PLAIN: &[(Notice, &str)] = &[
    (Notice::SignedOut, "signed-out"),
    (Notice::SessionEnded, "session-ended"),
    (Notice::PasswordChanged, "password-changed"),
    (Notice::SessionRevoked, "session-revoked"),
    (Notice::SessionsRevoked, "sessions-revoked"),
    (Notice::OfficeCreated, "office-created"),
    (Notice::OfficeExists, "office-exists"),
    (Notice::OfficeRenamed, "office-renamed"),
    (Notice::OfficeClosed, "office-closed"),
    (Notice::StaffChanged, "staff-changed"),
    (Notice::AssignmentGiven, "assignment-given"),
    (Notice::AssignmentEnded, "assignment-ended"),
    (Notice::Unlocked, "unlocked"),
    (Notice::Deactivated, "deactivated"),
    (Notice::SecondFactorReset, "second-factor-reset"),
    (Notice::SecondFactorRemoved, "second-factor-removed"),
    (Notice::ExternalLinked, "external-linked"),
    (Notice::ExternalUnlinked, "external-unlinked"),
    (Notice::ServiceAccountCreated, "service-account-created"),
    (Notice::TokenConfirmed, "token-confirmed"),
    (Notice::TokenRevoked, "token-revoked"),
    (Notice::ReferenceProposed, "reference-proposed"),
    (Notice::ReferenceChanged, "reference-changed"),
    (Notice::ReferenceApproved, "reference-approved"),
    (Notice::ReferenceRejected, "reference-rejected"),
    (Notice::LetterRegistered, "letter-registered"),
    (Notice::LetterRegisteredSimilar, "letter-registered-similar"),
    (Notice::LetterCorrected, "letter-corrected"),
    (Notice::LetterFileAttached, "letter-file-attached"),
    (Notice::BatchPrepared, "batch-prepared"),
    (Notice::AnswersTaken, "answers-taken"),
    (Notice::AnswersExist, "answers-exist"),
    (Notice::BatchClosed, "batch-closed"),
    (Notice::RowDecided, "row-decided"),
    (Notice::RowsAllDecided, "rows-all-decided"),
    (Notice::DecisionUndone, "decision-undone"),
    (Notice::PersonVerified, "person-verified"),
    (Notice::HoldPlaced, "hold-placed"),
    (Notice::HoldReleased, "hold-released"),
    (Notice::DeathRecorded, "death-recorded"),
    (Notice::AliveRequested, "alive-requested"),
    (Notice::ProvinceAsked, "province-asked"),
    (Notice::ChangeRequested, "change-requested"),
    (Notice::CorrectionKept, "correction-kept"),
    (Notice::ChangeApproved, "change-approved"),
    (Notice::ChangeVerified, "change-verified"),
    (Notice::ChangeRejected, "change-rejected"),
    (Notice::ExceptionReopened, "exception-reopened"),
    (Notice::ExceptionSolved, "exception-solved"),
    (Notice::MovementRejected, "movement-rejected"),
    (Notice::MovementUndone, "movement-undone"),
    (Notice::MovementReopened, "movement-reopened"),
    (Notice::MovementPlaced, "movement-placed"),
    (Notice::ListDrafted, "list-drafted"),
    (Notice::ListExists, "list-exists"),
    (Notice::ListRefreshed, "list-refreshed"),
    (Notice::ListFrozen, "list-frozen"),
    (Notice::ListApproved, "list-approved"),
    (Notice::ListReturned, "list-returned"),
    (Notice::ListHandedOver, "list-handed-over"),
    (Notice::VisitRecorded, "visit-recorded"),
    (Notice::VisitExists, "visit-exists"),
    (Notice::GuardiansTaken, "guardians-taken"),
    (Notice::GuardiansExist, "guardians-exist"),
    (Notice::VisitFormTaken, "visit-form-taken"),
    (Notice::VisitFormExists, "visit-form-exists"),
    (Notice::MinutesSigned, "minutes-signed"),
    (Notice::MinutesClosed, "minutes-closed"),
    (Notice::PaperEntered, "paper-entered"),
    (Notice::PaperConfirmed, "paper-confirmed"),
    (Notice::PaperRevoked, "paper-revoked"),
    (Notice::CycleOpened, "cycle-opened"),
    (Notice::CycleExists, "cycle-exists"),
    (Notice::CycleComputed, "cycle-computed"),
    (Notice::CycleApproved, "cycle-approved"),
    (Notice::PayerSet, "payer-set"),
    (Notice::CycleFilesWritten, "cycle-files-written"),
    (Notice::CycleSent, "cycle-sent"),
    (Notice::CycleFileSent, "cycle-file-sent"),
    (Notice::DecisionFilled, "decision-filled"),
    (Notice::SettlementHandedIn, "settlement-handed-in"),
    (Notice::SettlementExists, "settlement-exists"),
    (Notice::SettlementConfirmed, "settlement-confirmed"),
    (Notice::SettlementTaken, "settlement-taken"),
    (Notice::SettlementBack, "settlement-back"),
    (Notice::CashHanded, "cash-handed"),
    (Notice::ExceptionSettled, "money-exception-settled"),
    (Notice::MonthClosed, "month-closed"),
    (Notice::AccountClaimed, "account-claimed"),
    (Notice::AccountExists, "account-exists"),
    (Notice::AccountChecked, "account-checked"),
    (Notice::AccountActivated, "account-activated"),
    (Notice::AccountRejected, "account-rejected"),
    (Notice::AccountEnded, "account-ended"),
];

impl Notice {
    /// As it stands in the cookie.
    pub fn code(self) -> String {
        if let Notice::OfficesCreated(count) = self {
            return format!("offices-created.{count}");
        }
        if let Notice::ProposalsAccepted(count) = self {
            return format!("proposals-accepted.{count}");
        }
        if let Notice::MovementsApproved(count) = self {
            return format!("movements-approved.{count}");
        }
        let plain = PLAIN.iter().find(|(notice, _)| *notice == self);
        plain.map_or(String::new(), |(_, code)| (*code).to_owned())
    }

    /// Back from the cookie; nothing if it is none of ours.
    pub fn from_code(code: &str) -> Option<Notice> {
        if let Some(count) = code.strip_prefix("offices-created.") {
            return count.parse().ok().map(Notice::OfficesCreated);
        }
        if let Some(count) = code.strip_prefix("proposals-accepted.") {
            return count.parse().ok().map(Notice::ProposalsAccepted);
        }
        if let Some(count) = code.strip_prefix("movements-approved.") {
            return count.parse().ok().map(Notice::MovementsApproved);
        }
        PLAIN.iter().find(|(_, plain)| *plain == code).map(|(notice, _)| *notice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_survives_the_cookie() {
        let counted = [Notice::OfficesCreated(22), Notice::ProposalsAccepted(3), Notice::MovementsApproved(4)];
        for notice in PLAIN.iter().map(|(notice, _)| *notice).chain(counted) {
            assert_eq!(Notice::from_code(&notice.code()), Some(notice));
        }
        assert_eq!(Notice::from_code(""), None);
        assert_eq!(Notice::from_code("offices-created.many"), None);
    }
}
