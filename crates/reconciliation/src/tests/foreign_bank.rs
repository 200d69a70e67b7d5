//! A bank that others wrote (mock-bank of the test set-up) takes our files and answers them.

use super::{each, nothing_is_lost, references, states};
use crate::{AnswerFault, Refusal, take_answer};
use payments::testing::{Line, Town};
use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, ChildStderr, Command, Stdio},
};

/// The account of the seeded customer whose payments it makes, and of a customer whose account is closed.
const OWN: &str = "ACME";

struct Bank {
    child: Child,
    /// Held open: the bank writes a line a request.
    _log: BufReader<ChildStderr>,
    base: String,
}

impl Bank {
    fn open() -> Bank {
        let program = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/python/bin/mock-bank");
        assert!(program.is_file(), "{} is missing: start the tests with scripts/test", program.display());
        let mut child = Command::new(program)
            .args(["--port", "0", "--clock", "2024-02-05T09:00"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the bank opens");
        let mut said = String::new();
        let mut log = BufReader::new(child.stderr.take().expect("a pipe"));
        log.read_line(&mut said).expect("its first line");
        let base = said.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Bank { base: format!("http://{base}"), child, _log: log }
    }

    fn get(&self, path: &str) -> String {
        let mut answer = ureq::get(format!("{}{path}", self.base)).call().expect("the bank answers");
        answer.body_mut().read_to_string().expect("text")
    }

    fn send(&self, method: &str, path: &str, body: &[u8]) -> String {
        let url = format!("{}{path}", self.base);
        let request = if method == "PATCH" { ureq::patch(url) } else { ureq::post(url) };
        let mut answer = request.content_type("application/json").send(body).expect("the bank answers");
        answer.body_mut().read_to_string().expect("text")
    }

    /// What lies in the mailbox, each message once.
    fn messages(&self) -> Vec<String> {
        let raw = self.get("/_mock/mailbox?raw");
        raw.split("<?xml").filter(|part| !part.trim().is_empty()).map(|part| format!("<?xml{part}")).collect()
    }
}

impl Drop for Bank {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The IBANs of the seed, by the bank's own word.
fn iban(bank: &Bank, id: &str) -> String {
    let accounts: serde_json::Value = serde_json::from_str(&bank.get("/_mock/accounts")).expect("JSON");
    let found = accounts.as_array().expect("a list").iter().find(|one| one["id"] == id);
    found.expect("a seeded account")["iban"].as_str().expect("text").to_owned()
}

fn take_all(town: &Town, bank: &Bank) -> usize {
    let officer = town.officer();
    let mut taken = 0;
    for message in bank.messages() {
        match town.desk.db().write(|tx| take_answer(tx, &officer, "mailbox", message.as_bytes())) {
            Ok(_) => taken += 1,
            // Statements and interbank returns lie in the same mailbox; they are other messages.
            Err(Refusal::Answer(AnswerFault::UnknownMessage)) => {}
            Err(refusal) => panic!("{refusal}: {message}"),
        }
    }
    taken
}

#[test]
fn a_foreign_bank_takes_our_file_and_its_answers_end_in_the_right_state() {
    each(|town| {
        let (bank, db) = (Bank::open(), town.desk.db());
        let own = format!("/_mock/accounts/{OWN}");
        bank.send("PATCH", &own, br#"{"currency": "VND", "balance": 9000000000}"#);
        set_payer(town, &iban(&bank, OWN));
        let closed = closed_account(&bank);
        let folder = tempfile::tempdir().expect("a folder");
        let lines = [Line::account(1, 540_000), Line::account(2, 720_000).to(&closed), Line::account(3, 360_000)];
        town.hand_over("2024-02", &lines);
        town.send("2024-02", folder.path());
        let of = references(db, "2024-02");
        let returned = serde_json::json!({
            "behaviour": "return-later",
            "parameters": { "days": 2, "reason": "AC04", "end_to_end_id": of["3"] },
        });
        bank.send("PATCH", &own, returned.to_string().as_bytes());
        let file = std::fs::read_dir(folder.path().join("bank")).expect("a folder").next().expect("a file");
        let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
        let checked: serde_json::Value =
            serde_json::from_str(&bank.send("POST", "/payments", &bytes)).expect("an answer");
        assert_eq!((&checked["accepted"], &checked["rejected"]), (&2.into(), &1.into()), "{checked}");
        take_all(town, &bank);
        bank.send("POST", "/_mock/advance?days=1", b"");
        take_all(town, &bank);
        assert_eq!(states(db), "paid 2, rejected 1");
        bank.send("POST", "/_mock/advance?days=7", b"");
        assert!(take_all(town, &bank) > 0);
        assert_eq!(states(db), "paid 1, rejected 1, returned 1");
        nothing_is_lost(db);
    });
}

fn closed_account(bank: &Bank) -> String {
    let accounts: serde_json::Value = serde_json::from_str(&bank.get("/_mock/accounts")).expect("JSON");
    let closed = accounts.as_array().expect("a list").iter().find(|one| one["behaviour"] == "closed-account");
    closed.expect("a closed account")["iban"].as_str().expect("text").to_owned()
}

fn set_payer(town: &Town, number: &str) {
    let head = town.head();
    let payer = payments::Payer {
        place: town.place,
        name: "Phòng LĐ-TB&XH huyện Bình Sơn".to_owned(),
        bin: kernel::Bin::parse("970405").expect("a bank"),
        number: kernel::AccountNumber::parse(number).expect("an account"),
    };
    town.desk.db().write(|tx| payments::set_payer(tx, &head, &payer)).expect("an account to pay from");
}
