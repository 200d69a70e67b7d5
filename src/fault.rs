//! What stops a command: an exit code, a code for machines, and a sentence that says what to do.

use crate::matching_fault::MatchingFault;
use db::DbError;
use office::{
    DeskFault, Refusal,
    audit::{ExportFault, FileFault, SealFault, WitnessFault},
};
use serde_json::{Value, json};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};
use web::CommandLine;

/// How a command ended. The numbers are promised in the help and in `docs/COMMAND-LINE.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Refused = 1,
    Usage = 2,
    DatabaseUnusable = 3,
    BadInput = 4,
    Internal = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub(crate) enum Fault {
    Database(DbError),
    /// There is no file, and this command makes none.
    NoDatabaseFile(PathBuf),
    /// The schema is older than the program and this command may not change it.
    Unmigrated,
    KeysMissing(PathBuf),
    OtherKey {
        kind: &'static str,
        folder: PathBuf,
    },
    KeyFile {
        path: PathBuf,
        why: String,
    },
    TrailDamaged {
        day: String,
    },
    TrailUnreadable {
        day: String,
        position: u64,
    },
    File {
        path: PathBuf,
        why: io::Error,
    },
    ExportedFile(FileFault),
    NoCheckpoint(PathBuf),
    NoPublicKey(PathBuf),
    WitnessContradicted(u64),
    NoSuchLogin(String),
    Refused(Refusal),
    Payments(payments::Refusal),
    Reconciliation(reconciliation::Refusal),
    Population(population::Refusal),
    /// The population service cannot be asked as it is set up.
    PopulationService {
        why: String,
    },
    Simulate(simulate::FolderFault),
    SimulateNeedsFolder,
    NoCycle {
        month: kernel::Month,
        unit: String,
    },
    /// What an option was given is no such value.
    Value(&'static str),
    Listen {
        address: SocketAddr,
        why: io::Error,
    },
    /// A room said no for a reason this program has no sentence of its own for.
    Room(String),
    /// Nothing was taken from an agency's file.
    SourceFile {
        path: PathBuf,
        why: sources::FileFault,
    },
    /// No unit of any day has the code.
    UnitUnknown(String),
    /// A step of the demo was refused.
    Demo {
        step: &'static str,
        why: String,
    },
    /// The folder holds another demo.
    OtherDemo(PathBuf),
    /// The database holds something else than a demo.
    DatabaseInUse,
    /// Another day can be practised on made-up data alone.
    NotForPractice,
    /// Made-up people were not made.
    Sample(sample::Refusal),
    /// An address of the identity provider's settings is no address.
    SingleSignOn {
        why: String,
    },
    Output(io::Error),
    /// A register, an index or a list that cannot be matched.
    Matching {
        path: PathBuf,
        why: MatchingFault,
    },
}

impl Fault {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Fault::Database(error) | Fault::Refused(Refusal::Db(error)) => database_exit(error),
            Fault::NoDatabaseFile(_) | Fault::Unmigrated => Exit::DatabaseUnusable,
            Fault::TrailDamaged { .. }
            | Fault::TrailUnreadable { .. }
            | Fault::WitnessContradicted(_)
            | Fault::NoSuchLogin(_)
            | Fault::Payments(_)
            | Fault::Reconciliation(_)
            | Fault::Population(_)
            | Fault::NoCycle { .. }
            | Fault::Room(_)
            | Fault::Demo { .. }
            | Fault::DatabaseInUse
            | Fault::NotForPractice
            | Fault::Refused(_) => Exit::Refused,
            Fault::SimulateNeedsFolder | Fault::Value(_) => Exit::Usage,
            Fault::KeysMissing(_)
            | Fault::OtherKey { .. }
            | Fault::KeyFile { .. }
            | Fault::File { .. }
            | Fault::ExportedFile(_)
            | Fault::NoCheckpoint(_)
            | Fault::NoPublicKey(_)
            | Fault::Listen { .. }
            | Fault::Sample(_)
            | Fault::SourceFile { .. }
            | Fault::UnitUnknown(_)
            | Fault::OtherDemo(_)
            | Fault::SingleSignOn { .. }
            | Fault::PopulationService { .. }
            | Fault::Simulate(_)
            | Fault::Matching { .. }
            | Fault::Output(_) => Exit::BadInput,
        }
    }

    /// Never changes, unlike the sentence.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Fault::Database(error) | Fault::Refused(Refusal::Db(error)) => database_code(error),
            Fault::NoDatabaseFile(_) => "database.none",
            Fault::Unmigrated => "database.unmigrated",
            Fault::KeysMissing(_) => "keys.missing",
            Fault::OtherKey { .. } => "keys.other",
            Fault::KeyFile { .. } => "keys.file",
            Fault::TrailDamaged { .. } => "trail.damaged",
            Fault::TrailUnreadable { .. } => "trail.unreadable",
            Fault::File { .. } | Fault::ExportedFile(FileFault::Read(_)) => "file.unusable",
            Fault::ExportedFile(FileFault::NotATrail { .. }) => "file.not_a_trail",
            Fault::ExportedFile(FileFault::Newer { .. }) => "file.newer",
            Fault::ExportedFile(FileFault::CutOff) => "file.cut_off",
            Fault::NoCheckpoint(_) => "file.no_checkpoint",
            Fault::NoPublicKey(_) => "file.no_public_key",
            Fault::WitnessContradicted(_) => "trail.set_back",
            Fault::NoSuchLogin(_) => "staff.no_such_login",
            Fault::Refused(_) | Fault::Payments(_) | Fault::Reconciliation(_) | Fault::Population(_) => "refused",
            Fault::Simulate(_) => "simulate",
            Fault::SimulateNeedsFolder | Fault::Value(_) => "usage",
            Fault::NoCycle { .. } => "cycle.none",
            Fault::Listen { .. } => "listen",
            Fault::Room(_) => "room",
            Fault::SourceFile { .. } => "sources.file",
            Fault::UnitUnknown(_) => "unit.unknown",
            Fault::Sample(_) => "sample",
            Fault::Demo { .. } => "demo.step",
            Fault::OtherDemo(_) => "demo.other",
            Fault::DatabaseInUse => "demo.database_in_use",
            Fault::NotForPractice => "practice.real_data",
            Fault::SingleSignOn { .. } => "single_sign_on",
            Fault::PopulationService { .. } => "population_service",
            Fault::Matching { why, .. } => why.code(),
            Fault::Output(_) => "output",
        }
    }

    pub(crate) fn sentence(&self, t: CommandLine) -> String {
        match self {
            Fault::Database(error) | Fault::Refused(Refusal::Db(error)) => database_sentence(error, t),
            Fault::NoDatabaseFile(path) => t.database_file_none(path.display()),
            Fault::Unmigrated => t.database_unmigrated().to_owned(),
            Fault::KeysMissing(folder) => t.keys_missing(folder.display()),
            Fault::OtherKey { kind, folder } => t.key_other(kind, folder.display()),
            Fault::KeyFile { path, why } => t.key_file(path.display(), why),
            Fault::TrailDamaged { day } => t.trail_damaged(day),
            Fault::TrailUnreadable { day, position } => t.trail_unreadable(position, day),
            Fault::File { path, why } => t.file_fault(path.display(), why_text(why, t)),
            Fault::ExportedFile(FileFault::NotATrail { line }) => t.file_not_a_trail(line),
            Fault::ExportedFile(FileFault::Newer { version }) => t.file_newer(version),
            Fault::ExportedFile(FileFault::CutOff) => t.file_cut_off().to_owned(),
            Fault::NoCheckpoint(path) => t.file_no_checkpoint(path.display()),
            Fault::NoPublicKey(path) => t.file_no_public_key(path.display()),
            Fault::WitnessContradicted(seen) => t.trail_set_back(seen),
            Fault::NoSuchLogin(login) => t.no_such_login(login),
            Fault::Refused(refusal) => t.refusal(refusal),
            Fault::Payments(refusal) => t.payments_refusal(refusal),
            Fault::Reconciliation(refusal) => t.reconciliation_refusal(refusal),
            Fault::Simulate(fault) => t.output_fault(fault),
            Fault::SimulateNeedsFolder => t.simulate_needs_folder().to_owned(),
            Fault::NoCycle { month, unit } => t.cycle_none(month.slashed(), unit),
            Fault::Value(option) => t.value_unreadable(option),
            Fault::Listen { address, why } => t.listen_fault(address, why_text(why, t)),
            Fault::Room(why) => t.room_refused(why),
            Fault::SourceFile { path, why } => t.source_file_refused(path.display(), t.source_file_fault(*why)),
            Fault::UnitUnknown(code) => t.unit_unknown(code),
            Fault::Demo { step, why } => t.demo_stopped(step, why),
            Fault::OtherDemo(folder) => t.demo_other(folder.display()),
            Fault::DatabaseInUse => t.demo_database_in_use().to_owned(),
            Fault::NotForPractice => t.not_for_practice().to_owned(),
            Fault::Sample(refusal) => sample_sentence(refusal, t),
            Fault::Population(refusal) => t.population_refusal(refusal),
            Fault::PopulationService { why } => t.population_service_fault(why),
            Fault::SingleSignOn { why } => t.single_sign_on_fault(why),
            Fault::Matching { path, why } => match why.read_fault() {
                Some(why) => t.file_fault(path.display(), why_text(why, t)),
                None => why.sentence(path, t),
            },
            Fault::Output(why) | Fault::ExportedFile(FileFault::Read(why)) => t.output_fault(why_text(why, t)),
        }
    }

    /// The same for a machine.
    pub(crate) fn json(&self, t: CommandLine) -> Value {
        json!({ "error": { "code": self.code(), "message": self.sentence(t) } })
    }
}

/// What the operating system said, where it is one of the usual things.
fn why_text(why: &io::Error, t: CommandLine) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => t.why_not_found().to_owned(),
        io::ErrorKind::PermissionDenied => t.why_not_permitted().to_owned(),
        io::ErrorKind::AddrInUse => t.why_in_use().to_owned(),
        io::ErrorKind::StorageFull => t.why_full().to_owned(),
        io::ErrorKind::InvalidData => t.why_not_text().to_owned(),
        _ => why.to_string(),
    }
}

/// What an operator can mend at the database, and what only a programmer can.
fn database_exit(error: &DbError) -> Exit {
    match error {
        DbError::Inconsistent { .. } | DbError::BulkShape { .. } | DbError::Misuse(_) | DbError::ZeroCharacter => {
            Exit::Internal
        }
        _ => Exit::DatabaseUnusable,
    }
}

fn database_code(error: &DbError) -> &'static str {
    match error {
        DbError::Away(_) => "database.away",
        DbError::Denied(_) => "database.denied",
        DbError::NoSuchDatabase(_) => "database.none",
        DbError::BadPlace(_) => "database.bad_address",
        DbError::DiskFull => "database.disk_full",
        DbError::FileLocked => "database.file_locked",
        DbError::ReadOnly => "database.read_only",
        DbError::NotADatabase => "database.not_a_database",
        DbError::Damaged => "database.damaged",
        DbError::SchemaNewer { .. } => "database.newer",
        DbError::MigrationChanged { .. } => "database.changed",
        DbError::Timeout | DbError::Busy(_) | DbError::Contended => "database.busy",
        _ => "database.fault",
    }
}

fn database_sentence(error: &DbError, t: CommandLine) -> String {
    match error {
        DbError::Away(why) => t.database_away(why),
        DbError::Denied(why) => t.database_denied(why),
        DbError::NoSuchDatabase(why) => t.database_no_such(why),
        DbError::BadPlace(why) => t.database_bad_place(why),
        DbError::DiskFull => t.database_full().to_owned(),
        DbError::FileLocked => t.database_locked().to_owned(),
        DbError::ReadOnly => t.database_read_only().to_owned(),
        DbError::NotADatabase => t.database_not_one().to_owned(),
        DbError::Damaged => t.database_damaged().to_owned(),
        DbError::SchemaNewer { database, program } => t.database_newer(database, program),
        DbError::MigrationChanged { step } => t.database_changed(step),
        DbError::Timeout | DbError::Busy(_) | DbError::Contended => t.database_slow().to_owned(),
        other => t.database_fault(other),
    }
}

fn sample_sentence(refusal: &sample::Refusal, t: CommandLine) -> String {
    use sample::Refusal as R;
    match refusal {
        R::DistrictUnknown => t.sample_district_unknown().to_owned(),
        R::DistrictAmbiguous { codes } => t.sample_district_ambiguous(codes.join(", ")),
        R::People { least, most } => t.sample_people_range(least, most),
        R::Register { least, most } => t.sample_register_range(least, most),
        R::OtherSample => t.sample_other().to_owned(),
        R::File(why) => t.sample_not_written(why_text(why, t)),
        R::Document(why) => t.sample_not_written(why),
        R::Table(why) => t.sample_not_written(why),
        R::Manifest(why) => t.sample_not_written(why),
    }
}

impl Fault {
    /// What the room of source files said of the file at `path`.
    pub(crate) fn of_source(path: &Path, refusal: sources::Refusal) -> Fault {
        match refusal {
            sources::Refusal::Db(error) => Fault::Database(error),
            sources::Refusal::Office(refusal) => Fault::Refused(refusal),
            sources::Refusal::File(why) => Fault::SourceFile { path: path.to_owned(), why },
            other => Fault::Room(other.to_string()),
        }
    }
}

impl From<population::Refusal> for Fault {
    fn from(refusal: population::Refusal) -> Fault {
        match refusal {
            population::Refusal::Db(error) => Fault::Database(error),
            population::Refusal::Office(refusal) => Fault::Refused(refusal),
            other => Fault::Population(other),
        }
    }
}

impl From<registry::Refusal> for Fault {
    fn from(refusal: registry::Refusal) -> Fault {
        match refusal {
            registry::Refusal::Db(error) => Fault::Database(error),
            registry::Refusal::Office(refusal) => Fault::Refused(refusal),
            other => Fault::Room(other.to_string()),
        }
    }
}

impl From<reports::Refusal> for Fault {
    fn from(refusal: reports::Refusal) -> Fault {
        match refusal {
            reports::Refusal::Db(error) => Fault::Database(error),
            reports::Refusal::Office(refusal) => Fault::Refused(refusal),
            reports::Refusal::Registry(refusal) => refusal.into(),
            reports::Refusal::Document(why) => Fault::Room(why),
        }
    }
}

impl From<sample::Refusal> for Fault {
    fn from(refusal: sample::Refusal) -> Fault {
        Fault::Sample(refusal)
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Fault {
        Fault::Database(error)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        Fault::Refused(refusal)
    }
}

impl From<payments::Refusal> for Fault {
    fn from(refusal: payments::Refusal) -> Fault {
        match refusal {
            payments::Refusal::Db(error) => Fault::Database(error),
            payments::Refusal::Office(refusal) => Fault::Refused(refusal),
            other => Fault::Payments(other),
        }
    }
}

impl From<reconciliation::Refusal> for Fault {
    fn from(refusal: reconciliation::Refusal) -> Fault {
        match refusal {
            reconciliation::Refusal::Db(error) => Fault::Database(error),
            reconciliation::Refusal::Office(refusal) => Fault::Refused(refusal),
            reconciliation::Refusal::Payments(refusal) => refusal.into(),
            reconciliation::Refusal::Registry(refusal) => refusal.into(),
            other => Fault::Reconciliation(other),
        }
    }
}

impl From<simulate::FolderFault> for Fault {
    fn from(fault: simulate::FolderFault) -> Fault {
        Fault::Simulate(fault)
    }
}

impl From<DeskFault> for Fault {
    fn from(fault: DeskFault) -> Fault {
        match fault {
            DeskFault::Db(error) => Fault::Database(error),
            DeskFault::Key { path, why } => Fault::KeyFile { path, why },
            DeskFault::KeyMissing { path } => Fault::KeysMissing(path),
            DeskFault::Refused(refusal) => Fault::Refused(refusal),
            DeskFault::Trail(fault) => Fault::from(fault),
            DeskFault::KeysFolderMissing => unreachable!("the command line always names a folder of keys"),
        }
    }
}

impl From<SealFault> for Fault {
    fn from(fault: SealFault) -> Fault {
        match fault {
            SealFault::Damaged { day } => Fault::TrailDamaged { day: day.to_string() },
            SealFault::OtherKey { kind } => Fault::OtherKey { kind, folder: PathBuf::new() },
            SealFault::Db(error) => Fault::Database(error),
        }
    }
}

impl From<ExportFault> for Fault {
    fn from(fault: ExportFault) -> Fault {
        match fault {
            ExportFault::Write(why) => Fault::Output(why),
            ExportFault::DayDamaged { day } => Fault::TrailDamaged { day },
            ExportFault::Damaged { day, position } => Fault::TrailUnreadable { day, position },
            ExportFault::Db(error) => Fault::Database(error),
        }
    }
}

impl From<FileFault> for Fault {
    fn from(fault: FileFault) -> Fault {
        Fault::ExportedFile(fault)
    }
}

impl From<WitnessFault> for Fault {
    fn from(fault: WitnessFault) -> Fault {
        match fault {
            WitnessFault::File { path, source } => Fault::File { path, why: source },
            WitnessFault::Contradicted { seen } => Fault::WitnessContradicted(seen),
            WitnessFault::Db(error) => Fault::Database(error),
            WitnessFault::NotACheckpoint { path } => Fault::NoCheckpoint(path),
            WitnessFault::NotAPublicKey { path, .. } => Fault::NoPublicKey(path),
        }
    }
}
