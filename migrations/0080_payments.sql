-- A month's payments: the cycle, one instruction a person and month of origin, the files that carry them.

-- Out of which account a paying office pays.
-- coordinator
CREATE TABLE payments_payer (
    place {int} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    bin {text} NOT NULL,
    number {text} NOT NULL,
    version {int} NOT NULL,
    set_by {bytes} NOT NULL,
    set_at {text} NOT NULL
){strict};

-- coordinator
CREATE TABLE payments_cycle (
    cycle_id {bytes} NOT NULL PRIMARY KEY,
    place {int} NOT NULL,
    month {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL,
    lines {int} NOT NULL,
    instructions {int} NOT NULL,
    entitled_dong {int} NOT NULL,
    carried_in_dong {int} NOT NULL,
    payable_dong {int} NOT NULL,
    held_dong {int} NOT NULL,
    paid_dong {int} NOT NULL,
    carried_over_dong {int} NOT NULL,
    held_back_dong {int} NOT NULL,
    digest {bytes},
    opened_by {bytes} NOT NULL,
    opened_at {text} NOT NULL,
    prepared_by {bytes},
    prepared_at {text},
    approved_by {bytes},
    approved_at {text},
    instructed_by {bytes},
    instructed_at {text},
    closed_by {bytes},
    closed_at {text},
    UNIQUE (place, month)
){strict};

-- The lists a cycle was computed from, as they were then.
-- coordinator
CREATE TABLE payments_list (
    cycle_id {bytes} NOT NULL,
    list_id {bytes} NOT NULL,
    place {int} NOT NULL,
    version {int} NOT NULL,
    lines {int} NOT NULL,
    payable_dong {int} NOT NULL,
    held_dong {int} NOT NULL,
    PRIMARY KEY (cycle_id, list_id)
){strict};

-- person-owned
CREATE TABLE payments_instruction (
    person_id {bytes} NOT NULL,
    instruction_id {bytes} NOT NULL,
    cycle_id {bytes} NOT NULL,
    list_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    origin_month {text} NOT NULL,
    attempt {int} NOT NULL,
    method {text} NOT NULL,
    channel {text} NOT NULL,
    seq {int} NOT NULL,
    bin {text},
    number {text},
    holder_name {text} NOT NULL,
    purpose {text} NOT NULL,
    amount_dong {int} NOT NULL CHECK (amount_dong > 0),
    end_to_end_id {text} NOT NULL,
    state {text} NOT NULL,
    is_live {bool} NOT NULL,
    file_id {bytes},
    file_line {int},
    carried_from {bytes},
    place {int} NOT NULL,
    PRIMARY KEY (person_id, instruction_id)
){strict};

-- One live attempt per entitlement and month.
CREATE UNIQUE INDEX payments_instruction_live ON payments_instruction (person_id, entitlement_id, origin_month) WHERE is_live;
CREATE INDEX payments_instruction_by_cycle ON payments_instruction (cycle_id, channel, seq);
CREATE INDEX payments_instruction_by_reference ON payments_instruction (end_to_end_id);
CREATE INDEX payments_instruction_by_file ON payments_instruction (file_id, file_line);
CREATE INDEX payments_instruction_by_number ON payments_instruction (number, amount_dong);

-- What happened to an instruction. `event_id` names the batch that moved it: a file, a part of an answer.
-- person-owned
CREATE TABLE payments_event (
    event_id {bytes} NOT NULL,
    person_id {bytes} NOT NULL,
    instruction_id {bytes} NOT NULL,
    from_state {text} NOT NULL,
    to_state {text} NOT NULL,
    source {text} NOT NULL,
    source_ref {text} NOT NULL,
    code {text},
    staff_id {bytes} NOT NULL,
    at {text} NOT NULL,
    PRIMARY KEY (event_id, person_id, instruction_id)
){strict};

CREATE INDEX payments_event_by_person ON payments_event (person_id, instruction_id);

-- What was owed for a month and not received: paid with a later month, or held until `freed_at`. A line that was held
-- on its list stands here once it came free; no instruction has its id then.
-- person-owned
CREATE TABLE payments_carry (
    person_id {bytes} NOT NULL,
    instruction_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    origin_month {text} NOT NULL,
    amount_dong {int} NOT NULL,
    from_cycle {bytes} NOT NULL,
    place {int} NOT NULL,
    method {text} NOT NULL,
    bin {text},
    number {text},
    attempt {int} NOT NULL,
    times {int} NOT NULL,
    class {text} NOT NULL,
    code {text},
    is_held {bool} NOT NULL,
    is_late {bool} NOT NULL,
    into_cycle {bytes},
    at {text} NOT NULL,
    freed_by {bytes},
    freed_at {text},
    PRIMARY KEY (person_id, instruction_id)
){strict};

CREATE INDEX payments_carry_by_place ON payments_carry (place, into_cycle);
CREATE INDEX payments_carry_by_cycle ON payments_carry (from_cycle);

-- coordinator
CREATE TABLE payments_file (
    file_id {bytes} NOT NULL PRIMARY KEY,
    cycle_id {bytes} NOT NULL,
    channel {text} NOT NULL,
    place {int} NOT NULL,
    number {int} NOT NULL,
    message_id {text} NOT NULL UNIQUE,
    form {text} NOT NULL,
    name {text} NOT NULL,
    sha256 {bytes} NOT NULL,
    lines {int} NOT NULL,
    total_dong {int} NOT NULL,
    state {text} NOT NULL,
    prepared_by {bytes} NOT NULL,
    prepared_at {text} NOT NULL,
    sent_at {text}
){strict};

CREATE INDEX payments_file_by_cycle ON payments_file (cycle_id, channel, number);

-- coordinator
CREATE TABLE payments_file_content (
    file_id {bytes} NOT NULL PRIMARY KEY,
    content {bytes} NOT NULL
){strict};
