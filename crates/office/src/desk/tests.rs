//! Stories of opening the program.

use super::{testing::HandClock, *};
use crate::desk::testing::MORNING;
use db::{
    Backend, Place,
    testing::{at_fresh_place, on_both},
};

fn options(place: &Place, keys: Option<PathBuf>, seed: u64) -> DeskOptions {
    let clock: Arc<dyn Clock> = HandClock::at(MORNING);
    DeskOptions { database: place.clone(), keys, clock, chance: Chance::seeded(seed), hashing: Hashing::CHEAP }
}

#[test]
fn a_desk_opens_again_with_its_keys_and_with_no_others() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        at_fresh_place(backend, |place| {
            let folder = tempfile::tempdir().expect("a folder");
            let keys = Some(folder.path().join("keys"));
            let first = Desk::open(options(place, keys.clone(), 1)).expect("the first start");
            assert_eq!(first.places().trees().len(), Places::built_in().trees().len());
            drop(first);
            Desk::open(options(place, keys, 2)).expect("the second start");

            let empty = Desk::open(options(place, Some(folder.path().join("other")), 3)).err().expect("a fault");
            assert!(matches!(empty, DeskFault::KeyMissing { .. }), "{empty}");
            let other = folder.path().join("other");
            Keys::open(&other, &mut Chance::seeded(4), true).expect("keys");
            let refused = Desk::open(options(place, Some(other), 3)).err().expect("a fault");
            assert!(matches!(refused, DeskFault::Trail(SealFault::OtherKey { .. })), "{refused}");
        });
    }
}

#[test]
fn the_keys_lie_beside_the_file_and_a_server_needs_them_said() {
    at_fresh_place(Backend::Sqlite, |place| {
        Desk::open(options(place, None, 1)).expect("a start");
        let Place::File(file) = place else { panic!("a file") };
        assert!(file.with_file_name("keys").join("trail.key").exists());
    });
    let server = Place::Server("postgres://127.0.0.1/none".to_owned());
    let refused = Desk::open(options(&server, None, 1)).err().expect("a fault");
    assert!(matches!(refused, DeskFault::KeysFolderMissing), "{refused}");
}

#[test]
fn an_officer_acts_at_the_command_line_in_a_post_and_in_no_other() {
    on_both(|db| {
        let (desk, _) = testing::desk_over(db);
        let officer = testing::officer(&desk, Role::LabourOfficer, "524", 1);
        let again = testing::officer(&desk, Role::LabourOfficer, "524", 1);
        assert_eq!((officer.staff, officer.assignment), (again.staff, again.assignment));
        assert_ne!(officer.staff, testing::officer(&desk, Role::LabourOfficer, "524", 2).staff);
        let commune = desk.places().find("21061", officer.today()).expect("Bình Trị").place;
        assert!(officer.scope.covers(commune));
        let login = Login::parse("labour.officer.524.1").expect("a login name");
        let other = desk.on_behalf_of(&login, Role::LabourHead, testing::origin());
        assert!(matches!(other, Err(Refusal::NotFound { what: "assignment" })), "{other:?}");
    });
}
