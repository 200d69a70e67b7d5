//! Staff: people and service accounts, and what they work as.

mod api_token;
mod assign;
mod change_staff;
mod create_staff;
mod first_run;
mod hands;
mod list_staff;
mod login;
mod member;
mod set_up_code;
pub(crate) mod store;
mod way_back;

pub use api_token::{
    ApiToken, TOKEN_LIFE_MAX, confirm_token, find_current_post, issue_token, list_living_tokens, list_tokens,
    may_confirm_token, revoke_token,
};
pub use assign::{Assignment, NewAssignment, assign, end_assignment};
pub use change_staff::{StaffDetails, change_staff, deactivate_staff, reactivate_staff};
pub use create_staff::{NewStaff, create_service_account, create_staff};
pub use first_run::{create_first_administrator, first_run_needed};
pub use hands::{Hands, are_independent, hands_between, must_not_be_one_hand};
pub use list_staff::{STAFF_PAGE, StaffFilter, StaffLine, find_own_name, find_staff, list_names, list_staff};
pub use login::{LOGIN_LENGTH_MAX, LOGIN_LENGTH_MIN, Login, LoginFault};
pub use member::{NAME_LENGTH_MAX, Staff, StaffKind};
pub use set_up_code::{SetUpCode, SetUpProof, prove_set_up};
pub use way_back::{reset_password, reset_second_factor, unlock};

pub(crate) use api_token::service;
pub(crate) use assign::{Post, find_post};
pub(crate) use change_staff::not_oneself;
pub(crate) use hands::must_be_two_persons;
pub(crate) use member::{check_length, load_person};
pub(crate) use store::{find_active, list_posts};

#[cfg(test)]
mod tests;
