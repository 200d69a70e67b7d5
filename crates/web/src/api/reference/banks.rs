//! Where money can go: banks, wallets, payment organisations.

use super::{
    change::{VersionMade, Wanted, When, change},
    shown::{HeldQuery, VersionShown, Versions, list_held, show_item},
};
use crate::{
    api::{
        call::Call,
        description::tags,
        input::{UpTo, body},
        numbers::VersionNumber,
        paging::Page,
        sent::{Asked, Sent, Subject},
        values::{BankBin, BankKey, BankShortName, Day, LongName, Reason},
        words::{BankKindWord, ConfidenceWord},
    },
    shell::problem::Answer,
};
use office::reference::{Bank, BankKind, Confidence};
use serde::Serialize;
use utoipa::ToSchema;

/// The most codes or former names of one bank; the body below says it again.
const NAMES_MAX: usize = 20;

/// A bank, a wallet or a payment organisation.
#[derive(Serialize, ToSchema)]
#[schema(as = Bank)]
pub(crate) struct BankShown {
    /// The BIN, or a word for those that have none.
    #[schema(example = "970436")]
    key: String,
    /// Six digits.
    bin: Option<String>,
    /// The name people use.
    short_name: String,
    /// The full Vietnamese name.
    name_vi: String,
    /// What kind.
    #[schema(value_type = BankKindWord)]
    kind: BankKind,
    /// Codes used in lists; two banks may share one.
    codes: Vec<String>,
    /// SWIFT code.
    swift: Option<String>,
    /// Names it had.
    former_names: Vec<String>,
    /// How sure.
    #[schema(value_type = ConfidenceWord)]
    confidence: Confidence,
}

impl From<Bank> for BankShown {
    fn from(bank: Bank) -> BankShown {
        let Bank { key, bin, short_name, name_vi, kind, codes, swift, former_names, confidence } = bank;
        BankShown { key, bin, short_name, name_vi, kind, codes, swift, former_names, confidence }
    }
}

body! {
    /// A bank as it is to be from a day on.
    #[schema(example = json!({
        "key": "970436", "bin": "970436", "short_name": "Vietcombank",
        "name_vi": "Ngân hàng TMCP Ngoại thương Việt Nam", "kind": "bank", "codes": ["VCB"], "swift": "BFTVVNVX",
        "former_names": [], "from": "2024-01-01", "seen": 1, "why": "Sửa mã SWIFT"
    }))]
    BankToChange {
        /// The BIN, or a word for those that have none.
        key: BankKey,
        /// Six digits, the same as the key.
        bin: Option<BankBin>,
        /// The name people use.
        short_name: BankShortName,
        /// The full Vietnamese name.
        name_vi: LongName,
        /// What kind.
        kind: BankKindWord,
        /// Codes used in lists.
        #[schema(value_type = Option<Vec<BankShortName>>, max_items = 20)]
        codes: Option<UpTo<NAMES_MAX, BankShortName>>,
        /// SWIFT code.
        swift: Option<BankShortName>,
        /// Names it had.
        #[schema(value_type = Option<Vec<LongName>>, max_items = 20)]
        former_names: Option<UpTo<NAMES_MAX, LongName>>,
        /// The first day.
        from: Day,
        /// The last day, if there is to be one.
        until: Option<Day>,
        /// The version the caller has seen in the slot of that first day; left out where there was none.
        seen: Option<VersionNumber>,
        /// Why.
        why: Reason,
    }
}

impl Wanted for BankToChange {
    type Value = Bank;

    fn value(&self) -> Bank {
        Bank {
            key: self.key.as_str().to_owned(),
            bin: self.bin.clone().map(String::from),
            short_name: self.short_name.as_str().to_owned(),
            name_vi: self.name_vi.as_str().to_owned(),
            kind: self.kind.0,
            codes: self.codes.iter().flat_map(|UpTo(codes)| codes).map(|code| code.as_str().to_owned()).collect(),
            swift: self.swift.clone().map(String::from),
            former_names: self
                .former_names
                .iter()
                .flat_map(|UpTo(names)| names)
                .map(|name| name.as_str().to_owned())
                .collect(),
            confidence: Confidence::Entered,
        }
    }

    fn when(&self) -> When<'_> {
        When { from: self.from, until: self.until, seen: self.seen, why: &self.why }
    }
}

/// List the banks that hold on a day.
#[utoipa::path(get, path = "/api/v1/reference/banks", tag = tags::REFERENCE, params(HeldQuery),
    responses((status = 200, description = "A page of banks, by key.", body = Page<VersionShown<BankShown>>)))]
pub(crate) async fn list_banks(call: Call, Asked(query): Asked<HeldQuery>) -> Answer {
    list_held::<Bank, BankShown>(call, query).await
}

/// Show every version of a bank.
#[utoipa::path(get, path = "/api/v1/reference/banks/{bank}", tag = tags::REFERENCE,
    params(("bank" = inline(BankKey), Path, description = "Its key.")),
    responses((status = 200, description = "Its versions.", body = Versions<BankShown>)))]
pub(crate) async fn show_bank(call: Call, Subject(bank): Subject<String>) -> Answer {
    show_item::<Bank, BankShown>(call, bank).await
}

/// Enter a bank, or change what is said of one from a day on.
#[utoipa::path(post, path = "/api/v1/reference/banks", tag = tags::REFERENCE, request_body = BankToChange,
    responses((status = 201, description = "It holds.", body = VersionMade)))]
pub(crate) async fn change_bank(call: Call, sent: Sent<BankToChange>) -> Answer {
    change(call, sent).await
}
