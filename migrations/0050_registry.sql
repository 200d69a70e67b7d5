-- Persons, what they are entitled to, what stops it, and everything that ever happened to their records.

-- person-owned
CREATE TABLE registry_person (
    person_id {bytes} NOT NULL PRIMARY KEY,
    full_name {text} NOT NULL,
    name_key {text} NOT NULL,
    birth {text},
    sex {text},
    citizen_id {text},
    old_id {text},
    pid {text},
    place {int} NOT NULL,
    hamlet {text},
    address {text},
    phone {text},
    state {text} NOT NULL,
    no_card {bool} NOT NULL,
    dead {bool} NOT NULL,
    died_on {text},
    death_proof {text},
    version {int} NOT NULL,
    created_at {text} NOT NULL,
    changed_at {text} NOT NULL
){strict};

CREATE INDEX registry_person_by_place ON registry_person (place, state, person_id);
CREATE INDEX registry_person_by_citizen_id ON registry_person (citizen_id);
CREATE INDEX registry_person_by_old_id ON registry_person (old_id);

-- The words of a name without marks: names are found by equality, never by a part of a text.
-- person-owned
CREATE TABLE registry_name_token (
    person_id {bytes} NOT NULL,
    token {text} NOT NULL,
    PRIMARY KEY (person_id, token)
){strict};

CREATE INDEX registry_name_token_by_token ON registry_name_token (token, person_id);

-- A number, or the register's own id, belongs to one person.
-- coordinator
CREATE TABLE registry_identity_claim (
    kind {text} NOT NULL,
    value {text} NOT NULL,
    person_id {bytes} NOT NULL,
    PRIMARY KEY (kind, value)
){strict};

-- person-owned
CREATE TABLE registry_entitlement (
    person_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    source {text} NOT NULL,
    category {text} NOT NULL,
    amount_dong {int} NOT NULL,
    expected_dong {int},
    amount_check {text} NOT NULL DEFAULT 'not_computed',
    decision_number {text},
    decision_on {text},
    decision_by {text},
    from_month {text} NOT NULL,
    until_month {text},
    state {text} NOT NULL,
    file_id {bytes},
    line {int},
    ended_by {text},
    follows {bytes},
    PRIMARY KEY (person_id, entitlement_id)
){strict};

-- Which row of which list became which entitlement; equal digests, nothing to do. row_digest is of what the row says,
-- decided_at of the decision by which its person's state stands.
-- coordinator
CREATE TABLE registry_link (
    source {text} NOT NULL,
    row_key {text} NOT NULL,
    place {int} NOT NULL,
    name_key {text} NOT NULL,
    person_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    digest {bytes} NOT NULL,
    row_digest {bytes} NOT NULL,
    decided_at {text},
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    PRIMARY KEY (source, row_key, place)
){strict};

CREATE INDEX registry_link_by_name ON registry_link (source, place, name_key);
CREATE INDEX registry_link_by_person ON registry_link (person_id);

-- Changed rows on their way into the tables above, within one transaction; empty between transactions.
-- coordinator
CREATE TABLE registry_draft (
    entitlement_id {bytes} NOT NULL PRIMARY KEY,
    person_id {bytes} NOT NULL,
    is_person {bool} NOT NULL,
    full_name {text} NOT NULL,
    name_key {text} NOT NULL,
    birth {text},
    sex {text},
    citizen_id {text},
    old_id {text},
    pid {text},
    place {int} NOT NULL,
    hamlet {text},
    address {text},
    phone {text},
    state {text} NOT NULL,
    no_card {bool} NOT NULL,
    dead {bool} NOT NULL,
    died_on {text},
    at {text} NOT NULL,
    source {text} NOT NULL,
    category {text} NOT NULL,
    amount_dong {int} NOT NULL,
    expected_dong {int},
    amount_check {text} NOT NULL,
    decision_number {text},
    decision_on {text},
    decision_by {text},
    from_month {text} NOT NULL,
    until_month {text},
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    row_key {text} NOT NULL,
    row_name_key {text} NOT NULL,
    row_place {int} NOT NULL,
    old_key {text},
    digest {bytes} NOT NULL,
    row_digest {bytes} NOT NULL,
    decided_at {text},
    keeps_money {bool} NOT NULL,
    begins_again {bool} NOT NULL,
    batch {bytes} NOT NULL
){strict};

-- A household as the lists of poor and near-poor households name it: by its code, or by its head and hamlet.
-- coordinator
CREATE TABLE registry_household (
    household_id {bytes} NOT NULL PRIMARY KEY,
    place {int} NOT NULL,
    household_key {text} NOT NULL,
    name {text} NOT NULL
){strict};

CREATE UNIQUE INDEX registry_household_by_key ON registry_household (place, household_key);

-- The words under which a household is found: of its code, or of its head's name.
-- coordinator
CREATE TABLE registry_household_word (
    household_id {bytes} NOT NULL,
    word {text} NOT NULL,
    PRIMARY KEY (household_id, word)
){strict};

CREATE INDEX registry_household_word_by_word ON registry_household_word (word, household_id);

-- Who lives in it; of several lists the one enrolled last says so.
-- person-owned
CREATE TABLE registry_household_member (
    person_id {bytes} NOT NULL PRIMARY KEY,
    household_id {bytes} NOT NULL,
    is_head {bool} NOT NULL,
    relation {text},
    file_id {bytes} NOT NULL,
    line {int} NOT NULL
){strict};

CREATE INDEX registry_household_member_by_household ON registry_household_member (household_id);

-- What a file of movements says should change: asked for by whoever took the file in, approved by somebody else. One
-- that names nobody of the registry, or several, waits for an officer. The same movement told again by its
-- sender is the same row.
-- coordinator
CREATE TABLE registry_movement (
    movement_id {bytes} NOT NULL PRIMARY KEY,
    digest {bytes} NOT NULL,
    kind {text} NOT NULL,
    source {text} NOT NULL,
    place {int} NOT NULL,
    sender {int} NOT NULL,
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    row_key {text} NOT NULL,
    full_name {text} NOT NULL,
    citizen_id {text},
    category {text},
    amount_dong {int},
    decision_number {text},
    decision_on {text},
    decision_by {text},
    entitled_from {text},
    died_on {text},
    month {text} NOT NULL,
    state {text} NOT NULL,
    obstacle {text},
    person_id {bytes},
    entitlement_id {bytes},
    before {text},
    asked_by {bytes} NOT NULL,
    asked_at {text} NOT NULL,
    placed_by {bytes},
    decided_by {bytes},
    decided_at {text},
    decided_why {text}
){strict};

CREATE UNIQUE INDEX registry_movement_by_digest ON registry_movement (digest, sender);
CREATE INDEX registry_movement_by_state ON registry_movement (state, file_id, line);
CREATE INDEX registry_movement_by_row ON registry_movement (file_id, line);
CREATE INDEX registry_movement_by_person ON registry_movement (person_id);

-- The timeline of a person.
-- person-owned
CREATE TABLE registry_event (
    person_id {bytes} NOT NULL,
    event_id {bytes} NOT NULL,
    at {text} NOT NULL,
    kind {text} NOT NULL,
    staff_id {bytes} NOT NULL,
    why {text},
    before {text},
    after {text},
    PRIMARY KEY (person_id, event_id)
){strict};

-- A correction with its proof: whoever asks for it does not approve it.
-- person-owned
CREATE TABLE registry_change_request (
    person_id {bytes} NOT NULL,
    request_id {bytes} NOT NULL,
    field {text} NOT NULL,
    before {text},
    proposed {text} NOT NULL,
    proof {text} NOT NULL,
    seen_version {int} NOT NULL,
    state {text} NOT NULL,
    asked_by {bytes} NOT NULL,
    asked_at {text} NOT NULL,
    decided_by {bytes},
    decided_at {text},
    decided_why {text},
    PRIMARY KEY (person_id, request_id)
){strict};

CREATE INDEX registry_change_request_by_state ON registry_change_request (state, asked_at);

-- What the population register says of a person whom a decision names, where the record says something else: proposed,
-- never taken over by itself. `source` is the kind of the list whose row was compared.
-- person-owned
CREATE TABLE registry_proposal (
    person_id {bytes} NOT NULL,
    field {text} NOT NULL,
    proposed {text} NOT NULL,
    pid {text} NOT NULL,
    snapshot_id {bytes},
    source {text} NOT NULL,
    state {text} NOT NULL,
    found_at {text} NOT NULL,
    request_id {bytes},
    decided_by {bytes},
    decided_at {text},
    why {text},
    PRIMARY KEY (person_id, field)
){strict};

CREATE INDEX registry_proposal_by_state ON registry_proposal (state, person_id, field);

-- Why nothing is paid for now: all a person gets, or one entitlement.
-- person-owned
CREATE TABLE registry_hold (
    person_id {bytes} NOT NULL,
    hold_id {bytes} NOT NULL,
    entitlement_id {bytes},
    reason {text} NOT NULL,
    why {text},
    from_month {text} NOT NULL,
    until_month {text},
    placed_by {bytes},
    placed_at {text},
    released_by {bytes},
    released_at {text},
    released_why {text},
    PRIMARY KEY (person_id, hold_id)
){strict};

-- Two records that contradict each other: a number claimed twice, a person twice in one programme or in two communes.
-- coordinator
CREATE TABLE registry_exception (
    exception_id {bytes} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    person_id {bytes} NOT NULL,
    other_id {bytes} NOT NULL,
    entitlement_id {bytes} NOT NULL,
    place {int} NOT NULL,
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    found_at {text} NOT NULL,
    solution {text},
    solved_by {bytes},
    solved_at {text},
    solved_why {text},
    effects {text}
){strict};

CREATE INDEX registry_exception_by_place ON registry_exception (place, found_at);
CREATE INDEX registry_exception_by_person ON registry_exception (person_id);
