//! The start page as a worklist: headings. What waits in a room is said by the room's own file.

use super::wording;

wording! {
    nav_work { "Công việc", "Work" }
    nav_ground { "Quản trị", "Administration" }
    tasks_title { "Việc cần làm", "To do" }
    tasks_none { "Không có việc nào đang chờ bạn", "Nothing waits for you" }
    tasks_none_text {
        "Việc mới trong địa bàn của bạn sẽ hiện ở đây, mỗi loại việc một dòng.",
        "What comes up in your area will stand here, a line for each kind of work.",
    }
}
