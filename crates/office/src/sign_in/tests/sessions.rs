use super::*;

#[test]
fn a_session_ends_when_idle_and_at_the_end_of_a_working_day() {
    each(|desk, clock| {
        settled(desk, "tran.an");
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        for _ in 0..13 {
            clock.pass(SignedDuration::from_mins(50));
            resume(desk, &entered).expect("used every fifty minutes");
        }
        clock.pass(SignedDuration::from_mins(50));
        resume(desk, &entered).expect("eleven hours and forty minutes");
        clock.pass(SignedDuration::from_mins(20));
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)), "twelve hours are over");

        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        clock.pass(SignedDuration::from_mins(59));
        resume(desk, &entered).expect("not idle yet");
        clock.pass(SignedDuration::from_mins(60));
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)), "idle");
    });
}

#[test]
fn a_session_that_is_looked_at_often_is_written_once_a_minute() {
    each(|desk, clock| {
        settled(desk, "tran.an");
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let began = resume(desk, &entered).expect("a session").session.seen_at;
        clock.pass(SignedDuration::from_secs(59));
        resume(desk, &entered).expect("a session");
        assert_eq!(resume(desk, &entered).expect("a session").session.seen_at, began);
        clock.pass(SignedDuration::from_secs(1));
        resume(desk, &entered).expect("a session");
        assert_eq!(resume(desk, &entered).expect("a session").session.seen_at, desk.now());
    });
}

#[test]
fn one_sees_and_ends_the_own_sessions_and_no_others() {
    each(|desk, _| {
        let here = settled(desk, "tran.an");
        let there = try_password(desk, "tran.an", PASSWORD).expect("in");
        let stranger = settled(desk, "le.binh");
        let own = desk.db().read(|tx| list_sessions(tx, &here)).expect("a list");
        assert_eq!(own.len(), 2);
        assert!(own.iter().all(|session| session.agent == "a browser" && session.address == "10.0.0.7"));
        let refused = desk.db().write(|tx| end_session(tx, &here, stranger.session.id));
        assert!(matches!(refused, Err(Refusal::NotFound { what: "session" })));

        let other = own.iter().find(|session| session.id != here.session.id).expect("the other session").id;
        desk.db().write(|tx| end_session(tx, &here, other)).expect("the own one ends");
        assert!(matches!(resume(desk, &there), Err(Refusal::SignedOut)));
        try_password(desk, "tran.an", PASSWORD).expect("in");
        try_password(desk, "tran.an", PASSWORD).expect("in");
        assert_eq!(desk.db().write(|tx| end_other_sessions(tx, &here)).expect("ended"), 2);
        assert_eq!(desk.db().read(|tx| list_sessions(tx, &here)).expect("a list").len(), 1);
    });
}

#[test]
fn signing_out_and_changing_the_password_end_what_they_say() {
    each(|desk, _| {
        settled(desk, "tran.an");
        let (one, other) = (
            try_password(desk, "tran.an", PASSWORD).expect("in"),
            try_password(desk, "tran.an", PASSWORD).expect("in"),
        );
        let signed_in = resume(desk, &one).expect("a session");
        let changed = change_password(desk, &signed_in, PASSWORD, "một câu khác hẳn").expect("a good password");
        assert!(matches!(resume(desk, &other), Err(Refusal::SignedOut)));
        let signed_in = resume(desk, &changed).expect("this one goes on");
        desk.db().write(|tx| sign_out(tx, &signed_in)).expect("out");
        assert!(matches!(resume(desk, &changed), Err(Refusal::SignedOut)));
    });
}

#[test]
fn the_form_token_is_bound_to_the_session_and_changes_with_the_cookie() {
    each(|desk, _| {
        let first = settled(desk, "tran.an");
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let second = resume(desk, &entered).expect("a session");
        assert_eq!(second.csrf, resume(desk, &entered).expect("a session").csrf);
        assert_ne!(first.csrf, second.csrf);
        assert!(!entered.token.reveal().contains(&second.csrf) && second.csrf.len() == 64);
    });
}

#[test]
fn what_nobody_asks_about_any_more_is_cleared_away() {
    each(|desk, clock| {
        let count = |table: &str| {
            let sql = format!("SELECT COUNT(*) FROM {table}");
            let row = desk.db().read(|tx| tx.row(&sql, params![])).expect("a read").expect("a row");
            row.get::<i64>(0).expect("a number")
        };
        let rows = || (count("sign_in_session"), count("sign_in_tries"), count("idempotency_reply"));
        settled(desk, "tran.an");
        let _ = try_password(desk, "ai đó", "sai hoàn toàn");
        let machine = machine(desk);
        let request = crate::idempotency::Request { endpoint: "e", key: "k", body: b"" };
        desk.db().write(|tx| crate::idempotency::begin(tx, &machine, &request)).expect("a key");
        desk.clear_old().expect("cleared");
        assert_eq!(rows(), (1, 2, 1), "nothing is old: tries are counted here and anywhere");
        clock.pass(SignedDuration::from_hours(25));
        desk.clear_old().expect("cleared");
        assert_eq!(rows(), (1, 0, 0), "a session is kept for questions");
        clock.pass(SignedDuration::from_hours(24 * 30));
        desk.clear_old().expect("cleared");
        assert_eq!(rows(), (0, 0, 0));
    });
}

#[test]
fn made_up_tokens_open_nothing() {
    each(|desk, _| {
        settled(desk, "tran.an");
        for token in ["", "0", &"0".repeat(64), "' OR 1=1 --", "\u{0}"] {
            assert!(matches!(desk.signed_in(token, &origin()), Err(Refusal::SignedOut)), "{token:?}");
            assert!(matches!(desk.service(token, &origin()), Err(Refusal::SignedOut)), "{token:?}");
        }
    });
}

#[test]
fn a_linked_identity_signs_in_and_an_unknown_one_does_not() {
    each(|desk, _| {
        let here = settled(desk, "tran.an");
        let proof = |subject: &'static str, second_factor| ExternalProof {
            issuer: "https://dangnhap.quangngai.gov.vn",
            subject,
            second_factor,
            origin: origin(),
            agent: "a browser",
        };
        let refused = sign_in_external(desk, &proof("u-1", ExternalSecondFactor::NotProven));
        assert!(matches!(refused, Err(Refusal::SignInRefused)));
        let machine = machine(desk);
        let link = |staff, subject: &str| {
            desk.db().write(|tx| link_external(tx, &machine, staff, "https://dangnhap.quangngai.gov.vn", subject))
        };
        link(here.staff.id, "u-1").expect("a link");
        link(here.staff.id, "u-1").expect("the same link again");
        let other = settled(desk, "le.binh").staff.id;
        assert!(matches!(link(other, "u-1"), Err(Refusal::ExternalIdentityTaken)));
        let in_now = sign_in_external(desk, &proof("u-1", ExternalSecondFactor::NotProven)).expect("in");
        assert_eq!(in_now.step, Step::In);

        appoint(desk, here.staff.id);
        let step = |second_factor| sign_in_external(desk, &proof("u-1", second_factor)).expect("in").step;
        assert_eq!(step(ExternalSecondFactor::NotProven), Step::MustEnrolSecondFactor);
        assert_eq!(step(ExternalSecondFactor::Proven), Step::In);

        link(here.staff.id, "u-2").expect("another name in place of the first");
        assert!(matches!(
            sign_in_external(desk, &proof("u-1", ExternalSecondFactor::Proven)),
            Err(Refusal::SignInRefused)
        ));
        assert!(matches!(resume(desk, &in_now), Err(Refusal::SignedOut)), "whoever came in by the first is out");
        let in_now = sign_in_external(desk, &proof("u-2", ExternalSecondFactor::Proven)).expect("in");

        let unlink =
            |tx: &mut db::Tx<'_>| unlink_external(tx, &machine, here.staff.id, "https://dangnhap.quangngai.gov.vn");
        assert!(resume(desk, &in_now).is_ok());
        desk.db().write(unlink).expect("unlinked");
        assert!(matches!(resume(desk, &in_now), Err(Refusal::SignedOut)), "whoever came in by it is out");
        let refused = sign_in_external(desk, &proof("u-2", ExternalSecondFactor::Proven));
        assert!(matches!(refused, Err(Refusal::SignInRefused)));
    });
}

#[test]
fn the_first_administrator_signs_in_with_the_chosen_password_and_enrols() {
    each(|desk, _| {
        first_administrator(desk, PASSWORD).expect("the first");
        let entered = try_password(desk, "quan.tri", PASSWORD).expect("in");
        assert_eq!(entered.step, Step::MustEnrolSecondFactor);
        let (_, entered, _) = enrol(desk, &resume(desk, &entered).expect("a session"));
        let signed_in = resume(desk, &entered).expect("a session");
        assert_eq!(signed_in.acting.role, Role::Administrator);
        assert!(signed_in.acting.scope.areas().is_empty(), "the administrator sees no beneficiary");
        assert!(signed_in.acting.ground_scope().covers(2_000_123), "but every office");
    });
}
