//! Parts that show something.

use crate::{shell::assets::Asset, wording::T};
use askama::Template;

/// What a colour means. Never the only sign: a word or an icon says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing special.
    Plain,
    /// Good to know.
    Info,
    /// Done, in order.
    Good,
    /// Look at this.
    Warn,
    /// Wrong, or cannot be undone.
    Bad,
}

impl Tone {
    /// The end of a class name.
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Info => "info",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
        }
    }

    /// Whether it warns of something that cannot be undone.
    pub const fn is_bad(self) -> bool {
        matches!(self, Tone::Bad)
    }

    /// The sign that goes with it.
    pub const fn icon(self) -> &'static str {
        match self {
            Tone::Plain | Tone::Info => "info",
            Tone::Good => "check",
            Tone::Warn | Tone::Bad => "alert",
        }
    }
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub href: String,
    pub text: String,
}

impl Link {
    pub fn to(href: impl Into<String>, text: impl Into<String>) -> Link {
        Link { href: href.into(), text: text.into() }
    }
}

/// A small picture from the sprite, silent for a screen reader: the words beside it say the same.
#[derive(Template)]
#[template(
    source = r##"<svg class="icon" aria-hidden="true" focusable="false" width="24" height="24"><use href="{{ Asset::Sprite.url() }}#{{ name }}"/></svg>"##,
    ext = "html"
)]
pub(crate) struct Icon {
    name: &'static str,
}

impl Icon {
    /// By its id in `static/sprite.svg`.
    pub const fn of(name: &'static str) -> Icon {
        Icon { name }
    }
}

/// A box that tells something.
#[derive(Template)]
#[template(path = "components/notice.html")]
pub(crate) struct Notice {
    tone: Tone,
    title: String,
    text: String,
    link: Option<Link>,
}

impl Notice {
    pub fn of(tone: Tone, title: impl Into<String>) -> Notice {
        Notice { tone, title: title.into(), text: String::new(), link: None }
    }

    /// Where something is done about it.
    pub fn link(self, link: Option<Link>) -> Notice {
        Notice { link, ..self }
    }

    /// More, under the first line.
    pub fn text(self, text: impl Into<String>) -> Notice {
        Notice { text: text.into(), ..self }
    }

    fn role(&self) -> &'static str {
        if self.tone == Tone::Bad { "alert" } else { "status" }
    }
}

/// A word in a coloured lozenge: a state.
#[derive(Clone, Template)]
#[template(source = r#"<strong class="tag tag--{{ tone.class() }}">{{ text }}</strong>"#, ext = "html")]
pub(crate) struct Tag {
    tone: Tone,
    text: String,
}

impl Tag {
    pub fn of(tone: Tone, text: impl Into<String>) -> Tag {
        Tag { tone, text: text.into() }
    }
}

/// The way from the start to this page, without the page itself.
#[derive(Template)]
#[template(path = "components/breadcrumb.html")]
pub(crate) struct Breadcrumb {
    t: T,
    links: Vec<Link>,
}

impl Breadcrumb {
    /// Begins at the start page.
    pub fn home(t: T) -> Breadcrumb {
        Breadcrumb { t, links: vec![Link::to("/", t.nav_home())] }
    }

    /// One step further.
    pub fn then(mut self, href: impl Into<String>, text: impl Into<String>) -> Breadcrumb {
        self.links.push(Link::to(href, text));
        self
    }
}

/// Earlier and later parts of a long list.
#[derive(Template)]
#[template(path = "components/pagination.html")]
pub(crate) struct Pagination {
    pub t: T,
    /// Back to the beginning.
    pub first: Option<String>,
    /// On to what follows.
    pub next: Option<String>,
}

/// Pages that belong together, side by side.
#[derive(Template)]
#[template(path = "components/tabs.html")]
pub(crate) struct Tabs {
    pub label: String,
    pub tabs: Vec<Tab>,
}

/// One of them.
pub(crate) struct Tab {
    pub link: Link,
    pub is_here: bool,
}

/// How far a long work has come.
#[derive(Template)]
#[template(path = "components/progress.html")]
pub(crate) struct Progress {
    pub label: String,
    pub done: u64,
    /// Nothing while it is not known.
    pub total: Option<u64>,
    /// In words: `1.234 / 5.000`.
    pub words: String,
}

impl Progress {
    fn total_or_one(&self) -> u64 {
        self.total.unwrap_or(1).max(1)
    }
}

/// There is nothing here, why, and what to do about it.
#[derive(Template)]
#[template(path = "components/empty.html")]
pub(crate) struct Empty {
    icon: Icon,
    title: String,
    text: String,
    link: Option<Link>,
}

impl Empty {
    pub fn of(icon: &'static str, title: impl Into<String>, text: impl Into<String>) -> Empty {
        Empty { icon: Icon::of(icon), title: title.into(), text: text.into(), link: None }
    }

    /// What to do about it.
    pub fn link(self, href: impl Into<String>, text: impl Into<String>) -> Empty {
        Empty { link: Some(Link::to(href, text)), ..self }
    }
}

/// Facts of one thing: a key, a value, perhaps a link to change it.
#[derive(Template)]
#[template(path = "components/summary_list.html")]
pub(crate) struct SummaryList {
    pub rows: Vec<SummaryRow>,
}

/// One fact.
pub(crate) struct SummaryRow {
    key: String,
    value: String,
    tag: Option<Tag>,
    changes: Vec<Link>,
}

impl SummaryRow {
    pub fn of(key: impl Into<String>, value: impl Into<String>) -> SummaryRow {
        SummaryRow { key: key.into(), value: value.into(), tag: None, changes: Vec::new() }
    }

    /// The value is a state.
    pub fn tag(self, tag: Tag) -> SummaryRow {
        SummaryRow { tag: Some(tag), ..self }
    }

    /// Where it can be changed, in one way or several. The link's words are read out with the key.
    pub fn change(mut self, href: impl Into<String>, text: impl Into<String>) -> SummaryRow {
        self.changes.push(Link::to(href, text));
        self
    }
}

/// What happened, the newest first.
#[derive(Template)]
#[template(path = "components/timeline.html")]
pub(crate) struct Timeline {
    pub items: Vec<TimelineItem>,
}

/// One thing that happened.
pub(crate) struct TimelineItem {
    pub when: String,
    /// For machines: `2024-01-25T03:00:00Z`.
    pub instant: String,
    pub title: String,
    pub who: String,
    pub text: String,
}
