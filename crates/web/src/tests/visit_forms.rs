//! The survey as a workbook: downloaded, sent back filled in, its bad lines returned, its accounts entered.

use super::{
    House,
    browser::{Browser, Page},
    visits::team,
};
use axum::http::Method;
use office::Role;
use std::fmt::Write as _;
use survey::testing::{BINH_CHAU, BINH_TRI, Village};

const HEADINGS: &str = "STT,Họ và tên,Ngày sinh,Ngày khảo sát,Kết quả,Có tài khoản?,Đã đăng ký?,Phương thức nhận,\
                        Ngân hàng,Số tài khoản,Chủ tài khoản";

/// One visit with an account, one without an answer to a question, one of nobody here, one cell that cannot be read,
/// one line nobody has filled in.
fn filled() -> String {
    format!(
        "{HEADINGS}\n\
         1,Nguyễn Văn An,1944,03/02/2024,đồng ý,có,có,tài khoản chính chủ,Vietcombank,0011001234567,NGUYEN VAN AN\n\
         2,Lê Thị Bình,1944,03/02/2024,đồng ý,,,tiền mặt,,,\n\
         3,Ai Đó,1944,03/02/2024,vắng nhà,,,,,,\n\
         4,Trần Cư,1944,hôm qua,vắng nhà,,,,,,\n\
         5,Phạm Dũng,1944,,,,,,,,\n"
    )
}

fn forms(village: &Village, unit: &str) -> String {
    format!("/visits/communes/{}/forms", village.place(unit))
}

/// Sends a form with the team the page offers, and follows to what came of it.
fn upload(browser: &mut Browser, path: &str, fields: &[(&str, &str)], (name, content): (&str, &str)) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{}", page.html);
    let action = page.between(&format!("action=\"{path}?"), "\"").replace("&#38;", "&");
    let [police, officer] = team(&page);
    let offered = [("police", police.as_str()), ("officer", officer.as_str())];
    let left = offered.iter().filter(|(field, _)| !fields.iter().any(|(own, _)| own == field));
    let mut body = String::new();
    for (field, value) in left.chain(fields) {
        write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").expect("text");
    }
    write!(
        body,
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--edge--\r\n"
    )
    .expect("text");
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    let answer = browser.ask(Method::POST, &format!("{path}?{action}"), &kind, Some(&body));
    if answer.status == 303 { browser.get(answer.header("location")) } else { answer }
}

#[test]
fn a_form_goes_out_with_the_names_and_comes_back_line_by_line() {
    House::in_village(|house, village| {
        let people = ["Nguyễn Văn An", "Lê Thị Bình", "Trần Cư", "Phạm Dũng"].map(|name| village.person(name));
        let path = forms(village, BINH_TRI);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        assert!(police.get("/visits").says(&format!("href=\"{path}\"")), "{}", police.page.html);
        let page = police.get(&path);
        assert!(page.says("Xã Bình Trị") && !page.says("Phiếu đã nhận"), "{}", page.html);
        for who in ["waiting", "everybody"] {
            let blank = police.get(&format!("{path}/blank?who={who}"));
            assert!(blank.status == 200 && blank.html.starts_with("PK"), "a workbook");
            assert!(blank.header("content-disposition").contains("Phieu-khao-sat_21061.xlsx"));
        }

        let page = upload(&mut police, &path, &[], ("phiếu 02.csv", &filled()));
        assert!(page.says("Đã nhận phiếu khảo sát.") && page.says("phiếu 02.csv"), "{}", page.html);
        for said in [
            "Hãy trả lời câu: Ông/bà có tài khoản",
            "Trong xã không có ai mang số định danh này",
            "Cột “Ngày khảo sát” ghi chưa đúng.",
            "<dt>Lần thăm mới ghi</dt>\n    <dd>1</dd>",
            "<dt>Dòng trả lại</dt>\n    <dd>3</dd>",
            "<dt>Dòng chưa điền</dt>\n    <dd>1</dd>",
        ] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let one = page.path.clone();
        assert!(police.get(&format!("/visits/{}", people[0])).says("Tài khoản chính chủ"));
        assert!(police.get(&format!("/visits/{}", people[1])).says("Chưa thăm lần nào."));
        let back = police.get(&format!("{one}/returned"));
        assert!(back.status == 200 && back.html.starts_with("PK"));
        let name = "attachment; filename*=UTF-8''phi%E1%BA%BFu%2002-tra-lai.xlsx";
        assert_eq!(back.header("content-disposition"), name);
        assert_eq!(police.get(&format!("{one}/file")).html, filled());

        let again = upload(&mut police, &path, &[], ("tên khác.csv", &filled()));
        assert!(again.says("Phiếu này đã được nhận trước đây, giống từng byte; không ghi gì thêm."), "{}", again.html);
        assert!(again.path == one && again.says("phiếu 02.csv"), "it leads to what was done then");
        assert!(police.get(&path).says("Phiếu đã nhận"));
        assert_eq!(police.page.html.matches(&format!("href=\"{path}/")).count(), 3, "two empty forms, one received");
    });
}

#[test]
fn the_accounts_of_a_form_are_entered_once() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let path = forms(village, BINH_TRI);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let proxy = "6,Võ Thị Sáu,1944,03/02/2024,đồng ý,không,,giám hộ,,,\n";
        village.person("Võ Thị Sáu");
        let one = upload(&mut police, &path, &[], ("phiếu.csv", &(filled() + proxy))).path;
        let page = police.send(&format!("{one}/accounts"), &[]);
        assert!(page.says("Mới nhập: 1. Đã nhập từ trước: 0. Chưa nhập được: 1."), "{}", page.html);
        assert!(page.says("Võ Thị Sáu") && page.says("Tài khoản chưa nhập được"), "{}", page.html);
        let page = police.send(&format!("{one}/accounts"), &[]);
        assert!(page.says("Mới nhập: 0. Đã nhập từ trước: 1. Chưa nhập được: 1."), "{}", page.html);
        let page = police.get(&format!("/people/{an}"));
        assert!(page.says("Chờ kiểm tra") && !page.says("0011001234567"), "{}", page.html);
    });
}

#[test]
fn what_is_no_form_comes_back_with_a_sentence() {
    House::in_village(|house, village| {
        village.person("Nguyễn Văn An");
        let path = forms(village, BINH_TRI);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let none = format!("{HEADINGS}\n1,Nguyễn Văn An,1944,,,,,,,,\n");
        let large = "x".repeat(survey::FORM_BYTES_MAX + 1);
        for (name, content, said) in [
            ("", "", "Hãy chọn phiếu đã điền."),
            ("x.csv", "", "Tệp trống."),
            ("x.csv", "một,hai\n1,2\n", "Đây không phải phiếu khảo sát: không thấy dòng tiêu đề của mẫu."),
            ("x.xlsx", "PK\u{3}\u{4} dở dang", "Bảng tính bị hỏng hoặc bị cắt cụt"),
            ("x.csv", &none, "Trong phiếu chưa có dòng nào được điền."),
            ("x.csv", &large, "Tệp quá lớn: tối đa 10485760 byte."),
        ] {
            let page = upload(&mut police, &path, &[], (name, content));
            assert!(page.status == 422 && page.says(said) && page.says("href=\"#file\""), "{said}: {}", page.html);
        }
        let page = upload(&mut police, &path, &[("officer", "")], ("phiếu.csv", &filled()));
        assert!(page.status == 422 && page.says("href=\"#officer\""), "{}", page.html);
        let beyond = "x".repeat(2 * survey::FORM_BYTES_MAX + 1);
        let page = upload(&mut police, &path, &[], ("x.csv", &beyond));
        assert_eq!(page.status, 413, "{}", page.html);
        assert!(!police.get(&path).says("Phiếu đã nhận"), "nothing was kept");
        assert!(police.get("/visits").says("0 trên 1 người"));
    });
}

#[test]
fn forms_are_for_the_two_who_visit_in_their_own_commune() {
    House::in_village(|house, village| {
        village.person("Nguyễn Văn An");
        let path = forms(village, BINH_TRI);
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let one = upload(&mut police, &path, &[], ("phiếu.csv", &filled())).path;
        let blank = format!("{path}/blank?who=everybody");
        let mut far = house.officer(&village.officer_at(Role::CommunePolice, BINH_CHAU, 1));
        let own = forms(village, BINH_CHAU);
        assert_eq!(far.get(&own).status, 200);
        for hidden in [&path, &blank, &one, &format!("{one}/returned"), &format!("{one}/file")] {
            assert_eq!(far.get(hidden).status, 404, "{hidden}");
        }
        far.get(&own);
        assert_eq!(far.send(&format!("{one}/accounts"), &[]).status, 404);
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        for shut in [&path, &blank, &one, &format!("{one}/returned")] {
            assert_eq!(leader.get(shut).status, 403, "{shut}");
        }
        assert!(!leader.get("/visits").says(&path), "nobody is led to a shut door");
    });
}

const GUARDIANS: &str = "Họ và tên người được giám hộ,Ngày sinh,Họ và tên người giám hộ,Số định danh người giám hộ,Quan hệ,\
                         Số quyết định,Hiệu lực từ ngày\n\
                         Nguyễn Văn An,1944,Trần Thị Con,051180000002,con,12/QĐ-UBND,15/01/2024\n\
                         Ai Đó,1944,Trần Thị Con,051180000002,con,,15/01/2024\n\
                         Nguyễn Văn An,1944,Trần Thị Con,05118,con,,15/01/2024\n";

/// Sends a list of guardians, and follows to what came of it.
fn send_guardians(browser: &mut Browser, path: &str, content: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{}", page.html);
    let action = page.between(&format!("action=\"{path}?"), "\"").replace("&#38;", "&");
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"giam-ho.csv\"\r\n\r\n{content}\r\n--edge--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    let answer = browser.ask(Method::POST, &format!("{path}?{action}"), &kind, Some(&body));
    if answer.status == 303 { browser.get(answer.header("location")) } else { answer }
}

#[test]
fn a_list_of_guardians_comes_in_and_its_papers_wait_for_the_judicial_officer() {
    House::in_village(|house, village| {
        village.person("Nguyễn Văn An");
        let place = village.place(BINH_TRI);
        let path = format!("/visits/communes/{place}/guardians");
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        assert!(social.get(&format!("/visits?place={place}")).says(&path), "{}", social.page.html);
        let blank = social.ask(Method::GET, &format!("{path}/blank"), &[], None);
        assert!(blank.status == 200 && blank.header("content-disposition").contains("mau-nguoi-giam-ho.xlsx"));
        let page = send_guardians(&mut social, &path, "a,b\n1,2\n");
        assert!(page.status == 422 && page.says("Đây không phải danh sách người giám hộ"), "{}", page.html);
        let page = send_guardians(&mut social, &path, GUARDIANS);
        for said in [
            "Đã nhận danh sách người giám hộ.",
            "Trong xã không có ai mang số định danh này",
            "Cột “Số định danh người giám hộ” ghi chưa đúng",
        ] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let before = page.html.split("/returned\"").next().expect("a page");
        let back = format!("{}/returned", before.rsplit("href=\"").next().expect("a link"));
        assert_eq!(social.ask(Method::GET, &back, &[], None).status, 200);
        let page = send_guardians(&mut social, &path, GUARDIANS);
        assert!(page.says("Danh sách này đã được nhận trước đây"), "{}", page.html);
        let mut judge = house.officer(&village.officer(Role::JudicialOfficer));
        let page = judge.get(&format!("/visits/papers?place={place}"));
        assert!(page.says("Trần Thị Con") && page.says("Nguyễn Văn An"), "{}", page.html);
        let mut far = house.officer(&village.officer_at(Role::SocialOfficer, BINH_CHAU, 1));
        assert_ne!(far.get(&path).status, 200);
        assert_eq!(far.get(&back).status, 404);
    });
}
