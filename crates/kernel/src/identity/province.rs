//! The first three digits of a citizen number: where the birth was registered.

/// A province as citizen numbers code it: the 63 provinces before 1 July 2025, `0` and the statistics code.
///
/// Thông tư 07/2016/TT-BCA, annex; kept by Thông tư 59/2021/TT-BCA Điều 4. A number keeps its code when provinces merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdProvince {
    /// Three digits.
    pub code: &'static str,
    /// The name without `Tỉnh` or `Thành phố`.
    pub name: &'static str,
}

/// All of them, by code.
pub fn id_provinces() -> &'static [IdProvince] {
    &PROVINCES
}

/// The province with that code.
pub(super) fn find_province(code: &str) -> Option<&'static IdProvince> {
    PROVINCES.binary_search_by(|province| province.code.cmp(code)).ok().map(|at| &PROVINCES[at])
}

const PROVINCES: [IdProvince; 63] = [
    IdProvince { code: "001", name: "Hà Nội" },
    IdProvince { code: "002", name: "Hà Giang" },
    IdProvince { code: "004", name: "Cao Bằng" },
    IdProvince { code: "006", name: "Bắc Kạn" },
    IdProvince { code: "008", name: "Tuyên Quang" },
    IdProvince { code: "010", name: "Lào Cai" },
    IdProvince { code: "011", name: "Điện Biên" },
    IdProvince { code: "012", name: "Lai Châu" },
    IdProvince { code: "014", name: "Sơn La" },
    IdProvince { code: "015", name: "Yên Bái" },
    IdProvince { code: "017", name: "Hoà Bình" },
    IdProvince { code: "019", name: "Thái Nguyên" },
    IdProvince { code: "020", name: "Lạng Sơn" },
    IdProvince { code: "022", name: "Quảng Ninh" },
    IdProvince { code: "024", name: "Bắc Giang" },
    IdProvince { code: "025", name: "Phú Thọ" },
    IdProvince { code: "026", name: "Vĩnh Phúc" },
    IdProvince { code: "027", name: "Bắc Ninh" },
    IdProvince { code: "030", name: "Hải Dương" },
    IdProvince { code: "031", name: "Hải Phòng" },
    IdProvince { code: "033", name: "Hưng Yên" },
    IdProvince { code: "034", name: "Thái Bình" },
    IdProvince { code: "035", name: "Hà Nam" },
    IdProvince { code: "036", name: "Nam Định" },
    IdProvince { code: "037", name: "Ninh Bình" },
    IdProvince { code: "038", name: "Thanh Hóa" },
    IdProvince { code: "040", name: "Nghệ An" },
    IdProvince { code: "042", name: "Hà Tĩnh" },
    IdProvince { code: "044", name: "Quảng Bình" },
    IdProvince { code: "045", name: "Quảng Trị" },
    IdProvince { code: "046", name: "Thừa Thiên Huế" },
    IdProvince { code: "048", name: "Đà Nẵng" },
    IdProvince { code: "049", name: "Quảng Nam" },
    IdProvince { code: "051", name: "Quảng Ngãi" },
    IdProvince { code: "052", name: "Bình Định" },
    IdProvince { code: "054", name: "Phú Yên" },
    IdProvince { code: "056", name: "Khánh Hòa" },
    IdProvince { code: "058", name: "Ninh Thuận" },
    IdProvince { code: "060", name: "Bình Thuận" },
    IdProvince { code: "062", name: "Kon Tum" },
    IdProvince { code: "064", name: "Gia Lai" },
    IdProvince { code: "066", name: "Đắk Lắk" },
    IdProvince { code: "067", name: "Đắk Nông" },
    IdProvince { code: "068", name: "Lâm Đồng" },
    IdProvince { code: "070", name: "Bình Phước" },
    IdProvince { code: "072", name: "Tây Ninh" },
    IdProvince { code: "074", name: "Bình Dương" },
    IdProvince { code: "075", name: "Đồng Nai" },
    IdProvince { code: "077", name: "Bà Rịa - Vũng Tàu" },
    IdProvince { code: "079", name: "Hồ Chí Minh" },
    IdProvince { code: "080", name: "Long An" },
    IdProvince { code: "082", name: "Tiền Giang" },
    IdProvince { code: "083", name: "Bến Tre" },
    IdProvince { code: "084", name: "Trà Vinh" },
    IdProvince { code: "086", name: "Vĩnh Long" },
    IdProvince { code: "087", name: "Đồng Tháp" },
    IdProvince { code: "089", name: "An Giang" },
    IdProvince { code: "091", name: "Kiên Giang" },
    IdProvince { code: "092", name: "Cần Thơ" },
    IdProvince { code: "093", name: "Hậu Giang" },
    IdProvince { code: "094", name: "Sóc Trăng" },
    IdProvince { code: "095", name: "Bạc Liêu" },
    IdProvince { code: "096", name: "Cà Mau" },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_rise_and_are_found() {
        assert!(PROVINCES.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(find_province("051").map(|province| province.name), Some("Quảng Ngãi"));
        assert_eq!(find_province("003"), None);
        assert!(PROVINCES.iter().all(|province| province.code.len() == 3 && province.code.starts_with('0')));
    }
}
