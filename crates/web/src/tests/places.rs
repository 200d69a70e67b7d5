//! Units, agencies and rights as they are looked up; a single office; finding one of many by words.

use super::House;

#[test]
fn a_unit_is_found_with_its_path_its_parts_and_what_became_of_it() {
    House::on_both(|house| {
        let mut reader = house.administrator();
        let page = reader.get("/places");
        assert!(page.says("Tỉnh Quảng Ngãi") && page.says("63 tỉnh"), "{}", page.html);
        assert!(reader.get("/places?day=01/07/2025").says("34 tỉnh"));
        let page = reader.get("/places?q=binh+chau&day=25/01/2024");
        assert!(page.says("huyện Bình Sơn, tỉnh Quảng Ngãi"), "without marks: {}", page.html);
        assert!(reader.get("/places?q=524&day=25/01/2024").says("Huyện Bình Sơn"), "by code");
        assert!(reader.get("/places?q=524&day=01/07/2025").says("Không có đơn vị nào khớp"), "no districts any more");
        assert_eq!(reader.get("/places?day=hôm+qua").status, 422);
        assert!(reader.get("/places?day=01/01/1990").says("Hãy chọn từ ngày"));

        let page = reader.get("/places?q=huyen+binh+son&day=25/01/2024");
        let district = page.between("role=\"rowheader\"><a href=\"", "\"").to_owned();
        let page = reader.get(&district);
        assert!(page.says("<h1>Huyện Bình Sơn</h1>") && page.says("Xã Bình Châu") && page.says("Xã Vạn Tường"));
        assert!(page.says("Một phần"), "it lies in several communes: {}", page.html);

        let page = reader.get("/places?q=xa+van+tuong&day=01/07/2025");
        let page = reader.get(page.between("role=\"rowheader\"><a href=\"", "\""));
        assert!(page.says("Xã Bình Hải") && page.says("Toàn bộ"), "what it came from: {}", page.html);
        assert!(page.says("Giữ nguyên"), "as it is in 2026");
        for none in ["/places/5", "/places/nowhere"] {
            assert_eq!(reader.get(none).status, 404, "{none}");
        }
    });
}

#[test]
fn each_day_has_its_agencies_and_its_calendar() {
    House::on_both(|house| {
        let mut reader = house.administrator();
        let page = reader.get("/profiles");
        assert!(page.says("Phòng Lao động - Thương binh và Xã hội") && page.says("Bước 7: rút và chuyển tiền"));
        let page = reader.get("/profiles?day=01/08/2025");
        assert!(page.says("Phòng Văn hóa - Xã hội") && !page.says("Phòng Lao động"), "{}", page.html);
        assert!(reader.get("/profiles?day=01/01/1990").says("Không có mô hình tổ chức cho ngày này"));
        assert_eq!(reader.get("/profiles?day=x").status, 422);

        // On 25 January 2024 the funds of February are due: the day before the 25th is gone, the next is in February.
        let page = reader.get("/profiles/calendar");
        assert!(page.says("Trước ngày 25 hằng tháng") && page.says("23/02/2024"), "{}", page.html);
        assert!(page.says("Tết Giáp Thìn") && page.says("Làm bù cho ngày 29/4/2024"));
        assert!(page.says("Hằng ngày, trước 10:00") && page.says("25/01/2024, trước 10:00"));
        let page = reader.get("/profiles/calendar?day=01/08/2025");
        assert!(page.says("Trong 10 ngày làm việc") && !page.says("MIS POSASOFT"), "{}", page.html);
    });
}

#[test]
fn the_rights_stand_on_one_page_for_everybody_with_a_role() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let page = administrator.get("/rights");
        assert!(page.says("Công an cấp xã") && page.says("Duyệt kỳ chi trả") && page.says("Nhiệm vụ của bạn"));
        let ticks = page.html.matches("aria-hidden=\"true\">✓").count();
        let roles = || office::Role::ALL.iter().filter(|role| role.is_assignable());
        let rights = office::Action::ALL.iter().flat_map(|action| roles().filter(|role| role.may(*action))).count();
        assert_eq!(ticks, rights, "one tick for each right of the table");
        let (_, mut visitor) = house.person("binh", "Nguyễn Văn Bình", &[]);
        assert_eq!(visitor.get("/rights").status, 403);
    });
}

#[test]
fn one_office_is_created_at_a_unit_that_was_searched_for() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let page = administrator.get("/offices/new/one?from=25/13/2024");
        assert!(page.status == 422 && page.says("Ngày chưa đúng."), "{}", page.html);
        let page = administrator.get("/offices/new/one?from=25/01/2024");
        assert!(page.says("Cấp huyện: Bưu điện") || page.says("payment_service"), "{}", page.html);

        // The button beside the line only looks: nothing is refused, nothing is made.
        let asked =
            [("from", "25/01/2024"), ("agency", "province_labour"), ("unit_words", "quang ngai"), ("find", "unit")];
        let page = administrator.send("/offices/new/one", &asked);
        assert_eq!(page.status, 200, "{}", page.html);
        assert!(page.says("value=\"quang ngai\"") && page.says("Tỉnh Quảng Ngãi"), "{}", page.html);
        let province = page.between("Tỉnh Quảng Ngãi", "x").len();
        assert!(province > 0);
        let before = page.html.split("Tỉnh Quảng Ngãi").next().expect("a part before").to_owned();
        let unit = before
            .rsplit("name=\"unit\" value=\"")
            .next()
            .and_then(|rest| rest.split('"').next())
            .expect("a unit")
            .to_owned();

        let new = [("from", "25/01/2024"), ("agency", "province_labour"), ("unit", unit.as_str())];
        let page = administrator.send("/offices/new/one", &new[..2]);
        assert!(page.status == 422 && page.says("Hãy tìm và chọn một đơn vị."), "{}", page.html);
        let page = administrator.send("/offices/new/one", &[new[0], ("agency", "commune_police"), new[2]]);
        assert_eq!(page.status, 422, "a commune's agency does not stand at a province: {}", page.html);
        let page = administrator.send("/offices/new/one", &new);
        assert!(
            page.says("Đã lập cơ quan.") && page.says("Sở LĐ-TB&amp;XH tỉnh Quảng Ngãi")
                || page.says("Sở LĐ-TB&#38;XH tỉnh Quảng Ngãi"),
            "{}",
            page.html
        );
        administrator.get("/offices/new/one?from=25/01/2024");
        assert!(
            administrator.send("/offices/new/one", &new).says("Cơ quan này đã có từ trước"),
            "asking twice is asking once"
        );
    });
}

#[test]
fn a_script_is_given_only_the_list() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let page = administrator.get("/places/find?name=place&q=binh+chau&day=25/01/2024");
        assert!(page.says("name=\"place\"") && page.says("Xã Bình Châu") && !page.says("<html"), "{}", page.html);
        assert!(administrator.get("/places/find?name=place&q=zzzz").says("Không tìm thấy."));
        assert!(administrator.get("/offices/find?name=office&q=").says("Không gắn với cơ quan"));
        assert!(
            administrator.get("/places/find?name=%22%3E%3Cb%3E&q=binh+chau").says("name=\"&#34;&#62;&#60;b&#62;\"")
        );
        let (_, mut visitor) = house.person("binh", "Nguyễn Văn Bình", &[]);
        for path in ["/places/find", "/offices/find", "/places", "/profiles", "/profiles/calendar", "/offices/new/one"]
        {
            assert_eq!(visitor.get(path).status, 403, "{path}");
        }
    });
}

#[test]
fn a_letter_form_looks_units_up_without_a_script() {
    House::on_both(|house| {
        let mut clerk = house.administrator();
        clerk.get("/letters/new");
        let typed =
            [("about", "V/v thử"), ("place_words", "xa binh chau"), ("issued_on", "25/01/2024"), ("find", "place")];
        let page = clerk.send("/letters/new", &typed);
        assert_eq!(page.status, 200, "nothing is wrong yet");
        assert!(page.says("V/v thử") && page.says("huyện Bình Sơn, tỉnh Quảng Ngãi"), "{}", page.html);
        assert!(!page.says("Có chỗ cần sửa"));
    });
}
