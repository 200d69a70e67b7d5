use super::*;

#[test]
fn a_new_person_changes_the_start_password_first_and_is_then_in() {
    each(|desk, _| {
        let (staff, start) = person(desk, "tran.an", "Trần Thị An");
        let entered = try_password(desk, "TRAN.AN ", start.reveal()).expect("the start password opens");
        assert_eq!(entered.step, Step::MustChangePassword);
        let signed_in = resume(desk, &entered).expect("a session");
        assert_eq!((signed_in.staff.id, signed_in.acting.role), (staff.id, Role::Visitor));

        let refused = change_password(desk, &signed_in, start.reveal(), "Matkhau@2024");
        assert!(matches!(refused, Err(Refusal::Password(PasswordFault::Common))));
        let refused = change_password(desk, &signed_in, start.reveal(), start.reveal());
        assert!(matches!(refused, Err(Refusal::Password(PasswordFault::Unchanged))));
        let refused = change_password(desk, &signed_in, "không phải mật khẩu cũ", PASSWORD);
        assert!(matches!(refused, Err(Refusal::PasswordWrong)));

        let changed = change_password(desk, &signed_in, start.reveal(), PASSWORD).expect("a good password");
        assert_eq!(changed.step, Step::In);
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)), "the old cookie is dead");
        assert!(matches!(try_password(desk, "tran.an", start.reveal()), Err(Refusal::SignInRefused)));
        assert_eq!(try_password(desk, "tran.an", PASSWORD).expect("the new one opens").step, Step::In);
    });
}

#[test]
fn a_wrong_name_and_a_wrong_password_are_told_apart_by_nobody() {
    each(|desk, _| {
        person(desk, "tran.an", "Trần Thị An");
        for login in ["tran.an", "nguyen.binh", "không phải tên", ""] {
            assert!(matches!(try_password(desk, login, "sai hoàn toàn"), Err(Refusal::SignInRefused)), "{login}");
        }
    });
}

#[test]
fn wrong_tries_make_the_account_wait_whether_there_is_one_or_not() {
    each(|desk, clock| {
        person(desk, "tran.an", "Trần Thị An");
        for login in ["tran.an", "nguyen.binh"] {
            for _ in 0..5 {
                assert!(matches!(try_password(desk, login, "sai hoàn toàn"), Err(Refusal::SignInRefused)));
            }
            let refused = try_password(desk, login, "sai hoàn toàn").expect_err("a refusal");
            let Refusal::TooManyTries { until } = refused else { panic!("{refused:?}") };
            assert_eq!(until, desk.now() + SignedDuration::from_mins(1));
        }
        clock.pass(SignedDuration::from_mins(1));
        assert!(matches!(try_password(desk, "tran.an", "sai hoàn toàn"), Err(Refusal::SignInRefused)));
        let refused = try_password(desk, "tran.an", "sai hoàn toàn").expect_err("a refusal");
        let Refusal::TooManyTries { until } = refused else { panic!("{refused:?}") };
        assert_eq!(until, desk.now() + SignedDuration::from_mins(2), "the wait grows");
    });
}

#[test]
fn time_a_right_password_or_an_administrator_ends_the_wait() {
    each(|desk, clock| {
        let (staff, start) = person(desk, "tran.an", "Trần Thị An");
        let wait = || {
            while !matches!(try_password(desk, "tran.an", "sai hoàn toàn"), Err(Refusal::TooManyTries { .. })) {}
        };
        wait();
        assert!(matches!(try_password(desk, "tran.an", start.reveal()), Err(Refusal::TooManyTries { .. })));
        clock.pass(SignedDuration::from_mins(1));
        try_password(desk, "tran.an", start.reveal()).expect("time has passed");

        wait();
        let machine = machine(desk);
        desk.db().write(|tx| staff::unlock(tx, &machine, staff.id)).expect("the way back");
        try_password(desk, "tran.an", start.reveal()).expect("the administrator opened");
        for _ in 0..4 {
            assert!(matches!(try_password(desk, "tran.an", "sai hoàn toàn"), Err(Refusal::SignInRefused)));
        }
        try_password(desk, "tran.an", start.reveal()).expect("four wrong tries cost nothing");
    });
}

fn try_from(desk: &Desk, address: &str, password: &str) -> Result<Entered, Refusal> {
    let origin = Origin { address: address.to_owned(), request: "r-1".to_owned() };
    sign_in(desk, &Attempt { login: "tran.an", password, origin, agent: "a browser" })
}

#[test]
fn a_strangers_tries_keep_the_stranger_out_and_not_the_right_person() {
    each(|desk, clock| {
        let (_, start) = person(desk, "tran.an", "Trần Thị An");
        for _ in 0..5 {
            assert!(matches!(try_from(desk, "203.0.113.9", "sai hoàn toàn"), Err(Refusal::SignInRefused)));
        }
        let Err(Refusal::TooManyTries { until }) = try_from(desk, "203.0.113.9", start.reveal()) else {
            panic!("the stranger waits")
        };
        clock.pass(SignedDuration::from_secs(30));
        let again = try_from(desk, "203.0.113.9", "sai hoàn toàn");
        assert!(matches!(again, Err(Refusal::TooManyTries { until: later }) if later == until), "no wait begins anew");
        try_from(desk, "10.0.0.7", start.reveal()).expect("the right person comes in");
        assert!(matches!(try_from(desk, "203.0.113.9", start.reveal()), Err(Refusal::TooManyTries { .. })));
    });
}

#[test]
fn many_addresses_together_get_no_more_tries_and_known_ones_stay_open() {
    each(|desk, _| {
        let (staff, start) = person(desk, "tran.an", "Trần Thị An");
        try_from(desk, "10.0.0.7", start.reveal()).expect("in");
        let heard = |from: std::ops::Range<u32>| {
            let tried = from.map(|at| try_from(desk, &format!("203.0.{}.{}", at / 250, at % 250), "sai hoàn toàn"));
            tried.filter(|tried| matches!(tried, Err(Refusal::SignInRefused))).count()
        };
        assert_eq!(heard(0..120), 50);
        assert!(matches!(try_from(desk, "198.51.100.1", start.reveal()), Err(Refusal::TooManyTries { .. })));
        try_from(desk, "10.0.0.7", start.reveal()).expect("from where the person came in before");
        let machine = machine(desk);
        assert_eq!(heard(200..210), 0);
        desk.db().write(|tx| staff::unlock(tx, &machine, staff.id)).expect("the way back");
        try_from(desk, "198.51.100.1", start.reveal()).expect("at once, from anywhere");
    });
}

#[test]
fn many_tries_at_once_do_not_outrun_the_count() {
    each(|desk, _| {
        person(desk, "tran.an", "Trần Thị An");
        let refusals: Vec<Refusal> = std::thread::scope(|threads| {
            let wrong = || try_password(desk, "tran.an", "sai hoàn toàn").expect_err("a refusal");
            let tries: Vec<_> = (0..12).map(|_| threads.spawn(wrong)).collect();
            tries.into_iter().map(|tried| tried.join().expect("no panic")).collect()
        });
        let heard = refusals.iter().filter(|refusal| matches!(refusal, Refusal::SignInRefused)).count();
        assert_eq!(heard, 5);
    });
}

#[test]
fn attempts_are_recorded_without_what_was_typed() {
    each(|desk, _| {
        let (_, start) = person(desk, "tran.an", "Trần Thị An");
        let _ = try_password(desk, "tran.an", "mật khẩu gõ sai");
        let _ = try_password(desk, "gõ mật khẩu vào ô tên", "xyz");
        try_password(desk, "tran.an", start.reveal()).expect("the start password opens");
        assert_eq!(trail(desk), ["sign_in.enter", "sign_in.refuse", "sign_in.refuse", "staff.create"]);
        let text = whole_trail(desk);
        for secret in ["gõ sai", "ô tên", "xyz", start.reveal()] {
            assert!(!text.contains(secret), "{secret}");
        }
    });
}

#[test]
fn a_deactivated_person_does_not_get_in_and_is_out_at_once() {
    each(|desk, _| {
        let signed_in = settled(desk, "tran.an");
        let entered = try_password(desk, "tran.an", PASSWORD).expect("in");
        let machine = machine(desk);
        let leave = |tx: &mut db::Tx<'_>| staff::deactivate_staff(tx, &machine, signed_in.staff.id, "chuyển công tác");
        desk.db().write(leave).expect("the person leaves");
        assert!(matches!(resume(desk, &entered), Err(Refusal::SignedOut)));
        assert!(matches!(try_password(desk, "tran.an", PASSWORD), Err(Refusal::SignInRefused)));

        let start = StartPassword::make(desk);
        desk.db().write(|tx| staff::reactivate_staff(tx, &machine, signed_in.staff.id, &start)).expect("back again");
        let entered = try_password(desk, "tran.an", start.reveal()).expect("in");
        assert_eq!(entered.step, Step::MustChangePassword);
    });
}

#[test]
fn a_hash_of_cheaper_times_is_made_anew_at_the_next_sign_in() {
    each(|desk, _| {
        settled(desk, "tran.an");
        let old = "$argon2id$v=19$m=16,t=1,p=1$";
        let set = |tx: &mut db::Tx<'_>| {
            let cheap = Passwords::new(Hashing { memory_kib: 16, passes: 1 }, &mut kernel::Chance::seeded(1));
            let hash = cheap.hash(&kernel::names::composed(PASSWORD), &[1; 16]);
            tx.execute("UPDATE sign_in_password SET hash = $1", params![hash])
        };
        desk.db().write(set).expect("an old hash");
        let hash = || {
            let row = desk.db().read(|tx| tx.row("SELECT hash FROM sign_in_password", params![])).expect("a read");
            row.expect("a row").get::<String>(0).expect("a hash")
        };
        assert!(hash().starts_with(old));
        try_password(desk, "tran.an", PASSWORD).expect("the old hash opens");
        assert!(!hash().starts_with(old));
        try_password(desk, "tran.an", PASSWORD).expect("the new one too");
    });
}

#[test]
fn the_database_holds_no_password_and_no_token() {
    each(|desk, _| {
        let (_, start) = person(desk, "tran.an", "Trần Thị An");
        let entered = try_password(desk, "tran.an", start.reveal()).expect("in");
        let row = desk.db().read(|tx| tx.row("SELECT hash FROM sign_in_password", params![])).expect("a read");
        let hash: String = row.expect("a row").get(0).expect("a hash");
        assert!(hash.starts_with("$argon2id$") && !hash.contains(start.reveal()));
        let row = desk.db().read(|tx| tx.row("SELECT digest FROM sign_in_session", params![])).expect("a read");
        let kept: Vec<u8> = row.expect("a row").get(0).expect("a digest");
        assert_eq!(kept, digest(entered.token.reveal()));
    });
}
