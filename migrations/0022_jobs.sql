-- Long work, and the answers kept for clients that ask twice.

-- coordinator
CREATE TABLE jobs_job (
    job_id {bytes} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    payload {text} NOT NULL,
    client_key {text} NOT NULL,
    staff_id {bytes} NOT NULL,
    role {text} NOT NULL,
    assignment_id {bytes},
    place {int},
    state {text} NOT NULL,
    attempts {int} NOT NULL,
    lease {int} NOT NULL,
    lease_until {text},
    not_before {text} NOT NULL,
    checkpoint {text},
    done {int} NOT NULL,
    total {int},
    doing {text},
    result {text},
    fault {text},
    submitted_at {text} NOT NULL,
    ended_at {text},
    cancel_asked_at {text},
    UNIQUE (staff_id, client_key)
){strict};

CREATE INDEX jobs_job_by_state ON jobs_job (state, job_id);
CREATE INDEX jobs_job_by_place ON jobs_job (place, job_id);

-- coordinator
CREATE TABLE idempotency_reply (
    actor {bytes} NOT NULL,
    endpoint {text} NOT NULL,
    client_key {text} NOT NULL,
    body_digest {bytes} NOT NULL,
    begun_at {text} NOT NULL,
    status {int},
    reply {text},
    PRIMARY KEY (actor, endpoint, client_key)
){strict};

CREATE INDEX idempotency_reply_by_age ON idempotency_reply (begun_at);
