//! What must hold for any bytes: an answer or a fault, and nothing that was not said.

use population::{Answer, PEOPLE_MAX, read_answer, read_answer_file};
use std::collections::BTreeSet;

/// An answer over the network, and a file of answers.
pub fn answers(bytes: &[u8]) {
    if let Ok(answer) = read_answer(bytes, "r-1") {
        assert_eq!(answer.request, "r-1", "nobody else's answer");
        check(&answer);
    }
    if let Ok(file) = read_answer_file(bytes) {
        let requests: BTreeSet<&str> = file.answers.iter().map(|answer| answer.request.as_str()).collect();
        assert_eq!(requests.len(), file.answers.len(), "each request once");
        assert!(file.faults.iter().all(|fault| !requests.contains(fault.request.as_str())), "half said is not said");
        file.answers.iter().for_each(check);
    }
}

fn check(answer: &Answer) {
    assert!(!answer.request.is_empty() && answer.people.len() <= PEOPLE_MAX);
    assert!(answer.people.iter().all(|person| person.full_name.chars().any(char::is_alphanumeric)));
}
