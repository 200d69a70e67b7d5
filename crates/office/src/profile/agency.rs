//! Agencies and what they do.

use crate::{
    Role,
    places::{Level, Unit},
};
use jiff::civil::Date;
use kernel::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// Whose money: the policies agencies are in charge of.
    pub enum Programme {
        /// Bảo trợ xã hội.
        SocialProtection = "social_protection",
        /// Hưu trí xã hội.
        SocialPension = "social_pension",
        /// Người có công.
        Merit = "merit",
        /// Hộ nghèo, cận nghèo.
        Poverty = "poverty",
        /// Đối tượng khác.
        Other = "other",
    }
}

keyed! {
    /// What an agency answers for, in the order of the process.
    pub enum Duty {
        /// Step 1: classifies the sources.
        ClassifySources = "classify_sources",
        /// Steps 1 and 2: compares with the population database.
        ComparePopulation = "compare_population",
        /// Step 3: extracts the commune's list.
        ExtractList = "extract_list",
        /// Step 4: visits homes.
        Survey = "survey",
        /// Step 4: confirms authorisations.
        ConfirmProxy = "confirm_proxy",
        /// Step 5: draws up the lists by method.
        PrepareList = "prepare_list",
        /// Step 5: approves them.
        ApproveList = "approve_list",
        /// Step 6: enters accounts.
        RecordAccount = "record_account",
        /// Step 6: receives the list to pay by.
        ReceiveList = "receive_list",
        /// Examines a claim.
        Appraise = "appraise",
        /// Grants, changes and ends an entitlement.
        Decide = "decide",
        /// Step 7: prepares the month.
        PrepareCycle = "prepare_cycle",
        /// Step 7: approves it.
        ApproveCycle = "approve_cycle",
        /// Signs with the payment organisation.
        Contract = "contract",
        /// Step 7: withdraws and transfers the money.
        Pay = "pay",
        /// Step 7: hands cash over.
        HandOver = "hand_over",
        /// Watches payment days.
        Supervise = "supervise",
        /// Closes the month.
        CloseMonth = "close_month",
        /// Reports.
        Report = "report",
    }
}

/// An agency of a profile. An office is an agency at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// `district_labour`.
    pub key: String,
    /// The level of the units it stands at.
    pub tier: Level,
    /// `Phòng Lao động - Thương binh và Xã hội`.
    pub name_vi: String,
    /// `Phòng LĐ-TB&XH`.
    pub short_vi: String,
    /// English name.
    pub name_en: String,
    /// The agency it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Where its reports go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports_to: Vec<String>,
    /// The programmes it is in charge of; empty for those in charge of none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// The roles people have in it.
    pub roles: Vec<Role>,
    /// Its last day, where it ended before its profile did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Agency {
    /// `Phòng LĐ-TB&XH huyện Bình Sơn`; an agency of the whole country has no place in its name.
    pub fn name_at(&self, unit: &Unit) -> String {
        match self.tier {
            Level::Nation => self.short_vi.clone(),
            _ => format!("{} {}", self.short_vi, unit.name_inside()),
        }
    }

    /// Whether people have this role in it.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether it works on `day`, within its profile.
    pub fn works_on(&self, day: Date) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// Who answers for a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyLine {
    /// What.
    pub duty: Duty,
    /// Which agencies.
    pub agencies: Vec<String>,
    /// By people in which roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// For which programmes; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// The law.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}
