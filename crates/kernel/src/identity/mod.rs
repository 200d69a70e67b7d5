//! Numbers and facts that tell persons apart.

mod birth_date;
mod citizen_id;
mod digits;
mod old_id_number;
mod province;
mod repair;
mod sex;

pub use birth_date::{BirthDate, BirthDateFault};
pub use citizen_id::{CitizenId, CitizenIdFault, CitizenIdWarning};
pub(crate) use digits::{is_scientific, masked};
pub use old_id_number::{OldIdNumber, OldIdNumberFault, OldIdRepair};
pub use province::{IdProvince, id_provinces};
pub use repair::{CitizenIdRepair, RepairStep, propose_repairs};
pub use sex::{Sex, SexFault};
