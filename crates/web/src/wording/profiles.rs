//! How the state is built, and when things are due.

use super::{Language, T, wording};
use jiff::civil::{Date, Weekday};
use office::profile::{Bound, Duty, Rule};

wording! {
    profiles_title { "Mô hình tổ chức", "Agencies and duties" }
    profiles_none { "Không có mô hình tổ chức cho ngày này", "No profile holds on this day" }
    profile_lead(name, from, basis) { "{name}. Áp dụng từ {from}. Căn cứ: {basis}.", "{name}. In force from {from}. Basis: {basis}." }
    profile_lead_until(name, from, until, basis) {
        "{name}. Áp dụng từ {from} đến hết {until}. Căn cứ: {basis}.",
        "{name}. In force from {from} until {until}. Basis: {basis}.",
    }
    agencies_title { "Các cơ quan theo cấp", "The agencies by level" }
    agency_name { "Cơ quan", "Agency" }
    agency_under { "Trực thuộc", "Part of" }
    agency_reports_to { "Báo cáo cho", "Reports to" }
    agency_programmes { "Chế độ", "Programmes" }
    agency_roles { "Nhiệm vụ của cán bộ", "Roles of its staff" }
    agency_of_tier(name, tier) { "{name} ({tier})", "{name} ({tier})" }
    duties_title { "Ai làm việc gì", "Who does what" }
    duties_caption { "Theo thứ tự của quy trình", "In the order of the process" }
    duty { "Việc", "Duty" }
    duty_agencies { "Cơ quan", "Agencies" }
    duty_roles { "Người làm", "By whom" }
    programmes_all { "Mọi chế độ", "All programmes" }
    duty_classify_sources { "Bước 1: phân loại danh sách nguồn", "Step 1: classify the sources" }
    duty_compare_population { "Bước 1, 2: đối sánh với dữ liệu dân cư", "Steps 1 and 2: compare with the population database" }
    duty_extract_list { "Bước 3: trích xuất danh sách về xã", "Step 3: extract the commune’s list" }
    duty_survey { "Bước 4: khảo sát tại nhà", "Step 4: visit homes" }
    duty_confirm_proxy { "Bước 4: chứng thực ủy quyền", "Step 4: confirm authorisations" }
    duty_prepare_list { "Bước 5: lập danh sách theo hình thức nhận", "Step 5: draw up the lists by method" }
    duty_approve_list { "Bước 5: duyệt danh sách", "Step 5: approve the lists" }
    duty_record_account { "Bước 6: nhập tài khoản", "Step 6: enter accounts" }
    duty_receive_list { "Bước 6: nhận danh sách để chi trả", "Step 6: receive the list to pay by" }
    duty_appraise { "Thẩm định hồ sơ", "Examine claims" }
    duty_decide { "Quyết định hưởng, điều chỉnh, thôi hưởng", "Grant, change and end entitlements" }
    duty_prepare_cycle { "Bước 7: lập kỳ chi trả", "Step 7: prepare the month" }
    duty_approve_cycle { "Bước 7: duyệt kỳ chi trả", "Step 7: approve the month" }
    duty_contract { "Ký hợp đồng với tổ chức chi trả", "Sign with the payment organisation" }
    duty_pay { "Bước 7: rút và chuyển tiền", "Step 7: withdraw and transfer the money" }
    duty_hand_over { "Bước 7: trao tiền mặt", "Step 7: hand cash over" }
    duty_supervise { "Giám sát ngày chi trả", "Watch payment days" }
    duty_close_month { "Khóa sổ tháng", "Close the month" }
    duty_report { "Báo cáo", "Report" }

    calendar_title { "Lịch báo cáo, thời hạn", "Calendar and deadlines" }
    calendar_lead {
        "Hạn rơi vào ngày nghỉ được dời theo ngày làm việc. Cột Hạn tới là ngày phải xong việc, tính từ ngày đang xem.",
        "A deadline on a day off is moved to a working day. “Next due” is the day to be done by, counted from the day shown.",
    }
    calendar_none { "Không có lịch nào áp dụng vào ngày này", "No calendar rule holds on this day" }
    calendar_caption(day) { "Lịch áp dụng ngày {day}", "Rules in force on {day}" }
    calendar_what { "Việc", "What" }
    calendar_whose { "Cơ quan", "Whose" }
    calendar_when { "Lịch", "When" }
    calendar_next { "Hạn tới", "Next due" }
    calendar_no_day { "Tính từ khi phát sinh", "Counted from the event" }
    calendar_over { "Đã qua", "Over" }
    calendar_moved(day) { "Hạn {day} là ngày nghỉ.", "The last day, {day}, is a day off." }
    calendar_then(day) { "Sau đó: {day}.", "Then: {day}." }
    calendar_before(day, time) { "{day}, trước {time}", "{day}, before {time}" }
    calendar_days_title(year) { "Ngày nghỉ và ngày làm bù năm {year}", "Days off and worked days of {year}" }
    calendar_day_name { "Tên", "Name" }
    rule_once_before(day) { "Trước ngày {day}", "Before {day}" }
    rule_once_by(day) { "Chậm nhất ngày {day}", "By {day}" }
    rule_once_on(day) { "Ngày {day}", "On {day}" }
    rule_within(month) { "Trong tháng {month}", "Within {month}" }
    rule_daily { "Hằng ngày", "Every day" }
    rule_daily_before(time) { "Hằng ngày, trước {time}", "Every day before {time}" }
    rule_weekly { "Hằng tuần", "Every week" }
    rule_weekly_on(day) { "{day} hằng tuần", "Every {day}" }
    rule_monthly { "Hằng tháng", "Every month" }
    rule_monthly_before(day) { "Trước ngày {day} hằng tháng", "Every month before day {day}" }
    rule_monthly_by(day) { "Chậm nhất ngày {day} hằng tháng", "Every month by day {day}" }
    rule_monthly_on(day) { "Ngày {day} hằng tháng", "Every month on day {day}" }
    rule_monthly_between(first, last) { "Từ ngày {first} đến ngày {last} hằng tháng", "Every month from day {first} to day {last}" }
    rule_yearly_before(days) { "Hằng năm, trước ngày {days}", "Every year before {days}" }
    rule_yearly_by(days) { "Hằng năm, chậm nhất ngày {days}", "Every year by {days}" }
    rule_yearly_on(days) { "Hằng năm, ngày {days}", "Every year on {days}" }
    rule_working_days(count) { "Trong {count} ngày làm việc kể từ khi phát sinh", "Within {count} working days of the event" }
    rule_after_months(count) { "Sau {count} tháng kể từ khi phát sinh", "After {count} months from the event" }
    rule_at_will { "Khi cơ quan quyết định", "When the agency decides to" }
    monday { "Thứ hai", "Monday" }
    tuesday { "Thứ ba", "Tuesday" }
    wednesday { "Thứ tư", "Wednesday" }
    thursday { "Thứ năm", "Thursday" }
    friday { "Thứ sáu", "Friday" }
    saturday { "Thứ bảy", "Saturday" }
    sunday { "Chủ nhật", "Sunday" }
}

impl T {
    /// What an agency answers for.
    pub const fn duty_named(self, duty: Duty) -> &'static str {
        match duty {
            Duty::ClassifySources => self.duty_classify_sources(),
            Duty::ComparePopulation => self.duty_compare_population(),
            Duty::ExtractList => self.duty_extract_list(),
            Duty::Survey => self.duty_survey(),
            Duty::ConfirmProxy => self.duty_confirm_proxy(),
            Duty::PrepareList => self.duty_prepare_list(),
            Duty::ApproveList => self.duty_approve_list(),
            Duty::RecordAccount => self.duty_record_account(),
            Duty::ReceiveList => self.duty_receive_list(),
            Duty::Appraise => self.duty_appraise(),
            Duty::Decide => self.duty_decide(),
            Duty::PrepareCycle => self.duty_prepare_cycle(),
            Duty::ApproveCycle => self.duty_approve_cycle(),
            Duty::Contract => self.duty_contract(),
            Duty::Pay => self.duty_pay(),
            Duty::HandOver => self.duty_hand_over(),
            Duty::Supervise => self.duty_supervise(),
            Duty::CloseMonth => self.duty_close_month(),
            Duty::Report => self.duty_report(),
        }
    }

    /// A day of the week.
    pub const fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.monday(),
            Weekday::Tuesday => self.tuesday(),
            Weekday::Wednesday => self.wednesday(),
            Weekday::Thursday => self.thursday(),
            Weekday::Friday => self.friday(),
            Weekday::Saturday => self.saturday(),
            Weekday::Sunday => self.sunday(),
        }
    }

    /// `Thứ ba, 17/02/2026`.
    pub fn weekday_date(self, day: Date) -> String {
        format!("{}, {}", self.weekday(day.weekday()), self.date(day))
    }

    /// When something is due, in words.
    pub fn rule(self, rule: &Rule) -> String {
        match rule {
            Rule::Once(Bound::Before, day) => self.rule_once_before(self.date(*day)),
            Rule::Once(Bound::By, day) => self.rule_once_by(self.date(*day)),
            Rule::Once(Bound::On, day) => self.rule_once_on(self.date(*day)),
            Rule::Within(month) => {
                self.rule_within(format!("{:02}/{}", month.first_day().month(), month.first_day().year()))
            }
            Rule::Daily(None) => self.rule_daily().to_owned(),
            Rule::Daily(Some(time)) => self.rule_daily_before(format!("{:02}:{:02}", time.hour(), time.minute())),
            Rule::Weekly(None) => self.rule_weekly().to_owned(),
            Rule::Weekly(Some(day)) => self.rule_weekly_on(self.weekday(*day)),
            Rule::Monthly => self.rule_monthly().to_owned(),
            Rule::MonthlyBound(Bound::Before, day) => self.rule_monthly_before(day),
            Rule::MonthlyBound(Bound::By, day) => self.rule_monthly_by(day),
            Rule::MonthlyBound(Bound::On, day) => self.rule_monthly_on(day),
            Rule::MonthlyBetween(first, last) => self.rule_monthly_between(first, last),
            Rule::Yearly(bound, days) => {
                let days: Vec<String> = days.iter().map(|day| format!("{:02}/{:02}", day.day, day.month)).collect();
                let days = match self.0 {
                    Language::Vietnamese => days.join(" và "),
                    Language::English => days.join(" and "),
                };
                match bound {
                    Bound::Before => self.rule_yearly_before(days),
                    Bound::By => self.rule_yearly_by(days),
                    Bound::On => self.rule_yearly_on(days),
                }
            }
            Rule::WorkingDays(count) => self.rule_working_days(count),
            Rule::AfterMonths(count) => self.rule_after_months(count),
            Rule::AtWill => self.rule_at_will().to_owned(),
        }
    }
}
