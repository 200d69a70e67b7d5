//! The survey form as a workbook: rows with headings in, typed results and faults out.

use crate::{
    Answers, CampaignPoints, ForceMajeure, Group, Mark, Method, Outcome, PaperMinutes, ResultColumn, Signer,
    question::AnswerFault,
};
use jiff::civil::Date;
use kernel::{
    AccountNumber, BirthDate, CitizenId, FullName,
    names::{clean, plain_key},
};
use sources::FileFault;
use std::collections::{BTreeMap, BTreeSet};

/// One row of the form that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// Its line in the sheet.
    pub line: u32,
    /// Whose.
    pub citizen_id: Option<CitizenId>,
    /// Their name.
    pub full_name: FullName,
    /// Their birth.
    pub birth: Option<BirthDate>,
    /// The day of the visit.
    pub visited_on: Date,
    /// What came of it.
    pub outcome: Outcome,
    /// The answers, where somebody answered.
    pub answers: Option<Answers>,
    /// The group as written.
    pub group: Option<Group>,
    /// The choice.
    pub method: Option<Method>,
    /// The minutes of a refusal.
    pub minutes: Option<PaperMinutes>,
    /// Who receives instead.
    pub payee: Option<Payee>,
    /// The account, for the room `accounts`: nothing here looks at it.
    pub account: Option<WrittenAccount>,
    /// Which points of the campaign were delivered: the form is filled in after all three.
    pub campaign: CampaignPoints,
}

/// Who receives for a person, as the form names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Their name.
    pub name: FullName,
    /// Their number.
    pub citizen_id: CitizenId,
    /// What they are to the person.
    pub relation: String,
}

/// An account as the form names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenAccount {
    /// The bank or wallet.
    pub bank: String,
    /// The number; nothing where it is none.
    pub number: Option<AccountNumber>,
    /// The holder.
    pub holder: String,
}

/// Why a row of the form was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResultFault {
    /// A cell that cannot be read; its content is not repeated.
    #[error("the column {} cannot be read", .column.key())]
    Cell {
        /// Which column.
        column: ResultColumn,
    },
    /// A cell that must be filled in.
    #[error("the column {} is empty", .column.key())]
    Empty {
        /// Which column.
        column: ResultColumn,
    },
    /// Nobody of the commune has this number, or this name and birth.
    #[error("nobody of the commune is this person")]
    PersonUnknown,
    /// Several persons of the commune have this name and birth, and the row has no number.
    #[error("{people} people of the commune have this name and birth")]
    PersonAmbiguous {
        /// How many.
        people: usize,
    },
    /// The visit cannot have been so.
    #[error(transparent)]
    Visit(#[from] crate::VisitFault),
    /// The paper cannot be taken.
    #[error(transparent)]
    Authorisation(#[from] crate::AuthorisationFault),
}

impl From<AnswerFault> for ResultFault {
    fn from(fault: AnswerFault) -> ResultFault {
        ResultFault::Visit(fault.into())
    }
}

/// What a sheet gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadResults {
    /// The rows that could be read.
    pub rows: Vec<ResultRow>,
    /// The others, by line.
    pub faults: Vec<(u32, ResultFault)>,
    /// Rows that name a person and say nothing of a visit: nobody has been there yet.
    pub blank: usize,
}

/// How many lines are looked through for the headings.
const HEADING_LINES_MAX: usize = 40;
/// The most lines of a commune's form.
const FORM_LINES_MAX: usize = 100_000;
/// Fewer known columns are no headings.
const KNOWN_COLUMNS_MIN: usize = 4;

/// Reads the form from the bytes of a workbook or a CSV file: the first sheet that has its headings.
pub fn read_form(bytes: &[u8]) -> Result<ReadResults, FileFault> {
    let sheet = open_form(bytes)?;
    let rows = sheet.lines.iter().map(|(line, cells)| (*line, cells.as_slice()));
    Ok(read_results(&sheet.headings, rows))
}

/// The sheet of a file that has the form's headings.
pub(crate) struct FormSheet {
    pub(crate) name: String,
    pub(crate) headings: Vec<String>,
    /// What stands below, each with its line.
    pub(crate) lines: Vec<(u32, Vec<String>)>,
}

/// Finds the first sheet with the form's headings.
pub(crate) fn open_form(bytes: &[u8]) -> Result<FormSheet, FileFault> {
    open_sheet(bytes, &is_heading)
}

/// Finds the first sheet one line of which is the headings that are looked for.
pub(crate) fn open_sheet(bytes: &[u8], is_heading: &dyn Fn(&[String]) -> bool) -> Result<FormSheet, FileFault> {
    let mut book = sources::Workbook::open(bytes)?;
    for sheet in 0..book.sheets().len() {
        let mut lines: Vec<(u32, Vec<String>)> = Vec::new();
        book.each_line(sheet, |line| {
            let cells = line.cells.iter().map(|cell| cell.shown().into_owned()).collect();
            lines.push((u32::try_from(line.number).unwrap_or(u32::MAX), cells));
            if lines.len() > FORM_LINES_MAX { Err(FileFault::TooManyRows { most: FORM_LINES_MAX }) } else { Ok(()) }
        })?;
        let looked_at = lines.iter().take(HEADING_LINES_MAX);
        if let Some(at) = looked_at.map(|(_, cells)| cells).position(|cells| is_heading(cells)) {
            let below = lines.split_off(at + 1);
            let (_, headings) = lines.swap_remove(at);
            return Ok(FormSheet { name: book.sheets()[sheet].clone(), headings, lines: below });
        }
    }
    Err(FileFault::NoHeader)
}

fn is_heading(cells: &[String]) -> bool {
    let known: Vec<ResultColumn> = cells.iter().filter_map(|cell| ResultColumn::of_heading(cell)).collect();
    known.contains(&ResultColumn::FullName) && known.len() >= KNOWN_COLUMNS_MIN
}

/// Reads the rows below the headings. Rows without a name are no rows: blank lines, totals, signatures.
pub fn read_results<'r>(headings: &[String], rows: impl IntoIterator<Item = (u32, &'r [String])>) -> ReadResults {
    let mut seen = BTreeSet::new();
    // Of two columns that mean the same the first is the form's own.
    let columns = headings.iter().map(|text| ResultColumn::of_heading(text).filter(|column| seen.insert(*column)));
    let columns: Vec<Option<ResultColumn>> = columns.collect();
    let mut read = ReadResults::default();
    for (line, cells) in rows {
        let named = columns.iter().zip(cells).filter_map(|(column, cell)| column.map(|column| (column, clean(cell))));
        let row = Cells(named.filter(|(_, cell)| !cell.is_empty()).collect());
        if row.text(ResultColumn::FullName).is_none() {
            continue;
        }
        if row.0.keys().all(|column| column.is_identity()) {
            read.blank += 1;
            continue;
        }
        match row.read(line) {
            Ok(row) => read.rows.push(row),
            Err(fault) => read.faults.push((line, fault)),
        }
    }
    read
}

/// The filled cells of one row.
struct Cells(BTreeMap<ResultColumn, String>);

impl Cells {
    fn text(&self, column: ResultColumn) -> Option<&str> {
        self.0.get(&column).map(String::as_str)
    }

    /// The cell by a reader that knows what it can say.
    fn typed<T>(&self, column: ResultColumn, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, ResultFault> {
        self.text(column).map(|text| read(text).ok_or(ResultFault::Cell { column })).transpose()
    }

    fn needed<T>(&self, column: ResultColumn, read: impl FnOnce(&str) -> Option<T>) -> Result<T, ResultFault> {
        self.typed(column, read)?.ok_or(ResultFault::Empty { column })
    }

    fn read(&self, line: u32) -> Result<ResultRow, ResultFault> {
        let method = self.typed(ResultColumn::Method, read_method)?;
        let outcome = self.typed(ResultColumn::Outcome, read_outcome)?;
        let outcome = outcome.unwrap_or(if method.is_some() { Outcome::Chose } else { Outcome::Undecided });
        let answers = if outcome.has_answers() { Some(self.answers(method)?) } else { None };
        Ok(ResultRow {
            line,
            // A person is found by either; what cannot be read finds nobody, and the row comes back for that.
            citizen_id: self.text(ResultColumn::CitizenId).and_then(|text| CitizenId::parse(text).ok()),
            full_name: self.needed(ResultColumn::FullName, |text| FullName::parse(text).ok())?,
            birth: self.text(ResultColumn::Birth).and_then(|text| BirthDate::parse(text).ok()),
            visited_on: self.needed(ResultColumn::VisitedOn, read_day)?,
            outcome,
            answers,
            group: self.typed(ResultColumn::Group, read_group)?,
            method,
            minutes: if outcome == Outcome::Refused { Some(self.minutes()?) } else { None },
            payee: self.payee()?,
            account: self.account(),
            campaign: if outcome.has_answers() { CampaignPoints::all() } else { CampaignPoints::default() },
        })
    }

    /// The answers of the first question set. What the chosen method says about wish and authorisation need not be
    /// written twice.
    fn answers(&self, method: Option<Method>) -> Result<Answers, ResultFault> {
        let yes_no = |column| self.typed(column, read_yes_no);
        let has_account = yes_no(ResultColumn::HasAccount)?;
        let registered = yes_no(ResultColumn::Registered)?.filter(|_| has_account == Some("yes"));
        let by_method = method.map(|method| if method.may_use_account() { "account" } else { "cash" });
        let wish = self.typed(ResultColumn::Wish, read_wish)?.or(by_method);
        let authorises = method.and_then(|method| match method {
            Method::ProxyAccount => Some("with_account"),
            Method::ProxyCash => Some("without_account"),
            _ => None,
        });
        let channel = self.typed(ResultColumn::Channel, read_channel)?.filter(|_| wish == Some("account"));
        let force_majeure = self.typed(ResultColumn::ForceMajeure, read_force_majeure)?;
        let reason = self.text(ResultColumn::Reason).filter(|_| wish == Some("cash"));
        let given = [
            ("has_account", has_account),
            ("registered", registered),
            ("wish", wish),
            ("channel", channel),
            ("authorises", authorises),
            ("force_majeure", force_majeure.map(ForceMajeure::key)),
            ("reason_not", reason),
        ];
        Ok(Answers::new(given.into_iter().filter_map(|(key, answer)| Some((key, answer?)))))
    }

    fn minutes(&self) -> Result<PaperMinutes, ResultFault> {
        let reason = self.needed(ResultColumn::Reason, |text| Some(text.to_owned()))?;
        let text = plain_key(self.text(ResultColumn::Signed).unwrap_or_default());
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let all = has(&["du ba", "du 3", "ca ba", "ba ben", "3 ben"]);
        let mut signed = BTreeSet::new();
        if all || has(&["cong an", "cskv"]) {
            signed.insert(Signer::Police);
        }
        if all || has(&["cong chuc", "van hoa"]) {
            signed.insert(Signer::Officer);
        }
        let witness = self.text(ResultColumn::Witness).map(str::to_owned);
        let mark = match (has(&["diem chi"]), all || has(&["doi tuong"])) {
            (true, _) => Some(Mark::Thumbprint { witness: witness.unwrap_or_default() }),
            (false, true) => Some(Mark::Signed),
            (false, false) => None,
        };
        Ok(PaperMinutes { reason, signed, mark })
    }

    fn account(&self) -> Option<WrittenAccount> {
        let number = self.text(ResultColumn::AccountNumber)?;
        let text = |column| self.text(column).unwrap_or_default().to_owned();
        Some(WrittenAccount {
            bank: text(ResultColumn::Bank),
            number: AccountNumber::parse(number).ok(),
            holder: text(ResultColumn::AccountHolder),
        })
    }

    fn payee(&self) -> Result<Option<Payee>, ResultFault> {
        let Some(name) = self.typed(ResultColumn::ProxyName, |text| FullName::parse(text).ok())? else {
            return Ok(None);
        };
        let citizen_id = self.needed(ResultColumn::ProxyCitizenId, |text| CitizenId::parse(text).ok())?;
        let relation = self.needed(ResultColumn::Relation, |text| Some(text.to_owned()))?;
        Ok(Some(Payee { name, citizen_id, relation }))
    }
}

/// Words of cells, folded. A test holds each to its folded form.
const YES_NO: &[(&str, &str)] = &[
    ("co", "yes"),
    ("x", "yes"),
    ("1", "yes"),
    ("roi", "yes"),
    ("da", "yes"),
    ("da dang ki", "yes"),
    ("yes", "yes"),
    ("khong", "no"),
    ("chua", "no"),
    ("0", "no"),
    ("chua co", "no"),
    ("chua dang ki", "no"),
    ("no", "no"),
];
const WISHES: &[(&str, &str)] = &[
    ("tai khoan", "account"),
    ("qua tai khoan", "account"),
    ("account", "account"),
    ("tien mat", "cash"),
    ("cash", "cash"),
];
const CHANNELS: &[(&str, &str)] = &[
    ("app ngan hang", "bank_app"),
    ("ngan hang", "bank_app"),
    ("ung dung ngan hang", "bank_app"),
    ("banking", "bank_app"),
    ("bank app", "bank_app"),
    ("mobile money", "mobile_money"),
    ("tien di dong", "mobile_money"),
    ("vi dien tu", "e_wallet"),
    ("vi", "e_wallet"),
    ("vneid", "vneid"),
    ("to chuc dich vu chi tra", "payment_organisation"),
    ("to chuc chi tra", "payment_organisation"),
    ("buu dien", "payment_organisation"),
];
const GROUPS: &[(&str, Group)] = &[
    ("g 1", Group::G1),
    ("1", Group::G1),
    ("nhom 1", Group::G1),
    ("g 2", Group::G2),
    ("2", Group::G2),
    ("nhom 2", Group::G2),
    ("g 3", Group::G3),
    ("3", Group::G3),
    ("nhom 3", Group::G3),
    ("g 4", Group::G4),
    ("4", Group::G4),
    ("nhom 4", Group::G4),
];
const OUTCOMES: &[(&str, Outcome)] = &[
    ("dong y", Outcome::Chose),
    ("da chon", Outcome::Chose),
    ("tu choi", Outcome::Refused),
    ("khong dong y", Outcome::Refused),
    ("can nhac", Outcome::Undecided),
    ("dang can nhac", Outcome::Undecided),
    ("chua quiet dinh", Outcome::Undecided),
    ("vang", Outcome::Absent),
    ("vang nha", Outcome::Absent),
    ("vang mat", Outcome::Absent),
    ("chuyen di", Outcome::Moved),
    ("da chuyen di", Outcome::Moved),
    ("da chet", Outcome::Deceased),
    ("da mat", Outcome::Deceased),
    ("chet", Outcome::Deceased),
];
const METHODS: &[(&str, Method)] = &[
    ("tai khoan chinh chu", Method::OwnAccount),
    ("tai khoan", Method::OwnAccount),
    ("tai khoan ngan hang", Method::OwnAccount),
    ("vi dien tu", Method::Wallet),
    ("vi", Method::Wallet),
    ("mobile money", Method::MobileMoney),
    ("tien di dong", Method::MobileMoney),
    ("uy quien qua tai khoan", Method::ProxyAccount),
    ("uy quien khong tai khoan", Method::ProxyCash),
    ("uy quien khong qua tai khoan", Method::ProxyCash),
    ("uy quien tien mat", Method::ProxyCash),
    ("giam ho", Method::Guardian),
    ("nguoi giam ho", Method::Guardian),
    ("tien mat", Method::CashPoint),
    ("tai diem", Method::CashPoint),
    ("tien mat tai diem", Method::CashPoint),
    ("tien mat tai diem chi tra", Method::CashPoint),
    ("tai nha", Method::CashHome),
    ("tien mat tai nha", Method::CashHome),
];
const REASONS: &[(&str, ForceMajeure)] = &[
    ("gia yeu", ForceMajeure::Frail),
    ("khong co kha nang di lai", ForceMajeure::CannotTravel),
    ("khong di lai duoc", ForceMajeure::CannotTravel),
    ("khong co nguoi nhan thay", ForceMajeure::NobodyToAuthorise),
    ("khong co nguoi nhan thay de uy quien", ForceMajeure::NobodyToAuthorise),
];

fn meaning<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    let key = plain_key(text);
    words.iter().find(|(word, _)| *word == key).map(|(_, meaning)| *meaning)
}

pub(crate) fn read_yes_no(text: &str) -> Option<&'static str> {
    meaning(YES_NO, text)
}

fn read_wish(text: &str) -> Option<&'static str> {
    meaning(WISHES, text)
}

fn read_channel(text: &str) -> Option<&'static str> {
    meaning(CHANNELS, text)
}

fn read_group(text: &str) -> Option<Group> {
    meaning(GROUPS, text)
}

fn read_outcome(text: &str) -> Option<Outcome> {
    meaning(OUTCOMES, text).or_else(|| Outcome::parse(text))
}

fn read_method(text: &str) -> Option<Method> {
    meaning(METHODS, text).or_else(|| Method::parse(text))
}

fn read_force_majeure(text: &str) -> Option<ForceMajeure> {
    meaning(REASONS, text).or_else(|| ForceMajeure::parse(text))
}

pub(crate) fn read_day(text: &str) -> Option<Date> {
    BirthDate::parse(text).ok()?.day()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded<'w>(words: impl IntoIterator<Item = &'w str>) {
        for word in words {
            assert_eq!(plain_key(word), word, "the table holds folded words");
        }
    }

    #[test]
    fn every_known_word_is_folded() {
        folded(crate::result_column::HEADINGS.iter().map(|(word, _)| *word));
        folded(YES_NO.iter().chain(WISHES).chain(CHANNELS).map(|(word, _)| *word));
        folded(GROUPS.iter().map(|(word, _)| *word));
        folded(OUTCOMES.iter().map(|(word, _)| *word));
        folded(METHODS.iter().map(|(word, _)| *word));
        folded(REASONS.iter().map(|(word, _)| *word));
    }

    #[test]
    fn headings_are_found_by_meaning() {
        for (heading, column) in [
            ("Họ và tên đối tượng", Some(ResultColumn::FullName)),
            ("Số định danh/CMND", Some(ResultColumn::CitizenId)),
            ("Số định danh người nhận thay", Some(ResultColumn::ProxyCitizenId)),
            ("Lí do bất khả kháng", Some(ResultColumn::ForceMajeure)),
            ("Lý do không đăng ký", Some(ResultColumn::Reason)),
            ("Có tài khoản?", Some(ResultColumn::HasAccount)),
            ("Đã đăng ký?", Some(ResultColumn::Registered)),
            ("Người được ủy quyền", Some(ResultColumn::ProxyName)),
            ("method", Some(ResultColumn::Method)),
            ("STT", None),
        ] {
            assert_eq!(ResultColumn::of_heading(heading), column, "{heading}");
        }
    }

    fn read(headings: &str, rows: &[&str]) -> ReadResults {
        let cells = |text: &&str| text.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
        read_results(&cells(&headings), (5..).zip(rows.iter().map(Vec::as_slice)))
    }

    #[test]
    fn rows_are_read_and_faults_name_the_column() {
        let headings = "STT|Họ tên|Ngày sinh|Số định danh|Ngày khảo sát|Có tài khoản|Đã đăng ký|Bất khả kháng|Nhóm|Phương thức nhận|Kết quả";
        let read = read(
            headings,
            &[
                "1|Nguyễn Thị An|1944|051144000001|15/01/2024|Có|Rồi||1|Tài khoản chính chủ|",
                "2|Lê Văn Bình|02/09/1940||15/01/2024|Không||Già yếu|g4|Tiền mặt tại nhà|Đồng ý",
                "3|Trần Văn Cư|||15/01/2024|Không||||ngân phiếu|",
                "4|Phạm Thị Dung||||Không||||Tiền mặt|",
                "||||||||||",
                "5|Võ Văn Em|||16/01/2024||||||Vắng nhà",
            ],
        );
        assert_eq!(read.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 6, 10]);
        assert_eq!(
            read.faults,
            [
                (7, ResultFault::Cell { column: ResultColumn::Method }),
                (8, ResultFault::Empty { column: ResultColumn::VisitedOn }),
            ]
        );
        let answers = |at: usize| read.rows[at].answers.clone().expect("answers");
        assert_eq!(Group::of(&answers(0)), Group::G1);
        assert_eq!(Group::of(&answers(1)), Group::G4);
        assert!(answers(1).is("wish", "cash"));
        assert_eq!((read.rows[2].outcome, read.rows[2].answers.as_ref()), (Outcome::Absent, None));
    }

    #[test]
    fn a_refusal_brings_its_minutes_and_a_proxy_their_number() {
        let headings = "Họ tên|Ngày khảo sát|Có tài khoản|Đã đăng ký|Mong muốn|Lý do|Kết quả|Chữ ký|Người chứng kiến|Người nhận thay|Số định danh người nhận thay|Quan hệ|Phương thức nhận";
        let read = read(
            headings,
            &[
                "Nguyễn Thị An|15/01/2024|Có|Chưa|Tiền mặt|Không quen dùng|Từ chối|Công an, công chức, điểm chỉ|Lê Thị Hoa||||",
                "Nguyễn Văn Bê|15/01/2024|Không||||||| Nguyễn Thị Cúc|051180000007|con|Ủy quyền qua tài khoản",
                "Nguyễn Văn Dũng|15/01/2024|Không||||||| Nguyễn Thị Cúc||con|Ủy quyền qua tài khoản",
            ],
        );
        let minutes = read.rows[0].minutes.as_ref().expect("minutes");
        assert!(minutes.is_complete());
        assert_eq!(minutes.mark, Some(Mark::Thumbprint { witness: "Lê Thị Hoa".to_owned() }));
        assert_eq!(read.rows[1].payee.as_ref().map(|payee| payee.relation.as_str()), Some("con"));
        assert_eq!(read.faults, [(7, ResultFault::Empty { column: ResultColumn::ProxyCitizenId })]);
    }
}
