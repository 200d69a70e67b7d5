//! Answers that are no page.

use crate::address;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// The media type of our workbooks.
pub(crate) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file for the person to keep: always saved, never opened inside our pages.
pub(crate) fn as_saved(name: &str, media_type: &'static str, content: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", address::encoded(name));
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, content).into_response()
}
