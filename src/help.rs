//! Puts the sentences of one language into the command line, and shows the commands in the order of the process.

use crate::arguments::Arguments;
use clap::{Arg, ArgAction, Command, CommandFactory as _};
use std::fmt::Write as _;
use web::CommandLine;

/// The command line with its explanations in the language of `t`.
pub(crate) fn command(t: CommandLine) -> Command {
    let root = translate(Arguments::command(), &[], t);
    let listing = listing(&root, t);
    root.help_template(format!(
        "{{about}}\n\n{}: {{usage}}\n\n{listing}{}:\n{{options}}{{after-help}}\n",
        t.usage(),
        t.heading_common(),
    ))
    .after_help(format!("{}\n\n{}", t.begin_hint(), t.exit_codes()))
}

/// The commands in their groups, each with its line.
fn listing(root: &Command, t: CommandLine) -> String {
    let width = root.get_subcommands().map(|command| command.get_name().len()).max().unwrap_or(0);
    let mut text = String::new();
    for (heading, names) in groups(t) {
        let _ = writeln!(text, "{heading}:");
        for name in names {
            let about = root.find_subcommand(name).and_then(Command::get_about).map(ToString::to_string);
            let _ = writeln!(text, "  {name:width$}  {}", about.unwrap_or_default());
        }
        text.push('\n');
    }
    text
}

/// Every command in one group; a test counts them.
fn groups(t: CommandLine) -> [(&'static str, &'static [&'static str]); 7] {
    [
        (t.group_begin(), &["serve", "migrate", "check"]),
        (t.group_month(), &["register", "import", "match", "population", "report"]),
        (t.group_people(), &["staff", "units"]),
        (t.group_money(), &["cycle", "reconcile"]),
        (t.group_trail(), &["audit"]),
        (t.group_practice(), &["demo", "sample", "simulate"]),
        (t.group_machines(), &["openapi", "completion"]),
    ]
}

/// The command at `path` and all below it.
fn translate(command: Command, path: &[&str], t: CommandLine) -> Command {
    let (about, more) = explain_command(&path.join(" "), t);
    let long = more.map_or_else(|| about.to_owned(), |more| format!("{about}\n\n{more}"));
    let mut command = command
        .about(about)
        .long_about(long)
        .subcommand_help_heading(t.heading_commands())
        .arg(help_flag(t))
        .mut_args(|arg| translate_arg(arg, path, t));
    let usage = usage_line(&command, path, t);
    command = command.override_usage(usage);
    if path.is_empty() {
        command = command.arg(version_flag(t));
    } else {
        command = command.help_template(format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}\n", t.usage()));
    }
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in names {
        let below: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
        command = command.mut_subcommand(&name, |sub| translate(sub, &below, t));
    }
    command
}

/// `ansinh audit verify-export [OPTIONS] --public-key FILE FILE`
fn usage_line(command: &Command, path: &[&str], t: CommandLine) -> String {
    let named = |arg: &Arg| arg.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
    let mut words: Vec<String> = ["ansinh"].iter().chain(path).map(|&word| word.to_owned()).collect();
    words.push(format!("[{}]", t.placeholder_options()));
    let required = command.get_opts().filter(|arg| arg.is_required_set());
    words.extend(required.map(|arg| format!("--{} {}", arg.get_long().unwrap_or_default(), named(arg))));
    words.extend(command.get_positionals().map(named));
    if command.has_subcommands() {
        words.push(t.placeholder_command().to_owned());
    }
    words.join(" ")
}

fn help_flag(t: CommandLine) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(t.help_help())
        .help_heading(t.heading_common())
}

fn version_flag(t: CommandLine) -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version).help(t.version_help())
}

/// Names of what a command takes that clap would explain in English are written here in our own words.
fn translate_arg(arg: Arg, path: &[&str], t: CommandLine) -> Arg {
    let id = arg.get_id().to_string();
    if id == "help" {
        return arg;
    }
    let mut help = vec![explain_argument(&id, path, t).to_owned()];
    let takes_value = arg.get_action().takes_values();
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if takes_value && !values.is_empty() {
        help.push(t.possible_values(values.join(", ")));
    }
    if let (true, [default]) = (takes_value, arg.get_default_values()) {
        help.push(t.default_value(default.to_string_lossy()));
    }
    if let Some(name) = arg.get_env() {
        help.push(t.environment(name.to_string_lossy()));
    }
    let heading = if arg.is_global_set() {
        t.heading_common()
    } else if arg.is_positional() {
        t.heading_arguments()
    } else {
        t.heading_options()
    };
    let arg = arg.help(help.join(" ")).help_heading(heading);
    if takes_value {
        arg.value_name(placeholder(&id, t)).hide_possible_values(true).hide_default_value(true).hide_env(true)
    } else {
        arg
    }
}

/// The line of a command, and what its own help adds.
fn explain_command(path: &str, t: CommandLine) -> (&'static str, Option<&'static str>) {
    match path {
        "" => (t.about(), None),
        "serve" => (t.serve_about(), Some(t.serve_more())),
        "migrate" => (t.migrate_about(), None),
        "check" => (t.check_about(), None),
        "register" => (t.register_about(), None),
        "register ask" => (t.register_ask_about(), Some(t.register_ask_more())),
        "register build" => (t.register_build_about(), Some(t.register_build_more())),
        "register learn" => (t.register_learn_about(), Some(t.register_learn_more())),
        "match" => (t.match_about(), Some(t.match_more())),
        "population" => (t.population_about(), None),
        "population ask" => (t.population_ask_about(), Some(t.population_ask_more())),
        "population take" => (t.population_take_about(), None),
        "population list" => (t.population_list_about(), None),
        "population close" => (t.population_close_about(), None),
        "import" => (t.import_about(), Some(t.import_more())),
        "report" => (t.report_about(), None),
        "report states" => (t.report_states_about(), None),
        "report coverage" => (t.report_coverage_about(), None),
        "staff" => (t.staff_about(), None),
        "staff unlock" => (t.staff_unlock_about(), None),
        "staff confirm-token" => (t.staff_confirm_about(), None),
        "staff reset-password" => (t.staff_reset_about(), Some(t.staff_reset_more())),
        "units" => (t.units_about(), None),
        "units find" => (t.units_find_about(), None),
        "cycle" => (t.cycle_about(), None),
        "cycle payer" => (t.cycle_payer_about(), None),
        "cycle show" => (t.cycle_show_about(), None),
        "cycle compute" => (t.cycle_compute_about(), None),
        "cycle approve" => (t.cycle_approve_about(), None),
        "cycle instruct" => (t.cycle_instruct_about(), None),
        "cycle send" => (t.cycle_send_about(), None),
        "cycle close" => (t.cycle_close_about(), None),
        "reconcile" => (t.reconcile_about(), None),
        "simulate" => (t.simulate_about(), None),
        "simulate bank" => (t.simulate_bank_about(), None),
        "simulate post" => (t.simulate_post_about(), None),
        "simulate population" => (t.simulate_population_about(), Some(t.simulate_population_more())),
        "audit" => (t.audit_about(), None),
        "audit verify" => (t.audit_verify_about(), Some(t.audit_verify_more())),
        "audit seal" => (t.audit_seal_about(), None),
        "audit export" => (t.audit_export_about(), Some(t.audit_export_more())),
        "audit verify-export" => (t.audit_verify_export_about(), None),
        "audit key" => (t.audit_key_about(), None),
        "demo" => (t.demo_about(), Some(t.demo_more())),
        "sample" => (t.sample_about(), Some(t.sample_more())),
        "openapi" => (t.openapi_about(), None),
        "completion" => (t.completion_about(), None),
        _ => unreachable!("the command {path} has no explanation"),
    }
}

fn explain_argument(id: &str, path: &[&str], t: CommandLine) -> &'static str {
    match id {
        "database" => t.database_help(),
        "keys" => t.keys_help(),
        "lang" => t.lang_help(),
        "json" => t.json_help(),
        "log" => t.log_help(),
        "listen" => t.listen_help(),
        "practice_day" => t.practice_day_help(),
        "https" => t.https_help(),
        "forwarded_hops" => t.forwarded_help(),
        "metrics_token" => t.metrics_token_help(),
        "oidc_issuer" => t.oidc_issuer_help(),
        "oidc_client_id" => t.oidc_client_id_help(),
        "oidc_client_secret" => t.oidc_client_secret_help(),
        "public_url" => t.public_url_help(),
        "source_url" => t.source_url_help(),
        "registers" => t.registers_help(),
        "outbox" => t.outbox_help(),
        "register_csv" => t.register_csv_help(),
        "index_out" => t.index_out_help(),
        "requests_out" => t.requests_out_help(),
        "model_out" => t.model_out_help(),
        "model_name" => t.model_name_help(),
        "model_file" => t.model_file_help(),
        "taken_on" => t.taken_on_help(),
        "register_file" => t.register_file_help(),
        "list_file" => t.list_file_help(),
        "answers_out" => t.answers_out_help(),
        "candidates" => t.candidates_help(),
        "duplicates" => t.duplicates_help(),
        "list_day" => t.list_day_help(),
        "threads" => t.threads_help(),
        "login" => t.login_help(),
        "prefix" => t.prefix_help(),
        "second_factor" => t.second_factor_help(),
        "source_files" => t.files_help(),
        "source" => t.source_help(),
        "enrol" => t.enrol_help(),
        "mapping" => t.mapping_help(),
        "returned_folder" => t.returned_help(),
        "xlsx" => t.xlsx_help(),
        "on" if path != ["units", "find"] => t.unit_on_help(),
        "words" => t.words_help(),
        "on" => t.on_help(),
        "witness" => t.witness_help(),
        "public_key" if path == ["audit", "verify-export"] => t.public_key_needed_help(),
        "public_key" => t.public_key_help(),
        "from" => t.from_help(),
        "to" => t.to_help(),
        "by_staff" => t.by_staff_help(),
        "subject" => t.subject_help(),
        "since" => t.since_help(),
        "output" => t.output_help(),
        "export_file" => t.export_file_help(),
        "district" => t.district_help(),
        "seed" if path.first() == Some(&"simulate") => t.answers_seed_help(),
        "seed" if path.first() == Some(&"register") => t.learn_seed_help(),
        "seed" => t.seed_help(),
        "people" => t.people_help(),
        "register_people" => t.register_people_help(),
        "out" => t.out_help(),
        "folder" => t.folder_help(),
        "no_serve" => t.no_serve_help(),
        "shell" => t.shell_help(),
        "unit" => t.unit_help(),
        "month" => t.month_help(),
        "act_as" => t.act_as_help(),
        "version_seen" => t.version_seen_help(),
        "bank_folder" => t.bank_folder_help(),
        "post_folder" => t.post_folder_help(),
        "payer_bin" => t.payer_bin_help(),
        "payer_number" => t.payer_number_help(),
        "payer_name" => t.payer_name_help(),
        "answer_files" => t.answer_files_help(),
        "files" => t.simulate_files_help(),
        "answers" => t.simulate_answers_help(),
        "listen_bank" => t.simulate_listen_help(),
        "listen_population" => t.simulate_listen_population_help(),
        "closed" | "returned" | "deceased" | "silent" | "rejected" | "doubled" | "uncollected" | "failing"
        | "breaking" | "malformed" | "mistaken" | "limited" => t.per_mille_help(),
        "slow_ms" => t.slow_ms_help(),
        "retry_after" => t.retry_after_help(),
        "batch" => t.population_batch_help(),
        "due" => t.population_due_help(),
        "population_to" => t.population_to_help(),
        "population_answers" => t.population_answers_help(),
        "population_url" => t.population_url_help(),
        "population_token" => t.population_token_help(),
        "population_agency" => t.population_agency_help(),
        "population_procedure" => t.population_procedure_help(),
        "population_integration" => t.population_integration_help(),
        "settled_on" => t.settled_on_help(),
        "truth" => t.truth_help(),
        _ => unreachable!("the argument {id} has no explanation"),
    }
}

/// What stands for the value of an argument.
fn placeholder(id: &str, t: CommandLine) -> &'static str {
    match id {
        "population_url" | "database" | "listen" | "listen_bank" | "listen_population" | "oidc_issuer"
        | "public_url" | "source_url" => t.placeholder_address(),
        "keys" | "out" | "bank_folder" | "post_folder" | "files" | "answers" | "returned_folder" | "registers"
        | "truth" => t.placeholder_folder(),
        "month" => t.placeholder_month(),
        "on" | "settled_on" | "due" | "from" | "to" | "taken_on" | "list_day" => t.placeholder_day(),
        "witness" | "answer_files" | "public_key" | "since" | "output" | "export_file" | "register_csv"
        | "index_out" | "model_out" | "model_file" | "requests_out" | "register_file" | "list_file" | "answers_out"
        | "candidates" | "duplicates" | "source_files" | "mapping" | "xlsx" | "population_to"
        | "population_answers" => t.placeholder_file(),
        "batch"
        | "population_token"
        | "population_agency"
        | "population_procedure"
        | "population_integration"
        | "by_staff"
        | "subject"
        | "metrics_token"
        | "oidc_client_id"
        | "oidc_client_secret"
        | "district" => t.placeholder_code(),
        "model_name" => t.placeholder_name(),
        "login" | "act_as" => t.placeholder_login(),
        "words" => t.placeholder_words(),
        "forwarded_hops" | "people" | "register_people" | "seed" | "threads" | "slow_ms" | "retry_after" => {
            t.placeholder_number()
        }
        _ => t.placeholder_value(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::Language;

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for language in Language::ALL {
            let t = CommandLine(language);
            let root = command(t);
            root.clone().debug_assert();
            let mut grouped: Vec<_> = groups(t).into_iter().flat_map(|(_, names)| names).copied().collect();
            let mut known: Vec<_> = root.get_subcommands().map(Command::get_name).collect();
            grouped.sort_unstable();
            known.sort_unstable();
            assert_eq!(grouped, known, "each command stands in one group of the help");
        }
    }

    #[test]
    fn no_word_of_the_other_language_is_left_in_the_help() {
        let english = [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "possible values",
            "default:",
            "env:",
            "Print ",
            "FILE",
            "OPTIONS",
        ];
        for path in
            ["", "serve", "audit", "audit verify", "audit export", "audit verify-export", "staff reset-password"]
        {
            let mut root = command(CommandLine(Language::Vietnamese));
            root.build();
            let leaf = path.split_whitespace().fold(&root, |at, name| at.find_subcommand(name).expect("a command"));
            let text = leaf.clone().render_long_help().to_string();
            assert!(english.iter().all(|word| !text.contains(word)), "{text}");
        }
    }
}
