//! The ways of receiving, one vocabulary for survey, accounts, lists and payments.

use crate::AuthorisationKind;
use kernel::keyed;

keyed! {
    /// How a person receives the money, in the order of the sheets of Phụ lục 2.
    pub enum Method {
        /// Tài khoản chính chủ.
        OwnAccount = "own_account",
        /// Ví điện tử.
        Wallet = "wallet",
        /// Tiền di động.
        MobileMoney = "mobile_money",
        /// Ủy quyền, qua tài khoản của người nhận thay.
        ProxyAccount = "proxy_account",
        /// Ủy quyền, người nhận thay nhận tiền mặt.
        ProxyCash = "proxy_cash",
        /// Người giám hộ nhận, qua tài khoản của mình nếu có.
        Guardian = "guardian",
        /// Tiền mặt tại điểm chi trả.
        CashPoint = "cash_point",
        /// Tiền mặt tại nhà.
        CashHome = "cash_home",
    }
}

keyed! {
    /// How an account came to be chosen (step 4, group 3), as far as the person said.
    pub enum Channel {
        /// Ứng dụng ngân hàng, quầy giao dịch.
        Bank = "bank",
        /// Ví điện tử.
        EWallet = "e_wallet",
        /// Mobile Money.
        MobileMoney = "mobile_money",
        /// Chọn trên VNeID; the passcode is never seen here.
        Vneid = "vneid",
        /// Tổ chức dịch vụ chi trả.
        PaymentOrganisation = "payment_organisation",
    }
}

impl Method {
    /// Whether the money always goes to an account.
    pub const fn needs_account(self) -> bool {
        matches!(self, Method::OwnAccount | Method::Wallet | Method::MobileMoney | Method::ProxyAccount)
    }

    /// Whether the money can go to an account: a guardian may have one or not.
    pub const fn may_use_account(self) -> bool {
        self.needs_account() || matches!(self, Method::Guardian)
    }

    /// The paper without which nobody else receives a person's money.
    pub const fn paper(self) -> Option<AuthorisationKind> {
        match self {
            Method::ProxyAccount | Method::ProxyCash => Some(AuthorisationKind::Proxy),
            Method::Guardian => Some(AuthorisationKind::Guardian),
            _ => None,
        }
    }
}
