//! The columns of the survey form: what their headings mean, and what our own form calls them.

use kernel::{keyed, names::plain_key};

keyed! {
    /// The columns of the form, found by their meaning.
    pub enum ResultColumn {
        /// Số định danh.
        CitizenId = "citizen_id",
        /// Họ tên.
        FullName = "full_name",
        /// Ngày sinh.
        Birth = "birth",
        /// Ngày khảo sát.
        VisitedOn = "visited_on",
        /// Kết quả.
        Outcome = "outcome",
        /// Có tài khoản.
        HasAccount = "has_account",
        /// Đã đăng ký.
        Registered = "registered",
        /// Mong muốn.
        Wish = "wish",
        /// Kênh.
        Channel = "channel",
        /// Lý do bất khả kháng.
        ForceMajeure = "force_majeure",
        /// Lý do không đăng ký.
        Reason = "reason",
        /// Nhóm.
        Group = "group",
        /// Phương thức nhận.
        Method = "method",
        /// Người nhận thay.
        ProxyName = "proxy_name",
        /// Số định danh người nhận thay.
        ProxyCitizenId = "proxy_citizen_id",
        /// Quan hệ.
        Relation = "relation",
        /// Chữ ký trên biên bản: công an, công chức, đối tượng.
        Signed = "signed",
        /// Người chứng kiến điểm chỉ.
        Witness = "witness",
        /// Ngân hàng. Read by `accounts`.
        Bank = "bank",
        /// Số tài khoản. Read by `accounts`.
        AccountNumber = "account_number",
        /// Chủ tài khoản. Read by `accounts`.
        AccountHolder = "account_holder",
    }
}

/// Headings as offices write them, folded; the longer ones first.
pub(crate) const HEADINGS: &[(&str, ResultColumn)] = &[
    ("so dinh danh nguoi nhan thay", ResultColumn::ProxyCitizenId),
    ("so dinh danh nguoi duoc uy quien", ResultColumn::ProxyCitizenId),
    ("cccd nguoi nhan thay", ResultColumn::ProxyCitizenId),
    ("li do bat kha khang", ResultColumn::ForceMajeure),
    ("bat kha khang", ResultColumn::ForceMajeure),
    ("nguoi duoc uy quien", ResultColumn::ProxyName),
    ("nguoi nhan thay", ResultColumn::ProxyName),
    ("nguoi giam ho", ResultColumn::ProxyName),
    ("nguoi chung kien", ResultColumn::Witness),
    ("phuong thuc nhan", ResultColumn::Method),
    ("hinh thuc nhan", ResultColumn::Method),
    ("chu tai khoan", ResultColumn::AccountHolder),
    ("so tai khoan", ResultColumn::AccountNumber),
    ("da dang ki", ResultColumn::Registered),
    ("co tai khoan", ResultColumn::HasAccount),
    ("ngay khao sat", ResultColumn::VisitedOn),
    ("so dinh danh", ResultColumn::CitizenId),
    ("so cccd", ResultColumn::CitizenId),
    ("ngay sinh", ResultColumn::Birth),
    ("mong muon", ResultColumn::Wish),
    ("ngan hang", ResultColumn::Bank),
    ("ho va ten", ResultColumn::FullName),
    ("ho ten", ResultColumn::FullName),
    ("ket qua", ResultColumn::Outcome),
    ("quan he", ResultColumn::Relation),
    ("chu ki", ResultColumn::Signed),
    ("kenh", ResultColumn::Channel),
    ("li do", ResultColumn::Reason),
    ("nhom", ResultColumn::Group),
];

/// Above the reasons in a workbook of rows sent back; not read when it comes again.
pub(crate) const RETURN_HEADING: &str = "Lý do trả lại";

impl ResultColumn {
    /// The column a heading means: its own key, or the longest known words it begins with.
    pub fn of_heading(heading: &str) -> Option<ResultColumn> {
        let key = plain_key(heading);
        if key == plain_key(RETURN_HEADING) {
            return None;
        }
        let by_key = ResultColumn::ALL.iter().find(|column| plain_key(&column.key().replace('_', " ")) == key);
        let by_words = HEADINGS.iter().filter(|(words, _)| key.starts_with(words)).max_by_key(|(words, _)| words.len());
        by_key.copied().or(by_words.map(|(_, column)| *column))
    }

    /// What stands above it in our own form.
    pub const fn heading(self) -> &'static str {
        match self {
            ResultColumn::CitizenId => "Số định danh",
            ResultColumn::FullName => "Họ và tên",
            ResultColumn::Birth => "Ngày sinh",
            ResultColumn::VisitedOn => "Ngày khảo sát",
            ResultColumn::Outcome => "Kết quả",
            ResultColumn::HasAccount => "Có tài khoản?",
            ResultColumn::Registered => "Đã đăng ký?",
            ResultColumn::Wish => "Mong muốn",
            ResultColumn::Channel => "Kênh",
            ResultColumn::ForceMajeure => "Lý do bất khả kháng",
            ResultColumn::Reason => "Lý do không đăng ký",
            ResultColumn::Group => "Nhóm",
            ResultColumn::Method => "Phương thức nhận",
            ResultColumn::ProxyName => "Người nhận thay",
            ResultColumn::ProxyCitizenId => "Số định danh người nhận thay",
            ResultColumn::Relation => "Quan hệ",
            ResultColumn::Signed => "Chữ ký trên biên bản",
            ResultColumn::Witness => "Người chứng kiến",
            ResultColumn::Bank => "Ngân hàng",
            ResultColumn::AccountNumber => "Số tài khoản",
            ResultColumn::AccountHolder => "Chủ tài khoản",
        }
    }

    /// Whether it says who the person is: our own form comes with these filled in.
    pub(crate) const fn is_identity(self) -> bool {
        matches!(self, ResultColumn::CitizenId | ResultColumn::FullName | ResultColumn::Birth)
    }
}
