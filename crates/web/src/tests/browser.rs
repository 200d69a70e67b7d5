//! A browser without a screen: keeps cookies, follows redirects, fills forms in with the token of the page it is on.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use std::{collections::BTreeMap, sync::Arc};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// The browser of one person.
pub(super) struct Browser {
    app: Router,
    runtime: Arc<Runtime>,
    pub cookies: BTreeMap<String, String>,
    /// The page it shows.
    pub page: Page,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
    /// What came, as it came.
    pub bytes: Vec<u8>,
}

impl Page {
    /// What stands between two marks.
    #[track_caller]
    pub fn between(&self, before: &str, after: &str) -> &str {
        let (_, rest) = self.html.split_once(before).unwrap_or_else(|| panic!("no {before} in {}", self.html));
        rest.split_once(after).unwrap_or_else(|| panic!("no {after} in {rest}")).0
    }

    /// Whether the page says this, as a person reads it.
    pub fn says(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Browser {
    pub fn over(app: Router, runtime: Arc<Runtime>) -> Browser {
        Browser { app, runtime, cookies: BTreeMap::new(), page: Page::default() }
    }

    /// Opens a page, and follows where it leads.
    pub fn get(&mut self, path: &str) -> Page {
        let answer = self.ask(Method::GET, path, &[], None);
        self.arrive(answer)
    }

    /// Sends a form from the page it is on, and follows where it leads.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().to_owned();
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("form_token", token.as_str())]).collect();
        let answer = self.ask(Method::POST, path, &[], Some(&crate::address::query(&fields)));
        self.arrive(answer)
    }

    /// The token in the forms of the page it is on.
    pub fn token(&self) -> &str {
        let field = self.page.html.split_once("name=\"form_token\" value=\"");
        field.and_then(|(_, rest)| rest.split_once('"')).map_or("", |(token, _)| token)
    }

    fn arrive(&mut self, mut answer: Page) -> Page {
        for _ in 0..10 {
            if !StatusCode::from_u16(answer.status).is_ok_and(|status| status.is_redirection()) {
                self.page = answer;
                return self.page.clone();
            }
            let next = answer.header("location").to_owned();
            answer = self.ask(Method::GET, &next, &[], None);
        }
        panic!("the redirects have no end: {}", answer.path);
    }

    /// Sends files to an address that holds the form's token, and follows where it leads.
    pub fn upload(&mut self, path: &str, files: &[(&str, &[u8])]) -> Page {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(b"--edge--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=edge")];
        let answer = self.ask_bytes(Method::POST, path, &kind, Some(body));
        self.arrive(answer)
    }

    /// One request, exactly as said.
    pub fn ask(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Page {
        self.ask_bytes(method, path, headers, body.map(|body| body.as_bytes().to_vec()))
    }

    pub fn ask_bytes(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "ansinh.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let body = body.map_or(Body::empty(), Body::from);
        let request = request.body(body).expect("a request");
        let app = self.app.clone();
        let page = self.runtime.block_on(async move {
            let answer = app.oneshot(request).await.expect("the router always answers");
            let (parts, body) = answer.into_parts();
            let bytes = to_bytes(body, 10_000_000).await.expect("a whole body");
            let html = String::from_utf8_lossy(&bytes).into_owned();
            Page {
                path: path.to_owned(),
                status: parts.status.as_u16(),
                headers: parts.headers,
                html,
                bytes: bytes.to_vec(),
            }
        });
        self.keep_cookies(&page);
        page
    }

    fn keep_cookies(&mut self, page: &Page) {
        for line in page.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are plain");
            let pair = line.split(';').next().expect("a cookie has a value");
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
