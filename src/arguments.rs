//! What can be typed. The sentences that explain it are put in by `help`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use kernel::StaffId;
use std::{net::SocketAddr, path::PathBuf};

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
    Staff {
        #[command(subcommand)]
        command: Staff,
    },
    Units {
        #[command(subcommand)]
        command: Units,
    },
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
    Sample(Sample),
    Openapi,
    Completion(Completion),
}

/// `ansinh serve`
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    #[arg(long, env = "ANSINH_LISTEN", default_value = "127.0.0.1:8080")]
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
}

/// `ansinh units …`
#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    Find {
        #[arg(required = true)]
        words: Vec<String>,
        #[arg(long)]
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
    #[arg(long)]
    pub(crate) from: Option<Date>,
    #[arg(long)]
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
