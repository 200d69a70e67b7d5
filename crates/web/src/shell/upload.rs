//! A form with a file, as it was sent.

use super::problem::{Answer, Problem};
use crate::{components::Form, wording::T};
use axum::extract::{Multipart, multipart::MultipartError};

/// What came: the fields, and the file if one was chosen.
pub(crate) struct Upload {
    /// Each with its name.
    pub fields: Vec<(String, String)>,
    /// The file.
    pub file: Option<Sent>,
    /// Every further one, where the field takes several.
    pub more: Vec<Sent>,
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
pub(crate) async fn receive(mut parts: Multipart) -> Answer<Upload> {
    let mut upload = Upload { fields: Vec::new(), file: None, more: Vec::new() };
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().unwrap_or_default().to_owned();
        if field == "file" {
            let content = part.bytes().await.map_err(unreadable)?.to_vec();
            let sent = Some(Sent { name, content }).filter(|sent| !sent.name.is_empty());
            if upload.file.is_none() { upload.file = sent } else { upload.more.extend(sent) }
        } else {
            upload.fields.push((field, part.text().await.map_err(unreadable)?));
        }
    }
    Ok(upload)
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn unreadable(fault: MultipartError) -> Problem {
    Problem::of_status(fault.status()).unwrap_or(Problem::Unreadable)
}
