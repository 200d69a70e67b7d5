//! A commune whose people, accounts and lists are the real ones, all the way to the paying office and back.

use super::references;
use accounts::{Account, AccountSeen, Check, Claim, activate_many, check_many, claim_many, list_of_person};
use db::{Db, params, testing::on_both};
use jiff::civil::date;
use kernel::{AccountNumber, CitizenId, FullName, Month, PersonId};
use lists::{LineFilter, ListApproval, ListLine, approve_list, draft_list, freeze_list, hand_over_list, list_lines};
use office::Role;
use payments::{Cycle, testing::Town};
use registry::{Hold, load_person};
use std::sync::Arc;
use survey::{
    AuthorisationKind, AuthorisationSeen, Method, NewAuthorisation, confirm_authorisations, record_authorisations,
    testing::{BINH_TRI, Village},
};

/// A commune and the office that pays it.
pub(super) struct Commune {
    pub(super) village: Village,
    pub(super) town: Town,
}

/// Runs the story on both databases.
pub(super) fn each(story: impl Fn(&Commune)) {
    on_both(|db| {
        let village = Village::over(db);
        let town = Town::at(Arc::clone(&village.desk), Arc::clone(&village.clock));
        story(&Commune { village, town });
    });
}

impl Commune {
    pub(super) fn db(&self) -> &Db {
        self.village.db()
    }

    /// Somebody entitled to this much a month.
    pub(super) fn person(&self, name: &str, dong: i64) -> PersonId {
        let person = self.village.person(name);
        self.village.entitle(person, "BTXH.5c", dong);
        person
    }

    /// An active account at Agribank: claimed, checked and activated by three people.
    pub(super) fn account(&self, person: PersonId, method: Method, holder: &str, number: &str) {
        let claim = Claim {
            person,
            method,
            bank: Some("970405".to_owned()),
            number: AccountNumber::parse(number).ok(),
            holder_name: Some(holder.to_owned()),
            authorisation: None,
            channel: None,
        };
        let police = self.village.officer(Role::CommunePolice);
        let social = self.village.officer(Role::SocialOfficer);
        let head = self.town.head();
        let moved = self.db().write(|tx| {
            let claimed = claim_many(tx, &police, std::slice::from_ref(&claim))?;
            assert_eq!(claimed.faults, []);
            let seen = AccountSeen { person, account: claimed.ids[0].expect("an account"), version: 1 };
            assert_eq!(check_many(tx, &social, &[Check { seen, bank_answer: None, why: None }])?.faults, []);
            activate_many(tx, &head, &[AccountSeen { version: 2, ..seen }])
        });
        assert_eq!(moved.expect("an active account").moved, 1);
    }

    /// Somebody with an account of their own.
    pub(super) fn with_account(&self, name: &str, dong: i64, number: &str) -> PersonId {
        let person = self.person(name, dong);
        self.account(person, Method::OwnAccount, name, number);
        person
    }

    /// Somebody whose money goes to Lê Thị Cúc's account.
    pub(super) fn with_proxy(&self, name: &str, dong: i64, number: &str) -> PersonId {
        let person = self.person(name, dong);
        let social = self.village.officer(Role::SocialOfficer);
        let judge = self.village.officer(Role::JudicialOfficer);
        let new = NewAuthorisation {
            person,
            kind: AuthorisationKind::Proxy,
            name: FullName::parse("Lê Thị Cúc").expect("a name"),
            citizen_id: CitizenId::parse("051180000007").expect("a number"),
            relation: "con".to_owned(),
            with_account: true,
            valid_from: date(2024, 1, 26),
            valid_until: None,
            paper: None,
        };
        self.db()
            .write(|tx| {
                let id = record_authorisations(tx, &social, std::slice::from_ref(&new))?.ids[0].expect("a paper");
                let seen = AuthorisationSeen { person, authorisation: id, version: 1 };
                confirm_authorisations(tx, &judge, &[seen]).map(drop)
            })
            .expect("a confirmed paper");
        self.account(person, Method::ProxyAccount, "LE THI CUC", number);
        person
    }

    /// The commune's list of the month, drawn up, approved and handed over.
    pub(super) fn hand_over(&self, month: &str) -> Vec<ListLine> {
        let month = Month::parse(month).expect("a month");
        let police = self.village.officer(Role::CommunePolice);
        let leader = self.village.officer(Role::CommuneLeader);
        let (places, place) = (self.village.desk.places(), self.village.place(BINH_TRI));
        let list = self.db().write(|tx| {
            let list = draft_list(tx, &police, &places, place, month)?.list().clone();
            let list = freeze_list(tx, &police, list.seen())?;
            let approval = ListApproval { seen: list.seen(), digest: list.digest.expect("a digest") };
            let list = approve_list(tx, &leader, &approval)?;
            hand_over_list(tx, &police, list.seen())
        });
        let list = list.expect("a list");
        let page = self.db().read(|tx| list_lines(tx, &police.scope, list.id, &LineFilter::default(), 100));
        page.expect("lines").lines
    }

    /// The month's list handed over, and its payments sent.
    pub(super) fn send(&self, month: &str) -> Cycle {
        self.hand_over(month);
        let folder = tempfile::tempdir().expect("a folder");
        self.town.send(month, folder.path())
    }

    /// The reference of a month's payment, by the last word of the holder's name.
    pub(super) fn reference(&self, month: &str, name: &str) -> String {
        references(self.db(), month)[name].clone()
    }

    /// Everything a person ever received by, the latest first.
    pub(super) fn accounts(&self, person: PersonId) -> Vec<Account> {
        let scope = self.town.officer().scope;
        self.db().read(|tx| list_of_person(tx, &scope, person)).expect("accounts")
    }

    /// What is or was held of a person.
    pub(super) fn holds(&self, person: PersonId) -> Vec<Hold> {
        let scope = self.town.officer().scope;
        self.db().read(|tx| load_person(tx, &scope, person)).expect("a person").holds
    }

    /// How many records of the trail tell of this.
    pub(super) fn told(&self, verb: &str) -> i64 {
        let row = self.db().read(|tx| tx.row("SELECT COUNT(*) FROM audit_record WHERE verb = $1", params![verb]));
        row.expect("a read").expect("a row").get(0).expect("a count")
    }
}

/// The line of a person.
pub(super) fn line_of(lines: &[ListLine], person: PersonId) -> &ListLine {
    lines.iter().find(|line| line.person == person).expect("a line")
}
