//! Where money can go: banks, wallets, mobile money, payment organisations.

use super::{Common, Confidence, Reference, ReferenceFault, ReferenceKind};
use kernel::keyed;
use kernel::names::plain_key;
use serde::{Deserialize, Serialize};

keyed! {
    /// What kind of receiver.
    pub enum BankKind {
        /// Ngân hàng.
        Bank = "bank",
        /// Ngân hàng số: a brand of a bank with its own BIN.
        DigitalBank = "digital_bank",
        /// Ngân hàng hợp tác xã.
        CooperativeBank = "cooperative_bank",
        /// Ngân hàng chính sách xã hội.
        PolicyBank = "policy_bank",
        /// Công ty tài chính.
        FinanceCompany = "finance_company",
        /// Ví điện tử.
        EWallet = "e_wallet",
        /// Tiền di động.
        MobileMoney = "mobile_money",
        /// Tổ chức dịch vụ chi trả.
        PaymentService = "payment_service",
    }
}

/// A bank or another receiver. Known by its BIN: short codes clash, names change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The BIN, or a word for those that have none.
    pub key: String,
    /// Six digits.
    pub bin: Option<String>,
    /// The name people use.
    pub short_name: String,
    /// The full Vietnamese name.
    pub name_vi: String,
    /// What kind.
    pub kind: BankKind,
    /// Codes used in lists; two banks may share one.
    pub codes: Vec<String>,
    /// SWIFT code.
    pub swift: Option<String>,
    /// Names it had.
    pub former_names: Vec<String>,
    /// How sure.
    pub confidence: Confidence,
}

impl Bank {
    /// Whether `text` is its BIN, SWIFT code, a code, a name or a former name, with or without marks.
    pub fn is_called(&self, text: &str) -> bool {
        let wanted = joined(text);
        let names = [&self.short_name, &self.name_vi].into_iter().chain(&self.codes).chain(&self.former_names);
        let mut names = names.chain(&self.bin).chain(&self.swift);
        !wanted.is_empty() && names.any(|name| joined(name) == wanted)
    }
}

/// Letters and digits alone: `BIDV`, `MB Bank` and `mbbank` meet.
fn joined(text: &str) -> String {
    plain_key(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The banks a text in somebody's file may mean: none, one, or several for a person to choose from.
pub fn find_banks<'b>(banks: impl IntoIterator<Item = &'b Bank>, text: &str) -> Vec<&'b Bank> {
    banks.into_iter().filter(|bank| bank.is_called(text)).collect()
}

impl Reference for Bank {
    const KIND: ReferenceKind = ReferenceKind::Bank;

    fn item(&self) -> String {
        self.key.clone()
    }

    fn check(&self) -> Result<(), ReferenceFault> {
        ReferenceFault::text("key", &self.key, 40)?;
        ReferenceFault::text("short_name", &self.short_name, 100)?;
        ReferenceFault::text("name_vi", &self.name_vi, 300)?;
        match &self.bin {
            Some(bin) if bin.len() != 6 || !bin.bytes().all(|byte| byte.is_ascii_digit()) || *bin != self.key => {
                Err(ReferenceFault::Bin)
            }
            _ => Ok(()),
        }
    }
}

impl Common for Bank {}
