//! The built program as a test meets it: a home for its data, a running process, its answers.

use std::{
    fs::File,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a start may take before the test gives up: a debug build on a busy machine, with the units to load.
const START_MAX: Duration = Duration::from_mins(2);

/// How often a test looks again at what it waits for.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Where one installation keeps its data: a folder, and a database in it or on the PostgreSQL of the tests.
pub struct Home {
    folder: TempDir,
    database: String,
    server: Option<Server>,
}

/// A database of this test's own on the PostgreSQL of the tests; dropped with it.
struct Server {
    admin: String,
    name: String,
}

impl Home {
    /// Tells the story once on an empty SQLite file and once on an empty PostgreSQL database.
    pub fn each(story: impl Fn(&Home)) {
        story(&Home::sqlite());
        story(&Home::postgres());
    }

    /// An empty folder; the program makes the file.
    pub fn sqlite() -> Home {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = folder.path().join("ansinh.sqlite").to_str().expect("a readable path").to_owned();
        Home { folder, database, server: None }
    }

    /// An empty database on the server named by `ANSINH_TEST_POSTGRES`. Without that server the test fails.
    pub fn postgres() -> Home {
        let admin = std::env::var("ANSINH_TEST_POSTGRES").expect("ANSINH_TEST_POSTGRES names the tests' PostgreSQL");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let unique = folder.path().file_name().expect("a folder has a name").to_string_lossy().to_lowercase();
        let name = format!("ansinh_story_{}", unique.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
        ask_server(&admin, &format!("CREATE DATABASE {name} TEMPLATE template0"));
        let (server, _) = admin.rsplit_once('/').expect("an address with a database");
        let database = format!("{server}/{name}");
        Home { folder, database, server: Some(Server { admin, name }) }
    }

    /// What `--database` is given.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The program with `arguments`, on this home's database, with nothing of the test's own environment that it reads.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ansinh"));
        command
            .args(arguments)
            .env("DATABASE_URL", &self.database)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log.txt")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            ask_server(&server.admin, &format!("DROP DATABASE {} WITH (FORCE)", server.name));
        }
    }
}

fn ask_server(address: &str, statement: &str) {
    let mut client = postgres::Client::connect(address, postgres::NoTls).expect("the tests' PostgreSQL answers");
    client.batch_execute(statement).expect("the tests' PostgreSQL obeys");
}

/// A running `ansinh serve`. Killed when the test lets go of it.
pub struct Program {
    child: Child,
    address: String,
}

/// What the program answered.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

impl Program {
    /// Starts the server and waits until it says it is ready.
    pub fn serve(home: &Home) -> Program {
        let mut program = Program::spawn(home);
        let deadline = Instant::now() + START_MAX;
        while !program.is_ready() {
            if let Some(status) = program.child.try_wait().expect("a child can be asked") {
                panic!("the program ended with {status} before it was ready:\n{}", read_log(home));
            }
            assert!(Instant::now() < deadline, "the program is not ready after {START_MAX:?}:\n{}", read_log(home));
            std::thread::park_timeout(LOOK_AGAIN);
        }
        program
    }

    /// Starts the server and waits for nothing: for tests that kill it on its way up.
    pub fn spawn(home: &Home) -> Program {
        let log = File::options().create(true).append(true).open(home.log()).expect("a log file");
        let address = free_address();
        let child = home
            .command(&["serve", "--listen", &address])
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log)
            .spawn()
            .expect("the program starts");
        Program { child, address }
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

    fn is_ready(&mut self) -> bool {
        self.find("/readyz").is_ok_and(|answer| answer.status == 200)
    }

    fn find(&self, path: &str) -> Result<Answer, ureq::Error> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        let mut response = agent.get(format!("http://{}{path}", self.address)).call()?;
        Ok(Answer { status: response.status().as_u16(), body: response.body_mut().read_to_string()? })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_log(home: &Home) -> String {
    std::fs::read_to_string(home.log()).unwrap_or_default()
}

/// An address nobody listens on. The next one to ask could get the same, so tests do not keep it for later.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").to_string()
}
