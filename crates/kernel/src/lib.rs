//! The words every room speaks.
//!
//! *Owns* value types: money, months, numbers of persons and accounts, ids, names.
//! *Takes* text and bytes as people write them.
//! *Gives* values that are right once they exist, or a typed fault.
//! *Never* reads a file, a clock, a socket or a database.

mod chance;
mod clock;
mod ids;
mod stored;

pub use chance::Chance;
pub use clock::{Clock, FixedClock, SystemClock, today_in_vietnam};
pub use ids::{ApiTokenId, AssignmentId, AuditRecordId, Id, IdFault, JobId, LetterId, OfficeId, SessionId, StaffId};
pub use stored::{Bind, Kind, Plain, Stored, StoredFault};
