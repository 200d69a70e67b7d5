//! The scanned or signed file of a letter.

use super::LetterFault;
use kernel::keyed;
use kernel::{Kind, Plain, Stored, StoredFault};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The largest file of a letter: a scan of some forty pages.
pub const FILE_BYTES_MAX: usize = 20 * 1024 * 1024;
/// The most characters of a file's name.
const NAME_MAX: usize = 200;

keyed! {
    /// The forms of files taken. What a browser might run is not among them.
    pub enum FileForm {
        /// PDF.
        Pdf = "pdf",
        /// Word, since 2007.
        Docx = "docx",
        /// Excel, since 2007.
        Xlsx = "xlsx",
        /// Word before 2007.
        Doc = "doc",
        /// Excel before 2007.
        Xls = "xls",
        /// A picture.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
    }
}

impl FileForm {
    /// The media type to serve it as.
    pub const fn media_type(self) -> &'static str {
        match self {
            FileForm::Pdf => "application/pdf",
            FileForm::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileForm::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            FileForm::Doc => "application/msword",
            FileForm::Xls => "application/vnd.ms-excel",
            FileForm::Png => "image/png",
            FileForm::Jpeg => "image/jpeg",
        }
    }

    const fn first_bytes(self) -> &'static [u8] {
        match self {
            FileForm::Pdf => b"%PDF-",
            FileForm::Docx | FileForm::Xlsx => b"PK\x03\x04",
            FileForm::Doc | FileForm::Xls => b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            FileForm::Png => b"\x89PNG\r\n\x1a\n",
            FileForm::Jpeg => b"\xff\xd8\xff",
        }
    }

    /// The form that both the name and the first bytes say.
    fn of(name: &str, content: &[u8]) -> Option<FileForm> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let form = if ending == "jpg" { Some(FileForm::Jpeg) } else { FileForm::parse(&ending) };
        form.filter(|form| content.starts_with(form.first_bytes()))
    }
}

/// The SHA-256 of a file. Shown in hexadecimal, so that a person can compare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileDigest(pub [u8; 32]);

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Stored for FileDigest {
    const KIND: Kind = Kind::Bytes;
    fn to_plain(&self) -> Plain {
        Plain::Bytes(self.0.to_vec())
    }
    fn from_plain(plain: Plain) -> Result<Self, StoredFault> {
        const FAULT: StoredFault = StoredFault { expected: "FileDigest" };
        let Plain::Bytes(bytes) = plain else { return Err(FAULT) };
        bytes.try_into().map(FileDigest).map_err(|_| FAULT)
    }
}

/// A file as it was sent.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What the register knows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// Its name.
    pub name: String,
    /// Its form.
    pub form: FileForm,
    /// Its size in bytes.
    pub size: i64,
    /// Its digest.
    pub sha256: FileDigest,
}

impl NewFile {
    /// Judges the file: size, form, name.
    pub(super) fn examine(&self) -> Result<LetterFile, LetterFault> {
        if self.content.is_empty() {
            return Err(LetterFault::FileEmpty);
        }
        if self.content.len() > FILE_BYTES_MAX {
            return Err(LetterFault::FileTooLarge { most: FILE_BYTES_MAX });
        }
        let name = kernel::names::clean(self.name.rsplit(['/', '\\']).next().unwrap_or_default());
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(LetterFault::Text { field: "file_name", longest: NAME_MAX });
        }
        let form = FileForm::of(&name, &self.content).ok_or(LetterFault::FileForm)?;
        let size = i64::try_from(self.content.len()).expect("the limit is small");
        Ok(LetterFile { name, form, size, sha256: FileDigest(Sha256::digest(&self.content).into()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examine(name: &str, content: &[u8]) -> Result<(String, FileForm), LetterFault> {
        let file = NewFile { name: name.to_owned(), content: content.to_vec() };
        file.examine().map(|file| (file.name, file.form))
    }

    #[test]
    fn a_file_is_what_its_name_and_its_bytes_say() {
        assert_eq!(examine("C:\\Thư mục\\275.PDF", b"%PDF-1.7 ..."), Ok(("275.PDF".to_owned(), FileForm::Pdf)));
        assert_eq!(examine("ảnh.jpg", b"\xff\xd8\xff\xe0"), Ok(("ảnh.jpg".to_owned(), FileForm::Jpeg)));
        assert_eq!(examine("275.pdf", b"<html>"), Err(LetterFault::FileForm));
        assert_eq!(examine("275.html", b"%PDF-1.7"), Err(LetterFault::FileForm));
        assert_eq!(examine("275", b"%PDF-1.7"), Err(LetterFault::FileForm));
        assert_eq!(examine("275.pdf", b""), Err(LetterFault::FileEmpty));
        let long = format!("{}.pdf", "a".repeat(200));
        assert_eq!(examine(&long, b"%PDF-1.7"), Err(LetterFault::Text { field: "file_name", longest: 200 }));
        let large = [b"%PDF-".as_slice(), &vec![b' '; FILE_BYTES_MAX]].concat();
        assert_eq!(examine("a.pdf", &large), Err(LetterFault::FileTooLarge { most: FILE_BYTES_MAX }));
    }
}
