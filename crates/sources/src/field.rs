//! What a column can mean, and by which headings it is known.

use kernel::{legacy, names::plain_text};

kernel::keyed! {
    /// A field of a row.
    pub enum Field {
        /// STT.
        Order = "order",
        /// Họ và tên.
        FullName = "full_name",
        /// Ngày sinh.
        Birth = "birth",
        /// Năm sinh, in the column of the men.
        BirthOfMale = "birth_of_male",
        /// Năm sinh, in the column of the women.
        BirthOfFemale = "birth_of_female",
        /// Giới tính.
        Sex = "sex",
        /// Số định danh or số CMND, whichever the person has.
        Identity = "identity",
        /// Số định danh.
        CitizenId = "citizen_id",
        /// Số CMND.
        OldId = "old_id",
        /// Xã, phường, thị trấn: name or code.
        Commune = "commune",
        /// Thôn, tổ.
        Hamlet = "hamlet",
        /// Địa chỉ.
        Address = "address",
        /// Điện thoại.
        Phone = "phone",
        /// Mã hộ, chủ hộ.
        Household = "household",
        /// Quan hệ với chủ hộ.
        Relation = "relation",
        /// Loại đối tượng.
        Category = "category",
        /// Số tiền.
        Amount = "amount",
        /// Quyết định: number, day and issuer in one cell.
        Decision = "decision",
        /// Số quyết định.
        DecisionNumber = "decision_number",
        /// Ngày ký quyết định.
        DecisionOn = "decision_on",
        /// Cơ quan ra quyết định.
        DecisionBy = "decision_by",
        /// Hưởng từ.
        EntitledFrom = "entitled_from",
        /// Loại biến động.
        Movement = "movement",
        /// Ngày chết.
        DiedOn = "died_on",
        /// Ngân hàng.
        Bank = "bank",
        /// Số tài khoản.
        AccountNumber = "account_number",
        /// Chủ tài khoản.
        AccountHolder = "account_holder",
        /// Dân tộc: known, so that it is taken for nothing else, and left where it is. It is sensitive and not needed.
        Ethnicity = "ethnicity",
        /// Ghi chú, the reasons of a list that came back, and what else is known and not taken.
        Note = "note",
    }
}

/// Headings without marks and punctuation, each with what it means. A longer one wins over a shorter.
const HEADINGS: &[(&str, Field)] = &[
    ("stt", Field::Order),
    ("tt", Field::Order),
    ("so tt", Field::Order),
    ("so thu tu", Field::Order),
    ("no", Field::Order),
    ("ho va ten", Field::FullName),
    ("ho ten", Field::FullName),
    ("ho ten doi tuong", Field::FullName),
    ("ten doi tuong", Field::FullName),
    ("ho va ten doi tuong", Field::FullName),
    ("ho ten nguoi huong", Field::FullName),
    ("nguoi huong", Field::FullName),
    ("full name", Field::FullName),
    ("ngay sinh", Field::Birth),
    ("nam sinh", Field::Birth),
    ("ngay thang nam sinh", Field::Birth),
    ("sinh ngay", Field::Birth),
    ("ngay nam sinh", Field::Birth),
    ("dob", Field::Birth),
    ("nam sinh nam", Field::BirthOfMale),
    ("ngay sinh nam", Field::BirthOfMale),
    ("ngay thang nam sinh nam", Field::BirthOfMale),
    ("nam sinh nu", Field::BirthOfFemale),
    ("ngay sinh nu", Field::BirthOfFemale),
    ("ngay thang nam sinh nu", Field::BirthOfFemale),
    ("gioi tinh", Field::Sex),
    ("phai", Field::Sex),
    ("nam nu", Field::Sex),
    ("cccd cmnd", Field::Identity),
    ("cmnd cccd", Field::Identity),
    ("so cccd cmnd", Field::Identity),
    ("so cmnd cccd", Field::Identity),
    ("so giay to", Field::Identity),
    ("giay to tuy than", Field::Identity),
    ("so dinh danh cmnd", Field::Identity),
    ("cccd", Field::CitizenId),
    ("so cccd", Field::CitizenId),
    ("can cuoc cong dan", Field::CitizenId),
    ("so can cuoc", Field::CitizenId),
    ("so dinh danh", Field::CitizenId),
    ("ma dinh danh", Field::CitizenId),
    ("so dinh danh ca nhan", Field::CitizenId),
    ("ddcn", Field::CitizenId),
    ("cmnd", Field::OldId),
    ("so cmnd", Field::OldId),
    ("chung minh nhan dan", Field::OldId),
    ("chung minh thu", Field::OldId),
    ("xa", Field::Commune),
    ("ma xa", Field::Commune),
    ("xa phuong", Field::Commune),
    ("xa phuong thi tran", Field::Commune),
    ("ten xa", Field::Commune),
    ("xa thi tran", Field::Commune),
    ("cap xa", Field::Commune),
    ("don vi", Field::Commune),
    ("thon", Field::Hamlet),
    ("thon to", Field::Hamlet),
    ("thon xom", Field::Hamlet),
    ("thon khu pho", Field::Hamlet),
    ("thon to dan pho", Field::Hamlet),
    ("to dan pho", Field::Hamlet),
    ("khu pho", Field::Hamlet),
    ("xom", Field::Hamlet),
    ("khom ap", Field::Hamlet),
    ("dia chi", Field::Address),
    ("noi o", Field::Address),
    ("cho o", Field::Address),
    ("noi cu tru", Field::Address),
    ("ho khau thuong tru", Field::Address),
    ("noi thuong tru", Field::Address),
    ("dien thoai", Field::Phone),
    ("so dien thoai", Field::Phone),
    ("sdt", Field::Phone),
    ("so dt", Field::Phone),
    ("ma ho", Field::Household),
    ("so ho", Field::Household),
    ("ma so ho", Field::Household),
    ("chu ho", Field::Household),
    ("ho ten chu ho", Field::Household),
    ("ho va ten chu ho", Field::Household),
    ("quan he", Field::Relation),
    ("moi quan he", Field::Relation),
    ("quan he voi chu ho", Field::Relation),
    ("moi quan he voi chu ho", Field::Relation),
    ("qh voi chu ho", Field::Relation),
    ("loai doi tuong", Field::Category),
    ("nhom doi tuong", Field::Category),
    ("phan loai doi tuong", Field::Category),
    ("phan loai", Field::Category),
    ("ma doi tuong", Field::Category),
    ("ma loai doi tuong", Field::Category),
    ("dien huong", Field::Category),
    ("loai ho", Field::Category),
    ("dien ho", Field::Category),
    ("phan loai ho", Field::Category),
    ("doi tuong huong", Field::Category),
    ("che do", Field::Category),
    ("so tien", Field::Amount),
    ("so tien huong", Field::Amount),
    ("so tien tro cap", Field::Amount),
    ("muc huong", Field::Amount),
    ("muc tro cap", Field::Amount),
    ("muc tien", Field::Amount),
    ("muc tien huong", Field::Amount),
    ("muc tien tro cap", Field::Amount),
    ("tro cap hang thang", Field::Amount),
    ("tro cap thang", Field::Amount),
    ("muc huong thang", Field::Amount),
    ("muc huong hang thang", Field::Amount),
    ("quyet dinh", Field::Decision),
    ("thong tin quyet dinh", Field::Decision),
    ("thong tin qd", Field::Decision),
    ("thong tin qd huong", Field::Decision),
    ("thong tin qd dieu chinh", Field::Decision),
    ("thong tin qd thoi huong", Field::Decision),
    ("thong tin qd dieu chinh thoi huong", Field::Decision),
    ("thong tin quyet dinh huong", Field::Decision),
    ("qd huong", Field::Decision),
    ("qd dieu chinh", Field::Decision),
    ("qd thoi huong", Field::Decision),
    ("qd dieu chinh thoi huong", Field::Decision),
    ("quyet dinh dieu chinh", Field::Decision),
    ("quyet dinh thoi huong", Field::Decision),
    ("so quyet dinh", Field::DecisionNumber),
    ("so qd", Field::DecisionNumber),
    ("so qd huong", Field::DecisionNumber),
    ("quyet dinh so", Field::DecisionNumber),
    ("quyet dinh huong so", Field::DecisionNumber),
    ("ngay quyet dinh", Field::DecisionOn),
    ("ngay qd", Field::DecisionOn),
    ("ngay ky", Field::DecisionOn),
    ("ngay ky quyet dinh", Field::DecisionOn),
    ("quyet dinh ngay", Field::DecisionOn),
    ("quyet dinh ngay ky", Field::DecisionOn),
    ("ngay ban hanh", Field::DecisionOn),
    ("co quan quyet dinh", Field::DecisionBy),
    ("co quan ban hanh", Field::DecisionBy),
    ("co quan ra quyet dinh", Field::DecisionBy),
    ("co quan ky", Field::DecisionBy),
    ("noi ban hanh", Field::DecisionBy),
    ("quyet dinh co quan", Field::DecisionBy),
    ("cap ra quyet dinh", Field::DecisionBy),
    ("huong tu", Field::EntitledFrom),
    ("huong tu ngay", Field::EntitledFrom),
    ("huong tu thang", Field::EntitledFrom),
    ("tu thang", Field::EntitledFrom),
    ("ngay huong", Field::EntitledFrom),
    ("thang huong", Field::EntitledFrom),
    ("thoi diem huong", Field::EntitledFrom),
    ("ngay bat dau", Field::EntitledFrom),
    ("ngay bat dau huong", Field::EntitledFrom),
    ("thoi gian huong", Field::EntitledFrom),
    ("loai bien dong", Field::Movement),
    ("bien dong", Field::Movement),
    ("tang giam", Field::Movement),
    ("loai tang giam", Field::Movement),
    ("hinh thuc bien dong", Field::Movement),
    ("ngay chet", Field::DiedOn),
    ("ngay mat", Field::DiedOn),
    ("ngay tu tran", Field::DiedOn),
    ("ngay thang nam chet", Field::DiedOn),
    ("ngan hang", Field::Bank),
    ("ten ngan hang", Field::Bank),
    ("mo tai", Field::Bank),
    ("tai ngan hang", Field::Bank),
    ("tai khoan ngan hang", Field::Bank),
    ("so tai khoan", Field::AccountNumber),
    ("stk", Field::AccountNumber),
    ("so tk", Field::AccountNumber),
    ("tai khoan so", Field::AccountNumber),
    ("so tai khoan ngan hang", Field::AccountNumber),
    ("chu tai khoan", Field::AccountHolder),
    ("ten chu tai khoan", Field::AccountHolder),
    ("ten tai khoan", Field::AccountHolder),
    ("ho ten chu tai khoan", Field::AccountHolder),
    ("tai khoan chu tai khoan", Field::AccountHolder),
    ("dan toc", Field::Ethnicity),
    ("ghi chu", Field::Note),
    ("ly do", Field::Note),
    ("can xem lai", Field::Note),
    ("de xuat", Field::Note),
    ("ngay cap", Field::Note),
    ("noi cap", Field::Note),
];

/// A heading longer than this is a sentence.
const HEADING_CHARS_MAX: usize = 90;

impl Field {
    /// What a heading means, and how surely: all of it is a known heading, or a known one stands in it.
    pub fn of_heading(heading: &str) -> Option<(Field, Sureness)> {
        if heading.chars().count() > HEADING_CHARS_MAX {
            return None;
        }
        let words = heading_words(heading);
        if let Some((_, field)) = HEADINGS.iter().find(|(known, _)| *known == words) {
            return Some((*field, Sureness::Whole));
        }
        let padded = format!(" {words} ");
        let inside = HEADINGS.iter().filter(|(known, _)| known.len() > 3 && padded.contains(&format!(" {known} ")));
        inside.max_by_key(|(known, _)| known.len()).map(|(_, field)| (*field, Sureness::Part))
    }

    /// Whether the field tells a list of people from any other table.
    pub(crate) fn tells_people(self) -> bool {
        !matches!(self, Field::Order | Field::Note | Field::FullName)
    }
}

/// How surely a heading means a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The known heading stands in a longer one.
    Part,
    /// The heading is a known one.
    Whole,
}

/// Small letters without marks, words parted by single spaces. Headings in old fonts are read too.
pub(crate) fn heading_words(heading: &str) -> String {
    let plain = plain_text(&legacy::read(heading).text);
    let words: String = plain.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_offices_mean_by_them() {
        for (heading, field) in [
            ("STT", Some(Field::Order)),
            ("HỌ VÀ TÊN", Some(Field::FullName)),
            ("Hä vµ tªn", Some(Field::FullName)),
            ("Họ và tên đối tượng hưởng trợ cấp", Some(Field::FullName)),
            ("Ngày, tháng, năm sinh", Some(Field::Birth)),
            ("Số CCCD/CMND", Some(Field::Identity)),
            ("Số định danh cá nhân", Some(Field::CitizenId)),
            ("Số định danh cá nhân (12 số)", Some(Field::CitizenId)),
            ("Họ và tên chủ hộ", Some(Field::Household)),
            ("Quan hệ với chủ hộ", Some(Field::Relation)),
            ("Quan hệ với chủ hộ (vợ, con…)", Some(Field::Relation)),
            ("Tên chủ tài khoản", Some(Field::AccountHolder)),
            ("Số tài khoản ngân hàng", Some(Field::AccountNumber)),
            ("Mức trợ cấp (đồng/tháng)", Some(Field::Amount)),
            ("Ngày ký quyết định", Some(Field::DecisionOn)),
            ("Quyết định Số", Some(Field::DecisionNumber)),
            ("Xã/phường/thị trấn", Some(Field::Commune)),
            ("Năm sinh Nữ", Some(Field::BirthOfFemale)),
            ("Lý do", Some(Field::Note)),
            ("Cộng hòa xã hội chủ nghĩa Việt Nam", None),
            ("(1)", None),
            ("", None),
        ] {
            assert_eq!(Field::of_heading(heading).map(|(field, _)| field), field, "{heading}");
        }
    }

    #[test]
    fn every_known_heading_is_in_its_folded_form() {
        for (heading, _) in HEADINGS {
            assert_eq!(heading_words(heading), *heading);
        }
    }
}
