//! Matching: what an officer reads beside a row and those it could be.

use super::{T, wording};
use matching::{Outcome, Refusal};

wording! {
    outcome_not_sent { "Chưa gửi rà soát", "Not sent for review" }
    outcome_pending { "Chờ xác thực", "Awaiting verification" }
    outcome_verified { "Đã xác thực", "Verified" }
    outcome_mismatch { "Lệch thông tin", "Mismatch" }
    outcome_not_found { "Không tìm thấy thông tin", "Not found" }

    refused_not_a_candidate {
        "Người này không còn trong các trường hợp được gợi ý cho dòng đó. Hãy tải lại trang rồi chọn lại.",
        "This person is no longer among those proposed for the row. Reload the page and choose again.",
    }
    refused_row_not_sent {
        "Dòng này chưa được đối chiếu với dữ liệu dân cư nên chưa có gì để quyết định. Hãy đối chiếu tệp trước.",
        "This row was never compared with the population register. Have the file matched first.",
    }
    refused_row_settled(outcome) {
        "Dòng này đang là “{outcome}”. Muốn quyết định khác, hãy hủy quyết định cũ trước.",
        "This row is “{outcome}”. Take the earlier decision back before you decide otherwise.",
    }
    refused_nothing_to_undo {
        "Kết quả đang có do hệ thống đối chiếu, chưa ai quyết định nên không có gì để hủy.",
        "What holds was found by the rules; nobody has decided, so there is nothing to take back.",
    }
    refused_decision_moved {
        "Người khác vừa quyết định dòng này. Hãy xem quyết định mới trong phần lịch sử bên dưới.",
        "Somebody has just decided on this row. See the new decision in the history below.",
    }
}

impl T {
    /// A state of the review.
    pub(crate) const fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::NotSent => self.outcome_not_sent(),
            Outcome::Pending => self.outcome_pending(),
            Outcome::Verified => self.outcome_verified(),
            Outcome::Mismatch => self.outcome_mismatch(),
            Outcome::NotFound => self.outcome_not_found(),
        }
    }

    /// What happened, then what to do: the room `matching`.
    pub(crate) fn matching_refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NotACandidate { .. } => self.refused_not_a_candidate().to_owned(),
            Refusal::NotSent => self.refused_row_not_sent().to_owned(),
            Refusal::Settled { outcome } => self.refused_row_settled(self.outcome(*outcome)),
            Refusal::NothingToUndo => self.refused_nothing_to_undo().to_owned(),
            Refusal::VersionMoved { .. } => self.refused_decision_moved().to_owned(),
            Refusal::Corrupt { .. } => self.refused_corrupt().to_owned(),
            Refusal::Office(refusal) => self.refusal(refusal),
            Refusal::Db(_) => self.refused_database().to_owned(),
        }
    }
}
