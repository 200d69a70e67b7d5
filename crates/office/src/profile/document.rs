//! A profile as a document, and the profile of a day.

use super::{Agency, Duty, DutyLine, Programme};
use crate::{
    places::Level,
    reference::{Common, Reference, ReferenceFault, ReferenceKind, built_in},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Text that is no profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileFault {
    /// Not the form of a profile.
    #[error("not a profile: {0}")]
    Form(#[from] serde_json::Error),
    /// It names something it does not have.
    #[error(transparent)]
    Check(#[from] ReferenceFault),
}

/// The agencies of a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// `three-tier`.
    pub key: String,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// Its first day.
    pub from: Date,
    /// Its last day, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The laws it stands on.
    pub basis: String,
    /// The levels of government, from the top.
    pub tiers: Vec<Level>,
    /// Its agencies.
    pub agencies: Vec<Agency>,
    /// Who does what.
    pub duties: Vec<DutyLine>,
}

impl Profile {
    /// Reads and checks a profile.
    pub fn parse(json: &str) -> Result<Profile, ProfileFault> {
        let profile: Profile = serde_json::from_str(json)?;
        profile.check()?;
        Ok(profile)
    }

    /// The agency of that key.
    pub fn agency(&self, key: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.key == key)
    }

    /// The agencies that stand at units of a level.
    pub fn agencies_at(&self, tier: Level) -> impl Iterator<Item = &Agency> {
        self.agencies.iter().filter(move |agency| agency.tier == tier)
    }

    /// Who answers for a duty, for a programme.
    pub fn duty(&self, duty: Duty, programme: Programme) -> Option<&DutyLine> {
        let mut lines = self.duties.iter().filter(|line| line.duty == duty);
        lines.find(|line| line.programmes.is_empty() || line.programmes.contains(&programme))
    }

    /// The duties of an agency, in the order of the process.
    pub fn duties_of<'a>(&'a self, agency: &'a str) -> impl Iterator<Item = &'a DutyLine> {
        self.duties.iter().filter(move |line| line.agencies.iter().any(|key| key == agency))
    }

    /// Where the reports of an agency go.
    pub fn reports_to(&self, agency: &str) -> Vec<&Agency> {
        let keys = self.agency(agency).map_or(&[][..], |agency| &agency.reports_to);
        keys.iter().filter_map(|key| self.agency(key)).collect()
    }

    fn check_names(&self) -> Result<(), ReferenceFault> {
        let missing = |name| Err(ReferenceFault::ProfileName { name });
        for agency in &self.agencies {
            if !self.tiers.contains(&agency.tier) {
                return missing("tier");
            }
            let mut named = agency.under.iter().chain(&agency.reports_to);
            if named.any(|key| self.agency(key).is_none()) {
                return missing("agency");
            }
            if self.agencies.iter().filter(|other| other.key == agency.key).count() > 1 {
                return missing("one agency of each key");
            }
            if agency.roles.iter().any(|role| !role.has_office()) {
                return missing("role");
            }
        }
        for line in &self.duties {
            let agencies: Vec<&Agency> = line.agencies.iter().filter_map(|key| self.agency(key)).collect();
            if agencies.len() != line.agencies.len() || agencies.is_empty() {
                return missing("agency");
            }
            if line.roles.iter().any(|role| !agencies.iter().any(|agency| agency.has_role(*role))) {
                return missing("role");
            }
        }
        Ok(())
    }
}

impl Reference for Profile {
    const KIND: ReferenceKind = ReferenceKind::Profile;

    fn item(&self) -> String {
        self.key.clone()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("key", &self.key, 40)?;
        ReferenceFault::text("name_vi", &self.name_vi, 200)?;
        ReferenceFault::text("name_en", &self.name_en, 200)?;
        ReferenceFault::text("basis", &self.basis, 300)?;
        self.check_names()
    }
}

impl Common for Profile {}

/// The profiles there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    /// From any number of profiles; where two begin on one day, the later in the list holds.
    pub fn new(mut profiles: Vec<Profile>) -> Profiles {
        profiles.sort_by_key(|profile| profile.from);
        Profiles(profiles)
    }

    /// Those that ship with the program. A running office uses `reference::profiles`.
    pub fn built_in() -> Profiles {
        Profiles::new(built_in::profiles().into_iter().map(|seed| seed.value).collect())
    }

    /// All, oldest first.
    pub fn all(&self) -> &[Profile] {
        &self.0
    }

    /// The profile of a day; none before the first.
    pub fn on(&self, day: Date) -> Option<&Profile> {
        let profile = self.0.iter().rev().find(|profile| profile.from <= day)?;
        profile.until.is_none_or(|until| day <= until).then_some(profile)
    }

    /// The agency of that key on a day.
    pub fn agency(&self, key: &str, day: Date) -> Option<&Agency> {
        self.on(day)?.agency(key).filter(|agency| agency.works_on(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Role, places::Places};
    use jiff::civil::date;

    #[test]
    fn each_day_has_its_profile() {
        let profiles = Profiles::built_in();
        let key = |day| profiles.on(day).map(|profile| profile.key.as_str());
        assert_eq!(key(date(2024, 1, 25)), Some("three-tier"));
        assert_eq!(key(date(2025, 6, 30)), Some("three-tier"));
        assert_eq!(key(date(2025, 7, 1)), Some("two-tier"));
        assert_eq!(key(date(2023, 12, 31)), None);
    }

    #[test]
    fn the_one_who_pays_changed_with_the_tiers() {
        let profiles = Profiles::built_in();
        let payer = |day| {
            let profile = profiles.on(day).expect("a profile");
            let line = profile.duty(Duty::Pay, Programme::SocialProtection).expect("somebody pays");
            let agency = profile.agency(&line.agencies[0]).expect("an agency");
            (agency.tier, agency.name_vi.clone())
        };
        assert_eq!(payer(date(2024, 2, 1)), (Level::District, "Phòng Lao động - Thương binh và Xã hội".to_owned()));
        assert_eq!(payer(date(2025, 8, 1)), (Level::Commune, "Phòng Văn hóa - Xã hội".to_owned()));
        let two = profiles.on(date(2025, 8, 1)).expect("a profile");
        assert_eq!(two.agencies_at(Level::District).count(), 0);
        assert_eq!(
            two.duty(Duty::Decide, Programme::Merit).map(|line| line.agencies[0].as_str()),
            Some("province_home_affairs")
        );
        assert_eq!(
            two.duty(Duty::Decide, Programme::SocialPension).map(|line| line.agencies[0].as_str()),
            Some("commune_government")
        );
    }

    #[test]
    fn every_duty_but_the_programmes_without_one_is_somebodys() {
        for profile in Profiles::built_in().all() {
            for duty in Duty::ALL {
                assert!(profile.duty(*duty, Programme::SocialProtection).is_some(), "{} {duty:?}", profile.key);
            }
        }
    }

    #[test]
    fn every_role_with_an_office_has_an_agency_in_2024() {
        let profiles = Profiles::built_in();
        let profile = profiles.on(date(2024, 1, 25)).expect("a profile");
        for role in Role::ALL.iter().filter(|role| role.has_office()) {
            assert!(profile.agencies.iter().any(|agency| agency.has_role(*role)), "{role:?}");
        }
    }

    #[test]
    fn an_agency_is_called_by_its_place() {
        let (profiles, places) = (Profiles::built_in(), Places::built_in());
        let name = |key: &str, code: &str, day| {
            let unit = places.find(code, day).expect("a unit");
            profiles.agency(key, day).expect("an agency").name_at(unit)
        };
        assert_eq!(name("district_labour", "524", date(2024, 1, 25)), "Phòng LĐ-TB&XH huyện Bình Sơn");
        assert_eq!(name("commune_government", "21061", date(2025, 8, 1)), "UBND xã Vạn Tường");
        assert_eq!(name("commune_police", "21040", date(2024, 1, 25)), "Công an thị trấn Châu Ổ");
        assert_eq!(name("population_department", "VN", date(2025, 8, 1)), "C06");
    }

    #[test]
    fn the_district_police_ended_before_the_districts() {
        let profiles = Profiles::built_in();
        assert!(profiles.agency("district_police", date(2025, 2, 28)).is_some());
        assert!(profiles.agency("district_police", date(2025, 3, 1)).is_none());
        assert!(profiles.agency("district_labour", date(2025, 3, 1)).is_some());
    }

    #[test]
    fn a_profile_that_names_what_it_lacks_is_refused() {
        let text = include_str!("../../data/profile-two-tier.json");
        let broken = |from: &str, to: &str| Profile::parse(&text.replacen(from, to, 1)).is_err();
        assert!(!broken("", ""));
        assert!(broken("\"under\": \"province_government\"", "\"under\": \"nobody\""));
        assert!(broken("\"tier\": \"commune\"", "\"tier\": \"district\""));
        assert!(broken("\"roles\": [\"commune_police\"]", "\"roles\": [\"administrator\"]"));
        assert!(broken("\"duty\": \"survey\"", "\"duty\": \"dance\""));
        assert!(broken("\"until\"", "\"untill\"") == text.contains("\"until\""));
    }
}
