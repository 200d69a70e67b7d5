//! The pages of administrative units.

use super::{T, wording};
use office::places::Level;

wording! {
    places_title { "Đơn vị hành chính", "Administrative units" }
    places_lead {
        "Tra tỉnh, huyện, xã theo ngày: thuộc đâu, gồm những đơn vị nào, trước và sau sắp xếp là gì.",
        "Provinces, districts and communes by day: where they lie, what they consist of, what they were and became.",
    }
    places_words { "Tên hoặc mã đơn vị", "Name or code" }
    places_day { "Vào ngày", "On the day" }
    places_trees { "Các danh mục theo thời gian", "The lists by time" }
    places_from(from) { "Từ {from}", "From {from}" }
    places_between(from, until) { "{from} – {until}", "{from} to {until}" }
    places_facts(period, provinces, districts, communes, basis) {
        "{period}: {provinces} tỉnh, thành phố; {districts} huyện, quận, thị xã; {communes} xã, phường, thị trấn, đặc khu. Căn cứ: {basis}.",
        "{period}: {provinces} provinces, {districts} districts, {communes} communes. Basis: {basis}.",
    }
    places_provinces { "Tỉnh, thành phố trực thuộc trung ương", "Provinces and cities of the centre" }
    places_found(count) { "Tìm thấy: {count}", "Found: {count}" }
    places_none_found { "Không có đơn vị nào khớp", "No unit matches" }
    places_none_found_text {
        "Có thể gõ không dấu, gõ mã, hoặc thử một ngày khác: tên có thể đã đổi khi sắp xếp.",
        "Marks are not needed; a code works too. Try another day: names have changed with the mergers.",
    }
    place_unit { "Đơn vị", "Unit" }
    place_code { "Mã", "Code" }
    place_level { "Cấp", "Level" }
    place_parts { "Đơn vị trực thuộc", "Units below" }
    place_parts_title { "Đơn vị trực thuộc", "Units below" }
    place_parts_of(name) { "Thuộc {name}", "Of {name}" }
    place_address { "Ghi trong văn bản", "As letters write it" }
    place_period { "Có hiệu lực", "In force" }
    place_communes { "Số xã, phường, thị trấn", "Communes" }
    place_since { "Từ ngày", "From" }
    place_how { "Bằng cách nào", "How" }
    place_how_much { "Phần nhập vào", "How much of it" }
    place_later_title { "Sau này là đơn vị nào", "What it became" }
    place_later { "Đơn vị kế thừa ở các danh mục sau", "The unit in later lists" }
    place_still { "Vẫn còn đến nay", "Still in force" }
    place_still_text { "Chưa có danh mục nào sau danh mục này.", "No later list has replaced this one." }
    place_same { "Giữ nguyên", "Unchanged" }
    place_whole { "Toàn bộ nhập vào hoặc đổi tên", "All of it, merged or renamed" }
    place_split { "Một phần", "A part" }
    place_split_likely { "Một phần, đề xuất trước", "A part, proposed first" }
    place_unknown { "Chưa rõ", "Not known" }
    place_unknown_text { "Không nguồn nào ghi; cần người xác định.", "No source says; a person has to." }
    place_earlier_title { "Trước đây là những đơn vị nào", "What it came from" }
    place_earlier { "Đơn vị cũ trong các danh mục trước", "The units of earlier lists" }
    place_first { "Không có danh mục trước", "No earlier list" }
    place_first_text {
        "Đây là danh mục đầu tiên trong chương trình.",
        "This is the first list the program knows.",
    }
    place_all_of_it { "Toàn bộ", "All of it" }
    place_part_of_it { "Một phần", "A part" }
    level_nation { "Cả nước", "Country" }
    level_province { "Cấp tỉnh", "Province" }
    level_district { "Cấp huyện", "District" }
    level_commune { "Cấp xã", "Commune" }
}

impl T {
    /// How far from the country.
    pub const fn level(self, level: Level) -> &'static str {
        match level {
            Level::Nation => self.level_nation(),
            Level::Province => self.level_province(),
            Level::District => self.level_district(),
            Level::Commune => self.level_commune(),
        }
    }
}
