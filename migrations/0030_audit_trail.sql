-- The audit trail: records as written, their places in the sealed trees, and the signed checkpoints.

-- coordinator
CREATE TABLE audit_record (
    id {bytes} NOT NULL PRIMARY KEY,
    at {text} NOT NULL,
    staff {bytes} NOT NULL,
    role {text} NOT NULL,
    office {bytes},
    address {text} NOT NULL,
    request {text} NOT NULL,
    verb {text} NOT NULL,
    is_view {bool} NOT NULL,
    subject_kind {text} NOT NULL,
    subject {text} NOT NULL,
    place {int},
    why {text},
    was {text},
    became {text},
    mac {bytes} NOT NULL
){strict};

-- Ids sort by time, so each index also answers "the newest first" and "between these days".
CREATE INDEX audit_record_by_staff ON audit_record (staff, id);
CREATE INDEX audit_record_by_subject ON audit_record (subject, id);
CREATE INDEX audit_record_by_place ON audit_record (place, id);

-- Written with each record and removed when it is sealed: a transaction that commits late is still found.
-- coordinator
CREATE TABLE audit_unsealed (
    record_id {bytes} NOT NULL PRIMARY KEY,
    at {text} NOT NULL
){strict};

-- coordinator
CREATE TABLE audit_leaf (
    day {text} NOT NULL,
    position {int} NOT NULL,
    record_id {bytes} NOT NULL UNIQUE,
    leaf_hash {bytes} NOT NULL,
    PRIMARY KEY (day, position)
){strict};

-- The right edge of a day's tree, so that sealing hashes the new leaves and not the day again.
-- coordinator
CREATE TABLE audit_tree (
    day {text} NOT NULL PRIMARY KEY,
    size {int} NOT NULL,
    edge {bytes} NOT NULL
){strict};

-- coordinator
CREATE TABLE audit_checkpoint (
    number {int} NOT NULL PRIMARY KEY,
    day {text} NOT NULL,
    size {int} NOT NULL,
    root {bytes} NOT NULL,
    previous {bytes} NOT NULL,
    at {text} NOT NULL,
    signer {bytes} NOT NULL,
    signature {bytes} NOT NULL
){strict};

-- Fingerprints of the keys this trail was begun with: a program holding other keys must not write to it.
-- coordinator
CREATE TABLE audit_key (
    kind {text} NOT NULL PRIMARY KEY,
    fingerprint {bytes} NOT NULL,
    since {text} NOT NULL
){strict};
