-- A file a job made, in parts: each part is written in the transaction of its step, so a crash leaves no half part.

-- coordinator
CREATE TABLE jobs_file_part (
    job_id {bytes} NOT NULL,
    number {int} NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (job_id, number)
){strict};
