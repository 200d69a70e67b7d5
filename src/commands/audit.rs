//! `ansinh audit`: verify, seal, export, verify-export, key.

use crate::{
    arguments::{Audit, Export, Verify, VerifyExport},
    fault::{Exit, Fault},
    place::{self, Site},
    terminal::Terminal,
};
use office::{
    Action, Desk,
    audit::{
        self, Alarm, Checkpoint, Entry, ExportFault, Exported, FileFault, Finding, Part, PublicKey, Report, Trust,
        Wrong,
    },
};
use serde_json::json;
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};
use web::CommandLine;

pub(super) fn audit(site: &Site, command: Audit, terminal: Terminal) -> Result<Exit, Fault> {
    match command {
        Audit::Verify(options) => verify(site, &options, terminal),
        Audit::Seal => seal(site, terminal),
        Audit::Export(options) => export(site, options, terminal),
        Audit::VerifyExport(options) => verify_export(&options, terminal),
        Audit::Key => key(site, terminal),
    }
}

fn verify(site: &Site, options: &Verify, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let mut signers = public_keys(&options.public_key)?;
    if signers.is_empty() {
        signers.push(desk.checkpoint_key().public());
    }
    let mut witnessed = checkpoints(&options.witness)?;
    witnessed.extend(desk.witness().find()?);
    let bar = terminal.bar();
    let trust = Trust { trail: Some(desk.trail_key()), signers: &signers, witnessed: &witnessed };
    let report = audit::verify(desk.db(), trust, |progress| {
        bar.set_length(progress.total);
        bar.set_position(progress.done);
    })?;
    bar.finish_and_clear();
    report_on(&report, terminal)
}

fn report_on(report: &Report, terminal: Terminal) -> Result<Exit, Fault> {
    let intact = report.findings_total == 0;
    let mut value = serde_json::to_value(report).expect("a report is JSON");
    value["intact"] = intact.into();
    terminal.answer(report_text(report, terminal.t), value)?;
    Ok(if intact { Exit::Done } else { Exit::Refused })
}

fn report_text(report: &Report, t: CommandLine) -> String {
    let mut lines = vec![t.verified(report.records, report.days, report.checkpoints)];
    if report.waiting > 0 {
        lines.push(t.waiting(report.waiting));
    }
    if report.findings_total == 0 {
        lines.push(t.intact().to_owned());
        return lines.join("\n");
    }
    lines.push(t.found_wrong(report.findings_total));
    lines.extend(report.findings.iter().map(|finding| format!("  {}", finding_text(finding, t))));
    let more = report.findings_total - report.findings.len() as u64;
    if more > 0 {
        lines.push(t.found_more(more));
    }
    lines.join("\n")
}

fn finding_text(finding: &Finding, t: CommandLine) -> String {
    let known = [
        finding.record.map(|id| t.finding_record(id)),
        finding.day.as_ref().map(|day| t.finding_day(day)),
        finding.position.map(|position| t.finding_position(position)),
        finding.checkpoint.map(|number| t.finding_checkpoint(number)),
        finding.verb.as_ref().map(|verb| t.finding_verb(verb)),
        finding.staff.map(|id| t.finding_staff(id)),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!("{}: {}", wrong_text(finding.wrong, t), known.join(", "))
}

fn wrong_text(wrong: Wrong, t: CommandLine) -> &'static str {
    match wrong {
        Wrong::Altered => t.wrong_altered(),
        Wrong::Deleted => t.wrong_deleted(),
        Wrong::Inserted => t.wrong_inserted(),
        Wrong::Unhooked => t.wrong_unhooked(),
        Wrong::LeafMissing => t.wrong_leaf_missing(),
        Wrong::LeafAltered => t.wrong_leaf_altered(),
        Wrong::LeafUnsigned => t.wrong_leaf_unsigned(),
        Wrong::RootDiffers => t.wrong_root_differs(),
        Wrong::CheckpointMissing => t.wrong_checkpoint_missing(),
        Wrong::CheckpointForged => t.wrong_checkpoint_forged(),
        Wrong::CheckpointUnchained => t.wrong_checkpoint_unchained(),
        Wrong::LeafDoubled => t.wrong_leaf_doubled(),
        Wrong::NoteForged => t.wrong_note_forged(),
        Wrong::Beheaded => t.wrong_beheaded(),
        Wrong::WitnessContradicted => t.wrong_witness_contradicted(),
    }
}

fn seal(site: &Site, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let sealed = audit::seal(desk.db(), desk.now(), desk.checkpoint_key())?;
    let sentence = match &sealed.checkpoint {
        Some(checkpoint) => {
            desk.witness().follow(desk.db(), checkpoint)?;
            terminal.t.sealed_now(sealed.records, checkpoint.number)
        }
        None => terminal.t.sealed_nothing().to_owned(),
    };
    audit::note_alarms(&desk, &sealed.alarms)?;
    let alarms: Vec<String> = sealed.alarms.iter().map(|alarm| alarm_text(*alarm, terminal.t)).collect();
    let sentence = alarms.iter().fold(sentence, |text, alarm| format!("{text}\n{alarm}"));
    terminal
        .answer(sentence, json!({ "records": sealed.records, "checkpoint": sealed.checkpoint, "alarms": alarms }))?;
    Ok(Exit::Done)
}

fn alarm_text(alarm: Alarm, t: CommandLine) -> String {
    match alarm {
        Alarm::CheckpointForged { number } => t.alarm_checkpoint_forged(number),
        Alarm::DayDamaged { day } => t.alarm_day_damaged(day),
    }
}

fn export(site: &Site, options: Export, terminal: Terminal) -> Result<Exit, Fault> {
    let desk = site.open_desk()?;
    let since = options.since.as_deref().map(audit::read_checkpoint).transpose()?;
    let part = Part { from: options.from, to: options.to, staff: options.by_staff, subject: options.subject, since };
    note_export(&desk, &part)?;
    let Some(path) = options.output else {
        return to_stdout(&desk, &part);
    };
    let exported = write_whole(&path, |file| Ok(audit::export(desk.db(), &part, desk.now(), file)?))?;
    let sentence = exported_text(&exported, terminal.t);
    terminal.answer(sentence, serde_json::to_value(&exported).expect("a summary is JSON"))?;
    Ok(Exit::Done)
}

fn to_stdout(desk: &Desk, part: &Part) -> Result<Exit, Fault> {
    match audit::export(desk.db(), part, desk.now(), &mut BufWriter::new(io::stdout().lock())) {
        // Whoever read it had enough: `ansinh audit export | head`.
        Err(ExportFault::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        exported => Ok(exported.map(|_| Exit::Done)?),
    }
}

/// Taking the trail out is itself something the trail knows of.
fn note_export(desk: &Desk, part: &Part) -> Result<(), Fault> {
    let acting = place::machine(desk);
    acting.must(Action::ExportAudit)?;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let to = json!({
        "from": day(part.from),
        "to": day(part.to),
        "staff": part.staff,
        "subject": part.subject,
        "since": part.since.as_ref().map(|checkpoint| checkpoint.number),
    });
    let entry = Entry {
        verb: "audit.export",
        subject_kind: "audit",
        subject: "trail".to_owned(),
        place: None,
        why: None,
        from: None,
        to: Some(to),
    };
    desk.db().write(|tx| audit::record(tx, &acting, entry.clone()))?;
    Ok(())
}

/// The file appears when it is whole: a witness never takes half of one for the trail.
fn write_whole<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, Fault>) -> Result<T, Fault> {
    let fault = |why: io::Error| Fault::File { path: path.to_owned(), why };
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let mut file = BufWriter::new(File::create(&draft).map_err(fault)?);
    let written = write(&mut file).and_then(|written| {
        let file = file.into_inner().map_err(|error| fault(error.into_error()))?;
        file.sync_all().map_err(fault)?;
        fs::rename(&draft, path).map_err(fault)?;
        Ok(written)
    });
    if written.is_err() {
        // The reason for stopping is worth more than the reason the draft stays.
        let _ = fs::remove_file(&draft);
    }
    written
}

fn exported_text(exported: &Exported, t: CommandLine) -> String {
    let mut lines = vec![t.exported(exported.records, exported.checkpoints, exported.days)];
    lines.extend(exported.last.as_ref().map(|checkpoint| t.exported_last(checkpoint.number)));
    lines.join("\n")
}

fn verify_export(options: &VerifyExport, terminal: Terminal) -> Result<Exit, Fault> {
    let signers = public_keys(&options.public_key)?;
    let witnessed = checkpoints(&options.witness)?;
    let path = &options.export_file;
    let file = File::open(path).map_err(|why| Fault::File { path: path.clone(), why })?;
    let report = audit::verify_export(BufReader::new(file), &signers, &witnessed).map_err(|fault| match fault {
        FileFault::Read(why) => Fault::File { path: path.clone(), why },
        other => Fault::from(other),
    })?;
    report_on(&report, terminal)
}

fn key(site: &Site, terminal: Terminal) -> Result<Exit, Fault> {
    let key = site.open_desk()?.checkpoint_key().public();
    terminal.answer(key.to_string(), json!({ "public_key": key.to_string() }))?;
    Ok(Exit::Done)
}

fn public_keys(paths: &[PathBuf]) -> Result<Vec<PublicKey>, Fault> {
    paths.iter().map(|path| audit::read_public_key(path).map_err(Fault::from)).collect()
}

fn checkpoints(paths: &[PathBuf]) -> Result<Vec<Checkpoint>, Fault> {
    paths.iter().map(|path| audit::read_checkpoint(path).map_err(Fault::from)).collect()
}
