//! The command line as an operator and as a machine meet it.

use crate::program::{Home, Program};
use std::{fmt::Write as _, fs, process::Command};

fn ansinh(arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ansinh"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "ANSINH_LANG", "ANSINH_DATABASE", "DATABASE_URL", "ANSINH_KEYS"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).envs(variables.iter().copied()).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("no signal ended it"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn help_speaks_the_language_of_the_locale() {
    let (code, vietnamese, _) = ansinh(&["--help"], &[]);
    assert_eq!(code, 0);
    assert!(vietnamese.contains("Cách dùng: ansinh [TÙY CHỌN] LỆNH") && !vietnamese.contains("Usage"), "{vietnamese}");
    let (_, english, _) = ansinh(&["--help"], &[("LANG", "en_US.UTF-8")]);
    assert!(english.contains("Usage: ansinh [OPTIONS] COMMAND") && !english.contains("Cách dùng"), "{english}");
    let (_, chosen, _) = ansinh(&["--lang", "vi", "audit", "--help"], &[("LANG", "en_US.UTF-8")]);
    assert!(chosen.contains("Cách dùng: ansinh audit"), "{chosen}");
}

#[test]
fn a_mistyped_command_is_code_2_and_helps_on() {
    for (arguments, says) in [
        (&["audit", "verfy"][..], "Did you mean \"verify\"?"),
        (&["serve", "--listen", "somewhere"], "The value \"somewhere\" cannot be used"),
        (&["serve", "--listen", "somewhere"], "Write the address as IP:PORT"),
        (&["audit", "verify-export", "file"], "Missing: --public-key"),
        (&["audit", "export", "--from"], "needs a value"),
        (&["--log", "xml", "check"], "It takes one of: text, json."),
        (&["nothing"], "There is no command or option \"nothing\"."),
    ] {
        let (code, answer, said) = ansinh(arguments, &[("LANG", "en_US.UTF-8")]);
        assert_eq!((code, answer.as_str()), (2, ""), "{arguments:?}");
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
}

#[test]
fn a_database_that_is_not_there_is_code_3_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("không có.sqlite");
    let file = file.to_str().expect("a readable path");
    for command in [&["check"][..], &["audit", "verify"], &["audit", "seal"], &["staff", "unlock", "an"]] {
        let (code, _, said) = ansinh(&[command, &["--database", file, "--json"]].concat(), &[]);
        assert_eq!(code, 3, "{command:?}: {said}");
        assert!(said.contains("database.none"), "{said}");
    }
    let (code, _, said) = ansinh(&["check", "--database", "postgres://nobody@127.0.0.1:1/none"], &[("LANG", "en_US")]);
    assert_eq!(code, 3);
    assert!(said.starts_with("Error: The database cannot be reached"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "neither file nor keys were made");
}

#[test]
fn a_file_that_is_something_else_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("thu.doc");
    fs::write(&file, "Kính gửi Ủy ban nhân dân xã, ".repeat(500)).expect("a file");
    let (code, _, said) = ansinh(&["check", "--database", file.to_str().expect("a path"), "--json"], &[]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("database.not_a_database"), "{said}");
}

#[test]
fn migrate_does_it_once_and_check_says_how_things_stand() {
    Home::each(|home| {
        drop(home.open());
        let unmigrated = home.run(&["check", "--json"]);
        assert_eq!((unmigrated.code, unmigrated.said.contains("database.unmigrated")), (3, true), "{unmigrated:?}");
        let first = home.run(&["migrate", "--json"]);
        assert_eq!(first.code, 0, "{first:?}");
        assert!(first.answer.contains("0030_audit_trail"), "{first:?}");
        assert_eq!(home.run(&["migrate", "--json"]).answer, "{\"applied\":[]}\n");
        let check = home.run(&["check", "--lang", "en"]);
        assert_eq!(check.code, 0, "{check:?}");
        assert!(check.answer.ends_with("Everything is fine.\n"), "{check:?}");
    });
}

#[test]
fn units_are_found_without_a_database() {
    let (code, answer, _) = ansinh(&["units", "find", "binh", "chau", "--on", "2024-01-25"], &[]);
    assert_eq!(code, 0);
    assert!(answer.contains("21112") && answer.contains("xã Bình Châu, huyện Bình Sơn, tỉnh Quảng Ngãi"), "{answer}");
    let (code, answer, _) = ansinh(&["units", "find", "không có xã này", "--json"], &[]);
    assert_eq!((code, answer.contains("\"units\":[]")), (1, true), "{answer}");
}

#[test]
fn completion_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = ansinh(&["completion", shell], &[]);
        assert_eq!(code, 0);
        assert!(script.contains("verify-export"), "{shell}");
    }
}

#[test]
fn a_stopped_server_has_sealed_what_was_written() {
    Home::each(|home| {
        let program = Program::serve(home);
        let reset = home.run(&["staff", "reset-password", "nobody.here", "--json"]);
        assert_eq!((reset.code, reset.said.contains("staff.no_such_login")), (1, true), "{reset:?}");
        let exported = home.run(&["audit", "export", "--output", home.folder().join("a").to_str().expect("a path")]);
        assert_eq!(exported.code, 0, "{exported:?}");
        assert!(program.stop().success());
        let report = home.run(&["audit", "verify", "--json"]);
        assert!(report.answer.contains("\"waiting\":0") && report.answer.contains("\"records\":1"), "{report:?}");
        assert!(home.keys().join("checkpoint.json").exists());
    });
}

#[test]
fn a_list_is_matched_with_a_register_without_a_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a readable path").to_owned();
    let register = "pid,full_name,dob,gender,id12,commune\n\
        p1,Nguyễn Thị Hòa,02/09/1944,Nữ,051144001234,21061\n\
        p2,Trần Văn Sơn,05/05/1950,Nam,051050000777,21061\n\
        ,Không Mã,,,,\n";
    let list = "STT;Họ và tên;Ngày sinh;Số CCCD;Mã xã\n1;NGUYỄN THỊ HOÀ;1944;051144001234;21061\n\
        2;Trần Văn Sơn;05/05/1950;;21061\n3;Hồ Văn Phước;1951;;21061\n4;Trần Văn Sâm;05/05/1950;051050000777;21061\n";
    fs::write(path("register.csv"), register).expect("a file");
    fs::write(path("list.csv"), list).expect("a file");
    let (csv, index, list) = (path("register.csv"), path("made.reg"), path("list.csv"));
    let (code, answer, said) = ansinh(&["register", "build", "--from", &csv, "--out", &index], &[("LANG", "en_US")]);
    assert_eq!((code, answer.starts_with("Indexed 2 people")), (0, true), "{answer} {said}");
    assert!(said.contains("Line 4: left out"), "{said}");
    let matched = |register: &str, out: &str| {
        ansinh(&["match", "--register", register, "--list", &list, "--out", out, "--threads", "2", "--json"], &[])
    };
    let (out, again) = (path("answers.csv"), path("again.csv"));
    let (code, answer, said) = matched(&index, &out);
    assert_eq!(code, 0, "{said}");
    assert!(answer.contains("\"verified\":1,") || answer.contains("\"verified\":1}"), "{answer}");
    let answers = fs::read_to_string(&out).expect("answers");
    let begins: Vec<String> =
        answers.lines().map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(
        begins,
        ["lid,outcome,pid", "1,verified,p1", "2,pending,", "3,not_found,", "4,mismatch,p2"],
        "{answers}"
    );
    assert_eq!(matched(&csv, &again).0, 0, "the CSV itself is a register too");
    assert_eq!(fs::read_to_string(&again).expect("answers"), answers);
}

/// People and rows of a simple kind, of whom every seventh row has a slip in its date.
fn write_learnable(register: &str, list: &str) {
    const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Huỳnh", "Bùi"];
    const GIVEN: [&str; 11] = ["An", "Bình", "Cúc", "Dung", "Hà", "Lan", "Mai", "Nga", "Oanh", "Sơn", "Tâm"];
    let mut people = "pid,full_name,dob,gender,id12,commune\n".to_owned();
    let mut rows = "lid,full_name,dob,gender,id,commune\n".to_owned();
    for number in 0..2_200 {
        let name = format!("{} Thị {}", FAMILY[number % 7], GIVEN[number / 7 % 11]);
        let (day, month, year) = (number % 28 + 1, number % 12 + 1, 1930 + number % 61);
        let id = format!("0511{:02}{number:06}", year - 1900);
        let commune = 21_040 + number % 20 * 3;
        writeln!(people, "p{number},{name},{day:02}/{month:02}/{year},Nữ,{id},{commune}").expect("text");
        if number % 2 == 0 {
            let year = if number % 7 == 0 { year + 1 } else { year };
            let id = if number % 5 == 0 { "" } else { &id };
            writeln!(rows, "{number},{name},{day:02}/{month:02}/{year},Nữ,{id},{commune}").expect("text");
        }
    }
    fs::write(register, people).expect("a file");
    fs::write(list, rows).expect("a file");
}

#[test]
fn weights_are_learned_frozen_and_taken_and_what_is_no_table_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a readable path").to_owned();
    let (register, list, model) = (path("register.csv"), path("list.csv"), path("weights.txt"));
    write_learnable(&register, &list);
    let learn = |out: &str, name: &str| {
        ansinh(
            &["register", "learn", "--register", &register, "--list", &list, "--out", out, "--name", name],
            &[("LANG", "en_US")],
        )
    };
    let (code, answer, said) = learn(&model, "spring-2024");
    assert_eq!((code, answer.starts_with("Learned the table of weights spring-2024:")), (0, true), "{answer} {said}");
    assert_eq!(learn(&path("again.txt"), "spring-2024").0, 0);
    let text = fs::read_to_string(&model).expect("a model");
    assert_eq!(fs::read_to_string(path("again.txt")).expect("a model"), text, "the same rows give the same table");
    let (code, _, said) = learn(&path("other.txt"), "Spring 2024");
    assert_eq!((code, said.contains("cannot be used")), (4, true), "{said}");
    let matched = |model: &str| {
        let out = path("answers.csv");
        ansinh(
            &["match", "--register", &register, "--list", &list, "--out", &out, "--model", model, "--json"],
            &[("LANG", "en_US")],
        )
    };
    let (code, answer, said) = matched(&model);
    assert_eq!((code, answer.contains("\"model\":\"spring-2024:")), (0, true), "{answer} {said}");
    fs::write(&model, text.replacen("people_min 1", "people_min 2", 1)).expect("a file");
    let (code, _, said) = matched(&model);
    assert_eq!((code, said.contains("digest does not fit")), (4, true), "{said}");
    let (code, _, said) = matched(&list);
    assert_eq!((code, said.contains("no table of weights")), (4, true), "{said}");
}

#[test]
fn a_list_of_before_the_mergers_meets_a_register_of_after_and_shows_who_is_in_it_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a readable path").to_owned();
    let places = office::places::Places::built_in();
    let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a day");
    let old = places.find("21061", day("2024-01-01")).expect("a commune");
    let Some(office::places::Successors::Whole(new)) = places.carry(old.place, day("2025-07-02")) else {
        panic!("the commune became part of one other")
    };
    let register = format!("pid,full_name,dob,commune\np1,Võ Thị An,02/09/1944,{}\n", new.code);
    let list = "lid,full_name,dob,commune,programme\n1,Võ Thị An,1944,21061,btxh\n2,vo thi an,02/09/1944,21061,ncc\n\
        3,Hồ Văn Phước,1951,21061,btxh\n";
    fs::write(path("register.csv"), register).expect("a file");
    fs::write(path("list.csv"), list).expect("a file");
    let (csv, index, list) = (path("register.csv"), path("made.reg"), path("list.csv"));
    let built = ansinh(&["register", "build", "--from", &csv, "--out", &index, "--taken-on", "2025-07-02"], &[]);
    assert_eq!(built.0, 0, "{}", built.2);
    let (out, twice) = (path("answers.csv"), path("duplicates.csv"));
    let options = ["--register", &index, "--list", &list, "--out", &out, "--duplicates", &twice];
    let (code, _, said) = ansinh(&[&["match"], &options[..], &["--list-day", "2024-01-01"]].concat(), &[]);
    assert_eq!(code, 0, "{said}");
    let answers = fs::read_to_string(&out).expect("answers");
    assert!(answers.lines().nth(1).is_some_and(|line| line.contains("commune:same")), "{answers}");
    let duplicates = fs::read_to_string(&twice).expect("duplicates");
    let begins: Vec<&str> =
        duplicates.lines().map(|line| line.rsplit_once(',').map_or(line, |(begin, _)| begin)).collect();
    assert_eq!(begins, ["group,kind,lid", "1,alike,1", "1,alike,2"], "{duplicates}");
}

#[test]
fn a_list_is_asked_about_and_matched_with_the_extract_that_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a readable path").to_owned();
    let register = "pid,full_name,dob,gender,id12,commune\n\
        p1,Nguyễn Thị Hòa,1944-09-02,Nữ,051144001234,21061\n\
        p2,Trần Văn Sơn,1950-05-05,Nam,051050000777,21061\n\
        p3,Ai Không Hỏi,1950-05-05,Nam,051050000778,21061\n";
    let list = "lid,full_name,dob,id,commune\n1,Nguyễn Thị Hoà,02/09/1944,051144001234,21061\n\
        2,Trần Văn Sơn,05/05/1950,,21061\n3,Hồ Văn Phước,1951,,21061\n";
    fs::write(path("register.csv"), register).expect("a file");
    fs::write(path("list.csv"), list).expect("a file");
    fs::create_dir(path("ask")).expect("a folder");
    let run = |arguments: &[&str]| {
        let (code, answer, said) = ansinh(arguments, &[("LANG", "en_US")]);
        assert_eq!(code, 0, "{arguments:?}: {said}");
        answer
    };
    let (list, asked, answers) = (path("list.csv"), path("ask/feb.csv"), path("answers"));
    assert!(run(&["register", "ask", "--list", &list, "--out", &asked]).starts_with("3 requests written"));
    let office = |folder: &str| {
        let csv = path("register.csv");
        run(&["simulate", "population", "--from", &csv, "--files", folder, "--answers", &answers])
    };
    assert!(office(&path("ask")).starts_with("1 files read, 3 answers"), "people, whom nobody is, and line by line");
    assert!(office(&path("ask")).starts_with("0 files read"), "answered once");
    let extract = fs::read_to_string(path("answers/feb.tra-loi.csv")).expect("an extract");
    assert!(extract.contains("p1") && extract.contains("p2") && !extract.contains("p3"), "{extract}");
    assert_eq!(fs::read_to_string(path("answers/feb.khong-tim-thay.csv")).expect("a list"), "MaYeuCau\n3\n");
    let results = fs::read_to_string(path("answers/feb.ket-qua.csv")).expect("results");
    assert_eq!(results.lines().count(), 4, "a line each below the headings: {results}");
    let (extract, out) = (path("answers/feb.tra-loi.csv"), path("out.csv"));
    run(&["match", "--register", &extract, "--list", &list, "--out", &out]);
    let told = fs::read_to_string(&out).expect("answers");
    let begins: Vec<String> = told.lines().map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(begins, ["lid,outcome,pid", "1,verified,p1", "2,pending,", "3,not_found,"], "{told}");
    let (code, _, said) = ansinh(&["simulate", "population", "--from", &list, "--files", &path("ask")], &[]);
    assert_eq!(code, 4, "a list is no register: {said}");
}

#[test]
fn a_register_that_cannot_be_used_is_code_4_and_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a readable path").to_owned();
    fs::write(path("register.csv"), "họ tên,ngày sinh\nAn,1950\n").expect("a file");
    fs::write(path("cut.reg"), b"ansinhR\n\x01\0\0\0\x05").expect("a file");
    let built = ansinh(&["register", "build", "--from", &path("register.csv"), "--out", &path("made.reg")], &[]);
    assert_eq!(built.0, 4, "{built:?}");
    assert!(built.2.contains("không có cột pid"), "{built:?}");
    // The list itself is one, so that each no is the register's.
    fs::write(path("list.csv"), "lid,full_name,dob\n1,Lê An,1950\n").expect("a file");
    let [list, out] = ["list.csv", "answers.csv"].map(path);
    for (register, code) in
        [("cut.reg", "index.damaged"), ("none.reg", "file.unusable"), ("register.csv", "table.header")]
    {
        let (exit, _, said) =
            ansinh(&["match", "--register", &path(register), "--list", &list, "--out", &out, "--json"], &[]);
        assert_eq!((exit, said.contains(code)), (4, true), "{register}: {said}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 3, "nothing was made");
}
