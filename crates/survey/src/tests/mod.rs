//! Stories of the home visits, on both databases.

mod forms;
mod guardians;
mod papers;
mod visits;

use crate::{
    Answers, CampaignPoints, Interview, Method, NewVisit, Outcome, Team,
    testing::{Village, Villager},
};
use db::testing::on_both;
use jiff::civil::date;
use kernel::PersonId;
use office::Role;

fn each(story: impl Fn(&Village)) {
    on_both(|db| story(&Village::over(db)));
}

/// The two officers of xã Bình Trị.
fn team(village: &Village) -> Team {
    Team { police: village.officer(Role::CommunePolice).staff, officer: village.officer(Role::SocialOfficer).staff }
}

fn answers(pairs: &[(&str, &str)]) -> Interview {
    Interview { question_set: 1, answers: Answers::new(pairs.iter().copied()) }
}

/// A visit on 26 January at which the person chose cash at the point, having no account.
fn visit(village: &Village, person: PersonId) -> NewVisit {
    NewVisit {
        person,
        visited_on: date(2024, 1, 26),
        team: team(village),
        outcome: Outcome::Chose,
        interview: Some(answers(&[("has_account", "no"), ("wish", "cash")])),
        group: None,
        method: Some(Method::CashPoint),
        campaign: CampaignPoints::all(),
        minutes: None,
    }
}

/// A person of xã Bình Châu.
fn neighbour(full_name: &str) -> Villager {
    Villager { unit: crate::testing::BINH_CHAU, ..Villager::named(full_name) }
}
