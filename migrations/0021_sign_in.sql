-- Signing in: passwords, second factors, sessions, wrong tries, identities from elsewhere.

-- coordinator
CREATE TABLE sign_in_password (
    staff_id {bytes} NOT NULL PRIMARY KEY REFERENCES staff_member (staff_id),
    hash {text} NOT NULL,
    must_change {bool} NOT NULL,
    set_at {text} NOT NULL
){strict};

-- An authenticator app has a random handle from which, with a key kept outside the database, its secret is derived:
-- whoever copies this table can make no code. A passkey would rest here too, its credential id as the handle.
-- An enrolment belongs to the session it was begun in: a secret planted in one is not taken up in another.
-- coordinator
CREATE TABLE sign_in_factor (
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    handle {bytes} NOT NULL,
    kind {text} NOT NULL,
    last_step {int} NOT NULL,
    made_at {text} NOT NULL,
    confirmed_at {text},
    begun_in {bytes} NOT NULL,
    PRIMARY KEY (staff_id, handle)
){strict};

-- coordinator
CREATE TABLE sign_in_recovery_code (
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    digest {bytes} NOT NULL,
    used_at {text},
    PRIMARY KEY (staff_id, digest)
){strict};

-- coordinator
CREATE TABLE sign_in_session (
    session_id {bytes} NOT NULL PRIMARY KEY,
    digest {bytes} NOT NULL UNIQUE,
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    assignment_id {bytes},
    means {text} NOT NULL,
    made_at {text} NOT NULL,
    seen_at {text} NOT NULL,
    ends_at {text} NOT NULL,
    second_factor_at {text},
    address {text} NOT NULL,
    agent {text} NOT NULL,
    ended_at {text}
){strict};

CREATE INDEX sign_in_session_by_staff ON sign_in_session (staff_id);

-- Keyed by a digest of what was typed, whether such a person exists or not, so that both wait alike;
-- a digest, because people type their password into the wrong field.
-- coordinator
CREATE TABLE sign_in_tries (
    subject {bytes} NOT NULL PRIMARY KEY,
    account {bytes} NOT NULL,
    failures {int} NOT NULL,
    last_at {text} NOT NULL,
    waits_until {text}
){strict};

CREATE INDEX sign_in_tries_by_account ON sign_in_tries (account);
CREATE INDEX sign_in_tries_by_age ON sign_in_tries (last_at);

-- coordinator
CREATE TABLE sign_in_external (
    issuer {text} NOT NULL,
    subject {text} NOT NULL,
    staff_id {bytes} NOT NULL REFERENCES staff_member (staff_id),
    linked_at {text} NOT NULL,
    PRIMARY KEY (issuer, subject)
){strict};

CREATE INDEX sign_in_external_by_staff ON sign_in_external (staff_id);
