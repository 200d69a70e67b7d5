//! The exchange with the population database, over a real socket and over files, with the desk behaving well and badly.

use crate::{Population, PopulationDesk, Troubles, run_population, serve_population};
use db::{Db, params, testing::on_both};
use jiff::{SignedDuration, civil::Date};
use kernel::{PopulationBatchId, Sensitive, SourceFileId};
use matching::{Decision, Outcome, RowRef, Rule, count_states, count_waiting, decide, find_review};
use office::{
    Acting, Desk, Role,
    jobs::{Handlers, Job, JobState, Worker},
    testing::{HandClock, desk_over, officer},
};
use population::{
    Batch, BatchState, Channel, FileTaken, Limits, NewBatch, Refusal, Sender, Service, Settings, Taken, TakenFile,
    close_batch, count_askable, find_batch, hand_out, list_batches, list_told, prepare_batch, submit_ask, take_file,
};
use sources::{NewFile, SourceKind, receive_file};
use std::{
    collections::HashMap,
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

const BINH_TRI: &str = "21061";
const BINH_SON: &str = "524";

const REGISTER: &str = "pid,full_name,dob,gender,id12,id9,commune,village,status,died_on,has_card\n\
    P1,Nguyễn Thị Hòa,1944-09-02,Nữ,051144001234,212345678,21061,Thôn 1,alive,,1\n\
    P2,Trần Văn Sơn,1950-05-05,Nam,051050000777,212345679,21061,Thôn 2,alive,,1\n\
    P3,Lê Thị Mai,1960-06-07,Nữ,051160000888,,21061,,alive,,0\n\
    P4,Đặng Thị Bé,1930-03-03,Nữ,051130000009,,21061,,dead,2023-12-01,1\n";

const LIST: &str = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Xã,Loại đối tượng,Mức hưởng\n\
    1,Nguyễn Thị Hòa,02/09/1944,Nữ,051144001234,Bình Trị,BTXH.5a.80,360000\n\
    2,Trần Văn Sơn,05/06/1950,Nam,051050000777,Bình Trị,BTXH.5a.80,360000\n\
    3,Lê Thị Mai,07/06/1960,Nữ,,Bình Trị,BTXH.5a.80,360000\n\
    4,Đặng Thị Bé,03/03/1930,Nữ,051130000009,Bình Trị,BTXH.5a.80,360000\n\
    5,Hồ Văn Phước,11/11/1951,Nam,,Bình Trị,BTXH.5a.80,360000\n";

/// The states of the list once everybody is answered for, as `line state rule`.
const ANSWERED: [(Outcome, Rule); 5] = [
    (Outcome::Verified, Rule::NumberNameBirth),
    (Outcome::Mismatch, Rule::NumberClose),
    (Outcome::Pending, Rule::WithoutNumber),
    (Outcome::Mismatch, Rule::PersonDead),
    (Outcome::NotFound, Rule::NothingFound),
];

/// A population database on a port, until it is closed.
struct Open {
    address: SocketAddr,
    closing: Arc<AtomicBool>,
    served: JoinHandle<PopulationDesk>,
}

impl Open {
    fn with(troubles: Troubles) -> Open {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let closing = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&closing);
        let served = thread::spawn(move || {
            let population = Population::read(REGISTER.as_bytes()).expect("a register");
            let mut desk = PopulationDesk::new(population, troubles);
            serve_population(&listener, &mut desk, || told.load(Ordering::Relaxed)).expect("a socket");
            desk
        });
        Open { address, closing, served }
    }

    /// How often each request was asked.
    fn close(self) -> HashMap<String, u32> {
        self.closing.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(self.address));
        self.served.join().expect("the desk closes").tries().clone()
    }
}

struct Story<'d> {
    db: &'d Db,
    desk: Desk,
    clock: Arc<HandClock>,
    labour: Acting,
    file: SourceFileId,
    pauses: Arc<Mutex<Vec<Duration>>>,
}

impl Story<'_> {
    fn over(db: &Db) -> Story<'_> {
        let (desk, clock) = desk_over(db);
        let labour = officer(&desk, Role::LabourOfficer, BINH_SON, 1);
        let places = desk.places();
        let place = places.find(BINH_TRI, labour.today()).expect("a commune").place;
        let new = NewFile { source: SourceKind::Protection, place, name: "xa.csv", content: LIST.as_bytes() };
        let receipt = db.write_alone(|tx| receive_file(tx, &labour, &places, &new)).expect("a list");
        let sources::Receipt::Created(file) = receipt else { panic!("a new file") };
        assert_eq!(file.rows_good, 5);
        Story { db, desk, clock, labour, file: file.id, pauses: Arc::default() }
    }

    fn place(&self) -> i64 {
        self.desk.places().find(BINH_TRI, self.labour.today()).expect("a commune").place
    }

    fn due(&self) -> Date {
        self.labour.today().tomorrow().expect("a day")
    }

    fn prepare(&self, channel: Channel) -> Result<Batch, Refusal> {
        let sender =
            Sender { procedure: "1.001776".into(), integration: "00000000000001".into(), agency: "H48.01".into() };
        let new =
            NewBatch {
                place: self.place(), channel, service: "CSDLQG về dân cư", sender: &sender, due_on: self.due()
            };
        let places = self.desk.places();
        self.db.write(|tx| prepare_batch(tx, &self.labour, &places, &new)).map(|prepared| prepared.batch)
    }

    fn service(&self, address: SocketAddr, attempts: u32) -> Arc<Service> {
        let limits = Limits { attempts, wait: Duration::from_millis(500), ..Limits::default() };
        let settings = Settings {
            name: "CSDLQG về dân cư".to_owned(),
            address: format!("http://{address}/cong-dan"),
            token: Some(Sensitive::new("bi-mat-0123".to_owned())),
            sender: Sender::default(),
            limits,
            trusted: Some(Vec::new()),
        };
        let pauses = Arc::clone(&self.pauses);
        let pause = move |time| pauses.lock().expect("nobody panics here").push(time);
        Arc::new(Service::new(settings, Arc::new(pause)).expect("this machine"))
    }

    /// Asks for the batch, and lets the job run.
    fn ask(&self, batch: PopulationBatchId, service: Arc<Service>, key: &str) -> Job {
        self.db.write(|tx| submit_ask(tx, &self.labour, batch, key)).expect("a job");
        let handlers = population::handlers(Handlers::default(), Some(service));
        let worker = Worker::new(handlers, Arc::new(AtomicBool::new(false)));
        worker.run_one(&self.desk).expect("a worker").expect("a job")
    }

    fn batch(&self, id: PopulationBatchId) -> (BatchState, population::Counts) {
        let batch = self.db.read(|tx| find_batch(tx, &self.labour.scope, id)).expect("read").expect("in the area");
        (batch.state(kernel::today_in_vietnam(self.desk.now())), batch.counts)
    }

    fn states(&self) -> Vec<(Outcome, Rule)> {
        let state = |line: i64| {
            let row = RowRef { file: self.file, line };
            let review = self.db.read(|tx| find_review(tx, &self.labour.scope, row)).expect("read").expect("a row");
            review.reviewed.decided.map_or((Outcome::NotSent, Rule::NothingFound), |held| (held.outcome, held.rule))
        };
        (2..=6).map(state).collect()
    }

    fn take(&self, batch: PopulationBatchId, content: &[u8]) -> Result<FileTaken, Refusal> {
        let places = self.desk.places();
        self.db.write_alone(|tx| take_file(tx, &self.labour, &places, batch, content))
    }
}

#[test]
fn the_database_is_asked_over_the_network_and_decides_like_a_local_register() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::Service).expect("a batch");
        assert_eq!(story.batch(batch.id).0, BatchState::Prepared);
        let counted = db.read(|tx| count_states(tx, &story.labour.scope, None)).expect("counts");
        assert_eq!(counted[0].outcome, Outcome::NotSent, "drawn up is not sent");
        let open = Open::with(Troubles::default());
        let job = story.ask(batch.id, story.service(open.address, 1), "1");
        assert_eq!((job.state, job.fault), (JobState::Done, None));
        let tries = open.close();
        assert_eq!(tries.values().filter(|times| **times == 1).count(), 5, "each was asked once");
        assert_eq!(story.states(), ANSWERED);
        let (state, counts) = story.batch(batch.id);
        assert_eq!((state, counts.found, counts.nobody, counts.waiting), (BatchState::Answered, 4, 1, 0));
        assert!(matches!(story.prepare(Channel::Service), Err(Refusal::NothingToAsk)));

        let row = RowRef { file: story.file, line: 2 };
        let review = db.read(|tx| find_review(tx, &story.labour.scope, row)).expect("read").expect("a row");
        let asked: Vec<Rule> = review.history.iter().map(|held| held.rule).collect();
        assert_eq!(asked, [Rule::Asked, Rule::NumberNameBirth], "waiting, then answered");
        let pid = review.reviewed.decided.and_then(|held| held.pid).expect("a person");
        assert!(pid.starts_with("dc") && !pid.contains("051144001234"), "{pid}");
    });
}

#[test]
fn what_is_asked_says_who_asks_what_for_and_on_what_ground_and_no_log_shows_whom() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::File).expect("a batch");
        let (name, bytes) = db.write(|tx| hand_out(tx, &story.labour, batch.id)).expect("a file");
        assert_eq!(name, format!("{}.csv", batch.id));
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 6);
        assert!(lines[0].ends_with(
            "MaYeuCau,MaDVC,MaTichHop,MaDonVi,MaCanBo,ThoiGianYeuCau,MucDich,CanCuPhapLy,SoDinhDanh,SoCMND,HoVaTen,\
             NgayThangNamSinh"
        ));
        assert!(lines[1].contains("1.001776,00000000000001,H48.01"), "{}", lines[1]);
        assert!(lines[1].contains(population::PURPOSE) && lines[1].contains(population::LEGAL_GROUND));
        assert!(lines[1].ends_with("051144001234,,Nguyễn Thị Hòa,1944-09-02"), "{}", lines[1]);
        let again = db.write(|tx| hand_out(tx, &story.labour, batch.id)).expect("a file");
        assert_eq!(again.1, bytes, "the same bytes each time");
        assert_eq!(story.batch(batch.id).0, BatchState::Sent);
        assert_eq!(story.states(), [(Outcome::Pending, Rule::Asked); 5], "sent, no answer yet");
        assert_eq!(db.read(|tx| count_waiting(tx, &story.labour.scope)).expect("a count"), 0, "nobody has to decide");
        let service = story.service("127.0.0.1:1".parse().expect("an address"), 1);
        assert!(!format!("{service:?} {:?}", service.sender()).contains("bi-mat"));
    });
}

#[test]
fn a_desk_on_a_bad_day_is_asked_again_under_the_same_ids_and_ends_the_same() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::Service).expect("a batch");
        let open = Open::with(Troubles {
            seed: 3,
            failing: 300,
            breaking: 300,
            limited: 300,
            retry_after: 7,
            ..Troubles::default()
        });
        let job = story.ask(batch.id, story.service(open.address, 30), "1");
        assert_eq!((job.state, job.fault), (JobState::Done, None));
        let tries = open.close();
        assert_eq!(tries.keys().filter(|id| !id.is_empty()).count(), 5, "no request under a second id");
        assert!(tries.values().any(|times| *times > 1), "{tries:?}");
        assert_eq!(story.states(), ANSWERED);
        let pauses = story.pauses.lock().expect("nobody panics here");
        assert!(pauses.contains(&Duration::from_secs(7)), "as long as the desk says: {pauses:?}");
        assert!(pauses.contains(&Duration::from_secs(1)), "else as long as we say: {pauses:?}");
        assert!(pauses.iter().all(|time| *time <= Duration::from_secs(20)));
        assert!(pauses.iter().filter(|time| **time == Duration::from_millis(100)).count() >= 5, "in our own pace");
    });
}

#[test]
fn an_answer_that_is_none_is_told_and_not_applied() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::Service).expect("a batch");
        for (troubles, key) in [
            (Troubles { malformed: 1000, ..Troubles::default() }, "not_an_envelope"),
            (Troubles { mistaken: 1000, ..Troubles::default() }, "other_request"),
            (Troubles { breaking: 1000, ..Troubles::default() }, "cut_off"),
        ] {
            let open = Open::with(troubles);
            let job = story.ask(batch.id, story.service(open.address, 2), key);
            assert_eq!(job.state, JobState::Done, "{key}: {:?}", job.fault);
            open.close();
            let (state, counts) = story.batch(batch.id);
            assert_eq!((state, counts.waiting, counts.faulty), (BatchState::Sent, 5, 5), "{key}");
            let told = db.read(|tx| list_told(tx, &story.labour.scope, batch.id)).expect("read");
            assert_eq!(told.len(), 5);
            assert!(told.iter().all(|row| row.fault.as_deref() == Some(key)), "{told:?}");
            assert_eq!(story.states(), [(Outcome::Pending, Rule::Asked); 5]);
        }
        let open = Open::with(Troubles::default());
        story.ask(batch.id, story.service(open.address, 1), "well");
        open.close();
        assert_eq!(story.states(), ANSWERED);
        assert_eq!(story.batch(batch.id).1.faulty, 0);
    });
}

#[test]
fn a_service_that_is_away_or_too_slow_leaves_the_batch_open_until_nobody_waits_any_more() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::Service).expect("a batch");
        let nobody = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let job = story.ask(batch.id, story.service(nobody, 2), "away");
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Failed, Some("population.unreachable")));
        let open = Open::with(Troubles { slow: Duration::from_secs(5), ..Troubles::default() });
        let job = story.ask(batch.id, story.service(open.address, 1), "slow");
        assert_eq!((job.state, job.fault.as_deref()), (JobState::Failed, Some("population.timed_out")));
        open.close();
        assert_eq!(story.batch(batch.id).0, BatchState::Sent);
        let askable = || {
            let places = story.desk.places();
            db.read(|tx| count_askable(tx, &story.labour, &places, story.place())).expect("a count")
        };
        assert_eq!(askable(), 0, "they are waited for");
        story.clock.pass(SignedDuration::from_hours(72));
        assert_eq!(story.batch(batch.id).0, BatchState::Overdue, "never answered");
        db.write(|tx| close_batch(tx, &story.labour, batch.id)).expect("closed");
        assert_eq!(story.batch(batch.id).0, BatchState::Closed);
        assert_eq!(askable(), 5, "they may be asked about anew");
        assert!(matches!(db.write(|tx| close_batch(tx, &story.labour, batch.id)), Err(Refusal::BatchIs { .. })));
        let late = db.write(|tx| submit_ask(tx, &story.labour, batch.id, "late"));
        assert!(matches!(late, Err(Refusal::BatchIs { state: BatchState::Closed })), "{late:?}");
    });
}

/// What a desk with these troubles answers to the file, over a folder.
fn answer(file: &[u8], troubles: Troubles) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, answers) = (folder.path().join("files"), folder.path().join("answers"));
    fs::create_dir_all(&files).expect("a folder");
    fs::write(files.join("dot.csv"), file).expect("a file");
    let population = Population::read(REGISTER.as_bytes()).expect("a register");
    run_population(&PopulationDesk::new(population, troubles), &files, &answers).expect("answered");
    fs::read(answers.join("dot.ket-qua.csv")).expect("results")
}

#[test]
fn a_batch_by_file_is_answered_in_part_then_whole_and_nothing_counts_twice() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::File).expect("a batch");
        let early = story.take(batch.id, b"MaYeuCau,KetQua,SoDinhDanh,Ten,NgayThangNamSinh\n");
        assert!(matches!(early, Err(Refusal::BatchIs { state: BatchState::Prepared })), "{early:?}");
        let (_, sent) = db.write(|tx| hand_out(tx, &story.labour, batch.id)).expect("a file");
        // Ids are drawn from the clock of the story: a share of them is passed over, whichever these are.
        let seed = (0..50)
            .find(|seed| {
                let part = answer(&sent, Troubles { seed: *seed, silent: 400, ..Troubles::default() });
                (2..=3).contains(&(String::from_utf8_lossy(&part).lines().count() - 1))
            })
            .expect("some seed passes over a few");
        let part = answer(&sent, Troubles { seed, silent: 400, doubled: 1000, ..Troubles::default() });
        let FileTaken::Created(TakenFile { taken, faults }) = story.take(batch.id, &part).expect("taken") else {
            panic!("a new file");
        };
        assert_eq!((taken.again, faults.len()), (0, 0), "said twice in one file is said once");
        let (state, counts) = story.batch(batch.id);
        assert_eq!((state, counts.waiting), (BatchState::PartlyAnswered, 5 - i64::try_from(taken.own()).expect("few")));
        assert_eq!(story.take(batch.id, &part).expect("known"), FileTaken::Exists);

        let whole = answer(&sent, Troubles::default());
        let FileTaken::Created(rest) = story.take(batch.id, &whole).expect("taken") else { panic!("a new file") };
        assert_eq!(rest.taken.again, taken.own(), "what was answered before is not applied again");
        assert_eq!(story.batch(batch.id).0, BatchState::Answered);
        assert_eq!(story.states(), ANSWERED);
        let held = |line| {
            let row = RowRef { file: story.file, line };
            db.read(|tx| find_review(tx, &story.labour.scope, row)).expect("read").expect("a row").history.len()
        };
        assert!((2..=6).all(|line| held(line) == 2), "asked and answered, once each");
    });
}

#[test]
fn a_row_that_changed_or_was_decided_since_is_told_and_the_answer_not_applied() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::File).expect("a batch");
        let (_, sent) = db.write(|tx| hand_out(tx, &story.labour, batch.id)).expect("a file");
        let police = officer(&story.desk, Role::CommunePolice, BINH_TRI, 1);
        let row = |line| RowRef { file: story.file, line };
        db.write(|tx| decide(tx, &police, row(6), 1, &Decision::AskCommune, None)).expect("decided");
        db.write_alone(|tx| {
            let sql = "UPDATE sources_row SET full_name = 'Nguyễn Thị Hoa' WHERE file_id = $1 AND line = 2";
            tx.execute(sql, params![story.file])
        })
        .expect("a correction");
        let whole = answer(&sent, Troubles::default());
        let FileTaken::Created(TakenFile { taken, .. }) = story.take(batch.id, &whole).expect("taken") else {
            panic!("a new file");
        };
        let expected = Taken { mismatch: 2, pending: 1, changed: 1, kept: 1, ..Taken::default() };
        assert_eq!(taken, expected);
        let states = story.states();
        assert_eq!(states[0], (Outcome::Pending, Rule::Asked), "what was asked is not what stands there now");
        assert_eq!(states[4], (Outcome::Pending, Rule::CommuneAsked), "the officer's word stays");
        let told = db.read(|tx| list_told(tx, &story.labour.scope, batch.id)).expect("read");
        assert_eq!(told.iter().map(|row| row.row.line).collect::<Vec<_>>(), [2, 6]);
        let (state, counts) = story.batch(batch.id);
        assert_eq!((state, counts.changed, counts.kept), (BatchState::Answered, 1, 1));
        let next = story.prepare(Channel::File).expect("the changed row may be asked about anew");
        assert_eq!(next.counts.requests, 1);
    });
}

#[test]
fn files_that_answer_something_else_are_refused_whole() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::File).expect("a batch");
        let (_, sent) = db.write(|tx| hand_out(tx, &story.labour, batch.id)).expect("a file");
        let head = "MaYeuCau,KetQua,SoDinhDanh,Ho,ChuDem,Ten,NgayThangNamSinh\n";
        assert!(matches!(story.take(batch.id, b"a,b\n1,2\n"), Err(Refusal::AnswerFile(_))));
        let foreign =
            format!("{head}018d3b9c-0000-7000-8000-000000000001,khong-tim-thay,,,,,\nnone,khong-tim-thay,,,,,\n");
        assert!(matches!(story.take(batch.id, foreign.as_bytes()), Err(Refusal::OtherBatch)));
        let id = String::from_utf8(sent).expect("UTF-8").lines().nth(1).expect("a line")[..36].to_owned();
        let damaged = format!("{head}{id},tim-thay,51144001234,Nguyễn,Thị,Hòa,1944-09-02\n");
        assert!(
            matches!(story.take(batch.id, damaged.as_bytes()), Err(Refusal::OtherBatch)),
            "a spreadsheet ate a zero"
        );
        assert_eq!(story.states(), [(Outcome::Pending, Rule::Asked); 5]);
        let network = db.write(|tx| submit_ask(tx, &story.labour, batch.id, "x"));
        assert!(matches!(network, Err(Refusal::OtherChannel { channel: Channel::File })), "{network:?}");
    });
}

#[test]
fn who_may_not_exchange_or_works_elsewhere_asks_nothing_and_sees_nothing() {
    on_both(|db| {
        let story = Story::over(db);
        let batch = story.prepare(Channel::File).expect("a batch");
        let police = officer(&story.desk, Role::CommunePolice, BINH_TRI, 1);
        let elsewhere = officer(&story.desk, Role::LabourOfficer, "525", 1);
        let refused = |acting: &Acting| db.write(|tx| hand_out(tx, acting, batch.id)).expect_err("a no");
        assert!(matches!(refused(&police), Refusal::Office(office::Refusal::NotAllowed { .. })));
        assert!(matches!(refused(&elsewhere), Refusal::Office(office::Refusal::NotFound { .. })));
        assert!(db.read(|tx| find_batch(tx, &elsewhere.scope, batch.id)).expect("read").is_none());
        assert!(db.read(|tx| list_batches(tx, &elsewhere.scope, None)).expect("read").is_empty());
        assert_eq!(db.read(|tx| list_batches(tx, &story.labour.scope, None)).expect("read").len(), 1);
        let sender = Sender::default();
        let new = NewBatch {
            place: story.place(),
            channel: Channel::File,
            service: "CSDLQG về dân cư",
            sender: &sender,
            due_on: story.due(),
        };
        let places = story.desk.places();
        let outside = db.write(|tx| prepare_batch(tx, &elsewhere, &places, &new));
        assert!(matches!(outside, Err(Refusal::Office(office::Refusal::OutsideArea))), "{outside:?}");
        let past = NewBatch { due_on: story.labour.today(), ..new };
        let past = db.write(|tx| prepare_batch(tx, &story.labour, &places, &past));
        assert!(matches!(past, Err(Refusal::DueInPast)), "{past:?}");
    });
}
