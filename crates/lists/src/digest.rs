//! The digest over the lines of a list: what a leader approves is just these lines.

use crate::{HeldReason, LineNote, List, ListLine, Refusal, store};
use db::Tx;
use kernel::{AccountNumber, BirthDate, Kind, Plain, Stored, StoredFault};
use sha2::{Digest as _, Sha256};
use std::{fmt, str::FromStr};

/// SHA-256 over every field of every line, in the order of persons and entitlements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListDigest([u8; 32]);

impl fmt::Display for ListDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ListDigest {
    type Err = StoredFault;
    fn from_str(text: &str) -> Result<ListDigest, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "ListDigest" };
        if text.len() != 64 || !text.is_ascii() {
            return Err(FAULT);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| FAULT)?;
        }
        Ok(ListDigest(bytes))
    }
}

impl Stored for ListDigest {
    const KIND: Kind = Kind::Bytes;
    fn to_plain(&self) -> Plain {
        Plain::Bytes(self.0.to_vec())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "ListDigest" };
        let Plain::Bytes(bytes) = plain else { return Err(FAULT) };
        bytes.try_into().map(ListDigest).map_err(|_| FAULT)
    }
}

/// The digest of a list's lines as they are in the database now.
pub(crate) fn digest_of(tx: &mut Tx<'_>, list: &List) -> Result<ListDigest, Refusal> {
    let mut hasher = Sha256::new();
    hasher.update(b"ansinh list 1\n");
    put(&mut hasher, Some(list.id.to_string()));
    put(&mut hasher, Some(list.place));
    put(&mut hasher, Some(list.month));
    store::each_line(tx, list.id, |line| {
        put_line(&mut hasher, &line);
        Ok::<(), Refusal>(())
    })?;
    Ok(ListDigest(hasher.finalize().into()))
}

fn put_line(hasher: &mut Sha256, line: &ListLine) {
    put(hasher, Some(line.person));
    put(hasher, Some(line.entitlement));
    put(hasher, Some(&line.source));
    put(hasher, Some(&line.category));
    put(hasher, Some(line.method.key()));
    put(hasher, line.account);
    put(hasher, line.bin.as_ref());
    put(hasher, line.number.as_ref().map(AccountNumber::as_str));
    put(hasher, line.holder_name.as_ref());
    put(hasher, Some(&line.full_name));
    put(hasher, line.birth.map(BirthDate::slashed));
    put(hasher, line.citizen_id.as_ref());
    put(hasher, line.address.as_ref());
    put(hasher, Some(line.amount.as_i64()));
    put(hasher, line.held.map(HeldReason::key));
    put(hasher, line.note.map(LineNote::key));
}

/// One field: nothing and an empty text are told apart, and no two rows of fields read alike.
fn put(hasher: &mut Sha256, field: Option<impl fmt::Display>) {
    match field {
        None => hasher.update([0]),
        Some(field) => {
            let text = field.to_string();
            hasher.update([1]);
            hasher.update(u64::try_from(text.len()).expect("a text is shorter than 2^64").to_be_bytes());
            hasher.update(text.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back() {
        let digest = ListDigest(Sha256::digest(b"1").into());
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(ListDigest::from_plain(digest.to_plain()), Ok(digest));
        assert!("00".parse::<ListDigest>().is_err() && "zz".repeat(32).parse::<ListDigest>().is_err());
    }
}
