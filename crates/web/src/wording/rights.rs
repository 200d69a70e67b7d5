//! The page of who may do what.

use super::{T, wording};
use office::{Access, Subject};

wording! {
    rights_title { "Phân quyền", "Rights" }
    rights_link { "Xem nhiệm vụ nào được làm việc gì", "See which role may do what" }
    rights_lead {
        "Mỗi nhiệm vụ được làm những việc có dấu ✓, và chỉ trong địa bàn của cơ quan mình. Chương trình xét quyền theo đúng bảng này.",
        "Each role may do what is ticked, within the area of its own office. The program decides by this very table.",
    }
    rights_caption { "Nhiệm vụ nào được làm việc gì", "Which role may do what" }
    rights_action { "Việc", "Action" }
    rights_by_role { "Theo từng nhiệm vụ", "Role by role" }
    rights_own { "Nhiệm vụ của bạn", "Your role" }
    rights_in_office { "Làm việc trong một cơ quan; địa bàn của cơ quan là địa bàn được xem.", "Held in an office; the office’s area is what can be seen." }
    rights_in_no_office { "Không gắn với cơ quan; không xem được đối tượng hưởng chính sách.", "Held in no office; sees no beneficiary." }
    rights_second_factor { "Bắt buộc xác thực hai lớp.", "Must prove a second factor." }
    rights_one_factor { "Không bắt buộc xác thực hai lớp.", "Need not prove a second factor." }
    rights_ground_read { "Xem: tổ chức, danh mục, văn bản, nhật ký", "Look: organisation, reference data, letters, trail" }
    rights_ground_write { "Làm: tổ chức, danh mục, văn bản", "Change: organisation, reference data, letters" }
    rights_beneficiaries_read { "Xem: đối tượng hưởng chính sách, báo cáo", "Look: beneficiaries, reports" }
    rights_beneficiaries_write { "Làm: danh sách, tài khoản, chi trả, báo cáo", "Change: lists, accounts, payments, reports" }
    matrix_yes { "được", "yes" }
}

impl T {
    /// Actions that belong together.
    pub const fn rights_group(self, subject: Subject, access: Access) -> &'static str {
        match (subject, access) {
            (Subject::Ground, Access::Read) => self.rights_ground_read(),
            (Subject::Ground, Access::Write) => self.rights_ground_write(),
            (Subject::Beneficiaries, Access::Read) => self.rights_beneficiaries_read(),
            (Subject::Beneficiaries, Access::Write) => self.rights_beneficiaries_write(),
        }
    }
}
