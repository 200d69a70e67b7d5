//! A form with a file, as it was sent.

use super::problem::{Answer, Problem};
use crate::{components::Form, wording::T};
use axum::extract::{
    Multipart,
    multipart::{Field, MultipartError},
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The step in which bytes are counted.
const STEP: usize = 1024;

/// How many bytes of files may be on their way in at once, from everybody together: a slow line holds in memory what it
/// has sent so far, and many slow lines would hold it all.
pub(crate) struct Budget(Arc<Semaphore>);

impl Budget {
    pub fn of(bytes: usize) -> Budget {
        Budget(Arc::new(Semaphore::new((bytes / STEP).min(Semaphore::MAX_PERMITS))))
    }

    /// Takes this many bytes out of what is left, until what is answered is dropped.
    pub fn take(&self, bytes: usize) -> Answer<OwnedSemaphorePermit> {
        let steps = u32::try_from(bytes.div_ceil(STEP)).map_err(|_| Problem::TooLarge)?;
        Arc::clone(&self.0).try_acquire_many_owned(steps).map_err(|_| Problem::Busy)
    }
}

/// What came: the fields, and the file if one was chosen.
pub(crate) struct Upload {
    /// Each with its name.
    pub fields: Vec<(String, String)>,
    /// The file.
    pub file: Option<Sent>,
    /// Every further one, where the field takes several.
    pub more: Vec<Sent>,
}

/// A file's bytes as far as they came, and their share of the budget.
struct Coming {
    content: Vec<u8>,
    held: Vec<OwnedSemaphorePermit>,
}

/// A file as the browser sent it.
pub(crate) struct Sent {
    /// The name it has on the person's machine.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Upload {
    /// All the files, in the order they were chosen.
    pub fn into_files(self) -> Vec<Sent> {
        self.file.into_iter().chain(self.more).collect()
    }

    /// The form, to be shown again with what was typed.
    pub fn form(&self, t: T) -> Form {
        Form::of(t, self.fields.clone())
    }
}

/// Reads a form with one file in its field `file`. The route says how many bytes it takes.
pub(crate) async fn receive(budget: &Budget, mut parts: Multipart) -> Answer<Upload> {
    // Given back once all of it is here: from then on it moves at our own pace.
    let mut held = Vec::new();
    let mut upload = Upload { fields: Vec::new(), file: None, more: Vec::new() };
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().unwrap_or_default().to_owned();
        if field == "file" {
            let Coming { content, held: own } = take_in(budget, part).await?;
            held.extend(own);
            let sent = Some(Sent { name, content }).filter(|sent| !sent.name.is_empty());
            if upload.file.is_none() { upload.file = sent } else { upload.more.extend(sent) }
        } else {
            upload.fields.push((field, part.text().await.map_err(unreadable)?));
        }
    }
    Ok(upload)
}

async fn take_in(budget: &Budget, mut part: Field<'_>) -> Answer<Coming> {
    let mut coming = Coming { content: Vec::new(), held: Vec::new() };
    while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
        let more = budget.take(chunk.len())?;
        match coming.held.first_mut() {
            Some(held) => held.merge(more),
            None => coming.held.push(more),
        }
        coming.content.extend_from_slice(&chunk);
    }
    Ok(coming)
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn unreadable(fault: MultipartError) -> Problem {
    Problem::of_status(fault.status()).unwrap_or(Problem::Unreadable)
}
