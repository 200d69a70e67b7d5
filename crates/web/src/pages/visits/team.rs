//! The two who visit, as a form asks for them.

use crate::{
    components::{Form, Select},
    shell::{problem::Answer, visit::View},
    wording::T,
};
use kernel::StaffId;
use office::{
    Acting, Role,
    staff::{StaffFilter, list_staff},
};
use survey::{Signer, Team};

/// The officers of the commune who can have made a visit.
pub(super) struct Officers {
    police: Vec<(StaffId, String)>,
    social: Vec<(StaffId, String)>,
}

/// Who works as police and as social officer in the area of whoever writes the visit down.
pub(super) async fn officers(view: &View) -> Answer<Officers> {
    let lines =
        view.read(|tx, me| list_staff(tx, &me.acting.ground_scope(), &StaffFilter::default(), me.acting.now)).await?;
    let of_role = |role: Role| {
        let works = lines.iter().filter(|line| line.assignments.iter().any(|assignment| assignment.role == role));
        works.map(|line| (line.staff.id, line.staff.full_name.clone())).collect()
    };
    Ok(Officers { police: of_role(Role::CommunePolice), social: of_role(Role::SocialOfficer) })
}

impl Officers {
    /// Fills in whoever is at the form, and whoever is the only one there is.
    pub(super) fn offer(&self, form: &mut Form, me: &Acting) {
        for (field, role, of_role) in
            [("police", Role::CommunePolice, &self.police), ("officer", Role::SocialOfficer, &self.social)]
        {
            let own = of_role.iter().find(|(staff, _)| me.role == role && *staff == me.staff);
            let alone = of_role.first().filter(|_| of_role.len() == 1);
            if let Some((staff, _)) = own.or(alone) {
                form.set(field, staff.to_string());
            }
        }
    }

    /// Police, then social officer.
    pub(super) fn selects(&self, t: T, form: &Form) -> [Select; 2] {
        let options = |people: &[(StaffId, String)]| -> Vec<(String, String)> {
            people.iter().map(|(staff, name)| (staff.to_string(), name.clone())).collect()
        };
        [
            form.select("police", t.signer(Signer::Police)).options(options(&self.police)),
            form.select("officer", t.signer(Signer::Officer)).options(options(&self.social)),
        ]
    }
}

/// The two as the form names them; who is missing is noted in the form.
pub(super) fn read_team(t: T, form: &mut Form) -> Option<Team> {
    let team = ["police", "officer"].map(|field| form.value(field).parse::<StaffId>().ok());
    for (field, staff) in ["police", "officer"].into_iter().zip(team) {
        if staff.is_none() {
            form.refuse(field, t.choice_missing());
        }
    }
    let [police, officer] = team;
    Some(Team { police: police?, officer: officer? })
}
