//! What must still happen before a session counts.

use jiff::Timestamp;
use kernel::keyed;

keyed! {
    /// Where a session stands. What is proven comes before what is set up: a stolen start password opens nothing.
    pub enum Step {
        /// A second factor is enrolled and not yet proven.
        SecondFactor = "second_factor",
        /// The start password must be changed.
        MustChangePassword = "must_change_password",
        /// A role needs a second factor and none is enrolled.
        MustEnrolSecondFactor = "must_enrol_second_factor",
        /// In.
        In = "in",
    }
}

keyed! {
    /// How a session was opened.
    pub enum Means {
        /// With the password kept here.
        Password = "password",
        /// By an agency's single sign-on.
        External = "external",
    }
}

/// What the step follows from.
pub(super) struct Standing {
    pub(super) means: Means,
    pub(super) second_factor_at: Option<Timestamp>,
    pub(super) is_enrolled: bool,
    pub(super) must_change: bool,
    pub(super) role_needs_factor: bool,
}

impl Standing {
    pub(super) fn step(&self) -> Step {
        let proven = self.second_factor_at.is_some();
        if self.is_enrolled && !proven {
            Step::SecondFactor
        } else if self.must_change && self.means == Means::Password {
            Step::MustChangePassword
        } else if self.role_needs_factor && !proven {
            Step::MustEnrolSecondFactor
        } else {
            Step::In
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// enrolled proven must-change role-needs → step
    fn check(text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let standing = Standing {
                means: Means::parse(words[0]).expect("a means"),
                is_enrolled: words[1] == "enrolled",
                second_factor_at: (words[2] == "proven").then_some(Timestamp::UNIX_EPOCH),
                must_change: words[3] == "start",
                role_needs_factor: words[4] == "approver",
            };
            assert_eq!(standing.step().key(), words[5], "{line}");
        }
    }

    #[test]
    fn steps_follow_from_the_facts() {
        check(
            "
            password  -         -       -      -         in
            password  -         -       start  -         must_change_password
            password  -         -       start  approver  must_change_password
            password  -         -       -      approver  must_enrol_second_factor
            password  enrolled  -       -      -         second_factor
            password  enrolled  -       start  approver  second_factor
            password  enrolled  proven  start  approver  must_change_password
            password  enrolled  proven  -      approver  in
            external  -         -       start  -         in
            external  -         -       start  approver  must_enrol_second_factor
            external  -         proven  -      approver  in
            external  enrolled  -       -      -         second_factor
            ",
        );
    }
}
