//! Reference data: proposed by one, approved by another; changed by one where one is enough.

use super::{House, browser::Browser};

const RATE: &str = "/reference/rates/social_protection.standard";
const PROPOSAL: &str = "/reference/proposals/rate/social_protection.standard/2030-07-01/1";

const RAISE: [(&str, &str); 5] =
    [("amount", "550.000"), ("from", "01/07/2030"), ("until", ""), ("basis", "NĐ thử/2030"), ("why", "Nghị định mới")];

/// Fills the form in on its page, with what the page brings back unseen.
fn propose(browser: &mut Browser, fields: &[(&str, &str)]) -> super::browser::Page {
    let page = browser.get(&format!("{RATE}/propose"));
    assert_eq!(page.status, 200, "{}", page.html);
    let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
    let fields: Vec<_> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    browser.send(&format!("{RATE}/propose"), &fields)
}

#[test]
fn a_rate_is_proposed_by_one_and_approved_by_another() {
    House::on_both(|house| {
        let mut maker = house.administrator();
        let page = propose(&mut maker, &RAISE);
        assert_eq!(page.path, RATE);
        assert!(page.says("Đã gửi đề nghị") && page.says("550.000\u{a0}đ") && page.says("Chờ duyệt"), "{}", page.html);
        assert!(maker.get("/reference/rates?day=02/07/2030").says("500.000\u{a0}đ"), "nothing holds yet");

        // The same person neither finds the button nor gets through without it.
        let page = maker.get(PROPOSAL);
        assert!(page.says("Bạn là người đề nghị.") && !page.says("Duyệt phiên bản này"), "{}", page.html);
        let page = maker.send(&format!("{PROPOSAL}/approve"), &[]);
        assert_eq!(page.status, 422);
        assert!(page.says("Bạn là người đề nghị nên không tự duyệt được."), "{}", page.html);

        let mut second = house.second_administrator();
        assert!(second.get("/reference").says(PROPOSAL), "it waits on the overview");
        let page = second.get(PROPOSAL);
        assert!(page.says("550.000\u{a0}đ") && page.says("Nghị định mới") && page.says("Phạm Thị Quản Trị"));
        let page = second.send(&format!("{PROPOSAL}/approve"), &[]);
        assert!(page.says("Đã duyệt.") && page.says("Hoàng Thị Hai"), "{}", page.html);
        assert!(second.get("/reference/rates?day=02/07/2030").says("550.000\u{a0}đ"));
        assert!(second.get("/reference/rates?day=30/06/2030").says("500.000\u{a0}đ"));
        assert!(second.get("/reference").says("Không có đề nghị nào đang chờ duyệt"));

        // Whoever comes later is told that it has been decided.
        let page = second.send(&format!("{PROPOSAL}/approve"), &[]);
        assert_eq!(page.status, 409);
        assert!(page.says("Đề nghị số 1 đã được quyết định."), "{}", page.html);
    });
}

#[test]
fn a_version_that_was_not_seen_is_not_decided_and_not_replaced() {
    House::on_both(|house| {
        let mut maker = house.administrator();
        let mut second = house.second_administrator();
        propose(&mut maker, &RAISE);
        second.get(PROPOSAL);
        // While the second person looks, the maker takes the first version back and proposes another.
        maker.get(&format!("{PROPOSAL}/reject"));
        assert!(maker.page.says("Rút đề nghị này?"));
        assert_eq!(maker.send(&format!("{PROPOSAL}/reject"), &[("why", "")]).status, 422);
        assert!(maker.send(&format!("{PROPOSAL}/reject"), &[("why", "Nhầm số")]).says("không có gì thay đổi"));
        assert!(propose(&mut maker, &[&[("amount", "560.000")], &RAISE[1..]].concat()).says("Đã gửi đề nghị"));
        let page = second.send(&format!("{PROPOSAL}/approve"), &[]);
        assert_eq!(page.status, 409);
        assert!(page.says("Đề nghị số 1 đã được quyết định."), "{}", page.html);

        // A form opened before the second version was approved saw nothing in that slot.
        let stale = maker.get(&format!("{RATE}/propose")).between("name=\"seen\" value=\"", "\"").to_owned();
        let newer = PROPOSAL.replace("/2030-07-01/1", "/2030-07-01/2");
        second.get(&newer);
        assert!(second.send(&format!("{newer}/approve"), &[]).says("Đã duyệt."));
        let fields: Vec<_> = RAISE.into_iter().chain([("seen", stale.as_str())]).collect();
        let page = maker.send(&format!("{RATE}/propose"), &fields);
        assert_eq!(page.status, 422);
        assert!(page.says("Người khác vừa thay đổi mục này."), "{}", page.html);
        assert!(propose(&mut maker, &RAISE).says("Đã gửi đề nghị"), "with the page as it is now");
    });
}

#[test]
fn a_refused_proposal_comes_back_with_what_was_typed() {
    House::on_both(|house| {
        let mut maker = house.administrator();
        let wrong = [("amount", "năm trăm"), ("from", "32/07/2030"), ("until", "x"), ("basis", ""), ("why", "Vì sao")];
        let page = propose(&mut maker, &wrong);
        assert_eq!(page.status, 422);
        for said in ["Số tiền chưa đúng.", "Ngày chưa đúng.", "Hãy ghi căn cứ.", "năm trăm", "32/07/2030", "Vì sao"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let backwards = [&RAISE[..2], &[("until", "01/01/2030")], &RAISE[3..]].concat();
        let page = propose(&mut maker, &backwards);
        assert!(page.status == 422 && page.says("không thể trước ngày bắt đầu"), "{}", page.html);
        let nothing = [&[("amount", "0")], &RAISE[1..]].concat();
        assert!(propose(&mut maker, &nothing).says("Số tiền phải lớn hơn 0."));
    });
}

#[test]
fn a_holiday_is_entered_changed_and_called_a_mistake_by_one_person() {
    House::on_both(|house| {
        let mut officer = house.administrator();
        officer.get("/reference/holidays/new");
        let page = officer.send("/reference/holidays/new", &[("day", "31/12"), ("name_vi", "Nghỉ thêm")]);
        assert_eq!(page.status, 422);
        assert!(page.says("Ngày chưa đúng.") && page.says("value=\"Nghỉ thêm\"") && page.says("Hãy chọn một mục"));
        let entry = [
            ("day", "31/12/2030"),
            ("kind", "off"),
            ("name_vi", "Nghỉ theo thông báo"),
            ("name_en", "Announced day off"),
            ("basis", "TB 1/2030"),
            ("why", "Thông báo mới"),
        ];
        let page = officer.send("/reference/holidays/new", &entry);
        assert_eq!(page.path, "/reference/holidays/2030-12-31");
        assert!(page.says("Đã lưu thay đổi."), "{}", page.html);
        assert!(officer.get("/reference/holidays?day=01/01/2030").says("Nghỉ theo thông báo"));
        officer.get("/reference/holidays/new");
        assert!(officer.send("/reference/holidays/new", &entry).says("Người khác vừa thay đổi mục này."));

        let page = officer.get("/reference/holidays/2030-12-31/void");
        let version = page.between("name=\"version\" value=\"", "\"").to_owned();
        let page = officer.send("/reference/holidays/2030-12-31/void", &[("version", &version), ("why", "Nhập nhầm")]);
        assert!(page.says("Đã bãi bỏ vì nhập nhầm"), "{}", page.html);
        assert!(!officer.get("/reference/holidays?day=01/01/2030").says("Nghỉ theo thông báo"));
    });
}

#[test]
fn a_bank_is_added_and_renamed_by_one_person() {
    House::on_both(|house| {
        let mut officer = house.administrator();
        officer.get("/reference/banks/new");
        let entry =
            [("short_name", "Ngân hàng Thử"), ("name_vi", "Ngân hàng TMCP Thử"), ("kind", "bank"), ("why", "Mới")];
        let short = [&entry[..], &[("key", "97"), ("from", "01/01/2024")]].concat();
        let page = officer.send("/reference/banks/new", &short);
        assert!(page.status == 422 && page.says("Mã BIN gồm 6 chữ số"), "{}", page.html);
        let right = [&entry[..], &[("key", "999123"), ("from", "01/01/2024")]].concat();
        assert_eq!(officer.send("/reference/banks/new", &right).path, "/reference/banks/999123");

        let page = officer.get("/reference/banks/999123/change");
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let renamed =
            [&[("short_name", "Ngân hàng Khác"), ("from", "01/02/2024"), ("seen", &seen)], &entry[1..]].concat();
        let page = officer.send("/reference/banks/999123/change", &renamed);
        assert!(page.says("Đã lưu thay đổi."), "{}", page.html);
        assert!(officer.get("/reference/banks?day=31/01/2024").says("Ngân hàng Thử"));
        let page = officer.get("/reference/banks?day=01/02/2024");
        assert!(page.says("Ngân hàng Khác") && !page.says("Ngân hàng Thử"));
    });
}

#[test]
fn a_category_is_proposed_by_one_and_approved_by_another() {
    const CATEGORY: &str = "/reference/categories/BTXH.1.4P";
    House::on_both(|house| {
        let mut maker = house.administrator();
        assert!(maker.get("/reference/categories").says(">1,5<"), "a coefficient reads as the law writes it");
        let page = maker.get(&format!("{CATEGORY}/propose"));
        assert_eq!(page.status, 200, "{}", page.html);
        for filled in
            ["name=\"coefficient\" type=\"text\" value=\"1,5\"", "name=\"age_from\" type=\"text\" value=\"4\""]
        {
            assert!(page.says(filled), "{filled}: {}", page.html);
        }
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let entry = [
            ("name_vi", "Trẻ em từ đủ 4 tuổi"),
            ("name_en", "Child of 4 and more"),
            ("age_from", "4"),
            ("age_to", "15"),
            ("from", "01/07/2030"),
            ("why", "Nghị định mới"),
            ("seen", seen.as_str()),
        ];
        let with = |more: &[(&'static str, &'static str)]| [&entry[..], more].concat();
        let page = maker.send(&format!("{CATEGORY}/propose"), &with(&[("coefficient", "một rưỡi"), ("basis", "")]));
        assert_eq!(page.status, 422);
        for said in ["Hệ số chưa đúng.", "Hãy ghi căn cứ.", "một rưỡi", "Trẻ em từ đủ 4 tuổi"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let both = with(&[("coefficient", "2"), ("amount", "900.000"), ("basis", "NĐ thử/2030")]);
        assert!(maker.send(&format!("{CATEGORY}/propose"), &both).says("chỉ có hệ số hoặc mức tiền cố định"));
        let page =
            maker.send(&format!("{CATEGORY}/propose"), &with(&[("coefficient", "1,75"), ("basis", "NĐ thử/2030")]));
        assert_eq!(page.path, CATEGORY);
        assert!(page.says("Đã gửi đề nghị") && page.says("1,75"), "{}", page.html);

        let mut second = house.second_administrator();
        let proposal = "/reference/proposals/category/BTXH.1.4P/2030-07-01/1";
        assert!(second.get("/reference").says(proposal), "it waits on the overview");
        let page = second.get(proposal);
        assert!(page.says("1,75") && page.says("Từ 4 đến 15 tuổi") && page.says("NĐ thử/2030"), "{}", page.html);
        assert!(second.send(&format!("{proposal}/approve"), &[]).says("Đã duyệt."));
        assert!(second.get("/reference/categories?day=02/07/2030").says("Trẻ em từ đủ 4 tuổi"));
        assert!(!second.get("/reference/categories?day=30/06/2030").says("Trẻ em từ đủ 4 tuổi"));
    });
}

#[test]
fn whoever_may_only_read_changes_nothing() {
    House::on_both(|house| {
        house.administrator();
        let (_, mut visitor) = house.person("binh", "Nguyễn Văn Bình", &[]);
        for path in ["/reference", "/reference/rates", "/reference/banks/new"] {
            let page = visitor.get(path);
            assert_eq!(page.status, 403, "{path}");
            assert!(page.says("Nhiệm vụ của bạn không có quyền này"));
        }
        assert!(!visitor.get("/").says("href=\"/reference\""), "not in the menu either");
    });
}

#[test]
fn a_day_that_is_none_is_told_and_today_is_shown() {
    House::on_one(|house| {
        let mut reader = house.administrator();
        let page = reader.get("/reference/rates?day=hôm+qua");
        assert_eq!(page.status, 422);
        assert!(page.says("Ngày chưa đúng.") && page.says("value=\"hôm qua\""), "{}", page.html);
        assert_eq!(reader.get("/reference/rates/none").status, 404);
        assert_eq!(reader.get("/reference/rates?day=01/01/1990").status, 200);
        assert!(reader.page.says("Không có mục nào vào ngày này"));
    });
}
