//! Ids made by the program (UUIDv7, RFC 9562), each kind its own type.

use crate::{Chance, Kind, Plain, Stored, StoredFault};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Text that is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct IdFault;

/// What all ids can do.
pub trait Id: Copy + Sized + fmt::Display {
    /// A new id, ordered by `now`; of one instant and one `chance`, in the order they are made.
    fn make(now: Timestamp, chance: &mut Chance) -> Self;
    /// The sixteen bytes.
    fn as_bytes(&self) -> &[u8; 16];
    /// The instant it was made at, to the millisecond.
    fn made_at(&self) -> Timestamp;
}

fn uuid_v7(now: Timestamp, chance: &mut Chance) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &chance.id_tail(millis)).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn make(now: Timestamp, chance: &mut Chance) -> Self {
                Self(uuid_v7(now, chance))
            }
            fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
            fn made_at(&self) -> Timestamp {
                let bytes = self.0.as_bytes();
                let millis = bytes[..6].iter().fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte));
                Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdFault;
            fn from_str(text: &str) -> Result<Self, IdFault> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdFault)
            }
        }

        impl Stored for $name {
            const KIND: Kind = Kind::Bytes;
            fn to_plain(&self) -> Plain {
                Plain::Bytes(self.0.as_bytes().to_vec())
            }
            fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
                const FAULT: StoredFault = StoredFault { expected: stringify!($name) };
                let Plain::Bytes(bytes) = plain else { return Err(FAULT) };
                Uuid::from_slice(&bytes).map(Self).map_err(|_| FAULT)
            }
        }
    )*};
}

// Append only, in alphabetical order: a kind that was ever stored keeps its name.
ids! {
    /// An account or another way in which a person receives money.
    AccountId,
    /// A file a bank or the post answered with.
    AnswerId,
    /// A key another system signs in with.
    ApiTokenId,
    /// A role held in an office from a day.
    AssignmentId,
    /// One record of the audit trail.
    AuditRecordId,
    /// A paper by which somebody else receives the money.
    AuthorisationId,
    /// A proposed correction of a person's data.
    ChangeRequestId,
    /// A month's payments of one paying office.
    CycleId,
    /// What a person is entitled to by one decision.
    EntitlementId,
    /// Something that happened to a record.
    EventId,
    /// A difference between what was sent and what was answered.
    ExceptionId,
    /// A stop on a person's payments.
    HoldId,
    /// People of one poor or near-poor household.
    HouseholdId,
    /// One payment to one person.
    InstructionId,
    /// A piece of long work.
    JobId,
    /// An account of the ledger.
    LedgerAccountId,
    /// A letter, plan or decision quoted as a basis.
    LetterId,
    /// A commune's list by method for a month.
    ListId,
    /// The minutes of a refusal.
    MinutesId,
    /// A change that an agency's file tells of somebody's entitlement.
    MovementId,
    /// An agency at a place.
    OfficeId,
    /// A file of payments to a bank or the post.
    PaymentFileId,
    /// A beneficiary.
    PersonId,
    /// A batch of requests to the population database.
    PopulationBatchId,
    /// One request to the population database.
    PopulationRequestId,
    /// A signed-in browser.
    SessionId,
    /// A settlement handed in by the post.
    SettlementId,
    /// A snapshot of the population register.
    SnapshotId,
    /// An agency's file as received.
    SourceFileId,
    /// A member of staff, or a service account.
    StaffId,
    /// An amount moved between two accounts of the ledger.
    TransferId,
    /// A home visit.
    VisitId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_read_back() {
        let mut chance = Chance::seeded(1);
        let now: Timestamp = "2024-01-25T03:00:00.123Z".parse().expect("an instant");
        let first = StaffId::make(now, &mut chance);
        let second = StaffId::make(now + jiff::SignedDuration::from_millis(1), &mut chance);
        assert!(first < second);
        assert_eq!(first.made_at(), now);
        assert_eq!(first.to_string().parse(), Ok(first));
        assert_eq!(StaffId::from_plain(first.to_plain()), Ok(first));
        assert_eq!(first.to_string().as_bytes()[14], b'7');
    }

    #[test]
    fn ids_of_one_instant_grow_in_the_order_they_are_made() {
        let now: Timestamp = "2024-01-25T03:00:00.123Z".parse().expect("an instant");
        for seed in 0..50 {
            let mut chance = Chance::seeded(seed);
            let made: Vec<StaffId> = (0..2_000).map(|_| StaffId::make(now, &mut chance)).collect();
            assert!(made.is_sorted_by(|one, next| one < next), "seed {seed}");
            assert!(made.iter().all(|id| id.made_at() == now && id.to_string().as_bytes()[14] == b'7'));
        }
    }

    #[test]
    fn two_sources_of_chance_do_not_meet() {
        let now: Timestamp = "2024-01-25T03:00:00.123Z".parse().expect("an instant");
        let (mut one, mut other) = (Chance::seeded(1), Chance::seeded(2));
        let mine: std::collections::BTreeSet<_> = (0..10_000).map(|_| StaffId::make(now, &mut one)).collect();
        assert!((0..10_000).all(|_| !mine.contains(&StaffId::make(now, &mut other))));
    }
}
