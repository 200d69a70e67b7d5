//! What the rooms behind show on a person's page: visits, accounts, payments.

use super::{
    House,
    visits::{CHOSE, visit},
};
use db::params;
use jiff::SignedDuration;
use office::Role;
use payments::testing::{Line, hand_over, person};
use survey::testing::{BINH_CHAU, BINH_TRI};

#[test]
fn a_person_without_anything_has_three_empty_sections_that_lead_on() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let page = police.get(&format!("/people/{an}"));
        for said in [
            "<h2>Khảo sát</h2>",
            "Chưa thăm lần nào.",
            "Chưa khảo sát",
            "<h2>Tài khoản nhận tiền</h2>",
            "Chưa nhập tài khoản nào.",
            "<h2>Chi trả</h2>",
            "Chưa có lệnh chi nào.",
            "Không có chế độ nào có số tiền hằng tháng",
        ] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(page.says(&format!("href=\"/visits/{an}\"")) && page.says(&format!("href=\"/accounts/of/{an}/new\"")));
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        assert!(!leader.get(&format!("/people/{an}")).says("/accounts/of/"), "who enters no account is not led there");
        let mut far = house.officer(&village.officer_at(Role::CommunePolice, BINH_CHAU, 1));
        assert_eq!(far.get(&format!("/people/{an}")).status, 404);
    });
}

#[test]
fn a_person_shows_visits_minutes_papers_and_covered_accounts() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let (visits, page) = (format!("/visits/{an}"), format!("/people/{an}"));
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let refused = [("outcome", "refused"), ("has_account", "yes"), ("registered", "no"), ("wish", "cash")];
        visit(&mut police, &visits, &[&refused[..], &[("reason", "Mắt kém")]].concat());
        let shown = police.get(&page);
        for said in ["Thiếu chữ ký; lý do: Mắt kém", "Nhóm 2: ", "Không đồng ý đăng ký tài khoản", "03/02/2024"]
        {
            assert!(shown.says(said), "{said}: {}", shown.html);
        }
        house.clock.pass(SignedDuration::from_mins(1));
        visit(&mut police, &visits, &CHOSE);
        let paper = [
            ("kind", "proxy"),
            ("name", "Trần Thị Cúc"),
            ("citizen_id", "051188000123"),
            ("relation", "con"),
            ("valid_from", "03/02/2024"),
            ("with_account", "yes"),
        ];
        police.get(&format!("{visits}/papers/new"));
        police.send(&format!("{visits}/papers/new"), &paper);
        let shown = police.get(&page);
        for said in ["Giấy chờ xác nhận", "Ủy quyền nhận thay: Trần Thị Cúc, con. Hiệu lực: 03/02/2024", "Nhóm 3: "]
        {
            assert!(shown.says(said), "{said}: {}", shown.html);
        }
        let mut judicial = house.officer(&village.officer(Role::JudicialOfficer));
        let waiting = judicial.get("/visits/papers");
        let confirm = format!("{visits}/papers/{}/confirm", waiting.between(&format!("{visits}/papers/"), "/confirm"));
        judicial.get(&confirm);
        judicial.send(&confirm, &[("version", "1")]);
        let claim = format!("/accounts/of/{an}/new");
        police.get(&claim);
        let account = [
            ("method", "proxy_account"),
            ("bank", "970436"),
            ("number", "0011001234567"),
            ("holder_name", "TRAN THI CUC"),
        ];
        let account = police.send(&claim, &account);
        assert!(account.says("Đã nhập. Chờ người khác kiểm tra."), "{}", account.html);

        police.get(&page);
        let full = police.send(&format!("{page}/view"), &[]);
        for shown in [police.get(&page), full] {
            for said in ["Giấy đang có hiệu lực", "Chờ kiểm tra", "TRAN THI CUC", account.path.as_str()] {
                assert!(shown.says(said), "{said}: {}", shown.html);
            }
            for covered in ["0011001234567", "051188000123"] {
                assert!(!shown.says(covered), "the payee's numbers stay covered: {}", shown.html);
            }
        }
        police.cookies.insert("ansinh-language".to_owned(), "en".to_owned());
        assert!(police.get(&page).says("<h2>Home visits</h2>") && police.page.says("Paper in force"));
    });
}

#[test]
fn a_person_shows_each_payment_and_leads_to_it_where_the_cycle_is_ones_own() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        hand_over(
            &house.desk,
            "2024-02",
            &[Line::account(1, 540_000).at(BINH_TRI), Line::cash(2, 360_000).at(BINH_TRI)],
        );
        let moved = house.desk.db().write(|tx| {
            tx.execute("UPDATE accounts_account SET payee_key = NULL WHERE person_id = $1", params![person(1)])?;
            ["lists_line", "registry_entitlement", "accounts_account", "accounts_active"]
                .iter()
                .map(|table| {
                    tx.execute(
                        &format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2"),
                        params![an, person(1)],
                    )
                })
                .sum::<Result<u64, db::DbError>>()
        });
        assert_eq!(moved.expect("the list's line is An's, and what stands behind it"), 4);
        let mut clerk = super::cycles::labour_officer(house);
        let cycle = super::cycles::compute(&mut clerk);
        let page = clerk.get(&format!("/people/{an}"));
        for said in ["<h2>Chi trả</h2>", "540.000", "02/2024", "Đã tính", "Tài khoản chính chủ"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("360.000") && !page.says("1500000000001"), "only An's, and covered: {}", page.html);
        let payment = format!("{cycle}/instructions/{}", page.between(&format!("{cycle}/instructions/"), "\""));
        assert!(clerk.get(&payment).says("540.000"), "{}", clerk.page.html);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let page = police.get(&format!("/people/{an}"));
        assert!(page.says("540.000") && !page.says(&payment), "the cycle is the district's: {}", page.html);
        assert_eq!(police.get(&payment).status, 404);
    });
}

#[test]
fn a_person_who_is_not_paid_is_told_why_and_where_it_is_put_right() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        village.entitle(an, "BTXH.5a.60", 540_000);
        let page = format!("/people/{an}");
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let shown = social.get(&page);
        for said in ["Chưa có tên trong danh sách chi trả của tháng nào", "Chưa khảo sát cách nhận tiền"]
        {
            assert!(shown.says(said), "{said}: {}", shown.html);
        }
        house
            .desk
            .db()
            .write(|tx| tx.execute("UPDATE registry_person SET state = 'pending'", params![]))
            .expect("a state");
        let shown = social.get(&page);
        assert!(shown.says("Chưa được chi vì chưa xác thực với dữ liệu dân cư: Chờ xác thực"));
        assert!(shown.says("Khi được chi thì nhận bằng tiền mặt"), "{}", shown.html);
        assert!(!shown.says("vẫn được chi"), "who is not paid is not paid in cash either: {}", shown.html);
        social.get(&format!("{page}/hold"));
        let hold = [("reason", "account_blocked"), ("from_month", "02/2024"), ("why", "Ngân hàng báo qua điện thoại")];
        let shown = social.send(&format!("{page}/hold"), &hold);
        let told = "Đang tạm giữ chi trả từ tháng 02/2024: Ngân hàng báo tài khoản bị phong tỏa";
        let heading = shown.between("<div class=\"heading\">", "</div>");
        assert!(heading.contains("Đang tạm giữ"), "who is held looks held: {heading}");
        for narrowed in ["/people", "/people?held=yes"] {
            let rows = social.get(narrowed);
            let an_row = rows.html.split("<tr").find(|row| row.contains("Nguyễn Văn An")).unwrap_or_default();
            assert!(an_row.contains("Đang tạm giữ"), "{narrowed}: {}", rows.html);
        }
        assert!(shown.says(told) && shown.says("Hỏi ngân hàng và người hưởng"), "{}", shown.html);
        let release = format!("{page}/holds/{}/release", shown.between(&format!("{page}/holds/"), "/release"));
        let mut auditor = house.officer(&village.officer(Role::JudicialOfficer));
        let seen = auditor.get(&page);
        assert!(seen.says(told) && !seen.says(&release), "who may not release it is not led there: {}", seen.html);
        assert!(!seen.says("ghi thăm hộ") && seen.says("Xem biên bản và giấy tờ"), "{}", seen.html);

        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let refused = [("outcome", "refused"), ("has_account", "yes"), ("registered", "no"), ("wish", "cash")];
        visit(&mut police, &format!("/visits/{an}"), &[&refused[..], &[("reason", "Mắt kém")]].concat());
        let shown = police.get(&page);
        for said in ["Không đồng ý đăng ký tài khoản (thăm ngày 03/02/2024)", "Biên bản còn thiếu chữ ký."]
        {
            assert!(shown.says(said), "{said}: {}", shown.html);
        }
        social.get(&release);
        let shown = social.send(&release, &[("why", "Ngân hàng đã mở lại")]);
        assert!(!shown.says(told), "{}", shown.html);
        assert!(!social.get("/people?held=yes").says("Nguyễn Văn An"), "{}", social.page.html);
        social.cookies.insert("ansinh-language".to_owned(), "en".to_owned());
        assert!(social.get(&page).says("On no payment list yet"));
    });
}
