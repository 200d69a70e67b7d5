//! What every change of reference data asks for, and how it is sent.

use super::seen_in;
use crate::{
    components::{Field, Form},
    shell::{notice::Notice, problem::Answer, visit::View},
    wording::{T, parse_date},
};
use jiff::civil::Date;
use office::{
    Refusal,
    reference::{Change, Proposed, Reference, ReferenceFault, State, propose},
};

/// From when until when, why, and what the person saw.
pub(super) struct When {
    from: Date,
    until: Option<Date>,
    seen: Option<i64>,
    why: String,
}

impl When {
    /// Reads the fields; what is wrong is noted in the form.
    pub fn read(t: T, form: &mut Form) -> Option<When> {
        let from = parse_date(form.value("from"));
        if from.is_none() {
            form.refuse("from", t.date_wrong());
        }
        let typed = form.value("until").to_owned();
        let until = parse_date(&typed);
        if !typed.is_empty() && until.is_none() {
            form.refuse("until", t.date_wrong());
        }
        form.require("why", t.reference_why_missing());
        let from = from?;
        Some(When { from, until, seen: seen_in(form.value("seen"), from), why: form.value("why").to_owned() })
    }

    /// One day, and no other.
    pub fn on(t: T, form: &mut Form, day: Date) -> When {
        form.require("why", t.reference_why_missing());
        When { from: day, until: Some(day), seen: seen_in(form.value("seen"), day), why: form.value("why").to_owned() }
    }
}

/// The fields `When` reads.
pub(super) fn when_fields(t: T, form: &Form) -> [Field; 3] {
    [
        form.date("from", t.reference_from()),
        form.date("until", t.reference_until()).optional(),
        form.area("why", t.reference_why()),
    ]
}

/// Sends the change; a refusal is noted in the form at the field it belongs to.
pub(super) async fn submit<V>(view: &View, form: &mut Form, value: V, when: When) -> Answer<Option<Notice>>
where
    V: Reference + Send + 'static,
{
    let When { from, until, seen, why } = when;
    let change = Change { value, from, until, seen, why };
    match view.write(move |tx, me| propose(tx, &me.acting, &change)).await? {
        Ok(Proposed { state: State::Proposed, .. }) => Ok(Some(Notice::ReferenceProposed)),
        Ok(_) => Ok(Some(Notice::ReferenceChanged)),
        Err(refusal) => {
            form.refuse(field_of(&refusal), view.tell(refusal)?);
            Ok(None)
        }
    }
}

/// At which field a refusal belongs.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Reference(ReferenceFault::Text { field, .. }) | Refusal::TextLength { field, .. } => field,
        Refusal::Reference(ReferenceFault::Amount | ReferenceFault::CoefficientAndAmount) => "amount",
        Refusal::Reference(ReferenceFault::Coefficient) => "coefficient",
        Refusal::Reference(ReferenceFault::Ages) => "age_to",
        Refusal::Reference(ReferenceFault::Bin) => "key",
        Refusal::Reference(ReferenceFault::Percent) => "percent",
        Refusal::Reference(ReferenceFault::Population) => "populations",
        Refusal::PeriodBackwards { .. } => "until",
        _ => "from",
    }
}
