//! Accounts as the banks keep them.

use super::{Helper, bank_name};
use crate::dice::Dice;

/// Headings of `accounts.csv`.
pub(crate) const HEADINGS: [&str; 4] = ["bin", "number", "holder", "state"];

/// An account of a bank, a wallet or mobile money.
#[derive(Clone, Debug)]
pub(crate) struct BankAccount {
    pub(crate) bin: &'static str,
    /// As the form names the bank.
    pub(crate) bank: &'static str,
    pub(crate) number: String,
    pub(crate) holder: String,
    /// `open`, `closed` or `frozen`.
    pub(crate) state: &'static str,
}

/// A bank: BIN, name on forms, beginning of its numbers, share.
type Offer = (&'static str, &'static str, &'static str);

const BANKS: &[(Offer, u32)] = &[
    (("970405", "Agribank", "450520"), 46),
    (("970418", "BIDV", "570100"), 16),
    (("970415", "VietinBank", "10087"), 14),
    (("970436", "Vietcombank", "027100"), 12),
    (("970449", "LPBank", "0322"), 7),
    (("970422", "MBBank", "0889"), 5),
];
const WALLETS: &[(Offer, u32)] = &[(("971025", "MoMo", "09"), 1)];
const MOBILE_MONEY: &[(Offer, u32)] = &[(("971005", "Viettel Money", "097"), 5), (("971011", "VNPT Money", "091"), 4)];

/// What kind of account.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Bank,
    Wallet,
    MobileMoney,
}

/// An account of a person. A few are closed, a few bear another holder than was said.
pub(crate) fn account(dice: &mut Dice, kind: Kind, owner: (u64, &str), others: &[Helper]) -> BankAccount {
    let offers = match kind {
        Kind::Bank => BANKS,
        Kind::Wallet => WALLETS,
        Kind::MobileMoney => MOBILE_MONEY,
    };
    let (bin, bank, begin) = dice.weighted(offers);
    let (number, name) = owner;
    let width = match kind {
        Kind::Bank => 8,
        // A telephone number has ten digits.
        Kind::Wallet | Kind::MobileMoney => 10 - begin.len(),
    };
    let holder = match dice.weighted(&[("own", 975), ("other", 10), ("slip", 15)]) {
        "other" if !others.is_empty() => bank_name(&others[dice.below(others.len())].name),
        "slip" => {
            let mut name = bank_name(name);
            name.pop();
            name
        }
        _ => bank_name(name),
    };
    let state = dice.weighted(&[("open", 975), ("closed", 18), ("frozen", 7)]);
    BankAccount { bin, bank, number: format!("{begin}{number:0width$}"), holder, state }
}
