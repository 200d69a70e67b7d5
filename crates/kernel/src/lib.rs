//! The words every room speaks.
//!
//! *Owns* value types: money, months, numbers of persons and accounts, ids, names.
//! *Takes* text and bytes as people write them.
//! *Gives* values that are right once they exist, or a typed fault.
//! *Never* reads a file, a clock, a socket or a database.

mod account;
mod chance;
mod clock;
mod identity;
mod ids;
mod keyed;
pub mod legacy;
mod money;
mod month;
pub mod names;
mod phone;
mod sensitive;
mod stored;
mod text_value;

pub use account::{AccountNumber, AccountNumberFault, Bin, BinFault};
pub use chance::Chance;
pub use clock::{Clock, FixedClock, PracticeClock, SystemClock, start_of_day_in_vietnam, today_in_vietnam};
pub use identity::{
    BirthDate, BirthDateFault, CitizenId, CitizenIdFault, CitizenIdRepair, CitizenIdWarning, IdProvince, OldIdNumber,
    OldIdNumberFault, OldIdRepair, RepairStep, Sex, SexFault, id_provinces, propose_repairs,
};
pub use ids::{
    AccountId, AnswerId, ApiTokenId, AssignmentId, AuditRecordId, AuthorisationId, ChangeRequestId, CycleId,
    EntitlementId, EventId, ExceptionId, HoldId, HouseholdId, Id, IdFault, InstructionId, JobId, LedgerAccountId,
    LetterId, ListId, MinutesId, MovementId, OfficeId, PaymentFileId, PersonId, PopulationBatchId, PopulationRequestId,
    SessionId, SettlementId, SnapshotId, SourceFileId, StaffId, TransferId, VisitId,
};
pub use money::{Dong, DongFault, DongOverflow, NotPositive, PositiveDong, Ratio, RatioFault, Rounding, Speech};
pub use month::{Month, MonthFault};
pub use names::{FullName, NameFault};
pub use phone::{Phone, PhoneFault, PhoneRepair};
pub use sensitive::{MASK, Sensitive};
pub use stored::{Bind, Kind, Plain, Stored, StoredFault};

#[doc(hidden)]
pub use serde as __serde; // for `keyed!`
