//! A signed statement: this day's tree had this many records and this root, and it follows that checkpoint.

use super::{
    record::{as_written, at_rest, instant_text},
    tree::Hash,
};
use db::{DbError, Row};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// The key the sealer signs with. Kept outside the database.
pub struct CheckpointKey(SigningKey);

impl CheckpointKey {
    /// The key from its 32 random bytes.
    pub fn new(seed: [u8; 32]) -> CheckpointKey {
        CheckpointKey(SigningKey::from_bytes(&seed))
    }

    /// What a witness needs to check the signatures.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

impl fmt::Debug for CheckpointKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckpointKey(***)")
    }
}

/// The public half of a `CheckpointKey`; 64 hexadecimal digits as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// Text that is not a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a public key of 64 hexadecimal digits")]
pub struct PublicKeyFault;

impl PublicKey {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &Hash {
        self.0.as_bytes()
    }
}

impl FromStr for PublicKey {
    type Err = PublicKeyFault;
    fn from_str(text: &str) -> Result<PublicKey, PublicKeyFault> {
        let bytes = super::hex::read(text.trim()).ok_or(PublicKeyFault)?;
        VerifyingKey::from_bytes(&bytes).map(PublicKey).map_err(|_| PublicKeyFault)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::hex::write(self.as_bytes()))
    }
}

/// A signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Checkpoint {
    /// 1, 2, 3 … over all days.
    pub number: u64,
    /// The day whose tree it is about: the day in Viet Nam on which the records were sealed.
    pub day: Date,
    /// Records sealed on that day so far.
    pub size: u64,
    /// The root over them.
    #[serde(with = "super::hex")]
    pub root: Hash,
    /// The digest of the checkpoint before, of whatever day; zeros before the first.
    #[serde(with = "super::hex")]
    pub previous: Hash,
    /// When it was signed.
    #[serde(with = "super::record::instant")]
    pub at: Timestamp,
    /// The public key of the signer.
    #[serde(with = "super::hex")]
    pub signer: Hash,
    /// Over `text()`.
    #[serde(with = "super::hex")]
    pub signature: [u8; 64],
}

impl Checkpoint {
    /// The next checkpoint after `before`, signed. Its number is the next one unless another hand took that.
    pub(super) fn sign(
        (before, number): (Option<&Checkpoint>, u64),
        day: Date,
        tree: (u64, Hash),
        at: Timestamp,
        key: &CheckpointKey,
    ) -> Checkpoint {
        let mut checkpoint = Checkpoint {
            number,
            day,
            size: tree.0,
            root: tree.1,
            previous: before.map_or([0; 32], Checkpoint::digest),
            at: at_rest(at),
            signer: *key.public().as_bytes(),
            signature: [0; 64],
        };
        checkpoint.signature = key.0.sign(checkpoint.text().as_bytes()).to_bytes();
        checkpoint
    }

    /// What is signed, one line a field.
    pub fn text(&self) -> String {
        format!(
            "ansinh checkpoint 1\nnumber {}\nday {}\nsize {}\nroot {}\nprevious {}\nat {}\nsigner {}\n",
            self.number,
            self.day,
            self.size,
            super::hex::write(&self.root),
            super::hex::write(&self.previous),
            instant_text(self.at),
            super::hex::write(&self.signer),
        )
    }

    /// What the next checkpoint quotes as `previous`.
    pub fn digest(&self) -> Hash {
        Sha256::digest(self.text()).into()
    }

    /// Whether one of `trusted` signed it.
    pub fn is_signed_by(&self, trusted: &[PublicKey]) -> bool {
        let signature = Signature::from_bytes(&self.signature);
        let signer = trusted.iter().find(|key| *key.as_bytes() == self.signer);
        signer.is_some_and(|key| key.0.verify_strict(self.text().as_bytes(), &signature).is_ok())
    }

    pub(super) const COLUMNS: &'static str = "number, day, size, root, previous, at, signer, signature";

    pub(super) fn from_row(row: &Row) -> Result<Checkpoint, DbError> {
        Ok(Checkpoint {
            number: row.get::<i64>(0)?.try_into().unwrap_or(0),
            day: as_written(row, 1)?,
            size: row.get::<i64>(2)?.try_into().unwrap_or(0),
            root: fixed(row.get(3)?),
            previous: fixed(row.get(4)?),
            at: as_written(row, 5)?,
            signer: fixed(row.get(6)?),
            signature: fixed(row.get(7)?),
        })
    }
}

/// Bytes of the wrong length can only be another hand's, and zeros never verify.
pub(super) fn fixed<const N: usize>(bytes: Vec<u8>) -> [u8; N] {
    bytes.try_into().unwrap_or([0; N])
}
