//! What another room shows on a person's page: a heading, facts, a table, and where to go on.

use crate::{
    components::{Link, Notice, SummaryList, Table},
    shell::problem::Problem,
};
use askama::Template;

/// One section.
#[derive(Template)]
#[template(path = "pages/person_part.html")]
pub(crate) struct PersonPart {
    pub title: &'static str,
    /// What has to be known before anything else.
    pub says: Vec<Notice>,
    pub facts: Option<SummaryList>,
    pub table: Option<Table>,
    /// What is said where there is no table.
    pub none: &'static str,
    pub links: Vec<Link>,
}

impl PersonPart {
    /// As it stands in the page.
    pub fn written(&self) -> Result<String, Problem> {
        self.render().map_err(|fault| Problem::Fault(fault.to_string()))
    }
}
