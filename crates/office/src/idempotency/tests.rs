//! Stories of clients that ask twice.

use super::*;
use crate::{Role, somebody::somebody};
use db::{Db, testing::on_both};
use kernel::{Id, OfficeId};
use std::sync::atomic::{AtomicU32, Ordering};

const REQUEST: Request<'static> = Request { endpoint: "POST /api/v1/offices", key: "k-1", body: b"{}" };

fn begin_in(db: &Db, acting: &Acting, request: &Request<'_>) -> Begun {
    db.write(|tx| begin(tx, acting, request)).expect("the key is good")
}

#[test]
fn the_answer_is_repeated_for_the_same_body_only() {
    on_both(|db| {
        let acting = somebody(1, Role::Administrator, None);
        let reply = Reply { status: 201, body: "{\"id\":1}".to_owned() };
        let done = db.write(|tx| {
            assert_eq!(begin(tx, &acting, &REQUEST)?, Begun::Fresh);
            finish(tx, &acting, &REQUEST, &reply)
        });
        done.expect("the first time");
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Replay(reply));
        assert_eq!(begin_in(db, &acting, &Request { body: b"{ }", ..REQUEST }), Begun::Different);
        assert_eq!(begin_in(db, &acting, &Request { endpoint: "POST /api/v1/staff", ..REQUEST }), Begun::Fresh);
        assert_eq!(begin_in(db, &somebody(2, Role::Administrator, None), &REQUEST), Begun::Fresh);
    });
}

#[test]
fn a_key_whose_effect_was_given_up_is_free() {
    on_both(|db| {
        let acting = somebody(1, Role::Administrator, None);
        let failed = db.write(|tx| {
            assert_eq!(begin(tx, &acting, &REQUEST)?, Begun::Fresh);
            Err::<(), _>(Refusal::LoginTaken)
        });
        assert!(failed.is_err());
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Fresh);
    });
}

#[test]
fn what_takes_several_transactions_is_in_progress_until_it_is_thought_dead() {
    on_both(|db| {
        let mut acting = somebody(1, Role::Administrator, None);
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Fresh);
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::InProgress);
        acting.now += BEGUN_KEPT;
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Fresh);
    });
}

#[test]
fn an_answer_is_kept_for_a_day() {
    on_both(|db| {
        let mut acting = somebody(1, Role::Administrator, None);
        let reply = Reply { status: 200, body: String::new() };
        let done = db.write(|tx| begin(tx, &acting, &REQUEST).and_then(|_| finish(tx, &acting, &REQUEST, &reply)));
        done.expect("the first time");
        acting.now += REPLY_KEPT - SignedDuration::from_secs(1);
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Replay(reply));
        acting.now += SignedDuration::from_secs(1);
        assert_eq!(begin_in(db, &acting, &REQUEST), Begun::Fresh);
    });
}

#[test]
fn a_key_is_one_short_line() {
    on_both(|db| {
        let acting = somebody(1, Role::Administrator, None);
        for key in ["", "  ", "a\nb", &"k".repeat(KEY_LENGTH_MAX + 1)] {
            let refused = db.write(|tx| begin(tx, &acting, &Request { key, ..REQUEST }));
            assert!(matches!(refused, Err(Refusal::TextLength { field: "idempotency_key", .. })), "{key:?}");
        }
    });
}

#[test]
fn of_many_who_ask_at_once_one_acts() {
    on_both(|db| {
        let acted = AtomicU32::new(0);
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    let acting = somebody(1, Role::Administrator, None);
                    let reply = Reply { status: 201, body: acting.new_id::<OfficeId>().made_at().to_string() };
                    let begun = db.write(|tx| {
                        let begun = begin(tx, &acting, &REQUEST)?;
                        if begun == Begun::Fresh {
                            finish(tx, &acting, &REQUEST, &reply)?;
                        }
                        Ok::<_, Refusal>(begun)
                    });
                    match begun.expect("an answer") {
                        Begun::Fresh => drop(acted.fetch_add(1, Ordering::Relaxed)),
                        begun => assert!(matches!(begun, Begun::Replay(_)), "{begun:?}"),
                    }
                });
            }
        });
        assert_eq!(acted.into_inner(), 1);
    });
}
