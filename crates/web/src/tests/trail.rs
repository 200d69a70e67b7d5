//! The trail's page speaks: who, what, to whom, in words.

use super::House;
use crate::wording::Language;

/// What stands in a row of the table, tags taken out.
fn rows(html: &str) -> Vec<String> {
    let body = html.split("<tbody").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    let plain = |row: &str| {
        let cells = row.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
        cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    body.split("<tr").skip(1).map(plain).collect()
}

#[test]
fn the_trail_is_told_in_words_in_both_languages() {
    House::on_both(|house| {
        let mut administrator = house.administrator();
        let (person, mut own) = house.person("binh", "Nguyễn Văn Bình", &[]);
        let mut stranger = house.browser();
        stranger.get("/sign-in");
        stranger.send("/sign-in", &[("login", "binh"), ("password", "sai rồi sai rồi")]);
        stranger.send("/sign-in", &[("login", "khong.co.ai"), ("password", "sai rồi sai rồi")]);
        own.get("/");
        own.send("/sign-out", &[]);
        administrator.get(&format!("/staff/{}/unlock", person.id));
        administrator.send(&format!("/staff/{}/unlock", person.id), &[]);

        let page = administrator.get("/audit");
        let told = rows(&page.html);
        let has = |words: &[&str]| told.iter().any(|row| words.iter().all(|word| row.contains(word)));
        assert!(has(&["Khách, chưa đăng nhập", "Lập quản trị viên đầu tiên", "Phạm Thị Quản Trị"]), "{told:#?}");
        assert!(has(&["Phạm Thị Quản Trị", "Việc của chính tài khoản, không theo nhiệm vụ", "Đăng nhập"]), "{told:#?}");
        assert!(has(&["Khách, chưa đăng nhập", "Từ chối đăng nhập", "Nguyễn Văn Bình"]), "{told:#?}");
        assert!(has(&["Khách, chưa đăng nhập", "Từ chối đăng nhập", "Không rõ là ai"]), "{told:#?}");
        assert!(has(&["Quản trị hệ thống", "Mở khóa tài khoản", "Nguyễn Văn Bình", "Cán bộ"]), "{told:#?}");
        assert!(has(&["Dòng lệnh trên máy chủ", "Lập tài khoản cán bộ"]), "{told:#?}");
        assert!(!page.says("Chưa được giao nhiệm vụ"), "{told:#?}");
        let codes: Vec<_> = told.iter().filter(|row| row.contains("staff.") || row.contains("sign_in.")).collect();
        assert!(codes.is_empty(), "{codes:?}");

        let chosen = administrator.get("/audit?verb=staff.unlock");
        assert!(chosen.says("<option value=\"staff.unlock\" selected>Mở khóa tài khoản</option>"));
        assert_eq!(rows(&chosen.html).len(), 1);

        administrator.cookies.insert("ansinh-language".to_owned(), Language::English.tag().to_owned());
        let told = rows(&administrator.get("/audit?verb=sign_in.refuse").html);
        assert!(told.iter().all(|row| row.contains("A guest, not signed in") && row.contains("Refused a sign-in")));
    });
}
