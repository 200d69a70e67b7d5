//! Reports on the pages: narrowed, as a workbook, inside the own area.

use super::House;
use axum::http::Method;
use office::{Role, testing::officer};

#[test]
fn the_two_reports_stand_by_commune_and_leave_as_workbooks() {
    House::on_both(|house| {
        let mut clerk = house.officer(&officer(&house.desk, Role::LabourOfficer, "524", 1));
        let page = clerk.get("/reports");
        for said in ["Trạng thái rà soát theo xã: Huyện Bình Sơn", "Xã Bình Trị", "Tổng cộng", "Không cộng vào tổng"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = clerk.get("/reports/coverage?month=02/2024&source=btxh");
        assert!(page.says("Chi trả qua tài khoản theo xã") && page.says("tháng 02/2024"), "{}", page.html);
        let page = clerk.get("/reports?month=hai");
        assert!(page.status == 422 && page.says("Tháng chưa đúng."), "{}", page.html);
        for of in ["states", "coverage"] {
            let path = format!("/reports/{of}/workbook?month=02/2024");
            let file = clerk.ask(Method::GET, &path, &[], None);
            assert_eq!(file.status, 200);
            assert!(file.header("content-disposition").ends_with(&format!("an-sinh-{of}-2024-02.xlsx")), "{of}");
            assert!(file.html.starts_with("PK"), "a workbook is a zip");
        }
    });
}

#[test]
fn a_commune_reads_its_own_report_and_the_administrator_none() {
    House::on_both(|house| {
        let mut police = house.officer(&officer(&house.desk, Role::CommunePolice, "21061", 1));
        let page = police.get("/reports");
        assert!(page.says("Xã Bình Trị") && !page.says("Xã Bình Châu"), "{}", page.html);
        assert_eq!(house.administrator().get("/reports").status, 403);
    });
}
