//! Poor and near-poor households.

use super::{Office, month};
use crate::{
    Household, HouseholdsFilter, NEAR_POOR, POOR, Refusal, export_households, find_household_of, list_households,
    load_household,
};
use db::testing::on_both;
use office::{
    Role,
    testing::{self, desk_over},
};
use sources::SourceKind::{Poverty, Protection};

const HEADINGS: &str = "Họ tên,Ngày sinh,Số CCCD,Xã,Loại đối tượng,Mã hộ";

fn of(office: &Office<'_>, name: &str) -> Household {
    let person = office.only(name);
    let found = office.db().read(|tx| find_household_of(tx, &office.officer.scope, person)).expect("a read");
    found.unwrap_or_else(|| panic!("{name} lives nowhere"))
}

#[test]
fn rows_that_name_one_household_become_one_with_its_members() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let rows = [
            "Đinh Văn Hrê,01/01/1970,051070000001,21061,Hộ nghèo,21061-007",
            "Đinh Thị Y,1975,051175000002,21061,Hộ nghèo,21061-007",
            "Lê Văn Tám,1960,051060000003,21061,Hộ cận nghèo,21061-008",
            "Lê Văn Chín,1961,051061000004,21112,Hộ nghèo,21061-008",
        ];
        office.enrol(office.receive_headed(Poverty, HEADINGS, &rows));
        office.enrol(office.receive(Protection, &["Võ Thị Lẻ,1950,051150000005,21061,BTXH.5a.60,540000"]));
        let home = of(&office, "Đinh Thị Y");
        let names: Vec<&str> = home.members.iter().map(|one| one.person.full_name.as_str()).collect();
        assert_eq!((home.name.as_str(), names), ("21061-007", vec!["Đinh Văn Hrê", "Đinh Thị Y"]));
        assert!(home.members.iter().all(|one| one.classes.len() == 1 && one.classes[0].category == POOR));
        assert_eq!(of(&office, "Lê Văn Tám").members[0].classes[0].category, NEAR_POOR);
        assert_ne!(of(&office, "Lê Văn Chín").id, of(&office, "Lê Văn Tám").id, "a code is a commune's own");
        let lonely = office.only("Võ Thị Lẻ");
        let none = db.read(|tx| find_household_of(tx, &office.officer.scope, lonely)).expect("a read");
        assert!(none.is_none());

        let list = |scope: &office::Scope, place| {
            let filter = HouseholdsFilter { place, words: String::new() };
            db.read(|tx| list_households(tx, scope, &filter, month("2024-01"), None)).expect("a list")
        };
        let all = list(&office.officer.scope, None);
        let told: Vec<(&str, i64, i64, i64)> =
            all.iter().map(|one| (one.name.as_str(), one.members, one.poor, one.near_poor)).collect();
        assert_eq!(told, [("21061-007", 2, 2, 0), ("21061-008", 1, 0, 1), ("21061-008", 1, 1, 0)]);
        assert_eq!(list(&office.officer.scope, Some(all[0].place)).len(), 2);
        let elsewhere = testing::officer(&desk, Role::SocialOfficer, "21112", 1);
        assert_eq!(list(&elsewhere.scope, None).len(), 1, "each area its own");
        let refused = db.read(|tx| load_household(tx, &elsewhere.scope, home.id)).err();
        assert!(matches!(refused, Some(Refusal::NotFound { .. })), "{refused:?}");

        // The next list says where everybody lives now.
        let moved = ["Đinh Thị Y,1975,051175000002,21061,Hộ cận nghèo,21061-008"];
        office.enrol(office.receive_headed(Poverty, HEADINGS, &moved));
        assert_eq!(of(&office, "Đinh Thị Y").id, of(&office, "Lê Văn Tám").id);
        assert_eq!(of(&office, "Đinh Văn Hrê").members.len(), 1);
    });
}

#[test]
fn a_household_named_by_its_head_is_that_of_a_hamlet() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let headings = "Họ tên,Ngày sinh,Số CCCD,Xã,Thôn,Loại đối tượng,Chủ hộ";
        let rows = [
            "Đinh Thị Y,1975,051175000002,21061,Thôn 1,Hộ nghèo,Đinh Văn Hrê",
            "Đinh Văn Hrê,01/01/1970,051070000001,21061,Thôn 1,Hộ nghèo,ĐINH VĂN HRÊ",
            "Đinh Văn Con,01/01/1999,051099000003,21061,Thôn 2,Hộ nghèo,Đinh Văn Hrê",
        ];
        office.enrol(office.receive_headed(Poverty, headings, &rows));
        let home = of(&office, "Đinh Thị Y");
        let told: Vec<(&str, bool)> =
            home.members.iter().map(|one| (one.person.full_name.as_str(), one.is_head)).collect();
        assert_eq!(told, [("Đinh Văn Hrê", true), ("Đinh Thị Y", false)], "the head first");
        assert_eq!(of(&office, "Đinh Văn Con").members.len(), 1, "another hamlet, another head");
    });
}

#[test]
fn households_are_found_by_their_code_their_head_and_their_members() {
    on_both(|db| {
        let (desk, _) = desk_over(db);
        let office = Office::of(&desk);
        let headings = "Họ tên,Ngày sinh,Số CCCD,Xã,Thôn,Loại đối tượng,Mã hộ,Quan hệ với chủ hộ";
        let rows = [
            "Đinh Thị Y,1975,051175000002,21061,Thôn 1,Hộ nghèo,21061-007,vợ",
            "Đinh Văn Hrê,01/01/1970,051070000001,21061,Thôn 1,Hộ nghèo,21061-007,CHỦ HỘ",
            "Lê Văn Tám,1960,051060000003,21112,Thôn 2,Hộ cận nghèo,Lê Thị Bảy,con",
        ];
        office.enrol(office.receive_headed(Poverty, headings, &rows));
        let home = of(&office, "Đinh Thị Y");
        let told: Vec<(&str, bool, Option<&str>)> = home
            .members
            .iter()
            .map(|one| (one.person.full_name.as_str(), one.is_head, one.relation.as_deref()))
            .collect();
        assert_eq!(told, [("Đinh Văn Hrê", true, Some("CHỦ HỘ")), ("Đinh Thị Y", false, Some("vợ"))]);

        let find_in = |scope: &office::Scope, words: &str| -> Vec<String> {
            let filter = HouseholdsFilter { place: None, words: words.to_owned() };
            let found = db.read(|tx| list_households(tx, scope, &filter, month("2024-01"), None)).expect("a list");
            found.into_iter().map(|one| one.head.map_or_else(String::new, |head| head.as_str().to_owned())).collect()
        };
        let find = |words: &str| find_in(&office.officer.scope, words);
        for words in ["21061-007", "hre", "Đinh Văn Hrê", "dinh y", "THỊ Y"] {
            assert_eq!(find(words), ["Đinh Văn Hrê"], "{words}");
        }
        // Nobody of that name has a record: the list calls the household by her.
        for words in ["bay", "Lê Thị Bảy", "le tam"] {
            assert_eq!(find(words), ["Lê Thị Bảy"], "{words}");
        }
        // The words of one name are not those of two.
        for words in ["hre y", "bay tam", "nguyen"] {
            assert_eq!(find(words), Vec::<String>::new(), "{words}");
        }
        let elsewhere = testing::officer(&desk, Role::SocialOfficer, "21112", 1);
        assert_eq!(find_in(&elsewhere.scope, "hre"), Vec::<String>::new(), "each area its own");

        let filter = HouseholdsFilter { place: None, words: "hre".to_owned() };
        let export = |acting: &office::Acting| db.write(|tx| export_households(tx, acting, &filter, month("2024-01")));
        assert_eq!(export(&office.officer).expect("a list").len(), 1);
        let sql = "SELECT COUNT(*) FROM audit_record WHERE verb = 'registry.export_households'";
        let looks = db.read(|tx| tx.row(sql, db::params![])).expect("a read").expect("a row").get::<i64>(0);
        assert_eq!(looks, Ok(1), "the look is recorded");
    });
}
