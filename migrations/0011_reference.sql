-- Dated reference data with its versions: rates, categories, banks, holidays, targets, calendar rules, profiles.

-- A slot is (kind, item, valid_from); what holds in it is its last approved version. Nothing is deleted: a slot that
-- was a mistake gets a version that is void.
-- reference
CREATE TABLE reference_version (
    kind {text} NOT NULL,
    item {text} NOT NULL,
    valid_from {text} NOT NULL,
    version {int} NOT NULL,
    valid_until {text},
    is_void {bool} NOT NULL,
    place {int},
    value {text} NOT NULL,
    state {text} NOT NULL,
    proposed_by {bytes},
    proposed_at {text},
    decided_by {bytes},
    decided_at {text},
    why {text},
    PRIMARY KEY (kind, item, valid_from, version)
){strict};

-- What the program brought last, so that a start with the same data writes nothing.
-- reference
CREATE TABLE reference_seed (
    kind {text} NOT NULL PRIMARY KEY,
    digest {bytes} NOT NULL
){strict};
