//! The register, on both databases.

use super::*;
use crate::{
    Acting, Area, Refusal, Role, Scope,
    places::{Places, TREE_SPAN},
    somebody::somebody,
};
use db::{Db, Tx, params};
use jiff::civil::{Date, date};

fn places() -> &'static Places {
    Places::built_in()
}

fn place(code: &str) -> i64 {
    places().find(code, date(2024, 1, 25)).expect("a unit").place
}

fn area(code: &str) -> Area {
    places().area(place(code)).expect("a unit")
}

fn scope(code: &str) -> Scope {
    Scope::over(vec![area(code)])
}

fn officer() -> Acting {
    somebody(1, Role::LabourOfficer, Some(area("524")))
}

fn draft(number: &str, issued_on: Date) -> Draft {
    Draft {
        number: Some(LetterNumber::parse(number).expect("a number")),
        kind: LetterKind::OfficialLetter,
        issued_on,
        issuer: "UBND huyện Bình Sơn".to_owned(),
        about: "V/v đẩy mạnh chi trả an sinh xã hội không dùng tiền mặt".to_owned(),
        place: place("524"),
        bases: Vec::new(),
    }
}

fn s0() -> Draft {
    draft("275/UBND-VX", date(2024, 1, 25))
}

fn enter(db: &Db, draft: &Draft) -> Registered {
    db.write(|tx| register(tx, &officer(), places(), draft, None)).expect("registered")
}

fn listed(db: &Db, scope: &Scope, filter: &LetterFilter) -> Vec<String> {
    let found = db.read(|tx: &mut Tx<'_>| list(tx, scope, places(), filter)).expect("a list");
    found.iter().map(|letter| letter.draft.number.as_ref().map_or("none", LetterNumber::as_str).to_owned()).collect()
}

#[test]
fn a_letter_is_cited_in_the_official_form() {
    assert_eq!(s0().cite(), "Công văn số 275/UBND-VX ngày 25/01/2024 của UBND huyện Bình Sơn");
    let unnumbered = Draft {
        number: None,
        issued_on: date(2024, 1, 15),
        issuer: "Tổ Đề án 06 thành phố Vũng Tàu".to_owned(),
        ..s0()
    };
    assert_eq!(unnumbered.cite(), "Công văn ngày 15/01/2024 của Tổ Đề án 06 thành phố Vũng Tàu");
}

#[test]
fn a_letter_is_entered_found_and_corrected() {
    db::testing::on_both(|db| {
        let basis = enter(db, &draft("29/LĐTBXH", date(2024, 1, 16))).letter;
        let entered = enter(db, &Draft { bases: vec![basis.id], ..s0() }).letter;
        let found = db.read(|tx| find(tx, &scope("524"), places(), entered.id)).expect("a read").expect("a letter");
        assert_eq!(found, entered);
        assert_eq!(found.draft.bases, [basis.id]);
        let fixed = Draft { about: "V/v chi trả qua tài khoản".to_owned(), ..entered.draft.clone() };
        let seen = (entered.id, entered.version);
        let after = db.write(|tx| correct(tx, &officer(), places(), seen, &fixed, "Gõ thiếu")).expect("corrected");
        assert_eq!((after.version, after.draft.about.as_str()), (2, "V/v chi trả qua tài khoản"));
        let stale = db.write(|tx| correct(tx, &officer(), places(), seen, &fixed, "")).expect_err("saw version 1");
        assert!(matches!(stale, Refusal::VersionMoved { seen: Some(1), now: Some(2) }));
        let trail = |tx: &mut Tx<'_>| {
            let sql = "SELECT verb, was, became FROM audit_record WHERE subject = $1 ORDER BY id";
            tx.rows(sql, params![entered.id.to_string()])?.iter().map(|row| Ok((row.get(0)?, row.find(1)?))).collect()
        };
        let trail: Vec<(String, Option<String>)> = db.read::<_, db::DbError>(trail).expect("the trail");
        assert_eq!(trail.len(), 2);
        let before = trail.iter().find(|(verb, _)| verb == "letter.correct").and_then(|(_, was)| was.clone());
        assert!(before.expect("what it said before").contains("không dùng tiền mặt"));
    });
}

#[test]
fn the_same_letter_is_not_entered_twice_and_a_slip_in_the_day_shows() {
    db::testing::on_both(|db| {
        // One letter prints the prime minister's telegram 03 as of 4 and of 14 January 2024.
        let telegram = |day| Draft {
            kind: LetterKind::Telegram,
            issuer: "Thủ tướng Chính phủ".to_owned(),
            ..draft("03/CĐ-TTg", day)
        };
        let first = enter(db, &telegram(date(2024, 1, 4)));
        assert!(first.similar.is_empty());
        let second = enter(db, &telegram(date(2024, 1, 14)));
        assert_eq!(second.similar, [first.letter.id]);
        let again = Draft { issuer: "THỦ TƯỚNG chính phủ".to_owned(), ..telegram(date(2024, 1, 4)) };
        let refused = db.write(|tx| register(tx, &officer(), places(), &again, None)).expect_err("twice");
        assert!(matches!(refused, Refusal::LetterRegistered { letter } if letter == first.letter.id));
        let seen = (second.letter.id, 1);
        let moved = telegram(date(2024, 1, 4));
        let refused = db.write(|tx| correct(tx, &officer(), places(), seen, &moved, "Ngày đúng")).expect_err("twice");
        assert!(matches!(refused, Refusal::LetterRegistered { .. }));
    });
}

#[test]
fn a_register_is_seen_from_inside_and_from_below() {
    db::testing::on_both(|db| {
        enter(db, &s0());
        let commune = Draft { place: place("21112"), ..draft("12/UBND", date(2024, 1, 20)) };
        enter(db, &commune);
        let national = Draft { place: TREE_SPAN, ..draft("05/CT-TTg", date(2023, 2, 23)) };
        let ministry = somebody(3, Role::MinistryOfficer, Some(places().area(TREE_SPAN).expect("the country")));
        db.write(|tx| register(tx, &ministry, places(), &national, None)).expect("registered");
        let all = LetterFilter::default();
        assert_eq!(listed(db, &scope("524"), &all), ["275/UBND-VX", "12/UBND", "05/CT-TTg"]);
        assert_eq!(listed(db, &scope("21112"), &all), ["275/UBND-VX", "12/UBND", "05/CT-TTg"]);
        assert_eq!(listed(db, &scope("21040"), &all), ["275/UBND-VX", "05/CT-TTg"], "not the neighbour's");
        assert_eq!(listed(db, &scope("747"), &all), ["05/CT-TTg"]);
        assert_eq!(listed(db, &Scope::nowhere(), &all), Vec::<String>::new());
        let refused = db.write(|tx| register(tx, &officer(), places(), &national, None)).expect_err("not theirs");
        assert!(matches!(refused, Refusal::OutsideArea));
        let police = somebody(4, Role::Payer, Some(area("524")));
        let refused = db.write(|tx| register(tx, &police, places(), &s0(), None)).expect_err("not a payer's");
        assert!(matches!(refused, Refusal::NotAllowed { .. }));
    });
}

#[test]
fn the_register_is_searched_by_words_kinds_and_days() {
    db::testing::on_both(|db| {
        enter(db, &s0());
        enter(
            db,
            &Draft {
                kind: LetterKind::Plan,
                about: "Kế hoạch mở tài khoản".to_owned(),
                ..draft("10/KH-UBND", date(2023, 12, 1))
            },
        );
        for day in 1..=28 {
            enter(db, &Draft { about: "Báo cáo ngày".to_owned(), ..draft(&format!("{day}/BC"), date(2023, 2, day)) });
            enter(db, &Draft { about: "Báo cáo ngày".to_owned(), ..draft(&format!("{day}/BC"), date(2023, 3, day)) });
        }
        let words = |words: &str| LetterFilter { words: words.to_owned(), ..LetterFilter::default() };
        assert_eq!(listed(db, &scope("524"), &words("tien mat binh son")), ["275/UBND-VX"]);
        assert_eq!(listed(db, &scope("524"), &words("275 ubnd")), ["275/UBND-VX"]);
        let plans = LetterFilter { kind: Some(LetterKind::Plan), ..LetterFilter::default() };
        assert_eq!(listed(db, &scope("524"), &plans), ["10/KH-UBND"]);
        let january =
            LetterFilter { from: Some(date(2024, 1, 1)), until: Some(date(2024, 1, 31)), ..LetterFilter::default() };
        assert_eq!(listed(db, &scope("524"), &january), ["275/UBND-VX"]);
        let communes = LetterFilter { area: Some(area("21112")), ..LetterFilter::default() };
        assert_eq!(listed(db, &scope("524"), &communes), Vec::<String>::new());
        // Two pages hold all of them once.
        let first = db.read(|tx| list(tx, &scope("524"), places(), &LetterFilter::default())).expect("a page");
        assert_eq!(first.len(), LETTERS_PAGE);
        let last = first.last().map(|letter| (letter.draft.issued_on, letter.id));
        let rest = LetterFilter { after: last, ..LetterFilter::default() };
        let rest = db.read(|tx| list(tx, &scope("524"), places(), &rest)).expect("a page");
        assert_eq!(first.len() + rest.len(), 58);
        assert!(rest.iter().all(|letter| !first.iter().any(|other| other.id == letter.id)));
    });
}

#[test]
fn a_file_comes_back_as_it_was_sent() {
    db::testing::on_both(|db| {
        let file = NewFile { name: "275.pdf".to_owned(), content: b"%PDF-1.7\n\x00\xff".to_vec() };
        let entered = db.write(|tx| register(tx, &officer(), places(), &s0(), Some(&file))).expect("registered").letter;
        let read = |id| db.read(|tx| read_file(tx, &scope("21112"), places(), id)).expect("a read");
        let (known, content) = read(entered.id).expect("a file");
        assert_eq!((known.form, content), (FileForm::Pdf, file.content.clone()));
        let other = NewFile { name: "275-ky-so.pdf".to_owned(), content: b"%PDF-1.7 signed".to_vec() };
        let after = db.write(|tx| attach_file(tx, &officer(), places(), (entered.id, 1), &other)).expect("attached");
        assert_eq!((after.version, read(entered.id).expect("a file").1), (2, other.content.clone()));
        let hidden = db.read(|tx| read_file(tx, &scope("747"), places(), entered.id)).expect("a read");
        assert!(hidden.is_none());
        let page = NewFile { name: "275.pdf".to_owned(), content: b"<script>".to_vec() };
        let refused = db.write(|tx| attach_file(tx, &officer(), places(), (entered.id, 2), &page)).expect_err("no PDF");
        assert!(matches!(refused, Refusal::Letter(LetterFault::FileForm)));
    });
}

#[test]
fn an_entry_that_cannot_be_is_refused() {
    db::testing::on_sqlite(|db| {
        let fault = |draft: Draft| match db.write(|tx| register(tx, &officer(), places(), &draft, None)) {
            Err(Refusal::Letter(fault)) => fault,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            fault(Draft { issuer: " ".to_owned(), ..s0() }),
            LetterFault::Text { field: "issuer", longest: 200 }
        );
        assert_eq!(fault(Draft { issued_on: date(2024, 1, 26), ..s0() }), LetterFault::IssuedLater);
        let unknown = officer().new_id();
        assert_eq!(fault(Draft { bases: vec![unknown], ..s0() }), LetterFault::Basis { basis: unknown });
        let known = enter(db, &s0()).letter.id;
        let twice = Draft { bases: vec![known, known], ..draft("9/KH", date(2024, 1, 2)) };
        assert_eq!(fault(twice), LetterFault::Basis { basis: known });
        let refused =
            db.write(|tx| correct(tx, &officer(), places(), (known, 1), &Draft { bases: vec![known], ..s0() }, "x"));
        assert!(matches!(refused, Err(Refusal::Letter(LetterFault::Basis { .. }))), "not on itself");
    });
}

#[test]
fn a_letter_outside_the_area_takes_no_number_and_is_not_told_of() {
    db::testing::on_both(|db| {
        let elsewhere = somebody(2, Role::LabourOfficer, Some(area("525")));
        let theirs = Draft { place: place("525"), issuer: "UBND xã Bình Minh".to_owned(), ..s0() };
        db.write(|tx| register(tx, &elsewhere, places(), &theirs, None)).expect("entered elsewhere");
        let ours = Draft { issuer: "UBND xã Bình Minh".to_owned(), ..s0() };
        let entered = enter(db, &ours);
        assert_eq!(entered.similar, [], "what one does not see is not told of");
        let later = Draft { issued_on: date(2024, 1, 24), ..ours.clone() };
        assert_eq!(enter(db, &later).similar, [entered.letter.id]);
        let again = db.write(|tx| register(tx, &officer(), places(), &ours, None));
        assert!(matches!(again, Err(Refusal::LetterRegistered { letter }) if letter == entered.letter.id));
        let seen = (entered.letter.id, entered.letter.version);
        let other_day = Draft { issued_on: date(2024, 1, 24), ..ours.clone() };
        let moved = db.write(|tx| correct(tx, &officer(), places(), seen, &other_day, "x"));
        assert!(matches!(moved, Err(Refusal::LetterRegistered { .. })));
    });
}

#[test]
fn a_unit_below_takes_no_number_of_the_unit_above() {
    db::testing::on_both(|db| {
        let below = enter(db, &Draft { place: place("21040"), ..s0() }).letter;
        let entered = enter(db, &s0());
        assert_eq!(entered.similar, [below.id], "it is shown to whoever looks after both");
        let commune = somebody(3, Role::SocialOfficer, Some(area("21043")));
        let again = db.write(|tx| register(tx, &commune, places(), &Draft { place: place("21043"), ..s0() }, None));
        assert!(matches!(again, Err(Refusal::LetterRegistered { letter }) if letter == entered.letter.id));
    });
}
