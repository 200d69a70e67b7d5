-- Steps 3 and 4: home visits, refusal minutes, authorisations, and what holds now for each person.

-- One visit a row, and every visit stays. `digest` tells a visit that was sent twice.
-- person-owned
CREATE TABLE survey_visit (
    person_id {bytes} NOT NULL,
    visit_id {bytes} NOT NULL,
    batch {bytes} NOT NULL,
    digest {bytes} NOT NULL,
    visited_on {text} NOT NULL,
    police_id {bytes} NOT NULL,
    officer_id {bytes} NOT NULL,
    outcome {text} NOT NULL,
    survey_group {text},
    method {text},
    force_majeure {text},
    question_set {int},
    answers {text},
    campaign_points {text} NOT NULL,
    recorded_by {bytes} NOT NULL,
    recorded_at {text} NOT NULL,
    PRIMARY KEY (person_id, visit_id)
){strict};

CREATE INDEX survey_visit_by_batch ON survey_visit (batch);

-- What holds now: the latest visit at which somebody answered.
-- person-owned
CREATE TABLE survey_standing (
    person_id {bytes} NOT NULL PRIMARY KEY,
    survey_group {text} NOT NULL,
    method {text},
    force_majeure {text},
    visit_id {bytes} NOT NULL,
    visited_on {text} NOT NULL
){strict};

-- person-owned
CREATE TABLE survey_minutes (
    person_id {bytes} NOT NULL,
    minutes_id {bytes} NOT NULL,
    visit_id {bytes} NOT NULL,
    reason {text} NOT NULL,
    police_id {bytes} NOT NULL,
    police_signed_at {text},
    officer_id {bytes} NOT NULL,
    officer_signed_at {text},
    beneficiary_signed {text},
    witness {text},
    state {text} NOT NULL,
    recorded_at {text} NOT NULL,
    closed_by {bytes},
    closed_at {text},
    PRIMARY KEY (person_id, minutes_id),
    UNIQUE (person_id, visit_id)
){strict};

-- Who receives for a person: a proxy by authorisation, or a guardian.
-- person-owned
CREATE TABLE survey_authorisation (
    person_id {bytes} NOT NULL,
    authorisation_id {bytes} NOT NULL,
    batch {bytes} NOT NULL,
    kind {text} NOT NULL,
    proxy_name {text} NOT NULL,
    proxy_citizen_id {text} NOT NULL,
    relation {text} NOT NULL,
    with_account {bool} NOT NULL,
    valid_from {text} NOT NULL,
    valid_until {text},
    paper {text},
    recorded_by {bytes} NOT NULL,
    recorded_at {text} NOT NULL,
    confirmed_by {bytes},
    confirmed_at {text},
    revoked_on {text},
    revoked_by {bytes},
    revoked_why {text},
    version {int} NOT NULL,
    PRIMARY KEY (person_id, authorisation_id),
    UNIQUE (person_id, kind, proxy_citizen_id, valid_from)
){strict};

CREATE INDEX survey_authorisation_by_proxy ON survey_authorisation (proxy_citizen_id);

-- The persons an operation is about, while it runs: empty outside of a transaction.
-- person-owned
CREATE TABLE survey_batch_row (
    person_id {bytes} NOT NULL,
    batch {bytes} NOT NULL,
    line {int} NOT NULL,
    subject {bytes},
    PRIMARY KEY (person_id, batch, line)
){strict};

CREATE INDEX survey_batch_row_by_batch ON survey_batch_row (batch);

-- A commune's form as it came back filled in, byte for byte, and what came of it.
-- coordinator
CREATE TABLE survey_form (
    place {int} NOT NULL,
    sha256 {text} NOT NULL,
    name {text} NOT NULL,
    police_id {bytes} NOT NULL,
    officer_id {bytes} NOT NULL,
    visits {int} NOT NULL,
    existing {int} NOT NULL,
    authorisations {int} NOT NULL,
    returned {int} NOT NULL,
    blank {int} NOT NULL,
    received_by {bytes} NOT NULL,
    received_at {text} NOT NULL,
    content {bytes} NOT NULL,
    PRIMARY KEY (place, sha256)
){strict};

-- A list of guardians as it came, byte for byte, and what came of it. Its good rows are papers like any other.
-- coordinator
CREATE TABLE survey_guardian_list (
    place {int} NOT NULL,
    sha256 {text} NOT NULL,
    name {text} NOT NULL,
    created {int} NOT NULL,
    existing {int} NOT NULL,
    returned {int} NOT NULL,
    received_by {bytes} NOT NULL,
    received_at {text} NOT NULL,
    content {bytes} NOT NULL,
    PRIMARY KEY (place, sha256)
){strict};

-- Rows of a form or of a list of guardians that were not taken, with the reason in the words its reader was told.
-- coordinator
CREATE TABLE survey_returned (
    kind {text} NOT NULL,
    place {int} NOT NULL,
    sha256 {text} NOT NULL,
    line {int} NOT NULL,
    full_name {text} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (kind, place, sha256, line)
){strict};
