//! The trail, as far as the caller may read it.

use super::{
    call::Call,
    description::tags,
    input::query,
    paging::{Cursor, Limit, List, Page, Part},
    sent::Asked,
    values::{Day, SubjectKey, VerbKey},
};
use crate::shell::problem::Answer;
use jiff::Timestamp;
use kernel::{AuditRecordId, OfficeId, StaffId};
use office::audit::{self, Filter};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

const LIST: List<audit::Record, AuditRecordId> = List { name: "audit", key: |record| record.id };

/// One record of the trail.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditRecord, example = json!({
    "id": "018d3f9e-2b1c-7c3a-9f6e-0123456789ab",
    "at": "2024-01-25T03:00:00Z",
    "staff": "018d3f9e-2b1c-7c3a-9f6e-0123456789ac",
    "role": "administrator",
    "office": null,
    "address": "10.0.0.7",
    "request": "018d3f9e-2b1c-7c3a-9f6e-0123456789ad",
    "verb": "offices.create",
    "is_view": false,
    "subject_kind": "office",
    "subject": "018d3f9e-2b1c-7c3a-9f6e-0123456789ae",
    "place": 1_006_789,
    "why": null,
    "was": null,
    "became": { "name": "Phòng LĐ-TB&XH huyện Bình Sơn" }
}))]
pub(crate) struct RecordShown {
    /// Its id, in the order of time.
    #[schema(value_type = String, format = Uuid)]
    id: AuditRecordId,
    /// When.
    at: Timestamp,
    /// Who; sixteen zero bytes where nobody had signed in.
    #[schema(value_type = String, format = Uuid)]
    staff: StaffId,
    /// As what.
    role: String,
    /// In which office.
    #[schema(value_type = Option<String>, format = Uuid)]
    office: Option<OfficeId>,
    /// From which address.
    address: String,
    /// By which request.
    request: String,
    /// What was done.
    verb: String,
    /// Whether something sensitive was looked at, and nothing changed.
    is_view: bool,
    /// The kind of subject.
    subject_kind: String,
    /// The subject's id or code.
    subject: String,
    /// The place number it belongs to.
    place: Option<i64>,
    /// The reason given.
    why: Option<String>,
    /// What it was before.
    was: Option<Value>,
    /// What it is since.
    became: Option<Value>,
}

impl From<audit::Record> for RecordShown {
    fn from(record: audit::Record) -> RecordShown {
        // What was kept is JSON; should somebody have put something else there, it is shown as it is.
        let as_json = |text: String| serde_json::from_str(&text).unwrap_or(Value::String(text));
        RecordShown {
            id: record.id,
            at: record.at,
            staff: record.staff,
            role: record.role,
            office: record.office,
            address: record.address,
            request: record.request,
            verb: record.verb,
            is_view: record.is_view,
            subject_kind: record.subject_kind,
            subject: record.subject,
            place: record.place,
            why: record.why,
            was: record.was.map(as_json),
            became: record.became.map(as_json),
        }
    }
}

query! {
    /// Which records.
    AuditQuery {
        /// Done by whom.
        #[param(value_type = Option<String>, format = Uuid)]
        staff: Option<StaffId>,
        /// Done to what: its id or code.
        subject: Option<SubjectKey>,
        /// What was done.
        verb: Option<VerbKey>,
        /// From this day on.
        from: Option<Day>,
        /// Until this day, included.
        to: Option<Day>,
        limit: Option<Limit>,
        cursor: Option<Cursor>,
    }
}

/// List the trail, newest first.
///
/// To verify it, ask for a job of the kind `audit.verify`.
#[utoipa::path(get, path = "/api/v1/audit", tag = tags::AUDIT, params(AuditQuery),
    responses((status = 200, description = "A page of the trail.", body = Page<RecordShown>)))]
pub(crate) async fn list_audit(call: Call, Asked(query): Asked<AuditQuery>) -> Answer {
    let filter = Filter {
        staff: query.staff,
        subject: query.subject.map(String::from),
        verb: query.verb.map(String::from),
        from: query.from.map(|Day(day)| day),
        to: query.to.map(|Day(day)| day),
    };
    call.list::<RecordShown, _, _, _>(LIST, Part::of(query.limit, query.cursor), move |tx, acting, after| {
        audit::list_records(tx, &acting.ground_scope(), acting, &filter, after).map(|page| page.records)
    })
    .await
}
