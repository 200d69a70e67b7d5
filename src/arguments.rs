//! What can be typed. The sentences that explain it are put in by `help`.

mod day;
mod import;
mod listen;

use clap::{Args, Parser, Subcommand, ValueEnum};
use day::day;
use jiff::civil::Date;
use kernel::{Month, PopulationBatchId, StaffId};
use listen::listen_address;
use std::{net::SocketAddr, num::NonZero, path::PathBuf};

pub(crate) use import::{Import, Source};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "ansinh",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Common {
    #[arg(long, global = true, env = "ANSINH_DATABASE")]
    pub(crate) database: Option<String>,
    #[arg(long, global = true, env = "ANSINH_KEYS")]
    pub(crate) keys: Option<PathBuf>,
    #[arg(long, global = true, env = "ANSINH_LANG")]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, env = "ANSINH_LOG", default_value = "text")]
    pub(crate) log: Log,
}

/// A language of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

/// The form of the operating log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Log {
    Text,
    Json,
}

/// The commands, in the order of the process.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Serve(Serve),
    Migrate,
    Check,
    Register {
        #[command(subcommand)]
        command: Register,
    },
    Import(Import),
    Match(Match),
    Population {
        #[command(subcommand)]
        command: Population,
    },
    Report {
        #[command(subcommand)]
        command: Report,
    },
    Staff {
        #[command(subcommand)]
        command: Staff,
    },
    Units {
        #[command(subcommand)]
        command: Units,
    },
    Cycle {
        #[command(subcommand)]
        command: Cycle,
    },
    Reconcile(Reconcile),
    Simulate {
        #[command(subcommand)]
        command: Simulate,
    },
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
    Demo(Demo),
    Sample(Sample),
    Openapi,
    Completion(Completion),
}

/// `ansinh report …`
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    States(ReportOf),
    Coverage(ReportOf),
}

/// What a report is of.
#[derive(Args, Debug)]
pub(crate) struct ReportOf {
    #[arg(long)]
    pub(crate) unit: String,
    #[arg(long = "as")]
    pub(crate) act_as: String,
    #[arg(long)]
    pub(crate) month: Option<Month>,
    #[arg(long)]
    pub(crate) source: Option<Source>,
    #[arg(long, value_parser = day)]
    pub(crate) on: Option<Date>,
    #[arg(long)]
    pub(crate) xlsx: Option<PathBuf>,
}

/// `ansinh serve`
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    #[arg(long, env = "ANSINH_LISTEN", default_value = "127.0.0.1:8080", value_parser = listen_address)]
    pub(crate) listen: SocketAddr,
    #[arg(long)]
    pub(crate) https: bool,
    #[arg(long, default_value_t = 0)]
    pub(crate) forwarded_hops: usize,
    #[arg(long, env = "ANSINH_METRICS_TOKEN", hide_env_values = true)]
    pub(crate) metrics_token: Option<String>,
    #[arg(long, env = "ANSINH_OIDC_ISSUER", requires_all = ["oidc_client_id", "oidc_client_secret", "public_url"])]
    pub(crate) oidc_issuer: Option<String>,
    #[arg(long, env = "ANSINH_OIDC_CLIENT_ID")]
    pub(crate) oidc_client_id: Option<String>,
    #[arg(long, env = "ANSINH_OIDC_CLIENT_SECRET", hide_env_values = true)]
    pub(crate) oidc_client_secret: Option<String>,
    #[arg(long, env = "ANSINH_PUBLIC_URL")]
    pub(crate) public_url: Option<String>,
    #[arg(long, env = "ANSINH_SOURCE_URL")]
    pub(crate) source_url: Option<String>,
    #[arg(long, env = "ANSINH_REGISTERS")]
    pub(crate) registers: Option<PathBuf>,
    #[arg(long = "model", id = "model_file", env = "ANSINH_MODEL")]
    pub(crate) model_file: Option<PathBuf>,
    #[arg(long, env = "ANSINH_OUTBOX")]
    pub(crate) outbox: Option<PathBuf>,
    #[arg(long, value_parser = day)]
    pub(crate) practice_day: Option<Date>,
    #[command(flatten)]
    pub(crate) population: PopulationService,
}

/// Where the population service is, and who we are there.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct PopulationService {
    #[arg(long = "population-url", id = "population_url", env = "ANSINH_POPULATION_URL")]
    pub(crate) url: Option<String>,
    #[arg(long = "population-token", id = "population_token", env = "ANSINH_POPULATION_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    #[arg(long = "population-agency", id = "population_agency", env = "ANSINH_POPULATION_AGENCY", default_value = "")]
    pub(crate) agency: String,
    #[arg(
        long = "population-procedure",
        id = "population_procedure",
        env = "ANSINH_POPULATION_PROCEDURE",
        default_value = ""
    )]
    pub(crate) procedure: String,
    #[arg(
        long = "population-integration",
        id = "population_integration",
        env = "ANSINH_POPULATION_INTEGRATION",
        default_value = ""
    )]
    pub(crate) integration: String,
}

/// `ansinh population …`
#[derive(Debug, Subcommand)]
pub(crate) enum Population {
    Ask(PopulationAsk),
    Take(PopulationTake),
    List(PopulationList),
    Close(PopulationBatch),
}

/// `ansinh population ask`
#[derive(Args, Debug)]
pub(crate) struct PopulationAsk {
    #[arg(long, required_unless_present = "batch")]
    pub(crate) unit: Option<String>,
    #[arg(long, conflicts_with_all = ["unit", "population_to"])]
    pub(crate) batch: Option<PopulationBatchId>,
    #[arg(long = "to", id = "population_to")]
    pub(crate) to: Option<PathBuf>,
    #[arg(long, value_parser = day)]
    pub(crate) due: Option<Date>,
    #[arg(long = "as")]
    pub(crate) act_as: String,
    #[command(flatten)]
    pub(crate) service: PopulationService,
}

/// `ansinh population take`
#[derive(Args, Debug)]
pub(crate) struct PopulationTake {
    pub(crate) population_answers: PathBuf,
    #[command(flatten)]
    pub(crate) batch: PopulationBatch,
}

/// `ansinh population list`
#[derive(Args, Debug)]
pub(crate) struct PopulationList {
    #[arg(long = "as")]
    pub(crate) act_as: String,
}

/// Which batch, and in whose name.
#[derive(Args, Debug)]
pub(crate) struct PopulationBatch {
    #[arg(long)]
    pub(crate) batch: PopulationBatchId,
    #[arg(long = "as")]
    pub(crate) act_as: String,
}

/// `ansinh register …`
#[derive(Debug, Subcommand)]
pub(crate) enum Register {
    Build(RegisterBuild),
    Ask(RegisterAsk),
    Learn(RegisterLearn),
}

/// `ansinh register learn`
#[derive(Args, Debug)]
pub(crate) struct RegisterLearn {
    #[arg(long = "register")]
    pub(crate) register_file: PathBuf,
    #[arg(long = "list")]
    pub(crate) list_file: PathBuf,
    #[arg(long = "out")]
    pub(crate) model_out: PathBuf,
    #[arg(long = "name", default_value = "learned")]
    pub(crate) model_name: String,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long, value_parser = day)]
    pub(crate) list_day: Option<Date>,
}

/// `ansinh register ask`
#[derive(Args, Debug)]
pub(crate) struct RegisterAsk {
    #[arg(long = "list")]
    pub(crate) list_file: PathBuf,
    #[arg(long = "out")]
    pub(crate) requests_out: PathBuf,
}

/// `ansinh register build`
#[derive(Args, Debug)]
pub(crate) struct RegisterBuild {
    #[arg(long = "from")]
    pub(crate) register_csv: PathBuf,
    #[arg(long = "out")]
    pub(crate) index_out: Option<PathBuf>,
    #[arg(long, value_parser = day)]
    pub(crate) taken_on: Option<Date>,
}

/// `ansinh match`
#[derive(Args, Debug)]
pub(crate) struct Match {
    #[arg(long = "register")]
    pub(crate) register_file: PathBuf,
    #[arg(long = "list")]
    pub(crate) list_file: PathBuf,
    #[arg(long = "out")]
    pub(crate) answers_out: PathBuf,
    #[arg(long)]
    pub(crate) candidates: Option<PathBuf>,
    #[arg(long)]
    pub(crate) duplicates: Option<PathBuf>,
    #[arg(long, value_parser = day)]
    pub(crate) list_day: Option<Date>,
    #[arg(long = "model")]
    pub(crate) model_file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) threads: Option<NonZero<usize>>,
}

impl Serve {
    /// At this address, and nothing else said.
    pub(crate) fn plain(listen: SocketAddr) -> Serve {
        Serve {
            listen,
            https: false,
            forwarded_hops: 0,
            metrics_token: None,
            oidc_issuer: None,
            oidc_client_id: None,
            oidc_client_secret: None,
            public_url: None,
            source_url: None,
            registers: None,
            model_file: None,
            outbox: None,
            practice_day: None,
            population: PopulationService::default(),
        }
    }
}

/// `ansinh staff …`
#[derive(Debug, Subcommand)]
pub(crate) enum Staff {
    Unlock {
        login: String,
    },
    ResetPassword {
        login: String,
        #[arg(long)]
        second_factor: bool,
    },
    ConfirmToken {
        login: String,
        prefix: String,
    },
}

/// `ansinh units …`
#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    Find {
        #[arg(required = true)]
        words: Vec<String>,
        #[arg(long, value_parser = day)]
        on: Option<Date>,
    },
}

/// `ansinh audit …`
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    Verify(Verify),
    Seal,
    Export(Export),
    VerifyExport(VerifyExport),
    Key,
}

/// `ansinh audit verify`
#[derive(Args, Debug)]
pub(crate) struct Verify {
    #[arg(long)]
    pub(crate) witness: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) public_key: Vec<PathBuf>,
}

/// `ansinh audit export`
#[derive(Args, Debug)]
pub(crate) struct Export {
    #[arg(long, value_parser = day)]
    pub(crate) from: Option<Date>,
    #[arg(long, value_parser = day)]
    pub(crate) to: Option<Date>,
    #[arg(long)]
    pub(crate) by_staff: Option<StaffId>,
    #[arg(long)]
    pub(crate) subject: Option<String>,
    #[arg(long)]
    pub(crate) since: Option<PathBuf>,
    #[arg(long)]
    pub(crate) output: Option<PathBuf>,
}

/// `ansinh audit verify-export`
#[derive(Args, Debug)]
pub(crate) struct VerifyExport {
    pub(crate) export_file: PathBuf,
    #[arg(long, required = true)]
    pub(crate) public_key: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) witness: Vec<PathBuf>,
}

/// `ansinh completion`
#[derive(Args, Debug)]
pub(crate) struct Completion {
    pub(crate) shell: clap_complete::Shell,
}

/// `ansinh sample`
#[derive(Args, Clone, Debug)]
pub(crate) struct Sample {
    #[arg(long, default_value = "binh-son")]
    pub(crate) district: String,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long)]
    pub(crate) people: Option<u64>,
    #[arg(long)]
    pub(crate) register_people: Option<u64>,
    #[arg(long)]
    pub(crate) out: PathBuf,
}

/// `ansinh cycle …`
#[derive(Debug, Subcommand)]
pub(crate) enum Cycle {
    Payer(Payer),
    Show(CycleOf),
    Compute(CycleOf),
    Approve(Versioned),
    Instruct(Versioned),
    Send(Send),
    Close(Versioned),
}

/// `ansinh cycle payer`
#[derive(Args, Debug)]
pub(crate) struct Payer {
    #[arg(long)]
    pub(crate) unit: String,
    #[arg(long = "bin", id = "payer_bin")]
    pub(crate) bin: String,
    #[arg(long = "number", id = "payer_number")]
    pub(crate) number: String,
    #[arg(long = "name", id = "payer_name")]
    pub(crate) name: String,
    #[arg(long = "as")]
    pub(crate) act_as: String,
}

/// Which cycle, and in whose name.
#[derive(Args, Debug)]
pub(crate) struct CycleOf {
    #[arg(long)]
    pub(crate) unit: String,
    #[arg(long)]
    pub(crate) month: Month,
    #[arg(long = "as")]
    pub(crate) act_as: String,
}

/// The same, and the version that was seen.
#[derive(Args, Debug)]
pub(crate) struct Versioned {
    #[command(flatten)]
    pub(crate) cycle: CycleOf,
    #[arg(long = "version-seen")]
    pub(crate) version_seen: i64,
}

/// `ansinh cycle send`
#[derive(Args, Debug)]
pub(crate) struct Send {
    #[command(flatten)]
    pub(crate) cycle: CycleOf,
    #[arg(long = "bank")]
    pub(crate) bank_folder: PathBuf,
    #[arg(long = "post")]
    pub(crate) post_folder: PathBuf,
}

/// `ansinh reconcile`
#[derive(Args, Debug)]
pub(crate) struct Reconcile {
    #[arg(required = true)]
    pub(crate) answer_files: Vec<PathBuf>,
    #[arg(long = "as")]
    pub(crate) act_as: String,
}

/// `ansinh simulate …`
#[derive(Debug, Subcommand)]
pub(crate) enum Simulate {
    Bank(SimulateBank),
    Post(SimulatePost),
    Population(SimulatePopulation),
}

/// `ansinh simulate bank`
#[derive(Args, Debug)]
pub(crate) struct SimulateBank {
    #[arg(long)]
    pub(crate) files: Option<PathBuf>,
    #[arg(long)]
    pub(crate) answers: Option<PathBuf>,
    #[arg(long = "listen", value_parser = listen_address)]
    pub(crate) listen_bank: Option<SocketAddr>,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long, default_value_t = 8)]
    pub(crate) closed: u16,
    #[arg(long, default_value_t = 4)]
    pub(crate) returned: u16,
    #[arg(long, default_value_t = 1)]
    pub(crate) deceased: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) silent: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) rejected: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) doubled: u16,
    #[arg(long)]
    pub(crate) truth: Option<PathBuf>,
}

/// `ansinh simulate post`
#[derive(Args, Debug)]
pub(crate) struct SimulatePost {
    #[arg(long)]
    pub(crate) files: PathBuf,
    #[arg(long)]
    pub(crate) answers: PathBuf,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long, default_value_t = 30)]
    pub(crate) uncollected: u16,
    #[arg(long = "on", value_parser = day)]
    pub(crate) settled_on: Option<Date>,
    #[arg(long)]
    pub(crate) truth: Option<PathBuf>,
}

/// `ansinh simulate population`
#[derive(Args, Debug)]
pub(crate) struct SimulatePopulation {
    #[arg(long = "from")]
    pub(crate) register_csv: PathBuf,
    #[arg(long)]
    pub(crate) files: Option<PathBuf>,
    #[arg(long)]
    pub(crate) answers: Option<PathBuf>,
    #[arg(long = "listen", value_parser = listen_address)]
    pub(crate) listen_population: Option<SocketAddr>,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long = "slow", default_value_t = 0)]
    pub(crate) slow_ms: u64,
    #[arg(long, default_value_t = 0)]
    pub(crate) failing: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) breaking: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) malformed: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) mistaken: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) limited: u16,
    #[arg(long, default_value_t = 1)]
    pub(crate) retry_after: u64,
    #[arg(long, default_value_t = 0)]
    pub(crate) silent: u16,
    #[arg(long, default_value_t = 0)]
    pub(crate) doubled: u16,
}

/// `ansinh demo`
#[derive(Args, Clone, Debug)]
pub(crate) struct Demo {
    #[arg(long, default_value = "binh-son")]
    pub(crate) district: String,
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long)]
    pub(crate) people: Option<u64>,
    #[arg(long, default_value = "demo")]
    pub(crate) folder: PathBuf,
    #[arg(long)]
    pub(crate) no_serve: bool,
    #[arg(long, env = "ANSINH_LISTEN", default_value = "127.0.0.1:8080", value_parser = listen_address)]
    pub(crate) listen: SocketAddr,
}
