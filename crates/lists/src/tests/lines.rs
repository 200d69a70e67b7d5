//! What stands on a list.

use super::{account, choose, draft, drafted, each, february, line_of, lines, paper};
use crate::*;
use calamine::{Data, Reader as _, Xlsx};
use db::{params, testing::on_both};
use jiff::{SignedDuration, civil::date};
use kernel::{Dong, FullName, Month};
use office::Role;
use proptest::prelude::*;
use std::{collections::BTreeSet, io::Cursor};
use survey::{
    Method,
    testing::{BINH_CHAU, Village, Villager},
};

#[test]
fn a_line_follows_the_active_account_the_choice_and_the_paper() {
    each(|village| {
        let names = ["Nguyễn Văn An", "Lê Bình", "Trần Cư", "Võ Dung", "Đỗ Em", "Hồ Giang"];
        let people = village.people(&names.map(Villager::named));
        for person in &people {
            village.entitle(*person, "BTXH.5c", 360_000);
        }
        account(village, people[0], Method::OwnAccount, "NGUYEN VAN AN", "1500205000001");
        paper(village, people[1], None);
        account(village, people[1], Method::ProxyAccount, "LE THI CUC", "1500205000002");
        paper(village, people[2], Some(date(2024, 2, 6)));
        account(village, people[2], Method::ProxyAccount, "LE THI CUC", "1500205000002");
        choose(village, people[3], Method::CashHome);
        choose(village, people[4], Method::OwnAccount);
        village.clock.pass(SignedDuration::from_hours(3 * 24));
        let list = draft(village);
        let expected = [
            (Method::OwnAccount, None, true),
            (Method::ProxyAccount, None, true),
            (Method::CashPoint, Some(LineNote::PaperLapsed), false),
            (Method::CashHome, None, false),
            (Method::CashPoint, Some(LineNote::AccountPending), false),
            (Method::CashPoint, Some(LineNote::NotChosen), false),
        ];
        for (person, (method, note, has_number)) in people.iter().zip(expected) {
            let line = line_of(village, &list, *person);
            let found = (line.method, line.note, line.number.is_some() && line.account.is_some() && line.bin.is_some());
            assert_eq!(found, (method, note, has_number), "{}", line.full_name);
            assert_eq!(line.held, None);
        }
        assert_eq!(line_of(village, &list, people[1]).holder_name.as_deref(), Some("LE THI CUC"));
        assert_eq!((list.totals.lines, list.totals.payable_lines), (6, 6));
        assert_eq!(list.totals.total, Dong::new(6 * 360_000));
        let scope = village.officer(Role::CommunePolice).scope;
        let by_method = village.db().read(|tx| sum_by_method(tx, &scope, list.id)).expect("totals");
        let counts: Vec<_> = by_method.iter().map(|total| (total.method, total.totals.lines)).collect();
        assert_eq!(
            counts,
            [(Method::OwnAccount, 1), (Method::ProxyAccount, 1), (Method::CashPoint, 3), (Method::CashHome, 1)]
        );
    });
}

#[test]
fn whose_name_was_corrected_receives_cash_until_the_account_is_looked_at_again() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình"].map(Villager::named));
        for person in &people {
            village.entitle(*person, "BTXH.5c", 360_000);
        }
        account(village, people[0], Method::OwnAccount, "NGUYEN VAN AN", "1500205000001");
        paper(village, people[1], None);
        account(village, people[1], Method::ProxyAccount, "LE THI CUC", "1500205000002");
        for (person, name) in people.iter().zip(["Nguyễn Văn Khác", "Lê Văn Bình"]) {
            let name = FullName::parse(name).expect("a name");
            let sql = "UPDATE registry_person SET full_name = $2, name_key = $3 WHERE person_id = $1";
            village.db().write(|tx| tx.execute(sql, params![*person, name.as_str(), name.key()])).expect("a name");
        }
        let list = draft(village);
        let renamed = line_of(village, &list, people[0]);
        assert_eq!((renamed.method, renamed.note), (Method::CashPoint, Some(LineNote::NameChanged)));
        assert_eq!((renamed.number, renamed.account), (None, None), "no money goes to an unproven holder");
        let by_paper = line_of(village, &list, people[1]);
        assert_eq!((by_paper.method, by_paper.note), (Method::ProxyAccount, None), "the paper names the payee");
    });
}

#[test]
fn money_is_held_for_the_dead_the_held_and_the_unverified() {
    each(|village| {
        let dead = |name: &str, died| Villager { died: Some(died), ..Villager::named(name) };
        let people = village.people(&[
            dead("Nguyễn Cũ", Some(date(2024, 1, 31))),
            dead("Nguyễn Mới", Some(date(2024, 2, 1))),
            dead("Nguyễn Xưa", None),
            Villager { state: "mismatch", ..Villager::named("Lê Lệch") },
            Villager::named("Lê Giữ"),
            Villager::named("Lê Thường"),
        ]);
        for person in &people {
            village.entitle(*person, "BTXH.6.N", 540_000);
        }
        village.hold(people[4]);
        village.hold(people[0]);
        let lower = village.entitle(people[5], "BTXH.5c", 360_000);
        village.hold_one(people[5], Some(lower));
        let list = draft(village);
        let of_one = lines(village, &list).into_iter().filter(|line| line.person == people[5]);
        let held: BTreeSet<_> = of_one.map(|line| (line.amount.as_i64(), line.held)).collect();
        assert_eq!(held, BTreeSet::from([(360_000, Some(HeldReason::Hold)), (540_000, None)]), "the lower one alone");
        let held: Vec<_> = people[..5].iter().map(|person| line_of(village, &list, *person).held).collect();
        let expected = [
            Some(HeldReason::Dead),
            None, // stops from the month after the death
            Some(HeldReason::Dead),
            Some(HeldReason::NotVerified),
            Some(HeldReason::Hold),
        ];
        assert_eq!(held, expected);
        let Totals { lines: all, payable_lines, total, held } = list.totals;
        assert_eq!((all, payable_lines), (7, 2));
        assert_eq!((total, held), (Dong::new(6 * 540_000 + 360_000), Dong::new(4 * 540_000 + 360_000)));
        let scope = village.officer(Role::CommunePolice).scope;
        let filter = LineFilter { held: Some(true), ..LineFilter::default() };
        let page = village.db().read(|tx| list_lines(tx, &scope, list.id, &filter, 3)).expect("a page");
        assert_eq!(page.lines.len(), 3);
        let filter = LineFilter { after: page.next, ..filter };
        let rest = village.db().read(|tx| list_lines(tx, &scope, list.id, &filter, 3)).expect("the rest");
        assert_eq!((rest.lines.len(), rest.next), (2, None));
    });
}

#[test]
fn only_entitlements_of_the_month_and_the_commune_stand_on_it() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        let far = village.people(&[Villager { unit: BINH_CHAU, ..Villager::named("Trần Xa") }])[0];
        village.entitle(far, "BTXH.5c", 360_000);
        let month = |text: &str| Month::parse(text).expect("a month");
        // A poor household is on a list of the registry and has nothing to receive.
        village.entitle(an, "NGHEO", 0);
        let mut expected = BTreeSet::new();
        for (state, from, until, stands) in [
            ("active", "2024-01", None, true),
            ("active", "2024-02", None, true),
            ("active", "2024-03", None, false),
            ("active", "2023-01", Some("2024-02"), true),
            ("active", "2023-01", Some("2024-01"), false),
            ("ended", "2023-01", Some("2024-02"), true),
            ("ended", "2023-01", Some("2024-01"), false),
            ("ended", "2023-01", None, false),
        ] {
            let id = village.entitle_for(an, "BTXH.5c", 360_000, state, (month(from), until.map(month)));
            if stands {
                expected.insert(id);
            }
        }
        let list = draft(village);
        assert_eq!(lines(village, &list).iter().map(|line| line.entitlement).collect::<BTreeSet<_>>(), expected);
    });
}

fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let text = |cell: &Data| cell.to_string();
    let names = book.sheet_names();
    let read = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        (name, range.rows().map(|row| row.iter().map(text).collect()).collect())
    };
    names.into_iter().map(read).collect()
}

fn export(village: &Village, role: Role, list: &List) -> Vec<u8> {
    let acting = village.officer(role);
    let places = village.desk.places();
    village.db().write(|tx| export_list(tx, &acting, &places, list.id)).expect("a workbook")
}

#[test]
fn no_list_says_that_somebody_has_hiv() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình", "Trần Cư", "Võ Dung"].map(Villager::named));
        for (person, category) in people.iter().zip(["BTXH.3.U4", "BTXH.3.4P", "BTXH.8", "BTXH.5c"]) {
            village.entitle(*person, category, 540_000);
        }
        let list = draft(village);
        let categories: BTreeSet<String> = lines(village, &list).into_iter().map(|line| line.category).collect();
        assert_eq!(categories, BTreeSet::from([NEUTRAL_CATEGORY.to_owned(), "BTXH.5c".to_owned()]));
        let book = sheets(export(village, Role::CommunePolice, &list));
        let whole = format!("{book:?}");
        for word in ["HIV", "AIDS", "BTXH.3", "BTXH.8", "nhiễm"] {
            assert!(!whole.contains(word), "{word} is on the list");
        }
        assert_eq!(whole.matches("\"Bảo trợ xã hội\"").count(), 3, "{whole}");
        assert!(whole.contains("Người từ đủ 80 tuổi"), "an open category has its name");
    });
}

#[test]
fn the_workbook_has_a_sheet_a_method_and_the_totals() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình", "Trần Cư"].map(Villager::named));
        let unverified = village.people(&[Villager { state: "pending", ..Villager::named("Võ Dung") }])[0];
        for person in people.iter().chain([&unverified]) {
            village.entitle(*person, "BTXH.5c", 360_000);
        }
        account(village, people[0], Method::OwnAccount, "NGUYEN VAN AN", "1500205000001");
        choose(village, people[1], Method::CashHome);
        let list = draft(village);
        let book = sheets(export(village, Role::CommunePolice, &list));
        let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Tổng hợp", "Tài khoản chính chủ", "Tiền mặt tại điểm", "Tiền mặt tại nhà"]);
        let total = |at: usize| book[at].1.iter().find(|row| row.iter().any(|cell| cell == "Cộng")).expect("totals");
        assert!(total(0).contains(&"1440000".to_owned()) && total(0).contains(&"1080000".to_owned()), "{:?}", total(0));
        assert!(total(2).contains(&"720000".to_owned()) && total(2).contains(&"360000".to_owned()), "{:?}", total(2));
        let whole = format!("{book:?}");
        for words in
            ["(Mẫu phục dựng)", "Phụ lục 2", "Agribank", "Tạm giữ: chưa xác thực", "Chưa khảo sát", "1500205000001"]
        {
            assert!(whole.contains(words), "{words}: {whole}");
        }
        // The commune leader may not see numbers in full.
        let masked = format!("{:?}", sheets(export(village, Role::CommuneLeader, &list)));
        assert!(!masked.contains("1500205000001") && masked.contains("*0001"), "{masked}");
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1);
        let places = village.desk.places();
        let hidden = village.db().write(|tx| export_list(tx, &far, &places, list.id));
        assert!(matches!(hidden, Err(Refusal::Office(office::Refusal::NotFound { .. }))), "{hidden:?}");
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..ProptestConfig::default() })]

    /// Whatever the people are: every entitlement of the month stands on the list once, and the lines come to the total.
    #[test]
    fn lines_come_to_the_total_and_every_entitlement_stands_once(
        people in prop::collection::vec((0_usize..3, 0_usize..4, prop::collection::vec(1_i64..3_000_000, 0..3)), 1..25),
    ) {
        on_both(|db| {
            let village = Village::over(db);
            let villagers: Vec<Villager> = people.iter().enumerate().map(|(at, (state, fate, _))| Villager {
                state: ["verified", "pending", "not_found"][*state],
                died: (*fate == 1).then_some(None),
                ..Villager::named(&format!("Nguyễn Văn {at}"))
            }).collect();
            let ids = village.people(&villagers);
            let (mut entitled, mut sum) = (BTreeSet::new(), 0);
            for (id, (_, fate, amounts)) in ids.iter().zip(&people) {
                for amount in amounts {
                    entitled.insert(village.entitle(*id, "BTXH.5c", *amount));
                    sum += amount;
                }
                match fate {
                    2 => village.hold(*id),
                    3 => choose(&village, *id, Method::CashHome),
                    _ => {}
                }
            }
            let list = drafted(&village, february()).expect("a list").list().clone();
            let all = lines(&village, &list);
            assert_eq!(all.len(), entitled.len(), "each once");
            assert_eq!(all.iter().map(|line| line.entitlement).collect::<BTreeSet<_>>(), entitled);
            let held: i64 = all.iter().filter(|line| line.held.is_some()).map(|line| line.amount.as_i64()).sum();
            assert_eq!(list.totals.total, Dong::new(sum));
            assert_eq!(list.totals.held, Dong::new(held));
            let scope = village.officer(Role::CommunePolice).scope;
            let by_method = village.db().read(|tx| sum_by_method(tx, &scope, list.id)).expect("totals");
            let total = Dong::total(by_method.iter().map(|total| total.totals.total)).expect("it fits");
            assert_eq!(total, list.totals.total, "the sheets come to the list");
            assert_eq!(village.db().read(check_lists).expect("a check"), []);
        });
    }
}

#[test]
fn a_list_is_drawn_up_once_for_a_commune_and_month() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        village.entitle(an, "BTXH.5c", 360_000);
        let list = draft(village);
        assert_eq!(drafted(village, february()).expect("the same list"), Drafted::Exists(list));
        let far = drafted(village, Month::parse("2024-05").expect("a month"));
        assert!(matches!(far, Err(Refusal::MonthTooFar { .. })), "{far:?}");
        let police = village.officer(Role::CommunePolice);
        let places = village.desk.places();
        let of =
            |unit: &str| village.db().write(|tx| draft_list(tx, &police, &places, village.place(unit), february()));
        let outside = of(BINH_CHAU);
        assert!(matches!(outside, Err(Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
        let leader = village.officer(Role::CommuneLeader);
        let refused = village
            .db()
            .write(|tx| draft_list(tx, &leader, &places, village.place(survey::testing::BINH_TRI), february()));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}
