-- The register of letters, plans, decisions and directives that reports and targets quote.

-- coordinator
CREATE TABLE letter (
    id {bytes} NOT NULL PRIMARY KEY,
    number {text},
    kind {text} NOT NULL,
    issued_on {text} NOT NULL,
    issuer {text} NOT NULL,
    issuer_key {text} NOT NULL,
    about {text} NOT NULL,
    place {int} NOT NULL,
    version {int} NOT NULL,
    registered_by {bytes} NOT NULL,
    registered_at {text} NOT NULL
){strict};

-- The newest first, and letters of one issuer on one day for finding doubles.
CREATE INDEX letter_by_day ON letter (issued_on, id);
CREATE INDEX letter_by_issuer ON letter (issuer_key, issued_on);

-- What a letter stands on.
-- coordinator
CREATE TABLE letter_basis (
    letter_id {bytes} NOT NULL,
    basis_id {bytes} NOT NULL,
    PRIMARY KEY (letter_id, basis_id)
){strict};

-- coordinator
CREATE TABLE letter_file (
    letter_id {bytes} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    form {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {bytes} NOT NULL,
    content {bytes} NOT NULL
){strict};
