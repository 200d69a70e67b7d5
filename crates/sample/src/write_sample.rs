//! Making everything, commune by commune, and writing it into a folder.

use crate::{
    Manifest, Plan, Refusal,
    changes::write_changes,
    files::{AgencyList, Form, Source, layout_of, write_table, write_workbook},
    manifest::{FileOfSample, SurveyOfSample},
    people::people_of,
    person::Person,
    plan::{Commune, SAMPLE_DAY},
    register::{self, hamlet_name},
    rows::{ListRow, Lists, lists_of},
    slip::Slip,
    survey::{ACCOUNT_HEADINGS, Helper, SurveyRow, survey_of, write_form},
};
use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    thread,
};

/// The population register in the folder.
pub const REGISTER: &str = "register.csv";
/// The true person of each row, and what was planted in it.
pub const TRUTH: &str = "truth.csv";
/// The accounts as banks, wallets and mobile money keep them.
pub const ACCOUNTS: &str = "accounts.csv";
/// Who does not come for their cash.
pub const UNCOLLECTED: &str = "uncollected.csv";

const TRUTH_HEADINGS: [&str; 6] = ["file", "line", "source", "commune", "pid", "slips"];
const UNCOLLECTED_HEADINGS: [&str; 4] = ["citizen_id", "full_name", "birth", "commune"];
/// One adult in so many can receive for others.
const PEOPLE_A_HELPER: usize = 40;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Written now.
    Created(Manifest),
    /// The folder holds this very sample.
    Exists(Manifest),
}

/// Writes the sample of a plan into a folder. `done` hears of each commune twice: its people, its files.
pub fn write_sample(plan: &Plan, folder: &Path, mut done: impl FnMut(u64)) -> Result<Made, Refusal> {
    match Manifest::read(folder)? {
        Some(manifest) if manifest.is_of(plan) => return Ok(Made::Exists(manifest)),
        Some(_) => return Err(Refusal::OtherSample),
        None => {}
    }
    fs::create_dir_all(folder)?;
    let communes = plan.communes();
    let mut drafts = write_register(plan, &communes, folder, &mut done)?;
    exchange(&communes, &mut drafts);
    let manifest = write_files(plan, &communes, drafts, folder, &mut done)?;
    manifest.write(folder)?;
    Ok(Made::Created(manifest))
}

/// What is kept of a commune once its people are in the register.
struct Draft {
    lists: Lists,
    helpers: Vec<Helper>,
}

/// Writes the register and keeps of each commune its rows.
fn write_register(
    plan: &Plan,
    communes: &[Commune],
    folder: &Path,
    done: &mut impl FnMut(u64),
) -> Result<Vec<Draft>, Refusal> {
    let mut register = BufWriter::new(File::create(folder.join(REGISTER))?);
    writeln!(register, "{}", register::HEADINGS.join(","))?;
    let mut drafts = Vec::with_capacity(communes.len());
    let draft = |commune: &Commune| {
        let people = people_of(plan, commune);
        let lines = register::lines(&commune.province, commune, &people)?;
        let draft = Draft { lists: lists_of(plan, commune, &people), helpers: helpers(&people) };
        Ok((lines, draft))
    };
    in_order(communes, draft, |(lines, draft)| {
        register.write_all(&lines)?;
        drafts.push(draft);
        done(1);
        Ok(())
    })?;
    register.flush()?;
    Ok(drafts)
}

fn helpers(people: &[Person]) -> Vec<Helper> {
    let able = people.iter().filter(|person| person.died_on.is_none() && (22..60).contains(&person.age_on(SAMPLE_DAY)));
    let helper = |person: &Person| {
        person.citizen_id.map(|citizen_id| Helper {
            number: person.number,
            name: person.name.clone(),
            citizen_id,
            birth: person.birth().slashed(),
            sex: person.sex,
        })
    };
    able.filter_map(helper).step_by(PEOPLE_A_HELPER.min(people.len() / 20 + 1)).collect()
}

/// People who moved stand in the list of another commune; some stand in two.
fn exchange(communes: &[Commune], drafts: &mut [Draft]) {
    let count = communes.len();
    let mut arriving: Vec<Vec<ListRow>> = Vec::with_capacity(count);
    for draft in drafts.iter_mut() {
        let mut leaving = std::mem::take(&mut draft.lists.doubled);
        let mut left = draft.lists.moving;
        let rows = &mut draft.lists.protection;
        while left > 0 {
            let is_movable = |row: &ListRow| !row.comes_back() && !row.has(Slip::TwiceInList) && row.person.is_some();
            let Some(at) = rows.iter().rposition(is_movable) else { break };
            let mut row = rows.remove(at);
            row.slips.push(Slip::Moved);
            leaving.push(row);
            left -= 1;
        }
        arriving.push(leaving);
    }
    for (from, rows) in arriving.into_iter().enumerate() {
        let to = (from + 7) % count;
        let rows = rows.into_iter().enumerate().map(|(at, mut row)| {
            row.hamlet = hamlet_name(&communes[to], u8::try_from(at % 7).expect("few hamlets"));
            row
        });
        drafts[to].lists.protection.extend(rows);
    }
}

/// The files of one commune, ready to be written.
struct Ready {
    files: Vec<(FileOfSample, Vec<u8>)>,
    survey: (SurveyOfSample, Vec<u8>),
    changes: Option<(FileOfSample, Vec<u8>)>,
    truth: Vec<[String; 6]>,
    accounts: Vec<[String; 4]>,
    uncollected: Vec<[String; 4]>,
}

fn write_files(
    plan: &Plan,
    communes: &[Commune],
    drafts: Vec<Draft>,
    folder: &Path,
    done: &mut impl FnMut(u64),
) -> Result<Manifest, Refusal> {
    for source in Source::ALL {
        fs::create_dir_all(folder.join(source.key()))?;
    }
    fs::create_dir_all(folder.join("survey"))?;
    fs::create_dir_all(folder.join("biendong"))?;
    let mut manifest = Manifest::begin(plan);
    let mut truth = table(folder, TRUTH, &TRUTH_HEADINGS)?;
    let mut accounts = table(folder, ACCOUNTS, &ACCOUNT_HEADINGS)?;
    let mut uncollected = table(folder, UNCOLLECTED, &UNCOLLECTED_HEADINGS)?;
    let pairs: Vec<(&Commune, Draft)> = communes.iter().zip(drafts).collect();
    in_order(
        &pairs,
        |(commune, draft)| ready(plan, commune, draft),
        |ready| {
            for (file, bytes) in ready.files {
                fs::write(folder.join(&file.path), bytes)?;
                manifest.files.push(file);
            }
            fs::write(folder.join(&ready.survey.0.path), ready.survey.1)?;
            manifest.surveys.push(ready.survey.0);
            if let Some((file, bytes)) = ready.changes {
                fs::write(folder.join(&file.path), bytes)?;
                manifest.changes.push(file);
            }
            ready.truth.iter().try_for_each(|line| truth.write_record(line))?;
            ready.accounts.iter().try_for_each(|line| accounts.write_record(line))?;
            ready.uncollected.iter().try_for_each(|line| uncollected.write_record(line))?;
            done(1);
            Ok(())
        },
    )?;
    truth.flush()?;
    accounts.flush()?;
    uncollected.flush()?;
    Ok(manifest)
}

fn table(folder: &Path, name: &str, headings: &[&str]) -> Result<csv::Writer<File>, Refusal> {
    let mut table = csv::Writer::from_path(folder.join(name))?;
    table.write_record(headings)?;
    Ok(table)
}

fn ready(plan: &Plan, commune: &Commune, draft: &Draft) -> Result<Ready, Refusal> {
    let district = plan.district.name_inside();
    let lists = &draft.lists;
    let mut ready = Ready {
        files: Vec::new(),
        survey: (SurveyOfSample { path: String::new(), unit: String::new(), rows: 0 }, Vec::new()),
        changes: None,
        truth: Vec::new(),
        accounts: Vec::new(),
        uncollected: Vec::new(),
    };
    let by_source =
        [(Source::Protection, &lists.protection), (Source::Merit, &lists.merit), (Source::Poverty, &lists.poverty)];
    // Nobody sends a list with nobody on it.
    for (source, rows) in by_source.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        ready.add_list(&AgencyList { commune, district: &district, source, rows })?;
    }
    let paid: Vec<&ListRow> = lists.protection.iter().chain(&lists.merit).collect();
    let results = survey_of(plan, commune, &paid, &draft.helpers);
    let path = format!("survey/{}.xlsx", commune.slug);
    let survey = SurveyOfSample { path, unit: commune.unit.code.clone(), rows: results.len() as u64 };
    ready.survey = (survey, write_form(commune, &district, &results)?);
    ready.tell_counterparties(commune, &results);
    if let Some((bytes, rows)) = write_changes(commune, &district, &lists.protection, &draft.helpers)? {
        let path = format!("biendong/{}.xlsx", commune.slug);
        let (unit, source) = (commune.unit.code.clone(), Source::Protection.key().to_owned());
        let form = Form::Workbook.key().to_owned();
        ready.changes = Some((FileOfSample { path, source, unit, form, rows, bad_rows: 0 }, bytes));
    }
    Ok(ready)
}

impl Ready {
    fn add_list(&mut self, list: &AgencyList<'_>) -> Result<(), Refusal> {
        let (layout, form) = layout_of(list.commune, list.source);
        let (bytes, lines) = match form {
            Form::Workbook | Form::OldFont => write_workbook(list, &layout, form)?,
            Form::Semicolons | Form::Utf16 => write_table(list, &layout, form)?,
        };
        let path = format!("{}/{}.{}", list.source.key(), list.commune.slug, form.ending());
        let unit = &list.commune.unit.code;
        for (row, line) in list.rows.iter().zip(lines) {
            let pid = row.person.map(|number| format!("P{number:07}")).unwrap_or_default();
            let slips: Vec<&str> = row.slips.iter().map(|slip| slip.key()).collect();
            self.truth.push([
                path.clone(),
                line.to_string(),
                list.source.key().to_owned(),
                unit.clone(),
                pid,
                slips.join("|"),
            ]);
        }
        let bad_rows = list.rows.iter().filter(|row| row.comes_back()).count() as u64;
        let file = FileOfSample {
            path,
            source: list.source.key().to_owned(),
            unit: unit.clone(),
            form: form.key().to_owned(),
            rows: list.rows.len() as u64 - bad_rows,
            bad_rows,
        };
        self.files.push((file, bytes));
        Ok(())
    }

    /// What bank and post know that the office does not.
    fn tell_counterparties(&mut self, commune: &Commune, results: &[SurveyRow]) {
        let account = |row: &SurveyRow| {
            let account = row.account.as_ref()?;
            Some([account.bin.into(), account.number.clone(), account.holder.clone(), account.state.into()])
        };
        self.accounts.extend(results.iter().filter_map(account));
        let waiting = results.iter().filter(|row| row.will_not_collect);
        self.uncollected.extend(
            waiting.map(|row| [row.citizen_id.clone(), row.name.clone(), row.birth.clone(), commune.unit.code.clone()]),
        );
    }
}

/// Does the work of each on as many threads as there are cores, and takes the results in the order of the inputs.
pub(crate) fn in_order<T: Sync, R: Send>(
    inputs: &[T],
    work: impl Fn(&T) -> Result<R, Refusal> + Sync,
    mut take: impl FnMut(R) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    for batch in inputs.chunks(threads) {
        let results: Vec<Result<R, Refusal>> = thread::scope(|scope| {
            let running: Vec<_> = batch.iter().map(|input| scope.spawn(|| work(input))).collect();
            running.into_iter().map(|one| one.join().expect("the work of the sample does not panic")).collect()
        });
        for result in results {
            take(result?)?;
        }
    }
    Ok(())
}
