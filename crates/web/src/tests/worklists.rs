//! Worklists of the registry on the pages: ages, decisions, the workbook.

use super::House;
use axum::http::Method;
use office::Role;
use survey::testing::BINH_CHAU;

#[test]
fn ages_and_missing_decisions_are_listed_fetched_and_filled_in() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let sau = village.person("Võ Thị Sáu");
        village.entitle(an, "BTXH.5a.60", 540_000);
        village.entitle(sau, "BTXH.8", 540_000); // a secret of health
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let home = social.get("/");
        assert!(home.says("Hồ sơ đến tuổi thay đổi mức hoặc thôi hưởng") && home.says("Hồ sơ thiếu quyết định"));
        let page = social.get("/worklists");
        for said in ["Nguyễn Văn An", "Đủ 80 tuổi ngày 01/01/2024", "Xét chuyển sang BTXH.5a.80", "Thiếu quyết định: 2"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("Võ Thị Sáu"));
        // Past the age for decades: rather the record is wrong, and it stands apart.
        village.entitle(sau, "BTXH.1.U4", 1_350_000);
        assert!(!social.get("/worklists").says("Võ Thị Sáu"));
        let page = social.get("/worklists?kind=age_past");
        for said in ["Võ Thị Sáu", "Quá tuổi từ lâu: 1", "kiểm tra ngày sinh hoặc diện hưởng"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = social.get("/worklists?kind=no_decision");
        assert!(page.says("Võ Thị Sáu") && page.says("Thiếu số, thiếu ngày, thiếu cơ quan"), "{}", page.html);
        assert!(!page.says("BTXH.8"), "an illness is told to nobody: {}", page.html);
        let page = social.get(&format!("/people/{sau}/hold"));
        assert!(page.says("BTXH – 540.000") && !page.says("BTXH.8"), "nor where it is held: {}", page.html);
        let token = social.token().to_owned();
        let body = crate::address::query(&[("form_token", &token), ("kind", "no_decision")]);
        let book = social.ask(Method::POST, "/worklists/workbook", &[], Some(&body));
        assert_eq!(book.status, 200);
        assert!(book.header("content-disposition").contains("danh-sach-thieu-quyet-dinh_2024-0"));

        let page = social.get("/worklists?kind=no_decision");
        let to = format!("/people/{an}/decision/");
        let path = format!("{to}{}", page.between(&to, "\""));
        social.get(&path);
        let page = social.send(
            &path,
            &[("decision_number", "12/QĐ-UBND"), ("decision_on", "31/13/2024"), ("decision_by", "UBND huyện Bình Sơn")],
        );
        assert_eq!(page.status, 422, "{}", page.html);
        let page = social.send(
            &path,
            &[("decision_number", "12/QĐ-UBND"), ("decision_on", "05/01/2024"), ("decision_by", "UBND huyện Bình Sơn")],
        );
        assert!(page.status == 200 && page.says("Đã ghi quyết định."), "{}", page.html);
        assert!(page.says("Vừa ghi quyết định cho Nguyễn Văn An") && page.says("Thiếu quyết định: 2"), "{}", page.html);
        assert!(social.get(&format!("/people/{an}")).says("12/QĐ-UBND"));

        let mut far = house.officer(&village.officer_at(Role::SocialOfficer, BINH_CHAU, 1));
        assert!(far.get("/worklists").says("Không còn hồ sơ nào"));
        assert_eq!(far.get(&path).status, 404);
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        assert_eq!(leader.get(&path).status, 403, "who corrects no record fills nothing in");
    });
}
