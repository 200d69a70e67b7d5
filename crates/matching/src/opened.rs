//! Registers of the shelf, opened for a few questions about people whom decisions already name.

use crate::{AskedPerson, KnownSnapshot, Shelf, ask_one::number_of, register::Register};
use kernel::{CitizenId, SnapshotId};
use office::places::Places;
use std::collections::BTreeMap;

/// The registers by which decisions were made, those of them that are at hand.
pub struct Opened {
    shelf: Shelf,
    registers: BTreeMap<SnapshotId, Register>,
}

impl Shelf {
    /// Opens those of these registers that lie here and can be read: what is away answers nothing.
    pub fn open_known<'k>(&self, known: impl IntoIterator<Item = &'k KnownSnapshot>) -> Opened {
        let mut opened = Opened { shelf: self.clone(), registers: BTreeMap::new() };
        let here = self.list().unwrap_or_default();
        for snapshot in known {
            let shelved = here.iter().find(|shelved| shelved.digest == snapshot.digest);
            if let Some(register) = shelved.and_then(|shelved| shelved.open(1).ok()) {
                opened.registers.insert(snapshot.id, register);
            }
        }
        opened
    }
}

impl Opened {
    /// The citizen number which the register of a decision has for the person the decision names; nothing where that
    /// register is not at hand, has none, or knows nobody like this any more.
    pub fn number_of(
        &self,
        places: &Places,
        snapshot: SnapshotId,
        asked: &AskedPerson,
        pid: &str,
    ) -> Option<CitizenId> {
        let register = self.registers.get(&snapshot)?;
        let number = number_of(places, (register, self.shelf.model()), asked, pid);
        number.filter(|_| register.fault().is_none())
    }
}
