//! What a bank's reason codes say, in words: ISO 20022's external codes that a credit transfer meets.

use super::{T, wording};

wording! {
    reason_account_wrong { "số tài khoản sai hoặc không có", "the account number is wrong or missing" }
    reason_account_closed { "tài khoản đã đóng", "the account is closed" }
    reason_account_blocked { "tài khoản bị phong tỏa", "the account is blocked" }
    reason_account_changed { "thông tin tài khoản đã thay đổi", "the account’s details have changed" }
    reason_account_type { "loại tài khoản này không nhận được khoản chi", "this kind of account takes no such payment" }
    reason_amount_zero { "số tiền bằng không", "the amount is zero" }
    reason_amount_limit { "số tiền vượt hạn mức", "the amount is over the limit" }
    reason_amount_currency { "loại tiền không được nhận", "the currency is not taken" }
    reason_funds { "tài khoản chi không đủ tiền", "the paying account has not enough money" }
    reason_duplicate { "ngân hàng báo đã có lệnh này", "the bank says it has this payment already" }
    reason_amount_wrong { "số tiền sai", "the amount is wrong" }
    reason_control_sum { "tổng số tiền của tệp không khớp", "the control sum of the file does not agree" }
    reason_count { "số lệnh trong tệp không khớp", "the number of payments in the file does not agree" }
    reason_name { "tên người nhận không khớp chủ tài khoản", "the payee’s name is not the holder’s" }
    reason_party { "ngân hàng không nhận ra người nhận", "the bank does not know the payee" }
    reason_name_missing { "thiếu tên người nhận", "the payee’s name is missing" }
    reason_phone { "số điện thoại của ví không đúng", "the wallet’s telephone number is not known" }
    reason_bank { "mã ngân hàng sai hoặc ngân hàng không nhận được lệnh", "the bank’s number is wrong, or the bank is out of reach" }
    reason_date { "ngày chi không hợp lệ", "the date is not valid" }
    reason_cut_off { "gửi sau giờ nhận lệnh", "sent after the cut-off time" }
    reason_deceased { "chủ tài khoản đã chết", "the holder has died" }
    reason_form { "tệp sai cấu trúc", "the file is not in the right form" }
    reason_missing_data { "thiếu thông tin bắt buộc", "required data is missing" }
    reason_unspecified { "ngân hàng không nói rõ lý do", "the bank gives no reason" }
    reason_uncollected { "không đến nhận tiền mặt", "the cash was not collected" }
    reason_fraud { "ngân hàng nghi gian lận", "the bank suspects fraud" }
    reason_customer { "khách hàng yêu cầu", "asked for by the customer" }
    reason_timeout { "quá thời gian xử lý", "it took too long" }
    reason_code(words, code) { "{words} (mã {code})", "{words} (code {code})" }
    reason_code_unknown(code) { "mã của ngân hàng: {code}", "the bank’s code: {code}" }
}

impl T {
    /// A reason's code in words, with the code behind them for whoever rings the bank up.
    pub(crate) fn bank_reason(self, code: &str) -> String {
        let words = match code {
            "AC01" | "AC02" | "AC03" => self.reason_account_wrong(),
            "AC04" | "AC05" | "AC07" => self.reason_account_closed(),
            "AC06" | "BLCK" => self.reason_account_blocked(),
            "AC15" => self.reason_account_changed(),
            "AG01" | "AG03" => self.reason_account_type(),
            "AM01" => self.reason_amount_zero(),
            "AM02" | "AM14" | "AM21" | "AM23" => self.reason_amount_limit(),
            "AM03" | "AM11" | "CURR" => self.reason_amount_currency(),
            "AM04" => self.reason_funds(),
            "AM05" | "DUPL" | "DU01" | "DU02" | "DU03" | "DU04" | "RF01" => self.reason_duplicate(),
            "AM09" | "AM12" => self.reason_amount_wrong(),
            "AM10" => self.reason_control_sum(),
            "AM18" => self.reason_count(),
            "BE01" | "PN01" | "PI01" => self.reason_name(),
            "BE05" | "BE06" => self.reason_party(),
            "BE22" => self.reason_name_missing(),
            "BE23" => self.reason_phone(),
            "RC01" | "RC03" | "RC04" | "RC07" | "RC08" | "CNOR" | "AB05" | "AB06" | "AB07" | "AB08" => {
                self.reason_bank()
            }
            "DT01" | "DT06" | "CH03" => self.reason_date(),
            "TM01" => self.reason_cut_off(),
            "MD07" => self.reason_deceased(),
            "FF01" | "TD02" | "TD03" | "TA01" => self.reason_form(),
            "NOCM" | "RR03" | "RR04" | "RR10" | "RR12" => self.reason_missing_data(),
            "CNPC" => self.reason_uncollected(),
            "FRAD" => self.reason_fraud(),
            "CUST" | "FOCR" | "UPAY" => self.reason_customer(),
            "AB01" | "AB02" | "AB03" | "AB04" | "TECH" => self.reason_timeout(),
            "MS02" | "MS03" | "NARR" | "ED05" => self.reason_unspecified(),
            other => return self.reason_code_unknown(other),
        };
        self.reason_code(words, code)
    }
}
