//! The answers as CSV, for spreadsheets and other programs.

use crate::{
    bits::Millibits, duplicates::Duplicate, judge::Finding, list_csv::List, reason::Reason, register::Register,
};
use std::io::{self, Write};

/// Writes the headings of answers: `lid,outcome,pid,score,reasons,mismatched_fields,flags`.
pub fn begin_answers(to: impl Write) -> io::Result<()> {
    write_line(to, &["lid", "outcome", "pid", "score", "reasons", "mismatched_fields", "flags"])
}

/// Writes the headings of candidates: `lid,pid,score`.
pub fn begin_candidates(to: impl Write) -> io::Result<()> {
    write_line(to, &["lid", "pid", "score"])
}

fn write_line(to: impl Write, cells: &[&str]) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(to);
    lines.write_record(cells)?;
    lines.flush()
}

/// Writes the answers of a part of a list, a line a row.
///
/// `reasons` begins with the rule and goes on with the best candidate's evidence:
/// `number_name_birth|citizen_id:same:+26.2|full_name:unmarked:+6.1`.
pub fn write_answers(to: impl Write, list: &List, findings: &[Finding], register: &Register) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(to);
    for (lid, finding) in list.lids.iter().zip(findings) {
        let best = finding.candidates.first();
        let mismatched: Vec<&str> = finding.mismatched.iter().map(|field| field.key()).collect();
        lines.write_record([
            lid,
            finding.outcome.key(),
            &finding.person.map(|person| register.pid(person)).unwrap_or_default(),
            &best.map(|best| thousandths(best.score)).unwrap_or_default(),
            &reasons(finding),
            &mismatched.join("|"),
            &flags(finding),
        ])?;
    }
    lines.flush()
}

/// Writes the candidates of a part of a list, a line a candidate, best first.
pub fn write_candidates(to: impl Write, list: &List, findings: &[Finding], register: &Register) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(to);
    for (lid, finding) in list.lids.iter().zip(findings) {
        for candidate in &finding.candidates {
            lines.write_record([lid, &*register.pid(candidate.person), &thousandths(candidate.score)])?;
        }
    }
    lines.flush()
}

/// Writes duplicates with their headings, a line a row of each: `group,kind,lid,score`.
pub fn write_duplicates(to: impl Write, lids: &[String], found: &[Duplicate]) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(to);
    lines.write_record(["group", "kind", "lid", "score"])?;
    for (group, duplicate) in (1_u64..).zip(found) {
        let score = duplicate.score.map(thousandths).unwrap_or_default();
        for row in &duplicate.rows {
            lines.write_record([&group.to_string(), duplicate.kind.key(), &lids[*row], &score])?;
        }
    }
    lines.flush()
}

fn reasons(finding: &Finding) -> String {
    let best = finding.candidates.first().map(|best| best.comparison.reasons()).unwrap_or_default();
    let told = best.iter().map(|Reason { field, level, millibits }| format!("|{field}:{level}:{millibits}"));
    format!("{}{}", finding.rule.key(), told.collect::<String>())
}

fn flags(finding: &Finding) -> String {
    let flags = [("no_card", finding.flags.no_card), ("dead", finding.flags.dead)];
    let raised: Vec<&str> = flags.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| flag).collect();
    raised.join("|")
}

/// `-3.250`: bits with all their places.
fn thousandths(score: Millibits) -> String {
    let sign = if score.0 < 0 { "-" } else { "" };
    let whole = score.0.unsigned_abs();
    format!("{sign}{}.{:03}", whole / 1000, whole % 1000)
}
