-- Offices and staff: who works where, as what, and which other systems may come in.

-- reference
CREATE TABLE offices_office (
    office_id {bytes} NOT NULL PRIMARY KEY,
    agency {text} NOT NULL,
    tree {text} NOT NULL,
    unit {text} NOT NULL,
    place {int} NOT NULL,
    place_hi {int} NOT NULL,
    name {text} NOT NULL,
    from_day {text} NOT NULL,
    until_day {text},
    UNIQUE (place, agency, from_day)
){strict};

-- reference
CREATE TABLE staff_member (
    staff_id {bytes} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    login {text} NOT NULL UNIQUE,
    full_name {text} NOT NULL,
    phone {text},
    email {text},
    made_at {text} NOT NULL,
    deactivated_at {text}
){strict};

-- reference
CREATE TABLE staff_assignment (
    assignment_id {bytes} NOT NULL PRIMARY KEY,
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    role {text} NOT NULL,
    office_id {bytes} REFERENCES offices_office (office_id),
    from_day {text} NOT NULL,
    until_day {text}
){strict};

CREATE INDEX staff_assignment_by_staff ON staff_assignment (staff_id);
CREATE INDEX staff_assignment_by_office ON staff_assignment (office_id);
CREATE INDEX staff_assignment_by_role ON staff_assignment (role);

-- The token itself is nowhere: only its digest, and enough of its beginning to recognise it by.
-- coordinator
CREATE TABLE staff_api_token (
    token_id {bytes} NOT NULL PRIMARY KEY,
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    digest {bytes} NOT NULL UNIQUE,
    prefix {text} NOT NULL,
    purpose {text} NOT NULL,
    made_at {text} NOT NULL,
    made_by {bytes} NOT NULL,
    ends_at {text} NOT NULL,
    confirmed_by {bytes},
    confirmed_at {text},
    confirmed_post {bytes},
    revoked_at {text},
    used_at {text}
){strict};

CREATE INDEX staff_api_token_by_staff ON staff_api_token (staff_id);
