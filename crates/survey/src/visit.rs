//! A home visit, and the rules about what can have come of it.

use crate::{AnswerFault, Answers, CampaignPoints, Method, PaperMinutes, Signer, minutes::check_paper, question_set};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use kernel::{PersonId, StaffId, VisitId, keyed};
use serde::Serialize;

keyed! {
    /// What came of a visit.
    pub enum Outcome {
        /// The person chose a way of receiving.
        Chose = "chose",
        /// The person has an account and does not wish to register it: minutes are written.
        Refused = "refused",
        /// The person answered and thinks it over: another visit follows.
        Undecided = "undecided",
        /// Nobody was there.
        Absent = "absent",
        /// The person lives elsewhere now.
        Moved = "moved",
        /// The neighbours or the family say the person has died; the registry hears of it.
        Deceased = "deceased",
    }
}

keyed! {
    /// The four groups of step 4.
    pub enum Group {
        /// Có tài khoản, đã đăng ký.
        G1 = "g1",
        /// Có tài khoản, chưa đăng ký.
        G2 = "g2",
        /// Chưa có tài khoản.
        G3 = "g3",
        /// Bất khả kháng.
        G4 = "g4",
    }
}

keyed! {
    /// The three reasons of group 4.
    pub enum ForceMajeure {
        /// Già yếu.
        Frail = "frail",
        /// Không có khả năng đi lại.
        CannotTravel = "cannot_travel",
        /// Không có người nhận thay để ủy quyền.
        NobodyToAuthorise = "nobody_to_authorise",
    }
}

impl Outcome {
    /// Whether somebody answered the questions.
    pub const fn has_answers(self) -> bool {
        matches!(self, Outcome::Chose | Outcome::Refused | Outcome::Undecided)
    }
}

impl Group {
    /// The group the answers put a person in. The answers have been held to their questions.
    pub fn of(answers: &Answers) -> Group {
        if answers.is("has_account", "yes") {
            if answers.is("registered", "yes") { Group::G1 } else { Group::G2 }
        } else if answers.get("force_majeure").is_some() {
            Group::G4
        } else {
            Group::G3
        }
    }

    /// Whether people of the group can receive so: who registered receives to an account; cash at home needs one of the
    /// three reasons, and with one of them nothing else is asked.
    pub const fn allows(self, method: Method) -> bool {
        match self {
            Group::G1 => method.may_use_account(),
            Group::G2 | Group::G3 => !matches!(method, Method::CashHome),
            Group::G4 => matches!(method, Method::CashHome),
        }
    }
}

/// The two who visit: commune police and culture-social officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Team {
    /// Công an cấp xã.
    pub police: StaffId,
    /// Công chức văn hóa - xã hội.
    pub officer: StaffId,
}

/// Answers with the questions they answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interview {
    /// The version of the question set.
    pub question_set: i64,
    /// What was answered.
    pub answers: Answers,
}

/// A visit as the officers tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewVisit {
    /// Whom they visited.
    pub person: PersonId,
    /// On which day.
    pub visited_on: Date,
    /// Who.
    pub team: Team,
    /// What came of it.
    pub outcome: Outcome,
    /// The answers, where somebody answered.
    pub interview: Option<Interview>,
    /// The group the officers wrote down, if they did: it must be the one of the answers.
    pub group: Option<Group>,
    /// What the person chose.
    pub method: Option<Method>,
    /// What was explained.
    pub campaign: CampaignPoints,
    /// The minutes of a refusal.
    pub minutes: Option<PaperMinutes>,
}

/// A visit as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Whom.
    pub person: PersonId,
    /// On which day.
    pub visited_on: Date,
    /// Who.
    pub team: Team,
    /// What came of it.
    pub outcome: Outcome,
    /// The group of the answers.
    pub group: Option<Group>,
    /// What the person chose.
    pub method: Option<Method>,
    /// The reason, in group 4.
    pub force_majeure: Option<ForceMajeure>,
    /// The answers.
    pub interview: Option<Interview>,
    /// What was explained.
    pub campaign: CampaignPoints,
    /// Who recorded it.
    pub recorded_by: StaffId,
    /// When.
    pub recorded_at: Timestamp,
}

/// How long after a visit it can be recorded.
pub const VISIT_DAYS_BACK_MAX: i32 = 366;

/// A visit that cannot have been so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VisitFault {
    /// Answers that do not fit the questions.
    #[error(transparent)]
    Answer(#[from] AnswerFault),
    /// Somebody answered, and there are no answers.
    #[error("an outcome of {} comes with answers", .outcome.key())]
    AnswersMissing {
        /// The outcome.
        outcome: Outcome,
    },
    /// Nobody answered, and there are answers, a group or a method.
    #[error("an outcome of {} comes without answers", .outcome.key())]
    AnswersNotWanted {
        /// The outcome.
        outcome: Outcome,
    },
    /// The day has not come yet.
    #[error("a visit on {visited_on} has not happened yet")]
    Future {
        /// The day.
        visited_on: Date,
    },
    /// The officers wrote another group than the answers give.
    #[error("the answers give {}, not {}", .derived.key(), .written.key())]
    GroupDiffers {
        /// What was written.
        written: Group,
        /// What the answers give.
        derived: Group,
    },
    /// A refusal without the reason and the signers.
    #[error("a refusal needs minutes")]
    MinutesMissing,
    /// Minutes of something that is no refusal.
    #[error("only a refusal has minutes")]
    MinutesNotWanted,
    /// Minutes without a reason, or a thumbprint without a witness.
    #[error("the minutes lack {what}")]
    MinutesLack {
        /// `reason`, `witness`.
        what: &'static str,
    },
    /// The person chose, and it is not said what.
    #[error("no method was chosen")]
    MethodMissing,
    /// People of the group cannot receive so.
    #[error("people of {} do not receive by {}", .group.key(), .method.key())]
    MethodOfOtherGroup {
        /// The group.
        group: Group,
        /// The method.
        method: Method,
    },
    /// The named person does not work as that in the commune on that day.
    #[error("the visit's {} does not work there on that day", .signer.key())]
    NotAnOfficer {
        /// Which of the two.
        signer: Signer,
    },
    /// The same person in both functions.
    #[error("two officers visit, not one")]
    OneOfficer,
    /// There is no such person in the area.
    #[error("no such person")]
    PersonUnknown,
    /// Only somebody who has an account and has not registered it refuses.
    #[error("people of {} do not refuse", .group.key())]
    RefusalOfOtherGroup {
        /// The group.
        group: Group,
    },
    /// Longer ago than can be recorded.
    #[error("a visit on {visited_on} is too long ago")]
    TooOld {
        /// The day.
        visited_on: Date,
    },
}

/// What follows from a visit that can have been so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Derived {
    pub(crate) group: Option<Group>,
    pub(crate) method: Option<Method>,
    pub(crate) force_majeure: Option<ForceMajeure>,
}

impl NewVisit {
    /// Holds the visit to the rules; who the officers and the person are is asked of the database.
    pub(crate) fn check(&self, today: Date) -> Result<Derived, VisitFault> {
        let visited_on = self.visited_on;
        if visited_on > today {
            return Err(VisitFault::Future { visited_on });
        }
        if visited_on.saturating_add(VISIT_DAYS_BACK_MAX.days()) < today {
            return Err(VisitFault::TooOld { visited_on });
        }
        if self.team.police == self.team.officer {
            return Err(VisitFault::OneOfficer);
        }
        self.check_minutes()?;
        let outcome = self.outcome;
        match &self.interview {
            Some(interview) if outcome.has_answers() => self.check_interview(interview),
            None if outcome.has_answers() => Err(VisitFault::AnswersMissing { outcome }),
            None if self.group.is_none() && self.method.is_none() => {
                Ok(Derived { group: None, method: None, force_majeure: None })
            }
            _ => Err(VisitFault::AnswersNotWanted { outcome }),
        }
    }

    fn check_minutes(&self) -> Result<(), VisitFault> {
        match (&self.minutes, self.outcome) {
            (Some(paper), Outcome::Refused) => check_paper(paper),
            (None, Outcome::Refused) => Err(VisitFault::MinutesMissing),
            (Some(_), _) => Err(VisitFault::MinutesNotWanted),
            (None, _) => Ok(()),
        }
    }

    fn check_interview(&self, interview: &Interview) -> Result<Derived, VisitFault> {
        question_set(interview.question_set)?.check(&interview.answers)?;
        let group = Group::of(&interview.answers);
        if let Some(written) = self.group.filter(|written| *written != group) {
            return Err(VisitFault::GroupDiffers { written, derived: group });
        }
        let method = match (self.outcome, self.method) {
            (Outcome::Refused, _) if group != Group::G2 => return Err(VisitFault::RefusalOfOtherGroup { group }),
            // Who refuses goes on receiving as until now.
            (Outcome::Refused, None | Some(Method::CashPoint)) => Some(Method::CashPoint),
            (Outcome::Refused, Some(method)) => return Err(VisitFault::MethodOfOtherGroup { group, method }),
            (Outcome::Chose, None) => return Err(VisitFault::MethodMissing),
            (Outcome::Undecided, Some(_)) => {
                return Err(VisitFault::AnswersNotWanted { outcome: Outcome::Undecided });
            }
            (_, method) => method,
        };
        if let Some(method) = method.filter(|method| !group.allows(*method)) {
            return Err(VisitFault::MethodOfOtherGroup { group, method });
        }
        let force_majeure = interview.answers.get("force_majeure").and_then(ForceMajeure::parse);
        Ok(Derived { group: Some(group), method, force_majeure })
    }
}
