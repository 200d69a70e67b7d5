-- Agencies' files as received, what was read from them, and what was wrong in them. No person is known yet.

-- A file that is read anew, by other columns, is another reading of the same bytes; the one before keeps its name alone.
-- coordinator
CREATE TABLE sources_file (
    file_id {bytes} NOT NULL PRIMARY KEY,
    source {text} NOT NULL,
    place {int} NOT NULL,
    name {text} NOT NULL,
    form {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {bytes} NOT NULL,
    rows_good {int} NOT NULL,
    rows_doubtful {int} NOT NULL,
    rows_bad {int} NOT NULL,
    lines_skipped {int} NOT NULL,
    mapping {text} NOT NULL,
    hidden {text} NOT NULL,
    received_by {bytes} NOT NULL,
    received_at {text} NOT NULL,
    replaced_by {bytes}
){strict};

CREATE UNIQUE INDEX sources_file_by_digest ON sources_file (sha256) WHERE replaced_by IS NULL;
CREATE INDEX sources_file_by_place ON sources_file (place, received_at);

-- The bytes, in parts, so that a file of hundreds of megabytes is never one value.
-- coordinator
CREATE TABLE sources_content (
    file_id {bytes} NOT NULL,
    part {int} NOT NULL,
    content {bytes} NOT NULL,
    PRIMARY KEY (file_id, part)
){strict};

-- A file on its way in from a browser, until its job has received it.
-- coordinator
CREATE TABLE sources_upload (
    file_id {bytes} NOT NULL PRIMARY KEY,
    staff_id {bytes} NOT NULL,
    source {text} NOT NULL,
    place {int} NOT NULL,
    name {text} NOT NULL,
    at {text} NOT NULL
){strict};

-- row_key is what makes a row the same row in a corrected file; name_key finds it again when its number was corrected.
-- coordinator
CREATE TABLE sources_row (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    row_key {text} NOT NULL,
    name_key {text} NOT NULL,
    source {text} NOT NULL,
    place {int} NOT NULL,
    full_name {text} NOT NULL,
    birth {text},
    sex {text},
    citizen_id {text},
    old_id {text},
    id_written {text},
    hamlet {text} NOT NULL,
    address {text} NOT NULL,
    phone {text},
    household {text},
    relation {text},
    category {text} NOT NULL,
    amount_dong {int},
    decision_number {text},
    decision_on {text},
    decision_by {text},
    entitled_from {text},
    bank {text},
    account_number {text},
    account_holder {text},
    digest {bytes} NOT NULL,
    PRIMARY KEY (file_id, line)
){strict};

-- A commune's rows in the order of the pages they are shown on.
CREATE INDEX sources_row_by_place ON sources_row (place, file_id, line);

-- The same row of an earlier file.
CREATE INDEX sources_row_by_digest ON sources_row (digest);

-- What changed, row by row, as a file of movements tells it. Who is to be entitled stands in sources_row too: the
-- population register is asked about them.
-- coordinator
CREATE TABLE sources_movement (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    kind {text} NOT NULL,
    source {text} NOT NULL,
    place {int} NOT NULL,
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
    digest {bytes} NOT NULL,
    PRIMARY KEY (file_id, line)
){strict};

-- Why a row was sent back, or what in a kept row is doubtful.
-- coordinator
CREATE TABLE sources_fault (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    field {text} NOT NULL,
    kind {text} NOT NULL,
    sends_back {bool} NOT NULL,
    written {text} NOT NULL,
    proposal {text},
    because {text},
    PRIMARY KEY (file_id, line, field, kind)
){strict};

-- What an officer took over from a proposal: the line is read with it, whatever the file says.
-- coordinator
CREATE TABLE sources_accepted (
    file_id {bytes} NOT NULL,
    line {int} NOT NULL,
    field {text} NOT NULL,
    value {text} NOT NULL,
    staff_id {bytes} NOT NULL,
    at {text} NOT NULL,
    PRIMARY KEY (file_id, line, field)
){strict};

-- What an officer said a unit's headings mean, for its next file with the same ones.
-- coordinator
CREATE TABLE sources_mapping (
    place {int} NOT NULL,
    signature {bytes} NOT NULL,
    mapping {text} NOT NULL,
    staff_id {bytes} NOT NULL,
    at {text} NOT NULL,
    PRIMARY KEY (place, signature)
){strict};
