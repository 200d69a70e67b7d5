//! Why a bank did not pay, in the few classes that differ in what happens next.

use kernel::keyed;
use survey::Method;

keyed! {
    /// What a reason code means for the person.
    pub enum ReasonClass {
        /// The account is closed, does not exist or takes no such payments: the commune asks for another.
        Account = "account",
        /// The account is blocked: somebody finds out why before anything more is paid.
        Blocked = "blocked",
        /// The holder has died: everything stops.
        Deceased = "deceased",
        /// The name is not the holder's: perhaps a slip, perhaps fraud.
        Name = "name",
        /// The bank's number is wrong, or the bank cannot be reached.
        Bank = "bank",
        /// Our file: amounts, sums, limits, dates, form.
        File = "file",
        /// Said to be there twice: proof that the first exists, never a reason to send again.
        Duplicate = "duplicate",
        /// The post did not meet the person.
        Uncollected = "uncollected",
        /// It was held on the month's list, and is held no longer.
        Held = "held",
        /// Anything else.
        Unspecified = "unspecified",
    }
}

/// The codes of ISO 20022's external code lists that a credit transfer meets, by class.
const CODES: &[(ReasonClass, &[&str])] = &[
    (ReasonClass::Account, &["AC01", "AC02", "AC03", "AC04", "AC05", "AC07", "AC15", "AG01", "AG03", "BE22", "BE23"]),
    (ReasonClass::Blocked, &["AC06", "BLCK"]),
    (ReasonClass::Deceased, &["MD07"]),
    (ReasonClass::Name, &["BE01", "BE05", "BE06", "PN01", "PI01", "FRAD"]),
    (ReasonClass::Bank, &["RC01", "RC03", "RC04", "RC07", "RC08", "CNOR", "AB05", "AB06", "AB07", "AB08"]),
    (
        ReasonClass::File,
        &[
            "AM01", "AM02", "AM03", "AM04", "AM09", "AM10", "AM11", "AM12", "AM14", "AM18", "AM21", "AM23", "CH03",
            "CURR", "DT01", "DT06", "FF01", "NOCM", "RR03", "RR04", "RR10", "RR12", "TA01", "TD02", "TD03", "TM01",
        ],
    ),
    (ReasonClass::Duplicate, &["AM05", "DU01", "DU02", "DU03", "DU04", "DUPL", "RF01"]),
    (ReasonClass::Uncollected, &["CNPC"]),
];

/// The class of a code.
pub fn class_of(code: Option<&str>) -> ReasonClass {
    let found = code.and_then(|code| CODES.iter().find(|(_, codes)| codes.contains(&code)));
    found.map_or(ReasonClass::Unspecified, |(class, _)| *class)
}

/// The class of a code that answers a payment made by `method`. Whoever owns the account is not always whose money it
/// is: that a proxy or guardian has died ends their account, and the beneficiary is paid in another way.
pub fn class_for(code: Option<&str>, method: Method) -> ReasonClass {
    match class_of(code) {
        ReasonClass::Deceased if method.paper().is_some() => ReasonClass::Account,
        class => class,
    }
}

impl ReasonClass {
    /// Whether it is about one account or person, and cannot be meant where it is said of a whole file.
    pub const fn is_personal(self) -> bool {
        matches!(self, ReasonClass::Account | ReasonClass::Blocked | ReasonClass::Deceased | ReasonClass::Name)
    }

    /// Whether the amount is held until somebody decides, and not simply paid with the next month.
    pub const fn is_held(self) -> bool {
        matches!(self, ReasonClass::Deceased | ReasonClass::Blocked)
    }

    /// Whether the same account will not do another time.
    pub const fn needs_other_account(self) -> bool {
        matches!(self, ReasonClass::Account | ReasonClass::Name)
    }
}
