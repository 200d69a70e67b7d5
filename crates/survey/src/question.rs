//! The question set: data with a version, so that an answer is read years later by the questions it answered.

use jiff::civil::Date;
use kernel::names::clean;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// The sets that ship with the program, oldest first.
const FILES: [&str; 1] = [include_str!("../data/questions-1.json")];

static SETS: LazyLock<Vec<QuestionSet>> = LazyLock::new(|| {
    let read = |text: &&str| serde_json::from_str(text).expect("the program's question sets are JSON of their type");
    FILES.iter().map(read).collect()
});

/// The longest answer in words.
const ANSWER_LETTERS_MAX: usize = 500;

/// The questions of the home visit, in the order they are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSet {
    /// Its number; answers name it.
    pub version: i64,
    /// The first day it is asked.
    pub from: Date,
    /// Its heading.
    pub title_vi: String,
    /// Its heading in English.
    pub title_en: String,
    /// What it stands on.
    pub basis: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its key in the answers.
    pub key: String,
    /// Whether it must be answered when it is asked.
    pub is_required: bool,
    /// Asked only after this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// As it is asked.
    pub vi: String,
    /// In English.
    pub en: String,
    /// What can be answered; empty for an answer in words.
    pub options: Vec<Choice>,
}

/// The earlier answer that makes a question asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The earlier question.
    pub key: String,
    /// Its answer.
    pub is: String,
}

/// One answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// As it is read out.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// An answer that does not fit the questions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// No such set.
    #[error("there is no question set {version}")]
    SetUnknown {
        /// The version named.
        version: i64,
    },
    /// The set has no such question.
    #[error("there is no question {key}")]
    QuestionUnknown {
        /// The key.
        key: String,
    },
    /// It must be answered.
    #[error("the question {key} is not answered")]
    Missing {
        /// The question.
        key: String,
    },
    /// It is not one of the answers to choose.
    #[error("the answer to {key} is none of its options")]
    NotAnOption {
        /// The question.
        key: String,
    },
    /// It is not asked after the other answers.
    #[error("the question {key} is not asked after the other answers")]
    NotAsked {
        /// The question.
        key: String,
    },
    /// More words than fit.
    #[error("the answer to {key} is longer than {most} letters")]
    TooLong {
        /// The question.
        key: String,
        /// The most letters.
        most: usize,
    },
}

/// What a person answered, by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// These answers; empty ones are none.
    pub fn new<K: Into<String>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (K, V)>) -> Answers {
        let kept = pairs.into_iter().map(|(key, answer)| (key.into(), clean(answer.as_ref())));
        Answers(kept.filter(|(_, answer)| !answer.is_empty()).collect())
    }

    /// The answer to a question.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Whether the question was answered so.
    pub fn is(&self, key: &str, answer: &str) -> bool {
        self.get(key) == Some(answer)
    }

    /// Every answer by its question.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, answer)| (key.as_str(), answer.as_str()))
    }
}

impl QuestionSet {
    /// The first fault in the answers, in the order of the questions.
    pub fn check(&self, answers: &Answers) -> Result<(), AnswerFault> {
        for question in &self.questions {
            question.check(answers)?;
        }
        let unknown = answers.iter().find(|(key, _)| !self.questions.iter().any(|question| question.key == *key));
        unknown.map_or(Ok(()), |(key, _)| Err(AnswerFault::QuestionUnknown { key: key.to_owned() }))
    }
}

impl Question {
    fn check(&self, answers: &Answers) -> Result<(), AnswerFault> {
        let key = || self.key.clone();
        let is_asked = self.when.as_ref().is_none_or(|when| answers.is(&when.key, &when.is));
        match (is_asked, answers.get(&self.key)) {
            (true, None) if self.is_required => Err(AnswerFault::Missing { key: key() }),
            (_, None) => Ok(()),
            (false, Some(_)) => Err(AnswerFault::NotAsked { key: key() }),
            (true, Some(words)) if self.options.is_empty() => {
                let fits = words.chars().count() <= ANSWER_LETTERS_MAX;
                if fits { Ok(()) } else { Err(AnswerFault::TooLong { key: key(), most: ANSWER_LETTERS_MAX }) }
            }
            (true, Some(answer)) => {
                let known = self.options.iter().any(|option| option.key == answer);
                if known { Ok(()) } else { Err(AnswerFault::NotAnOption { key: key() }) }
            }
        }
    }
}

/// Every set there ever was, oldest first.
pub fn question_sets() -> &'static [QuestionSet] {
    &SETS
}

/// The set of that version.
pub fn question_set(version: i64) -> Result<&'static QuestionSet, AnswerFault> {
    SETS.iter().find(|set| set.version == version).ok_or(AnswerFault::SetUnknown { version })
}

/// The set asked on a day; none before the first.
pub fn question_set_on(day: Date) -> Option<&'static QuestionSet> {
    SETS.iter().rev().find(|set| set.from <= day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;

    fn check(pairs: &[(&str, &str)]) -> Result<(), AnswerFault> {
        question_set(1).expect("the first set").check(&Answers::new(pairs.iter().copied()))
    }

    #[test]
    fn every_set_holds_together() {
        for (number, set) in (1..).zip(question_sets()) {
            assert_eq!(set.version, number, "sets are counted from 1");
            let mut known = BTreeSet::new();
            for question in &set.questions {
                let options: BTreeSet<&str> = question.options.iter().map(|option| option.key.as_str()).collect();
                assert_eq!(options.len(), question.options.len(), "{}", question.key);
                if let Some(when) = &question.when {
                    assert!(known.contains(&when.key), "{} asks after a later question", question.key);
                }
                assert!(known.insert(question.key.clone()), "{} twice", question.key);
            }
            for needed in ["has_account", "registered", "wish", "force_majeure"] {
                assert!(known.contains(needed), "the groups are read from {needed}");
            }
        }
        assert!(question_sets().is_sorted_by_key(|set| set.from));
        assert_eq!(question_set_on(date(2024, 1, 15)).map(|set| set.version), Some(1));
        assert_eq!(question_set_on(date(2023, 1, 15)), None);
        assert_eq!(question_set(99).map(|set| set.version), Err(AnswerFault::SetUnknown { version: 99 }));
    }

    #[test]
    fn answers_are_held_to_the_questions() {
        let key = |key: &str| key.to_owned();
        assert_eq!(check(&[("has_account", "no"), ("wish", "cash")]), Ok(()));
        assert_eq!(check(&[("has_account", "yes"), ("registered", "yes"), ("wish", "account")]), Ok(()));
        assert_eq!(check(&[("wish", "cash")]), Err(AnswerFault::Missing { key: key("has_account") }));
        assert_eq!(
            check(&[("has_account", "yes"), ("wish", "account")]),
            Err(AnswerFault::Missing { key: key("registered") })
        );
        assert_eq!(
            check(&[("has_account", "no"), ("registered", "yes"), ("wish", "cash")]),
            Err(AnswerFault::NotAsked { key: key("registered") })
        );
        assert_eq!(
            check(&[("has_account", "perhaps"), ("wish", "cash")]),
            Err(AnswerFault::NotAnOption { key: key("has_account") })
        );
        assert_eq!(
            check(&[("has_account", "no"), ("wish", "cash"), ("salary", "5")]),
            Err(AnswerFault::QuestionUnknown { key: key("salary") })
        );
        let long = "a".repeat(501);
        assert_eq!(
            check(&[("has_account", "no"), ("wish", "cash"), ("reason_not", &long)]),
            Err(AnswerFault::TooLong { key: key("reason_not"), most: 500 })
        );
    }

    #[test]
    fn an_empty_answer_is_none() {
        let answers = Answers::new([("phone", "  "), ("wish", " cash ")]);
        assert_eq!(answers.get("phone"), None);
        assert!(answers.is("wish", "cash"));
    }
}
