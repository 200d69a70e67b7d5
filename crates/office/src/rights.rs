//! The one table of who may do what.

use kernel::keyed;

keyed! {
    /// What a person works as. A person may have several assignments, and acts in one at a time.
    pub enum Role {
        /// Công an cấp xã: visits, enters accounts, makes identity cards.
        CommunePolice = "commune_police",
        /// Công chức văn hóa - xã hội: visits, signs minutes, keeps the proxies.
        SocialOfficer = "social_officer",
        /// Công chức tư pháp: confirms authorisations.
        JudicialOfficer = "judicial_officer",
        /// Lãnh đạo UBND cấp xã: approves the commune's lists.
        CommuneLeader = "commune_leader",
        /// Cán bộ LĐTBXH: prepares cycles, enters decisions, reconciles.
        LabourOfficer = "labour_officer",
        /// Trưởng phòng LĐTBXH: approves cycles, checks accounts.
        LabourHead = "labour_head",
        /// Công an cấp huyện: directs commune police.
        DistrictPolice = "district_police",
        /// Lãnh đạo UBND cấp huyện: closes months, signs reports.
        DistrictLeader = "district_leader",
        /// Nhân viên chi trả of the payment organisation: hands over cash.
        Payer = "payer",
        /// Phụ trách chi trả: confirms what the payers recorded.
        PayerHead = "payer_head",
        /// Chuyên viên cấp tỉnh.
        ProvinceOfficer = "province_officer",
        /// Lãnh đạo cấp tỉnh.
        ProvinceLeader = "province_leader",
        /// Chuyên viên cấp bộ.
        MinistryOfficer = "ministry_officer",
        /// Cơ quan dữ liệu dân cư (C06): compares and answers.
        PopulationOffice = "population_office",
        /// Kiểm toán: reads everything in the area, changes nothing.
        Auditor = "auditor",
        /// Quản trị hệ thống. Sees no beneficiary.
        Administrator = "administrator",
        /// Tài khoản dịch vụ: another system, through the API.
        ServiceAccount = "service_account",
        /// The program itself: the command line of whoever holds the machine, and its own upkeep. Nobody is assigned to it.
        Machine = "machine",
        /// Somebody who has not signed in, or works as nothing today: may only see to the own password. Nobody is assigned to it.
        Visitor = "visitor",
    }
}

keyed! {
    /// What can be done. One action a verb of the process; a page or an API call names exactly one.
    pub enum Action {
        /// Create, rename or close an office.
        ManageOffices = "manage_offices",
        /// Create, assign, deactivate and unlock staff; issue service tokens.
        ManageStaff = "manage_staff",
        /// Read the lists of offices and staff of the own area.
        ReadStaff = "read_staff",
        /// Read the trail of the own area.
        ReadAudit = "read_audit",
        /// Take the trail out for an outside witness, and verify it.
        ExportAudit = "export_audit",
        /// Seal the trail: the program's own upkeep.
        SealAudit = "seal_audit",
        /// See and cancel everybody's jobs.
        WatchJobs = "watch_jobs",
        /// Read rates, categories, banks, holidays, targets.
        ReadReference = "read_reference",
        /// Change banks, holidays, calendar rules.
        EditReference = "edit_reference",
        /// Set the targets of units of the own area.
        SetTarget = "set_target",
        /// Propose a change of rates, categories or profiles.
        ProposeRates = "propose_rates",
        /// Approve a change of rates, categories or profiles another person proposed.
        ApproveRates = "approve_rates",
        /// Read the register of letters.
        ReadLetters = "read_letters",
        /// Enter a letter, plan or decision.
        RegisterLetter = "register_letter",
        /// Read beneficiaries of the own area, with what is sensitive masked.
        ReadPersons = "read_persons",
        /// See a full citizen or account number; each view is recorded.
        ViewSensitive = "view_sensitive",
        /// Take in an agency's file.
        ImportSource = "import_source",
        /// Send batches to the population database and take its answers.
        ExchangePopulation = "exchange_population",
        /// Decide that a row and a person are the same.
        DecideMatch = "decide_match",
        /// Correct a person's data with proof.
        CorrectPerson = "correct_person",
        /// Plan visit routes.
        PlanVisits = "plan_visits",
        /// Record a home visit, its answers and minutes.
        RecordVisit = "record_visit",
        /// Confirm an authorisation paper.
        ConfirmProxy = "confirm_proxy",
        /// Draw up a list by method.
        PrepareList = "prepare_list",
        /// Approve a frozen list.
        ApproveList = "approve_list",
        /// Enter a receiving account.
        RecordAccount = "record_account",
        /// Check an account another person entered.
        CheckAccount = "check_account",
        /// Hold a person's payment, or release it.
        PlaceHold = "place_hold",
        /// Prepare a month's cycle.
        PrepareCycle = "prepare_cycle",
        /// Approve a cycle and send its files.
        ApproveCycle = "approve_cycle",
        /// Record cash handed over.
        RecordPaid = "record_paid",
        /// Confirm what the payers recorded.
        ConfirmPaid = "confirm_paid",
        /// Match answers, returns and statements.
        Reconcile = "reconcile",
        /// Close a month.
        CloseMonth = "close_month",
        /// Open a closed month again.
        ReopenMonth = "reopen_month",
        /// Read ratios, targets and statutory forms.
        ReadReports = "read_reports",
        /// Draw up a report.
        PrepareReport = "prepare_report",
        /// Sign a report off.
        SignReport = "sign_report",
    }
}

keyed! {
    /// What an action is about.
    pub enum Subject {
        /// Offices, staff, the trail, jobs, reference data, letters.
        Ground = "ground",
        /// Beneficiaries, or anything drawn from them.
        Beneficiaries = "beneficiaries",
    }
}

keyed! {
    /// Whether an action changes anything.
    pub enum Access {
        /// Looks.
        Read = "read",
        /// Changes.
        Write = "write",
    }
}

use Access::{Read, Write};
use Action::{
    ApproveCycle, ApproveList, ApproveRates, CheckAccount, CloseMonth, ConfirmPaid, ConfirmProxy, CorrectPerson,
    DecideMatch, EditReference, ExchangePopulation, ExportAudit, ImportSource, ManageOffices, ManageStaff, PlaceHold,
    PlanVisits, PrepareCycle, PrepareList, PrepareReport, ProposeRates, ReadAudit, ReadLetters, ReadPersons,
    ReadReference, ReadReports, ReadStaff, Reconcile, RecordAccount, RecordPaid, RecordVisit, RegisterLetter,
    ReopenMonth, SealAudit, SetTarget, SignReport, ViewSensitive, WatchJobs,
};
use Subject::{Beneficiaries, Ground};

/// The table: a line an action, a column a role, in the order of `Role::ALL`. `x` is yes.
#[rustfmt::skip]
const TABLE: [(Action, Subject, Access, &str); Action::ALL.len()] = [
    //                                             commune police
    //                                             |  social officer
    //                                             |  |  judicial officer
    //                                             |  |  |  commune leader
    //                                             |  |  |  |  labour officer
    //                                             |  |  |  |  |  labour head
    //                                             |  |  |  |  |  |  district police
    //                                             |  |  |  |  |  |  |  district leader
    //                                             |  |  |  |  |  |  |  |  payer
    //                                             |  |  |  |  |  |  |  |  |  payer head
    //                                             |  |  |  |  |  |  |  |  |  |  province officer
    //                                             |  |  |  |  |  |  |  |  |  |  |  province leader
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  ministry officer
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  population office
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  |  auditor
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  administrator
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  service account
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  machine
    //                                             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  visitor
    (ManageOffices,      Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  x  ."),
    (ManageStaff,        Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  x  ."),
    (ReadStaff,          Ground,        Read,     "x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  .  x  ."),
    (ReadAudit,          Ground,        Read,     ".  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  x  ."),
    (ExportAudit,        Ground,        Read,     ".  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  x  ."),
    (SealAudit,          Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  ."),
    (WatchJobs,          Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  x  ."),
    (ReadReference,      Ground,        Read,     "x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  ."),
    (EditReference,      Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  x  x  x  .  .  x  .  .  ."),
    (SetTarget,          Ground,        Write,    ".  .  .  x  .  x  .  x  .  .  x  x  x  .  .  .  .  .  ."),
    (ProposeRates,       Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  x  .  x  .  .  x  .  .  ."),
    (ApproveRates,       Ground,        Write,    ".  .  .  .  .  .  .  .  .  .  .  x  x  .  .  x  .  .  ."),
    (ReadLetters,        Ground,        Read,     "x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  ."),
    (RegisterLetter,     Ground,        Write,    "x  x  x  x  x  x  x  x  .  .  x  x  x  x  .  x  .  .  ."),
    (ReadPersons,        Beneficiaries, Read,     "x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  .  x  .  ."),
    (ViewSensitive,      Beneficiaries, Read,     "x  x  x  .  x  x  x  .  .  .  .  .  .  x  x  .  .  .  ."),
    (ImportSource,       Beneficiaries, Write,    ".  .  .  .  x  .  .  .  .  .  x  .  x  .  .  .  x  .  ."),
    (ExchangePopulation, Beneficiaries, Write,    ".  .  .  .  x  .  x  .  .  .  x  .  x  x  .  .  x  .  ."),
    (DecideMatch,        Beneficiaries, Write,    "x  .  .  .  x  .  x  .  .  .  .  .  .  x  .  .  .  .  ."),
    (CorrectPerson,      Beneficiaries, Write,    "x  x  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (PlanVisits,         Beneficiaries, Write,    "x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (RecordVisit,        Beneficiaries, Write,    "x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (ConfirmProxy,       Beneficiaries, Write,    ".  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (PrepareList,        Beneficiaries, Write,    "x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (ApproveList,        Beneficiaries, Write,    ".  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (RecordAccount,      Beneficiaries, Write,    "x  x  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (CheckAccount,       Beneficiaries, Write,    ".  x  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (PlaceHold,          Beneficiaries, Write,    "x  x  .  x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (PrepareCycle,       Beneficiaries, Write,    ".  x  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (ApproveCycle,       Beneficiaries, Write,    ".  .  .  x  .  x  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (RecordPaid,         Beneficiaries, Write,    ".  .  .  .  .  .  .  .  x  x  .  .  .  .  .  .  x  .  ."),
    (ConfirmPaid,        Beneficiaries, Write,    ".  .  .  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  ."),
    (Reconcile,          Beneficiaries, Write,    ".  x  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (CloseMonth,         Beneficiaries, Write,    ".  .  .  x  .  x  .  .  .  .  .  .  .  .  .  .  .  .  ."),
    (ReopenMonth,        Beneficiaries, Write,    ".  .  .  x  .  x  .  x  .  .  .  .  .  .  .  .  .  .  ."),
    (ReadReports,        Beneficiaries, Read,     "x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  .  x  .  ."),
    (PrepareReport,      Beneficiaries, Write,    "x  x  .  .  x  .  x  .  .  .  x  .  x  .  .  .  .  .  ."),
    (SignReport,         Beneficiaries, Write,    ".  .  .  x  .  x  .  x  .  .  .  x  .  .  .  .  .  .  ."),
];

/// The table as bits, read once by the compiler: a hole or an extra column does not compile.
const MAY: [u32; Action::ALL.len()] = {
    let mut bits = [0; Action::ALL.len()];
    let mut line = 0;
    while line < TABLE.len() {
        assert!(TABLE[line].0 as usize == line, "the table's lines stand in the order of the actions");
        bits[line] = columns(TABLE[line].3.as_bytes());
        line += 1;
    }
    bits
};

const fn columns(text: &[u8]) -> u32 {
    let (mut bits, mut role, mut at) = (0, 0, 0);
    while at < text.len() {
        match text[at] {
            b'x' => bits |= 1 << role,
            b'.' => {}
            _ => panic!("a cell is x or a dot"),
        }
        role += 1;
        at += 3;
    }
    assert!(role == Role::ALL.len(), "a line has a cell for every role");
    bits
}

impl Role {
    /// Whether this role may do `action`.
    pub const fn may(self, action: Action) -> bool {
        MAY[action as usize] & (1 << self as u32) != 0
    }

    /// Whether whoever works as this must prove a second factor: those who approve, and those who make staff.
    pub const fn needs_second_factor(self) -> bool {
        matches!(
            self,
            Role::CommuneLeader
                | Role::LabourHead
                | Role::DistrictLeader
                | Role::PayerHead
                | Role::ProvinceLeader
                | Role::MinistryOfficer
                | Role::Administrator
        )
    }

    /// Whether a person or a service account can be given this role.
    pub const fn is_assignable(self) -> bool {
        !matches!(self, Role::Machine | Role::Visitor)
    }

    /// Whether the role is held in an office, which gives it its area. The administrator's is not.
    pub const fn has_office(self) -> bool {
        self.is_assignable() && !matches!(self, Role::Administrator)
    }
}

impl Action {
    /// What it is about.
    pub const fn subject(self) -> Subject {
        TABLE[self as usize].1
    }

    /// Whether it changes anything.
    pub const fn access(self) -> Access {
        TABLE[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn the_auditor_changes_nothing() {
        for action in Action::ALL.iter().filter(|action| action.access() == Write) {
            assert!(!Role::Auditor.may(*action), "{action:?}");
        }
        assert!(Role::Auditor.may(ReadPersons) && Role::Auditor.may(ReadAudit));
    }

    #[test]
    fn the_administrator_the_machine_and_a_visitor_do_nothing_with_beneficiaries() {
        for action in Action::ALL.iter().filter(|action| action.subject() == Beneficiaries) {
            for role in [Role::Administrator, Role::Machine, Role::Visitor] {
                assert!(!role.may(*action), "{role:?} {action:?}");
            }
        }
        assert!(Role::Administrator.may(ManageStaff));
    }

    #[test]
    fn a_visitor_may_do_nothing_at_all() {
        assert!(Action::ALL.iter().all(|action| !Role::Visitor.may(*action)));
    }

    #[test]
    fn whoever_approves_proves_a_second_factor() {
        let approving =
            [ManageStaff, ApproveRates, ApproveList, ApproveCycle, ConfirmPaid, CloseMonth, ReopenMonth, SignReport];
        for role in Role::ALL.iter().filter(|role| role.is_assignable()) {
            if approving.iter().any(|action| role.may(*action)) {
                assert!(role.needs_second_factor(), "{role:?}");
            }
        }
    }

    #[test]
    fn every_action_is_somebodys_and_every_role_but_the_visitor_does_something() {
        for action in Action::ALL {
            assert!(Role::ALL.iter().any(|role| role.may(*action)), "{action:?}");
        }
        for role in Role::ALL.iter().filter(|role| **role != Role::Visitor) {
            assert!(Action::ALL.iter().any(|action| role.may(*action)), "{role:?}");
        }
    }

    /// The table from the other side, for officials to read and correct.
    #[test]
    fn what_each_role_may_do_stands_on_one_page() {
        let mut page = String::new();
        for role in Role::ALL {
            let factor = if role.needs_second_factor() { ", with a second factor" } else { "" };
            writeln!(page, "{}{factor}", role.key()).expect("writing to text does not fail");
            for subject in Subject::ALL {
                for access in Access::ALL {
                    let may = |action: &&Action| {
                        role.may(**action) && action.subject() == *subject && action.access() == *access
                    };
                    let keys: Vec<_> = Action::ALL.iter().filter(may).map(|action| action.key()).collect();
                    if !keys.is_empty() {
                        writeln!(page, "  {} {}: {}", access.key(), subject.key(), keys.join(", "))
                            .expect("writing to text does not fail");
                    }
                }
            }
        }
        insta::assert_snapshot!(page);
    }

    #[test]
    fn keys_read_back_and_are_told_apart() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.key()), Some(*role));
        }
        for action in Action::ALL {
            assert_eq!(Action::parse(action.key()), Some(*action));
        }
        assert_eq!(Role::parse("king"), None);
    }
}
