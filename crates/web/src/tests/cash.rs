//! The post's page: its lists, a settlement handed in, confirmed by another, taken in by the office.

use super::{
    House,
    browser::{Browser, Page},
    cycles::{labour_head, labour_officer},
};
use db::params;
use office::{Role, testing::officer};
use payments::testing::{DISTRICT, Line, hand_over};
use reconciliation::testing::settlement;

/// The references of the post's payments, in order.
fn references(house: &House) -> Vec<String> {
    let sql = "SELECT end_to_end_id FROM payments_instruction WHERE channel = 'post' ORDER BY seq";
    let rows = house.desk.db().read(|tx| tx.rows(sql, params![])).expect("rows");
    rows.iter().map(|row| row.get(0).expect("text")).collect()
}

fn hand_in(browser: &mut Browser, bytes: &[u8]) -> Page {
    let page = browser.get("/cash");
    let token = page.between("action=\"/cash/settlements?", "\"").to_owned();
    browser.upload(&format!("/cash/settlements?{token}"), &[("quyết toán.xlsx", bytes)])
}

#[test]
fn the_post_fetches_settles_confirms_and_the_office_takes_in() {
    House::on_both(|house| {
        hand_over(&house.desk, "2024-02", &[Line::account(1, 500_000), Line::cash(2, 360_000), Line::cash(3, 380_000)]);
        let (mut clerk, mut head) = (labour_officer(house), labour_head(house));
        let mut payer = house.officer(&officer(&house.desk, Role::Payer, DISTRICT, 1));
        let mut post_head = house.officer(&officer(&house.desk, Role::PayerHead, DISTRICT, 1));
        assert!(payer.get("/cash").says("Chưa có danh sách nào được giao"));
        let path = super::cycles::compute(&mut clerk);
        super::cycles::instruct(&mut head, &path);

        let page = head.get(&path);
        let before = page.html.split_once("/post\">").expect("a form").0;
        let action = format!("{}/post", before.rsplit_once("action=\"").expect("an address").1);
        assert_eq!(clerk.send(&action, &[]).status, 403);
        let page = head.send(&action, &[]);
        assert!(page.says("Đã giao danh sách cho bưu điện"), "{}", page.html);

        let page = payer.get("/cash");
        for said in ["Xã Bình Trị", "2 khoản, 740.000 đ", "Chưa quyết toán"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let home = payer.get("/");
        assert!(home.says("Danh sách tiền mặt chưa quyết toán xong"));
        let menu = home.between("sections__group--work", "</ul>");
        let doors: Vec<&str> = menu.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(doors, ["/", "/cash", "/people", "/reports"], "the payer's own work, and nobody else's");
        let page = payer.get("/cash");
        let file = page.between("action=\"/cash/files/", "/fetch\"").to_owned();
        let fetched = payer.send(&format!("/cash/files/{file}/fetch"), &[]);
        assert_eq!(fetched.status, 200);

        let of = references(house);
        let page = hand_in(&mut payer, &settlement(&[(&of[0], "Đã nhận", 1), ("X", "Đã nhận", 380_000)]));
        assert_eq!(page.status, 422, "{}", page.html);
        for said in ["Bảng có 2 dòng chưa đúng", "Số tiền khác danh sách được giao.", "Mã chi trả này không có"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = hand_in(&mut payer, &settlement(&[(&of[0], "Đã nhận", 360_000), (&of[1], "Chưa nhận", 380_000)]));
        let one = page.path.clone();
        for said in ["Đã nộp bảng quyết toán", "Chờ bưu điện xác nhận", "1 khoản (360.000 đ)", "Nguyễn Thị Số 3"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        assert!(!page.says("Xác nhận bảng này") && page.says("Rút lại bảng này"), "{}", page.html);
        assert_eq!(payer.send(&format!("{one}/confirm"), &[]).status, 403);
        assert!(post_head.get("/").says("Bảng quyết toán chờ xác nhận"));
        let page = post_head.get(&format!("{one}?result=not_collected"));
        assert!(page.says("Nguyễn Thị Số 3") && !page.says("Nguyễn Thị Số 2"), "{}", page.html);
        let page = post_head.send(&format!("{one}/withdraw"), &[("why", "")]);
        assert!(page.status == 422 && page.says("lý do"), "{}", page.html);
        let page = post_head.send(&format!("{one}/confirm"), &[]);
        assert!(page.says("Đã xác nhận") && page.says("Chờ cơ quan chi trả nhận"), "{}", page.html);

        assert!(clerk.get("/").says("Bảng quyết toán của bưu điện chờ nhận"));
        assert!(clerk.get("/reconciliation").says("Chờ cơ quan chi trả nhận"));
        assert!(clerk.get(&one).says("Nhận vào đối soát"));
        let page = clerk.send(&format!("{one}/take"), &[]);
        assert!(page.path.starts_with("/reconciliation/answers/"), "{}", page.html);
        assert!(page.says("Đã nhận bảng quyết toán vào đối soát"), "{}", page.html);
        let page = clerk.send(&format!("{one}/take"), &[]);
        assert!(page.status == 422 && page.says("Bảng này đã sang bước khác"), "{}", page.html);
        let page = payer.get("/cash");
        assert!(page.says("Đã quyết toán hết") && page.says("Đã nhận vào đối soát"), "{}", page.html);

        let mut elsewhere = house.officer(&officer(&house.desk, Role::PayerHead, "525", 1));
        assert_eq!(elsewhere.get(&one).status, 404);
        assert_eq!(elsewhere.send(&format!("/cash/files/{file}/fetch"), &[]).status, 404);
        let mut police = house.officer(&officer(&house.desk, Role::CommunePolice, "21061", 1));
        assert_eq!(police.get("/cash").status, 403);
    });
}
