//! The static files, built into the program. A file's name carries a digest of its bytes, so a browser keeps it for ever.

use super::problem::{Answer, Problem};
use axum::{extract::Path, http::header, response::IntoResponse};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, sync::LazyLock};

/// One static file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asset {
    Favicon,
    Finder,
    Forms,
    Live,
    Review,
    Sprite,
    Style,
    Table,
}

struct File {
    stem: &'static str,
    extension: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

static URLS: LazyLock<Vec<String>> = LazyLock::new(|| {
    Asset::ALL
        .iter()
        .map(|asset| {
            let File { stem, extension, bytes, .. } = asset.file();
            let mut url = format!("/static/{stem}.");
            for byte in &Sha256::digest(bytes)[..8] {
                write!(url, "{byte:02x}").expect("text can be written to memory");
            }
            url + "." + extension
        })
        .collect()
});

impl Asset {
    /// All of them, in the order of their numbers.
    pub const ALL: [Asset; 8] = [
        Asset::Favicon,
        Asset::Finder,
        Asset::Forms,
        Asset::Live,
        Asset::Review,
        Asset::Sprite,
        Asset::Style,
        Asset::Table,
    ];

    const fn file(self) -> File {
        const SCRIPT: &str = "text/javascript; charset=utf-8";
        match self {
            Asset::Favicon => File {
                stem: "favicon",
                extension: "svg",
                kind: "image/svg+xml",
                bytes: include_bytes!("../../static/favicon.svg"),
            },
            Asset::Finder => {
                File { stem: "finder", extension: "js", kind: SCRIPT, bytes: include_bytes!("../../static/finder.js") }
            }
            Asset::Forms => {
                File { stem: "forms", extension: "js", kind: SCRIPT, bytes: include_bytes!("../../static/forms.js") }
            }
            Asset::Live => {
                File { stem: "live", extension: "js", kind: SCRIPT, bytes: include_bytes!("../../static/live.js") }
            }
            Asset::Review => {
                File { stem: "review", extension: "js", kind: SCRIPT, bytes: include_bytes!("../../static/review.js") }
            }
            Asset::Sprite => File {
                stem: "sprite",
                extension: "svg",
                kind: "image/svg+xml",
                bytes: include_bytes!("../../static/sprite.svg"),
            },
            Asset::Style => File {
                stem: "style",
                extension: "css",
                kind: "text/css; charset=utf-8",
                bytes: include_bytes!("../../static/style.css"),
            },
            Asset::Table => {
                File { stem: "table", extension: "js", kind: SCRIPT, bytes: include_bytes!("../../static/table.js") }
            }
        }
    }

    /// Where a page finds it.
    pub fn url(self) -> &'static str {
        let place = Asset::ALL.iter().position(|asset| *asset == self).expect("every asset is in the list");
        &URLS[place]
    }

    /// Its bytes, for measuring.
    #[cfg(test)]
    pub fn bytes(self) -> &'static [u8] {
        self.file().bytes
    }
}

/// `GET /static/{file}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Answer {
    let place = URLS.iter().position(|url| url.strip_prefix("/static/") == Some(name.as_str()));
    let file = place.map(|place| Asset::ALL[place].file()).ok_or(Problem::NotFound)?;
    let headers = [(header::CONTENT_TYPE, file.kind), (header::CACHE_CONTROL, FOR_EVER)];
    Ok((headers, file.bytes).into_response())
}
