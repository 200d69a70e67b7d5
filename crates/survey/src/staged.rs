//! The persons an operation on many is about, put beside the registry's rows so that one statement answers for all.

use crate::store::people::{self, Known};
use db::{DbError, Tx};
use kernel::{AuthorisationId, PersonId};
use office::{Acting, Scope};

/// Rows waiting in `survey_batch_row`; taken away again before the transaction ends.
pub(crate) struct Staged {
    pub(crate) batch: Vec<u8>,
}

impl Staged {
    pub(crate) fn put(
        tx: &mut Tx<'_>,
        acting: &Acting,
        rows: impl IntoIterator<Item = (PersonId, Option<AuthorisationId>)>,
    ) -> Result<Staged, DbError> {
        let batch = acting.random::<16>().to_vec();
        people::put_rows(tx, &batch, rows)?;
        Ok(Staged { batch })
    }

    /// What the registry knows of each row's person, by position; nothing outside the scope.
    pub(crate) fn known(&self, tx: &mut Tx<'_>, scope: &Scope, rows: usize) -> Result<Vec<Option<Known>>, DbError> {
        let mut found = vec![None; rows];
        people::each_known(tx, &scope.condition("p.place"), &self.batch, |at, known| found[at] = Some(known))?;
        Ok(found)
    }

    pub(crate) fn take_away(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        people::clear_rows(tx, &self.batch)
    }
}
