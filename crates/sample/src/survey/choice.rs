//! How people choose to receive, as their age, their commune and chance have it.

use super::{
    Helper, SurveyRow,
    bank::{Kind, account},
};
use crate::{
    dice::Dice,
    plan::{Commune, Plan},
    rows::ListRow,
};
use jiff::civil::date;
use std::collections::HashSet;

/// Strangers to the register get account numbers from here on.
const STRANGERS_FROM: u64 = 80_000_000;

/// The ways to receive that the form knows, and what leads to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Registered,
    OpensAccount,
    Wallet,
    MobileMoney,
    ProxyAccount,
    ProxyCash,
    Guardian,
    CashPoint,
    CashHome,
    Refuses,
    Absent,
    Undecided,
}

/// The results of one commune: everybody who is paid, once.
pub(crate) fn survey_of(plan: &Plan, commune: &Commune, rows: &[&ListRow], helpers: &[Helper]) -> Vec<SurveyRow> {
    let mut dice = Dice::of(plan.seed, "survey", commune.index as u64);
    let mut seen = HashSet::new();
    let mut survey = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let is_new = row.person.is_none_or(|person| seen.insert(person));
        if is_new && !row.comes_back() {
            let owner = row.person.unwrap_or(STRANGERS_FROM + (commune.index * 100_000 + at) as u64);
            survey.push(visit(&mut dice, commune, row, owner, helpers));
        }
    }
    // Who keeps many people's money in one hand is what somebody must notice.
    if let Some(busy) = helpers.first() {
        let with_payee = survey.iter_mut().filter(|row| row.payee.is_some() && row.account.is_none());
        with_payee.take(if commune.index == 13 { 6 } else { 0 }).for_each(|row| row.payee = Some(busy.clone()));
    }
    survey
}

fn visit(dice: &mut Dice, commune: &Commune, row: &ListRow, owner: u64, helpers: &[Helper]) -> SurveyRow {
    let mut result = SurveyRow {
        name: row.name.clone(),
        birth: row.birth.clone(),
        citizen_id: row.citizen_id.clone(),
        hamlet: row.hamlet.clone(),
        visited_on: Some(date(2024, 1, i8::try_from(dice.between(11, 18)).expect("a day"))),
        ..SurveyRow::default()
    };
    if row.is_dead {
        result.outcome = "Đã chết";
        return result;
    }
    let way = way(dice, commune, row, !helpers.is_empty());
    tell(dice, &mut result, way);
    if matches!(way, Way::ProxyAccount | Way::ProxyCash | Way::Guardian) {
        result.payee = Some(helpers[dice.below(helpers.len())].clone());
        result.relation = relation(dice, way);
    }
    let own = (owner, row.name.as_str());
    result.account = match (way, &result.payee) {
        (Way::Registered | Way::OpensAccount, _) => Some(account(dice, Kind::Bank, own, helpers)),
        (Way::Wallet, _) => Some(account(dice, Kind::Wallet, own, helpers)),
        (Way::MobileMoney, _) => Some(account(dice, Kind::MobileMoney, own, helpers)),
        (Way::ProxyAccount, Some(payee)) => Some(account(dice, Kind::Bank, (payee.number, &payee.name), helpers)),
        (Way::Guardian, Some(payee)) if dice.happens(5_500) => {
            Some(account(dice, Kind::Bank, (payee.number, &payee.name), helpers))
        }
        _ => None,
    };
    let in_cash = result.account.is_none() && !matches!(way, Way::Absent | Way::Undecided);
    result.will_not_collect = in_cash && dice.happens(250);
    result
}

fn way(dice: &mut Dice, commune: &Commune, row: &ListRow, has_helpers: bool) -> Way {
    if row.age < 15 && has_helpers {
        return Way::Guardian;
    }
    let by_account = commune.by_account;
    // Nearly half of those with an account of their own had it before the visits.
    let (registered, opens) = (by_account * 45 / 100, by_account * 55 / 100);
    let frail = match row.age {
        85.. => 190,
        75..85 => 70,
        _ if row.category.starts_with("BTXH.6.DB") => 120,
        _ => 8,
    };
    let (proxy_account, proxy_cash) = if has_helpers { (60, 55) } else { (0, 0) };
    dice.weighted(&[
        (Way::Registered, registered),
        (Way::OpensAccount, opens),
        (Way::Wallet, 12),
        (Way::MobileMoney, 25),
        (Way::ProxyAccount, proxy_account),
        (Way::ProxyCash, proxy_cash),
        (Way::CashHome, frail),
        (Way::Refuses, 16),
        (Way::Absent, 14),
        (Way::Undecided, 6),
        (Way::CashPoint, 1_000_u32.saturating_sub(by_account + frail + 188).max(40)),
    ])
}

/// Fills in the form for a way.
fn tell(dice: &mut Dice, row: &mut SurveyRow, way: Way) {
    let (has, wish, group, method) = match way {
        Way::Registered => ("Có", "Tài khoản", "g1", "Tài khoản chính chủ"),
        Way::OpensAccount => ("Không", "Tài khoản", "g3", "Tài khoản chính chủ"),
        Way::Wallet => ("Không", "Tài khoản", "g3", "Ví điện tử"),
        Way::MobileMoney => ("Không", "Tài khoản", "g3", "Mobile money"),
        Way::ProxyAccount => ("Không", "Tài khoản", "g3", "Ủy quyền qua tài khoản"),
        Way::ProxyCash => ("Không", "Tiền mặt", "g3", "Ủy quyền không tài khoản"),
        Way::Guardian => ("Không", "Tài khoản", "g3", "Giám hộ"),
        Way::CashPoint => ("Không", "Tiền mặt", "g3", "Tiền mặt tại điểm chi trả"),
        Way::CashHome => ("Không", "Tiền mặt", "g4", "Tiền mặt tại nhà"),
        Way::Refuses => ("Có", "Tiền mặt", "g2", ""),
        Way::Undecided => ("Không", "Tiền mặt", "g3", ""),
        Way::Absent => ("", "", "", ""),
    };
    (row.has_account, row.wish, row.group, row.method) = (has, wish, group, method);
    row.registered = match way {
        Way::Registered => "Rồi",
        Way::Refuses => "Chưa",
        _ => "",
    };
    row.outcome = match way {
        Way::Refuses => "Từ chối",
        Way::Absent => "Vắng nhà",
        Way::Undecided => "Đang cân nhắc",
        _ => "Đồng ý",
    };
    row.channel = match way {
        Way::OpensAccount => dice.weighted(&[("App ngân hàng", 6), ("VNeID", 3)]),
        Way::Wallet => "Ví điện tử",
        Way::MobileMoney => "Mobile money",
        _ => "",
    };
    match way {
        Way::CashHome => row.force_majeure = dice.weighted(&REASONS_HOME),
        Way::CashPoint | Way::ProxyCash => row.reason = dice.weighted(&REASONS_CASH),
        Way::Refuses => tell_refusal(dice, row),
        _ => {}
    }
}

const REASONS_HOME: [(&str, u32); 3] =
    [("Già yếu", 6), ("Không có khả năng đi lại", 3), ("Không có người nhận thay", 1)];
const REASONS_CASH: [(&str, u32); 4] = [
    ("Quen nhận tiền mặt", 5),
    ("Không có điện thoại", 4),
    ("Xa ngân hàng, cây rút tiền", 2),
    ("Sợ mất tiền trong tài khoản", 1),
];

/// One paper in ten still lacks a signer.
fn tell_refusal(dice: &mut Dice, row: &mut SurveyRow) {
    row.reason = dice.weighted(&REASONS_CASH);
    row.signed = dice.weighted(&[("Đủ ba bên", 7), ("Công an, công chức, điểm chỉ", 2), ("Công an, công chức", 1)]);
    if row.signed.ends_with("điểm chỉ") {
        "Trưởng thôn".clone_into(&mut row.witness);
    }
}

fn relation(dice: &mut Dice, way: Way) -> &'static str {
    if way == Way::Guardian {
        dice.weighted(&[("mẹ", 5), ("cha", 2), ("ông bà", 3), ("cô, dì, chú, bác", 1)])
    } else {
        dice.weighted(&[("con", 7), ("cháu", 3), ("vợ, chồng", 3), ("anh chị em", 1), ("hàng xóm", 1)])
    }
}
