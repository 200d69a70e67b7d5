//! Who acts in this room's own tests.

use crate::{Acting, Area, Origin, Role, Scope, audit::TrailKey};
use kernel::{Chance, Plain, StaffId, Stored as _};
use std::sync::{Arc, Mutex};

/// A member of staff number `who`, in a role, over an area or over none, in the morning of 25 January 2024.
pub(crate) fn somebody(who: u8, role: Role, area: Option<Area>) -> Acting {
    Acting {
        staff: StaffId::from_plain(Plain::Bytes(vec![who; 16])).expect("sixteen bytes"),
        role,
        assignment: None,
        office: None,
        place: area.map(|area| area.lo),
        scope: area.map_or_else(Scope::nowhere, |area| Scope::over(vec![area])),
        origin: Origin { address: "10.0.0.7".to_owned(), request: "r-1".to_owned() },
        now: "2024-01-25T03:00:00Z".parse().expect("an instant"),
        chance: Arc::new(Mutex::new(Chance::seeded(u64::from(who)))),
        trail_key: Arc::new(TrailKey::new([1; 32])),
    }
}
