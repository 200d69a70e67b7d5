//! A village for stories: officers of a commune, and persons as the registry keeps them.

use db::{Db, Param};
use jiff::{SignedDuration, civil::Date};
use kernel::{BirthDate, CitizenId, EntitlementId, HoldId, Id as _, Month, PersonId, names::canonical_key};
use office::{
    Acting, Desk, Role,
    testing::{HandClock, desk_over, officer},
};
use std::sync::Arc;

/// Xã Bình Trị, huyện Bình Sơn, in January 2024.
pub const BINH_TRI: &str = "21061";
/// Xã Bình Châu, of the same district.
pub const BINH_CHAU: &str = "21112";

/// A district office with its clock, over a test's database.
pub struct Village {
    /// The desk.
    pub desk: Arc<Desk>,
    /// Its clock, on 4 February 2024.
    pub clock: Arc<HandClock>,
}

/// A person as the registry keeps them.
#[derive(Clone, Debug)]
pub struct Villager {
    /// The name.
    pub full_name: String,
    /// The birth.
    pub birth: Option<BirthDate>,
    /// The number.
    pub citizen_id: Option<CitizenId>,
    /// The commune's code in 2024.
    pub unit: &'static str,
    /// The outcome of verification.
    pub state: &'static str,
    /// Whether they have died, and when.
    pub died: Option<Option<Date>>,
}

impl Villager {
    /// A verified person of xã Bình Trị.
    pub fn named(full_name: &str) -> Villager {
        let birth = Some(BirthDate::parse("1944").expect("a year"));
        let (full_name, citizen_id) = (full_name.to_owned(), None);
        Villager { full_name, birth, citizen_id, unit: BINH_TRI, state: "verified", died: None }
    }
}

impl Village {
    /// A desk over a fresh database. The officers of xã Bình Trị have worked since
    /// 25 January 2024, and it is 4 February.
    pub fn over(db: &Db) -> Village {
        let (desk, clock) = desk_over(db);
        for role in [Role::CommunePolice, Role::SocialOfficer, Role::JudicialOfficer, Role::CommuneLeader] {
            officer(&desk, role, BINH_TRI, 1);
        }
        clock.pass(SignedDuration::from_hours(10 * 24));
        Village { desk: Arc::new(desk), clock }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        self.desk.db()
    }

    /// The place number of a commune.
    pub fn place(&self, unit: &str) -> i64 {
        self.desk.places().find(unit, kernel::today_in_vietnam(self.desk.now())).expect("a unit").place
    }

    /// An officer of xã Bình Trị.
    pub fn officer(&self, role: Role) -> Acting {
        officer(&self.desk, role, BINH_TRI, 1)
    }

    /// An officer of another unit, or a colleague.
    pub fn officer_at(&self, role: Role, unit: &str, number: u8) -> Acting {
        officer(&self.desk, role, unit, number)
    }

    /// Adds persons; answers their ids in order.
    pub fn people(&self, villagers: &[Villager]) -> Vec<PersonId> {
        let maker = self.officer(Role::SocialOfficer);
        let made: Vec<PersonId> = villagers.iter().map(|_| maker.new_id()).collect();
        let row = |(id, villager): (&PersonId, &Villager)| {
            let none: Option<String> = None;
            let text = |text: &str| Param::new(&text.to_owned());
            vec![
                Param::new(id),
                text(&villager.full_name),
                text(&canonical_key(&villager.full_name)),
                Param::new(&villager.birth),
                Param::new(&none),
                Param::new(&villager.citizen_id),
                Param::new(&none),
                Param::new(&none),
                Param::new(&self.place(villager.unit)),
                Param::new(&Some("Thôn 1".to_owned())),
                Param::new(&Some("Thôn 1".to_owned())),
                Param::new(&none),
                text(villager.state),
                Param::new(&false),
                Param::new(&villager.died.is_some()),
                Param::new(&villager.died.flatten()),
                Param::new(&1_i64),
                Param::new(&self.desk.now()),
                Param::new(&self.desk.now()),
            ]
        };
        let columns = [
            "person_id",
            "full_name",
            "name_key",
            "birth",
            "sex",
            "citizen_id",
            "old_id",
            "pid",
            "place",
            "hamlet",
            "address",
            "phone",
            "state",
            "no_card",
            "dead",
            "died_on",
            "version",
            "created_at",
            "changed_at",
        ];
        let rows: Vec<Vec<Param>> = made.iter().zip(villagers).map(row).collect();
        self.db().write(|tx| tx.bulk("registry_person", &columns, rows.clone())).expect("persons");
        made
    }

    /// Adds one verified person of xã Bình Trị.
    pub fn person(&self, full_name: &str) -> PersonId {
        self.people(&[Villager::named(full_name)])[0]
    }

    /// Adds an active entitlement from January 2024.
    pub fn entitle(&self, person: PersonId, category: &str, dong: i64) -> EntitlementId {
        self.entitle_for(person, category, dong, "active", (Month::parse("2024-01").expect("a month"), None))
    }

    /// Adds an entitlement in a state, for months.
    pub fn entitle_for(
        &self,
        person: PersonId,
        category: &str,
        dong: i64,
        state: &str,
        (from, until): (Month, Option<Month>),
    ) -> EntitlementId {
        let id: EntitlementId = self.officer(Role::SocialOfficer).new_id();
        let source = if category.starts_with("NCC") { "ncc" } else { "btxh" };
        let row = vec![
            Param::new(&person),
            Param::new(&id),
            Param::new(&source),
            Param::new(&category),
            Param::new(&dong),
            Param::new(&from),
            Param::new(&until),
            Param::new(&state),
        ];
        let columns =
            ["person_id", "entitlement_id", "source", "category", "amount_dong", "from_month", "until_month", "state"];
        self.db().write(|tx| tx.bulk("registry_entitlement", &columns, [row.clone()])).expect("an entitlement");
        id
    }

    /// Holds a person's payments from January 2024 on.
    pub fn hold(&self, person: PersonId) {
        self.hold_one(person, None);
    }

    /// Holds what a person receives by one entitlement, or by all, from January 2024 on.
    pub fn hold_one(&self, person: PersonId, entitlement: Option<EntitlementId>) {
        let id: HoldId = self.officer(Role::SocialOfficer).new_id();
        let none: Option<String> = None;
        let row = vec![
            Param::new(&person),
            Param::new(&id),
            Param::new(&entitlement),
            Param::new(&"court"),
            Param::new(&"2024-01"),
            Param::new(&none),
            Param::new(&none),
        ];
        let columns = ["person_id", "hold_id", "entitlement_id", "reason", "from_month", "until_month", "released_at"];
        self.db().write(|tx| tx.bulk("registry_hold", &columns, [row.clone()])).expect("a hold");
        debug_assert!(id.made_at() <= self.desk.now());
    }
}
