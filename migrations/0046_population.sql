-- What was asked of the population database, and whether it was answered.

-- coordinator
CREATE TABLE population_batch (
    batch_id {bytes} NOT NULL PRIMARY KEY,
    place {int} NOT NULL,
    channel {text} NOT NULL,
    service {text} NOT NULL,
    purpose {text} NOT NULL,
    legal_ground {text} NOT NULL,
    due_on {text} NOT NULL,
    prepared_by {bytes} NOT NULL,
    prepared_at {text} NOT NULL,
    sent_by {bytes},
    sent_at {text},
    closed_by {bytes},
    closed_at {text}
){strict};

CREATE INDEX population_batch_by_place ON population_batch (place, batch_id);

-- The file of a batch, byte for byte as it is handed out.
-- coordinator
CREATE TABLE population_sent_file (
    batch_id {bytes} NOT NULL PRIMARY KEY,
    sha256 {bytes} NOT NULL,
    content {bytes} NOT NULL
){strict};

-- asked is what is sent, byte for byte; subject_sha256 is of what the row said of its person then.
-- coordinator
CREATE TABLE population_request (
    batch_id {bytes} NOT NULL,
    number {int} NOT NULL,
    request_id {bytes} NOT NULL UNIQUE,
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    asked {bytes} NOT NULL,
    subject_sha256 {bytes} NOT NULL,
    state {text} NOT NULL,
    fault {text},
    people {int},
    answered_at {text},
    PRIMARY KEY (batch_id, number)
){strict};

CREATE INDEX population_request_by_row ON population_request (file_id, line);

-- Files of answers that were taken in; the same bytes a second time change nothing.
-- coordinator
CREATE TABLE population_answer_file (
    batch_id {bytes} NOT NULL,
    sha256 {bytes} NOT NULL,
    size {int} NOT NULL,
    received_by {bytes} NOT NULL,
    received_at {text} NOT NULL,
    PRIMARY KEY (batch_id, sha256)
){strict};

-- The name we give a person of the service, by the digest of what the service knows them by.
-- coordinator
CREATE TABLE population_person (
    known_by {bytes} NOT NULL PRIMARY KEY,
    pid {text} NOT NULL
){strict};
