//! The words of the room `survey`: visits, groups, ways of receiving, papers.

use super::{T, wording};
use survey::Method;

wording! {
    method_own_account { "Tài khoản chính chủ", "Own account" }
    method_wallet { "Ví điện tử", "E-wallet" }
    method_mobile_money { "Tiền di động (Mobile Money)", "Mobile money" }
    method_proxy_account { "Tài khoản của người được ủy quyền", "A proxy’s account" }
    method_proxy_cash { "Người được ủy quyền nhận tiền mặt", "Cash to a proxy" }
    method_guardian { "Người giám hộ nhận", "A guardian" }
    method_cash_point { "Tiền mặt tại điểm chi trả", "Cash at the pay point" }
    method_cash_home { "Tiền mặt tại nhà", "Cash at home" }
}

impl T {
    /// A way of receiving.
    pub const fn method(self, method: Method) -> &'static str {
        match method {
            Method::OwnAccount => self.method_own_account(),
            Method::Wallet => self.method_wallet(),
            Method::MobileMoney => self.method_mobile_money(),
            Method::ProxyAccount => self.method_proxy_account(),
            Method::ProxyCash => self.method_proxy_cash(),
            Method::Guardian => self.method_guardian(),
            Method::CashPoint => self.method_cash_point(),
            Method::CashHome => self.method_cash_home(),
        }
    }
}
