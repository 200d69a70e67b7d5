//! The register of letters: entered, found, corrected, with its file.

use super::{
    House,
    browser::{Browser, Page},
};
use axum::http::Method;

const CITED: &str = "Công văn số 275/UBND-VX ngày 25/01/2024 của UBND huyện Bình Sơn";

const ENTRY: [(&str, &str); 5] = [
    ("kind", "official_letter"),
    ("number", "275/UBND-VX"),
    ("issued_on", "25/01/2024"),
    ("issuer", "UBND huyện Bình Sơn"),
    ("about", "V/v đẩy mạnh chi trả an sinh xã hội không dùng tiền mặt"),
];

/// The first area the form offers.
fn place(page: &Page) -> String {
    page.between("name=\"place\" value=\"", "\"").to_owned()
}

fn enter(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let place = place(&browser.get("/letters/new"));
    let fields: Vec<_> = fields.iter().copied().chain([("place", place.as_str())]).collect();
    browser.send("/letters/new", &fields)
}

fn send_file(browser: &mut Browser, path: &str, (name, version): (&str, &str), content: &str) -> Page {
    let page = browser.get(path);
    let action = page.between("<form method=\"post\" action=\"/letters/", "\"").replace("&#38;", "&");
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n{version}\r\n--edge\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n\
         {content}\r\n--edge--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    browser.ask(Method::POST, &format!("/letters/{action}"), &kind, Some(&body))
}

#[test]
fn a_letter_is_entered_cited_found_and_corrected() {
    House::on_both(|house| {
        let mut clerk = house.administrator();
        assert!(clerk.get("/letters").says("Chưa có văn bản nào"));
        let page = enter(&mut clerk, &ENTRY);
        assert!(page.says(CITED) && page.says("Đã vào sổ văn bản."), "{}", page.html);
        let path = page.path.clone();
        assert!(clerk.get("/letters?q=binh+son+275").says(CITED), "found without marks");
        assert!(clerk.get("/letters?kind=plan").says("Không có văn bản nào khớp"));
        assert_eq!(clerk.get("/letters?from=mai").status, 422);

        let page = enter(&mut clerk, &ENTRY);
        assert_eq!(page.status, 422);
        assert!(page.says("Văn bản này đã có trong sổ"), "{}", page.html);
        let other_day = [&ENTRY[..2], &[("issued_on", "24/01/2024")], &ENTRY[3..]].concat();
        assert!(enter(&mut clerk, &other_day).says("hãy kiểm tra lại ngày"));

        let page = clerk.get(&format!("{path}/correct"));
        let unit = place(&page);
        let about = [("about", "V/v chi trả qua tài khoản"), ("version", "1"), ("place", unit.as_str())];
        let fixed = [&ENTRY[..4], &about].concat();
        let page = clerk.send(&format!("{path}/correct"), &fixed);
        assert!(page.says("Đã sửa văn bản.") && page.says("V/v chi trả qua tài khoản"), "{}", page.html);
        clerk.get(&format!("{path}/correct"));
        let page = clerk.send(&format!("{path}/correct"), &fixed);
        assert_eq!(page.status, 422);
        assert!(page.says("Người khác vừa thay đổi mục này."), "version 1 was not what stands there now");
    });
}

#[test]
fn a_refused_letter_comes_back_with_what_was_typed() {
    House::on_both(|house| {
        let mut clerk = house.administrator();
        let wrong = [("number", "UBND-VX"), ("issued_on", "25/13/2024"), ("issuer", ""), ("about", "V/v thử")];
        let page = enter(&mut clerk, &wrong);
        assert_eq!(page.status, 422);
        for said in ["phải bắt đầu bằng chữ số", "Ngày chưa đúng.", "Hãy nhập cơ quan", "value=\"UBND-VX\"", "V/v thử"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let later = [&ENTRY[..2], &[("issued_on", "25/01/2090")], &ENTRY[3..]].concat();
        assert!(enter(&mut clerk, &later).says("Ngày ban hành không thể sau hôm nay."));
    });
}

#[test]
fn a_letter_has_its_file() {
    House::on_both(|house| {
        let mut clerk = house.administrator();
        let path = enter(&mut clerk, &ENTRY).path;
        assert_eq!(clerk.get(&format!("{path}/file")).status, 404);
        let page = send_file(&mut clerk, &path, ("275.pdf", "1"), "<html>no PDF</html>");
        assert_eq!(page.status, 422);
        assert!(page.says("Chỉ nhận tệp PDF"), "{}", page.html);
        // Larger than a form may be: this route takes it.
        let scan = format!("%PDF-1.7 {}", "x".repeat(300 * 1024));
        assert_eq!(send_file(&mut clerk, &path, ("275.pdf", "1"), &scan).status, 303);
        let page = clerk.get(&format!("{path}/file"));
        assert_eq!((page.status, page.html == scan), (200, true));
        assert_eq!(page.header("content-type"), "application/pdf");
        assert_eq!(page.header("content-disposition"), "attachment; filename*=UTF-8''275.pdf");
        let page = send_file(&mut clerk, &path, ("276.pdf", "1"), &scan);
        assert!(page.status == 422 && page.says("Người khác vừa thay đổi mục này."), "version 1 had no file");
        let page = clerk.get("/audit");
        let named = format!("<a href=\"{path}\">Công văn số 275/UBND-VX ngày 25/01/2024");
        assert!(page.says(&named), "the trail names the letter: {}", page.html);
    });
}

#[test]
fn whoever_has_no_role_sees_no_letters() {
    House::on_both(|house| {
        let mut clerk = house.administrator();
        let path = enter(&mut clerk, &ENTRY).path;
        let (_, mut visitor) = house.person("binh", "Nguyễn Văn Bình", &[]);
        for path in ["/letters", "/letters/new", path.as_str()] {
            assert_eq!(visitor.get(path).status, 403, "{path}");
        }
    });
}
