-- What banks and the post answered, line by line, and what was made of it.

-- coordinator
CREATE TABLE reconciliation_answer (
    answer_id {bytes} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    sha256 {bytes} NOT NULL UNIQUE,
    sender {text},
    message_id {text},
    name {text} NOT NULL,
    place {int} NOT NULL,
    entries {int} NOT NULL,
    applied {int} NOT NULL,
    exceptions {int} NOT NULL,
    received_by {bytes} NOT NULL,
    received_at {text} NOT NULL
){strict};

CREATE INDEX reconciliation_answer_by_message ON reconciliation_answer (kind, message_id);
CREATE INDEX reconciliation_answer_by_place ON reconciliation_answer (place, answer_id);

-- coordinator
CREATE TABLE reconciliation_content (
    answer_id {bytes} NOT NULL PRIMARY KEY,
    content {bytes} NOT NULL
){strict};

-- coordinator
CREATE TABLE reconciliation_entry (
    answer_id {bytes} NOT NULL,
    line {int} NOT NULL,
    end_to_end_id {text},
    status {text} NOT NULL,
    code {text},
    amount_dong {int},
    booked_on {text},
    rule {text} NOT NULL,
    outcome {text} NOT NULL,
    person_id {bytes},
    instruction_id {bytes},
    PRIMARY KEY (answer_id, line)
){strict};

-- coordinator
CREATE TABLE reconciliation_exception (
    exception_id {bytes} NOT NULL PRIMARY KEY,
    answer_id {bytes} NOT NULL,
    line {int},
    kind {text} NOT NULL,
    cycle_id {bytes},
    place {int} NOT NULL,
    person_id {bytes},
    instruction_id {bytes},
    amount_dong {int},
    reference {text},
    code {text},
    opened_by {bytes} NOT NULL,
    opened_at {text} NOT NULL,
    settled_by {bytes},
    settled_at {text},
    why {text}
){strict};

CREATE INDEX reconciliation_exception_by_place ON reconciliation_exception (place, settled_at);
CREATE INDEX reconciliation_exception_by_cycle ON reconciliation_exception (cycle_id, settled_at);

-- What the post hands in: kept as it came, confirmed by a second person there, then taken in as an answer.
-- coordinator
CREATE TABLE reconciliation_settlement (
    settlement_id {bytes} NOT NULL PRIMARY KEY,
    place {int} NOT NULL,
    name {text} NOT NULL,
    sha256 {bytes} NOT NULL,
    state {text} NOT NULL,
    handed_over {int} NOT NULL,
    handed_over_dong {int} NOT NULL,
    not_collected {int} NOT NULL,
    not_collected_dong {int} NOT NULL,
    left_open {int} NOT NULL,
    left_open_dong {int} NOT NULL,
    handed_in_by {bytes} NOT NULL,
    handed_in_at {text} NOT NULL,
    confirmed_by {bytes},
    confirmed_at {text},
    ended_by {bytes},
    ended_at {text},
    why {text},
    answer_id {bytes}
){strict};

-- What was sent back, by mistake perhaps, may come again as it was.
CREATE UNIQUE INDEX reconciliation_settlement_by_bytes ON reconciliation_settlement (sha256) WHERE state <> 'sent_back';
CREATE INDEX reconciliation_settlement_by_place ON reconciliation_settlement (place, settlement_id);

-- coordinator
CREATE TABLE reconciliation_settlement_content (
    settlement_id {bytes} NOT NULL PRIMARY KEY,
    content {bytes} NOT NULL
){strict};
