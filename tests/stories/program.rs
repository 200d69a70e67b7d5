//! The built program as a test meets it: a home for its data, a running process, its answers.

use db::{Backend, Db, Place, testing::at_fresh_place};
use kernel::{Chance, SystemClock};
use office::{Desk, DeskOptions, sign_in::Hashing};
use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a start may take before the test gives up: a debug build on a busy machine, with the units to load.
const START_MAX: Duration = Duration::from_mins(2);

/// How often a test looks again at what it waits for.
pub const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Where one installation keeps its data: a folder of its own, and an empty database.
pub struct Home {
    folder: Arc<TempDir>,
    database: Place,
}

impl Home {
    /// Tells the story once on an empty SQLite file and once on an empty PostgreSQL database.
    pub fn each(story: impl Fn(&Home)) {
        for backend in [Backend::Sqlite, Backend::Postgres] {
            at_fresh_place(backend, |place| story(&Home::at(place)));
        }
    }

    /// Tells the story on one more empty database of the same kind.
    pub fn another(&self, story: impl Fn(&Home)) {
        let backend = match self.database {
            Place::File(_) => Backend::Sqlite,
            Place::Server(_) => Backend::Postgres,
        };
        at_fresh_place(backend, |place| story(&Home::at(place)));
    }

    /// Tells the story once, on an empty database of one kind.
    pub fn on(backend: Backend, story: impl Fn(&Home)) {
        at_fresh_place(backend, |place| story(&Home::at(place)));
    }

    /// A home whose database is there.
    pub fn at(place: &Place) -> Home {
        Home { folder: Arc::new(tempfile::tempdir().expect("a temporary folder")), database: place.clone() }
    }

    /// The same home, its database reached another way.
    pub fn reached_at(&self, database: Place) -> Home {
        Home { folder: Arc::clone(&self.folder), database }
    }

    /// The database, to look into while the program does not run, or beside it.
    pub fn open(&self) -> Db {
        Db::open(&self.database).expect("the database opens")
    }

    /// A desk over the database and the keys of this home, for stories that write a great deal before they look.
    pub fn desk(&self) -> Desk {
        let options = DeskOptions {
            database: self.database.clone(),
            keys: Some(self.keys()),
            clock: Arc::new(SystemClock),
            chance: Chance::from_system(),
            hashing: Hashing::CHEAP,
        };
        Desk::open(options).expect("the desk opens")
    }

    /// The folder of this home, for files that a story writes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the database is.
    pub fn place(&self) -> &Place {
        &self.database
    }

    /// The folder of the keys.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program speaks UTF-8");
        Output {
            code: output.status.code().expect("no signal ended it"),
            answer: text(output.stdout),
            said: text(output.stderr),
        }
    }

    /// The program with `arguments`, on this home's database, with nothing of the test's own environment that it reads.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let database = match &self.database {
            Place::File(file) => file.clone().into_os_string(),
            Place::Server(address) => address.into(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_ansinh"));
        command.args(arguments).arg("--database").arg(database).arg("--keys").arg(self.keys());
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }
}

/// What a command left behind.
#[derive(Debug)]
pub struct Output {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub answer: String,
    /// Standard error.
    pub said: String,
}

/// A running `ansinh serve`. Killed when the test lets go of it.
pub struct Program {
    child: Child,
    address: String,
    log: PathBuf,
}

/// What the program answered.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
    /// The media type of the body.
    pub kind: String,
    /// Seconds to wait before asking again, where it says so.
    pub retry_after: Option<u64>,
}

impl Program {
    /// Starts the server and waits until it says it is ready.
    pub fn serve(home: &Home) -> Program {
        let mut program = Program::spawn(home);
        program.wait_until_ready();
        program
    }

    /// Starts the server with options of its own, and waits until it says it is ready.
    pub fn serve_with(home: &Home, options: &[&str]) -> Program {
        let mut program = Program::spawn_with(home, options);
        program.wait_until_ready();
        program
    }

    /// Starts the server and waits for nothing: for tests that kill it on its way up.
    pub fn spawn(home: &Home) -> Program {
        Program::spawn_with(home, &[])
    }

    fn spawn_with(home: &Home, options: &[&str]) -> Program {
        let log_path = home.folder.path().join("log.txt");
        let log = File::options().create(true).append(true).open(&log_path).expect("a log file");
        let address = free_address();
        let child = home
            .command(&["serve", "--listen", &address])
            .args(options)
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log)
            .spawn()
            .expect("the program starts");
        Program { child, address, log: log_path }
    }

    /// Ends it as a power cut would: no handler runs.
    pub fn kill(mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a killed child ends");
    }

    /// Asks it to end, as an operator does, and waits until it has.
    pub fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(asked.success(), "the program can be asked to stop");
        self.child.wait().expect("a stopped child ends")
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Answer {
        self.find(path).unwrap_or_else(|fault| panic!("GET {path}: {fault}"))
    }

    /// Asks for a page with headers of one's own.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(agent().get(self.url(path)), |request, (name, value)| request.header(*name, *value));
        told(request.call()).unwrap_or_else(|fault| panic!("GET {path}: {fault}"))
    }

    /// Sends JSON, with headers of one's own.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let request = agent().post(self.url(path)).header("content-type", "application/json");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        told(request.send(body)).unwrap_or_else(|fault| panic!("POST {path}: {fault}"))
    }

    /// Waits until it says it is ready.
    pub fn wait_until_ready(&mut self) {
        let deadline = Instant::now() + START_MAX;
        while !self.is_ready() {
            assert!(Instant::now() < deadline, "the program is not ready after {START_MAX:?}:\n{}", self.read_log());
            std::thread::park_timeout(LOOK_AGAIN);
        }
    }

    /// Whether it says it is ready. A program that has ended by itself fails the test.
    pub fn is_ready(&mut self) -> bool {
        if let Some(status) = self.child.try_wait().expect("a child can be asked") {
            panic!("the program ended with {status}:\n{}", self.read_log());
        }
        self.find("/readyz").is_ok_and(|answer| answer.status == 200)
    }

    fn read_log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn find(&self, path: &str) -> Result<Answer, ureq::Error> {
        told(agent().get(self.url(path)).call())
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_mins(1)))
        .build()
        .into()
}

fn told(answered: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, ureq::Error> {
    let mut answer = answered?;
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let kind = header("content-type").unwrap_or_default();
    let retry_after = header("retry-after").and_then(|seconds| seconds.parse().ok());
    Ok(Answer { status: answer.status().as_u16(), body: answer.body_mut().read_to_string()?, kind, retry_after })
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address nobody listens on. The next one to ask could get the same, so tests do not keep it for later.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").to_string()
}
