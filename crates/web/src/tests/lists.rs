//! A commune's list of the month: drawn up, frozen, given back, approved, handed over.

use super::{House, browser::Browser};
use kernel::PersonId;
use office::Role;
use survey::testing::{BINH_CHAU, Village};

/// Whoever belongs to it has an illness that is nobody’s business.
const SECRET: &str = "BTXH.8";

/// Two persons of xã Bình Trị: one verified, one not.
fn people(village: &Village) -> [PersonId; 2] {
    let an = village.person("Nguyễn Văn An");
    village.entitle(an, "BTXH.5c", 360_000);
    let unsure = survey::testing::Villager { state: "pending", ..survey::testing::Villager::named("Lê Thị Bình") };
    let binh = village.people(&[unsure])[0];
    village.entitle(binh, "BTXH.5c", 540_000);
    [an, binh]
}

/// Draws the list of February up; answers its address.
fn draft(officer: &mut Browser) -> String {
    let page = officer.get("/lists?month=02/2024");
    assert!(page.says("Chưa lập") && page.says("Lập danh sách tháng 02/2024"), "{}", page.html);
    let place = page.between("name=\"place\" value=\"", "\"").to_owned();
    let page = officer.send("/lists", &[("month", "02/2024"), ("place", &place)]);
    assert!(page.says("Đã lập danh sách."), "{}", page.html);
    page.path
}

/// Opens a step of a list and does it with what the page knew, and more.
fn step(browser: &mut Browser, path: &str, more: &[(&str, &str)]) -> super::browser::Page {
    let page = browser.get(path);
    assert_eq!((page.status, page.path.as_str()), (200, path), "{}", page.html);
    let hidden = |name: &str| {
        let mark = format!("name=\"{name}\" value=\"");
        page.html.split_once(&mark).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
    };
    let known = [("version", hidden("version")), ("digest", hidden("digest"))];
    browser.send(path, &[&known, more].concat())
}

#[test]
fn a_list_goes_from_draft_to_the_paying_office_by_its_pages() {
    House::in_village(|house, village| {
        people(village);
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        let path = draft(&mut social);
        let page = social.get(&path);
        for said in [
            "Nguyễn Văn An",
            "360.000\u{a0}đ",
            "Tạm giữ",
            "Chưa xác thực với dữ liệu dân cư",
            "1 dòng được chi trên 2 dòng",
        ] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let held = social.get(&format!("{path}?held=yes"));
        assert!(held.says("Lê Thị Bình") && !held.says("Nguyễn Văn An"), "{}", held.html);
        assert!(social.get(&format!("{path}?method=wallet")).says("Không có dòng nào khớp"));

        assert!(!leader.get(&path).says("Duyệt danh sách"), "a draft is not approved");
        assert_eq!(leader.get(&format!("{path}/approve")).path, path, "an old link leads to the list");
        assert!(step(&mut social, &format!("{path}/freeze"), &[]).says("Đã chốt danh sách."));
        assert!(social.get(&path).says("Đã chốt, chờ duyệt") && !social.page.says("Chốt danh sách</a>"));

        let page = step(&mut leader, &format!("{path}/return"), &[("why", "  ")]);
        assert!(page.status == 422 && page.says("Hãy nêu lý do."), "{}", page.html);
        let page = step(&mut leader, &format!("{path}/return"), &[("why", "Thiếu ông Cường")]);
        assert!(page.says("Đã trả lại danh sách"), "{}", page.html);
        assert!(social.get(&path).says("Lãnh đạo đã trả lại: Thiếu ông Cường"));
        let cuong = village.person("Trần Cường");
        village.entitle(cuong, "BTXH.5c", 360_000);
        assert!(step(&mut social, &format!("{path}/refresh"), &[]).says("Trần Cường"));
        step(&mut social, &format!("{path}/freeze"), &[]);

        let page = leader.get(&format!("{path}/approve"));
        assert!(page.says("3 dòng, số tiền chi 720.000\u{a0}đ, tạm giữ 540.000\u{a0}đ"), "{}", page.html);
        let page = step(&mut leader, &format!("{path}/approve"), &[]);
        assert!(page.says("Đã duyệt danh sách."), "{}", page.html);
        assert!(
            social.get(&format!("{path}/hand-over")).says("Phòng LĐ-TB&#38;XH huyện Bình Sơn"),
            "{}",
            social.page.html
        );
        let page = step(&mut social, &format!("{path}/hand-over"), &[]);
        assert!(page.says("Đã bàn giao cho Phòng LĐ-TB&#38;XH huyện Bình Sơn."), "{}", page.html);

        let mut labour = house.officer(&village.officer_at(Role::LabourOfficer, "524", 1));
        let page = labour.get("/lists?month=2024-02");
        assert!(page.says("Xã Bình Trị") && page.says("Chưa lập") && page.says("720.000\u{a0}đ"), "{}", page.html);
        assert!(!labour.get(&path).says("Bàn giao danh sách</a>"));
    });
}

#[test]
fn what_somebody_has_not_seen_is_not_approved() {
    House::in_village(|house, village| {
        people(village);
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        let path = draft(&mut social);
        step(&mut social, &format!("{path}/freeze"), &[]);
        let digest = leader.get(&format!("{path}/approve")).between("name=\"digest\" value=\"", "\"").to_owned();
        let approve = format!("{path}/approve");
        let page = leader.send(&approve, &[("version", "1"), ("digest", &digest)]);
        assert!(page.status == 422 && page.says("Người khác vừa thay đổi danh sách này."), "{}", page.html);
        let page = leader.send(&approve, &[("version", "2"), ("digest", &"ab".repeat(32))]);
        assert!(page.status == 422 && page.says("chốt lại với các dòng khác"), "{}", page.html);

        // Nobody has both rights in the table of roles; the page says it all the same.
        let boss = village.officer(Role::CommuneLeader).staff;
        let own = "UPDATE lists_list SET prepared_by = $1";
        village.db().write(|tx| tx.execute(own, db::params![boss])).expect("a story's own hand");
        let page = leader.send(&approve, &[("version", "2"), ("digest", &digest)]);
        assert!(page.status == 422 && page.says("Bạn là người lập hoặc chốt danh sách này"), "{}", page.html);
    });
}

#[test]
fn another_commune_and_another_role_do_not_reach_the_list() {
    House::in_village(|house, village| {
        people(village);
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let path = draft(&mut social);
        let mut far = house.officer(&village.officer_at(Role::SocialOfficer, BINH_CHAU, 1));
        for page in ["", "/file", "/print", "/freeze"] {
            assert_eq!(far.get(&format!("{path}{page}")).status, 404, "{page}");
        }
        let place = village.place(survey::testing::BINH_TRI).to_string();
        far.get("/lists");
        assert_eq!(far.send("/lists", &[("month", "02/2024"), ("place", &place)]).status, 404);
        assert_eq!(social.get(&format!("{path}/approve")).status, 403, "who draws up does not approve");
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        assert_eq!(leader.get(&format!("{path}/freeze")).status, 403);
        let mut administrator = house.second_administrator();
        assert_eq!(administrator.get(&path).status, 403, "sees no beneficiary");
    });
}

#[test]
fn months_that_are_none_or_too_far_are_refused_in_words() {
    House::in_village(|house, village| {
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let page = social.get("/lists?month=hai");
        assert!(page.status == 422 && page.says("Tháng chưa đúng.") && page.says("value=\"hai\""), "{}", page.html);
        let place = village.place(survey::testing::BINH_TRI).to_string();
        let page = social.send("/lists", &[("month", "05/2024"), ("place", &place)]);
        assert!(page.status == 422 && page.says("Hôm nay chỉ lập đến tháng 04/2024."), "{}", page.html);
        let path = draft(&mut social);
        assert!(social.get(&path).says("Danh sách chưa có dòng nào"));
        let page = step(&mut social, &format!("{path}/freeze"), &[]);
        assert!(page.status == 422 && page.says("Danh sách không có dòng nào"), "{}", page.html);
    });
}

#[test]
fn the_paper_has_every_line_covered_and_the_workbook_is_one() {
    House::in_village(|house, village| {
        let [an, _] = people(village);
        village.entitle(an, SECRET, 450_000);
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let path = draft(&mut social);
        let page = social.get(&format!("{path}/print"));
        for said in ["UBND XÃ BÌNH TRỊ", "BẢN ĐANG LẬP", "Nguyễn Văn An", "Lê Thị Bình", "Bằng chữ:", "Mẫu phục dựng"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        for page in [page, social.get(&path)] {
            assert!(page.says("450.000\u{a0}đ") && !page.says("HIV") && !page.says(SECRET), "{}", page.html);
        }
        step(&mut social, &format!("{path}/freeze"), &[]);
        assert!(social.get(&format!("{path}/print")).says("Bản 2. Mã kiểm tra: "));
        let file = social.get(&format!("{path}/file"));
        assert_eq!((file.status, file.html.starts_with("PK")), (200, true));
        assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''Phu-luc-2_21061_2024-02.xlsx");
    });
}
