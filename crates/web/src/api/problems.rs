//! All problems by name: what each means to a caller.

use super::{call::told, description::tags, reaction::Reaction};
use crate::shell::{problem::Answer, visit::View};
use serde::Serialize;
use utoipa::ToSchema;

/// Every code there is, and what a caller does about it. The documents are checked against it.
#[rustfmt::skip]
pub(crate) const CATALOGUE: &[(&str, Reaction)] = &[
    ("api.cursor_foreign",                Reaction::LookAndDecide),
    ("api.fields",                     Reaction::CorrectFields),
    ("api.key_busy",                   Reaction::LookAndDecide),
    ("api.key_form",                   Reaction::CorrectCall),
    ("api.key_missing",                Reaction::CorrectCall),
    ("api.key_reused",                 Reaction::CorrectFields),
    ("api.malformed",                  Reaction::CorrectCall),
    ("api.not_json",                   Reaction::SendJson),
    ("api.stale",                      Reaction::ReadAgain),
    ("api.too_deep",                   Reaction::CorrectCall),
    ("matching.not_a_candidate",       Reaction::LookAndDecide),
    ("matching.not_sent",              Reaction::LookAndDecide),
    ("matching.nothing_to_undo",       Reaction::LookAndDecide),
    ("matching.settled",               Reaction::LookAndDecide),
    ("matching.superseded",            Reaction::LookAndDecide),
    ("matching.version_moved",         Reaction::LookAndDecide),
    ("office.agency_of_other_tier",    Reaction::LookAndDecide),
    ("office.agency_unknown",          Reaction::LookAndDecide),
    ("office.already_assigned",        Reaction::LookAndDecide),
    ("office.code_wrong",              Reaction::LookAndDecide),
    ("office.contact",                Reaction::LookAndDecide),
    ("office.day_out_of_range",       Reaction::LookAndDecide),
    ("office.ends_before",             Reaction::LookAndDecide),
    ("office.external_identity_taken", Reaction::LookAndDecide),
    ("office.first_run_over",          Reaction::LookAndDecide),
    ("office.job_ended",               Reaction::LookAndDecide),
    ("office.job_kind_unknown",        Reaction::LookAndDecide),
    ("office.last_administrator",      Reaction::LookAndDecide),
    ("office.letter",                  Reaction::LookAndDecide),
    ("office.letter_registered",       Reaction::LookAndDecide),
    ("office.login_fault",             Reaction::CorrectFields),
    ("office.login_taken",             Reaction::LookAndDecide),
    ("office.not_on_yourself",         Reaction::LookAndDecide),
    ("office.office_closed",           Reaction::LookAndDecide),
    ("office.office_has_staff",        Reaction::LookAndDecide),
    ("office.office_needed",           Reaction::LookAndDecide),
    ("office.office_not_wanted",       Reaction::LookAndDecide),
    ("office.one_hand",               Reaction::LookAndDecide),
    ("office.own_proposal",            Reaction::LookAndDecide),
    ("office.password",                Reaction::LookAndDecide),
    ("office.password_wrong",          Reaction::LookAndDecide),
    ("office.period_backwards",        Reaction::LookAndDecide),
    ("office.proposal_decided",        Reaction::LookAndDecide),
    ("office.proposal_open",           Reaction::LookAndDecide),
    ("office.reference",               Reaction::LookAndDecide),
    ("office.role_does_not_fit",       Reaction::LookAndDecide),
    ("office.role_of_other_kind",      Reaction::LookAndDecide),
    ("office.second_factor_needed",    Reaction::LookAndDecide),
    ("office.set_up_code_wrong",       Reaction::LookAndDecide),
    ("office.sign_in_refused",         Reaction::SignIn),
    ("office.step_first",              Reaction::AskForRight),
    ("office.text_length",             Reaction::CorrectFields),
    ("office.token_end",               Reaction::LookAndDecide),
    ("office.too_many_communes",       Reaction::LookAndDecide),
    ("office.too_many_tries",          Reaction::Wait),
    ("office.tree_file",               Reaction::LookAndDecide),
    ("office.tree_renumbered",         Reaction::LookAndDecide),
    ("office.unit_elsewhere",          Reaction::LookAndDecide),
    ("office.unit_unknown",            Reaction::LookAndDecide),
    ("office.version_moved",           Reaction::LookAndDecide),
    ("sources.column_twice",           Reaction::LookAndDecide),
    ("sources.document",               Reaction::LookAndDecide),
    ("sources.file",                   Reaction::LookAndDecide),
    ("sources.file_matched",           Reaction::LookAndDecide),
    ("sources.header_line",            Reaction::LookAndDecide),
    ("sources.name",                   Reaction::LookAndDecide),
    ("sources.name_column_missing",    Reaction::LookAndDecide),
    ("sources.read_anew",              Reaction::LookAndDecide),
    ("web.away",                       Reaction::RepeatLater),
    ("web.busy",                       Reaction::RepeatLater),
    ("web.disk_full",                  Reaction::RepeatLater),
    ("web.fault",                      Reaction::Report),
    ("web.forbidden",                  Reaction::AskForRight),
    ("web.form_expired",               Reaction::AskForRight),
    ("web.not_found",                  Reaction::AskForAnother),
    ("web.other_site",                 Reaction::AskForRight),
    ("web.sign_in_first",              Reaction::SignIn),
    ("web.timed_out",                  Reaction::RepeatLater),
    ("web.too_large",                  Reaction::SendLess),
    ("web.too_often",                  Reaction::Wait),
    ("web.unreadable",                 Reaction::CorrectCall),
    ("web.unsure",                     Reaction::RepeatLater),
    ("web.wrong_method",               Reaction::UseAllowedMethod),
];

/// All problems.
#[derive(Serialize, ToSchema)]
pub(crate) struct Problems {
    /// By code.
    items: Vec<ProblemKind>,
}

/// One problem.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "code": "api.key_reused", "status": 422, "reaction": "Sửa các trường được nêu tên, hoặc dùng khóa mới cho lần gọi mới."
}))]
pub(crate) struct ProblemKind {
    /// Its name, which never changes.
    code: &'static str,
    /// The HTTP status it comes with.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What a caller does about it.
    reaction: &'static str,
}

/// List all problems.
#[utoipa::path(get, path = "/api/v1/problems", tag = tags::DESCRIPTION,
    responses((status = 200, description = "Every problem this API can answer with.", body = Problems)))]
pub(crate) async fn list_problems(view: View) -> Answer {
    let kind = |(code, reaction): &(&'static str, Reaction)| ProblemKind {
        code,
        status: reaction.status().as_u16(),
        reaction: reaction.sentence(view.t),
    };
    Ok(told(&Problems { items: CATALOGUE.iter().map(kind).collect() }))
}
