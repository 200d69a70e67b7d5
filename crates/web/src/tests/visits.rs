//! At the door: the form of the visit, minutes with three signers, papers of proxies.

use super::{
    House,
    browser::{Browser, Page},
};
use office::Role;
use survey::testing::BINH_CHAU;

/// The two who visit, as the form offers them.
pub(super) fn team(page: &Page) -> [String; 2] {
    ["police", "officer"].map(|field| {
        let select = page.between(&format!("<select class=\"field__input\" id=\"{field}\""), "</select>");
        let (_, option) = select.rsplit_once("<option value=\"").expect("an officer");
        option.split('"').next().expect("an id").to_owned()
    })
}

/// Fills the form of a visit in: the day, the team, and this.
pub(super) fn visit(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let form = format!("{path}/new");
    let page = browser.get(&form);
    assert_eq!(page.status, 200, "{}", page.html);
    let [police, officer] = team(&page);
    let known = [("visited_on", "03/02/2024"), ("police", police.as_str()), ("officer", officer.as_str())];
    browser.send(&form, &[&known, fields].concat())
}

pub(super) const CHOSE: [(&str, &str); 5] = [
    ("outcome", "chose"),
    ("has_account", "no"),
    ("registered", "yes"),
    ("wish", "account"),
    ("method", "proxy_account"),
];

#[test]
fn a_person_is_visited_chooses_a_proxy_and_the_judicial_officer_confirms_the_paper() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let page = police.get("/visits");
        assert!(page.says("Nguyễn Văn An") && page.says("Chưa thăm") && page.says("0 trên 1 người"), "{}", page.html);
        let path = format!("/visits/{an}");
        assert!(police.get(&path).says("Chưa thăm lần nào."));
        let form = police.get(&format!("{path}/new"));
        for said in ["Ông/bà có tài khoản", "Chỉ hỏi khi trả lời", "Nhóm 4", "Điểm chỉ", "Chủ trương của Đảng"]
        {
            assert!(form.says(said), "{said}: {}", form.html);
        }

        let page = visit(&mut police, &path, &CHOSE);
        assert!(
            page.says("Đã lưu kết quả thăm hộ.") && page.says("Nhóm 3: lúc khảo sát chưa có tài khoản"),
            "{}",
            page.html
        );
        assert!(page.says("Tài khoản của người được ủy quyền"), "what is not asked any more was left out");
        assert!(visit(&mut police, &path, &CHOSE).says("Kết quả này đã được lưu trước đó."));

        let paper = [
            ("kind", "proxy"),
            ("name", "Trần Thị Cúc"),
            ("citizen_id", "051188000123"),
            ("relation", "con"),
            ("valid_from", "03/02/2024"),
            ("with_account", "yes"),
        ];
        police.get(&format!("{path}/papers/new"));
        let wrong = police
            .send(&format!("{path}/papers/new"), &[("kind", "proxy"), ("name", "Trần Thị Cúc"), ("citizen_id", "12")]);
        assert!(
            wrong.status == 422
                && wrong.says("Số định danh phải có 12 chữ số.")
                && wrong.says("value=\"Trần Thị Cúc\"")
        );
        let page = police.send(&format!("{path}/papers/new"), &paper);
        assert!(page.says("Đã lưu giấy.") && page.says("Chờ xác nhận") && !page.says("051188000123"), "{}", page.html);

        let mut judicial = house.officer(&village.officer(Role::JudicialOfficer));
        let page = judicial.get("/visits/papers");
        let confirm = format!("{path}/papers/{}/confirm", page.between(&format!("{path}/papers/"), "/confirm"));
        assert_eq!(police.get(&confirm).status, 403, "the officers do not confirm");
        assert!(judicial.get(&confirm).says("Trần Thị Cúc"));
        let page = judicial.send(&confirm, &[("version", "1")]);
        assert!(page.says("Đã xác nhận giấy.") && page.says("Đang có hiệu lực"), "{}", page.html);
        judicial.get(&confirm);
        let page = judicial.send(&confirm, &[("version", "1")]);
        assert!(page.status == 422 && page.says("Người khác vừa thay đổi giấy này."), "{}", page.html);

        let revoke = confirm.replace("/confirm", "/revoke");
        police.get(&revoke);
        let page = police.send(&revoke, &[("version", "2"), ("on", "01/01/2024"), ("why", "Đổi ý")]);
        assert!(page.status == 422 && page.says("Chỉ chấm dứt được từ ngày 04/02/2024 trở đi"), "{}", page.html);
        let page = police.send(&revoke, &[("version", "2"), ("on", "04/02/2024"), ("why", "Đổi ý")]);
        assert!(page.says("Đã chấm dứt hiệu lực của giấy."), "{}", page.html);
    });
}

#[test]
fn a_refusal_has_minutes_that_close_with_the_third_signature() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let path = format!("/visits/{an}");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let answers = [("outcome", "refused"), ("has_account", "yes"), ("registered", "no"), ("wish", "cash")];
        let page = visit(&mut police, &path, &answers);
        assert!(page.status == 422 && page.says("Hãy ghi lý do không đồng ý"), "{}", page.html);
        let page = visit(&mut police, &path, &[&answers[..], &[("reason", "Mắt kém"), ("signed", "police")]].concat());
        assert!(page.says("Nhóm 2: ") && page.says("Mắt kém") && page.says("chưa ký"), "{}", page.html);

        let minutes = format!("{path}/minutes/{}", page.between(&format!("{path}/minutes/"), "/"));
        let page = police.send(&format!("{minutes}/close"), &[]);
        assert!(page.status == 409 && page.says("còn thiếu chữ ký: công chức văn hóa - xã hội"), "{}", page.html);
        police.get(&path);
        assert!(!police.page.says("Tôi ký biên bản"), "signed on paper already");
        assert!(social.get(&path).says("Tôi ký biên bản"));
        assert!(social.send(&format!("{minutes}/sign"), &[]).says("Đã ghi chữ ký"));
        let mark = format!("{minutes}/mark");
        social.get(&mark);
        let page = social.send(&mark, &[("mark", "thumbprint"), ("witness", "")]);
        assert!(page.status == 422 && page.says("Điểm chỉ phải có người chứng kiến."), "{}", page.html);
        assert!(
            social
                .send(&mark, &[("mark", "thumbprint"), ("witness", "Lê Văn Tám")])
                .says("người chứng kiến: Lê Văn Tám")
        );
        assert!(social.send(&format!("{minutes}/close"), &[]).says("Đã khép biên bản."));
        assert!(!social.page.says("Khép biên bản</button>"));
    });
}

#[test]
fn a_form_that_cannot_be_so_comes_back_with_what_was_typed() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let path = format!("/visits/{an}");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let four = [("outcome", "chose"), ("has_account", "no"), ("wish", "cash"), ("force_majeure", "frail")];
        let page = visit(&mut police, &path, &[&four[..], &[("method", "wallet"), ("phone", "0912 345 678")]].concat());
        assert!(page.status == 422 && page.says("thuộc Nhóm 4, không nhận bằng “Ví điện tử”"), "{}", page.html);
        assert!(page.says("value=\"0912 345 678\"") && page.says("value=\"wallet\" checked"), "{}", page.html);
        assert!(page.says("value=\"03/02/2024\"") && page.says("href=\"#method\""));
        let page = visit(&mut police, &path, &[&four[..1], &[("has_account", "yes"), ("wish", "account")]].concat());
        assert!(page.status == 422 && page.says("Hãy trả lời câu: Ông/bà đã đăng ký"), "{}", page.html);
        let page = police.send(&format!("{path}/new"), &[("visited_on", "mai")]);
        for said in ["Ngày chưa đúng.", "Hãy chọn kết quả lần thăm.", "value=\"mai\""] {
            assert!(page.status == 422 && page.says(said), "{said}: {}", page.html);
        }
        let page = visit(&mut police, &path, &[("outcome", "absent")]);
        assert!(page.says("Đã lưu kết quả thăm hộ.") && page.says("Vắng nhà"), "{}", page.html);
        let page = visit(&mut police, &path, &[&four[..], &[("method", "cash_home")]].concat());
        assert!(page.says("Nhóm 4: bất khả kháng") && page.says("Già yếu"), "{}", page.html);
        assert!(police.get("/visits?who=g4").says("Nguyễn Văn An"));
    });
}

#[test]
fn another_commune_and_another_role_do_not_visit() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let path = format!("/visits/{an}");
        let mut far = house.officer(&village.officer_at(Role::CommunePolice, BINH_CHAU, 1));
        assert_eq!(far.get(&path).status, 404);
        assert_eq!(far.get(&format!("{path}/new")).status, 404);
        assert_eq!(far.get(&format!("/visits?place={}", village.place(survey::testing::BINH_TRI))).status, 404);
        assert!(far.get("/visits").says("Chưa có đối tượng nào"));
        let mut leader = house.officer(&village.officer(Role::CommuneLeader));
        assert_eq!((leader.get(&path).status, leader.get(&format!("{path}/new")).status), (200, 403));
    });
}
