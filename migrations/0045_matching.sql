-- Who a row of a file is: the registers asked, every decision, and whom else it could be.

-- reference
CREATE TABLE matching_snapshot (
    snapshot_id {bytes} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    sha256 {bytes} NOT NULL UNIQUE,
    people {int} NOT NULL,
    taken_on {text},
    loaded_at {text} NOT NULL
){strict};

-- Decisions are appended; the highest decision_no holds. A row without one was never sent. What stands in carried_… is the
-- officer's decision on the same row of an earlier file: carried over, or not, for the reason in not_carried.
-- coordinator
CREATE TABLE matching_decision (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    decision_no {int} NOT NULL,
    outcome {text} NOT NULL,
    rule {text} NOT NULL,
    pid {text},
    score_millibits {int},
    reasons {text} NOT NULL,
    mismatched {text} NOT NULL,
    no_card {bool} NOT NULL,
    dead {bool} NOT NULL,
    died_on {text},
    snapshot_id {bytes},
    model {text} NOT NULL,
    decided_by {bytes} NOT NULL,
    decided_at {text} NOT NULL,
    why {text},
    carried_file {bytes},
    carried_line {int},
    carried_by {bytes},
    carried_at {text},
    not_carried {text},
    PRIMARY KEY (file_id, line, decision_no)
){strict};

CREATE INDEX matching_decision_confirmed ON matching_decision (pid) WHERE rule = 'confirmed';

-- Rows that came in again, word for word, in a newer file that was matched: what is to be decided is decided there.
-- coordinator
CREATE TABLE matching_superseded (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    by_file {bytes} NOT NULL,
    by_line {int} NOT NULL,
    PRIMARY KEY (file_id, line)
){strict};

-- What the population database answered when the row had been decided on, or changed, since it was asked: evidence for
-- whoever looks at the row, and no decision.
-- coordinator
CREATE TABLE matching_late_answer (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    asked_at {text} NOT NULL,
    answered_at {text} NOT NULL,
    snapshot_id {bytes} NOT NULL,
    taken_by {bytes} NOT NULL,
    is_changed {bool} NOT NULL,
    outcome {text} NOT NULL,
    reasons {text} NOT NULL,
    person {text},
    PRIMARY KEY (file_id, line, asked_at, answered_at)
){strict};

-- Whom the row could be, best first, as the register knew them then; their numbers are covered.
-- coordinator
CREATE TABLE matching_candidate (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    rank {int} NOT NULL,
    pid {text} NOT NULL,
    score_millibits {int} NOT NULL,
    posterior {int} NOT NULL,
    reasons {text} NOT NULL,
    person {text} NOT NULL,
    PRIMARY KEY (file_id, line, rank)
){strict};
