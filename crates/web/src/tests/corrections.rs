//! What the register says instead of a record, from the decision to the approval, by page.

use super::intake::Intake;
use office::{Role, jobs::JobState};

const DISTRICT: &str = "524";
const COMMUNE: &str = "21061";

#[test]
fn a_number_from_the_register_is_looked_at_by_two_officers() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let file = intake.import(&mut clerk).path.rsplit('/').next().expect("an id").to_owned();
        intake.put_register();
        clerk.send("/matching/match", &[("key", "m"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        let mut police = intake.officer(Role::CommunePolice, COMMUNE);
        let page = police.get("/matching");
        let row = format!("/matching/{file}/{}", page.between(&format!("href=\"/matching/{file}/"), "\""));
        let seen = police.get(&row).between("name=\"seen\" value=\"", "\"").to_owned();
        let confirm = [("decision", "confirm.P2"), ("seen", seen.as_str()), ("why", "đã xem giấy tờ")];
        police.send(&format!("{row}/decide"), &confirm);

        clerk.get("/matching");
        let page = clerk.send("/matching/enrol", &[("key", "e"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        let page = clerk.get(&page.path);
        assert!(page.says("chỗ hồ sơ khác dữ liệu dân cư cần xem"), "{}", page.html);
        assert!(clerk.get("/").says("Chỗ hồ sơ khác dữ liệu dân cư chưa ai xem"), "{}", clerk.page.html);
        let page = clerk.get("/corrections");
        assert!(page.says("Lê Văn Bình") && page.says("********2345"), "{}", page.html);
        assert!(!page.says("051050002345"), "covered on the list: {}", page.html);
        let person = format!("/people/{}", page.between("href=\"/people/", "/proposals/"));
        let proposal = format!("{person}/proposals/citizen_id");
        assert!(clerk.get(&person).says("Dữ liệu dân cư ghi khác hồ sơ"), "{}", clerk.page.html);

        let page = clerk.get(&proposal);
        for said in ["051050002345", "Bản dữ liệu dân cư quang-ngai.csv, lấy ngày 08/01/2024", "Chưa có"] {
            assert!(page.says(said), "{said}: {}", page.html);
        }
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let take = format!("{proposal}/take");
        let page = clerk.send(&take, &[("seen", &seen), ("proof", "")]);
        assert!(page.status == 422 && page.says("Sửa theo dữ liệu dân cư?"), "{}", page.html);
        let page = clerk.send(&take, &[("seen", "2020-01-01T00:00:00Z"), ("proof", "Thẻ căn cước")]);
        assert_eq!(page.status, 404, "another value was seen: {}", page.html);
        let page = clerk.get(&proposal);
        assert!(page.says("051050002345"), "{}", page.html);
        let page = clerk.send(&take, &[("seen", &seen), ("proof", "Thẻ căn cước cấp năm 2022")]);
        assert!(page.says("Một cán bộ khác sẽ duyệt"), "{}", page.html);
        assert!(!page.says("Dữ liệu dân cư ghi khác hồ sơ"), "it is asked for: {}", page.html);
        let mut late = intake.officer(Role::SocialOfficer, COMMUNE);
        late.get("/corrections");
        let said = late.send(&take, &[("seen", &seen), ("proof", "Thẻ căn cước")]);
        assert_eq!(said.status, 409, "{}", said.html);
        assert!(said.says("đã lập đề nghị sửa chỗ này lúc"), "{}", said.html);
        let change = format!("{person}/changes/{}", page.between(&format!("href=\"{person}/changes/"), "\""));

        let page = police.get(&change);
        assert!(page.says("051050002345 (trùng với đề nghị)"), "{}", page.html);
        let seen = page.between("name=\"seen\" value=\"", "\"").to_owned();
        let page = police.send(&format!("{change}/approve"), &[("seen", &seen)]);
        assert!(page.says("đã đối chiếu lại và khớp dữ liệu dân cư"), "{}", page.html);
        assert!(page.says("Số định danh cá nhân: bổ sung ********2345"), "{}", page.html);
        assert!(!page.says("051050002345"), "{}", page.html);
        assert!(clerk.get("/corrections").says("Không có chỗ nào chờ xem"));
    });
}

#[test]
fn a_record_is_left_as_it_is_with_a_reason() {
    Intake::on_both(|intake| {
        let mut clerk = intake.officer(Role::LabourOfficer, DISTRICT);
        let list = "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
                    Võ Thị An,12/03/1944,Nữ,051144001234,21061,BTXH.5c,540000\n";
        let job = super::intake::upload(&mut clerk, "/imports/new", &[("source", "btxh")], ("btxh.csv", list));
        assert_eq!((job.status, intake.work()), (303, JobState::Done));
        let page = clerk.get(job.header("location"));
        let file = page.between("href=\"/imports/", "\"").to_owned();
        intake.put_register();
        clerk.get("/matching");
        clerk.send("/matching/match", &[("key", "m"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        clerk.get("/matching");
        clerk.send("/matching/enrol", &[("key", "e"), ("file", &file)]);
        assert_eq!(intake.work(), JobState::Done);
        let page = clerk.get("/corrections");
        assert!(page.says("12/03/1944") && page.says("02/03/1944"), "{}", page.html);
        let person = format!("/people/{}", page.between("href=\"/people/", "/proposals/"));
        let proposal = format!("{person}/proposals/birth");
        let seen = clerk.get(&proposal).between("name=\"seen\" value=\"", "\"").to_owned();
        let decline = format!("{proposal}/decline");
        assert_eq!(clerk.send(&decline, &[("seen", &seen), ("why", " ")]).status, 422);
        let page = clerk.send(&decline, &[("seen", &seen), ("why", "Giấy khai sinh ghi 12/03")]);
        assert!(page.says("Đã giữ như hồ sơ"), "{}", page.html);
        let page = clerk.get(&person);
        assert!(page.says("Giấy khai sinh ghi 12/03") && page.says("12/03/1944"), "{}", page.html);
        let page = clerk.get(&proposal);
        assert_eq!(page.status, 409, "{}", page.html);
        assert!(page.says("đã quyết định giữ như hồ sơ lúc") && page.says("Giấy khai sinh ghi 12/03"), "{}", page.html);
        let mut leader = intake.officer(Role::DistrictLeader, DISTRICT);
        assert_eq!(leader.get("/corrections").status, 403);
        assert!(!leader.get("/people").says("/corrections"));
    });
}
