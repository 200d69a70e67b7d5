//! Words so frequent in lists that they tell one reading of a cell from another.

use std::{collections::HashSet, sync::LazyLock};

/// Family names that cover nearly everybody.
const FAMILY_NAMES: &str = "\
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai trịnh trương phùng cao \
    đào hà tạ tô vương lương thái châu quách la từ tôn văn kiều lưu thạch sơn tăng mạc cù chu diệp dư giang giáp hứa khổng \
    kim khúc lại lục mạch mẫn nghiêm nông ông phí quản sầm tống trang triệu ung ứng vi viên xa âu bạch biện cái \
    cấn doãn đàm đồng đậu hàn hầu hoa khương ninh nhâm thân thẩm thiều tiêu trà trình vòng";

/// Middle and given names, and the words of addresses and forms.
const OTHERS: &str = "\
    thị văn hữu đức công quang minh ngọc thanh xuân thu hồng hoa lan huệ cúc mai đào liên sen loan phượng yến oanh \
    hương thơm nhung tuyết nguyệt hằng nga trăng vân hà hải giang sơn lâm thủy thuỷ thúy thuý hoà hòa bình an yên tâm \
    hiền thảo hiếu nghĩa trung dũng hùng cường mạnh tuấn tú tài đạt thành công danh lợi phúc lộc thọ khang ninh phước \
    thịnh vượng phát phú quý quí giàu vinh hiển quyền chức khánh hỷ hoan lạc duy nhất nhị tam tứ ngũ lục thất bát cửu \
    một hai ba bốn tư năm sáu bảy tám chín mười út cả linh lý lệ mỹ diễm kiều trang nhã dung nhan hạnh duyên ái tình \
    ánh ảnh dương nhật thiên địa long lân quy phụng hổ báo hạc nhạn én bích châu kim ngân thạch thép đồng vàng bạc \
    tín trí nhân lễ chính trực thật thà ngay thẳng kiên cương quyết chiến thắng lập quân binh sĩ sỹ tướng vương hoàng \
    hậu phi vũ phong lôi điện mây mưa nắng sương đông tây nam bắc hạ xuyến trâm vy vi như ý nguyện ước mơ mộng đẹp xinh \
    tươi tốt lành hảo khá giỏi anh em chị thiện đăng khoa đỗ học bảng bút nghiên sách khôi nguyên huy hoàn huân hưng \
    khải khôn khương kha khanh kỳ kiệt lai lãm liêm liễu lĩnh luân luận luyến lương lưu mão mùi mậu miên my na ngà ngãi \
    ngân nghị nghi ngoan nguyên nhàn nhạc nhi nho nhơn nhựt ninh nở nữ oai oánh phấn phận phẩm pháp phiên phi phố phụ \
    phùng phương quế quốc quới quỳnh rạng sang sáng sâm sanh sâu sum tạo tân tấn tập tảo thạnh thao thăng thám thể thi \
    thìn thế thiết thiệu thông thơ thoa thoại thuần thuận thục thuyên thuyền thư thứ thường thước tiên tiến tiếp tính \
    toàn toán toại tố trân tri triết triều triển trinh trọng trường trúc tuệ tùng tuy tuyên tuyến tường uyên uyển vẹn \
    viễn viên viện việt vĩnh xoan yêm chánh chi chí chiến chung chương chuyên cẩm cần cẩn cúc cư dân diệu diệp doanh dự \
    đại đạo đáng đài đệ định đồng đôn gấm gái gia giác hai hân hiên hiệp hiệu hòe hoè huấn huyên huyền hợi kiểm \
    lành lài lam lang láng lắm lẹ lễ lượng lựu bé bền bi biên bửu bằng bảo bá bách ban bông bưởi cam cảnh canh \
    tỵ tý sửu dần ngọ thân dậu tuất mẹo thôn xã huyện tỉnh phường phố quận đường số tổ khu vực ấp buôn làng bản trấn \
    thị khóm đội xóm tp tháng ngày hộ nghèo cận người khuyết tật già trẻ mồ côi con mẹ cha vợ chồng nhà trợ cấp bảo \
    hiểm đối tượng chưa không của và các với cho được theo ủy ban nhân dân châu bình trị chương hiệp phước thạnh";

static FAMILY_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| FAMILY_NAMES.split_whitespace().collect());
static ALL_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FAMILY_NAMES.split_whitespace().chain(OTHERS.split_whitespace()).collect());

/// Whether the word, in small letters, is one of the common family names.
pub(super) fn is_family_name(small: &str) -> bool {
    FAMILY_SET.contains(small)
}

/// Whether the word, in small letters, is common in lists.
pub(super) fn is_common(small: &str) -> bool {
    ALL_SET.contains(small)
}

#[cfg(test)]
pub(super) fn family_names() -> impl Iterator<Item = &'static str> {
    FAMILY_NAMES.split_whitespace()
}

#[cfg(test)]
pub(super) fn others() -> impl Iterator<Item = &'static str> {
    OTHERS.split_whitespace()
}
