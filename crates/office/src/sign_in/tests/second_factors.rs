use super::*;

#[test]
fn an_approver_enrols_before_anything_else_and_proves_it_at_each_sign_in() {
    each(|desk, clock| {
        let signed_in = settled(desk, "tran.an");
        appoint(desk, signed_in.staff.id);
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        assert_eq!(entered.step, Step::MustEnrolSecondFactor);
        let signed_in = resume(desk, &entered).expect("a session");
        assert_eq!(signed_in.acting.role, Role::Visitor, "a role without its second factor is none");

        let (enrolment, entered, codes) = enrol(desk, &signed_in);
        assert_eq!((entered.step, codes.len()), (Step::In, 10));
        assert!(enrolment.uri.starts_with("otpauth://totp/An%20Sinh:tran.an?secret="), "{}", enrolment.uri);
        assert_eq!(resume(desk, &entered).expect("a session").acting.role, Role::Administrator);

        clock.pass(SignedDuration::from_mins(5));
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        assert_eq!(entered.step, Step::SecondFactor);
        let signed_in = resume(desk, &entered).expect("a session");
        assert!(matches!(prove_second_factor(desk, &signed_in, "000000"), Err(Refusal::CodeWrong)));
        let code = code_of(&enrolment, desk);
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        let proven = prove_second_factor(desk, &signed_in, &spaced).expect("the code is right");
        assert_eq!(proven.step, Step::In);
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)), "the cookie of before is dead");
    });
}

#[test]
fn nothing_is_done_before_its_step() {
    each(|desk, _| {
        let (_, start) = person(desk, "tran.an", "Trần Thị An");
        let entered = try_password(desk, "tran.an", start.reveal()).expect("in");
        let signed_in = resume(desk, &entered).expect("a session");
        let first = |refused: Result<(), Refusal>| {
            assert!(matches!(refused, Err(Refusal::StepFirst { step: Step::MustChangePassword })), "{refused:?}");
        };
        first(begin_second_factor(desk, &signed_in).map(drop));
        first(replace_second_factor(desk, &signed_in, "123456").map(drop));
        first(confirm_second_factor(desk, &signed_in, "123456").map(drop));
        first(prove_second_factor(desk, &signed_in, "123456").map(drop));
        first(new_recovery_codes(desk, &signed_in, "123456").map(drop));
        first(remove_second_factor(desk, &signed_in, "123456"));
    });
}

#[test]
fn a_code_counts_once_even_for_two_at_once() {
    each(|desk, clock| {
        let (enrolment, ..) = enrol(desk, &settled(desk, "tran.an"));
        clock.pass(SignedDuration::from_mins(5));
        let sessions: Vec<SignedIn> = (0..4)
            .map(|_| try_password(desk, "tran.an", PASSWORD).and_then(|entered| resume(desk, &entered)).expect("in"))
            .collect();
        let code = code_of(&enrolment, desk);
        let proven: Vec<bool> = std::thread::scope(|threads| {
            let prove = |session| prove_second_factor(desk, session, &code).is_ok();
            let started: Vec<_> = sessions.iter().map(|session| threads.spawn(move || prove(session))).collect();
            started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert_eq!(proven.iter().filter(|proven| **proven).count(), 1);
    });
}

#[test]
fn the_code_that_enrolled_is_used_up() {
    each(|desk, _| {
        let (enrolment, ..) = enrol(desk, &settled(desk, "tran.an"));
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let signed_in = resume(desk, &entered).expect("a session");
        let refused = prove_second_factor(desk, &signed_in, &code_of(&enrolment, desk));
        assert!(matches!(refused, Err(Refusal::CodeWrong)));
        let next = code_after(&enrolment, desk, SignedDuration::from_secs(30));
        prove_second_factor(desk, &signed_in, &next).expect("a clock half a minute ahead is heard");
    });
}

#[test]
fn a_recovery_code_opens_once() {
    each(|desk, _| {
        let (_, entered, codes) = enrol(desk, &settled(desk, "tran.an"));
        let left = |entered: &Entered| {
            let signed_in = resume(desk, entered).expect("a session");
            desk.db().read(|tx| recovery_codes_left(tx, &signed_in)).expect("a count")
        };
        assert_eq!(left(&entered), 10);
        let try_code = |code: &str| {
            let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
            prove_second_factor(desk, &resume(desk, &entered).expect("a session"), code)
        };
        let typed = codes[3].to_uppercase().replace('-', " ");
        let entered = try_code(&typed).expect("the first time");
        assert_eq!(left(&entered), 9);
        assert!(matches!(try_code(&codes[3]), Err(Refusal::CodeWrong)));

        let signed_in = resume(desk, &entered).expect("a session");
        assert!(matches!(new_recovery_codes(desk, &signed_in, "000000"), Err(Refusal::CodeWrong)));
        let fresh = new_recovery_codes(desk, &signed_in, &codes[5]).expect("new codes");
        assert!(trail(desk).contains(&"second_factor.recovery_codes".to_owned()));
        assert!(matches!(try_code(&codes[4]), Err(Refusal::CodeWrong)), "the old ones count no more");
        try_code(&fresh[0]).expect("the new ones do");
    });
}

#[test]
fn wrong_codes_make_the_account_wait_whatever_the_password() {
    each(|desk, clock| {
        enrol(desk, &settled(desk, "tran.an"));
        clock.pass(SignedDuration::from_mins(5));
        let try_code = || {
            let entered = try_password(desk, "tran.an", PASSWORD).expect("the password is right each time");
            prove_second_factor(desk, &resume(desk, &entered).expect("a session"), "000000").err()
        };
        for _ in 0..5 {
            assert!(matches!(try_code(), Some(Refusal::CodeWrong)));
        }
        assert!(matches!(try_code(), Some(Refusal::TooManyTries { .. })));
    });
}

#[test]
fn a_reset_lets_the_person_enrol_anew_and_ends_the_sessions() {
    each(|desk, _| {
        let (_, entered, codes) = enrol(desk, &settled(desk, "tran.an"));
        let staff = resume(desk, &entered).expect("a session").staff.id;
        let machine = machine(desk);
        let reset = |tx: &mut db::Tx<'_>| staff::reset_second_factor(tx, &machine, staff, "mất điện thoại");
        desk.db().write(reset).expect("the way back");
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)));
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        assert_eq!(entered.step, Step::In);
        let signed_in = resume(desk, &entered).expect("a session");
        assert!(!signed_in.has_second_factor);
        assert!(matches!(new_recovery_codes(desk, &signed_in, &codes[0]), Err(Refusal::NotFound { .. })), "{codes:?}");
    });
}

#[test]
fn a_second_factor_is_removed_by_its_owner_unless_a_role_needs_it() {
    each(|desk, _| {
        let (_, entered, _) = enrol(desk, &settled(desk, "tran.an"));
        let signed_in = resume(desk, &entered).expect("a session");
        appoint(desk, signed_in.staff.id);
        let refused = remove_second_factor(desk, &signed_in, "123456");
        assert!(matches!(refused, Err(Refusal::SecondFactorNeeded { role: Role::Administrator })));

        let (_, entered, codes) = enrol(desk, &settled(desk, "le.binh"));
        let signed_in = resume(desk, &entered).expect("a session");
        assert!(matches!(remove_second_factor(desk, &signed_in, "000000"), Err(Refusal::CodeWrong)));
        remove_second_factor(desk, &signed_in, &codes[0]).expect("no role needs it");
        assert!(trail(desk).contains(&"second_factor.remove".to_owned()));
        assert_eq!(try_password(desk, "le.binh", PASSWORD).expect("in").step, Step::In);
    });
}

#[test]
fn enrolling_another_telephone_keeps_the_first_until_the_code_is_right() {
    each(|desk, clock| {
        let (first, first_entered, codes) = enrol(desk, &settled(desk, "tran.an"));
        let signed_in = resume(desk, &first_entered).expect("a session");
        assert!(matches!(begin_second_factor(desk, &signed_in), Err(Refusal::CodeWrong)), "not without a code");
        assert!(matches!(replace_second_factor(desk, &signed_in, "000000"), Err(Refusal::CodeWrong)));
        let second = replace_second_factor(desk, &signed_in, &codes[0]).expect("an enrolment");
        assert_eq!(begin_second_factor(desk, &signed_in).expect("a reloaded page").secret, second.secret);
        assert_ne!(first.secret, second.secret);
        clock.pass(SignedDuration::from_mins(2));
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let other = resume(desk, &entered).expect("a session");
        prove_second_factor(desk, &other, &code_of(&first, desk)).expect("the first still counts");

        let signed_in = resume(desk, &first_entered).expect("a session");
        confirm_second_factor(desk, &signed_in, &code_of(&second, desk)).expect("the second is right");
        clock.pass(SignedDuration::from_mins(2));
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let other = resume(desk, &entered).expect("a session");
        assert!(matches!(prove_second_factor(desk, &other, &code_of(&first, desk)), Err(Refusal::CodeWrong)));
        prove_second_factor(desk, &other, &code_of(&second, desk)).expect("the second counts");
    });
}

#[test]
fn an_enrolment_planted_in_another_session_is_not_taken_up() {
    each(|desk, clock| {
        let signed_in = settled(desk, "tran.an");
        let planted = begin_second_factor(desk, &signed_in).expect("an enrolment");
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let owner = resume(desk, &entered).expect("a session");
        let own = begin_second_factor(desk, &owner).expect("an enrolment");
        assert_ne!(planted.secret, own.secret);
        let late = confirm_second_factor(desk, &signed_in, &code_of(&planted, desk));
        assert!(matches!(late, Err(Refusal::NotFound { what: "enrolment" })), "the planted one is over");
        clock.pass(SignedDuration::from_mins(29));
        let owner = resume(desk, &entered).expect("a session");
        assert_eq!(begin_second_factor(desk, &owner).expect("still under way").secret, own.secret);
        clock.pass(SignedDuration::from_mins(2));
        let owner = resume(desk, &entered).expect("a session");
        assert_ne!(begin_second_factor(desk, &owner).expect("a new one").secret, own.secret);
    });
}

#[test]
fn the_database_holds_no_secret_of_an_app_and_no_recovery_code() {
    each(|desk, _| {
        let (enrolment, _, codes) = enrol(desk, &settled(desk, "tran.an"));
        let secret = Secret::try_from_base32(&enrolment.secret).expect("base32");
        let row = desk.db().read(|tx| tx.row("SELECT handle FROM sign_in_factor", params![])).expect("a read");
        let handle: Vec<u8> = row.expect("a row").get(0).expect("a handle");
        assert!(!secret.as_bytes().starts_with(&handle));
        let rows = desk.db().read(|tx| tx.rows("SELECT digest FROM sign_in_recovery_code", params![]));
        for row in rows.expect("a read") {
            let kept: Vec<u8> = row.get(0).expect("a digest");
            assert!(codes.iter().all(|code| digest(code) != kept && digest(&code.replace('-', "")) != kept));
        }
    });
}

#[test]
fn codes_are_those_of_rfc_6238() {
    // Appendix B of the RFC, SHA-1, cut to six digits.
    let app = Builder::new().with_secret(b"12345678901234567890".to_vec()).build().expect("an app");
    for (seconds, code) in
        [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
    {
        assert_eq!(app.generate(seconds).to_string(), code);
    }
}
