//! Where the ids of an answer lead, said in the description: a reader, or a tool that tries the API, goes on from there.

use serde_json::{Map, Value, json};

/// An answer and a call that takes something from it.
struct Link {
    /// The call that answers, by its name in the description.
    from: &'static str,
    /// With which status.
    status: &'static str,
    /// The call it leads to.
    to: &'static str,
    /// Its parameters, each with the place in the answer.
    takes: &'static [(&'static str, &'static str)],
}

const fn link(
    from: &'static str,
    status: &'static str,
    to: &'static str,
    takes: &'static [(&'static str, &'static str)],
) -> Link {
    Link { from, status, to, takes }
}

/// The four parts that name a proposal, in the answer that made it.
const PROPOSAL: &[(&str, &str)] = &[("kind", "/kind"), ("item", "/item"), ("from", "/from"), ("version", "/version")];

#[rustfmt::skip]
const LINKS: &[Link] = &[
    link("list_units",        "200", "show_unit",            &[("unit", "/items/0/code")]),
    link("list_units",        "200", "list_children",        &[("unit", "/items/0/code")]),
    link("list_offices",      "200", "show_office",          &[("office", "/items/0/id")]),
    link("create_office",     "201", "show_office",          &[("office", "/id")]),
    link("create_office",     "201", "rename_office",        &[("office", "/id")]),
    link("create_office",     "201", "close_office",         &[("office", "/id")]),
    link("list_staff",        "200", "show_staff",           &[("staff", "/items/0/id")]),
    link("create_staff",      "201", "show_staff",           &[("staff", "/staff/id")]),
    link("create_staff",      "201", "change_staff",         &[("staff", "/staff/id")]),
    link("create_staff",      "201", "assign",               &[("staff", "/staff/id")]),
    link("create_staff",      "201", "deactivate_staff",     &[("staff", "/staff/id")]),
    link("create_staff",      "201", "reset_password",       &[("staff", "/staff/id")]),
    link("create_staff",      "201", "reset_second_factor",  &[("staff", "/staff/id")]),
    link("create_staff",      "201", "unlock_staff",         &[("staff", "/staff/id")]),
    link("create_staff",      "201", "list_tokens",          &[("staff", "/staff/id")]),
    link("create_staff",      "201", "issue_token",          &[("staff", "/staff/id")]),
    link("create_staff",      "201", "list_identities",      &[("staff", "/staff/id")]),
    link("create_staff",      "201", "link_identity",        &[("staff", "/staff/id")]),
    link("create_staff",      "201", "unlink_identity",      &[("staff", "/staff/id")]),
    link("deactivate_staff",  "200", "reactivate_staff",     &[("staff", "/id")]),
    link("assign",            "201", "end_assignment",       &[("assignment", "/id")]),
    link("issue_token",       "201", "confirm_token",        &[("token", "/token/id")]),
    link("issue_token",       "201", "revoke_token",         &[("token", "/token/id")]),
    link("send_import",       "201", "show_job",             &[("job", "/id")]),
    link("list_imports",      "200", "show_import",          &[("import", "/items/0/id")]),
    link("list_imports",      "200", "list_import_faults",   &[("import", "/items/0/id")]),
    link("list_imports",      "200", "read_returned_rows",   &[("import", "/items/0/id")]),
    link("list_imports",      "200", "show_mapping",         &[("import", "/items/0/id")]),
    link("show_import",       "200", "put_mapping",          &[("import", "/import/id")]),
    link("show_import",       "200", "accept_proposals",     &[("import", "/import/id")]),
    link("show_import",       "200", "match_import",         &[("import", "/import/id")]),
    link("show_import",       "200", "enrol_import",         &[("import", "/import/id")]),
    link("show_person",       "200", "recheck_person_told",  &[("person", "/person/id")]),
    link("list_record_exceptions", "200", "show_record_exception", &[("exception", "/items/0/id")]),
    link("show_record_exception", "200", "solve_record_exception", &[("exception", "/exception/id")]),
    link("solve_record_exception", "200", "undo_record_exception", &[("exception", "/id")]),
    link("list_record_proposals", "200", "show_record_proposal", &[("proposal", "/items/0/proposal")]),
    link("show_record_proposal", "200", "view_record_proposal", &[("proposal", "/proposal")]),
    link("show_record_proposal", "200", "take_record_proposal", &[("proposal", "/proposal")]),
    link("show_record_proposal", "200", "decline_record_proposal", &[("proposal", "/proposal")]),
    link("list_households_told", "200", "show_household",    &[("household", "/items/0/id")]),
    link("list_movements_told", "200", "show_movement",      &[("movement", "/items/0/id")]),
    link("list_match_rows",   "200", "show_match_row",       &[("row", "/items/0/row")]),
    link("show_match_row",    "200", "decide_match_row",     &[("row", "/row/row")]),
    link("show_match_row",    "200", "undo_match_row",       &[("row", "/row/row")]),
    link("list_persons",      "200", "show_person",          &[("person", "/items/0/id")]),
    link("search_persons",    "200", "show_person",          &[("person", "/items/0/id")]),
    link("show_person",       "200", "view_person",          &[("person", "/person/id")]),
    link("list_population_batches", "200", "show_population_batch", &[("batch", "/items/0/id")]),
    link("submit_job",        "201", "show_job",             &[("job", "/id")]),
    link("submit_job",        "201", "cancel_job",           &[("job", "/id")]),
    link("submit_job",        "201", "read_file_part",       &[("job", "/id")]),
    link("register_letter",   "201", "show_letter",          &[("letter", "/letter/id")]),
    link("register_letter",   "201", "correct_letter",       &[("letter", "/letter/id")]),
    link("register_letter",   "201", "put_letter_file",      &[("letter", "/letter/id"), ("version", "/letter/version")]),
    link("put_letter_file",   "200", "read_letter_file",     &[("letter", "/id")]),
    link("list_rates",        "200", "show_rate",            &[("rate", "/items/0/item")]),
    link("list_categories",   "200", "show_category",        &[("category", "/items/0/item")]),
    link("list_banks",        "200", "show_bank",            &[("bank", "/items/0/item")]),
    link("list_holidays",     "200", "show_holiday",         &[("holiday", "/items/0/item")]),
    link("set_holiday",       "201", "void_holiday",         &[("holiday", "/item")]),
    link("list_targets",      "200", "show_target",          &[("target", "/items/0/item")]),
    link("propose_rate",      "201", "approve_proposal",     PROPOSAL),
    link("propose_rate",      "201", "reject_proposal",      PROPOSAL),
    link("propose_category",  "201", "reject_proposal",      PROPOSAL),
];

/// Puts the links into the description.
pub(super) fn describe(api: &mut Value) {
    for Link { from, status, to, takes } in LINKS {
        let place = |(name, pointer): &(&str, &str)| ((*name).to_owned(), json!(format!("$response.body#{pointer}")));
        let parameters: Map<String, Value> = takes.iter().map(place).collect();
        let link = json!({ "operationId": to, "parameters": parameters });
        if let Some(operation) = operation_mut(api, from) {
            operation["responses"][status]["links"][to] = link;
        }
    }
}

fn operation_mut<'a>(api: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    let paths = api["paths"].as_object_mut()?;
    let mut operations = paths.values_mut().filter_map(Value::as_object_mut).flat_map(|path| path.values_mut());
    operations.find(|operation| operation["operationId"] == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_leads_from_an_answer_to_the_parameters_of_a_call() {
        let mut api: Value = serde_json::from_str(&crate::api::openapi()).expect("JSON");
        for Link { from, status, to, takes } in LINKS {
            let answers = operation_mut(&mut api, from).unwrap_or_else(|| panic!("no call {from}"));
            assert!(answers["responses"][status]["links"][to].is_object(), "{from} {status} {to}");
            assert!(answers["responses"][status]["content"].is_object(), "{from} answers {status}");
            let takes_there = operation_mut(&mut api, to).unwrap_or_else(|| panic!("no call {to}"));
            for (name, _) in *takes {
                let parameters = takes_there["parameters"].as_array().expect("parameters");
                assert!(parameters.iter().any(|parameter| parameter["name"] == *name), "{to} takes {name}");
            }
        }
    }
}
