//! What can be claimed.

use super::{AGRIBANK, cash, choose, claim, each, own_account, paper, seen};
use crate::*;
use jiff::civil::date;
use kernel::{AccountNumber, AuthorisationId, Id as _};
use office::{Role, reference::BankKind};
use survey::{
    AuthorisationKind, AuthorisationState, Method,
    testing::{BINH_CHAU, Village, Villager},
};

fn fault(village: &Village, wrong: &Claim) -> ClaimFault {
    let mut claimed = claim(village, std::slice::from_ref(wrong));
    assert_eq!(claimed.faults.len(), 1, "{wrong:?} is taken");
    claimed.faults.remove(0).fault
}

fn accounts(village: &Village, filter: &AccountFilter) -> Vec<AccountLine> {
    let scope = village.officer(Role::CommunePolice).scope;
    village.db().read(|tx| list_accounts(tx, &scope, filter, 100)).expect("accounts")
}

#[test]
fn a_claim_compares_the_holder_with_the_person() {
    each(|village| {
        let people = village.people(&["Nguyễn Thị Ánh", "Lý Thị Mỹ", "Trần Văn Bình", "Lê Cư"].map(Villager::named));
        let claims = [
            own_account(people[0], "NGUYEN THI ANH"),
            own_account(people[1], "LI THI MI"),
            own_account(people[2], "LE THI HOA"),
            cash(people[3], Method::CashPoint),
        ];
        let claimed = claim(village, &claims);
        assert_eq!((claimed.created, claimed.existing, claimed.faults.len()), (4, 0, 0));
        let again = claim(village, &claims);
        assert_eq!((again.created, again.existing), (0, 4));
        assert_eq!(again.ids, claimed.ids);
        let found = |check| accounts(village, &AccountFilter { name_check: Some(check), ..AccountFilter::default() });
        for (check, name) in [
            (NameCheck::Match, "Nguyễn Thị Ánh"),
            (NameCheck::Close, "Lý Thị Mỹ"),
            (NameCheck::NoMatch, "Trần Văn Bình"),
        ] {
            let lines = found(check);
            assert_eq!(lines.iter().map(|line| line.full_name.as_str()).collect::<Vec<_>>(), [name]);
            assert_eq!(lines[0].account.state, State::Claimed);
            assert_eq!(lines[0].people, 3, "the same number for three");
        }
        let all = accounts(village, &AccountFilter { state: Some(State::Claimed), ..AccountFilter::default() });
        assert_eq!(all.len(), 4);
        let last = all[1].account.seen();
        let rest = AccountFilter { after: Some((last.person, last.account)), ..AccountFilter::default() };
        assert_eq!(accounts(village, &rest), all[2..]);
    });
}

#[test]
fn a_person_is_found_by_the_number_of_an_account_inside_the_own_area() {
    each(|village| {
        let people = village.people(&["Nguyễn Thị Ánh", "Lý Thị Mỹ"].map(Villager::named));
        let claims = [own_account(people[0], "NGUYEN THI ANH"), cash(people[1], Method::CashPoint)];
        assert_eq!(claim(village, &claims).created, 2);
        let number = claims[0].number.clone().expect("a number");
        let find = |scope: &office::Scope, text: &str| {
            village.db().read(|tx| find_by_number(tx, scope, text)).expect("a search")
        };
        let police = village.officer(Role::CommunePolice).scope;
        let (start, end) = number.as_str().split_at(4);
        let found = find(&police, &format!("{start} {end}"));
        assert_eq!(found.iter().map(|one| (one.person, one.is_live)).collect::<Vec<_>>(), [(people[0], true)]);
        assert!(
            !found[0].masked.contains(start)
                && number.as_str().ends_with(&found[0].masked[found[0].masked.len() - 4..])
        );
        assert_eq!(find(&police, &number.as_str()[1..]), [], "a part of a number is no number");
        assert_eq!(find(&police, "Nguyễn Thị Ánh"), []);
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1).scope;
        assert_eq!(find(&far, number.as_str()), [], "another area");
    });
}

#[test]
fn what_cannot_be_claimed_says_why() {
    each(|village| {
        let an = village.person("Nguyễn Văn An");
        let dead =
            village.people(&[Villager { died: Some(Some(date(2024, 1, 30))), ..Villager::named("Lê Văn Cũ") }])[0];
        let far = village.people(&[Villager { unit: BINH_CHAU, ..Villager::named("Trần Xa") }])[0];
        let good = own_account(an, "NGUYEN VAN AN");
        let bank = |bank: &str| Some(bank.to_owned());
        let momo = |number: &str| Claim {
            method: Method::Wallet,
            bank: bank("MoMo"),
            number: AccountNumber::parse(number).ok(),
            ..good.clone()
        };
        let cases = [
            (Claim { person: far, ..good.clone() }, ClaimFault::PersonUnknown),
            (Claim { person: dead, ..good.clone() }, ClaimFault::PersonDead),
            (Claim { bank: None, ..good.clone() }, ClaimFault::BankMissing),
            (Claim { bank: bank("Ngân hàng Mặt Trăng"), ..good.clone() }, ClaimFault::BankUnknown),
            (
                Claim { bank: bank("MoMo"), ..good.clone() },
                ClaimFault::BankOfOtherKind { method: Method::OwnAccount, kind: BankKind::EWallet },
            ),
            (Claim { number: None, ..good.clone() }, ClaimFault::NumberMissing),
            (Claim { holder_name: bank(" "), ..good.clone() }, ClaimFault::HolderMissing),
            (
                Claim { method: Method::CashPoint, ..good.clone() },
                ClaimFault::NumberNotWanted { method: Method::CashPoint },
            ),
            (momo("1500205123456"), ClaimFault::NumberNotAPhone { method: Method::Wallet }),
            (
                Claim { method: Method::MobileMoney, ..momo("0905123456") },
                ClaimFault::BankOfOtherKind { method: Method::MobileMoney, kind: BankKind::EWallet },
            ),
            (
                Claim { method: Method::ProxyAccount, ..good.clone() },
                ClaimFault::PaperMissing { method: Method::ProxyAccount },
            ),
            (cash(an, Method::CashHome), ClaimFault::HomeWithoutReason),
            (cash(an, Method::Guardian), ClaimFault::PaperMissing { method: Method::Guardian }),
        ];
        for (wrong, expected) in cases {
            assert_eq!(fault(village, &wrong), expected, "{wrong:?}");
        }
        assert_eq!(claim(village, &[momo("0905 123 456")]).created, 1);
        assert_eq!(fault(village, &good), ClaimFault::AnotherWaits);
        let leader = village.officer(Role::CommuneLeader);
        let refused = village.db().write(|tx| claim_many(tx, &leader, std::slice::from_ref(&good)));
        assert!(matches!(refused, Err(Refusal::Office(office::Refusal::NotAllowed { .. }))), "{refused:?}");
    });
}

#[test]
fn the_choice_at_the_visit_is_kept_to() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình"].map(Villager::named));
        choose(village, people[0], Method::CashPoint);
        choose(village, people[1], Method::CashHome);
        let wrong = own_account(people[0], "NGUYEN VAN AN");
        assert_eq!(fault(village, &wrong), ClaimFault::ChoseOtherwise { chosen: Method::CashPoint });
        let right = [cash(people[0], Method::CashPoint), cash(people[1], Method::CashHome)];
        assert_eq!(claim(village, &right).created, 2);
    });
}

#[test]
fn the_holder_of_a_proxy_account_is_the_proxy() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình", "Trần Cư"].map(Villager::named));
        let id = paper(village, people[0], AuthorisationKind::Proxy, None);
        paper(village, people[1], AuthorisationKind::Guardian, None);
        let expired = paper(village, people[2], AuthorisationKind::Proxy, Some(date(2024, 2, 10)));
        let proxy = |person, holder: &str| Claim { method: Method::ProxyAccount, ..own_account(person, holder) };
        assert_eq!(claim(village, &[proxy(people[0], "LE THI CUC")]).created, 1);
        let found =
            accounts(village, &AccountFilter { method: Some(Method::ProxyAccount), ..AccountFilter::default() });
        assert_eq!((found[0].account.name_check, found[0].account.authorisation), (Some(NameCheck::Match), Some(id)));
        // The beneficiary's own name is not the proxy's.
        let guardian = Claim { method: Method::Guardian, ..own_account(people[1], "LE BINH") };
        assert_eq!(claim(village, &[guardian]).created, 1);
        let of = |person| {
            let id = seen(village, person).account;
            accounts(village, &AccountFilter::default())
                .into_iter()
                .find(|line| line.account.id == id)
                .expect("it")
                .account
        };
        assert_eq!(of(people[1]).name_check, Some(NameCheck::NoMatch));
        let cash_by_proxy = cash(people[0], Method::ProxyCash);
        assert_eq!(fault(village, &cash_by_proxy), ClaimFault::PaperMissing { method: Method::ProxyCash });
        let stranger: AuthorisationId = village.officer(Role::SocialOfficer).new_id();
        let named = Claim { authorisation: Some(stranger), ..proxy(people[2], "LE THI CUC") };
        assert_eq!(fault(village, &named), ClaimFault::PaperMissing { method: Method::ProxyAccount });
        village.clock.pass(jiff::SignedDuration::from_hours(24 * 10));
        let late = Claim { authorisation: Some(expired), ..named };
        assert_eq!(fault(village, &late), ClaimFault::PaperNotInForce { state: AuthorisationState::Expired });
        assert!(stranger.made_at() < village.desk.now());
    });
}

#[test]
fn a_number_that_serves_many_shows_where_one_of_them_lives() {
    each(|village| {
        let names: Vec<Villager> = (0..4).map(|_| Villager::named("Nguyễn Văn An")).collect();
        let claims: Vec<Claim> =
            village.people(&names).into_iter().map(|id| own_account(id, "NGUYEN VAN AN")).collect();
        let police = village.officer(Role::CommunePolice);
        let shared = |scope: &office::Scope| village.db().read(|tx| list_shared_numbers(tx, scope)).expect("numbers");
        assert_eq!(claim(village, &claims[..3]).created, 3);
        assert_eq!(shared(&police.scope), []);
        assert_eq!(claim(village, &claims[3..]).created, 1);
        let found = shared(&police.scope);
        assert_eq!(
            found.iter().map(|one| (one.bin.as_str(), one.people, one.people_in_area)).collect::<Vec<_>>(),
            [(AGRIBANK, 4, 4)]
        );
        let far = village.officer_at(Role::CommunePolice, BINH_CHAU, 1);
        assert_eq!(shared(&far.scope), []);
        let none = village.db().read(|tx| list_accounts(tx, &far.scope, &AccountFilter::default(), 10)).expect("none");
        assert_eq!(none, []);
        let none = village.db().read(|tx| count_accounts(tx, &far.scope)).expect("none");
        assert_eq!(none, []);
        let counted = village.db().read(|tx| count_accounts(tx, &police.scope)).expect("counts");
        assert_eq!(counted.iter().map(|count| (count.state, count.persons)).collect::<Vec<_>>(), [(State::Claimed, 4)]);
    });
}

#[test]
fn the_accounts_of_a_form_are_claimed() {
    each(|village| {
        let people = village.people(&["Nguyễn Văn An", "Lê Bình", "Trần Cư"].map(Villager::named));
        let form = "STT,Họ và tên,Ngày sinh,Ngày khảo sát,Phương thức nhận,Kênh,Ngân hàng,Số tài khoản,Chủ tài khoản\n\
                    1,Nguyễn Văn An,1944,27/01/2024,Tài khoản chính chủ,VNeID,Agribank,1500205123456,NGUYEN VAN AN\n\
                    2,Lê Bình,1944,27/01/2024,Tiền mặt tại điểm,,,,\n\
                    3,Trần Cư,1944,27/01/2024,Giám hộ,,,,\n\
                    4,Ai Đó,1944,27/01/2024,Tài khoản chính chủ,,Agribank,1500205123457,AI DO\n";
        let rows = survey::read_form(form.as_bytes()).expect("a form").rows;
        let police = village.officer(Role::CommunePolice);
        let place = village.place(survey::testing::BINH_TRI);
        let done = village.db().write(|tx| claim_results(tx, &police, place, &rows)).expect("claims");
        assert_eq!((done.created, done.existing), (1, 0));
        assert_eq!(done.unknown, [(5, survey::ResultFault::PersonUnknown)]);
        assert_eq!(done.faults, [(4, ClaimFault::PaperMissing { method: Method::Guardian })]);
        let line = accounts(village, &AccountFilter::default()).remove(0).account;
        assert_eq!((line.person, line.channel), (people[0], Some(survey::Channel::Vneid)));
    });
}
