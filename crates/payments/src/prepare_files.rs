//! An approved cycle becomes files: their bytes are kept before anybody sends one.

use crate::{
    Channel, Cycle, CycleState, FileState, Instruction, PaymentFile, Refusal, cycle::entry, digest::OrderDigest,
    file::digest, ledger_entries, load_cycle, pain001, post_list, store,
};
use db::Tx;
use kernel::{CycleId, Dong};
use office::{Acting, Action, audit, places::Places};
use serde_json::json;

/// The most payments of one file: what common banks take, with room.
pub const FILE_ROWS_MAX: i64 = 5_000;

/// What came of preparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// The cycle as it is now.
    pub cycle: Cycle,
    /// Its files, in order.
    pub files: Vec<PaymentFile>,
}

/// Writes the files of an approved cycle into the database. Doing it again gives the files that are there.
pub fn prepare_files(
    tx: &mut Tx<'_>,
    acting: &Acting,
    places: &Places,
    id: CycleId,
    seen: i64,
) -> Result<Prepared, Refusal> {
    acting.must(Action::ApproveCycle)?;
    tx.lock("payments.cycle")?;
    let cycle = load_cycle(tx, acting, id)?;
    if cycle.state == CycleState::Instructed {
        return Ok(Prepared { files: store::list_files(tx, id)?, cycle });
    }
    cycle.must_be(seen)?;
    cycle.must_stand(&[CycleState::Approved])?;
    let mut maker = Maker { acting, places, cycle: &cycle, files: Vec::new(), digests: Default::default() };
    maker.bank_files(tx)?;
    maker.post_files(tx)?;
    let Maker { files, digests, .. } = maker;
    if cycle.digest.as_ref() != Some(&OrderDigest::whole(digests)) {
        return Err(Refusal::Altered);
    }
    let instructed = Cycle { version: cycle.version + 1, state: CycleState::Instructed, ..cycle.clone() };
    store::update_instructed(tx, &instructed, acting)?;
    let told: Vec<_> = files.iter().map(|file| json!({ "message": file.message_id, "lines": file.lines })).collect();
    let to = json!({ "version": instructed.version, "files": told });
    audit::record(tx, acting, entry("cycle.instruct", &cycle, to))?;
    Ok(Prepared { cycle: instructed, files })
}

struct Maker<'m> {
    acting: &'m Acting,
    places: &'m Places,
    cycle: &'m Cycle,
    files: Vec<PaymentFile>,
    digests: [OrderDigest; 2],
}

impl Maker<'_> {
    fn bank_files(&mut self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let mut after = 0;
        for number in 1.. {
            let rows = store::page_of(tx, self.cycle.id, Channel::Bank, after, FILE_ROWS_MAX)?;
            let Some(last) = rows.last() else { break };
            after = last.seq;
            let payer = store::find_payer(tx, self.cycle.place)?.ok_or(Refusal::PayerUnknown)?;
            let file = self.file(Channel::Bank, self.cycle.place, number, &rows)?;
            let bytes = pain001::write(&pain001::Message {
                id: &file.message_id,
                made_at: self.acting.now,
                pay_on: self.acting.today(),
                month: self.cycle.month,
                payer: &payer,
                total: file.total,
                rows: &rows,
            });
            self.keep(tx, file, &rows, &bytes)?;
        }
        Ok(())
    }

    /// The post works by commune: a workbook each, and another where one does not hold them all.
    fn post_files(&mut self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let (mut after, mut number) = (0, 1);
        loop {
            let mut rows = store::page_of(tx, self.cycle.id, Channel::Post, after, FILE_ROWS_MAX)?;
            let Some(place) = rows.first().map(|row| row.place) else { break };
            rows.truncate(rows.iter().take_while(|row| row.place == place).count());
            after = rows.last().map_or(after, |row| row.seq);
            let file = self.file(Channel::Post, place, number, &rows)?;
            let payees = store::list_payees(tx, self.cycle.id, &rows)?;
            let name = self.places.display(place).unwrap_or_else(|| place.to_string());
            let bytes = post_list::write(&post_list::List {
                message_id: &file.message_id,
                made_at: self.acting.now,
                month: self.cycle.month,
                place_name: &name,
                rows: &rows,
                payees: &payees,
            })?;
            self.keep(tx, file, &rows, &bytes)?;
            number += 1;
        }
        Ok(())
    }

    fn file(&self, channel: Channel, place: i64, number: i64, rows: &[Instruction]) -> Result<PaymentFile, Refusal> {
        let Cycle { id, place: unit, month, .. } = *self.cycle;
        let (letter, form, ending) = match channel {
            Channel::Bank => ('B', "pain.001.001.09", "xml"),
            Channel::Post => ('P', "xlsx", "xlsx"),
        };
        let (year, month) = (month.year() % 100, month.number());
        let message_id = format!("AS{year:02}{month:02}-{unit}-{letter}F{number:04}");
        Ok(PaymentFile {
            id: self.acting.new_id(),
            cycle: id,
            channel,
            place,
            number,
            name: format!("{message_id}.{ending}"),
            message_id,
            form: form.to_owned(),
            sha256: Vec::new(),
            lines: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            total: Dong::total(rows.iter().map(|row| row.amount.get()))?,
            state: FileState::Prepared,
            sent_at: None,
        })
    }

    fn keep(&mut self, tx: &mut Tx<'_>, file: PaymentFile, rows: &[Instruction], bytes: &[u8]) -> Result<(), Refusal> {
        let file = PaymentFile { sha256: digest(bytes), ..file };
        for row in rows {
            self.digests[file.channel as usize].add(row);
        }
        store::insert_file(tx, &file, bytes, self.acting)?;
        let ends = (rows.first().map_or(0, |row| row.seq), rows.last().map_or(0, |row| row.seq));
        let moved = store::move_into_file(tx, &file, ends, self.acting)?;
        let asked = rows.len() as u64;
        if moved != asked {
            return Err(Refusal::Moved { asked, moved });
        }
        ledger_entries::record_written(tx, self.acting, self.cycle, &file)?;
        self.files.push(file);
        Ok(())
    }
}
