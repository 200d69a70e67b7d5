//! Accounts: one enters, another checks and activates, and it ends with a reason.

use super::{House, browser::Page};
use office::Role;
use survey::testing::{BINH_CHAU, Village};

const CLAIM: [(&str, &str); 4] =
    [("method", "own_account"), ("bank", "970436"), ("number", "0011001234567"), ("holder_name", "NGUYEN VAN AN")];

fn claim(house: &House, village: &Village) -> (super::browser::Browser, Page) {
    let an = village.person("Nguyễn Văn An");
    let mut police = house.officer(&village.officer(Role::CommunePolice));
    let form = format!("/accounts/of/{an}/new");
    assert!(police.get(&form).says("Nhập tài khoản nhận trợ cấp"), "{}", police.page.html);
    let page = police.send(&form, &CLAIM);
    assert!(page.says("Đã nhập. Chờ người khác kiểm tra.") && page.says("Chờ kiểm tra"), "{}", page.html);
    (police, page)
}

#[test]
fn an_account_is_entered_by_one_checked_by_another_and_ended_with_a_reason() {
    House::in_village(|house, village| {
        let (mut police, page) = claim(house, village);
        let path = page.path.clone();
        assert!(!page.says("0011001234567") && page.says("Bạn đã nhập tài khoản này"), "{}", page.html);
        assert_eq!(police.get(&format!("{path}/check")).status, 403, "the police do not check");

        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        assert!(social.get("/accounts?state=claimed").says("Nguyễn Văn An"));
        let check = format!("{path}/check");
        social.get(&check);
        let page = social.send(&check, &[("version", "1"), ("answer", "holder"), ("bank_holder", "TRAN VAN BE")]);
        assert!(page.status == 422 && page.says("Chủ tài khoản là người khác (khác tên)"), "{}", page.html);
        let page = social.send(&check, &[("version", "1"), ("answer", "silent")]);
        assert!(page.status == 422 && page.says("Không có tên để đối chiếu."), "{}", page.html);
        let page = social.send(&check, &[("version", "1"), ("answer", "holder"), ("bank_holder", "NGUYEN VAN AN")]);
        assert!(page.says("Đã kiểm tra tài khoản.") && page.says("Khớp"), "{}", page.html);
        social.get(&format!("{path}/activate"));
        let page = social.send(&format!("{path}/activate"), &[("version", "2")]);
        assert!(page.says("Đã kích hoạt tài khoản.") && page.says("Đang dùng"), "{}", page.html);
        assert_eq!(social.get(&check).path, path, "an old link leads to the account");

        police.get(&format!("{path}/end"));
        let page = police.send(&format!("{path}/end"), &[("version", "3"), ("why", "")]);
        assert!(page.status == 422 && page.says("Hãy nêu lý do."), "{}", page.html);
        let page = police.send(&format!("{path}/end"), &[("version", "3"), ("why", "Ngân hàng đã đóng")]);
        assert!(page.says("Đã ngừng tài khoản.") && page.says("Ngân hàng đã đóng"), "{}", page.html);
    });
}

#[test]
fn nobody_checks_what_they_entered() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let mut social = house.officer(&village.officer(Role::SocialOfficer));
        let form = format!("/accounts/of/{an}/new");
        social.get(&form);
        let path = social.send(&form, &CLAIM).path;
        social.get(&format!("{path}/check"));
        let page = social.send(&format!("{path}/check"), &[("version", "1"), ("answer", "claimed")]);
        assert!(page.status == 422 && page.says("Bạn là người nhập tài khoản này"), "{}", page.html);
        social.get(&format!("{path}/reject"));
        let page = social.send(&format!("{path}/reject"), &[("version", "1"), ("why", "Nhập nhầm")]);
        assert!(page.says("Đã ghi không chấp nhận.") && page.says("Đã ngừng"), "{}", page.html);
    });
}

#[test]
fn a_claim_that_cannot_be_comes_back_with_what_was_typed() {
    House::in_village(|house, village| {
        let an = village.person("Nguyễn Văn An");
        let mut police = house.officer(&village.officer(Role::CommunePolice));
        let form = format!("/accounts/of/{an}/new");
        police.get(&form);
        for (field, value, said) in [
            ("number", "12", "Số tài khoản chưa đúng."),
            ("bank", "", "Hãy chọn ngân hàng hoặc ví."),
            ("holder_name", "", "Hãy nhập tên chủ tài khoản."),
            ("method", "cash_home", "Chi trả tại nhà phải qua thăm hộ"),
            ("method", "proxy_account", "Chưa có giấy ủy quyền hoặc giám hộ đang có hiệu lực."),
            ("method", "wallet", "không dùng được cho cách nhận “Ví điện tử”"),
        ] {
            let fields: Vec<(&str, &str)> = CLAIM
                .iter()
                .map(|(name, known)| if *name == field { (*name, value) } else { (*name, *known) })
                .collect();
            let page = police.send(&form, &fields);
            assert!(page.status == 422 && page.says(said), "{field}={value}: {}", page.html);
        }
        assert!(police.page.says("value=\"0011001234567\""), "what was typed stays");
        assert!(police.send(&form, &CLAIM).says("Đã nhập."));
        police.get(&form);
        assert!(police.send(&form, &CLAIM).says("Tài khoản này đã được nhập trước đó."));
    });
}

#[test]
fn another_commune_does_not_see_the_account() {
    House::in_village(|house, village| {
        let (_, page) = claim(house, village);
        let mut far = house.officer(&village.officer_at(Role::SocialOfficer, BINH_CHAU, 1));
        assert_eq!(far.get(&page.path).status, 404);
        assert_eq!(far.get(&format!("{}/check", page.path)).status, 404);
        assert!(far.get("/accounts").says("Không có tài khoản nào"));
        assert!(far.get("/accounts/shared").says("Không có số nào"));
    });
}
