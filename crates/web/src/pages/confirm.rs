//! The page that asks once more, or asks for the one or two things an action needs. No dialogs: a page can be read,
//! printed, and left by the back button.

use crate::{
    components::{Breadcrumb, Choices, Field, Finder, Form, Select, Table, Tone},
    shell::visit::View,
    wording::T,
};
use askama::Template;
use axum::response::Response;

/// One thing a page asks, in the order it was given.
enum Asked {
    Choices(Choices),
    Field(Field),
    Finder(Finder),
    Select(Select),
}

/// A question with a button. The form goes to the page's own address.
#[derive(Template)]
#[template(path = "pages/confirm.html")]
pub(crate) struct Confirm<'a> {
    t: T,
    view: &'a View,
    form: &'a Form,
    way: Breadcrumb,
    over: String,
    title: String,
    text: String,
    beside: Option<Table>,
    hidden: Vec<(&'static str, String)>,
    asked: Vec<Asked>,
    tone: Tone,
    button: &'static str,
    back: String,
    action: String,
}

impl<'a> Confirm<'a> {
    /// The question as a heading.
    pub fn of(view: &'a View, form: &'a Form, title: impl Into<String>) -> Confirm<'a> {
        Confirm {
            t: view.t,
            view,
            form,
            way: Breadcrumb::home(view.t),
            over: String::new(),
            title: title.into(),
            text: String::new(),
            beside: None,
            hidden: Vec::new(),
            asked: Vec::new(),
            tone: Tone::Good,
            button: view.t.continue_(),
            back: "/".to_owned(),
            action: view.path.split('?').next().unwrap_or("/").to_owned(),
        }
    }

    /// What it is about, above the heading.
    pub fn over(self, over: impl Into<String>) -> Confirm<'a> {
        Confirm { over: over.into(), ..self }
    }

    /// The way here.
    pub fn way(self, way: Breadcrumb) -> Confirm<'a> {
        Confirm { way, ..self }
    }

    /// What will happen.
    pub fn text(self, text: impl Into<String>) -> Confirm<'a> {
        Confirm { text: text.into(), ..self }
    }

    /// What is looked at while answering.
    pub fn beside(self, table: Table) -> Confirm<'a> {
        Confirm { beside: Some(table), ..self }
    }

    /// One thing asked.
    pub fn field(mut self, field: Field) -> Confirm<'a> {
        self.asked.push(Asked::Field(field));
        self
    }

    /// One choice asked.
    pub fn select(mut self, select: Select) -> Confirm<'a> {
        self.asked.push(Asked::Select(select));
        self
    }

    /// One of many asked. The handler shows the page again while `Form::is_finding`.
    pub fn finder(mut self, finder: Finder) -> Confirm<'a> {
        self.asked.push(Asked::Finder(finder));
        self
    }

    /// One group of boxes asked.
    pub fn choices(mut self, choices: Choices) -> Confirm<'a> {
        self.asked.push(Asked::Choices(choices));
        self
    }

    /// What the page knew when it was opened, brought back unseen.
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Confirm<'a> {
        self.hidden.push((name, value.into()));
        self
    }

    /// The button that does it: `Tone::Bad` where it cannot be undone.
    pub fn button(self, tone: Tone, button: &'static str) -> Confirm<'a> {
        Confirm { tone, button, ..self }
    }

    /// The page; `back` is where "cancel" leads.
    pub fn answer(mut self, back: &str) -> Response {
        back.clone_into(&mut self.back);
        self.view.form_page(&self.title, self.form, &self)
    }
}
