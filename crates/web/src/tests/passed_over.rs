//! What of a file was not taken, by page: no row at all, or a sheet that is hidden.

use super::intake::{Intake, upload, upload_bytes};
use office::{Role, jobs::JobState};

/// A sheet with one row, and a hidden one with two.
const HIDDEN: &[u8] = include_bytes!("fixtures/hidden.ods");
/// The words of the buttons that lead on.
const NEXT: [&str; 2] = ["Đối chiếu với dữ liệu dân cư", "Lập hồ sơ đối tượng"];

#[test]
fn a_file_of_which_no_row_was_kept_says_what_to_do_instead_of_what_comes_next() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, "524");
        let heads = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng";
        let content = format!("{heads}\n1,,1944,Nữ,,21061,BTXH.5c,540000\n2,,1950,Nam,,21061,BTXH.5c,540000\n");
        let job = upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("btxh.csv", &content));
        assert_eq!(intake.work(), JobState::Done);
        let told = clerk.get(job.header("location"));
        assert!(told.says("nhận 0 dòng") && told.says("Chưa có gì để đối chiếu."), "{}", told.html);
        let id = told.between("href=\"/imports/", "\"").to_owned();
        let page = clerk.get(&format!("/imports/{id}"));
        for said in ["cả 2 dòng đều bị trả lại", "hãy tải các dòng trả lại", "Sửa cách hiểu các cột"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        for button in NEXT {
            assert!(!page.says(button), "{button}: {}", page.html);
        }
        let good = intake.import(&mut clerk);
        assert!(NEXT.iter().all(|button| good.says(button)), "{}", good.html);
        assert!(!good.says("Chưa dòng nào của tệp được nhận"), "{}", good.html);
    });
}

#[test]
fn a_list_in_a_hidden_sheet_is_told_by_the_job_and_on_the_page_of_the_file() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, "524");
        let job = upload_bytes(&mut clerk, "/imports/new", &[("source", "btxh")], ("btxh.ods", HIDDEN));
        assert_eq!(intake.work(), JobState::Done);
        let told = clerk.get(job.header("location"));
        let said = "Trang tính “Tháng trước” đang ẩn và có 2 dòng giống danh sách";
        assert!(told.says("nhận 1 dòng") && told.says(said), "{}", told.html);
        let id = told.between("href=\"/imports/", "\"").to_owned();
        for path in [format!("/imports/{id}"), format!("/imports/{id}/columns")] {
            let page = clerk.get(&path);
            assert!(page.says(said), "{path}: {}", page.html);
        }
    });
}

#[test]
fn what_a_file_does_not_say_and_a_workbook_that_is_none_are_told() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, "524");
        let row = "Võ Thị An,1944,21061,BTXH.5c,540000";
        let mut page_of = |name: &str, content: &str| {
            let job = upload(&mut clerk, "/imports/new", &[("source", "btxh")], (name, content));
            assert_eq!(intake.work(), JobState::Done);
            let told = clerk.get(job.header("location"));
            let to = told.between("href=\"/imports/", "\"").to_owned();
            clerk.get(&format!("/imports/{}", to.trim_end_matches("/columns")))
        };
        let silent = "Tệp không có cột “Hưởng từ”";
        let heads = "Họ và tên,Ngày sinh,Xã,Loại đối tượng,Mức hưởng";
        let page = page_of("btxh.csv", &format!("{heads}\n{row}\n"));
        assert!(page.says(silent), "{}", page.html);
        let page = page_of("btxh-3.csv", &format!("{heads},Hưởng từ\n{row},03/2024\n"));
        assert!(!page.says(silent), "{}", page.html);
        let none = "Tệp mang tên bảng tính nhưng bên trong là văn bản";
        let page = page_of("rong.xlsx", "không phải bảng tính\nchỉ là chữ\n");
        assert!(page.says(none) && page.says("Sửa cách hiểu các cột"), "{}", page.html);
        let page = page_of("ghi-chu.csv", "chỉ là ghi chú\nkhông có gì\n");
        assert!(!page.says(none), "{}", page.html);
    });
}
