//! Answers on the pages: taken in several at once, read line by line, exceptions settled, the month closed.

use super::{
    House,
    browser::{Browser, Page},
    cycles::{labour_head, labour_officer, send_by_hand},
};
use db::params;
use office::{
    Role,
    staff::{NewAssignment, assign},
    testing::{machine, officer},
};
use payments::testing::{DISTRICT, Line, hand_over};
use reconciliation::testing::{booked, report};

/// The reference of each payment of the bank's file, and its message id.
fn references(house: &House) -> (Vec<String>, String) {
    let db = house.desk.db();
    let sql = "SELECT end_to_end_id FROM payments_instruction WHERE channel = 'bank' ORDER BY seq";
    let rows = db.read(|tx| tx.rows(sql, params![])).expect("rows");
    let references = rows.iter().map(|row| row.get(0).expect("text")).collect();
    let file = db.read(|tx| tx.row("SELECT message_id FROM payments_file WHERE channel = 'bank'", params![]));
    (references, file.expect("a read").expect("a file").get(0).expect("text"))
}

/// Sends these files from the page of reconciliation.
fn upload(browser: &mut Browser, files: &[(&str, Vec<u8>)]) -> Page {
    let page = browser.get("/reconciliation");
    let token = page.between("action=\"/reconciliation/answers?", "\"");
    let action = format!("/reconciliation/answers?{token}");
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    browser.upload(&action, &files)
}

/// A month to two accounts and in cash to nobody: sent, and not answered for. Answers its path.
fn sent(house: &House) -> (Browser, Browser, String) {
    let lines = [Line::account(1, 500_000), Line::account(2, 540_000), Line::cash(3, 360_000)];
    hand_over(&house.desk, "2024-02", &lines);
    let (mut clerk, mut head) = (labour_officer(house), labour_head(house));
    let path = send_by_hand(&mut clerk, &mut head);
    (clerk, head, path)
}

/// What the post says of its one payment, told straight to the room: the workbook's own story is told there.
fn post_pays(house: &House) {
    let acting = officer(&house.desk, Role::LabourOfficer, DISTRICT, 1);
    let db = house.desk.db();
    let sql = "SELECT person_id, instruction_id FROM payments_instruction WHERE channel = 'post'";
    let row = db.read(|tx| tx.row(sql, params![])).expect("a read").expect("a payment");
    let (person, instruction) = (row.get(0).expect("an id"), row.get(1).expect("an id"));
    let known = db.read(|tx| {
        let file = tx.row("SELECT message_id FROM payments_file WHERE channel = 'post'", params![])?;
        let id: String = file.expect("a file").get(0)?;
        let file = payments::find_file(tx, &acting, &id)?.expect("a file");
        payments::list_of_file(tx, &file)
    });
    let known = known.expect("a list");
    db.write(|tx| {
        let step = payments::Move {
            person,
            instruction,
            from: payments::InstructionState::Sent,
            to: payments::InstructionState::Paid,
            source_ref: "story/1".to_owned(),
            code: None,
        };
        let event = payments::Event { id: acting.new_id(), source: "answer" };
        payments::move_instructions(tx, &acting, &event, &[step])?;
        payments::record_answered(tx, &acting, "story", &[(&known[0], payments::Answered::Paid)])
    })
    .expect("paid");
}

#[test]
fn answers_come_in_together_and_the_month_is_closed_to_the_dong() {
    House::on_both(|house| {
        let (mut clerk, mut head, path) = sent(house);
        let month = path.replace("/cycles/", "/reconciliation/months/");
        let (of, file) = references(house);
        let page = head.get(&month);
        assert!(page.says("Còn 3 lệnh chi, 1.400.000 đ, chưa có kết quả."), "{}", page.html);
        let version = page.between("name=\"version\" value=\"", "\"").to_owned();
        let page = head.send(&format!("{month}/close"), &[("version", &version)]);
        assert!(page.status == 422 && page.says("Còn 3 lệnh chi"), "{}", page.html);

        let status = report("S1", &file, "PART", &[(&of[1], "RJCT", 0, "AC04")]);
        let paid = booked("N1", &[(&of[0], "DBIT", 500_000, "")]);
        let page =
            upload(&mut clerk, &[("S1.xml", status.clone()), ("N1.xml", paid), ("thư.txt", b"no answer".to_vec())]);
        assert_eq!(page.status, 422, "{}", page.html);
        for said in ["Đã nhận", "Không nhận", "1 tệp chưa nhận được"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = upload(&mut clerk, &[("S1.xml", status)]);
        assert!(page.status == 200 && page.says("Đã nhận từ trước"), "{}", page.html);
        let answer = page.between("href=\"/reconciliation/answers/", "\"").to_owned();
        let page = clerk.get(&format!("/reconciliation/answers/{answer}"));
        for said in ["tài khoản đã đóng (mã AC04)", "Nguyễn Thị Số 2", "Đã ghi vào lệnh chi", "Ngân hàng từ chối"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = clerk.get(&format!("/reconciliation/answers/{answer}?outcome=exception"));
        assert!(page.says("Không có dòng nào như vậy."), "{}", page.html);

        post_pays(house);
        let page = head.get(&month);
        for said in ["Đủ điều kiện khóa sổ", "860.000 đ", "540.000 đ", "Hai bên bằng nhau đến từng đồng"]
        {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let page = head.send(&format!("{month}/close"), &[("version", &version)]);
        assert!(page.says("Đã khóa sổ tháng.") && page.says("Đã khóa sổ:"), "{}", page.html);
        let page = clerk.get("/cycles/carried");
        assert!(page.says("Nguyễn Thị Số 2") && page.says("Tài khoản đã đóng hoặc không có"), "{}", page.html);
        assert!(page.says("<h1>Chuyển kỳ và giữ lại</h1>") && page.says("href=\"/lists\""), "{}", page.html);
        // The account is still to be asked for: the close did away with nothing.
        let page = clerk.get("/reconciliation/exceptions");
        assert!(page.says("<h2>Tháng 02/2024, đã khóa sổ</h2>"), "{}", page.html);
        assert!(page.says("Khóa sổ tháng không xóa sai lệch."), "{}", page.html);
    });
}

#[test]
fn what_is_wrong_with_money_is_settled_by_another_with_a_reason() {
    House::on_both(|house| {
        let (mut clerk, mut head, _) = sent(house);
        let (of, _) = references(house);
        let other_amount = booked("N1", &[(&of[0], "DBIT", 400_000, "")]);
        upload(&mut clerk, &[("N1.xml", other_amount)]);
        assert!(clerk.get("/").says("Sai lệch đối soát cần giải quyết"), "it stands on the start page");
        let page = clerk.get("/reconciliation/exceptions");
        assert!(page.says("Số tiền khác với lệnh chi") && page.says("400.000 đ"), "{}", page.html);
        assert!(page.says("<h2>Tháng 02/2024, chưa khóa sổ</h2>"), "{}", page.html);
        let one = page.between("scope=\"row\" role=\"rowheader\"><a href=\"", "\"").to_owned();
        clerk.get(&one);
        let why = [("why", "Ngân hàng xác nhận bằng công văn số 12.")];
        let page = clerk.send(&format!("{one}/settle"), &why);
        assert!(page.status == 422 && page.says("Người nhận tệp không tự giải quyết"), "{}", page.html);
        head.get(&one);
        let page = head.send(&format!("{one}/settle"), &[("why", "")]);
        assert!(page.status == 422 && page.says("Hãy ghi lý do."), "{}", page.html);
        let page = head.send(&format!("{one}/settle"), &why);
        assert!(page.says("Đã ghi nhận sai lệch này được giải quyết."), "{}", page.html);
        assert!(page.says("Không có sai lệch nào đang chờ"), "{}", page.html);
    });
}

#[test]
fn whoever_computed_does_not_close() {
    House::on_both(|house| {
        let lines = [Line::account(1, 500_000)];
        hand_over(&house.desk, "2024-02", &lines);
        let maker = officer(&house.desk, Role::LabourOfficer, DISTRICT, 1);
        let mut clerk = house.officer(&maker);
        clerk.get("/cycles/new");
        let path = clerk.send("/cycles/new", &[("month", "02/2024")]).path;
        clerk.send(&format!("{path}/compute"), &[("version", "1")]);
        let mut head = labour_head(house);
        head.get(&format!("{path}/approve"));
        head.send(&format!("{path}/approve"), &[("version", "2")]);
        head.get(&format!("{path}/payer"));
        head.send(&format!("{path}/payer"), &[("name", "PHONG"), ("bank", "970405"), ("number", "4505201000524")]);
        head.send(&format!("{path}/prepare"), &[("version", "3")]);
        let machine = machine(&house.desk);
        let new = NewAssignment {
            staff: maker.staff,
            role: Role::LabourHead,
            office: maker.office,
            from: maker.today(),
            until: None,
        };
        let second = house.desk.db().write(|tx| assign(tx, &machine, &new)).expect("a second role");
        house.enrol(&mut clerk);
        clerk.get("/assignment");
        clerk.send("/assignment", &[("assignment", &second.id.to_string())]);
        let month = path.replace("/cycles/", "/reconciliation/months/");
        clerk.get(&month);
        let page = clerk.send(&format!("{month}/close"), &[("version", "4")]);
        assert!(page.status == 422 && page.says("không được duyệt hay khóa sổ"), "{}", page.html);
    });
}

#[test]
fn other_roles_and_other_areas_take_no_answers_in() {
    House::on_both(|house| {
        let (_, _, path) = sent(house);
        let month = path.replace("/cycles/", "/reconciliation/months/");
        let mut elsewhere = house.officer(&officer(&house.desk, Role::LabourHead, "525", 1));
        assert_eq!(elsewhere.get(&month).status, 404);
        let mut leader = house.officer(&officer(&house.desk, Role::DistrictLeader, DISTRICT, 1));
        let page = leader.get("/reconciliation");
        assert!(page.status == 200 && !page.says("Nhập các tệp này"), "whoever only reads sees no upload");
        let page = leader.get(&month);
        assert!(!page.says("Khóa sổ tháng này"), "{}", page.html);
    });
}
