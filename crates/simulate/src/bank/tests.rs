//! What the bank does.

use super::*;

fn order(id: &str, count: usize) -> Vec<u8> {
    let payments: Vec<String> = (1..=count)
        .map(|number| {
            format!(
                "<CdtTrfTxInf><PmtId><InstrId>{id}/{number}</InstrId><EndToEndId>{id}-{number}</EndToEndId></PmtId>\
                 <Amt><InstdAmt Ccy=\"VND\">1000</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId>\
                 <MmbId>970405</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt><CdtrAcct><Id><Othr><Id>15{number:06}</Id>\
                 </Othr></Id></CdtrAcct></CdtTrfTxInf>"
            )
        })
        .collect();
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr>\
         <MsgId>{id}</MsgId><NbOfTxs>{count}</NbOfTxs><CtrlSum>{}</CtrlSum></GrpHdr><PmtInf>\
         <PmtInfId>{id}</PmtInfId>{}</PmtInf></CstmrCdtTrfInitn></Document>",
        count * 1_000,
        payments.concat()
    )
    .into_bytes()
}

fn now() -> Timestamp {
    "2024-02-05T03:00:00Z".parse().expect("an instant")
}

fn text(answers: &[Answer], tail: &str) -> String {
    let found = answers.iter().find(|answer| answer.name.ends_with(tail));
    String::from_utf8(found.map(|answer| answer.bytes.clone()).unwrap_or_default()).expect("text")
}

#[test]
fn every_payment_is_refused_or_booked_and_only_booked_ones_come_back() {
    let mut bank = Bank::new(7, Habits { closed: 100, returned: 100, deceased: 50, ..Habits::default() });
    let answers = bank.answer(&order("M1", 1_000), now()).expect("answers");
    let count = |tail: &str, word: &str| text(&answers, tail).matches(word).count();
    let (refused, kept, came) = (
        count("pain002.xml", "<TxSts>RJCT"),
        count("M1.camt054.xml", "<Ntry>"),
        count("returned-camt054.xml", "<Ntry>"),
    );
    assert_eq!(refused + kept, 1_000);
    assert!((60..140).contains(&refused) && (100..200).contains(&came), "{refused} {came}");
    assert!(count("returned-camt054.xml", "MD07") > 0);
    let again = Bank::new(7, bank.habits.clone()).answer(&order("M1", 1_000), now()).expect("answers");
    assert_eq!(again, answers);
    assert_ne!(Bank::new(8, bank.habits.clone()).answer(&order("M1", 1_000), now()).expect("answers"), answers);
}

#[test]
fn a_message_id_seen_before_and_wrong_sums_are_refused_as_a_whole() {
    let mut bank = Bank::new(7, Habits::default());
    bank.answer(&order("M1", 3), now()).expect("answers");
    assert!(text(&bank.answer(&order("M1", 3), now()).expect("answers"), "pain002.xml").contains("DUPL"));
    let wrong = String::from_utf8(order("M2", 3)).expect("text");
    let with = |from: &str, to: &str| wrong.replace(from, to).into_bytes();
    assert!(text(&bank.answer(&with(">3000<", ">3001<"), now()).expect("answers"), "pain002.xml").contains("AM10"));
    let mut bank = Bank::new(7, Habits::default());
    assert!(text(&bank.answer(&with(">3</Nb", ">4</Nb"), now()).expect("answers"), "pain002.xml").contains("AM18"));
    assert!(bank.answer(b"hello", now()).is_err());
    assert!(bank.answer(&with(">1000<", ">1000.5<"), now()).is_err());
}

#[test]
fn a_silent_bank_says_nothing_and_a_doubling_one_everything_twice() {
    let silent = Habits { silent: 1_000, ..Habits::default() };
    assert_eq!(Bank::new(7, silent).answer(&order("M1", 3), now()), Ok(Vec::new()));
    let doubled = Habits { doubled: 1_000, ..Habits::default() };
    let answers = Bank::new(7, doubled).answer(&order("M1", 3), now()).expect("answers");
    assert!(answers.iter().any(|answer| answer.name.ends_with(".again.xml")));
    let rejects = Habits { rejected_files: 1_000, ..Habits::default() };
    let answers = Bank::new(7, rejects).answer(&order("M1", 3), now()).expect("answers");
    assert!(answers.len() == 1 && text(&answers, "pain002.xml").contains("FF01"));
}

#[test]
fn a_bank_that_knows_its_accounts_answers_by_them_and_not_by_chance() {
    let table = "bin,number,holder,state\n970405,15000001,A,closed\n970405,15000002,B,frozen\n970405,15000003,C,open\n\
                 970418,15000004,D,closed\n";
    let accounts = || Accounts::read(table.as_bytes()).expect("a table");
    let answer =
        |habits: Habits| Bank::new(7, habits).knowing(accounts()).answer(&order("M1", 4), now()).expect("answers");
    // By chance everybody's account would be closed; the third is known to be open, the fourth is of another bank.
    let answers = answer(Habits { closed: 1_000, returned: 0, ..Habits::default() });
    let report = text(&answers, "pain002.xml");
    for (reference, code) in [("M1-1", "AC04"), ("M1-2", "AC06"), ("M1-4", "AC04")] {
        let told =
            format!("<OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>{code}<");
        assert!(report.contains(&told), "{reference}: {report}");
    }
    assert!(!report.contains("M1-3") && text(&answers, "M1.camt054.xml").contains("M1-3"));
    // Without the habit of closing at once, a closed account comes back later.
    let late = answer(Habits { closed: 0, returned: 4, deceased: 0, ..Habits::default() });
    let back = text(&late, "returned-camt054.xml");
    assert!(back.contains("M1-1") && back.contains("AC04") && !back.contains("M1-4"), "{back}");
    assert!(Accounts::read("bin,number\n1,2\n".as_bytes()).is_err(), "another table");
}
