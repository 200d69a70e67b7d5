//! The switch at the top of every page.

use crate::{
    shell::{cookies::Cookie, guard::Posted, problem::Answer, visit::View},
    wording::Language,
};
use axum::{
    http::header,
    response::{IntoResponse, Redirect},
};

/// `POST /language`: keeps the choice in a cookie and goes back.
pub(crate) async fn choose(view: View, Posted(form): Posted) -> Answer {
    let language = Language::from_tag(form.value("language")).unwrap_or_default();
    let mut answer = Redirect::to(own_path(form.value("back"))).into_response();
    let line = Cookie::Language.set(&view.app.settings, language.tag());
    answer.headers_mut().append(header::SET_COOKIE, line);
    Ok(answer)
}

/// `path` if it leads to a page of ours; else the start. A stranger's link must not send people elsewhere.
pub(crate) fn own_path(path: &str) -> &str {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.len() <= 500
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if is_ours { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn a_way_back_never_leaves_the_house() {
        for path in ["/", "/offices?q=b%C3%ACnh", "/staff/1"] {
            assert_eq!(own_path(path), path);
        }
        for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "staff"] {
            assert_eq!(own_path(path), "/", "{path}");
        }
    }
}
