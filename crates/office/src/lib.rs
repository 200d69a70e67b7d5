//! Who works where, what each may do and see, and what each has done.
//!
//! *Owns* places, offices, the dated agency profile, staff, roles, scopes, letters, reference data, jobs, the audit trail.
//! *Takes* an administrator's decisions and the sign-ins of staff.
//! *Gives* an `Acting` person with a `Scope`, without which no listing compiles, and a sealed record of every write.
//! *Never* touches a beneficiary.

mod acting;
pub mod audit;
mod day_range;
mod desk;
pub mod idempotency;
pub mod jobs;
pub mod letters;
pub mod offices;
pub mod places;
pub mod profile;
pub mod reference;
mod refusal;
mod rights;
mod scope;
pub mod sign_in;
#[cfg(test)]
#[path = "tests/somebody.rs"]
mod somebody;
pub mod staff;

pub use acting::{Acting, Origin};
#[cfg(any(test, feature = "testing"))]
pub use desk::testing;
pub use desk::{Desk, DeskFault, DeskOptions};
pub use refusal::Refusal;
pub use rights::{Access, Action, Role, Subject};
pub use scope::{Area, SCOPE_AREAS_MAX, Scope};
