//! The banks of a day, found by what people write.

use crate::ClaimFault;
use db::Tx;
use jiff::civil::Date;
use office::reference::{self, Bank, BankKind};
use std::collections::HashMap;
use survey::Method;

/// The banks, wallets and payment organisations of a day. Remembers what each text meant: lists repeat a few.
pub struct Banks {
    banks: Vec<Bank>,
    known: HashMap<String, Result<usize, ClaimFault>>,
}

impl Banks {
    /// Those of a day.
    pub fn on(tx: &mut Tx<'_>, day: Date) -> Result<Banks, office::Refusal> {
        let held = reference::list::<Bank>(tx, day)?;
        Ok(Banks { banks: held.into_iter().map(|version| version.value).collect(), known: HashMap::new() })
    }

    /// The bank whose key, BIN, code or name a text is.
    pub fn find(&mut self, text: &str) -> Result<&Bank, ClaimFault> {
        let banks = &self.banks;
        let found = self.known.entry(text.to_owned()).or_insert_with(|| {
            let mut called =
                banks.iter().enumerate().filter(|(_, bank)| bank.key == text || bank.is_called(text)).map(|(at, _)| at);
            match (called.next(), called.count()) {
                (None, _) => Err(ClaimFault::BankUnknown),
                (Some(at), 0) => Ok(at),
                (Some(_), more) => Err(ClaimFault::BankAmbiguous { banks: more + 1 }),
            }
        });
        found.clone().map(|at| &self.banks[at])
    }
}

/// Whether money of a method goes to receivers of a kind. A proxy or guardian may have any kind of account.
pub(crate) fn takes(method: Method, kind: BankKind) -> bool {
    let is_bank =
        matches!(kind, BankKind::Bank | BankKind::DigitalBank | BankKind::CooperativeBank | BankKind::PolicyBank);
    let is_phone = matches!(kind, BankKind::EWallet | BankKind::MobileMoney);
    match method {
        Method::OwnAccount => is_bank,
        Method::Wallet => matches!(kind, BankKind::EWallet),
        Method::MobileMoney => matches!(kind, BankKind::MobileMoney),
        Method::ProxyAccount | Method::Guardian => is_bank || is_phone,
        Method::ProxyCash | Method::CashPoint | Method::CashHome => false,
    }
}
