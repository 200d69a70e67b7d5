//! Steps 3 and 4: the home visits, and what each person chose.
//!
//! *Owns* visits with their answers, the forms they came in, refusal minutes, authorisations and guardianships, and the standing they leave.
//! *Takes* beneficiaries of the registry, and what two officers heard at the door or wrote into a workbook.
//! *Gives* each person's group and way of receiving, and how far each commune is.
//! *Never* decides for a person: who has not chosen has no method here.

mod authorisation;
mod campaign;
mod confirm_authorisations;
mod count_progress;
mod form;
mod guardian_list;
mod list_people;
mod method;
mod minutes;
mod paper_steps;
mod question;
mod receive_form;
mod receive_guardians;
mod record_authorisations;
mod record_results;
mod record_visits;
mod refusal;
mod result_column;
mod results;
mod return_form;
mod returned;
mod revoke_authorisation;
mod sign_minutes;
mod staged;
mod standing;
mod store;
#[cfg(any(test, feature = "testing"))]
#[path = "tests/village.rs"]
pub mod testing;
#[cfg(test)]
mod tests;
mod visit;
mod write_form;

pub use authorisation::{
    Authorisation, AuthorisationFault, AuthorisationKind, AuthorisationSeen, AuthorisationState, NewAuthorisation,
    PEOPLE_OF_A_PROXY_MAX, TERM_MONTHS_UNSAID,
};
pub use campaign::{CampaignPoint, CampaignPoints};
pub use confirm_authorisations::{Confirmed, confirm_authorisations};
pub use count_progress::{CommuneProgress, count_progress};
pub use form::{FORM_BYTES_MAX, NewForm, Receipt, VisitForm, find_form, list_forms, list_returned, load_form_content};
pub use guardian_list::{GuardianColumn, GuardianFault, GuardianRow, ReadGuardians, read_guardian_list};
pub use list_people::{PEOPLE_LISTED_MAX, ToVisit, VisitFilter, list_to_visit};
pub use method::{Channel, Method};
pub use minutes::{Mark, Minutes, MinutesState, PaperMinutes, Signer};
pub use paper_steps::{PaperMove, PaperStep, list_dead_payees, list_paper_steps};
pub use question::{
    AnswerFault, Answers, Choice, Question, QuestionSet, When, question_set, question_set_on, question_sets,
};
pub use receive_form::receive_form;
pub use receive_guardians::{
    GuardianList, GuardianReceipt, NewGuardians, list_guardian_lists, load_guardian_list, receive_guardians,
    return_guardians, write_guardian_template,
};
pub use record_authorisations::{
    ProxyOfMany, RecordedAuthorisations, list_authorisations, list_proxies_of_many, list_unconfirmed,
    record_authorisations,
};
pub use record_results::{RecordedResults, find_persons, record_results};
pub use record_visits::{Recorded, RecordedVisits, VISITS_AT_ONCE_MAX, record_visit, record_visits};
pub use refusal::{Refusal, RowFault};
pub use result_column::ResultColumn;
pub use results::{Payee, ReadResults, ResultFault, ResultRow, WrittenAccount, read_form, read_results};
pub use return_form::return_form;
pub use returned::ReturnedRow;
pub use revoke_authorisation::revoke_authorisation;
pub use sign_minutes::{close_minutes, list_minutes, list_visits, mark_minutes, sign_minutes};
pub use standing::{Standing, find_standing};
pub use visit::{ForceMajeure, Group, Interview, NewVisit, Outcome, Team, VISIT_DAYS_BACK_MAX, Visit, VisitFault};
pub use write_form::write_form;
