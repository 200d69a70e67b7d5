//! Everything this room can say no to. The sentences are in `web/src/wording/`.

use crate::{
    Action, Role,
    jobs::JobState,
    letters::LetterFault,
    places::tree_file::TreeFault,
    reference::ReferenceFault,
    sign_in::{PasswordFault, Step},
    staff::LoginFault,
};
use jiff::{Timestamp, civil::Date};
use kernel::LetterId;

/// A no, as a fact. What the person can do about it follows from the fact.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The same role in the same office, at the same time, again.
    #[error("the person already works as {} there", .role.key())]
    AlreadyAssigned {
        /// The role.
        role: Role,
    },
    /// The profile of that day has no such agency.
    #[error("no agency {agency} on {on}")]
    AgencyUnknown {
        /// The agency's key.
        agency: String,
        /// The day asked about.
        on: Date,
    },
    /// An agency of one tier cannot stand at a unit of another.
    #[error("the agency {agency} does not belong at the unit {unit}")]
    AgencyOfOtherTier {
        /// The agency's key.
        agency: String,
        /// The unit's code.
        unit: String,
    },
    /// The one-time code is not right.
    #[error("the code is wrong")]
    CodeWrong,
    /// A stored value does not parse: the database and the program disagree.
    #[error("a stored {what} does not parse")]
    Corrupt {
        /// What it should have been.
        what: &'static str,
    },
    /// The database failed; nothing was done.
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// It ends sooner than that already.
    #[error("it ends on {end} already")]
    EndsBefore {
        /// The day from which it no longer holds.
        end: Date,
    },
    /// That external identity belongs to another member of staff.
    #[error("the external identity is linked to somebody else")]
    ExternalIdentityTaken,
    /// There is an administrator already: the first-run page is over.
    #[error("the first run is over")]
    FirstRunOver,
    /// The job has ended; it cannot be cancelled.
    #[error("the job is {}", .state.key())]
    JobEnded {
        /// How it ended.
        state: JobState,
    },
    /// No handler of this name is built in.
    #[error("no job of the kind {kind}")]
    JobKindUnknown {
        /// The kind asked for.
        kind: String,
    },
    /// Without this person nobody could manage staff any more.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The entry of a letter cannot be.
    #[error(transparent)]
    Letter(#[from] LetterFault),
    /// That letter is in the register.
    #[error("the letter is registered as {letter}")]
    LetterRegistered {
        /// Under which id.
        letter: LetterId,
    },
    /// The login name is not one.
    #[error(transparent)]
    LoginFault(#[from] LoginFault),
    /// Somebody has this login name.
    #[error("the login name is taken")]
    LoginTaken,
    /// The role may not do this at all.
    #[error("the role may not {action:?}")]
    NotAllowed {
        /// What was asked.
        action: Action,
    },
    /// There is no such thing.
    #[error("no such {what}")]
    NotFound {
        /// The noun, as in the glossary.
        what: &'static str,
    },
    /// An administrator does not do this to the own account: another one does.
    #[error("not on the own account")]
    NotOnYourself,
    /// The office is closed on that day.
    #[error("the office is closed")]
    OfficeClosed,
    /// People still work there.
    #[error("{staff} people work in the office")]
    OfficeHasStaff {
        /// How many.
        staff: i64,
    },
    /// The role is held in an office, and none was named.
    #[error("the role {} needs an office", .role.key())]
    OfficeNeeded {
        /// The role.
        role: Role,
    },
    /// The role is held in no office.
    #[error("the role {} has no office", .role.key())]
    OfficeNotWanted {
        /// The role.
        role: Role,
    },
    /// One person could act as both the maker and the second person: by having given the other the way in, or, as a
    /// third, both of them.
    #[error("one hand gave the way in")]
    OneHand {
        /// Whether it is a third person's.
        is_third: bool,
    },
    /// The subject lies outside the person's area. Told like `NotFound`, so that nobody can probe.
    #[error("outside the area")]
    OutsideArea,
    /// A telephone number or mail address that is none.
    #[error("{field} cannot be")]
    Contact {
        /// `phone` or `email`.
        field: &'static str,
    },
    /// A day out of all proportion: a year mistyped.
    #[error("the day is not between {earliest} and {latest}")]
    DayOutOfRange {
        /// The earliest.
        earliest: Date,
        /// The latest.
        latest: Date,
    },
    /// Whoever proposed it cannot approve it.
    #[error("the proposal is their own")]
    OwnProposal,
    /// The new password is not good enough.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// The present password is not right.
    #[error("the present password is wrong")]
    PasswordWrong,
    /// A period that ends before it begins.
    #[error("the period ends before it begins")]
    PeriodBackwards {
        /// Its first day.
        from: Date,
        /// The first day after it.
        until: Date,
    },
    /// Somebody has decided about this proposal.
    #[error("version {version} is decided already")]
    ProposalDecided {
        /// The version.
        version: i64,
    },
    /// A proposal for the same thing waits; it is decided first.
    #[error("version {version} waits for a decision")]
    ProposalOpen {
        /// The version that waits.
        version: i64,
    },
    /// The value cannot be.
    #[error(transparent)]
    Reference(#[from] ReferenceFault),
    /// Service accounts hold the service role and nobody else does; some roles nobody is given.
    #[error("the role {} is not for this account", .role.key())]
    RoleOfOtherKind {
        /// The role.
        role: Role,
    },
    /// An agency of this kind has no such role.
    #[error("the role {} does not fit the agency {agency}", .role.key())]
    RoleDoesNotFit {
        /// The role.
        role: Role,
        /// The agency's key.
        agency: String,
    },
    /// The second factor cannot be removed from somebody whose role needs one.
    #[error("the role {} needs a second factor", .role.key())]
    SecondFactorNeeded {
        /// The role.
        role: Role,
    },
    /// The set-up code of an empty installation is another one.
    #[error("the set-up code is wrong")]
    SetUpCodeWrong,
    /// The session or the service token has ended, or there never was one.
    #[error("not signed in")]
    SignedOut,
    /// Wrong login name or wrong password: which of the two is not told.
    #[error("the sign-in is refused")]
    SignInRefused,
    /// Something else comes first in signing in.
    #[error("{step:?} comes first")]
    StepFirst {
        /// What.
        step: Step,
    },
    /// A text is missing or too long.
    #[error("{field} is empty or longer than {longest}")]
    TextLength {
        /// The field, as in the form.
        field: &'static str,
        /// The most characters it takes.
        longest: usize,
    },
    /// A token ends in the future, and within a year.
    #[error("a token ends by {latest}")]
    TokenEnd {
        /// The latest end.
        latest: Timestamp,
    },
    /// More communes than one request makes offices for.
    #[error("more than {most} communes at once")]
    TooManyCommunes {
        /// The most.
        most: usize,
    },
    /// Too many wrong tries: the account waits.
    #[error("too many tries, wait until {until}")]
    TooManyTries {
        /// When the next try is heard.
        until: Timestamp,
    },
    /// The unit tree file does not hold together.
    #[error(transparent)]
    TreeFile(#[from] TreeFault),
    /// This program numbers the units of a tree otherwise than the database does: places would change their meaning.
    #[error("unit tree {tree} is numbered otherwise in the database")]
    TreeRenumbered {
        /// The number of the tree.
        tree: i64,
    },
    /// The unit is no commune below that one.
    #[error("the unit {code} is no commune of {above}")]
    UnitElsewhere {
        /// The code asked for.
        code: String,
        /// The name of the unit above.
        above: String,
    },
    /// No such administrative unit on that day.
    #[error("no unit {code} on {on}")]
    UnitUnknown {
        /// The code asked for.
        code: String,
        /// The day.
        on: Date,
    },
    /// Somebody was quicker: the version seen is not the one that holds.
    #[error("saw version {seen:?}, holds {now:?}")]
    VersionMoved {
        /// What the person saw.
        seen: Option<i64>,
        /// What holds.
        now: Option<i64>,
    },
}
